//! What a first visit downloads, as a host sends it, against the budget.

use std::fs;
use std::path::Path;

use crate::{Outcome, page, project};

/// Bytes, compressed with brotli, of everything that the first screen needs.
const BUDGET: u64 = 300_000;

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
    let raw: u64 = rows.iter().map(|row| row.raw).sum();
    let sent: u64 = rows.iter().map(|row| row.sent).sum();
    println!("{:<width$} {raw:>10} {sent:>10}", "total");
    verdict(sent)
}

fn verdict(sent: u64) -> Outcome {
    if sent <= BUDGET {
        println!("✓ {sent} of {BUDGET} bytes, {} left", BUDGET - sent);
        Ok(())
    } else {
        Err(format!("the first load is {sent} bytes, {} over the budget of {BUDGET}", sent - BUDGET))
    }
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
        assert!(verdict(BUDGET).is_ok());
        assert!(verdict(BUDGET + 1).is_err_and(|sentence| sentence.contains("1 over")));
    }
}
