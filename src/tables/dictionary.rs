//! The data dictionary: what every column means, and the name of every id that may stand in one.

use super::{Cell, all_columns, firm_columns, gap_pair, joined};
use crate::advice::Catalogue;
use crate::cohort::Hindrance;
use crate::guides::Guides;
use crate::ids::{DimensionId, EnablerId};
use crate::outcome::Outcome;
use crate::people::{Gap, Size};
use crate::questionnaire::Questionnaire;
use crate::text::Prose;

/// The columns of the dictionary, as text keys.
pub const HEAD: [&str; 5] =
    ["table.head.column", "table.head.value", "table.head.kind", "table.head.unit", "table.head.meaning"];

/// Where an id may stand, the id, and its name if it has one.
type Code = (&'static str, String, Option<String>);

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
    for (column, code, name) in codes(questionnaire, catalogue, guides, prose) {
        let Some(name) = name.map(Cell::Text) else { continue };
        rows.push(vec![Cell::Text(column.to_string()), Cell::Text(code), Cell::Empty, Cell::Empty, name]);
    }
    rows
}

fn codes(questionnaire: &Questionnaire, catalogue: &Catalogue, guides: &Guides, prose: &Prose) -> Vec<Code> {
    let mut codes: Vec<Code> = Vec::new();
    let found = |key: &str| prose.find(key).map(str::to_string);
    let mut put = |column: &'static str, code: &str, key: String| codes.push((column, code.to_string(), found(&key)));
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
    let dimension = |id: &DimensionId| found(&format!("dimension.{id}.name"));
    let enabler = |id: &EnablerId| found(&format!("short.enabler.{id}"));
    let hindrance = |one: Hindrance| {
        let name = match &one {
            Hindrance::Dimension(id) => dimension(id),
            Hindrance::Enabler(id) => enabler(id),
            Hindrance::Condition(id) => found(&format!("avoid.{id}"))
                .map(|condition| prose.fill("table.condition", &[("condition", &condition)])),
            Hindrance::RulesFirst => found("table.rules-first"),
            Hindrance::CashFirst => found("table.cash-first"),
        };
        ("hindrances", joined(one.as_pair()), name)
    };
    let dimensions = || questionnaire.dimensions.iter();
    let enablers = || questionnaire.enablers.iter().map(|one| &one.id);
    codes.extend(dimensions().map(|one| hindrance(Hindrance::Dimension(one.id.clone()))));
    codes.extend(enablers().map(|id| hindrance(Hindrance::Enabler(id.clone()))));
    codes.extend(catalogue.contraindications.iter().map(|one| hindrance(Hindrance::Condition(one.id.clone()))));
    codes.extend([Hindrance::RulesFirst, Hindrance::CashFirst].map(hindrance));
    codes.extend(enablers().map(|id| ("gaps", joined(gap_pair(&Gap::Enabler(id.clone()))), enabler(id))));
    codes.extend(dimensions().filter_map(|one| {
        let gap = Gap::Requirement(one.prerequisite?);
        Some(("gaps", joined(gap_pair(&gap)), dimension(&one.id)))
    }));
    codes
}
