//! How long a text may be: in words where it is read, in characters where it is a label on a phone.
//!
//! Words follow rule 5 of the questionnaire's editors. Characters follow a phone of 360 px with 16 px at each side:
//! 328 px, in which 18 px type sets about 36 characters; a radio button or a tick box takes 40 px of it, which
//! leaves about 32.

use super::language;
use super::tree::Scope;
use crate::problem::Problem;
use crate::questionnaire::{Questionnaire, Role};
use crate::text::Locale;

/// What a limit is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Question,
    /// Questions about hours and kind of work list what is meant, and the list is the question.
    NeedQuestion,
    Example,
    LowLevel,
    HighLevel,
    What,
    NotHere,
}

/// Most words by kind in Swedish.
const WORDS: [(Kind, usize); 7] = [
    (Kind::Question, 14),
    (Kind::NeedQuestion, 18),
    (Kind::Example, 14),
    (Kind::LowLevel, 14),
    (Kind::HighLevel, 17),
    (Kind::What, 16),
    (Kind::NotHere, 18),
];

/// English writes apart what Swedish writes together, so the same text has about a quarter more words.
fn limit(locale: &Locale, swedish: usize) -> usize {
    if locale.as_str() == "sv" { swedish } else { swedish + swedish.div_ceil(4) }
}

/// Most characters of a label: the start of its key, the end of its key, the limit.
const LABELS: [(&str, &str, usize); 12] = [
    // One line of a tile.
    ("process.", ".name", 32),
    ("outcome.", ".name", 20),
    ("dimension.", ".name", 18),
    ("level.", ".name", 18),
    ("group.", ".name", 24),
    // Four beside each other do not fit; two by two have 164 px each, less the button.
    ("picker.scale.", "", 12),
    ("picker.reason.", "", 36),
    // Two lines beside a button or a box.
    ("profile.", "", 64),
    ("signal.", "", 64),
    ("use-case.", ".title", 64),
    // Three lines.
    ("fact.", "", 96),
    ("ai-input.option.", "", 96),
];

/// Every text that is too long for its place.
pub(super) fn check(scope: &Scope, problems: &mut Vec<Problem>) {
    for (locale, table) in &scope.tables {
        for (key, (file, text)) in table {
            let words = language::words(text).len();
            let most = kind(scope.pack, key).and_then(|kind| WORDS.iter().find(|(other, _)| *other == kind));
            if let Some(most) = most.map(|(_, most)| limit(locale, *most)).filter(|most| words > *most) {
                let problem = Problem::of_file(file, "too-many-words").at(*key, "");
                problems.push(problem.with("found", words).with("limit", most));
            }
            let letters = text.chars().filter(|letter| *letter != '\u{ad}').count();
            if let Some(most) = label(key).filter(|most| letters > *most) {
                let problem = Problem::of_file(file, "label-too-long").at(*key, "");
                problems.push(problem.with("found", letters).with("limit", most));
            }
        }
    }
}

fn kind(pack: &Questionnaire, key: &str) -> Option<Kind> {
    let key = key.split('@').next()?;
    let parts: Vec<&str> = key.split('.').collect();
    match parts.as_slice() {
        ["process", _, "what"] => Some(Kind::What),
        ["process", _, "not-here"] => Some(Kind::NotHere),
        ["process", _, dimension, "text"] => {
            let role = pack.dimensions.iter().find(|other| other.id.as_str() == *dimension)?.role;
            Some(if matches!(role, Role::NeedTime | Role::NeedFit) { Kind::NeedQuestion } else { Kind::Question })
        }
        ["enabler" | "profile" | "fact", _, "text"] => Some(Kind::Question),
        ["process", _, _, "example"] | ["enabler", _, "example"] => Some(Kind::Example),
        ["process", _, _, "level", level] | ["enabler" | "dimension", _, "level", level] => {
            Some(if matches!(*level, "0" | "1" | "2") { Kind::LowLevel } else { Kind::HighLevel })
        }
        _ => None,
    }
}

fn label(key: &str) -> Option<usize> {
    let option = |key: &str| key.contains(".option.") && !key.ends_with(".help");
    let fits = |(start, end, _): &&(&str, &str, usize)| {
        let closed = !matches!(*start, "profile." | "fact.") || option(key);
        key.starts_with(start) && key.ends_with(end) && closed
    };
    LABELS.iter().find(fits).map(|(_, _, most)| *most)
}
