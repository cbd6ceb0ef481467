//! The draft in `localStorage`, through gloo-storage after a probe: it panics where storage is denied.

use std::cell::Cell;

use gloo_storage::{LocalStorage, Storage};

use crate::cohort::Goals;
use crate::ports::{DraftStore, StoreError};

/// How every key of ours begins.
const OURS: &str = "kickstart.";
const DRAFT: &str = "kickstart.draft";
const LOCALE: &str = "kickstart.locale";
const GOALS: &str = "kickstart.goals";
/// The stamp of the report that was saved last, by its own clock.
const SAVED: &str = "kickstart.saved";
/// Where a draft that cannot be read is kept when they start again.
const BROKEN: &str = "kickstart.broken";

thread_local! {
    /// The programme's goals where they cannot be stored, for as long as the page lives.
    static UNSTORED: Cell<Option<Goals>> = const { Cell::new(None) };
}

/// The browser's storage.
#[derive(Clone, Copy)]
pub struct BrowserStore;

/// The storage, if the browser lets the page have it at all.
fn probe() -> Result<web_sys::Storage, StoreError> {
    match web_sys::window().map(|window| window.local_storage()) {
        Some(Ok(Some(_))) => Ok(LocalStorage::raw()),
        _ => Err(StoreError::Denied),
    }
}

pub(super) fn put(key: &str, text: &str) -> Result<(), StoreError> {
    probe()?.set_item(key, text).map_err(|_| StoreError::Full)
}

pub(super) fn get(key: &str) -> Result<Option<String>, StoreError> {
    probe()?.get_item(key).map_err(|_| StoreError::Denied)
}

/// The stored keys that begin so, in order.
pub(super) fn keys(start: &str) -> Vec<String> {
    let Ok(storage) = probe() else { return Vec::new() };
    let all = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    let mut keys: Vec<String> = all.filter(|key| key.starts_with(start)).collect();
    keys.sort();
    keys
}

pub(super) fn remove(key: &str) -> Result<(), StoreError> {
    probe()?.remove_item(key).map_err(|_| StoreError::Denied)
}

impl DraftStore for BrowserStore {
    fn load(&self) -> Result<Option<String>, StoreError> {
        get(DRAFT)
    }

    fn save(&self, text: &str) -> Result<(), StoreError> {
        put(DRAFT, text)
    }

    fn clear(&self) -> Result<(), StoreError> {
        UNSTORED.set(None);
        keys(OURS).iter().try_for_each(|key| remove(key))
    }
}

impl BrowserStore {
    /// Whether anything can be stored, tried with a write.
    pub fn try_out(self) -> Result<(), StoreError> {
        const TRIAL: &str = "kickstart.trial";
        put(TRIAL, "1")?;
        probe()?.remove_item(TRIAL).map_err(|_| StoreError::Denied)
    }

    /// Sets an unreadable draft aside, so that a new one does not overwrite it.
    pub fn set_aside(self, text: &str) {
        let _ = put(BROKEN, text);
    }

    /// The language chosen last.
    pub fn locale(self) -> Option<String> {
        get(LOCALE).ok().flatten()
    }

    /// Remembers the language. Where storage is denied the page simply starts in Swedish next time.
    pub fn remember_locale(self, tag: &str) {
        let _ = put(LOCALE, tag);
    }

    /// The latest stamp of a report that was saved or opened here.
    pub fn saved(self) -> Option<String> {
        get(SAVED).ok().flatten()
    }

    /// Remembers that stamp. Where storage is denied the clock alone decides next time.
    pub fn remember_saved(self, stamp: &str) {
        let _ = put(SAVED, stamp);
    }

    /// The programme's goals as they were set last.
    pub fn goals(self) -> Option<Goals> {
        UNSTORED.get().or_else(|| Goals::parse(&get(GOALS).ok().flatten()?))
    }

    /// Remembers the programme's goals; where they cannot be stored, for as long as the page lives.
    pub fn remember_goals(self, goals: Goals) {
        let stored = put(GOALS, &goals.to_string());
        UNSTORED.set(stored.is_err().then_some(goals));
    }

    /// Whether a storage event says that the draft is gone: removed, or everything cleared.
    pub fn was_cleared(event: &web_sys::StorageEvent) -> bool {
        match event.key() {
            None => true,
            Some(key) => key == DRAFT && event.new_value().is_none(),
        }
    }
}
