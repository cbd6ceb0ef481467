//! What the page of many reports draws, how it is said between page and worker, and how reports come in there.

#![cfg(feature = "xlsx")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/firms.rs"]
mod firms;
mod support;

use kickstart::assessment::Assessment;
use kickstart::chart::{Width, to_svg};
use kickstart::code::Code;
use kickstart::cohort::{Cohort, FEWEST, Filter, Goals, Place, Sort};
use kickstart::glance::{
    Ask, Counted, Glance, LINES, Measure, MovedIn, NAMED, Overview, ROWS, glance, goal_chart, moves_chart, part_chart,
};
use kickstart::outcome::Outcome;
use kickstart::people::Size;
use kickstart::qr;
use kickstart::reception::{Form, Reception};
use kickstart::text::Prose;
use kickstart::wire::cohort_in::{Arrivals, Lines, has_lines};
use kickstart::wire::{SIZE_LIMIT, glance_v1, hand_v1, prose_v1, workshop_v1};
use kickstart::workshop::{Event, Kind, Workshop, apply};
use support::{Chance, all_texts, answers, pack, text_of};

use firms::{clerk, cohort, files, saved};

type File = (String, Vec<u8>);

fn words(locale: &str) -> Prose {
    let mut prose = all_texts(locale);
    for file in [format!("questions/ui/problems/{locale}.json"), format!("questions/ui/{locale}/tables.json")] {
        prose.extend(prose_v1::read(&file, &text_of(&file)).unwrap().texts);
    }
    prose
}

fn file(id: &str, label: &str, given: &str) -> File {
    let firm = Assessment {
        answers: answers(given),
        label: label.into(),
        ..Assessment::new(id.into(), "2026-10-01T08:00:00Z".into())
    };
    (format!("{id}.json"), saved(&firm, 3).into_bytes())
}

/// Four firms whose numbers can be worked out by hand: readiness of marketing 2,00 3,00 none and 0,00.
fn four() -> Cohort {
    let who = |sector: &str, place: &str| {
        format!("profile.sector={sector} profile.headcount=#4 profile.municipality={place} profile.business=steady; ")
    };
    cohort(&[
        file("a", "Bageriet", &(who("food", "1281") + "marketing: W2 D2 S2 P2 G2 U0 N1=2 N2=2 N3=2 signals=none")),
        file(
            "b",
            "åkeriet",
            &(who("trade-retail", "1280") + "marketing: W3 D3 S3 P3 G3 U5 N1=4 N2=4 N3=4 signals=none"),
        ),
        file("c", "", &(who("food", "1280") + "marketing: W? D? S? P? G? U? N1=0 N2=0 N3=0 signals=none")),
        file(
            "d",
            "Dykarna",
            &(who("food", "1280")
                + "marketing: W0 D0 S0 P0 G0 U1 N1=4 N2=4 N3=4 signals=none; sales-quoting: W0 D0 S0 P0 G0 U0 N1=4 N2=4 N3=4 signals=quotes-slow+quotes-similar"),
        ),
    ])
}

fn seen(cohort: &Cohort, ask: &Ask) -> Glance {
    glance(&clerk(), &words("sv"), cohort, ask)
}

fn room(cohort: &Cohort, ask: &Ask) -> Overview {
    seen(cohort, ask).room.unwrap()
}

/// The names of rows with the text and step of the marketing cell.
fn column(cohort: &Cohort, ask: &Ask) -> Vec<(String, String, Option<u8>)> {
    let room = room(cohort, ask);
    let at = room.grid.heads.iter().position(|head| head.id == "marketing").unwrap();
    let one = |row: &kickstart::glance::Row| {
        let cell = row.cells[at].clone().unwrap();
        (row.name.clone(), cell.text, cell.step)
    };
    room.grid.rows.iter().map(one).collect()
}

#[test]
fn cells_show_what_is_asked_for_and_are_as_dark_as_it_is_great() {
    let cohort = four();
    let shown = |measure: Measure| {
        let all = column(&cohort, &Ask { measure, ..Ask::default() });
        // By name, whatever the case of its first letter; what has no name comes last.
        let names: Vec<&str> = all.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(names, ["Bageriet", "Dykarna", "åkeriet", "Utan namn (c)"]);
        all.into_iter().map(|(_, text, step)| (text, step)).collect::<Vec<_>>()
    };
    let said = |all: [(&str, Option<u8>); 4]| all.map(|(text, step)| (text.to_string(), step)).to_vec();
    assert_eq!(shown(Measure::Readiness), said([("2,00", Some(2)), ("0,00", Some(0)), ("3,00", Some(3)), ("–", None)]));
    assert_eq!(shown(Measure::Use), said([("0", Some(0)), ("1", Some(1)), ("5", Some(5)), ("–", None)]));
    // Need: 2 of 4 throughout is half, 4 of 4 all, 0 none.
    assert_eq!(shown(Measure::Need), said([("50", Some(2)), ("100", Some(5)), ("100", Some(5)), ("0", Some(0))]));
    let order = &pack().advice_order;
    let steps: Vec<u8> = [Outcome::CashFirst, Outcome::DoNow, Outcome::NotNow, Outcome::TooLittle]
        .iter()
        .map(|outcome| 5 - u8::try_from(order.iter().position(|one| one == outcome).unwrap() * 6 / 9).unwrap())
        .collect();
    assert!(steps.is_sorted_by(|a, b| a > b), "the earlier in the advice, the darker: {steps:?}");
    for (_, text, step) in column(&cohort, &Ask::default()) {
        let outcome =
            Outcome::ALL.into_iter().find(|one| words("sv").say(&format!("outcome.{}.name", one.id())) == text);
        let at = order.iter().position(|one| Some(*one) == outcome).unwrap();
        assert_eq!(step, Some(5 - u8::try_from(at * 6 / 9).unwrap()), "{text}");
    }
}

#[test]
fn a_column_head_orders_by_what_the_cells_show_and_pressed_again_the_other_way() {
    let cohort = four();
    let mut ask = Ask { measure: Measure::Readiness, from: 3, ..Ask::default() };
    let by = Measure::Readiness.sort("marketing");
    assert_eq!(ask.direction(&by), None);
    ask.press(by.clone());
    let names = |ask: &Ask| column(&cohort, ask).into_iter().map(|(_, text, _)| text).collect::<Vec<_>>();
    assert_eq!((ask.from, ask.direction(&by)), (0, Some("ascending")));
    assert_eq!(names(&ask), ["0,00", "2,00", "3,00", "–"]);
    ask.press(by.clone());
    assert_eq!(ask.direction(&by), Some("descending"));
    assert_eq!(names(&ask), ["3,00", "2,00", "0,00", "–"], "what has no value stays last");
    ask.press(by.clone());
    assert_eq!(ask.direction(&by), Some("ascending"));
    // Another measure keeps the process.
    ask.show(Measure::Need);
    let need = Sort::Need("marketing".into());
    assert_eq!((&ask.sort, ask.direction(&need)), (&need, Some("descending")));
    assert_eq!(names(&ask), ["100", "100", "50", "0"]);
    ask.press(need.clone());
    assert_eq!((names(&ask)[0].as_str(), ask.direction(&need)), ("0", Some("ascending")));
    ask.press(Sort::Label);
    ask.show(Measure::Use);
    assert_eq!(ask.sort, Sort::Label, "a name is no measure");
    for sort in room(&cohort, &ask).sorts {
        assert_eq!(Sort::parse(&sort.id).unwrap().id(), sort.id, "{}", sort.name);
    }
    for odd in ["", "x", "need", "x:marketing"] {
        assert_eq!(Sort::parse(odd), None, "{odd}");
    }
}

#[test]
fn choices_follow_the_firms_and_a_choice_that_nobody_has_any_more_is_none() {
    let cohort = four();
    let ids = |choices: &[kickstart::glance::Choice]| choices.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let all = room(&cohort, &Ask::default());
    assert_eq!(ids(&all.municipalities), ["1281", "1280"], "Lund before Malmö: by name");
    assert_eq!((ids(&all.sizes), all.sectors.len()), (vec!["micro".to_string()], 2));
    let food = Filter { sector: Some("food".into()), ..Filter::default() };
    let of_food = room(&cohort, &Ask { filter: food.clone(), from: 90, ..Ask::default() });
    assert_eq!((of_food.grid.of, of_food.grid.from, of_food.sectors.len()), (3, 0, 2), "choices are those of all");
    let gone =
        Filter { sector: Some("hospitality".into()), size: Some(Size::Large), municipality: Some("1281".into()) };
    let kept = room(&cohort, &Ask { filter: gone, ..Ask::default() });
    assert_eq!(kept.filter, Filter { municipality: Some("1281".into()), ..Filter::default() });
    assert_eq!(kept.grid.of, 1);
    let more =
        cohort.merge(firms::cohort(&[file("e", "Elva", "profile.sector=hospitality; marketing: W1 D1 S1 P1 G1 U0")]));
    assert_eq!(room(&more, &Ask::default()).sectors.len(), 3, "later files' values are offered");
    let none = seen(&Cohort::default(), &Ask { filter: food, ..Ask::default() });
    assert_eq!(none, Glance::default());
}

#[test]
fn a_selection_that_goes_together_with_nobody_leaves_an_empty_map() {
    let filter = Filter { sector: Some("trade-retail".into()), municipality: Some("1281".into()), ..Filter::default() };
    let room = room(&four(), &Ask { filter: filter.clone(), ..Ask::default() });
    assert_eq!((room.filter, room.grid.of, room.common.len()), (filter, 0, 0));
}

#[test]
fn answers_spread_as_can_be_counted_by_hand() {
    let given = |levels: &str| format!("profile.sector=food; marketing: {levels}");
    let cohort = cohort(&[
        file("a", "", &given("W2 D0 S1 P? G-")),
        file("b", "", &given("W2 D0 S2 P1 G1")),
        file("c", "", &given("W2 D5 S3 P1 G1")),
        file("d", "", &given("W2 D5 S4 P1 G5")),
    ]);
    let spreads = room(&cohort, &Ask::default()).spreads;
    assert_eq!(spreads.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["marketing", ""]);
    assert_eq!(spreads[1].rows.len(), pack().enablers.len());
    let row = |at: usize| {
        let row = &spreads[0].rows[at];
        (row.levels.clone(), row.dont_know, row.not_applicable, row.median.as_str(), row.consensus.as_str())
    };
    assert_eq!(row(0), (vec![0, 0, 4, 0, 0, 0], 0, 0, "2", "1,00"));
    assert_eq!(row(1), (vec![2, 0, 0, 0, 0, 2], 0, 0, "2,5", "0,00"), "half at each end: no agreement at all");
    // 1 + ½·log₂(1 − 1,5/5) + ½·log₂(1 − 0,5/5) = 1 − 0,2573 − 0,0760 = 0,67.
    assert_eq!(row(2), (vec![0, 1, 1, 1, 1, 0], 0, 0, "2,5", "0,67"));
    assert_eq!(row(3), (vec![0, 3, 0, 0, 0, 0], 1, 0, "", ""), "three levels are too few to show");
    assert_eq!(row(4).2, 1);
}

#[test]
fn a_firm_stands_beside_the_room() {
    let cohort = four();
    let glance = seen(&cohort, &Ask { open: Some("d".into()), ..Ask::default() });
    let firm = glance.firm.unwrap();
    assert_eq!((firm.name.as_str(), firm.about.contains("Malmö")), ("Dykarna", true));
    assert_eq!(firm.file, ["d.json: tagen in."]);
    let areas: Vec<&str> = firm.areas.iter().map(|area| area.name.as_str()).collect();
    assert_eq!(areas, [words("sv").say("process.marketing.name"), words("sv").say("process.sales-quoting.name")]);
    // U of marketing is known of three firms, N1 of all four: 2 4 0 4.
    let said = |at: usize| (firm.areas[0].answers[at].said.clone(), firm.areas[0].answers[at].median.clone());
    assert!(said(0).0.starts_with("0: "), "{}", said(0).0);
    assert_eq!((said(5).1.as_str(), said(6).1.as_str()), ("–", "3"));
    assert_eq!(firm.footing.len(), pack().enablers.len());
    assert!(firm.lists.iter().any(|(kind, list)| kind == "hindrances" && !list.is_empty()), "{:?}", firm.lists);
    let unknown = seen(&cohort, &Ask { open: Some("c".into()), ..Ask::default() }).firm.unwrap();
    assert_eq!(unknown.areas[0].answers[0].said, words("sv").say("answer.dont-know"));
    assert_eq!(seen(&cohort, &Ask { open: Some("gone".into()), ..Ask::default() }).firm, None);
}

#[test]
fn every_file_has_its_line_and_lines_of_one_file_that_went_well_have_one_together() {
    let mut arrivals = Arrivals::default();
    let reports: Vec<String> =
        files(3, 60).iter().map(|(_, bytes)| firms::line(std::str::from_utf8(bytes).unwrap())).collect();
    let mut lines = Lines::of("alla.ndjson");
    lines.take(&clerk(), format!("{}\nskräp\n", reports.join("\n")).as_bytes(), &mut arrivals);
    lines.end(&clerk(), &mut arrivals);
    for number in 0..LINES + 7 {
        arrivals.take_file(&clerk(), Place::of(&format!("{number:03}.json")), b"{");
    }
    let cohort = arrivals.into_cohort();
    let told = seen(&cohort, &Ask::default()).told.unwrap();
    assert!(told.sum.contains("60") && told.sum.contains("118"), "{}", told.sum);
    assert_eq!((told.noted.len(), told.noted_left), (LINES, 8));
    assert!(told.noted.iter().all(|(_, notes)| !notes.is_empty()), "why");
    assert_eq!((told.taken, told.taken_left), (vec!["alla.ndjson: 60 rapporter tagna in.".to_string()], 0));
    let more = seen(&cohort, &Ask { lines: 2 * LINES, ..Ask::default() }).told.unwrap();
    assert_eq!((more.noted.len(), more.noted_left), (LINES + 8, 0));
    assert!(seen(&cohort, &Ask::default()).room.unwrap().grid.rows.len() == ROWS);
}

#[test]
fn a_large_group_names_some_of_its_firms_and_how_many_more() {
    let given = "profile.sector=trade-retail profile.headcount=#20 profile.municipality=1280 profile.business=steady; \
                 sales-quoting: W3 D3 S3 P3 G3 U1 N1=4 N2=4 N3=4 signals=quotes-slow+quotes-similar";
    let files: Vec<File> =
        (0..NAMED + 3).map(|at| file(&format!("r-{at:02}"), &format!("Firma {at:02}"), given)).collect();
    let room = room(&cohort(&files), &Ask::default());
    let group = room.groups.first().expect("they all want the same");
    assert!(group.firms.starts_with("Firma 00, Firma 01, ") && group.firms.ends_with(" och 3 till"), "{}", group.firms);
    assert!(room.common.iter().all(|one| one.of == NAMED + 3 && one.counts.iter().all(|(_, firms)| *firms <= one.of)));
}

#[test]
fn page_and_worker_understand_each_other() {
    let mut chance = Chance(8);
    let many = cohort(&files(4, 50)).merge(cohort(&[("x.json".into(), b"{".to_vec())])).merge(four());
    let sorts = room(&many, &Ask::default()).sorts;
    for round in 0..40 {
        let ask = Ask {
            filter: Filter {
                sector: chance.odds(1, 3).then(|| "food".into()),
                size: chance.odds(1, 3).then_some(Size::Micro),
                municipality: chance.odds(1, 3).then(|| "1280".into()),
            },
            sort: Sort::parse(&chance.one(&sorts).id).unwrap(),
            turned: chance.odds(1, 2),
            measure: *chance.one(&Measure::ALL),
            from: chance.below(30),
            lines: chance.below(60),
            open: chance.odds(1, 2).then(|| many.members()[chance.below(50)].report_id.clone()),
            programme: chance.odds(1, 4).then(|| Goals { reached: 1 + chance.below(2_000), supported: 100 }),
        };
        assert_eq!(glance_v1::read_ask(&glance_v1::write_ask(&ask)), ask, "{round}");
        for locale in ["sv", "en"] {
            let drawn = glance(&clerk(), &words(locale), &many, &ask);
            let message = glance_v1::write(&drawn);
            assert!(glance_v1::read(&message) == drawn, "{round}: {message}");
            for sign in ["reports.", "outcome.", "process.", "dimension.", "use-case.", "training.", "{"] {
                let mut said = said(&drawn).into_iter();
                assert_eq!(said.find(|text| text.contains(sign)), None, "a key without a text, or a gap");
            }
        }
    }
    assert_eq!(glance_v1::read(&glance_v1::write(&Glance::default())), Glance::default());
    assert_eq!(glance_v1::read("no message"), Glance::default());
}

/// Every text of ours that is drawn. Problems quote what stands in a file, braces too, and stay out.
fn said(glance: &Glance) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(room) = &glance.room {
        let choices = [&room.sectors, &room.sizes, &room.municipalities, &room.sorts, &room.grid.heads];
        all.extend(choices.into_iter().flatten().map(|choice| choice.name.clone()));
        let cells = room.grid.rows.iter().flat_map(|row| row.cells.iter().flatten());
        all.extend(cells.flat_map(|cell| [cell.text.clone(), cell.more.clone()]));
        all.extend(room.common.iter().flat_map(|one| one.counts.iter().map(|(name, _)| name.clone())));
        all.extend(room.groups.iter().flat_map(|group| group.money.iter().chain([&group.idea, &group.firms]).cloned()));
        all.extend(room.spreads.iter().flat_map(|one| one.rows.iter().map(|row| row.name.clone())));
    }
    if let Some(firm) = &glance.firm {
        all.extend(firm.lists.iter().flat_map(|(_, list)| list.clone()));
        let answers = firm.areas.iter().flat_map(|area| &area.answers).chain(&firm.footing);
        all.extend(answers.flat_map(|one| [one.question.clone(), one.said.clone(), one.median.clone()]));
        all.extend(
            firm.areas.iter().flat_map(|area| [area.name.clone(), area.outcome_name.clone(), area.numbers.clone()]),
        );
    }
    all
}

// --- How reports come in --------------------------------------------------------------------------------------------

#[test]
fn a_file_of_many_gives_the_same_however_it_is_sliced() {
    let mut text = Vec::new();
    for (at, (_, bytes)) in files(9, 12).iter().enumerate() {
        text.extend(firms::line(std::str::from_utf8(bytes).unwrap()).bytes());
        text.extend([&b"\n"[..], b"\r\n", b"\n\n  \n"][at % 3]);
    }
    text.extend(b"{\n\xff\xfe\n");
    text.extend(firms::line(std::str::from_utf8(&files(10, 1)[0].1).unwrap()).bytes());
    let read = |slices: &mut dyn Iterator<Item = &[u8]>| {
        let (mut lines, mut arrivals) = (Lines::of("m.ndjson"), Arrivals::default());
        slices.for_each(|slice| lines.take(&clerk(), slice, &mut arrivals));
        lines.end(&clerk(), &mut arrivals);
        arrivals.into_cohort()
    };
    let whole = read(&mut [text.as_slice()].into_iter());
    assert_eq!(whole.fates().len(), 12 + 2 + 1);
    let lines: Vec<u32> = whole.fates().iter().filter(|fate| fate.is_refused()).map(|fate| fate.place.line).collect();
    let before = text.split(|byte| *byte == b'\n').position(|line| line == b"{").unwrap();
    assert_eq!(
        lines,
        [u32::try_from(before).unwrap() + 1, u32::try_from(before).unwrap() + 2],
        "by line, blank ones counted"
    );
    for size in [1, 7, 4096, 5000] {
        assert!(read(&mut text.chunks(size)) == whole, "slices of {size}");
    }
}

#[test]
fn a_line_longer_than_a_report_may_be_is_passed_over() {
    let (mut lines, mut arrivals) = (Lines::of("m.ndjson"), Arrivals::default());
    let report = firms::line(std::str::from_utf8(&files(10, 1)[0].1).unwrap());
    let long = vec![b' '; SIZE_LIMIT / 2 + 1];
    for slice in [&long[..], &long[..], &long[..], b"\n", report.as_bytes()] {
        lines.take(&clerk(), slice, &mut arrivals);
    }
    lines.end(&clerk(), &mut arrivals);
    let fates = arrivals.into_cohort().fates();
    assert_eq!(fates.len(), 2);
    assert_eq!((fates[0].place.line, fates[0].notes[0].code), (1, "too-large"));
    assert_eq!((fates[1].place.line, fates[1].is_plain()), (2, true));
}

#[test]
fn files_of_many_are_known_by_their_name() {
    for (name, many) in
        [("a.ndjson", true), ("a.JSONL", true), ("a.kickstart.json", false), ("ndjson", false), ("a.ndjson.pdf", false)]
    {
        assert_eq!(has_lines(name), many, "{name}");
    }
}

fn workshop(reports: &[String]) -> Vec<u8> {
    let mut held = Workshop::new(
        pack(),
        "0123456789abcdef".into(),
        Code::parse("ABCD").unwrap(),
        "2026-11-24T09:00:00Z".into(),
        Kind::ManyFirms,
        pack().in_order().cloned().collect(),
    );
    for report in reports {
        apply(pack(), &mut held, Event::ReportTaken(report.clone())).unwrap();
    }
    workshop_v1::write(&held).into_bytes()
}

#[test]
fn a_workshops_file_brings_the_reports_handed_in_there() {
    let reports: Vec<String> = files(21, 3).into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
    let cohort = cohort(&[
        ("lund.kickstart-workshop.json".into(), workshop(&reports)),
        ("tom.kickstart-workshop.json".into(), workshop(&[])),
        ("igen.json".into(), reports[0].clone().into_bytes()),
    ]);
    assert_eq!(cohort.room(&Filter::default()).members.len(), 3);
    assert!(cohort.fates().iter().all(|fate| !fate.is_refused()));
}

#[test]
fn what_was_read_before_a_stop_stays_and_half_a_line_is_no_report() {
    let mut reception = Reception::new(clerk());
    let all = files(30, 3);
    let count = |reception: &Reception| {
        let told = reception.glance(&words("sv"), &Ask::default()).told;
        told.map_or(0, |told| told.taken.len() + told.noted.len())
    };
    reception.take(&all[0].0, &all[0].1);
    assert_eq!((count(&reception), reception.arrived()), (0, 1), "not before it is settled");
    let line = firms::line(std::str::from_utf8(&all[1].1).unwrap());
    reception.slice("m.ndjson", &line.as_bytes()[..line.len() / 2]);
    reception.settle();
    assert_eq!((count(&reception), reception.arrived()), (1, 0));
    // The next file begins at its own first line.
    reception.slice("n.ndjson", firms::line(std::str::from_utf8(&all[2].1).unwrap()).as_bytes());
    reception.end_lines();
    reception.too_large("film.mp4", 16 * 1024 * 1024);
    reception.cannot_read("borta.json");
    assert_eq!(reception.arrived(), 3);
    reception.settle();
    let told = reception.glance(&words("sv"), &Ask::default()).told.unwrap();
    assert!(told.taken.contains(&"n.ndjson:1: tagen in.".to_string()), "{:?}", told.taken);
    let notes: Vec<&str> = told.noted.iter().flat_map(|(_, notes)| notes).map(String::as_str).collect();
    assert!(notes.len() == 2 && notes.iter().any(|note| note.contains("16 MB")), "{notes:?}");
    reception.take(&all[1].0, &all[1].1);
    reception.clear();
    reception.settle();
    assert_eq!(reception.glance(&words("sv"), &Ask::default()), Glance::default());
}

#[test]
fn what_the_program_is_run_in_with_is_looked_at_and_forgotten() {
    let mut reception = Reception::new(clerk());
    let (_, report) = &files(1, 3)[0];
    let seen = reception.run_in(&words("sv"), std::str::from_utf8(report).unwrap());
    assert_eq!(seen.told.map(|told| told.taken.len()), Some(1));
    assert_eq!(reception.arrived(), 0);
    reception.settle();
    assert_eq!(reception.glance(&words("sv"), &Ask::default()), Glance::default());
}

#[test]
fn codes_that_belong_together_may_come_one_by_one() {
    let report = hand_v1::Report {
        workshop: None,
        report_id: "a".repeat(32),
        created_at: "2026-10-01T08:00:00Z".into(),
        answers: answers("; sales-quoting: W3 D2 S2 P2 G1 U1 N1=2 N2=2 N3=3"),
    };
    let frames = hand_v1::write(pack(), &hand_v1::Hand::Report(report));
    let frames = (40..200).map(|letters| frames.frames(letters)).find(|frames| frames.len() == 3).unwrap();
    let mut reception = Reception::new(clerk());
    let mut take = |at: usize| {
        reception.take(&format!("{at}.txt"), frames[at].as_bytes());
        reception.settle();
        let glance = reception.glance(&words("sv"), &Ask::default());
        let told = glance.told.unwrap();
        let noted: Vec<String> = told.noted.into_iter().map(|(said, _)| said).collect();
        (glance.room.map_or(0, |room| room.grid.of), noted, told.taken)
    };
    let waits = |at: usize, left: usize| {
        words("sv").fill("cohort.waits", &[("place", &format!("{at}.txt")), ("of", &left.to_string())])
    };
    assert_eq!(take(1), (0, vec![waits(1, 2)], vec![]));
    assert_eq!(take(1), (0, vec![waits(1, 2)], vec![]), "the same once more");
    assert_eq!(take(0), (0, vec![waits(0, 1), waits(1, 1)], vec![]));
    let said = |key: &str, at: usize| words("sv").fill(key, &[("place", &format!("{at}.txt"))]);
    let whole = vec![said("cohort.joined", 0), said("cohort.joined", 1), said("cohort.taken", 2)];
    assert_eq!(take(2), (1, vec![], whole));
    reception.clear();
    reception.settle();
    assert_eq!(reception.glance(&words("sv"), &Ask::default()), Glance::default());
}

#[test]
fn numbers_in_names_stand_by_their_value() {
    let prose = words("sv");
    let mut names = ["Firma 10", "Firma 2", "12 bröder", "Firma 1", "Firma 002 B", "3 bröder", "Firma", "Firma 0"];
    names.sort_by_key(|name| prose.rank(name));
    let expected = ["3 bröder", "12 bröder", "Firma", "Firma 0", "Firma 1", "Firma 2", "Firma 002 B", "Firma 10"];
    assert_eq!(names, expected);
}

#[test]
fn names_stand_in_the_order_of_the_language() {
    let names = ["Ökvarn", "Zetterns", "Åkeriet", "älgen", "2 bröder", "Édouard", "eken", "Öst", "Ängens", ""];
    let answers = "profile.sector=food profile.headcount=#4 profile.municipality=1292 profile.business=steady; \
                   sales-quoting: W3 D3 S3 P3 G3 U0 N1=4 N2=4 N3=4 signals=quotes-slow+quotes-similar";
    let elsewhere = |at: usize| answers.replace("1292", ["1277", "1292", "1256", "1290"][at % 4]);
    let given: Vec<File> =
        names.iter().enumerate().map(|(at, name)| file(&format!("f{at}"), name, &elsewhere(at))).collect();
    let cohort = cohort(&given);
    let seen = |locale: &str, sort: Sort| {
        let ask = Ask { sort, ..Ask::default() };
        glance(&clerk(), &words(locale), &cohort, &ask).room.unwrap()
    };
    let by_name =
        |locale: &str| seen(locale, Sort::Label).grid.rows.into_iter().map(|row| row.name).collect::<Vec<_>>();
    let nameless = |locale: &str| words(locale).fill("firms.no-name", &[("id", "f9")]);
    let swedish = ["2 bröder", "Édouard", "eken", "Zetterns", "Åkeriet", "älgen", "Ängens", "Ökvarn", "Öst"];
    let english = ["2 bröder", "Åkeriet", "älgen", "Ängens", "Édouard", "eken", "Ökvarn", "Öst", "Zetterns"];
    assert_eq!(by_name("sv"), [&swedish[..], &[&nameless("sv")]].concat());
    assert_eq!(by_name("en"), [&english[..], &[&nameless("en")]].concat());
    let room = seen("sv", Sort::Municipality);
    let places: Vec<&str> = room.municipalities.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(places, ["Kristianstad", "Åstorp", "Ängelholm", "Östra Göinge"]);
    let mut rows: Vec<&str> = room.grid.rows.iter().filter_map(|row| row.about.rsplit(", ").next()).collect();
    rows.dedup();
    assert_eq!(rows, places);
    let firms = &room.groups[0].firms;
    let at: Vec<usize> = swedish.iter().map(|name| firms.find(name).unwrap()).collect();
    assert!(at.is_sorted(), "{firms}");
}

#[test]
fn a_picture_of_a_code_is_a_report_and_one_without_is_told() {
    let report = hand_v1::Report {
        workshop: None,
        report_id: "a".repeat(32),
        created_at: "2026-10-01T08:00:00Z".into(),
        answers: answers("; sales-quoting: W3 D2 S2 P2 G1 U1 N1=2 N2=2 N3=3"),
    };
    let modules = qr::modules(&hand_v1::write(pack(), &hand_v1::Hand::Report(report)).text()).unwrap();
    let side = (modules.len() + 2 * qr::QUIET) * 4;
    let dark = |at: usize| {
        let place = |pixel: usize| (pixel / 4).checked_sub(qr::QUIET);
        let (x, y) = (place(at % side), place(at / side));
        x.zip(y).and_then(|(x, y)| modules.get(y)?.get(x)).is_some_and(|dark| *dark)
    };
    let pixels = |shown: &dyn Fn(usize) -> bool| -> Vec<u8> {
        (0..side * side).flat_map(|at| if shown(at) { [20, 40, 30, 255] } else { [230, 250, 240, 255] }).collect()
    };
    let mut reception = Reception::new(clerk());
    assert!(reception.picture("kod.png", (side, side), &pixels(&dark)));
    assert!(!reception.picture("tom.png", (side, side), &pixels(&|_| false)));
    reception.no_code("tom.png");
    reception.settle();
    let told = reception.glance(&words("sv"), &Ask::default()).told.unwrap();
    assert_eq!(told.taken, ["kod.png: tagen in."]);
    let [(said, notes)] = told.noted.as_slice() else { panic!("{:?}", told.noted) };
    assert!(said.starts_with("tom.png") && notes[0].contains("kod"), "{said} {notes:?}");
}

#[test]
fn tables_are_those_of_the_selection_and_anonymised_ones_those_of_every_firm() {
    let mut reception = Reception::new(clerk());
    let given = |place: &str| {
        format!("profile.sector=food profile.headcount=#4 profile.municipality={place}; marketing: W2 D2 S2 P2 G2 U0")
    };
    for at in 0..FEWEST + 3 {
        let (name, bytes) =
            file(&format!("f-{at}"), &format!("Firma {at}"), &given(if at < FEWEST { "1280" } else { "1281" }));
        reception.take(&name, &bytes);
    }
    reception.settle();
    let filter = Filter { municipality: Some("1280".into()), ..Filter::default() };
    let ask = Ask { filter, ..Ask::default() };
    let prose = words("sv");
    let text = |form: Form, anonymised: bool| {
        String::from_utf8(reception.tables(form, "sv", &prose, &ask, anonymised).unwrap()).unwrap()
    };
    assert_eq!(text(Form::Csv, false).lines().count(), 1 + FEWEST);
    assert_eq!(text(Form::Ndjson, false).lines().count(), FEWEST);
    let json: serde_json::Value = serde_json::from_str(&text(Form::Json, false)).unwrap();
    assert_eq!(json["firms"].as_array().unwrap().len(), FEWEST + 3);
    // A selection laid beside the whole would tell where a firm is that the whole does not place.
    let mut whole = Reception::new(clerk());
    std::mem::swap(&mut whole, &mut reception);
    for form in [Form::Csv, Form::Ndjson, Form::Json, Form::Xlsx] {
        let selected = whole.tables(form, "sv", &prose, &ask, true).unwrap();
        let all = whole.tables(form, "sv", &prose, &Ask::default(), true).unwrap();
        assert!(selected == all, "{form:?}");
        assert!(form == Form::Xlsx || !String::from_utf8(all).unwrap().contains("Firma"), "{form:?}");
    }
    assert!(whole.tables(Form::Xlsx, "sv", &prose, &ask, false).unwrap().starts_with(b"PK"));
    for (name, form) in [("csv", Form::Csv), ("xlsx", Form::Xlsx), ("ndjson", Form::Ndjson), ("json", Form::Json)] {
        assert_eq!(Form::parse(name), Some(form));
    }
    assert_eq!(Form::parse("doc"), None);
}

/// Twelve food firms in Lund and three of other kinds; nine of the first have chosen an idea, six have answered again.
fn programme_files() -> Vec<File> {
    let food = "profile.sector=food profile.municipality=1281; marketing: W1 D1 S1 P1 G1";
    let other = |at: usize| {
        format!(
            "profile.sector={} profile.municipality=1280; marketing: W2 D2 S2 P2 G2",
            ["tech", "care", "transport"][at]
        )
    };
    let firm = |id: String, given: &str| Assessment {
        answers: answers(given),
        ..Assessment::new(id, "2026-10-01T08:00:00Z".into())
    };
    let mut firms = Vec::new();
    for at in 0..12 {
        let mut one = firm(format!("f{at:02}"), food);
        if at < 9 {
            let idea = kickstart::plan::Idea::UseCase(support::catalogue().use_cases[0].id.clone());
            one.plan.chosen = Some(kickstart::plan::Choice { idea, process: None });
        }
        if at < 6 {
            let earlier = kickstart::wire::report_v1::history::earlier(pack(), "", &saved(&one, 2)).unwrap();
            let answered = if at < 4 { "; marketing: W3 D3 S3 P3 G3" } else { "; marketing: W0 D0 S0 P0 G0" };
            one = kickstart::follow_up::begin(earlier, &one, format!("f{at:02}-2"), "2027-05-01T08:00:00Z".into());
            let time: Vec<_> = answers(answered).iter().map(|(id, answer)| (id.clone(), answer.clone())).collect();
            time.into_iter().for_each(|(id, answer)| one.answers.set(id, answer));
        }
        firms.push(one);
    }
    firms.extend((0..3).map(|at| firm(format!("o{at}"), &other(at))));
    firms.iter().map(|one| (format!("{}.json", one.report_id), saved(one, 9).into_bytes())).collect()
}

#[test]
fn the_programme_is_what_can_be_counted_by_hand() {
    let goals = Goals { reached: 60, supported: 10 };
    let ask = Ask { programme: Some(goals), ..Ask::default() };
    let cohort = cohort(&programme_files());
    let seen = seen(&cohort, &ask);
    assert!(seen.room.is_none() && seen.told.is_some());
    let programme = seen.programme.clone().unwrap();
    assert_eq!((programme.goals, programme.reached, programme.supported), (goals, 15, 9));
    let parts = |parts: &[Counted]| -> Vec<(String, usize, usize)> {
        parts.iter().map(|part| (part.name.clone(), part.reached, part.supported)).collect()
    };
    // Answered again in May 2027, reached the first time.
    assert_eq!(parts(&programme.months), [("oktober 2026".into(), 9, 3), ("november 2026".into(), 6, 6)]);
    // Three firms of other kinds are fewer than five, so the next smallest part joins them: that is all.
    assert_eq!(parts(&programme.sectors), [(words("sv").say("programme.rest"), 15, 9)]);
    assert_eq!(parts(&programme.municipalities), [(words("sv").say("programme.rest"), 15, 9)]);
    let moved = MovedIn { name: "Marknadsföring".into(), up: 4, same: 0, down: 2, apart: 0 };
    assert_eq!((programme.again, programme.moved), (6, vec![moved]));
    for (_, firms) in programme.needs.iter().flat_map(|one| &one.counts) {
        assert!(*firms >= FEWEST);
    }
    assert!(programme.needs.iter().any(|one| one.kind == "wanted"));
    assert_eq!(glance_v1::read(&glance_v1::write(&seen)), seen);
    assert_eq!(glance_v1::read_ask(&glance_v1::write_ask(&ask)), ask);
}

#[test]
fn what_fewer_than_five_share_is_not_shown_on_the_programmes_page() {
    let few: Vec<File> = programme_files().into_iter().take(4).collect();
    let ask = Ask { programme: Some(Goals::default()), ..Ask::default() };
    let programme = seen(&cohort(&few), &ask).programme.unwrap();
    assert_eq!((programme.reached, programme.again), (4, 4));
    assert_eq!((programme.moved, programme.outcomes, programme.needs), (vec![], vec![], vec![]));
    assert_eq!(seen(&Cohort::default(), &ask), Glance::default());
}

#[test]
fn the_programmes_charts_say_in_words_what_they_draw() {
    let ask = Ask { programme: Some(Goals { reached: 60, supported: 10 }), ..Ask::default() };
    let programme = seen(&cohort(&programme_files()), &ask).programme.unwrap();
    let prose = words("sv");
    for width in Width::ALL {
        let goal = goal_chart(&prose, &programme, width);
        assert_eq!(goal.table.rows, [["Nådda företag", "15", "60"], ["Stöttade företag", "9", "10"]]);
        let svg = to_svg(&goal, "c");
        assert!(svg.contains("15 av 60 (25\u{a0}%)") && svg.contains("9 av 10 (90\u{a0}%)"), "{svg}");
        let months = part_chart(&prose, "months", &programme.months, width);
        assert_eq!(months.table.rows[1], ["november 2026", "6", "6"]);
        assert!(to_svg(&months, "c").contains("9 nådda, 3 stöttade"));
        let moves = moves_chart(&prose, &programme.moved, width);
        assert_eq!(moves.table.rows, [["Marknadsföring", "4", "0", "2", "0"]]);
        assert!(to_svg(&moves, "c").contains("4 högre, 0 samma, 2 lägre"));
    }
}

#[test]
fn goals_are_whole_numbers_from_one_on_and_go_along_in_the_tables() {
    assert_eq!(Goals::one(" 1 500 "), Some(1_500));
    for wrong in ["", "0", "-1", "1,5", "1000001", "många"] {
        assert_eq!(Goals::one(wrong), None, "{wrong}");
    }
    let goals = Goals { reached: 60, supported: 10 };
    assert_eq!(Goals::parse(&goals.to_string()), Some(goals));
    assert_eq!((Goals::parse("60"), Goals::parse("0 10")), (None, None));
    let mut reception = Reception::new(clerk());
    programme_files().iter().for_each(|(name, bytes)| reception.take(name, bytes));
    reception.settle();
    let filter = Filter { sector: Some("tech".into()), ..Filter::default() };
    let ask = Ask { programme: Some(goals), filter, ..Ask::default() };
    let text =
        |form: Form| String::from_utf8(reception.tables(form, "sv", &words("sv"), &ask, false).unwrap()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text(Form::Json)).unwrap();
    assert_eq!(json["progress"]["goals"], serde_json::json!({"reached": 60, "supported": 10}));
    assert_eq!(text(Form::Ndjson).lines().count(), 15, "a selection made on the other page does not hold here");
}
