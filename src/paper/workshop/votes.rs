//! What the room answered, question by question, beside what it agreed on.

use super::{NAMED, Part, Piece, Record};
use crate::answer::Answer;
use crate::chart::Table;
use crate::cohort::FEWEST;
use crate::document::Line;
use crate::ids::{OptionId, ProcessId, QuestionId};
use crate::questionnaire::Takes;
use crate::workshop::spread::{LEAST_SHOWN, Spread, Verdict};

impl Record<'_> {
    /// From how many answers on something is shown of them.
    pub(super) fn least(&self) -> u32 {
        if self.anonymised { u32::try_from(FEWEST).unwrap_or(u32::MAX).max(LEAST_SHOWN) } else { LEAST_SHOWN }
    }

    /// So many people; no more than in fives where nobody is to be known.
    pub(super) fn people(&self, count: usize) -> String {
        match (self.anonymised, count / FEWEST * FEWEST) {
            (false, _) => count.to_string(),
            (true, 0) => self.say("fewer-than-five"),
            (true, floor) => self.fill("at-least", &[("n", &floor.to_string())]),
        }
    }

    /// All answers to a question with levels, however few.
    fn all_of(&self, question: &QuestionId) -> Option<Spread> {
        let Some(Takes::Scale { top, .. }) = self.words.questionnaire.takes(question) else { return None };
        let given = self.workshop.ballots.iter().filter_map(|(_, vote)| vote.answers.get(question));
        Some(Spread::of(top, given))
    }

    /// The same where there are enough levels to show.
    fn shown(&self, question: &QuestionId) -> Option<Spread> {
        self.all_of(question).filter(|spread| spread.known() >= self.least())
    }

    fn consensus(&self, spread: &Spread) -> String {
        let hundredths = spread.consensus().map_or(0.0, |consensus| (consensus * 100.0).round().max(0.0));
        self.prose().hundredths(hundredths as u32)
    }

    /// Some questions by name, and how many more there are.
    fn named(&self, lines: Vec<String>) -> Vec<Line> {
        let more = lines.len().saturating_sub(NAMED);
        let mut named: Vec<Line> = lines.into_iter().take(NAMED).map(Line::of).collect();
        if more > 0 {
            named.push(Line::of(self.fill("and-more", &[("n", &more.to_string())])));
        }
        named
    }

    /// Where the answers lie apart, furthest first.
    pub(super) fn apart(&self) -> Vec<Line> {
        let levels = self.workshop.levels(self.words.questionnaire).into_iter();
        let mut apart: Vec<(QuestionId, Spread)> =
            levels.filter_map(|question| self.shown(&question).map(|spread| (question, spread))).collect();
        apart.retain(|(_, spread)| spread.verdict() == Some(Verdict::Discuss));
        let consensus = |spread: &Spread| spread.consensus().unwrap_or(1.0);
        apart.sort_by(|(_, a), (_, b)| consensus(a).total_cmp(&consensus(b)));
        let line = |(question, spread): &(QuestionId, Spread)| {
            let values = [("question", &*self.of_area(question)), ("consensus", &self.consensus(spread))];
            self.fill("apart-line", &values)
        };
        self.named(apart.iter().map(line).collect())
    }

    /// Whether more do not know than know, and they are not too few to be told of.
    fn is_unknown(&self, all: &Spread) -> bool {
        all.verdict() == Some(Verdict::FindOut) && all.known() + all.dont_know >= self.least()
    }

    /// Where that is so.
    pub(super) fn unknown(&self) -> Vec<Line> {
        let many = |question: &QuestionId| self.all_of(question).is_some_and(|all| self.is_unknown(&all));
        let levels = self.workshop.levels(self.words.questionnaire);
        self.named(levels.iter().filter(|question| many(question)).map(|question| self.of_area(question)).collect())
    }

    /// Process by process, then the firm as a whole.
    pub(super) fn votes(&self) -> Vec<Part> {
        let pack = self.words.questionnaire;
        let (levels, lists) = (self.workshop.levels(pack), self.workshop.lists(pack));
        let of = |process: Option<&ProcessId>| {
            let asked = levels.iter().chain(&lists).filter(|question| question.process() == process);
            self.answers(asked)
        };
        let mut parts = Vec::new();
        let mut below = |heading: String, pieces: Vec<Piece>| {
            if !pieces.is_empty() {
                parts.push(Part { below: true, ..Part::new(heading, pieces) });
            }
        };
        for process in pack.in_order().filter(|process| self.workshop.processes.contains(process)) {
            below(self.words.area(process), of(Some(process)));
        }
        below(self.prose().say("part.firm"), of(None));
        if !self.anonymised {
            let profile = self.agreed.iter().map(|(question, _)| question);
            let profile = profile.filter(|question| matches!(question, QuestionId::Profile(_) | QuestionId::Time(_)));
            below(self.prose().say("part.profile"), self.answers(profile));
        }
        if parts.is_empty() {
            return parts;
        }
        let lead = if self.workshop.ballots.is_empty() { "answers-lead-agreed" } else { "answers-lead" };
        parts.insert(0, Part::new(self.say("answers"), vec![self.text(lead)]).alone());
        parts
    }

    /// A table of the questions that have an answer or a note.
    fn answers<'q>(&self, asked: impl Iterator<Item = &'q QuestionId>) -> Vec<Piece> {
        let rows: Vec<[String; 4]> = asked.filter_map(|question| self.row(question)).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        // Where nobody voted, what was agreed on is all there is.
        let voted = rows.iter().any(|[_, _, spread, _]| !spread.is_empty());
        let columns = if voted { 4 } else { 2 };
        let none = self.prose().say("chart.none");
        let cell = |text: String| if text.is_empty() { none.clone() } else { text };
        let own = |key: &str| format!("paper.workshop.{key}");
        let keys = [own("question"), own("agreed"), own("spread"), "chart.head.consensus".to_string()];
        vec![Piece::Table(Table {
            caption: String::new(),
            head: keys.iter().take(columns).map(|key| self.prose().say(key)).collect(),
            rows: rows.into_iter().map(|row| row.into_iter().take(columns).map(cell).collect()).collect(),
        })]
    }

    /// The question with its note, what holds, how the answers lie and what that means.
    fn row(&self, question: &QuestionId) -> Option<[String; 4]> {
        let agreed = self.agreed.get(question).map(|answer| self.holds(question, answer)).unwrap_or_default();
        let (spread, meaning) = match self.words.questionnaire.takes(question) {
            Some(Takes::Scale { .. }) => self.levels(question),
            Some(Takes::Any(..)) => (self.ticks(question), String::new()),
            _ => Default::default(),
        };
        let note = self.workshop.notes.get(question).filter(|note| !self.anonymised && !note.trim().is_empty());
        if agreed.is_empty() && spread.is_empty() && note.is_none() {
            return None;
        }
        let name = self.short(question);
        let name = match note {
            Some(note) => format!("{name}\n{}", self.prose().fill("paper.note", &[("note", note)])),
            None => name,
        };
        Some([name, agreed, spread, meaning])
    }

    /// An answer of the room in its words, with its level; said to be the median where nobody wrote it down.
    fn holds(&self, question: &QuestionId, answer: &Answer) -> String {
        let text = self.words.answer(question, answer);
        let text = match answer {
            Answer::Level(level) if text != level.to_string() => format!("{level}. {text}"),
            Answer::Choices(given) if !given.is_empty() => {
                let lines: Vec<String> = given.iter().map(|option| self.words.option(question, option)).collect();
                lines.join("\n")
            }
            _ => text,
        };
        let settled = self.workshop.agreed.get(question).is_some();
        if settled { text } else { self.fill("by-median", &[("answer", &text)]) }
    }

    /// How the levels lie, and what that means.
    fn levels(&self, question: &QuestionId) -> (String, String) {
        let Some(all) = self.all_of(question).filter(|all| all.answers() > 0) else { return Default::default() };
        let (shown, unknown) = (self.shown(question), self.is_unknown(&all));
        if shown.is_none() && !unknown {
            return (self.say("too-few"), String::new());
        }
        let mut lines = Vec::new();
        let count = |key: &str, count: u32| self.fill(key, &[("n", &self.people(count as usize))]);
        if let Some(spread) = shown.as_ref().filter(|_| !self.anonymised) {
            let level = |(level, count): (usize, &u32)| {
                self.fill("level-count", &[("level", &level.to_string()), ("n", &count.to_string())])
            };
            let given = spread.counts.iter().enumerate().filter(|(_, count)| **count > 0);
            lines.push(given.map(level).collect::<Vec<_>>().join(" · "));
        }
        let fewest = if self.anonymised { self.least() } else { 1 };
        if all.dont_know >= fewest {
            lines.push(count("dont-know", all.dont_know));
        }
        if all.not_applicable >= fewest {
            lines.push(count("not-applicable", all.not_applicable));
        }
        let Some(spread) = shown.filter(|_| !unknown) else { return (lines.join("\n"), self.say("find-out")) };
        if let Some(halves) = spread.median_halves() {
            lines.push(self.fill("median", &[("value", &self.prose().tenths(u32::from(halves) * 5))]));
        }
        let verdict = match spread.verdict() {
            Some(Verdict::Accept) => "accept",
            Some(Verdict::Minute) => "minute",
            Some(Verdict::Discuss) => "discuss",
            Some(Verdict::FindOut) | None => return (lines.join("\n"), String::new()),
        };
        (lines.join("\n"), format!("{}\n{}", self.consensus(&spread), self.say(verdict)))
    }

    /// What was ticked, most often first.
    fn ticks(&self, question: &QuestionId) -> String {
        let answered = self.workshop.answered(question);
        if answered == 0 {
            return String::new();
        }
        let fewest = if self.anonymised { FEWEST } else { 1 };
        let ticks = self.workshop.ticks(self.words.questionnaire, question);
        let Some(mut ticks) = ticks.filter(|_| answered >= self.least() as usize) else { return self.say("too-few") };
        ticks.retain(|(_, count)| *count >= fewest);
        ticks.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let line = |(option, count): &(OptionId, usize)| {
            let name = self.words.option(question, option);
            self.fill("tick", &[("name", &name), ("n", &self.people(*count))])
        };
        if ticks.is_empty() {
            return self.prose().say("check.none-ticked");
        }
        let answered = self.fill("answered", &[("n", &self.people(answered))]);
        std::iter::once(answered).chain(ticks.iter().map(line)).collect::<Vec<_>>().join("\n")
    }
}
