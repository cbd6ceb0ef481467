//! What the check knows about words, as data: function words of each language, brands, and words that measure nothing.
//!
//! A language that is not listed here is checked in every other way.

use crate::text::Locale;

/// Common small words by language. They must not be words of the other languages listed.
const FUNCTION_WORDS: [(&str, &[&str]); 2] = [
    ("sv", &["och", "att", "är", "inte", "eller", "för", "på", "som", "det", "vi", "ni", "av", "ett"]),
    ("en", &["the", "and", "we", "not", "of", "with", "you", "your", "that", "it", "are", "or"]),
];
/// Letters that only one of the languages has.
const OWN_LETTERS: [(&str, &[char]); 1] = [("sv", &['å', 'ä', 'ö'])];

/// Names of products and firms that a question must not mention: an answer would then be about the brand. Compared
/// as whole words with their capitals, so "Word" is a brand and "word" is not.
pub(super) const BRANDS: [&str; 39] = [
    "Adobe",
    "Alexa",
    "Amazon",
    "Android",
    "Apple",
    "Bokio",
    "Canva",
    "ChatGPT",
    "Claude",
    "Copilot",
    "Dropbox",
    "Excel",
    "Facebook",
    "Fortnox",
    "Gemini",
    "Gmail",
    "Google",
    "Hogia",
    "HubSpot",
    "Instagram",
    "LinkedIn",
    "Messenger",
    "Microsoft",
    "Midjourney",
    "OneDrive",
    "OpenAI",
    "Outlook",
    "PowerPoint",
    "SAP",
    "Salesforce",
    "SharePoint",
    "Shopify",
    "Siri",
    "Slack",
    "TikTok",
    "Visma",
    "WhatsApp",
    "Word",
    "Zoom",
];

/// Words in an answer that two people would read differently, by language: they praise or grade instead of saying
/// what can be pointed at. A star stands for any ending.
const VAGUE: [(&str, &[&str]); 2] = [
    (
        "sv",
        &[
            "avancera*",
            "optimera*",
            "optimal*",
            "god",
            "goda",
            "gott",
            "bra ordning",
            "bra rutiner",
            "hög",
            "högt",
            "höga",
            "delvis",
            "effektiv*",
            "modern*",
            "robust*",
            "smidig*",
            "sömlös*",
            "strategisk*",
            "systematisk*",
            "strukturera*",
            "mogen",
            "moget",
            "mogna",
            "tillräcklig*",
            "ledande",
            "välfungerande",
        ],
    ),
    (
        "en",
        &[
            "advanced",
            "optimis*",
            "optimiz*",
            "optimal*",
            "mature",
            "robust*",
            "seamless*",
            "good",
            "high",
            "highly",
            "partly",
            "partially",
            "effective*",
            "efficient*",
            "modern*",
            "strategic*",
            "systematic*",
            "structured",
            "sufficient*",
            "adequate*",
            "leading",
            "best practice",
        ],
    ),
];
/// Sayings in which such a word measures something after all.
const ALLOWED: [&str; 1] = ["where it did most good"];

/// How a level says that it adds to the one below: by its first word in Swedish, by any word in English.
pub(super) fn adds_to_below(locale: &Locale, text: &str) -> Option<&'static str> {
    let words = words(text);
    match locale.as_str() {
        "sv" => (words.first().map(String::as_str) == Some("dessutom")).then_some("Dessutom"),
        "en" => words.iter().any(|word| word == "also").then_some("also"),
        _ => None,
    }
}

/// The first brand that a text names.
pub(super) fn brand(text: &str) -> Option<&'static str> {
    let mut words =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
    words.find_map(|word| BRANDS.into_iter().find(|brand| *brand == word))
}

/// The first word of a text that measures nothing.
pub(super) fn vague(locale: &Locale, text: &str) -> Option<String> {
    let text = ALLOWED.iter().fold(text.to_lowercase(), |text, saying| text.replace(saying, " "));
    let words = words(&text);
    let matches = |pattern: &&&str| {
        let wanted: Vec<&str> = pattern.split(' ').collect();
        words.windows(wanted.len()).any(|some| {
            some.iter().zip(&wanted).all(|(word, wanted)| match wanted.strip_suffix('*') {
                Some(start) => word.starts_with(start),
                None => word == wanted,
            })
        })
    };
    listed(&VAGUE, locale)?.iter().find(matches).map(|pattern| pattern.trim_end_matches('*').to_string())
}

/// Whether a text that stands as one language reads like another: which.
pub(super) fn reads_like(locale: &Locale, text: &str) -> Option<&'static str> {
    listed(&FUNCTION_WORDS, locale)?;
    let plain = without_asides(text);
    let small = words(&plain);
    let own = hits(locale.as_str(), &plain, &small);
    let others = FUNCTION_WORDS.iter().map(|(other, _)| *other).filter(|other| *other != locale.as_str());
    others.into_iter().find(|other| hits(other, &plain, &small) > own)
}

/// How much in a text speaks for a language: its small words, and words written with its own letters. Names do not
/// count, so a capital is no sign.
fn hits(language: &str, text: &str, words: &[String]) -> usize {
    let of_language = |(tag, _): &&(&str, &[&str])| *tag == language;
    let small = FUNCTION_WORDS.iter().find(of_language).map(|(_, small)| *small).unwrap_or_default();
    let letters = OWN_LETTERS.iter().find(|(tag, _)| *tag == language).map(|(_, letters)| *letters).unwrap_or_default();
    let by_word = words.iter().filter(|word| small.contains(&word.as_str())).count();
    let own = |word: &&str| word.starts_with(char::is_lowercase) && word.contains(letters);
    by_word + if letters.is_empty() { 0 } else { text.split_whitespace().filter(own).count() }
}

/// A text without what stands in brackets, where words of another language may be quoted, and without blanks to fill.
pub(super) fn without_asides(text: &str) -> String {
    let mut depth = 0_usize;
    let keep = |letter: &char| {
        match letter {
            '(' | '{' | '“' => depth += 1,
            ')' | '}' => depth = depth.saturating_sub(1),
            '”' if depth > 0 => depth -= 1,
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(keep).collect()
}

fn listed<'l, T: ?Sized>(lists: &'l [(&str, &'l T)], locale: &Locale) -> Option<&'l T> {
    lists.iter().find(|(tag, _)| *tag == locale.as_str()).map(|(_, list)| *list)
}

/// The words of a text in lower case, without signs around them.
pub(super) fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}
