//! The suites that reach what `cargo mutants` tries, in one program, so that each mutant is linked once and not two dozen
//! times. Nothing else runs it (`test = false` in `Cargo.toml`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "advice.rs"]
mod advice;
#[path = "benchmark.rs"]
mod benchmark;
#[path = "caps.rs"]
mod caps;
#[path = "cohort.rs"]
mod cohort;
#[path = "content.rs"]
mod content;
#[path = "firms.rs"]
mod firms;
#[path = "follow_up.rs"]
mod follow_up;
#[path = "funding.rs"]
mod funding;
#[path = "fuzz_corpus.rs"]
mod fuzz_corpus;
#[path = "glance.rs"]
mod glance;
#[path = "hand.rs"]
mod hand;
#[path = "injection.rs"]
mod injection;
#[path = "law.rs"]
mod law;
#[path = "outcome.rs"]
mod outcome;
#[path = "pdf.rs"]
mod pdf;
#[path = "pdf_read.rs"]
mod pdf_read;
#[path = "people.rs"]
mod people;
#[path = "plan.rs"]
mod plan;
#[path = "region.rs"]
mod region;
#[path = "report.rs"]
mod report;
#[path = "room.rs"]
mod room;
#[path = "schemas.rs"]
mod schemas;
#[path = "scoring.rs"]
mod scoring;
#[path = "tables.rs"]
mod tables;
#[path = "workshop.rs"]
mod workshop;
#[path = "workshop_pdf.rs"]
mod workshop_pdf;
