//! Draws a map whose places are settled.

use super::{Chart, INDENT, LINE, Layout, MapLimits, MapPoint, MapWords, Mark, hatch, place_of, plot, scaled, table};
use super::{fit, wrap};
use crate::chart::place::Region;
use crate::chart::sheet::{Plot, Sheet};
use crate::chart::{Anchor, Ink, TextStyle};

/// Draws the ground: areas, rules, axes and their words.
fn ground(sheet: &Sheet, plot: &Plot, words: &MapWords, limits: MapLimits, layout: &Layout, width: i32) {
    let Layout { left, right, top, bottom, .. } = *layout;
    let (cut, upper) = plot.at(scaled(limits.ready, 500), scaled(limits.high, 1000));
    let (_, lower) = plot.at(0, scaled(limits.low.min(limits.high), 1000));
    let not_now = Region { left, top: lower, right, bottom };
    sheet.rect((left, lower), (right, bottom), Ink::Band);
    hatch(sheet, not_now, 160);
    let small = TextStyle::Small;
    sheet.text((0, if top < 400 { 160 } else { 220 }), Anchor::Start, small, &fit(&words.need_axis, width, small));
    let mut last = i32::MAX;
    for (value, y) in [(0, bottom), (limits.low.min(limits.high), lower), (limits.high, upper), (1000, top)] {
        sheet.line((left, y), (right, y), if value == 0 { Ink::Axis } else { Ink::Grid });
        // A limit too close to the one below keeps its line but not its number.
        if last.saturating_sub(y) >= 180 && value % 10 == 0 {
            sheet.text((left - 80, y + 50), Anchor::End, small, &(value / 10).to_string());
            last = y;
        }
    }
    sheet.line((cut, top), (cut, upper), Ink::Cut);
    for level in 0..=5 {
        let x = plot.x(level * 100);
        sheet.line((x, bottom), (x, bottom + 60), Ink::Axis);
        sheet.text((x, bottom + 240), Anchor::Middle, small, &level.to_string());
    }
    sheet.text((right, bottom + 480), Anchor::End, small, &fit(&words.readiness_axis, right, small));
    for (region, name) in &layout.areas {
        sheet.halo((region.left, region.top + 130), Anchor::Start, small, name);
    }
}

fn mark(sheet: &Sheet, points: &[MapPoint], mark: &Mark, radius: i32) {
    let (x, y) = mark.at;
    match mark.members.as_slice() {
        [only] => {
            if let Some(point) = points.get(*only) {
                sheet.circle(mark.at, radius, Ink::Under);
                sheet.glyph((x - radius, y - radius), 2 * radius, point.glyph);
            }
        }
        several => {
            let half = radius - 10;
            sheet.rect((x - half, y - half), (x + half, y + half), Ink::Open);
            sheet.text((x, y + 55), Anchor::Middle, TextStyle::Small, &several.len().to_string());
        }
    }
}

/// Draws the whole map.
pub(super) fn draw(points: &[MapPoint], words: &MapWords, limits: MapLimits, width: i32, layout: &Layout) -> Chart {
    let missing: Vec<&str> =
        points.iter().filter(|point| place_of(point).is_none()).map(|point| point.name.as_str()).collect();
    let below = if missing.is_empty() {
        Vec::new()
    } else {
        wrap(&format!("{} {}", words.unplaced, missing.join(", ")), width, TextStyle::Small)
    };
    let foot = layout.bottom + 560;
    let height = foot + 200 * i32::try_from(below.len()).unwrap_or(0);
    let sheet = Sheet::new(width, height);
    let plot = plot(&sheet, layout);
    ground(&sheet, &plot, words, limits, layout, width);
    for point in points {
        if let (Some((_, need)), Some((low, high))) = (place_of(point), point.bounds) {
            let (from, y) = plot.at(scaled(low, 500), need);
            let (to, _) = plot.at(scaled(high, 500), need);
            sheet.bounds(from, to, y, 50);
        }
    }
    for (from, to) in layout.places.iter().flatten().filter_map(|place| place.leader) {
        sheet.line(from, to, Ink::Axis);
    }
    for item in &layout.marks {
        mark(&sheet, points, item, layout.radius);
    }
    for (place, ways) in layout.places.iter().zip(&layout.ways) {
        let Some((place, way)) = place.and_then(|place| Some((place, ways.get(place.size)?))) else { continue };
        let indent = if way.iter().any(|(glyph, _)| glyph.is_some()) { INDENT } else { 0 };
        for (i, (glyph, text)) in (0..).zip(way) {
            let baseline = place.region.top + 140 + LINE * i;
            if let Some(glyph) = glyph {
                sheet.circle((place.region.left + 70, baseline - 55), 75, Ink::Under);
                sheet.glyph((place.region.left, baseline - 125), 140, *glyph);
            }
            sheet.halo((place.region.left + indent, baseline), Anchor::Start, TextStyle::Strong, text);
        }
    }
    for (i, line) in (0..).zip(&below) {
        sheet.text((0, foot + 140 + 200 * i), Anchor::Start, TextStyle::Small, line);
    }
    sheet.finish(&words.title, &words.description, table(points, words))
}
