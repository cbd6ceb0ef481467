//! One report into a cohort: from a text or a PDF to what is kept of it, or why it is refused.

use super::{pdf_in, report_v1};
use crate::assessment::Edition;
use crate::cohort::{Beside, Clerk, Cohort, Member, Origin, Place, Refused};
use crate::problem::Problem;
use crate::suggest::suggest;

/// What came in, before it is put together.
#[derive(Default)]
pub struct Arrivals {
    members: Vec<Member>,
    beside: Vec<Beside>,
    refused: Vec<Refused>,
}

impl Arrivals {
    /// Takes a file of one report: a PDF with a report in it, or the report itself.
    pub fn take_file(&mut self, clerk: &Clerk, place: Place, bytes: &[u8]) {
        let file = place.to_string();
        let text = if pdf_in::is_pdf(bytes) {
            let limit = format!("{} MB", pdf_in::SIZE_LIMIT / 1024 / 1024);
            pdf_in::report_in(bytes).map_err(|refusal| Problem::of_file(&file, refusal.as_code()).with("limit", limit))
        } else {
            std::str::from_utf8(bytes).map(str::to_string).map_err(|_| Problem::of_file(&file, "not-text"))
        };
        match text {
            Ok(text) => self.take_text(clerk, place, &text),
            Err(problem) => self.refuse(place, vec![problem]),
        }
    }

    /// Takes the text of one report, such as a line of a file of many.
    pub fn take_text(&mut self, clerk: &Clerk, place: Place, text: &str) {
        self.take_looking(clerk, place, text, |_| {});
    }

    /// The same, with a look at the report before only what tables need is kept of it; at none that cannot count.
    pub fn take_looking(&mut self, clerk: &Clerk, place: Place, text: &str, look: impl FnOnce(&report_v1::Imported)) {
        let file = place.to_string();
        match report_v1::open(&file, text) {
            Err(problems) => self.refuse(place, problems),
            Ok(opened) if !opened.edition.goes_with(&Edition::of(clerk.questionnaire)) => {
                let report_id = opened.report_id().to_string();
                self.beside.push(Beside { report_id, edition: opened.edition, place });
            }
            Ok(opened) => {
                let read = report_v1::take_in(clerk.questionnaire, clerk.catalogue, &file, opened);
                look(&read);
                let answers = &read.assessment.answers;
                let suggestions = suggest(clerk.questionnaire, clerk.catalogue, answers, &read.results);
                let origin = Origin {
                    place,
                    digest: read.digest,
                    saved_at: read.saved_at,
                    edition: read.edition,
                    with_notes: read.with_notes,
                    notes: read.notes,
                };
                self.members.push(clerk.member(&read.assessment, &read.results, &suggestions, origin));
            }
        }
    }

    /// Notes that something could not even be read.
    pub fn refuse(&mut self, place: Place, problems: Vec<Problem>) {
        self.refused.push(Refused { place, problems });
    }

    /// All of it together.
    pub fn into_cohort(self) -> Cohort {
        Cohort::of(self.members, self.beside, self.refused)
    }
}
