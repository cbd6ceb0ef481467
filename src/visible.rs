//! What is asked, in which order, and where one is. Pure functions of the pack and the answers.

use crate::answer::{Answer, Answers};
use crate::ids::{DimensionId, OptionId, ProcessId, QuestionId};
use crate::questionnaire::{Clause, Questionnaire, Rule};
use crate::scoring::Known;

/// One screen of the way from the first question to the check of all answers.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Step {
    /// One question.
    Question(QuestionId),
    /// How much time each process takes: one screen for all of them.
    Picker,
}

/// A stretch of the way, as people name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// About the firm.
    Profile,
    /// What takes time, and what to go through.
    Picker,
    /// One process.
    Process(ProcessId),
    /// The whole firm's footing.
    Firm,
}

impl Step {
    /// The stretch a step belongs to.
    pub fn part(&self) -> Part {
        match self {
            Self::Picker | Self::Question(QuestionId::Chosen | QuestionId::Time(_)) => Part::Picker,
            // A fact is asked beside what it decides, not on the way.
            Self::Question(QuestionId::Fact(..)) => Part::Firm,
            Self::Question(QuestionId::Profile(_)) => Part::Profile,
            Self::Question(
                QuestionId::Process(process, _) | QuestionId::Signals(process) | QuestionId::SimplerFix(process),
            ) => Part::Process(process.clone()),
            Self::Question(QuestionId::Enabler(_) | QuestionId::FirmSignals | QuestionId::AiInput) => Part::Firm,
        }
    }
}

/// Every step that is asked, in order.
pub fn steps(questionnaire: &Questionnaire, answers: &Answers) -> Vec<Step> {
    let mut steps: Vec<Step> =
        questionnaire.profile.iter().map(|question| Step::Question(QuestionId::Profile(question.id.clone()))).collect();
    steps.push(Step::Picker);
    steps.push(Step::Question(QuestionId::Chosen));
    for process in questionnaire.chosen(answers) {
        let asked =
            questionnaire.dimensions.iter().map(|dimension| QuestionId::Process(process.clone(), dimension.id.clone()));
        steps.extend(asked.chain([QuestionId::Signals(process.clone())]).map(Step::Question));
    }
    steps.extend(questionnaire.enablers.iter().map(|enabler| Step::Question(QuestionId::Enabler(enabler.id.clone()))));
    let last = [QuestionId::FirmSignals, QuestionId::AiInput];
    steps.extend(last.into_iter().filter(|question| is_asked(questionnaire, answers, question)).map(Step::Question));
    steps
}

/// Whether the pack's rules have a question asked. A question without a rule is.
pub fn is_asked(questionnaire: &Questionnaire, answers: &Answers, question: &QuestionId) -> bool {
    questionnaire.rules.iter().all(|rule| match rule {
        Rule::AskIfAny { question: ruled, any } if ruled == question => {
            any.iter().any(|clause| holds(questionnaire, answers, clause))
        }
        _ => true,
    })
}

fn holds(questionnaire: &Questionnaire, answers: &Answers, clause: &Clause) -> bool {
    match clause {
        Clause::DimensionAtLeast(dimension, level) => {
            let reaches = |process: &ProcessId| match answers.of(process, dimension) {
                Some(Answer::Level(given)) => given >= level,
                Some(Answer::DontKnow) => true,
                _ => false,
            };
            questionnaire.chosen(answers).any(reaches)
        }
        Clause::Signal(signal) => answers.has_signal(&QuestionId::FirmSignals, signal),
    }
}

/// The dimension that the answer to this one follows from, when a rule says so and its condition holds.
pub fn follows_from<'q>(
    questionnaire: &'q Questionnaire,
    answers: &Answers,
    process: &ProcessId,
    dimension: &DimensionId,
) -> Option<&'q DimensionId> {
    questionnaire.rules.iter().find_map(|rule| match rule {
        Rule::FollowsFrom { dimension: follower, from, when } if follower == dimension => {
            let given = Known::from_answer(answers.of(process, from)).level();
            (given == Some(*when)).then_some(from)
        }
        _ => None,
    })
}

/// The step after one; `None` at the end of the way, or when the step is not asked.
pub fn next(steps: &[Step], step: &Step) -> Option<Step> {
    let at = steps.iter().position(|other| other == step)?;
    steps.get(at + 1).cloned()
}

/// The step before one; `None` at the start of the way, or when the step is not asked.
pub fn previous(steps: &[Step], step: &Step) -> Option<Step> {
    let at = steps.iter().position(|other| other == step)?;
    steps.get(at.checked_sub(1)?).cloned()
}

/// Where a step is on the whole way: its number from 1, and how many there are.
pub fn position(steps: &[Step], step: &Step) -> (usize, usize) {
    (steps.iter().position(|other| other == step).map_or(1, |at| at + 1), steps.len())
}

/// The steps of one part, in order.
pub fn of_part(steps: &[Step], part: &Part) -> Vec<Step> {
    steps.iter().filter(|step| step.part() == *part).cloned().collect()
}

/// Whether a step has its answer. The picker has when every process has one.
pub fn is_answered(questionnaire: &Questionnaire, answers: &Answers, step: &Step) -> bool {
    match step {
        Step::Question(question) => answers.get(question).is_some(),
        Step::Picker => {
            questionnaire.in_order().all(|process| answers.get(&QuestionId::Time(process.clone())).is_some())
        }
    }
}

/// The questions that are asked and have no answer, in order.
pub fn unanswered(questionnaire: &Questionnaire, answers: &Answers) -> Vec<Step> {
    steps(questionnaire, answers).into_iter().filter(|step| !is_answered(questionnaire, answers, step)).collect()
}

/// The processes that the tool proposes to go through: those that take most time, in picker order, not more than
/// the pack allows.
pub fn proposal(questionnaire: &Questionnaire, answers: &Answers) -> Proposal {
    let takes = |process: &ProcessId, option: &OptionId| matches!(answers.get(&QuestionId::Time(process.clone())), Some(Answer::Choice(given)) if given == option);
    let at = |index: usize| -> Vec<ProcessId> {
        let Some(option) = questionnaire.picker.scale.get(index) else { return Vec::new() };
        questionnaire.in_order().filter(|process| takes(process, option)).cloned().collect()
    };
    let (most, some) = (at(0), at(1));
    let kind = match (most.len(), some.len()) {
        (0, 0) => ProposalKind::Nothing,
        (0, _) => ProposalKind::Little,
        (many, _) if many > questionnaire.picker.at_most => ProposalKind::Many,
        _ => ProposalKind::Most,
    };
    let mut processes = most;
    if processes.len() < questionnaire.picker.at_least {
        let missing = questionnaire.picker.at_least - processes.len();
        processes.extend(some.into_iter().take(missing));
    }
    processes.truncate(questionnaire.picker.at_most);
    Proposal { kind, processes }
}

/// What the tool proposes to go through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// Which sentence introduces it.
    pub kind: ProposalKind,
    /// The processes.
    pub processes: Vec<ProcessId>,
}

/// Why these processes are proposed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProposalKind {
    /// They take most time.
    Most,
    /// More than the limit take much time; these are the first.
    Many,
    /// None takes much; these take some.
    Little,
    /// None takes time.
    Nothing,
}

/// How many steps are left, this one included. Before the processes are chosen, the usual number of them is expected.
pub fn steps_left(questionnaire: &Questionnaire, answers: &Answers, steps: &[Step], step: &Step) -> usize {
    let (at, all) = position(steps, step);
    let picker = &questionnaire.picker;
    let expected = match answers.get(&QuestionId::Chosen) {
        None => (picker.at_least + picker.at_most).div_ceil(2) * (questionnaire.dimensions.len() + 1),
        Some(_) => 0,
    };
    all + 1 - at + expected
}

/// Seconds a question takes before the person's own pace is known, in line with the content check's reading time. †
const SECONDS_A_STEP: u32 = 18;
/// From how many answered steps the person's own pace is used.
const OWN_PACE_FROM: u32 = 10;

/// About how many minutes are left, at least one. `own` is how many steps the person has answered and the seconds
/// they took.
pub fn minutes_left(steps_left: usize, own: (u32, u32)) -> u32 {
    let (answered, seconds) = own;
    let left = u32::try_from(steps_left).unwrap_or(u32::MAX);
    let total = if answered >= OWN_PACE_FROM {
        left.saturating_mul(seconds) / answered
    } else {
        left.saturating_mul(SECONDS_A_STEP)
    };
    total.div_ceil(60).max(1)
}
