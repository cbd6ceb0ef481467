//! From saved files to their PDFs, for the command line. The app builds the same papers from what it holds.

use crate::advice::Catalogue;
use crate::brief::Desk;
use crate::cohort::Clerk;
use crate::date::Moment;
use crate::guides::Guides;
use crate::paper::{ATTACHED, Attached, Wanted, paper, workshop};
use crate::pdf::{self, Fonts, PdfError, Written};
use crate::problem::Problem;
use crate::questionnaire::{Questionnaire, Wording};
use crate::text::{Locale, Prose};
use crate::wire::{report_v1, workshop_in, workshop_v1};
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
    /// What was saved cannot be read.
    Unread(Vec<Problem>),
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
    made: Moment,
    fonts: Fonts,
) -> Result<Written, Refused> {
    let Content { questionnaire, catalogue, guides, prose } = content;
    let read = report_v1::read(questionnaire, catalogue, ATTACHED, report).map_err(Refused::Unread)?;
    let held = read.assessment;
    let wording = Wording::of(questionnaire, &held.answers);
    let words = Words { questionnaire, prose, wording: &wording };
    let desk = Desk { words: &words, catalogue, guides, answers: &held.answers, today: made.day() };
    let attached = Attached::report(report);
    pdf::write(&paper(&desk, &held, locale, wanted), fonts, Some(&attached), made).map_err(Refused::Pdf)
}

/// The PDF of a workshop's file, with its very text attached, or the variant that names nobody and carries nothing; and
/// what the person should know of the file.
///
/// # Errors
/// A file that cannot be read, or a PDF that cannot be written.
pub fn print_workshop(
    content: Content,
    (file, text): (&str, &str),
    locale: &Locale,
    anonymised: bool,
    made: Moment,
    fonts: Fonts,
) -> Result<(Written, Vec<Problem>), Refused> {
    let Content { questionnaire, catalogue, guides, prose } = content;
    let read = workshop_v1::read(questionnaire, file, text).map_err(Refused::Unread)?;
    let clerk = Clerk::new(questionnaire, catalogue, guides, made.day());
    let firms = workshop_in::firms(&clerk, &read.workshop);
    let paper = workshop::paper(&clerk, prose, locale, &read.workshop, &firms, anonymised);
    let attached = (!anonymised).then(|| Attached::workshop(text));
    // What names nobody does not say to the second when it was made either.
    let made = if anonymised { made.day().into() } else { made };
    let written = pdf::write(&paper, fonts, attached.as_ref(), made).map_err(Refused::Pdf)?;
    Ok((written, read.notes))
}
