//! Pieces of the paper as strips, with the structure that says what they are.

use super::chart;
use super::sheet::{Colour, Kind, Leaf, MARGIN, Node, Op, PAGE, Setting, Strip, Stroke};
use super::text::{Faces, Weight, is_drawn};
use crate::document::{Block, Line, Target};
use crate::paper::{Cover, Paper, Part, Piece};
use crate::text::Locale;

/// Where running words begin; names of what is said stand to the left.
pub const BODY: f32 = 170.0;
/// The right edge of everything.
pub const RIGHT: f32 = PAGE.0 - MARGIN;
/// Room between a name and what is said of it.
const GAP: f32 = 14.0;
/// Points of a list stand so far left of their words.
const POINT: f32 = 12.0;
/// The height of the coloured field on the cover.
const FIELD: f32 = 280.0;

/// How words are set: size, line height, weight, colour.
#[derive(Clone, Copy)]
pub struct Style {
    pub size: f32,
    pub leading: f32,
    pub weight: Weight,
    pub colour: Colour,
}

const fn style(size: f32, leading: f32, weight: Weight, colour: Colour) -> Style {
    Style { size, leading, weight, colour }
}

pub const TEXT: Style = style(9.5, 13.5, Weight::Regular, Colour::Ink);
pub const NAME: Style = style(9.5, 13.5, Weight::Strong, Colour::Ink);
pub const SMALL: Style = style(8.5, 11.5, Weight::Regular, Colour::Ink2);
pub const CAPTION: Style = style(9.0, 13.0, Weight::Strong, Colour::Ink);
const LEAD: Style = style(12.5, 18.0, Weight::Regular, Colour::Ink);
const PART: Style = style(20.0, 25.0, Weight::Strong, Colour::Ink);
const PROCESS: Style = style(15.0, 20.0, Weight::Strong, Colour::Ink);
const HEADING: Style = style(11.5, 16.0, Weight::Strong, Colour::Ink);
const FOLD: Style = style(9.0, 13.5, Weight::Strong, Colour::Ink2);
const LINK: Colour = Colour::Accent;

/// Sets a paper.
/// `pages` are the pages of the parts, for the list on the cover; in a first go they are not known.
pub fn set(paper: &Paper, faces: &Faces, pages: &[usize]) -> Setting {
    let out = Setting::default();
    let mut setter =
        Setter { out, faces, locale: &paper.locale, level: 0, own_page: false, headed: false, led: None, ruled: true };
    if let Some(cover) = &paper.cover {
        let parts = paper.parts.iter().filter(|part| !part.below).map(|part| part.heading.as_str());
        let pages = pages.iter().copied().chain(std::iter::repeat(0));
        setter.cover(cover, &parts.zip(pages).collect::<Vec<_>>());
    }
    paper.parts.iter().for_each(|part| setter.part(part));
    setter.out
}

/// Builds the setting.
pub(super) struct Setter<'a> {
    pub out: Setting,
    pub faces: &'a Faces<'a>,
    /// The document's language.
    locale: &'a Locale,
    /// The level of the last heading; the next is at most one deeper.
    level: u16,
    /// The next strip begins a page.
    own_page: bool,
    /// A heading of the part has come, so that what opens on demand lies below it.
    headed: bool,
    /// The first strip below the last heading, and the heading's level.
    led: Option<(usize, u16)>,
    /// Each name in a list of facts has a thin line above it; within an entry of a list they stand close.
    ruled: bool,
}

impl Setter<'_> {
    /// Adds a strip.
    pub fn strip(&mut self, strip: Strip) {
        let own_page = std::mem::take(&mut self.own_page) || strip.own_page;
        self.out.strips.push(Strip { own_page, ..strip });
    }

    /// Lines of words as operations, the first baseline `at` below the strip's top.
    pub fn words(&self, lines: &[super::text::Line], x: f32, style: Style, leaf: Option<Leaf>, at: f32) -> Vec<Op> {
        let words = lines.iter().zip(0_u8..).map(|(line, index)| Op::Words {
            x,
            y: at + style.size + (style.leading - style.size) / 2.0 - 1.0 + style.leading * f32::from(index),
            line: line.clone(),
            size: style.size,
            weight: style.weight,
            colour: style.colour,
            leaf,
            lang: None,
        });
        words.collect()
    }

    fn lines(&self, text: &str, style: Style, width: f32) -> Vec<super::text::Line> {
        self.faces.lines(text, style.weight, width / style.size, style.size < HEADING.size)
    }

    /// A text on strips of its own, so that no page begins or ends with a single line of it. Gives the leaves.
    fn run(&mut self, text: &str, x: f32, width: f32, style: Style, before: f32, keep: bool) -> Vec<Node> {
        self.run_quoting(text, None, x, width, style, before, keep)
    }

    /// The same, with a part of the text in another language.
    #[allow(clippy::too_many_arguments)]
    fn run_quoting(
        &mut self,
        text: &str,
        mut quoted: Option<Quoted>,
        x: f32,
        width: f32,
        style: Style,
        before: f32,
        keep: bool,
    ) -> Vec<Node> {
        let lines = self.lines(text, style, width);
        let mut leaves = Vec::new();
        let count = lines.len();
        let mut rest: &[super::text::Line] = &lines;
        while !rest.is_empty() {
            let take = match rest.len() {
                few @ 0..=3 => few,
                _ => 2,
            };
            let (now, then) = rest.split_at(take);
            let leaf = self.out.leaf();
            let first = rest.len() == count;
            let ops = self.words(now, x, style, Some(leaf), 0.0);
            let ops = match &mut quoted {
                Some(quoted) => ops.into_iter().flat_map(|op| quoted.part(op)).collect(),
                None => ops,
            };
            let height = style.leading * f32::from(u8::try_from(now.len()).unwrap_or(u8::MAX));
            let before = if first { before } else { 0.0 };
            self.strip(Strip { height, before, keep: keep && then.is_empty(), ops, ..Strip::default() });
            leaves.push(Node::Leaf(leaf));
            rest = then;
        }
        leaves
    }

    fn heading(&mut self, text: &str, style: Style, x: f32, before: f32, depth: (u16, Option<usize>)) {
        let (wanted, mark) = depth;
        self.level = wanted.min(self.level + 1);
        self.go_on(self.level);
        let at = self.out.strips.len();
        let leaves = self.run(text, x, RIGHT - x, style, before, true);
        if let (Some(mark), Some(strip)) = (mark, self.out.strips.get_mut(at)) {
            strip.mark = Some((text.to_string(), mark));
        }
        // A heading over several lines stays together.
        self.out.strips[at..].iter_mut().for_each(|strip| strip.keep = true);
        self.out.tree.push(Node::Group(Kind::Heading(self.level, text.to_string()), leaves));
        self.led = Some((self.out.strips.len(), self.level));
    }

    /// A page does not end with a heading and a single line while there is more below it, or a heading of lower level.
    fn go_on(&mut self, next: u16) {
        let Some((at, level)) = self.led.take() else { return };
        let more = self.out.strips.len() > at + 1 || next > level;
        if let Some(strip) = self.out.strips.get_mut(at).filter(|strip| more && strip.height < TEXT.leading * 1.5) {
            strip.keep = true;
        }
    }

    /// The first page: a field of colour with the advice, then the firm and the day.
    fn cover(&mut self, cover: &Cover, parts: &[(&str, usize)]) {
        self.out.cover = true;
        let white = |style: Style| Style { colour: Colour::White, ..style };
        let advice = white(style(27.0, 33.0, Weight::Strong, Colour::White));
        let kind = white(style(12.0, 17.0, Weight::Regular, Colour::White));
        let lines = self.lines(&cover.advice, advice, RIGHT - MARGIN);
        let tall = advice.leading * f32::from(u8::try_from(lines.len()).unwrap_or(u8::MAX));
        // The page's own margin has been taken off the top.
        let field = FIELD.max(tall + 170.0) - 60.0;
        let (top, heading) = (self.out.leaf(), self.out.leaf());
        let corners = vec![(0.0, -60.0), (PAGE.0, -60.0), (PAGE.0, field), (0.0, field)];
        let mut ops =
            vec![Op::Path { points: corners, closed: true, fill: Some(Colour::Accent), stroke: None, leaf: None }];
        let name = self.lines(&cover.kind, kind, RIGHT - MARGIN);
        ops.extend(self.words(&name, MARGIN, kind, Some(top), 0.0));
        ops.extend(self.words(&lines, MARGIN, advice, Some(heading), field - tall - 34.0));
        let mark = Some((cover.advice.clone(), 0));
        self.strip(Strip { height: field, keep: true, mark, ops, ..Strip::default() });
        self.out.tree.push(Node::Group(Kind::Paragraph, vec![Node::Leaf(top)]));
        self.level = 1;
        self.out.tree.push(Node::Group(Kind::Heading(1, cover.advice.clone()), vec![Node::Leaf(heading)]));
        let lead = self.run(&cover.lead, MARGIN, RIGHT - MARGIN - 40.0, LEAD, 30.0, false);
        self.out.tree.push(Node::Group(Kind::Paragraph, lead));
        let facts = cover.facts.iter().map(|(name, text)| (name.clone(), vec![Line::of(text.clone())]));
        self.facts(&facts.collect::<Vec<_>>(), 30.0);
        self.heading(&cover.contents, HEADING, MARGIN, 30.0, (2, None));
        self.contents(parts);
        for note in &cover.notes {
            let note = self.run(note, MARGIN, RIGHT - MARGIN - 40.0, SMALL, 14.0, false);
            self.out.tree.push(Node::Group(Kind::Paragraph, note));
        }
        self.own_page = true;
    }

    /// The parts with their pages.
    fn contents(&mut self, parts: &[(&str, usize)]) {
        let mut items = Vec::new();
        for (heading, page) in parts {
            let leaf = self.out.leaf();
            let number = if *page == 0 { String::new() } else { page.to_string() };
            let name = self.faces.line(heading, Weight::Regular);
            let number = self.faces.line(&number, Weight::Regular);
            let mut ops = self.words(&[name], BODY, TEXT, Some(leaf), 0.0);
            ops.extend(self.words(&[number], MARGIN, TEXT, Some(leaf), 0.0));
            ops.rotate_right(1);
            self.strip(Strip { height: TEXT.leading, ops, ..Strip::default() });
            items.push(Node::Group(Kind::Item, vec![Node::Group(Kind::Body, vec![Node::Leaf(leaf)])]));
        }
        self.out.tree.push(Node::Group(Kind::List, items));
    }

    fn part(&mut self, part: &Part) {
        self.own_page |= part.own_page;
        self.headed = false;
        self.ruled = true;
        let from = self.out.strips.len();
        // Without a cover, the first part's heading is the paper's.
        let (style, level) = match self.level {
            0 => (PART, 1),
            _ if part.below => (PROCESS, 3),
            _ => (PART, 2),
        };
        let mark = usize::from(part.below);
        self.heading(&part.heading, style, MARGIN, if part.below { 22.0 } else { 30.0 }, (level, Some(mark)));
        for (at, piece) in part.pieces.iter().enumerate() {
            match piece {
                Piece::Words(block) => self.block(block, level),
                Piece::Figure(figure) => chart::figure(self, figure),
                Piece::Table(table) => super::table::table(self, table),
            }
            // What leads into a figure or a table stands on its page.
            let next = part.pieces.get(at + 1);
            if at == 0
                && matches!((piece, next), (Piece::Words(Block::Text(_)), Some(Piece::Figure(_) | Piece::Table(_))))
            {
                self.out.strips.last_mut().into_iter().for_each(|strip| strip.keep = true);
            }
        }
        self.go_on(0);
        // A process stands on one page.
        if part.below {
            let last = self.out.strips.len().saturating_sub(1);
            self.out.strips[from..last].iter_mut().for_each(|strip| strip.keep = true);
        }
    }

    fn block(&mut self, block: &Block, level: u16) {
        match block {
            Block::Heading(text) => {
                self.headed = true;
                self.ruled = false;
                self.heading(text, HEADING, MARGIN, 18.0, (level + 1, None));
            }
            Block::Text(line) => self.line(line, TEXT, BODY, 5.0),
            Block::Small(line) => self.line(line, SMALL, BODY, 3.0),
            Block::List(lines) => self.list(lines),
            Block::Facts(facts) => self.facts(facts, 8.0),
            Block::Fold(summary, inside) => {
                let headed = std::mem::replace(&mut self.headed, true);
                self.ruled = false;
                if headed {
                    self.heading(summary, FOLD, BODY, 10.0, (level + 2, None));
                } else {
                    self.heading(summary, HEADING, MARGIN, 18.0, (level + 1, None));
                }
                inside.iter().for_each(|block| self.block(block, level));
                self.headed = headed;
            }
        }
    }

    /// A line with what it is about above it, and a link where it leads to the web.
    fn line(&mut self, line: &Line, style: Style, x: f32, before: f32) {
        let mut leaves = Vec::new();
        let mut before = before;
        if !line.label.is_empty() {
            leaves.extend(self.run(&line.label, x, RIGHT - x, SMALL, before, true));
            before = 0.0;
        }
        leaves.push(self.said(line, style, x, before));
        self.out.tree.push(Node::Group(Kind::Paragraph, leaves.into_iter().flat_map(flat).collect()));
    }

    /// The words of a line; as a link where they lead to the web. A group without a kind of its own is flattened.
    fn said(&mut self, line: &Line, style: Style, x: f32, before: f32) -> Node {
        let quoted = self.quoted(line);
        let Some(Target::Web(url)) = &line.to else {
            let said = self.run_quoting(&line.text, quoted, x, RIGHT - x, style, before, false);
            return Node::Group(Kind::Body, said);
        };
        let at = self.out.strips.len();
        let style = Style { colour: LINK, ..style };
        let mut nodes = self.run_quoting(&line.text, quoted, x, RIGHT - x, style, before, false);
        for index in at..self.out.strips.len() {
            let leaf = self.out.leaf();
            let Some(strip) = self.out.strips.get_mut(index) else { continue };
            let widest = strip.ops.iter().map(|op| match op {
                Op::Words { x: from, line, size, .. } => from - x + line.width * size,
                _ => 0.0,
            });
            let width = widest.fold(0.0, f32::max);
            let height = strip.height;
            strip.ops.push(Op::Link { x, y: 0.0, width, height, url: url.clone(), leaf });
            nodes.push(Node::Leaf(leaf));
        }
        Node::Group(Kind::Link, nodes)
    }

    /// Which letters of a line are in another language than the document.
    fn quoted(&self, line: &Line) -> Option<Quoted> {
        let (before, (quoted, lang), _) = match line.parts() {
            (before, Some(quoted), after) if quoted.1 != self.locale => (before, quoted, after),
            _ => return None,
        };
        let from = self.faces.drawn(before);
        Some(Quoted { from, to: from + self.faces.drawn(quoted), lang: lang.clone(), seen: 0 })
    }

    fn list(&mut self, lines: &[Line]) {
        let mut items = Vec::new();
        for line in lines {
            let at = self.out.strips.len();
            let labelled =
                (!line.label.is_empty()).then(|| self.run(&line.label, BODY, RIGHT - BODY, SMALL, 6.0, true));
            let body = self.said(line, TEXT, BODY, if labelled.is_some() { 0.0 } else { 6.0 });
            let point = self.out.leaf();
            let dot = self.faces.line("–", Weight::Regular);
            let ops = self.words(&[dot], BODY - POINT, TEXT, Some(point), 0.0);
            if let Some(strip) = self.out.strips.get_mut(at) {
                strip.ops.splice(0..0, ops);
            }
            let said = labelled.into_iter().flatten().chain(flat(body)).collect();
            items.push(Node::Group(
                Kind::Item,
                vec![Node::Group(Kind::Label, vec![Node::Leaf(point)]), Node::Group(Kind::Body, said)],
            ));
        }
        self.out.tree.push(Node::Group(Kind::List, items));
    }

    /// Names to the left and what is said of each beside them, with a thin line above each where they are ruled.
    fn facts(&mut self, facts: &[(String, Vec<Line>)], before: f32) {
        let (gap, close) = if self.ruled { (8.0, 3.0) } else { (4.0, 1.5) };
        let mut items = Vec::new();
        for (index, (name, lines)) in facts.iter().enumerate() {
            let at = self.out.strips.len();
            let mut said = Vec::new();
            for (nth, line) in lines.iter().enumerate() {
                let mut above = match (nth, index) {
                    (0, 0) => before + gap / 2.0,
                    (0, _) => gap,
                    _ => close,
                };
                if !line.label.is_empty() {
                    said.extend(self.run(&line.label, BODY, RIGHT - BODY, SMALL, above, true));
                    above = 0.0;
                }
                // What leads out of the report is where something comes from.
                let style = if matches!(line.to, Some(Target::Web(_))) { SMALL } else { TEXT };
                said.extend(flat(self.said(line, style, BODY, above)));
            }
            if lines.is_empty() {
                self.strip(Strip { height: 0.0, before: gap, ..Strip::default() });
            }
            let leaf = self.out.leaf();
            let names = self.lines(name, NAME, BODY - MARGIN - GAP);
            let tall = NAME.leading * f32::from(u8::try_from(names.len()).unwrap_or(u8::MAX));
            let rule = self.ruled.then(|| Op::Path {
                points: vec![(MARGIN, -gap / 2.0), (RIGHT, -gap / 2.0)],
                closed: false,
                fill: None,
                stroke: Some(Stroke { colour: Colour::Line, width: 0.5, dashed: false }),
                leaf: None,
            });
            let ops = rule.into_iter().chain(self.words(&names, MARGIN, NAME, Some(leaf), 0.0)).collect();
            self.beside(at, ops, tall);
            let mut item = vec![Node::Group(Kind::Label, vec![Node::Leaf(leaf)])];
            item.push(Node::Group(Kind::Body, said));
            items.push(Node::Group(Kind::Item, item));
        }
        self.out.tree.push(Node::Group(Kind::List, items));
    }

    /// Draws beside strips that have been set, and makes room where that is taller than they are.
    fn beside(&mut self, at: usize, ops: Vec<Op>, tall: f32) {
        let count = self.out.strips.len() - at;
        let height: f32 = self.out.strips[at..].iter().map(|strip| strip.height + strip.before).sum();
        let first = self.out.strips.get(at).map_or(0.0, |strip| strip.before);
        // What stands beside must not run into the next page.
        if tall > TEXT.leading * 1.5 || count <= 3 {
            let last = count.saturating_sub(1);
            self.out.strips[at..].iter_mut().take(last).for_each(|strip| strip.keep = true);
        }
        let short = tall - (height - first);
        if let Some(last) = self.out.strips.last_mut().filter(|_| short > 0.0) {
            last.height += short;
        }
        if let Some(strip) = self.out.strips.get_mut(at) {
            strip.ops.splice(0..0, ops);
        }
    }
}

/// Letters of a text that are in another language, counted without spaces.
struct Quoted {
    from: usize,
    to: usize,
    lang: Locale,
    /// The letters of the lines so far.
    seen: usize,
}

impl Quoted {
    /// Words parted where the language changes.
    fn part(&mut self, op: Op) -> Vec<Op> {
        let Op::Words { x, y, line, size, weight, colour, leaf, .. } = op else { return vec![op] };
        let (mut from, mut to) = (line.text.len(), line.text.len());
        for (at, _) in line.text.char_indices().filter(|(_, letter)| is_drawn(*letter)) {
            if self.seen >= self.from {
                from = from.min(at);
            }
            if self.seen >= self.to {
                to = to.min(at);
            }
            self.seen += 1;
        }
        let mut x = x;
        let mut parts = Vec::new();
        for (range, lang) in [(0..from, None), (from..to, Some(&self.lang)), (to..line.text.len(), None)] {
            if !range.is_empty() {
                let line = line.part(range);
                let width = line.width * size;
                parts.push(Op::Words { x, y, line, size, weight, colour, leaf, lang: lang.cloned() });
                x += width;
            }
        }
        parts
    }
}

/// What a plain group holds; a link stays one.
fn flat(node: Node) -> Vec<Node> {
    match node {
        Node::Group(Kind::Body, nodes) => nodes,
        node => vec![node],
    }
}
