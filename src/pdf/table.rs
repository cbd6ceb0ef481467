//! Tables: their title, a head that is drawn again on each page, and rows that break only when they are very tall.

use super::set::{CAPTION, RIGHT, Setter, Style};
use super::sheet::{Colour, Kind, MARGIN, Node, Op, Strip, Stroke};
use super::text::{Line, Weight};
use crate::chart::Table;

const CELL: Style = Style { size: 9.0, leading: 12.5, weight: Weight::Regular, colour: Colour::Ink };
const ROW_NAME: Style = Style { weight: Weight::Strong, ..CELL };
const HEAD: Style = Style { size: 8.5, leading: 12.0, weight: Weight::Strong, colour: Colour::Ink2 };
/// Room between columns.
const GAP: f32 = 10.0;
/// Room above and below the words of a row.
const PAD: f32 = 4.0;
/// Rows with more lines go on in pieces of so many.
const PIECE: usize = 14;
/// So many rows are kept on one page.
const TOGETHER: usize = 12;
/// No column is narrower than this share of the table.
const LEAST: f32 = 0.12;

/// Sets a table.
pub(super) fn table(setter: &mut Setter, table: &Table) {
    let widths = widths(setter, table);
    let mut x = MARGIN;
    let columns: Vec<(f32, f32)> = widths
        .iter()
        .map(|width| {
            let at = x;
            x += width + GAP;
            (at, *width)
        })
        .collect();
    // A table right below its heading needs no title of its own.
    let caption = (!table.caption.is_empty()).then(|| {
        let caption = setter.out.leaf();
        let lines = setter.faces.lines(&table.caption, CAPTION.weight, (RIGHT - MARGIN) / CAPTION.size, true);
        let height = CAPTION.leading * count(lines.len());
        let ops = setter.words(&lines, MARGIN, CAPTION, Some(caption), 0.0);
        setter.strip(Strip { height, before: 16.0, keep: true, ops, ..Strip::default() });
        Node::Group(Kind::Caption, vec![Node::Leaf(caption)])
    });

    let cells: Vec<Vec<Line>> = cells(setter, &table.head, &columns, &[HEAD]);
    let height = PAD * 2.0 + HEAD.leading * count(cells.iter().map(Vec::len).max().unwrap_or(1));
    let (mut ops, mut names, mut again) = (Vec::new(), Vec::new(), Vec::new());
    for (lines, (x, _)) in cells.iter().zip(&columns) {
        let leaf = setter.out.leaf();
        ops.extend(setter.words(lines, *x, HEAD, Some(leaf), PAD));
        again.extend(setter.words(lines, *x, HEAD, None, PAD));
        names.push(Node::Group(Kind::ColumnName, vec![Node::Leaf(leaf)]));
    }
    ops.push(rule(height, Colour::Ink, 1.0));
    again.push(rule(height, Colour::Ink, 1.0));
    let head = setter.out.heads.len();
    setter.out.heads.push((height, again));
    setter.strip(Strip { height, before: 4.0, keep: true, ops, ..Strip::default() });

    let mut rows = Vec::new();
    let from = setter.out.strips.len();
    for row in &table.rows {
        rows.push(set_row(setter, row, &columns, head));
    }
    // A short table stands on one page; a long one leaves no single row behind or ahead.
    let set = setter.out.strips.get_mut(from..).unwrap_or_default();
    let (count, short) = (set.len(), set.len() <= TOGETHER);
    for (index, strip) in set.iter_mut().enumerate().take(count.saturating_sub(1)) {
        strip.keep = short || index == 0 || index + 2 == count;
    }
    let parts = [Node::Group(Kind::Head, vec![Node::Group(Kind::Row, names)]), Node::Group(Kind::Rows, rows)];
    setter.out.tree.push(Node::Group(Kind::Table, caption.into_iter().chain(parts).collect()));
}

fn set_row(setter: &mut Setter, row: &[String], columns: &[(f32, f32)], head: usize) -> Node {
    let cells = cells(setter, row, columns, &[ROW_NAME, CELL]);
    let tallest = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let piece = if tallest <= PIECE + 2 { tallest } else { PIECE };
    let mut leaves: Vec<Vec<Node>> = vec![Vec::new(); cells.len()];
    let mut from = 0;
    while from < tallest {
        let now = piece.min(tallest - from);
        let first = from == 0;
        let last = from + now >= tallest;
        let pad = if first { PAD } else { 0.0 };
        let mut ops = Vec::new();
        for (index, (lines, (x, _))) in cells.iter().zip(columns).enumerate() {
            let part: Vec<Line> = lines.iter().skip(from).take(now).cloned().collect();
            if part.is_empty() {
                continue;
            }
            let leaf = setter.out.leaf();
            let style = if index == 0 { ROW_NAME } else { CELL };
            ops.extend(setter.words(&part, *x, style, Some(leaf), pad));
            if let Some(leaves) = leaves.get_mut(index) {
                leaves.push(Node::Leaf(leaf));
            }
        }
        let height = pad + CELL.leading * count(now) + if last { PAD } else { 0.0 };
        if last {
            ops.push(rule(height, Colour::Line, 0.5));
        }
        setter.strip(Strip { height, head: Some(head), ops, ..Strip::default() });
        from += now;
    }
    let cells = leaves
        .into_iter()
        .enumerate()
        .map(|(index, leaves)| Node::Group(if index == 0 { Kind::RowName } else { Kind::Cell }, leaves));
    Node::Group(Kind::Row, cells.collect())
}

fn rule(y: f32, colour: Colour, width: f32) -> Op {
    Op::Path {
        points: vec![(MARGIN, y), (RIGHT, y)],
        closed: false,
        fill: None,
        stroke: Some(Stroke { colour, width, dashed: false }),
        leaf: None,
    }
}

/// The lines of each cell; the first style is the first column's, the last one all others'.
fn cells(setter: &Setter, row: &[String], columns: &[(f32, f32)], styles: &[Style]) -> Vec<Vec<Line>> {
    let style = |index: usize| styles.get(index).or(styles.last()).copied().unwrap_or(CELL);
    let cell = |(index, (text, (_, width))): (usize, (&String, &(f32, f32)))| {
        let style = style(index);
        setter.faces.lines(text, style.weight, width / style.size, true)
    };
    row.iter().zip(columns).enumerate().map(cell).collect()
}

/// Columns as wide as what they hold asks for: by the root of it, so that long texts do not starve short ones.
fn widths(setter: &Setter, table: &Table) -> Vec<f32> {
    let columns = table.head.len().max(1);
    let whole = RIGHT - MARGIN - GAP * count(columns - 1);
    let natural = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(column)).chain(table.head.get(column));
        let widest = cells.map(|text| setter.faces.line(text, Weight::Regular).width).fold(1.0, f32::max);
        widest.min(200.0).sqrt()
    };
    let asked: Vec<f32> = (0..columns).map(natural).collect();
    let sum: f32 = asked.iter().sum();
    let shares: Vec<f32> = asked.iter().map(|one| (one / sum).max(LEAST)).collect();
    let sum: f32 = shares.iter().sum();
    shares.iter().map(|share| whole * share / sum).collect()
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}
