//! Runs the chosen steps one after another, all of them even when one fails, and counts.

use std::process::ExitCode;
use std::time::Instant;

use crate::counts::{self, Counts};
use crate::project::Project;
use crate::setup::{self, Needs};
use crate::steps::{Step, Work};
use crate::{Outcome, dist, process, region, sizes, steps};

/// The last line printed is always `N passed, N failed`; machines read it.
pub fn run(project: &Project, steps: &[Step]) -> ExitCode {
    let mut lines = Vec::new();
    let mut total = Counts::default();
    let mut note = |name: &str, counts: Counts, started: Instant| {
        let seconds = started.elapsed().as_secs_f64();
        lines.push(format!("{name:<8} {:>5} passed {:>4} failed {seconds:>8.1} s", counts.passed, counts.failed));
        total = total.plus(counts);
    };

    let started = Instant::now();
    heading("setup");
    let needs = steps.iter().fold(Needs::RUST, |needs, step| needs.and(step.needs()));
    // A failed set-up is counted, and the steps still run: those that do not need what is missing can tell something.
    let counts = match setup::run(project, needs) {
        Ok(()) => Counts::default(),
        Err(sentence) => failure(&sentence),
    };
    note("setup", counts, started);

    for step in steps {
        let started = Instant::now();
        heading(step.name());
        let counts =
            step.work(project).and_then(|work| perform(project, work)).unwrap_or_else(|sentence| failure(&sentence));
        println!(
            "{}: {} passed, {} failed, {:.1} s",
            step.name(),
            counts.passed,
            counts.failed,
            started.elapsed().as_secs_f64()
        );
        note(step.name(), counts, started);
    }

    heading("all steps");
    println!("{}\n", lines.join("\n"));
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed == 0 && total.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn perform(project: &Project, work: Work) -> Outcome<Counts> {
    match work {
        Work::Check(commands) => {
            let mut all_succeeded = true;
            for mut command in commands {
                println!("$ {}", process::shown(&command));
                if let Err(sentence) = process::run(&mut command) {
                    println!("{sentence}");
                    all_succeeded = false;
                }
            }
            Ok(if all_succeeded { Counts::PASSED } else { Counts::FAILED })
        }
        Work::Tests(runner, commands) => {
            let mut sum = Counts::default();
            for mut command in commands {
                println!("$ {}", process::shown(&command));
                let (succeeded, text) = process::watched(&mut command)?;
                sum = sum.plus(counts::judge(runner, succeeded, &text));
            }
            Ok(sum)
        }
        // The first build lives in a sub-folder of its host, the third is another region's: the end-to-end tests try both.
        Work::Dist => dist::build(project, "/kartlaggning/", "target/dist-base", None)
            .and_then(|()| dist::build(project, "/", "dist", None))
            .and_then(|()| region::folder(project, steps::EXAMPLE_REGION))
            .and_then(|region| region::dress(project, &region, "dist", "target/dist-region"))
            .map(|()| Counts::PASSED),
        Work::Sizes => sizes::check(&project.root.join("dist")).map(|()| Counts::PASSED),
    }
}

fn heading(name: &str) {
    println!("\n== {name} ==");
}

fn failure(sentence: &str) -> Counts {
    println!("{sentence}");
    Counts::FAILED
}
