//! Statistics that may leave the programme.
//!
//! Counts of firms only, in tables of one dimension within all firms or within one group, each count rounded up or down
//! to a multiple of five, and nothing below ten. Which way is drawn from the very firms that are counted and the very
//! cohort: the same firms always give the same number, and a step of five between two tables is as well the draw as a
//! firm. A count is raised to what is shown of its parts, so that no part that is hidden can be had by subtracting.
//!
//! It does not protect against somebody who knows all other firms' answers, nor does it where exact totals are told
//! beside it.

mod rows;

use super::{Cohort, FEWEST, Filter, Member, Room};
use crate::order::Map;
use crate::questionnaire::Questionnaire;

pub use rows::{By, Within};

/// Every published count is a multiple of this.
pub const ROUNDED_TO: usize = FEWEST;
/// A count that rounds to less is not published, so that what is published stands for more than five firms.
pub const HIDDEN_BELOW: usize = 2 * ROUNDED_TO;

/// A published table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Published {
    /// Whom it is about.
    pub within: Within,
    /// What its rows are.
    pub by: By,
    /// How many firms it is about, rounded; at least what is shown of them anywhere.
    pub firms: usize,
    /// The rows that are not hidden, in order of their ids; never none. A row that is not here stands for none or few.
    pub rows: Vec<(String, usize)>,
}

/// Rows that are shown, with their counts.
type Rows = Map<String, usize>;
/// A group with its count and its tables.
type Tables = (Within, usize, Vec<(By, Rows)>);

/// Some firms: how many, and a number that only these firms have.
#[derive(Clone, Copy, Default)]
struct Firms {
    count: usize,
    key: u64,
}

impl Firms {
    fn of(room: &Room) -> Self {
        let mut firms = Self::default();
        room.members.iter().for_each(|member| firms.add(member));
        firms
    }

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
fn rounded(count: usize, draw: u64) -> Option<usize> {
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

/// A count, raised to what is shown of its parts: to their sum where a firm is in one part at most, else to the largest.
fn raised(count: Option<usize>, parts: &[(By, Rows)]) -> Option<usize> {
    let shown = parts.iter().filter_map(|(by, rows)| {
        let counts = rows.iter().map(|(_, count)| *count);
        if by.parts() { Some(counts.sum()).filter(|sum| *sum > 0) } else { counts.max() }
    });
    count.max(shown.max())
}

/// Raises a row, or shows it.
fn raise(rows: &mut Rows, row: &str, count: usize) {
    let so_far = rows.get(row).copied().unwrap_or(0);
    if count > so_far {
        rows.insert(row.to_string(), count);
    }
}

/// Each table about some firms, as the draws give it.
fn drawn(questionnaire: &Questionnaire, within: &Within, room: &Room, cohort: u64) -> Vec<(By, Rows)> {
    let table = |by: By| {
        let mut rows: Map<String, Firms> = Map::new();
        for member in &room.members {
            by.rows(questionnaire, member, &mut |row| {
                let mut firms = rows.get(&row).copied().unwrap_or_default();
                firms.add(member);
                rows.insert(row, firms);
            });
        }
        let shown = rows.into_iter().filter_map(|(row, firms)| Some((row, firms.rounded(cohort)?)));
        (by, shown.collect())
    };
    By::every(questionnaire, within).into_iter().map(table).collect()
}

impl Cohort {
    /// Every table that may be published and has something to show.
    pub fn published(&self, questionnaire: &Questionnaire) -> Vec<Published> {
        let all = self.room(&Filter::default());
        let cohort = Firms::of(&all).key;
        let mut whole = drawn(questionnaire, &Within::All, &all, cohort);
        let mut tables = Vec::new();
        for within in Within::every(questionnaire).into_iter().filter(|within| *within != Within::All) {
            let members = all.members.iter().copied().filter(|member| within.has(member));
            let room = Room { members: members.collect() };
            let parts = drawn(questionnaire, &within, &room, cohort);
            let Some(firms) = raised(Firms::of(&room).rounded(cohort), &parts) else { continue };
            let (question, option) = within.as_pair();
            if let Some((_, rows)) = whole.iter_mut().find(|(by, _)| by.as_pair().0 == question) {
                raise(rows, option, firms);
            }
            tables.push((within, firms, parts));
        }
        raise_to_groups(&mut whole, &tables);
        raise_to_answers(&mut whole);
        let firms = raised(Firms::of(&all).rounded(cohort), &whole);
        let whole = firms.map(|firms| (Within::All, firms, whole));
        let table = |(within, firms, parts): Tables| {
            parts.into_iter().filter(|(_, rows)| !rows.is_empty()).map(move |(by, rows)| Published {
                within: within.clone(),
                by,
                firms,
                rows: rows.into_iter().collect(),
            })
        };
        whole.into_iter().chain(tables).flat_map(table).collect()
    }
}

/// Raises the rows about all firms to what is shown of them in the groups of each kind.
fn raise_to_groups(whole: &mut [(By, Rows)], groups: &[Tables]) {
    for kind in ["sector", "size", "municipality"] {
        let mut sums: Map<(usize, String), usize> = Map::new();
        for (_, _, parts) in groups.iter().filter(|(within, ..)| within.as_pair().0 == kind) {
            for (by, rows) in parts {
                let Some(table) = whole.iter().position(|(other, _)| other == by) else { continue };
                for (row, count) in rows {
                    let key = (table, row.clone());
                    let sum = sums.get(&key).copied().unwrap_or(0) + count;
                    sums.insert(key, sum);
                }
            }
        }
        for ((table, row), sum) in sums {
            if let Some((_, rows)) = whole.get_mut(table) {
                raise(rows, &row, sum);
            }
        }
    }
}

/// Raises each process to what is shown of the outcomes and of the answers in it.
fn raise_to_answers(whole: &mut [(By, Rows)]) {
    let of_process = |(by, rows): &(By, Rows)| Some((by.process()?.to_string(), rows.iter().map(|(_, n)| *n).sum()));
    let sums: Vec<(String, usize)> = whole.iter().filter_map(of_process).collect();
    if let Some((_, processes)) = whole.iter_mut().find(|(by, _)| *by == By::Process) {
        sums.iter().for_each(|(process, sum)| raise(processes, process, *sum));
    }
}

#[cfg(test)]
mod tests {
    use super::{HIDDEN_BELOW, ROUNDED_TO, mixed, rounded};
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

    /// The first numbers of SplitMix64 from these seeds, as its author gives them.
    #[test]
    fn numbers_are_scattered_as_splitmix64_does() {
        assert_eq!(mixed(0), 0xe220_a839_7b1d_cdaf);
        assert_eq!(mixed(1_234_567), 6_457_827_717_110_365_317);
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

    /// Total minus the rows that are seen never makes a hidden group of one to four known: at least six counts are
    /// possible whatever is published.
    #[test]
    fn a_total_never_gives_a_hidden_row_away() {
        use std::collections::BTreeMap;
        type Seen = (Option<usize>, Vec<Option<usize>>);
        let mut possible: BTreeMap<Seen, BTreeSet<usize>> = BTreeMap::new();
        for hidden in 0..=9 {
            for one in 0..=24 {
                for two in 0..=24 {
                    for total in shown(hidden + one + two) {
                        for (a, b) in shown(one).into_iter().flat_map(|a| shown(two).into_iter().map(move |b| (a, b))) {
                            let rows = a.unwrap_or(0) + b.unwrap_or(0);
                            let total = total.max(Some(rows).filter(|rows| *rows > 0));
                            possible.entry((total, vec![a, b])).or_default().insert(hidden);
                        }
                    }
                }
            }
        }
        // Rows above 20 could also come of more than was tried.
        let whole = possible.into_iter().filter(|((_, rows), _)| rows.iter().all(|row| *row <= Some(20)));
        for (seen, counts) in whole {
            let narrow = counts.len() < 6;
            assert!(!narrow || counts.iter().all(|count| *count > 4), "{seen:?} leaves {counts:?}");
        }
    }
}
