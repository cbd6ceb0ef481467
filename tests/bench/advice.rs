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

/// The median of several runs.
fn median(once: impl Fn()) -> Duration {
    let timed = || {
        let begun = Instant::now();
        once();
        begun.elapsed()
    };
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| timed()).collect();
    times.sort();
    times[ROUNDS / 2]
}

/// How many of a firm's answers count, with so many processes chosen.
fn counting(answers: &Answers, processes: usize) -> usize {
    let chosen: Vec<_> = pack().in_order().take(processes).collect();
    answers.iter().filter(|(question, _)| question.process().is_none_or(|process| chosen.contains(&process))).count()
}

/// The catalogue with its ideas so many times over, each under an id of its own.
fn larger(catalogue: &Catalogue, times: usize) -> Catalogue {
    let copies = (0..times).flat_map(|copy| {
        catalogue.use_cases.iter().cloned().map(move |mut idea| {
            if copy > 0 {
                idea.id = format!("{}-{copy}", idea.id).as_str().into();
            }
            idea
        })
    });
    Catalogue { use_cases: copies.collect(), ..catalogue.clone() }
}

/// The median of several times: scores, lists, and all of it in words with law, money and people.
fn measure(answers: &Answers, catalogue: &Catalogue) -> Duration {
    let prose = all_texts("sv");
    let wording = Wording::of(pack(), answers);
    let words = Words { questionnaire: pack(), prose: &prose, wording: &wording };
    let today = Date::parse("2026-11-24").unwrap();
    let desk = Desk { words: &words, catalogue, guides: guides(), answers, today };
    median(|| {
        let computed = results(pack(), catalogue, answers);
        black_box(brief(&desk, &suggest(pack(), catalogue, answers, &computed)));
    })
}

fn main() -> ExitCode {
    let show = |what: &str, time: Duration, budget: &str| {
        println!("{what:<50} {:>8.2} ms {budget}", time.as_secs_f64() * 1000.0);
    };
    let whole = measure(&firm(13), catalogue());
    show("advice for 13 processes, native", whole, &format!("{} ms", BUDGET.as_millis()));
    let each = |time: Duration, count: usize| format!("{:.1} µs each", time.as_secs_f64() * 1e6 / count as f64);
    println!("\ngrowth with answers: all that is scored");
    for processes in [1, 4, 8, 13] {
        let answers = firm(processes);
        let count = counting(&answers, processes);
        let time = median(|| {
            black_box(results(pack(), catalogue(), &answers));
        });
        show(&format!("  {processes} processes, {count} answers"), time, &each(time, count));
    }
    println!("\ngrowth with use cases: the whole advice for 13 processes");
    for times in [1, 2, 4, 8] {
        let catalogue = larger(catalogue(), times);
        let time = measure(&firm(13), &catalogue);
        show(&format!("  {} use cases", catalogue.use_cases.len()), time, &each(time, catalogue.use_cases.len()));
    }
    if whole > BUDGET {
        eprintln!("the advice takes longer than its budget");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
