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
use kickstart::chart::{Chart, to_svg};
use kickstart::cohort::{Clerk, Filter, Goals, Place};
use kickstart::document::Block;
use kickstart::glance::{Ask, glance};
use kickstart::guides::Guides;
use kickstart::paper::{self, Paper, Piece, Wanted, workshop};
use kickstart::pdf::{self, Fonts};
use kickstart::plan::{DayWords, PlanWords, calendar, text as plan_text};
use kickstart::print::{Content, print, print_workshop};
use kickstart::problem::Problem;
use kickstart::questionnaire::Wording;
use kickstart::statement::statement;
use kickstart::text::{Locale, Prose, fill, is_turning, quiet};
use kickstart::wire::cohort_in::Arrivals;
use kickstart::wire::csv::{self, Style};
use kickstart::wire::guides::{self as guides_in, FILES};
use kickstart::wire::shape::Shape;
use kickstart::wire::{
    actors_v1, benchmark_v1, cohort_v1, colours_v1, draft_v1, funding_v1, law_v1, pdf_in, prose_v1, report_v1,
    training_v1, workshop_in, workshop_v1, xlsx,
};
use kickstart::words::Words;
use lopdf::{Document, Object};
use pages::fonts;
use serde_json::{Value, json};
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

// --- Content of somebody else's ----------------------------------------------------------------------------------

/// A text as long as it may be, where the payload stands for that.
fn cut(payload: &str, most: usize) -> String {
    let payload = if payload == LONG { "Å<=\u{1f41d} ".repeat(most) } else { payload.to_string() };
    payload.chars().take(most).collect()
}

/// All words of a language with the payload instead of each text, or before it, so that names are filled in after it.
fn spoilt(payload: &str, before: bool) -> Prose {
    let own = words("sv");
    let spoil = |text: &str| cut(&if before { format!("{payload}{text}") } else { payload.to_string() }, 1_200);
    let texts: Vec<(String, String)> = own.iter().map(|(key, text)| (key.to_string(), spoil(text))).collect();
    let mut prose = Prose::new();
    for texts in texts.chunks(1_000) {
        let file =
            prose_v1::ProseFile { pack: "p".into(), piece: None, locale: Locale::new("sv"), texts: texts.to_vec() };
        prose.extend(prose_v1::read("p", &prose_v1::write(&file)).unwrap().texts);
    }
    prose
}

/// Elements and attributes that a picture of ours has; a reference leads to a glyph.
fn check_picture(chart: &Chart) {
    const ELEMENTS: [&str; 9] = ["svg", "title", "desc", "rect", "line", "polyline", "polygon", "circle", "text"];
    let svg = to_svg(chart, "a\"><script>");
    for tag in svg.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap();
        assert!(!text.contains(['>', '\n', '\r', '\t']) && turns_or_controls(text).is_none(), "{text:?}");
        let name = tag.trim_matches('/').split(' ').next().unwrap();
        assert!(ELEMENTS.contains(&name) || tag.starts_with("use href=\"#g-"), "{tag:?}");
        let values = tag.split('"').skip(1).step_by(2);
        assert_eq!(values.count() * 2, tag.matches('"').count(), "{tag:?}");
        let names = tag.split('"').step_by(2).flat_map(str::split_whitespace).filter(|part| part.ends_with('='));
        names.for_each(|name| assert!(!name.starts_with("on") && !name.starts_with("style"), "{tag:?}"));
    }
}

/// Every paper with some words and catalogues: the report, the workshop's record in both forms, the guide.
fn papers(prose: &Prose, guides: &Guides) -> Vec<Paper> {
    let sv = Locale::new("sv");
    let firm = hostile::talkative();
    let wording = Wording::of(pack(), &firm.answers);
    let words = Words { questionnaire: pack(), prose, wording: &wording };
    let desk = Desk { words: &words, catalogue: catalogue(), guides, answers: &firm.answers, today: clerk().today };
    let room = rooms::one_firm();
    let clerk = Clerk::new(pack(), catalogue(), guides, clerk().today);
    let firms = workshop_in::firms(&clerk, &room);
    let record = |anonymised| workshop::paper(&clerk, prose, &sv, &room, &firms, anonymised);
    vec![
        paper::paper(&desk, &firm, &sv, Wanted { summary: false, notes: true }),
        record(false),
        record(true),
        paper::guide::paper(pack(), guides.palette, prose, &sv),
    ]
}

/// The marks of each paper as text, after a look at its words and pictures.
fn text_marks(papers: &[Paper]) -> Vec<Vec<(String, usize)>> {
    let figures = papers.iter().flat_map(|paper| &paper.parts).flat_map(|part| &part.pieces);
    let figures = figures.filter_map(|piece| if let Piece::Figure(chart) = piece { Some(chart) } else { None });
    figures.for_each(|chart| check_picture(chart));
    let texts: Vec<String> = papers.iter().map(paper::text).collect();
    texts.iter().for_each(|text| assert_eq!(turns_or_controls(text), None, "{text:?}"));
    texts.iter().map(|text| marks(text)).collect()
}

/// What the papers do as PDFs.
fn papers_act(papers: &[Paper]) -> Vec<BTreeSet<String>> {
    let (regular, strong) = fonts();
    let fonts = Fonts { regular: &regular, strong: &strong };
    let written = papers.iter().map(|paper| pdf::write(paper, fonts, None, clerk().today.into()).unwrap());
    written.map(|written| acts(&written.bytes)).collect()
}

/// Where texts of ours lead that are no addresses of the catalogues.
fn without_addresses(acts: Vec<BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    let own = all_texts("sv").say("access.authority.url");
    acts.into_iter().map(|acts| acts.into_iter().filter(|act| !act.contains(&own)).collect()).collect()
}

#[test]
fn words_of_content_are_words_in_texts_pictures_and_calendars() {
    for before in [false, true] {
        let outputs = |payload: &str| {
            let prose = spoilt(payload, before);
            let firm = hostile::talkative();
            let wording = Wording::of(pack(), &firm.answers);
            let words = Words { questionnaire: pack(), prose: &prose, wording: &wording };
            let today = clerk().today;
            let desk = Desk { words: &words, catalogue: catalogue(), guides: guides(), answers: &firm.answers, today };
            let said = desk.plan_words(&firm.plan, &firm.label).unwrap();
            let days = calendar(&said, "r", "2026-11-24T10:00:00Z", today, today);
            assert!(days.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{days}");
            let unfolded = days.replace("\r\n ", "");
            for line in unfolded.split_terminator("\r\n") {
                let ends = ["END:VEVENT", "END:VCALENDAR"];
                assert!(ends.contains(&line) || LINES.iter().any(|known| line.starts_with(known)), "{line:?}");
                assert_eq!(turns_or_controls(line), None, "{line:?}");
            }
            (unfolded.split("\r\n").count(), marks(&plan_text(&said)), text_marks(&papers(&prose, guides())))
        };
        let harmless = outputs(HARMLESS);
        // Each takes its time: before a text, every third.
        let some = PAYLOADS.iter().step_by(if before { 3 } else { 1 });
        some.for_each(|payload| check(payload, &|payload| assert_eq!(outputs(payload), harmless)));
    }
}

#[test]
fn words_of_content_make_no_formula_and_name_a_sheet_as_far_as_one_can_be_called_that() {
    let mut arrivals = Arrivals::default();
    arrivals.take_file(&clerk(), Place::of("a.json"), full_report().to_string().as_bytes());
    let cohort = arrivals.into_cohort();
    let room = cohort.room(&Filter::default());
    each_payload(&|payload| {
        for before in [false, true] {
            let prose = spoilt(payload, before);
            let bytes = xlsx::book(&clerk(), &prose, &cohort, &room, false).unwrap();
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
            let names = book.sheet_names();
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 4, "{names:?}");
            for name in names {
                let odd = |letter| "[]:*?/\\".contains(letter);
                assert!(!name.is_empty() && name.encode_utf16().count() <= 31 && !name.contains(odd), "{name:?}");
                assert_eq!(turns_or_controls(&name), None, "{name:?}");
                assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name} has a formula");
                for (_, _, cell) in book.worksheet_range(&name).unwrap().used_cells() {
                    assert!(matches!(cell, Data::String(_) | Data::Float(_) | Data::Bool(_)), "{cell:?}");
                }
            }
        }
    });
    // A name that a sheet may have is kept whole.
    let names = |prose: &Prose| {
        let book = xlsx::book(&clerk(), prose, &cohort, &room, false).unwrap();
        Xlsx::new(Cursor::new(book)).unwrap().sheet_names()
    };
    let mut prose = words("sv");
    let own = ["areas", "firms", "counts", "dictionary"].map(|key| prose.say(&format!("table.sheet.{key}")));
    assert_eq!(names(&prose), own);
    let call = |key: &str, name: &str| (format!("table.sheet.{key}"), name.to_string());
    prose.extend([
        call("areas", "'A/B: C?'"),
        call("firms", "ab c"),
        call("counts", "AB C"),
        call("dictionary", "[*]"),
    ]);
    assert_eq!(names(&prose), ["AB C", "2", "3", "4"]);
}

#[test]
fn pdfs_of_hostile_content_lead_where_its_addresses_lead_and_do_nothing() {
    let harmless = without_addresses(papers_act(&papers(&spoilt(HARMLESS, false), guides())));
    assert!(harmless[0].iter().any(|act| act.starts_with("URI https://")), "{harmless:?}");
    let some = |payload: &&&str| ["script", "/JS", "\u{202e}", "\0"].iter().any(|part| payload.contains(part));
    for payload in PAYLOADS.iter().filter(some) {
        check(payload, &|payload| {
            let acts = papers_act(&papers(&spoilt(payload, false), guides()));
            assert_eq!(without_addresses(acts), harmless);
        });
    }
}

type Problems = fn(&str) -> Vec<Problem>;

/// The catalogues as they lie in their files, with their shapes and what their readers say.
fn seeds() -> [(&'static Shape, Value, Problems); 6] {
    let mut texts = FILES.into_iter().map(|file| parsed(&text_of(file)));
    let mut next = || texts.next().unwrap();
    [
        (law_v1::shape(), next(), |text| law_v1::read("f", text).err().unwrap_or_default()),
        (funding_v1::shape(), next(), |text| funding_v1::read("f", text).err().unwrap_or_default()),
        (actors_v1::shape(), next(), |text| actors_v1::read("f", text).err().unwrap_or_default()),
        (training_v1::shape(), next(), |text| training_v1::read("f", text).err().unwrap_or_default()),
        (benchmark_v1::shape(), next(), |text| benchmark_v1::read("f", text).err().unwrap_or_default()),
        (colours_v1::shape(), next(), |text| colours_v1::read("f", text).err().unwrap_or_default()),
    ]
}

fn read_guides(seeds: &[(&Shape, Value, Problems); 6]) -> Guides {
    let texts = seeds.each_ref().map(|(_, value, _)| value.to_string());
    guides_in::read(texts.each_ref().map(String::as_str)).unwrap()
}

/// The ways to all texts of a shape.
fn ways(shape: &Shape) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    hostile::texts(shape, "", &mut all);
    all
}

#[test]
fn catalogues_carry_every_text_as_text_or_refuse_it_in_words() {
    // Which texts may be anything is what the reader says of a harmless word.
    let free = seeds().map(|(shape, full, problems)| {
        let mut free = ways(shape);
        free.retain(|way| {
            let mut value = full.clone();
            put(shape, "", &mut value, HARMLESS, &|met| met == way);
            problems(&value.to_string()).is_empty()
        });
        free
    });
    for (at, way) in [(1, "routes[]/provider"), (2, "actors[]/name"), (3, "courses[]/provider")] {
        assert!(free[at].contains(way), "{:?}", free[at]);
    }
    assert!(free.iter().flatten().all(|way| !way.ends_with("url")), "{free:?}");
    let outputs = |payload: &str| {
        let mut seeds = seeds();
        for ((shape, value, _), free) in seeds.iter_mut().zip(&free) {
            put(shape, "", value, payload, &|way| free.contains(way) && !way.ends_with("ersion"));
        }
        text_marks(&papers(&words("sv"), &read_guides(&seeds)))
    };
    let harmless = outputs(HARMLESS);
    each_payload(&|payload| assert_eq!(outputs(payload), harmless));
}

#[test]
fn an_address_of_content_leads_to_the_web_or_is_refused() {
    let wrong = [
        "javascript:alert(1)",
        "data:text/html,<script>",
        " https://e.example",
        "//e.example",
        "HTTPS",
        "https://e.example/\r\nX: y",
        "https://e.example/\0",
        "https://e.example/\u{7f}",
        "https://e.example/\u{202e}gpj.exe",
        "https://e.example/\u{2028}x",
    ];
    let prose = words("sv");
    let mut tried = 0;
    for (shape, full, problems) in seeds() {
        for way in ways(shape).iter().filter(|way| way.ends_with("url")) {
            for address in wrong {
                let mut value = full.clone();
                if put(shape, "", &mut value, address, &|met| met == way).is_empty() {
                    continue;
                }
                let found = problems(&value.to_string());
                assert!(
                    !found.is_empty() && found.iter().all(|problem| problem.code == "bad-address"),
                    "{way}: {found:?}"
                );
                let said = found[0].sentence(&prose);
                assert!(turns_or_controls(&said).is_none() && !said.contains(['\n', '\r', '\t']), "{said:?}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 6 * wrong.len(), "{tried}");
    // One that is odd and leads to the web all the same.
    let mut seeds = seeds();
    for (shape, value, _) in &mut seeds {
        put(shape, "", value, "https://e.example/)\"'", &|way| way.ends_with("url"));
    }
    let papers = papers(&prose, &read_guides(&seeds));
    text_marks(&papers);
    let acts = papers_act(&papers[..1]);
    assert!(acts[0].contains("URI https://e.example/)\"'"), "{acts:?}");
    // A text of content that ought to be an address and is none leads nowhere.
    for address in wrong {
        let mut prose = words("sv");
        prose.extend([("access.authority.url".to_string(), address.to_string())]);
        let all = statement(&prose).1.into_iter().flat_map(|(_, blocks)| blocks);
        let leads = |block: &Block| matches!(block, Block::Text(line) if line.to.is_some());
        assert!(!all.into_iter().any(|block| leads(&block)), "{address:?}");
    }
}

// --- Letters that turn the order, and those that are none --------------------------------------------------------

/// Every letter that turns the order of others, by its number in Unicode, and the neighbours that do not.
const TURNING: [u32; 9] = [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069];

#[test]
fn a_text_from_outside_among_words_of_ours_turns_nothing_and_commands_nothing() {
    let turning: Vec<u32> = (0..=0x0010_ffff).filter(|code| char::from_u32(*code).is_some_and(is_turning)).collect();
    assert_eq!(turning, TURNING);
    let loud = TURNING.into_iter().chain(0..0x20).chain(0x7f..0xa0).filter(|code| *code != 0x0a);
    for letter in loud.filter_map(char::from_u32) {
        let name = format!("Å{letter}b\nc");
        assert_eq!(quiet(&name), "Å b\nc", "{letter:?}");
        assert_eq!(fill("{name} och {name}", &[("name", &name)]), "Å b\nc och Å b\nc", "{letter:?}");
        let mut prose = Prose::new();
        prose.extend(
            [("word.odd", &*name), ("problem.no-source.what", "{found}: {n}."), ("problem.no-source.cure", "Så.")]
                .map(|(key, text)| (key.to_string(), text.to_string())),
        );
        let problem = Problem::of_file(&name, "no-source").at(&*name, &*name).with("found", &name).with("n", "odd");
        let said = problem.sentence(&prose);
        assert_eq!(said, "Å b c › Å b c › Å b c: Å b c: Å b c. Så.", "{letter:?}");

        let day = DayWords { title: format!("a{letter}b"), text: format!("c{letter}d") };
        let plan = PlanWords { start: day.clone(), check: day, ..PlanWords::default() };
        let today = clerk().today;
        let said = calendar(&plan, "r", "2026-11-24T10:00:00Z", today, today);
        let said = said.split("\r\n").filter(|line| line.starts_with("SUMMARY") || line.starts_with("DESCRIPTION"));
        // A tab is a space, and what ends a line ends it; all else is left out.
        let (title, text) = match letter {
            '\t' => ("SUMMARY:a b", "DESCRIPTION:c d"),
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' => ("SUMMARY:a\\nb", "DESCRIPTION:c\\nd"),
            _ => ("SUMMARY:ab", "DESCRIPTION:cd"),
        };
        assert_eq!(said.collect::<Vec<_>>(), [title, text, title, text], "{letter:?}");
    }
    // Words of other scripts, and marks that belong to them, stay.
    for text in ["עברית", "العربية", "a\u{200f}b\u{200e}", "👩\u{200d}👧", "a\u{ad}b", "rad\nrad"] {
        assert_eq!(quiet(text), text);
        assert_eq!(fill("{name}", &[("name", text)]), text);
    }
    // Our own words are not touched, and a gap is seen.
    assert_eq!(fill("\u{2066}{name}\u{2069} {gap}", &[("name", "\u{202e}a")]), "\u{2066} a\u{2069} {gap}");
}

#[test]
fn a_cell_is_no_formula_whatever_unseen_letters_stand_before_it() {
    let unseen = TURNING.into_iter().chain(0..0x20).chain(0x7f..0xa0).filter_map(char::from_u32);
    let unseen: Vec<char> = unseen.filter(|letter| !['\t', '\r', '\n'].contains(letter)).collect();
    for sign in ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'] {
        assert_eq!(csv::harmless(&format!("{sign}1")), format!("'{sign}1"));
        assert_eq!(csv::harmless(&format!("a{sign}1")), format!("a{sign}1"));
        for letter in &unseen {
            for before in [format!("{letter}"), format!("\u{feff}{letter}"), format!("{letter}\u{feff}")] {
                assert_eq!(csv::harmless(&format!("{before}{sign}{letter}1")), format!("'{sign}1"), "{before:?}");
            }
        }
    }
    assert_eq!(csv::harmless("\u{feff}\u{202e}Å\u{2069}b\0"), "Åb");
}
