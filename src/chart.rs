//! Charts as plain data: one [`Chart`] value is drawn on the screen, in print and in the PDF.
//!
//! Every function here is pure: the caller hands in numbers as whole hundredths (readiness, levels) or tenths (need)
//! together with words already in the reader's language, and gets shapes, a title, a description and a table that says
//! the same. plotters supplies the geometry (scales, ticks, polygons) through a backend of our own; it never sees a
//! word, because it can only measure text through a browser. Words are set with the widths in [`text_width`].
//!
//! Coordinates are tenths of a unit, a unit being one CSS pixel at the width drawn for. The same input gives the same
//! shapes, bit for bit.

mod bars;
mod map;
mod metrics;
mod place;

mod profile;
mod readiness;
mod sheet;
mod svg;
mod then_now;

pub use bars::{BarRow, BarWords, bars};
pub use map::{MapLimits, MapPoint, MapWords, need_map};
pub use metrics::{Weight, text_width};

pub use profile::{Axis, Profile, ProfileWords, dimension_profile};
pub use readiness::{ReadinessRow, ReadinessWords, readiness};
pub use svg::to_svg;
pub use then_now::{ThenNowRow, then_now};

/// A finished picture with its words and its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Width in units (not tenths): the `viewBox` is `0 0 width height`.
    pub width: u32,
    /// Height in units.
    pub height: u32,
    /// Short name for those who do not see the picture.
    pub title: String,
    /// What the picture shows, in a sentence or two; may be empty.
    pub description: String,
    /// What to draw, first to last; later shapes lie on top.
    pub shapes: Vec<Shape>,
    /// The same facts as a table.
    pub table: Table,
}

/// The table twin of a chart. Every row has as many cells as the head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// Column headings; the first column names the row.
    pub head: Vec<String>,
    /// One row for each process, or for each dimension in a profile.
    pub rows: Vec<Vec<String>>,
}

/// One thing to draw. Coordinates and lengths are tenths of a unit, x to the right, y downwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A filled rectangle; `x` and `y` are its upper left corner.
    Rect {
        /// Left edge.
        x: i32,
        /// Upper edge.
        y: i32,
        /// Width, never negative.
        width: i32,
        /// Height, never negative.
        height: i32,
        /// How it is painted.
        ink: Ink,
    },
    /// A straight line.
    Line {
        /// Where it starts, x.
        x1: i32,
        /// Where it starts, y.
        y1: i32,
        /// Where it ends, x.
        x2: i32,
        /// Where it ends, y.
        y2: i32,
        /// How it is painted.
        ink: Ink,
    },
    /// A line through several points, never filled.
    Polyline {
        /// The points in order.
        points: Vec<(i32, i32)>,
        /// How it is painted.
        ink: Ink,
    },
    /// A closed, filled shape.
    Polygon {
        /// The corners in order.
        points: Vec<(i32, i32)>,
        /// How it is painted.
        ink: Ink,
    },
    /// A circle.
    Circle {
        /// Centre, x.
        cx: i32,
        /// Centre, y.
        cy: i32,
        /// Radius.
        r: i32,
        /// How it is painted.
        ink: Ink,
    },
    /// One line of text on its baseline.
    Text {
        /// Where the text starts, has its middle or ends, as `anchor` says.
        x: i32,
        /// The baseline.
        y: i32,
        /// What `x` means.
        anchor: Anchor,
        /// Size, weight and colour.
        style: TextStyle,
        /// Whether the letters carry a rim in the colour of the paper.
        halo: bool,
        /// The words.
        text: String,
    },
    /// An outcome glyph, drawn from the sprite of the page.
    Glyph {
        /// Which one.
        glyph: Glyph,
        /// Left edge of its square.
        x: i32,
        /// Upper edge of its square.
        y: i32,
        /// Side of its square.
        size: i32,
        /// Whether it takes the accent colour ("do now").
        accent: bool,
    },
}

impl Shape {
    /// The CSS classes of the shape, separated by a space.
    #[must_use]
    pub fn class(&self) -> String {
        match self {
            Shape::Rect { ink, .. }
            | Shape::Line { ink, .. }
            | Shape::Polyline { ink, .. }
            | Shape::Polygon { ink, .. }
            | Shape::Circle { ink, .. } => ink.class().to_owned(),
            Shape::Text { anchor, style, halo, .. } => {
                let mut class = style.class().to_owned();
                for more in [if *halo { "c-halo" } else { "" }, anchor.class()] {
                    if !more.is_empty() {
                        class.push(' ');
                        class.push_str(more);
                    }
                }
                class
            }
            Shape::Glyph { accent: true, .. } => "c-mark c-mark-now".to_owned(),
            Shape::Glyph { accent: false, .. } => "c-mark".to_owned(),
        }
    }
}

/// How a shape is painted; each has one CSS class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The darker of the two alternating level bands.
    Band,
    /// Ground in the colour of the paper, under marks and between bands.
    Under,
    /// Faint line: grid, ruling between rows.
    Grid,
    /// Clear thin line: axis, tick, leader line.
    Axis,
    /// Dotted line: a limit that depends on something.
    Cut,
    /// Strong line: exact bounds from unknown answers.
    Bound,
    /// Filled accent circle: the firm's own value.
    Dot,
    /// Outline circle or box: not known, or several in one place.
    Open,
    /// Hollow triangle: what an idea needs.
    Need,
    /// Diagonal lines over "not AI here now".
    Hatch,
    /// The firm's own area in a profile.
    Area,
    /// The line round that area, which lies over the grid.
    Edge,
}

impl Ink {
    /// Every ink, in the order of the enum.
    pub const ALL: [Ink; 12] = [
        Ink::Band,
        Ink::Under,
        Ink::Grid,
        Ink::Axis,
        Ink::Cut,
        Ink::Bound,
        Ink::Dot,
        Ink::Open,
        Ink::Need,
        Ink::Hatch,
        Ink::Area,
        Ink::Edge,
    ];

    /// The CSS class.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Ink::Band => "c-band",
            Ink::Under => "c-under",
            Ink::Grid => "c-grid",
            Ink::Axis => "c-axis",
            Ink::Cut => "c-cut",
            Ink::Bound => "c-bound",
            Ink::Dot => "c-dot",
            Ink::Open => "c-open",
            Ink::Need => "c-need",
            Ink::Hatch => "c-hatch",
            Ink::Area => "c-area",
            Ink::Edge => "c-edge",
        }
    }
}

/// Size, weight and colour of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextStyle {
    /// Names and values: 16 units, weight 600.
    Strong,
    /// Running words: 16 units, weight 400.
    Plain,
    /// Ticks and side remarks: 15 units, weight 400, second ink.
    Small,
    /// Level digits: 22 units, light.
    Big,
}

impl TextStyle {
    /// The CSS classes.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            TextStyle::Strong => "c-t c-b",
            TextStyle::Plain => "c-t",
            TextStyle::Small => "c-s",
            TextStyle::Big => "c-t c-big",
        }
    }

    /// Font size in units.
    #[must_use]
    pub const fn size(self) -> u32 {
        match self {
            TextStyle::Strong | TextStyle::Plain => 16,
            TextStyle::Small => 15,
            TextStyle::Big => 22,
        }
    }

    /// The weight whose widths are used to measure it.
    #[must_use]
    pub const fn weight(self) -> Weight {
        match self {
            TextStyle::Strong => Weight::Strong,
            TextStyle::Plain | TextStyle::Small | TextStyle::Big => Weight::Text,
        }
    }

    /// Width of `text` in this style, in tenths of a unit.
    #[must_use]
    pub fn width(self, text: &str) -> i32 {
        text_width(text, self.size(), self.weight())
    }
}

/// What the x of a text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

impl Anchor {
    /// The CSS class, empty for [`Anchor::Start`].
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Anchor::Start => "",
            Anchor::Middle => "mid",
            Anchor::End => "end",
        }
    }
}

/// The mark of an outcome; never shown without its word nearby.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Glyph {
    /// Do now: full disc. The only one in the accent colour.
    Now,
    /// Prepare: half disc.
    Prepare,
    /// Small trial: ring with a dot.
    Trial,
    /// Keep going: ring with an arrow.
    KeepGoing,
    /// Not AI here now: ring with a pause.
    NotNow,
    /// Make safe first: diamond.
    MakeSafe,
    /// Find this out first: broken ring with a question mark.
    FindOut,
    /// Acute cash crisis: money first.
    CashFirst,
    /// Too few answers for an outcome.
    TooLittle,
}

impl Glyph {
    /// Every glyph.
    pub const ALL: [Glyph; 9] = [
        Glyph::Now,
        Glyph::Prepare,
        Glyph::Trial,
        Glyph::KeepGoing,
        Glyph::NotNow,
        Glyph::MakeSafe,
        Glyph::FindOut,
        Glyph::CashFirst,
        Glyph::TooLittle,
    ];

    /// The id of its `<symbol>` in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Glyph::Now => "g-now",
            Glyph::Prepare => "g-prep",
            Glyph::Trial => "g-trial",
            Glyph::KeepGoing => "g-keep",
            Glyph::NotNow => "g-not",
            Glyph::MakeSafe => "g-safe",
            Glyph::FindOut => "g-ask",
            Glyph::CashFirst => "g-cash",
            Glyph::TooLittle => "g-few",
        }
    }
}

/// The three widths a chart is drawn for; a chart is drawn anew, never scaled until its words are small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// A phone: 328 units.
    Narrow,
    /// A tablet or half a page: 640 units.
    Middle,
    /// A desk: 944 units.
    Wide,
}

impl Width {
    /// Every width.
    pub const ALL: [Width; 3] = [Width::Narrow, Width::Middle, Width::Wide];

    /// The width in units.
    #[must_use]
    pub const fn units(self) -> u32 {
        match self {
            Width::Narrow => 328,
            Width::Middle => 640,
            Width::Wide => 944,
        }
    }

    /// The width in tenths of a unit.
    const fn tenths(self) -> i32 {
        match self {
            Width::Narrow => 3280,
            Width::Middle => 6400,
            Width::Wide => 9440,
        }
    }
}
