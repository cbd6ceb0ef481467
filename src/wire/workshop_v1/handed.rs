//! Reports that are handed in at a workshop, each kept as the text of its own file.

use serde_json::Value;

use super::super::{hand_v1, report_v1};
use crate::advice::Catalogue;
use crate::assessment::Assessment;
use crate::order::Map;
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::workshop::{Event, Workshop, apply};
use report_v1::Imported;

/// What a report is to those that were handed in before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Came {
    /// The first of its firm.
    New,
    /// A later one of the same id, which counts from now on; the earlier one stays in the file.
    Replaces,
    /// One of the same id that was saved before the one that counts. It is kept, and the other goes on counting.
    Older,
    /// There already: the one that counts tells the same.
    Same,
}

/// Takes a report in. Its text is kept unchanged.
///
/// # Errors
/// Why it is refused; the workshop is as before then.
pub fn take_report(
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
    workshop: &mut Workshop,
    file: &str,
    text: &str,
) -> Result<(Came, Vec<Problem>), Vec<Problem>> {
    let new = report_v1::read(questionnaire, catalogue, file, text)?;
    let came = match counting(questionnaire, catalogue, workshop, &new.assessment.report_id) {
        None => Came::New,
        Some(held) if told(&held.assessment) == told(&new.assessment) => return Ok((Came::Same, new.notes)),
        Some(held) if stamp(&new) < stamp(&held) => Came::Older,
        Some(_) => Came::Replaces,
    };
    apply(questionnaire, workshop, Event::ReportTaken(text.to_string()))
        .map_err(|refusal| vec![refusal.problem(file)])?;
    Ok((came, new.notes))
}

/// What a firm tells with a report, whenever it was saved.
fn told(held: &Assessment) -> impl PartialEq {
    let Assessment { answers, label, contact, notes, plan, history, replaces, .. } = held;
    (answers, label, contact, notes, plan, history, replaces)
}

/// What tells copies of one report apart, the one that counts greatest, as in a cohort.
fn stamp(copy: &Imported) -> (&str, &str) {
    (&copy.saved_at, &copy.digest)
}

/// The copy of a report that counts.
fn counting(questionnaire: &Questionnaire, catalogue: &Catalogue, workshop: &Workshop, id: &str) -> Option<Imported> {
    let copies = workshop.reports.iter().filter(|text| report_id(text).as_deref() == Some(id));
    let read = copies.filter_map(|text| report_v1::read(questionnaire, catalogue, "", text).ok());
    read.max_by(|a, b| stamp(a).cmp(&stamp(b)))
}

/// The reports that count, one an id, in the order in which their firms came. What cannot be read is passed over.
pub fn counted(questionnaire: &Questionnaire, catalogue: &Catalogue, workshop: &Workshop) -> Vec<Assessment> {
    let mut counted: Vec<Imported> = Vec::new();
    for text in &workshop.reports {
        let Ok(read) = report_v1::read(questionnaire, catalogue, "", text) else { continue };
        match counted.iter_mut().find(|held| held.assessment.report_id == read.assessment.report_id) {
            Some(held) if stamp(held) < stamp(&read) => *held = read,
            Some(_) => {}
            None => counted.push(read),
        }
    }
    counted.into_iter().map(|read| read.assessment).collect()
}

/// The id of a report that is held as text.
pub fn report_id(report: &str) -> Option<String> {
    let value: Value = serde_json::from_str(report).ok()?;
    value["reportId"].as_str().map(str::to_string)
}

/// How many have handed something in: people by their votes, firms by the ids of their reports.
pub fn handed_in(workshop: &Workshop) -> usize {
    let mut firms: Vec<String> = workshop.reports.iter().filter_map(|text| report_id(text)).collect();
    firms.sort();
    firms.dedup();
    workshop.ballots.len() + firms.len()
}

/// The report file that a packed report stands for, saved now. It has the answers alone; name, plan and whatever else the
/// firm has handed in to this workshop before stay with them.
pub fn report_text(
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
    workshop: &Workshop,
    hand: &hand_v1::Report,
    context: &report_v1::Context,
) -> String {
    let created_at = if hand.created_at.is_empty() { context.now.to_string() } else { hand.created_at.clone() };
    let before = counting(questionnaire, catalogue, workshop, &hand.report_id);
    let notes = before.as_ref().map_or(context.notes, |before| before.with_notes);
    let before = before.map_or_else(|| Assessment::new(hand.report_id.clone(), created_at), |before| before.assessment);
    let held = Assessment { answers: hand.answers.clone(), meant: Map::new(), ..before };
    report_v1::write(questionnaire, catalogue, &held, &report_v1::Context { notes, ..*context })
}
