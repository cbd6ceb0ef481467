//! The catalogue of AI ideas: `seeds/use-cases/use-cases.json`.

use serde_json::Value;

use super::pack_v1::prerequisite;
use super::shape::{Shape, closed, list, may, must};
use super::take;
use crate::advice::{
    CaseSource, Catalogue, Contraindication, Cost, Effort, Reference, Severity, Speaks, UseCase, UseCaseKind,
};
use crate::date::Date;
use crate::document::is_address;
use crate::order::Set;
use crate::problem::Problem;
use crate::source::{Source, SourceKind};
use crate::text::Locale;

/// The format's name.
pub const FORMAT: &str = "kickstart-use-cases";

const GDPR: &[&str] = &["none", "low", "medium", "high"];
const PREREQUISITES: &[&str] = &["process_documentation", "data", "systems_integration", "skills", "governance"];
const AI_ACT: &[&str] = &["minimal", "limited-transparency", "depends", "high-risk"];

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const LEVEL: Shape = Shape::Integer(0, 5);
    const FIT: Shape = Shape::Integer(0, 3);
    const LEVERS: Shape = closed![
        must!("time", FIT),
        must!("revenue", FIT),
        must!("quality", FIT),
        must!("risk", FIT),
        must!("sustainability", FIT),
    ];
    const PAIR: Shape = list!(Shape::Integer(0, 10_000_000), 2);
    const TRUST: Shape = Shape::Word(&["high", "medium", "low"]);
    const WHEN: Shape = closed![
        may!("fact", Shape::Id),
        may!("below", Shape::Integer(1, 100_000)),
        may!("is", Shape::Id),
        may!("level", Shape::Word(PREREQUISITES)),
        may!("enabler", Shape::Id),
        may!("atMost", LEVEL),
        may!("profile", Shape::Id),
    ];
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("version", Shape::Text(24)),
        must!(
            "useCases",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("kind", Shape::Word(ENTRY_KINDS)),
                    must!("processes", list!(Shape::Id, 40)),
                    must!("sectors", list!(Shape::Id, 40)),
                    must!("sizeFit", closed![must!("micro", FIT), must!("small", FIT), must!("medium", FIT)]),
                    must!("levers", LEVERS),
                    must!("effort", Shape::Word(EFFORTS)),
                    must!(
                        "requires",
                        closed![
                            must!("process_documentation", LEVEL),
                            must!("data", LEVEL),
                            must!("systems_integration", LEVEL),
                            must!("skills", LEVEL),
                            must!("governance", LEVEL),
                        ],
                    ),
                    must!("signals", list!(closed![must!("id", Shape::Id), must!("weight", Shape::Integer(1, 3))], 40),),
                    must!("gdpr", Shape::Word(GDPR)),
                    must!("aiAct", Shape::Word(AI_ACT)),
                    must!("evidence", Shape::Integer(0, 99)),
                    must!("technique", Shape::Id),
                    must!(
                        "cost",
                        closed![
                            must!("weeks", PAIR),
                            must!("sek", PAIR),
                            must!("monthly", PAIR),
                            must!("basis", Shape::Id)
                        ],
                    ),
                    must!(
                        "avoid",
                        list!(
                            closed![must!("id", Shape::Id), must!("severity", Shape::Word(&["block", "caution"]))],
                            20
                        ),
                    ),
                    must!("doFirst", list!(Shape::Id, 10)),
                    must!("leadsTo", list!(Shape::Id, 10)),
                    must!("buy", Shape::Id),
                    may!("inPlace", closed![must!("enabler", Shape::Id), must!("atLeast", LEVEL)]),
                    must!(
                        "references",
                        list!(
                            closed![
                                must!("source", Shape::Id),
                                must!("relation", Shape::Id),
                                must!("sme", Shape::Text(20)),
                                must!("trust", TRUST),
                            ],
                            12,
                        ),
                    ),
                    may!("effect", closed![must!("source", Shape::Id), must!("strength", Shape::Id)]),
                ],
                400,
            ),
        ),
        must!(
            "contraindications",
            list!(closed![must!("id", Shape::Id), must!("when", WHEN), must!("curable", Shape::Bool)], 100),
        ),
        must!(
            "sources",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("title", Shape::Text(240)),
                    must!("lang", Shape::Id),
                    may!("url", Shape::Text(400)),
                    must!("publisher", Shape::Text(120)),
                    must!("country", Shape::Text(20)),
                    must!("kind", Shape::Id),
                    must!("trust", TRUST),
                    must!("read", Shape::Text(10)),
                ],
                400,
            ),
        ),
    ];
    &SHAPE
}

/// Reads the catalogue.
///
/// # Errors
/// Everything that is not as the format says, and every id used twice.
pub fn read(file: &str, text: &str) -> Result<Catalogue, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    let problems: Vec<Problem> =
        ["useCases", "contraindications", "sources"].into_iter().flat_map(|list| twice(file, &value, list)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let catalogue = Catalogue {
        version: take::text(&value, "version").to_string(),
        use_cases: take::each(&value, "useCases", use_case),
        contraindications: take::list(&value, "contraindications").iter().filter_map(contraindication).collect(),
        sources: take::list(&value, "sources").iter().filter_map(source).collect(),
    };
    let problems = dangling(file, &value, &catalogue);
    if problems.is_empty() { Ok(catalogue) } else { Err(problems) }
}

/// Ids that a list has twice.
fn twice(file: &str, value: &Value, list: &'static str) -> Vec<Problem> {
    let mut seen = Set::new();
    let ids = take::list(value, list).iter().map(|entry| take::text(entry, "id"));
    ids.filter(|id| !seen.insert(*id))
        .map(|id| Problem::of_file(file, "id-twice").at(list, id).with("id", id))
        .collect()
}

/// Costs that are no pair of least and most.
fn unordered_costs(file: &str, value: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    for idea in take::list(value, "useCases") {
        let place = format!("useCases › {} › cost", take::text(idea, "id"));
        for part in ["weeks", "sek", "monthly"] {
            let problem = match take::list(&idea["cost"], part) {
                [least, most] if least.as_u64() <= most.as_u64() => continue,
                [least, most] => Problem::of_file(file, "least-above-most").with("least", least).with("most", most),
                found => Problem::of_file(file, "not-a-pair").with("found", found.len()),
            };
            problems.push(problem.at(place.as_str(), part));
        }
    }
    problems
}

/// References within the file that lead nowhere, conditions that say nothing, and sources that cannot be used.
fn dangling(file: &str, value: &Value, catalogue: &Catalogue) -> Vec<Problem> {
    let mut problems = unordered_costs(file, value);
    let mut wrong = |kind: &'static str, place: &str, field: &str, id: &str| {
        problems.push(Problem::of_file(file, kind).at(place, field).with("id", id).with("found", id));
    };
    for idea in &catalogue.use_cases {
        let place = format!("useCases › {}", idea.id);
        for (id, _) in idea.avoid.iter().filter(|(id, _)| catalogue.contraindication(id).is_none()) {
            wrong("unknown-reference", &place, "avoid", id.as_str());
        }
        for id in idea.do_first.iter().filter(|id| catalogue.use_case(id).is_none()) {
            wrong("unknown-reference", &place, "doFirst", id.as_str());
        }
        let cited = idea.references.iter().map(|reference| &reference.source).chain(&idea.effect);
        for id in cited.filter(|id| catalogue.source(id).is_none()) {
            wrong("unknown-reference", &place, "references", id);
        }
    }
    let given = take::list(value, "contraindications");
    for entry in given.iter().filter(|entry| contraindication(entry).is_none()) {
        wrong("missing-field", "contraindications", take::text(entry, "id"), "when");
    }
    for entry in take::list(value, "sources") {
        let place = format!("sources › {}", take::text(entry, "id"));
        if Date::parse(take::text(entry, "read")).is_none() {
            wrong("bad-date", &place, "read", take::text(entry, "read"));
        }
        if entry["url"].as_str().is_some_and(|url| !is_address(url)) {
            wrong("bad-address", &place, "url", take::text(entry, "url"));
        }
    }
    problems
}

fn contraindication(value: &Value) -> Option<Contraindication> {
    let when = &value["when"];
    let level = || take::number(when, "atMost").and_then(|most| u8::try_from(most).ok());
    let has = |name: &str| when[name].is_string();
    let speaks = if has("fact") && has("is") {
        Speaks::Is(take::id(when, "fact"), take::id(when, "is"))
    } else if has("fact") {
        Speaks::Below(take::id(when, "fact"), take::number(when, "below")?)
    } else if has("level") {
        Speaks::Level(prerequisite(take::text(when, "level"))?, level()?)
    } else if has("enabler") {
        Speaks::Enabler(take::id(when, "enabler"), level()?)
    } else if has("profile") && has("is") {
        Speaks::Profile(take::id(when, "profile"), take::id(when, "is"))
    } else {
        return None;
    };
    Some(Contraindication { id: take::id(value, "id"), when: speaks, curable: take::flag(value, "curable") })
}

fn source(value: &Value) -> Option<CaseSource> {
    let text = |name: &str| take::text(value, name).to_string();
    Some(CaseSource {
        id: text("id"),
        source: Source {
            title: text("title"),
            lang: Locale::new(&text("lang")),
            url: value["url"].as_str().map(str::to_string),
            written: None,
            kind: SourceKind::Secondary,
            read: Date::parse(take::text(value, "read"))?,
        },
        publisher: text("publisher"),
        kind: text("kind"),
        trust: text("trust"),
    })
}

fn cost(value: &Value) -> Cost {
    let pair = |name: &str| {
        let at = |index: usize| value[name][index].as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
        (at(0), at(1))
    };
    Cost {
        weeks: pair("weeks"),
        sek: pair("sek"),
        monthly: pair("monthly"),
        basis: take::text(value, "basis").to_string(),
    }
}

/// The kinds of entries, by name.
pub(super) const ENTRY_KINDS: &[&str] = &["application", "enabler", "caution"];

pub(super) fn entry_kind(word: &str) -> UseCaseKind {
    match word {
        "enabler" => UseCaseKind::Enabler,
        "caution" => UseCaseKind::Caution,
        _ => UseCaseKind::Application,
    }
}

/// How much work there is to an idea, by name.
pub(super) const EFFORTS: &[&str] = &["S", "M", "L"];

pub(super) fn effort(word: &str) -> Effort {
    match word {
        "S" => Effort::Small,
        "M" => Effort::Medium,
        _ => Effort::Large,
    }
}

fn use_case(value: &Value) -> UseCase {
    let levels = |name: &str| -> Vec<(String, u8)> {
        let members = value[name].as_object().into_iter().flatten();
        members
            .map(|(key, level)| (key.clone(), level.as_u64().and_then(|n| u8::try_from(n).ok()).unwrap_or(0)))
            .collect()
    };
    let gdpr = GDPR.iter().position(|level| *level == take::text(value, "gdpr"));
    UseCase {
        id: take::id(value, "id"),
        kind: entry_kind(take::text(value, "kind")),
        processes: take::ids(value, "processes"),
        sectors: take::ids(value, "sectors"),
        size_fit: ["micro", "small", "medium"].map(|size| take::level(&value["sizeFit"], size)),
        levers: levels("levers").into_iter().map(|(id, fit)| (id.as_str().into(), fit)).collect(),
        effort: effort(take::text(value, "effort")),
        requires: levels("requires")
            .into_iter()
            .filter_map(|(name, level)| Some((prerequisite(&name)?, level)))
            .collect(),
        signals: take::each(value, "signals", |signal| (take::id(signal, "id"), take::level(signal, "weight"))),
        evidence: take::level(value, "evidence"),
        personal_data: gdpr.and_then(|at| u8::try_from(at).ok()).unwrap_or(0),
        ai_act: take::text(value, "aiAct").to_string(),
        technique: take::text(value, "technique").to_string(),
        cost: cost(&value["cost"]),
        avoid: take::each(value, "avoid", |one| {
            let severity = if take::text(one, "severity") == "block" { Severity::Block } else { Severity::Caution };
            (take::id(one, "id"), severity)
        }),
        do_first: take::ids(value, "doFirst"),
        in_place: value["inPlace"]
            .is_object()
            .then(|| (take::id(&value["inPlace"], "enabler"), take::level(&value["inPlace"], "atLeast"))),
        references: take::each(value, "references", |one| Reference {
            source: take::text(one, "source").to_string(),
            trust: take::text(one, "trust").to_string(),
        }),
        effect: value["effect"]["source"].as_str().map(str::to_string),
    }
}
