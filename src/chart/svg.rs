//! A chart as markup on its own, for exports and tests.

use std::fmt::Write;

use super::{Chart, Shape};
use crate::text::is_turning;

/// Escapes text for use between tags and inside double quotes; drops characters that XML 1.0 does not allow, other control
/// characters, and what turns the order of the words around it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if c.is_control() || is_turning(c) => {}
            _ => out.push(c),
        }
    }
    out
}

/// Tenths as a decimal number: `123` is `12.3`, `-5` is `-0.5`, `120` is `12`.
fn number(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let size = tenths.unsigned_abs();
    match size % 10 {
        0 => format!("{sign}{}", size / 10),
        rest => format!("{sign}{}.{rest}", size / 10),
    }
}

fn points(points: &[(i32, i32)]) -> String {
    let pairs: Vec<_> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    pairs.join(" ")
}

fn shape(out: &mut String, shape: &Shape) -> std::fmt::Result {
    let class = shape.class();
    match shape {
        Shape::Rect { x, y, width, height, .. } => {
            let (x, y, width, height) = (number(*x), number(*y), number(*width), number(*height));
            write!(out, r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#)
        }
        Shape::Line { x1, y1, x2, y2, .. } => {
            let (x1, y1, x2, y2) = (number(*x1), number(*y1), number(*x2), number(*y2));
            write!(out, r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#)
        }
        Shape::Polyline { points: list, .. } => {
            write!(out, r#"<polyline class="{class}" fill="none" points="{}"/>"#, points(list))
        }
        Shape::Polygon { points: list, .. } => {
            write!(out, r#"<polygon class="{class}" points="{}"/>"#, points(list))
        }
        Shape::Circle { cx, cy, r, .. } => {
            write!(out, r#"<circle class="{class}" cx="{}" cy="{}" r="{}"/>"#, number(*cx), number(*cy), number(*r))
        }
        Shape::Text { x, y, text, .. } => {
            write!(out, r#"<text class="{class}" x="{}" y="{}">{}</text>"#, number(*x), number(*y), escape(text))
        }
        Shape::Glyph { glyph, x, y, size, .. } => {
            let (x, y, size, id) = (number(*x), number(*y), number(*size), glyph.id());
            write!(
                out,
                r##"<svg class="{class}" x="{x}" y="{y}" width="{size}" height="{size}"><use href="#{id}"/></svg>"##
            )
        }
    }
}

/// The chart as one `<svg>` element: classes only, no inline style, `role="img"` with title and description, all text
/// escaped. `id` must be unique in the page; the glyphs refer to the sprite by [`Glyph::id`](super::Glyph::id).
#[must_use]
pub fn to_svg(chart: &Chart, id: &str) -> String {
    let id = escape(id);
    let (width, height) = (chart.width, chart.height);
    let labelled = if chart.description.is_empty() { format!("{id}-t") } else { format!("{id}-t {id}-d") };
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{labelled}"><title id="{id}-t">{}</title>"#,
        escape(&chart.title)
    );
    // Writing into a String cannot fail.
    if !chart.description.is_empty() {
        let _ = write!(out, r#"<desc id="{id}-d">{}</desc>"#, escape(&chart.description));
    }
    for item in &chart.shapes {
        let _ = shape(&mut out, item);
    }
    out.push_str("</svg>");
    out
}
