//! Where reports come in, are held together and looked at: what the program beside the page does, without a browser.

use crate::cohort::{Clerk, Cohort, Filter, Place};
use crate::glance::{Ask, Glance, glance};
use crate::problem::Problem;
use crate::qr;
use crate::text::Prose;
use crate::wire::cohort_in::{Arrivals, Lines};
use crate::wire::cohort_v1;
use crate::wire::csv::{self, Style};
use crate::wire::xlsx::{self, Refused};

/// What the tables are written as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Firms by processes, for spreadsheets.
    Csv,
    /// A workbook with a dictionary.
    Xlsx,
    /// A firm a line.
    Ndjson,
    /// All in one.
    Json,
}

impl Form {
    /// The form with a name.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "csv" => Self::Csv,
            "xlsx" => Self::Xlsx,
            "ndjson" => Self::Ndjson,
            "json" => Self::Json,
            _ => return None,
        })
    }
}

/// Reports as they come in, and those that are there.
pub struct Reception<'a> {
    clerk: Clerk<'a>,
    cohort: Cohort,
    arrivals: Arrivals,
    lines: Option<Lines>,
}

impl<'a> Reception<'a> {
    /// An empty one, with today's content.
    pub fn new(clerk: Clerk<'a>) -> Self {
        Self { clerk, cohort: Cohort::default(), arrivals: Arrivals::default(), lines: None }
    }

    /// Reads a report, looks at it as the page would, and forgets it.
    pub fn run_in(&self, prose: &Prose, report: &str) -> Glance {
        let mut arrivals = Arrivals::default();
        arrivals.take_text(&self.clerk, Place::of(""), report);
        glance(&self.clerk, prose, &arrivals.into_cohort(), &Ask::default())
    }

    /// Takes a file in. What has come in counts from [`Reception::settle`] on.
    pub fn take(&mut self, name: &str, bytes: &[u8]) {
        self.arrivals.take_file(&self.clerk, Place::of(name), bytes);
    }

    /// Takes the next slice of a file of a report a line.
    pub fn slice(&mut self, name: &str, bytes: &[u8]) {
        let lines = self.lines.get_or_insert_with(|| Lines::of(name));
        lines.take(&self.clerk, bytes, &mut self.arrivals);
    }

    /// Takes what is left of such a file.
    pub fn end_lines(&mut self) {
        if let Some(lines) = self.lines.take() {
            lines.end(&self.clerk, &mut self.arrivals);
        }
    }

    /// Takes the codes in a picture of so many pixels, each as red, green, blue and how opaque. Whether it shows any.
    pub fn picture(&mut self, name: &str, (wide, high): (usize, usize), pixels: &[u8]) -> bool {
        let texts = qr::texts(wide, high, &qr::grey(pixels));
        self.arrivals.take_picture(&self.clerk, &Place::of(name), &texts);
        !texts.is_empty()
    }

    /// Notes that a picture shows no code.
    pub fn no_code(&mut self, name: &str) {
        self.arrivals.refuse(Place::of(name), vec![Problem::of_file(name, "no-code-in-picture")]);
    }

    /// Notes that a file is larger than any that is read.
    pub fn too_large(&mut self, name: &str, limit: usize) {
        let problem = Problem::of_file(name, "too-large").with("limit", format!("{} MB", limit / 1024 / 1024));
        self.arrivals.refuse(Place::of(name), vec![problem]);
    }

    /// Notes that the browser could not read a file.
    pub fn cannot_read(&mut self, name: &str) {
        self.arrivals.refuse(Place::of(name), vec![Problem::of_file(name, "cannot-read")]);
    }

    /// How many reports have come in since the last [`Reception::settle`].
    pub fn arrived(&self) -> usize {
        self.arrivals.len()
    }

    /// Puts what has come in together with what is there. Codes that wait for others go on waiting. Of a file of many that
    /// was broken off, the line that was being read is left out.
    pub fn settle(&mut self) {
        self.lines = None;
        let new = self.arrivals.settle();
        self.cohort = std::mem::take(&mut self.cohort).merge(new);
        self.cohort.wait_for(self.arrivals.waiting());
    }

    /// Forgets every report.
    pub fn clear(&mut self) {
        (self.cohort, self.arrivals, self.lines) = (Cohort::default(), Arrivals::default(), None);
    }

    /// What the page draws.
    pub fn glance(&self, prose: &Prose, ask: &Ask) -> Glance {
        glance(&self.clerk, prose, &self.cohort, ask)
    }

    /// The tables as a file: those of the selection, and of every firm where it is JSON, anonymised or the programme's. Anonymised tables of
    /// different selections, laid beside each other, could give a firm away.
    ///
    /// # Errors
    /// A workbook that has no room for all the rows, or cannot be written.
    pub fn tables(
        &self,
        form: Form,
        locale: &str,
        prose: &Prose,
        ask: &Ask,
        anonymised: bool,
    ) -> Result<Vec<u8>, Refused> {
        let pack = self.clerk.questionnaire;
        let all = Filter::default();
        let room = self.cohort.room(if anonymised || ask.programme.is_some() { &all } else { &ask.filter });
        let mut text = String::new();
        let mut out = |part: &str| text.push_str(part);
        match form {
            Form::Xlsx => return xlsx::book(&self.clerk, prose, &self.cohort, &room, anonymised),
            Form::Csv => csv::write(Style::of(locale), pack, &room, anonymised, &mut out),
            Form::Ndjson => cohort_v1::write_lines(pack, &room, anonymised, &mut out),
            Form::Json => {
                let goals = ask.programme.unwrap_or_default();
                cohort_v1::write(&self.clerk, &self.cohort, goals, anonymised, &mut out);
            }
        }
        Ok(text.into_bytes())
    }
}
