//! Workshops in `localStorage`, each under its code: those led from here, and what is answered for others.
//!
//! Windows of one browser share the storage, so a window for the projector follows the facilitator's by its events.

use std::cell::RefCell;

use super::draft_store::{get, keys, put, remove};
use crate::code::Code;
use crate::ports::StoreError;

/// How the keys of workshops led from here begin.
const LED: &str = "kickstart.workshop.";
/// How the keys of moments begin at which a question's time is out.
const TIMER: &str = "kickstart.timer.";
/// How the keys of answers to other's workshops begin.
const VOTE: &str = "kickstart.vote.";
/// The way into the workshop that was joined last.
const JOINED: &str = "kickstart.joined";

thread_local! {
    /// Where nothing can be stored, for as long as the page lives.
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

fn keep(key: &str, text: &str) -> Result<(), StoreError> {
    let stored = put(key, text);
    MEMORY.with_borrow_mut(|all| {
        all.retain(|(known, _)| known != key);
        if stored.is_err() {
            all.push((key.to_string(), text.to_string()));
        }
    });
    stored
}

fn kept(key: &str) -> Option<String> {
    let in_memory = MEMORY.with_borrow(|all| all.iter().find(|(known, _)| known == key).map(|(_, text)| text.clone()));
    in_memory.or_else(|| get(key).ok().flatten())
}

fn forget(key: &str) {
    MEMORY.with_borrow_mut(|all| all.retain(|(known, _)| known != key));
    let _ = remove(key);
}

fn led(code: &Code) -> String {
    format!("{LED}{code}")
}

/// The codes of all workshops led from here.
pub fn codes() -> Vec<Code> {
    let mut all = keys(LED);
    MEMORY
        .with_borrow(|memory| all.extend(memory.iter().map(|(key, _)| key.clone()).filter(|key| key.starts_with(LED))));
    all.sort();
    all.dedup();
    all.iter().filter_map(|key| Code::parse(key.get(LED.len()..)?)).collect()
}

/// The file of a workshop led from here.
pub fn workshop(code: &Code) -> Option<String> {
    kept(&led(code))
}

/// Whether that file lies in storage, and not only in this page.
pub fn is_stored(code: &Code) -> bool {
    let key = led(code);
    MEMORY.with_borrow(|all| all.iter().all(|(known, _)| *known != key))
}

/// Keeps the file of a workshop.
///
/// # Errors
/// It could only be kept for as long as the page lives.
pub fn keep_workshop(code: &Code, text: &str) -> Result<(), StoreError> {
    keep(&led(code), text)
}

/// Removes a workshop from this browser.
pub fn forget_workshop(code: &Code) {
    forget(&led(code));
    forget(&format!("{TIMER}{code}"));
}

/// Forgets what could not be stored.
pub fn forget_unstored() {
    MEMORY.with_borrow_mut(Vec::clear);
}

/// Whether a storage event says that a workshop was removed in another window.
pub fn was_removed(event: &web_sys::StorageEvent, code: &Code) -> bool {
    event.key().is_some_and(|key| key == led(code)) && event.new_value().is_none()
}

/// Whether a storage event is about a workshop, its time included.
pub fn is_about(event: &web_sys::StorageEvent, code: &Code) -> bool {
    event.key().is_none_or(|key| key == led(code) || key == format!("{TIMER}{code}"))
}

/// When the time for the present question is out, in milliseconds of the browser's clock.
pub fn timer(code: &Code) -> Option<f64> {
    kept(&format!("{TIMER}{code}"))?.parse().ok()
}

/// Sets that moment, or none.
pub fn set_timer(code: &Code, at: Option<f64>) {
    let key = format!("{TIMER}{code}");
    match at {
        Some(at) => drop(keep(&key, &at.to_string())),
        None => forget(&key),
    }
}

/// The packed way into the workshop that was joined last.
pub fn joined() -> Option<String> {
    kept(JOINED)
}

/// Remembers the way into a workshop.
pub fn keep_joined(text: &str) {
    let _ = keep(JOINED, text);
}

/// Leaves the workshop that was joined; what was answered for it stays.
pub fn leave() {
    forget(JOINED);
}

/// The packed answers to a workshop that was joined.
pub fn vote(code: &Code) -> Option<String> {
    kept(&format!("{VOTE}{code}"))
}

/// Whether a storage event is about them.
pub fn is_vote(event: &web_sys::StorageEvent, code: &Code) -> bool {
    event.key().is_some_and(|key| key == format!("{VOTE}{code}"))
}

/// Keeps them.
///
/// # Errors
/// They could only be kept for as long as the page lives.
pub fn keep_vote(code: &Code, text: &str) -> Result<(), StoreError> {
    keep(&format!("{VOTE}{code}"), text)
}
