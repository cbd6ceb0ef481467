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
use kickstart::wire::shape::Shape;
use kickstart::wire::{
    self, actors_v1, benchmark_v1, colours_v1, draft_v1, funding_v1, index_v1, law_v1, pack_v1, prose_v1, region_v1,
    report_v1, schema, seed_v1, training_v1, workshop_v1,
};
use kickstart::workshop::{Kind, Vote, Workshop};

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
