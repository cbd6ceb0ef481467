//! An answer, and the answers of one assessment.

use crate::ids::{DimensionId, OptionId, ProcessId, QuestionId, SignalId};
use crate::order::{Map, Set};

/// What somebody said to one question. A question without an answer has none: unanswered is absence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// A point on the question's scale, 0 first.
    Level(u8),
    /// One of the options.
    Choice(OptionId),
    /// Any number of the options; none ticked is an answer too.
    Choices(Set<OptionId>),
    /// A count, in the question's unit.
    Number(u32),
    /// The process is not theirs, with the reason where one was given.
    NotOurs(Option<OptionId>),
    /// The question does not apply.
    NotApplicable,
    /// They do not know.
    DontKnow,
}

/// The answers of one assessment, in a stable order.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Answers {
    given: Map<QuestionId, Answer>,
}

impl Answers {
    /// No answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer to a question, if there is one.
    pub fn get(&self, question: &QuestionId) -> Option<&Answer> {
        self.given.get(question)
    }

    /// Sets or replaces an answer. Whether the question takes it is checked by the questionnaire.
    pub fn set(&mut self, question: QuestionId, answer: Answer) {
        self.given.insert(question, answer);
    }

    /// Makes a question unanswered.
    pub fn clear(&mut self, question: &QuestionId) {
        self.given.remove(question);
    }

    /// Whether nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    /// How many questions have an answer.
    pub fn len(&self) -> usize {
        self.given.len()
    }

    /// Questions and answers in the order of ids.
    pub fn iter(&self) -> impl Iterator<Item = (&QuestionId, &Answer)> {
        self.given.iter()
    }

    /// The answer to one dimension of one process.
    pub fn of(&self, process: &ProcessId, dimension: &DimensionId) -> Option<&Answer> {
        self.get(&QuestionId::Process(process.clone(), dimension.clone()))
    }

    /// The chosen option of a question about the firm.
    pub fn profile(&self, id: &str) -> Option<&OptionId> {
        match self.get(&QuestionId::Profile(id.into())) {
            Some(Answer::Choice(option)) => Some(option),
            _ => None,
        }
    }

    /// The ticked options of a question; empty when it is unanswered or nothing is ticked.
    pub fn ticked<'a>(&'a self, question: &QuestionId) -> impl Iterator<Item = &'a OptionId> + use<'a> {
        match self.get(question) {
            Some(Answer::Choices(options)) => Some(options.iter()),
            _ => None,
        }
        .into_iter()
        .flatten()
    }

    /// Whether a signal is ticked in a list.
    pub fn has_signal(&self, list: &QuestionId, signal: &SignalId) -> bool {
        self.ticked(list).any(|option| option.as_str() == signal.as_str())
    }

    /// Whether a process is among those to go through.
    pub fn is_chosen(&self, process: &ProcessId) -> bool {
        self.ticked(&QuestionId::Chosen).any(|option| option.as_str() == process.as_str())
    }

    /// Whether "it would be enough with an ordinary program" is ticked for a process.
    pub fn simpler_fix(&self, process: &ProcessId) -> bool {
        self.ticked(&QuestionId::SimplerFix(process.clone())).next().is_some()
    }
}

impl FromIterator<(QuestionId, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (QuestionId, Answer)>>(answers: I) -> Self {
        Self { given: Map::from_iter(answers) }
    }
}
