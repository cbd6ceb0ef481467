//! Whatever a person types or a file holds, every output carries it as text and as nothing else. Which texts there are is
//! read from the formats, so that a new one is tried as well.

#![cfg(all(feature = "pdf", feature = "xlsx"))]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/firms.rs"]
mod firms;
#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/pages.rs"]
mod pages;
#[path = "support/rooms.rs"]
mod rooms;
mod support;

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use hostile::{APART, LONG, PAYLOADS, full_draft, full_report, parsed, planted, put, report, room, saved};
use kickstart::brief::Desk;
use kickstart::cohort::{Filter, Goals, Place};
use kickstart::glance::{Ask, glance};
use kickstart::paper::{self, Wanted, workshop};
use kickstart::pdf::Fonts;
use kickstart::plan::{calendar, text as plan_text};
use kickstart::print::{Content, print, print_workshop};
use kickstart::questionnaire::Wording;
use kickstart::text::{Locale, Prose};
use kickstart::wire::cohort_in::Arrivals;
use kickstart::wire::csv::{self, Style};
use kickstart::wire::{cohort_v1, draft_v1, pdf_in, prose_v1, report_v1, workshop_in, workshop_v1, xlsx};
use kickstart::words::Words;
use lopdf::{Document, Object};
use pages::fonts;
use serde_json::json;
use support::{all_texts, catalogue, guides, pack, text_of};

use firms::clerk;

// --- What outputs may look like --------------------------------------------------------------------------------

fn words(locale: &str) -> Prose {
    let mut prose = all_texts(locale);
    for file in [format!("questions/ui/problems/{locale}.json"), format!("questions/ui/{locale}/tables.json")] {
        prose.extend(prose_v1::read(&file, &text_of(&file)).unwrap().texts);
    }
    prose
}

/// Letters that turn the order of what stands after them, or that are no text at all.
fn turns_or_controls(text: &str) -> Option<char> {
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().find(|letter| turns(*letter) || letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

/// The cells of a CSV file (RFC 4180), read strictly.
fn cells(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().unwrap();
        let cell = row.last_mut().unwrap();
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' => {
                assert!(cell.is_empty(), "a quote inside a cell without quotes: {cell}");
                quoted = true;
            }
            letter if !quoted && letter == separator => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'), "a line ends half");
                rows.push(vec![String::new()]);
            }
            '\n' if !quoted => panic!("a line ends half"),
            letter => cell.push(letter),
        }
    }
    assert!(!quoted && rows.pop() == Some(vec![String::new()]), "the last line does not end");
    rows
}

fn no_formula(cell: &str) {
    let first = cell.trim_start_matches('\u{feff}').chars().next();
    assert!(!first.is_some_and(|first| "=+-@\t\r\n＝＋－＠".contains(first)), "a formula: {cell:?}");
    assert_eq!(turns_or_controls(cell), None, "{cell:?}");
}

/// How often each sign of Markdown stands unescaped, and how lines begin.
fn marks(text: &str) -> Vec<(String, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for line in text.lines() {
        let mut escaped = false;
        for (at, letter) in line.char_indices() {
            if !escaped && "`*_[]<>|~#$".contains(letter) {
                *counts.entry(letter.to_string()).or_default() += 1;
            }
            if at == 0 && "+-=:@".contains(letter) {
                *counts.entry(format!("line {letter}")).or_default() += 1;
            }
            escaped = !escaped && letter == '\\';
        }
    }
    counts.into_iter().collect()
}

/// Everything in a PDF that does something, and where it leads.
fn acts(bytes: &[u8]) -> BTreeSet<String> {
    fn visit(object: &Object, acts: &mut BTreeSet<String>) {
        match object {
            Object::Array(items) => items.iter().for_each(|item| visit(item, acts)),
            Object::Dictionary(members) => members.iter().for_each(|(name, value)| entry(name, value, acts)),
            Object::Stream(stream) => stream.dict.iter().for_each(|(name, value)| entry(name, value, acts)),
            _ => {}
        }
    }
    fn entry(name: &[u8], value: &Object, acts: &mut BTreeSet<String>) {
        let name = String::from_utf8_lossy(name).into_owned();
        let does = match name.as_str() {
            "URI" => Some(format!("URI {}", String::from_utf8_lossy(value.as_str().unwrap()))),
            "JS" | "JavaScript" | "OpenAction" | "AA" | "Launch" | "SubmitForm" | "RichMedia" => Some(name),
            "S" => value.as_name().ok().map(|kind| format!("S {}", String::from_utf8_lossy(kind))),
            _ => None,
        };
        acts.extend(does);
        visit(value, acts);
    }
    let mut all = BTreeSet::new();
    let document = Document::load_mem(bytes).unwrap();
    document.objects.values().for_each(|object| visit(object, &mut all));
    all
}

/// What a file of the payload gives, beside what it gives with a harmless word in the same places.
fn check(payload: &str, outputs: &dyn Fn(&str)) {
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| outputs(payload)));
    assert!(done.is_ok(), "with {payload:?}");
}

fn each_payload(outputs: &dyn Fn(&str)) {
    PAYLOADS.iter().for_each(|payload| check(payload, outputs));
}

const HARMLESS: &str = "x";

// --- The outputs -----------------------------------------------------------------------------------------------

#[test]
fn reports_drafts_and_workshops_carry_every_text_unchanged_and_say_it_in_one_line() {
    each_payload(&|payload| {
        let text = report(payload).to_string();
        let read = report_v1::read(pack(), catalogue(), payload, &text).unwrap();
        let again = report_v1::read(pack(), catalogue(), payload, &saved(&read.assessment)).unwrap();
        let mut held = read.assessment;
        held.contact = held.contact.map(|contact| contact.trim().to_string()).filter(|contact| !contact.is_empty());
        assert_eq!(again.assessment, held);

        let draft =
            planted(draft_v1::shape(), full_draft(), payload, &["assessment/kept/report", "assessment/kept/answers"]);
        let draft = draft_v1::read(pack(), payload, &draft.to_string()).unwrap();
        assert_eq!(draft_v1::read(pack(), payload, &draft_v1::write(pack(), &draft)).unwrap(), draft);

        let room = workshop_v1::read(pack(), payload, &room(payload).to_string()).unwrap().workshop;
        assert_eq!(workshop_v1::read(pack(), payload, &workshop_v1::write(&room)).unwrap().workshop, room);

        // Where a text is refused or noted, what is said of it is one sentence that stays in its own order.
        for apart in APART {
            let mut one = full_report();
            put(report_v1::shape(), "", &mut one, payload, &|way| way == apart);
            let problems = match report_v1::read(pack(), catalogue(), payload, &one.to_string()) {
                Ok(read) => read.notes,
                Err(problems) => problems,
            };
            assert!(!problems.is_empty());
            for problem in problems {
                let said = problem.sentence(&words("sv"));
                assert_eq!(turns_or_controls(&said), None, "{said:?}");
                assert!(!said.contains(['\n', '\r', '\t']), "{said:?}");
            }
        }
    });
}

#[test]
fn tables_hold_no_formula_and_no_further_row_cell_or_line() {
    let prose = words("sv");
    let tables = |payload: &str| {
        let clerk = clerk();
        let mut arrivals = Arrivals::default();
        arrivals.take_file(&clerk, Place::of(&format!("{payload}.json")), report(payload).to_string().as_bytes());
        arrivals.take_file(&clerk, Place::of("w.json"), room(payload).to_string().as_bytes());
        arrivals.take_file(&clerk, Place::of(payload), payload.as_bytes());
        arrivals.into_cohort()
    };
    let rows = |payload: &str| {
        let cohort = tables(payload);
        let room = cohort.room(&Filter::default());
        let mut shape = Vec::new();
        for anonymised in [false, true] {
            for (style, separator) in [(Style::Swedish, ';'), (Style::Plain, ',')] {
                let mut text = String::new();
                csv::write(style, pack(), &room, anonymised, &mut |part| text.push_str(part));
                let rows = cells(&text, separator);
                assert!(rows.iter().all(|row| row.len() == rows[0].len()), "a row has other cells");
                rows.iter().flatten().for_each(|cell| no_formula(cell));
                shape.push((rows.len(), rows[0].len()));
            }
            let mut lines = String::new();
            cohort_v1::write_lines(pack(), &room, anonymised, &mut |part| lines.push_str(part));
            lines.lines().for_each(|line| drop(parsed(line)));
            shape.push((lines.lines().count(), 0));
            let mut all = String::new();
            cohort_v1::write(&clerk(), &cohort, Goals::default(), anonymised, &mut |part| all.push_str(part));
            assert_eq!(cohort_v1::shape().check("", &parsed(&all)), []);

            let book = xlsx::book(&clerk(), &prose, &cohort, &room, anonymised).unwrap();
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
            for name in book.sheet_names() {
                assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name} has a formula");
                let range = book.worksheet_range(&name).unwrap();
                for (_, _, cell) in range.used_cells() {
                    assert!(
                        matches!(cell, Data::String(_) | Data::Float(_) | Data::Int(_) | Data::Bool(_)),
                        "{cell:?}"
                    );
                }
                shape.push((range.height(), range.width()));
            }
        }
        // What the page says of each file.
        let told = glance(&clerk(), &prose, &cohort, &Ask::default()).told.unwrap();
        let noted = told.noted.iter().flat_map(|(first, more)| [first].into_iter().chain(more));
        for said in noted.chain(&told.taken) {
            assert_eq!(turns_or_controls(said), None, "{said:?}");
        }
        shape
    };
    let harmless = rows(HARMLESS);
    assert!(harmless[0].0 > 3, "{harmless:?}");
    each_payload(&|payload| assert_eq!(rows(payload), harmless));
}

/// What can be in a calendar of ours.
const LINES: [&str; 12] = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Kickstart AI//",
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    "UID:",
    "DTSTAMP:",
    "DTSTART;VALUE=DATE:",
    "DTEND;VALUE=DATE:",
    "SUMMARY:",
    "DESCRIPTION:",
    "TRANSP:TRANSPARENT",
];

#[test]
fn calendars_and_texts_have_the_lines_and_marks_they_have_with_a_harmless_word() {
    let prose = words("sv");
    let outputs = |payload: &str| {
        let firm = report_v1::read(pack(), catalogue(), payload, &report(payload).to_string()).unwrap().assessment;
        let wording = Wording::of(pack(), &firm.answers);
        let words = Words { questionnaire: pack(), prose: &prose, wording: &wording };
        let desk = Desk {
            words: &words,
            catalogue: catalogue(),
            guides: guides(),
            answers: &firm.answers,
            today: clerk().today,
        };
        let said = desk.plan_words(&firm.plan, &firm.label).unwrap();
        let days = calendar(&said, payload, payload, firm.plan.start.unwrap(), firm.plan.check_on.unwrap());
        assert!(days.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{days}");
        let unfolded = days.replace("\r\n ", "");
        let ends = ["END:VEVENT", "END:VCALENDAR"];
        for line in unfolded.split_terminator("\r\n") {
            assert!(ends.contains(&line) || LINES.iter().any(|known| line.starts_with(known)), "{line:?}");
            assert_eq!(turns_or_controls(line), None, "{line:?}");
        }
        let wanted = Wanted { summary: false, notes: true };
        let paper = paper::paper(&desk, &firm, &Locale::new("sv"), wanted);
        let (plan, report) = (plan_text(&said), paper::text(&paper));
        let room = workshop_v1::read(pack(), payload, &room(payload).to_string()).unwrap().workshop;
        let firms = workshop_in::firms(&clerk(), &room);
        let record =
            |anonymised| paper::text(&workshop::paper(&clerk(), &prose, &Locale::new("sv"), &room, &firms, anonymised));
        let texts = [plan, report, record(false), record(true)];
        texts.iter().for_each(|text| assert_eq!(turns_or_controls(text), None, "{text:?}"));
        (unfolded.split("\r\n").count(), texts.map(|text| marks(&text)))
    };
    let harmless = outputs(HARMLESS);
    assert!(harmless.1.iter().all(|marks| !marks.is_empty()));
    each_payload(&|payload| assert_eq!(outputs(payload), harmless));
}

#[test]
fn pdfs_lead_nowhere_else_and_do_nothing() {
    let (regular, strong) = fonts();
    let prose = all_texts("sv");
    let sv = Locale::new("sv");
    let outputs = |payload: &str| {
        let fonts = Fonts { regular: &regular, strong: &strong };
        let content = Content { questionnaire: pack(), catalogue: catalogue(), guides: guides(), prose: &prose };
        let text = report(payload).to_string();
        let wanted = Wanted { summary: false, notes: true };
        let made = print(content, &text, &sv, wanted, clerk().today.into(), fonts).unwrap();
        assert_eq!(pdf_in::report_in(&made.bytes).as_deref(), Ok(&*text));
        let room = room(payload).to_string();
        let (record, _) = print_workshop(content, (payload, &room), &sv, false, clerk().today.into(), fonts).unwrap();
        assert_eq!(pdf_in::workshop_in(&record.bytes).as_deref(), Ok(&*room));
        [acts(&made.bytes), acts(&record.bytes)]
    };
    let harmless = outputs(HARMLESS);
    assert!(harmless.iter().flatten().any(|act| act.starts_with("URI ")), "{harmless:?}");
    assert!(
        !harmless.iter().flatten().any(|act| act.contains("JavaScript") || act == "JS" || act == "Launch"),
        "{harmless:?}"
    );
    // A PDF takes its time: those that could mean something to it, and the longest.
    let some =
        |payload: &&&str| ["http", "script", "(", "\u{202e}", "\0", LONG].iter().any(|part| payload.contains(part));
    for payload in PAYLOADS.iter().filter(some) {
        check(payload, &|payload| assert_eq!(outputs(payload), harmless));
    }
}

#[test]
fn an_id_is_no_formula_either() {
    let prose = words("sv");
    for id in ["@SUM", "-1", "-A1.B2", "..", "@"] {
        let mut report = full_report();
        report["reportId"] = json!(id);
        report["plan"]["rejected"][0]["reason"] = json!(id);
        let mut arrivals = Arrivals::default();
        arrivals.take_file(&clerk(), Place::of(id), report.to_string().as_bytes());
        let cohort = arrivals.into_cohort();
        let room = cohort.room(&Filter::default());
        let mut text = String::new();
        csv::write(Style::Plain, pack(), &room, false, &mut |part| text.push_str(part));
        assert!(text.contains(id));
        cells(&text, ',').iter().flatten().for_each(|cell| no_formula(cell));
        xlsx::book(&clerk(), &prose, &cohort, &room, false).unwrap();
    }
}
