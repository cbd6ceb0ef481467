//! The report file `*.kickstart.json`: one assessment, out and in.
//!
//! Answers are the truth. Results are written for others to read, and computed anew on import; a difference
//! is reported. What this version does not know is carried along and written out again.

pub mod answers;
pub mod history;
pub mod plan;
mod scores;

use serde_json::{Map, Value, json};

use self::answers::{ANSWER, answers_in, answers_out};
use self::history::{HISTORY, history_in, history_out};
use self::plan::{PLAN, note_unknown, plan_in, plan_out};
use super::pack_v1::{MEANINGS, meanings, meanings_out};
use super::shape::{Shape, may, must, open};
use super::{canonical, check_format, parse, sha256, take};
use crate::advice::Catalogue;
use crate::answer::Answer;
use crate::assessment::{Assessment, CONTACT_LIMIT, Edition, Kept, LABEL_LIMIT};
use crate::ids::QuestionId;
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::results::{Results, results};
use crate::text::Locale;
use crate::visible;
pub(super) use scores::results_out;

/// The format's name.
pub const FORMAT: &str = "kickstart-report";
/// The newest version that is written: that of a report with a contact.
pub const VERSION: &str = "1.3";
/// The version of a report without one that corrects another or has earlier answers.
const WITH_HISTORY: &str = "1.2";
/// The mode of a report that a room agreed on.
pub const AGREED: &str = "agreed";
/// The version of a report without those.
const WITH_PLAN: &str = "1.1";
/// The version of a report without a plan too, which older readers know in full.
const WITHOUT_PLAN: &str = "1.0";

const MEMBERS: [&str; 16] = [
    "format",
    "formatVersion",
    "reportId",
    "replaces",
    "history",
    "createdAt",
    "savedAt",
    "tool",
    "pack",
    "content",
    "status",
    "organisation",
    "answers",
    "plan",
    "results",
    "consent",
];

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const SHAPE: Shape = open![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("reportId", Shape::Id),
        may!("replaces", Shape::Id),
        may!("history", HISTORY),
        must!("createdAt", Shape::Text(40)),
        may!("savedAt", Shape::Text(40)),
        may!("tool", open![must!("name", Shape::Text(80)), must!("version", Shape::Text(40))]),
        must!("pack", PACK),
        may!("content", open![may!("useCases", Shape::Text(40))]),
        may!("status", Shape::Word(&["complete", "in-progress"])),
        may!(
            "organisation",
            open![may!("label", Shape::Text(LABEL_LIMIT)), may!("contact", Shape::Text(CONTACT_LIMIT))]
        ),
        may!("mode", Shape::Word(&["individual", AGREED, "vote"])),
        must!("answers", Shape::List(&ANSWER, 2_000)),
        may!("plan", PLAN),
        may!("results", Shape::Any),
        may!("consent", open![may!("notes", Shape::Bool), may!("contact", Shape::Bool)]),
        may!("digest", Shape::Text(80)),
    ];
    &SHAPE
}

/// The questions that were asked.
pub const PACK: Shape = open![
    must!("id", Shape::Id),
    must!("version", Shape::Text(24)),
    may!("digest", Shape::Text(80)),
    may!("locale", Shape::Id),
    may!("meanings", MEANINGS),
];

/// What is written around the answers.
pub struct Context<'a> {
    /// The tool's version.
    pub tool: &'a str,
    /// The language it was answered in.
    pub locale: &'a Locale,
    /// Now, RFC 3339 in UTC.
    pub now: &'a str,
    /// Whether notes go along; only when the person ticked it.
    pub notes: bool,
}

/// Writes a report. The same assessment, context and content give the same bytes.
pub fn write(
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
    assessment: &Assessment,
    context: &Context,
) -> String {
    write_with(questionnaire, catalogue, assessment, &results(questionnaire, catalogue, &assessment.answers), context)
}

/// The same, for whoever has the results of the assessment's answers already.
pub fn write_with(
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
    assessment: &Assessment,
    computed: &Results,
    context: &Context,
) -> String {
    let complete = visible::unanswered(questionnaire, &assessment.answers).is_empty();
    let mut report = object(&assessment.kept.report);
    let about_the_firm = organisation(questionnaire, assessment, report.remove("organisation"));
    let plan = plan_out(&assessment.plan, report.remove("plan"));
    let contact = contact(assessment);
    let version = match (&plan, assessment.replaces.is_empty() && assessment.history.is_empty()) {
        _ if contact.is_some() => VERSION,
        (_, false) => WITH_HISTORY,
        (Some(_), true) => WITH_PLAN,
        (None, true) => WITHOUT_PLAN,
    };
    let mut put = |name: &str, value: Value| {
        report.insert(name.to_string(), value);
    };
    put("format", json!(FORMAT));
    put("reportId", json!(assessment.report_id));
    put("createdAt", json!(assessment.created_at));
    put("savedAt", json!(context.now));
    put("tool", json!({"name": "Kickstart AI", "version": context.tool}));
    if !assessment.replaces.is_empty() {
        put("replaces", json!(assessment.replaces));
    }
    if !assessment.history.is_empty() {
        put("history", history_out(&assessment.history, context.notes));
    }
    put("pack", pack_out(questionnaire, assessment, context.locale));
    put("content", json!({"useCases": catalogue.version}));
    put("status", json!(if complete { "complete" } else { "in-progress" }));
    put("organisation", about_the_firm);
    put("answers", answers_out(assessment, context.notes));
    if let Some(plan) = plan {
        put("plan", plan);
    }
    put("results", results_out(questionnaire, computed));
    let mut consent = json!({"notes": context.notes});
    if contact.is_some() {
        consent["contact"] = json!(true);
    }
    put("consent", consent);
    report.entry("formatVersion").or_insert_with(|| json!(version));
    // An agreed report stays one when it is saved again.
    report.entry("mode").or_insert_with(|| json!("individual"));
    report.remove("digest");
    let mut report = Value::Object(report);
    let digest = digest(&report);
    report["digest"] = json!(digest);
    canonical(&report)
}

/// The questions as they were answered: one that meant something else then is not given today's meaning by a new save.
fn pack_out(questionnaire: &Questionnaire, assessment: &Assessment, locale: &Locale) -> Value {
    let mut pack = json!({
        "id": questionnaire.id,
        "version": questionnaire.version,
        "digest": questionnaire.digest,
        "locale": locale.as_str(),
    });
    if let Some(meanings) = meanings_out(questionnaire, assessment) {
        pack["meanings"] = meanings;
    }
    pack
}

/// The questions that a report says it was answered with.
fn edition_in(pack: &Value) -> Edition {
    Edition {
        pack: take::text(pack, "id").to_string(),
        version: take::text(pack, "version").to_string(),
        meanings: meanings(&pack["meanings"]),
    }
}

/// A report that was read.
#[derive(Debug)]
pub struct Imported {
    /// The assessment.
    pub assessment: Assessment,
    /// Its results, computed anew.
    pub results: Results,
    /// When it was saved, RFC 3339 in UTC; when it was begun where it does not say.
    pub saved_at: String,
    /// The questions that it was answered with.
    pub edition: Edition,
    /// Whether notes went along, as the person ticked.
    pub with_notes: bool,
    /// Whether a room agreed on it.
    pub agreed: bool,
    /// What the person should know: differences, unknown questions, answers that could not be used.
    pub notes: Vec<Problem>,
    /// The report's digest as computed, for recognising the same report again.
    pub digest: String,
}

/// Reads a report.
///
/// # Errors
/// Why the file is refused; nothing has been changed then.
pub fn read(
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
    file: &str,
    text: &str,
) -> Result<Imported, Vec<Problem>> {
    let opened = open(file, text)?;
    if opened.edition.pack != questionnaire.id {
        let problem = Problem::of_file(file, "other-questionnaire").with("found", &opened.edition.pack);
        return Err(vec![problem.with("known", &questionnaire.id)]);
    }
    Ok(take_in(questionnaire, catalogue, file, opened))
}

/// A report whose shape has been checked, of whatever questions.
pub struct Opened {
    value: Value,
    /// The questions that it was answered with.
    pub edition: Edition,
}

impl Opened {
    /// Which report it is.
    pub fn report_id(&self) -> &str {
        take::text(&self.value, "reportId")
    }
}

/// Opens a report as far as its own words go: what it says, not yet what it means to these questions.
///
/// # Errors
/// Why the file is refused.
pub fn open(file: &str, text: &str) -> Result<Opened, Vec<Problem>> {
    opened(file, parse(file, text).map_err(|problem| vec![problem])?)
}

/// [`open`] for what has been parsed already.
pub(super) fn opened(file: &str, value: Value) -> Result<Opened, Vec<Problem>> {
    check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    let edition = edition_in(&value["pack"]);
    Ok(Opened { value, edition })
}

/// Reads an opened report of this pack.
pub fn take_in(questionnaire: &Questionnaire, catalogue: &Catalogue, file: &str, opened: Opened) -> Imported {
    let Opened { mut value, edition } = opened;
    let mut notes = Vec::new();
    if edition.version != questionnaire.version {
        let problem = Problem::of_file(file, "other-pack-version").with("found", &edition.version);
        notes.push(problem.with("known", &questionnaire.version));
    }
    let claimed = value.as_object_mut().and_then(|members| members.remove("digest"));
    let digest = digest(&value);
    if claimed.as_ref().and_then(Value::as_str).is_some_and(|claimed| claimed != digest) {
        notes.push(Problem::of_file(file, "digest-differs"));
    }
    let (answers, comments, foreign) = answers_in(questionnaire, file, &value["answers"], &mut notes);
    let (plan, kept_plan) = plan_in(file, &value["plan"], &mut notes);
    note_unknown(questionnaire, catalogue, file, &plan, &mut notes);
    let own = |name: &str| value[name].as_str().unwrap_or_default().to_string();
    let mut assessment = Assessment {
        report_id: own("reportId"),
        created_at: own("createdAt"),
        replaces: own("replaces"),
        history: history_in(questionnaire, &value["history"]),
        label: value["organisation"]["label"].as_str().unwrap_or_default().to_string(),
        contact: contact_in(&value).map(str::to_string),
        answers,
        notes: comments,
        plan,
        kept: Kept { report: kept(questionnaire, &value, kept_plan), answers: foreign },
        ..Assessment::default()
    };
    assessment.note_meanings(questionnaire, &edition.meanings);
    let meant = assessment.meant.keys();
    notes.extend(meant.map(|question| Problem::of_file(file, "meaning-changed").at("answers", question.to_string())));
    let results = results(questionnaire, catalogue, &assessment.answers);
    if value.get("results").is_some_and(|written| *written != results_out(questionnaire, &results)) {
        notes.push(Problem::of_file(file, "results-differ"));
    }
    let saved_at = value.get("savedAt").or_else(|| value.get("createdAt")).and_then(Value::as_str).unwrap_or_default();
    let with_notes = take::flag(&value["consent"], "notes");
    let agreed = take::text(&value, "mode") == AGREED;
    Imported { assessment, results, saved_at: saved_at.to_string(), edition, with_notes, agreed, notes, digest }
}

fn digest(report: &Value) -> String {
    sha256(canonical(report))
}

/// The members of an object that was kept as JSON text; none for an empty text.
pub(super) fn object(text: &str) -> Map<String, Value> {
    match serde_json::from_str(text) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// The members that this version does not know, also those of the organisation and the plan, and the minor version they
/// belong to.
fn kept(questionnaire: &Questionnaire, report: &Value, plan: Map<String, Value>) -> String {
    // Only what is kept is copied: it is next to nothing, and the answers are most of a report.
    let copied = |from: &Value, keep: &dyn Fn(&str, &Value) -> bool| -> Map<String, Value> {
        let all = from.as_object().into_iter().flatten();
        all.filter(|(name, value)| keep(name, value)).map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    let known = |version: &Value| [VERSION, WITH_HISTORY, WITH_PLAN, WITHOUT_PLAN].iter().any(|known| version == known);
    let newer = report.get("formatVersion").filter(|version| !known(version)).cloned();
    let mut members =
        copied(report, &|name, value| !(MEMBERS.contains(&name) || name == "mode" && value == "individual"));
    // A contact that nobody has ticked may go along is nobody's to show.
    let contact = contact_in(report).map(|_| "contact");
    let firm = copied(&report["organisation"], &|name, _| {
        name != "label" && Some(name) != contact && questionnaire.profile_question(name).is_none()
    });
    if !firm.is_empty() {
        members.insert("organisation".to_string(), Value::Object(firm));
    }
    if !plan.is_empty() {
        members.insert("plan".to_string(), Value::Object(plan));
    }
    if let Some(version) = newer {
        members.insert("formatVersion".to_string(), version);
    }
    if members.is_empty() { String::new() } else { Value::Object(members).to_string() }
}

/// The contact that goes along, if any.
fn contact(assessment: &Assessment) -> Option<&str> {
    assessment.contact.as_deref().map(str::trim).filter(|contact| !contact.is_empty())
}

/// The contact of a report, where they ticked that it may go along.
fn contact_in(report: &Value) -> Option<&str> {
    let given = take::flag(&report["consent"], "contact");
    report["organisation"]["contact"].as_str().filter(|contact| given && !contact.trim().is_empty())
}

fn organisation(questionnaire: &Questionnaire, assessment: &Assessment, kept: Option<Value>) -> Value {
    let mut members = match kept {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    };
    if !assessment.label.is_empty() {
        members.insert("label".to_string(), json!(assessment.label));
    }
    if let Some(contact) = contact(assessment) {
        members.insert("contact".to_string(), json!(contact));
    }
    for question in &questionnaire.profile {
        let value = match assessment.answers.get(&QuestionId::Profile(question.id.clone())) {
            Some(Answer::Choice(option)) => json!(option.as_str()),
            Some(Answer::Number(count)) => json!(count),
            _ => continue,
        };
        members.insert(question.id.to_string(), value);
    }
    Value::Object(members)
}
