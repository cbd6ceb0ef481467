//! Every reader's limits of size, depth, number and length, each at the limit and one beyond it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/firms.rs"]
mod firms;
#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/rooms.rs"]
mod rooms;
mod support;

use std::collections::BTreeSet;

use kickstart::cohort::Place;
use kickstart::problem::Problem;
use kickstart::qr;
use kickstart::wire::cohort_in::{Arrivals, Lines};
use kickstart::wire::hand_v1::{self, Refusal, TEXT_LIMIT};
use kickstart::wire::shape::Shape;
use kickstart::wire::{
    DEPTH_LIMIT, SIZE_LIMIT, actors_v1, benchmark_v1, draft_v1, format_of, funding_v1, index_v1, law_v1, pack_v1,
    pdf_in, prose_v1, region_v1, report_v1, seed_v1, training_v1, workshop_v1,
};
use serde_json::{Value, json};

use firms::clerk;
use hostile::{full_draft, full_report, full_workshop, put};
use support::{catalogue, pack, text_of};

const F: &str = "f.json";

type Read = Box<dyn Fn(&str) -> Vec<Problem>>;

/// A reader of texts: its problems, none where it reads.
fn reads<T>(read: impl Fn(&str) -> Result<T, Vec<Problem>> + 'static) -> Read {
    Box::new(move |text| read(text).err().unwrap_or_default())
}

/// Every reader of a file of JSON, with a good file of it and the most bytes it takes.
fn readers() -> Vec<(&'static str, Read, String, usize)> {
    let file = |path: &str| text_of(path);
    vec![
        ("report", reads(|text| report_v1::read(pack(), catalogue(), F, text)), full_report().to_string(), SIZE_LIMIT),
        ("earlier", reads(|text| report_v1::history::earlier(pack(), F, text)), full_report().to_string(), SIZE_LIMIT),
        ("draft", reads(|text| draft_v1::read(pack(), F, text)), full_draft().to_string(), SIZE_LIMIT),
        (
            "workshop",
            reads(|text| workshop_v1::read(pack(), F, text)),
            full_workshop().to_string(),
            workshop_v1::SIZE_LIMIT,
        ),
        ("pack", reads(|text| pack_v1::read(F, text)), file("questions/ai-maturity/questionnaire.json"), SIZE_LIMIT),
        ("ideas", reads(|text| seed_v1::read(F, text)), file("seeds/use-cases/use-cases.json"), SIZE_LIMIT),
        ("prose", reads(|text| prose_v1::read(F, text)), file("questions/ui/sv.json"), SIZE_LIMIT),
        ("index", reads(|text| index_v1::read(F, text)), file("questions/index.json"), SIZE_LIMIT),
        ("region", reads(|text| region_v1::read(F, text)), file("seeds/region/region.json"), SIZE_LIMIT),
        ("law", reads(|text| law_v1::read(F, text)), file("seeds/law/law.json"), SIZE_LIMIT),
        ("funding", reads(|text| funding_v1::read(F, text)), file("seeds/funding/funding.json"), SIZE_LIMIT),
        ("actors", reads(|text| actors_v1::read(F, text)), file("seeds/actors/actors.json"), SIZE_LIMIT),
        ("training", reads(|text| training_v1::read(F, text)), file("seeds/training/training.json"), SIZE_LIMIT),
        ("benchmarks", reads(|text| benchmark_v1::read(F, text)), file("seeds/benchmarks/benchmarks.json"), SIZE_LIMIT),
    ]
}

fn codes(problems: &[Problem]) -> BTreeSet<&'static str> {
    problems.iter().map(|problem| problem.code).collect()
}

/// A text with blanks at its end, to a length in bytes.
fn filled(text: &str, bytes: usize) -> String {
    format!("{text}{}", " ".repeat(bytes - text.len()))
}

#[test]
fn a_file_of_the_largest_size_is_read_and_a_byte_more_is_not() {
    for (name, read, good, limit) in readers() {
        assert_eq!(read(&filled(&good, limit)), [], "{name} at its limit");
        assert_eq!(codes(&read(&filled(&good, limit + 1))), ["too-large"].into(), "{name} beyond it");
    }
    // Only a workshop may have more than the others.
    let long = |format: &str, bytes: usize| filled(&json!({"format": format}).to_string(), bytes);
    let told = |text: &str| format_of(F, text).map_err(|problem| problem.code);
    assert_eq!(told(&long(workshop_v1::FORMAT, workshop_v1::SIZE_LIMIT)).as_deref(), Ok(workshop_v1::FORMAT));
    assert_eq!(told(&long(workshop_v1::FORMAT, workshop_v1::SIZE_LIMIT + 1)), Err("too-large"));
    assert_eq!(told(&long(report_v1::FORMAT, SIZE_LIMIT)).as_deref(), Ok(report_v1::FORMAT));
    assert_eq!(told(&long(report_v1::FORMAT, SIZE_LIMIT + 1)), Err("too-large"));
}

#[test]
fn size_and_depth_are_looked_at_before_anything_is_parsed() {
    // None of these is JSON; what is said is that it is too much, so nobody has tried.
    for (name, read, _, limit) in readers() {
        let mut found = codes(&read(&"{".repeat(limit + 1)));
        assert_eq!(found, ["too-large"].into(), "{name}");
        found = codes(&read(&"[".repeat(DEPTH_LIMIT + 1)));
        assert_eq!(found, ["too-deep"].into(), "{name}");
        found = codes(&read(&"[".repeat(DEPTH_LIMIT)));
        assert_eq!(found, ["not-json"].into(), "{name}");
    }
    let deep = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    let mut report = full_report();
    // The report itself is a level.
    report["more"] = serde_json::from_str(&deep(DEPTH_LIMIT - 1)).unwrap();
    assert_eq!(report_v1::read(pack(), catalogue(), F, &report.to_string()).err(), None);
    report["more"] = serde_json::from_str(&deep(DEPTH_LIMIT)).unwrap();
    assert_eq!(codes(&report_v1::read(pack(), catalogue(), F, &report.to_string()).unwrap_err()), ["too-deep"].into());
}

/// Lengthens each text, list and map of a shape to its limit, or one beyond; gives where.
fn lengthened(shape: &Shape, value: &Value, beyond: usize) -> Vec<(String, Value)> {
    fn places(shape: &Shape, way: String, value: &Value, beyond: usize, out: &mut Vec<(String, Value)>) {
        match (shape, value) {
            (Shape::Text(most), Value::String(_)) => out.push((way, json!("å".repeat(most + beyond)))),
            (Shape::List(item, most), Value::Array(items)) => {
                if let Some(first) = items.first() {
                    out.push((way.clone(), Value::Array(vec![first.clone(); most + beyond])));
                    places(item, format!("{way}/0"), first, beyond, out);
                }
            }
            (Shape::Map(item, most), Value::Object(members)) => {
                if let Some((name, first)) = members.iter().next() {
                    let many = (0..most + beyond).map(|at| (format!("k{at}.x"), first.clone()));
                    out.push((way.clone(), Value::Object(many.collect())));
                    places(item, format!("{way}/{name}"), first, beyond, out);
                }
            }
            (Shape::Object(fields, _) | Shape::OneOf(fields), value) => {
                for field in *fields {
                    if let Some(member) = value.get(field.name) {
                        places(&field.shape, format!("{way}/{}", field.name), member, beyond, out);
                    }
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    places(shape, String::new(), value, beyond, &mut out);
    out.into_iter()
        .map(|(way, piece)| {
            let mut whole = value.clone();
            *whole.pointer_mut(&way).unwrap() = piece;
            (way, whole)
        })
        .collect()
}

#[test]
fn every_text_and_list_of_a_file_has_a_limit_that_holds() {
    let files = [
        ("report", report_v1::shape(), full_report()),
        ("draft", draft_v1::shape(), full_draft()),
        ("workshop", workshop_v1::shape(), full_workshop()),
    ];
    for (name, shape, full) in files {
        let (at, beyond) = (lengthened(shape, &full, 0), lengthened(shape, &full, 1));
        assert!(at.len() > 8, "{name}: {}", at.len());
        for (way, value) in at {
            assert_eq!(shape.check(F, &value), [], "{name} {way} at its limit");
        }
        for (way, value) in beyond {
            let found = codes(&shape.check(F, &value));
            assert!(found == ["too-long"].into() || found == ["too-many"].into(), "{name} {way} beyond it: {found:?}");
        }
    }
    // And the reader asks the shape.
    let mut long = full_report();
    put(report_v1::shape(), "", &mut long, &"x".repeat(200_000), &|way| way == "organisation/label");
    long["organisation"]["label"] = json!("x".repeat(121));
    assert_eq!(codes(&report_v1::read(pack(), catalogue(), F, &long.to_string()).unwrap_err()), ["too-long"].into());
}

/// A PDF of so many bytes with a text embedded, plain.
fn pdf(text: &str, bytes: usize) -> Vec<u8> {
    let head =
        format!("%PDF-1.7\n1 0 obj\n<</Type/EmbeddedFile/Length {}>>\nstream\n{text}\nendstream\nendobj\n", text.len());
    let end = "\n%%EOF\n";
    let fill = " ".repeat(bytes.saturating_sub(head.len() + end.len()));
    format!("{head}{fill}{end}").into_bytes()
}

#[test]
fn a_pdf_and_what_is_embedded_in_it_have_limits() {
    let small = full_report().to_string();
    assert_eq!(pdf_in::report_in(&pdf(&small, pdf_in::SIZE_LIMIT)).as_deref(), Ok(&*small));
    assert_eq!(pdf_in::report_in(&pdf(&small, pdf_in::SIZE_LIMIT + 1)), Err(pdf_in::Refusal::TooLarge));
    let report = |bytes| filled(&small, bytes);
    assert_eq!(pdf_in::report_in(&pdf(&report(pdf_in::TEXT_LIMIT), 0)).map(|text| text.len()), Ok(pdf_in::TEXT_LIMIT));
    assert!(pdf_in::report_in(&pdf(&report(pdf_in::TEXT_LIMIT + pdf_in::TEXT_BUDGET), 0)).is_err());
    // A workshop may be larger than a report, in a PDF as in a file: as large as a PDF leaves room for.
    let workshop = filled(&full_workshop().to_string(), 2 * pdf_in::TEXT_LIMIT);
    for read in [pdf_in::workshop_in, pdf_in::data_in] {
        assert_eq!(read(&pdf(&workshop, 0)).map(|text| text.len()), Ok(workshop.len()));
    }
}

/// Why files were refused.
fn refused(arrivals: Arrivals) -> BTreeSet<&'static str> {
    let fates = arrivals.into_cohort().fates();
    fates.iter().filter(|fate| fate.is_refused()).flat_map(|fate| codes(&fate.notes)).collect()
}

#[test]
fn a_line_a_code_and_a_picture_have_limits() {
    let line = |bytes: usize| {
        let (mut arrivals, mut lines) = (Arrivals::default(), Lines::of("many.ndjson"));
        let text = filled(&full_report().to_string(), bytes);
        text.as_bytes().chunks(1 << 16).for_each(|slice| lines.take(&clerk(), slice, &mut arrivals));
        lines.end(&clerk(), &mut arrivals);
        refused(arrivals)
    };
    assert_eq!(line(SIZE_LIMIT), BTreeSet::new());
    assert_eq!(line(SIZE_LIMIT + 1), ["too-large"].into());
    let mut arrivals = Arrivals::default();
    arrivals.take_file(&clerk(), Place::of(F), &pdf("{}", pdf_in::SIZE_LIMIT + 1));
    assert_eq!(refused(arrivals), ["too-large"].into());

    let code = |letters: usize| hand_v1::read(pack(), &"H".repeat(letters));
    assert_eq!(code(TEXT_LIMIT), Err(Refusal::NotOurs));
    assert_eq!(code(TEXT_LIMIT + 1), Err(Refusal::TooLong));

    let side = qr::LONGEST_SIDE;
    let modules = qr::modules("HEJ").unwrap();
    let drawn = |wide: usize| {
        let dark = |x: usize, y: usize| {
            let at = |pixel: usize| (pixel / 8).checked_sub(qr::QUIET);
            at(y).and_then(|y| modules.get(y)).zip(at(x)).is_some_and(|(row, x)| row.get(x) == Some(&true))
        };
        let pixels: Vec<u8> = (0..300)
            .flat_map(|y| (0..wide).map(move |x| (x, y)))
            .map(|(x, y)| if dark(x, y) { 0 } else { 255 })
            .collect();
        qr::texts(wide, 300, &pixels)
    };
    assert_eq!(drawn(side), ["HEJ"]);
    assert_eq!(drawn(side + 1), [""; 0]);
}
