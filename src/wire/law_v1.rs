//! The catalogue of law: `seeds/law/law.json`.

use serde_json::Value;

use super::actors_v1::{entries, place};
use super::shape::{Shape, closed, list, may, must};
use super::{source_v1, take};
use crate::date::Date;
use crate::document::is_address;
use crate::law::{Act, By, CLASSES, Duty, Law, Milestone, Prohibition, Sweden};
use crate::order::Set;
use crate::problem::Problem;

/// The format's name.
pub const FORMAT: &str = "kickstart-law";

/// The lists of the file whose entries carry sources, and the field with their day.
const LISTS: [(&str, &str); 3] = [("duties", "from"), ("prohibited", "from"), ("milestones", "on")];

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const DAY: Shape = Shape::Text(10);
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("version", Shape::Text(24)),
        must!("acts", list!(closed![must!("id", Shape::Id), must!("url", Shape::Text(400))], 12)),
        must!(
            "duties",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("classes", list!(Shape::Word(&CLASSES), 4)),
                    must!("by", Shape::Word(&By::WORDS)),
                    must!("from", DAY),
                    must!("article", Shape::Integer(1, 200)),
                    may!("paragraph", Shape::Integer(1, 20)),
                    must!("sources", source_v1::SOURCES),
                ],
                100,
            ),
        ),
        must!(
            "prohibited",
            list!(closed![must!("id", Shape::Id), must!("from", DAY), must!("sources", source_v1::SOURCES)], 40,),
        ),
        must!(
            "milestones",
            list!(closed![must!("id", Shape::Id), must!("on", DAY), must!("sources", source_v1::SOURCES)], 40),
        ),
        must!("sweden", closed![must!("checked", DAY), must!("sources", source_v1::SOURCES)]),
    ];
    &SHAPE
}

/// Reads the catalogue.
///
/// # Errors
/// Everything that is not as the format says, every id used twice, a day that does not exist, an address that is none,
/// an entry without a source, and a duty that concerns no class.
pub fn read(file: &str, text: &str) -> Result<Law, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    let problems = wrong(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Law {
        version: take::text(&value, "version").to_string(),
        acts: take::each(&value, "acts", |act| Act {
            id: take::text(act, "id").to_string(),
            url: take::text(act, "url").to_string(),
        }),
        duties: take::each(&value, "duties", duty),
        prohibited: take::each(&value, "prohibited", |one| Prohibition {
            id: take::text(one, "id").to_string(),
            from: day(one, "from"),
            sources: source_v1::sources(one),
        }),
        milestones: take::each(&value, "milestones", |one| Milestone {
            id: take::text(one, "id").to_string(),
            on: day(one, "on"),
            sources: source_v1::sources(one),
        }),
        sweden: Sweden { checked: day(&value["sweden"], "checked"), sources: source_v1::sources(&value["sweden"]) },
    })
}

/// What only the values tell.
fn wrong(file: &str, value: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    let bad_day = |place: &str, entry: &Value, field: &str| {
        let found = take::text(entry, field);
        Date::parse(found).is_none().then(|| Problem::of_file(file, "bad-date").at(place, field).with("found", found))
    };
    for (name, field) in LISTS {
        problems.extend(entries(file, name, value));
        for entry in take::list(value, name) {
            problems.extend(bad_day(&place(name, entry), entry, field));
        }
    }
    let classless = take::list(value, "duties").iter().filter(|duty| take::list(duty, "classes").is_empty());
    problems.extend(classless.map(|duty| Problem::of_file(file, "missing-field").at(place("duties", duty), "classes")));
    let mut seen = Set::new();
    for act in take::list(value, "acts") {
        let (id, url) = (take::text(act, "id"), take::text(act, "url"));
        if !seen.insert(id) {
            problems.push(Problem::of_file(file, "id-twice").at("acts", id).with("id", id));
        }
        if !is_address(url) {
            problems.push(Problem::of_file(file, "bad-address").at(place("acts", act), "url").with("found", url));
        }
    }
    problems.extend(bad_day("sweden", &value["sweden"], "checked"));
    problems.extend(source_v1::check(file, "sweden", &value["sweden"]));
    problems
}

/// A day that has been checked.
fn day(entry: &Value, field: &str) -> Date {
    Date::parse(take::text(entry, field)).unwrap_or_default()
}

fn duty(value: &Value) -> Duty {
    Duty {
        id: take::text(value, "id").to_string(),
        classes: take::each(value, "classes", |class| class.as_str().unwrap_or_default().to_string()),
        by: match take::text(value, "by") {
            "supplier" => By::Supplier,
            "user" => By::User,
            _ => By::Both,
        },
        from: day(value, "from"),
        article: take::number(value, "article").unwrap_or(0),
        paragraph: take::number(value, "paragraph"),
        sources: source_v1::sources(value),
    }
}
