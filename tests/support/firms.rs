//! Reports of invented firms, the same for the same seed: for the suites of the cohort and for measuring.

#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use kickstart::answer::{Answer, Answers};
use kickstart::assessment::Assessment;
use kickstart::cohort::{Clerk, Cohort, Place};
use kickstart::date::Date;
use kickstart::ids::{OptionId, QuestionId};
use kickstart::plan::{Choice, Idea};
use kickstart::text::Locale;
use kickstart::wire::cohort_in::Arrivals;
use kickstart::wire::report_v1::{self, Context};

use serde_json::{Value, json};

use super::support::{Chance, answers, catalogue, every_question, guides, pack, path};

pub type File = (String, Vec<u8>);

/// A firm that went through two to four processes.
pub fn assessment(chance: &mut Chance, number: usize) -> Assessment {
    let processes: Vec<_> = pack().in_order().cloned().collect();
    let from = chance.below(processes.len());
    let chosen = (0..2 + chance.below(3)).map(|step| processes[(from + step * 3) % processes.len()].clone());
    let chosen: Vec<_> = chosen.collect();
    let mut answers = Answers::new();
    for question in every_question(pack()) {
        let asked = question.process().is_none_or(|process| chosen.contains(process));
        if asked && chance.odds(19, 20) {
            answers.set(question.clone(), chance.answer(pack(), &question));
        }
    }
    for process in &chosen {
        answers.set(QuestionId::Time(process.clone()), Answer::Choice("much".into()));
        let simpler = QuestionId::SimplerFix(process.clone());
        answers.set(simpler, Answer::Choices(Default::default()));
    }
    answers.set(QuestionId::Chosen, Answer::Choices(chosen.iter().map(|id| OptionId::from(id.as_str())).collect()));
    answers.set(QuestionId::Profile("business".into()), Answer::Choice("steady".into()));
    let mut assessment = Assessment {
        label: format!("Firma {number}"),
        answers,
        ..Assessment::new(format!("r-{number:06}"), format!("2026-{:02}-15T08:00:00Z", 1 + number % 12))
    };
    if chance.odds(1, 3) {
        let idea = chance.one(&catalogue().use_cases).id.clone();
        assessment.plan.chosen = Some(Choice { idea: Idea::UseCase(idea), process: chosen.first().cloned() });
    }
    assessment
}

/// The report of an assessment, saved on a day of November 2026.
pub fn saved(assessment: &Assessment, day: usize) -> String {
    let now = format!("2026-11-{day:02}T10:00:00Z");
    let context = Context { tool: "0.1.0", locale: &Locale::new("sv"), now: &now, notes: false };
    report_v1::write(pack(), catalogue(), assessment, &context)
}

/// A report on one line.
pub fn line(report: &str) -> String {
    report.lines().map(str::trim_start).collect()
}

pub fn clerk() -> Clerk<'static> {
    Clerk::new(pack(), catalogue(), guides(), Date::parse("2026-11-24").unwrap())
}

/// A cohort of files by name.
pub fn cohort(files: &[(String, Vec<u8>)]) -> Cohort {
    let clerk = clerk();
    let mut arrivals = Arrivals::default();
    files.iter().for_each(|(name, bytes)| arrivals.take_file(&clerk, Place::of(name), bytes));
    arrivals.into_cohort()
}

/// So many firms, each in a file of its own.
pub fn files(seed: u64, firms: usize) -> Vec<(String, Vec<u8>)> {
    let mut chance = Chance(seed);
    let file = |number: usize| {
        let text = saved(&assessment(&mut chance, number), 1 + number % 28);
        (format!("{number:04}.kickstart.json"), text.into_bytes())
    };
    (0..firms).map(file).collect()
}

/// A firm by its id, with answers in the notation of the suites.
pub fn firm(id: &str, given: &str) -> Assessment {
    Assessment { answers: answers(given), ..Assessment::new(id.into(), "2026-10-01T08:00:00Z".into()) }
}

pub fn file(name: &str, firm: &Assessment, day: usize) -> File {
    (name.to_string(), saved(firm, day).into_bytes())
}

pub fn changed(file: &File, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut report: Value = serde_json::from_slice(&file.1).unwrap();
    report.as_object_mut().unwrap().remove("digest");
    change(&mut report);
    report.to_string().into_bytes()
}

/// A café that has come as far with everything.
pub const CAFE: &str = "profile.sector=food profile.headcount=#4 profile.municipality=1281 profile.business=steady; \
                    marketing: W2 D2 S2 P2 G2 U0 N1=2 N2=2 N3=2 signals=none";
/// A shop whose quotes take too long.
pub const SHOP: &str = "profile.sector=trade-retail profile.headcount=#20 profile.municipality=1280 profile.business=steady; \
                    marketing: W3 D3 S3 P? G3 U1 N1=0 N2=0 N3=0 signals=none; \
                    sales-quoting: W0 D0 S0 P0 G0 U0 N1=4 N2=4 N3=4 signals=quotes-slow+quotes-similar";

/// Twenty-four reports that are in order, among them a PDF, and six that are not.
pub fn thirty() -> Vec<File> {
    let mut files: Vec<File> =
        (0..12).map(|n| file(&format!("cafe-{n:02}.json"), &firm(&format!("c-{n:02}"), CAFE), 3)).collect();
    files.extend((0..11).map(|n| file(&format!("shop-{n:02}.json"), &firm(&format!("s-{n:02}"), SHOP), 4)));
    files.push(("el.pdf".to_string(), std::fs::read(path("tests/fixtures/pdf/base.pdf")).unwrap()));
    let cafe = files[0].clone();
    files.push(("truncated.json".to_string(), cafe.1[..cafe.1.len() / 2].to_vec()));
    files.push(("again.json".to_string(), cafe.1.clone()));
    let corrected = Assessment { replaces: "c-01".into(), ..firm("c-99", &CAFE.replace("W2", "W4")) };
    files.push(file("corrected.json", &corrected, 5));
    files.push(("newer.json".to_string(), changed(&cafe, |report| report["formatVersion"] = json!("2.0"))));
    files.push(("other.json".to_string(), changed(&cafe, |report| report["pack"]["id"] = json!("iot-maturity"))));
    files.push(("major.json".to_string(), changed(&cafe, |report| report["pack"]["version"] = json!("2.0.0"))));
    files
}
