//! Where a claim comes from: no amount, date or figure is shown without it.

use crate::date::Date;
use crate::text::Locale;

/// How near a source is to the fact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SourceKind {
    /// The provider, the authority or the study itself.
    Primary,
    /// Somebody who tells of it.
    Secondary,
    /// Our own estimate; there is no other source.
    Own,
}

/// Something that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Its title, as it stands there.
    pub title: String,
    /// The language of its title.
    pub lang: Locale,
    /// Its address; none for what is not on the web.
    pub url: Option<String>,
    /// When it was written, as exactly as is known: `2026`, `2026-05` or `2026-05-26`.
    pub written: Option<String>,
    /// How near it is to the fact.
    pub kind: SourceKind,
    /// The day it was read.
    pub read: Date,
}

impl Source {
    /// Whether it was read more than twelve months before a day.
    pub fn is_old(&self, today: Date) -> bool {
        self.read.plus_months(12) < today
    }

    /// The last day on which it may have been written; `None` when that is not known.
    pub fn written_by(&self) -> Option<Date> {
        let written = self.written.as_deref()?;
        let year = || written.get(..4)?.parse().ok();
        match written.len() {
            4 => Date::new(year()?, 12, 31),
            7 => {
                let month = Date::new(year()?, written.get(5..)?.parse().ok()?, 1)?;
                (28..=31).rev().find_map(|day| Date::new(month.year(), month.month(), day))
            }
            _ => Date::parse(written),
        }
    }
}
