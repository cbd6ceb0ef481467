//! Answers as bits, in the questionnaire's own order.
//!
//! A question is one of its possible answers or none, so it takes as many bits as tell those apart. On a scale from 0
//! to 5 a level and "don't know" take three bits, "does not apply" and no answer four. A list of ticks takes a bit that
//! says whether it was answered, then one a tick. A count takes twenty bits, a band as an option does. A fact stands
//! only when it was answered, with the id of the idea it is about spelled out: ideas are no part of the questionnaire.

use super::bits::{Reader, Writer};
use crate::answer::{Answer, Answers};
use crate::ids::{OptionId, ProcessId, QuestionId};
use crate::order::Set;
use crate::questionnaire::{Fact, FactScope, Questionnaire, Takes};
use crate::wire::shape::is_id;
use crate::workshop::round;

/// Bits of a count; a million has room.
const COUNT_BITS: u32 = 20;

/// Puts what a ballot holds: the processes that anything is answered about, and the answers of their round.
pub fn put_round(out: &mut Writer, questionnaire: &Questionnaire, answers: &Answers) {
    let touched: Set<ProcessId> = answers
        .iter()
        .filter_map(|(question, _)| match question {
            QuestionId::Time(_) => None,
            other => other.process().cloned(),
        })
        .collect();
    put_processes(out, questionnaire, &touched);
    put_each(out, questionnaire, answers, &asked(questionnaire, &touched));
}

/// Takes what [`put_round`] put.
pub fn take_round(input: &mut Reader, questionnaire: &Questionnaire, answers: &mut Answers) -> Option<()> {
    let processes = take_processes(input, questionnaire)?;
    take_each(input, questionnaire, answers, &asked(questionnaire, &processes))
}

/// Puts what a report has besides: the firm, the picker, and facts.
pub fn put_rest(out: &mut Writer, questionnaire: &Questionnaire, answers: &Answers) {
    put_each(out, questionnaire, answers, &firm(questionnaire));
    let facts = answers.iter().filter_map(|(question, answer)| match question {
        QuestionId::Fact(id, about) => Some((id, about, answer, questionnaire.takes(question)?)),
        _ => None,
    });
    let facts: Vec<_> = facts.collect();
    out.put_count(facts.len());
    for (id, about, answer, takes) in facts {
        let at = questionnaire.facts.iter().position(|fact| fact.id == *id).unwrap_or(0);
        out.put_state(at, questionnaire.facts.len());
        match questionnaire.facts.get(at).map(|fact| fact.scope) {
            Some(FactScope::Process) => {
                let process = questionnaire.in_order().position(|process| process.as_str() == about);
                out.put_state(process.unwrap_or(0), questionnaire.in_order().count());
            }
            Some(FactScope::UseCase) => put_id(out, about),
            Some(FactScope::Firm) | None => {}
        }
        put_answer(out, &takes, Some(answer));
    }
}

/// Takes what [`put_rest`] put.
pub fn take_rest(input: &mut Reader, questionnaire: &Questionnaire, answers: &mut Answers) -> Option<()> {
    take_each(input, questionnaire, answers, &firm(questionnaire))?;
    for _ in 0..input.take_count()? {
        let fact = questionnaire.facts.get(input.take_state(questionnaire.facts.len())?)?;
        let question = QuestionId::Fact(fact.id.clone(), take_about(input, questionnaire, fact)?);
        let answer = take_answer(input, &questionnaire.takes(&question)?)?;
        // A fact without an answer is not put, nor one twice.
        let answer = answer.filter(|answer| questionnaire.accepts(&question, answer))?;
        if answers.get(&question).is_some() {
            return None;
        }
        answers.set(question, answer);
    }
    Some(())
}

fn take_about(input: &mut Reader, questionnaire: &Questionnaire, fact: &Fact) -> Option<String> {
    Some(match fact.scope {
        FactScope::Firm => String::new(),
        FactScope::Process => {
            let at = input.take_state(questionnaire.in_order().count())?;
            questionnaire.in_order().nth(at)?.to_string()
        }
        FactScope::UseCase => take_id(input).filter(|id| !id.contains('.'))?,
    })
}

/// Puts which processes, a bit each in the picker's order.
pub fn put_processes(out: &mut Writer, questionnaire: &Questionnaire, processes: &Set<ProcessId>) {
    questionnaire.in_order().for_each(|process| out.put_flag(processes.contains(process)));
}

/// Takes which processes.
pub fn take_processes(input: &mut Reader, questionnaire: &Questionnaire) -> Option<Set<ProcessId>> {
    let mut processes = Set::new();
    for process in questionnaire.in_order() {
        if input.take_flag()? {
            processes.insert(process.clone());
        }
    }
    Some(processes)
}

/// Puts an id letter by letter.
pub fn put_id(out: &mut Writer, id: &str) {
    out.put(u32::try_from(id.len()).unwrap_or(0), 7);
    id.bytes().for_each(|byte| out.put(byte.into(), 7));
}

/// Takes an id.
pub fn take_id(input: &mut Reader) -> Option<String> {
    let mut id = String::new();
    for _ in 0..input.take(7)? {
        id.push(char::from_u32(input.take(7)?)?);
    }
    is_id(&id).then_some(id)
}

fn asked(questionnaire: &Questionnaire, processes: &Set<ProcessId>) -> Vec<QuestionId> {
    let mut asked = round::levels(questionnaire, processes);
    asked.extend(round::lists(questionnaire, processes));
    asked
}

fn firm(questionnaire: &Questionnaire) -> Vec<QuestionId> {
    let profile = questionnaire.profile.iter().map(|question| QuestionId::Profile(question.id.clone()));
    let times = questionnaire.in_order().map(|process| QuestionId::Time(process.clone()));
    profile.chain(times).chain([QuestionId::Chosen]).collect()
}

fn put_each(out: &mut Writer, questionnaire: &Questionnaire, answers: &Answers, questions: &[QuestionId]) {
    for question in questions {
        if let Some(takes) = questionnaire.takes(question) {
            put_answer(out, &takes, answers.get(question));
        }
    }
}

fn take_each(
    input: &mut Reader,
    questionnaire: &Questionnaire,
    answers: &mut Answers,
    questions: &[QuestionId],
) -> Option<()> {
    for question in questions {
        let Some(takes) = questionnaire.takes(question) else { continue };
        let Some(answer) = take_answer(input, &takes)? else { continue };
        if !questionnaire.accepts(question, &answer) {
            return None;
        }
        answers.set(question.clone(), answer);
    }
    Some(())
}

/// What a question can have for an answer, none included, where that is a list to choose from; commonest first, so that
/// the rare ones take the bit more.
fn possible(takes: &Takes) -> Vec<Option<Answer>> {
    let choices = |options: &[OptionId]| options.iter().cloned().map(Answer::Choice).collect::<Vec<_>>();
    let answers: Vec<Answer> = match takes {
        Takes::Scale { top, may_not_apply } => {
            let levels = (0..=*top).map(Answer::Level).chain([Answer::DontKnow]);
            levels.chain(may_not_apply.then_some(Answer::NotApplicable)).collect()
        }
        Takes::One(options) | Takes::Count(options) => choices(options),
        Takes::OneOrUnknown(options) => choices(options).into_iter().chain([Answer::DontKnow]).collect(),
        Takes::OneOrNotOurs(options, reasons) => {
            let reasons = reasons.iter().cloned().map(Some).chain([None]).map(Answer::NotOurs);
            choices(options).into_iter().chain(reasons).collect()
        }
        Takes::Any(..) => Vec::new(),
    };
    answers.into_iter().map(Some).chain([None]).collect()
}

fn put_answer(out: &mut Writer, takes: &Takes, answer: Option<&Answer>) {
    if let Takes::Any(options, _) = takes {
        let ticked = match answer {
            Some(Answer::Choices(ticked)) => Some(ticked),
            _ => None,
        };
        out.put_flag(ticked.is_some());
        ticked.into_iter().for_each(|ticked| options.iter().for_each(|option| out.put_flag(ticked.contains(option))));
        return;
    }
    let possible = possible(takes);
    let none = possible.len() - 1;
    // A count is one state more, after none.
    let counts = matches!(takes, Takes::Count(_));
    let states = possible.len() + usize::from(counts);
    match answer {
        Some(Answer::Number(count)) if counts => {
            out.put_state(possible.len(), states);
            out.put(*count, COUNT_BITS);
        }
        other => {
            let at = possible.iter().position(|possible| possible.as_ref() == other);
            out.put_state(at.unwrap_or(none), states);
        }
    }
}

/// An answer, or that there is none; outside, that the bytes end or say nothing that can be.
fn take_answer(input: &mut Reader, takes: &Takes) -> Option<Option<Answer>> {
    if let Takes::Any(options, _) = takes {
        if !input.take_flag()? {
            return Some(None);
        }
        let mut ticked = Set::new();
        for option in options {
            if input.take_flag()? {
                ticked.insert(option.clone());
            }
        }
        return Some(Some(Answer::Choices(ticked)));
    }
    let possible = possible(takes);
    let counts = matches!(takes, Takes::Count(_));
    let at = input.take_state(possible.len() + usize::from(counts))?;
    match possible.get(at) {
        Some(answer) => Some(answer.clone()),
        None => Some(Some(Answer::Number(input.take(COUNT_BITS)?))),
    }
}
