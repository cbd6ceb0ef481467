//! Reports that are handed in at a workshop, each kept as the text of its own file.

use serde_json::Value;

use super::super::{hand_v1, report_v1};
use crate::advice::Catalogue;
use crate::assessment::Assessment;
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::workshop::{Event, Workshop, apply};

/// What a report is to those that were handed in before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Came {
    /// The first of its firm.
    New,
    /// A later one of the same id, which counts from now on; the earlier one stays in the file.
    Replaces,
    /// There already, with the same answers.
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
    let read = report_v1::read(questionnaire, catalogue, file, text)?;
    let new = &read.assessment;
    let mut came = Came::New;
    for held in workshop.reports.iter().filter(|held| report_id(held).as_deref() == Some(new.report_id.as_str())) {
        let same = report_v1::read(questionnaire, catalogue, file, held).is_ok_and(|held| {
            held.assessment.answers == new.answers
                && held.assessment.label == new.label
                && held.assessment.plan == new.plan
        });
        if same {
            return Ok((Came::Same, read.notes));
        }
        came = Came::Replaces;
    }
    apply(questionnaire, workshop, Event::ReportTaken(text.to_string()))
        .map_err(|refusal| vec![refusal.problem(file)])?;
    Ok((came, read.notes))
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

/// The report file that a packed report stands for: answers only, saved now.
pub fn report_text(
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
    hand: &hand_v1::Report,
    context: &report_v1::Context,
) -> String {
    let created_at = if hand.created_at.is_empty() { context.now.to_string() } else { hand.created_at.clone() };
    let held = Assessment { answers: hand.answers.clone(), ..Assessment::new(hand.report_id.clone(), created_at) };
    report_v1::write(questionnaire, catalogue, &held, context)
}
