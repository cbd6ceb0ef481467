//! Which texts the files of `seeds/` need, which they may have, and in which file they stand.

use std::collections::BTreeMap;

use super::keys::{Group, Needs};
use super::tree::{ACTORS, BENCHMARKS, FUNDING, LAW, TRAINING, Tree, USE_CASES};
use crate::advice::Catalogue;
use crate::benchmark::{Benchmarks, Metric};
use crate::funding::Funding;
use crate::law::{By, CLASSES, Law};
use crate::people::{Actors, Need, Training};
use crate::wire::actors_v1;

/// The piece of the ideas' texts that only the advice shows.
const MORE: &str = "more";
/// How much personal data an idea touches, by its number in [`crate::advice::UseCase::personal_data`].
const GDPR: [&str; 4] = ["none", "low", "medium", "high"];

/// The texts of one file: whether a key must be there, or may.
type Keys = BTreeMap<String, bool>;

/// Adds what each seed that is there needs.
pub(super) fn put(tree: &Tree, needs: &mut Needs) {
    let mut put = |pack: &str, piece: Option<&str>, keys: Keys| {
        needs.insert(Group { pack: pack.to_string(), piece: piece.map(str::to_string) }, keys);
    };
    if let Some((_, catalogue)) = &tree.catalogue {
        put(USE_CASES, None, ideas(catalogue));
        put(USE_CASES, Some(MORE), more(catalogue));
    }
    if let Some((_, all)) = &tree.actors {
        put(ACTORS, None, actors(all));
    }
    if let Some((_, all)) = &tree.training {
        put(TRAINING, None, training(all));
    }
    if let Some((_, all)) = &tree.law {
        put(LAW, None, law(all));
    }
    if let Some((_, all)) = &tree.funding {
        put(FUNDING, None, funding(all));
    }
    if let Some((_, all)) = &tree.benchmarks {
        put(BENCHMARKS, None, benchmarks(all));
    }
}

/// Texts that are names and may be the same in every language.
pub(super) fn names(tree: &Tree) -> impl Iterator<Item = String> {
    let courses = tree.training.iter().flat_map(|(_, all)| &all.courses);
    let routes = tree.funding.iter().flat_map(|(_, all)| &all.routes);
    let courses = courses.map(|course| format!("training.{}.name", course.id));
    courses.chain(routes.map(|route| format!("funding.{}.name", route.id)))
}

/// The same parts of each of some entries.
fn each<I: std::fmt::Display>(kind: &str, ids: impl Iterator<Item = I>, parts: &[(&str, bool)], keys: &mut Keys) {
    for id in ids {
        keys.extend(parts.iter().map(|(part, must)| (format!("{kind}.{id}.{part}"), *must)));
    }
}

/// One text for each of some words.
fn words<I: std::fmt::Display>(kind: &str, ids: impl Iterator<Item = I>, keys: &mut Keys) {
    keys.extend(ids.map(|id| (format!("{kind}.{id}"), true)));
}

/// What the result shows of an idea.
fn ideas(catalogue: &Catalogue) -> Keys {
    let mut keys = Keys::new();
    let parts = [("title", true), ("first-step", true), ("kpi", true)];
    each("use-case", catalogue.use_cases.iter().map(|idea| &idea.id), &parts, &mut keys);
    keys
}

/// What the advice shows of an idea besides.
fn more(catalogue: &Catalogue) -> Keys {
    let mut keys = Keys::new();
    let parts =
        [("description", true), ("example", true), ("buy", true), ("say", true), ("gdpr", false), ("law", false)];
    each("use-case", catalogue.use_cases.iter().map(|idea| &idea.id), &parts, &mut keys);
    for idea in &catalogue.use_cases {
        let cited = idea.references.iter().map(|reference| format!("reference.{}", reference.source));
        let effect = idea.effect.iter().map(|_| "effect".to_string());
        keys.extend(cited.chain(effect).map(|part| (format!("use-case.{}.{part}", idea.id), true)));
    }
    words("avoid", catalogue.contraindications.iter().map(|one| &one.id), &mut keys);
    words("technique", catalogue.use_cases.iter().map(|idea| &idea.technique), &mut keys);
    words("cost-basis", catalogue.use_cases.iter().map(|idea| &idea.cost.basis), &mut keys);
    words("ai-act", catalogue.use_cases.iter().map(|idea| &idea.ai_act), &mut keys);
    words("gdpr", GDPR.iter(), &mut keys);
    keys
}

fn actors(all: &Actors) -> Keys {
    let mut keys = Keys::new();
    let parts = [("what", true), ("get", true), ("check", false)];
    each("actor", all.actors.iter().map(|actor| &actor.id), &parts, &mut keys);
    words("actor.need", Need::WORDS.iter(), &mut keys);
    words("actor.kind", actors_v1::KINDS.iter(), &mut keys);
    keys
}

fn training(all: &Training) -> Keys {
    let mut keys = Keys::new();
    let parts = [("name", true), ("what", true), ("check", false)];
    each("training", all.courses.iter().map(|course| &course.id), &parts, &mut keys);
    keys
}

/// Frames and general words of the law.
const OF_LAW: [&str; 10] = [
    "advice",
    "article",
    "from",
    "literacy",
    "old-dates",
    "own-name",
    "paragraph",
    "prohibited-note",
    "since",
    "sweden",
];

fn law(all: &Law) -> Keys {
    let mut keys = Keys::new();
    words("law", OF_LAW.iter(), &mut keys);
    each("law.class", CLASSES.iter(), &[("name", true), ("meaning", true)], &mut keys);
    words("law.by", By::WORDS.iter(), &mut keys);
    words("law.act", all.acts.iter().map(|act| &act.id), &mut keys);
    each("law.duty", all.duties.iter().map(|duty| &duty.id), &[("text", true)], &mut keys);
    each("law.prohibited", all.prohibited.iter().map(|one| &one.id), &[("question", true), ("why", true)], &mut keys);
    words("law.milestone", all.milestones.iter().map(|one| &one.id), &mut keys);
    keys
}

fn funding(all: &Funding) -> Keys {
    let mut keys = Keys::new();
    let parts = [
        ("name", true),
        ("for", true),
        ("check", true),
        ("status", true),
        ("amount", false),
        ("lead", false),
        ("aid", false),
    ];
    each("funding", all.routes.iter().map(|route| &route.id), &parts, &mut keys);
    words("funding.activity", all.activities.iter().map(|rule| &rule.id), &mut keys);
    keys
}

fn benchmarks(all: &Benchmarks) -> Keys {
    let mut keys = Keys::new();
    let figures = || all.figures.iter();
    words("benchmark.metric", figures().map(|figure| figure.metric.as_str()), &mut keys);
    words("benchmark.geo", figures().map(|figure| figure.geo.as_str()), &mut keys);
    words("benchmark.size", figures().map(|figure| &figure.size), &mut keys);
    words("benchmark.population", figures().map(|figure| &figure.population), &mut keys);
    words("benchmark.industry", figures().filter_map(|figure| figure.industry.as_ref()), &mut keys);
    let about = |barrier: bool| {
        figures()
            .filter(move |figure| (figure.metric == Metric::Barrier) == barrier)
            .filter_map(|figure| figure.about.as_ref())
    };
    words("benchmark.barrier", about(true), &mut keys);
    words("benchmark.purpose", about(false), &mut keys);
    words("benchmark.confidence", ["high", "medium", "low"].iter(), &mut keys);
    words("benchmark.frame", ["barrier", "industry", "purpose", "size", "total"].iter(), &mut keys);
    words("benchmark.absent", all.absent.iter().map(|absence| absence.as_str()), &mut keys);
    words("benchmark", ["two-sizes", "broader"].iter(), &mut keys);
    keys
}
