//! The PDF carries everything it should, is the same every time, and survives whatever people type. That it is PDF/A-3a
//! and PDF/UA-1 is for the validator to say (`tests/pdf-validate/`); here it is read by a reader that is not ours.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/pages.rs"]
mod pages;
mod support;

use kickstart::assessment::{Assessment, NOTE_LIMIT};
use kickstart::brief::Desk;
use kickstart::chart::{Ink, Shape};
use kickstart::date::{Date, Moment};
use kickstart::ids::QuestionId;
use kickstart::paper::{ATTACHED, Attached, Paper, Piece, Wanted, paper};
use kickstart::pdf::{Fonts, Written, write};
use kickstart::plan::{Choice, Idea};
use kickstart::questionnaire::Wording;
use kickstart::text::Locale;
use kickstart::wire::paper_v1::{self, Order};
use kickstart::wire::{SIZE_LIMIT, pdf_in, report_v1};
use kickstart::words::Words;
use lopdf::Document;
use pages::{bare, check_headings, check_structure, dictionary, extracted, fonts, heard, quoted, words};
use support::{Chance, all_texts, catalogue, every_question, guides, pack, path, text_of};

const DAY: &str = "2026-11-24";

fn day() -> Date {
    Date::parse(DAY).unwrap()
}

fn demo() -> Assessment {
    let file = "seeds/demo/el-montage.kickstart.json";
    report_v1::read(pack(), catalogue(), file, &text_of(file)).unwrap().assessment
}

/// The demo firm with an idea chosen and a note.
fn planned() -> Assessment {
    let mut held = demo();
    let process = Some("sales-quoting".into());
    held.plan.chosen = Some(Choice { idea: Idea::UseCase("quote-draft-from-history".into()), process });
    held.plan.owner = "Åsa, kalkyl".to_string();
    held.notes.insert(QuestionId::parse("sales-quoting.D").unwrap(), "Mallen ligger på Åsas dator.".to_string());
    held
}

fn sheet(held: &Assessment, locale: &str, wanted: Wanted) -> Paper {
    let prose = all_texts(locale);
    let wording = Wording::of(pack(), &held.answers);
    let words = Words { questionnaire: pack(), prose: &prose, wording: &wording };
    let desk = Desk { words: &words, catalogue: catalogue(), guides: guides(), answers: &held.answers, today: day() };
    paper(&desk, held, &Locale::new(locale), wanted)
}

fn report(held: &Assessment, locale: &str, notes: bool) -> String {
    let now = format!("{DAY}T12:00:00Z");
    let context = report_v1::Context { tool: "0.1.0", locale: &Locale::new(locale), now: &now, notes };
    report_v1::write(pack(), catalogue(), held, &context)
}

fn made(held: &Assessment, locale: &str, wanted: Wanted) -> Written {
    let (regular, strong) = fonts();
    let fonts = Fonts { regular: &regular, strong: &strong };
    let attached = Attached::report(report(held, locale, wanted.notes));
    write(&sheet(held, locale, wanted), fonts, Some(&attached), day().into()).unwrap()
}

#[test]
fn a_file_says_when_it_was_made_as_far_as_that_is_known() {
    let said = |made: Moment| {
        let (regular, strong) = fonts();
        let fonts = Fonts { regular: &regular, strong: &strong };
        let attached = Attached::report(report(&demo(), "sv", false));
        let written = write(&sheet(&demo(), "sv", Wanted::default()), fonts, Some(&attached), made).unwrap();
        let file = Document::load_mem(&written.bytes).unwrap();
        let info = file.dereference(file.trailer.get(b"Info").unwrap()).unwrap().1.as_dict().unwrap();
        let created = String::from_utf8_lossy(info.get(b"CreationDate").unwrap().as_str().unwrap()).into_owned();
        let text = String::from_utf8_lossy(&written.bytes).into_owned();
        let (_, rest) = text.split_once("<xmp:CreateDate>").unwrap();
        (created, rest.split('<').next().unwrap().to_string())
    };
    let is = |created: &str, xmp: &str| (created.to_string(), xmp.to_string());
    let made = Moment::parse("2026-11-24T08:15:09Z").unwrap();
    assert_eq!(said(made), is("D:20261124081509Z", "2026-11-24T08:15:09+00:00"));
    assert_eq!(said(day().into()), is("D:20261124000000Z", "2026-11-24T00:00:00+00:00"));
}

#[test]
fn the_pages_say_every_answer_and_everything_else_in_the_report() {
    let held = planned();
    for locale in ["sv", "en"] {
        let wanted = Wanted { summary: false, notes: true };
        let sheet = sheet(&held, locale, wanted);
        let text = extracted(&made(&held, locale, wanted).bytes);
        let prose = all_texts(locale);
        let wording = Wording::of(pack(), &held.answers);
        let said = Words { questionnaire: pack(), prose: &prose, wording: &wording };
        for (question, answer) in held.answers.iter() {
            let answer = bare(&said.answer(question, answer));
            assert!(text.contains(&answer), "{question}: {answer} in {locale}");
        }
        for part in &sheet.parts {
            assert!(text.contains(&bare(&part.heading)), "{}", part.heading);
        }
        let missing: Vec<String> = words(&sheet)
            .into_iter()
            .flat_map(|line| line.split(": ").map(str::to_string).collect::<Vec<_>>())
            .flat_map(|line| line.split('\n').map(|part| part.trim_start_matches("- ").to_string()).collect::<Vec<_>>())
            .flat_map(|line| line.split(" · ").map(|part| part.trim().to_string()).collect::<Vec<_>>())
            .filter(|line| !text.contains(&bare(line)))
            .collect();
        assert!(missing.is_empty(), "{locale}: {missing:#?}");
        assert!(text.contains(&bare("Mallen ligger på Åsas dator.")));
    }
}

#[test]
fn notes_and_the_plan_go_along_only_when_they_are_there_and_wanted() {
    let held = planned();
    let without = extracted(&made(&held, "sv", Wanted::default()).bytes);
    assert!(!without.contains(&bare("Mallen ligger")));
    assert!(without.contains(&bare("Åsa, kalkyl")));
    let attached = pdf_in::report_in(&made(&held, "sv", Wanted::default()).bytes).unwrap();
    assert!(!attached.contains("Mallen ligger"));
}

#[test]
fn the_same_report_and_day_give_the_same_bytes_and_the_answers_come_back_as_they_were() {
    let held = planned();
    for (summary, notes) in [(false, true), (false, false), (true, false)] {
        let wanted = Wanted { summary, notes };
        let first = made(&held, "sv", wanted);
        assert!(first == made(&held, "sv", wanted), "the same bytes");
        let back = pdf_in::report_in(&first.bytes).unwrap();
        assert_eq!(back, report(&held, "sv", notes), "byte for byte");
        let read = report_v1::read(pack(), catalogue(), "report.pdf", &back).unwrap();
        assert!(read.notes.is_empty());
        assert_eq!(read.assessment.answers, held.answers);
        assert_eq!(read.assessment.plan, held.plan);
    }
}

#[test]
fn a_file_that_other_programs_have_saved_again_gives_the_same_report() {
    // Saved again by qpdf 11.3.0 (object streams and recompressed; linearised), mutool 1.21.1 (clean -gggz) and pikepdf.
    let expected = text_of("tests/fixtures/pdf/base.kickstart.json");
    for name in ["base", "qpdf-streams", "qpdf-linear", "mutool-clean", "pikepdf-saved"] {
        let bytes = std::fs::read(path(&format!("tests/fixtures/pdf/{name}.pdf"))).unwrap();
        assert!(pdf_in::is_pdf(&bytes));
        assert_eq!(pdf_in::report_in(&bytes).unwrap().trim_end(), expected.trim_end(), "{name}");
    }
    let locked = std::fs::read(path("tests/fixtures/pdf/locked.pdf")).unwrap();
    assert_eq!(pdf_in::report_in(&locked), Err(pdf_in::Refusal::Encrypted));
}

/// After a change of content or layout on purpose: `UPDATE_SNAPSHOTS=1 cargo test --features cli --test pdf`.
#[test]
fn the_bytes_are_those_of_the_last_release() {
    let mut lines = String::new();
    for (locale, summary) in [("sv", false), ("sv", true), ("en", false), ("en", true)] {
        let made = made(&planned(), locale, Wanted { summary, notes: false });
        let kind = if summary { "summary" } else { "report" };
        lines.push_str(&format!("{kind} {locale} {} pages {}\n", made.pages, kickstart::wire::sha256(&made.bytes)));
    }
    let file = "tests/fixtures/pdf/digests.txt";
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path(file), &lines).unwrap();
    }
    assert_eq!(text_of(file), lines);
}

#[test]
fn the_parts_stand_on_the_pages_in_their_order() {
    let held = planned();
    let sheet = sheet(&held, "sv", Wanted::default());
    let text = extracted(&made(&held, "sv", Wanted::default()).bytes);
    // The cover names all parts; what counts is where each begins, the last place where its heading stands alone.
    let mut from = text.find(&bare(&sheet.cover.as_ref().unwrap().notes[1])).unwrap();
    for part in &sheet.parts {
        let at = text[from..].find(&bare(&part.heading)).unwrap_or_else(|| panic!("{} is out of order", part.heading));
        from += at;
    }
}

#[test]
fn no_heading_is_left_at_the_foot_of_a_page() {
    let mut chance = Chance(92);
    for round in 0..8 {
        let mut held = planned();
        if round > 1 {
            held.answers = chance.answers(pack(), 9);
        }
        let locale = ["sv", "en"][round % 2];
        check_headings(&made(&held, locale, Wanted::default()).bytes, &format!("round {round}"));
    }
}

#[test]
fn the_summary_is_one_page_for_any_firm() {
    let mut chance = Chance(91);
    for round in 0..12 {
        let mut held = demo();
        if round > 0 {
            held.answers = chance.answers(pack(), 9);
        }
        let made = made(&held, "sv", Wanted { summary: true, notes: false });
        assert_eq!(made.pages, 1, "round {round}");
    }
}

#[test]
fn a_reader_that_is_not_ours_finds_structure_language_title_and_attachment() {
    for (locale, language) in [("sv", "sv-SE"), ("en", "en-GB")] {
        let bytes = made(&planned(), locale, Wanted::default()).bytes;
        let document = Document::load_mem(&bytes).unwrap();
        let catalog = document.catalog().unwrap();
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), language.as_bytes());
        assert!(dictionary(&document, catalog.get(b"MarkInfo").unwrap()).get(b"Marked").unwrap().as_bool().unwrap());
        let view = dictionary(&document, catalog.get(b"ViewerPreferences").unwrap());
        assert!(view.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
        assert!(catalog.get(b"Outlines").is_ok() && catalog.get(b"StructTreeRoot").is_ok());
        let files = document.dereference(catalog.get(b"AF").unwrap()).unwrap().1.as_array().unwrap();
        assert_eq!(files.len(), 1);
        let file = dictionary(&document, &files[0]);
        assert_eq!(file.get(b"AFRelationship").unwrap().as_name().unwrap(), b"Data");
        let embedded = dictionary(&document, file.get(b"EF").unwrap());
        let (_, stream) = document.dereference(embedded.get(b"F").or_else(|_| embedded.get(b"UF")).unwrap()).unwrap();
        let stream = stream.as_stream().unwrap();
        assert_eq!(stream.dict.get(b"Subtype").unwrap().as_name().unwrap(), b"application/json");
        let name = lopdf::decode_text_string(file.get(b"UF").unwrap()).unwrap();
        assert_eq!(name, ATTACHED);
        let (_, metadata) = document.dereference(catalog.get(b"Metadata").unwrap()).unwrap();
        let metadata = metadata.as_stream().unwrap();
        let told = metadata.decompressed_content().unwrap_or_else(|_| metadata.content.clone());
        let told = String::from_utf8(told).unwrap();
        for claim in ["<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
            assert!(told.contains(claim), "{claim} in {told}");
        }
        let (figures, heads, links) = check_structure(&document, locale);
        assert!(figures == 2 && heads > 40 && links > 10, "{figures} figures, {heads} heads, {links} links");
    }
}

#[test]
fn a_language_that_is_not_ours_is_named_as_itself() {
    let (regular, strong) = fonts();
    let fonts = Fonts { regular: &regular, strong: &strong };
    let paper = Paper { locale: Locale::new("da"), ..sheet(&demo(), "sv", Wanted::default()) };
    let danish = Document::load_mem(&write(&paper, fonts, None, day().into()).unwrap().bytes).unwrap();
    assert_eq!(danish.catalog().unwrap().get(b"Lang").unwrap().as_str().unwrap(), b"da");
}

#[test]
fn a_listener_hears_the_parts_and_pieces_in_the_order_of_the_document() {
    for (locale, other) in [("sv", "en"), ("en", "sv")] {
        for wanted in [Wanted { notes: true, summary: false }, Wanted { notes: false, summary: true }] {
            let sheet = sheet(&planned(), locale, wanted);
            let document = Document::load_mem(&made(&planned(), locale, wanted).bytes).unwrap();
            let (said, foreign) = heard(&document);
            let said = bare(&said);
            let mut from = sheet.cover.as_ref().map_or(0, |cover| said.find(&bare(&cover.notes[1])).unwrap());
            for line in words(&sheet) {
                for part in line.split([':', '\n', '·']).map(|part| bare(part.trim().trim_start_matches("- "))) {
                    let at = said[from..].find(&part);
                    let at = at.unwrap_or_else(|| panic!("{locale}: {part} is heard out of order, {}", &said[from..]));
                    from += at + part.len();
                }
            }
            // Titles of sources are in the language that they were written in.
            assert!(foreign.iter().all(|(_, lang)| lang != locale));
            assert_eq!(foreign.iter().any(|(_, lang)| lang == other), !wanted.summary, "{locale}: {foreign:?}");
            let quoted: Vec<String> =
                quoted(&sheet).into_iter().filter(|(_, lang)| lang != locale).map(|(text, _)| text).collect();
            assert_eq!(bare(&foreign.into_iter().map(|(words, _)| words).collect::<String>()), bare(&quoted.concat()));
        }
    }
}

#[test]
fn a_process_stands_on_half_a_page() {
    let held = planned();
    let sheet = sheet(&held, "sv", Wanted::default());
    let document = Document::load_mem(&made(&held, "sv", Wanted::default()).bytes).unwrap();
    let areas: Vec<String> = sheet.parts.iter().filter(|part| part.below).map(|part| bare(&part.heading)).collect();
    let first = document.get_pages().into_keys().map(|page| bare(&document.extract_text(&[page]).unwrap()));
    // The appendix has the same headings; there a question stands right below.
    let decided = bare(all_texts("sv").get("paper.decided"));
    let pages: Vec<usize> = first.map(|text| text.matches(&decided).count()).filter(|count| *count > 0).collect();
    assert_eq!(pages.iter().sum::<usize>(), areas.len());
    assert!(pages.len() <= areas.len() / 2 + 1, "{pages:?}");
}

#[test]
fn whatever_people_type_makes_a_file_and_what_cannot_be_set_is_told() {
    let (regular, strong) = fonts();
    let fonts = Fonts { regular: &regular, strong: &strong };
    let typed = [
        "a".repeat(3_000),
        "ord ".repeat(750),
        "Lång🙂emoji 👩‍👩‍👧 och 日本語, العربية, עברית \u{202e}vänd\u{202c}".to_string(),
        "\u{0}\u{7}\u{1b}[31m\t tab \r\n\r\n rad \u{2028} ny \u{feff}".to_string(),
        "<script>alert(1)</script> {n} %d ) ] } (((".to_string(),
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen".repeat(40),
        "https://example.org/".to_string() + &"a-b/".repeat(600),
        String::new(),
        " \u{a0}\u{ad}\u{200b} ".to_string(),
    ];
    for text in typed {
        let mut held = planned();
        held.label = text.chars().take(120).collect();
        for (question, _) in demo().answers.iter().take(6) {
            held.notes.insert(question.clone(), text.clone());
        }
        held.plan.before = text.chars().take(200).collect();
        let sheet = sheet(&held, "sv", Wanted { summary: false, notes: true });
        let attached = Attached::report(report(&held, "sv", true));
        let written = write(&sheet, fonts, Some(&attached), day().into()).unwrap();
        assert_eq!(pdf_in::report_in(&written.bytes).unwrap(), report(&held, "sv", true));
        for letter in ['🙂', '日', 'ع'] {
            assert_eq!(text.contains(letter), written.replaced.contains(&letter), "{letter}");
        }
        let readable: String = text.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        let found: String = extracted(&written.bytes).chars().filter(char::is_ascii_alphanumeric).collect();
        assert!(found.contains(&readable), "{readable}");
    }
}

#[test]
fn every_random_firm_can_be_printed_in_both_languages() {
    let mut chance = Chance(92);
    for round in 0..10 {
        let mut held = demo();
        held.answers = chance.answers(pack(), [2, 5, 9][round % 3]);
        for locale in ["sv", "en"] {
            let made = made(&held, locale, Wanted { summary: false, notes: true });
            assert!(made.replaced.is_empty(), "{:?}", made.replaced);
            assert!(made.pages >= 3);
        }
    }
}

#[test]
fn the_report_can_be_had_as_text_with_every_answer_and_nothing_that_text_could_hide() {
    let mut held = planned();
    held.label = "# *El* & <b>Montage</b> | =1+1".to_string();
    let text = kickstart::paper::text(&sheet(&held, "sv", Wanted { summary: false, notes: true }));
    let prose = all_texts("sv");
    let wording = Wording::of(pack(), &held.answers);
    let said = Words { questionnaire: pack(), prose: &prose, wording: &wording };
    let bare = |text: &str| text.replace('\\', "");
    for (question, answer) in held.answers.iter() {
        assert!(bare(&text).contains(&said.answer(question, answer)), "{question}");
    }
    assert!(text.contains("Mallen ligger på Åsas dator."));
    assert!(!text.contains("<b>") && text.contains("\\<b\\>"));
    for line in text.lines().filter(|line| line.starts_with('|')) {
        assert!(line.ends_with('|'), "{line}");
    }
}

#[test]
fn a_font_that_is_none_is_told() {
    let held = demo();
    let fonts = Fonts { regular: b"no font", strong: b"no font" };
    let error = write(&sheet(&held, "sv", Wanted::default()), fonts, None, day().into()).unwrap_err();
    assert_eq!(error, kickstart::pdf::PdfError::Font);
}

#[test]
fn a_paper_that_is_handed_over_gives_the_same_bytes() {
    let (regular, strong) = fonts();
    let fonts = Fonts { regular: &regular, strong: &strong };
    for (locale, summary) in [("sv", false), ("en", true)] {
        let wanted = Wanted { summary, notes: true };
        let attached = Some(Attached::report(report(&planned(), locale, true)));
        let order = Order { paper: sheet(&planned(), locale, wanted), attached, made: day().into() };
        let message = paper_v1::write(&order);
        let there = paper_v1::read(&message).unwrap();
        assert_eq!(paper_v1::write(&there), message);
        let made = |order: &Order| write(&order.paper, fonts, order.attached.as_ref(), order.made).unwrap();
        assert!(made(&order) == made(&there));
        // What is cut short, or goes on, is no order.
        for end in (0..message.len()).step_by(97) {
            assert_eq!(paper_v1::read(&message[..end]), None, "{end}");
        }
        assert_eq!(paper_v1::read(&[message.as_slice(), &[0]].concat()), None);
    }
}

#[test]
fn numbers_of_either_sign_are_handed_over_whole() {
    fn figure(paper: &mut Paper) -> &mut Vec<Shape> {
        let mut pieces = paper.parts.iter_mut().flat_map(|part| &mut part.pieces);
        pieces.find_map(|piece| if let Piece::Figure(chart) = piece { Some(&mut chart.shapes) } else { None }).unwrap()
    }
    let numbers = [i32::MIN, i32::MIN + 1, -1_000, -65, -3, -2, -1, 0, 1, 2, 64, 1_000, i32::MAX];
    let shapes = numbers.map(|x| Shape::Line { x1: x, y1: 0, x2: -7, y2: x, ink: Ink::Axis });
    let mut order = Order { paper: sheet(&planned(), "sv", Wanted::default()), attached: None, made: day().into() };
    *figure(&mut order.paper) = shapes.to_vec();
    let mut read = paper_v1::read(&paper_v1::write(&order)).unwrap();
    assert_eq!(figure(&mut read.paper)[..], shapes);
}

#[test]
fn a_message_that_is_damaged_stops_nothing() {
    let order = Order { paper: sheet(&planned(), "sv", Wanted::default()), attached: None, made: day().into() };
    let message = paper_v1::write(&order);
    let mut chance = Chance(93);
    for _ in 0..2_000 {
        let mut damaged = message.clone();
        for _ in 0..1 + chance.below(3) {
            let at = chance.below(damaged.len());
            damaged[at] = u8::try_from(chance.below(256)).unwrap();
        }
        if let Some(read) = paper_v1::read(&damaged) {
            assert_eq!(paper_v1::read(&paper_v1::write(&read)), Some(read));
        }
    }
}

#[test]
fn a_report_as_long_as_one_may_be_comes_back_out_of_its_pdf() {
    let (regular, strong) = fonts();
    // Notes in letters that hardly pack, as many as a file of ours holds; each is three bytes a letter, and its question.
    let (mut held, mut chance) = (planned(), Chance(11));
    let letter = |at: usize| char::from_u32(0x4e00 + u32::try_from(at).unwrap()).unwrap();
    let many = (SIZE_LIMIT - report(&held, "sv", true).len()) / (3 * NOTE_LIMIT + 200);
    assert!(many < every_question(pack()).len());
    for question in every_question(pack()).into_iter().take(many) {
        held.notes.insert(question, (0..NOTE_LIMIT).map(|_| letter(chance.below(20_000))).collect());
    }
    let text = report(&held, "sv", true);
    assert!((SIZE_LIMIT - 4 * NOTE_LIMIT..=SIZE_LIMIT).contains(&text.len()), "{}", text.len());
    let wanted = Wanted { summary: true, notes: false };
    let fonts = Fonts { regular: &regular, strong: &strong };
    let made = write(&sheet(&held, "sv", wanted), fonts, Some(&Attached::report(&*text)), day().into()).unwrap();
    assert!(pdf_in::report_in(&made.bytes).is_ok_and(|read| read == text));
    assert_eq!(report_v1::read(pack(), catalogue(), "f", &text).unwrap().assessment.notes, held.notes);
}
