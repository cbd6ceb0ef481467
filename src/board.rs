//! What a room sees of one question: in the words of the screen, and nothing of it before it is revealed.

use crate::answer::Answer;
use crate::ids::{OptionId, QuestionId};
use crate::questionnaire::{Questionnaire, Takes};
use crate::text::Prose;
use crate::words::Words;
use crate::workshop::Workshop;
use crate::workshop::spread::{Spread, Verdict};

/// A question as the room sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Board {
    /// The question.
    pub question: QuestionId,
    /// Which of all questions it is, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// What it belongs to: the name of a process, or that it is about the firm.
    pub part: String,
    /// The question's text.
    pub text: String,
    /// The levels that can be given, lowest first, with a count of none; empty for ticks.
    pub levels: Vec<Bar>,
    /// How many have handed in their answers.
    pub handed_in: usize,
    /// How many of them answered this question.
    pub answered: usize,
    /// What is shown of the answers.
    pub seen: Seen,
    /// What was noted beside it.
    pub note: String,
}

/// What is shown of the answers to a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Seen {
    /// Nothing yet.
    Hidden,
    /// Nothing: there are too few for nobody's own answer to be seen.
    TooFew,
    /// No levels, since too few know: what to do, and how many do not know.
    FindOut {
        /// What the room does, in words.
        talk: String,
        /// How many do not know, in words.
        dont_know: String,
    },
    /// The levels.
    Levels(Levels),
    /// How many ticked each option.
    Ticks(Vec<Bar>),
}

/// How the levels of a question spread.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Levels {
    /// A bar a level, lowest first.
    pub bars: Vec<Bar>,
    /// The median, "2" or "between 2 and 3".
    pub median: String,
    /// From the lowest to the highest level given.
    pub range: String,
    /// How much the answers agree, a whole number of hundredths.
    pub consensus: u32,
    /// What the room does.
    pub verdict: Verdict,
    /// The same in words.
    pub talk: String,
    /// How many do not know, in words; empty for none.
    pub dont_know: String,
    /// For how many it does not apply, in words; empty for none.
    pub not_applicable: String,
}

/// How many gave one answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    /// The level as a digit; empty for a tick.
    pub mark: String,
    /// The words of the answer.
    pub words: String,
    /// How many.
    pub count: usize,
}

/// The questions that the room goes through one by one. A simpler fix stands with what is recognised.
pub fn steps(questionnaire: &Questionnaire, workshop: &Workshop) -> Vec<QuestionId> {
    let mut asked = workshop.asked(questionnaire);
    asked.retain(|question| !matches!(question, QuestionId::SimplerFix(_)));
    asked
}

/// What the room sees of a question; `None` for one that is not gone through.
pub fn board(words: &Words, workshop: &Workshop, question: &QuestionId) -> Option<Board> {
    let steps = steps(words.questionnaire, workshop);
    let at = steps.iter().position(|step| step == question)?;
    Some(Board {
        question: question.clone(),
        number: at + 1,
        of: steps.len(),
        part: part(words, question),
        text: words.question(question),
        levels: empty_bars(words, question),
        handed_in: workshop.ballots.len(),
        answered: workshop.answered(question),
        seen: seen(words, workshop, question),
        note: workshop.notes.get(question).cloned().unwrap_or_default(),
    })
}

fn empty_bars(words: &Words, question: &QuestionId) -> Vec<Bar> {
    let Some(Takes::Scale { top, .. }) = words.questionnaire.takes(question) else { return Vec::new() };
    (0..=top).map(|level| bar(words, question, level, 0)).collect()
}

fn bar(words: &Words, question: &QuestionId, level: u8, count: usize) -> Bar {
    Bar { mark: level.to_string(), words: words.answer(question, &Answer::Level(level)), count }
}

/// What a question belongs to, in words.
pub fn part(words: &Words, question: &QuestionId) -> String {
    question.process().map_or_else(|| words.prose.say("part.firm"), |process| words.area(process))
}

fn seen(words: &Words, workshop: &Workshop, question: &QuestionId) -> Seen {
    if !workshop.revealed.contains(question) {
        return Seen::Hidden;
    }
    let pack = words.questionnaire;
    if let Some(Takes::Any(..)) = pack.takes(question) {
        return workshop
            .ticks(pack, question)
            .map_or(Seen::TooFew, |ticks| Seen::Ticks(ticked(words, workshop, question, ticks)));
    }
    match workshop.spread(pack, question).and_then(|spread| levels(words, question, &spread)) {
        Some(levels) => Seen::Levels(levels),
        None if workshop.verdict(pack, question) == Some(Verdict::FindOut) => Seen::FindOut {
            talk: talk(words.prose, Verdict::FindOut),
            dont_know: count(words.prose, "workshop.dont-know", workshop.dont_know(question)),
        },
        None => Seen::TooFew,
    }
}

/// What was ticked, a simpler fix among what is recognised. What most recognise comes first; equals stay in the list's
/// order.
fn ticked(words: &Words, workshop: &Workshop, question: &QuestionId, ticks: Vec<(OptionId, usize)>) -> Vec<Bar> {
    let bar = |(words, count): (String, usize)| Bar { mark: String::new(), words, count };
    let own = ticks.into_iter().map(|(option, count)| (words.option(question, &option), count));
    let mut all: Vec<Bar> = own.map(bar).collect();
    if let QuestionId::Signals(process) = question {
        let fix = workshop.ticks(words.questionnaire, &QuestionId::SimplerFix(process.clone()));
        all.extend(fix.into_iter().flatten().map(|(_, count)| bar((words.simpler_fix(process), count))));
    }
    all.retain(|bar| bar.count > 0);
    all.sort_by_key(|bar| std::cmp::Reverse(bar.count));
    all
}

fn levels(words: &Words, question: &QuestionId, spread: &Spread) -> Option<Levels> {
    let prose = words.prose;
    let verdict = spread.verdict()?;
    let (lowest, highest) = spread.lowest().zip(spread.highest())?;
    Some(Levels {
        bars: (0..).zip(&spread.counts).map(|(level, count)| bar(words, question, level, *count as usize)).collect(),
        median: median(prose, spread.median_halves()?),
        range: prose.fill("workshop.range", &[("low", &lowest.to_string()), ("high", &highest.to_string())]),
        consensus: (spread.consensus()?.clamp(0.0, 1.0) * 100.0).round() as u32,
        talk: talk(prose, verdict),
        verdict,
        dont_know: count(prose, "workshop.dont-know", spread.dont_know as usize),
        not_applicable: count(prose, "workshop.not-applicable", spread.not_applicable as usize),
    })
}

fn talk(prose: &Prose, verdict: Verdict) -> String {
    prose.say(&format!("workshop.talk.{}", verdict_id(verdict)))
}

/// A number in words; nothing for none.
fn count(prose: &Prose, key: &str, count: usize) -> String {
    if count == 0 { String::new() } else { prose.fill(key, &[("n", &count.to_string())]) }
}

/// A verdict's name among texts and marks.
pub fn verdict_id(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accept => "accept",
        Verdict::Minute => "minute",
        Verdict::Discuss => "discuss",
        Verdict::FindOut => "find-out",
    }
}

fn median(prose: &Prose, halves: u8) -> String {
    let low = halves / 2;
    match halves % 2 {
        0 => low.to_string(),
        _ => prose.fill("workshop.between", &[("low", &low.to_string()), ("high", &(low + 1).to_string())]),
    }
}
