//! The official figures: `seeds/benchmarks/benchmarks.json`.

use serde_json::Value;

use super::shape::{Field, Shape, closed, list, may, must};
use super::{source_v1, take};
use crate::benchmark::{Absence, Benchmarks, Figure, Geo, Metric, Size};
use crate::ids::OptionId;
use crate::order::{Map, Set};
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;

/// The format's name.
pub const FORMAT: &str = "kickstart-benchmarks";
/// The question that industries are matched to.
const SECTOR: &str = "sector";

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const WHY: Shape = Shape::Word(&["not-surveyed", "split"]);
    const PERSONS: Shape = Shape::Integer(0, 1_000_000);
    const FIGURE: &[Field] = &[
        must!("id", Shape::Id),
        must!("metric", Shape::Word(&Metric::WORDS)),
        must!("geo", Shape::Word(&Geo::WORDS)),
        must!("year", Shape::Integer(2000, 2100)),
        must!("hundredths", Shape::Integer(0, 10_000)),
        must!("size", Shape::Id),
        may!("industry", Shape::Id),
        may!("purpose", Shape::Id),
        may!("barrier", Shape::Id),
        must!("population", Shape::Id),
        must!("source", Shape::Id),
        must!("confidence", Shape::Word(&["high", "medium", "low"])),
    ];
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("version", Shape::Text(24)),
        must!("usesFrom", Shape::Integer(1, 9)),
        must!(
            "sizes",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("from", PERSONS),
                    may!("to", PERSONS),
                    may!("whole", Shape::Bool)
                ],
                20
            )
        ),
        must!("industryOf", Shape::Map(&Shape::Id, 40)),
        must!("noIndustry", Shape::Map(&WHY, 40)),
        must!("absent", list!(closed![must!("id", Shape::Word(&Absence::WORDS))], 20)),
        must!("figures", list!(Shape::Object(FIGURE, false), 400)),
        must!(
            "sources",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("title", Shape::Text(240)),
                    must!("lang", Shape::Id),
                    may!("url", Shape::Text(400)),
                    may!("written", Shape::Text(10)),
                    must!("kind", Shape::Word(&["primary", "secondary", "own"])),
                    must!("read", Shape::Text(10)),
                ],
                100,
            ),
        ),
    ];
    &SHAPE
}

/// Reads the figures.
///
/// # Errors
/// Everything that is not as the format says, every id used twice, sources that cannot be used, a figure of a purpose or
/// an obstacle that names none, sizes that do not make one whole, and every reference within the file that leads
/// nowhere.
pub fn read(file: &str, text: &str) -> Result<Benchmarks, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut problems: Vec<Problem> =
        ["sizes", "absent", "figures", "sources"].into_iter().flat_map(|list| twice(file, &value, list)).collect();
    problems.extend(both(file, &value));
    problems.extend(source_v1::check(file, "", &value));
    problems.extend(incomplete(file, &value));
    problems.extend(dangling(file, &value));
    if !problems.is_empty() {
        return Err(problems);
    }
    let ids = take::list(&value, "sources").iter().map(|source| take::text(source, "id").to_string());
    let absence = |word: &Value| word.as_str().and_then(Absence::parse);
    Ok(Benchmarks {
        version: take::text(&value, "version").to_string(),
        uses_from: take::level(&value, "usesFrom"),
        sizes: take::each(&value, "sizes", |size| Size {
            id: take::text(size, "id").to_string(),
            from: take::number(size, "from").unwrap_or(0),
            to: take::number(size, "to"),
            whole: take::flag(size, "whole"),
        }),
        industry_of: members(&value, "industryOf")
            .filter_map(|(sector, id)| Some((OptionId::new(sector), id.as_str()?.to_string())))
            .collect(),
        no_industry: members(&value, "noIndustry")
            .filter_map(|(sector, why)| Some((OptionId::new(sector), absence(why)?)))
            .collect(),
        absent: take::list(&value, "absent").iter().filter_map(|one| absence(&one["id"])).collect(),
        figures: take::each(&value, "figures", figure),
        sources: ids.zip(source_v1::sources(&value)).collect::<Map<_, _>>(),
    })
}

/// Sectors that the questionnaire does not have, and those that have neither an industry nor a reason for none.
pub fn references(file: &str, benchmarks: &Benchmarks, pack: &Questionnaire) -> Vec<Problem> {
    let options = pack.profile_question(SECTOR).map_or(&[][..], |question| &question.options);
    let offered = |id: &OptionId| options.iter().any(|option| option.id == *id);
    let named = |list: &'static str, id: &OptionId| {
        let problem = Problem::of_file(file, "unknown-reference").at(list, id.as_str());
        (!offered(id)).then(|| problem.with("id", id))
    };
    let mapped = benchmarks.industry_of.keys().filter_map(|id| named("industryOf", id));
    let unmapped = benchmarks.no_industry.keys().filter_map(|id| named("noIndustry", id));
    let missing = options
        .iter()
        .map(|option| &option.id)
        .filter(|id| !benchmarks.industry_of.contains_key(*id) && !benchmarks.no_industry.contains_key(*id));
    let missing = missing.map(|id| Problem::of_file(file, "missing-field").at("industryOf", id.as_str()));
    mapped.chain(unmapped).chain(missing).collect()
}

fn members<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    value[name].as_object().into_iter().flatten()
}

/// Ids that a list has twice.
fn twice(file: &str, value: &Value, list: &'static str) -> Vec<Problem> {
    let mut seen = Set::new();
    let ids = take::list(value, list).iter().map(|entry| take::text(entry, "id")).filter(|id| !seen.insert(*id));
    ids.map(|id| Problem::of_file(file, "id-twice").at(list, id).with("id", id)).collect()
}

/// Sectors that have both an industry and a reason for none.
fn both(file: &str, value: &Value) -> Vec<Problem> {
    let sectors = members(value, "noIndustry").map(|(sector, _)| sector.as_str());
    let twice = sectors.filter(|sector| value["industryOf"][*sector].is_string());
    twice.map(|id| Problem::of_file(file, "id-twice").at("noIndustry", id).with("id", id)).collect()
}

/// Figures that do not name what their metric is of, or name what it is not, and the one size of all that are counted.
fn incomplete(file: &str, value: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    for figure in take::list(value, "figures") {
        let place = || format!("figures[{}]", take::text(figure, "id"));
        let wanted = match take::text(figure, "metric") {
            "purpose" | "purpose-of-users" => "purpose",
            "barrier" => "barrier",
            _ => "",
        };
        for field in ["purpose", "barrier"] {
            match (field == wanted, figure[field].is_string()) {
                (true, false) => problems.push(Problem::of_file(file, "missing-field").at(place(), field)),
                (false, true) => problems.push(Problem::of_file(file, "unknown-field").at(place(), field)),
                _ => {}
            }
        }
    }
    let whole = take::list(value, "sizes").iter().filter(|size| take::flag(size, "whole")).count();
    if whole == 0 {
        problems.push(Problem::of_file(file, "missing-field").at("sizes", "whole"));
    } else if whole > 1 {
        let problem = Problem::of_file(file, "too-many").at("sizes", "whole");
        problems.push(problem.with("limit", 1).with("found", whole));
    }
    problems
}

/// References within the file that lead nowhere.
fn dangling(file: &str, value: &Value) -> Vec<Problem> {
    let ids = |list: &str| -> Set<&str> { take::list(value, list).iter().map(|one| take::text(one, "id")).collect() };
    let (sizes, sources) = (ids("sizes"), ids("sources"));
    let figures = take::list(value, "figures");
    let industries: Set<&str> = figures.iter().filter_map(|figure| figure["industry"].as_str()).collect();
    let unknown = |place: String, field: &str, id: &str| {
        Problem::of_file(file, "unknown-reference").at(place, field).with("id", id)
    };
    let mut problems = Vec::new();
    for figure in figures {
        let place = || format!("figures[{}]", take::text(figure, "id"));
        for (field, known) in [("size", &sizes), ("source", &sources)] {
            let id = take::text(figure, field);
            if !known.contains(&id) {
                problems.push(unknown(place(), field, id));
            }
        }
    }
    for (sector, industry) in members(value, "industryOf") {
        let id = industry.as_str().unwrap_or_default();
        if !industries.contains(&id) {
            problems.push(unknown("industryOf".to_string(), sector, id));
        }
    }
    problems
}

fn figure(value: &Value) -> Figure {
    let text = |name: &str| take::text(value, name).to_string();
    let optional = |name: &str| value[name].as_str().map(str::to_string);
    let metric = Metric::WORDS.iter().position(|word| *word == take::text(value, "metric")).unwrap_or(0);
    Figure {
        id: text("id"),
        metric: Metric::ALL.get(metric).copied().unwrap_or(Metric::UsesAi),
        geo: if take::text(value, "geo") == "SE" { Geo::Sweden } else { Geo::Eu },
        year: take::number(value, "year").unwrap_or(0),
        hundredths: take::number(value, "hundredths").unwrap_or(0),
        size: text("size"),
        industry: optional("industry"),
        about: optional("purpose").or_else(|| optional("barrier")),
        population: text("population"),
        source: text("source"),
        confidence: text("confidence"),
    }
}
