//! Calendar dates, without a clock: what "today" is comes from outside.

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
    use super::Date;

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
