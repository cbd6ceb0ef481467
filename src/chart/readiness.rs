//! Readiness per process on the scale 0 to 5: own value, exact bounds, and what the idea needs.

use super::metrics::{fit, widest, wrap};
use super::sheet::{Plot, Sheet, Span};
use super::{Anchor, Chart, Glyph, Ink, Table, TextStyle, Width};

/// One process in [`readiness`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadinessRow {
    /// The name of the process.
    pub name: String,
    /// The mark of its outcome.
    pub glyph: Glyph,
    /// The outcome in words.
    pub outcome: String,
    /// Readiness in hundredths, 0 to 500; `None` when there are too few answers for a level.
    pub value: Option<u32>,
    /// The value as shown ("2,24"), or why there is none ("för få svar").
    pub value_text: String,
    /// Lowest and highest value the unknown answers leave open, in hundredths; `None` when nothing is unknown.
    pub bounds: Option<(u32, u32)>,
    /// The bounds as shown ("1,32–2,72, ett svar saknas"); empty for none.
    pub bounds_text: String,
    /// What the firm's own idea needs, in hundredths; `None` when no idea is proposed.
    pub need: Option<u32>,
    /// The requirement as shown ("idén kräver 2,0"); empty for none.
    pub need_text: String,
}

/// The words of [`readiness`], and of [`then_now`](super::then_now).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadinessWords {
    /// Short name of the picture; also the caption of the table.
    pub title: String,
    /// What it shows, in a sentence; may be empty.
    pub description: String,
    /// The names of levels 0 to 5.
    pub levels: [String; 6],
    /// Table head: process, outcome, readiness, level, bounds, requirement; then and now process, readiness, use, need,
    /// outcome then, outcome now.
    pub head: [String; 6],
    /// Stands in an empty table cell.
    pub none: String,
    /// Stands in the picture when there is no process at all.
    pub empty: String,
}

/// The width of the widest picture, where its scale begins, and the room for names to the left of it.
pub(super) const WIDTH: i32 = 9440;
pub(super) const LEFT: i32 = 2480;
pub(super) const NAMES: i32 = 2320;

/// What stands above the scale of the widest picture.
pub(super) struct Ruler {
    /// The name of each level, in lines.
    heads: Vec<Vec<String>>,
    /// Where the scale ends.
    pub(super) right: i32,
    /// Where the rows begin.
    pub(super) top: i32,
}

impl Ruler {
    pub(super) fn of(levels: &[String; 6]) -> Self {
        let [first @ .., last] = levels;
        // The last level is a point, not a band: its name needs room of its own to the right of the scale.
        let last = wrap(last, 1400, TextStyle::Small);
        let right = WIDTH - (widest(&last, TextStyle::Small) + 90).max(680);
        let band = (right - LEFT) / 5;
        let mut heads: Vec<_> = first.iter().map(|name| wrap(name, band - 100, TextStyle::Small)).collect();
        heads.push(last);
        let lines = i32::try_from(heads.iter().map(Vec::len).max().unwrap_or(1)).unwrap_or(1);
        Self { heads, right, top: 380 + 180 * lines }
    }

    /// The level bands from the first row to the foot, their lines, digits and names.
    pub(super) fn draw(&self, sheet: &Sheet, height: i32) -> Plot {
        let (right, top) = (self.right, self.top);
        let plot = sheet.plot(span(LEFT, right), Span { values: 0..height, tenths: 0..height, ticks: vec![] });
        for level in [0, 200, 400] {
            plot.band((level, top), (level + 100, height), Ink::Band);
        }
        let mesh = Span { values: 0..1, tenths: 80..height, ticks: vec![] };
        sheet.plot(span(LEFT, right), mesh).mesh(Ink::Grid);
        for (level, lines) in (0..).zip(&self.heads) {
            let x = plot.x(level * 100) + 80;
            sheet.text((x, 240), Anchor::Start, TextStyle::Big, &level.to_string());
            for (i, line) in (0..).zip(lines) {
                sheet.text((x, 460 + 180 * i), Anchor::Start, TextStyle::Small, line);
            }
        }
        sheet.line((0, top), (WIDTH, top), Ink::Grid);
        plot
    }
}

/// Hundredths held within the scale.
pub(super) fn scaled(value: u32) -> i32 {
    i32::try_from(value.min(500)).unwrap_or(500)
}

/// The name of the level a value stands at.
fn level_of(value: u32, words: &ReadinessWords) -> &str {
    let level = usize::try_from(value.min(500) / 100).unwrap_or(0);
    words.levels.get(level).map_or("", String::as_str)
}

fn table(rows: &[ReadinessRow], words: &ReadinessWords) -> Table {
    let or_none = |text: &str| if text.is_empty() { words.none.clone() } else { text.to_owned() };
    let cells = |row: &ReadinessRow| {
        let level = row.value.map_or("", |value| level_of(value, words));
        [&row.name, &row.outcome, &row.value_text, level, &row.bounds_text, &row.need_text].map(or_none).to_vec()
    };
    Table { caption: words.title.clone(), head: words.head.to_vec(), rows: rows.iter().map(cells).collect() }
}

/// A remark under the axis: its words, where they start, and on which line from 0.
struct Remark {
    text: String,
    x: i32,
    line: i32,
}

/// Room under the axis of one row, filled from above.
struct Under {
    left: i32,
    right: i32,
    /// What is taken: line, from, to.
    taken: Vec<(i32, i32, i32)>,
}

impl Under {
    /// Space between two remarks.
    const GAP: i32 = 100;

    /// Sets `text` at the first of `tries` that is free and touches `near`, otherwise on the first free line below it.
    fn set(&mut self, text: &str, tries: &[i32], near: (i32, i32)) -> Remark {
        let text = fit(text, self.right - self.left, TextStyle::Small);
        let width = TextStyle::Small.width(&text);
        let last = (self.right - width).max(self.left);
        let free = |x: i32, line: i32| {
            let apart = |from: i32, to: i32| x >= to + Self::GAP || x + width + Self::GAP <= from;
            self.taken.iter().all(|(at, from, to)| *at != line || apart(*from, *to))
        };
        let touches = |x: i32| x >= self.left && x <= last && x <= near.1 && x + width >= near.0;
        let below = near.0.clamp(self.left, last);
        let beside = tries.iter().find(|x| touches(**x) && free(**x, 0)).map(|x| (*x, 0));
        let (x, line) =
            beside.or_else(|| (0..2).map(|line| (below, line)).find(|(x, line)| free(*x, *line))).unwrap_or((below, 2));
        self.taken.push((line, x, x + width));
        Remark { text, x, line }
    }
}

/// What stands under the axis of one row.
struct Remarks {
    need: Option<Remark>,
    bounds: Option<Remark>,
    lines: i32,
}

/// Finds places for the requirement and the bounds under the axis, between `left` and `right`.
fn remarks(row: &ReadinessRow, plot: &Plot, left: i32, right: i32) -> Remarks {
    let mut under = Under { left, right, taken: Vec::new() };
    let need = row.need.map(|value| {
        let tip = plot.x(scaled(value));
        let width = TextStyle::Small.width(&row.need_text);
        let remark = under.set(&row.need_text, &[tip + 120, tip - 120 - width], (tip - 120, tip + 120));
        // The triangle takes room too; it is marked last, as its own words may stand closer than others.
        under.taken.push((0, tip - 60, tip + 60));
        remark
    });
    let bounds = row.bounds.filter(|_| !row.bounds_text.is_empty()).map(|(low, high)| {
        let width = TextStyle::Small.width(&row.bounds_text);
        let (low, high) = (plot.x(scaled(low.min(high))), plot.x(scaled(high.max(low))));
        let from = under.taken.iter().map(|(_, from, _)| *from).min().unwrap_or(low);
        let to = under.taken.iter().map(|(_, _, to)| *to).max().unwrap_or(low);
        let tries = [low.max(left), (right - width).min(low), high - width, to + Under::GAP, from - Under::GAP - width];
        under.set(&row.bounds_text, &tries, (low, high))
    });
    let lines = under.taken.iter().map(|(line, _, _)| line + 1).max().unwrap_or(0);
    Remarks { need, bounds, lines }
}

/// Draws the axis marks of one row: bounds, requirement, own value, and the remarks under the axis.
fn marks(sheet: &Sheet, plot: &Plot, row: &ReadinessRow, remarks: &Remarks, axis: i32) {
    if let Some((low, high)) = row.bounds {
        sheet.bounds(plot.x(scaled(low)), plot.x(scaled(high)), axis, 70);
    }
    let set = |remark: &Remark| {
        sheet.halo((remark.x, axis + 240 + 200 * remark.line), Anchor::Start, TextStyle::Small, &remark.text);
    };
    if let Some(remark) = &remarks.bounds {
        set(remark);
    }
    if let (Some(value), Some(remark)) = (row.need, &remarks.need) {
        sheet.triangle((plot.x(scaled(value)), axis + 110));
        set(remark);
    }
    if let Some(value) = row.value {
        sheet.circle((plot.x(scaled(value)), axis), 90, Ink::Dot);
    }
}

/// Readiness per process: one row each, level bands behind, dot for the own value, line with end strokes for exact
/// bounds, hollow triangle for what the idea needs. Any number of rows, none included; the height follows.
#[must_use]
pub fn readiness(rows: &[ReadinessRow], words: &ReadinessWords, width: Width) -> Chart {
    match width {
        Width::Wide => wide(rows, words),
        Width::Narrow | Width::Middle => stacked(rows, words, width.tenths()),
    }
}

pub(super) fn span(left: i32, right: i32) -> Span {
    Span { values: 0..500, tenths: left..right, ticks: vec![0, 100, 200, 300, 400, 500] }
}

/// The names stand to the left, the levels above.
fn wide(rows: &[ReadinessRow], words: &ReadinessWords) -> Chart {
    let ruler = Ruler::of(&words.levels);
    let (right, top) = (ruler.right, ruler.top);

    // The scale across does not depend on the height, so a first plot gives the places and with them the height.
    let across = Sheet::new(WIDTH, 10).plot(span(LEFT, right), Span { values: 0..1, tenths: 0..1, ticks: vec![] });
    let mut height = top;
    let mut laid = Vec::new();
    for row in rows {
        let names = wrap(&row.name, NAMES, TextStyle::Strong);
        let outcome = wrap(&row.outcome, NAMES - 240, TextStyle::Small);
        let remarks = remarks(row, &across, LEFT + 40, WIDTH);
        let words_high = 200 * i32::try_from(names.len() + outcome.len()).unwrap_or(2) - 400;
        let row_high = 800 + words_high.max(200 * (remarks.lines - 1)).max(0);
        laid.push((height, row_high, names, outcome, remarks));
        height += row_high;
    }
    if rows.is_empty() {
        height += 800;
    }

    let sheet = Sheet::new(WIDTH, height);
    let plot = ruler.draw(&sheet, height);
    if rows.is_empty() {
        sheet.halo((0, top + 460), Anchor::Start, TextStyle::Plain, &words.empty);
    }
    for (row, (y, row_high, names, outcome, remarks)) in rows.iter().zip(&laid) {
        if *y > top {
            sheet.line((0, *y), (WIDTH, *y), Ink::Grid);
        }
        let mut baseline = y + 440;
        // Two lines of name start higher, so that the block stays beside the axis.
        if names.len() > 1 && *row_high <= 1000 {
            baseline -= 100;
        }
        for name in names {
            sheet.text((0, baseline), Anchor::Start, TextStyle::Strong, name);
            baseline += 200;
        }
        baseline += 30;
        sheet.glyph((0, baseline - 130), 160, row.glyph);
        for line in outcome {
            sheet.text((240, baseline), Anchor::Start, TextStyle::Small, line);
            baseline += 200;
        }
        let axis = y + 460;
        sheet.line((LEFT, axis), (right, axis), Ink::Axis);
        marks(&sheet, &plot, row, remarks, axis);
        let style = if row.value.is_some() { TextStyle::Strong } else { TextStyle::Small };
        let text = fit(&row.value_text, WIDTH - LEFT - 40, style);
        let middle = match (row.value, row.bounds) {
            (Some(value), _) => plot.x(scaled(value)),
            (None, Some((low, high))) => i32::midpoint(plot.x(scaled(low)), plot.x(scaled(high))),
            (None, None) => LEFT,
        };
        let half = style.width(&text) / 2;
        let middle = middle.min(WIDTH - half).max(LEFT + 40 + half);
        sheet.halo((middle, axis - 140), Anchor::Middle, style, &text);
    }
    sheet.finish(&words.title, &words.description, table(rows, words))
}

/// The name stands above its own scale; for phones and tablets.
fn stacked(rows: &[ReadinessRow], words: &ReadinessWords, width: i32) -> Chart {
    // A dot at either end stays inside.
    const LEFT: i32 = 100;
    let right = width - 160;
    let outcome_width = |row: &ReadinessRow| TextStyle::Small.width(&row.outcome) + 240;
    // Either every outcome stands on the line of its name, or every one has a line of its own.
    let beside = rows.iter().all(|row| TextStyle::Strong.width(&row.name) + 160 + outcome_width(row) <= width);

    let across = Sheet::new(width, 10).plot(span(LEFT, right), Span { values: 0..1, tenths: 0..1, ticks: vec![] });
    let top = 240;
    let mut height = top;
    let mut laid = Vec::new();
    for row in rows {
        let names = wrap(&row.name, width, TextStyle::Strong);
        let outcome =
            if beside { vec![row.outcome.clone()] } else { wrap(&row.outcome, width - 240, TextStyle::Small) };
        let remarks = remarks(row, &across, 0, width);
        let name_lines = names.len() - 1 + if beside { 0 } else { outcome.len() };
        let scale_at = height + 340 + 210 * i32::try_from(name_lines).unwrap_or(0);
        // With nothing under the axis the row closes up.
        let scale_high = 640 + 200 * (remarks.lines - 1).max(-1);
        laid.push((height, scale_at, scale_high, names, outcome, remarks));
        height = scale_at + scale_high + 60;
    }
    if rows.is_empty() {
        height += 600;
    }

    let sheet = Sheet::new(width, height);
    let plot = sheet.plot(span(LEFT, right), Span { values: 0..height, tenths: 0..height, ticks: vec![] });
    for level in 0..=5 {
        sheet.text((plot.x(level * 100), 140), Anchor::Middle, TextStyle::Small, &level.to_string());
    }
    sheet.line((0, top), (width, top), Ink::Grid);
    if rows.is_empty() {
        for (i, line) in (0..).zip(wrap(&words.empty, width, TextStyle::Plain)) {
            sheet.text((0, top + 300 + 200 * i), Anchor::Start, TextStyle::Plain, &line);
        }
    }
    for (row, (y, scale_at, scale_high, names, outcome, remarks)) in rows.iter().zip(&laid) {
        if *y > top {
            sheet.line((0, *y), (width, *y), Ink::Grid);
        }
        let mut baseline = y + 220;
        for name in names {
            sheet.text((0, baseline), Anchor::Start, TextStyle::Strong, name);
            baseline += 210;
        }
        if beside {
            baseline -= 210;
            sheet.glyph((width - outcome_width(row), baseline - 130), 160, row.glyph);
        } else {
            sheet.glyph((0, baseline - 130), 160, row.glyph);
        }
        let x = if beside { width - outcome_width(row) + 240 } else { 240 };
        for line in outcome {
            sheet.text((x, baseline), Anchor::Start, TextStyle::Small, line);
            baseline += 210;
        }
        for level in [0, 200, 400] {
            plot.band((level, *scale_at), (level + 100, scale_at + scale_high), Ink::Band);
        }
        let axis = scale_at + 360;
        sheet.line((LEFT, axis), (right, axis), Ink::Axis);
        sheet
            .plot(span(LEFT, right), Span { values: 0..1, tenths: axis - 30..axis + 30, ticks: vec![] })
            .mesh(Ink::Axis);
        marks(&sheet, &plot, row, remarks, axis);
        let (style, text) = match row.value {
            Some(value) => (TextStyle::Strong, format!("{} {}", row.value_text, level_of(value, words))),
            None => (TextStyle::Small, row.value_text.clone()),
        };
        let text = fit(&text, width, style);
        let start = match (row.value, row.bounds) {
            (Some(value), _) => plot.x(scaled(value)) - 80,
            (None, Some((low, _))) => plot.x(scaled(low)),
            (None, None) => LEFT,
        };
        let start = start.min(width - style.width(&text)).max(0);
        sheet.halo((start, axis - 140), Anchor::Start, style, &text);
    }
    sheet.finish(&words.title, &words.description, table(rows, words))
}
