//! Every id ever used, in `questions/ids.lock`: one a line, never taken away, never given a new meaning.
//!
//! A line is `<kind> <id>`, or `option <question> <id>`; ` retired` at the end says that the id is no longer in
//! use. Reports that people saved years ago carry these ids.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Tree;
use crate::outcome::{FIND_OUT, Outcome, TOO_FEW};
use crate::people::Need;
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;

const RETIRED: &str = " retired";
const KINDS: [&str; 25] = [
    "activity",
    "actor",
    "contraindication",
    "course",
    "dimension",
    "duty",
    "enabler",
    "fact",
    "figure",
    "group",
    "need",
    "option",
    "outcome",
    "outcome-reason",
    "process",
    "profile",
    "prohibited",
    "reason",
    "route",
    "scale",
    "signal",
    "source",
    "stage",
    "technique",
    "use-case",
];

/// Ids in use against ids ever used.
pub(super) fn check(tree: &Tree, problems: &mut Vec<Problem>) {
    let Some((file, text)) = tree.lock else { return };
    let mut listed: BTreeMap<&str, bool> = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (id, retired) = line.strip_suffix(RETIRED).map_or((line, false), |id| (id, true));
        let parts: Vec<&str> = id.split(' ').collect();
        let known = parts.first().is_some_and(|kind| KINDS.contains(kind));
        if !known || parts.len() != if parts.first() == Some(&"option") { 3 } else { 2 } {
            problems.push(Problem::of_file(file, "lock-line").at(line, "").with("kinds", KINDS.join(", ")));
        } else if listed.insert(id, retired).is_some() {
            problems.push(Problem::of_file(file, "lock-twice").at(id, ""));
        }
    }
    let mut used: BTreeSet<String> = BTreeSet::new();
    tree.packs.iter().for_each(|(_, pack)| of_pack(pack, &mut used));
    let absent = of_seeds(tree, &mut used);
    for id in &used {
        match listed.get(id.as_str()) {
            None => problems.push(Problem::of_file(file, "lock-new").at(id, "").with("line", id)),
            Some(true) => problems.push(Problem::of_file(file, "lock-reused").at(id, "")),
            Some(false) => {}
        }
    }
    if tree.packs.is_empty() {
        return;
    }
    for (id, _) in listed.iter().filter(|(id, retired)| !**retired && !used.contains(**id)) {
        if !absent.iter().any(|kind| id.split(' ').next() == Some(kind)) {
            problems.push(Problem::of_file(file, "lock-removed").at(*id, "").with("line", format!("{id}{RETIRED}")));
        }
    }
}

/// Every id of the seeds that a plan, a saved report or an address can carry. What comes back are the kinds whose file
/// is not among those that are checked.
fn of_seeds(tree: &Tree, used: &mut BTreeSet<String>) -> Vec<&'static str> {
    let mut absent = Vec::new();
    let mut put = |kind: &'static str, ids: Option<Vec<String>>| match ids {
        Some(ids) => used.extend(ids.into_iter().map(|id| format!("{kind} {id}"))),
        None => absent.push(kind),
    };
    let (ideas, actors) = (tree.catalogue.as_ref(), tree.actors.as_ref());
    put("use-case", ideas.map(|(_, all)| each(&all.use_cases, |idea| idea.id.to_string())));
    put("technique", ideas.map(|(_, all)| each(&all.use_cases, |idea| idea.technique.clone())));
    put("contraindication", ideas.map(|(_, all)| each(&all.contraindications, |one| one.id.to_string())));
    put("source", ideas.map(|(_, all)| each(&all.sources, |source| source.id.clone())));
    put("actor", actors.map(|(_, all)| each(&all.actors, |actor| actor.id.clone())));
    put("need", actors.map(|_| each(&Need::WORDS, |word| word.to_string())));
    put("course", tree.training.as_ref().map(|(_, all)| each(&all.courses, |course| course.id.clone())));
    let (law, figures) = (tree.law.as_ref(), tree.benchmarks.as_ref());
    let money = tree.funding.as_ref();
    put("route", money.map(|(_, all)| each(&all.routes, |route| route.id.clone())));
    put("activity", money.map(|(_, all)| each(&all.activities, |rule| rule.id.clone())));
    put("stage", money.map(|(_, all)| each(&all.stages, |rule| rule.id.clone())));
    put("duty", law.map(|(_, all)| each(&all.duties, |duty| duty.id.clone())));
    put("prohibited", law.map(|(_, all)| each(&all.prohibited, |one| one.id.clone())));
    put("figure", figures.map(|(_, all)| each(&all.figures, |figure| figure.id.clone())));
    absent
}

fn each<T>(list: &[T], id: impl FnMut(&T) -> String) -> Vec<String> {
    list.iter().map(id).collect()
}

/// Every id of a pack that an answer, a result or an address can carry.
fn of_pack(pack: &Questionnaire, used: &mut BTreeSet<String>) {
    let mut put = |kind: &str, id: &dyn std::fmt::Display| {
        used.insert(format!("{kind} {id}"));
    };
    pack.dimensions.iter().for_each(|dimension| put("dimension", &dimension.id));
    pack.groups.iter().for_each(|group| put("group", &group.id));
    for process in &pack.processes {
        put("process", &process.id);
        process.signals.iter().for_each(|signal| put("signal", &signal.id));
    }
    pack.firm_signals.iter().for_each(|signal| put("signal", signal));
    for question in &pack.profile {
        put("profile", &question.id);
        question.options.iter().for_each(|option| put(&format!("option profile.{}", question.id), &option.id));
    }
    pack.picker.scale.iter().for_each(|option| put("scale", option));
    pack.picker.reasons.iter().for_each(|reason| put("reason", reason));
    pack.enablers.iter().for_each(|enabler| put("enabler", &enabler.id));
    pack.ai_input.iter().for_each(|option| put("option ai-input", &option.id));
    for fact in &pack.facts {
        put("fact", &fact.id);
        fact.options.iter().for_each(|option| put(&format!("option fact.{}", fact.id), &option.id));
    }
    Outcome::ALL.iter().for_each(|outcome| put("outcome", &outcome.id()));
    pack.table.iter().for_each(|row| put("outcome-reason", &row.reason));
    [FIND_OUT, TOO_FEW].iter().for_each(|reason| put("outcome-reason", reason));
}
