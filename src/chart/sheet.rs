//! The paper a chart is drawn on: plotters writes shapes through [`Pen`], words and glyphs are added beside it.

use std::cell::RefCell;
use std::convert::Infallible;
use std::ops::Range;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::cartesian::{Cartesian2d, MeshLine};
use plotters::coord::combinators::WithKeyPoints;
use plotters::coord::types::RangedCoordi32;
use plotters::element::{Drawable, PointCollection};
use plotters::prelude::{BindKeyPoints, Circle, Color, DrawingArea, IntoDrawingArea, PathElement, Polygon, Rectangle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use super::{Anchor, Chart, Glyph, Ink, Shape, Table, TextStyle};

type Shapes = Rc<RefCell<Vec<Shape>>>;
type Scale = WithKeyPoints<RangedCoordi32>;
type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Our plotters backend. Its pixels are tenths of a unit; the ink travels in the red channel of the colour.
struct Pen {
    shapes: Shapes,
    size: (u32, u32),
}

impl Color for Ink {
    fn to_backend_color(&self) -> BackendColor {
        let index = Ink::ALL.iter().position(|ink| ink == self).unwrap_or(0);
        BackendColor { alpha: 1.0, rgb: (u8::try_from(index).unwrap_or(0), 0, 0) }
    }
}

fn ink_of(style: &impl BackendStyle) -> Ink {
    Ink::ALL.get(usize::from(style.color().rgb.0)).copied().unwrap_or(Ink::Axis)
}

impl Pen {
    fn push(&self, shape: Shape) -> Drawn {
        if let Ok(mut shapes) = self.shapes.try_borrow_mut() {
            shapes.push(shape);
        }
        Ok(())
    }
}

impl DrawingBackend for Pen {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.push(Shape::Line { x1: from.0, y1: from.1, x2: to.0, y2: to.1, ink: ink_of(style) })
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, _: bool) -> Drawn {
        let (x, y) = (a.0.min(b.0), a.1.min(b.1));
        let (width, height) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        self.push(Shape::Rect { x, y, width, height, ink: ink_of(style) })
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<_> = path.into_iter().collect();
        match points.as_slice() {
            [] | [_] => Ok(()),
            [from, to] => self.draw_line(*from, *to, style),
            _ => self.push(Shape::Polyline { points, ink: ink_of(style) }),
        }
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, _: bool) -> Drawn {
        let r = i32::try_from(radius).unwrap_or(0);
        self.push(Shape::Circle { cx: centre.0, cy: centre.1, r, ink: ink_of(style) })
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        self.push(Shape::Polygon { points: corners.into_iter().collect(), ink: ink_of(style) })
    }

    /// Never measures and never draws: words are not plotters' business here.
    fn draw_text<T: BackendTextStyle>(&mut self, _: &str, _: &T, _: BackendCoord) -> Drawn {
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        _: &str,
        _: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((0, 0))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Ok(())
    }
}

/// A sheet of paper, `width` by `height` tenths.
pub(super) struct Sheet {
    shapes: Shapes,
    root: DrawingArea<Pen, Shift>,
    width: i32,
    height: i32,
}

impl Sheet {
    pub(super) fn new(width: i32, height: i32) -> Self {
        let shapes = Shapes::default();
        let size = (width.unsigned_abs(), height.unsigned_abs());
        let root = Pen { shapes: Rc::clone(&shapes), size }.into_drawing_area();
        Self { shapes, root, width, height }
    }

    /// Draws an element of plotters in the coordinates of the sheet. Our backend cannot fail.
    fn element<E>(&self, element: &E)
    where
        for<'a> &'a E: PointCollection<'a, (i32, i32)>,
        E: Drawable<Pen>,
    {
        let _ = self.root.draw(element);
    }

    pub(super) fn line(&self, from: (i32, i32), to: (i32, i32), ink: Ink) {
        self.element(&PathElement::new(vec![from, to], ink.stroke_width(1)));
    }

    pub(super) fn rect(&self, a: (i32, i32), b: (i32, i32), ink: Ink) {
        self.element(&Rectangle::new([a, b], ink.filled()));
    }

    pub(super) fn circle(&self, centre: (i32, i32), r: i32, ink: Ink) {
        self.element(&Circle::new(centre, r, ink.filled()));
    }

    pub(super) fn polygon(&self, points: Vec<(i32, i32)>, ink: Ink) {
        self.element(&Polygon::new(points, ink.filled()));
    }

    /// A line with end strokes: exact bounds.
    pub(super) fn bounds(&self, x1: i32, x2: i32, y: i32, reach: i32) {
        self.line((x1, y - reach), (x1, y + reach), Ink::Bound);
        self.line((x1, y), (x2, y), Ink::Bound);
        self.line((x2, y - reach), (x2, y + reach), Ink::Bound);
    }

    /// The hollow triangle under an axis, its tip at the given point.
    pub(super) fn triangle(&self, (x, y): (i32, i32)) {
        self.polygon(vec![(x, y), (x + 60, y + 110), (x - 60, y + 110)], Ink::Need);
    }

    fn push(&self, shape: Shape) {
        if let Ok(mut shapes) = self.shapes.try_borrow_mut() {
            shapes.push(shape);
        }
    }

    pub(super) fn text(&self, (x, y): (i32, i32), anchor: Anchor, style: TextStyle, text: &str) {
        self.push(Shape::Text { x, y, anchor, style, halo: false, text: text.to_owned() });
    }

    /// Text with a rim of paper, for words that lie on lines.
    pub(super) fn halo(&self, (x, y): (i32, i32), anchor: Anchor, style: TextStyle, text: &str) {
        self.push(Shape::Text { x, y, anchor, style, halo: true, text: text.to_owned() });
    }

    /// A glyph whose square has its upper left corner at the point.
    pub(super) fn glyph(&self, (x, y): (i32, i32), size: i32, glyph: Glyph) {
        self.push(Shape::Glyph { glyph, x, y, size, accent: glyph == Glyph::Now });
    }

    /// A frame with scales: `x` and `y` are what the values run over, `across` and `down` where on the sheet. `ticks`
    /// are the values that get a line in the mesh.
    pub(super) fn plot(&self, x: Span, y: Span) -> Plot {
        let scale = Cartesian2d::<Scale, Scale>::new(
            x.values.with_key_points(x.ticks),
            y.values.with_key_points(y.ticks),
            (x.tenths, y.tenths),
        );
        Plot { area: self.root.apply_coord_spec(scale) }
    }

    pub(super) fn finish(self, title: &str, description: &str, table: Table) -> Chart {
        let shapes = self.shapes.try_borrow_mut().map(|mut shapes| std::mem::take(&mut *shapes)).unwrap_or_default();
        Chart {
            width: self.width.unsigned_abs().div_ceil(10),
            height: self.height.unsigned_abs().div_ceil(10),
            title: title.to_owned(),
            description: description.to_owned(),
            shapes,
            table,
        }
    }
}

/// One direction of a plot.
pub(super) struct Span {
    /// The values at its two ends; they must differ.
    pub(super) values: Range<i32>,
    /// Where these ends lie on the sheet.
    pub(super) tenths: Range<i32>,
    /// The values marked in the mesh.
    pub(super) ticks: Vec<i32>,
}

/// A frame with scales from plotters.
pub(super) struct Plot {
    area: DrawingArea<Pen, Cartesian2d<Scale, Scale>>,
}

impl Plot {
    /// Where a value lies on the sheet.
    pub(super) fn at(&self, x: i32, y: i32) -> (i32, i32) {
        self.area.map_coordinate(&(x, y))
    }

    /// Where a value lies across the sheet.
    pub(super) fn x(&self, x: i32) -> i32 {
        self.at(x, 0).0
    }

    /// A filled rectangle between two values.
    pub(super) fn band(&self, a: (i32, i32), b: (i32, i32), ink: Ink) {
        let _ = self.area.draw(&Rectangle::new([a, b], ink.filled()));
    }

    /// A line between two values.
    pub(super) fn line(&self, a: (i32, i32), b: (i32, i32), ink: Ink) {
        let _ = self.area.draw(&PathElement::new(vec![a, b], ink.stroke_width(1)));
    }

    /// A filled polygon through values.
    pub(super) fn polygon(&self, points: Vec<(i32, i32)>, ink: Ink) {
        let _ = self.area.draw(&Polygon::new(points, ink.filled()));
    }

    /// A line through values.
    pub(super) fn path(&self, points: Vec<(i32, i32)>, ink: Ink) {
        let _ = self.area.draw(&PathElement::new(points, ink.stroke_width(1)));
    }

    /// A circle of `r` tenths at a value.
    pub(super) fn circle(&self, at: (i32, i32), r: i32, ink: Ink) {
        let _ = self.area.draw(&Circle::new(at, r, ink.filled()));
    }

    /// The lines of the mesh: one at every tick, from edge to edge.
    pub(super) fn mesh(&self, ink: Ink) {
        let style = ink.stroke_width(1);
        let _ = self.area.draw_mesh(
            |pen, line| match &line {
                MeshLine::XMesh(from, to, _) | MeshLine::YMesh(from, to, _) => pen.draw_line(*from, *to, &style),
            },
            plotters::coord::ranged1d::BoldPoints(16),
            plotters::coord::ranged1d::BoldPoints(16),
        );
    }
}
