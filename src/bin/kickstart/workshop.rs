//! `kickstart workshop WORKSHOP -o OUT.pdf`: what a workshop leaves behind, as a PDF.

use std::path::Path;

use kickstart::date::Moment;
use kickstart::print::{Content, Refused, print_workshop};
use kickstart::problem::Problem;
use kickstart::text::{Locale, Prose};
use kickstart::wire::pdf_in;

use super::report::{FONTS, finish};
use super::{content, read};

/// The lines to print, what should be known of the file among them, and whether no file came about.
pub fn written(
    from: &Path,
    to: &Path,
    locale: &str,
    made: Moment,
    anonymised: bool,
    prose: &Prose,
) -> (Vec<String>, bool) {
    let name = from.display().to_string();
    let Some((pack, catalogue, guides)) = content::structure() else {
        return (vec![Problem::of_file("kickstart", "nothing-to-check").sentence(prose)], true);
    };
    let texts = content::texts(locale);
    let content = Content { questionnaire: &pack, catalogue: &catalogue, guides: &guides, prose: &texts };
    let (mut lines, mut notes, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let made = read::text(from, &name, pdf_in::workshop_in)
        .map_err(|problem| Refused::Unread(vec![problem]))
        .and_then(|text| print_workshop(content, (&name, &text), &Locale::new(locale), anonymised, made, FONTS))
        .map(|(made, found)| {
            notes = found;
            made
        });
    finish(made, &name, to, prose, &mut lines, &mut problems);
    let failed = !problems.is_empty();
    lines.extend(notes.iter().chain(&problems).map(|problem| problem.sentence(prose)));
    (lines, failed)
}
