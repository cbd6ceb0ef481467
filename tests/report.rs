//! Reports and drafts out and in: nothing is lost, nothing is believed, nothing panics.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs;

use kickstart::answer::Answer;
use kickstart::assessment::{Assessment, CONTACT_LIMIT, Event, LABEL_LIMIT, NOTE_LIMIT, apply};
use kickstart::date::Date;
use kickstart::ids::QuestionId;
use kickstart::order::Map;
use kickstart::plan::{Choice, Idea, PlanDate, Rejection};
use kickstart::problem::Problem;
use kickstart::questionnaire::Questionnaire;
use kickstart::text::Locale;
use kickstart::visible::Step;
use kickstart::wire::report_v1::{self, Context, Imported, history};
use kickstart::wire::{DEPTH_LIMIT, SIZE_LIMIT, draft_v1, pack_v1};
use serde_json::{Value, json};
use support::{Chance, answers, catalogue, pack, path, question, text_of};

const SAMPLE: &str = "tests/fixtures/reports/v1.0.kickstart.json";

fn write(assessment: &Assessment, notes: bool) -> String {
    let context = Context { tool: "0.1.0", locale: &Locale::new("sv"), now: "2026-11-24T10:30:00Z", notes };
    report_v1::write(pack(), catalogue(), assessment, &context)
}

fn read(text: &str) -> Result<Imported, Vec<Problem>> {
    report_v1::read(pack(), catalogue(), "f", text)
}

/// What becomes of a file: `taken in`, `taken in: <codes>` or `refused: <codes>`.
fn fate(text: &str) -> String {
    let codes = |problems: &[Problem]| {
        let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        codes.dedup();
        codes.join(" ")
    };
    match read(text) {
        Ok(imported) if imported.notes.is_empty() => "taken in".to_string(),
        Ok(imported) => format!("taken in: {}", codes(&imported.notes)),
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason");
            assert!(problems.iter().all(|problem| problem.file == "f" && !problem.code.is_empty()), "{problems:?}");
            format!("refused: {}", codes(&problems))
        }
    }
}

fn check(text: &str, expected: &str) {
    let shown: String = text.chars().take(200).collect();
    assert_eq!(fate(text), expected, "{shown}");
}

/// A firm with answers of every kind, notes that try the escapes, and a name.
fn firm() -> Assessment {
    let new = Assessment::new("0198c1d2-aaaa-7bbb-8ccc-0123456789ab".into(), "2026-11-24T10:00:00Z".into());
    let given = answers(
        "profile.sector=food profile.headcount=#14 profile.turnover=20-100m profile.goal=quality \
         picker.marketing=some picker.production-delivery=much picker.logistics-inventory=not-ours \
         picker.hr-competence=not-ours/chosen-not-to firm.signals=key-person+messy-data firm.ai-input=none \
         enabler.ai-rules=2 enabler.firm-data=? enabler.outside-help=-; \
         production-delivery: W3 D2 S? P1 G- U2 N1=3 N2=2 N3=? signals=perishable-waste+uneven-demand; \
         marketing: W1 D1 S1 P1 G1 U0 N1=1 N2=0 N3=3 signals=none simpler",
    );
    let notes = [
        ("production-delivery.W", "Fråga Åsa i \"packen\"\n\tom \\ och 🥖 \u{0}\u{7f}\u{2028} </script>"),
        ("marketing.P", "only a note"),
    ];
    Assessment {
        label: "Bageriet på hörnet".into(),
        answers: given,
        notes: notes.map(|(id, note)| (question(id), note.to_string())).into_iter().collect(),
        ..new
    }
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A report with something changed in it.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut report = value(&write(&firm(), true));
    change(&mut report);
    report.to_string()
}

/// The same without its digest, where that is not what is tried.
fn changed_unsigned(change: impl FnOnce(&mut Value)) -> String {
    changed(|report| {
        report.as_object_mut().unwrap().remove("digest");
        change(report);
    })
}

/// A report with these answers alone.
fn with_answers(list: Value) -> String {
    changed_unsigned(|report| {
        report["answers"] = list;
        report.as_object_mut().unwrap().remove("results");
    })
}

// --- Out and in again ------------------------------------------------------------------------------------------

#[test]
fn written_read_and_written_again_is_the_same_byte_for_byte() {
    for notes in [true, false] {
        let first = write(&firm(), notes);
        let imported = read(&first).unwrap();
        assert_eq!(imported.notes, []);
        assert_eq!(write(&imported.assessment, notes), first);
        let expected = if notes { firm() } else { Assessment { notes: Map::new(), ..firm() } };
        assert_eq!(imported.assessment, expected);
        assert_eq!(value(&first)["digest"], json!(imported.digest));
    }
}

#[test]
fn any_assessment_comes_back_as_it_was() {
    let mut chance = Chance(12);
    for round in 0..60 {
        let given = chance.answers(pack(), round % 11);
        let assessment = Assessment { answers: given, ..firm() };
        let text = write(&assessment, true);
        let imported = read(&text).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!((&imported.assessment, imported.notes.len()), (&assessment, 0));
        assert_eq!(write(&imported.assessment, true), text);
    }
    let empty = Assessment::new("r".into(), "2026-11-24T10:00:00Z".into());
    check(&write(&empty, true), "taken in");
}

#[test]
fn the_file_is_sorted_whole_numbers_only_and_ends_in_a_line_feed() {
    fn walk(value: &Value) {
        match value {
            Value::Number(number) => assert!(number.is_u64(), "{number}"),
            Value::Array(items) => items.iter().for_each(walk),
            Value::Object(members) => {
                assert!(members.keys().is_sorted(), "{:?}", members.keys());
                members.values().for_each(walk);
            }
            _ => {}
        }
    }
    let text = write(&firm(), true);
    assert!(text.ends_with("}\n") && !text.contains('\r'));
    walk(&value(&text));
    let first_keys: Vec<&str> = text.lines().filter(|line| line.starts_with(" \"")).collect();
    assert!(first_keys.is_sorted(), "{first_keys:?}");
}

#[test]
fn notes_leave_only_when_ticked() {
    let text = write(&firm(), false);
    assert!(!text.contains("\"note\"") && !text.contains("Åsa") && !text.contains("only a note"));
    // Also a note at a question that this pack does not have.
    let newer = with_answers(json!([{"q": "marketing.Z", "value": {"level": 1}, "note": "Åsa"}]));
    let imported = read(&newer).unwrap();
    assert!(write(&imported.assessment, true).contains("Åsa"));
    let without = write(&imported.assessment, false);
    assert!(!without.contains("Åsa") && without.contains("marketing.Z"), "{without}");
    let only_note = with_answers(json!([{"q": "marketing.Z", "note": "Åsa"}]));
    assert!(!write(&read(&only_note).unwrap().assessment, false).contains("marketing.Z"));
}

#[test]
fn the_digest_does_not_depend_on_how_the_file_is_laid_out() {
    fn backwards(value: &Value) -> String {
        match value {
            Value::Object(members) => {
                let each =
                    members.iter().rev().map(|(name, member)| format!("{} :\r\n{}", json!(name), backwards(member)));
                format!("{{{}}}", each.collect::<Vec<_>>().join(" ,\t"))
            }
            Value::Array(items) => format!("[{}]", items.iter().map(backwards).collect::<Vec<_>>().join(",")),
            other => other.to_string(),
        }
    }
    let text = write(&firm(), true);
    let other = backwards(&value(&text));
    assert_ne!(other, text);
    check(&other, "taken in");
    assert_eq!(read(&other).unwrap().digest, read(&text).unwrap().digest);
    // Letters written as escapes are the same letters.
    let escaped: String = text.chars().map(|c| if c.is_ascii() { c.to_string() } else { escape(c) }).collect();
    assert!(escaped.contains("\\u00e5"));
    check(&escaped, "taken in");
    check(&format!("\u{feff}{}", text.replace('\n', "\r\n")), "taken in");
}

fn escape(letter: char) -> String {
    letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

#[test]
fn what_was_changed_by_hand_is_noticed() {
    let level = |report: &mut Value, level: u8| {
        let items = report["answers"].as_array_mut().unwrap();
        items.iter_mut().find(|item| item["q"] == "production-delivery.W").unwrap()["value"]["level"] = json!(level);
    };
    check(&changed(|report| level(report, 5)), "taken in: digest-differs results-differ");
    check(&changed_unsigned(|report| level(report, 5)), "taken in: results-differ");
    check(&changed(|report| report["label"] = json!("x")), "taken in: digest-differs");
    check(&changed(|report| report["digest"] = json!("00")), "taken in: digest-differs");
    check(&changed_unsigned(|report| report["results"]["processes"] = json!([])), "taken in: results-differ");
    check(&changed_unsigned(|report| report["results"] = json!(null)), "taken in: results-differ");
    check(&changed_unsigned(|report| drop(report.as_object_mut().unwrap().remove("results"))), "taken in");
    // The answers are what counts.
    let imported = read(&changed(|report| level(report, 5))).unwrap();
    assert_eq!(imported.assessment.answers.get(&question("production-delivery.W")), Some(&Answer::Level(5)));
    assert_ne!(imported.digest, read(&write(&firm(), true)).unwrap().digest);
}

#[test]
fn a_report_of_another_questionnaire_is_refused_and_of_another_version_noted() {
    check(&changed(|report| report["pack"]["id"] = json!("plain-mean")), "refused: other-questionnaire");
    check(&changed_unsigned(|report| report["pack"]["version"] = json!("1.0.7")), "taken in: other-pack-version");
}

// --- Newer minor versions --------------------------------------------------------------------------------------

#[test]
fn what_a_newer_minor_version_adds_is_kept_and_written_out_again() {
    let newer = changed_unsigned(|report| {
        report["formatVersion"] = json!("1.7");
        report["plan"] = json!({"owner": "Åsa", "steps": [1, -2, 2.5, null, true, {"a": []}]});
        report["replaces"] = json!("0198");
        report["organisation"]["orgNumber"] = json!("556000-0000");
        let items = report["answers"].as_array_mut().unwrap();
        items.iter_mut().find(|item| item["q"] == "marketing.W").unwrap()["confidence"] = json!(3);
        items.push(json!({"q": "marketing.Z", "value": {"level": 4}, "note": "n", "extra": [1]}));
        items.push(json!({"q": "not-a-question-id", "value": {"choice": "x"}}));
        items.push(json!({"q": "production-delivery.S", "value": {"level": 9}}));
    });
    check(&newer, "taken in: question-unknown answer-twice answer-unusable");
    let imported = read(&newer).unwrap();
    let again = value(&write(&imported.assessment, true));
    assert_eq!(again["formatVersion"], "1.7");
    assert_eq!(again["plan"], value(&newer)["plan"]);
    assert_eq!(again["replaces"], "0198");
    assert_eq!(again["organisation"]["orgNumber"], "556000-0000");
    assert_eq!(again["organisation"]["label"], "Bageriet på hörnet");
    let item = |id: &str| again["answers"].as_array().unwrap().iter().find(|item| item["q"] == id).cloned().unwrap();
    assert_eq!(item("marketing.W"), json!({"q": "marketing.W", "value": {"level": 1}, "confidence": 3}));
    assert_eq!(item("marketing.Z"), json!({"q": "marketing.Z", "value": {"level": 4}, "note": "n", "extra": [1]}));
    assert_eq!(item("not-a-question-id"), json!({"q": "not-a-question-id", "value": {"choice": "x"}}));
    // From there on it is stable.
    let twice = read(&again.to_string()).unwrap().assessment;
    assert_eq!(value(&write(&twice, true)), again);
}

#[test]
fn an_answer_that_this_pack_does_not_take_waits_until_there_is_a_better_one() {
    let text = with_answers(json!([{"q": "marketing.W", "value": {"level": 9}}]));
    check(&text, "taken in: answer-unusable");
    let imported = read(&text).unwrap().assessment;
    assert!(imported.answers.is_empty());
    let kept = value(&write(&imported, true));
    assert_eq!(kept["answers"], json!([{"q": "marketing.W", "value": {"level": 9}}]));
    let answered = apply(pack(), imported, Event::Answered(question("marketing.W"), Answer::Level(2)));
    assert_eq!(value(&write(&answered, true))["answers"], json!([{"q": "marketing.W", "value": {"level": 2}}]));
}

#[test]
fn numbers_that_are_carried_along_stay_as_they_are() {
    let mut chance = Chance(21);
    let report = with_answers(json!([]));
    for _ in 0..600 {
        // Fifteen digits at most; more are rounded, and no version of the format writes any.
        let (digits, places) = (chance.below(1_000_000_000), chance.below(12));
        let number: f64 = format!("{digits}e-{places}").parse().unwrap();
        let text = report.replacen('{', &format!("{{\"extra\":{digits}e-{places},"), 1);
        let first = write(&read(&text).unwrap().assessment, true);
        assert_eq!(value(&first)["extra"].as_f64(), Some(number));
        check(&first, "taken in");
        assert_eq!(write(&read(&first).unwrap().assessment, true), first, "{number:e}");
    }
}

#[test]
fn versions_are_read_before_anything_else() {
    for (version, expected) in [
        (json!("1.0"), "taken in"),
        (json!("1.7"), "taken in"),
        (json!("1.4000000000"), "taken in"),
        (json!("2.0"), "refused: newer-version"),
        (json!("10.0"), "refused: newer-version"),
        (json!("0.9"), "refused: unknown-version"),
        (json!("1"), "refused: unknown-version"),
        (json!("1."), "refused: unknown-version"),
        (json!("1.x"), "refused: unknown-version"),
        (json!("1.0.0"), "refused: unknown-version"),
        (json!("-1.0"), "refused: unknown-version"),
        (json!("99999999999.0"), "refused: unknown-version"),
        (json!(1.0), "refused: unknown-version"),
        (json!(null), "refused: unknown-version"),
        (json!(["1.0"]), "refused: unknown-version"),
    ] {
        check(&changed_unsigned(|report| report["formatVersion"] = version), expected);
    }
    // A newer major may look like anything.
    check(r#"{"format": "kickstart-report", "formatVersion": "2.0", "answers": 7}"#, "refused: newer-version");
}

// --- The plan --------------------------------------------------------------------------------------------------

/// A report with this plan.
fn with_plan(plan: Value) -> String {
    changed_unsigned(|report| report["plan"] = plan)
}

/// The firm with a plan that has something of everything.
fn planned() -> String {
    with_plan(json!({
        "chosen": {"useCase": "general-ai-assistant", "process": "marketing"},
        "order": ["meeting-notes-actions"],
        "rejected": [{"useCase": "ai-policy-literacy", "reason": "other", "words": "Åsa"}],
        "own": [{"title": "Byta kassa"}, {"title": "Byta kassa"}],
        "firstStep": "Ring", "measure": "Timmar", "before": "6", "owner": "Åsa",
        "start": "2026-12-24", "checkOn": "2027-01-07",
    }))
}

/// The plan of a report that is taken in, as it is written out again.
fn plan_again(text: &str) -> Value {
    let assessment = read(text).unwrap_or_else(|problems| panic!("{problems:?}")).assessment;
    let again = write(&assessment, false);
    assert_eq!(write(&read(&again).unwrap().assessment, false), again);
    // A draft between the two changes nothing.
    let saved = draft_v1::read(pack(), "draft", &draft_v1::write(pack(), &draft(assessment))).unwrap();
    assert_eq!(write(&saved.assessment, false), again);
    value(&again)["plan"].clone()
}

#[test]
fn a_report_with_a_plan_is_read_and_written_again() {
    check(&planned(), "taken in");
    assert_eq!(plan_again(&planned()), value(&planned())["plan"]);
    assert_eq!(value(&write(&read(&planned()).unwrap().assessment, false))["formatVersion"], "1.1");
    check(&with_plan(json!({})), "taken in");
    assert_eq!(write(&read(&with_plan(json!({}))).unwrap().assessment, true), write(&firm(), true));
    // The version says only what can be in the file.
    let known = changed_unsigned(|report| report["formatVersion"] = json!("1.1"));
    assert_eq!(write(&read(&known).unwrap().assessment, true), write(&firm(), true));
}

#[test]
fn what_a_newer_version_adds_to_a_plan_is_kept_where_it_belongs() {
    let newer = changed_unsigned(|report| {
        report["formatVersion"] = json!("1.7");
        report["plan"] = json!({
            "chosen": {"useCase": "general-ai-assistant", "why": [1]},
            "rejected": [
                {"useCase": "ai-policy-literacy", "reason": "other", "words": "w", "on": "2026-11-24"},
                {"useCase": "meeting-notes-actions", "reason": "other"},
            ],
            "own": [{"title": "x", "n": 1}, {"title": "x", "n": 2}, {"title": "y"}],
            "budget": {"sek": 4_000},
        });
    });
    check(&newer, "taken in");
    assert_eq!(plan_again(&newer), value(&newer)["plan"]);
    let assessment = read(&newer).unwrap().assessment;
    let after = |events: Vec<Event>| {
        let changed = events.into_iter().fold(assessment.clone(), |assessment, event| apply(pack(), assessment, event));
        value(&write(&changed, true))["plan"].clone()
    };
    let other = Choice { idea: Idea::UseCase("meeting-notes-actions".into()), process: None };
    let chosen = after(vec![Event::PlanChosen(other)]);
    assert_eq!(chosen["chosen"], json!({"useCase": "meeting-notes-actions"}));
    assert_eq!(chosen["rejected"].as_array().unwrap().len(), 1);
    let changed = Rejection { reason: "no-time".into(), words: String::new() };
    let changed = after(vec![Event::PlanRejected("ai-policy-literacy".into(), changed)]);
    let expected = json!({"useCase": "ai-policy-literacy", "reason": "no-time", "on": "2026-11-24"});
    assert_eq!(changed["rejected"][0], expected);
    let emptied = after(vec![
        Event::PlanUnchosen,
        Event::PlanRestored("ai-policy-literacy".into()),
        Event::PlanRestored("meeting-notes-actions".into()),
        Event::PlanOwnRemoved(0),
        Event::PlanOwnRemoved(0),
        Event::PlanOwnRemoved(0),
    ]);
    assert_eq!(emptied, json!({"budget": {"sek": 4_000}}));
}

#[test]
fn what_a_plan_names_and_nobody_knows_is_noted_and_kept() {
    for plan in [
        json!({"chosen": {"useCase": "no-such-idea"}}),
        json!({"chosen": {"useCase": "general-ai-assistant", "process": "piracy"}}),
        json!({"order": ["no-such-idea"]}),
        json!({"rejected": [{"useCase": "no-such-idea", "reason": "other"}]}),
        json!({"rejected": [{"useCase": "general-ai-assistant", "reason": "bored"}]}),
    ] {
        check(&with_plan(plan.clone()), "taken in: plan-unknown");
        assert_eq!(plan_again(&with_plan(plan.clone())), plan);
    }
    for plan in [
        json!({"chosen": {}}),
        json!({"chosen": {"own": 0}}),
        json!({"chosen": {"own": 1}, "own": [{"title": "x"}]}),
        json!({"chosen": {"own": 0, "useCase": "general-ai-assistant"}, "own": [{"title": "x"}]}),
        json!({"chosen": {"process": "marketing", "extra": 1}}),
        json!({"start": "2026-02-30"}),
        json!({"checkOn": "soon"}),
        json!({"start": "24/11/2026"}),
    ] {
        let text = with_plan(plan.clone());
        check(&text, "taken in: plan-unusable");
        let read = read(&text).unwrap().assessment.plan;
        assert_eq!((read.chosen, read.start, read.check_on), (None, None, None), "{plan}");
        assert_eq!(plan_again(&text), plan);
    }
    // Until there is a better one.
    let text = with_plan(json!({"chosen": {"own": 3}, "start": "soon"}));
    let events = [
        Event::PlanChosen(Choice { idea: Idea::UseCase("general-ai-assistant".into()), process: None }),
        Event::PlanDated(PlanDate::Start, Date::parse("2026-12-24")),
    ];
    let better = events.into_iter().fold(read(&text).unwrap().assessment, |held, event| apply(pack(), held, event));
    let expected = json!({"chosen": {"useCase": "general-ai-assistant"}, "start": "2026-12-24"});
    assert_eq!(value(&write(&better, true))["plan"], expected);
    let twice = json!({
        "order": ["general-ai-assistant", "general-ai-assistant"],
        "rejected": [
            {"useCase": "ai-policy-literacy", "reason": "other"},
            {"useCase": "ai-policy-literacy", "reason": "no-time"},
        ],
    });
    check(&with_plan(twice.clone()), "taken in: id-twice");
    let rejected = json!([{"useCase": "ai-policy-literacy", "reason": "no-time"}]);
    assert_eq!(plan_again(&with_plan(twice)), json!({"order": ["general-ai-assistant"], "rejected": rejected}));
    check(&with_plan(json!({"start": "", "checkOn": "2026-12-24T08:00:00Z"})), "taken in");
}

#[test]
fn a_plan_of_the_wrong_shape_is_refused() {
    let long = |count: usize| "å".repeat(count);
    for (plan, code) in [
        (json!(null), "wrong-kind"),
        (json!([]), "wrong-kind"),
        (json!({"chosen": null}), "wrong-kind"),
        (json!({"chosen": {"own": -1}}), "out-of-range"),
        (json!({"chosen": {"own": 20}}), "out-of-range"),
        (json!({"chosen": {"useCase": "a b"}}), "bad-id"),
        (json!({"chosen": {"useCase": "<script>"}}), "bad-id"),
        (json!({"order": ["x".repeat(81)]}), "bad-id"),
        (json!({"order": {"a": 1}}), "wrong-kind"),
        (json!({"order": vec!["a"; 501]}), "too-many"),
        (json!({"rejected": [{"reason": "other"}]}), "missing-field"),
        (json!({"rejected": [{"useCase": "a"}]}), "missing-field"),
        (json!({"rejected": [{"useCase": "a", "reason": "other", "words": long(281)}]}), "too-long"),
        (json!({"own": [{}]}), "missing-field"),
        (json!({"own": [{"title": long(121)}]}), "too-long"),
        (json!({"own": vec![json!({"title": "x"}); 21]}), "too-many"),
        (json!({"firstStep": long(501)}), "too-long"),
        (json!({"measure": long(301)}), "too-long"),
        (json!({"before": long(201)}), "too-long"),
        (json!({"owner": long(121)}), "too-long"),
        (json!({"owner": {"name": "Åsa"}}), "wrong-kind"),
        (json!({"start": 20_261_224}), "wrong-kind"),
        (json!({"start": long(41)}), "too-long"),
    ] {
        check(&with_plan(plan), &format!("refused: {code}"));
    }
    let places = read(&with_plan(json!({"owner": long(121)}))).unwrap_err();
    assert_eq!((places[0].entry.as_str(), places[0].field.as_str()), ("plan", "owner"));
}

// --- Hostile files ---------------------------------------------------------------------------------------------

#[test]
fn every_hostile_file_has_its_fate() {
    let expected: &[(&str, &str)] = &[
        ("answers-object.json", "refused: wrong-kind"),
        ("array.json", "refused: wrong-format"),
        ("bad-ids.json", "refused: bad-id"),
        ("bom-crlf.json", "taken in"),
        ("comments.json", "refused: not-json"),
        ("control-character-raw.json", "refused: not-json"),
        ("draft.json", "refused: wrong-format"),
        ("duplicate-keys.json", "taken in"),
        ("empty.json", "refused: not-json"),
        ("fhir.json", "refused: wrong-format"),
        ("html.json", "refused: not-json"),
        ("level-false.json", "refused: wrong-kind"),
        ("level-float.json", "refused: out-of-range"),
        ("level-huge.json", "refused: out-of-range"),
        ("level-infinite.json", "refused: not-json"),
        ("level-negative.json", "refused: out-of-range"),
        ("level-null.json", "refused: wrong-kind"),
        ("level-text.json", "refused: wrong-kind"),
        ("lone-surrogate.json", "refused: not-json"),
        ("missing-members.json", "refused: missing-field"),
        ("nan.json", "refused: not-json"),
        ("newer-major.json", "refused: newer-version"),
        ("null.json", "refused: wrong-format"),
        ("number.json", "refused: wrong-format"),
        ("proto.json", "taken in: question-unknown"),
        ("said-false.json", "taken in: answer-unusable"),
        ("text.json", "refused: wrong-format"),
        ("trailing.json", "refused: not-json"),
        ("two-values.json", "refused: not-one-of"),
        ("unknown-value.json", "refused: not-one-of"),
        ("utf16-as-text.json", "refused: not-json"),
        ("words.json", "refused: not-one-of"),
    ];
    let folder = "tests/fixtures/reports/hostile";
    let mut files: Vec<String> =
        fs::read_dir(path(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, expected.iter().map(|(file, _)| *file).collect::<Vec<_>>());
    for (file, expected) in expected {
        assert_eq!(fate(&text_of(&format!("{folder}/{file}"))), *expected, "{file}");
    }
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let text = write(&firm(), true);
    for end in (0..text.len()).step_by(200).filter(|end| text.is_char_boundary(*end)) {
        check(&text[..end], "refused: not-json");
    }
    for begin in (1..text.len()).step_by(200).filter(|begin| text.is_char_boundary(*begin)) {
        assert!(fate(&text[begin..]).starts_with("refused"), "from {begin}");
    }
}

#[test]
fn a_file_with_any_one_byte_spoilt_is_read_or_refused_and_never_panics() {
    let text = write(&firm(), true);
    let mut chance = Chance(31);
    let mut refused = 0;
    for _ in 0..1_500 {
        let mut bytes = text.clone().into_bytes();
        let at = chance.below(bytes.len());
        bytes[at] = *chance.one(b"{}[]\",:\\0 9-eEnul\n\x01");
        if let Ok(spoilt) = String::from_utf8(bytes) {
            let found = fate(&spoilt);
            refused += usize::from(found.starts_with("refused"));
            // A change that nobody notices is none, or took the digest away.
            assert!(found != "taken in" || same(&spoilt, &text) || value(&spoilt)["digest"].is_null(), "{at}");
        }
    }
    assert!(refused > 500, "{refused}");
}

fn same(a: &str, b: &str) -> bool {
    value(a) == value(b)
}

#[test]
fn every_member_may_hold_the_wrong_kind_and_nothing_panics() {
    let wrong = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!("x"),
        json!([]),
        json!({}),
        json!([[{}]]),
    ];
    let report = value(&write(&read(&planned()).unwrap().assessment, true));
    let mut paths = Vec::new();
    every_path(&report, &mut Vec::new(), &mut paths);
    assert!(paths.len() > 170 && paths.iter().any(|path| path.starts_with("/plan/rejected/0/")));
    for path in paths {
        for kind in &wrong {
            let mut spoilt = report.clone();
            *spoilt.pointer_mut(&path).unwrap() = kind.clone();
            let found = fate(&spoilt.to_string());
            if let Some(written) = found.strip_prefix("taken in").map(|_| read(&spoilt.to_string()).unwrap()) {
                // What is taken in can be written and taken in again.
                let again = fate(&write(&written.assessment, true));
                assert!(again.starts_with("taken in") && !again.contains("digest"), "{path} {kind}: {again}");
            }
        }
        let mut without = report.clone();
        let (parent, name) = path.rsplit_once('/').unwrap();
        if let Some(members) = without.pointer_mut(parent).unwrap().as_object_mut() {
            members.remove(name);
            let _ = fate(&without.to_string());
        }
    }
}

fn every_path(value: &Value, at: &mut Vec<String>, paths: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), member)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
        _ => Vec::new(),
    };
    for (name, member) in inner {
        at.push(name);
        paths.push(format!("/{}", at.join("/")));
        every_path(member, at, paths);
        at.pop();
    }
}

#[test]
fn caps_are_checked_before_parsing() {
    let padded = |size: usize| {
        let text = write(&firm(), true);
        format!("{text}{}", " ".repeat(size - text.len()))
    };
    check(&padded(SIZE_LIMIT), "taken in");
    check(&padded(SIZE_LIMIT + 1), "refused: too-large");
    let deep = |depth: usize| {
        changed_unsigned(|report| {
            let mut nested = json!(1);
            for _ in 1..depth {
                nested = json!([nested]);
            }
            report["extra"] = nested;
        })
    };
    check(&deep(DEPTH_LIMIT), "taken in");
    check(&deep(DEPTH_LIMIT + 1), "refused: too-deep");
    check(&"[".repeat(1_000_000), "refused: too-deep");
    check(&"{\"a\":".repeat(500_000), "refused: too-deep");
    // Brackets inside texts are text.
    check(&changed_unsigned(|report| report["extra"] = json!("[{\\\"".repeat(100))), "taken in");
    let hidden = (1..=DEPTH_LIMIT).fold(json!(1), |nested, _| json!(["]}", nested]));
    check(&changed_unsigned(|report| report["extra"] = hidden), "refused: too-deep");
    check(&format!("{}{}", "\u{feff}".repeat(3), write(&firm(), true)), "taken in");
}

#[test]
fn what_was_taken_in_at_the_caps_can_be_written_and_read_again() {
    let deep = changed_unsigned(|report| {
        let nested = (1..DEPTH_LIMIT).fold(json!(1), |nested, _| json!([nested]));
        report["extra"] = nested;
    });
    check(&write(&read(&deep).unwrap().assessment, true), "taken in");
    let long = Assessment {
        label: "å".repeat(LABEL_LIMIT),
        notes: [
            (question("marketing.W"), "🥖".repeat(NOTE_LIMIT)),
            (question("marketing.D"), "\u{1}".repeat(NOTE_LIMIT)),
        ]
        .into_iter()
        .collect(),
        ..firm()
    };
    let text = write(&long, true);
    check(&text, "taken in");
    assert_eq!(read(&text).unwrap().assessment, long);
    check(&with_answers(json!([{"q": "marketing.W", "note": "x".repeat(NOTE_LIMIT + 1)}])), "refused: too-long");
    check(&changed(|report| report["organisation"]["label"] = json!("x".repeat(LABEL_LIMIT + 1))), "refused: too-long");
    let many = |count: usize| json!((0..count).map(|n| json!({"q": format!("marketing.x{n}")})).collect::<Vec<_>>());
    check(&with_answers(many(2_000)), "taken in: question-unknown");
    check(&with_answers(many(2_001)), "refused: too-many");
}

#[test]
fn every_count_that_can_be_answered_can_be_read() {
    for count in [1, 999_999, 1_000_000] {
        let headcount = question("profile.headcount");
        let counted = apply(pack(), firm(), Event::Answered(headcount.clone(), Answer::Number(count)));
        assert_eq!(counted.answers.get(&headcount), Some(&Answer::Number(count)));
        check(&write(&counted, true), "taken in");
    }
}

#[test]
fn one_question_answered_twice_is_noted_and_the_last_answer_holds() {
    let text = with_answers(json!([
        {"q": "marketing.W", "value": {"level": 1}, "note": "first"},
        {"q": "marketing.W", "value": {"level": 2}},
    ]));
    check(&text, "taken in: answer-twice");
    let assessment = read(&text).unwrap().assessment;
    assert_eq!(assessment.answers.get(&question("marketing.W")), Some(&Answer::Level(2)));
}

#[test]
fn of_two_entries_to_one_question_the_one_that_can_be_used_holds_and_nothing_is_left_of_the_other() {
    let [unusable, usable] = [json!({"choice": "food"}), json!({"level": 2})];
    for values in [[&unusable, &usable], [&usable, &unusable]] {
        let text = with_answers(
            values.map(|value| json!({"q": "marketing.W", "value": value, "note": "x", "new": true})).into(),
        );
        let first = read(&text).unwrap().assessment;
        assert_eq!(first.answers.get(&question("marketing.W")), Some(&Answer::Level(2)));
        assert_eq!(first.kept.answers, json!({"marketing.W": {"new": true}}).to_string());
        assert_eq!(read(&write(&first, true)).unwrap().assessment, first);
    }
}

#[test]
fn answers_of_the_wrong_kind_are_noted_and_kept() {
    for value in [
        json!({"choice": "food"}),
        json!({"number": 3}),
        json!({"choices": []}),
        json!({"notOurs": {}}),
        json!({"dontKnow": false}),
        json!({"notApplicable": false}),
        json!({"level": 6}),
    ] {
        let text = with_answers(json!([{"q": "marketing.W", "value": value.clone()}]));
        check(&text, "taken in: answer-unusable");
        let assessment = read(&text).unwrap().assessment;
        assert!(assessment.answers.is_empty(), "{value}");
        let again: Value = serde_json::from_str(&write(&assessment, true)).unwrap();
        assert_eq!(again["answers"][0]["value"], value);
    }
    for (id, value) in [
        ("marketing.N1", json!({"notApplicable": true})),
        ("profile.sector", json!({"choice": "piracy"})),
        ("firm.ai-input", json!({"choices": ["secrets", "dont-know"]})),
        ("picker.marketing", json!({"choice": "not-ours"})),
    ] {
        check(&with_answers(json!([{"q": id, "value": value}])), "taken in: answer-unusable");
    }
}

// --- The sample that is read for ever --------------------------------------------------------------------------

#[test]
fn the_first_version_is_read_for_ever() {
    let text = text_of(SAMPLE);
    let imported = read(&text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let codes: Vec<&str> = imported.notes.iter().map(|problem| problem.code).collect();
    // The engine and the pack may move on; the answers must not.
    assert!(codes.iter().all(|code| ["results-differ", "other-pack-version"].contains(code)), "{codes:?}");
    let mut expected = firm();
    expected.kept = imported.assessment.kept.clone();
    assert_eq!(imported.assessment, expected);
    assert_eq!(imported.digest, "b5f50605597c08bf98c28952c4a75ea6804af2013054355e2d8eb9e39daf0335");
}

// --- Drafts ----------------------------------------------------------------------------------------------------

fn draft(assessment: Assessment) -> draft_v1::Draft {
    draft_v1::Draft { revision: 41, tab: "tab-1".into(), saved_at: "2026-11-24T10:31:00Z".into(), assessment }
}

fn check_draft(assessment: Assessment) {
    let written = draft(assessment);
    let text = draft_v1::write(pack(), &written);
    let read = draft_v1::read(pack(), "draft", &text).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(read, written);
    assert_eq!(draft_v1::write(pack(), &read), text);
}

#[test]
fn a_draft_comes_back_with_place_pace_and_what_is_carried_along() {
    check_draft(Assessment::new("r".into(), String::new()));
    for last in [Step::Picker, Step::Question(question("marketing.N1")), Step::Question(QuestionId::Chosen)] {
        check_draft(Assessment { last: Some(last), pace: (12, 345), ..firm() });
    }
    check_draft(Assessment { pace: (u32::MAX, u32::MAX), ..firm() });
    let newer = changed_unsigned(|report| {
        report["formatVersion"] = json!("1.7");
        report["plan"] = json!({"owner": "Åsa"});
        let items = report["answers"].as_array_mut().unwrap();
        items.push(json!({"q": "marketing.Z", "value": {"level": 4}, "note": "n"}));
        items.retain(|item| item["q"] != "marketing.W");
        items.push(json!({"q": "marketing.W", "value": {"level": 8}}));
    });
    let imported = read(&newer).unwrap().assessment;
    assert!(!imported.kept.report.is_empty() && !imported.kept.answers.is_empty());
    check_draft(imported);
}

#[test]
fn a_draft_holds_no_longer_name_than_a_report_takes() {
    let named = |label: &str| {
        let mut value: Value = value(&draft_v1::write(pack(), &draft(firm())));
        value["assessment"]["label"] = json!(label);
        draft_v1::read(pack(), "draft", &value.to_string()).unwrap().assessment
    };
    for length in [LABEL_LIMIT, LABEL_LIMIT + 1, 200] {
        let taken = named(&"å".repeat(length));
        assert_eq!(taken.label, "å".repeat(LABEL_LIMIT), "{length}");
        // So it can be taken along, and opened again.
        assert_eq!(read(&write(&taken, true)).unwrap().assessment.label, taken.label);
    }
    assert_eq!(named("Åsas El").label, "Åsas El");
}

#[test]
fn a_draft_carries_along_only_answers_whose_shape_was_looked_at() {
    let mut value = value(&draft_v1::write(pack(), &draft(firm())));
    value["assessment"]["kept"] = json!({"report": "", "answers": "[{\"q\": 7}]"});
    let taken = draft_v1::read(pack(), "draft", &value.to_string()).unwrap().assessment;
    assert_eq!(taken.kept.answers, "");
    check(&write(&taken, true), "taken in");
}

#[test]
fn a_draft_that_cannot_be_read_is_refused_with_its_reason() {
    let check = |text: &str, code: &str| {
        let problems = draft_v1::read(pack(), "draft", text).expect_err(text);
        assert!(problems.iter().any(|problem| problem.code == code), "{problems:?}");
    };
    let text = draft_v1::write(pack(), &draft(firm()));
    check(&text[..text.len() / 2], "not-json");
    check(&text.replace("kickstart-draft", "kickstart-report"), "wrong-format");
    check(&text.replace("\"1.0\"", "\"2.0\""), "newer-version");
    check(&text.replace("\"revision\":41", "\"revision\":-1"), "out-of-range");
    check(&text.replace("\"revision\"", "\"revisionen\""), "missing-field");
    check("", "not-json");
    check("{}", "wrong-format");
    for end in (0..text.len()).step_by(200).filter(|end| text.is_char_boundary(*end)) {
        check(&text[..end], "not-json");
    }
}

// --- Packs whose reports could not be read again ---------------------------------------------------------------

fn read_changed_pack(change: impl FnOnce(&mut Value)) -> Result<Questionnaire, Vec<Problem>> {
    let mut pack = value(&text_of("tests/fixtures/packs/plain-mean.json"));
    change(&mut pack);
    pack_v1::read("pack", &pack.to_string())
}

#[test]
fn a_pack_whose_questions_could_not_be_told_apart_is_refused() {
    assert!(read_changed_pack(|_| {}).is_ok());
    let process = |id: &str| {
        let found = read_changed_pack(|pack| {
            pack["processes"][0]["id"] = json!(id);
            pack["groups"][0]["processes"][0] = json!(id);
        });
        found.map_or_else(|problems| problems[0].code, |_| "taken in")
    };
    assert_eq!(process("kitchen"), "taken in");
    for id in ["firm", "picker", "profile", "enabler", "chosen", "a.b"] {
        assert_eq!(process(id), "bad-id", "{id}");
    }
    assert_eq!(process(&"x".repeat(79)), "bad-id", "too long with its question");
    for id in ["signals", "simpler-fix", "A.B"] {
        let found = read_changed_pack(|pack| pack["dimensions"][0]["id"] = json!(id));
        assert_eq!(found.map_or_else(|problems| problems[0].code, |_| "taken in"), "bad-id", "{id}");
    }
}

#[test]
fn a_broken_pack_is_refused_with_what_is_wrong() {
    let check = |change: &dyn Fn(&mut Value), code: &str| {
        let problems = read_changed_pack(change).expect_err(code);
        assert!(problems.iter().any(|problem| problem.code == code), "{code}: {problems:?}");
    };
    check(&|pack| pack["method"]["weights"] = json!({"min": 0, "mean": 0}), "no-weight");
    check(&|pack| pack["method"]["need"]["medium"] = json!(60), "limits-swapped");
    let high = |pack: &mut Value| pack["method"]["need"]["medium"] = pack["method"]["need"]["high"].clone();
    assert!(read_changed_pack(high).is_ok(), "both limits may be one");
    check(&|pack| pack["method"]["ideas"]["governanceFloor"] = json!({"S": 2, "M": 1, "L": 3}), "floor-falls");
    check(&|pack| pack["outcomes"]["table"][0]["when"] = json!({"simplerFix": true}), "table-open");
    check(&|pack| pack["outcomes"]["table"] = json!([]), "table-open");
    check(&|pack| pack["outcomes"]["table"][0]["outcome"] = json!("perhaps"), "not-one-of");
    check(&|pack| pack["outcomes"]["cashCrisis"]["option"] = json!("broke"), "unknown-reference");
    check(&|pack| pack["groups"][0]["processes"] = json!([]), "unknown-reference");
    check(&|pack| pack["groups"][0]["processes"] = json!(["practice", "practice"]), "id-twice");
    check(&|pack| pack["dimensions"][1]["id"] = json!("A"), "id-twice");
    check(&|pack| pack["rules"] = json!([{"kind": "follows-from", "dimension": "A"}]), "rule-incomplete");
    for clause in [json!({"dimension": "Q", "atLeast": 2}), json!({"signal": "hearsay"})] {
        let rule = json!([{"kind": "ask-if-any", "question": "practice.A", "any": [clause]}]);
        check(&|pack| pack["rules"] = rule.clone(), "unknown-reference");
    }
    check(
        &|pack| pack["rules"] = json!([{"kind": "follows-from", "dimension": "A", "from": "Q", "when": 0}]),
        "unknown-reference",
    );
    check(&|pack| pack["sourceLocale"] = json!("de"), "unknown-reference");
    check(&|pack| pack["extra"] = json!(1), "unknown-field");
    check(&|pack| drop(pack.as_object_mut().unwrap().remove("picker")), "missing-field");
}

#[test]
fn a_report_says_the_oldest_version_that_has_all_of_it() {
    let version = |assessment: &Assessment| value(&write(assessment, true))["formatVersion"].clone();
    assert_eq!(version(&firm()), "1.0");
    assert_eq!(version(&Assessment { replaces: "mistaken".into(), ..firm() }), "1.2");
    let earlier = history::earlier(pack(), "then.json", &write(&firm(), true)).unwrap();
    assert_eq!(version(&Assessment { history: vec![earlier], ..firm() }), "1.2");
}

// --- A contact that they have ticked may go along --------------------------------------------------------------

#[test]
fn a_contact_goes_along_only_while_it_is_ticked() {
    let ticked = |contact: &str| apply(pack(), firm(), Event::ContactGiven(Some(contact.into())));
    let with = ticked("  Åsa Berg, 0451-12345 ");
    let written = value(&write(&with, true));
    assert_eq!(written["formatVersion"], "1.3");
    assert_eq!(written["organisation"]["contact"], "Åsa Berg, 0451-12345");
    assert_eq!(written["consent"], json!({"notes": true, "contact": true}));
    check(&write(&with, true), "taken in");
    let again = read(&write(&with, true)).unwrap().assessment;
    assert_eq!(again.contact.as_deref(), Some("Åsa Berg, 0451-12345"));
    assert_eq!(write(&again, true), write(&with, true));
    // A draft keeps what is half typed, and that it is ticked.
    for contact in [Some("Åsa"), Some(""), None] {
        let held = apply(pack(), firm(), Event::ContactGiven(contact.map(str::to_string)));
        let back = draft_v1::read(pack(), "draft", &draft_v1::write(pack(), &draft(held.clone()))).unwrap().assessment;
        assert_eq!(back.contact, held.contact);
    }
    // Without the tick, or without words, the file is the one that it always was.
    let unticked = apply(pack(), with, Event::ContactGiven(None));
    for none in [unticked, ticked(""), ticked(" \n")] {
        assert_eq!(write(&none, true), write(&firm(), true));
    }
    let long = ticked(&"å".repeat(CONTACT_LIMIT + 1));
    assert_eq!(long.contact.unwrap().chars().count(), CONTACT_LIMIT);
    let longer = changed_unsigned(|report| report["organisation"]["contact"] = json!("x".repeat(CONTACT_LIMIT + 1)));
    check(&longer, "refused: too-long");
}

#[test]
fn a_contact_that_nobody_ticked_is_shown_to_nobody_and_lost_to_nobody() {
    for consent in [json!({"notes": true}), json!({"notes": true, "contact": false})] {
        let text = changed_unsigned(|report| {
            report["organisation"]["contact"] = json!("Åsa, 0451-12345");
            report["consent"] = consent;
        });
        let read = read(&text).unwrap().assessment;
        assert_eq!(read.contact, None);
        let again = value(&write(&read, true));
        assert_eq!(again["organisation"]["contact"], "Åsa, 0451-12345");
        assert_eq!(again["consent"], json!({"notes": true}));
    }
}
