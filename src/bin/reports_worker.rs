//! The program that reads many reports in the browser and holds what is kept of them: it runs in a worker of its own
//! (`src/web/reports-worker.js`), so that the page answers meanwhile, and is fetched when the page of reports is opened.

use kickstart::advice::Catalogue;
use kickstart::cohort::Clerk;
use kickstart::date::Date;
use kickstart::guides::Guides;
use kickstart::problem::Problem;
use kickstart::questionnaire::Questionnaire;
use kickstart::reception::{Form, Reception};
use kickstart::text::Prose;
use kickstart::wire::cohort_in::{self, FILE_LIMIT};
use kickstart::wire::xlsx::Refused;
use kickstart::wire::{glance_v1, guides, pack_v1, prose_v1, seed_v1};
use wasm_bindgen::prelude::wasm_bindgen;

/// The files that hold structure rather than words, first in the list of content files.
const STRUCTURE: usize = 2 + guides::FILES.len();

fn main() {}

/// What a problem with content is called, for whoever mends it.
fn code(problems: Vec<Problem>) -> String {
    problems.first().map_or(String::new(), |problem| format!("{} {}", problem.file, problem.code))
}

/// Reports as they come in, with the words of the language in use.
#[wasm_bindgen]
pub struct Desk {
    reception: Reception<'static>,
    locale: String,
    prose: Prose,
}

#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value)]
impl Desk {
    /// An empty desk. `names` and `texts` are content files: the pack, the ideas and the five guides in their order, and
    /// whatever else.
    ///
    /// # Errors
    /// In short: which file, and what is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(day: &str, names: Vec<String>, texts: Vec<String>) -> Result<Self, String> {
        let text = |index: usize| texts.get(index).map_or("", String::as_str);
        let name = |index: usize| names.get(index).map_or("", String::as_str);
        // They are there as long as the worker is.
        let pack: &'static Questionnaire = Box::leak(Box::new(pack_v1::read(name(0), text(0)).map_err(code)?));
        let catalogue: &'static Catalogue = Box::leak(Box::new(seed_v1::read(name(1), text(1)).map_err(code)?));
        let guides = guides::read([text(2), text(3), text(4), text(5), text(6), text(7)]).map_err(code)?;
        let guides: &'static Guides = Box::leak(Box::new(guides));
        let clerk = Clerk::new(pack, catalogue, guides, Date::parse(day).unwrap_or_default());
        Ok(Self { reception: Reception::new(clerk), locale: String::new(), prose: Prose::new() })
    }

    /// Speaks a language from now on, by the same list of content files.
    ///
    /// # Errors
    /// In short: which file, and what is wrong with it.
    pub fn speak(&mut self, locale: &str, names: Vec<String>, texts: Vec<String>) -> Result<(), String> {
        let mut prose = Prose::new();
        for (name, text) in names.iter().zip(&texts).skip(STRUCTURE) {
            prose.extend(prose_v1::read(name, text).map_err(code)?.texts);
        }
        (self.locale, self.prose) = (locale.to_string(), prose);
        Ok(())
    }

    /// Reads a report and forgets it: a browser makes a program fast by what it does most, and should have begun before
    /// somebody waits for it.
    pub fn run_in(&self, report: &str) {
        glance_v1::write(&self.reception.run_in(&self.prose, report));
    }

    /// Takes a file in.
    pub fn take(&mut self, name: &str, bytes: &[u8]) {
        self.reception.take(name, bytes);
    }

    /// Takes the next slice of a file of a report a line.
    pub fn slice(&mut self, name: &str, bytes: &[u8]) {
        self.reception.slice(name, bytes);
    }

    /// Takes what is left of such a file.
    pub fn end_lines(&mut self) {
        self.reception.end_lines();
    }

    /// Takes the codes in a picture, as the canvas has its pixels. Whether it shows any.
    pub fn picture(&mut self, name: &str, wide: usize, high: usize, pixels: &[u8]) -> bool {
        self.reception.picture(name, (wide, high), pixels)
    }

    /// Notes that a picture shows no code.
    pub fn no_code(&mut self, name: &str) {
        self.reception.no_code(name);
    }

    /// Notes that a file is larger than any that is read.
    pub fn too_large(&mut self, name: &str) {
        self.reception.too_large(name, FILE_LIMIT);
    }

    /// Notes that the browser could not read a file.
    pub fn cannot_read(&mut self, name: &str) {
        self.reception.cannot_read(name);
    }

    /// How many reports have come in since they were put together last.
    pub fn arrived(&self) -> usize {
        self.reception.arrived()
    }

    /// Puts what has come in together with what is there.
    pub fn settle(&mut self) {
        self.reception.settle();
    }

    /// Forgets every report.
    pub fn clear(&mut self) {
        self.reception.clear();
    }

    /// What the page draws, as both say it to each other.
    pub fn glance(&self, ask: &str) -> String {
        glance_v1::write(&self.reception.glance(&self.prose, &glance_v1::read_ask(ask)))
    }

    /// The tables as a file.
    ///
    /// # Errors
    /// `too-many-rows`, or what the writer says.
    pub fn tables(&self, form: &str, ask: &str, anonymised: bool) -> Result<Vec<u8>, String> {
        let form = Form::parse(form).ok_or_else(|| form.to_string())?;
        let ask = glance_v1::read_ask(ask);
        self.reception.tables(form, &self.locale, &self.prose, &ask, anonymised).map_err(|refused| match refused {
            Refused::TooManyRows => "too-many-rows".to_string(),
            Refused::Writer(reason) => reason,
        })
    }
}

/// The largest file that is read as one piece, in bytes.
#[wasm_bindgen]
pub fn file_limit() -> usize {
    FILE_LIMIT
}

/// Whether a file has a report a line, by its name.
#[wasm_bindgen]
pub fn has_lines(name: &str) -> bool {
    cohort_in::has_lines(name)
}
