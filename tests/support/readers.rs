//! What must hold of every reader, whatever bytes it is given: a value or problems in words, never a panic; and what was
//! read is written so that it reads again as the same. The fuzz targets (`tests/fuzz`) and `tests/fuzz_corpus.rs` share it.
//!
//! Bytes that begin with 0 are no file but edits: the second names one of the reader's own good files, the others say what
//! is changed in it. So most of what is tried gets past the first check.

#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::LazyLock;

use kickstart::advice::Catalogue;
use kickstart::answer::{Answer, Answers};
use kickstart::assessment::Assessment;
use kickstart::code::Code;
use kickstart::cohort::{Clerk, Cohort, Filter, Goals, Place};
use kickstart::date::Date;
use kickstart::glance::{Ask, glance};
use kickstart::guides::Guides;
use kickstart::ids::QuestionId;
use kickstart::problem::Problem;
use kickstart::questionnaire::{Questionnaire, Takes};
use kickstart::results::results;
use kickstart::suggest::suggest;
use kickstart::text::{Locale, Prose};
use kickstart::wire::cohort_in::{Arrivals, Lines};
use kickstart::wire::csv::{self, Style};
use kickstart::wire::hand_v1::frames::{Collector, Taken};
use kickstart::wire::hand_v1::{self, Hand, join};
use kickstart::wire::report_v1::{self, Context, history};
use kickstart::wire::{
    actors_v1, benchmark_v1, cohort_v1, draft_v1, format_of, funding_v1, guides, index_v1, law_v1, pack_v1, pdf_in,
    prose_v1, region_v1, seed_v1, training_v1, workshop_v1,
};
use kickstart::workshop::{Ballot, Event, Kind, Workshop, apply};
use kickstart::{qr, visible};
use miniz_oxide::deflate::compress_to_vec_zlib;
use serde_json::{Value, json};

/// What bytes go through.
pub type Check = fn(&[u8]);

/// The readers by name, as their targets and the folders of their corpus are called.
pub const READERS: [(&str, Check); 8] = [
    ("cohort", cohort),
    ("content", content),
    ("draft", draft),
    ("hand", hand),
    ("pdf", pdf),
    ("qr", qr_picture),
    ("report", report),
    ("workshop", workshop),
];

const FILE: &str = "file";
const PACK_TEXT: &str = include_str!("../../questions/ai-maturity/questionnaire.json");
const SEED_TEXT: &str = include_str!("../../seeds/use-cases/use-cases.json");
const GUIDE_TEXTS: [&str; 6] = [
    include_str!("../../seeds/law/law.json"),
    include_str!("../../seeds/funding/funding.json"),
    include_str!("../../seeds/actors/actors.json"),
    include_str!("../../seeds/training/training.json"),
    include_str!("../../seeds/benchmarks/benchmarks.json"),
    include_str!("../../seeds/region/colours.json"),
];
const INDEX_TEXT: &str = include_str!("../../questions/index.json");
const REGION_TEXT: &str = include_str!("../../seeds/region/region.json");
const WORDS_TEXT: &str = include_str!("../../questions/ui/problems/sv.json");
const REPORT_TEXTS: [&str; 2] = [
    include_str!("../fixtures/reports/v1.0.kickstart.json"),
    include_str!("../../seeds/demo/el-montage.kickstart.json"),
];

static PACK: LazyLock<Questionnaire> = LazyLock::new(|| pack_v1::read(FILE, PACK_TEXT).unwrap());
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| seed_v1::read(FILE, SEED_TEXT).unwrap());
static GUIDES: LazyLock<Guides> = LazyLock::new(|| guides::read(GUIDE_TEXTS).unwrap());
static WORDS: LazyLock<Prose> = LazyLock::new(|| {
    let mut prose = Prose::new();
    prose.extend(prose_v1::read(FILE, WORDS_TEXT).unwrap().texts);
    prose
});

static REPORTS: LazyLock<Vec<Value>> = LazyLock::new(|| parsed(&REPORT_TEXTS));
static DRAFTS: LazyLock<Vec<Value>> = LazyLock::new(|| parsed(&[&full_draft()]));
static WORKSHOPS: LazyLock<Vec<Value>> = LazyLock::new(|| parsed(&[&full_workshop()]));
static CONTENT: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let mut all = parsed(&[PACK_TEXT, SEED_TEXT, WORDS_TEXT, INDEX_TEXT, REGION_TEXT]);
    all.extend(parsed(&GUIDE_TEXTS));
    all
});

fn parsed(texts: &[&str]) -> Vec<Value> {
    texts.iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

/// The demo firm as a draft, with whatever a draft can have.
pub fn full_draft() -> String {
    let read = report_v1::read(&PACK, &CATALOGUE, FILE, REPORT_TEXTS[1]).unwrap();
    let mut assessment = read.assessment;
    assessment.remember(history::earlier(&PACK, FILE, REPORT_TEXTS[0]).unwrap());
    assessment.contact = Some("Åsa, 0451-12345".into());
    assessment.replaces = "r-before".into();
    assessment.label = "El & Montage".into();
    let saved_at = "2026-11-24T10:00:00Z".to_string();
    draft_v1::write(&PACK, &draft_v1::Draft { revision: 7, tab: "t1".into(), saved_at, assessment })
}

/// A workshop of one firm with votes, agreements and a report.
pub fn full_workshop() -> String {
    let processes = PACK.in_order().take(2).cloned().collect();
    let code = Code::parse("K7XM42").unwrap();
    let begun = "2026-11-19T08:30:00Z".to_string();
    let mut held = Workshop::new(&PACK, "w-1".into(), code.clone(), begun, Kind::OneFirm, processes);
    let mut happens = |event| apply(&PACK, &mut held, event).unwrap();
    let asked = Workshop::levels(
        &Workshop::new(
            &PACK,
            String::new(),
            code.clone(),
            String::new(),
            Kind::OneFirm,
            PACK.in_order().take(2).cloned().collect(),
        ),
        &PACK,
    );
    for person in 0..5_u8 {
        let mut answers = Answers::new();
        for (question, at) in asked.iter().zip(person..) {
            let answer = if at % 7 == 6 { Answer::DontKnow } else { Answer::Level(at % 5) };
            if PACK.accepts(question, &answer) {
                answers.set(question.clone(), answer);
            }
        }
        let participant = Code::of_chance(&[person; 8]).unwrap();
        happens(Event::BallotHandedIn(Ballot {
            workshop: code.clone(),
            pack: PACK.digest.clone(),
            participant,
            answers,
        }));
    }
    happens(Event::Named("Frukost".into()));
    happens(Event::Revealed(asked[0].clone()));
    happens(Event::Agreed(asked[0].clone(), Answer::Level(2)));
    happens(Event::Noted(asked[1].clone(), "Pärmen".into()));
    happens(Event::Moved(asked[1].clone()));
    happens(Event::Timed(5));
    happens(Event::ReportTaken(REPORT_TEXTS[0].to_string()));
    workshop_v1::write(&held)
}

/// Bytes as a row of choices; when they are used up, always the first.
struct Choices<'b>(&'b [u8]);

impl Choices<'_> {
    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first)
    }

    fn below(&mut self, end: usize) -> usize {
        let high = if end > 256 { self.byte() << 8 } else { 0 };
        (high | self.byte()) % end.max(1)
    }
}

/// The text of a file: as it stands, or one of the good ones with edits.
fn text_of(bytes: &[u8], good: &[Value]) -> String {
    match bytes.split_first() {
        Some((0, rest)) => edited(good, rest).to_string(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn edited(good: &[Value], bytes: &[u8]) -> Value {
    let mut choices = Choices(bytes);
    let at = choices.below(good.len());
    let mut value = good[at].clone();
    for _ in 0..8 {
        if choices.0.is_empty() {
            break;
        }
        // A piece to put elsewhere.
        let piece = walk(&good[at], &mut choices).clone();
        edit(walk_mut(&mut value, &mut choices), &mut choices, piece);
    }
    value
}

fn children(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    }
}

/// The child to go on to; none to stay here.
fn step(value: &Value, choices: &mut Choices) -> Option<usize> {
    (children(value) > 0 && choices.below(8) > 0).then(|| choices.below(children(value)))
}

fn walk<'v>(mut value: &'v Value, choices: &mut Choices) -> &'v Value {
    while let Some(at) = step(value, choices) {
        value = match value {
            Value::Array(items) => &items[at],
            Value::Object(members) => members.values().nth(at).unwrap(),
            _ => return value,
        };
    }
    value
}

fn walk_mut<'v>(mut value: &'v mut Value, choices: &mut Choices) -> &'v mut Value {
    while let Some(at) = step(value, choices) {
        value = match value {
            Value::Array(items) => &mut items[at],
            Value::Object(members) => members.values_mut().nth(at).unwrap(),
            _ => return value,
        };
    }
    value
}

const NUMBERS: [i64; 16] = [0, 1, 2, 3, 5, 9, 10, 99, 100, 255, 256, 1_000, 65_536, 1_000_000, u32::MAX as i64, -1];
const TEXTS: [&str; 12] = [
    "",
    "x",
    "=1+1",
    "<b>",
    "1.9",
    "2026-02-29",
    "9999-12-31",
    "0000-00-00",
    "picker.chosen",
    "fact.x.y",
    "\u{0}\u{202e}",
    "a b",
];

fn edit(value: &mut Value, choices: &mut Choices, piece: Value) {
    match choices.below(7) {
        0 => *value = json!(NUMBERS[choices.below(NUMBERS.len())]),
        1 => *value = json!(TEXTS[choices.below(TEXTS.len())]),
        2 => *value = [json!(null), json!(true), json!(false), json!({}), json!([])][choices.below(5)].clone(),
        3 => *value = piece,
        4 => match value {
            Value::Array(items) if !items.is_empty() => drop(items.remove(choices.below(items.len()))),
            Value::Object(members) if !members.is_empty() => {
                let name = members.keys().nth(choices.below(members.len())).unwrap().clone();
                members.remove(&name);
            }
            _ => {}
        },
        5 => match value {
            Value::Array(items) if !items.is_empty() => items.push(items[choices.below(items.len())].clone()),
            Value::Array(items) => items.push(piece),
            Value::Object(members) => drop(members.insert(TEXTS[choices.below(TEXTS.len())].to_string(), piece)),
            // Longer than any text may be, and no more: what is tried is the reader's memory, not this one's.
            Value::String(text) if text.len() < 1 << 16 => *text = text.repeat(1 + choices.below(40)),
            _ => {}
        },
        _ => match value {
            Value::Array(items) => items.reverse(),
            Value::Number(number) => *value = json!(number.as_u64().unwrap_or(0).wrapping_add(1)),
            Value::String(text) => drop(text.pop()),
            _ => {}
        },
    }
}

/// A refusal says why, in words that exist.
fn refused(problems: &[Problem]) {
    assert!(!problems.is_empty(), "refused without a reason");
    said(problems);
}

fn said(problems: &[Problem]) {
    for problem in problems {
        let key = format!("problem.{}.what", problem.code);
        assert!(WORDS.find(&key).is_some(), "no words for {key}");
        assert!(!problem.sentence(&WORDS).is_empty());
    }
}

fn clerk() -> Clerk<'static> {
    Clerk::new(&PACK, &CATALOGUE, &GUIDES, Date::parse("2026-11-24").unwrap())
}

fn rewritten(assessment: &Assessment) -> String {
    let context = Context { tool: "0.1.0", locale: &Locale::new("sv"), now: "2026-11-24T10:00:00Z", notes: true };
    report_v1::write(&PACK, &CATALOGUE, assessment, &context)
}

/// A report file, as it is opened.
pub fn report(bytes: &[u8]) {
    let text = text_of(bytes, &REPORTS);
    let earlier = history::earlier(&PACK, FILE, &text);
    let read = match report_v1::read(&PACK, &CATALOGUE, FILE, &text) {
        Ok(read) => read,
        Err(problems) => {
            refused(&problems);
            earlier.err().iter().for_each(|problems| refused(problems));
            return;
        }
    };
    assert!(earlier.is_ok(), "a report that is read can be remembered");
    said(&read.notes);
    let written = rewritten(&read.assessment);
    let again = report_v1::read(&PACK, &CATALOGUE, FILE, &written).unwrap();
    assert!(
        !again.notes.iter().any(|note| matches!(note.code, "digest-differs" | "results-differ")),
        "{:?}",
        again.notes
    );
    assert_eq!(again.digest, again_digest(&written));
    let mut first = read.assessment;
    // Blanks around a contact are not written.
    first.contact = first.contact.map(|contact| contact.trim().to_string());
    same(&again.assessment, &first);
    assert_eq!(rewritten(&again.assessment), written);
}

/// The digest that a written report carries.
fn again_digest(written: &str) -> String {
    let value: Value = serde_json::from_str(written).unwrap();
    value["digest"].as_str().unwrap().to_string()
}

fn same(read: &Assessment, written: &Assessment) {
    assert_eq!(read.answers, written.answers);
    assert_eq!(read.notes, written.notes);
    assert_eq!(read.plan, written.plan);
    assert_eq!(read.kept, written.kept);
    assert_eq!(read.history, written.history);
    assert_eq!(read, written);
}

/// A draft, as it lies in the browser.
pub fn draft(bytes: &[u8]) {
    match draft_v1::read(&PACK, FILE, &text_of(bytes, &DRAFTS)) {
        Err(problems) => refused(&problems),
        Ok(draft) => {
            let again = draft_v1::read(&PACK, FILE, &draft_v1::write(&PACK, &draft)).unwrap();
            same(&again.assessment, &draft.assessment);
            assert_eq!(again, draft);
            // What has been kept in the browser can be taken along as a file. Members of a newer version are the file's own.
            if !draft.assessment.kept.report.is_empty() {
                return;
            }
            let report = report_v1::read(&PACK, &CATALOGUE, FILE, &rewritten(&draft.assessment));
            assert!(report.is_ok(), "{report:?}");
        }
    }
}

/// Content files: each reader gets them. A pack that is read can be worked with.
pub fn content(bytes: &[u8]) {
    let text = text_of(bytes, &CONTENT);
    let mut ways = 0;
    let mut refuse = |result: Result<(), Vec<Problem>>| match result {
        Ok(()) => ways += 1,
        Err(problems) => refused(&problems),
    };
    refuse(seed_v1::read(FILE, &text).map(drop));
    refuse(prose_v1::read(FILE, &text).map(drop));
    refuse(index_v1::read(FILE, &text).map(drop));
    refuse(region_v1::read(FILE, &text).map(drop));
    refuse(law_v1::read(FILE, &text).map(drop));
    refuse(funding_v1::read(FILE, &text).map(drop));
    refuse(actors_v1::read(FILE, &text).map(drop));
    refuse(training_v1::read(FILE, &text).map(drop));
    refuse(benchmark_v1::read(FILE, &text).map(drop));
    let pack = pack_v1::read(FILE, &text);
    refuse(pack.as_ref().map(drop).map_err(Clone::clone));
    assert!(ways <= 1, "one file, one format");
    if let Ok(pack) = pack {
        for salt in 0..3 {
            let answers = some_answers(&pack, salt);
            let results = results(&pack, &CATALOGUE, &answers);
            suggest(&pack, &CATALOGUE, &answers, &results);
            visible::unanswered(&pack, &answers);
            let hand = Hand::Report(hand_v1::Report {
                workshop: None,
                report_id: "r-1".into(),
                created_at: String::new(),
                answers,
            });
            let back = hand_v1::read(&pack, &hand_v1::write(&pack, &hand).text());
            assert_eq!(back, Ok(hand));
        }
    }
}

/// Answers that a pack takes, the same for the same salt.
fn some_answers(pack: &Questionnaire, salt: usize) -> Answers {
    let mut asked: Vec<QuestionId> = pack.profile.iter().map(|asked| QuestionId::Profile(asked.id.clone())).collect();
    for process in pack.in_order() {
        asked.push(QuestionId::Time(process.clone()));
        asked
            .extend(pack.dimensions.iter().map(|dimension| QuestionId::Process(process.clone(), dimension.id.clone())));
        asked.extend([QuestionId::Signals(process.clone()), QuestionId::SimplerFix(process.clone())]);
    }
    asked.extend(pack.enablers.iter().map(|enabler| QuestionId::Enabler(enabler.id.clone())));
    asked.extend([QuestionId::FirmSignals, QuestionId::AiInput, QuestionId::Chosen]);
    let mut answers = Answers::new();
    for (question, at) in asked.into_iter().zip(salt * 3..) {
        let answer = match pack.takes(&question) {
            None => continue,
            Some(Takes::Scale { top, .. }) => match at % (usize::from(top) + 3) {
                0 => Answer::DontKnow,
                level => Answer::Level(u8::try_from(level.saturating_sub(1)).unwrap().min(top)),
            },
            Some(Takes::Any(options, _)) => Answer::Choices(options.into_iter().take(1 + at % 4).collect()),
            Some(Takes::One(options) | Takes::OneOrUnknown(options) | Takes::Count(options))
            | Some(Takes::OneOrNotOurs(options, _)) => {
                let Some(option) = options.get(at % options.len().max(1)) else { continue };
                Answer::Choice(option.clone())
            }
        };
        if pack.accepts(&question, &answer) {
            answers.set(question, answer);
        }
    }
    answers
}

/// Codes as they are pasted, scanned or opened as links. Bytes that begin with 1 are closed with the checksum and written
/// as letters, as no chance finds one.
pub fn hand(bytes: &[u8]) {
    let text = match bytes.split_first() {
        Some((1, said)) => letters(said),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let refused = |refusal: hand_v1::Refusal| said(&[refusal.problem(FILE)]);
    match hand_v1::read(&PACK, &text) {
        Ok(hand) => {
            let packed = hand_v1::write(&PACK, &hand);
            assert_eq!(hand_v1::read(&PACK, &packed.grouped()).as_ref(), Ok(&hand));
            let mut collector = Collector::new();
            let last = packed.frames(60).iter().map(|frame| collector.take(&PACK, frame)).last();
            assert_eq!(last, Some(Ok(Taken::Whole(hand))));
        }
        Err(refusal) => refused(refusal),
    }
    match join::read(&PACK, &text) {
        Ok(join) => assert_eq!(join::read(&PACK, &join::write(&PACK, &join)), Ok(join)),
        Err(refusal) => refused(refusal),
    }
    let mut collector = Collector::new();
    for line in text.lines().take(64) {
        match collector.take(&PACK, line) {
            Ok(Taken::Part { have, of }) => assert!(have < of),
            Ok(Taken::Whole(_)) => {}
            Err(refusal) => refused(refusal),
        }
    }
}

/// Bytes with CRC-32 as the letters of a code.
fn letters(said: &[u8]) -> String {
    let step = |crc: u32, _| crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
    let sum = !said.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step));
    let bits: Vec<u8> =
        said.iter().chain(&sum.to_be_bytes()).flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let value = |bits: &[u8]| (0..5).fold(0, |value, at| value << 1 | bits.get(at).copied().unwrap_or(0));
    bits.chunks(5).map(|bits| kickstart::code::letter(value(bits))).collect()
}

/// A grey picture: a byte for its width, then its pixels. Bytes that begin with 0 are the modules of a picture, a bit each,
/// after the width, drawn four pixels wide.
pub fn qr_picture(bytes: &[u8]) {
    let (wide, pixels): (usize, Vec<u8>) = match bytes {
        [0, wide, modules @ ..] => {
            let side = usize::from(*wide).max(1);
            let bits = modules.iter().flat_map(|byte| (0..8).map(move |bit| byte >> bit & 1 == 1));
            let bits: Vec<bool> = bits.take(side * side).collect();
            let module = |x: usize, y: usize| bits.get(y * side + x).copied().unwrap_or(false);
            let whole = side * 4;
            let high = bits.len().div_ceil(side) * 4;
            let places = (0..high).flat_map(|y| (0..whole).map(move |x| (x / 4, y / 4)));
            (whole, places.map(|(x, y)| if module(x, y) { 0 } else { 255 }).collect())
        }
        [wide, pixels @ ..] => (usize::from(*wide).max(1), pixels.to_vec()),
        [] => (0, Vec::new()),
    };
    let high = pixels.len() / wide.max(1);
    for text in qr::texts(wide, high, &pixels[..wide * high]) {
        assert!(text.len() < 8_000, "longer than any code");
        let _ = hand_v1::read(&PACK, &text).map_err(|refusal| said(&[refusal.problem(FILE)]));
    }
    assert!(qr::texts(wide + 1, high + 1, &pixels).is_empty(), "sides that do not go with the pixels");
}

/// A PDF; also bytes as what is embedded in one. Bytes that begin with 0 are a report with edits.
pub fn pdf(bytes: &[u8]) {
    if bytes.first() == Some(&0) {
        return embedded(text_of(bytes, &REPORTS).as_bytes());
    }
    let (found, work) = pdf_in::counted(bytes);
    let budget = 3 * bytes.len() + 3 * (pdf_in::TEXT_BUDGET + pdf_in::PACKED_BUDGET);
    assert!(work < budget, "{work} of {budget}");
    match found {
        Ok(text) => assert_eq!(format_of(FILE, &text), Ok(report_v1::FORMAT.to_string())),
        Err(refusal) => said(&[Problem::of_file(FILE, refusal.as_code())]),
    }
    if let Ok(text) = pdf_in::workshop_in(bytes) {
        assert_eq!(format_of(FILE, &text), Ok(workshop_v1::FORMAT.to_string()));
    }
    let _ = pdf_in::data_in(bytes).map(|text| format_of(FILE, &text).unwrap());
    embedded(bytes);
}

/// What is a report of ours by its own word comes out of a PDF as it went in, packed or not.
fn embedded(text: &[u8]) {
    let packed = compress_to_vec_zlib(text, 6);
    let made = |coding: &str, body: &[u8]| {
        let head = format!("%PDF-1.7\n1 0 obj\n<</Type/EmbeddedFile{coding}/Length {}>>\nstream\n", body.len());
        [head.as_bytes(), body, b"\nendstream\nendobj\n%%EOF\n"].concat()
    };
    let found = pdf_in::report_in(&made("/Filter/FlateDecode", &packed));
    let plain = pdf_in::report_in(&made("", text));
    let ours = std::str::from_utf8(text).ok().filter(|text| {
        text.trim_start_matches('\u{feff}').trim_ascii_start().starts_with('{')
            && format_of(FILE, text).is_ok_and(|format| format == report_v1::FORMAT)
    });
    if let Some(ours) = ours {
        // A line end before the closing word belongs to the PDF.
        assert_eq!(plain.as_deref().map(str::trim_end), Ok(ours.trim_end()));
        assert!(packed.len() <= pdf_in::PACKED_BUDGET, "what is packed is hardly longer");
        assert_eq!(found.as_deref(), Ok(ours));
    }
}

/// A workshop's file, and what is handed in there.
pub fn workshop(bytes: &[u8]) {
    let text = text_of(bytes, &WORKSHOPS);
    match workshop_v1::read(&PACK, FILE, &text) {
        Err(problems) => refused(&problems),
        Ok(read) => {
            said(&read.notes);
            let written = workshop_v1::write(&read.workshop);
            let again = workshop_v1::read(&PACK, FILE, &written).unwrap();
            assert_eq!(again.workshop, read.workshop);
            assert_eq!(workshop_v1::write(&again.workshop), written);
            workshop_v1::handed_in(&again.workshop);
            workshop_v1::agreed_report(&PACK, &again.workshop);
        }
    }
    let mut held = workshop_v1::read(&PACK, FILE, &WORKSHOPS[0].to_string()).unwrap().workshop;
    let before = held.clone();
    if let Err(problems) = workshop_v1::take_report(&PACK, &CATALOGUE, &mut held, FILE, &text) {
        refused(&problems);
        assert_eq!(held, before, "what is refused changes nothing");
    }
}

/// Many files, parted by the byte 0x1e.
pub fn cohort(bytes: &[u8]) {
    let clerk = clerk();
    static GOOD: LazyLock<Vec<Value>> = LazyLock::new(|| [&REPORTS[..], &WORKSHOPS[..]].concat());
    let files: Vec<Vec<u8>> = bytes
        .split(|byte| *byte == 0x1e)
        .take(6)
        .map(|part| if part.first() == Some(&0) { text_of(part, &GOOD).into_bytes() } else { part.to_vec() })
        .collect();
    let of = |at: usize, file: &[u8]| {
        let mut arrivals = Arrivals::default();
        arrivals.take_file(&clerk, Place::of(&format!("{at}.json")), file);
        assert!(
            !arrivals.is_empty()
                || format_of(FILE, &String::from_utf8_lossy(file)).is_ok_and(|format| format == workshop_v1::FORMAT)
        );
        arrivals.into_cohort()
    };
    let each: Vec<Cohort> = files.iter().enumerate().map(|(at, file)| of(at, file)).collect();
    let forth = each.iter().cloned().fold(Cohort::default(), Cohort::merge);
    let back = each.into_iter().rev().fold(Cohort::default(), Cohort::merge);
    assert_eq!(forth, back, "merging is the same in any order");

    let whole = files.join(&b'\n');
    let sliced = |size: usize| {
        let (mut arrivals, mut lines) = (Arrivals::default(), Lines::of("many.ndjson"));
        whole.chunks(size).for_each(|slice| lines.take(&clerk, slice, &mut arrivals));
        lines.end(&clerk, &mut arrivals);
        arrivals.into_cohort()
    };
    assert_eq!(sliced(whole.len().max(1)), sliced(1 + bytes.len() % 97), "slices may be cut anywhere");

    let room = forth.room(&Filter::default());
    for anonymised in [false, true] {
        let mut text = String::new();
        csv::write(Style::of("sv"), &PACK, &room, anonymised, &mut |part| text.push_str(part));
        assert!(!text.is_empty());
        let mut lines = String::new();
        cohort_v1::write_lines(&PACK, &room, anonymised, &mut |part| lines.push_str(part));
        lines.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).unwrap()));
        let mut text = String::new();
        cohort_v1::write(&clerk, &forth, Goals::default(), anonymised, &mut |part| text.push_str(part));
        let value: Value = serde_json::from_str(&text).unwrap();
        let problems = cohort_v1::shape().check(FILE, &value);
        assert!(problems.is_empty(), "{problems:?}");
    }
    glance(&clerk, &WORDS, &forth, &Ask::default());
}
