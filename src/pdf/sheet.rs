//! Strips on pages: what is drawn, where a page ends, and what belongs together.

use super::text::{Faces, Line, Weight};
use crate::paper::Paper;
use crate::text::Locale;

/// A4, in points.
pub const PAGE: (f32, f32) = (595.28, 841.89);
/// Left and right margins.
pub const MARGIN: f32 = 56.0;
/// Where the words begin on a page.
const TOP: f32 = 60.0;
/// Where they end.
const BOTTOM: f32 = 778.0;
/// The baseline of what stands at the foot.
const FOOT: f32 = 806.0;
const FOOT_SIZE: f32 = 8.5;

/// What a colour is for; which one it is, the paper's palette says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colour {
    /// Words.
    Ink,
    /// Words of less weight.
    Ink2,
    /// Lines between things.
    Line,
    /// Clear thin lines.
    LineStrong,
    /// The one colour.
    Accent,
    /// A breath of it.
    Tint,
    /// Ground between bands.
    Band,
    /// Paper.
    White,
}

/// A piece of content that the document's structure points at, by number.
pub type Leaf = usize;

/// Something to draw; `y` runs from the top of its strip, then of its page. No leaf: it is decoration.
#[derive(Clone, PartialEq, Debug)]
pub enum Op {
    /// A line of words on its baseline.
    Words {
        x: f32,
        y: f32,
        line: Line,
        size: f32,
        weight: Weight,
        colour: Colour,
        leaf: Option<Leaf>,
        /// Its language, where that is not the document's.
        lang: Option<Locale>,
    },
    /// A shape through points.
    Path { points: Vec<(f32, f32)>, closed: bool, fill: Option<Colour>, stroke: Option<Stroke>, leaf: Option<Leaf> },
    /// A circle.
    Circle { x: f32, y: f32, r: f32, fill: Option<Colour>, stroke: Option<Stroke>, leaf: Option<Leaf> },
    /// Where a press leads; its leaf is the annotation's.
    Link { x: f32, y: f32, width: f32, height: f32, url: String, leaf: Leaf },
}

/// How a line is drawn.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Its width, in points.
    pub width: f32,
    /// Whether it is broken.
    pub dashed: bool,
}

impl Op {
    /// What it belongs to.
    pub fn leaf(&self) -> Option<Leaf> {
        match self {
            Self::Words { leaf, .. } | Self::Path { leaf, .. } | Self::Circle { leaf, .. } => *leaf,
            Self::Link { leaf, .. } => Some(*leaf),
        }
    }

    /// Its language, where that is not the document's.
    pub fn lang(&self) -> Option<&Locale> {
        match self {
            Self::Words { lang, .. } => lang.as_ref(),
            _ => None,
        }
    }

    fn down(&mut self, by: f32) {
        match self {
            Self::Words { y, .. } | Self::Circle { y, .. } | Self::Link { y, .. } => *y += by,
            Self::Path { points, .. } => points.iter_mut().for_each(|(_, y)| *y += by),
        }
    }
}

/// What is never broken by the end of a page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Strip {
    /// How tall it is, in points.
    pub height: f32,
    /// Room above it, which goes at the top of a page.
    pub before: f32,
    /// It stands on the same page as the next one.
    pub keep: bool,
    /// It begins a page.
    pub own_page: bool,
    /// The head of the table that it is a row of; drawn again at the top of a page.
    pub head: Option<usize>,
    /// A bookmark: its words and how deep it lies, 0 or 1.
    pub mark: Option<(String, usize)>,
    /// The figure that it shows.
    pub figure: Option<usize>,
    /// What is drawn.
    pub ops: Vec<Op>,
}

/// A node of the document's structure.
#[derive(Clone, PartialEq, Debug)]
pub enum Node {
    /// Content.
    Leaf(Leaf),
    /// What holds others.
    Group(Kind, Vec<Node>),
}

/// What a group is.
#[derive(Clone, PartialEq, Debug)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading: its level, 1 and up, and its words.
    Heading(u16, String),
    /// A list; names and what is said of each are one too.
    List,
    /// An item of a list.
    Item,
    /// The name of an item, or its point.
    Label,
    /// What is said of it.
    Body,
    /// A link.
    Link,
    /// A table.
    Table,
    /// Its title, or a figure's.
    Caption,
    /// Its head.
    Head,
    /// Its rows.
    Rows,
    /// A row.
    Row,
    /// The name of a column.
    ColumnName,
    /// The name of a row.
    RowName,
    /// A cell.
    Cell,
    /// A figure: which, and what it shows in words.
    Figure(usize, String),
}

/// Everything set, and not yet on pages.
#[derive(Default)]
pub struct Setting {
    /// The strips, in reading order.
    pub strips: Vec<Strip>,
    /// The structure, in reading order.
    pub tree: Vec<Node>,
    /// How many leaves there are.
    pub leaves: usize,
    /// Heads of tables: height and what is drawn, as decoration.
    pub heads: Vec<(f32, Vec<Op>)>,
    /// How many figures there are.
    pub figures: usize,
    /// Whether the first page is a cover, without a foot.
    pub cover: bool,
}

impl Setting {
    /// A new leaf.
    pub fn leaf(&mut self) -> Leaf {
        self.leaves += 1;
        self.leaves - 1
    }
}

/// A bookmark.
pub struct Mark {
    /// Its words.
    pub text: String,
    /// How deep it lies.
    pub depth: usize,
    /// The page, from 0.
    pub page: usize,
    /// How far down, in points.
    pub y: f32,
}

/// The pages.
pub struct Sheets {
    /// What is drawn on each.
    pub pages: Vec<Vec<Op>>,
    /// Bookmarks.
    pub marks: Vec<Mark>,
    /// Where each figure stands: page, upper and lower edge.
    pub figures: Vec<(usize, f32, f32)>,
    /// The structure.
    pub tree: Vec<Node>,
    /// How many leaves there are.
    pub leaves: usize,
}

/// Puts strips on pages.
pub fn paginate(setting: Setting, paper: &Paper, faces: &Faces) -> Sheets {
    let mut sheets = Sheets {
        pages: vec![Vec::new()],
        marks: Vec::new(),
        figures: vec![(0, 0.0, 0.0); setting.figures],
        tree: setting.tree,
        leaves: setting.leaves,
    };
    let mut y = TOP;
    let needs: Vec<f32> = together(&setting.strips);
    for (mut strip, need) in setting.strips.into_iter().zip(needs) {
        let first = y <= TOP;
        let mut top = if first { y } else { y + strip.before };
        if !first && (strip.own_page || top + need > BOTTOM) {
            sheets.pages.push(Vec::new());
            top = TOP;
            if let Some((height, head)) = strip.head.and_then(|head| setting.heads.get(head)) {
                place(&mut sheets.pages, head.clone(), top);
                top += height;
            }
        }
        let page = sheets.pages.len() - 1;
        if let Some((text, depth)) = strip.mark.take() {
            sheets.marks.push(Mark { text, depth, page, y: top });
        }
        if let Some(found) = strip.figure.and_then(|figure| sheets.figures.get_mut(figure)) {
            *found = (page, top, top + strip.height);
        }
        place(&mut sheets.pages, strip.ops, top);
        y = top + strip.height;
    }
    foot(&mut sheets, paper, faces, usize::from(setting.cover));
    sheets
}

/// How much room each strip needs with those it has to stand with; with the next one alone where all of them are more
/// than a page.
fn together(strips: &[Strip]) -> Vec<f32> {
    let mut needs = vec![0.0; strips.len()];
    let mut below = 0.0;
    for (at, strip) in strips.iter().enumerate().rev() {
        let (before, height) = strips.get(at + 1).map_or((0.0, 0.0), |next| (next.before, next.height));
        below = match strip.keep {
            true if strip.height + before + below <= BOTTOM - TOP => strip.height + before + below,
            true => strip.height + before + height,
            false => strip.height,
        };
        if let Some(need) = needs.get_mut(at) {
            *need = below;
        }
    }
    needs
}

fn place(pages: &mut [Vec<Op>], ops: Vec<Op>, top: f32) {
    if let Some(page) = pages.last_mut() {
        page.extend(ops.into_iter().map(|mut op| {
            op.down(top);
            op
        }));
    }
}

/// The title and the page's number at the foot of each page.
fn foot(sheets: &mut Sheets, paper: &Paper, faces: &Faces, covers: usize) {
    let of = sheets.pages.len();
    for (index, page) in sheets.pages.iter_mut().enumerate().skip(covers) {
        let number = [("n", &*(index + 1).to_string()), ("of", &of.to_string())];
        let number = faces.line(&crate::text::fill(&paper.page, &number), Weight::Regular);
        let right = PAGE.0 - MARGIN - number.width * FOOT_SIZE;
        let mut title = faces.lines(&paper.title, Weight::Regular, (right - MARGIN - 20.0) / FOOT_SIZE, false);
        let words = |x: f32, line: Line| Op::Words {
            x,
            y: FOOT,
            line,
            size: FOOT_SIZE,
            weight: Weight::Regular,
            colour: Colour::Ink2,
            leaf: None,
            lang: None,
        };
        page.push(Op::Path {
            points: vec![(MARGIN, FOOT - 16.0), (PAGE.0 - MARGIN, FOOT - 16.0)],
            closed: false,
            fill: None,
            stroke: Some(Stroke { colour: Colour::Line, width: 0.5, dashed: false }),
            leaf: None,
        });
        page.push(words(MARGIN, title.swap_remove(0)));
        page.push(words(right, number));
    }
}
