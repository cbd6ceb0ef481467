//! The workshop file `*.kickstart-workshop.json`: what was handed in and what was agreed, out and in.
//!
//! A list, never a merge: every vote stands by itself, and every report is the text of its own file, unchanged. What
//! this version does not know is carried along and written out again.

mod handed;

pub use handed::{Came, counted, handed_in, report_id, report_text, take_report};

use serde_json::{Value, json};

use super::report_v1::answers::{ANSWER, answers_in, answers_out};
use super::report_v1::{AGREED, object};
use super::shape::{Shape, list, may, must, open};
use super::take::{each, ids, list as items, number, text};
use super::{canonical, check_format, parse_within, sha256};
use crate::answer::Answers;
use crate::assessment::{Assessment, Kept};
use crate::code::Code;
use crate::ids::QuestionId;
use crate::order::{self, Set};
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::workshop::{
    BALLOT_LIMIT, Kind, NAME_LIMIT, PackName, REPORT_BYTES, REPORT_LIMIT, State, TIMER_LIMIT, Vote, Workshop,
};

/// The format's name.
pub const FORMAT: &str = "kickstart-workshop";
/// The version that is written.
pub const VERSION: &str = "1.0";
/// The largest file that is read, in bytes: room for all that a workshop takes.
pub const SIZE_LIMIT: usize = 16 * 1024 * 1024;

const KINDS: [(Kind, &str); 2] = [(Kind::OneFirm, "one-firm"), (Kind::ManyFirms, "many-firms")];
const STATES: [(State, &str); 3] = [(State::Open, "open"), (State::Paused, "paused"), (State::Closed, "closed")];

const MEMBERS: [&str; 16] = [
    "format",
    "formatVersion",
    "workshopId",
    "code",
    "name",
    "kind",
    "createdAt",
    "pack",
    "processes",
    "timerMinutes",
    "state",
    "current",
    "revealed",
    "ballots",
    "agreed",
    "reports",
];

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const SHAPE: Shape = open![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("workshopId", Shape::Id),
        must!("code", Shape::Id),
        may!("name", Shape::Text(NAME_LIMIT)),
        must!("kind", Shape::Word(&["one-firm", "many-firms"])),
        must!("createdAt", Shape::Text(40)),
        must!(
            "pack",
            open![must!("id", Shape::Id), must!("version", Shape::Text(24)), must!("digest", Shape::Text(80))],
        ),
        must!("processes", list!(Shape::Id, 100)),
        may!("timerMinutes", Shape::Integer(0, TIMER_LIMIT)),
        must!("state", Shape::Word(&["open", "paused", "closed"])),
        may!("current", Shape::Id),
        may!("revealed", list!(Shape::Id, 2_000)),
        must!(
            "ballots",
            list!(open![must!("participant", Shape::Id), must!("answers", Shape::List(&ANSWER, 2_000))], BALLOT_LIMIT,),
        ),
        must!("agreed", Shape::List(&ANSWER, 2_000)),
        must!("reports", list!(Shape::Text(REPORT_BYTES), REPORT_LIMIT)),
        may!("digest", Shape::Text(80)),
    ];
    &SHAPE
}

/// Writes a workshop. The same workshop gives the same bytes.
pub fn write(workshop: &Workshop) -> String {
    let mut file = object(&workshop.kept.report);
    let mut put = |name: &str, value: Value| {
        file.insert(name.to_string(), value);
    };
    put("format", json!(FORMAT));
    put("workshopId", json!(workshop.id));
    put("code", json!(workshop.code.as_str()));
    put("name", json!(workshop.name));
    put("kind", json!(word(&KINDS, workshop.kind)));
    put("createdAt", json!(workshop.created_at));
    let pack = &workshop.pack;
    put("pack", json!({"id": pack.id, "version": pack.version, "digest": pack.digest}));
    put("processes", workshop.processes.iter().map(|process| json!(process.as_str())).collect());
    put("timerMinutes", json!(workshop.timer));
    put("state", json!(word(&STATES, workshop.state)));
    if let Some(question) = &workshop.current {
        put("current", json!(question.to_string()));
    }
    put("revealed", workshop.revealed.iter().map(|question| json!(question.to_string())).collect());
    put("ballots", workshop.ballots.iter().map(|(participant, vote)| ballot_out(participant, vote)).collect());
    put("agreed", list_out(&workshop.agreed, &workshop.notes, &workshop.kept.answers));
    put("reports", json!(workshop.reports));
    file.entry("formatVersion").or_insert_with(|| json!(VERSION));
    file.remove("digest");
    let mut file = Value::Object(file);
    let digest = sha256(canonical(&file));
    file["digest"] = json!(digest);
    canonical(&file)
}

/// The word of a value.
fn word<T: PartialEq>(words: &[(T, &'static str)], value: T) -> &'static str {
    words.iter().find(|(other, _)| *other == value).map_or("", |(_, word)| word)
}

/// The value of a word; the first one for a word that is none.
fn meant<T: Copy + Default>(words: &[(T, &'static str)], found: &str) -> T {
    words.iter().find(|(_, word)| *word == found).map_or_else(T::default, |(value, _)| *value)
}

fn list_out(answers: &Answers, notes: &order::Map<QuestionId, String>, foreign: &str) -> Value {
    let kept = Kept { answers: foreign.to_string(), ..Kept::default() };
    answers_out(&Assessment { answers: answers.clone(), notes: notes.clone(), kept, ..Assessment::default() }, true)
}

fn ballot_out(participant: &Code, vote: &Vote) -> Value {
    let mut members = object(&vote.kept.report);
    members.insert("participant".to_string(), json!(participant.as_str()));
    members.insert("answers".to_string(), list_out(&vote.answers, &order::Map::new(), &vote.kept.answers));
    Value::Object(members)
}

/// A workshop that was read.
#[derive(Debug)]
pub struct Imported {
    /// The workshop.
    pub workshop: Workshop,
    /// What the person should know: differences, unknown questions, answers that could not be used.
    pub notes: Vec<Problem>,
}

/// Reads a workshop. The reports in it are text here; [`super::report_v1::read`] reads each.
///
/// # Errors
/// Why the file is refused; nothing has been changed then.
pub fn read(questionnaire: &Questionnaire, file: &str, source: &str) -> Result<Imported, Vec<Problem>> {
    let opened = opened(file, parse_within(file, source, SIZE_LIMIT).map_err(|problem| vec![problem])?)?;
    if opened.pack.id != questionnaire.id {
        let problem = Problem::of_file(file, "other-questionnaire");
        return Err(vec![problem.with("found", &opened.pack.id).with("known", &questionnaire.id)]);
    }
    take_in(questionnaire, file, opened)
}

/// A workshop whose shape has been checked, of whatever questions.
pub(super) struct Opened {
    value: Value,
    /// The questions that it began with.
    pub pack: PackName,
}

impl Opened {
    /// Which workshop it is.
    pub fn id(&self) -> &str {
        text(&self.value, "workshopId")
    }

    /// The reports in it, each as its file's text.
    pub fn reports(&self) -> Vec<String> {
        each(&self.value, "reports", |report| report.as_str().unwrap_or_default().to_string())
    }

    /// How many ballots stand in it.
    pub fn votes(&self) -> usize {
        items(&self.value, "ballots").len()
    }

    /// Whether one firm's people have answered or agreed on anything.
    pub fn speaks_for_a_firm(&self) -> bool {
        meant(&KINDS, text(&self.value, "kind")) == Kind::OneFirm
            && !(items(&self.value, "ballots").is_empty() && items(&self.value, "agreed").is_empty())
    }
}

/// Opens a parsed workshop as far as its own words go.
///
/// # Errors
/// Why the file is refused.
pub(super) fn opened(file: &str, value: Value) -> Result<Opened, Vec<Problem>> {
    check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    let pack = PackName {
        id: owned(&value["pack"], "id"),
        version: owned(&value["pack"], "version"),
        digest: owned(&value["pack"], "digest"),
    };
    Ok(Opened { value, pack })
}

/// Reads an opened workshop of this pack.
///
/// # Errors
/// Why the file is refused.
pub(super) fn take_in(questionnaire: &Questionnaire, file: &str, opened: Opened) -> Result<Imported, Vec<Problem>> {
    let reports = opened.reports();
    let Opened { mut value, pack } = opened;
    let mut notes = Vec::new();
    if pack.digest != questionnaire.digest {
        let problem = Problem::of_file(file, "other-pack-version");
        notes.push(problem.with("found", &pack.version).with("known", &questionnaire.version));
    }
    let claimed = value.as_object_mut().and_then(|members| members.remove("digest"));
    if claimed.as_ref().and_then(Value::as_str).is_some_and(|claimed| claimed != sha256(canonical(&value))) {
        notes.push(Problem::of_file(file, "digest-differs"));
    }
    let code = code(file, &value, "code").map_err(|problem| vec![problem])?;
    let processes: Set<_> = ids(&value, "processes").into_iter().collect();
    for process in processes.iter().filter(|process| questionnaire.process(process).is_none()) {
        notes.push(Problem::of_file(file, "unknown-reference").at("", "processes").with("id", process));
    }
    let ballots = ballots_in(questionnaire, file, &value, &mut notes).map_err(|problem| vec![problem])?;
    let (agreed, comments, foreign) = answers_in(questionnaire, file, &value["agreed"], &mut notes);
    let workshop = Workshop {
        id: owned(&value, "workshopId"),
        code,
        name: owned(&value, "name"),
        kind: meant(&KINDS, text(&value, "kind")),
        created_at: owned(&value, "createdAt"),
        pack,
        processes,
        ballots,
        agreed,
        notes: comments,
        revealed: each(&value, "revealed", |id| id.as_str().and_then(QuestionId::parse))
            .into_iter()
            .flatten()
            .collect(),
        current: QuestionId::parse(text(&value, "current")),
        timer: number(&value, "timerMinutes").unwrap_or(0),
        state: meant(&STATES, text(&value, "state")),
        reports,
        kept: Kept { report: kept(&value), answers: foreign },
    };
    Ok(Imported { workshop, notes })
}

fn owned(value: &Value, name: &str) -> String {
    text(value, name).to_string()
}

fn code(file: &str, value: &Value, name: &str) -> Result<Code, Problem> {
    let found = text(value, name);
    Code::parse(found).ok_or_else(|| Problem::of_file(file, "bad-code").at("", name).with("found", found))
}

/// The votes. Of two by the same person the last holds, and that is noted. Notes are no part of a vote.
fn ballots_in(
    questionnaire: &Questionnaire,
    file: &str,
    value: &Value,
    notes: &mut Vec<Problem>,
) -> Result<order::Map<Code, Vote>, Problem> {
    let mut ballots = order::Map::new();
    for item in items(value, "ballots") {
        let participant = code(file, item, "participant")?;
        if ballots.contains_key(&participant) {
            notes.push(Problem::of_file(file, "ballot-twice").at("ballots", participant.as_str()));
        }
        let (answers, _, foreign) = answers_in(questionnaire, file, &item["answers"], notes);
        let kept = Kept { report: rest(item, &["participant", "answers"]), answers: foreign };
        ballots.insert(participant, Vote { answers, kept });
    }
    Ok(ballots)
}

/// The members that this version does not know, and the minor version they belong to.
fn kept(value: &Value) -> String {
    let mut known = MEMBERS.to_vec();
    if value["formatVersion"] != VERSION {
        known.retain(|name| *name != "formatVersion");
    }
    rest(value, &known)
}

/// The members of an object besides those named, as JSON; empty for none.
fn rest(value: &Value, known: &[&str]) -> String {
    let mut members = value.as_object().cloned().unwrap_or_default();
    members.retain(|name, _| !known.contains(&name.as_str()));
    if members.is_empty() { String::new() } else { Value::Object(members).to_string() }
}

/// The id of the report that a workshop's room agrees on: always the same one, so that saving it twice, or beside the
/// workshop's own file, does not make two firms of one. It looks like any other and packs as small as they do.
pub fn agreed_id(workshop_id: &str) -> String {
    sha256(format!("{AGREED} {workshop_id}")).chars().take(32).collect()
}

/// The room's assessment, ready to be written as a report that says it was agreed. Its notes are the room's, and the firm
/// has the workshop's name, since nobody is asked for its own.
pub fn agreed_report(questionnaire: &Questionnaire, workshop: &Workshop) -> Assessment {
    Assessment {
        label: workshop.name.clone(),
        answers: workshop.agreed_answers(questionnaire),
        notes: workshop.notes.clone(),
        kept: Kept { report: json!({"mode": AGREED}).to_string(), answers: workshop.kept.answers.clone() },
        ..Assessment::new(agreed_id(&workshop.id), workshop.created_at.clone())
    }
}
