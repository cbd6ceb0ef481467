//! The catalogue of AI ideas: `seeds/use-cases/use-cases.json`.

use serde::Deserialize;

use super::pack_v1::prerequisite;
use super::shape::{Shape, closed, list, must};
use crate::advice::{Catalogue, Effort, UseCase, UseCaseKind};
use crate::problem::Problem;
use std::collections::BTreeMap;

/// The format's name.
pub const FORMAT: &str = "kickstart-use-cases";

const GDPR: &[&str] = &["none", "low", "medium", "high"];
const AI_ACT: &[&str] = &["minimal", "limited-transparency", "depends", "high-risk"];

/// What the file may look like.
pub fn shape() -> Shape {
    let level = || Shape::Integer(0, 5);
    let fit = || Shape::Integer(0, 3);
    let levels = |names: [&'static str; 5], shape: fn() -> Shape| {
        closed(names.into_iter().map(|name| must(name, shape())).collect())
    };
    closed(vec![
        must("format", Shape::Word(&[FORMAT])),
        must("formatVersion", Shape::Text(12)),
        must("version", Shape::Text(24)),
        must(
            "useCases",
            list(
                closed(vec![
                    must("id", Shape::Id),
                    must("kind", Shape::Word(&["application", "enabler", "caution"])),
                    must("processes", list(Shape::Id, 40)),
                    must("sectors", list(Shape::Id, 40)),
                    must("sizeFit", closed(vec![must("micro", fit()), must("small", fit()), must("medium", fit())])),
                    must(
                        "levers",
                        levels(["time", "revenue", "quality", "risk", "sustainability"], || Shape::Integer(0, 3)),
                    ),
                    must("effort", Shape::Word(&["S", "M", "L"])),
                    must(
                        "requires",
                        closed(vec![
                            must("process_documentation", level()),
                            must("data", level()),
                            must("systems_integration", level()),
                            must("skills", level()),
                            must("governance", level()),
                        ]),
                    ),
                    must(
                        "signals",
                        list(closed(vec![must("id", Shape::Id), must("weight", Shape::Integer(1, 3))]), 40),
                    ),
                    must("gdpr", Shape::Word(GDPR)),
                    must("aiAct", Shape::Word(AI_ACT)),
                    must("evidence", Shape::Integer(0, 99)),
                ]),
                400,
            ),
        ),
    ])
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileDto {
    version: String,
    use_cases: Vec<UseCaseDto>,
}
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UseCaseDto {
    id: String,
    kind: String,
    processes: Vec<String>,
    sectors: Vec<String>,
    size_fit: SizeDto,
    levers: BTreeMap<String, u8>,
    effort: String,
    requires: BTreeMap<String, u8>,
    signals: Vec<SignalDto>,
    gdpr: String,
    evidence: u8,
}
#[derive(Deserialize)]
struct SizeDto {
    micro: u8,
    small: u8,
    medium: u8,
}
#[derive(Deserialize)]
struct SignalDto {
    id: String,
    weight: u8,
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
    let dto: FileDto = serde_json::from_value(value).map_err(|error| {
        vec![Problem::of_file(file, "not-json").with("line", error.line()).with("column", error.column())]
    })?;
    let mut use_cases: Vec<UseCase> = dto.use_cases.into_iter().map(use_case).collect();
    use_cases.sort_by(|a, b| a.id.cmp(&b.id));
    let twice = use_cases.windows(2).filter(|pair| pair[0].id == pair[1].id);
    let problems: Vec<Problem> = twice
        .map(|pair| Problem::of_file(file, "id-twice").at("useCases", pair[0].id.as_str()).with("id", &pair[0].id))
        .collect();
    if problems.is_empty() { Ok(Catalogue { version: dto.version, use_cases }) } else { Err(problems) }
}

fn use_case(dto: UseCaseDto) -> UseCase {
    UseCase {
        id: (&*dto.id).into(),
        kind: match dto.kind.as_str() {
            "enabler" => UseCaseKind::Enabler,
            "caution" => UseCaseKind::Caution,
            _ => UseCaseKind::Application,
        },
        processes: dto.processes.iter().map(|id| (&**id).into()).collect(),
        sectors: dto.sectors.iter().map(|id| (&**id).into()).collect(),
        size_fit: [dto.size_fit.micro, dto.size_fit.small, dto.size_fit.medium],
        levers: dto.levers.iter().map(|(id, fit)| ((&**id).into(), *fit)).collect(),
        effort: match dto.effort.as_str() {
            "S" => Effort::Small,
            "M" => Effort::Medium,
            _ => Effort::Large,
        },
        requires: dto.requires.iter().filter_map(|(name, level)| Some((prerequisite(name)?, *level))).collect(),
        signals: dto.signals.iter().map(|signal| ((&*signal.id).into(), signal.weight)).collect(),
        evidence: dto.evidence,
        personal_data: GDPR
            .iter()
            .position(|level| *level == dto.gdpr)
            .and_then(|at| u8::try_from(at).ok())
            .unwrap_or(0),
    }
}
