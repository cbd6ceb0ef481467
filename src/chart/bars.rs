//! Bars that lie: how many of each, in up to three parts, with the numbers in words at the end of the bar.

use super::metrics::{fit, wrap};
use super::readiness::NAMES;
use super::sheet::Sheet;
use super::{Anchor, Chart, Ink, Table, TextStyle, Width};

/// One bar in [`bars`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarRow {
    /// What is counted.
    pub name: String,
    /// How many, part by part: the first solid, the second tinted, the third hollow.
    pub parts: [u32; 3],
    /// The numbers as shown.
    pub text: String,
    /// The row of the table after the name.
    pub cells: Vec<String>,
}

/// The words of [`bars`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarWords {
    /// Short name of the picture; also the caption of the table.
    pub title: String,
    /// What it shows, in a sentence; may be empty.
    pub description: String,
    /// Table head: what is counted, then as many as a row has cells.
    pub head: Vec<String>,
    /// Stands in the picture when there is no row at all.
    pub empty: String,
}

/// How the parts of a bar are painted, the first to the left.
const INKS: [Ink; 3] = [Ink::Dot, Ink::Area, Ink::Open];
/// How thick a bar is, and how far from it its words stand.
const THICK: i32 = 200;
const GAP: i32 = 100;

impl BarRow {
    fn sum(&self) -> u64 {
        self.parts.iter().map(|part| u64::from(*part)).sum()
    }
}

fn lines(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(1)
}

/// A length on a scale where `most` is `room` tenths.
fn length(value: u64, most: u64, room: i32) -> i32 {
    let scaled = u128::from(value) * u128::from(room.unsigned_abs()) / u128::from(most.max(1));
    i32::try_from(scaled).unwrap_or(room).min(room)
}

/// Where the parts of one picture lie.
struct Frame {
    left: i32,
    /// The room for the longest bar.
    room: i32,
    /// What that bar stands for.
    most: u64,
    /// Whether the words stand below the bar, since they would leave it too little room.
    below: bool,
}

/// Bars, one a row. `most` is what the whole width stands for where no row has more, so that several pictures can share a
/// scale; 0 for the largest row. Any number of rows, none included; the height follows.
#[must_use]
pub fn bars(rows: &[BarRow], words: &BarWords, most: u32, width: Width) -> Chart {
    let whole = width.tenths();
    let wide = width == Width::Wide;
    let left = if wide { NAMES + 160 } else { 0 };
    let longest = rows.iter().map(|row| TextStyle::Small.width(&row.text)).max().unwrap_or(0).min(whole);
    let below = whole - left - longest < whole / 3;
    let room = if below { whole - left - 20 } else { whole - left - longest - GAP - 20 };
    let most = rows.iter().map(BarRow::sum).max().unwrap_or(0).max(u64::from(most));
    let frame = Frame { left, room, most, below };

    let mut height = 0;
    let mut laid = Vec::new();
    for row in rows {
        let names = wrap(&row.name, if wide { NAMES } else { whole }, TextStyle::Plain);
        // Beside the names, or under them.
        let bar = if wide { height + 100 } else { height + 120 + 200 * lines(names.len()) };
        let end = bar + THICK + if below { 240 } else { 0 };
        laid.push((height, bar, names.clone()));
        height = end.max(height + if wide { 80 + 200 * lines(names.len()) } else { 0 }) + 120;
    }
    if rows.is_empty() {
        height += 500;
    }
    let sheet = Sheet::new(whole, height);
    if rows.is_empty() {
        for (i, line) in (0..).zip(wrap(&words.empty, whole, TextStyle::Plain)) {
            sheet.text((0, 300 + 200 * i), Anchor::Start, TextStyle::Plain, &line);
        }
    }
    for (row, (y, bar, names)) in rows.iter().zip(&laid) {
        for (i, name) in (0..).zip(names) {
            sheet.text((0, y + 250 + 200 * i - if wide { 0 } else { 50 }), Anchor::Start, TextStyle::Plain, name);
        }
        one(&sheet, row, &frame, *bar);
    }
    let cells = |row: &BarRow| std::iter::once(&row.name).chain(&row.cells).cloned().collect();
    let table =
        Table { caption: words.title.clone(), head: words.head.clone(), rows: rows.iter().map(cells).collect() };
    sheet.finish(&words.title, &words.description, table)
}

fn one(sheet: &Sheet, row: &BarRow, frame: &Frame, bar: i32) {
    let Frame { left, room, most, below } = *frame;
    let (mut so_far, mut from) = (0, left);
    for (part, ink) in row.parts.iter().zip(INKS) {
        so_far += u64::from(*part);
        let to = left + length(so_far, most, room);
        if to > from {
            sheet.rect((from, bar), (to, bar + THICK), ink);
        }
        from = to;
    }
    sheet.line((left, bar - 40), (left, bar + THICK + 40), Ink::Axis);
    if below {
        let text = fit(&row.text, room, TextStyle::Small);
        sheet.text((left, bar + THICK + 200), Anchor::Start, TextStyle::Small, &text);
    } else {
        sheet.text((from + GAP, bar + 150), Anchor::Start, TextStyle::Small, &row.text);
    }
}
