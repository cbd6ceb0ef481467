//! Pages as a file.

use std::num::NonZeroU16;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::{Fill, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, Node as TagNode, SpanTag, TableHeaderScope,
    Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::sheet::{Colour, Kind, MARGIN, Mark, Node, Op, PAGE, Sheets, Stroke};
use super::text::{Line, Weight};
use super::{Fonts, PdfError};
use crate::colours::{Palette, WHITE};
use crate::date::Moment;
use crate::paper::{Attached, Paper};
use crate::text::Locale;

/// How far a curve's handles reach for a quarter of a circle.
const QUARTER: f32 = 0.552_284_8;

/// Writes the file.
pub fn write(
    sheets: Sheets,
    paper: &Paper,
    fonts: Fonts,
    attached: Option<&Attached>,
    made: Moment,
) -> Result<Vec<u8>, PdfError> {
    let refused = |what: &dyn std::fmt::Debug| PdfError::Refused(format!("{what:?}"));
    let standards = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| refused(&error))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration: standards, ..SerializeSettings::default() });
    let font = |data: &[u8]| Font::new(data.to_vec().into(), 0).ok_or(PdfError::Font);
    let fonts = [font(fonts.regular)?, font(fonts.strong)?];
    let mut found: Vec<Vec<Identifier>> = Vec::new();
    found.resize_with(sheets.leaves, Vec::new);
    for ops in &sheets.pages {
        let size = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| refused(&"page"))?;
        let mut page = document.start_page_with(size);
        draw(&mut page, ops, (&fonts, &paper.palette), &mut found);
        links(&mut page, ops, &mut found);
        page.finish();
    }
    let mut roots = Vec::new();
    let mut tree = Tree { found, figures: &sheets.figures };
    sheets.tree.iter().for_each(|node| tree.put(node, &mut roots));
    let language = match paper.locale.as_str() {
        "sv" => "sv-SE",
        "en" => "en-GB",
        other => other,
    };
    document.set_tag_tree(TagTree::from(roots).with_lang(Some(language.to_string())));
    document.set_outline(outline(&sheets.marks));
    let date = date(made);
    let mut metadata = Metadata::new().title(paper.title.clone()).language(language.to_string());
    metadata = metadata.creator(paper.maker.clone()).creation_date(date);
    if !paper.firm.is_empty() {
        metadata = metadata.authors(vec![paper.firm.clone()]);
    }
    document.set_metadata(metadata);
    if let Some(attached) = attached {
        let file = EmbeddedFile {
            path: attached.name.clone(),
            mime_type: MimeType::new("application/json"),
            description: Some(paper.attachment.clone()),
            association_kind: AssociationKind::Data,
            data: attached.text.clone().into_bytes().into(),
            modification_date: Some(date),
            compress: None,
            location: None,
        };
        document.embed_file(file).ok_or_else(|| refused(&"attachment"))?;
    }
    document.finish().map_err(|error| refused(&error))
}

/// The moment as far as it is known. The writer puts midnight where it has no time, as the format reads a day alone.
fn date(made: Moment) -> DateTime {
    let day = made.day();
    let date = DateTime::new(day.year()).month(day.month()).day(day.day()).utc_offset_hour(0).utc_offset_minute(0);
    match made.time() {
        Some([hour, minute, second]) => date.hour(hour).minute(minute).second(second),
        None => date,
    }
}

fn colour(colour: Colour, palette: &Palette) -> krilla::paint::Paint {
    let (red, green, blue) = match colour {
        Colour::Ink => palette.ink,
        Colour::Ink2 => palette.ink_2,
        Colour::Line => palette.line,
        Colour::LineStrong => palette.line_strong,
        Colour::Accent => palette.accent,
        Colour::Tint => palette.tint,
        Colour::Band => palette.band,
        Colour::White => WHITE,
    };
    krilla::color::rgb::Color::new(red, green, blue).into()
}

fn fill(filled: Colour, palette: &Palette) -> Fill {
    Fill { paint: colour(filled, palette), opacity: NormalizedF32::ONE, rule: Default::default() }
}

fn stroke(stroke: Stroke, palette: &Palette) -> krilla::paint::Stroke {
    krilla::paint::Stroke {
        paint: colour(stroke.colour, palette),
        width: stroke.width,
        dash: stroke.dashed.then(|| StrokeDash { array: vec![2.0, 3.0], offset: 0.0 }),
        ..krilla::paint::Stroke::default()
    }
}

/// What a page is drawn with.
type Tools<'a> = (&'a [Font; 2], &'a Palette);

/// Draws a page: what belongs to one leaf, or to none, as one marked sequence.
fn draw(page: &mut Page, ops: &[Op], tools: Tools, found: &mut [Vec<Identifier>]) {
    let mut surface = page.surface();
    let drawn: Vec<&Op> = ops.iter().filter(|op| !matches!(op, Op::Link { .. })).collect();
    for group in drawn.chunk_by(|a, b| a.leaf() == b.leaf() && a.lang() == b.lang()) {
        let leaf = group.first().and_then(|op| op.leaf());
        let lang = group.first().and_then(|op| op.lang()).map(Locale::as_str);
        let id = surface.start_tagged(match leaf {
            Some(_) if lang.is_some() => ContentTag::Span(SpanTag::empty().with_lang(lang)),
            Some(_) => ContentTag::Other,
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
        });
        if let Some(ids) = leaf.and_then(|leaf| found.get_mut(leaf)) {
            ids.push(id);
        }
        group.iter().for_each(|op| put(&mut surface, op, tools));
        surface.end_tagged();
    }
    surface.finish();
}

fn put(surface: &mut Surface, op: &Op, (fonts, palette): Tools) {
    match op {
        Op::Words { x, y, line, size, weight, colour, .. } => {
            let Line { text, glyphs, .. } = line;
            if glyphs.is_empty() {
                return;
            }
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*colour, palette)));
            let glyphs: Vec<KrillaGlyph> = glyphs
                .iter()
                .map(|glyph| {
                    KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, 0.0, 0.0, 0.0, glyph.start..glyph.end, None)
                })
                .collect();
            let font = match weight {
                Weight::Regular => &fonts[0],
                Weight::Strong => &fonts[1],
            };
            surface.draw_glyphs(Point::from_xy(*x, *y), &glyphs, font.clone(), text, *size, false);
        }
        Op::Path { points, closed, fill: filled, stroke: stroked, .. } => {
            let mut path = PathBuilder::new();
            for (index, (x, y)) in points.iter().enumerate() {
                if index == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
            }
            if *closed {
                path.close();
            }
            paint(surface, path, (*filled, *stroked), palette);
        }
        Op::Circle { x, y, r, fill: filled, stroke: stroked, .. } => {
            let (x, y, r, k) = (*x, *y, *r, *r * QUARTER);
            let mut path = PathBuilder::new();
            path.move_to(x + r, y);
            path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
            path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
            path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
            path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
            path.close();
            paint(surface, path, (*filled, *stroked), palette);
        }
        Op::Link { .. } => {}
    }
}

fn paint(
    surface: &mut Surface,
    path: PathBuilder,
    (filled, stroked): (Option<Colour>, Option<Stroke>),
    palette: &Palette,
) {
    let Some(path) = path.finish() else { return };
    surface.set_fill(filled.map(|filled| fill(filled, palette)));
    surface.set_stroke(stroked.map(|stroked| stroke(stroked, palette)));
    if filled.is_some() || stroked.is_some() {
        surface.draw_path(&path);
    }
}

/// Where presses lead, each with its address as alternate text.
fn links(page: &mut Page, ops: &[Op], found: &mut [Vec<Identifier>]) {
    for op in ops {
        let Op::Link { x, y, width, height, url, leaf } = op else { continue };
        let Some(area) = Rect::from_xywh(*x, *y, width.max(1.0), height.max(1.0)) else { continue };
        let link = LinkAnnotation::new(area, Target::Action(Action::Link(LinkAction::new(url.clone()))));
        let id = page.add_tagged_annotation(Annotation::new_link(link, Some(url.clone())));
        if let Some(ids) = found.get_mut(*leaf) {
            ids.push(id);
        }
    }
}

/// Bookmarks: parts, and processes below theirs.
fn outline(marks: &[Mark]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for mark in marks {
        let place = XyzDestination::new(mark.page, Point::from_xy(0.0, (mark.y - 12.0).max(0.0)));
        let node = OutlineNode::new(mark.text.clone(), place);
        match (mark.depth, open.as_mut()) {
            (0, _) | (_, None) => {
                if let Some(done) = open.replace(node) {
                    outline.push_child(done);
                }
            }
            (_, Some(parent)) => parent.push_child(node),
        }
    }
    if let Some(last) = open {
        outline.push_child(last);
    }
    outline
}

/// Builds the structure.
struct Tree<'a> {
    found: Vec<Vec<Identifier>>,
    figures: &'a [(usize, f32, f32)],
}

impl Tree<'_> {
    fn put(&mut self, node: &Node, out: &mut Vec<TagNode>) {
        match node {
            Node::Leaf(leaf) => {
                let ids = self.found.get_mut(*leaf).map(std::mem::take).unwrap_or_default();
                out.extend(ids.into_iter().map(TagNode::from));
            }
            Node::Group(kind, nodes) => {
                let mut children = Vec::new();
                nodes.iter().for_each(|node| self.put(node, &mut children));
                out.push(TagGroup::with_children(self.tag(kind), children).into());
            }
        }
    }

    fn tag(&self, kind: &Kind) -> TagKind {
        match kind {
            Kind::Paragraph => Tag::P.into(),
            Kind::Heading(level, text) => {
                Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(text.clone())).into()
            }
            Kind::List => Tag::L(ListNumbering::None).into(),
            Kind::Item => Tag::LI.into(),
            Kind::Label => Tag::Lbl.into(),
            Kind::Body => Tag::LBody.into(),
            Kind::Link => Tag::Link.into(),
            Kind::Table => Tag::Table.into(),
            Kind::Caption => Tag::Caption.into(),
            Kind::Head => Tag::THead.into(),
            Kind::Rows => Tag::TBody.into(),
            Kind::Row => Tag::TR.into(),
            Kind::ColumnName => Tag::TH(TableHeaderScope::Column).into(),
            Kind::RowName => Tag::TH(TableHeaderScope::Row).into(),
            Kind::Cell => Tag::TD.into(),
            Kind::Figure(number, alternative) => {
                let place = self.figures.get(*number).and_then(|(page, top, bottom)| {
                    let area = Rect::from_xywh(MARGIN, *top, PAGE.0 - 2.0 * MARGIN, bottom - top)?;
                    Some(BBox::new(*page, area))
                });
                Tag::Figure(Some(alternative.clone())).with_bbox(place).into()
            }
        }
    }
}
