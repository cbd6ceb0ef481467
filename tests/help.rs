//! The help answers what it asks, in both languages, and the guide for whoever leads a workshop is two pages that say
//! what the program does.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/pages.rs"]
mod pages;
mod support;

use std::collections::BTreeSet;

use kickstart::board;
use kickstart::code::Code;
use kickstart::date::Moment;
use kickstart::document::{Block, plain};
use kickstart::help::{Topic, entries};
use kickstart::ids::ProcessId;
use kickstart::paper::guide::{self, DAY};
use kickstart::paper::{Paper, Piece};
use kickstart::pdf::{self, Fonts, Written};
use kickstart::text::Locale;
use kickstart::wire::prose_v1;
use kickstart::workshop::{Kind, Workshop};
use lopdf::Document;
use pages::{bare, check_structure, extracted, fonts, heard, words};
use support::{all_texts, guides, pack, text_of};

fn sheet(locale: &str) -> Paper {
    guide::paper(pack(), guides().palette, &all_texts(locale), &Locale::new(locale))
}

fn made(locale: &str) -> Written {
    let (regular, strong) = fonts();
    let fonts = Fonts { regular: &regular, strong: &strong };
    pdf::write(&sheet(locale), fonts, None, Moment::parse("2026-11-30").unwrap()).unwrap()
}

/// The rows of each table of the guide.
fn tables(paper: &Paper) -> Vec<Vec<Vec<String>>> {
    let pieces = paper.parts.iter().flat_map(|part| &part.pieces);
    let tables = pieces.filter_map(|piece| match piece {
        Piece::Table(table) => Some(table.rows.clone()),
        _ => None,
    });
    tables.collect()
}

#[test]
fn every_text_of_the_file_is_shown_and_every_blank_has_its_value() {
    for locale in ["sv", "en"] {
        let prose = all_texts(locale);
        let mut shown = kickstart::paper::text(&sheet(locale)).replace('\\', "");
        for topic in Topic::ALL {
            let all = entries(&prose, topic);
            assert!(all.len() >= 3, "{topic:?}");
            for (question, answer) in all {
                shown.push_str(&format!("{question}\n{}\n", plain(&answer).join("\n")));
            }
        }
        assert!(!shown.contains('{'), "{shown}");
        let file = format!("questions/ui/{locale}/help.json");
        let texts = prose_v1::read(&file, &text_of(&file)).unwrap().texts;
        assert!(texts.iter().all(|(key, _)| !shown.contains(key.as_str())), "a key in place of its text: {shown}");
        // The rest are words of the page and of buttons, whose keys stand in the views.
        let of_views = [
            "help.heading",
            "help.lead",
            "help.topics",
            "help.all",
            "help.link",
            "guide.offer.lead",
            "guide.save",
            "guide.save-text",
        ];
        for (key, text) in
            texts.iter().filter(|(key, _)| !of_views.contains(&key.as_str()) && !key.ends_with(".heading"))
        {
            let parts = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after).trim());
            let longest = parts.max_by_key(|part| part.len()).unwrap();
            assert!(shown.contains(longest), "{locale}: {key} is shown nowhere");
        }
    }
}

#[test]
fn the_help_says_the_limits_that_rooms_are_led_by_and_whom_to_ask() {
    let said = |topic| {
        let all = entries(&all_texts("sv"), topic).into_iter();
        all.map(|(question, answer)| format!("{question}\n{}\n", plain(&answer).join("\n"))).collect::<String>()
    };
    let workshop = said(Topic::Workshop);
    assert!(workshop.contains("Från 0,80 gäller medianen. Från 0,60 räcker en minuts prat."), "{workshop}");
    let steps =
        entries(&all_texts("sv"), Topic::Workshop).into_iter().find_map(|(_, blocks)| match blocks.as_slice() {
            [Block::List(steps)] => Some(steps.len()),
            _ => None,
        });
    assert_eq!(steps, Some(8));
    assert!(
        said(Topic::Trouble).ends_with("Vem kan vi fråga?\nDen som ger ut sidan har inte fyllt i namn och kontakt.\n")
    );
}

#[test]
fn the_guide_is_two_pages_in_each_language_and_a_listener_hears_all_of_it() {
    for locale in ["sv", "en"] {
        let written = made(locale);
        assert_eq!(written.pages, 2, "{locale}");
        assert_eq!(written.replaced, []);
        assert!(written == made(locale), "the same bytes");
        let document = Document::load_mem(&written.bytes).unwrap();
        let (heard, _) = heard(&document);
        let (heard, text) = (bare(&heard), bare(&extracted(&written.bytes)));
        let mut from = 0;
        for line in words(&sheet(locale)) {
            let line = bare(line.trim_start_matches("- "));
            assert!(text.contains(&line), "{locale}: {line}");
            from += heard[from..].find(&line).unwrap_or_else(|| panic!("{locale}: {line} out of order")) + line.len();
        }
        let (figures, heads, links) = check_structure(&document, locale);
        assert_eq!((figures, heads, links), (0, 6 + 8 + 4, 0), "two tables with a name for each column and row");
    }
}

#[test]
fn the_day_is_two_hours_without_a_gap() {
    assert_eq!(DAY.iter().map(|(_, minutes)| minutes).sum::<u32>(), 120);
    let tables = tables(&sheet("sv"));
    let names: Vec<&str> = tables[0].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(names[0], "0–10 Välkomna");
    assert_eq!(names[7], "115–120 Spara");
    let ends = |name: &str| name.split(' ').next().unwrap().split('–').map(str::to_string).collect::<Vec<_>>();
    for pair in names.windows(2) {
        assert_eq!(ends(pair[0])[1], ends(pair[1])[0]);
    }
}

#[test]
fn the_guide_counts_the_questions_that_a_room_is_asked_and_names_each_verdict_once() {
    let paper = sheet("sv");
    let said = kickstart::paper::text(&paper);
    let process: ProcessId = pack().in_order().next().unwrap().clone();
    let code = Code::parse("K7XM42").unwrap();
    let chosen = [process.clone()].into_iter().collect();
    let room = Workshop::new(pack(), "id".into(), code, "2026-11-30T09:00:00Z".into(), Kind::OneFirm, chosen);
    let asked = board::steps(pack(), &room);
    let (own, firm): (Vec<_>, Vec<_>) = asked.iter().partition(|question| question.process() == Some(&process));
    let counted =
        format!("Varje område är {} frågor per person, och {} handlar om hela företaget.", own.len(), firm.len());
    assert!(said.contains(&counted), "{counted}\n{said}");
    let verdicts: Vec<String> = tables(&paper)[1].iter().map(|row| row[0].clone()).collect();
    assert_eq!(
        verdicts,
        ["Överens, från 0,80", "Nästan överens, från 0,60", "Ser olika på det, under 0,60", "Ta reda på det"]
    );
    assert_eq!(verdicts.iter().collect::<BTreeSet<_>>().len(), 4);
}
