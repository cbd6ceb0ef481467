//! The catalogue of AI ideas: `seeds/use-cases/use-cases.json`.

use serde_json::Value;

use super::pack_v1::prerequisite;
use super::shape::{Shape, closed, list, must};
use super::take;
use crate::advice::{Catalogue, Effort, UseCase, UseCaseKind};
use crate::order::Set;
use crate::problem::Problem;

/// The format's name.
pub const FORMAT: &str = "kickstart-use-cases";

const GDPR: &[&str] = &["none", "low", "medium", "high"];
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
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("version", Shape::Text(24)),
        must!(
            "useCases",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("kind", Shape::Word(&["application", "enabler", "caution"])),
                    must!("processes", list!(Shape::Id, 40)),
                    must!("sectors", list!(Shape::Id, 40)),
                    must!("sizeFit", closed![must!("micro", FIT), must!("small", FIT), must!("medium", FIT)]),
                    must!("levers", LEVERS),
                    must!("effort", Shape::Word(&["S", "M", "L"])),
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
    let use_cases: Vec<UseCase> = take::each(&value, "useCases", use_case);
    let mut seen = Set::new();
    let twice = use_cases.iter().filter(|idea| !seen.insert(&idea.id));
    let problems: Vec<Problem> = twice
        .map(|idea| Problem::of_file(file, "id-twice").at("useCases", idea.id.as_str()).with("id", &idea.id))
        .collect();
    if problems.is_empty() {
        Ok(Catalogue { version: take::text(&value, "version").to_string(), use_cases })
    } else {
        Err(problems)
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
        kind: match take::text(value, "kind") {
            "enabler" => UseCaseKind::Enabler,
            "caution" => UseCaseKind::Caution,
            _ => UseCaseKind::Application,
        },
        processes: take::ids(value, "processes"),
        sectors: take::ids(value, "sectors"),
        size_fit: ["micro", "small", "medium"].map(|size| take::level(&value["sizeFit"], size)),
        levers: levels("levers").into_iter().map(|(id, fit)| (id.as_str().into(), fit)).collect(),
        effort: match take::text(value, "effort") {
            "S" => Effort::Small,
            "M" => Effort::Medium,
            _ => Effort::Large,
        },
        requires: levels("requires")
            .into_iter()
            .filter_map(|(name, level)| Some((prerequisite(&name)?, level)))
            .collect(),
        signals: take::each(value, "signals", |signal| (take::id(signal, "id"), take::level(signal, "weight"))),
        evidence: take::level(value, "evidence"),
        personal_data: gdpr.and_then(|at| u8::try_from(at).ok()).unwrap_or(0),
    }
}
