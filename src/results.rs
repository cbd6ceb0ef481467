//! Everything computed from one set of answers: what screens, files and exports all read.

use std::cmp::Reverse;

use crate::advice::{self, Candidate, Catalogue};
use crate::answer::{Answer, Answers};
use crate::ids::{OptionId, ProcessId, QuestionId};
use crate::outcome::{self, Outcome, Verdict};
use crate::questionnaire::{Questionnaire, Role};
use crate::scoring::{self, Known, NeedScore, Ratio, Readiness};

/// The result of one assessment.
#[derive(Clone, PartialEq, Debug)]
pub struct Results {
    /// The processes gone through, in picker order.
    pub processes: Vec<ProcessResult>,
    /// The processes that are not theirs, with the reason.
    pub not_ours: Vec<NotOurs>,
    /// Which process the advice sentence speaks of: an index into `processes`.
    pub leading: Option<usize>,
    /// The one answer most worth finding out.
    pub find_out: Option<FindOut>,
}

/// The result of one process.
#[derive(Clone, PartialEq, Debug)]
pub struct ProcessResult {
    /// Which process.
    pub id: ProcessId,
    /// How ready.
    pub readiness: Readiness,
    /// How much AI is used.
    pub in_use: Known,
    /// How great the need is.
    pub need: NeedScore,
    /// What to do.
    pub verdict: Verdict,
    /// The ideas that fit, most valuable first.
    pub candidates: Vec<Candidate>,
}

/// A process that is not theirs.
#[derive(Clone, PartialEq, Debug)]
pub struct NotOurs {
    /// Which process.
    pub id: ProcessId,
    /// Why, where they said.
    pub reason: Option<OptionId>,
    /// A finished verdict, when they have chosen not to do it.
    pub verdict: Option<Verdict>,
}

/// The one answer most worth finding out.
#[derive(Clone, PartialEq, Debug)]
pub struct FindOut {
    /// Which question.
    pub question: QuestionId,
    /// Whether it decides the outcome; else it narrows the bounds most.
    pub decides: bool,
}

/// The highest value of an idea.
const WHOLE: u32 = 1_000;

/// The picker reason that is a finished decision of their own.
const CHOSEN_NOT_TO: &str = "chosen-not-to";

/// Computes everything from the answers.
pub fn results(questionnaire: &Questionnaire, catalogue: &Catalogue, answers: &Answers) -> Results {
    let process = |id: &ProcessId| {
        let candidates = advice::candidates(questionnaire, catalogue, answers, id);
        ProcessResult {
            id: id.clone(),
            readiness: scoring::readiness(questionnaire, answers, id),
            in_use: scoring::known_role(questionnaire, answers, id, Role::Use),
            need: scoring::need(questionnaire, answers, id),
            verdict: outcome::verdict(questionnaire, answers, id, &candidates),
            candidates,
        }
    };
    let processes: Vec<ProcessResult> = questionnaire.chosen(answers).map(process).collect();
    let not_ours = questionnaire.in_order().filter_map(|id| {
        let Some(Answer::NotOurs(reason)) = answers.get(&QuestionId::Time(id.clone())) else { return None };
        let chosen = reason.as_ref().is_some_and(|reason| reason.as_str() == CHOSEN_NOT_TO);
        let verdict = chosen.then(|| outcome::verdict_chosen_not_to(questionnaire, answers)).flatten();
        Some(NotOurs { id: id.clone(), reason: reason.clone(), verdict })
    });
    Results {
        not_ours: not_ours.collect(),
        leading: leading(questionnaire, &processes),
        find_out: find_out(&processes),
        processes,
    }
}

/// The process that the advice speaks of: the most pressing outcome, then the greatest need times what its idea is worth
/// to this firm, so that what they want most counts too.
fn leading(questionnaire: &Questionnaire, processes: &[ProcessResult]) -> Option<usize> {
    let rank = |outcome: Outcome| {
        let order = &questionnaire.advice_order;
        order.iter().position(|other| *other == outcome).unwrap_or(order.len())
    };
    (0..processes.len()).min_by_key(|index| {
        let process = &processes[*index];
        let worth = process.verdict.idea.as_ref().map_or(WHOLE, |idea| idea.value);
        (rank(process.verdict.outcome), Reverse(process.need.bounds.low.tenths() * worth), *index)
    })
}

/// An answer that decides comes before one that narrows; among the latter, the process with the widest bounds.
fn find_out(processes: &[ProcessResult]) -> Option<FindOut> {
    let deciding = processes.iter().find_map(|process| process.verdict.decides.clone());
    if let Some(question) = deciding {
        return Some(FindOut { question, decides: true });
    }
    let width = |process: &&ProcessResult| {
        process.readiness.bounds.map_or(Ratio::new(0, 1), |bounds| bounds.low.up_to(bounds.high))
    };
    let open = processes.iter().filter(|process| process.readiness.narrowest.is_some());
    // `max_by` takes the last of equals; reversed, the first in picker order wins.
    let widest = open.rev().max_by_key(width)?;
    let dimension = widest.readiness.narrowest.clone()?;
    Some(FindOut { question: QuestionId::Process(widest.id.clone(), dimension), decides: false })
}
