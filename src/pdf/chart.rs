//! Charts: the same shapes as on the screen, scaled to the page, as one figure with its words.

use std::f32::consts::FRAC_1_SQRT_2;

use super::set::{CAPTION, RIGHT, Setter};
use super::sheet::{Colour, Kind, Leaf, MARGIN, Node, Op, Strip, Stroke};
use super::text::Weight;
use crate::chart::{Anchor, Chart, Glyph, Ink, Shape, TextStyle};

/// Cosine and sine of a quarter of a circle in steps of 15 degrees. Reckoned beforehand, since machines differ in the last
/// digit and the bytes must not.
const QUARTER: [(f32, f32); 7] = [
    (1.0, 0.0),
    (0.965_925_8, 0.258_819),
    (0.866_025_4, 0.5),
    (FRAC_1_SQRT_2, FRAC_1_SQRT_2),
    (0.5, 0.866_025_4),
    (0.258_819, 0.965_925_8),
    (0.0, 1.0),
];

/// Sets a figure: its title, then the picture.
pub(super) fn figure(setter: &mut Setter, chart: &Chart) {
    let (caption, leaf) = (setter.out.leaf(), setter.out.leaf());
    let lines = setter.faces.lines(&chart.title, CAPTION.weight, (RIGHT - MARGIN) / CAPTION.size, true);
    let ops = setter.words(&lines, MARGIN, CAPTION, Some(caption), 0.0);
    let height = CAPTION.leading * f32::from(u8::try_from(lines.len()).unwrap_or(u8::MAX));
    setter.strip(Strip { height, before: 14.0, keep: true, ops, ..Strip::default() });

    let scale = (RIGHT - MARGIN) / whole(chart.width);
    let place = Place { scale, leaf };
    let ops = chart.shapes.iter().flat_map(|shape| place.shape(setter, shape)).collect();
    let number = setter.out.figures;
    setter.out.figures += 1;
    let height = whole(chart.height) * scale;
    setter.strip(Strip { height, before: 4.0, figure: Some(number), ops, ..Strip::default() });
    let alternative = match chart.description.is_empty() {
        true => chart.title.clone(),
        false => format!("{}. {}", chart.title, chart.description),
    };
    setter.out.tree.push(Node::Group(
        Kind::Figure(number, alternative),
        vec![Node::Leaf(leaf), Node::Group(Kind::Caption, vec![Node::Leaf(caption)])],
    ));
}

fn whole(number: u32) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// Where on the page the chart's units lie.
struct Place {
    scale: f32,
    leaf: Leaf,
}

impl Place {
    /// A length in tenths of a unit.
    fn length(&self, tenths: i32) -> f32 {
        f32::from(i16::try_from(tenths).unwrap_or(i16::MAX)) * self.scale / 10.0
    }

    fn at(&self, x: i32, y: i32) -> (f32, f32) {
        (MARGIN + self.length(x), self.length(y))
    }

    fn stroke(&self, colour: Colour, width: f32, dashed: bool) -> Option<Stroke> {
        Some(Stroke { colour, width: width * self.scale, dashed })
    }

    /// How an ink fills and how it draws lines.
    fn ink(&self, ink: Ink) -> (Option<Colour>, Option<Stroke>) {
        match ink {
            Ink::Band => (Some(Colour::Band), None),
            Ink::Under => (Some(Colour::White), None),
            Ink::Grid | Ink::Hatch => (None, self.stroke(Colour::Line, 1.0, false)),
            Ink::Axis => (None, self.stroke(Colour::LineStrong, 1.0, false)),
            Ink::Cut => (None, self.stroke(Colour::LineStrong, 1.0, true)),
            Ink::Bound => (None, self.stroke(Colour::Ink, 2.0, false)),
            Ink::Dot => (Some(Colour::Accent), self.stroke(Colour::White, 2.0, false)),
            Ink::Open => (Some(Colour::White), self.stroke(Colour::Ink, 2.0, false)),
            Ink::Need => (Some(Colour::White), self.stroke(Colour::Ink, 1.5, false)),
            Ink::Area => (Some(Colour::Tint), self.stroke(Colour::Accent, 2.0, false)),
            Ink::Edge => (None, self.stroke(Colour::Accent, 2.0, false)),
        }
    }

    fn path(&self, points: Vec<(f32, f32)>, closed: bool, ink: Ink) -> Op {
        let (fill, stroke) = self.ink(ink);
        Op::Path { points, closed, fill: fill.filter(|_| closed), stroke, leaf: Some(self.leaf) }
    }

    fn shape(&self, setter: &Setter, shape: &Shape) -> Vec<Op> {
        match shape {
            Shape::Rect { x, y, width, height, ink } => {
                let corners = [(*x, *y), (x + width, *y), (x + width, y + height), (*x, y + height)];
                vec![self.path(corners.map(|(x, y)| self.at(x, y)).to_vec(), true, *ink)]
            }
            Shape::Line { x1, y1, x2, y2, ink } => {
                vec![self.path(vec![self.at(*x1, *y1), self.at(*x2, *y2)], false, *ink)]
            }
            Shape::Polyline { points, ink } => {
                vec![self.path(points.iter().map(|(x, y)| self.at(*x, *y)).collect(), false, *ink)]
            }
            Shape::Polygon { points, ink } => {
                vec![self.path(points.iter().map(|(x, y)| self.at(*x, *y)).collect(), true, *ink)]
            }
            Shape::Circle { cx, cy, r, ink } => {
                let ((x, y), (fill, stroke)) = (self.at(*cx, *cy), self.ink(*ink));
                vec![Op::Circle { x, y, r: self.length(*r), fill, stroke, leaf: Some(self.leaf) }]
            }
            Shape::Text { x, y, anchor, style, text, .. } => vec![self.words(setter, (*x, *y), *anchor, *style, text)],
            Shape::Glyph { glyph, x, y, size, accent } => self.glyph(
                *glyph,
                self.at(*x, *y),
                self.length(*size),
                if *accent { Colour::Accent } else { Colour::Ink },
            ),
        }
    }

    fn words(&self, setter: &Setter, (x, y): (i32, i32), anchor: Anchor, style: TextStyle, text: &str) -> Op {
        let weight = if style == TextStyle::Strong { Weight::Strong } else { Weight::Regular };
        let size = whole(style.size()) * self.scale;
        let line = setter.faces.line(text, weight);
        let (x, y) = self.at(x, y);
        let x = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - line.width * size / 2.0,
            Anchor::End => x - line.width * size,
        };
        let colour = if style == TextStyle::Small { Colour::Ink2 } else { Colour::Ink };
        Op::Words { x, y, line, size, weight, colour, leaf: Some(self.leaf), lang: None }
    }

    /// An outcome's mark, as in the page's sprite: a square of 24.
    fn glyph(&self, glyph: Glyph, (left, top): (f32, f32), side: f32, colour: Colour) -> Vec<Op> {
        let unit = side / 24.0;
        let leaf = Some(self.leaf);
        let thin = |width: f32, dashed: bool| Some(Stroke { colour, width: width * unit, dashed });
        let disc = |r: f32, fill: bool, dashed: bool| Op::Circle {
            x: left + 12.0 * unit,
            y: top + 12.0 * unit,
            r: r * unit,
            fill: fill.then_some(colour),
            stroke: if fill { None } else { thin(2.0, dashed) },
            leaf,
        };
        let path = |points: &[(f32, f32)], closed: bool, stroke: f32| Op::Path {
            points: points.iter().map(|(x, y)| (left + x * unit, top + y * unit)).collect(),
            closed,
            fill: (closed && stroke == 0.0).then_some(colour),
            stroke: if stroke > 0.0 { thin(stroke, false) } else { None },
            leaf,
        };
        match glyph {
            Glyph::Now => vec![disc(10.0, true, false)],
            Glyph::Prepare => {
                let upper = QUARTER.iter().map(|(near, far)| (12.0 - 9.0 * far, 12.0 - 9.0 * near));
                let lower = QUARTER.iter().map(|(near, far)| (12.0 - 9.0 * near, 12.0 + 9.0 * far));
                let half: Vec<(f32, f32)> = upper.chain(lower).collect();
                vec![disc(9.0, false, false), path(&half, true, 0.0)]
            }
            Glyph::Trial => vec![disc(9.0, false, false), disc(3.5, true, false)],
            Glyph::KeepGoing => {
                vec![disc(9.0, false, false), path(&[(9.5, 7.5), (17.0, 12.0), (9.5, 16.5)], true, 0.0)]
            }
            Glyph::NotNow => vec![
                disc(9.0, false, false),
                path(&[(9.5, 8.0), (9.5, 16.0)], false, 2.5),
                path(&[(14.5, 8.0), (14.5, 16.0)], false, 2.5),
            ],
            Glyph::MakeSafe => vec![path(&[(12.0, 1.5), (22.5, 12.0), (12.0, 22.5), (1.5, 12.0)], true, 0.0)],
            Glyph::FindOut => vec![
                disc(9.0, false, true),
                path(
                    &[(9.3, 9.9), (9.9, 8.0), (12.0, 7.2), (14.1, 8.0), (14.7, 9.7), (13.6, 11.6), (12.0, 13.8)],
                    false,
                    2.0,
                ),
                path(&[(12.0, 15.6), (12.0, 17.6)], false, 2.0),
            ],
            Glyph::CashFirst => vec![
                path(&[(3.0, 3.0), (21.0, 3.0), (21.0, 21.0), (3.0, 21.0)], true, 2.0),
                path(&[(7.0, 12.0), (17.0, 12.0)], false, 2.5),
                path(&[(12.0, 7.0), (12.0, 17.0)], false, 2.5),
            ],
            Glyph::TooLittle => {
                let dash = |x: f32| path(&[(x, 12.0), (x + 2.0, 12.0)], false, 2.5);
                vec![disc(9.0, false, true), dash(7.0), dash(11.0), dash(15.0)]
            }
        }
    }
}
