//! Then and now: only what means the same is compared, and what cannot be says why.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use kickstart::answer::Answer;
use kickstart::assessment::{Assessment, Earlier};
use kickstart::follow_up::{Apart, Change, FollowUp, Move, begin, follow_up};
use kickstart::order::Map;
use kickstart::outcome::Outcome;
use kickstart::questionnaire::Questionnaire;
use kickstart::scoring::Ratio;
use kickstart::text::Locale;
use kickstart::wire::report_v1::history::earlier;
use kickstart::wire::report_v1::{self, Context};
use kickstart::wire::{draft_v1, pack_v1};
use serde_json::{Value, json};
use support::{answers, catalogue, pack, process, question, text_of};

fn firm(given: &str) -> Assessment {
    Assessment { answers: answers(given), ..Assessment::new("then".into(), "2026-05-01T08:00:00Z".into()) }
}

fn saved(assessment: &Assessment, notes: bool) -> String {
    let context = Context { tool: "0.1.0", locale: &Locale::new("sv"), now: "2026-05-02T08:00:00Z", notes };
    report_v1::write(pack(), catalogue(), assessment, &context)
}

fn then(given: &str) -> Earlier {
    earlier(pack(), "then", &saved(&firm(given), false)).unwrap()
}

fn compare(before: &str, after: &str) -> FollowUp {
    follow_up(pack(), catalogue(), &then(before), &answers(after))
}

fn change(all: &FollowUp, id: &str) -> Result<Move, Apart> {
    let found = all.questions.iter().find(|one| one.question == id).unwrap_or_else(|| panic!("{id} is not listed"));
    found.change.clone().map(|change| change.moved)
}

const BEFORE: &str = "profile.sector=food profile.headcount=#8 enabler.ai-rules=1 enabler.direction=?; \
                      sales-quoting: W1 D2 S2 P1 G1 U0 N1=3 N2=2 N3=4 signals=quotes-slow; \
                      marketing: W2 D2 S? P2 G- U1 N1=2 N2=1 N3=?";
const AFTER: &str = "profile.sector=tech profile.headcount=#6 enabler.ai-rules=3 enabler.direction=2; \
                     sales-quoting: W3 D2 S2 P2 G2 U1 N1=3 N2=1 N3=4 signals=quotes-similar; \
                     marketing: W2 D2 S3 P2 G1 U1 N1=2 N2=1 N3=2; finance-admin: W1 D1 S1 P1 G1 U0";

#[test]
fn every_question_has_moved_or_says_why_it_cannot_be_compared() {
    let all = compare(BEFORE, AFTER);
    assert_eq!(all.since, "2026-05-02T08:00:00Z");
    assert_eq!(all.edition.version, pack().version);
    let expected = [
        ("sales-quoting.W", Ok(Move::Up)),
        ("sales-quoting.D", Ok(Move::Same)),
        ("sales-quoting.N2", Ok(Move::Down)),
        ("sales-quoting.signals", Ok(Move::Other)),
        ("profile.headcount", Ok(Move::Down)),
        ("profile.sector", Ok(Move::Other)),
        ("enabler.ai-rules", Ok(Move::Up)),
        ("enabler.direction", Err(Apart::UnknownThen)),
        ("marketing.S", Err(Apart::UnknownThen)),
        ("marketing.G", Err(Apart::DidNotApply)),
        ("finance-admin.W", Err(Apart::NotThen)),
    ];
    for (id, moved) in expected {
        assert_eq!(change(&all, id), moved, "{id}");
    }
    let back = compare(AFTER, BEFORE);
    for (id, moved) in [
        ("sales-quoting.W", Ok(Move::Down)),
        ("marketing.S", Err(Apart::UnknownNow)),
        ("marketing.G", Err(Apart::DoesNotApply)),
        ("finance-admin.W", Err(Apart::NotNow)),
    ] {
        assert_eq!(change(&back, id), moved, "{id}");
    }
}

#[test]
fn processes_are_computed_at_both_ends_and_exact() {
    let all = compare(BEFORE, AFTER);
    let of = |id: &str| all.processes.iter().find(|one| one.process == process(id)).unwrap();
    let quotes = of("sales-quoting");
    // 1,2,2,1,1: 0,4·1 + 0,6·7/5 = 1,24. 3,2,2,2,2: 0,4·2 + 0,6·11/5 = 2,12.
    let expected = Change { then: Ratio::new(124, 100), now: Ratio::new(212, 100), moved: Move::Up };
    assert_eq!(quotes.readiness, Ok(expected));
    assert_eq!(quotes.in_use, Ok(Change { then: 0, now: 1, moved: Move::Up }));
    // 100·√(5/8) and 100·√(4/8).
    assert_eq!(quotes.need, Ok(Change { then: 791, now: 707, moved: Move::Down }));
    assert!(matches!(&quotes.outcome, Ok(change) if [Outcome::Prepare, Outcome::DoNow].contains(&change.then)));
    // S was not known and G did not apply: the two scores rest on different answers.
    assert_eq!(of("marketing").readiness, Err(Apart::OtherBasis(vec!["S".into(), "G".into()])));
    assert_eq!(of("marketing").need, Err(Apart::UnknownThen));
    assert_eq!(of("finance-admin").readiness, Err(Apart::NotThen));
    assert_eq!(compare("; marketing: W1 D1", "; marketing: W1 D1").processes[0].readiness, Err(Apart::TooFew));
    let same = compare(AFTER, AFTER);
    assert!(same.questions.iter().all(|one| matches!(&one.change, Ok(change) if change.moved == Move::Same)));
}

#[test]
fn a_question_that_means_something_else_is_never_compared() {
    let changed = Questionnaire { meanings: Map::from_iter([(question("sales-quoting.W"), 2)]), ..pack().clone() };
    let all = follow_up(&changed, catalogue(), &then(BEFORE), &answers(AFTER));
    assert_eq!(change(&all, "sales-quoting.W"), Err(Apart::OtherMeaning(1, 2)));
    assert_eq!(change(&all, "sales-quoting.D"), Ok(Move::Same));
    let quotes = all.processes.iter().find(|one| one.process == process("sales-quoting")).unwrap();
    assert_eq!(quotes.readiness, Err(Apart::OtherMeaning(1, 2)), "nor is what rests on it");
    assert_eq!(quotes.outcome, Err(Apart::OtherMeaning(1, 2)));
    assert!(quotes.need.is_ok() && quotes.in_use.is_ok());
    // The report says which meanings it was answered with, and reading it with others is noted.
    let context = Context { tool: "0.1.0", locale: &Locale::new("sv"), now: "2026-05-02T08:00:00Z", notes: false };
    let text = report_v1::write(&changed, catalogue(), &firm(BEFORE), &context);
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["pack"]["meanings"], json!({"sales-quoting.W": 2}));
    let noted = report_v1::read(pack(), catalogue(), "f", &text).unwrap().notes;
    assert_eq!(
        noted.iter().map(|note| (note.code, note.field.as_str())).collect::<Vec<_>>(),
        [("meaning-changed", "sales-quoting.W")]
    );
    assert_eq!(report_v1::read(&changed, catalogue(), "f", &text).unwrap().notes, []);
}

#[test]
fn what_is_gone_and_what_is_of_other_questions_is_said() {
    let mut report: Value = serde_json::from_str(&saved(&firm(BEFORE), false)).unwrap();
    report["answers"].as_array_mut().unwrap().push(json!({"q": "marketing.X", "value": {"level": 2}}));
    let old = earlier(pack(), "then", &report.to_string()).unwrap();
    assert_eq!(old.gone, ["marketing.X"]);
    let all = follow_up(pack(), catalogue(), &old, &answers(AFTER));
    assert_eq!(change(&all, "marketing.X"), Err(Apart::Gone));
    report["pack"]["id"] = json!("iot");
    let other = earlier(pack(), "then", &report.to_string()).unwrap();
    let all = follow_up(pack(), catalogue(), &other, &answers(AFTER));
    let apart = Apart::OtherQuestionnaire("iot".into());
    assert!(all.questions.iter().all(|one| one.change == Err(apart.clone())));
    assert!(all.processes.iter().all(|one| one.outcome == Err(apart.clone())));
}

#[test]
fn a_pack_says_which_meanings_have_changed_and_only_of_its_questions() {
    let mut value: Value = serde_json::from_str(&text_of("questions/ai-maturity/questionnaire.json")).unwrap();
    value["meanings"] = json!({"marketing.W": 3});
    let read = pack_v1::read("pack", &value.to_string()).unwrap();
    assert_eq!((read.meaning(&question("marketing.W")), read.meaning(&question("marketing.D"))), (3, 1));
    value["meanings"] = json!({"marketing.Q": 3, "nonsense": 2});
    let problems = pack_v1::read("pack", &value.to_string()).unwrap_err();
    assert_eq!(problems.iter().map(|one| one.code).collect::<Vec<_>>(), ["unknown-reference"; 2]);
}

#[test]
fn earlier_answers_and_what_is_corrected_come_back_byte_for_byte() {
    let mut old = firm(BEFORE);
    old.label = "Bageriet".into();
    old.notes.insert(question("marketing.W"), "fråga Åsa".into());
    let mut report: Value = serde_json::from_str(&saved(&old, true)).unwrap();
    report["answers"].as_array_mut().unwrap().push(json!({"q": "marketing.X", "value": {"level": 2}, "later": [1]}));
    let first = earlier(pack(), "then", &report.to_string()).unwrap();
    let mut now = begin(first, &old, "now".into(), "2026-11-24T08:00:00Z".into());
    assert_eq!(now.label, "Bageriet");
    assert_eq!(now.answers.get(&question("profile.headcount")), Some(&Answer::Number(8)));
    assert_eq!(now.answers.get(&question("marketing.W")), None, "asked again");
    assert!(now.answers.is_chosen(&process("marketing")));
    now.replaces = "mistaken".into();
    let text = saved(&now, true);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&value["formatVersion"], &value["replaces"]), (&json!("1.2"), &json!("mistaken")));
    assert_eq!(value["history"][0]["answers"], report["answers"]);
    let read = report_v1::read(pack(), catalogue(), "f", &text).unwrap();
    assert_eq!(read.notes, []);
    assert_eq!(read.assessment, now);
    assert_eq!(saved(&read.assessment, true), text);
    assert!(!saved(&read.assessment, false).contains("Åsa"), "notes leave only when ticked");
    // What is remembered grows by one each time, and goes through drafts too.
    let again = begin(earlier(pack(), "f", &text).unwrap(), &now, "third".into(), "2027-05-01T08:00:00Z".into());
    assert_eq!(again.history.iter().map(|one| one.report_id.as_str()).collect::<Vec<_>>(), ["then", "now"]);
    let draft = draft_v1::Draft { revision: 1, tab: "t".into(), saved_at: "s".into(), assessment: now.clone() };
    assert_eq!(draft_v1::read(pack(), "d", &draft_v1::write(&draft)).unwrap().assessment, now);
    // Without either, a report is as it always was.
    assert!(!saved(&firm(BEFORE), false).contains("\"history\""));
}
