//! Calendar dates and moments, without a clock: what "today" and "now" are comes from outside.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day that exists, in the years 1 to 9999; `None` for any other.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1;
        (exists && day <= days_in(year, month)).then_some(Self { year, month, day })
    }

    /// Reads `2026-11-24`, also at the start of a point in time such as `2026-11-24T08:00:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, rest) = (text.get(..10)?, text.get(10..)?);
        let shape = day.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        if !shape || !(rest.is_empty() || rest.starts_with('T')) {
            return None;
        }
        Self::new(day.get(..4)?.parse().ok()?, day.get(5..7)?.parse().ok()?, day.get(8..)?.parse().ok()?)
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1–12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The day so many days later; the last day of year 9999 where the calendar ends.
    pub fn plus_days(self, days: u32) -> Self {
        let (mut at, mut left) = (self, days);
        loop {
            let to_end = u32::from(days_in(at.year, at.month) - at.day);
            if left <= to_end {
                at.day += u8::try_from(left).unwrap_or(0);
                return at;
            }
            left -= to_end + 1;
            if (at.year, at.month) == (9999, 12) {
                return Self { day: 31, ..at };
            }
            let (year, month) = if at.month == 12 { (at.year + 1, 1) } else { (at.year, at.month + 1) };
            at = Self { year, month, day: 1 };
        }
    }

    /// The same day so many months later, or the last day of that month where it is shorter.
    pub fn plus_months(self, months: u16) -> Self {
        let all = u32::from(self.year) * 12 + u32::from(self.month) - 1 + u32::from(months);
        let year = u16::try_from(all / 12).unwrap_or(9999).min(9999);
        let month = u8::try_from(all % 12).unwrap_or(0) + 1;
        Self { year, month, day: self.day.min(days_in(year, month)) }
    }
}

/// The first day of the calendar, for where no clock can be read.
impl Default for Date {
    fn default() -> Self {
        Self { year: 1, month: 1, day: 1 }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A point in time, in UTC, as far as it is known: a day, and its time to the second where a clock was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    day: Date,
    /// Hour, minute and second.
    time: Option<[u8; 3]>,
}

impl Moment {
    /// Reads `2026-11-24` or `2026-11-24T08:15:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let day = Date::parse(text)?;
        let Some(rest) = text.get(10..).filter(|rest| !rest.is_empty()) else { return Some(day.into()) };
        let parts: Vec<&str> = rest.strip_prefix('T')?.strip_suffix('Z')?.split(':').collect();
        let [hour, minute, second] = <[&str; 3]>::try_from(parts).ok()?;
        let part = |text: &str, below: u8| {
            let two = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            two.then(|| text.parse().ok()).flatten().filter(|number| *number < below)
        };
        Some(Self { day, time: Some([part(hour, 24)?, part(minute, 60)?, part(second, 60)?]) })
    }

    /// The day.
    pub fn day(self) -> Date {
        self.day
    }

    /// Hour, minute and second; `None` where only the day is known.
    pub fn time(self) -> Option<[u8; 3]> {
        self.time
    }
}

/// Only the day is known.
impl From<Date> for Moment {
    fn from(day: Date) -> Self {
        Self { day, time: None }
    }
}

/// As RFC 3339 has it; of a day alone how it begins.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [hour, minute, second] = self.time.unwrap_or_default();
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}Z", self.day)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, Moment};

    #[test]
    fn only_days_that_exist_are_read() {
        assert_eq!(Date::parse("2024-02-29"), Date::new(2024, 2, 29));
        assert_eq!(Date::parse("2026-11-24T08:15:00Z"), Date::new(2026, 11, 24));
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "20261124",
            "2026-11-24 x",
            "",
            "2026-11-2å",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_is_a_day_with_or_without_its_time() {
        let read = |text| Moment::parse(text).map(|moment| (moment.to_string(), moment.time()));
        let is = |text: &str, time| Some((text.to_string(), time));
        assert_eq!(read("2026-11-24T08:15:09Z"), is("2026-11-24T08:15:09Z", Some([8, 15, 9])));
        assert_eq!(read("2026-11-24"), is("2026-11-24T00:00:00Z", None));
        for text in [
            "2026-11-24T08:15Z",
            "2026-11-24T08:15:09",
            "2026-11-24T24:00:00Z",
            "2026-11-24T08:60:00Z",
            "2026-11-24T+8:00:00Z",
            "2026-11-24T8:00:00Z",
            "2026-11-24T",
            "2026-02-30T08:15:09Z",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn days_and_months_later() {
        let day = |text| Date::parse(text).map(|date| date.to_string());
        let later = |text, days| Date::parse(text).map(|date: Date| date.plus_days(days).to_string());
        assert_eq!(later("2026-11-24", 14), day("2026-12-08"));
        assert_eq!(later("2023-12-31", 366), day("2024-12-31"));
        assert_eq!(later("2024-02-28", 1), day("2024-02-29"));
        let months = |text, months| Date::parse(text).map(|date: Date| date.plus_months(months).to_string());
        assert_eq!(months("2026-11-30", 3), day("2027-02-28"));
        assert_eq!(months("2025-11-23", 12), day("2026-11-23"));
    }
}
