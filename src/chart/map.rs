//! The map of need against readiness, with the outcomes as areas.

mod draw;

use std::cell::Cell;

use super::metrics::{even_lines, fit, widest, wrap};
use super::place::{Placed, Region, Scene, Wish};
use super::sheet::{Plot, Sheet, Span};
use super::{Chart, Glyph, Ink, Table, TextStyle, Width};

/// One process in [`need_map`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapPoint {
    /// The name of the process.
    pub name: String,
    /// The mark of its outcome.
    pub glyph: Glyph,
    /// The outcome in words, for the table.
    pub outcome: String,
    /// Need in tenths, 0 to 1000; `None` when too few answers tell.
    pub need: Option<u32>,
    /// The need as shown in the table.
    pub need_text: String,
    /// Readiness in hundredths, 0 to 500; `None` when there are too few answers for a level.
    pub readiness: Option<u32>,
    /// The readiness as shown in the table.
    pub readiness_text: String,
    /// Lowest and highest readiness the unknown answers leave open, in hundredths; `None` when nothing is unknown.
    pub bounds: Option<(u32, u32)>,
    /// The bounds as shown in the table; empty for none.
    pub bounds_text: String,
}

/// Where one outcome gives way to the next in [`need_map`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapLimits {
    /// Need in tenths (0 to 1000) under which AI is not worth it now.
    pub low: u32,
    /// Need in tenths from which it is real.
    pub high: u32,
    /// Readiness in hundredths (0 to 500) where "do now" is drawn to begin; in truth it depends on the idea.
    pub ready: u32,
}

/// The words of [`need_map`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapWords {
    /// Short name of the picture; also the caption of the table.
    pub title: String,
    /// What it shows, in a sentence; may be empty.
    pub description: String,
    /// The name of the axis upwards, with its range ("Behov, 0–100").
    pub need_axis: String,
    /// The name of the axis to the right, with its range ("Beredskap, 0–5").
    pub readiness_axis: String,
    /// The area of real need and too little readiness.
    pub prepare: String,
    /// The area of real need and enough readiness.
    pub now: String,
    /// The area of some need.
    pub trial: String,
    /// The area of little need.
    pub not_now: String,
    /// Comes before the names that cannot be placed ("Inte på kartan, för få svar:").
    pub unplaced: String,
    /// Table head: process, outcome, need, readiness, bounds.
    pub head: [String; 5],
    /// Stands in an empty table cell.
    pub none: String,
}

/// A mark on the map: one process, or several so close together that their marks would hide each other.
struct Mark {
    at: (i32, i32),
    members: Vec<usize>,
}

/// One way to set a label: lines with the glyph that begins them, if any.
type Lines = Vec<(Option<Glyph>, String)>;

const LINE: i32 = 180;
const INDENT: i32 = 200;

fn scaled(value: u32, most: i32) -> i32 {
    i32::try_from(value).unwrap_or(most).min(most)
}

fn place_of(point: &MapPoint) -> Option<(i32, i32)> {
    Some((scaled(point.readiness?, 500), scaled(point.need?, 1000)))
}

/// The ways to set the label of a mark, in ever more lines; never empty, never wider than `room`.
fn settings(points: &[MapPoint], mark: &Mark, room: i32) -> Vec<Lines> {
    let style = TextStyle::Strong;
    let mut ways: Vec<Lines> = Vec::new();
    let members: Vec<&MapPoint> = mark.members.iter().filter_map(|i| points.get(*i)).collect();
    if let [point] = members.as_slice() {
        for count in 1..=3 {
            let lines = even_lines(&point.name, count, room, style);
            let way: Lines = lines.into_iter().flatten().map(|line| (None, line)).collect();
            if !way.is_empty() && ways.last() != Some(&way) {
                ways.push(way);
            }
        }
    }
    if ways.is_empty() {
        let single = members.len() == 1;
        let indent = if single { 0 } else { INDENT };
        for room in [room, room / 2] {
            let name_lines = |point: &&MapPoint| {
                let glyph = (!single).then_some(point.glyph);
                let lines = wrap(&point.name, (room - indent).max(400), style);
                (0..).zip(lines).map(move |(i, line)| (glyph.filter(|_| i == 0), line)).collect::<Lines>()
            };
            let way: Lines = members.iter().flat_map(name_lines).collect();
            if ways.last() != Some(&way) {
                ways.push(way);
            }
        }
    }
    ways
}

fn size(way: &Lines) -> (i32, i32) {
    let indent = if way.iter().any(|(glyph, _)| glyph.is_some()) { INDENT } else { 0 };
    let texts: Vec<String> = way.iter().map(|(_, text)| text.clone()).collect();
    (widest(&texts, TextStyle::Strong) + indent, LINE * i32::try_from(way.len()).unwrap_or(1))
}

/// Everything about the map that depends on its height.
struct Layout {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
    radius: i32,
    marks: Vec<Mark>,
    ways: Vec<Vec<Lines>>,
    places: Vec<Option<Placed>>,
    areas: Vec<(Region, String)>,
}

fn plot(sheet: &Sheet, layout: &Layout) -> Plot {
    // Marks at the ends of the scale stay inside the frame and off the tick labels.
    let inset = layout.radius + 30;
    sheet.plot(
        Span { values: 0..500, tenths: layout.left + inset..layout.right - inset, ticks: vec![] },
        Span { values: 0..1000, tenths: layout.bottom..layout.top, ticks: vec![] },
    )
}

/// Gathers points that would hide each other: a point joins the first mark whose centre it lies near.
fn marks(points: &[MapPoint], plot: &Plot, near: i32) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (i, point) in points.iter().enumerate() {
        let Some((x, y)) = place_of(point).map(|(readiness, need)| plot.at(readiness, need)) else { continue };
        let close = |mark: &&mut Mark| {
            let (dx, dy) = (mark.at.0 - x, mark.at.1 - y);
            dx * dx + dy * dy < near * near
        };
        match marks.iter_mut().find(close) {
            Some(mark) => mark.members.push(i),
            None => marks.push(Mark { at: (x, y), members: vec![i] }),
        }
    }
    marks
}

/// Puts the name of an area in a corner free of marks, at its foot if possible, off the bounds lines if possible.
fn area_name(area: Region, text: &str, marks: &[Region], bounds: &[Region]) -> Option<Region> {
    const SPACE: i32 = 100;
    let (width, height) = (TextStyle::Small.width(text), 170);
    let (left, right) = (area.left + SPACE, area.right - SPACE - width);
    let (top, foot) = (area.top + 50, area.bottom - 40 - height);
    if right < left - SPACE || foot < top - SPACE {
        return None;
    }
    let mut tries = vec![(left, foot), (right, foot), (left, top), (right, top)];
    for y in 0..=((foot - top) / 100).max(0) {
        for x in 0..=((right - left) / 100).max(0) {
            tries.push((left + 100 * x, foot - 100 * y));
        }
    }
    let mut regions = tries.iter().map(|(x, y)| Region::new(*x, *y, width, height));
    let clear = |region: &Region, others: &[Region]| !others.iter().any(|other| other.touches(region.grown(40)));
    let all: Vec<Region> = regions.by_ref().collect();
    let free = all.iter().filter(|region| clear(region, marks));
    free.clone().find(|region| clear(region, bounds)).or_else(|| free.clone().next()).copied()
}

fn lay_out(points: &[MapPoint], words: &MapWords, limits: MapLimits, width: i32, high: i32) -> Layout {
    let narrow = width < 5000;
    let (left, right) = if narrow { (320, width - 80) } else { (400, width - 160) };
    let (top, radius) = if narrow { (340, 110) } else { (400, 120) };
    let bottom = top + high;
    let mut layout = Layout {
        left,
        right,
        top,
        bottom,
        radius,
        marks: Vec::new(),
        ways: Vec::new(),
        places: Vec::new(),
        areas: Vec::new(),
    };
    let plot = plot(&Sheet::new(width, bottom), &layout);
    layout.marks = marks(points, &plot, radius * 8 / 5);

    let boxes: Vec<Region> = layout
        .marks
        .iter()
        .map(|mark| Region::new(mark.at.0 - radius, mark.at.1 - radius, 2 * radius, 2 * radius))
        .collect();
    let bound_lines: Vec<Region> = points
        .iter()
        .filter_map(|point| {
            let (_, need) = place_of(point)?;
            let (low, high) = point.bounds?;
            let (from, y) = plot.at(scaled(low.min(high), 500), need);
            let (to, _) = plot.at(scaled(high.max(low), 500), need);
            Some(Region { left: from, top: y - 50, right: to + 10, bottom: y + 50 })
        })
        .collect();

    let (cut, upper) = plot.at(scaled(limits.ready, 500), scaled(limits.high, 1000));
    let (_, lower) = plot.at(0, scaled(limits.low.min(limits.high), 1000));
    let areas = [
        (Region { left, top, right: cut, bottom: upper }, &words.prepare),
        (Region { left: cut, top, right, bottom: upper }, &words.now),
        (Region { left, top: upper, right, bottom: lower }, &words.trial),
        (Region { left, top: lower, right, bottom }, &words.not_now),
    ];
    for (area, name) in areas {
        if let Some(region) = area_name(area, name, &boxes, &bound_lines) {
            layout.areas.push((region, name.clone()));
        }
    }

    let frame = Region { left: left + 30, top: top - 100, right: width, bottom: bottom - 10 };
    let rule = |y: i32| (Region { left, top: y - 5, right, bottom: y + 5 }, 150);
    let mut prices = vec![rule(top), rule(upper), rule(lower)];
    prices.push((Region { left: cut - 5, top, right: cut + 5, bottom: upper }, 350));
    prices.extend(bound_lines.iter().map(|line| (*line, 1500)));
    let walls = layout.areas.iter().map(|(region, _)| region.grown(20)).collect();
    let scene = Scene { frame, radius, walls, prices, priced: Cell::default() };
    layout.ways = layout.marks.iter().map(|mark| settings(points, mark, frame.right - frame.left)).collect();
    let wishes: Vec<Wish> = layout
        .marks
        .iter()
        .zip(&layout.ways)
        .map(|(mark, ways)| {
            let bounds = mark.members.iter().filter_map(|i| points.get(*i)?.bounds);
            let ends = bounds.flat_map(|(low, high)| [low, high]).map(|end| plot.x(scaled(end, 500)) - mark.at.0);
            let reach = ends.fold((0, 0), |(before, after), end| (before.max(-end), after.max(end)));
            Wish { at: mark.at, reach, sizes: ways.iter().map(size).collect() }
        })
        .collect();
    layout.places = scene.place(&wishes);
    layout
}

/// Diagonal lines over a rectangle, cut exactly at its edges.
fn hatch(sheet: &Sheet, area: Region, step: usize) {
    let high = area.bottom - area.top;
    for start in (area.left - high..area.right).step_by(step) {
        let from = start.max(area.left);
        let to = (start + high).min(area.right);
        if to - from > 10 {
            sheet.line((from, area.bottom - (from - start)), (to, area.bottom - (to - start)), Ink::Hatch);
        }
    }
}

fn table(points: &[MapPoint], words: &MapWords) -> Table {
    let or_none = |text: &String| if text.is_empty() { words.none.clone() } else { text.clone() };
    let cells =
        |p: &MapPoint| [&p.name, &p.outcome, &p.need_text, &p.readiness_text, &p.bounds_text].map(or_none).to_vec();
    Table { caption: words.title.clone(), head: words.head.to_vec(), rows: points.iter().map(cells).collect() }
}

/// The map of need (upwards) against readiness (to the right). Points that lack either stand in a line under the map.
///
/// Labels never lie on each other, on a mark or outside the picture; with up to 13 points every label finds room, since
/// the map grows taller until it does. Beyond that a label may be left to the table. Points closer together than about
/// half a mark share one square mark with their number, and a list of their names.
#[must_use]
pub fn need_map(points: &[MapPoint], words: &MapWords, limits: MapLimits, width: Width) -> Chart {
    let across = width.tenths();
    let many = i32::try_from(points.len()).unwrap_or(13).min(40);
    let mut high = match width {
        Width::Narrow => 3300 + 200 * (many - 4).max(0),
        Width::Middle => 4000 + 80 * (many - 6).max(0),
        Width::Wide => 4320 + 60 * (many - 6).max(0),
    };
    let mut layout = lay_out(points, words, limits, across, high);
    for _ in 0..9 {
        if layout.places.iter().all(Option::is_some) {
            break;
        }
        high += high / 6;
        layout = lay_out(points, words, limits, across, high);
    }
    draw::draw(points, words, limits, across, &layout)
}
