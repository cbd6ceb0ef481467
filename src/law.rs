//! What the AI Act asks of a firm and what it forbids, with the day from which each applies.
//!
//! The catalogue holds days only; whether a duty applies is computed against today, so that no text grows false. It is
//! guidance, not legal advice.

use crate::date::Date;
use crate::order::insert_in_order;
use crate::source::Source;

/// The classes that an idea may have under the law, as the catalogue of ideas names them; mildest first.
pub const CLASSES: [&str; 4] = ["minimal", "limited-transparency", "depends", "high-risk"];

/// On whom a duty lies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum By {
    /// Whoever supplies the system; the firm checks it in the purchase.
    Supplier,
    /// The firm that uses it.
    User,
    /// Each for its own part.
    Both,
}

impl By {
    /// Their names in files and in text keys, in order.
    pub const WORDS: [&'static str; 3] = ["supplier", "user", "both"];

    /// Its name in files and in text keys.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// The act itself, or one that amends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Act {
    /// Names its text.
    pub id: String,
    /// Where it can be read.
    pub url: String,
}

/// Something that has to be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duty {
    /// Names its text.
    pub id: String,
    /// The classes of ideas it concerns, of [`CLASSES`].
    pub classes: Vec<String>,
    /// On whom it lies.
    pub by: By,
    /// The first day it applies.
    pub from: Date,
    /// The article.
    pub article: u32,
    /// Its paragraph, where one is named.
    pub paragraph: Option<u32>,
    /// Where it was read; never empty.
    pub sources: Vec<Source>,
}

/// A use that the law forbids, asked as a question whose yes is a warning.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prohibition {
    /// Names its texts.
    pub id: String,
    /// The first day it applies.
    pub from: Date,
    /// Where it was read; never empty.
    pub sources: Vec<Source>,
}

/// A day on which something begins to apply.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Milestone {
    /// Names its text.
    pub id: String,
    /// The day.
    pub on: Date,
    /// Where it was read; never empty.
    pub sources: Vec<Source>,
}

/// How far Sweden has come with supervision.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sweden {
    /// The day it was looked up; the text says that day and nothing of later ones.
    pub checked: Date,
    /// Where it was read; never empty.
    pub sources: Vec<Source>,
}

/// The catalogue of law.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Law {
    /// Its version, as its editors number it.
    pub version: String,
    /// The acts.
    pub acts: Vec<Act>,
    /// What has to be done.
    pub duties: Vec<Duty>,
    /// What is forbidden.
    pub prohibited: Vec<Prohibition>,
    /// Days to know.
    pub milestones: Vec<Milestone>,
    /// Supervision in Sweden.
    pub sweden: Sweden,
}

/// Whether something applies on a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// It applies, since that day.
    InForce(Date),
    /// It will apply, from that day.
    Ahead(Date),
}

impl State {
    /// What a first day means today; on the day itself it applies.
    pub fn of(from: Date, today: Date) -> Self {
        if from <= today { Self::InForce(from) } else { Self::Ahead(from) }
    }

    /// The first day it applies.
    pub fn day(self) -> Date {
        match self {
            Self::InForce(day) | Self::Ahead(day) => day,
        }
    }

    /// The text that says it, with `{date}`.
    pub fn key(self) -> &'static str {
        match self {
            Self::InForce(_) => "law.since",
            Self::Ahead(_) => "law.from",
        }
    }
}

/// Something of the catalogue, with whether it applies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Now<'a, T> {
    /// What.
    pub item: &'a T,
    /// Whether it applies.
    pub state: State,
}

/// A duty, with whether it applies.
pub type DutyNow<'a> = Now<'a, Duty>;
/// A prohibition, with whether it applies.
pub type ProhibitionNow<'a> = Now<'a, Prohibition>;
/// A day to know, with whether it has come.
pub type MilestoneNow<'a> = Now<'a, Milestone>;

/// What an idea of a class asks for: earliest first, then as in the catalogue.
pub fn duties<'a>(class: &str, law: &'a Law, today: Date) -> Vec<DutyNow<'a>> {
    let concerned = law.duties.iter().filter(|duty| duty.classes.iter().any(|one| one == class));
    by_day(concerned, |duty| duty.from, today)
}

/// What is forbidden: earliest first, then as in the catalogue.
pub fn prohibited(law: &Law, today: Date) -> Vec<ProhibitionNow<'_>> {
    by_day(law.prohibited.iter(), |one| one.from, today)
}

/// The days to know, in order.
pub fn milestones(law: &Law, today: Date) -> Vec<MilestoneNow<'_>> {
    by_day(law.milestones.iter(), |one| one.on, today)
}

fn by_day<'a, T>(items: impl Iterator<Item = &'a T>, day: fn(&T) -> Date, today: Date) -> Vec<Now<'a, T>> {
    let mut ordered = Vec::new();
    for item in items {
        let now = Now { item, state: State::of(day(item), today) };
        insert_in_order(&mut ordered, now, |a, b| a.state.day() < b.state.day());
    }
    ordered
}
