//! What to do about one process: exactly one outcome, by a decision table that is data in the pack.
//!
//! The table decides on a [`Situation`] in which everything is known. With unknown answers, every
//! completion is tried: if all agree, that is the outcome; if not, the outcome is to find out first, and
//! the question that decides is named.

mod case;

use crate::advice::Candidate;
use crate::answer::{Answer, Answers};
use crate::ids::{DimensionId, ProcessId, QuestionId, ReasonId};
use crate::order::Set;
use crate::questionnaire::{InputRisk, Questionnaire, Role, Row};
use crate::scoring::{self, NeedBand};
use case::{Case, Hurdles};

/// The closed set of outcomes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Outcome {
    /// The firm's cash comes before everything.
    CashFirst,
    /// AI is in use without rules: three rules today.
    MakeSafe,
    /// The need is real and the best idea's requirements hold.
    DoNow,
    /// The need is real and something is missing.
    Prepare,
    /// A two-week trial with a stop date.
    Trial,
    /// AI is part of the ordinary work, with rules.
    KeepGoing,
    /// One missing answer decides.
    FindOutFirst,
    /// A finished answer, with a trigger for looking again.
    NotNow,
    /// Too few answers to say anything.
    TooLittle,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 9] = [
        Self::CashFirst,
        Self::MakeSafe,
        Self::DoNow,
        Self::Prepare,
        Self::Trial,
        Self::KeepGoing,
        Self::FindOutFirst,
        Self::NotNow,
        Self::TooLittle,
    ];

    /// The id in files and text keys.
    pub fn id(self) -> &'static str {
        match self {
            Self::CashFirst => "cash-first",
            Self::MakeSafe => "make-safe",
            Self::DoNow => "do-now",
            Self::Prepare => "prepare",
            Self::Trial => "trial",
            Self::KeepGoing => "keep-going",
            Self::FindOutFirst => "find-out-first",
            Self::NotNow => "not-now",
            Self::TooLittle => "too-little",
        }
    }

    /// The outcome with an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.id() == id)
    }
}

/// Whether the ideas that fit a process are within reach.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum IdeaState {
    /// No idea fits.
    None,
    /// One fits, and something it requires is missing.
    Blocked,
    /// One fits, and all it requires is there.
    Ready,
}

/// Everything that the decision table looks at, all of it known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Situation {
    /// The firm cannot pay wages and bills.
    pub cash_crisis: bool,
    /// They have chosen not to do this process.
    pub chosen_not_to: bool,
    /// An ordinary program or a changed routine would be enough.
    pub simpler_fix: bool,
    /// How much AI is used, 0–5.
    pub in_use: u8,
    /// Which rules there are, 0–5; 0 also when the question is said not to apply.
    pub rules: u8,
    /// What is put into AI services.
    pub input: InputRisk,
    /// How strong the need is.
    pub need: NeedBand,
    /// The most valuable idea that fits.
    pub idea: IdeaState,
    /// The nearest small idea that fits.
    pub small_idea: IdeaState,
}

/// The lowest and highest level that a row takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// At least this level.
    pub at_least: u8,
    /// At most this level.
    pub at_most: u8,
}

impl Span {
    fn holds(self, level: u8) -> bool {
        (self.at_least..=self.at_most).contains(&level)
    }
}

/// When a row of the table holds. Every part that is given must; an empty condition always does.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Condition {
    /// The firm cannot pay wages and bills.
    pub cash_crisis: Option<bool>,
    /// They have chosen not to do this process.
    pub chosen_not_to: Option<bool>,
    /// An ordinary program would be enough.
    pub simpler_fix: Option<bool>,
    /// How much AI is used.
    pub in_use: Option<Span>,
    /// Which rules there are.
    pub rules: Option<Span>,
    /// What is put into AI services; empty means anything.
    pub input: Vec<InputRisk>,
    /// How strong the need is; empty means any.
    pub need: Vec<NeedBand>,
    /// The most valuable idea; empty means any state.
    pub idea: Vec<IdeaState>,
    /// The nearest small idea; empty means any state.
    pub small_idea: Vec<IdeaState>,
}

impl Condition {
    /// Whether the condition holds in a situation.
    pub fn holds(&self, at: &Situation) -> bool {
        fn among<T: PartialEq>(allowed: &[T], value: &T) -> bool {
            allowed.is_empty() || allowed.contains(value)
        }
        self.cash_crisis.is_none_or(|wanted| wanted == at.cash_crisis)
            && self.chosen_not_to.is_none_or(|wanted| wanted == at.chosen_not_to)
            && self.simpler_fix.is_none_or(|wanted| wanted == at.simpler_fix)
            && self.in_use.is_none_or(|span| span.holds(at.in_use))
            && self.rules.is_none_or(|span| span.holds(at.rules))
            && among(&self.input, &at.input)
            && among(&self.need, &at.need)
            && among(&self.idea, &at.idea)
            && among(&self.small_idea, &at.small_idea)
    }
}

/// The first row of a table that holds. `None` only for a table without a last row that always holds, which the
/// reader refuses.
pub fn decide<'t>(table: &'t [Row], at: &Situation) -> Option<&'t Row> {
    table.iter().find(|row| row.when.holds(at))
}

/// The outcome of one process, with why.
#[derive(Clone, PartialEq, Debug)]
pub struct Verdict {
    /// What to do.
    pub outcome: Outcome,
    /// The reason that is shown.
    pub reason: ReasonId,
    /// The idea that decided, where one did.
    pub idea: Option<Candidate>,
    /// What that idea requires and the firm lacks.
    pub gaps: Vec<Gap>,
    /// The question that decides, when something has to be found out first.
    pub decides: Option<QuestionId>,
    /// The outcomes that the missing answers leave open; one when it is settled.
    pub open: Set<Outcome>,
}

/// A level that an idea requires and the firm does not have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap {
    /// Where it is measured.
    pub dimension: DimensionId,
    /// The level they have; none when it is not known.
    pub have: Option<u8>,
    /// The level that is required.
    pub need: u8,
}

/// The reason shown when one answer decides.
pub const FIND_OUT: &str = "one-answer-decides";
/// The reason shown when there are too few answers.
pub const TOO_FEW: &str = "too-few-answers";

/// What is put into AI services, as far as it is known.
pub fn input_risk(questionnaire: &Questionnaire, answers: &Answers) -> InputRisk {
    let Some(Answer::Choices(ticked)) = answers.get(&QuestionId::AiInput) else { return InputRisk::Unknown };
    let risks = questionnaire.ai_input.iter().filter(|option| ticked.contains(&option.id)).map(|option| option.risk);
    // Sensitive outweighs the rest; nothing ticked says nothing.
    risks
        .fold(None, |worst, risk| match (worst, risk) {
            (Some(InputRisk::Sensitive), _) | (_, InputRisk::Sensitive) => Some(InputRisk::Sensitive),
            (Some(InputRisk::Unknown), _) | (_, InputRisk::Unknown) => Some(InputRisk::Unknown),
            (_, InputRisk::Harmless) => Some(InputRisk::Harmless),
        })
        .unwrap_or(InputRisk::Unknown)
}

/// Whether the firm says that it cannot pay wages and bills.
pub fn cash_crisis(questionnaire: &Questionnaire, answers: &Answers) -> bool {
    let (question, option) = &questionnaire.cash_crisis;
    answers.profile(question.as_str()) == Some(option)
}

/// The verdict on one process that the firm goes through. `candidates` are the ideas that fit, most valuable first.
pub fn verdict(
    questionnaire: &Questionnaire,
    answers: &Answers,
    process: &ProcessId,
    candidates: &[Candidate],
) -> Verdict {
    let readiness = scoring::readiness(questionnaire, answers, process);
    Case {
        questionnaire,
        base: Situation {
            cash_crisis: cash_crisis(questionnaire, answers),
            chosen_not_to: false,
            simpler_fix: answers.simpler_fix(process),
            in_use: 0,
            rules: 0,
            input: input_risk(questionnaire, answers),
            need: NeedBand::Low,
            idea: IdeaState::None,
            small_idea: IdeaState::None,
        },
        hurdles: Hurdles::of(questionnaire, &readiness, candidates),
        readiness,
        need: scoring::need(questionnaire, answers, process),
        in_use: scoring::known_role(questionnaire, answers, process, Role::Use),
        candidates,
        signals_open: candidates.is_empty() && answers.get(&QuestionId::Signals(process.clone())).is_none(),
        process,
    }
    .verdict()
}

/// The verdict on a process that they have chosen not to do.
pub fn verdict_chosen_not_to(questionnaire: &Questionnaire, answers: &Answers) -> Option<Verdict> {
    let at = Situation {
        cash_crisis: cash_crisis(questionnaire, answers),
        chosen_not_to: true,
        simpler_fix: false,
        in_use: 0,
        rules: 0,
        input: InputRisk::Harmless,
        need: NeedBand::Low,
        idea: IdeaState::None,
        small_idea: IdeaState::None,
    };
    let row = decide(&questionnaire.table, &at)?;
    Some(Verdict::without_idea(row.outcome, row.reason.clone(), Set::from_iter([row.outcome])))
}

impl Verdict {
    fn without_idea(outcome: Outcome, reason: ReasonId, open: Set<Outcome>) -> Self {
        Self { outcome, reason, idea: None, gaps: Vec::new(), decides: None, open }
    }
}
