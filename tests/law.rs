//! The AI Act: what the seed says, and what it means on each side of a day.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use kickstart::date::Date;
use kickstart::law::{By, CLASSES, Law, State, duties, milestones, prohibited};
use kickstart::text::Prose;
use kickstart::wire::{law_v1, prose_v1};
use support::{catalogue, text_of};

const FILE: &str = "seeds/law/law.json";

fn law() -> Law {
    law_v1::read(FILE, &text_of(FILE)).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn words(locale: &str) -> Prose {
    let file = format!("seeds/law/{locale}.json");
    let mut prose = Prose::new();
    prose.extend(prose_v1::read(&file, &text_of(&file)).unwrap().texts);
    prose
}

fn day(text: &str) -> Date {
    Date::parse(text).expect(text)
}

/// The kinds of problem that a changed seed has.
fn kinds(from: &str, to: &str) -> Vec<&'static str> {
    let text = text_of(FILE);
    assert!(text.contains(from), "{from}");
    law_v1::read(FILE, &text.replacen(from, to, 1)).unwrap_err().iter().map(|problem| problem.code).collect()
}

fn keys(law: &Law) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let fixed = [
        "advice",
        "article",
        "paragraph",
        "since",
        "from",
        "own-name",
        "old-dates",
        "literacy",
        "sweden",
        "prohibited-note",
    ];
    keys.extend(fixed.map(|key| format!("law.{key}")));
    keys.extend(CLASSES.iter().flat_map(|class| ["name", "meaning"].map(|part| format!("law.class.{class}.{part}"))));
    keys.extend(By::WORDS.map(|by| format!("law.by.{by}")));
    keys.extend(law.acts.iter().map(|act| format!("law.act.{}", act.id)));
    keys.extend(law.duties.iter().map(|duty| format!("law.duty.{}.text", duty.id)));
    let of_prohibited = |id: &String| ["question", "why"].map(|part| format!("law.prohibited.{id}.{part}"));
    keys.extend(law.prohibited.iter().flat_map(|one| of_prohibited(&one.id)));
    keys.extend(law.milestones.iter().map(|one| format!("law.milestone.{}", one.id)));
    keys.sort();
    keys
}

#[test]
fn every_statement_has_a_source_and_texts_in_both_languages() {
    let law = law();
    assert!(law.duties.iter().all(|duty| !duty.sources.is_empty() && !duty.classes.is_empty()));
    assert!(law.prohibited.iter().all(|one| !one.sources.is_empty()));
    assert!(law.milestones.iter().all(|one| !one.sources.is_empty()));
    assert!(!law.sweden.sources.is_empty());
    for locale in ["sv", "en"] {
        let words = words(locale);
        let found: Vec<&str> = words.iter().map(|(key, _)| key).collect();
        assert_eq!(found, keys(&law), "{locale}");
        assert!(words.iter().all(|(_, text)| text.chars().count() <= 500));
    }
}

#[test]
fn every_class_of_the_ideas_has_duties() {
    let law = law();
    for idea in &catalogue().use_cases {
        assert!(CLASSES.contains(&idea.ai_act.as_str()), "{}", idea.id);
        assert!(!duties(&idea.ai_act, &law, day("2026-11-24")).is_empty(), "{}", idea.id);
    }
    assert!(duties("no-such-class", &law, day("2026-11-24")).is_empty());
    let minimal: Vec<&str> =
        duties("minimal", &law, day("2026-11-24")).iter().map(|duty| duty.item.id.as_str()).collect();
    assert_eq!(minimal, ["literacy"]);
}

#[test]
fn a_duty_lies_on_whom_the_file_says() {
    let file: serde_json::Value = serde_json::from_str(&text_of(FILE)).unwrap();
    let law = law();
    let told: Vec<(&str, &str)> = law.duties.iter().map(|duty| (duty.id.as_str(), duty.by.as_str())).collect();
    let text = |duty: &serde_json::Value, name: &str| duty[name].as_str().unwrap().to_string();
    let written: Vec<(String, String)> =
        file["duties"].as_array().unwrap().iter().map(|duty| (text(duty, "id"), text(duty, "by"))).collect();
    assert_eq!(told, written.iter().map(|(id, by)| (id.as_str(), by.as_str())).collect::<Vec<_>>());
    assert!(By::WORDS.iter().all(|word| told.iter().any(|(_, by)| by == word)), "each word is in use");
}

#[test]
fn a_duty_applies_on_its_day_and_not_before() {
    let law = law();
    let borders = [
        ("minimal", "literacy", "2025-02-01", "2025-02-02", "2025-02-03"),
        ("limited-transparency", "tell-about-ai", "2026-08-01", "2026-08-02", "2026-08-03"),
        ("limited-transparency", "mark-older", "2026-12-01", "2026-12-02", "2026-12-03"),
        ("high-risk", "human-oversight", "2027-12-01", "2027-12-02", "2027-12-03"),
        ("depends", "product-safety", "2028-08-01", "2028-08-02", "2028-08-03"),
    ];
    for (class, id, before, on, after) in borders {
        let state = |today: &str| {
            let all = duties(class, &law, day(today));
            all.iter().find(|duty| duty.item.id == id).unwrap_or_else(|| panic!("{class} {id}")).state
        };
        assert_eq!(state(before), State::Ahead(day(on)), "{id}");
        assert_eq!(state(on), State::InForce(day(on)), "{id}");
        assert_eq!(state(after), State::InForce(day(on)), "{id}");
    }
}

#[test]
fn every_day_of_the_seed_turns_on_itself() {
    let law = law();
    let first = law.duties.iter().map(|duty| duty.from).chain(law.milestones.iter().map(|one| one.on));
    for from in first.chain(law.prohibited.iter().map(|one| one.from)) {
        assert_eq!(State::of(from, from), State::InForce(from));
        assert_eq!(State::of(from.plus_days(1), from), State::Ahead(from.plus_days(1)));
        assert_eq!(State::of(from, from.plus_days(1)), State::InForce(from));
    }
    assert_eq!(State::Ahead(day("2027-12-02")).key(), "law.from");
    assert_eq!(State::InForce(day("2027-12-02")).key(), "law.since");
}

#[test]
fn the_prohibition_of_december_is_ahead_until_its_day() {
    let law = law();
    let ahead = |today: &str| -> Vec<String> {
        let all = prohibited(&law, day(today));
        assert_eq!(all.len(), 9);
        let not_yet = all.iter().filter(|one| matches!(one.state, State::Ahead(_)));
        not_yet.map(|one| one.item.id.clone()).collect()
    };
    assert_eq!(ahead("2026-11-24"), ["intimate-images"]);
    assert_eq!(ahead("2026-12-01"), ["intimate-images"]);
    assert!(ahead("2026-12-02").is_empty());
    assert!(ahead("2026-12-03").is_empty());
    assert_eq!(ahead("2025-02-01").len(), 9);
}

#[test]
fn everything_comes_in_the_order_of_its_day() {
    let law = law();
    for today in ["2024-01-01", "2026-11-24", "2030-01-01"] {
        let today = day(today);
        for class in CLASSES {
            let days: Vec<Date> = duties(class, &law, today).iter().map(|duty| duty.state.day()).collect();
            assert!(days.is_sorted(), "{class}");
        }
        let days: Vec<Date> = milestones(&law, today).iter().map(|one| one.state.day()).collect();
        assert!(days.is_sorted() && days.len() == 8);
        assert_eq!(duties("depends", &law, today), duties("depends", &law, today));
    }
}

#[test]
fn no_text_claims_a_swedish_act_or_a_state_that_passes() {
    for (locale, now) in [("sv", [" ännu", "gäller nu", "träder snart"]), ("en", [" yet", "applies now", "soon"])] {
        let words = words(locale);
        for (key, text) in words.iter() {
            assert!(now.iter().all(|word| !text.contains(word)), "{locale} {key}: {text}");
        }
        assert!(words.get("law.sweden").contains("PTS") && words.get("law.sweden").contains("{date}"));
    }
}

#[test]
fn what_is_wrong_in_the_seed_is_named() {
    assert_eq!(kinds("\"id\": \"mark-new\"", "\"id\": \"literacy\""), ["id-twice"]);
    assert_eq!(kinds("\"from\": \"2025-02-02\"", "\"from\": \"2025-02-30\""), ["bad-date"]);
    assert_eq!(kinds("\"on\": \"2026-07-27\"", "\"on\": \"2026-7-27\""), ["bad-date"]);
    assert_eq!(kinds("\"checked\": \"2026-11-23\"", "\"checked\": \"soon\""), ["bad-date"]);
    assert_eq!(kinds("https://eur-lex.europa.eu/eli/reg/2026/1744/oj", "javascript:x"), ["bad-address"]);
    assert_eq!(kinds("\"id\": \"amendment\"", "\"id\": \"ai-act\""), ["id-twice"]);
    assert_eq!(kinds("\"by\": \"supplier\"", "\"by\": \"nobody\""), ["not-one-of"]);
    assert_eq!(kinds("\"article\": 4,", ""), ["missing-field"]);
    let text = text_of(FILE);
    let start = text.find("\"classes\": [").unwrap();
    let end = start + text[start..].find(']').unwrap();
    let empty = format!("{}\"classes\": [{}", &text[..start], &text[end..]);
    let problems = law_v1::read(FILE, &empty).unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["missing-field"]);
    let start = text.find("\"sources\": [").unwrap();
    let end = start + text[start..].find(']').unwrap();
    let empty = format!("{}\"sources\": [{}", &text[..start], &text[end..]);
    let problems = law_v1::read(FILE, &empty).unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["no-source"]);
}
