//! The draft of the state: how it is stored, taken in anew, handed from tab to tab and removed; and the stamps of reports.

use super::{Saving, Store};
use crate::assessment::{Assessment, Event};
use crate::ports::{Clock, DraftStore, Ids, StoreError};
use crate::questionnaire::Questionnaire;
use crate::web::adapters::draft_store::BrowserStore;
use crate::web::adapters::platform::{self, BrowserClock, BrowserIds};
use crate::web::adapters::tabs::Say;
use crate::wire::draft_v1::{self, Draft};

impl Store {
    /// Takes in what another page has stored since this one last looked, as when this one slept in the browser's memory.
    pub(super) fn catch_up(self) {
        if self.inner().saving.peek() != Saving::Works {
            return;
        }
        let Ok(Some(text)) = BrowserStore.load() else { return };
        if *self.inner().seen.borrow() == text {
            return;
        }
        match draft_v1::read(&self.questionnaire(), "", &text) {
            Ok(draft) => {
                self.inner().revision.set(draft.revision);
                *self.inner().seen.borrow_mut() = text;
                self.inner().assessment.set(draft.assessment);
            }
            Err(_) => self.inner().saving.set(Saving::Broken(text)),
        }
    }

    /// Saves the draft, unless another tab or an unreadable draft stands in the way.
    pub fn save(self) {
        if matches!(self.inner().saving.peek(), Saving::Elsewhere | Saving::Broken(_)) {
            return;
        }
        let text = self.draft_text();
        let saving = match BrowserStore.save(&text) {
            Ok(()) => {
                *self.inner().seen.borrow_mut() = text;
                Saving::Works
            }
            Err(StoreError::Denied) => Saving::Denied,
            Err(StoreError::Full) => Saving::Full,
        };
        if self.inner().saving.peek() != saving {
            self.inner().saving.set(saving);
        }
    }

    /// The time to stamp a report with: later than any that was saved or opened here, also where the clock has been set
    /// back since, because of two copies of a report the one saved last counts.
    pub fn stamp(self) -> String {
        let now = BrowserClock.now();
        let last = BrowserStore.saved().filter(|last| *last >= now);
        let stamp = last.and_then(|last| platform::second_after(&last)).unwrap_or(now);
        BrowserStore.remember_saved(&stamp);
        stamp
    }

    /// Remembers the stamp of a report that was opened.
    pub fn stamped(self, stamp: &str) {
        if BrowserStore.saved().is_none_or(|last| *last < *stamp) {
            BrowserStore.remember_saved(stamp);
        }
    }

    /// The draft as it is stored.
    pub fn draft_text(self) -> String {
        self.inner().revision.set(self.inner().revision.get().saturating_add(1));
        draft_v1::write(
            &self.questionnaire(),
            &Draft {
                revision: self.inner().revision.get(),
                tab: self.inner().tab.clone(),
                saved_at: BrowserClock.now(),
                assessment: self.inner().assessment.peek(),
            },
        )
    }

    /// Takes the draft over from other tabs: what they stored last is read anew. Where nothing can be stored, this
    /// tab goes on with its own answers.
    pub fn take_over(self) {
        let (assessment, revision, saving) = stored_draft(&self.questionnaire());
        if revision > 0 {
            self.inner().assessment.set(assessment);
            self.inner().revision.set(revision);
        }
        *self.inner().seen.borrow_mut() = BrowserStore.load().ok().flatten().unwrap_or_default();
        self.inner().saving.set(saving);
        self.say(Say::Mine);
    }

    /// Takes the draft over where another tab is in charge of it, before a screen that no tab stands in the way of
    /// changes it or hands it on.
    pub fn take_charge(self) {
        if self.inner().saving.peek() == Saving::Elsewhere {
            self.take_over();
        }
    }

    /// Begins anew. An unreadable draft is set aside, not lost.
    pub fn start_again(self) {
        if let Saving::Broken(text) = self.inner().saving.peek() {
            BrowserStore.set_aside(&text);
        }
        self.inner().saving.set(Saving::Works);
        self.dispatch(Event::Replaced(Box::new(fresh())));
    }

    /// Removes everything that the app has stored on this device.
    pub fn delete_everything(self) {
        let cleared = BrowserStore.clear();
        self.inner().assessment.set(fresh());
        self.inner().saving.set(if cleared.is_ok() { Saving::Works } else { Saving::Denied });
    }
}

fn fresh() -> Assessment {
    Assessment::new(BrowserIds.fresh(), BrowserClock.now())
}

/// The stored draft, its revision and how saving stands.
pub(super) fn stored_draft(questionnaire: &Questionnaire) -> (Assessment, u32, Saving) {
    if let Err(error) = BrowserStore.try_out() {
        let saving = if error == StoreError::Denied { Saving::Denied } else { Saving::Full };
        let kept = BrowserStore.load().ok().flatten();
        let read = kept.and_then(|text| draft_v1::read(questionnaire, "", &text).ok());
        return read
            .map_or_else(|| (fresh(), 0, saving.clone()), |draft| (draft.assessment, draft.revision, saving.clone()));
    }
    match BrowserStore.load() {
        Ok(None) => (fresh(), 0, Saving::Works),
        Ok(Some(text)) => match draft_v1::read(questionnaire, "", &text) {
            Ok(draft) => (draft.assessment, draft.revision, Saving::Works),
            Err(_) => (fresh(), 0, Saving::Broken(text)),
        },
        Err(_) => (fresh(), 0, Saving::Denied),
    }
}
