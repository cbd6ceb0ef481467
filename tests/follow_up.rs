//! Then and now: only what means the same is compared, and what cannot be says why.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use kickstart::answer::Answer;
use kickstart::assessment::{Assessment, Earlier, Event, HISTORY_LIMIT, apply};
use kickstart::changes::{Changes, changes};
use kickstart::chart::{Shape, Width};
use kickstart::figures;
use kickstart::follow_up::{Apart, Change, FollowUp, Move, begin, follow_up};
use kickstart::order::Map;
use kickstart::outcome::Outcome;
use kickstart::plan::{Choice, Idea};
use kickstart::questionnaire::{Questionnaire, Wording};
use kickstart::scoring::Ratio;
use kickstart::text::Locale;
use kickstart::wire::report_v1::history::earlier;
use kickstart::wire::report_v1::{self, Context};
use kickstart::wire::{draft_v1, pack_v1};
use kickstart::words::Words;
use serde_json::{Value, json};
use support::{all_texts, answers, catalogue, pack, process, question, text_of};

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
    follow_up(pack(), catalogue(), &then(before), &firm(after))
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
    let all = follow_up(&changed, catalogue(), &then(BEFORE), &firm(AFTER));
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
    let all = follow_up(pack(), catalogue(), &old, &firm(AFTER));
    assert_eq!(change(&all, "marketing.X"), Err(Apart::Gone));
    report["pack"]["id"] = json!("iot");
    let other = earlier(pack(), "then", &report.to_string()).unwrap();
    let all = follow_up(pack(), catalogue(), &other, &firm(AFTER));
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
    assert_eq!(draft_v1::read(pack(), "d", &draft_v1::write(pack(), &draft)).unwrap().assessment, now);
    // Without either, a report is as it always was.
    assert!(!saved(&firm(BEFORE), false).contains("\"history\""));
}

/// The pack after a question has come to mean something else.
fn with_other_meaning(id: &str) -> Questionnaire {
    Questionnaire { meanings: Map::from_iter([(question(id), 2)]), ..pack().clone() }
}

fn written(pack: &Questionnaire, assessment: &Assessment) -> String {
    let context = Context { tool: "0.1.0", locale: &Locale::new("sv"), now: "2026-11-24T08:00:00Z", notes: true };
    report_v1::write(pack, catalogue(), assessment, &context)
}

#[test]
fn an_answer_keeps_the_meaning_it_was_given_in_until_it_is_given_anew() {
    let changed = with_other_meaning("marketing.W");
    let meanings = |text: &str| serde_json::from_str::<Value>(text).unwrap()["pack"]["meanings"].clone();
    let codes = |text: &str| -> Vec<&str> {
        report_v1::read(&changed, catalogue(), "f", text).unwrap().notes.iter().map(|note| note.code).collect()
    };
    let old = saved(&firm(BEFORE), false);
    let taken_in = report_v1::read(&changed, catalogue(), "f", &old).unwrap().assessment;
    // Saved again, in the old one's place and in the draft: no save makes the answer mean what the question means now.
    let again = written(&changed, &taken_in);
    assert_eq!(meanings(&again), Value::Null, "1 is not told");
    assert_eq!(codes(&again), ["meaning-changed"]);
    let draft = draft_v1::Draft { revision: 1, tab: "t".into(), saved_at: "s".into(), assessment: taken_in.clone() };
    let draft = draft_v1::read(&changed, "d", &draft_v1::write(&changed, &draft)).unwrap().assessment;
    assert_eq!(draft, taken_in);
    assert_eq!(written(&changed, &draft), again);
    // A draft from before the question changed is found out too.
    let before = draft_v1::Draft { revision: 1, tab: "t".into(), saved_at: "s".into(), assessment: firm(BEFORE) };
    let before = draft_v1::read(&changed, "d", &draft_v1::write(pack(), &before)).unwrap().assessment;
    assert_eq!(before.meant, taken_in.meant);
    // It can be compared with answers of its own meaning, and not with those of today's.
    assert_eq!(change(&follow_up(&changed, catalogue(), &then(BEFORE), &taken_in), "marketing.W"), Ok(Move::Same));
    let today = earlier(&changed, "t", &written(&changed, &firm(BEFORE))).unwrap();
    let apart = change(&follow_up(&changed, catalogue(), &today, &taken_in), "marketing.W");
    assert_eq!(apart, Err(Apart::OtherMeaning(2, 1)));
    // Answered anew, even with the same level, it means what the question means.
    for event in [Event::Answered(question("marketing.W"), Answer::Level(2)), Event::Cleared(question("marketing.W"))] {
        let anew = written(&changed, &apply(&changed, taken_in.clone(), event));
        assert_eq!((meanings(&anew), codes(&anew)), (json!({"marketing.W": 2}), vec![]));
    }
}

#[test]
fn earlier_answers_are_remembered_once_in_the_order_of_time_and_never_too_many() {
    let at = |month: usize| Earlier {
        report_id: format!("r{month}"),
        saved_at: format!("20{:02}-{:02}-01T08:00:00Z", month / 12, month % 12 + 1),
        ..then(BEFORE)
    };
    let mut now = firm(AFTER);
    [5, 3, 4, 3].into_iter().for_each(|month| now.remember(at(month)));
    let ids = |held: &Assessment| held.history.iter().map(|one| one.report_id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&now), ["r3", "r4", "r5"]);
    (6..100).for_each(|month| now.remember(at(month)));
    assert_eq!((now.history.len(), ids(&now)[HISTORY_LIMIT - 1].as_str()), (HISTORY_LIMIT, "r99"));
    assert!(report_v1::read(pack(), catalogue(), "f", &written(pack(), &now)).is_ok(), "it can be read again");
    assert!(!Assessment { answers: Default::default(), ..now }.is_empty(), "earlier answers are something to lose");
}

#[test]
fn what_is_begun_anew_keeps_the_plan_and_shows_the_earlier_answers() {
    let idea = Idea::UseCase(catalogue().use_cases[0].id.clone());
    let mut old = firm(BEFORE);
    old.plan.chosen = Some(Choice { idea, process: None });
    old.contact = Some("Åsa, 070-123 45 67".into());
    let now = begin(then(BEFORE), &old, "now".into(), "2026-11-24T08:00:00Z".into());
    assert_eq!(now.plan, old.plan, "what they decided is not lost");
    assert_eq!(now.contact, None, "a contact is left anew or not at all");
    let last = now.history.last().unwrap();
    assert_eq!(last.answer(pack(), &question("marketing.W")), Some(&Answer::Level(2)));
    assert_eq!(last.answer(&with_other_meaning("marketing.W"), &question("marketing.W")), None);
    assert_eq!(last.answer(&Questionnaire { id: "iot".into(), ..pack().clone() }, &question("marketing.W")), None);
}

fn in_words(locale: &str, before: &str, after: &str) -> Changes {
    let prose = all_texts(locale);
    let now = firm(after);
    let wording = Wording::of(pack(), &now.answers);
    let words = Words { questionnaire: pack(), prose: &prose, wording: &wording };
    changes(&words, &compare(before, after), &now.answers)
}

#[test]
fn the_headline_says_what_has_happened_to_readiness() {
    let one = |id: &str, level: u8| format!("{id}: W{level} D{level} S{level} P{level} G{level};");
    let all = |levels: [u8; 4]| {
        let ids = ["marketing", "sales-quoting", "customer-service", "finance-admin"];
        ids.into_iter().zip(levels).map(|(id, level)| one(id, level)).collect::<String>()
    };
    let cases = [
        ([1, 1, 1, 1], [2, 1, 1, 1], "Beredskapen har ökat i Marknadsföring", "Readiness has risen in "),
        ([1, 1, 1, 1], [2, 2, 2, 2], "Beredskapen har ökat i fyra arbetsområden", "Readiness has risen in four "),
        ([3, 1, 1, 1], [2, 1, 1, 1], "Beredskapen har minskat i Marknadsföring", "Readiness has fallen in "),
        ([1, 1, 1, 1], [1, 1, 1, 1], "Beredskapen är densamma som förra gången", "Readiness is the same"),
    ];
    for (before, after, swedish, english) in cases {
        let [before, after] = [all(before), all(after)].map(|given| format!("profile.sector=food; {given}"));
        assert_eq!(in_words("sv", &before, &after).headline, swedish);
        let told = in_words("en", &before, &after).headline;
        assert!(told.starts_with(english), "{told}");
    }
    let both = in_words("sv", &format!(";{}", all([1, 1, 3, 1])), &format!(";{}", all([2, 1, 2, 1])));
    assert!(both.headline.contains(" och minskat i "), "{}", both.headline);
    let lead = "Jämfört med era svar från 2 maj 2026. Båda gångerna är räknade på samma sätt.";
    assert!(both.lead.starts_with(lead), "{}", both.lead);
    let begun = in_words("sv", BEFORE, "profile.sector=food; marketing: signals=none");
    assert_eq!(begun.headline, "Svara på frågorna igen, så syns vad som har ändrats");
    assert_eq!(in_words("sv", BEFORE, "; marketing: W1").headline, "Det går inte att jämföra beredskapen än");
}

#[test]
fn every_change_and_every_reason_has_its_words() {
    for locale in ["sv", "en"] {
        let all = in_words(locale, BEFORE, AFTER);
        let prose = all_texts(locale);
        let text = format!("{all:?}");
        for raw in ["follow.", "short.", "part.", "process.", "dimension.", "outcome.", "{"] {
            let raw = text.matches(raw).filter(|_| raw != "{").count();
            assert_eq!(raw, 0, "a key is shown: {text}");
        }
        let quoting = prose.say("process.sales-quoting.name");
        let (_, answers) = all.moved.iter().find(|(part, _)| *part == quoting).unwrap();
        let work = answers.iter().find(|one| one.question == question("sales-quoting.W")).unwrap();
        assert_eq!((work.moved, work.label.as_str()), (Move::Up, prose.get("dimension.W.name")));
        assert!(!work.then.is_empty() && work.then != work.now);
        assert!(
            answers.iter().all(|one| one.question != question("sales-quoting.D")),
            "what is the same is not listed"
        );
        let area = all.areas.iter().find(|area| area.id == process("marketing")).unwrap();
        let names = prose.list(&["S", "G"].map(|id| prose.get(&format!("dimension.{id}.name")).to_lowercase()));
        assert_eq!(area.readiness, Err(prose.fill("follow.area.other-basis", &[("list", &names)])));
        let not_then = prose.say("follow.apart.not-then");
        let (_, parts) = all.apart.iter().find(|(reason, _)| *reason == not_then).unwrap();
        assert!(
            parts.iter().any(|(part, labels)| *part == prose.get("process.finance-admin.name") && labels.len() == 6)
        );
    }
}

#[test]
fn the_chart_has_an_arrow_where_readiness_moved_and_words_where_it_cannot_be_compared() {
    let prose = all_texts("sv");
    let wording = Wording::of(pack(), &answers(AFTER));
    let words = Words { questionnaire: pack(), prose: &prose, wording: &wording };
    let all = in_words("sv", BEFORE, AFTER);
    for width in Width::ALL {
        let chart = figures::then_now_chart(&words, &all.areas, width);
        let texts: Vec<&str> = chart
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Text { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert!(texts.contains(&"1,24 → 2,12"), "{texts:?}");
        let joined = texts.join(" ");
        assert!(joined.contains("Går inte att jämföra: bara den ena gången finns svar om"), "{joined}");
        assert_eq!(chart.table.rows.len(), 3);
        let quotes = chart.table.rows.iter().find(|row| row[0] == "Försäljning och offert").unwrap();
        assert_eq!(quotes[1..4], ["från 1,24 till 2,12", "från 0 till 1", "från 79,1 till 70,7"]);
    }
}
