//! What the core's callers need from the outside, as the shells provide it.

/// Time of day, for stamps in files. The core never asks for it by itself.
pub trait Clock {
    /// Now, RFC 3339 in UTC with whole seconds, such as `2026-11-24T10:00:00Z`.
    fn now(&self) -> String;
}

/// New ids for reports and tabs.
pub trait Ids {
    /// An id that nobody else makes, at most 80 characters.
    fn fresh(&self) -> String;
}

/// Why a draft could not be stored or read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StoreError {
    /// The browser does not let the page store anything.
    Denied,
    /// There is no room left.
    Full,
}

/// The one draft that the device keeps.
pub trait DraftStore {
    /// The stored text, if there is any.
    ///
    /// # Errors
    /// [`StoreError::Denied`] when storage cannot be read.
    fn load(&self) -> Result<Option<String>, StoreError>;
    /// Stores a text in place of the one there.
    ///
    /// # Errors
    /// Why it was not stored; what was there before stays.
    fn save(&self, text: &str) -> Result<(), StoreError>;
    /// Removes everything that the app has stored.
    ///
    /// # Errors
    /// [`StoreError::Denied`] when storage cannot be reached.
    fn clear(&self) -> Result<(), StoreError>;
}
