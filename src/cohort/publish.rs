//! Statistics that may leave the programme.
//!
//! Counts of firms only, in tables of one dimension within all firms or within one group, each count rounded up or down
//! to a multiple of five, and nothing below ten. Which way is drawn from the very firms that are counted and the very
//! cohort, totals like the rest: the same firms always give the same number, and nothing can be had by subtracting, for
//! a step of five between two tables is as well the draw as a firm.
//!
//! It does not protect against somebody who knows all other firms' answers.

use super::{Cohort, FEWEST, Filter, Member, Room, Said};
use crate::ids::{OptionId, ProcessId, QuestionId};
use crate::order::Map;
use crate::people::Size;
use crate::questionnaire::Questionnaire;

/// Every published count is a multiple of this.
pub const ROUNDED_TO: usize = FEWEST;
/// A count that rounds to less is not published, so that what is published stands for more than five firms.
pub const HIDDEN_BELOW: usize = 2 * ROUNDED_TO;

/// The firms that a published table is about: all, or those of one group. Two limits at once cannot be said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Within {
    /// All firms.
    All,
    /// Those of a sector.
    Sector(OptionId),
    /// Those of a size.
    Size(Size),
    /// Those of a municipality.
    Municipality(OptionId),
}

/// What the rows of a published table are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum By {
    /// Sectors.
    Sector,
    /// Sizes.
    Size,
    /// Municipalities.
    Municipality,
    /// The processes gone through.
    Process,
    /// The outcomes in a process.
    Outcome(ProcessId),
    /// The levels of a question.
    Level(QuestionId),
    /// What keeps ideas from beginning, as `kind` or `kind/id`.
    Hindrance,
    /// Ideas that are chosen or can begin now.
    Wanted,
    /// Routes to money.
    Funding,
    /// Training.
    Training,
    /// Whether they have chosen what to do: `supported`.
    Supported,
}

/// A published table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Published {
    /// How many firms it is about, rounded; none when that is too few, and then there are no rows.
    pub firms: Option<usize>,
    /// The rows that are not hidden, in order of their ids. A row that is not here stands for none or few.
    pub rows: Vec<(String, usize)>,
}

/// Some firms: how many, and a number that only these firms have.
#[derive(Clone, Copy, Default)]
struct Firms {
    count: usize,
    key: u64,
}

impl Firms {
    fn add(&mut self, member: &Member) {
        self.count += 1;
        self.key = self.key.wrapping_add(key(member));
    }

    /// The count as it is published; none when it is hidden.
    fn rounded(self, cohort: u64) -> Option<usize> {
        rounded(self.count, mixed(cohort ^ mixed(self.key)))
    }
}

/// A count rounded by a draw: up as often as it lies near the next multiple, so that sums are right on the whole.
pub(super) fn rounded(count: usize, draw: u64) -> Option<usize> {
    let (floor, over) = (count - count % ROUNDED_TO, count % ROUNDED_TO);
    let up = draw % (ROUNDED_TO as u64) < over as u64;
    let value = if up { floor + ROUNDED_TO } else { floor };
    (value >= HIDDEN_BELOW).then_some(value)
}

/// A member's own number. The digest is of the whole report, so nobody has it who does not hold the report.
fn key(member: &Member) -> u64 {
    let digits = member.digest.get(..16).unwrap_or_default();
    mixed(u64::from_str_radix(digits, 16).unwrap_or(0))
}

/// A number scattered over all numbers (the finish of SplitMix64).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// The firms of a cohort, ready for published tables.
pub struct Publication<'a> {
    all: Room<'a>,
    key: u64,
}

impl Cohort {
    /// All firms that count, for tables that may be published.
    pub fn publication(&self) -> Publication<'_> {
        let all = self.room(&Filter::default());
        Publication { key: sum(&all).key, all }
    }
}

impl Publication<'_> {
    /// A table that may be published.
    pub fn table(&self, questionnaire: &Questionnaire, within: &Within, by: &By) -> Published {
        let filter = match within.clone() {
            Within::All => Filter::default(),
            Within::Sector(sector) => Filter { sector: Some(sector), ..Filter::default() },
            Within::Size(size) => Filter { size: Some(size), ..Filter::default() },
            Within::Municipality(code) => Filter { municipality: Some(code), ..Filter::default() },
        };
        let members = self.all.members.iter().copied();
        let room = Room { members: members.filter(|member| filter.passes(member)).collect() };
        let mut rows: Map<String, Firms> = Map::new();
        for member in &room.members {
            by.rows(questionnaire, member, &mut |row| {
                let mut firms = rows.get(&row).copied().unwrap_or_default();
                firms.add(member);
                rows.insert(row, firms);
            });
        }
        let firms = sum(&room).rounded(self.key);
        let shown = rows.into_iter().filter_map(|(row, firms)| Some((row, firms.rounded(self.key)?)));
        Published { firms, rows: if firms.is_some() { shown.collect() } else { Vec::new() } }
    }
}

fn sum(room: &Room) -> Firms {
    let mut firms = Firms::default();
    room.members.iter().for_each(|member| firms.add(member));
    firms
}

impl Within {
    /// All firms, then every group of the pack.
    pub fn every(questionnaire: &Questionnaire) -> Vec<Self> {
        let options = |question: &str| {
            let options = questionnaire.profile_question(question).map(|question| question.options.as_slice());
            options.unwrap_or_default().iter().map(|option| option.id.clone())
        };
        let sizes = Size::ALL.into_iter().map(Self::Size);
        let groups = options("sector").map(Self::Sector).chain(sizes);
        [Self::All].into_iter().chain(groups).chain(options("municipality").map(Self::Municipality)).collect()
    }

    /// The name of the question that tells the group, and the group's id; empty for all firms.
    pub fn as_pair(&self) -> (&'static str, &str) {
        match self {
            Self::All => ("", ""),
            Self::Sector(id) => ("sector", id.as_str()),
            Self::Size(size) => ("size", size.as_str()),
            Self::Municipality(id) => ("municipality", id.as_str()),
        }
    }
}

impl By {
    /// Every kind of row that a table within such a group may have: level by level only for all firms.
    pub fn every(questionnaire: &Questionnaire, within: &Within) -> Vec<Self> {
        use By::{Funding, Hindrance, Municipality, Process, Sector, Size, Supported, Training, Wanted};
        let mut all = vec![Sector, Size, Municipality, Process, Hindrance, Wanted, Funding, Training, Supported];
        all.retain(|by| by.as_pair().0 != within.as_pair().0);
        if *within == Within::All {
            all.extend(questionnaire.in_order().cloned().map(Self::Outcome));
            for process in questionnaire.in_order() {
                let levels = questionnaire.dimensions.iter().map(|one| (process.clone(), one.id.clone()));
                all.extend(levels.map(|(process, dimension)| Self::Level(QuestionId::Process(process, dimension))));
            }
            let footing = questionnaire.enablers.iter().map(|enabler| QuestionId::Enabler(enabler.id.clone()));
            all.extend(footing.map(Self::Level));
        }
        all
    }

    /// The kind of row in files, and what it is about; empty for kinds of one.
    pub fn as_pair(&self) -> (&'static str, String) {
        match self {
            Self::Sector => ("sector", String::new()),
            Self::Size => ("size", String::new()),
            Self::Municipality => ("municipality", String::new()),
            Self::Process => ("process", String::new()),
            Self::Outcome(process) => ("outcome", process.to_string()),
            Self::Level(question) => ("level", question.to_string()),
            Self::Hindrance => ("hindrance", String::new()),
            Self::Wanted => ("wanted", String::new()),
            Self::Funding => ("funding", String::new()),
            Self::Training => ("training", String::new()),
            Self::Supported => ("supported", String::new()),
        }
    }

    /// The rows that a firm stands in, each once.
    fn rows(&self, questionnaire: &Questionnaire, member: &Member, add: &mut dyn FnMut(String)) {
        match self {
            Self::Sector => member.sector.iter().for_each(|sector| add(sector.to_string())),
            Self::Size => member.size.iter().for_each(|size| add(size.as_str().to_string())),
            Self::Municipality => member.municipality.iter().for_each(|code| add(code.to_string())),
            Self::Process => member.areas.iter().for_each(|area| add(area.id.to_string())),
            Self::Outcome(process) => {
                member.area(process).iter().for_each(|area| add(area.outcome.id().to_string()));
            }
            Self::Level(question) => {
                let said = match question {
                    QuestionId::Process(process, dimension) => {
                        let at = questionnaire.dimensions.iter().position(|one| one.id == *dimension);
                        at.and_then(|at| member.area(process)?.said.get(at))
                    }
                    QuestionId::Enabler(enabler) => {
                        let at = questionnaire.enablers.iter().position(|one| one.id == *enabler);
                        at.and_then(|at| member.footing.get(at))
                    }
                    _ => None,
                };
                match said {
                    Some(Said::Level(level)) => add(level.to_string()),
                    Some(Said::DontKnow) => add("dont-know".to_string()),
                    Some(Said::NotApplicable) => add("not-applicable".to_string()),
                    Some(Said::Nothing) | None => {}
                }
            }
            Self::Hindrance => member.hindrances.iter().for_each(|one| {
                let (kind, id) = one.as_pair();
                add(if id.is_empty() { kind.to_string() } else { format!("{kind}/{id}") });
            }),
            Self::Wanted => member.wishes().for_each(|(idea, _)| add(idea.to_string())),
            Self::Funding => member.routes.iter().for_each(|route| add(route.to_string())),
            Self::Training => member.courses.iter().for_each(|course| add(course.to_string())),
            Self::Supported if member.is_supported() => add("supported".to_string()),
            Self::Supported => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HIDDEN_BELOW, ROUNDED_TO, rounded};
    use std::collections::BTreeSet;

    /// What a count may be published as.
    fn shown(count: usize) -> BTreeSet<Option<usize>> {
        (0..ROUNDED_TO as u64).map(|draw| rounded(count, draw)).collect()
    }

    #[test]
    fn nothing_stands_for_fewer_than_five() {
        assert!((0..=5).all(|count| shown(count) == BTreeSet::from([None])));
        for count in 6..200 {
            for value in shown(count).into_iter().flatten() {
                assert!(
                    value >= HIDDEN_BELOW && value.is_multiple_of(ROUNDED_TO) && value.abs_diff(count) < ROUNDED_TO
                );
            }
        }
    }

    #[test]
    fn roundings_are_right_on_the_whole() {
        for count in HIDDEN_BELOW..100 {
            let sum: usize = (0..5).map(|draw| rounded(count, draw).unwrap_or(0)).sum();
            assert_eq!(sum, count * 5, "{count}");
        }
    }

    /// Whatever is seen before and after a firm goes, it may have been in the row, and it may not.
    #[test]
    fn two_exports_never_tell_whether_a_firm_was_in_a_row() {
        let pairs = |before: usize, after: usize| -> Vec<_> {
            shown(before).into_iter().flat_map(|a| shown(after).into_iter().map(move |b| (a, b))).collect()
        };
        let with: BTreeSet<_> = (1..60).flat_map(|count| pairs(count, count - 1)).collect();
        let without: BTreeSet<_> = (0..60).flat_map(|count| pairs(count, count)).collect();
        assert_eq!(with, without);
    }

    /// Total minus the rows that are seen never makes a hidden group of one to four known: at least four counts are
    /// possible whatever is published.
    #[test]
    fn a_total_never_gives_a_hidden_row_away() {
        use std::collections::BTreeMap;
        type Seen = (Option<usize>, Vec<Option<usize>>);
        let mut possible: BTreeMap<Seen, BTreeSet<usize>> = BTreeMap::new();
        for hidden in 0..=9 {
            for one in 0..=24 {
                for two in [0].into_iter().chain(10..=18) {
                    for total in shown(hidden + one + two) {
                        for (a, b) in shown(one).into_iter().flat_map(|a| shown(two).into_iter().map(move |b| (a, b))) {
                            possible.entry((total, vec![a, b])).or_default().insert(hidden);
                        }
                    }
                }
            }
        }
        for (seen, counts) in possible {
            let narrow = counts.len() < 4;
            assert!(!narrow || counts.iter().all(|count| *count > 4), "{seen:?} leaves {counts:?}");
        }
    }
}
