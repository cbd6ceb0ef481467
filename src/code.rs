//! Short codes that people read aloud and type: an alphabet in which no two letters are mistaken for each other.

use std::fmt;

/// The 32 letters, by value (Crockford's base 32: without I, L, O and U).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many letters a code has at least.
const SHORTEST: usize = 4;
/// How many letters a code has at most.
pub const LONGEST: usize = 12;

/// A code of 4 to 12 letters, for a workshop or for one who takes part in it. Made from outside, of chance.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Code(String);

impl Code {
    /// Reads what somebody typed: case, blanks and dashes do not matter, and letters that look alike are the same.
    /// `None` when it has other letters, too few or too many.
    pub fn parse(text: &str) -> Option<Self> {
        Self::of_values(text.chars().filter(|letter| !is_filler(*letter)).map(value))
    }

    /// The code that bytes of chance give, one letter a byte. `None` for too few or too many.
    pub fn of_chance(bytes: &[u8]) -> Option<Self> {
        Self::of_values(bytes.iter().map(|byte| Some(byte & 31)))
    }

    /// The code of these values, 0–31 each.
    pub(crate) fn of_values(values: impl Iterator<Item = Option<u8>>) -> Option<Self> {
        let letters = values.take(LONGEST + 1).map(|value| value.map(letter)).collect::<Option<String>>()?;
        (SHORTEST..=LONGEST).contains(&letters.len()).then_some(Self(letters))
    }

    /// The values of its letters, 0–31 each.
    pub(crate) fn values(&self) -> impl Iterator<Item = u8> {
        self.0.chars().filter_map(value)
    }

    /// The code as it is shown and filed: upper case, nothing between the letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The letter of a value; only its lowest five bits count.
pub fn letter(value: u8) -> char {
    char::from(LETTERS[usize::from(value & 31)])
}

/// The value of a letter, 0–31, forgiving what is easily mistaken: O is 0, I and L are 1, U is V. `None` for others.
pub fn value(letter: char) -> Option<u8> {
    let plain = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        other => other,
    };
    LETTERS.iter().position(|other| char::from(*other) == plain).and_then(|at| u8::try_from(at).ok())
}

/// Whether a letter only makes a code easier to read: blanks, line ends and dashes of any length.
pub fn is_filler(letter: char) -> bool {
    letter.is_whitespace() || letter == '-' || ('\u{2010}'..='\u{2015}').contains(&letter)
}
