//! How long the whole advice takes without a browser, beside its budget, and how it grows. `cargo xtask bench` runs it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../support/mod.rs"]
mod support;

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use kickstart::advice::Catalogue;
use kickstart::answer::{Answer, Answers};
use kickstart::brief::{Desk, brief};
use kickstart::date::Date;
use kickstart::ids::{OptionId, QuestionId};
use kickstart::questionnaire::Wording;
use kickstart::results::results;
use kickstart::suggest::suggest;
use kickstart::words::Words;
use support::{Chance, all_texts, catalogue, guides, pack};

/// What architecture.md promises for thirteen processes.
const BUDGET: Duration = Duration::from_millis(5);
const ROUNDS: usize = 50;

/// A firm that went through so many processes and answered everything.
fn firm(processes: usize) -> Answers {
    let mut answers = Chance(7).answers(pack(), 10);
    answers.set(QuestionId::Profile("business".into()), Answer::Choice("steady".into()));
    let chosen = pack().in_order().take(processes);
    answers.set(QuestionId::Chosen, Answer::Choices(chosen.map(|id| OptionId::from(id.as_str())).collect()));
    for process in &pack().processes {
        answers.set(QuestionId::Time(process.id.clone()), Answer::Choice("much".into()));
    }
    answers
}

/// The median of several times: scores, lists, and all of it in words with law, money and people.
fn measure(answers: &Answers, catalogue: &Catalogue) -> Duration {
    let prose = all_texts("sv");
    let wording = Wording::of(pack(), answers);
    let words = Words { questionnaire: pack(), prose: &prose, wording: &wording };
    let today = Date::parse("2026-11-24").unwrap();
    let desk = Desk { words: &words, catalogue, guides: guides(), answers, today };
    let once = || {
        let begun = Instant::now();
        let computed = results(pack(), catalogue, answers);
        black_box(brief(&desk, &suggest(pack(), catalogue, answers, &computed)));
        begun.elapsed()
    };
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| once()).collect();
    times.sort();
    times[ROUNDS / 2]
}

fn main() -> ExitCode {
    let show = |what: &str, time: Duration, budget: &str| {
        println!("{what:<50} {:>8.2} ms {budget}", time.as_secs_f64() * 1000.0);
    };
    let whole = measure(&firm(13), catalogue());
    show("advice for 13 processes, native", whole, &format!("{} ms", BUDGET.as_millis()));
    for processes in [1, 4, 8] {
        show(&format!("  for {processes} of them"), measure(&firm(processes), catalogue()), "");
    }
    for ideas in [15, 30] {
        let use_cases = catalogue().use_cases.iter().take(ideas).cloned().collect();
        let fewer = Catalogue { use_cases, ..catalogue().clone() };
        show(&format!("  with {ideas} ideas of {}", catalogue().use_cases.len()), measure(&firm(13), &fewer), "");
    }
    if whole > BUDGET {
        eprintln!("the advice takes longer than its budget");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
