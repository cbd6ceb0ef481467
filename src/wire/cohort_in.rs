//! Reports into a cohort: from a text, a PDF, a workshop's file or a file of many to what is kept of each, or why it is
//! refused.

use std::sync::Arc;

use serde_json::Value;

use super::{SIZE_LIMIT, parse_within, pdf_in, report_v1, workshop_v1};
use crate::assessment::Edition;
use crate::cohort::{Beside, Clerk, Cohort, Member, Origin, Place, Refused};
use crate::problem::Problem;
use crate::suggest::suggest;

/// The largest file that is read as one piece, in bytes: a workshop's.
pub const FILE_LIMIT: usize = workshop_v1::SIZE_LIMIT;

/// What came in, before it is put together.
#[derive(Default)]
pub struct Arrivals {
    members: Vec<Member>,
    beside: Vec<Beside>,
    refused: Vec<Refused>,
}

impl Arrivals {
    /// Takes a file: a PDF with a report in it, the report itself, or a workshop's file with the reports handed in there,
    /// each of which has its place as a line has in a file of many.
    pub fn take_file(&mut self, clerk: &Clerk, place: Place, bytes: &[u8]) {
        let file = place.to_string();
        let text = if pdf_in::is_pdf(bytes) {
            let limit = format!("{} MB", pdf_in::SIZE_LIMIT / 1024 / 1024);
            pdf_in::report_in(bytes).map_err(|refusal| Problem::of_file(&file, refusal.as_code()).with("limit", limit))
        } else {
            std::str::from_utf8(bytes).map(str::to_string).map_err(|_| Problem::of_file(&file, "not-text"))
        };
        match text {
            Ok(text) if is_workshop(&file, &text) => self.take_workshop(clerk, place, &text),
            Ok(text) => self.take_text(clerk, place, &text),
            Err(problem) => self.refuse(place, vec![problem]),
        }
    }

    /// Takes the reports of a workshop. What its members voted and agreed is not a report.
    fn take_workshop(&mut self, clerk: &Clerk, place: Place, text: &str) {
        let file = place.to_string();
        match workshop_v1::read(clerk.questionnaire, &file, text) {
            Err(problems) => self.refuse(place, problems),
            Ok(read) if read.workshop.reports.is_empty() => {
                self.refuse(place, vec![Problem::of_file(&file, "workshop-without-reports")]);
            }
            Ok(read) => {
                for (line, report) in (1..).zip(&read.workshop.reports) {
                    self.take_text(clerk, Place { file: Arc::clone(&place.file), line }, report);
                }
            }
        }
    }

    /// Takes the text of one report, such as a line of a file of many.
    pub fn take_text(&mut self, clerk: &Clerk, place: Place, text: &str) {
        let file = place.to_string();
        match report_v1::open(&file, text) {
            Err(problems) => self.refuse(place, problems),
            Ok(opened) if !opened.edition.goes_with(&Edition::of(clerk.questionnaire)) => {
                let report_id = opened.report_id().to_string();
                self.beside.push(Beside { report_id, edition: opened.edition, place });
            }
            Ok(opened) => {
                let read = report_v1::take_in(clerk.questionnaire, clerk.catalogue, &file, opened);
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

    /// How many came in so far, refused ones among them.
    pub fn len(&self) -> usize {
        self.members.len() + self.beside.len() + self.refused.len()
    }

    /// Whether nothing came in.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of it together.
    pub fn into_cohort(self) -> Cohort {
        Cohort::of(self.members, self.beside, self.refused)
    }
}

/// Whether a text says that it is a workshop. Most are reports, so what cannot be one is not parsed twice.
fn is_workshop(file: &str, text: &str) -> bool {
    let parsed = || parse_within(file, text, workshop_v1::SIZE_LIMIT);
    let says = |value: Value| value["format"] == workshop_v1::FORMAT;
    text.contains(workshop_v1::FORMAT) && parsed().is_ok_and(says)
}

/// Whether a file has a report a line, by the ending of its name.
pub fn has_lines(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["ndjson", "jsonl"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// A file of a report a line, taken slice by slice, so that no more of it is held than one line.
pub struct Lines {
    file: Arc<str>,
    /// The line that is being read, from 1.
    number: u32,
    /// What has come of it.
    held: Vec<u8>,
    /// It is longer than a report may be; the rest of it is passed over.
    passing: bool,
}

impl Lines {
    /// A file from its first line on.
    pub fn of(name: &str) -> Self {
        Self { file: name.into(), number: 1, held: Vec::new(), passing: false }
    }

    /// Takes the next slice, cut wherever it may be.
    pub fn take(&mut self, clerk: &Clerk, slice: &[u8], arrivals: &mut Arrivals) {
        let mut rest = slice;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (line, after) = rest.split_at(end);
            self.hold(line, arrivals);
            self.finish(clerk, arrivals);
            rest = after.get(1..).unwrap_or_default();
        }
        self.hold(rest, arrivals);
    }

    /// Takes the last line, where the file does not end with the end of one.
    pub fn end(mut self, clerk: &Clerk, arrivals: &mut Arrivals) {
        self.finish(clerk, arrivals);
    }

    fn place(&self) -> Place {
        Place { file: Arc::clone(&self.file), line: self.number }
    }

    fn hold(&mut self, part: &[u8], arrivals: &mut Arrivals) {
        if self.passing {
            return;
        }
        if self.held.len() + part.len() > SIZE_LIMIT {
            let place = self.place();
            let problem = Problem::of_file(&place.to_string(), "too-large");
            arrivals.refuse(place, vec![problem.with("limit", format!("{} MB", SIZE_LIMIT / 1024 / 1024))]);
            self.passing = true;
            self.held = Vec::new();
            return;
        }
        self.held.extend_from_slice(part);
    }

    /// Takes the line that is held, and begins the next.
    fn finish(&mut self, clerk: &Clerk, arrivals: &mut Arrivals) {
        let place = self.place();
        match std::str::from_utf8(&self.held) {
            Ok(text) if text.trim().is_empty() => {}
            Ok(text) => arrivals.take_text(clerk, place, text.trim_end()),
            Err(_) => {
                let problem = Problem::of_file(&place.to_string(), "not-text");
                arrivals.refuse(place, vec![problem]);
            }
        }
        self.held.clear();
        self.passing = false;
        self.number = self.number.saturating_add(1);
    }
}
