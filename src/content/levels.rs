//! Answers of one question against each other, in every wording that somebody sees.

use std::collections::BTreeMap;

use super::language;
use super::tree::{Placed, Scope};
use crate::problem::Problem;

/// One answer as it is shown: its key, and its file and text.
type Shown<'t> = (&'t str, Placed<'t>);

/// Repeated answers, words that measure nothing, and levels that add to nothing.
pub(super) fn check(scope: &Scope, problems: &mut Vec<Problem>) {
    for (locale, table) in &scope.tables {
        for (key, (file, text)) in table.iter().filter(|(key, _)| is_level(key)) {
            if let Some(word) = language::vague(locale, text) {
                problems.push(Problem::of_file(file, "vague-word").at(*key, "").with("word", word));
            }
            if key.split('@').next().is_some_and(|key| key.ends_with(".level.0"))
                && let Some(word) = language::adds_to_below(locale, text)
            {
                problems.push(Problem::of_file(file, "adds-to-nothing").at(*key, "").with("word", word));
            }
        }
        repeated(scope, table, problems);
    }
}

/// Whether a key is an answer on a scale, rather than the name of a level of the result.
fn is_level(key: &str) -> bool {
    ["process.", "dimension.", "enabler."].iter().any(|owner| key.starts_with(owner)) && key.contains(".level.")
}

fn repeated(scope: &Scope, table: &BTreeMap<&str, Placed>, problems: &mut Vec<Problem>) {
    let pack = scope.pack;
    for dimension in &pack.dimensions {
        let levels = |owner: &str| (0..=dimension.top).map(|level| format!("{owner}.level.{level}")).collect();
        let shared: Vec<String> = levels(&format!("dimension.{}", dimension.id));
        each_wording(table, &shared, ["solo"].into_iter(), problems);
        for process in &pack.processes {
            let own: Vec<String> = levels(&format!("process.{}.{}", process.id, dimension.id));
            each_wording(table, &own, process.variants.iter().map(|variant| variant.id.as_str()), problems);
        }
    }
    for enabler in &pack.enablers {
        let own: Vec<String> = (0..=enabler.top).map(|level| format!("enabler.{}.level.{level}", enabler.id)).collect();
        each_wording(table, &own, ["solo"].into_iter(), problems);
    }
    let mut options = |prefix: String, ids: Vec<&str>| {
        let keys: Vec<String> = ids.iter().map(|id| format!("{prefix}.{id}")).collect();
        each_wording(table, &keys, std::iter::empty(), problems);
    };
    for question in &pack.profile {
        let ids = question.options.iter().map(|option| option.id.as_str()).collect();
        options(format!("profile.{}.option", question.id), ids);
    }
    for fact in &pack.facts {
        options(format!("fact.{}.option", fact.id), fact.options.iter().map(|option| option.id.as_str()).collect());
    }
    options("picker.scale".to_string(), pack.picker.scale.iter().map(|id| id.as_str()).collect());
    options("picker.reason".to_string(), pack.picker.reasons.iter().map(|id| id.as_str()).collect());
    options("ai-input.option".to_string(), pack.ai_input.iter().map(|option| option.id.as_str()).collect());
    options("signal".to_string(), pack.firm_signals.iter().map(|id| id.as_str()).collect());
    for process in &pack.processes {
        options("signal".to_string(), process.signals.iter().map(|signal| signal.id.as_str()).collect());
    }
}

/// The answers of one question in the ordinary words, and with each variant laid over them.
fn each_wording<'v>(
    table: &BTreeMap<&str, Placed>,
    keys: &[String],
    variants: impl Iterator<Item = &'v str>,
    problems: &mut Vec<Problem>,
) {
    let find = |key: &str| table.get_key_value(key).map(|(key, placed)| (*key, *placed));
    let plain: Vec<Shown> = keys.iter().filter_map(|key| find(key)).collect();
    twins(&plain, |_| true, problems);
    for variant in variants {
        let over = keys.iter().filter_map(|key| find(&format!("{key}@{variant}")).or_else(|| find(key)));
        // A pair without a word of the variant has been seen in the ordinary words.
        twins(&over.collect::<Vec<_>>(), |key| key.contains('@'), problems);
    }
}

fn twins(shown: &[Shown], concerns: impl Fn(&str) -> bool, problems: &mut Vec<Problem>) {
    for (at, (key, (file, text))) in shown.iter().enumerate() {
        let alike = |other: &&Shown| other.1.1.trim().to_lowercase() == text.trim().to_lowercase();
        if let Some((earlier, _)) = shown.iter().take(at).find(alike)
            && (concerns(key) || concerns(earlier))
        {
            let problem = Problem::of_file(file, "answer-repeated").at(*key, "");
            problems.push(problem.with("text", text).with("other", earlier));
        }
    }
}
