//! From a saved report to its PDF: what the app's worker and the command line share, so that both give the same bytes.

use crate::advice::Catalogue;
use crate::brief::Desk;
use crate::date::Date;
use crate::guides::Guides;
use crate::paper::{Wanted, paper};
use crate::pdf::{self, Fonts, PdfError, Written};
use crate::problem::Problem;
use crate::questionnaire::{Questionnaire, Wording};
use crate::text::{Locale, Prose};
use crate::wire::report_v1;
use crate::words::Words;

/// What words and advice come from.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    /// The pack.
    pub questionnaire: &'a Questionnaire,
    /// The ideas.
    pub catalogue: &'a Catalogue,
    /// What goes with them.
    pub guides: &'a Guides,
    /// All texts of the language.
    pub prose: &'a Prose,
}

/// Why there is no file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// The report cannot be read.
    Report(Vec<Problem>),
    /// The PDF cannot be written.
    Pdf(PdfError),
}

/// The PDF of a report as it was saved, with that very text attached.
///
/// # Errors
/// A report that cannot be read, or a PDF that cannot be written.
pub fn print(
    content: Content,
    report: &str,
    locale: &Locale,
    wanted: Wanted,
    day: Date,
    fonts: Fonts,
) -> Result<Written, Refused> {
    let Content { questionnaire, catalogue, guides, prose } = content;
    let read = report_v1::read(questionnaire, catalogue, pdf::ATTACHED, report).map_err(Refused::Report)?;
    let held = read.assessment;
    let wording = Wording::of(questionnaire, &held.answers);
    let words = Words { questionnaire, prose, wording: &wording };
    let desk = Desk { words: &words, catalogue, guides, answers: &held.answers, today: day };
    pdf::write(&paper(&desk, &held, locale, wanted), fonts, report, day).map_err(Refused::Pdf)
}
