//! The data dictionary: what every column means, and the name of every id that may stand in one.

use super::{Cell, all_columns, firm_columns};
use crate::advice::Catalogue;
use crate::guides::Guides;
use crate::outcome::Outcome;
use crate::people::Size;
use crate::questionnaire::Questionnaire;
use crate::text::Prose;

/// The columns of the dictionary, as text keys.
pub const HEAD: [&str; 5] =
    ["table.head.column", "table.head.value", "table.head.kind", "table.head.unit", "table.head.meaning"];

/// Where an id may stand, the id, and the key of its name.
type Code = (&'static str, String, String);

/// The rows of the dictionary: every column once, then the ids column by column. What has no name in the language is
/// left out.
pub fn dictionary(
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
    guides: &Guides,
    prose: &Prose,
    anonymised: bool,
) -> Vec<Vec<Cell>> {
    let said = |key: &str| Cell::Text(prose.say(key));
    let mut columns = all_columns(questionnaire, anonymised);
    for column in firm_columns(anonymised) {
        if !columns.iter().any(|other| other.id == column.id) {
            columns.push(column);
        }
    }
    let mut rows: Vec<Vec<Cell>> = columns
        .iter()
        .map(|column| {
            let unit = if column.unit.is_empty() { Cell::Empty } else { said(&format!("table.unit.{}", column.unit)) };
            let kind = said(&format!("table.kind.{}", column.kind.as_str()));
            vec![Cell::Text(column.id.clone()), Cell::Empty, kind, unit, said(&column.meaning)]
        })
        .collect();
    for (column, code, key) in codes(questionnaire, catalogue, guides) {
        let Some(name) = prose.find(&key) else { continue };
        let name = Cell::Text(name.to_string());
        rows.push(vec![Cell::Text(column.to_string()), Cell::Text(code), Cell::Empty, Cell::Empty, name]);
    }
    rows
}

fn codes(questionnaire: &Questionnaire, catalogue: &Catalogue, guides: &Guides) -> Vec<Code> {
    let mut codes: Vec<Code> = Vec::new();
    let mut put = |column: &'static str, code: &str, key: String| codes.push((column, code.to_string(), key));
    for question in ["sector", "municipality"] {
        let options = questionnaire.profile_question(question).map(|question| question.options.as_slice());
        for option in options.unwrap_or_default() {
            put(question, option.id.as_str(), format!("profile.{question}.option.{}", option.id));
        }
    }
    Size::WORDS.into_iter().for_each(|size| put("size", size, format!("table.size.{size}")));
    questionnaire.in_order().for_each(|id| put("process", id.as_str(), format!("process.{id}.name")));
    Outcome::ALL.into_iter().for_each(|one| put("outcome", one.id(), format!("outcome.{}.name", one.id())));
    let ideas = catalogue.use_cases.iter().map(|idea| &idea.id);
    ideas.for_each(|id| put("idea", id.as_str(), format!("use-case.{id}.title")));
    put("chosen", super::OWN, "table.own".to_string());
    questionnaire.dimensions.iter().for_each(|one| put("lacks", one.id.as_str(), format!("dimension.{}.name", one.id)));
    let routes = guides.funding.routes.iter();
    routes.for_each(|route| put("funding", &route.id, format!("funding.{}.name", route.id)));
    let courses = guides.training.courses.iter();
    courses.for_each(|course| put("training", &course.id, format!("training.{}.name", course.id)));
    codes
}
