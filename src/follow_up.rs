//! Then and now: what has moved since earlier answers, and what cannot be compared, and why.
//!
//! Only questions with the same id and the same meaning are compared, and both ends are computed by today's engine.
//! Nothing is filled in: what is missing on one side is said to be missing.

use std::cmp::Ordering;

use crate::advice::Catalogue;
use crate::answer::{Answer, Answers};
use crate::assessment::{Assessment, Earlier, Edition};
use crate::ids::{DimensionId, ProcessId, QuestionId};
use crate::order::{Map, Set};
use crate::outcome::Outcome;
use crate::questionnaire::{Questionnaire, Role};
use crate::results::{ProcessResult, results};
use crate::scoring::{Known, Ratio};

/// Which way something has moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    /// To a higher level or number.
    Up,
    /// To a lower one.
    Down,
    /// Not at all.
    Same,
    /// To something else that is neither higher nor lower.
    Other,
}

impl Move {
    fn of<T: Ord>(then: &T, now: &T) -> Self {
        match now.cmp(then) {
            Ordering::Greater => Self::Up,
            Ordering::Less => Self::Down,
            Ordering::Equal => Self::Same,
        }
    }
}

/// Why something cannot be compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Apart {
    /// The earlier answers belong to other questions, with this id.
    OtherQuestionnaire(String),
    /// The question means something else now: its meaning then and now.
    OtherMeaning(u32, u32),
    /// The question is no longer asked, or not with that answer.
    Gone,
    /// It was not answered then.
    NotThen,
    /// It is not answered now.
    NotNow,
    /// They did not know then.
    UnknownThen,
    /// They do not know now.
    UnknownNow,
    /// It did not apply then.
    DidNotApply,
    /// It does not apply now.
    DoesNotApply,
    /// The numbers rest on different answers: these differ in whether they are known and apply.
    OtherBasis(Vec<DimensionId>),
    /// Too few answers for a level, then or now.
    TooFew,
}

/// A value then and now, or why the two cannot be compared.
pub type Compared<T> = Result<Change<T>, Apart>;

/// A value then and now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change<T> {
    /// What it was.
    pub then: T,
    /// What it is.
    pub now: T,
    /// Which way it has moved.
    pub moved: Move,
}

impl<T: Ord> Change<T> {
    fn of(then: T, now: T) -> Self {
        Self { moved: Move::of(&then, &now), then, now }
    }
}

impl<T> Change<T> {
    /// The same change in other terms.
    pub fn map<O>(self, terms: impl Fn(T) -> O) -> Change<O> {
        Change { then: terms(self.then), now: terms(self.now), moved: self.moved }
    }
}

/// One question then and now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuestionChange {
    /// Which question, by its id; one that is gone may have no other form.
    pub question: String,
    /// What has happened to its answer.
    pub change: Compared<Answer>,
}

/// One process then and now.
#[derive(Clone, PartialEq, Debug)]
pub struct ProcessChange {
    /// Which process.
    pub process: ProcessId,
    /// Its readiness.
    pub readiness: Compared<Ratio>,
    /// How much AI is used.
    pub in_use: Compared<u8>,
    /// Its need, in tenths.
    pub need: Compared<u32>,
    /// What to do: then and now, by today's table.
    pub outcome: Compared<Outcome>,
}

/// Everything then and now.
#[derive(Clone, PartialEq, Debug)]
pub struct FollowUp {
    /// When the earlier answers were saved, RFC 3339 in UTC.
    pub since: String,
    /// The questions of the time.
    pub edition: Edition,
    /// The questions that were answered then or now, in the order of ids; those that are gone last.
    pub questions: Vec<QuestionChange>,
    /// The processes gone through then or now, in the order of the picker.
    pub processes: Vec<ProcessChange>,
}

/// Compares earlier answers with those of now.
pub fn follow_up(questionnaire: &Questionnaire, catalogue: &Catalogue, then: &Earlier, now: &Assessment) -> FollowUp {
    let ends = Ends { questionnaire, then, now: &now.answers, meanings: now.meanings(questionnaire) };
    let now = &now.answers;
    let asked: Set<&QuestionId> = then.answers.iter().chain(now.iter()).map(|(question, _)| question).collect();
    let change =
        |question: &&QuestionId| QuestionChange { question: question.to_string(), change: ends.question(question) };
    let listed = |gone: &&String| asked.iter().any(|question| question.to_string() == **gone);
    let gone = then.gone.iter().filter(|gone| !listed(gone)).map(|question| QuestionChange {
        question: question.clone(),
        change: Err(ends.elsewhere().unwrap_or(Apart::Gone)),
    });
    let [before, after] = [&then.answers, now].map(|answers| results(questionnaire, catalogue, answers).processes);
    let of = |list: &[ProcessResult], id: &ProcessId| list.iter().find(|one| one.id == *id).cloned();
    let processes = questionnaire.in_order().filter_map(|id| match (of(&before, id), of(&after, id)) {
        (None, None) => None,
        (then, now) => Some(ends.process(id, then, now)),
    });
    FollowUp {
        since: then.saved_at.clone(),
        edition: then.edition.clone(),
        processes: processes.collect(),
        questions: asked.iter().map(change).chain(gone).collect(),
    }
}

/// A new assessment of the same firm that remembers earlier answers. What is known of the firm, which processes it goes
/// through and what it plans stay; what is to be asked again is not answered. A contact does not: each report has its own
/// consent.
pub fn begin(earlier: Earlier, old: &Assessment, report_id: String, created_at: String) -> Assessment {
    let stays =
        |question: &QuestionId| matches!(question, QuestionId::Profile(_) | QuestionId::Time(_) | QuestionId::Chosen);
    let kept = old.answers.iter().filter(|(question, _)| stays(question));
    let meant = old.meant.iter().filter(|(question, _)| stays(question));
    let mut new = Assessment {
        label: old.label.clone(),
        answers: kept.map(|(question, answer)| (question.clone(), answer.clone())).collect(),
        meant: meant.map(|(question, meaning)| (question.clone(), *meaning)).collect(),
        plan: old.plan.clone(),
        history: old.history.clone(),
        ..Assessment::new(report_id, created_at)
    };
    new.remember(earlier);
    new
}

struct Ends<'a> {
    questionnaire: &'a Questionnaire,
    then: &'a Earlier,
    now: &'a Answers,
    /// What the questions meant when they were answered now.
    meanings: Map<QuestionId, u32>,
}

impl Ends<'_> {
    /// Why nothing of the two can be compared.
    fn elsewhere(&self) -> Option<Apart> {
        let pack = &self.then.edition.pack;
        (*pack != self.questionnaire.id).then(|| Apart::OtherQuestionnaire(pack.clone()))
    }

    /// Why a question cannot be compared, whatever was answered.
    fn apart(&self, question: &QuestionId) -> Option<Apart> {
        let now = self.meanings.get(question).copied().unwrap_or(1);
        let then = self.then.edition.meaning(question);
        self.elsewhere().or_else(|| (then != now).then_some(Apart::OtherMeaning(then, now)))
    }

    fn question(&self, question: &QuestionId) -> Compared<Answer> {
        if let Some(apart) = self.apart(question) {
            return Err(apart);
        }
        if self.then.gone.iter().any(|gone| *gone == question.to_string()) {
            return Err(Apart::Gone);
        }
        let then = self.then.answers.get(question).ok_or(Apart::NotThen)?;
        let now = self.now.get(question).ok_or(Apart::NotNow)?;
        let moved = match (then, now) {
            (Answer::Level(then), Answer::Level(now)) => Move::of(then, now),
            (Answer::Number(then), Answer::Number(now)) => Move::of(then, now),
            _ if then == now => Move::Same,
            (Answer::DontKnow, _) => return Err(Apart::UnknownThen),
            (_, Answer::DontKnow) => return Err(Apart::UnknownNow),
            (Answer::NotApplicable, _) => return Err(Apart::DidNotApply),
            (_, Answer::NotApplicable) => return Err(Apart::DoesNotApply),
            _ => Move::Other,
        };
        Ok(Change { then: then.clone(), now: now.clone(), moved })
    }

    fn process(&self, id: &ProcessId, then: Option<ProcessResult>, now: Option<ProcessResult>) -> ProcessChange {
        let both = match (then, now) {
            (Some(then), Some(now)) => Ok((then, now)),
            (None, _) => Err(Apart::NotThen),
            (_, None) => Err(Apart::NotNow),
        };
        let compared = |both: &(ProcessResult, ProcessResult)| {
            let (then, now) = both;
            (
                self.readiness(id, then, now),
                self.in_use(id, then, now),
                self.need(id, then, now),
                self.outcome(id, then, now),
            )
        };
        let all = |apart: Apart| (Err(apart.clone()), Err(apart.clone()), Err(apart.clone()), Err(apart));
        let (readiness, in_use, need, outcome) = match self.elsewhere().map_or(both, Err) {
            Ok(both) => compared(&both),
            Err(apart) => all(apart),
        };
        ProcessChange { process: id.clone(), readiness, in_use, need, outcome }
    }

    /// Why something that rests on some dimensions of a process cannot be compared.
    fn moved_meaning<'d>(
        &self,
        id: &ProcessId,
        mut dimensions: impl Iterator<Item = &'d DimensionId>,
    ) -> Option<Apart> {
        dimensions.find_map(|dimension| self.apart(&QuestionId::Process(id.clone(), dimension.clone())))
    }

    fn readiness(&self, id: &ProcessId, then: &ProcessResult, now: &ProcessResult) -> Compared<Ratio> {
        let parts = || then.readiness.parts.iter();
        if let Some(apart) = self.moved_meaning(id, parts().map(|(dimension, _)| dimension)) {
            return Err(apart);
        }
        let counts = |known: &Known| known.level().is_some();
        let other: Vec<DimensionId> = parts()
            .zip(&now.readiness.parts)
            .filter(|((_, then), (_, now))| counts(then) != counts(now))
            .map(|((dimension, _), _)| dimension.clone())
            .collect();
        let (Some(before), Some(after)) = (then.readiness.score, now.readiness.score) else {
            return Err(Apart::TooFew);
        };
        if other.is_empty() { Ok(Change::of(before, after)) } else { Err(Apart::OtherBasis(other)) }
    }

    fn in_use(&self, id: &ProcessId, then: &ProcessResult, now: &ProcessResult) -> Compared<u8> {
        let uses = self.questionnaire.with_role(Role::Use).map(|one| &one.id);
        if let Some(apart) = self.moved_meaning(id, uses) {
            return Err(apart);
        }
        let then = then.in_use.level().ok_or(Apart::UnknownThen)?;
        Ok(Change::of(then, now.in_use.level().ok_or(Apart::UnknownNow)?))
    }

    fn need(&self, id: &ProcessId, then: &ProcessResult, now: &ProcessResult) -> Compared<u32> {
        let asked = self.questionnaire.dimensions.iter();
        let needs =
            asked.filter(|one| matches!(one.role, Role::NeedTime | Role::NeedCost | Role::NeedFit)).map(|one| &one.id);
        if let Some(apart) = self.moved_meaning(id, needs) {
            return Err(apart);
        }
        let then = then.need.exact().ok_or(Apart::UnknownThen)?;
        Ok(Change::of(then.tenths(), now.need.exact().ok_or(Apart::UnknownNow)?.tenths()))
    }

    /// Outcomes have no order; they are the same or another.
    fn outcome(&self, id: &ProcessId, then: &ProcessResult, now: &ProcessResult) -> Compared<Outcome> {
        let all = self.questionnaire.dimensions.iter().map(|dimension| &dimension.id);
        if let Some(apart) = self.moved_meaning(id, all) {
            return Err(apart);
        }
        let (then, now) = (then.verdict.outcome, now.verdict.outcome);
        Ok(Change { then, now, moved: if then == now { Move::Same } else { Move::Other } })
    }
}
