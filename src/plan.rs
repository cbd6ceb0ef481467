//! What a firm decides to do: one idea with a first step, a measure, an owner and two dates; and the plan as a calendar
//! and as plain text.
//!
//! Texts are the firm's own words and stay as they were typed. What leaves as a calendar or as Markdown is escaped, so
//! that no text can become a line, a property or markup of its own.

use crate::date::Date;
use crate::ids::{OptionId, ProcessId, UseCaseId};
use crate::order::Map;
use crate::text::is_turning;

/// The longest own words about a rejection, in characters; what goes beyond a limit is cut.
pub const WORDS_LIMIT: usize = 280;
/// The longest title of an own idea, in characters.
pub const TITLE_LIMIT: usize = 120;
/// The most own ideas.
pub const OWN_LIMIT: usize = 20;
/// The most ideas that are rejected or moved.
pub const IDEAS_LIMIT: usize = 500;
/// How many days after the start they look at how it went, unless they say otherwise.
pub const FOLLOW_UP_DAYS: u32 = 14;

/// Why an idea is rejected, in the order in which it is asked; the words are data.
pub const REJECTIONS: [&str; 8] =
    ["no-need", "done-already", "tried", "no-time", "too-dear", "too-risky", "people-against", "other"];

/// What a firm decided to do.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Plan {
    /// The one idea they chose.
    pub chosen: Option<Choice>,
    /// Their own order: the ideas that come first, as far as it differs from the suggested order.
    pub order: Vec<UseCaseId>,
    /// The ideas they said no to, and why.
    pub rejected: Map<UseCaseId, Rejection>,
    /// Ideas of their own.
    pub own: Vec<OwnIdea>,
    /// The first step in their own words; empty for the catalogue's.
    pub first_step: String,
    /// What they measure, in their own words; empty for the catalogue's.
    pub measure: String,
    /// What they measured before they began.
    pub before: String,
    /// Who sees to it: a name or a role.
    pub owner: String,
    /// When they begin.
    pub start: Option<Date>,
    /// When they look at how it went.
    pub check_on: Option<Date>,
}

/// The idea that a plan is about, and where it is tried.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// Which idea.
    pub idea: Idea,
    /// In which process; none for the firm as a whole.
    pub process: Option<ProcessId>,
}

/// An idea of the catalogue or of their own.
#[derive(Clone, PartialEq, Debug)]
pub enum Idea {
    /// One of the catalogue.
    UseCase(UseCaseId),
    /// One of their own: an index into [`Plan::own`].
    Own(usize),
}

/// Why they said no to an idea.
#[derive(Clone, PartialEq, Debug)]
pub struct Rejection {
    /// One of [`REJECTIONS`], or a reason that another version has.
    pub reason: OptionId,
    /// Their own words; may be empty.
    pub words: String,
}

/// An idea of their own.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnIdea {
    /// What it is, in their words.
    pub title: String,
}

/// A text of the plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanField {
    /// [`Plan::first_step`].
    FirstStep,
    /// [`Plan::measure`].
    Measure,
    /// [`Plan::before`].
    Before,
    /// [`Plan::owner`].
    Owner,
}

impl PlanField {
    /// Every text of the plan, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::FirstStep, Self::Measure, Self::Before, Self::Owner];

    /// The longest text, in characters.
    pub const fn limit(self) -> usize {
        match self {
            Self::FirstStep => 500,
            Self::Measure => 300,
            Self::Before => 200,
            Self::Owner => 120,
        }
    }
}

/// A date of the plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanDate {
    /// [`Plan::start`].
    Start,
    /// [`Plan::check_on`].
    CheckOn,
}

impl Plan {
    /// Whether nothing is planned.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What they wrote in a field.
    pub fn text(&self, field: PlanField) -> &str {
        match field {
            PlanField::FirstStep => &self.first_step,
            PlanField::Measure => &self.measure,
            PlanField::Before => &self.before,
            PlanField::Owner => &self.owner,
        }
    }

    /// When they begin: the day they set, or today.
    pub fn starts(&self, today: Date) -> Date {
        self.start.unwrap_or(today)
    }

    /// When they look at how it went: the day they set, or [`FOLLOW_UP_DAYS`] after the start.
    pub fn checks(&self, today: Date) -> Date {
        self.check_on.unwrap_or_else(|| self.starts(today).plus_days(FOLLOW_UP_DAYS))
    }

    /// Suggested ideas in the firm's own order, each once, without those they said no to. What they never moved comes
    /// after what they did, as it was suggested.
    pub fn arranged(&self, suggested: &[UseCaseId]) -> Vec<UseCaseId> {
        let mut shown: Vec<UseCaseId> = Vec::with_capacity(suggested.len());
        for idea in self.order.iter().filter(|idea| suggested.contains(idea)).chain(suggested) {
            if !shown.contains(idea) && !self.rejected.contains_key(idea) {
                shown.push(idea.clone());
            }
        }
        shown
    }

    pub(crate) fn choose(&mut self, choice: Choice) {
        match &choice.idea {
            Idea::Own(index) if *index >= self.own.len() => return,
            Idea::Own(_) => {}
            // To choose it is to think better of having said no.
            Idea::UseCase(idea) => self.restore(idea),
        }
        self.chosen = Some(choice);
    }

    /// Moves an idea to a place in [`Plan::arranged`], and keeps no more of the order than differs from the suggested.
    pub(crate) fn move_idea(&mut self, suggested: &[UseCaseId], idea: &UseCaseId, to: usize) {
        let mut shown = self.arranged(suggested);
        let Some(from) = shown.iter().position(|other| other == idea) else { return };
        let moved = shown.remove(from);
        shown.insert(to.min(shown.len()), moved);
        let rank = |idea: &UseCaseId| suggested.iter().position(|other| other == idea);
        let as_suggested = shown.windows(2).rev().take_while(|pair| rank(&pair[0]) < rank(&pair[1])).count();
        let differs = shown.len().saturating_sub(as_suggested + 1);
        // Ideas that are not suggested now stay known, for when they are again.
        let elsewhere: Vec<UseCaseId> = self.order.iter().filter(|idea| !shown.contains(idea)).cloned().collect();
        shown.truncate(differs);
        shown.extend(elsewhere);
        shown.truncate(IDEAS_LIMIT);
        self.order = shown;
    }

    pub(crate) fn reject(&mut self, idea: UseCaseId, rejection: Rejection) {
        if self.rejected.len() >= IDEAS_LIMIT && !self.rejected.contains_key(&idea) {
            return;
        }
        if self.chosen.as_ref().is_some_and(|choice| choice.idea == Idea::UseCase(idea.clone())) {
            self.chosen = None;
        }
        self.rejected.insert(idea, Rejection { words: cut(&rejection.words, WORDS_LIMIT), ..rejection });
    }

    pub(crate) fn restore(&mut self, idea: &UseCaseId) {
        self.rejected.remove(idea);
    }

    pub(crate) fn add_own(&mut self, title: &str) {
        if self.own.len() < OWN_LIMIT && !title.trim().is_empty() {
            self.own.push(OwnIdea { title: cut(title, TITLE_LIMIT) });
        }
    }

    /// Takes an own idea away; a choice of a later one follows it, and a choice of this one ends.
    pub(crate) fn remove_own(&mut self, index: usize) {
        if index >= self.own.len() {
            return;
        }
        self.own.remove(index);
        if let Some(Choice { idea: Idea::Own(chosen), .. }) = &mut self.chosen {
            if *chosen == index {
                self.chosen = None;
            } else if *chosen > index {
                *chosen -= 1;
            }
        }
    }

    pub(crate) fn fill(&mut self, field: PlanField, text: &str) {
        let place = match field {
            PlanField::FirstStep => &mut self.first_step,
            PlanField::Measure => &mut self.measure,
            PlanField::Before => &mut self.before,
            PlanField::Owner => &mut self.owner,
        };
        *place = cut(text, field.limit());
    }

    pub(crate) fn set_date(&mut self, which: PlanDate, date: Option<Date>) {
        match which {
            PlanDate::Start => self.start = date,
            PlanDate::CheckOn => self.check_on = date,
        }
    }
}

fn cut(text: &str, limit: usize) -> String {
    text.chars().take(limit).collect()
}

// --- Out of the program ----------------------------------------------------------------------------------------

/// The plan in words: ours and theirs, in the language of the screen, none of them escaped.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PlanWords {
    /// What the text is called.
    pub title: String,
    /// What stands under the title, a paragraph each.
    pub lead: Vec<String>,
    /// What the plan says, part after part; one without lines is left out.
    pub parts: Vec<PlanPart>,
    /// The day they begin, as the calendar shows it.
    pub start: DayWords,
    /// The day they look at how it went, as the calendar shows it.
    pub check: DayWords,
}

/// One part of the plan in words.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PlanPart {
    /// Its heading.
    pub heading: String,
    /// What it says; empty lines are left out.
    pub lines: Vec<String>,
    /// Whether each of the lines is a point of a list, or else a paragraph.
    pub listed: bool,
}

/// One day of the plan in words.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct DayWords {
    /// What stands on the day.
    pub title: String,
    /// What stands in it when it is opened; may be empty.
    pub text: String,
}

/// The longest line of a calendar, in octets without its end.
const FOLD: usize = 75;

/// The plan's two days as a calendar file (RFC 5545), each a whole day that does not block the calendar.
///
/// `report` is the report's id, so that the same plan gives the same two events; `stamp` is now, RFC 3339 in UTC.
pub fn calendar(words: &PlanWords, report: &str, stamp: &str, start: Date, check: Date) -> String {
    let mut out = String::new();
    for head in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kickstart AI//Plan 1//EN", "CALSCALE:GREGORIAN"] {
        line(&mut out, head);
    }
    let report: String = report.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.@".contains(*c)).collect();
    for (part, day, said) in [("start", start, &words.start), ("check", check, &words.check)] {
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{report}-{part}"));
        line(&mut out, &format!("DTSTAMP:{}", stamped(stamp, start)));
        line(&mut out, &format!("DTSTART;VALUE=DATE:{}", digits(day)));
        // The last day of the calendar has no day after it; without an end a whole day is one day.
        if day.plus_days(1) > day {
            line(&mut out, &format!("DTEND;VALUE=DATE:{}", digits(day.plus_days(1))));
        }
        line(&mut out, &format!("SUMMARY:{}", calendar_text(&said.title)));
        if !said.text.is_empty() {
            line(&mut out, &format!("DESCRIPTION:{}", calendar_text(&said.text)));
        }
        line(&mut out, "TRANSP:TRANSPARENT");
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// Adds a line, folded on the borders of characters.
fn line(out: &mut String, text: &str) {
    let mut width = 0;
    for letter in text.chars() {
        if width + letter.len_utf8() > FOLD {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += letter.len_utf8();
    }
    out.push_str("\r\n");
}

fn digits(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A point in time as calendars write it; the beginning of the day, or of the plan, where it says no more.
fn stamped(stamp: &str, start: Date) -> String {
    let day = digits(Date::parse(stamp).unwrap_or(start));
    let time = stamp.get(11..19).unwrap_or_default();
    let is_time = |byte: (usize, u8)| if matches!(byte.0, 2 | 5) { byte.1 == b':' } else { byte.1.is_ascii_digit() };
    let time = if time.len() == 8 && time.bytes().enumerate().all(is_time) { time } else { "00:00:00" };
    format!("{day}T{}Z", time.replace(':', ""))
}

/// The lines of a text, whatever ends them; without control characters, which neither format may carry, and without what
/// turns the order of the words around it.
fn lines(text: &str) -> impl Iterator<Item = String> {
    let ends = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let one = text.replace("\r\n", "\n");
    let lines: Vec<String> = one
        .split(ends)
        .map(|line| {
            line.chars()
                .map(|c| if c == '\t' { ' ' } else { c })
                .filter(|c| !c.is_control() && !is_turning(*c))
                .collect()
        })
        .collect();
    lines.into_iter()
}

fn calendar_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, line) in lines(text).enumerate() {
        if index > 0 {
            out.push_str("\\n");
        }
        for letter in line.chars() {
            if matches!(letter, '\\' | ';' | ',') {
                out.push('\\');
            }
            out.push(letter);
        }
    }
    out
}

/// The plan as Markdown that is also good to read as it is.
pub fn text(words: &PlanWords) -> String {
    let mut out = format!("# {}\n", one_line(&words.title));
    for paragraph in &words.lead {
        block(&mut out, "", paragraph, true);
    }
    for part in &words.parts {
        if part.lines.iter().all(|said| said.trim().is_empty()) {
            continue;
        }
        out.push_str(&format!("\n## {}\n", one_line(&part.heading)));
        let mut first = true;
        for said in &part.lines {
            let (mark, apart) = if part.listed { ("* ", first) } else { ("", true) };
            first &= !block(&mut out, mark, said, apart);
        }
    }
    out
}

/// Adds a paragraph or a point, each of its lines on a line of its own; whether there was anything to add.
fn block(out: &mut String, mark: &str, text: &str, apart: bool) -> bool {
    let said: Vec<String> = lines(text).map(|line| plain(&line)).filter(|line| !line.is_empty()).collect();
    if said.is_empty() {
        return false;
    }
    if apart {
        out.push('\n');
    }
    out.push_str(mark);
    out.push_str(&said.join(&format!("  \n{}", " ".repeat(mark.len()))));
    out.push('\n');
    true
}

/// A text on one line that Markdown shows as it was typed.
pub(crate) fn one_line(text: &str) -> String {
    let said: Vec<String> = lines(text).collect();
    plain(&said.join(" "))
}

/// A line that Markdown shows as it was typed, and that no spreadsheet takes for a formula.
fn plain(line: &str) -> String {
    let line = line.trim();
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(line.len());
    for (at, letter) in line.char_indices() {
        let next = line[at + letter.len_utf8()..].chars().next();
        let marks = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '$' => true,
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()),
            '+' | '-' | '=' | ':' | '@' => at == 0,
            // A number that would begin a list.
            '.' | ')' => number > 0 && at == number && next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
