//! The county and the limits of company size: `seeds/region/region.json`.

use serde_json::Value;

use super::shape::{Shape, closed, list, must};
use super::{source_v1, take};
use crate::order::Set;
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::region::{Municipality, Region, SizeLimit};

/// The format's name.
pub const FORMAT: &str = "kickstart-region";
/// The question whose options are the municipalities.
const ASKED: &str = "municipality";

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const MILLIONS: Shape = Shape::Integer(1, 1_000);
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("version", Shape::Text(24)),
        must!(
            "county",
            closed![must!("code", Shape::Id), must!("name", Shape::Text(60)), must!("region", Shape::Text(60))],
        ),
        must!("names", list!(Shape::Text(60), 20)),
        must!("elsewhere", Shape::Id),
        must!(
            "municipalities",
            closed![
                must!("list", list!(closed![must!("code", Shape::Id), must!("name", Shape::Text(60))], 300)),
                must!("sources", source_v1::SOURCES),
            ],
        ),
        must!(
            "sme",
            closed![
                must!(
                    "classes",
                    list!(
                        closed![
                            must!("id", Shape::Word(&["micro", "small", "medium"])),
                            must!("headcountBelow", Shape::Integer(1, 10_000)),
                            must!("turnoverMillionEur", MILLIONS),
                            must!("balanceMillionEur", MILLIONS),
                        ],
                        3,
                    ),
                ),
                must!("sources", source_v1::SOURCES),
            ],
        ),
    ];
    &SHAPE
}

/// Reads the county.
///
/// # Errors
/// Everything that is not as the format says, every code or size used twice, and lists without a source.
pub fn read(file: &str, text: &str) -> Result<Region, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    let (places, sme) = (&value["municipalities"], &value["sme"]);
    let mut problems = twice(file, "municipalities", places, "list", "code");
    problems.extend(twice(file, "sme", sme, "classes", "id"));
    problems.extend(source_v1::check(file, "municipalities", places));
    problems.extend(source_v1::check(file, "sme", sme));
    if !problems.is_empty() {
        return Err(problems);
    }
    let (county, text) = (&value["county"], |of: &Value, name: &str| take::text(of, name).to_string());
    let municipalities =
        take::each(places, "list", |one| Municipality { code: text(one, "code"), name: text(one, "name") });
    let sizes = take::each(sme, "classes", |one| SizeLimit {
        id: text(one, "id"),
        headcount_below: take::number(one, "headcountBelow").unwrap_or(0),
        turnover_million_eur: take::number(one, "turnoverMillionEur").unwrap_or(0),
        balance_million_eur: take::number(one, "balanceMillionEur").unwrap_or(0),
    });
    Ok(Region {
        version: text(&value, "version"),
        county: text(county, "code"),
        county_name: text(county, "name"),
        authority: text(county, "region"),
        names: take::each(&value, "names", |name| name.as_str().unwrap_or_default().to_string()),
        elsewhere: text(&value, "elsewhere"),
        municipalities,
        municipality_sources: source_v1::sources(places),
        sizes,
        size_sources: source_v1::sources(sme),
    })
}

/// Every difference between the municipalities and those the questionnaire offers.
pub fn references(file: &str, region: &Region, pack: &Questionnaire) -> Vec<Problem> {
    let options = pack.profile_question(ASKED).map_or(&[][..], |question| &question.options);
    let offered = |id: &str| options.iter().any(|option| option.id.as_str() == id);
    let codes = region.municipalities.iter().map(|municipality| municipality.code.as_str());
    let unknown = codes.chain([region.elsewhere.as_str()]).filter(|id| !offered(id));
    let unknown = unknown.map(|id| Problem::of_file(file, "unknown-reference").at("municipalities", id).with("id", id));
    let has = |id: &str| id == region.elsewhere || region.municipality(id).is_some();
    let missing = options.iter().map(|option| option.id.as_str()).filter(|id| !has(id));
    let missing = missing.map(|id| Problem::of_file(file, "missing-field").at("municipalities", id));
    unknown.chain(missing).collect()
}

/// Every id of a list that is used twice.
fn twice(file: &str, place: &str, value: &Value, list: &str, field: &str) -> Vec<Problem> {
    let mut seen = Set::new();
    let ids = take::list(value, list).iter().map(|entry| take::text(entry, field)).filter(|id| !seen.insert(*id));
    ids.map(|id| Problem::of_file(file, "id-twice").at(place, id).with("id", id)).collect()
}
