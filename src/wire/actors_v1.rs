//! The catalogue of actors: `seeds/actors/actors.json`.

use serde_json::Value;

use super::seed_v1::{EFFORTS, effort};
use super::shape::{Shape, closed, list, may, must};
use super::{pack_v1, source_v1, take};
use crate::document::is_address;
use crate::ids::OptionId;
use crate::order::Set;
use crate::people::{Actor, Actors, Condition, Confidence, Gap, Need, NeedRule, Reach, Size};
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;

/// The format's name.
pub const FORMAT: &str = "kickstart-actors";

/// What kinds of actors there are; each has a text `actor.kind.<id>`.
pub const KINDS: &[&str] = &[
    "adviser",
    "ai-centre",
    "ai-factory",
    "authority",
    "business-support",
    "cluster",
    "financier",
    "funder",
    "hub",
    "incubator",
    "innovation-company",
    "institute",
    "portal",
    "project-network",
    "science-park",
    "university",
];
pub(super) const REACH: &[&str] = &["municipality", "county", "sweden", "eu"];
const SIZES: &[&str] = &["micro", "small", "medium", "large"];

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const LEVEL: Shape = Shape::Integer(0, 5);
    const CONDITION: Shape = Shape::OneOf(&[
        may!("enabler", closed![must!("id", Shape::Id), may!("atMost", LEVEL), may!("atLeast", LEVEL)]),
        may!("gap", Shape::Id),
        may!("signal", Shape::Id),
        may!("profile", closed![must!("id", Shape::Id), must!("options", list!(Shape::Id, 40))]),
        may!("techniques", list!(Shape::Id, 40)),
        may!("processes", list!(Shape::Id, 40)),
        may!("efforts", list!(Shape::Word(EFFORTS), 3)),
    ]);
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("version", Shape::Text(24)),
        must!("county", Shape::Id),
        must!(
            "needs",
            list!(
                closed![
                    must!("id", Shape::Word(&Need::WORDS)),
                    must!("when", list!(closed![must!("all", list!(CONDITION, 8))], 12)),
                ],
                8,
            ),
        ),
        must!(
            "actors",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("name", Shape::Text(120)),
                    must!("partner", Shape::Bool),
                    must!("programme", Shape::Bool),
                    must!("kind", Shape::Word(KINDS)),
                    may!("municipalities", list!(Shape::Id, 40)),
                    must!("reach", Shape::Word(REACH)),
                    must!("sectors", list!(Shape::Id, 40)),
                    may!("techniques", list!(Shape::Id, 40)),
                    may!("sizes", list!(Shape::Word(SIZES), 4)),
                    must!("needs", list!(Shape::Word(&Need::WORDS), 8)),
                    may!("url", Shape::Text(400)),
                    must!("confidence", Shape::Word(&["high", "medium", "low"])),
                    must!("sources", source_v1::SOURCES),
                ],
                200,
            ),
        ),
    ];
    &SHAPE
}

/// Reads the catalogue.
///
/// # Errors
/// Everything that is not as the format says, every id used twice, an address that is none, an entry without a source,
/// and a gap or an enabler's condition that says nothing.
pub fn read(file: &str, text: &str) -> Result<Actors, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let mut problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    problems.extend(entries(file, "actors", &value));
    problems.extend(once(file, "needs", &value));
    for rule in take::list(&value, "needs") {
        let conditions = take::list(rule, "when").iter().flat_map(|case| take::list(case, "all"));
        let limits = |condition: &&Value| {
            let enabler = &condition["enabler"];
            enabler.is_object() && enabler["atMost"].is_null() == enabler["atLeast"].is_null()
        };
        problems.extend(conditions.filter(limits).map(|condition| {
            let problem = Problem::of_file(file, "not-one-of").at(place("needs", rule), "enabler");
            problem.with("allowed", "atMost, atLeast").with("found", take::text(&condition["enabler"], "id"))
        }));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Actors {
        version: take::text(&value, "version").to_string(),
        county: take::text(&value, "county").to_string(),
        needs: take::list(&value, "needs").iter().filter_map(rule).collect(),
        actors: take::each(&value, "actors", actor),
    })
}

/// Every reference to something that the questionnaire does not have. Techniques are not the questionnaire's; they
/// are left to a check against the catalogue of ideas.
pub fn references(file: &str, actors: &Actors, pack: &Questionnaire) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut unknown = |entry: String, field: &str, id: &str| {
        problems.push(Problem::of_file(file, "unknown-reference").at(entry, field).with("id", id));
    };
    for actor in &actors.actors {
        let entry = || format!("actors[{}]", actor.id);
        unknown_options(pack, "sector", &actor.sectors, &mut |id| unknown(entry(), "sectors", id));
        unknown_options(pack, "municipality", &actor.municipalities, &mut |id| unknown(entry(), "municipalities", id));
    }
    let signals = pack.processes.iter().flat_map(|process| &process.signals).map(|signal| &signal.id);
    let signals: Vec<_> = signals.chain(&pack.firm_signals).collect();
    for rule in &actors.needs {
        let entry = || format!("needs[{}]", rule.need.as_str());
        for condition in rule.when.iter().flatten() {
            match condition {
                Condition::EnablerAtMost(id, _)
                | Condition::EnablerAtLeast(id, _)
                | Condition::HasGap(Gap::Enabler(id))
                    if !pack.enablers.iter().any(|enabler| enabler.id == *id) =>
                {
                    unknown(entry(), "enabler", id.as_str());
                }
                Condition::Signal(id) if !signals.contains(&id) => unknown(entry(), "signal", id.as_str()),
                Condition::Profile(id, _) if pack.profile_question(id.as_str()).is_none() => {
                    unknown(entry(), "profile", id.as_str());
                }
                Condition::Profile(question, options) => {
                    unknown_options(pack, question.as_str(), options, &mut |id| unknown(entry(), "profile", id));
                }
                Condition::Processes(ids) => {
                    let strange = ids.iter().filter(|id| pack.process(id).is_none());
                    strange.for_each(|id| unknown(entry(), "processes", id.as_str()));
                }
                _ => {}
            }
        }
    }
    problems
}

/// Tells of every id that is no option of a question about the firm; `all` is always right.
pub(super) fn unknown_options(pack: &Questionnaire, question: &str, ids: &[OptionId], tell: &mut dyn FnMut(&str)) {
    let options = pack.profile_question(question).map_or(&[][..], |question| &question.options);
    let known = |id: &OptionId| id.as_str() == "all" || options.iter().any(|option| option.id == *id);
    ids.iter().filter(|id| !known(id)).for_each(|id| tell(id.as_str()));
}

/// What only the values tell about a list of entries with an id, an address and sources.
pub(super) fn entries(file: &str, name: &str, value: &Value) -> Vec<Problem> {
    let mut problems = once(file, name, value);
    for entry in take::list(value, name) {
        problems.extend(source_v1::check(file, &place(name, entry), entry));
        if let Some(url) = entry["url"].as_str().filter(|url| !is_address(url)) {
            problems.push(Problem::of_file(file, "bad-address").at(place(name, entry), "url").with("found", url));
        }
    }
    problems
}

/// Every id of a list that is used twice.
pub(super) fn once(file: &str, name: &str, value: &Value) -> Vec<Problem> {
    let mut seen = Set::new();
    let twice = take::list(value, name).iter().map(|entry| take::text(entry, "id")).filter(|id| !seen.insert(*id));
    twice.map(|id| Problem::of_file(file, "id-twice").at(name, id).with("id", id)).collect()
}

pub(super) fn place(name: &str, entry: &Value) -> String {
    format!("{name}[{}]", take::text(entry, "id"))
}

/// What is missing, by its name in the files: a requirement of an idea, else an enabler.
pub(super) fn gap(name: &str) -> Gap {
    pack_v1::prerequisite(name).map_or_else(|| Gap::Enabler(name.into()), Gap::Requirement)
}

/// Whom an entry takes; the whole country where it says nothing.
pub(super) fn reach(entry: &Value) -> Reach {
    match take::text(entry, "reach") {
        "municipality" => Reach::Municipality,
        "county" => Reach::County,
        "eu" => Reach::Union,
        _ => Reach::Country,
    }
}

/// How sure an entry is.
pub(super) fn confidence(entry: &Value) -> Confidence {
    match take::text(entry, "confidence") {
        "high" => Confidence::High,
        "medium" => Confidence::Medium,
        _ => Confidence::Low,
    }
}

fn rule(value: &Value) -> Option<NeedRule> {
    let case = |case: &Value| take::list(case, "all").iter().filter_map(condition).collect();
    Some(NeedRule { need: Need::parse(take::text(value, "id"))?, when: take::each(value, "when", case) })
}

fn condition(value: &Value) -> Option<Condition> {
    let (name, of) = value.as_object()?.iter().next()?;
    Some(match name.as_str() {
        "enabler" if of["atMost"].is_null() => {
            Condition::EnablerAtLeast(take::id(of, "id"), take::level(of, "atLeast"))
        }
        "enabler" => Condition::EnablerAtMost(take::id(of, "id"), take::level(of, "atMost")),
        "gap" => Condition::HasGap(gap(of.as_str()?)),
        "signal" => Condition::Signal(of.as_str()?.into()),
        "profile" => Condition::Profile(take::id(of, "id"), take::ids(of, "options")),
        "techniques" => Condition::Techniques(texts(value, "techniques")),
        "processes" => Condition::Processes(take::ids(value, "processes")),
        "efforts" => Condition::Efforts(take::each(value, "efforts", |word| effort(word.as_str().unwrap_or_default()))),
        _ => return None,
    })
}

fn texts(value: &Value, name: &str) -> Vec<String> {
    take::each(value, name, |item| item.as_str().unwrap_or_default().to_string())
}

fn actor(value: &Value) -> Actor {
    let size = |size: &Value| match size.as_str() {
        Some("micro") => Size::Micro,
        Some("small") => Size::Small,
        Some("medium") => Size::Medium,
        _ => Size::Large,
    };
    Actor {
        id: take::text(value, "id").to_string(),
        name: take::text(value, "name").to_string(),
        partner: take::flag(value, "partner"),
        programme: take::flag(value, "programme"),
        kind: take::text(value, "kind").to_string(),
        municipalities: take::ids(value, "municipalities"),
        reach: reach(value),
        sectors: take::ids(value, "sectors"),
        techniques: texts(value, "techniques"),
        sizes: take::each(value, "sizes", size),
        needs: texts(value, "needs").iter().filter_map(|need| Need::parse(need)).collect(),
        url: value["url"].as_str().map(str::to_string),
        confidence: confidence(value),
        sources: source_v1::sources(value),
    }
}
