//! Pack and catalogue against each other: signals, processes, sectors, goals and requirements.

use std::collections::BTreeSet;

use super::tree::Tree;
use crate::advice::UseCase;
use crate::ids::{OptionId, SignalId};
use crate::problem::Problem;
use crate::questionnaire::{Prerequisite, Questionnaire};

/// How many signals a firm is shown at one process: more are skimmed, not read.
const SIGNALS_SHOWN: usize = 8;
/// The sector of an idea that suits any.
const ANY_SECTOR: &str = "all";

/// Every reference between the pack and the catalogue, and how much is shown at once.
pub(super) fn check(tree: &Tree, problems: &mut Vec<Problem>) {
    for (file, pack) in &tree.packs {
        too_many_signals(file, pack, problems);
        if let Some((ideas, catalogue)) = &tree.catalogue {
            let spoken: BTreeSet<&SignalId> =
                catalogue.use_cases.iter().flat_map(|idea| &idea.signals).map(|(signal, _)| signal).collect();
            for process in &pack.processes {
                for signal in process.signals.iter().filter(|signal| !spoken.contains(&signal.id)) {
                    let problem = Problem::of_file(file, "signal-without-idea");
                    problems.push(problem.at(format!("processes[{}]", process.id), signal.id.as_str()));
                }
            }
            for signal in pack.firm_signals.iter().filter(|signal| !spoken.contains(signal)) {
                problems.push(Problem::of_file(file, "signal-without-idea").at("firmSignals", signal.as_str()));
            }
            let asked: BTreeSet<&SignalId> = pack
                .processes
                .iter()
                .flat_map(|process| &process.signals)
                .map(|signal| &signal.id)
                .chain(&pack.firm_signals)
                .collect();
            catalogue.use_cases.iter().for_each(|idea| of_idea(ideas, idea, pack, &asked, problems));
        }
    }
}

fn options<'p>(pack: &'p Questionnaire, question: &str) -> Vec<&'p OptionId> {
    let question = pack.profile_question(question);
    question.map(|question| question.options.iter().map(|option| &option.id).collect()).unwrap_or_default()
}

fn of_idea(file: &str, idea: &UseCase, pack: &Questionnaire, asked: &BTreeSet<&SignalId>, problems: &mut Vec<Problem>) {
    let entry = format!("useCases[{}]", idea.id);
    let mut unknown = |field: &str, id: &str| {
        problems.push(Problem::of_file(file, "unknown-reference").at(&entry, field).with("id", id));
    };
    for process in idea.processes.iter().filter(|id| pack.process(id).is_none()) {
        unknown("processes", process.as_str());
    }
    let (sectors, goals) = (options(pack, "sector"), options(pack, "goal"));
    for sector in idea.sectors.iter().filter(|id| id.as_str() != ANY_SECTOR && !sectors.contains(id)) {
        unknown("sectors", sector.as_str());
    }
    for (goal, _) in idea.levers.iter().filter(|(goal, _)| !goals.contains(&goal)) {
        unknown("levers", goal.as_str());
    }
    for (prerequisite, level) in &idea.requires {
        let measured = pack.dimensions.iter().find(|dimension| dimension.prerequisite == Some(*prerequisite));
        if let Some(dimension) = measured.filter(|dimension| *level > dimension.top) {
            let problem = Problem::of_file(file, "above-the-top").at(&entry, name(*prerequisite));
            problems.push(problem.with("found", level).with("limit", dimension.top));
        }
    }
    for (signal, _) in idea.signals.iter().filter(|(signal, _)| !asked.contains(signal)) {
        problems.push(Problem::of_file(file, "signal-not-asked").at(&entry, signal.as_str()));
    }
    if idea.processes.is_empty() || idea.signals.is_empty() {
        let field = if idea.processes.is_empty() { "processes" } else { "signals" };
        problems.push(Problem::of_file(file, "idea-never-fits").at(&entry, field));
    }
}

fn too_many_signals(file: &str, pack: &Questionnaire, problems: &mut Vec<Problem>) {
    for process in &pack.processes {
        for sector in options(pack, "sector") {
            let shown = pack.signals_for(&process.id, Some(sector)).len();
            if shown > SIGNALS_SHOWN {
                let problem = Problem::of_file(file, "too-many-signals");
                let problem = problem.at(format!("processes[{}]", process.id), "signals").with("found", shown);
                problems.push(problem.with("sector", sector).with("limit", SIGNALS_SHOWN));
            }
        }
    }
}

/// A requirement's name in the files.
pub(super) fn name(prerequisite: Prerequisite) -> &'static str {
    match prerequisite {
        Prerequisite::Documentation => "process_documentation",
        Prerequisite::Data => "data",
        Prerequisite::Systems => "systems_integration",
        Prerequisite::Skills => "skills",
        Prerequisite::Governance => "governance",
    }
}
