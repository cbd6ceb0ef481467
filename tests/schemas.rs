//! The published schemas are those that the program checks files with, and the real files are as they say.
//!
//! After a change of a format on purpose: `UPDATE_SNAPSHOTS=1 cargo test --test schemas`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kickstart::answer::Answer;
use kickstart::assessment::Assessment;
use kickstart::ids::QuestionId;
use kickstart::text::Locale;
use kickstart::wire::shape::{Field, Shape};
use kickstart::wire::{
    self, actors_v1, benchmark_v1, colours_v1, draft_v1, funding_v1, index_v1, law_v1, pack_v1, prose_v1, region_v1,
    report_v1, schema, seed_v1, training_v1, workshop_v1,
};
use kickstart::workshop::{Kind, Vote, Workshop};
use serde_json::{Value, json};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

#[test]
fn the_checked_in_schemas_are_those_of_the_program() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut listed = Vec::new();
    for (path, made) in schema::all() {
        if update {
            fs::create_dir_all(root().join(path).parent().unwrap()).unwrap();
            fs::write(root().join(path), &made).unwrap();
        }
        assert!(text(path) == made, "{path} differs. If that is meant: UPDATE_SNAPSHOTS=1 cargo test --test schemas");
        listed.push(path.to_string());
    }
    for folder in ["questions/schema", "seeds/schema"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy());
            assert!(listed.contains(&path), "{path} belongs to no format");
        }
    }
}

fn json_files(folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("schema") {
            json_files(&path, files);
        } else if path.extension().is_some_and(|end| end == "json") {
            files.push(path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
}

#[test]
fn every_real_file_is_as_its_format_says() {
    let shapes: BTreeMap<&str, &'static Shape> = BTreeMap::from([
        (index_v1::FORMAT, index_v1::shape()),
        (pack_v1::FORMAT, pack_v1::shape()),
        (prose_v1::FORMAT, prose_v1::shape()),
        (seed_v1::FORMAT, seed_v1::shape()),
        (actors_v1::FORMAT, actors_v1::shape()),
        (training_v1::FORMAT, training_v1::shape()),
        (law_v1::FORMAT, law_v1::shape()),
        (funding_v1::FORMAT, funding_v1::shape()),
        (benchmark_v1::FORMAT, benchmark_v1::shape()),
        (region_v1::FORMAT, region_v1::shape()),
        (colours_v1::FORMAT, colours_v1::shape()),
        (report_v1::FORMAT, report_v1::shape()),
    ]);
    let mut files = Vec::new();
    ["questions", "seeds"].iter().for_each(|folder| json_files(&root().join(folder), &mut files));
    assert!(files.len() > 30, "only {} files were found", files.len());
    for file in files {
        let text = text(&file);
        let format = wire::format_of(&file, &text).unwrap();
        let shape = shapes.get(format.as_str()).unwrap_or_else(|| panic!("{file}: no shape for {format:?}"));
        assert_eq!(shape.check(&file, &wire::parse(&file, &text).unwrap()), Vec::new(), "{file}");
    }
}

#[test]
fn what_the_program_writes_is_as_its_format_says() {
    let pack = pack_v1::read("pack", &text("questions/ai-maturity/questionnaire.json")).unwrap();
    let ideas = seed_v1::read("ideas", &text("seeds/use-cases/use-cases.json")).unwrap();
    let process = pack.in_order().next().unwrap().clone();
    let mut answers = kickstart::answer::Answers::new();
    answers.set(QuestionId::Chosen, Answer::Choices([process.as_str().into()].into()));
    answers.set(QuestionId::Profile("headcount".into()), Answer::Number(12));
    answers.set(QuestionId::Profile("sector".into()), Answer::Choice("food".into()));
    answers.set(QuestionId::Time(process.clone()), Answer::NotOurs(Some("too-small".into())));
    for (index, dimension) in pack.dimensions.iter().enumerate() {
        let answer = match index {
            0 => Answer::DontKnow,
            1 => Answer::NotApplicable,
            _ => Answer::Level(dimension.top),
        };
        answers.set(QuestionId::Process(process.clone(), dimension.id.clone()), answer);
    }
    let mut assessment = Assessment {
        report_id: "r-1".into(),
        created_at: "2026-11-23T09:00:00Z".into(),
        label: "Bageriet".into(),
        answers,
        ..Assessment::default()
    };
    assessment.notes.insert(QuestionId::Chosen, "En anteckning".into());
    let locale = Locale::new("sv");
    let context = report_v1::Context { tool: "0.1.0", locale: &locale, now: "2026-11-23T10:00:00Z", notes: true };
    let report = report_v1::write(&pack, &ideas, &assessment, &context);
    let code = kickstart::code::Code::parse("K7XM42").unwrap();
    let processes = [process].into();
    let mut workshop =
        Workshop::new(&pack, "w-1".into(), code.clone(), "2026-11-23T09:00:00Z".into(), Kind::OneFirm, processes);
    workshop.agreed = assessment.answers.clone();
    workshop.notes = assessment.notes.clone();
    workshop.current = Some(QuestionId::FirmSignals);
    workshop.revealed.insert(QuestionId::FirmSignals);
    workshop.ballots.insert(code, Vote { answers: assessment.answers.clone(), ..Vote::default() });
    workshop.reports.push(report.clone());
    let workshop = workshop_v1::write(&workshop);
    assert_eq!(workshop_v1::shape().check("workshop", &wire::parse("workshop", &workshop).unwrap()), Vec::new());
    assert_eq!(report_v1::shape().check("report", &wire::parse("report", &report).unwrap()), Vec::new());
    let draft = draft_v1::Draft { revision: 1, tab: "t".into(), saved_at: "2026-11-23T10:00:00Z".into(), assessment };
    let draft = draft_v1::write(&pack, &draft);
    assert_eq!(draft_v1::shape().check("draft", &wire::parse("draft", &draft).unwrap()), Vec::new());
}

/// What is wrong with a value, as `code entry field`, each once.
fn check(shape: &Shape, value: Value, expected: &[&str]) {
    let found = shape.check("f", &value);
    let said: Vec<String> = found.iter().map(|one| format!("{} {} {}", one.code, one.entry, one.field)).collect();
    assert_eq!(said.iter().map(|one| one.trim()).collect::<Vec<_>>(), expected, "{value}");
}

#[test]
fn a_shape_takes_what_lies_on_its_limit_and_nothing_beyond() {
    check(&Shape::Text(3), json!("åäö"), &[]);
    check(&Shape::Text(3), json!("åäöå"), &["too-long"]);
    check(&Shape::Integer(2, 4), json!(1), &["out-of-range"]);
    check(&Shape::Integer(2, 4), json!(2), &[]);
    check(&Shape::Integer(2, 4), json!(4), &[]);
    check(&Shape::Integer(2, 4), json!(5), &["out-of-range"]);
    check(&Shape::Id, json!("a".repeat(80)), &[]);
    check(&Shape::Id, json!("a".repeat(81)), &["bad-id"]);
    check(&Shape::Id, json!(""), &["bad-id"]);
    check(&Shape::Id, json!("A-z_0.9@x"), &[]);
    check(&Shape::Id, json!("a b"), &["bad-id"]);
    check(&Shape::Word(&["yes", "no"]), json!("no"), &[]);
    check(&Shape::Word(&["yes", "no"]), json!("maybe"), &["not-one-of"]);
    check(&Shape::List(&Shape::Bool, 2), json!([true, false]), &[]);
    check(&Shape::List(&Shape::Bool, 2), json!([true, false, true]), &["too-many"]);
    check(&Shape::Map(&Shape::Bool, 2), json!({"a": true, "b": false}), &[]);
    check(&Shape::Map(&Shape::Bool, 2), json!({"a": true, "b": false, "c": true}), &["too-many"]);
    check(&Shape::Any, json!([{"a": null}]), &[]);
}

#[test]
fn what_is_wrong_is_named_by_the_way_to_it() {
    const ITEM: Shape = Shape::Object(
        &[
            Field { name: "id", shape: Shape::Id, required: true },
            Field { name: "on", shape: Shape::Bool, required: false },
        ],
        false,
    );
    const OPEN: Shape = Shape::Object(&[Field { name: "items", shape: Shape::List(&ITEM, 9), required: true }], true);
    const ONE: Shape = Shape::OneOf(&[
        Field { name: "a", shape: Shape::Bool, required: true },
        Field { name: "b", shape: Shape::Text(3), required: true },
    ]);
    check(&OPEN, json!({"items": [], "newer": 1}), &[]);
    check(&OPEN, json!({"newer": 1}), &["missing-field  items"]);
    check(&OPEN, json!({"items": [{"id": "x", "on": 1}]}), &["wrong-kind items[x] on"]);
    check(&OPEN, json!({"items": [{"id": "x"}, {"on": true}]}), &["missing-field items[2] id"]);
    check(&OPEN, json!({"items": [{"id": "x", "off": true}]}), &["unknown-field items[x] off"]);
    check(&ONE, json!({"a": true}), &[]);
    check(&ONE, json!({"b": "xyz"}), &[]);
    check(&ONE, json!({"b": 1}), &["wrong-kind  b"]);
    check(&ONE, json!({"a": true, "b": "x"}), &["not-one-of"]);
    check(&ONE, json!({"c": true}), &["not-one-of"]);
    for (shape, expected) in [
        (Shape::Text(1), "text"),
        (Shape::Id, "id"),
        (Shape::Word(&["yes"]), "yes"),
        (Shape::Integer(0, 1), "integer"),
        (Shape::Bool, "true/false"),
        (Shape::List(&Shape::Bool, 1), "[…]"),
        (Shape::Map(&Shape::Bool, 1), "{…}"),
    ] {
        let found = &shape.check("f", &Value::Null)[0];
        let values: Vec<&str> = found.values.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!((found.code, values), ("wrong-kind", vec![expected, "null"]));
    }
    // A long value is shown by its first forty characters.
    let found = &Shape::Bool.check("f", &json!("x".repeat(60)))[0];
    assert_eq!(found.values[1].1, format!("\"{}…", "x".repeat(39)));
    let found = &Shape::Bool.check("f", &json!("x".repeat(38)))[0];
    assert_eq!(found.values[1].1, format!("\"{}\"", "x".repeat(38)));
}

#[test]
fn a_file_may_be_as_large_and_as_deep_as_is_said_and_no_more() {
    assert_eq!((wire::SIZE_LIMIT, workshop_v1::SIZE_LIMIT), (4_194_304, 16_777_216));
    let of_size = |size: usize| format!("{}1", " ".repeat(size - 1));
    assert!(wire::parse("f", &of_size(wire::SIZE_LIMIT)).is_ok());
    let problem = wire::parse("f", &of_size(wire::SIZE_LIMIT + 1)).unwrap_err();
    assert_eq!((problem.code, problem.values[0].1.as_str()), ("too-large", "4 MB"));
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(wire::parse("f", &nested(wire::DEPTH_LIMIT)).is_ok());
    assert_eq!(wire::parse("f", &nested(wire::DEPTH_LIMIT + 1)).unwrap_err().code, "too-deep");
    // Brackets in a text are no depth, also after a quote or a backslash that is written in it.
    for text in [r#"["["#, r#"["\"["#, r#"["\\", "["#] {
        let value = format!("{text}{}\"]", "[{".repeat(30));
        assert!(wire::parse("f", &value).is_ok(), "{value}");
    }
    // What stands beside one another is no depth either.
    assert!(wire::parse("f", &format!("[{}[]]", "[[]],{\"a\":{}},".repeat(30))).is_ok());
}

#[test]
fn only_a_format_of_this_major_version_is_read() {
    let check = |format: &str, version: Value, expected: Result<(), &str>| {
        let value = json!({"format": format, "formatVersion": version});
        let found = wire::check_format("f", &value, "kickstart-x", 2);
        assert_eq!(found.map_err(|problem| problem.code), expected, "{value}");
    };
    check("kickstart-x", json!("2.0"), Ok(()));
    check("kickstart-x", json!("2.17"), Ok(()));
    check("kickstart-x", json!("3.0"), Err("newer-version"));
    check("kickstart-x", json!("1.9"), Err("unknown-version"));
    for unreadable in [json!("2"), json!("2.x"), json!(2.0), Value::Null] {
        check("kickstart-x", unreadable, Err("unknown-version"));
    }
    check("kickstart-y", json!("2.0"), Err("wrong-format"));
}
