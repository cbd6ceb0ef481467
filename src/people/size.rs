//! How large a firm is.

use crate::answer::Answers;
use crate::questionnaire::Questionnaire;

/// How large a firm is, by headcount.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Size {
    /// Below 10.
    Micro,
    /// 10–49.
    Small,
    /// 50–249.
    Medium,
    /// 250 and more.
    Large,
}

impl Size {
    /// Every size, smallest first.
    pub const ALL: [Self; 4] = [Self::Micro, Self::Small, Self::Medium, Self::Large];
    /// Their names in files, in the same order.
    pub const WORDS: [&'static str; 4] = ["micro", "small", "medium", "large"];

    /// The size that the answers tell of; `None` when they do not.
    pub fn of(questionnaire: &Questionnaire, answers: &Answers) -> Option<Self> {
        questionnaire.band(answers, "headcount").and_then(|band| band.from).map(|from| match from {
            ..10 => Self::Micro,
            10..50 => Self::Small,
            50..250 => Self::Medium,
            _ => Self::Large,
        })
    }

    /// Its name in files.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// The size with a name.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.as_str() == word)
    }
}
