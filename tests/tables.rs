//! Tables out: as CSV, as lines of JSON and as a workbook, harmless whatever the reports say.

#![cfg(feature = "xlsx")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/firms.rs"]
mod firms;
mod support;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use kickstart::assessment::Assessment;
use kickstart::cohort::{Cohort, FEWEST, Filter};
use kickstart::plan::{Choice, Idea, OwnIdea};
use kickstart::tables::{self, Cell, Entry};
use kickstart::wire::csv::{self, Style};
use kickstart::wire::xlsx::{self, Sheet};
use kickstart::wire::{cohort_v1, prose_v1};
use serde_json::Value;
use support::{all_texts, answers, catalogue, guides, pack, question, text_of};

use firms::{cohort, files, saved};

const FIRM: &str = "profile.sector=food profile.headcount=#14 profile.municipality=1281 profile.business=steady; \
                    marketing: W2 D3 S? P2 G- U1 N1=3 N2=2 N3=4 signals=none";

fn table(cohort: &Cohort, style: Style, anonymised: bool) -> String {
    let columns = tables::all_columns(pack(), anonymised);
    let mut out = format!("{}{}", style.start(), csv::head(style, &columns));
    for entry in tables::entries(&cohort.room(&Filter::default()), anonymised) {
        for area in &entry.member.areas {
            out.push_str(&csv::line(style, columns.iter().map(|column| column.cell(pack(), &entry, Some(area)))));
        }
    }
    out
}

fn of(firm: &Assessment) -> Cohort {
    cohort(&[("f.json".to_string(), saved(firm, 24).into_bytes())])
}

/// Rows of cells, read by the rules of RFC 4180 and by nothing of ours.
fn parsed(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other if other == separator && !quoted => row.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "the text breaks off");
    rows
}

#[test]
fn the_table_is_what_it_always_was() {
    let mut firm =
        Assessment { answers: answers(FIRM), ..Assessment::new("r-1".into(), "2026-10-01T08:00:00Z".into()) };
    firm.label = "Bageriet; \"hörnet\"".into();
    let head = "firm,label,sector,size,municipality,created,saved,version,process,outcome,level,readiness,readiness_low,\
                readiness_high,use,need,need_low,need_high,idea,lacks,answered,answer_W,answer_D,answer_S,answer_P,\
                answer_G,answer_U,answer_N1,answer_N2,answer_N3,dont_know\r\n";
    // W 2, D 3, P 2 known: 0,4·2 + 0,6·7/3 = 2,20. S 0 or 5: 0,6·7/4 = 1,05 and 0,8 + 0,6·12/4 = 2,60.
    let row = "r-1,\"Bageriet; \"\"hörnet\"\"\",food,small,1281,2026-10-01,2026-11-24,1.0.0,marketing,not-now,2,2.20,1.05,\
               2.60,1,79.1,79.1,79.1,,,7,2,3,,2,,1,3,2,4,S\r\n";
    let cohort = of(&firm);
    assert_eq!(table(&cohort, Style::Plain, false), format!("{head}{row}"));
    let swedish = table(&cohort, Style::Swedish, false);
    assert!(swedish.starts_with("\u{feff}firm;label;"));
    assert!(swedish.contains(";2,20;1,05;2,60;1;79,1;"), "{swedish}");
    assert_eq!(parsed(&swedish, ';')[1][1], "Bageriet; \"hörnet\"");
    assert_eq!(Style::of("sv"), Style::Swedish);
    assert_eq!(Style::of("en"), Style::Plain);
}

/// What a spreadsheet would run, and what would break a table.
const HOSTILE: [&str; 12] = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "=HYPERLINK(\"http://example.org\";\"a\")",
    "a\r\n=1+1;b,c\"d",
    "\"=1+1\"",
    ";=1+1",
    "'=1+1",
    "Å\u{2028}=1",
];

#[test]
fn no_text_of_a_report_becomes_a_formula_or_another_cell() {
    for hostile in HOSTILE {
        for field in ["label", "reportId", "createdAt", "savedAt", "version", "note", "own", "plan"] {
            let mut firm = Assessment { answers: answers(FIRM), ..Assessment::new("r-1".into(), "2026-10-01".into()) };
            firm.notes.insert(question("marketing.W"), hostile.into());
            firm.plan.own.push(OwnIdea { title: hostile.into() });
            firm.plan.chosen = Some(Choice { idea: Idea::Own(0), process: Some("marketing".into()) });
            firm.plan.first_step = hostile.into();
            let mut report: Value = serde_json::from_str(&saved(&firm, 24)).unwrap();
            match field {
                "label" => report["organisation"]["label"] = hostile.into(),
                "version" => {
                    report["pack"]["version"] = format!("1.0{hostile}").chars().take(24).collect::<String>().into()
                }
                "note" | "own" => {}
                "plan" => report["plan"]["chosen"] = serde_json::json!({"useCase": "=1"}),
                other => report[other] = hostile.into(),
            }
            let cohort = cohort(&[("f.json".to_string(), report.to_string().into_bytes())]);
            for (style, separator) in [(Style::Plain, ','), (Style::Swedish, ';')] {
                let rows = parsed(&table(&cohort, style, false), separator);
                for row in &rows {
                    assert_eq!(row.len(), rows[0].len(), "{field} {hostile:?}: {rows:?}");
                    for cell in row {
                        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{field}: {cell:?}");
                    }
                }
            }
        }
    }
    // An id may begin so; the table says the same with an apostrophe.
    let firm = Assessment { answers: answers(FIRM), ..Assessment::new("-7".into(), "2026-10-01".into()) };
    assert_eq!(parsed(&table(&of(&firm), Style::Plain, false), ',')[1][0], "'-7");
}

#[test]
fn what_they_wrote_is_in_no_table_but_their_name() {
    let mut firm = Assessment { answers: answers(FIRM), ..Assessment::new("r-1".into(), "2026-10-01".into()) };
    firm.label = "Namnet".into();
    firm.notes.insert(question("marketing.W"), "Hemligt".into());
    firm.plan.own.push(OwnIdea { title: "Hemligt".into() });
    firm.plan.chosen = Some(Choice { idea: Idea::Own(0), process: None });
    for field in kickstart::plan::PlanField::ALL {
        firm = kickstart::assessment::apply(
            pack(),
            firm,
            kickstart::assessment::Event::PlanFilled(field, "Hemligt".into()),
        );
    }
    let cohort = of(&firm);
    let mut all = table(&cohort, Style::Plain, false);
    cohort_v1::write_lines(pack(), &cohort.room(&Filter::default()), false, &mut |piece| all.push_str(piece));
    assert!(all.contains("Namnet") && !all.contains("Hemligt"), "{all}");
}

#[test]
fn anonymised_rows_are_alike_with_four_others() {
    for firms in [3, 5, 12, 60, 400] {
        let cohort = cohort(&files(firms, usize::try_from(firms).unwrap()));
        let room = cohort.room(&Filter::default());
        let entries = tables::entries(&room, true);
        let known = |entry: &Entry| format!("{:?} {:?} {:?}", entry.sector, entry.size, entry.municipality);
        let mut alike: BTreeMap<String, usize> = BTreeMap::new();
        entries.iter().for_each(|entry| *alike.entry(known(entry)).or_default() += 1);
        assert!(alike.values().all(|count| *count >= FEWEST), "{firms}: {alike:?}");
        assert!(entries.len() <= room.members.len() && room.members.len() - entries.len() < FEWEST);
        assert_eq!(entries.is_empty(), firms < 5);
        let text = table(&cohort, Style::Plain, true);
        let head = text.lines().next().unwrap();
        assert!(!head.contains("label") && !head.contains("created") && !head.contains("saved"), "{head}");
        let named = room.members.iter().any(|one| text.contains(&one.report_id) || text.contains(&one.label));
        assert!(!named, "a row names its firm");
    }
}

#[test]
fn lines_of_json_have_the_columns_of_the_tables() {
    let cohort = cohort(&files(3, 20));
    let room = cohort.room(&Filter::default());
    for anonymised in [false, true] {
        let mut text = String::new();
        cohort_v1::write_lines(pack(), &room, anonymised, &mut |piece| text.push_str(piece));
        let entries = tables::entries(&room, anonymised);
        assert_eq!(text.lines().count(), entries.len());
        for (line, entry) in text.lines().zip(&entries) {
            let value: Value = serde_json::from_str(line).unwrap();
            assert_eq!(value["firm"], entry.name.as_str());
            assert_eq!(value["areas"].as_array().unwrap().len(), entry.member.areas.len());
            assert_eq!(value.as_object().unwrap().len(), tables::firm_columns(anonymised).len() + 1);
            for (area, of) in value["areas"].as_array().unwrap().iter().zip(&entry.member.areas) {
                assert_eq!(area["readiness_hundredths"].as_u64(), of.readiness.map(|score| score.hundredths().into()));
                assert_eq!(area["need_low_tenths"], of.need.low);
            }
        }
    }
}

fn sheets(cohort: &Cohort) -> Vec<Sheet<'static>> {
    let room = cohort.room(&Filter::default());
    let columns = tables::all_columns(pack(), false);
    let mut rows = Vec::new();
    for entry in tables::entries(&room, false) {
        for area in &entry.member.areas {
            rows.push(columns.iter().map(|column| column.cell(pack(), &entry, Some(area))).collect::<Vec<Cell>>());
        }
    }
    let head = columns.iter().map(|column| (column.id.clone(), 12)).collect();
    vec![Sheet { name: "Företag".into(), head, rows: Box::new(rows.into_iter()) }]
}

#[test]
fn the_workbook_says_the_same_to_another_reader() {
    let mut firms: Vec<_> = files(4, 12);
    for (at, hostile) in HOSTILE.iter().enumerate() {
        let mut report: Value = serde_json::from_slice(&firms[at].1).unwrap();
        report["organisation"]["label"] = (*hostile).into();
        firms[at].1 = report.to_string().into_bytes();
    }
    let cohort = cohort(&firms);
    let bytes = xlsx::write(sheets(&cohort)).unwrap();
    assert_eq!(xlsx::write(sheets(&cohort)).unwrap(), bytes, "the same tables give the same bytes");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.worksheet_formula("Företag").unwrap().used_cells().count(), 0);
    let range = book.worksheet_range("Företag").unwrap();
    let expected: Vec<Vec<Cell>> = sheets(&cohort).remove(0).rows.collect();
    assert_eq!(range.height(), expected.len() + 1);
    for (row, cells) in expected.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let found = range.get((row + 1, column)).unwrap_or(&Data::Empty);
            match cell {
                Cell::Empty => assert_eq!(found, &Data::Empty),
                Cell::Ids(ids) if ids.is_empty() => assert_eq!(found, &Data::Empty),
                Cell::Ids(ids) => assert_eq!(found, &Data::String(ids.join(" "))),
                // A carriage return is escaped in a workbook, and this reader leaves it so.
                Cell::Text(text) => {
                    let Data::String(found) = found else { panic!("{found:?} is no text") };
                    assert_eq!(
                        found.replace("_x000D_", "\r").replace("\r\n", "\n").trim(),
                        text.replace("\r\n", "\n").trim()
                    );
                }
                Cell::Whole(number) => assert_eq!(found, &Data::Float(f64::from(*number))),
                Cell::Hundredths(number) => assert_eq!(found, &Data::Float(f64::from(*number) / 100.0)),
                Cell::Tenths(number) => assert_eq!(found, &Data::Float(f64::from(*number) / 10.0)),
                Cell::Flag(yes) => assert_eq!(found, &Data::Bool(*yes)),
            }
        }
    }
}

#[test]
fn a_workbook_takes_names_and_texts_of_any_length() {
    let sheet = |name: &str, text: &str| Sheet {
        name: name.into(),
        head: vec![("text".into(), 12)],
        rows: Box::new(vec![vec![Cell::Text(text.into())]].into_iter()),
    };
    let (longest, whole, long) = ("x".repeat(31), "å".repeat(16_000), "å".repeat(16_001));
    let sheets = vec![sheet(&longest, &whole), sheet(&"y".repeat(32), &long), sheet(&longest, "")];
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx::write(sheets).unwrap())).unwrap();
    // A name that another sheet has makes way for a number.
    assert_eq!(book.sheet_names(), [longest.clone(), "y".repeat(31), "3".into()]);
    let mut text = |name: &str| book.worksheet_range(name).unwrap().get((1, 0)).cloned();
    assert_eq!(text(&longest), Some(Data::String(whole)));
    assert_eq!(text(&"y".repeat(31)), Some(Data::String("å".repeat(8_000))));
}

#[test]
fn the_dictionary_has_words_for_every_column_in_each_language() {
    for locale in ["sv", "en"] {
        let mut prose = all_texts(locale);
        let file = format!("questions/ui/{locale}/tables.json");
        prose.extend(prose_v1::read(&file, &text_of(&file)).unwrap().texts);
        let rows = tables::dictionary(pack(), catalogue(), guides(), &prose, false);
        let named: Vec<&Cell> = rows.iter().filter(|row| row[1] == Cell::Empty).map(|row| &row[0]).collect();
        for column in tables::all_columns(pack(), false).into_iter().chain(tables::firm_columns(false)) {
            assert!(named.contains(&&Cell::Text(column.id.clone())), "{}", column.id);
        }
        for row in &rows {
            assert_eq!(row.len(), tables::HEAD.len());
            for cell in row {
                let key =
                    matches!(cell, Cell::Text(text) if text.starts_with("table.") || text.starts_with("dimension."));
                assert!(!key, "{locale}: {cell:?} has no words");
            }
        }
        // Every id that stands in a row of many firms has its name.
        let room_of = cohort(&files(6, 120));
        let named = |column: &str, id: &str| {
            let column = Cell::Text(if column == "wanted" { "idea" } else { column }.into());
            rows.iter().any(|row| row[0] == column && row[1] == Cell::Text(id.into()))
        };
        let (mut seen, columns) = (BTreeMap::new(), tables::firm_columns(false));
        for entry in tables::entries(&room_of.room(&Filter::default()), false) {
            for column in &columns {
                let Cell::Ids(ids) = column.cell(pack(), &entry, None) else { continue };
                for id in ids {
                    assert!(named(&column.id, &id), "{locale}: {} {id} has no name", column.id);
                    *seen.entry(column.id.clone()).or_insert(0) += 1;
                }
            }
        }
        assert_eq!(seen.keys().collect::<Vec<_>>(), ["funding", "gaps", "hindrances", "training", "wanted"]);
        for condition in &catalogue().contraindications {
            assert!(named("hindrances", &format!("condition/{}", condition.id)), "{}", condition.id);
        }
        // And of some columns every id that there is.
        for (column, ids) in [("idea", catalogue().use_cases.len()), ("funding", guides().funding.routes.len())] {
            let found = rows.iter().filter(|row| row[0] == Cell::Text(column.into()) && row[1] != Cell::Empty);
            assert_eq!(found.count(), ids, "{column}");
        }
    }
}
