//! `kickstart read FILE…`: the report out of a PDF or a JSON file, checked.

use std::fs;
use std::path::{Path, PathBuf};

use kickstart::problem::Problem;
use kickstart::text::Prose;
use kickstart::wire::pdf_in::{self, Refusal};
use kickstart::wire::report_v1;

use super::content;

/// The reports, one a file, and what is wrong with them.
pub fn read(paths: &[PathBuf], prose: &Prose) -> (Vec<String>, Vec<String>) {
    let Some((pack, catalogue, _)) = content::structure() else {
        return (Vec::new(), vec![Problem::of_file("kickstart", "nothing-to-check").sentence(prose)]);
    };
    let (mut reports, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        let name = path.display().to_string();
        match text(path, &name, pdf_in::report_in) {
            Err(problem) => problems.push(problem),
            Ok(text) => match report_v1::read(&pack, &catalogue, &name, &text) {
                Err(found) => problems.extend(found),
                Ok(imported) => {
                    problems.extend(imported.notes);
                    reports.push(text.trim_end().to_string());
                }
            },
        }
    }
    (reports, problems.iter().map(|problem| problem.sentence(prose)).collect())
}

/// The text of a file, or what is found inside of it where it is a PDF.
pub fn text(path: &Path, name: &str, inside: fn(&[u8]) -> Result<String, Refusal>) -> Result<String, Problem> {
    let bytes = fs::read(path).map_err(|error| Problem::of_file(name, "cannot-read").with("reason", error))?;
    if pdf_in::is_pdf(&bytes) {
        let limit = format!("{} MB", pdf_in::SIZE_LIMIT / 1024 / 1024);
        return inside(&bytes).map_err(|refusal| Problem::of_file(name, refusal.as_code()).with("limit", limit));
    }
    String::from_utf8(bytes).map_err(|_| Problem::of_file(name, "not-text"))
}
