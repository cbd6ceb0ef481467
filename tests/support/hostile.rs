//! Files that have every text of their formats, and texts that ought to do harm: which texts there are is read from the
//! formats themselves.

#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use kickstart::assessment::Assessment;
use kickstart::date::Date;
use kickstart::plan::{Choice, Idea, OwnIdea, Rejection};
use kickstart::text::Locale;
use kickstart::wire::report_v1::history;
use kickstart::wire::shape::Shape;
use kickstart::wire::{draft_v1, report_v1, workshop_v1};
use serde_json::{Value, json};

use super::rooms::one_firm;
use super::support::{catalogue, pack, text_of};

pub const PAYLOADS: [&str; 26] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>'",
    "&lt;script&gt;&#0;",
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "|calc|x|",
    "＝1+1",
    "\u{feff}=1+1",
    "\u{202e}gpj.exe",
    "\u{2066}\u{2068}a",
    "a\0b\u{1b}[31m\u{7f}",
    "x\r\nBEGIN:VEVENT\r\nATTACH:http://evil.example/\r\n",
    "x\r\n\r\nContent-Type: text/html\r\n\r\n<b>",
    "[x](javascript:alert(1)) ![x](http://evil.example/x.png)",
    "<http://evil.example>",
    "# h\n* x\n\n---\n1. y\n> z\n```",
    "`a` $x$ ~~x~~ __x__ {area} {firm}",
    "x\";a,b;c\n\"d\",\"e\"\r\n",
    ") Tj /OpenAction << /S /JavaScript /JS (app.alert(1)) >> (",
    LONG,
];
/// Stands for a text as long as the field takes.
pub const LONG: &str = "long";

/// Texts that are checked by more than their shape, so that a payload there refuses the file or moves the report out of
/// the tables. They are tried one at a time.
pub const APART: [&str; 2] = ["formatVersion", "pack/version"];

// --- Every text of a format ------------------------------------------------------------------------------------

/// The ways to all texts of a shape; a list is `[]`, a map `*`.
pub fn texts(shape: &Shape, way: &str, found: &mut BTreeSet<String>) {
    match shape {
        Shape::Text(_) => {
            found.insert(way.to_string());
        }
        Shape::List(item, _) => texts(item, &format!("{way}[]"), found),
        Shape::Map(item, _) => texts(item, &format!("{way}/*"), found),
        Shape::Object(fields, _) | Shape::OneOf(fields) => {
            for field in *fields {
                texts(&field.shape, format!("{way}/{}", field.name).trim_start_matches('/'), found);
            }
        }
        _ => {}
    }
}

/// Puts a payload into every text that is `wanted` by its way, cut to what fits; gives the ways that were met.
pub fn put(
    shape: &Shape,
    way: &str,
    value: &mut Value,
    payload: &str,
    wanted: &dyn Fn(&str) -> bool,
) -> BTreeSet<String> {
    let mut met = BTreeSet::new();
    match (shape, value) {
        (Shape::Text(most), value @ Value::String(_)) if wanted(way) => {
            let long = "Å<=\u{1f41d} ".repeat(most / 5 + 1);
            let payload = if payload == LONG { &long } else { payload };
            *value = json!(payload.chars().take(*most).collect::<String>());
            met.insert(way.to_string());
        }
        (Shape::List(item, _), Value::Array(items)) => {
            items.iter_mut().for_each(|value| met.extend(put(item, &format!("{way}[]"), value, payload, wanted)));
        }
        (Shape::Map(item, _), Value::Object(members)) => {
            members.values_mut().for_each(|value| met.extend(put(item, &format!("{way}/*"), value, payload, wanted)));
        }
        (Shape::Object(fields, _) | Shape::OneOf(fields), Value::Object(members)) => {
            for field in *fields {
                if let Some(value) = members.get_mut(field.name) {
                    let way = format!("{way}/{}", field.name);
                    met.extend(put(&field.shape, way.trim_start_matches('/'), value, payload, wanted));
                }
            }
        }
        _ => {}
    }
    met
}

pub fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

// --- Files that have every text --------------------------------------------------------------------------------

/// A firm that has typed into every field there is.
pub fn talkative() -> Assessment {
    let file = "seeds/demo/el-montage.kickstart.json";
    let mut firm = report_v1::read(pack(), catalogue(), file, &text_of(file)).unwrap().assessment;
    firm.label = "Firman".into();
    firm.contact = Some("Åsa".into());
    firm.replaces = "r-0".into();
    let questions: Vec<_> = firm.answers.iter().map(|(question, _)| question.clone()).collect();
    firm.notes = questions.into_iter().map(|question| (question, "Pärmen".to_string())).collect();
    firm.remember(history::earlier(pack(), "v1", &text_of("tests/fixtures/reports/v1.0.kickstart.json")).unwrap());
    let plan = &mut firm.plan;
    plan.own = vec![OwnIdea { title: "Svetsroboten".into() }];
    plan.chosen = Some(Choice { idea: Idea::Own(0), process: Some("sales-quoting".into()) });
    let rejection = Rejection { reason: "other".into(), words: "Nej".into() };
    plan.rejected.insert("quote-draft-from-history".into(), rejection);
    (plan.first_step, plan.measure) = ("Börja".into(), "Timmar".into());
    (plan.before, plan.owner) = ("Tio".into(), "Åsa".into());
    plan.start = Date::parse("2026-12-01");
    plan.check_on = Date::parse("2027-01-15");
    firm
}

pub fn saved(firm: &Assessment) -> String {
    let context =
        report_v1::Context { tool: "0.1.0", locale: &Locale::new("sv"), now: "2026-11-24T10:00:00Z", notes: true };
    report_v1::write(pack(), catalogue(), firm, &context)
}

/// A report with a note in its history too.
pub fn full_report() -> Value {
    let mut report = parsed(&saved(&talkative()));
    report["history"][0]["answers"][0]["note"] = json!("Då");
    report
}

pub fn full_workshop() -> Value {
    let mut workshop = parsed(&workshop_v1::write(&one_firm()));
    workshop["ballots"][0]["answers"][0]["note"] = json!("Här");
    workshop
}

pub fn full_draft() -> Value {
    let saved_at = "2026-11-24T10:00:00Z".to_string();
    let draft = draft_v1::Draft { revision: 1, tab: "t".into(), saved_at, assessment: talkative() };
    let mut value = parsed(&draft_v1::write(pack(), &draft));
    value["assessment"]["last"] = json!("picker");
    value["assessment"]["history"][0]["answers"][0]["note"] = json!("Då");
    value
}

/// A file with a payload in every text but those [`APART`], after a look at whether every text of its format is there.
pub fn planted(shape: &Shape, full: Value, payload: &str, also_apart: &[&str]) -> Value {
    let mut value = full;
    let mut all = BTreeSet::new();
    texts(shape, "", &mut all);
    let met = put(shape, "", &mut value.clone(), payload, &|_| true);
    assert_eq!(met, all, "the suite's file has every text of its format");
    put(shape, "", &mut value, payload, &|way| {
        !also_apart.contains(&way)
            && !APART.iter().any(|apart| {
                way == *apart || way.ends_with(&format!("/{apart}")) || way.ends_with(&format!("]/{apart}"))
            })
    });
    value
}

pub fn report(payload: &str) -> Value {
    planted(report_v1::shape(), full_report(), payload, &["plan/start", "plan/checkOn"])
}

/// A workshop with that report in it.
pub fn room(payload: &str) -> Value {
    let mut room = planted(workshop_v1::shape(), full_workshop(), payload, &["reports[]"]);
    room["reports"] = json!([report(payload).to_string()]);
    room
}
