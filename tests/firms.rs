//! Invented firms of every kind, each with what a good adviser would say first and never, nearly all of it written before the
//! program was asked; and what one fact more changes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::collections::BTreeSet;

use kickstart::answer::{Answer, Answers};
use kickstart::date::Date;
use kickstart::funding::{Status, funds};
use kickstart::ids::{OptionId, QuestionId};
use kickstart::results::results;
use kickstart::suggest::{Suggestions, suggest};
use serde_json::{Map, Value};
use support::{catalogue, guides, pack, question, text_of};

fn firms() -> Vec<Value> {
    let file: Value = serde_json::from_str(&text_of("tests/fixtures/firms.json")).unwrap();
    file["firms"].as_array().unwrap().clone()
}

fn ids(list: &Value) -> Vec<String> {
    list.as_array().map_or(&[][..], Vec::as_slice).iter().map(|id| id.as_str().unwrap().to_string()).collect()
}

fn level(value: &Value) -> Answer {
    match value.as_str() {
        Some("dont-know") => Answer::DontKnow,
        Some(_) => Answer::NotApplicable,
        None => Answer::Level(u8::try_from(value.as_u64().unwrap()).unwrap()),
    }
}

fn choices(list: &Value) -> Answer {
    Answer::Choices(ids(list).iter().map(|id| OptionId::from(id.as_str())).collect())
}

/// The answers that a firm of the file gives. An answer that its question does not take is a mistake in the file.
fn answers(firm: &Value) -> Answers {
    let mut answers = Answers::new();
    let mut set = |id: &str, answer: Answer| {
        let question = question(id);
        assert!(pack().accepts(&question, &answer), "{id} does not take {answer:?}");
        answers.set(question, answer);
    };
    let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
    for (id, value) in members(&firm["profile"]) {
        let answer = match value.as_u64() {
            Some(count) => Answer::Number(u32::try_from(count).unwrap()),
            None => Answer::Choice(value.as_str().unwrap().into()),
        };
        set(&format!("profile.{id}"), answer);
    }
    let processes = members(&firm["processes"]);
    for process in &pack().processes {
        let time = if processes.contains_key(process.id.as_str()) { "much" } else { "none" };
        set(&format!("picker.{}", process.id), Answer::Choice(time.into()));
    }
    set("picker.chosen", Answer::Choices(processes.keys().map(|id| OptionId::from(id.as_str())).collect()));
    for (process, told) in &processes {
        for (part, value) in members(told) {
            match part.as_str() {
                "signals" => set(&format!("{process}.signals"), choices(&value)),
                "simplerFix" => {
                    let ticked = if value == true { vec![OptionId::from("yes")] } else { Vec::new() };
                    set(&format!("{process}.simpler-fix"), Answer::Choices(ticked.into_iter().collect()));
                }
                dimension => set(&format!("{process}.{dimension}"), level(&value)),
            }
        }
    }
    for (id, value) in members(&firm["enablers"]) {
        set(&format!("enabler.{id}"), level(&value));
    }
    set("firm.signals", choices(&firm["firmSignals"]));
    if firm["aiInput"].as_array().is_some_and(|list| !list.is_empty()) {
        set("firm.ai-input", choices(&firm["aiInput"]));
    }
    for (id, value) in members(&firm["facts"]) {
        set(&format!("fact.{id}"), Answer::Choice(value.as_str().unwrap().into()));
    }
    answers
}

/// A firm as it would be with a change: members are merged, lists and values replaced, `null` takes away.
fn changed(firm: &Value, change: &Value) -> Value {
    let (Some(old), Some(new)) = (firm.as_object(), change.as_object()) else { return change.clone() };
    let mut merged: Map<String, Value> = old.clone();
    for (name, value) in new {
        if value.is_null() {
            merged.remove(name);
        } else {
            let before = merged.get(name).cloned().unwrap_or(Value::Null);
            merged.insert(name.clone(), changed(&before, value));
        }
    }
    Value::Object(merged)
}

/// Each list by its ideas.
struct Lists {
    now: Vec<String>,
    begins: BTreeSet<String>,
    waits: BTreeSet<String>,
}

fn lists(answers: &Answers) -> (Suggestions, Lists) {
    let all = suggest(pack(), catalogue(), answers, &results(pack(), catalogue(), answers));
    let now: Vec<String> = all.now.iter().map(|one| one.use_case.to_string()).collect();
    let more = all.more.iter().map(|one| one.use_case.to_string());
    let begins = now.iter().cloned().chain(more).collect();
    let waits = all.not_yet.iter().map(|waiting| waiting.idea.use_case.to_string()).collect();
    (all, Lists { now, begins, waits })
}

/// What an adviser would say, against what the program says; each difference in words.
fn differences(name: &str, said: &Value, found: &Lists) -> Vec<String> {
    let mut wrong = Vec::new();
    let first = ids(&said["first"]);
    match found.now.first() {
        Some(idea) if !first.contains(idea) => wrong.push(format!("{name}: first is {idea}, not one of {first:?}")),
        None if !first.is_empty() => wrong.push(format!("{name}: nothing is first, not one of {first:?}")),
        _ => {}
    }
    for (list, holds) in [("now", true), ("never", false)] {
        for idea in ids(&said[list]).iter().filter(|idea| found.begins.contains(*idea) != holds) {
            wrong.push(format!("{name}: {idea} is said to be in {list}"));
        }
    }
    for idea in ids(&said["notYet"]).iter().filter(|idea| !found.waits.contains(*idea)) {
        wrong.push(format!("{name}: {idea} does not wait"));
    }
    wrong
}

#[test]
fn each_firm_is_told_what_a_good_adviser_would_say() {
    let firms = firms();
    assert!(firms.len() >= 15);
    let mut wrong = Vec::new();
    let mut sectors = BTreeSet::new();
    for firm in &firms {
        let name = firm["id"].as_str().unwrap();
        for list in ["first", "now", "notYet", "never"] {
            for id in ids(&firm[list]) {
                assert!(catalogue().use_case(&id.as_str().into()).is_some(), "{name}: no idea {id}");
            }
        }
        let (_, found) = lists(&answers(firm));
        wrong.extend(differences(name, firm, &found));
        sectors.insert(firm["profile"]["sector"].as_str().unwrap().to_string());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(sectors.len(), pack().profile_question("sector").unwrap().options.len(), "every sector");
}

#[test]
fn one_fact_more_moves_the_lists_as_an_adviser_would_expect() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for firm in firms() {
        let (_, before) = lists(&answers(&firm));
        for variant in firm["variants"].as_array().unwrap() {
            let name = format!("{}, {}", firm["id"].as_str().unwrap(), variant["name"].as_str().unwrap());
            let (_, after) = lists(&answers(&changed(&firm, &variant["change"])));
            let (opens, closes) = (ids(&variant["opens"]), ids(&variant["closes"]));
            assert!(
                !opens.is_empty() || !closes.is_empty() || variant["first"] != firm["first"],
                "{name} changes nothing"
            );
            for idea in opens {
                if before.begins.contains(&idea) || !after.begins.contains(&idea) {
                    wrong.push(format!("{name}: does not open {idea}"));
                }
            }
            for idea in closes {
                if !before.begins.contains(&idea) || after.begins.contains(&idea) {
                    wrong.push(format!("{name}: does not close {idea}"));
                }
            }
            if let Some(first) = variant.get("first").map(ids)
                && !after.now.first().map_or(first.is_empty(), |idea| first.contains(idea))
            {
                wrong.push(format!("{name}: first is {:?}, not one of {first:?}", after.now.first()));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 16, "{count} variants");
}

#[test]
fn no_firm_is_sent_to_money_that_has_ended_and_small_steps_are_paid_by_themselves() {
    let today = Date::parse("2026-11-24").unwrap();
    let mut own_means = 0;
    for firm in firms() {
        let given = answers(&firm);
        let (all, _) = lists(&given);
        for one in all.now.iter().chain(&all.more) {
            let idea = catalogue().use_case(&one.use_case).unwrap();
            let found = funds(pack(), &given, idea, one.process.as_ref(), &guides().funding, today);
            own_means += usize::from(found.own_means);
            for fit in &found.routes {
                assert_ne!(fit.route.status, Status::Ended, "{}", firm["id"]);
                assert!(!(found.own_means && fit.gives.is_some()), "{}: {}", firm["id"], fit.route.id);
            }
        }
    }
    assert!(own_means > 10);
}

#[test]
fn a_firm_in_acute_crisis_is_told_of_its_cash_and_of_somebody_to_ask() {
    let firm = firms().into_iter().find(|firm| firm["profile"]["business"] == "cash-crisis").unwrap();
    let given = answers(&firm);
    let (all, _) = lists(&given);
    assert!(all.cash_first && all.now.is_empty());
    let wanted = kickstart::people::needs(pack(), &given, &[], &kickstart::people::Idea::default(), &guides().actors);
    let helpers =
        kickstart::people::actors(pack(), &given, &wanted, &kickstart::people::Idea::default(), &guides().actors, 3);
    assert!(!helpers.is_empty());
    assert_eq!(given.get(&QuestionId::Profile("business".into())), Some(&Answer::Choice("cash-crisis".into())));
}
