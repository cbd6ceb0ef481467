//! Writes reports of invented firms, one a line, for measuring `kickstart cohort` and for `tests/analysis`:
//! `cargo bench --no-default-features --features cli --bench reports -- 1000 > reports.ndjson`.
//! Every hundredth report stands twice, and every hundred-and-first corrects the one before it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../support/firms.rs"]
mod firms;
#[path = "../support/mod.rs"]
mod support;

use std::io::{self, BufWriter, Write};

use support::Chance;

fn main() -> io::Result<()> {
    let wanted = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100);
    let mut chance = Chance(2026);
    let mut out = BufWriter::new(io::stdout().lock());
    for number in 0..wanted {
        let mut firm = firms::assessment(&mut chance, number);
        if number % 100 == 1 {
            firm.replaces = format!("r-{:06}", number - 1);
        }
        let line = firms::line(&firms::saved(&firm, 1 + number % 28));
        for _ in 0..=usize::from(number % 100 == 0) {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
