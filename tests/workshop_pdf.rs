//! What a workshop leaves behind: all that the room said and decided, whom to call only where they ticked it, and a
//! variant that names nobody.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/firms.rs"]
mod firms;
#[path = "support/pages.rs"]
mod pages;
#[path = "support/rooms.rs"]
mod rooms;
mod support;

use kickstart::answer::Answer;
use kickstart::cohort::{Cohort, FEWEST, Filter, Goals, Within};
use kickstart::paper::{Paper, Piece, workshop};
use kickstart::pdf::{Fonts, Written};
use kickstart::print::{Content, print_workshop};
use kickstart::tables;
use kickstart::text::Locale;
use kickstart::wire::csv::{self, Style};
use kickstart::wire::{cohort_v1, pdf_in, workshop_in, workshop_v1};
use kickstart::workshop::spread::Spread;
use kickstart::workshop::{Event, Kind, Workshop};
use lopdf::Document;
use pages::{bare, check_structure, dictionary, extracted, fonts, heard, words};
use support::{all_texts, catalogue, guides, pack, path, question, text_of};

use firms::clerk;
use rooms::{empty, happens, many_firms, one_firm, votes};

fn sheet(workshop: &Workshop, locale: &str, anonymised: bool) -> Paper {
    let firms = workshop_in::firms(&clerk(), workshop);
    workshop::paper(&clerk(), &all_texts(locale), &Locale::new(locale), workshop, &firms, anonymised)
}

fn made(workshop: &Workshop, locale: &str, anonymised: bool) -> Written {
    let (regular, strong) = fonts();
    let prose = all_texts(locale);
    let content = Content { questionnaire: pack(), catalogue: catalogue(), guides: guides(), prose: &prose };
    let file = ("w.kickstart-workshop.json", &*workshop_v1::write(workshop));
    let fonts = Fonts { regular: &regular, strong: &strong };
    let (written, notes) =
        print_workshop(content, file, &Locale::new(locale), anonymised, clerk().today.into(), fonts).unwrap();
    assert_eq!(notes, []);
    written
}

/// Everything that a paper says, as text.
fn said(paper: &Paper) -> String {
    kickstart::paper::text(paper).replace('\\', "")
}

/// The rows of the table below a heading.
fn rows(paper: &Paper, heading: &str) -> Vec<Vec<String>> {
    let part = paper.parts.iter().find(|part| part.heading == heading).unwrap_or_else(|| panic!("no {heading}"));
    let tables = part.pieces.iter().filter_map(|piece| match piece {
        Piece::Table(table) => Some(table.rows.clone()),
        _ => None,
    });
    tables.flatten().collect()
}

fn kinds() -> [Workshop; 2] {
    [one_firm(), many_firms(24)]
}

#[test]
fn the_pages_say_everything_in_order_and_a_listener_hears_it() {
    for workshop in kinds() {
        for (locale, anonymised) in [("sv", false), ("en", false), ("sv", true), ("en", true)] {
            let paper = sheet(&workshop, locale, anonymised);
            let bytes = made(&workshop, locale, anonymised).bytes;
            let text = extracted(&bytes);
            let document = Document::load_mem(&bytes).unwrap();
            let (heard, _) = heard(&document);
            let heard = bare(&heard);
            let mut from = heard.find(&bare(&paper.cover.as_ref().unwrap().notes[1])).unwrap();
            for line in words(&paper).iter().flat_map(|line| line.split(['\n', '·'])) {
                for part in line.split(": ").map(|part| bare(part.trim().trim_start_matches("- "))) {
                    assert!(text.contains(&part), "{locale}: {part}");
                    let at = heard[from..].find(&part).unwrap_or_else(|| panic!("{locale}: {part} out of order"));
                    from += at + part.len();
                }
            }
            let (figures, heads, _) = check_structure(&document, locale);
            assert_eq!(figures, if workshop.kind == Kind::OneFirm { 2 } else { 0 });
            assert!(heads >= 2, "{heads} heads");
            // Every text has words, and every blank its value.
            let said = said(&paper);
            assert!(!said.contains("paper.workshop.") && !said.contains('{'), "{said}");
        }
    }
}

#[test]
fn bookmarks_lead_to_each_part_and_the_title_and_language_are_there() {
    let paper = sheet(&one_firm(), "sv", false);
    let bytes = made(&one_firm(), "sv", false).bytes;
    let document = Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"sv-SE");
    let mut titles = Vec::new();
    let mut open = vec![dictionary(&document, catalog.get(b"Outlines").unwrap())];
    while let Some(node) = open.pop() {
        titles.extend(node.get(b"Title").ok().map(|title| lopdf::decode_text_string(title).unwrap()));
        // The next one is put first, so that what lies below comes before it.
        open.extend(node.get(b"Next").ok().map(|next| dictionary(&document, next)));
        open.extend(node.get(b"First").ok().map(|first| dictionary(&document, first)));
    }
    let mut expected = vec![paper.cover.as_ref().unwrap().advice.clone()];
    expected.extend(paper.parts.iter().map(|part| part.heading.clone()));
    assert_eq!(titles, expected);
    assert_eq!(paper.title, "Workshop, Kickstart AI kartläggning: Snickarna i Höör, hela gänget");
}

#[test]
fn the_same_workshop_gives_the_same_bytes_and_comes_back_out_of_them() {
    for workshop in kinds() {
        let written = made(&workshop, "sv", false);
        assert!(written == made(&workshop, "sv", false));
        assert_eq!(written.replaced, []);
        let text = workshop_v1::write(&workshop);
        assert_eq!(pdf_in::workshop_in(&written.bytes).unwrap(), text, "byte for byte");
        assert_eq!(pdf_in::data_in(&written.bytes).unwrap(), text);
        assert_eq!(workshop_v1::read(pack(), "w.pdf", &text).unwrap().workshop, workshop);
        // Neither is taken for the other, and the reports inside of it are its own.
        assert_eq!(pdf_in::report_in(&written.bytes), Err(pdf_in::Refusal::NoReport));
        let report = std::fs::read(path("tests/fixtures/pdf/base.pdf")).unwrap();
        assert_eq!(pdf_in::workshop_in(&report), Err(pdf_in::Refusal::NoReport));
        assert_eq!(pdf_in::data_in(&report), pdf_in::report_in(&report));
        // Many reports at once are taken out of it as out of the file.
        let file = |bytes: &[u8]| firms::cohort(&[("w.pdf".to_string(), bytes.to_vec())]);
        let (from_pdf, from_file) = (file(&written.bytes), file(text.as_bytes()));
        assert!(from_pdf == from_file && !from_pdf.members().is_empty());
    }
}

/// After a change of content or layout on purpose: `UPDATE_SNAPSHOTS=1 cargo test --features cli --test workshop_pdf`.
#[test]
fn the_bytes_are_those_of_the_last_release() {
    let mut lines = String::new();
    for (name, workshop) in ["one-firm", "many-firms"].into_iter().zip(kinds()) {
        for (locale, anonymised) in [("sv", false), ("en", false), ("sv", true)] {
            let made = made(&workshop, locale, anonymised);
            let variant = if anonymised { "anonymised" } else { "whole" };
            let digest = kickstart::wire::sha256(&made.bytes);
            lines.push_str(&format!("{name} {variant} {locale} {} pages {digest}\n", made.pages));
        }
    }
    let file = "tests/fixtures/pdf/workshop-digests.txt";
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path(file), &lines).unwrap();
    }
    assert_eq!(text_of(file), lines);
}

// --- What the room said ----------------------------------------------------------------------------------------

#[test]
fn what_holds_stands_beside_how_the_answers_lie() {
    let paper = sheet(&one_firm(), "sv", false);
    let prose = all_texts("sv");
    let sales = rows(&paper, prose.get("process.sales-quoting.name"));
    let row = |dimension: &str| {
        let name = prose.say(&format!("dimension.{dimension}.name"));
        sales.iter().find(|row| row[0].starts_with(&name)).unwrap_or_else(|| panic!("{dimension}: {sales:#?}"))
    };
    let level = |dimension: &str, level: u8| {
        let key = format!("process.sales-quoting.{dimension}.level.{level}");
        format!("{level}. {}", prose.find(&key).unwrap_or_else(|| prose.get(&key)))
    };
    let expected = |counts: &[u32]| {
        let spread = Spread { counts: counts.to_vec(), dont_know: 0, not_applicable: 0 };
        let consensus = (spread.consensus().unwrap() * 100.0).round().max(0.0) as u32;
        prose.hundredths(consensus)
    };
    // Accepted as the median, since the answers agree.
    let work = row("W");
    assert_eq!(work[1], format!("{} (median)", level("W", 3)));
    assert_eq!(work[2], "nivå 3: 7 · nivå 4: 1\nmedian 3");
    assert_eq!(work[3], format!("{}\nStämmer överens", expected(&[0, 0, 0, 7, 1, 0])));
    // Agreed on against the spread, and noted.
    let people = row("P");
    assert_eq!(people[1], level("P", 2));
    assert_eq!(people[2], "nivå 0: 2 · nivå 1: 1 · nivå 2: 3 · nivå 5: 2\nmedian 2");
    assert_eq!(people[3], format!("{}\nGår isär", expected(&[2, 1, 3, 0, 0, 2])));
    assert!(row("D")[0].ends_with("Anteckning: Åsa har mallarna på sin dator."));
    // What was ticked, from four answers on.
    let ticked = sales.iter().find(|row| row[0] == prose.get("signals.heading")).unwrap();
    assert_eq!(ticked[2], format!("Har svarat: 5\n{}: 4", prose.get("signal.quotes-slow")).as_str());
    let money = rows(&paper, prose.get("process.finance-admin.name"));
    let safe = money.iter().find(|row| row[0] == prose.get("dimension.G.name")).unwrap();
    assert_eq!(safe[1..], ["–", "vet inte: 5", "Fler vet inte än vet"], "three who know are too few to show");
    let firm = rows(&paper, prose.get("part.profile"));
    assert_eq!(firm[0][1], prose.get("profile.sector.option.construction"));
}

#[test]
fn the_summary_tells_how_many_where_they_differ_and_where_they_do_not_know() {
    let text = said(&sheet(&one_firm(), "sv", false));
    let prose = all_texts("sv");
    let area = |process: &str, dimension: &str| {
        let name = prose.say(&format!("dimension.{dimension}.name")).to_lowercase();
        format!("{}, {name}", prose.get(&format!("process.{process}.name")))
    };
    assert!(text.contains("* **Personer som har svarat:** 8"));
    let workshop = one_firm();
    let levels = workshop.levels(pack());
    let agreed = workshop.agreed_answers(pack());
    let settled = levels.iter().filter(|question| agreed.get(question).is_some()).count();
    assert!(settled > 20 && settled < levels.len());
    assert!(text.contains(&format!("* **Gemensamma svar:** {settled} av {} frågor", levels.len())));
    // Half said 0 and half 5, or nearly: that stands first.
    let apart = text.lines().find(|line| line.starts_with("* **Här går svaren isär")).unwrap();
    let (first, second) = (area("production-delivery", "D"), area("sales-quoting", "P"));
    assert!(apart.contains(&first) && apart.contains(&second), "{apart}");
    assert!(apart.find(&first).unwrap() < apart.find(&second).unwrap(), "{apart}");
    let unknown = text.lines().find(|line| line.starts_with("* **Här är det fler som inte vet")).unwrap();
    assert!(unknown.contains(&area("finance-admin", "G")), "{unknown}");
}

#[test]
fn the_profile_is_that_of_the_agreed_answers() {
    let workshop = one_firm();
    let prose = all_texts("sv");
    let paper = sheet(&workshop, "sv", false);
    let computed = kickstart::results::results(pack(), catalogue(), &workshop.agreed_answers(pack()));
    let table = rows(&paper, prose.get("paper.workshop.profile"));
    assert_eq!(table.len(), 3);
    for (row, process) in table.iter().zip(&computed.processes) {
        assert_eq!(row[0], prose.get(&format!("process.{}.name", process.id)));
        assert_eq!(row[1], prose.get(&format!("outcome.{}.name", process.verdict.outcome.id())));
        assert_eq!(row[3], process.in_use.level().unwrap().to_string());
    }
    let readiness = rows(&paper, prose.get("result.section.readiness.heading"));
    for (row, process) in readiness.iter().zip(&computed.processes) {
        assert_eq!(row[2], prose.hundredths(process.readiness.score.unwrap().hundredths()));
    }
}

// --- The firms -------------------------------------------------------------------------------------------------

#[test]
fn firms_stand_side_by_side_with_what_they_have_in_common() {
    let workshop = many_firms(24);
    let prose = all_texts("sv");
    let paper = sheet(&workshop, "sv", false);
    let firms = workshop_in::firms(&clerk(), &workshop);
    let room = firms.cohort.room(&Filter::default());
    assert_eq!(room.members.len(), 24, "the copy and the broken one do not count");
    let text = said(&paper);
    assert!(text.contains("* **Företag med rapport:** 24"));
    assert!(text.contains("* **Räknas inte:** 2 rapporter"));
    let side = rows(&paper, prose.get("paper.workshop.side-by-side"));
    for member in &room.members {
        let of_firm: Vec<&Vec<String>> =
            side.iter().filter(|row| row[0].lines().next() == Some(&*member.label)).collect();
        for area in &member.areas {
            let outcome = prose.say(&format!("outcome.{}.name", area.outcome.id()));
            let readiness = area.readiness.map(|ratio| prose.hundredths(ratio.hundredths()));
            let wanted = format!("{outcome}\nBeredskap {}\n", readiness.unwrap_or("–".into()));
            assert!(of_firm.iter().any(|row| row[1..].iter().any(|cell| cell.starts_with(&wanted))), "{wanted}");
        }
    }
    let common = rows(&paper, prose.get("paper.workshop.in-common"));
    let wanted = &room.wanted()[0];
    let row = vec![prose.say(&format!("use-case.{}.title", wanted.what)), wanted.firms.to_string()];
    assert!(common.contains(&row), "{row:?}");
    for count in [&room.funding()[0].firms, &room.training()[0].firms, &room.hindrances()[0].firms] {
        assert!(common.iter().any(|row| row[1] == count.to_string()));
    }
    let plans = rows(&paper, prose.get("paper.workshop.plans"));
    assert_eq!(plans.len(), room.members.iter().filter(|member| member.chosen.is_some()).count());
    let own = ["Firma 0", "Svetsroboten Göte", "Kalle, verkstaden", "7 december 2026", "18 januari 2027"];
    assert!(plans.contains(&own.map(str::to_string).to_vec()), "{plans:#?}");
}

#[test]
fn contacts_stand_there_only_where_they_were_ticked_and_in_no_table() {
    let mut workshop = many_firms(9);
    // Somebody's contact that nobody has ticked, in a file made elsewhere.
    let mut report: serde_json::Value = serde_json::from_str(&workshop.reports[2]).unwrap();
    report["organisation"]["contact"] = "Otillfrågad, 070-0000000".into();
    report.as_object_mut().unwrap().remove("digest");
    report["reportId"] = "r-unasked".into();
    happens(&mut workshop, Event::ReportTaken(report.to_string()));
    let prose = all_texts("sv");
    let paper = sheet(&workshop, "sv", false);
    let contacts = rows(&paper, prose.get("paper.workshop.contacts"));
    let expected = [0, 3, 6].map(|n| vec![format!("Firma {n}"), format!("Person {n}, 0451-{n:05}")]);
    assert_eq!(contacts, expected);
    assert!(!said(&paper).contains("Otillfrågad"));
    // Tables have no place for it.
    let cohort = &workshop_in::firms(&clerk(), &workshop).cohort;
    for anonymised in [false, true] {
        let out = tables_of(cohort, anonymised);
        assert!(out.contains("marketing") || anonymised, "there are rows");
        for word in ["Person 3", "0451", "Otillfrågad"] {
            assert!(!out.contains(word), "{word}");
        }
        assert!(!said(&sheet(&workshop, "sv", true)).contains("0451"));
    }
    let nobody = sheet(&empty(Kind::ManyFirms, &[]), "sv", false);
    assert!(nobody.parts.iter().all(|part| part.heading != prose.get("paper.workshop.contacts")));
}

/// CSV, lines of JSON and JSON of a cohort, one after the other.
fn tables_of(cohort: &Cohort, anonymised: bool) -> String {
    let room = cohort.room(&Filter::default());
    let columns = tables::all_columns(pack(), anonymised);
    let mut out = csv::head(Style::of("sv"), &columns);
    for entry in tables::entries(&room, anonymised) {
        for area in &entry.member.areas {
            out += &csv::line(Style::of("sv"), columns.iter().map(|column| column.cell(pack(), &entry, Some(area))));
        }
    }
    cohort_v1::write_lines(pack(), &room, anonymised, &mut |part| out += part);
    cohort_v1::write(&clerk(), cohort, Goals::default(), anonymised, &mut |part| out += part);
    out
}

// --- Without names ---------------------------------------------------------------------------------------------

#[test]
fn the_anonymised_variant_names_nobody_and_carries_nothing() {
    let typed = [
        "Snickarna",
        "Höör",
        "Åsa",
        "mallarna",
        "Frukost",
        "Krinova",
        "Firma",
        "0451-",
        "Svetsroboten",
        "Kalle",
        "verkstaden",
        "19 november",
        "7 december",
        "2026-11-19",
        "K7XM42",
        "r-0000",
        "r-agreed",
    ];
    for workshop in kinds() {
        let whole = said(&sheet(&workshop, "sv", false));
        assert!(
            typed.iter().filter(|word| whole.contains(**word)).count() >= 5,
            "the words are tried against something"
        );
        for locale in ["sv", "en"] {
            let paper = sheet(&workshop, locale, true);
            let bytes = made(&workshop, locale, true).bytes;
            assert_eq!(pdf_in::data_in(&bytes), Err(pdf_in::Refusal::NoReport));
            let document = Document::load_mem(&bytes).unwrap();
            assert!(document.catalog().unwrap().get(b"AF").is_err());
            let (_, metadata) = document.dereference(document.catalog().unwrap().get(b"Metadata").unwrap()).unwrap();
            let metadata = metadata.as_stream().unwrap();
            let metadata = metadata.decompressed_content().unwrap_or_else(|_| metadata.content.clone());
            let metadata = String::from_utf8(metadata).unwrap();
            let everything = format!("{}{}{}{metadata}", said(&paper), paper.title, paper.firm);
            for word in typed {
                assert!(!everything.contains(word), "{locale}: {word}");
            }
            for member in workshop_in::firms(&clerk(), &workshop).cohort.members() {
                let id = member.municipality.as_ref();
                let name = id.map(|id| all_texts(locale).say(&format!("profile.municipality.option.{id}")));
                assert!(workshop.kind == Kind::ManyFirms || name.is_none_or(|name| !everything.contains(&name)));
            }
        }
    }
}

#[test]
fn firms_are_counted_by_the_rule_of_what_may_be_published() {
    let prose = all_texts("sv");
    for count in [4, 12, 60] {
        let workshop = many_firms(count);
        let firms = workshop_in::firms(&clerk(), &workshop);
        let paper = sheet(&workshop, "sv", true);
        let shown = rows(&paper, prose.get("paper.workshop.published"));
        let mut published: Vec<usize> = Vec::new();
        for table in firms.cohort.published(pack()).into_iter().filter(|table| table.within == Within::All) {
            let (kind, _) = table.by.as_pair();
            if !["level", "supported"].contains(&kind) {
                published.extend(table.rows.iter().map(|(_, firms)| *firms));
            }
        }
        let mut numbers: Vec<usize> = shown.iter().map(|row| row[1].parse().unwrap()).collect();
        published.sort_unstable();
        numbers.sort_unstable();
        assert_eq!(numbers, published, "{count} firms");
        assert!(numbers.is_empty() || count > 4, "{count} firms");
        assert!(!numbers.is_empty() || count < 60, "{count} firms");
        assert!(numbers.iter().all(|number| *number > FEWEST && number % FEWEST == 0));
        let text = said(&paper);
        assert!(!text.contains(&format!(" {count} ")) || count % FEWEST == 0, "no exact number of firms");
        assert_eq!(text.contains(prose.get("paper.workshop.published-none")), numbers.is_empty());
        assert!(!text.contains(prose.get("paper.workshop.lead-empty")), "firms did hand in");
        let title = paper.cover.map(|cover| cover.advice).unwrap_or_default();
        assert!(title.starts_with(char::is_uppercase), "{title}");
    }
}

#[test]
fn people_are_told_of_from_five_on_and_never_one_by_one() {
    let of = |people: usize, anonymised: bool| {
        let mut workshop = empty(Kind::OneFirm, &["marketing"]);
        for person in 0..people {
            let lists = if person == 0 { "market-watch+many-reviews" } else { "market-watch" };
            let given = format!("; marketing: W{} signals={lists}", [2, 3, 3, 3, 3, 5, 1][person]);
            votes(&mut workshop, person, &given);
        }
        rows(&sheet(&workshop, "sv", anonymised), all_texts("sv").get("process.marketing.name"))
    };
    let prose = all_texts("sv");
    let work = |rows: &[Vec<String>]| rows[0][2].clone();
    let ticks = |rows: &[Vec<String>]| {
        rows.iter().find(|row| row[0] == prose.get("signals.heading")).map(|row| row[2].clone()).unwrap()
    };
    assert_eq!(work(&of(3, false)), "För få svar för att visa");
    assert_eq!(work(&of(4, false)), "nivå 2: 1 · nivå 3: 3\nmedian 3");
    assert_eq!(work(&of(4, true)), "För få svar för att visa");
    assert_eq!(work(&of(5, true)), "median 3", "no levels one by one");
    let (watch, reviews) = (prose.get("signal.market-watch"), prose.get("signal.many-reviews"));
    assert_eq!(ticks(&of(6, false)), format!("Har svarat: 6\n{watch}: 6\n{reviews}: 1"));
    assert_eq!(ticks(&of(6, true)), format!("Har svarat: minst 5\n{watch}: minst 5"));
    assert_eq!(ticks(&of(4, true)), "För få svar för att visa");
    let mut workshop = empty(Kind::OneFirm, &["marketing"]);
    votes(&mut workshop, 1, "; marketing: W3");
    let text = said(&sheet(&workshop, "sv", true));
    assert!(text.contains("* **Personer som har svarat:** färre än fem"));
}

#[test]
fn whatever_is_in_it_makes_a_file() {
    let mut bare = empty(Kind::OneFirm, &[]);
    made(&bare, "sv", false);
    made(&bare, "en", true);
    happens(&mut bare, Event::Named("🙂 <b>{n}</b> ".repeat(9)));
    happens(&mut bare, Event::Noted(question("firm.signals"), "ord ".repeat(2_400)));
    happens(&mut bare, Event::Agreed(question("enabler.direction"), Answer::DontKnow));
    let written = made(&bare, "sv", false);
    assert_eq!(written.replaced, ['🙂']);
    assert_eq!(pdf_in::workshop_in(&written.bytes).unwrap(), workshop_v1::write(&bare));
    // A file that says no day, and one that is full of reports.
    bare.created_at = "in autumn".into();
    made(&bare, "sv", true);
    let full = many_firms(150);
    assert!(made(&full, "en", false).pages > 10);
}

#[test]
fn every_text_of_it_is_used() {
    let sources = ["src/paper/workshop.rs", "src/paper/workshop/votes.rs", "src/paper/workshop/firms.rs"];
    let source =
        [&sources[..], &["src/paper/workshop/published.rs"]].concat().into_iter().map(text_of).collect::<String>();
    // These are made of an id, or of another key.
    let made = ["plans-lead", "contacts-lead"];
    let prose = all_texts("sv");
    let keys: Vec<&str> = prose.iter().filter_map(|(key, _)| key.strip_prefix("paper.workshop.")).collect();
    assert!(keys.len() > 60);
    for key in keys {
        assert!(
            made.contains(&key) || source.contains(&format!("\"{key}\"")) || source.contains(&format!(".{key}\"")),
            "{key}"
        );
    }
}

#[test]
fn what_the_record_and_the_page_of_reports_both_say_stands_once() {
    let [swedish, english] = ["sv", "en"].map(all_texts);
    let of_page = |key: &str| ["reports.", "firms.", "programme."].iter().any(|part| key.starts_with(part));
    let page: Vec<(&str, &str)> = swedish.iter().filter(|(key, _)| of_page(key)).collect();
    for (key, text) in swedish.iter().filter(|(key, _)| key.starts_with("paper.workshop.")) {
        let twice = page.iter().find(|(other, said)| *said == text && english.get(other) == english.get(key));
        assert_eq!(twice, None, "{key}");
    }
}

#[test]
fn the_command_makes_it_from_the_file_and_from_its_own_pdf() {
    let Some(program) = option_env!("CARGO_BIN_EXE_kickstart") else { return };
    let folder = std::env::temp_dir().join(format!("kickstart-workshop-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let at = |name: &str| folder.join(name).to_string_lossy().into_owned();
    std::fs::write(at("w.json"), workshop_v1::write(&one_firm())).unwrap();
    let run = |arguments: &[&str]| {
        let out = std::process::Command::new(program).args(arguments).output().unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap())
    };
    let day = ["--date", "2026-11-24"];
    let (code, out) = run(&[&["workshop", &at("w.json"), "-o", &at("a.pdf")], &day[..]].concat());
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("a.pdf"), "{out}");
    let first = std::fs::read(at("a.pdf")).unwrap();
    assert!(first == made(&one_firm(), "sv", false).bytes, "the same bytes as the core gives");
    let (code, out) = run(&[&["workshop", &at("a.pdf"), "-o", &at("b.pdf")], &day[..]].concat());
    assert_eq!(code, Some(0), "{out}");
    assert!(std::fs::read(at("b.pdf")).unwrap() == first);
    let (code, _) =
        run(&[&["workshop", &at("w.json"), "-o", &at("c.pdf"), "--anonymise", "--locale", "en"], &day[..]].concat());
    assert_eq!(code, Some(0));
    assert!(std::fs::read(at("c.pdf")).unwrap() == made(&one_firm(), "en", true).bytes);
    let (code, out) = run(&["workshop", &at("c.pdf"), "-o", &at("d.pdf")]);
    assert_eq!(code, Some(1));
    assert!(out.contains("c.pdf") && out.contains("PDF-filen innehåller inga svar"), "{out}");
    std::fs::write(at("broken.json"), "{").unwrap();
    let (code, out) = run(&["workshop", &at("broken.json"), "-o", &at("d.pdf")]);
    assert_eq!((code, std::path::Path::new(&at("d.pdf")).exists()), (Some(1), false));
    assert!(out.contains("broken.json"), "{out}");
    assert_eq!(run(&["workshop", &at("w.json")]).0, Some(2), "it has to be said where to");
    std::fs::remove_dir_all(&folder).unwrap();
}
