//! The plan in reports and drafts. What this version cannot use of it is noted and carried along.

use serde_json::{Map, Value, json};

use crate::advice::Catalogue;
use crate::date::Date;
use crate::ids::{ProcessId, UseCaseId};
use crate::order;
use crate::plan::{
    Choice, IDEAS_LIMIT, Idea, OWN_LIMIT, OwnIdea, Plan, PlanDate, PlanField, REJECTIONS, Rejection, TITLE_LIMIT,
    WORDS_LIMIT,
};
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::wire::shape::{Shape, list, may, must, open};
use crate::wire::take;

/// What a plan may look like.
pub const PLAN: Shape = open![
    may!(
        "chosen",
        open![
            may!("useCase", Shape::Id),
            may!("own", Shape::Integer(0, OWN_LIMIT as u32 - 1)),
            may!("process", Shape::Id),
        ],
    ),
    may!("order", list!(Shape::Id, IDEAS_LIMIT)),
    may!(
        "rejected",
        list!(
            open![must!("useCase", Shape::Id), must!("reason", Shape::Id), may!("words", Shape::Text(WORDS_LIMIT))],
            IDEAS_LIMIT,
        ),
    ),
    may!("own", list!(open![must!("title", Shape::Text(TITLE_LIMIT))], OWN_LIMIT)),
    may!("firstStep", Shape::Text(PlanField::FirstStep.limit())),
    may!("measure", Shape::Text(PlanField::Measure.limit())),
    may!("before", Shape::Text(PlanField::Before.limit())),
    may!("owner", Shape::Text(PlanField::Owner.limit())),
    may!("start", Shape::Text(40)),
    may!("checkOn", Shape::Text(40)),
];

const CHOICE: [&str; 3] = ["useCase", "own", "process"];
const REJECTION: [&str; 3] = ["useCase", "reason", "words"];
const OWN: [&str; 1] = ["title"];
const DATES: [(&str, PlanDate); 2] = [("start", PlanDate::Start), ("checkOn", PlanDate::CheckOn)];

fn named(field: PlanField) -> &'static str {
    match field {
        PlanField::FirstStep => "firstStep",
        PlanField::Measure => "measure",
        PlanField::Before => "before",
        PlanField::Owner => "owner",
    }
}

/// Reads a plan whose shape has been checked: the plan, and what of it this version cannot use. A choice or a date that
/// is none is noted and kept; of two rejections of one idea the last holds, and that is noted too.
pub fn plan_in(file: &str, value: &Value, notes: &mut Vec<Problem>) -> (Plan, Map<String, Value>) {
    let mut kept = value.as_object().cloned().unwrap_or_default();
    let mut unusable = |name: &str, found: &Value| {
        let found = found.as_str().map_or_else(|| found.to_string(), str::to_string);
        notes.push(Problem::of_file(file, "plan-unusable").at("plan", name).with("found", found));
    };
    let mut plan = Plan {
        own: take::each(value, "own", |own| OwnIdea { title: take::text(own, "title").to_string() }),
        ..Plan::default()
    };
    plan.chosen = choice_in(&value["chosen"], plan.own.len());
    match kept.remove("chosen") {
        // In a list of one: what belongs to a choice that was used.
        Some(chosen) if plan.chosen.is_some() && has_more(&chosen, &CHOICE) => {
            kept.insert("chosen".to_string(), json!([chosen]));
        }
        Some(chosen) if plan.chosen.is_none() => {
            unusable("chosen", &chosen);
            kept.insert("chosen".to_string(), chosen);
        }
        _ => {}
    }
    for (name, which) in DATES {
        let date = Date::parse(take::text(value, name));
        plan.set_date(which, date);
        if let Some(written) = kept.remove(name).filter(|written| date.is_none() && *written != json!("")) {
            unusable(name, &written);
            kept.insert(name.to_string(), written);
        }
    }
    for field in PlanField::ALL {
        plan.fill(field, take::text(value, named(field)));
        kept.remove(named(field));
    }
    let mut twice = |name: &str, id: &UseCaseId| {
        notes.push(Problem::of_file(file, "id-twice").at("plan", name).with("id", id));
    };
    for idea in take::ids(value, "order") {
        if plan.order.contains(&idea) {
            twice("order", &idea);
        } else {
            plan.order.push(idea);
        }
    }
    kept.remove("order");
    for item in take::list(value, "rejected") {
        let idea: UseCaseId = take::id(item, "useCase");
        if plan.rejected.contains_key(&idea) {
            twice("rejected", &idea);
        }
        let rejection = Rejection { reason: take::id(item, "reason"), words: take::text(item, "words").to_string() };
        plan.rejected.insert(idea, rejection);
    }
    for (name, known) in [("rejected", &REJECTION[..]), ("own", &OWN)] {
        let mut more = take::list(value, name).to_vec();
        more.retain(|item| has_more(item, known));
        kept.remove(name);
        if !more.is_empty() {
            kept.insert(name.to_string(), Value::Array(more));
        }
    }
    (plan, kept)
}

fn choice_in(value: &Value, own_ideas: usize) -> Option<Choice> {
    let use_case = value["useCase"].as_str().map(|id| Idea::UseCase(id.into()));
    let own = take::number(value, "own").map(|index| Idea::Own(index as usize));
    let idea = match (use_case, own) {
        (Some(idea), None) => idea,
        (None, Some(Idea::Own(index))) if index < own_ideas => Idea::Own(index),
        _ => return None,
    };
    Some(Choice { idea, process: value["process"].as_str().map(ProcessId::new) })
}

fn has_more(item: &Value, known: &[&str]) -> bool {
    item.as_object().is_some_and(|members| members.keys().any(|name| !known.contains(&name.as_str())))
}

/// Notes what the plan names and this version does not have. It stays in the plan.
pub fn note_unknown(
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
    file: &str,
    plan: &Plan,
    notes: &mut Vec<Problem>,
) {
    let mut note =
        |name: &str, id: &str| notes.push(Problem::of_file(file, "plan-unknown").at("plan", name).with("id", id));
    let missing = |id: &UseCaseId| !catalogue.use_cases.iter().any(|idea| idea.id == *id);
    if let Some(choice) = &plan.chosen {
        match &choice.idea {
            Idea::UseCase(id) if missing(id) => note("chosen", id.as_str()),
            _ => {}
        }
        if let Some(process) = choice.process.as_ref().filter(|process| questionnaire.process(process).is_none()) {
            note("chosen", process.as_str());
        }
    }
    for id in plan.order.iter().filter(|id| missing(id)) {
        note("order", id.as_str());
    }
    for (id, rejection) in &plan.rejected {
        if missing(id) {
            note("rejected", id.as_str());
        }
        if !REJECTIONS.contains(&rejection.reason.as_str()) {
            note("rejected", rejection.reason.as_str());
        }
    }
}

/// A plan as it stands in files, with what was kept when it was read; nothing when there is nothing to say.
pub fn plan_out(plan: &Plan, kept: Option<Value>) -> Option<Value> {
    let mut kept = match kept {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    };
    let mut pool = |name: &str| match kept.remove(name) {
        Some(Value::Array(items)) => (items, None),
        other => (Vec::new(), other),
    };
    let (mut old_choice, unusable_choice) = pool("chosen");
    let (mut old_rejected, _) = pool("rejected");
    let (mut old_own, _) = pool("own");
    // What is left are dates that were none, and members of a newer version.
    let mut members = kept;
    for name in PlanField::ALL.map(named).into_iter().chain(["order"]) {
        members.remove(name);
    }
    let mut put = |name: &str, value: Value| {
        members.insert(name.to_string(), value);
    };
    if let Some(choice) = &plan.chosen {
        let mut chosen = match &choice.idea {
            Idea::UseCase(id) => json!({"useCase": id.as_str()}),
            Idea::Own(index) => json!({"own": index}),
        };
        if let Some(process) = &choice.process {
            chosen["process"] = json!(process.as_str());
        }
        carry(&mut chosen, &mut old_choice, &CHOICE, &CHOICE);
        put("chosen", chosen);
    } else if let Some(chosen) = unusable_choice {
        put("chosen", chosen);
    }
    if !plan.order.is_empty() {
        put("order", plan.order.iter().map(UseCaseId::as_str).collect());
    }
    if !plan.rejected.is_empty() {
        let each = rejected_out(&plan.rejected).map(|mut item| {
            carry(&mut item, &mut old_rejected, &["useCase"], &REJECTION);
            item
        });
        put("rejected", each.collect());
    }
    if !plan.own.is_empty() {
        let each = plan.own.iter().map(|own| {
            let mut item = json!({"title": own.title});
            carry(&mut item, &mut old_own, &OWN, &OWN);
            item
        });
        put("own", each.collect());
    }
    for field in PlanField::ALL.into_iter().filter(|field| !plan.text(*field).is_empty()) {
        put(named(field), json!(plan.text(field)));
    }
    for ((name, _), date) in DATES.into_iter().zip([plan.start, plan.check_on]) {
        if let Some(date) = date {
            put(name, json!(date.to_string()));
        }
    }
    (!members.is_empty()).then_some(Value::Object(members))
}

fn rejected_out(rejected: &order::Map<UseCaseId, Rejection>) -> impl Iterator<Item = Value> {
    rejected.iter().map(|(id, rejection)| {
        let mut item = json!({"useCase": id.as_str(), "reason": rejection.reason.as_str()});
        if !rejection.words.is_empty() {
            item["words"] = json!(rejection.words);
        }
        item
    })
}

/// Gives an item the members of a newer version that it was read with, once: those of the first in the pool that is
/// the same in some members.
fn carry(item: &mut Value, pool: &mut Vec<Value>, same: &[&str], known: &[&str]) {
    let Some(at) = pool.iter().position(|old| same.iter().all(|name| old.get(name) == item.get(name))) else { return };
    if let Value::Object(old) = pool.remove(at) {
        for (name, member) in old.into_iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            item[name] = member;
        }
    }
}
