//! Words as data: a language, a table of texts by key, and the filling-in of names and numbers.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::date::Date;
use crate::order::Map;

/// A language that the content exists in, by its BCP 47 tag (`sv`, `en`). Which exist is data.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Locale(Arc<str>);

impl Locale {
    /// Takes a tag; only the part before the first hyphen counts, so `sv-SE` is `sv`.
    pub fn new(tag: &str) -> Self {
        Self(tag.split('-').next().unwrap_or(tag).to_ascii_lowercase().into())
    }
    /// The tag, fit for a `lang` attribute.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Texts of one language by key. Copies share their texts. A key without a text shows itself, so that a gap is seen and
/// named, never blank.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Prose {
    texts: Arc<Map<String, String>>,
}

impl Prose {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds texts; a key that exists already is replaced.
    pub fn extend(&mut self, texts: impl IntoIterator<Item = (String, String)>) {
        Arc::make_mut(&mut self.texts).extend(texts);
    }

    /// The text of a key, if there is one.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// The text of a key, or the key itself.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The text of a key as an owned string.
    pub fn say(&self, key: &str) -> String {
        self.get(key).to_string()
    }

    /// The text of a key with each `{name}` replaced.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The text of the first key that has one.
    pub fn first(&self, keys: &[String]) -> Option<&str> {
        keys.iter().find_map(|key| self.find(key))
    }

    /// Keys and texts in the order of keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// How the language writes the mark between whole and part (`,` in Swedish).
    fn decimal(&self) -> &str {
        self.find("format.decimal").unwrap_or(".")
    }

    /// A number given in hundredths, with two decimals: 224 → `2,24`.
    pub fn hundredths(&self, value: u32) -> String {
        format!("{}{}{:02}", value / 100, self.decimal(), value % 100)
    }

    /// A number given in tenths; the decimal is left out when it is zero: 791 → `79,1`, 1000 → `100`.
    pub fn tenths(&self, value: u32) -> String {
        if value.is_multiple_of(10) {
            return (value / 10).to_string();
        }
        format!("{}{}{}", value / 10, self.decimal(), value % 10)
    }

    /// A whole number with its thousands marked: 312800 → `312 800`.
    pub fn count(&self, value: u32) -> String {
        let digits = value.to_string();
        let mark = self.find("format.thousands").unwrap_or(" ");
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(mark);
            }
            out.push(digit);
        }
        out
    }

    /// A day in the language's way: `24 november 2026`.
    pub fn date(&self, date: Date) -> String {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let month = self.say(&format!("format.month.{}", date.month()));
        self.fill("format.date", &[("day", &day), ("month", &month), ("year", &year)])
    }

    /// Where a name stands among others, by the language's alphabet: in Swedish å, ä and ö come after z. A letter that the
    /// alphabet does not have stands where the one stands that it is made of; figures and signs come before letters, and a
    /// number stands by its value.
    pub fn rank(&self, name: &str) -> Vec<u32> {
        const LETTERS: u32 = 0x11_0000;
        let alphabet: Vec<char> = self.get("format.alphabet").split(' ').flat_map(str::chars).collect();
        let at = |letter: char| {
            let at = alphabet.iter().position(|other| *other == letter);
            at.and_then(|at| u32::try_from(at).ok())
        };
        let rank = |letter: char| {
            let letter = small(letter).unwrap_or(letter);
            let place = at(letter).or_else(|| plain(letter).iter().copied().find_map(at));
            place.map_or_else(|| u32::from(letter), |place| LETTERS + place)
        };
        let mut ranks = Vec::with_capacity(name.len());
        let mut rest = name.chars().peekable();
        while let Some(letter) = rest.next() {
            if !letter.is_ascii_digit() {
                ranks.push(rank(letter));
                continue;
            }
            // The more digits, the greater the number.
            let more = std::iter::from_fn(|| rest.next_if(char::is_ascii_digit));
            let digits = std::iter::once(letter).chain(more).skip_while(|digit| *digit == '0').map(u32::from);
            let digits: Vec<u32> = digits.collect();
            ranks.extend([u32::from('0'), digits.len() as u32]);
            ranks.extend(digits);
        }
        ranks
    }

    /// Words joined as a person would: `a, b och c`.
    pub fn list(&self, words: &[String]) -> String {
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [head @ .., last] => format!("{} {} {last}", head.join(", "), self.get("format.and")),
        }
    }
}

/// Whether a letter turns the order in which what follows it is read (Unicode's embeddings, overrides and isolates). In a
/// text from outside it could make our own words around it read otherwise.
pub fn is_turning(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text from outside as it may stand among words of ours: no letter of it turns the order of others, and none is a
/// control character, which a terminal would obey.
pub fn quiet(text: &str) -> Cow<'_, str> {
    let loud = |letter: char| is_turning(letter) || letter.is_control() && letter != '\n';
    if text.contains(loud) { text.replace(loud, " ").into() } else { text.into() }
}

/// Replaces each `{name}` in a text by its value, made [`quiet`]. A name that has no value stays, so that the gap is seen.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('}') else { break };
        match values.iter().find(|(name, _)| *name == &rest[1..close]) {
            Some((_, value)) => out.push_str(&quiet(value)),
            None => out.push_str(&rest[..=close]),
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}

/// The small form of a Latin, Greek or Cyrillic capital; `None` for any other character. The standard library's table
/// for all scripts is 12 kB that a first visit would download.
fn small(letter: char) -> Option<char> {
    let code = u32::from(letter);
    let small = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => code + 32,
        0x400..=0x40F => code + 80,
        0x178 => 0xFF,
        // Pairs, a capital and its small form.
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x460..=0x481 if code % 2 == 0 => code + 1,
        0x139..=0x148 | 0x179..=0x17E if code % 2 == 1 => code + 1,
        _ => return None,
    };
    char::from_u32(small)
}

/// The letters that a small letter with a mark goes for in an alphabet without it, the nearest first.
fn plain(letter: char) -> &'static [char] {
    match letter {
        // a and o with dots, as æ and ø and the other way round; then with other marks, a with a ring among them.
        '\u{e4}' => &['æ', 'a'],
        'æ' => &['\u{e4}', 'a'],
        '\u{f6}' => &['ø', 'o'],
        'ø' => &['\u{f6}', 'o'],
        'à'..='ã' | '\u{e5}' => &['a'],
        'ç' => &['c'],
        'è'..='ë' => &['e'],
        'ì'..='ï' => &['i'],
        'ñ' => &['n'],
        'ò'..='õ' => &['o'],
        'ù'..='ü' => &['u'],
        'ý' | 'ÿ' => &['y'],
        _ => &[],
    }
}

/// A title set inside a sentence: its first letter lower-cased, unless the first word is an abbreviation (`AI-…`).
pub fn inside_sentence(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if small(second).is_none() => {
            std::iter::once(small(first).unwrap_or(first)).chain(title.chars().skip(1)).collect()
        }
        _ => title.to_string(),
    }
}
