//! The profile of one process over its dimensions: the radar people expect, and on wider paper the same values on
//! level staffs, which are easier to read.

use super::metrics::{fit, pieces, wrap};
use super::place::{Leader, Region};
use super::sheet::{Plot, Sheet, Span};
use super::{Anchor, Chart, Ink, Table, TextStyle, Width};

/// The dimensions of one process in [`dimension_profile`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The name of the process; comes before the title, as in "Kundservice: Profil".
    pub name: String,
    /// The dimensions, clockwise from the top. 3 to 8 make a radar; any other number is shown on staffs alone.
    pub axes: Vec<Axis>,
}

/// One dimension of a [`Profile`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The name of the dimension.
    pub label: String,
    /// The answer in hundredths, 0 to 500; `None` when it is not known or does not apply.
    pub value: Option<u32>,
    /// The answer as shown ("3", "vet inte", "gäller inte").
    pub value_text: String,
    /// For an answer that is not known: the lowest and highest it may be, in hundredths. `None` beside a missing value
    /// means that the dimension does not apply, and nothing is drawn on its axis.
    pub bounds: Option<(u32, u32)>,
}

/// The words of [`dimension_profile`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileWords {
    /// What the picture is ("Profil"); after the name of the process it is the title and the caption of the table.
    pub title: String,
    /// What it shows, in a sentence; may be empty.
    pub description: String,
    /// Table head: dimension, answer.
    pub head: [String; 2],
    /// Stands in an empty table cell, and in the picture when there is no dimension at all.
    pub none: String,
}

/// Directions of the axes in thousandths, clockwise from straight up, for 3 to 8 axes. A table, because sine and cosine
/// differ in their last digit from one machine to the next.
const DIRECTIONS: [&[(i32, i32)]; 6] = [
    &[(0, 1000), (866, -500), (-866, -500)],
    &[(0, 1000), (1000, 0), (0, -1000), (-1000, 0)],
    &[(0, 1000), (951, 309), (588, -809), (-588, -809), (-951, 309)],
    &[(0, 1000), (866, 500), (866, -500), (0, -1000), (-866, -500), (-866, 500)],
    &[(0, 1000), (782, 623), (975, -223), (434, -901), (-434, -901), (-975, -223), (-782, 623)],
    &[(0, 1000), (707, 707), (1000, 0), (707, -707), (0, -1000), (-707, -707), (-1000, 0), (-707, 707)],
];

const LINE: i32 = 190;
/// From the outer ring to a label.
const GAP: i32 = 130;

fn scaled(value: u32) -> i32 {
    i32::try_from(value.min(500)).unwrap_or(500)
}

/// A label of the radar, settled.
struct Label {
    region: Region,
    anchor: Anchor,
    lines: Vec<(TextStyle, String)>,
}

/// The radar's place on the sheet.
struct Radar {
    centre: (i32, i32),
    radius: i32,
    labels: Vec<Label>,
}

fn label_lines(axis: &Axis, room: i32) -> Vec<(TextStyle, String)> {
    let names = wrap(&axis.label, room, TextStyle::Small).into_iter().map(|line| (TextStyle::Small, line));
    let values = wrap(&axis.value_text, room, TextStyle::Strong).into_iter().map(|line| (TextStyle::Strong, line));
    names.chain(values.filter(|(_, line)| !line.is_empty())).collect()
}

/// Whether a text can be set in `room` without breaking a word, or with `hyphens` only after one.
fn unbroken(text: &str, room: i32, style: TextStyle, hyphens: bool) -> bool {
    text.split_whitespace()
        .all(|word| style.width(word) <= room || hyphens && pieces(word).all(|piece| style.width(piece) <= room))
}

/// Sets the labels around a radar of the given radius centred at `(middle, 0)` between 0 and `width`; `None` if they
/// would meet or a word would break.
fn around(axes: &[Axis], middle: i32, width: i32, radius: i32, hyphens: bool) -> Option<Vec<Label>> {
    let directions = DIRECTIONS.get(axes.len().checked_sub(3)?)?;
    let mut labels: Vec<Label> = Vec::new();
    for (axis, (ux, uy)) in axes.iter().zip(*directions) {
        let (x, y) = (middle + (radius + GAP) * ux / 1000, -(radius + GAP) * uy / 1000);
        let (anchor, room) = match *ux {
            200.. => (Anchor::Start, width - x),
            ..=-200 => (Anchor::End, x),
            _ => (Anchor::Middle, 2 * middle.min(width - middle)),
        };
        let fits = |text: &str, style| unbroken(text, room, style, hyphens);
        if !fits(&axis.label, TextStyle::Small) || !fits(&axis.value_text, TextStyle::Strong) {
            return None;
        }
        let lines = label_lines(axis, room);
        let high = LINE * i32::try_from(lines.len()).ok()?;
        let wide = lines.iter().map(|(style, line)| style.width(line)).max().unwrap_or(0);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - wide / 2,
            Anchor::End => x - wide,
        };
        // A label at the top stands on its point, one at the foot hangs from it, the others lie between.
        let top = y - high / 2 - high * uy / 2000;
        let region = Region::new(left, top, wide, high);
        if labels.iter().any(|other| other.region.grown(60).touches(region)) {
            return None;
        }
        labels.push(Label { region, anchor, lines });
    }
    Some(labels)
}

impl Radar {
    /// The largest radar whose labels fit in `width`; with labels too long for any, numbers stand in their place.
    fn fit(axes: &[Axis], width: i32, largest: i32) -> Option<(Self, bool)> {
        let middle = width / 2;
        let smallest = largest * 11 / 20;
        let largest_of = |axes: &[Axis]| {
            // Rather a somewhat smaller radar than a word broken at its hyphen, rather that than a very small one.
            let from = |least: i32, hyphens: bool| {
                let mut sizes = (least..=largest).rev().step_by(20);
                sizes.find_map(|radius| Some((radius, around(axes, middle, width, radius, hyphens)?)))
            };
            from(largest * 3 / 4, false).or_else(|| from(smallest, true))
        };
        let (radius, labels, keyed) = match largest_of(axes) {
            Some((radius, labels)) => (radius, labels, false),
            None => {
                let number = |i: usize| Axis { label: i.to_string(), value_text: String::new(), ..blank() };
                let numbers: Vec<Axis> = (1..=axes.len()).map(number).collect();
                let (radius, labels) = largest_of(&numbers)?;
                (radius, labels, true)
            }
        };
        let top = labels.iter().map(|label| label.region.top).min().unwrap_or(0).min(-radius) - 10;
        let mut radar = Self { centre: (middle, 0), radius, labels };
        radar.lower(-top);
        Some((radar, keyed))
    }

    /// Moves the radar down.
    fn lower(&mut self, by: i32) {
        self.centre.1 += by;
        for label in &mut self.labels {
            label.region.top += by;
            label.region.bottom += by;
        }
    }

    fn bottom(&self) -> i32 {
        let ring = self.centre.1 + self.radius;
        self.labels.iter().map(|label| label.region.bottom).max().unwrap_or(0).max(ring) + 20
    }

    fn plot(&self, sheet: &Sheet) -> Plot {
        let ((x, y), r) = (self.centre, self.radius);
        // Hundredths of a level times thousandths of a direction.
        let span = |tenths| Span { values: -500_000..500_000, tenths, ticks: vec![] };
        sheet.plot(span(x - r..x + r), span(y + r..y - r))
    }

    /// The digits of the scale, on the side of the first axis where more of them stand clear of the own outline.
    fn scale(&self, sheet: &Sheet, plot: &Plot, known: &[Option<(i32, i32)>]) {
        let points: Vec<Option<(i32, i32)>> = known.iter().map(|p| p.map(|(x, y)| plot.at(x, y))).collect();
        let next = points.iter().cycle().skip(1);
        let edges: Vec<Leader> = points.iter().zip(next).filter_map(|(a, b)| Some(((*a)?, (*b)?))).collect();
        let clear = |left: bool| {
            let mut last: Option<Region> = None;
            let mut kept = Vec::new();
            for level in (1..=5).rev() {
                let (x, y) = plot.at(0, level * 100_000);
                let region = Region::new(if left { x - 200 } else { x + 100 }, y - 60, 100, 120);
                let dotted =
                    points.iter().flatten().any(|(x, y)| region.touches(Region::new(x - 85, y - 85, 170, 170)));
                let crowded = last.is_some_and(|last| last.grown(40).touches(region));
                if !dotted && !crowded && !edges.iter().any(|edge| region.grown(10).crossed(*edge)) {
                    kept.push((level, region));
                    last = Some(region);
                }
            }
            kept
        };
        let (left, right) = (clear(true), clear(false));
        for (level, region) in if right.len() > left.len() { right } else { left } {
            sheet.text((region.left, region.bottom - 10), Anchor::Start, TextStyle::Small, &level.to_string());
        }
    }

    fn draw(&self, sheet: &Sheet, axes: &[Axis]) {
        let Some(directions) = axes.len().checked_sub(3).and_then(|i| DIRECTIONS.get(i)) else { return };
        let plot = self.plot(sheet);
        let ring = |level: i32| directions.iter().map(|(x, y)| (x * level, y * level)).collect::<Vec<_>>();
        for (level, ink) in [(500, Ink::Band), (400, Ink::Under), (300, Ink::Band), (200, Ink::Under), (100, Ink::Band)]
        {
            plot.polygon(ring(level), ink);
        }
        let at = |i: usize| {
            let value = scaled(axes.get(i)?.value?);
            directions.get(i).map(|(x, y)| (x * value, y * value))
        };
        let known: Vec<Option<(i32, i32)>> = (0..axes.len()).map(at).collect();
        let own = areas(&known);
        for area in &own {
            plot.polygon(area.clone(), Ink::Area);
        }
        for level in [100, 200, 300, 400, 500] {
            let mut points = ring(level);
            points.extend(points.first().copied());
            plot.path(points, Ink::Grid);
        }
        for (x, y) in *directions {
            plot.line((0, 0), (x * 500, y * 500), Ink::Grid);
        }
        // Once more over the grid, which would cut the line into pieces.
        for mut edge in own {
            edge.extend(edge.first().copied());
            plot.path(edge, Ink::Edge);
        }
        self.scale(sheet, &plot, &known);
        for (axis, (x, y)) in axes.iter().zip(*directions) {
            if let (None, Some((low, high))) = (axis.value, axis.bounds) {
                let [low, high] = [low, high].map(|end| (x * scaled(end), y * scaled(end)));
                plot.line(low, high, Ink::Bound);
                for end in [low, high] {
                    plot.circle(end, 70, Ink::Open);
                }
            }
        }
        for point in known.iter().flatten() {
            plot.circle(*point, 75, Ink::Dot);
        }
        for label in &self.labels {
            let x = match label.anchor {
                Anchor::Start => label.region.left,
                Anchor::Middle => i32::midpoint(label.region.left, label.region.right),
                Anchor::End => label.region.right,
            };
            for (i, (style, line)) in (0..).zip(&label.lines) {
                sheet.text((x, label.region.top + 145 + LINE * i), label.anchor, *style, line);
            }
        }
    }
}

fn blank() -> Axis {
    Axis { label: String::new(), value: None, value_text: String::new(), bounds: None }
}

/// The own area: one polygon if every value is known; otherwise a wedge from the centre over each run of neighbours that
/// are known, so that nothing is claimed where nothing is known.
fn areas(known: &[Option<(i32, i32)>]) -> Vec<Vec<(i32, i32)>> {
    let Some(gap) = known.iter().position(Option::is_none) else {
        return vec![known.iter().flatten().copied().collect()];
    };
    let mut areas = Vec::new();
    let mut run: Vec<(i32, i32)> = Vec::new();
    // Round once, from just after a gap and back to it.
    for point in known.iter().cycle().skip(gap + 1).take(known.len()) {
        match point {
            Some(point) => run.push(*point),
            None => {
                if run.len() > 1 {
                    run.push((0, 0));
                    areas.push(std::mem::take(&mut run));
                }
                run.clear();
            }
        }
    }
    areas
}

/// Height of one level staff with its words.
const STAFF: i32 = 660;

/// The values on level staffs, one under the other, from `left` to `right`, each [`STAFF`] high.
fn staffs(sheet: &Sheet, axes: &[Axis], numbered: bool, (left, right): (i32, i32), top: i32) {
    for (i, axis) in (0..).zip(axes) {
        let y = top + STAFF * i;
        let name = if numbered { format!("{} {}", i + 1, axis.label) } else { axis.label.clone() };
        let value = fit(&axis.value_text, (right - left) * 2 / 5, TextStyle::Strong);
        let name = fit(&name, right - left - TextStyle::Strong.width(&value) - 120, TextStyle::Plain);
        sheet.text((left, y + 180), Anchor::Start, TextStyle::Plain, &name);
        sheet.text((right, y + 180), Anchor::End, TextStyle::Strong, &value);
        let line = y + 380;
        let span = Span { values: 0..500, tenths: left + 80..right - 80, ticks: vec![0, 100, 200, 300, 400, 500] };
        let plot = sheet.plot(span, Span { values: 0..1, tenths: line + 40..line - 40, ticks: vec![] });
        plot.mesh(Ink::Axis);
        sheet.line((plot.x(0), line), (plot.x(500), line), Ink::Axis);
        if let (None, Some((low, high))) = (axis.value, axis.bounds) {
            let (low, high) = (plot.x(scaled(low)), plot.x(scaled(high)));
            sheet.line((low, line), (high, line), Ink::Bound);
            sheet.circle((low, line), 70, Ink::Open);
            sheet.circle((high, line), 70, Ink::Open);
        }
        if let Some(value) = axis.value {
            sheet.circle((plot.x(scaled(value)), line), 80, Ink::Dot);
        }
    }
}

/// The profile of one process. On narrow paper the radar alone; on wider paper the radar with level staffs beside it.
/// Long labels are wrapped; if they still do not fit round the radar, numbers stand there and the staffs carry the names.
#[must_use]
pub fn dimension_profile(profile: &Profile, words: &ProfileWords, width: Width) -> Chart {
    let axes = profile.axes.as_slice();
    let across = width.tenths();
    let (radar_width, largest, aside) = match width {
        Width::Narrow => (3280, 1100, None),
        Width::Middle => (3900, 1300, Some((4060, 6400))),
        Width::Wide => (4800, 1600, Some((5280, 9440))),
    };
    let mut radar = Radar::fit(axes, radar_width, largest);
    let keyed = radar.as_ref().is_some_and(|(_, keyed)| *keyed);
    let count = i32::try_from(axes.len()).unwrap_or(0);
    let round = radar.as_ref().map_or(0, |(radar, _)| radar.bottom());
    // Where the staffs go: beside the radar, or under it when there is no room beside and they are needed.
    let list = match (aside, &radar) {
        (Some(sides), Some(_)) => Some((sides, ((round - STAFF * count) / 2).max(0))),
        (None, Some(_)) if !keyed => None,
        _ => Some(((0, across), if round > 0 { round + 120 } else { 0 })),
    };
    let height = list.map_or(0, |(_, top)| top + STAFF * count).max(round).max(300);
    let sheet = Sheet::new(across, height);
    if let Some((radar, _)) = &mut radar {
        if aside.is_some() {
            radar.lower((height - round) / 2);
        }
        radar.draw(&sheet, axes);
    }
    if let Some((sides, top)) = list {
        staffs(&sheet, axes, keyed, sides, top);
    }
    if axes.is_empty() {
        sheet.text((0, 200), Anchor::Start, TextStyle::Plain, &fit(&words.none, across, TextStyle::Plain));
    }
    let or_none = |text: &String| if text.is_empty() { words.none.clone() } else { text.clone() };
    let rows = axes.iter().map(|axis| vec![or_none(&axis.label), or_none(&axis.value_text)]).collect();
    let title = format!("{}: {}", profile.name, words.title);
    let table = Table { caption: title.clone(), head: words.head.to_vec(), rows };
    sheet.finish(&title, &words.description, table)
}

#[cfg(test)]
mod tests {
    use super::areas;

    #[test]
    fn an_unknown_answer_leaves_a_gap() {
        let corners = |known: [bool; 5]| {
            let points = known.map(|known| known.then_some((1, 1)));
            areas(&points).iter().map(Vec::len).collect::<Vec<_>>()
        };
        assert_eq!(corners([true; 5]), [5]);
        // Four known in a row and the centre, wherever the gap is.
        assert_eq!(corners([false, true, true, true, true]), [5]);
        assert_eq!(corners([true, false, true, true, true]), [5]);
        assert_eq!(corners([true, true, false, true, false]), [3]);
        assert_eq!(corners([true, false, true, false, false]), Vec::<usize>::new());
        assert_eq!(corners([false; 5]), Vec::<usize>::new());
    }
}
