//! What only a look at the whole pack can tell: ids used twice, and references that lead nowhere.

use crate::ids::{OptionId, ProcessId, QuestionId};
use crate::order::Set;
use crate::problem::Problem;
use crate::questionnaire::{Clause, Process, Questionnaire, Rule};
use crate::wire::shape::is_id;

/// Everything of that kind.
pub fn check(file: &str, pack: &Questionnaire) -> Vec<Problem> {
    let mut problems = duplicates(file, pack);
    problems.extend(ambiguous(file, pack));
    problems.extend(dangling(file, pack));
    problems
}

/// Every id that stands twice where it may stand once.
fn duplicates(file: &str, pack: &Questionnaire) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut once = |place: &str, ids: &mut dyn Iterator<Item = &str>| {
        let mut seen = Set::new();
        for id in ids {
            if !seen.insert(id) {
                problems.push(Problem::of_file(file, "id-twice").at(place, id).with("id", id));
            }
        }
    };
    once("dimensions", &mut pack.dimensions.iter().map(|dimension| dimension.id.as_str()));
    once("groups", &mut pack.groups.iter().map(|group| group.id.as_str()));
    once("groups", &mut pack.in_order().map(ProcessId::as_str));
    once("processes", &mut pack.processes.iter().map(|process| process.id.as_str()));
    for process in &pack.processes {
        let place = format!("processes[{}]", process.id);
        once(&place, &mut process.signals.iter().map(|signal| signal.id.as_str()));
        once(&place, &mut process.variants.iter().flat_map(|variant| &variant.sectors).map(OptionId::as_str));
    }
    once("profile", &mut pack.profile.iter().map(|question| question.id.as_str()));
    for question in &pack.profile {
        let place = format!("profile[{}]", question.id);
        once(&place, &mut question.options.iter().map(|option| option.id.as_str()));
    }
    once("picker › scale", &mut pack.picker.scale.iter().map(OptionId::as_str));
    once("picker › reasons", &mut pack.picker.reasons.iter().map(OptionId::as_str));
    once("enablers", &mut pack.enablers.iter().map(|enabler| enabler.id.as_str()));
    once("firmSignals", &mut pack.firm_signals.iter().map(|signal| signal.as_str()));
    once("aiInput", &mut pack.ai_input.iter().map(|option| option.id.as_str()));
    once("facts", &mut pack.facts.iter().map(|fact| fact.id.as_str()));
    problems
}

/// Every process, profile question and enabler whose questions could not be told apart in a file: `firm` as a
/// process, a dot in an id, or an id too long with its question.
fn ambiguous(file: &str, pack: &Questionnaire) -> Vec<Problem> {
    let is_found_again = |question: &QuestionId| {
        let text = question.to_string();
        is_id(&text) && QuestionId::parse(&text).as_ref() == Some(question)
    };
    let of_process = |process: &Process| {
        let id = &process.id;
        let asked = pack.dimensions.iter().map(|dimension| QuestionId::Process(id.clone(), dimension.id.clone()));
        let rest = [QuestionId::Time(id.clone()), QuestionId::Signals(id.clone()), QuestionId::SimplerFix(id.clone())];
        asked.chain(rest).find(|question| !is_found_again(question)).map(|question| ("processes", question))
    };
    let profile = pack.profile.iter().map(|question| ("profile", QuestionId::Profile(question.id.clone())));
    let enablers = pack.enablers.iter().map(|enabler| ("enablers", QuestionId::Enabler(enabler.id.clone())));
    pack.processes
        .iter()
        .filter_map(of_process)
        .chain(profile.chain(enablers).filter(|(_, question)| !is_found_again(question)))
        .map(|(place, question)| Problem::of_file(file, "bad-id").at(place, "id").with("found", question))
        .collect()
}

/// Every reference that leads nowhere.
fn dangling(file: &str, pack: &Questionnaire) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut unknown = |entry: String, field: &str, id: &str| {
        problems.push(Problem::of_file(file, "unknown-reference").at(entry, field).with("id", id));
    };
    for group in &pack.groups {
        for process in group.processes.iter().filter(|id| pack.process(id).is_none()) {
            unknown(format!("groups[{}]", group.id), "processes", process.as_str());
        }
    }
    let grouped: Set<&ProcessId> = pack.in_order().collect();
    for process in pack.processes.iter().filter(|process| !grouped.contains(&&process.id)) {
        unknown("groups".to_string(), "processes", process.id.as_str());
    }
    let sectors: Vec<&OptionId> = pack
        .profile_question("sector")
        .map(|question| question.options.iter().map(|option| &option.id).collect())
        .unwrap_or_default();
    for process in &pack.processes {
        for signal in &process.signals {
            for sector in signal.sectors.iter().filter(|sector| !sectors.contains(sector)) {
                unknown(format!("processes[{}] › signals[{}]", process.id, signal.id), "sectors", sector.as_str());
            }
        }
        for variant in &process.variants {
            for sector in variant.sectors.iter().filter(|sector| !sectors.contains(sector)) {
                unknown(format!("processes[{}] › variants[{}]", process.id, variant.id), "sectors", sector.as_str());
            }
        }
    }
    for (index, rule) in pack.rules.iter().enumerate() {
        let entry = format!("rules[{}]", index + 1);
        match rule {
            Rule::AskIfAny { question, any } => {
                if pack.takes(question).is_none() {
                    unknown(entry.clone(), "question", &question.to_string());
                }
                for clause in any {
                    match clause {
                        Clause::DimensionAtLeast(dimension, _) if pack.dimension(dimension).is_none() => {
                            unknown(entry.clone(), "dimension", dimension.as_str());
                        }
                        Clause::Signal(signal) if !pack.firm_signals.contains(signal) => {
                            unknown(entry.clone(), "signal", signal.as_str());
                        }
                        _ => {}
                    }
                }
            }
            Rule::FollowsFrom { dimension, from, .. } => {
                for id in [dimension, from].into_iter().filter(|id| pack.dimension(id).is_none()) {
                    unknown(entry.clone(), "dimension", id.as_str());
                }
            }
        }
    }
    let (question, option) = &pack.cash_crisis;
    let offered = pack.profile_question(question.as_str()).is_some_and(|q| q.options.iter().any(|o| o.id == *option));
    if !offered {
        unknown("outcomes".to_string(), "cashCrisis", option.as_str());
    }
    if !pack.locales.contains(&pack.source) {
        unknown(String::new(), "sourceLocale", pack.source.as_str());
    }
    problems
}
