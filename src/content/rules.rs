//! The rules of a pack: can each one hold, does none run in a circle, do the numbers make sense?

use std::collections::{BTreeMap, BTreeSet};

use super::references::name;
use crate::ids::QuestionId;
use crate::outcome::{IdeaState, Outcome, Situation};
use crate::problem::Problem;
use crate::questionnaire::{Choice, Clause, InputRisk, Prerequisite, ProfileKind, Questionnaire, Role, Rule};
use crate::scoring::NeedBand;

/// Everything about a pack's rules, table, method and bands.
pub(super) fn check(file: &str, pack: &Questionnaire, problems: &mut Vec<Problem>) {
    never(file, pack, problems);
    circles(file, pack, problems);
    unreachable_rows(file, pack, problems);
    method(file, pack, problems);
    roles(file, pack, problems);
    scales(file, pack, problems);
    for question in &pack.profile {
        let numeric = question.kind == ProfileKind::Number;
        bands(file, &format!("profile[{}]", question.id), &question.options, numeric, problems);
    }
    for fact in &pack.facts {
        bands(file, &format!("facts[{}]", fact.id), &fact.options, fact.kind == "number", problems);
    }
}

fn rule_name(index: usize) -> String {
    format!("rules[{}]", index + 1)
}

/// Conditions that no answer can meet.
fn never(file: &str, pack: &Questionnaire, problems: &mut Vec<Problem>) {
    let top = |id| pack.dimension(id).map_or(0, |dimension| dimension.top);
    for (index, rule) in pack.rules.iter().enumerate() {
        let entry = rule_name(index);
        match rule {
            Rule::AskIfAny { question, any } => {
                for clause in any {
                    if let Clause::DimensionAtLeast(dimension, level) = clause
                        && *level > top(dimension)
                    {
                        let problem = Problem::of_file(file, "above-the-top").at(&entry, dimension.as_str());
                        problems.push(problem.with("found", level).with("limit", top(dimension)));
                    }
                }
                if any.is_empty() {
                    problems.push(Problem::of_file(file, "never-asked").at(&entry, question.to_string()));
                }
            }
            Rule::FollowsFrom { from, when, .. } if *when > top(from) => {
                let problem = Problem::of_file(file, "above-the-top").at(&entry, from.as_str());
                problems.push(problem.with("found", when).with("limit", top(from)));
            }
            Rule::FollowsFrom { .. } => {}
        }
    }
}

/// Questions that wait for themselves, directly or through others.
fn circles(file: &str, pack: &Questionnaire, problems: &mut Vec<Problem>) {
    let mut waits: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for rule in &pack.rules {
        match rule {
            Rule::FollowsFrom { dimension, from, .. } => {
                waits.entry(dimension.to_string()).or_default().insert(from.to_string());
            }
            Rule::AskIfAny { question, any } => {
                let node = match question {
                    QuestionId::Process(_, dimension) => dimension.to_string(),
                    question => question.to_string(),
                };
                waits.entry(node).or_default().extend(any.iter().map(|clause| match clause {
                    Clause::DimensionAtLeast(dimension, _) => dimension.to_string(),
                    Clause::Signal(_) => QuestionId::FirmSignals.to_string(),
                }));
            }
        }
    }
    let mut told: BTreeSet<BTreeSet<String>> = BTreeSet::new();
    for start in waits.keys() {
        let mut path = vec![start.clone()];
        if let Some(circle) = walk(&waits, start, &mut path)
            && told.insert(circle.iter().cloned().collect())
        {
            problems.push(Problem::of_file(file, "rule-circle").at("rules", start).with("path", circle.join(" → ")));
        }
    }
}

/// A way from the last step of a path back to its start.
fn walk(waits: &BTreeMap<String, BTreeSet<String>>, start: &String, path: &mut Vec<String>) -> Option<Vec<String>> {
    for next in waits.get(path.last()?)?.iter() {
        if next == start {
            path.push(next.clone());
            return Some(path.clone());
        }
        if !path.contains(next) {
            path.push(next.clone());
            if let Some(circle) = walk(waits, start, path) {
                return Some(circle);
            }
            path.pop();
        }
    }
    None
}

/// Rows that no situation reaches, because an earlier row takes all of theirs.
fn unreachable_rows(file: &str, pack: &Questionnaire, problems: &mut Vec<Problem>) {
    let reached: BTreeSet<usize> =
        situations(pack).iter().filter_map(|at| pack.table.iter().position(|row| row.when.holds(at))).collect();
    for (index, row) in pack.table.iter().enumerate().filter(|(index, _)| !reached.contains(index)) {
        let entry = format!("outcomes › table[{}]", index + 1);
        problems.push(Problem::of_file(file, "row-never").at(entry, row.reason.as_str()));
    }
    for outcome in Outcome::ALL.iter().filter(|outcome| !pack.advice_order.contains(outcome)) {
        problems.push(Problem::of_file(file, "outcome-unranked").at("outcomes", "advice").with("id", outcome.id()));
    }
    let mut seen = BTreeSet::new();
    for row in pack.table.iter().filter(|row| !seen.insert(&row.reason)) {
        problems.push(
            Problem::of_file(file, "id-twice").at("outcomes › table", row.reason.as_str()).with("id", &row.reason),
        );
    }
}

/// Every situation that the table can meet. A small idea is an idea, so none of the latter is none of the former.
fn situations(pack: &Questionnaire) -> Vec<Situation> {
    const BOTH: [bool; 2] = [false, true];
    const RISKS: [InputRisk; 3] = [InputRisk::Harmless, InputRisk::Sensitive, InputRisk::Unknown];
    const NEEDS: [NeedBand; 3] = [NeedBand::Low, NeedBand::Medium, NeedBand::Real];
    const STATES: [IdeaState; 3] = [IdeaState::None, IdeaState::Blocked, IdeaState::Ready];
    let top_of_use = pack.with_role(Role::Use).map(|dimension| dimension.top).max().unwrap_or(0);
    let governs = pack.dimensions.iter().find(|other| other.prerequisite == Some(Prerequisite::Governance));
    let top_of_rules = governs.map_or(0, |dimension| dimension.top);
    let mut all = vec![Situation {
        cash_crisis: false,
        chosen_not_to: false,
        simpler_fix: false,
        in_use: 0,
        rules: 0,
        input: InputRisk::Harmless,
        need: NeedBand::Low,
        idea: IdeaState::None,
        small_idea: IdeaState::None,
    }];
    fn spread<T: Copy>(all: &mut Vec<Situation>, values: &[T], set: impl Fn(&mut Situation, T)) {
        let each = |at: &Situation| {
            let mut some = vec![*at; values.len()];
            some.iter_mut().zip(values).for_each(|(at, value)| set(at, *value));
            some
        };
        *all = all.iter().flat_map(each).collect();
    }
    spread(&mut all, &BOTH, |at, value| at.cash_crisis = value);
    spread(&mut all, &BOTH, |at, value| at.chosen_not_to = value);
    spread(&mut all, &BOTH, |at, value| at.simpler_fix = value);
    spread(&mut all, &(0..=top_of_use).collect::<Vec<_>>(), |at, value| at.in_use = value);
    spread(&mut all, &(0..=top_of_rules).collect::<Vec<_>>(), |at, value| at.rules = value);
    spread(&mut all, &RISKS, |at, value| at.input = value);
    spread(&mut all, &NEEDS, |at, value| at.need = value);
    spread(&mut all, &STATES, |at, value| at.idea = value);
    spread(&mut all, &STATES, |at, value| at.small_idea = value);
    all.retain(|at| at.idea != IdeaState::None || at.small_idea == IdeaState::None);
    all
}

/// Numbers of the method against the scales they are read on.
fn method(file: &str, pack: &Questionnaire, problems: &mut Vec<Problem>) {
    let method = &pack.method;
    let top = |role| pack.with_role(role).map(|dimension| dimension.top).max().unwrap_or(0);
    let governs = pack.dimensions.iter().find(|other| other.prerequisite == Some(Prerequisite::Governance));
    let floor = method.governance_floor.iter().copied().max().unwrap_or(0);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let limits = [
        ("method", "defaultTarget", u32::from(method.default_target), u32::from(top(Role::Readiness))),
        ("method", "minimumKnown", count(method.minimum_known), count(pack.with_role(Role::Readiness).count())),
        ("method › need", "realTime", u32::from(method.real_time), u32::from(top(Role::NeedTime))),
        ("method › need", "realCost", u32::from(method.real_cost), u32::from(top(Role::NeedCost))),
        ("method › ideas", "governanceFloor", u32::from(floor), governs.map_or(0, |rules| u32::from(rules.top))),
        ("picker", "atLeast", count(pack.picker.at_least), count(pack.picker.at_most)),
        ("picker", "atMost", count(pack.picker.at_most), count(pack.processes.len())),
    ];
    for (entry, field, found, limit) in limits.into_iter().filter(|(_, _, found, limit)| found > limit) {
        let problem = Problem::of_file(file, "above-the-top").at(entry, field);
        problems.push(problem.with("found", found).with("limit", limit));
    }
}

/// How far readiness and use are measured: charts and many texts show 0–5.
const TOP: u8 = 5;

/// Readiness and use on the scale that is drawn.
fn scales(file: &str, pack: &Questionnaire, problems: &mut Vec<Problem>) {
    let drawn = pack.dimensions.iter().filter(|one| matches!(one.role, Role::Readiness | Role::Use));
    for dimension in drawn.filter(|dimension| dimension.top != TOP) {
        let problem = Problem::of_file(file, "scale-not-drawn").at(format!("dimensions[{}]", dimension.id), "top");
        problems.push(problem.with("found", dimension.top).with("top", TOP));
    }
}

/// One question measures use, one each part of need, and one each requirement.
fn roles(file: &str, pack: &Questionnaire, problems: &mut Vec<Problem>) {
    let single =
        [(Role::Use, "use"), (Role::NeedTime, "need-time"), (Role::NeedCost, "need-cost"), (Role::NeedFit, "need-fit")];
    for (role, word) in single {
        let found = pack.with_role(role).count();
        if found != 1 {
            problems.push(Problem::of_file(file, "exactly-one").at("dimensions", word).with("found", found));
        }
    }
    let requirements = [
        Prerequisite::Documentation,
        Prerequisite::Data,
        Prerequisite::Systems,
        Prerequisite::Skills,
        Prerequisite::Governance,
    ];
    for requirement in requirements {
        let found = pack.dimensions.iter().filter(|dimension| dimension.prerequisite == Some(requirement)).count();
        if found != 1 {
            problems
                .push(Problem::of_file(file, "exactly-one").at("dimensions", name(requirement)).with("found", found));
        }
    }
}

/// Bands of numbers follow upon each other, and the last is open.
fn bands(file: &str, entry: &str, options: &[Choice], numeric: bool, problems: &mut Vec<Problem>) {
    let banded = options.iter().any(|option| option.from.is_some() || option.to.is_some());
    if !banded && !numeric {
        return;
    }
    let mut report = |code: &'static str, option: &Choice, before: u32, after: u32| {
        let problem = Problem::of_file(file, code).at(entry, option.id.as_str());
        problems.push(problem.with("before", before).with("after", after));
    };
    for pair in options.windows(2) {
        let [one, next] = pair else { continue };
        match (one.to, next.from) {
            (Some(to), Some(from)) if u64::from(from) > u64::from(to) + 1 => report("band-gap", next, to, from),
            (Some(to), Some(from)) if from <= to => report("band-overlap", next, to, from),
            (Some(_), Some(_)) => {}
            (to, from) => {
                report("band-end", if from.is_none() { next } else { one }, to.unwrap_or(0), from.unwrap_or(0))
            }
        }
    }
    for option in options {
        if let (Some(from), Some(to)) = (option.from, option.to)
            && from > to
        {
            report("band-backwards", option, from, to);
        }
    }
    match (options.first(), options.last()) {
        (Some(first), _) if first.from.is_none() => report("band-end", first, 0, 0),
        (_, Some(last)) if last.to.is_some() => report("band-closed", last, last.to.unwrap_or(0), 0),
        _ => {}
    }
}
