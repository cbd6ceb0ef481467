//! Readiness per process then and now: an arrow on the scale 0 to 5, or in words why the two cannot be compared.

use super::metrics::{fit, wrap};
use super::readiness::{LEFT, NAMES, ReadinessWords, Ruler, WIDTH, scaled, span};
use super::sheet::{Plot, Sheet, Span};
use super::{Anchor, Chart, Glyph, Ink, Table, TextStyle, Width};

/// One process in [`then_now`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThenNowRow {
    /// The name of the process.
    pub name: String,
    /// The mark of its outcome now; none where the outcomes cannot be compared.
    pub glyph: Option<Glyph>,
    /// The outcome then and now in words; empty where they cannot be compared.
    pub outcome: String,
    /// Readiness then and now, in hundredths, 0 to 500; `None` when the two cannot be compared.
    pub values: Option<(u32, u32)>,
    /// Both values as shown ("1,24 → 2,12"), or why they cannot be compared.
    pub text: String,
    /// The row of the table after the name.
    pub cells: [String; 5],
}

fn table(rows: &[ThenNowRow], words: &ReadinessWords) -> Table {
    let or_none = |text: &String| if text.is_empty() { words.none.clone() } else { text.clone() };
    let cells = |row: &ThenNowRow| std::iter::once(&row.name).chain(&row.cells).map(or_none).collect();
    Table { caption: words.title.clone(), head: words.head.to_vec(), rows: rows.iter().map(cells).collect() }
}

/// Half the height of an arrow's head, and its length.
const HEAD: (i32, i32) = (100, 170);
/// The radius of the ring where an arrow begins.
const RING: i32 = 60;

/// An arrow along the axis from then to now; a dot where both are the same.
fn arrow(sheet: &Sheet, plot: &Plot, (then, now): (u32, u32), axis: i32) {
    let (from, tip) = (plot.x(scaled(then)), plot.x(scaled(now)));
    if from == tip {
        sheet.circle((tip, axis), 90, Ink::Dot);
        return;
    }
    let way = (tip - from).signum();
    let base = tip - way * HEAD.1;
    sheet.circle((from, axis), RING, Ink::Open);
    if (base - from) * way > RING {
        sheet.line((from + way * RING, axis), (base, axis), Ink::Bound);
    }
    sheet.polygon(vec![(tip, axis), (base, axis - HEAD.0), (base, axis + HEAD.0)], Ink::Dot);
}

/// The numbers above an arrow, within the picture.
fn numbers(sheet: &Sheet, plot: &Plot, row: &ThenNowRow, axis: i32, (left, right): (i32, i32)) {
    let Some((then, now)) = row.values else { return };
    let text = fit(&row.text, right - left, TextStyle::Strong);
    let half = TextStyle::Strong.width(&text) / 2;
    let middle = i32::midpoint(plot.x(scaled(then)), plot.x(scaled(now)));
    let middle = middle.min(right - half - 1).max(left + half + 1);
    sheet.halo((middle, axis - 150), Anchor::Middle, TextStyle::Strong, &text);
}

fn lines(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(1)
}

/// Name and outcome of a row, from a baseline on.
fn heading(sheet: &Sheet, names: &[String], outcome: &[String], glyph: Option<Glyph>, mut baseline: i32) {
    for name in names {
        sheet.text((0, baseline), Anchor::Start, TextStyle::Strong, name);
        baseline += 200;
    }
    baseline += 30;
    if let Some(glyph) = glyph.filter(|_| !outcome.is_empty()) {
        sheet.glyph((0, baseline - 130), 160, glyph);
    }
    for line in outcome {
        sheet.text((240, baseline), Anchor::Start, TextStyle::Small, line);
        baseline += 200;
    }
}

/// The outcome in lines; none when there is none.
fn outcome_lines(row: &ThenNowRow, room: i32) -> Vec<String> {
    if row.outcome.is_empty() { Vec::new() } else { wrap(&row.outcome, room, TextStyle::Small) }
}

/// Why the two ends cannot be compared, in lines; none where they can.
fn reason(row: &ThenNowRow, room: i32) -> Vec<String> {
    if row.values.is_some() { Vec::new() } else { wrap(&row.text, room, TextStyle::Small) }
}

fn reasons(sheet: &Sheet, reason: &[String], x: i32, baseline: i32) {
    for (i, line) in (0..).zip(reason) {
        sheet.halo((x, baseline + 200 * i), Anchor::Start, TextStyle::Small, line);
    }
}

/// Readiness per process then and now: one row each, a ring where it was, an arrow to where it is, level bands behind. Any
/// number of rows, none included; the height follows.
#[must_use]
pub fn then_now(rows: &[ThenNowRow], words: &ReadinessWords, width: Width) -> Chart {
    match width {
        Width::Wide => wide(rows, words),
        Width::Narrow | Width::Middle => stacked(rows, words, width.tenths()),
    }
}

/// The names stand to the left, the levels above.
fn wide(rows: &[ThenNowRow], words: &ReadinessWords) -> Chart {
    let ruler = Ruler::of(&words.levels);
    let mut height = ruler.top;
    let mut laid = Vec::new();
    for row in rows {
        let names = wrap(&row.name, NAMES, TextStyle::Strong);
        let outcome = outcome_lines(row, NAMES - 240);
        let reason = reason(row, WIDTH - LEFT - 200);
        let row_high = (400 + 200 * lines(names.len() + outcome.len())).max(600 + 200 * lines(reason.len())).max(800);
        laid.push((height, names, outcome, reason));
        height += row_high;
    }
    if rows.is_empty() {
        height += 800;
    }
    let sheet = Sheet::new(WIDTH, height);
    let plot = ruler.draw(&sheet, height);
    if rows.is_empty() {
        sheet.halo((0, ruler.top + 460), Anchor::Start, TextStyle::Plain, &words.empty);
    }
    for (row, (y, names, outcome, reason)) in rows.iter().zip(&laid) {
        if *y > ruler.top {
            sheet.line((0, *y), (WIDTH, *y), Ink::Grid);
        }
        heading(&sheet, names, outcome, row.glyph, y + 340);
        reasons(&sheet, reason, LEFT + 80, y + 460);
        if let Some(values) = row.values {
            let axis = y + 480;
            sheet.line((LEFT, axis), (ruler.right, axis), Ink::Axis);
            arrow(&sheet, &plot, values, axis);
            numbers(&sheet, &plot, row, axis, (LEFT, WIDTH));
        }
    }
    sheet.finish(&words.title, &words.description, table(rows, words))
}

/// The name stands above its own scale; for phones and tablets.
fn stacked(rows: &[ThenNowRow], words: &ReadinessWords, width: i32) -> Chart {
    // What stands at either end stays inside.
    const EDGE: i32 = 100;
    const TOP: i32 = 240;
    const SCALE: i32 = 520;
    let right = width - 160;
    let mut height = TOP;
    let mut laid = Vec::new();
    for row in rows {
        let names = wrap(&row.name, width, TextStyle::Strong);
        let outcome = outcome_lines(row, width - 240);
        let reason = reason(row, width);
        let below = height + 190 + 200 * lines(names.len() + outcome.len());
        let high = if row.values.is_some() { SCALE + 80 } else { 60 + 200 * lines(reason.len()) };
        laid.push((height, below, names, outcome, reason));
        height = below + high;
    }
    if rows.is_empty() {
        height += 600;
    }
    let sheet = Sheet::new(width, height);
    let plot = sheet.plot(span(EDGE, right), Span { values: 0..height, tenths: 0..height, ticks: vec![] });
    for level in 0..=5 {
        sheet.text((plot.x(level * 100), 140), Anchor::Middle, TextStyle::Small, &level.to_string());
    }
    sheet.line((0, TOP), (width, TOP), Ink::Grid);
    if rows.is_empty() {
        for (i, line) in (0..).zip(wrap(&words.empty, width, TextStyle::Plain)) {
            sheet.text((0, TOP + 300 + 200 * i), Anchor::Start, TextStyle::Plain, &line);
        }
    }
    for (row, (y, below, names, outcome, reason)) in rows.iter().zip(&laid) {
        if *y > TOP {
            sheet.line((0, *y), (width, *y), Ink::Grid);
        }
        heading(&sheet, names, outcome, row.glyph, y + 220);
        reasons(&sheet, reason, 0, below + 60);
        if let Some(values) = row.values {
            for level in [0, 200, 400] {
                plot.band((level, *below), (level + 100, below + SCALE), Ink::Band);
            }
            let axis = below + 370;
            sheet.line((EDGE, axis), (right, axis), Ink::Axis);
            let ticks = Span { values: 0..1, tenths: axis - 30..axis + 30, ticks: vec![] };
            sheet.plot(span(EDGE, right), ticks).mesh(Ink::Axis);
            arrow(&sheet, &plot, values, axis);
            numbers(&sheet, &plot, row, axis, (0, width));
        }
    }
    sheet.finish(&words.title, &words.description, table(rows, words))
}
