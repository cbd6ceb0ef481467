//! The answers of one who takes part in a round, and how they are kept.

use leptos::prelude::*;

use crate::answer::{Answer, Answers};
use crate::assessment::toggled;
use crate::code::Code;
use crate::ids::{OptionId, QuestionId};
use crate::web::adapters::{platform, rooms};
use crate::web::state::Store;
use crate::wire::hand_v1::join::Join;
use crate::wire::hand_v1::{self, Hand};
use crate::workshop::Ballot;

/// How many letters a participant's own code has: enough that no two in a room share one.
const PARTICIPANT_LETTERS: usize = 8;

/// One person's answers to a round, kept as they are packed.
#[derive(Clone, Copy)]
pub(super) struct Own {
    /// The app's state.
    pub state: Store,
    ballot: StoredValue<Ballot>,
    /// The answers as they are now.
    pub answers: RwSignal<Answers>,
    /// Whether they could be stored.
    pub stored: RwSignal<bool>,
}

impl Own {
    /// What was answered to this workshop here; else a ballot of a new person.
    pub fn of(state: Store, join: &Join) -> Self {
        let ballot = kept(state, &join.workshop).unwrap_or_else(|| Ballot {
            workshop: join.workshop.clone(),
            pack: state.questionnaire().digest.clone(),
            participant: Code::of_chance(&platform::chance::<PARTICIPANT_LETTERS>())
                .unwrap_or_else(|| join.workshop.clone()),
            answers: Answers::new(),
        });
        let answers = RwSignal::new(ballot.answers.clone());
        let own = Self { state, ballot: StoredValue::new(ballot), answers, stored: RwSignal::new(true) };
        let workshop = join.workshop.clone();
        let other = window_event_listener(leptos::ev::storage, move |event| {
            if rooms::is_vote(&event, &workshop) {
                own.refresh();
            }
        });
        on_cleanup(move || other.remove());
        own
    }

    /// Reads what another tab has stored, such as one that was opened by scanning again.
    fn refresh(self) {
        let workshop = self.ballot.with_value(|ballot| ballot.workshop.clone());
        let Some(ballot) = kept(self.state, &workshop) else { return };
        if self.answers.with_untracked(|answers| *answers != ballot.answers) {
            self.answers.set(ballot.answers.clone());
        }
        self.ballot.set_value(ballot);
    }

    /// What is handed in.
    pub fn hand(self) -> Hand {
        Hand::Ballot(Ballot { answers: self.answers.get_untracked(), ..self.ballot.get_value() })
    }

    /// Answers a question; it is kept at once.
    pub fn answer(self, question: &QuestionId, answer: Answer) {
        self.refresh();
        self.answers.update(|answers| answers.set(question.clone(), answer));
        let text = hand_v1::write(&self.state.questionnaire(), &self.hand()).text();
        let kept = self.ballot.with_value(|ballot| rooms::keep_vote(&ballot.workshop, &text));
        self.stored.set(kept.is_ok());
    }

    /// Ticks an option, or unticks it.
    pub fn toggle(self, question: &QuestionId, option: &OptionId) {
        let pack = self.state.questionnaire();
        self.refresh();
        let ticked = self.answers.with_untracked(|answers| toggled(&pack, answers, question, option.clone()));
        self.answer(question, Answer::Choices(ticked));
    }
}

/// The ballot for a workshop that is kept here.
fn kept(state: Store, workshop: &Code) -> Option<Ballot> {
    match hand_v1::read(&state.questionnaire(), &rooms::vote(workshop)?) {
        Ok(Hand::Ballot(ballot)) if ballot.workshop == *workshop => Some(ballot),
        _ => None,
    }
}
