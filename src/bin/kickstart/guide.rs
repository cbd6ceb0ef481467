//! `kickstart guide -o OUT.pdf`: what whoever leads a workshop needs beside them, as a PDF of two pages.

use std::path::Path;

use kickstart::date::Moment;
use kickstart::paper::guide;
use kickstart::pdf;
use kickstart::print::Refused;
use kickstart::problem::Problem;
use kickstart::text::{Locale, Prose};

use super::content;
use super::report::{FONTS, finish};

/// The lines to print, and whether no file came about.
pub fn written(to: &Path, locale: &str, made: Moment, prose: &Prose) -> (Vec<String>, bool) {
    let Some((pack, _, guides)) = content::structure() else {
        return (vec![Problem::of_file("kickstart", "nothing-to-check").sentence(prose)], true);
    };
    let paper = guide::paper(&pack, guides.palette, &content::texts(locale), &Locale::new(locale));
    let made = pdf::write(&paper, FONTS, None, made).map_err(Refused::Pdf);
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    finish(made, &to.display().to_string(), to, prose, &mut lines, &mut problems);
    lines.extend(problems.iter().map(|problem| problem.sentence(prose)));
    (lines, !problems.is_empty())
}
