//! Then and now in words: what has moved, and what could not be compared and why. Plain data in the language of the screen.

use crate::answer::Answers;
use crate::date::Date;
use crate::follow_up::{Apart, Change, Compared, FollowUp, Move, QuestionChange};
use crate::ids::{ProcessId, QuestionId};
use crate::outcome::Outcome;
use crate::text::{Prose, inside_sentence};
use crate::words::Words;

/// So many processes are named in a heading; more are counted.
const NAMED: usize = 3;

/// Items by the name of the part of the questionnaire that they belong to.
pub type Parts<T> = Vec<(String, Vec<T>)>;

/// A follow-up in words.
#[derive(Clone, PartialEq, Debug)]
pub struct Changes {
    /// What has happened to readiness, in a sentence.
    pub headline: String,
    /// What the two ends are, and how many outcomes are others.
    pub lead: String,
    /// The processes gone through then or now, in the order of the picker.
    pub areas: Vec<AreaChange>,
    /// The answers that have moved, by part of the questionnaire.
    pub moved: Parts<AnswerChange>,
    /// What could not be compared: why, and the questions by part.
    pub apart: Vec<(String, Parts<String>)>,
}

/// One process then and now. A value that cannot be compared says why in a few words.
#[derive(Clone, PartialEq, Debug)]
pub struct AreaChange {
    /// Which process.
    pub id: ProcessId,
    /// Its name.
    pub name: String,
    /// Readiness in hundredths.
    pub readiness: Result<Change<u32>, String>,
    /// How much AI is used, as a level.
    pub in_use: Result<Change<u8>, String>,
    /// Need in tenths.
    pub need: Result<Change<u32>, String>,
    /// What to do.
    pub outcome: Result<Change<Outcome>, String>,
}

/// An answer that has moved.
#[derive(Clone, PartialEq, Debug)]
pub struct AnswerChange {
    /// Which question.
    pub question: QuestionId,
    /// What it is about.
    pub label: String,
    /// The answer then, in its words.
    pub then: String,
    /// The answer now.
    pub now: String,
    /// Which way, for answers on a scale.
    pub moved: Move,
}

/// Puts a follow-up into words. `now` are the answers that it was made of.
pub fn changes(words: &Words, follow_up: &FollowUp, now: &Answers) -> Changes {
    let areas: Vec<AreaChange> = follow_up
        .processes
        .iter()
        .map(|one| AreaChange {
            id: one.process.clone(),
            name: words.area(&one.process),
            readiness: said(words, &one.readiness).map(|change| change.map(|score| score.hundredths())),
            in_use: said(words, &one.in_use),
            need: said(words, &one.need),
            outcome: said(words, &one.outcome),
        })
        .collect();
    let prose = words.prose;
    let date = since(words, &follow_up.since);
    let mut lead = prose.fill("follow.lead", &[("date", &date)]);
    let (of, other) = (count(&areas, |_| true), count(&areas, |moved| moved == Move::Other));
    if of > 0 {
        let [of, other] = [of, other].map(|number| number.to_string());
        let key = if other == "0" { "follow.outcomes-same" } else { "follow.outcomes" };
        lead = format!("{lead} {}", prose.fill(key, &[("n", &other), ("of", &of)]));
    }
    let mut moved: Parts<AnswerChange> = Vec::new();
    for one in &follow_up.questions {
        if let Some(change) = answer_change(words, one) {
            put(&mut moved, part(words, &one.question), change);
        }
    }
    Changes { headline: headline(words, &areas, now), lead, areas, moved, apart: apart(words, follow_up) }
}

/// The day of earlier answers in words; the stamp itself where it is none.
pub fn since(words: &Words, saved_at: &str) -> String {
    Date::parse(saved_at).map_or_else(|| saved_at.to_string(), |day| words.prose.date(day))
}

/// How many processes have comparable outcomes that moved so.
fn count(areas: &[AreaChange], wanted: impl Fn(Move) -> bool) -> usize {
    areas.iter().filter(|area| area.outcome.as_ref().is_ok_and(|change| wanted(change.moved))).count()
}

fn headline(words: &Words, areas: &[AreaChange], now: &Answers) -> String {
    let named = |wanted: Move| -> Vec<String> {
        let moved = areas.iter().filter(|area| area.readiness.as_ref().is_ok_and(|change| change.moved == wanted));
        moved.map(|area| area.name.clone()).collect()
    };
    let prose = words.prose;
    let list = |names: Vec<String>| in_heading(prose, &names);
    let (up, down, same) = (named(Move::Up), named(Move::Down), named(Move::Same));
    let key = match (up.is_empty(), down.is_empty(), same.is_empty()) {
        (false, false, _) => "follow.up-down",
        (false, true, _) => "follow.up",
        (true, false, _) => "follow.down",
        (true, true, false) => "follow.same",
        // Just begun: what is known of the firm stands, and no process has an answer.
        (true, true, true) if !now.iter().any(|(question, _)| matches!(question, QuestionId::Process(..))) => {
            "follow.begun"
        }
        (true, true, true) => "follow.nothing",
    };
    prose.fill(key, &[("up", &list(up)), ("down", &list(down))])
}

/// Processes as a heading tells of them: by name, or how many where the names would fill it.
pub fn in_heading(prose: &Prose, names: &[String]) -> String {
    if names.len() <= NAMED {
        return prose.list(names);
    }
    let number = names.len().to_string();
    let number = prose.find(&format!("number.{number}")).map_or(number.clone(), str::to_string);
    prose.fill("follow.areas", &[("n", &number)])
}

/// A comparison whose reason is in words.
fn said<T: Clone>(words: &Words, compared: &Compared<T>) -> Result<Change<T>, String> {
    compared.clone().map_err(|apart| {
        let dimensions: Vec<String> = match &apart {
            Apart::OtherBasis(list) => list.iter().map(|id| inside_sentence(&words.dimension(id))).collect(),
            _ => Vec::new(),
        };
        words.prose.fill(&format!("follow.area.{}", id(&apart)), &[("list", &words.prose.list(&dimensions))])
    })
}

/// Names a reason in text keys.
fn id(apart: &Apart) -> &'static str {
    match apart {
        Apart::OtherQuestionnaire(_) => "other-questionnaire",
        Apart::OtherMeaning(..) => "other-meaning",
        Apart::Gone => "gone",
        Apart::NotThen => "not-then",
        Apart::NotNow => "not-now",
        Apart::UnknownThen => "unknown-then",
        Apart::UnknownNow => "unknown-now",
        Apart::DidNotApply => "did-not-apply",
        Apart::DoesNotApply => "does-not-apply",
        Apart::OtherBasis(_) => "other-basis",
        Apart::TooFew => "too-few",
    }
}

/// The part of the questionnaire that a question belongs to; one that is gone may have none.
fn part(words: &Words, question: &str) -> String {
    let key = match QuestionId::parse(question) {
        Some(QuestionId::Time(_) | QuestionId::Chosen) => "part.picker",
        Some(QuestionId::Profile(_)) => "part.profile",
        Some(QuestionId::Enabler(_) | QuestionId::FirmSignals | QuestionId::AiInput) => "part.firm",
        Some(QuestionId::Fact(..)) => "follow.facts",
        Some(other) => match other.process() {
            Some(process) if words.questionnaire.process(process).is_some() => return words.area(process),
            _ => "follow.other",
        },
        None => "follow.other",
    };
    words.prose.say(key)
}

/// What a question is about, in a word or two.
fn label(words: &Words, question: &str) -> String {
    let prose = words.prose;
    match QuestionId::parse(question) {
        Some(QuestionId::Process(_, dimension)) if words.questionnaire.dimension(&dimension).is_some() => {
            words.dimension(&dimension)
        }
        Some(QuestionId::Signals(_)) => prose.say("short.signals"),
        Some(QuestionId::SimplerFix(_)) => prose.say("follow.simpler-fix"),
        Some(QuestionId::Chosen) => prose.say("short.picker.chosen"),
        Some(id @ (QuestionId::Time(_) | QuestionId::Fact(..))) => words.question(&id),
        Some(_) if prose.find(&format!("short.{question}")).is_some() => prose.say(&format!("short.{question}")),
        _ => question.to_string(),
    }
}

/// An answer that has moved; none where it has not, or cannot be compared.
fn answer_change(words: &Words, one: &QuestionChange) -> Option<AnswerChange> {
    let change = one.change.as_ref().ok().filter(|change| change.moved != Move::Same)?;
    let question = QuestionId::parse(&one.question)?;
    Some(AnswerChange {
        label: label(words, &one.question),
        then: words.answer(&question, &change.then),
        now: words.answer(&question, &change.now),
        moved: change.moved,
        question,
    })
}

/// What could not be compared, reason by reason.
fn apart(words: &Words, follow_up: &FollowUp) -> Vec<(String, Parts<String>)> {
    let mut reasons: Vec<(String, Parts<String>)> = Vec::new();
    for one in &follow_up.questions {
        let Err(why) = &one.change else { continue };
        let reason = words.prose.say(&format!("follow.apart.{}", id(why)));
        let at = reasons.iter().position(|(known, _)| *known == reason).unwrap_or_else(|| {
            reasons.push((reason, Vec::new()));
            reasons.len() - 1
        });
        if let Some((_, parts)) = reasons.get_mut(at) {
            put(parts, part(words, &one.question), label(words, &one.question));
        }
    }
    reasons
}

/// Puts an item under its part, in the order of arrival.
fn put<T>(parts: &mut Parts<T>, part: String, item: T) {
    match parts.iter_mut().find(|(known, _)| *known == part) {
        Some((_, items)) => items.push(item),
        None => parts.push((part, vec![item])),
    }
}
