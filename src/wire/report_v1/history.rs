//! Earlier answers in a report and in drafts: each with its date and its questions, written out again as it was read.

use serde_json::{Map, Value, json};

use super::{ANSWER, PACK, answers_in, edition_in, open as open_report};
use crate::assessment::{Earlier, HISTORY_LIMIT};
use crate::order::Set;
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::wire::shape::{Shape, must, open};
use crate::wire::take;

/// What earlier answers may look like: members of the report that they were given in.
pub const HISTORY: Shape = Shape::List(
    &open![
        must!("reportId", Shape::Id),
        must!("savedAt", Shape::Text(40)),
        must!("pack", PACK),
        must!("answers", Shape::List(&ANSWER, 2_000)),
    ],
    HISTORY_LIMIT,
);

/// The answers of a report as an earlier set of answers. Of its own history nothing is taken along.
///
/// # Errors
/// Why the report is refused.
pub fn earlier(questionnaire: &Questionnaire, file: &str, text: &str) -> Result<Earlier, Vec<Problem>> {
    let value = open_report(file, text)?.value;
    let saved = value.get("savedAt").unwrap_or(&value["createdAt"]);
    let item = json!({
        "reportId": value["reportId"],
        "savedAt": saved,
        "pack": value["pack"],
        "answers": value["answers"],
    });
    Ok(one(questionnaire, &item))
}

/// Reads earlier answers whose shape has been checked.
pub fn history_in(questionnaire: &Questionnaire, list: &Value) -> Vec<Earlier> {
    list.as_array().into_iter().flatten().map(|item| one(questionnaire, item)).collect()
}

fn one(questionnaire: &Questionnaire, item: &Value) -> Earlier {
    let mut notes = Vec::new();
    let (answers, _, _) = answers_in(questionnaire, "", &item["answers"], &mut notes);
    let lost = notes.into_iter().filter(|note| matches!(note.code, "question-unknown" | "answer-unusable"));
    Earlier {
        report_id: take::text(item, "reportId").to_string(),
        saved_at: take::text(item, "savedAt").to_string(),
        edition: edition_in(&item["pack"]),
        answers,
        gone: Set::from_iter(lost.map(|note| note.field)).into_iter().collect(),
        text: item.to_string(),
    }
}

/// Earlier answers as they stand in files. Notes go along only when the person ticked it, as everywhere.
pub fn history_out(history: &[Earlier], with_notes: bool) -> Value {
    let one = |earlier: &Earlier| {
        let mut item: Map<String, Value> = super::object(&earlier.text);
        if let Some(Value::Array(answers)) = item.get_mut("answers").filter(|_| !with_notes) {
            answers.iter_mut().filter_map(Value::as_object_mut).for_each(|answer| {
                answer.remove("note");
            });
        }
        Value::Object(item)
    };
    history.iter().map(one).collect()
}
