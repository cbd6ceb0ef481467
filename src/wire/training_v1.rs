//! The catalogue of training: `seeds/training/training.json`.

use serde_json::Value;

use super::actors_v1::{REACH, entries, gap, place, reach, unknown_options};
use super::shape::{Shape, closed, list, may, must};
use super::{source_v1, take};
use crate::people::{Course, Gap, Price, Training};
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::text::Locale;

/// The format's name.
pub const FORMAT: &str = "kickstart-training";

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("version", Shape::Text(24)),
        must!("county", Shape::Id),
        must!(
            "courses",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("gaps", list!(Shape::Id, 12)),
                    must!("forLevels", list!(Shape::Integer(0, 5), 2)),
                    may!("hours", Shape::Integer(1, 2_000)),
                    must!("price", Shape::Word(&["free", "paid", "unknown"])),
                    must!("locales", list!(Shape::Id, 40)),
                    may!("provider", Shape::Text(120)),
                    may!("sectors", list!(Shape::Id, 40)),
                    may!("reach", Shape::Word(REACH)),
                    may!("url", Shape::Text(400)),
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
/// Everything that is not as the format says, every id used twice, an address that is none, a course without a source,
/// and levels that are not a range.
pub fn read(file: &str, text: &str) -> Result<Training, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let mut problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    problems.extend(entries(file, "courses", &value));
    for entry in take::list(&value, "courses").iter().filter(|entry| levels(entry).is_none()) {
        let problem = Problem::of_file(file, "wrong-kind").at(place("courses", entry), "forLevels");
        problems.push(problem.with("expected", "[0, 5]").with("found", &entry["forLevels"]));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Training {
        version: take::text(&value, "version").to_string(),
        county: take::text(&value, "county").to_string(),
        courses: take::each(&value, "courses", course),
    })
}

/// Every reference to something that the questionnaire does not have.
pub fn references(file: &str, training: &Training, pack: &Questionnaire) -> Vec<Problem> {
    let mut problems = Vec::new();
    for course in &training.courses {
        let mut unknown = |field: &str, id: &str| {
            let problem = Problem::of_file(file, "unknown-reference").at(format!("courses[{}]", course.id), field);
            problems.push(problem.with("id", id));
        };
        unknown_options(pack, "sector", &course.sectors, &mut |id| unknown("sectors", id));
        for gap in &course.gaps {
            if let Gap::Enabler(id) = gap
                && !pack.enablers.iter().any(|enabler| enabler.id == *id)
            {
                unknown("gaps", id.as_str());
            }
        }
    }
    problems
}

/// From which level to which; `None` when it is no range.
fn levels(entry: &Value) -> Option<(u8, u8)> {
    let level = |value: &Value| value.as_u64().and_then(|level| u8::try_from(level).ok());
    match take::list(entry, "forLevels") {
        [from, to] => Some((level(from)?, level(to)?)).filter(|(from, to)| from <= to),
        _ => None,
    }
}

fn course(value: &Value) -> Course {
    let (from, to) = levels(value).unwrap_or_default();
    let optional = |name: &str| value[name].as_str().map(str::to_string);
    Course {
        id: take::text(value, "id").to_string(),
        gaps: take::each(value, "gaps", |name| gap(name.as_str().unwrap_or_default())),
        from,
        to,
        hours: take::number(value, "hours"),
        price: match take::text(value, "price") {
            "free" => Price::Free,
            "paid" => Price::Paid,
            _ => Price::Unknown,
        },
        locales: take::each(value, "locales", |tag| Locale::new(tag.as_str().unwrap_or_default())),
        provider: optional("provider"),
        sectors: take::ids(value, "sectors"),
        reach: reach(value),
        url: optional("url"),
        sources: source_v1::sources(value),
    }
}
