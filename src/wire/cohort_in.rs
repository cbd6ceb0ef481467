//! Reports into a cohort: from a text, a PDF, a workshop's file, a file of many or a code handed back to what is kept of
//! each, or why it is refused.

use std::sync::Arc;

use serde_json::{Value, json};

use super::hand_v1::frames::{Collector, Taken};
use super::hand_v1::{self, Hand};
use super::{SIZE_LIMIT, canonical, format_in, parse_any, pdf_in, report_v1, sha256, workshop_v1};
use crate::assessment::{Assessment, Edition};
use crate::cohort::{Beside, Clerk, Cohort, Frame, Inside, Member, Origin, Place, Refused, Session};
use crate::problem::Problem;
use crate::results::{Results, results};
use crate::suggest::suggest;
use crate::workshop::Workshop;

/// The largest file that is read as one piece, in bytes: a workshop's.
pub const FILE_LIMIT: usize = workshop_v1::SIZE_LIMIT;

/// What came in, before it is put together.
#[derive(Default)]
pub struct Arrivals {
    members: Vec<Member>,
    beside: Vec<Beside>,
    sessions: Vec<Session>,
    refused: Vec<Refused>,
    /// Hand-backs that come as several codes.
    collector: Collector,
    /// The codes that wait for others, and where each was found.
    waiting: Vec<(String, Place)>,
    /// Where codes were found that have become whole with others.
    joined: Vec<Place>,
}

impl Arrivals {
    /// Takes a file: a PDF with a report or a workshop in it, or what [`Self::take_text`] takes.
    pub fn take_file(&mut self, clerk: &Clerk, place: Place, bytes: &[u8]) {
        let file = place.to_string();
        let text = if pdf_in::is_pdf(bytes) {
            let limit = format!("{} MB", pdf_in::SIZE_LIMIT / 1024 / 1024);
            pdf_in::data_in(bytes).map_err(|refusal| Problem::of_file(&file, refusal.as_code()).with("limit", limit))
        } else {
            std::str::from_utf8(bytes).map(str::to_string).map_err(|_| Problem::of_file(&file, "not-text"))
        };
        match text {
            Ok(text) => self.take_text(clerk, place, &text),
            Err(problem) => self.refuse(place, vec![problem]),
        }
    }

    /// Takes a text: one report, such as a line of a file of many; a workshop with the reports in it; or codes that were
    /// handed back, one alone or one a line.
    pub fn take_text(&mut self, clerk: &Clerk, place: Place, text: &str) {
        // A code is read after the last # of a link, and a firm may write #framtid: what begins as JSON is none.
        let json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
        if !json && self.take_codes(clerk, &place, text) {
            return;
        }
        match parse_any(&place.to_string(), text) {
            Err(problem) => self.refuse(place, vec![problem]),
            Ok(value) if format_in(&value) == workshop_v1::FORMAT => self.take_workshop(clerk, place, value),
            Ok(value) => self.take_report(clerk, place, value, |_| {}),
        }
    }

    /// Takes the text of one report, with a look at it before only what tables need is kept; at none that cannot count.
    pub fn take_looking(&mut self, clerk: &Clerk, place: Place, text: &str, look: impl FnOnce(&report_v1::Imported)) {
        match parse_any(&place.to_string(), text) {
            Err(problem) => self.refuse(place, vec![problem]),
            Ok(value) => self.take_report(clerk, place, value, look),
        }
    }

    fn take_report(&mut self, clerk: &Clerk, place: Place, value: Value, look: impl FnOnce(&report_v1::Imported)) {
        let file = place.to_string();
        match report_v1::opened(&file, value) {
            Err(problems) => self.refuse(place, problems),
            Ok(opened) if !opened.edition.goes_with(&Edition::of(clerk.questionnaire)) => {
                let report_id = opened.report_id().to_string();
                self.beside.push(Beside { report_id, edition: opened.edition, place });
            }
            Ok(opened) => {
                let read = report_v1::take_in(clerk.questionnaire, clerk.catalogue, &file, opened);
                look(&read);
                let origin = Origin {
                    place,
                    digest: read.digest,
                    saved_at: read.saved_at,
                    edition: read.edition,
                    with_notes: read.with_notes,
                    says_workshop: read.agreed,
                    notes: read.notes,
                };
                self.keep(clerk, &read.assessment, &read.results, origin);
            }
        }
    }

    /// A workshop: its reports, what its room agreed on where that is one firm, and a line of its own.
    fn take_workshop(&mut self, clerk: &Clerk, place: Place, value: Value) {
        let file = place.to_string();
        let opened = match workshop_v1::opened(&file, value) {
            Ok(opened) => opened,
            Err(problems) => return self.refuse(place, problems),
        };
        let (workshop_id, votes, reports) = (opened.id().to_string(), opened.votes(), opened.reports());
        let before = self.members.len();
        let mut notes = Vec::new();
        let edition = Edition {
            pack: opened.pack.id.clone(),
            version: opened.pack.version.clone(),
            ..Edition::of(clerk.questionnaire)
        };
        let (agreed, speaks) = (place.part(Inside::Agreed), opened.speaks_for_a_firm());
        if edition.goes_with(&Edition::of(clerk.questionnaire)) {
            match workshop_v1::take_in(clerk.questionnaire, &file, opened) {
                Ok(read) => {
                    notes = read.notes;
                    if speaks {
                        self.take_agreed(clerk, agreed, edition, &read.workshop);
                    }
                }
                Err(problems) => return self.refuse(place, problems),
            }
        } else if speaks {
            let report_id = workshop_v1::agreed_id(&workshop_id);
            self.beside.push(Beside { report_id, edition, place: agreed });
        }
        let held = reports.len();
        for (number, text) in (1..).zip(reports) {
            let place = place.part(Inside::Report(number));
            match parse_any(&place.to_string(), &text) {
                Err(problem) => self.refuse(place, vec![problem]),
                Ok(value) => self.take_report(clerk, place, value, |_| {}),
            }
        }
        let reports = self.members.iter().skip(before).map(|member| member.report_id.clone()).collect();
        self.sessions.push(Session { place, workshop_id, held, votes, reports, notes });
    }

    /// What a room agreed on. The workshop says when it was begun and not when it was saved, so a copy of it that was
    /// saved as a report is the newer one.
    fn take_agreed(&mut self, clerk: &Clerk, place: Place, edition: Edition, workshop: &Workshop) {
        let agreed = workshop_v1::agreed_report(clerk.questionnaire, workshop);
        self.keep_answers(clerk, place, edition, &agreed, true);
    }

    /// Takes codes; whether the text has any.
    fn take_codes(&mut self, clerk: &Clerk, place: &Place, text: &str) -> bool {
        let pack = clerk.questionnaire;
        let refused = match hand_v1::read(pack, text) {
            Ok(_) | Err(hand_v1::Refusal::OnlyPart) => {
                self.take_code(clerk, place, text);
                return true;
            }
            Err(hand_v1::Refusal::NotOurs | hand_v1::Refusal::TooLong) => return false,
            Err(refused) => refused,
        };
        let lines: Vec<(u32, &str)> = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).collect();
        if lines.len() < 2 || !lines.iter().all(|(_, line)| Collector::new().take(pack, line).is_ok()) {
            self.refuse(place.clone(), vec![refused.problem(&place.to_string())]);
            return true;
        }
        for (line, code) in lines {
            self.take_code(clerk, &Place { line, ..place.clone() }, code);
        }
        true
    }

    /// Takes the texts of the codes that a picture shows. The frames of one hand-back may stand in several pictures, and
    /// those may come at different times.
    pub fn take_picture(&mut self, clerk: &Clerk, place: &Place, texts: &[String]) {
        for text in texts {
            self.take_code(clerk, place, text);
        }
    }

    /// Takes a code: a frame waits for the others.
    fn take_code(&mut self, clerk: &Clerk, place: &Place, text: &str) {
        let taken = self.collector.take(clerk.questionnaire, text);
        if let Ok(Taken::Part { .. }) = taken {
            let waits = (text.to_string(), place.clone());
            if !self.waiting.contains(&waits) {
                self.waiting.push(waits);
            }
            return;
        }
        let waiting = std::mem::take(&mut self.waiting);
        let (waiting, others) = waiting.into_iter().partition(|(text, _)| self.collector.missing(text) > 0);
        self.waiting = waiting;
        // What stands in this file has its line by what it became.
        let others: Vec<_> = others.into_iter().map(|(_, at)| at).filter(|at| at.file != place.file).collect();
        match taken {
            Ok(Taken::Whole(hand)) => {
                self.joined.extend(others);
                self.take_hand(clerk, place.clone(), hand);
            }
            Ok(Taken::Part { .. }) => {}
            Err(refused) => {
                for place in others.into_iter().chain([place.clone()]) {
                    let problem = refused.problem(&place.to_string());
                    self.refuse(place, vec![problem]);
                }
            }
        }
    }

    fn take_hand(&mut self, clerk: &Clerk, place: Place, hand: Hand) {
        match hand {
            Hand::Ballot(ballot) => {
                let problem = Problem::of_file(&place.to_string(), "hand-is-vote").with("workshop", ballot.workshop);
                self.refuse(place, vec![problem]);
            }
            Hand::Report(report) => {
                let assessment =
                    Assessment { answers: report.answers, ..Assessment::new(report.report_id, report.created_at) };
                let edition = Edition::of(clerk.questionnaire);
                self.keep_answers(clerk, place, edition, &assessment, report.workshop.is_some());
            }
        }
    }

    /// Keeps answers that have come without a report file around them.
    fn keep_answers(
        &mut self,
        clerk: &Clerk,
        place: Place,
        edition: Edition,
        assessment: &Assessment,
        says_workshop: bool,
    ) {
        let answers = report_v1::answers::answers_out(assessment, true);
        let origin = Origin {
            place,
            digest: sha256(canonical(&json!({"answers": answers, "label": assessment.label}))),
            saved_at: assessment.created_at.clone(),
            edition,
            with_notes: !assessment.notes.is_empty(),
            says_workshop,
            notes: Vec::new(),
        };
        self.keep(clerk, assessment, &results(clerk.questionnaire, clerk.catalogue, &assessment.answers), origin);
    }

    fn keep(&mut self, clerk: &Clerk, assessment: &Assessment, results: &Results, origin: Origin) {
        let suggestions = suggest(clerk.questionnaire, clerk.catalogue, &assessment.answers, results);
        self.members.push(clerk.member(assessment, results, &suggestions, origin));
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

    /// The codes that wait for others.
    pub fn waiting(&self) -> Vec<Frame> {
        let frame =
            |(text, place): &(String, Place)| Frame { place: place.clone(), missing: self.collector.missing(text) };
        self.waiting.iter().map(frame).collect()
    }

    /// What has come in so far, together. Codes that wait for others stay here.
    pub fn settle(&mut self) -> Cohort {
        let (collector, waiting) = (std::mem::take(&mut self.collector), std::mem::take(&mut self.waiting));
        let Self { members, beside, sessions, refused, joined, .. } =
            std::mem::replace(self, Self { collector, waiting, ..Self::default() });
        let joined = joined.into_iter().map(|place| Frame { place, missing: 0 }).collect();
        Cohort::of(members, beside, sessions, refused).with_frames(joined)
    }

    /// All of it together; nothing more is coming.
    pub fn into_cohort(mut self) -> Cohort {
        for (_, place) in std::mem::take(&mut self.waiting) {
            let problem = hand_v1::Refusal::OnlyPart.problem(&place.to_string());
            self.refuse(place, vec![problem]);
        }
        self.settle()
    }
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
        Place::at_line(&self.file, self.number)
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
