//! `kickstart report REPORT -o OUT.pdf`: the report of saved answers as a PDF, the same as the app makes.

use std::fs;
use std::path::Path;

use kickstart::date::Moment;
use kickstart::paper::Wanted;
use kickstart::pdf::{Fonts, PdfError, Written};
use kickstart::print::{Content, Refused, print};
use kickstart::problem::Problem;
use kickstart::text::{Locale, Prose};
use kickstart::wire::report_v1;

use super::{check, content};

/// The fonts that are shipped.
pub const FONTS: Fonts = Fonts {
    regular: include_bytes!("../../../style/fonts/kart-sans-regular.ttf"),
    strong: include_bytes!("../../../style/fonts/kart-sans-semibold.ttf"),
};

/// The lines to print, and whether no file came about.
pub fn written(
    from: &Path,
    to: &Path,
    locale: &str,
    made: Moment,
    wanted: Wanted,
    prose: &Prose,
) -> (Vec<String>, bool) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    check::take(from, true, &mut files, &mut problems);
    let name = from.display().to_string();
    let Some((pack, catalogue, guides)) = content::structure() else {
        return (vec![Problem::of_file("kickstart", "nothing-to-check").sentence(prose)], true);
    };
    let mut lines = Vec::new();
    if let Some((file, text)) = files.first() {
        match report_v1::read(&pack, &catalogue, file, text) {
            Err(found) => problems.extend(found),
            Ok(imported) => {
                let texts = content::texts(locale);
                let locale = Locale::new(locale);
                let now = made.to_string();
                let tool = env!("CARGO_PKG_VERSION");
                let context = report_v1::Context { tool, locale: &locale, now: &now, notes: wanted.notes };
                let saved = report_v1::write(&pack, &catalogue, &imported.assessment, &context);
                let content = Content { questionnaire: &pack, catalogue: &catalogue, guides: &guides, prose: &texts };
                let made = print(content, &saved, &locale, wanted, made, FONTS);
                finish(made, &name, to, prose, &mut lines, &mut problems);
            }
        }
    }
    let failed = !problems.is_empty();
    lines.extend(problems.iter().map(|problem| problem.sentence(prose)));
    (lines, failed)
}

/// Writes a finished PDF and says so, or says why there is none.
pub fn finish(
    made: Result<Written, Refused>,
    from: &str,
    to: &Path,
    prose: &Prose,
    lines: &mut Vec<String>,
    problems: &mut Vec<Problem>,
) {
    match made.map(|made| (fs::write(to, &made.bytes), made)) {
        Ok((Ok(()), made)) => {
            let values = [("file", &*to.display().to_string()), ("n", &made.pages.to_string())];
            lines.push(prose.fill("cli.written", &values));
            if !made.replaced.is_empty() {
                let letters = made.replaced.iter().collect::<String>();
                lines.push(prose.fill("cli.replaced", &[("letters", &letters)]));
            }
        }
        Ok((Err(error), _)) => {
            let path = to.display().to_string();
            problems.push(Problem::of_file(&path, "cannot-write").with("reason", error));
        }
        Err(Refused::Unread(found)) => problems.extend(found),
        Err(Refused::Pdf(PdfError::Font)) => {
            problems.push(Problem::of_file(from, "pdf-refused").with("reason", "font"));
        }
        Err(Refused::Pdf(PdfError::Refused(reason))) => {
            problems.push(Problem::of_file(from, "pdf-refused").with("reason", reason));
        }
    }
}
