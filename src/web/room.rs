//! A workshop in the browser: held here, kept in storage, and followed by the other windows that show it.

use leptos::prelude::*;

use super::adapters::platform::{BrowserClock, milliseconds};
use super::adapters::rooms;
use super::routes::Place;
use super::state::Store;
use crate::code::Code;
use crate::ports::Clock;
use crate::problem::Problem;
use crate::qr::Sight;
use crate::wire::hand_v1::Hand;
use crate::wire::hand_v1::frames::{Collector, Taken};
use crate::wire::hand_v1::join::{self, Join};
use crate::wire::report_v1;
use crate::wire::workshop_v1::{self, Came};
use crate::workshop::{Event, Refusal, Workshop, apply};

/// Why a workshop is not shown.
#[derive(Clone, PartialEq, Debug)]
pub enum NotShown {
    /// This browser has none of that code.
    Missing,
    /// What is stored cannot be read.
    Broken(String, Vec<Problem>),
}

/// What became of what was handed in last, said aloud.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Told {
    /// A line for each thing: whether it counts now, and in words. More than one for files that were chosen together.
    pub lines: Vec<(bool, String)>,
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
    /// Whether what is said next stands beside what was said last.
    together: StoredValue<bool>,
    /// Whether another window has removed the workshop.
    pub gone: RwSignal<bool>,
    frames: StoredValue<Collector>,
    sight: StoredValue<Sight>,
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
            stored: RwSignal::new(rooms::is_stored(&code)),
            until: RwSignal::new(rooms::timer(&code)),
            told: RwSignal::new(None),
            together: StoredValue::new(false),
            gone: RwSignal::new(false),
            frames: StoredValue::new(Collector::new()),
            sight: StoredValue::new(Sight::default()),
            code: StoredValue::new(code),
        };
        let other = window_event_listener(leptos::ev::storage, move |event| {
            let code = room.code();
            if rooms::was_removed(&event, &code) {
                room.gone.set(true);
            } else if rooms::is_about(&event, &code) {
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

    /// Whether the screen that opened it is still there.
    pub fn is_here(self) -> bool {
        self.held.try_with_untracked(|_| ()).is_some()
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
        // The time is for one question.
        let ends_time = matches!(event, Event::Moved(_) | Event::Gathered | Event::Timed(_));
        apply(&self.state.questionnaire(), &mut workshop, event)?;
        self.put(workshop);
        if ends_time && self.until.get_untracked().is_some() {
            self.time(false);
        }
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
        let together = self.together.get_value();
        self.told.update(|told| {
            let last = told.take().unwrap_or_default();
            let mut lines = if together { last.lines } else { Vec::new() };
            lines.push((taken, text));
            *told = Some(Told { lines, number: last.number + 1 });
        });
    }

    /// From now on every file that comes in has a line beside the others, or no longer.
    pub fn tell_together(self, together: bool) {
        if together {
            self.told.update(|told| *told = told.take().map(|told| Told { lines: Vec::new(), ..told }));
        }
        self.together.set_value(together);
    }

    /// A code that the camera sees. `true` when something was said of it.
    pub fn saw(self, text: &str) -> bool {
        let now = milliseconds();
        if self.sight.try_update_value(|sight| sight.is_new(text, now)) != Some(true) {
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
            Some(Ok(Taken::Whole(hand))) => self.take_hand(&hand, from),
            Some(Ok(Taken::Part { have, of })) => {
                let [have, of, left] = [have, of, of - have].map(|count| count.to_string());
                let said = self.state.tf("workshop.ack.part", &[("have", &have), ("of", &of), ("left", &left)]);
                self.tell(true, self.of_file(from, said));
            }
            Some(Err(refusal)) => self.refuse(&refusal.problem(from)),
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
                    Ok(()) => self.acknowledge(from, if before { Came::Replaces } else { Came::New }, &[]),
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
                self.refresh();
                let text = self
                    .held
                    .with_untracked(|held| workshop_v1::report_text(&pack, &catalogue, held, report, &context));
                self.take_report(from, &text);
            }
        }
    }

    /// Takes the text of a report file in.
    pub fn take_report(self, from: &str, text: &str) {
        self.refresh();
        let mut workshop = self.held.get_untracked();
        let (pack, catalogue) = (self.state.questionnaire(), self.state.catalogue());
        match workshop_v1::take_report(&pack, &catalogue, &mut workshop, from, text) {
            Ok((came, notes)) => {
                if came != Came::Same {
                    self.put(workshop);
                }
                self.acknowledge(from, came, &notes);
            }
            Err(problems) => {
                let prose = self.state.prose();
                let said: Vec<String> = problems.iter().take(3).map(|problem| problem.sentence(&prose)).collect();
                self.tell(false, said.join(" "));
            }
        }
    }

    /// What is said of a file names it, where several were chosen together.
    fn of_file(self, from: &str, said: String) -> String {
        if self.together.get_value() { format!("{from}: {said}") } else { said }
    }

    fn acknowledge(self, from: &str, came: Came, notes: &[Problem]) {
        let key = match came {
            Came::New => "workshop.ack.new",
            Came::Replaces => "workshop.ack.replaces",
            Came::Older => "workshop.ack.older",
            Came::Same => "workshop.ack.same",
        };
        let handed_in = self.held.with_untracked(workshop_v1::handed_in).to_string();
        let said = self.state.tf(key, &[("n", &handed_in)]);
        let said = self.of_file(from, said);
        let prose = self.state.prose();
        let notes = notes.iter().take(3).map(|note| note.sentence(&prose));
        self.tell(true, std::iter::once(said).chain(notes).collect::<Vec<_>>().join(" "));
    }
}
