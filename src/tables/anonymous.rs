//! Rows that cannot be told apart by what is known of a firm from outside.

use super::Entry;
use crate::cohort::{Area, FEWEST};
use crate::ids::OptionId;
use crate::people::Size;
use crate::scoring::Ratio;

/// What somebody may know of a firm from outside.
type Known<'a> = (Option<&'a OptionId>, Option<Size>, Option<&'a OptionId>);

fn known<'a>(entry: &Entry<'a>) -> Known<'a> {
    (entry.sector, entry.size, entry.municipality)
}

/// The rows, each alike in what is known with at least four others, numbered in an order that tells nothing of when or
/// by whom a report was made.
pub(super) fn alike(entries: Vec<Entry>) -> Vec<Entry> {
    let blank: [fn(&mut Entry); 3] =
        [|entry| entry.municipality = None, |entry| entry.size = None, |entry| entry.sector = None];
    let (mut shown, mut left) = parted(entries);
    for blank in blank {
        left.iter_mut().for_each(blank);
        let (alike, rest) = parted(left);
        shown.extend(alike);
        left = rest;
    }
    // Stays in order: the same firms give the same rows.
    shown.sort_by(|a, b| known(a).cmp(&known(b)).then_with(|| numbers(a).cmp(&numbers(b))));
    shown.iter_mut().enumerate().for_each(|(at, entry)| entry.name = (at + 1).to_string());
    shown
}

/// Those of which there are enough alike, and the rest.
fn parted(mut entries: Vec<Entry>) -> (Vec<Entry>, Vec<Entry>) {
    entries.sort_by(|a, b| known(a).cmp(&known(b)));
    let (mut alike, mut rest) = (Vec::new(), Vec::new());
    for group in entries.chunk_by(|a, b| known(a) == known(b)) {
        let list = if group.len() >= FEWEST { &mut alike } else { &mut rest };
        list.extend(group.iter().cloned());
    }
    (alike, rest)
}

/// Process by process: which, how ready, how great a need.
type Numbers<'a> = Vec<(&'a str, Option<Ratio>, u32)>;

/// What a firm's rows say, for an order of their own.
fn numbers<'a>(entry: &Entry<'a>) -> (Numbers<'a>, &'a str) {
    let number = |area: &'a Area| (area.id.as_str(), area.readiness, area.need.low);
    (entry.member.areas.iter().map(number).collect(), &entry.member.digest)
}
