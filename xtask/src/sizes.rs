//! What a first visit downloads, as a host sends it, against the budget.

use std::fs;
use std::path::Path;

use crate::{Outcome, page, project};

/// Bytes, compressed with brotli, of everything that the first screen needs.
const BUDGET: u64 = 215_000;
/// Bytes, compressed with brotli, of the program that makes PDFs and its fonts, fetched when the first one is asked for.
const PAGES_BUDGET: u64 = 700_000;
/// Bytes, compressed with brotli, of the program that reads many reports, fetched when its page is opened.
const REPORTS_BUDGET: u64 = 650_000;

/// One file of the first load.
struct Row {
    name: String,
    raw: u64,
    sent: u64,
}

/// Prints the table, and fails beyond the budget or when a file that the page names is missing.
pub fn check(dist: &Path) -> Outcome {
    let html = project::read(&dist.join("index.html"))
        .map_err(|sentence| format!("{sentence}. Run `cargo xtask dist` first."))?;
    let names = std::iter::once("index.html".to_owned()).chain(page::first_load(&html));
    let rows = names.map(|name| row(dist, name)).collect::<Outcome<Vec<Row>>>()?;

    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    println!("{:<width$} {:>10} {:>10}", "first load", "raw", "brotli");
    for row in &rows {
        println!("{:<width$} {:>10} {:>10}", row.name, row.raw, row.sent);
    }
    let pages = later(dist, |name| name.starts_with("pdf-") || name.ends_with(".ttf"))?;
    let reports = later(dist, |name| name.starts_with("reports-"))?;
    for (what, files) in [("a first PDF", &pages), ("many reports", &reports)] {
        println!("\n{what:<width$} {:>10} {:>10}", "raw", "brotli");
        for row in files {
            println!("{:<width$} {:>10} {:>10}", row.name, row.raw, row.sent);
        }
    }
    let raw: u64 = rows.iter().map(|row| row.raw).sum();
    let sent: u64 = rows.iter().map(|row| row.sent).sum();
    println!("\n{:<width$} {raw:>10} {sent:>10}", "first load");
    verdict("the first load", sent, BUDGET)?;
    verdict("what makes a PDF", pages.iter().map(|row| row.sent).sum(), PAGES_BUDGET)?;
    verdict("what reads many reports", reports.iter().map(|row| row.sent).sum(), REPORTS_BUDGET)
}

fn verdict(what: &str, sent: u64, budget: u64) -> Outcome {
    if sent <= budget {
        println!("✓ {what}: {sent} of {budget} bytes, {} left", budget - sent);
        Ok(())
    } else {
        Err(format!("{what} is {sent} bytes, {} over the budget of {budget}", sent - budget))
    }
}

/// The files of a program that is fetched when it is wanted: itself, its glue, its worker and what goes with them.
fn later(dist: &Path, belongs: impl Fn(&str) -> bool) -> Outcome<Vec<Row>> {
    let files = project::files_under(dist)?;
    let of_it = |name: &&String| belongs(name) && !name.ends_with(".br") && !name.ends_with(".gz");
    files.iter().filter(of_it).map(|name| row(dist, name.clone())).collect()
}

/// A file's size, and that of its brotli copy where it has one (a font is compressed already).
fn row(dist: &Path, name: String) -> Outcome<Row> {
    let size = |name: &str| fs::metadata(dist.join(name)).map(|file| file.len());
    let raw = size(&name).map_err(|error| format!("index.html names {name}, which is not in the build ({error})"))?;
    let sent = size(&format!("{name}.br")).unwrap_or(raw);
    Ok(Row { name, raw, sent })
}

#[cfg(test)]
mod tests {
    use super::{BUDGET, verdict};

    #[test]
    fn the_budget_itself_is_still_allowed() {
        assert!(verdict("x", BUDGET, BUDGET).is_ok());
        assert!(verdict("x", BUDGET + 1, BUDGET).is_err_and(|sentence| sentence.contains("1 over")));
    }
}
