//! The draft in the browser: the assessment as it is, with revision and tab. Never the only copy after export.

use serde_json::{Value, json};

use super::pack_v1::{MEANINGS, meanings, meanings_out};
use super::report_v1::answers::{ANSWER, answers_in, answers_out};
use super::report_v1::history::{HISTORY, history_in, history_out};
use super::report_v1::plan::{PLAN, plan_in, plan_out};
use super::shape::{Shape, may, must, open};
use super::{check_format, parse};
use crate::assessment::{Assessment, CONTACT_LIMIT, Kept, LABEL_LIMIT};
use crate::ids::QuestionId;
use crate::order::Map;
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::visible::Step;

/// The format's name.
pub const FORMAT: &str = "kickstart-draft";

/// A draft with its envelope.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// Counts up at every save.
    pub revision: u32,
    /// Which tab saved it.
    pub tab: String,
    /// When, RFC 3339 in UTC.
    pub saved_at: String,
    /// The assessment.
    pub assessment: Assessment,
}

/// What a draft may look like.
pub fn shape() -> &'static Shape {
    const SHAPE: Shape = open![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("revision", Shape::Integer(0, u32::MAX)),
        must!("tab", Shape::Text(80)),
        must!("savedAt", Shape::Text(40)),
        must!(
            "assessment",
            open![
                must!("reportId", Shape::Id),
                may!("replaces", Shape::Id),
                may!("history", HISTORY),
                may!("meanings", MEANINGS),
                must!("createdAt", Shape::Text(40)),
                may!("label", Shape::Text(200)),
                may!("contact", Shape::Text(CONTACT_LIMIT)),
                must!("answers", Shape::List(&ANSWER, 2_000)),
                may!("plan", PLAN),
                may!("last", Shape::Text(100)),
                may!("paceSteps", Shape::Integer(0, u32::MAX)),
                may!("paceSeconds", Shape::Integer(0, u32::MAX)),
                may!("kept", open![may!("report", Shape::Text(2_000_000)), may!("answers", Shape::Text(2_000_000))]),
            ],
        ),
    ];
    &SHAPE
}

/// The picker's place in a draft; every other place is its question's id.
const PICKER: &str = "picker";

/// Writes a draft.
pub fn write(questionnaire: &Questionnaire, draft: &Draft) -> String {
    let assessment = &draft.assessment;
    let last = assessment.last.as_ref().map(|step| match step {
        Step::Picker => PICKER.to_string(),
        Step::Question(question) => question.to_string(),
    });
    let mut value = json!({
        "format": FORMAT,
        "formatVersion": "1.0",
        "revision": draft.revision,
        "tab": draft.tab,
        "savedAt": draft.saved_at,
        "assessment": {
            "reportId": assessment.report_id,
            "createdAt": assessment.created_at,
            "label": assessment.label,
            "answers": answers_out(assessment, true),
            "paceSteps": assessment.pace.0,
            "paceSeconds": assessment.pace.1,
            "kept": {"report": assessment.kept.report, "answers": assessment.kept.answers},
        },
    });
    if let Some(last) = last {
        value["assessment"]["last"] = json!(last);
    }
    if !assessment.replaces.is_empty() {
        value["assessment"]["replaces"] = json!(assessment.replaces);
    }
    if !assessment.history.is_empty() {
        value["assessment"]["history"] = history_out(&assessment.history, true);
    }
    if let Some(meanings) = meanings_out(questionnaire, assessment) {
        value["assessment"]["meanings"] = meanings;
    }
    if let Some(plan) = plan_out(&assessment.plan, None) {
        value["formatVersion"] = json!("1.1");
        value["assessment"]["plan"] = plan;
    }
    if let Some(contact) = &assessment.contact {
        value["formatVersion"] = json!("1.2");
        value["assessment"]["contact"] = json!(contact);
    }
    value.to_string()
}

/// Reads a draft.
///
/// # Errors
/// Why it cannot be read; the text stays as it is.
pub fn read(questionnaire: &Questionnaire, file: &str, text: &str) -> Result<Draft, Vec<Problem>> {
    let value = parse(file, text).map_err(|problem| vec![problem])?;
    check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    let inner = &value["assessment"];
    let (answers, notes, foreign) = answers_in(questionnaire, file, &inner["answers"], &mut Vec::new());
    let (plan, _) = plan_in(file, &inner["plan"], &mut Vec::new());
    let text_of = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let count = |value: &Value| value.as_u64().and_then(|count| u32::try_from(count).ok()).unwrap_or(0);
    let last = match inner["last"].as_str() {
        Some(PICKER) => Some(Step::Picker),
        Some(id) => QuestionId::parse(id).map(Step::Question),
        None => None,
    };
    let mut draft = Draft {
        revision: count(&value["revision"]),
        tab: text_of(&value["tab"]),
        saved_at: text_of(&value["savedAt"]),
        assessment: Assessment {
            report_id: text_of(&inner["reportId"]),
            created_at: text_of(&inner["createdAt"]),
            replaces: text_of(&inner["replaces"]),
            history: history_in(questionnaire, &inner["history"]),
            // A report takes no more of it.
            label: text_of(&inner["label"]).chars().take(LABEL_LIMIT).collect(),
            contact: inner["contact"].as_str().map(str::to_string),
            answers,
            notes,
            plan,
            last,
            pace: (count(&inner["paceSteps"]), count(&inner["paceSeconds"])),
            demo: false,
            // What was kept of answers stands among the answers too, where its shape has been checked.
            kept: Kept { report: text_of(&inner["kept"]["report"]), answers: foreign },
            meant: Map::new(),
        },
    };
    draft.assessment.note_meanings(questionnaire, &meanings(&inner["meanings"]));
    Ok(draft)
}
