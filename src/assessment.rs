//! One firm's assessment, and the only way it changes: an event applied to it.

use crate::answer::{Answer, Answers};
use crate::date::Date;
use crate::ids::{OptionId, QuestionId, UseCaseId};
use crate::order::{Map, Set, insert_in_order};
use crate::plan::{Choice, Plan, PlanDate, PlanField, Rejection};
use crate::questionnaire::{Questionnaire, Takes};
use crate::visible::Step;

/// The longest note, in characters; what is pasted beyond it is cut.
pub const NOTE_LIMIT: usize = 10_000;
/// The longest name of a firm, in characters.
pub const LABEL_LIMIT: usize = 120;
/// The longest contact, in characters.
pub const CONTACT_LIMIT: usize = 200;

/// One firm's answers with what belongs to them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Assessment {
    /// Which report this is; kept through export and import.
    pub report_id: String,
    /// When it was begun, RFC 3339 in UTC.
    pub created_at: String,
    /// The firm's name, if they typed one. Never asked for.
    pub label: String,
    /// Whom a workshop may write or call: a name, an address, a number. There only while they have ticked that it may go
    /// along in the files they save.
    pub contact: Option<String>,
    /// The answers.
    pub answers: Answers,
    /// What questions meant when they were answered, where they mean something else now. Answering anew ends that.
    pub meant: Map<QuestionId, u32>,
    /// What they noted beside a question.
    pub notes: Map<QuestionId, String>,
    /// What they decided to do. It rests on the answers and never changes them.
    pub plan: Plan,
    /// Where they were last, for "carry on where you stopped".
    pub last: Option<Step>,
    /// How many steps were answered at their own pace, and the seconds that took.
    pub pace: (u32, u32),
    /// The report that this one corrects, by its id; empty for none.
    pub replaces: String,
    /// What they answered earlier, oldest first, for seeing what has moved.
    pub history: Vec<Earlier>,
    /// An invented firm: shown, never saved over the person's own answers.
    pub demo: bool,
    /// Answers to questions that this pack does not have, and fields of a newer minor version: JSON as it was read,
    /// written out again unchanged.
    pub kept: Kept,
}

/// Which questions a report was answered with.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Edition {
    /// The pack's id.
    pub pack: String,
    /// The pack's version.
    pub version: String,
    /// As [`Questionnaire::meanings`] at the time.
    pub meanings: Map<QuestionId, u32>,
}

impl Edition {
    /// Today's questions.
    pub fn of(questionnaire: &Questionnaire) -> Self {
        Self {
            pack: questionnaire.id.clone(),
            version: questionnaire.version.clone(),
            meanings: questionnaire.meanings.clone(),
        }
    }

    /// Which meaning a question had, from 1.
    pub fn meaning(&self, question: &QuestionId) -> u32 {
        self.meanings.get(question).copied().unwrap_or(1)
    }

    /// Whether results of two editions can stand in one table: the same pack, and the same first number of its version.
    pub fn goes_with(&self, other: &Self) -> bool {
        let major = |version: &str| version.split('.').next().unwrap_or_default().to_string();
        self.pack == other.pack && major(&self.version) == major(&other.version)
    }
}

/// The most earlier sets of answers that are remembered.
pub const HISTORY_LIMIT: usize = 20;

/// One earlier set of answers.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Earlier {
    /// The report that they were given in.
    pub report_id: String,
    /// When that was saved, RFC 3339 in UTC.
    pub saved_at: String,
    /// The questions of the time.
    pub edition: Edition,
    /// The answers to questions that this pack has too, as far as it takes them.
    pub answers: Answers,
    /// The questions that this pack does not have, or whose answer it does not take.
    pub gone: Vec<String>,
    /// All of it as JSON, as it was read; written out again unchanged.
    pub text: String,
}

/// Opaque parts of a report that are carried along. JSON text; empty for none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Kept {
    /// Members of the report itself.
    pub report: String,
    /// Answers to questions that this pack does not have.
    pub answers: String,
}

/// Something that happens to an assessment.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// A question is answered.
    Answered(QuestionId, Answer),
    /// A tick is set or removed.
    Toggled(QuestionId, OptionId),
    /// A question is left without ticks, which is an answer.
    NothingTicked(QuestionId),
    /// A question becomes unanswered.
    Cleared(QuestionId),
    /// A note is typed, also half of one.
    Noted(QuestionId, String),
    /// The firm's name is typed.
    Named(String),
    /// A contact may go along, as typed so far; or none may any more.
    ContactGiven(Option<String>),
    /// A step is shown.
    Arrived(Step),
    /// A step was answered in so many seconds.
    Paced(u32),
    /// An idea is chosen, in place of the one before; one that they had said no to is suggested again.
    PlanChosen(Choice),
    /// No idea is chosen any more. What they wrote stays.
    PlanUnchosen,
    /// An idea is moved to a place, 0 first, in the list as [`Plan::arranged`] shows it.
    PlanMoved {
        /// The ideas as they are suggested, whatever order they are shown in.
        suggested: Vec<UseCaseId>,
        /// The idea that is moved.
        idea: UseCaseId,
        /// Where it stands then.
        to: usize,
    },
    /// An idea is rejected, or the reason or words change; it is not chosen then.
    PlanRejected(UseCaseId, Rejection),
    /// An idea is no longer rejected.
    PlanRestored(UseCaseId),
    /// An idea of their own is added after the others, by its title.
    PlanOwnAdded(String),
    /// An idea of their own is taken away, by its index.
    PlanOwnRemoved(usize),
    /// A text of the plan is typed, also half of one.
    PlanFilled(PlanField, String),
    /// A date of the plan is set or removed.
    PlanDated(PlanDate, Option<Date>),
    /// Another assessment takes this one's place.
    Replaced(Box<Assessment>),
}

impl Event {
    /// Whether a screen that is open may show what it changes. The way through the questions is noted beside them.
    pub fn is_seen(&self) -> bool {
        !matches!(self, Self::Arrived(_) | Self::Paced(_))
    }
}

/// Longest time that counts for one question, in seconds; beyond it they were doing something else.
const LONGEST_THOUGHT: u32 = 90;

impl Assessment {
    /// A new, empty assessment.
    pub fn new(report_id: String, created_at: String) -> Self {
        Self { report_id, created_at, ..Self::default() }
    }

    /// Whether there is anything to lose.
    pub fn is_empty(&self) -> bool {
        let nothing = self.answers.is_empty() && self.notes.is_empty() && self.label.is_empty();
        nothing && self.contact.is_none() && self.plan.is_empty() && self.history.is_empty()
    }

    /// The meaning of every question as it was answered: today's, and of the time where that is another.
    pub fn meanings(&self, questionnaire: &Questionnaire) -> Map<QuestionId, u32> {
        let mut all = questionnaire.meanings.clone();
        self.meant.iter().for_each(|(question, meaning)| all.insert(question.clone(), *meaning));
        all
    }

    /// Notes which answers were given when their questions meant something else, by the meanings of the time.
    pub fn note_meanings(&mut self, questionnaire: &Questionnaire, of_the_time: &Map<QuestionId, u32>) {
        let meant = |question: &QuestionId| of_the_time.get(question).copied().unwrap_or(1);
        let answered = self.answers.iter().map(|(question, _)| question);
        let other = answered.filter(|question| meant(question) != questionnaire.meaning(question));
        self.meant = other.map(|question| (question.clone(), meant(question))).collect();
    }

    /// Takes an earlier set of answers along, in the order of time and each once; the oldest goes where they are too many.
    pub fn remember(&mut self, earlier: Earlier) {
        if self.history.iter().any(|held| held.is_the_same(&earlier)) {
            return;
        }
        insert_in_order(&mut self.history, earlier, |new, held| new.saved_at < held.saved_at);
        let over = self.history.len().saturating_sub(HISTORY_LIMIT);
        self.history.drain(..over);
    }
}

impl Earlier {
    /// What was answered to a question then, where it is asked now and means the same.
    pub fn answer(&self, questionnaire: &Questionnaire, question: &QuestionId) -> Option<&Answer> {
        let same =
            self.edition.pack == questionnaire.id && self.edition.meaning(question) == questionnaire.meaning(question);
        self.answers.get(question).filter(|_| same)
    }

    /// Whether both are the same save of the same report.
    fn is_the_same(&self, other: &Self) -> bool {
        (&self.report_id, &self.saved_at) == (&other.report_id, &other.saved_at)
    }
}

/// The assessment after an event. An answer that the question does not take changes nothing.
#[must_use]
pub fn apply(questionnaire: &Questionnaire, mut assessment: Assessment, event: Event) -> Assessment {
    match event {
        Event::Answered(question, answer) => answered(questionnaire, &mut assessment, question, answer),
        Event::Toggled(question, option) => {
            let ticked = toggled(questionnaire, &assessment.answers, &question, option);
            answered(questionnaire, &mut assessment, question, Answer::Choices(ticked));
        }
        Event::NothingTicked(question) => {
            if assessment.answers.get(&question).is_none() {
                answered(questionnaire, &mut assessment, question, Answer::Choices(Set::new()));
            }
        }
        Event::Cleared(question) => {
            assessment.meant.remove(&question);
            assessment.answers.clear(&question);
        }
        Event::Noted(question, text) if text.is_empty() => {
            assessment.notes.remove(&question);
        }
        Event::Noted(question, text) => {
            assessment.notes.insert(question, text.chars().take(NOTE_LIMIT).collect());
        }
        Event::Named(label) => assessment.label = label.chars().take(LABEL_LIMIT).collect(),
        Event::ContactGiven(contact) => {
            assessment.contact = contact.map(|contact| contact.chars().take(CONTACT_LIMIT).collect());
        }
        Event::Arrived(step) => assessment.last = Some(step),
        Event::Paced(seconds) => {
            let (steps, total) = assessment.pace;
            assessment.pace = (steps.saturating_add(1), total.saturating_add(seconds.min(LONGEST_THOUGHT)));
        }
        Event::PlanChosen(choice) => assessment.plan.choose(choice),
        Event::PlanUnchosen => assessment.plan.chosen = None,
        Event::PlanMoved { suggested, idea, to } => assessment.plan.move_idea(&suggested, &idea, to),
        Event::PlanRejected(idea, rejection) => assessment.plan.reject(idea, rejection),
        Event::PlanRestored(idea) => assessment.plan.restore(&idea),
        Event::PlanOwnAdded(title) => assessment.plan.add_own(&title),
        Event::PlanOwnRemoved(index) => assessment.plan.remove_own(index),
        Event::PlanFilled(field, text) => assessment.plan.fill(field, &text),
        Event::PlanDated(which, date) => assessment.plan.set_date(which, date),
        Event::Replaced(other) => assessment = *other,
    }
    assessment
}

fn answered(questionnaire: &Questionnaire, assessment: &mut Assessment, question: QuestionId, answer: Answer) {
    if !questionnaire.accepts(&question, &answer) {
        return;
    }
    // A process that is not theirs is not gone through.
    if let (QuestionId::Time(process), Answer::NotOurs(_)) = (&question, &answer)
        && let Some(Answer::Choices(chosen)) = assessment.answers.get(&QuestionId::Chosen)
    {
        let left = Set::from_iter(chosen.iter().filter(|id| id.as_str() != process.as_str()).cloned());
        assessment.answers.set(QuestionId::Chosen, Answer::Choices(left));
    }
    assessment.meant.remove(&question);
    assessment.answers.set(question, answer);
}

/// The ticks after one more click; an option that excludes the others unticks them, and they untick it.
pub fn toggled(
    questionnaire: &Questionnaire,
    answers: &Answers,
    question: &QuestionId,
    option: OptionId,
) -> Set<OptionId> {
    let mut ticked = Set::from_iter(answers.ticked(question).cloned());
    if ticked.remove(&option) {
        return ticked;
    }
    if let Some(Takes::Any(_, exclusive)) = questionnaire.takes(question) {
        if exclusive.contains(&option) {
            ticked.clear();
        } else {
            ticked.retain(|other| !exclusive.contains(other));
        }
    }
    ticked.insert(option);
    ticked
}
