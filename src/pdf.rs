//! A [`Paper`] as a PDF: PDF/A-3a and PDF/UA-1, with its data as an attached file.
//!
//! Setting takes three steps: words are shaped and broken into lines ([`text`]); pieces become strips that are never
//! broken ([`set`]); strips are put on pages and written ([`file`]). The same paper, fonts and moment give the same bytes.

mod chart;
mod file;
mod set;
mod sheet;
mod table;
mod text;

use crate::date::Moment;
use crate::paper::{Attached, Paper, Piece};

/// The fonts that pages are set in, as TrueType files.
#[derive(Clone, Copy)]
pub struct Fonts<'a> {
    /// Running words.
    pub regular: &'a [u8],
    /// Headings and names.
    pub strong: &'a [u8],
}

/// A finished file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that the fonts lack, each once, in order; a box stands in their place.
    pub replaced: Vec<char>,
}

/// Why no file came about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PdfError {
    /// A font file cannot be read.
    Font,
    /// The writer refused; what it said, for whoever mends it.
    Refused(String),
}

fn without_figures(paper: &Paper) -> Paper {
    let mut paper = paper.clone();
    paper.parts.iter_mut().for_each(|part| part.pieces.retain(|piece| !matches!(piece, Piece::Figure(_))));
    paper
}

/// Sets a paper and writes it as made at a moment, with a file attached as data.
///
/// # Errors
/// A font that cannot be read, or a document that the writer does not take as PDF/A-3a and PDF/UA-1.
pub fn write(paper: &Paper, fonts: Fonts, attached: Option<&Attached>, made: Moment) -> Result<Written, PdfError> {
    let faces = text::Faces::new(fonts, &paper.locale).ok_or(PdfError::Font)?;
    let first = sheet::paginate(set::set(paper, &faces, &[]), paper, &faces);
    // A summary is one page: where there is no room, the figure goes.
    let whole = if paper.cover.is_none() && first.pages.len() > 1 { without_figures(paper) } else { paper.clone() };
    let paper = &whole;
    let contents = first.marks.iter().skip(1).filter(|mark| mark.depth == 0).map(|mark| mark.page + 1);
    let sheets = sheet::paginate(set::set(paper, &faces, &contents.collect::<Vec<_>>()), paper, &faces);
    let pages = sheets.pages.len();
    let bytes = file::write(sheets, paper, fonts, attached, made)?;
    Ok(Written { bytes, pages, replaced: faces.replaced() })
}
