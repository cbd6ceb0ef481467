//! A workshop in the browser: held here, kept in storage, and followed by the other windows that show it.

use leptos::prelude::*;

use super::adapters::platform::{BrowserClock, milliseconds};
use super::adapters::rooms;
use super::routes::Place;
use super::state::Store;
use crate::code::Code;
use crate::ports::Clock;
use crate::problem::Problem;
use crate::wire::hand_v1::frames::{Collector, Taken};
use crate::wire::hand_v1::join::{self, Join};
use crate::wire::hand_v1::{self, Hand};
use crate::wire::report_v1;
use crate::wire::workshop_v1::{self, Came};
use crate::workshop::{Event, Refusal, State, Workshop, apply};

/// A code that stays before the camera is taken once; after so many milliseconds out of sight it is new.
const OUT_OF_SIGHT: f64 = 1_200.0;

/// Why a workshop is not shown.
#[derive(Clone, PartialEq, Debug)]
pub enum NotShown {
    /// This browser has none of that code.
    Missing,
    /// What is stored cannot be read.
    Broken(String, Vec<Problem>),
}

/// What became of something that was handed in, said aloud.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// Whether it counts now.
    pub taken: bool,
    /// In words.
    pub text: String,
    /// Makes equal sentences differ, so that each is announced.
    pub number: u32,
}

/// A workshop that is led from here. Copies are the same.
#[derive(Clone, Copy)]
pub struct Room {
    /// The app's state.
    pub state: Store,
    code: StoredValue<Code>,
    /// The workshop as it is now.
    pub held: RwSignal<Workshop>,
    /// Its file as last seen in storage.
    text: StoredValue<String>,
    /// Whether it could be stored.
    pub stored: RwSignal<bool>,
    /// When the time for the question is out.
    pub until: RwSignal<Option<f64>>,
    /// What was said last of what came in.
    pub told: RwSignal<Option<Told>>,
    frames: StoredValue<Collector>,
    sight: StoredValue<(String, f64)>,
}

impl Room {
    /// Opens a workshop that this browser has, and follows what other windows do with it.
    ///
    /// # Errors
    /// Why it is not shown.
    pub fn open(state: Store, code: Code) -> Result<Self, NotShown> {
        let text = rooms::workshop(&code).ok_or(NotShown::Missing)?;
        let read = workshop_v1::read(&state.questionnaire(), code.as_str(), &text);
        let workshop = read.map_err(|problems| NotShown::Broken(text.clone(), problems))?.workshop;
        let room = Self {
            state,
            held: RwSignal::new(workshop),
            text: StoredValue::new(text),
            stored: RwSignal::new(true),
            until: RwSignal::new(rooms::timer(&code)),
            told: RwSignal::new(None),
            frames: StoredValue::new(Collector::new()),
            sight: StoredValue::new((String::new(), 0.0)),
            code: StoredValue::new(code),
        };
        let other = window_event_listener(leptos::ev::storage, move |event| {
            if rooms::is_about(&event, &room.code()) {
                room.refresh();
            }
        });
        on_cleanup(move || other.remove());
        Ok(room)
    }

    /// The workshop's code.
    pub fn code(self) -> Code {
        self.code.get_value()
    }

    /// Reads what another window has stored.
    fn refresh(self) {
        let code = self.code();
        self.until.set(rooms::timer(&code));
        let Some(text) = rooms::workshop(&code) else { return };
        if self.text.with_value(|known| *known == text) {
            return;
        }
        if let Ok(read) = workshop_v1::read(&self.state.questionnaire(), code.as_str(), &text) {
            self.text.set_value(text);
            self.held.set(read.workshop);
        }
    }

    /// Something happens to the workshop; it is kept at once.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn dispatch(self, event: Event) -> Result<(), Refusal> {
        self.refresh();
        let mut workshop = self.held.get_untracked();
        apply(&self.state.questionnaire(), &mut workshop, event)?;
        self.put(workshop);
        Ok(())
    }

    fn put(self, workshop: Workshop) {
        let text = workshop_v1::write(&workshop);
        self.stored.set(rooms::keep_workshop(&self.code(), &text).is_ok());
        self.text.set_value(text);
        self.held.set(workshop);
    }

    /// The workshop's file.
    pub fn file(self) -> String {
        self.held.with_untracked(workshop_v1::write)
    }

    /// Starts or stops the time for the question.
    pub fn time(self, on: bool) {
        let minutes = self.held.with_untracked(|workshop| workshop.timer);
        let at = (on && minutes > 0).then(|| js_sys::Date::now() + f64::from(minutes) * 60_000.0);
        rooms::set_timer(&self.code(), at);
        self.until.set(at);
    }

    /// The address that a participant opens.
    pub fn join_address(self) -> String {
        let join = self.held.with_untracked(|workshop| join::write(&self.state.questionnaire(), &Join::to(workshop)));
        let origin = window().location().origin().unwrap_or_default();
        format!("{origin}{}#{join}", self.state.href(&Place::Join))
    }

    /// Says what became of something.
    pub fn tell(self, taken: bool, text: String) {
        let number = self.told.with_untracked(|told| told.as_ref().map_or(0, |told| told.number + 1));
        self.told.set(Some(Told { taken, text, number }));
    }

    /// A code that the camera sees. `true` when something was said of it.
    pub fn saw(self, text: &str) -> bool {
        let now = milliseconds();
        let (last, at) = self.sight.get_value();
        self.sight.set_value((text.to_string(), now));
        if last == text && now - at < OUT_OF_SIGHT {
            return false;
        }
        self.take_code(text, &self.state.t("workshop.from.camera"));
        true
    }

    /// A code that was seen or pasted, with where it came from.
    pub fn take_code(self, text: &str, from: &str) {
        let pack = self.state.questionnaire();
        let taken = self.frames.try_update_value(|frames| frames.take(&pack, text));
        match taken {
            Some(Ok(Taken::Whole(hand))) => {
                self.frames.set_value(Collector::new());
                self.take_hand(&hand, from);
            }
            Some(Ok(Taken::Part { have, of })) => {
                let (have, of) = (have.to_string(), of.to_string());
                self.tell(true, self.state.tf("workshop.ack.part", &[("have", &have), ("of", &of)]));
            }
            Some(Err(refusal)) => {
                if refusal == hand_v1::Refusal::OtherSet {
                    // Whoever stands there now begins with their own first code.
                    self.frames.set_value(Collector::new());
                }
                self.refuse(&refusal.problem(from));
            }
            None => {}
        }
    }

    fn refuse(self, problem: &Problem) {
        self.tell(false, problem.sentence(&self.state.prose()));
    }

    /// Takes in what somebody handed back.
    pub fn take_hand(self, hand: &Hand, from: &str) {
        match hand {
            Hand::Ballot(ballot) => {
                self.refresh();
                let before = self.held.with_untracked(|workshop| workshop.ballots.contains_key(&ballot.participant));
                match self.dispatch(Event::BallotHandedIn(ballot.clone())) {
                    Ok(()) => self.acknowledge(if before { Came::Replaces } else { Came::New }, &[]),
                    Err(refusal) => self.refuse(&refusal.problem(from)),
                }
            }
            Hand::Report(report) => {
                if let Some(found) = report.workshop.as_ref().filter(|found| **found != self.code()) {
                    let refusal = Refusal::OtherWorkshop { found: found.clone(), known: self.code() };
                    self.refuse(&refusal.problem(from));
                    return;
                }
                let (locale, now) = (self.state.locale(), BrowserClock.now());
                let context =
                    report_v1::Context { tool: env!("CARGO_PKG_VERSION"), locale: &locale, now: &now, notes: false };
                let (pack, catalogue) = (self.state.questionnaire(), self.state.catalogue());
                let text = workshop_v1::report_text(&pack, &catalogue, report, &context);
                self.take_report(from, &text);
            }
        }
    }

    /// Takes the text of a report file in.
    pub fn take_report(self, from: &str, text: &str) {
        self.refresh();
        let mut workshop = self.held.get_untracked();
        if workshop.state == State::Paused {
            self.refuse(&Refusal::Paused.problem(from));
            return;
        }
        let (pack, catalogue) = (self.state.questionnaire(), self.state.catalogue());
        match workshop_v1::take_report(&pack, &catalogue, &mut workshop, from, text) {
            Ok((came, notes)) => {
                if came != Came::Same {
                    self.put(workshop);
                }
                self.acknowledge(came, &notes);
            }
            Err(problems) => {
                let prose = self.state.prose();
                let said: Vec<String> = problems.iter().take(3).map(|problem| problem.sentence(&prose)).collect();
                self.tell(false, said.join(" "));
            }
        }
    }

    fn acknowledge(self, came: Came, notes: &[Problem]) {
        let key = match came {
            Came::New => "workshop.ack.new",
            Came::Replaces => "workshop.ack.replaces",
            Came::Same => "workshop.ack.same",
        };
        let handed_in = self.held.with_untracked(workshop_v1::handed_in).to_string();
        let said = self.state.tf(key, &[("n", &handed_in)]);
        let prose = self.state.prose();
        let notes = notes.iter().take(3).map(|note| note.sentence(&prose));
        self.tell(true, std::iter::once(said).chain(notes).collect::<Vec<_>>().join(" "));
    }
}
