//! The core of Kickstart AI: questions, scoring, outcomes, advice and files, without a browser.
//!
//! Arrows point inward only: `web` → `report`, `chart` → `results` → `outcome`, `advice` → `scoring`,
//! `visible`, `assessment` → `questionnaire`, `answer` → `ids`, `text`. `wire` stands beside and is used by
//! adapters. The core has no clock, no randomness, no I/O and no browser; `tests/layers.rs` guards this.
//!
//! Invariants: a [`questionnaire::Questionnaire`] has been checked, so functions on it cannot fail; an
//! unanswered question has no answer rather than a zero; results are computed from answers and never stored
//! as truth.

pub mod advice;
pub mod answer;
pub mod assessment;
pub mod benchmark;
pub mod board;
pub mod brief;
pub mod changes;
pub mod chart;
pub mod code;
pub mod cohort;
pub mod colours;
pub mod content;
pub mod date;
pub mod document;
pub mod figures;
pub mod follow_up;
pub mod funding;
pub mod glance;
pub mod guides;
pub mod help;
pub mod ids;
pub mod law;
pub mod order;
pub mod outcome;
pub mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod people;
pub mod plan;
pub mod ports;
#[cfg(feature = "pdf")]
pub mod print;
pub mod problem;
pub mod publisher;
pub mod qr;
pub mod questionnaire;
#[cfg(feature = "xlsx")]
pub mod reception;
pub mod region;
pub mod report;
pub mod results;
pub mod scoring;
pub mod source;
pub mod suggest;
pub mod tables;
pub mod text;
pub mod visible;
pub mod wire;
pub mod words;
pub mod workshop;

#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub mod web;
