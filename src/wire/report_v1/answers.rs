//! Answers and notes as they stand in files: reports, drafts and workshops.

use serde_json::{Map, Value, json};

use super::object;
use crate::answer::{Answer, Answers};
use crate::assessment::{Assessment, NOTE_LIMIT};
use crate::ids::{OptionId, QuestionId};
use crate::order::{self, Set};
use crate::problem::Problem;
use crate::questionnaire::{COUNT_LIMIT, Questionnaire};
use crate::wire::shape::{Shape, list, may, must, open};

/// What one answer may look like, here and in drafts.
pub const ANSWER: Shape = open![
    must!("q", Shape::Id),
    may!(
        "value",
        Shape::OneOf(&[
            must!("level", Shape::Integer(0, 9)),
            must!("choice", Shape::Id),
            must!("choices", list!(Shape::Id, 200)),
            must!("number", Shape::Integer(0, COUNT_LIMIT)),
            must!("notOurs", Shape::Object(&[may!("reason", Shape::Id)], false)),
            must!("notApplicable", Shape::Bool),
            must!("dontKnow", Shape::Bool),
        ]),
    ),
    may!("note", Shape::Text(NOTE_LIMIT)),
];

/// Answers and notes as they stand in files, in the order of ids.
pub fn answers_out(assessment: &Assessment, with_notes: bool) -> Value {
    let mut items = object(&assessment.kept.answers);
    items.retain(|_, members| members.is_object());
    for (question, answer) in assessment.answers.iter() {
        items.entry(question.to_string()).or_insert_with(|| json!({}))["value"] = value_out(answer);
    }
    if with_notes {
        for (question, note) in &assessment.notes {
            items.entry(question.to_string()).or_insert_with(|| json!({}))["note"] = json!(note);
        }
    }
    let item = |(question, members): (String, Value)| {
        let Value::Object(mut members) = members else { return None };
        // A note at a question that this pack does not have is a note all the same.
        if !with_notes {
            members.remove("note");
        }
        if members.is_empty() {
            return None;
        }
        members.insert("q".to_string(), json!(question));
        Some(Value::Object(members))
    };
    items.into_iter().filter_map(item).collect()
}

fn value_out(answer: &Answer) -> Value {
    match answer {
        Answer::Level(level) => json!({"level": level}),
        Answer::Choice(option) => json!({"choice": option.as_str()}),
        Answer::Choices(options) => json!({"choices": options.iter().map(OptionId::as_str).collect::<Vec<_>>()}),
        Answer::Number(count) => json!({"number": count}),
        Answer::NotOurs(Some(reason)) => json!({"notOurs": {"reason": reason.as_str()}}),
        Answer::NotOurs(None) => json!({"notOurs": {}}),
        Answer::NotApplicable => json!({"notApplicable": true}),
        Answer::DontKnow => json!({"dontKnow": true}),
    }
}

fn value_in(value: &Value) -> Option<Answer> {
    let (name, value) = value.as_object()?.iter().next()?;
    let id = |value: &Value| value.as_str().map(OptionId::new);
    Some(match name.as_str() {
        "level" => Answer::Level(u8::try_from(value.as_u64()?).ok()?),
        "choice" => Answer::Choice(id(value)?),
        "choices" => Answer::Choices(Set::from_iter(value.as_array()?.iter().filter_map(id))),
        "number" => Answer::Number(u32::try_from(value.as_u64()?).ok()?),
        "notOurs" => Answer::NotOurs(value.get("reason").and_then(id)),
        "notApplicable" if *value == json!(true) => Answer::NotApplicable,
        "dontKnow" if *value == json!(true) => Answer::DontKnow,
        _ => return None,
    })
}

/// Answers, notes, and what of it this version cannot use but carries along (JSON by question).
type AnswersIn = (Answers, order::Map<QuestionId, String>, String);

/// Reads answers as they stand in files. An answer that the pack does not take is kept and noted; of two answers to
/// one question the last holds, and that is noted too.
pub fn answers_in(questionnaire: &Questionnaire, file: &str, list: &Value, notes: &mut Vec<Problem>) -> AnswersIn {
    let (mut answers, mut comments, mut foreign) = (Answers::new(), order::Map::new(), Map::new());
    let mut seen = Set::new();
    for item in list.as_array().into_iter().flatten() {
        let Some(name) = item["q"].as_str() else { continue };
        if !seen.insert(name) {
            notes.push(Problem::of_file(file, "answer-twice").at("answers", name));
        }
        let known = QuestionId::parse(name).and_then(|question| Some((questionnaire.takes(&question)?, question)));
        let (mut used, mut noted) = (false, false);
        if let Some((takes, question)) = known {
            if let Some(answer) = item.get("value").and_then(value_in).filter(|answer| takes.accepts(answer)) {
                used = true;
                answers.set(question.clone(), answer);
            } else if item.get("value").is_some() {
                notes.push(Problem::of_file(file, "answer-unusable").at("answers", name));
            }
            if let Some(note) = item["note"].as_str() {
                noted = true;
                comments.insert(question, note.to_string());
            }
        } else {
            notes.push(Problem::of_file(file, "question-unknown").at("answers", name));
        }
        // Only what is left over is copied: nearly always nothing.
        let mut left = Map::new();
        for (name, value) in item.as_object().into_iter().flatten() {
            if !(name == "q" || used && name == "value" || noted && name == "note") {
                left.insert(name.clone(), value.clone());
            }
        }
        if !left.is_empty() {
            foreign.insert(name.to_string(), Value::Object(left));
        }
    }
    // Where an entry could not be used and another to the same question could, that one holds.
    foreign.retain(|name, left| {
        let (Some(question), Value::Object(left)) = (QuestionId::parse(name), left) else { return true };
        if answers.get(&question).is_some() {
            left.remove("value");
        }
        if comments.contains_key(&question) {
            left.remove("note");
        }
        !left.is_empty()
    });
    let foreign = if foreign.is_empty() { String::new() } else { Value::Object(foreign).to_string() };
    (answers, comments, foreign)
}
