//! The program that makes PDFs in the browser: it runs in a worker of its own (`src/web/pdf-worker.js`), so that the page
//! answers meanwhile, and is fetched when the first PDF is asked for.

use kickstart::date::Date;
use kickstart::paper::Wanted;
use kickstart::pdf::{Fonts, PdfError};
use kickstart::print::{Content, Refused, print};
use kickstart::text::{Locale, Prose};
use kickstart::wire::{guides, pack_v1, prose_v1, seed_v1};
use wasm_bindgen::prelude::wasm_bindgen;

/// The files that hold structure rather than words, first in the list that [`make`] gets.
const STRUCTURE: usize = 7;

fn main() {}

/// A finished file.
#[wasm_bindgen]
pub struct Made {
    bytes: Vec<u8>,
    replaced: String,
}

#[wasm_bindgen]
impl Made {
    /// The file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.bytes.clone()
    }

    /// The characters that a box stands for.
    #[must_use]
    pub fn replaced(&self) -> String {
        self.replaced.clone()
    }
}

/// Makes the PDF of a report. `names` and `texts` are content files: the pack, the ideas, the five guides in their order,
/// then every file of texts.
///
/// # Errors
/// In short, for whoever mends it: which file, or what the writer said.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments, clippy::needless_pass_by_value)]
pub fn make(
    report: &str,
    locale: &str,
    day: &str,
    summary: bool,
    notes: bool,
    names: Vec<String>,
    texts: Vec<String>,
    regular: &[u8],
    strong: &[u8],
) -> Result<Made, String> {
    let text = |index: usize| texts.get(index).map_or("", String::as_str);
    let name = |index: usize| names.get(index).map_or("", String::as_str);
    let code = |problems: Vec<kickstart::problem::Problem>| {
        problems.first().map_or(String::new(), |problem| format!("{} {}", problem.file, problem.code))
    };
    let questionnaire = pack_v1::read(name(0), text(0)).map_err(code)?;
    let catalogue = seed_v1::read(name(1), text(1)).map_err(code)?;
    let guides = guides::read([text(2), text(3), text(4), text(5), text(6)]).map_err(code)?;
    let mut prose = Prose::new();
    for (name, text) in names.iter().zip(&texts).skip(STRUCTURE) {
        prose.extend(prose_v1::read(name, text).map_err(code)?.texts);
    }
    let content = Content { questionnaire: &questionnaire, catalogue: &catalogue, guides: &guides, prose: &prose };
    let day = Date::parse(day).unwrap_or_default();
    let wanted = Wanted { summary, notes };
    let made = print(content, report, &Locale::new(locale), wanted, day, Fonts { regular, strong });
    match made {
        Ok(written) => Ok(Made { bytes: written.bytes, replaced: written.replaced.into_iter().collect() }),
        Err(Refused::Report(problems)) => Err(code(problems)),
        Err(Refused::Pdf(PdfError::Font)) => Err("font".to_string()),
        Err(Refused::Pdf(PdfError::Refused(reason))) => Err(reason),
    }
}
