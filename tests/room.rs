//! What a room of firms shows: rows in order, what is common, groups, the programme, and statistics that give nobody away.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/firms.rs"]
mod firms;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use kickstart::assessment::Assessment;
use kickstart::cohort::{By, Cohort, FEWEST, Filter, Goals, HIDDEN_BELOW, Hindrance, Member, Published, Sort, Within};
use kickstart::people::Size;
use kickstart::plan::{Choice, Idea};
use kickstart::questionnaire::Wording;
use kickstart::scoring::Ratio;
use kickstart::words::Words;
use support::{all_texts, guides, pack, path, process, text_of};

use firms::{SHOP, cohort, file, files, firm, thirty};

#[test]
fn the_room_is_what_can_be_counted_by_hand() {
    let cohort = cohort(&thirty());
    let room = cohort.room(&Filter::default());
    // Twelve cafés, one of them by its correction, eleven shops and one PDF.
    assert_eq!(room.members.len(), 24);
    let sector = |sector: &str| Filter { sector: Some(sector.into()), ..Filter::default() };
    assert_eq!(cohort.room(&sector("food")).members.len(), 12);
    assert_eq!(cohort.room(&Filter { municipality: Some("1280".into()), ..sector("food") }).members.len(), 0);
    assert_eq!(cohort.beside().iter().map(|(_, count)| count).sum::<usize>(), 2);

    let (prose, wording) = (all_texts("sv"), Wording::default());
    let words = Words { questionnaire: pack(), prose: &prose, wording: &wording };
    let grid = room.grid(&words, &Sort::Readiness(process("marketing")));
    let processes: Vec<&str> = grid.processes.iter().map(|id| id.as_str()).collect();
    let expected = ["marketing", "sales-quoting", "customer-service", "production-delivery", "finance-admin"];
    assert_eq!(processes, expected, "in the order of the picker");
    let scores: Vec<Option<u32>> =
        grid.rows.iter().map(|row| row.cells[0].and_then(|area| area.readiness).map(Ratio::hundredths)).collect();
    // Cafés have all twos (2,00), the corrected one 4,2,2,2,2 (0,4·2 + 0,6·2,4), shops 3,3,3,3 (3,00); the last has none.
    let mut hand = vec![Some(200); 11];
    hand.push(Some(224));
    hand.extend([Some(300); 11]);
    hand.push(None);
    assert_eq!(scores, hand);
    let shop = grid.rows.iter().find(|row| row.member.report_id == "s-00").unwrap();
    let (low, high) = shop.cells[0].unwrap().bounds.map(|bounds| (bounds.low, bounds.high)).unwrap();
    // P unknown: 0,4·0 + 0,6·12/5 and 0,4·3 + 0,6·17/5.
    assert_eq!((low.hundredths(), high.hundredths()), (144, 324));

    let spreads = room.spreads(pack());
    let of = |id: &str| spreads.iter().find(|spread| spread.question.to_string() == id).unwrap();
    let people = of("marketing.P");
    assert_eq!((people.levels.clone(), people.dont_know), (vec![0, 0, 12, 0, 0, 0], 11));
    let ways = of("marketing.W");
    assert_eq!((ways.levels.clone(), ways.range), (vec![0, 0, 11, 11, 1, 0], Some((2, 4))));
    assert_eq!(ways.median, Some(Ratio::new(3, 1)), "the twelfth of twenty-three");
    assert_eq!(of("customer-service.W").median, None, "one answer has no spread");

    // Shops lack everything for their quotes, which they recognise as slow.
    let rules = room.hindrances().into_iter().find(|count| count.what == Hindrance::Dimension("G".into())).unwrap();
    assert!(rules.firms >= 11, "{rules:?}");
    assert!(room.hindrances().is_sorted_by(|a, b| a.firms >= b.firms));
}

/// Four firms of which each order of the rows is known; the last has neither name, profile nor this process.
fn ordered() -> Cohort {
    let one = |id: &str, label: &str, day: usize, given: &str| {
        file(&format!("{id}.json"), &Assessment { label: label.into(), ..firm(id, given) }, day)
    };
    let profile = |sector: &str, people: u32, place: u32| {
        format!(
            "profile.sector={sector} profile.headcount=#{people} profile.municipality={place} profile.business=steady"
        )
    };
    let berg = profile("tech", 60, 1282) + "; marketing: W1 D1 S1 P1 G1 U3 N1=4 N2=4 N3=4 signals=none";
    let alm = profile("care", 4, 1290) + "; marketing: W3 D3 S3 P3 G3 U0 N1=0 N2=0 N3=0 signals=none";
    let ceder = profile("food", 20, 1260) + "; marketing: W2 D2 S2 P2 G2 U5 N1=2 N2=2 N3=2 signals=none";
    let other = "; sales-quoting: W1 D1 S1 P1 G1 U0 N1=0 N2=0 N3=0 signals=none";
    cohort(&[
        one("a", "Berg", 3, &berg),
        one("b", "alm", 5, &alm),
        one("c", "Ceder", 4, &ceder),
        one("d", "", 1, other),
    ])
}

#[test]
fn rows_go_by_what_is_asked_for_and_what_has_no_value_comes_last() {
    let cohort = ordered();
    let room = cohort.room(&Filter::default());
    let (prose, wording) = (all_texts("sv"), Wording::default());
    let words = Words { questionnaire: pack(), prose: &prose, wording: &wording };
    let check = |sort: Sort, expected: &str, turned: &str| {
        for (turn, expected) in [(false, expected), (true, turned)] {
            let grid = room.grid_turned(&words, &sort, turn);
            let ids: Vec<&str> = grid.rows.iter().map(|row| row.member.report_id.as_str()).collect();
            assert_eq!(ids.join(" "), expected, "{sort:?}, turned: {turn}");
        }
    };
    let marketing = || process("marketing");
    check(Sort::Label, "b a c d", "c a b d");
    check(Sort::Sector, "c a b d", "b a c d");
    check(Sort::Size, "b c a d", "a c b d");
    check(Sort::Municipality, "c b a d", "a b c d");
    // The newest first; every report was saved some time.
    check(Sort::Saved, "b c a d", "d a c b");
    check(Sort::Readiness(marketing()), "a c b d", "b c a d");
    check(Sort::Use(marketing()), "b a c d", "c a b d");
    // The greatest need first: 100, 50 and 0.
    check(Sort::Need(marketing()), "a c b d", "b c a d");
    // Make safe, prepare, not now.
    check(Sort::Outcome(marketing()), "a c b d", "b c a d");
}

#[test]
fn firms_that_want_the_same_are_a_group() {
    let chosen = |id: &str, idea: &str| {
        let mut firm = firm(id, SHOP);
        firm.plan.chosen = Some(Choice { idea: Idea::UseCase(idea.into()), process: Some(process("sales-quoting")) });
        file(&format!("{id}.json"), &firm, 1)
    };
    let idea = "quote-draft-from-history";
    let cohort = cohort(&[chosen("a", idea), chosen("b", idea), chosen("c", "contract-review-support")]);
    let room = cohort.room(&Filter::default());
    let groups = room.groups(&guides().funding);
    let quotes = groups.iter().find(|group| group.idea.as_str() == idea).unwrap();
    let ids: Vec<&str> = quotes.members.iter().map(|member| member.report_id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert!(groups.iter().all(|group| group.members.len() > 1));
    assert!(!quotes.for_all.is_empty());
    for route in &quotes.for_all {
        assert!(quotes.members.iter().all(|member| member.routes.contains(route)), "{route}");
    }
    assert!(!quotes.together.is_empty());
    for route in &quotes.together {
        assert!(quotes.members.iter().all(|member| member.routes.contains(route)), "{route}");
        let route = guides().funding.routes.iter().find(|one| one.id == route.as_str()).unwrap();
        assert!(matches!(route.applicant.as_str(), "group" | "project"), "{}", route.id);
    }
    let progress = room.progress(Goals { reached: 10, supported: 5 });
    assert_eq!((progress.reached, progress.supported, progress.goals.reached), (3, 3, 10));
    assert_eq!(Goals::default(), Goals { reached: 1_000, supported: 100 });
}

#[test]
fn a_route_of_a_group_fits_two_of_it_or_each_by_itself() {
    let cohort = cohort(&files(7, 60));
    let mut fitting_one = 0;
    for group in cohort.room(&Filter::default()).groups(&guides().funding) {
        for route in &guides().funding.routes {
            let id = route.id.as_str().into();
            let fits =
                |member: &&&Member| member.wishes().any(|(idea, routes)| *idea == group.idea && routes.contains(&id));
            let (count, joined) =
                (group.members.iter().filter(fits).count(), matches!(route.applicant.as_str(), "group" | "project"));
            assert_eq!(group.together.contains(&id), joined && count > 1, "{id}");
            assert_eq!(group.for_all.contains(&id), !joined && count == group.members.len(), "{id}");
            fitting_one += usize::from(joined && count == 1);
        }
    }
    assert!(fitting_one > 0);
}

#[test]
fn what_firms_lack_and_can_apply_for_is_counted_firm_by_firm() {
    let cohort = cohort(&files(7, 40));
    let room = cohort.room(&Filter::default());
    let funding = room.funding();
    assert!(!funding.is_empty() && funding.is_sorted_by(|a, b| a.firms >= b.firms));
    for count in &funding {
        let firms = room.members.iter().filter(|member| member.routes.contains(&count.what));
        assert_eq!(firms.count(), count.firms, "{}", count.what);
    }
    let gaps = room.gaps();
    assert!(gaps.len() > 5 && gaps.is_sorted_by(|a, b| a.firms >= b.firms));
    for count in &gaps {
        let lacks = |member: &&&Member| member.gaps.iter().any(|(gap, _)| *gap == count.what);
        assert_eq!(room.members.iter().filter(lacks).count(), count.firms, "{:?}", count.what);
    }
    assert_eq!(
        gaps.iter().map(|count| count.firms).sum::<usize>(),
        room.members.iter().map(|one| one.gaps.len()).sum::<usize>()
    );
}

#[test]
fn the_footing_of_a_firm_keeps_its_ideas_from_beginning_too() {
    // Notes of meetings are personal data: without rules and agreements on it, they wait.
    let hindered = |rules: u8| {
        let given = format!(
            "profile.business=steady firm.signals=meetings-no-notes enabler.ai-rules={rules}; \
             sales-quoting: W4 D4 S4 P4 G4 U1 N1=4 N2=4 N3=4 signals=none"
        );
        let cohort = cohort(&[file("a.json", &firm("a", &given), 1)]);
        let hindrances = cohort.room(&Filter::default()).hindrances();
        hindrances.iter().any(|count| count.what.as_pair() == ("enabler", "ai-rules") && count.firms == 1)
    };
    assert_eq!([0, 2, 3].map(hindered), [true, true, false]);
}

#[test]
fn parts_that_are_large_enough_leave_no_rest() {
    let firms = ["food", "tech"].into_iter().flat_map(|sector| (0..FEWEST).map(move |number| (sector, number)));
    let files: Vec<_> = firms
        .map(|(sector, number)| {
            let id = format!("{sector}-{number}");
            file(&format!("{id}.json"), &firm(&id, &format!("profile.sector={sector}; marketing: W1 D1 S1 P1 G1")), 1)
        })
        .collect();
    let sectors = cohort(&files).room(&Filter::default()).progress(Goals::default()).sectors;
    let parts: Vec<(&str, usize)> = sectors.iter().map(|part| (part.id.as_str(), part.reached)).collect();
    assert_eq!(parts, [("food", FEWEST), ("tech", FEWEST)]);
}

#[test]
fn small_parts_of_the_programme_stand_together() {
    let mut files = Vec::new();
    for (sector, firms) in [("food", 9), ("tech", 6), ("care", 3), ("transport", 1)] {
        let given = format!("profile.sector={sector}; marketing: W1 D1 S1 P1 G1");
        files.extend(
            (0..firms).map(|n| file(&format!("{sector}-{n}.json"), &firm(&format!("{sector}-{n}"), &given), 1)),
        );
    }
    let cohort = cohort(&files);
    let progress = cohort.room(&Filter::default()).progress(Goals::default());
    let parts: Vec<(&str, usize)> = progress.sectors.iter().map(|part| (part.id.as_str(), part.reached)).collect();
    // Care and transport are four together, so the next smallest joins them.
    assert_eq!(parts, [("food", 9), ("", 10)]);
    assert_eq!(progress.months[0].id, "2026-10");
    assert_eq!(progress.municipalities.iter().map(|part| part.reached).sum::<usize>(), 19);
}

// --- Statistics for publication --------------------------------------------------------------------------------------

#[test]
fn what_is_published_is_rounded_and_stands_for_more_than_five() {
    let cohort = cohort(&files(7, 160));
    let tables = cohort.published(pack());
    assert_eq!(tables, cohort.published(pack()), "the same firms give the same tables");
    let mut shown = 0;
    for table in &tables {
        shown += table.rows.len();
        assert!(!table.rows.is_empty());
        for count in table.rows.iter().map(|(_, count)| *count).chain([table.firms]) {
            assert!(count >= HIDDEN_BELOW && count % FEWEST == 0, "{table:?}");
            assert!(count <= table.firms, "a part is larger than all: {table:?}");
        }
        // A row is of the table that it stands in.
        let option = |question: &str, row: &str| {
            pack().profile_question(question).unwrap().options.iter().any(|option| option.id.as_str() == row)
        };
        assert!(
            table.rows.iter().all(|(row, _)| match table.by {
                By::Sector => option("sector", row),
                By::Municipality => option("municipality", row),
                By::Size => Size::parse(row).is_some(),
                By::Process => pack().in_order().any(|id| id.as_str() == row),
                _ => true,
            }),
            "{table:?}"
        );
    }
    assert!(shown > 100, "only {shown} rows were shown");
}

/// Two exports of the same firms, made by two versions, must not be two draws. After a change of the rule on purpose:
/// `UPDATE_SNAPSHOTS=1 cargo test --features cli --test room`.
#[test]
fn the_same_firms_are_published_with_the_same_numbers_as_in_the_last_release() {
    let mut lines = String::new();
    for table in cohort(&files(7, 160)).published(pack()) {
        let ((question, option), (kind, about)) = (table.within.as_pair(), table.by.as_pair());
        let rows: Vec<String> = table.rows.iter().map(|(row, count)| format!("{row} {count}")).collect();
        lines.push_str(&format!("{question} {option} | {kind} {about} | {} | {}\n", table.firms, rows.join(", ")));
    }
    let file = "tests/fixtures/published.txt";
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path(file), &lines).unwrap();
    }
    assert_eq!(text_of(file), lines);
}

/// The count of a group as a table's total, as a row of another table, and as the sum of its own rows.
#[test]
fn counts_of_the_same_firms_agree_wherever_they_stand() {
    let cohort = cohort(&files(8, 600));
    let tables = cohort.published(pack());
    let table = |within: &Within, by: &By| tables.iter().find(|table| table.within == *within && table.by == *by);
    let row = |table: &Published, id: &str| table.rows.iter().find(|(row, _)| row == id).map(|(_, count)| *count);
    let mut compared = 0;
    for one in &tables {
        let parts = matches!(one.by, By::Sector | By::Size | By::Municipality | By::Outcome(_) | By::Level(_));
        let sum: usize = one.rows.iter().map(|(_, count)| count).sum();
        assert!(!parts || sum <= one.firms, "{one:?}");
        let (question, option) = one.within.as_pair();
        let of = [("sector", By::Sector), ("size", By::Size), ("municipality", By::Municipality)];
        if let Some((_, by)) = of.into_iter().find(|(name, _)| *name == question) {
            assert_eq!(row(table(&Within::All, &by).unwrap(), option), Some(one.firms), "{one:?}");
        }
        // A row reached by two ways is one number: two draws for the same firms could be averaged.
        if let (Within::Sector(sector), By::Size) = (&one.within, &one.by) {
            for (id, count) in &one.rows {
                let other = table(&Within::Size(Size::parse(id).unwrap()), &By::Sector).unwrap();
                assert_eq!(row(other, sector.as_str()), Some(*count));
                compared += 1;
            }
        }
        if let By::Outcome(process) = &one.by {
            let all = row(table(&Within::All, &By::Process).unwrap(), process.as_str()).unwrap();
            assert!(sum <= all, "{one:?}");
        }
    }
    assert!(compared > 10, "only {compared} rows were compared");
    // What groups of one kind show of a row is never more than the row.
    for by in [By::Process, By::Hindrance, By::Wanted, By::Funding, By::Training, By::Supported] {
        let whole = table(&Within::All, &by).unwrap();
        for kind in ["sector", "size", "municipality"] {
            for (id, count) in &whole.rows {
                let of_kind = tables.iter().filter(|table| table.by == by && table.within.as_pair().0 == kind);
                let sum: usize = of_kind.filter_map(|table| row(table, id)).sum();
                assert!(sum <= *count, "{kind} {id}: {sum} of {count}");
            }
        }
    }
}

/// With one firm gone, rows that it was never in change too, and rows that it was in may stay: what has changed does not
/// tell where it was.
#[test]
fn an_export_without_a_firm_does_not_tell_where_it_was() {
    let all = files(9, 90);
    let whole = cohort(&all);
    let publish = |cohort: &Cohort| -> BTreeMap<String, usize> {
        let tables = cohort.published(pack()).into_iter().filter(|table| table.within == Within::All);
        let rows = tables.flat_map(|table| {
            let (kind, about) = table.by.as_pair();
            table.rows.into_iter().map(move |(id, count)| (format!("{kind} {about} {id}"), count))
        });
        rows.collect()
    };
    let before = publish(&whole);
    let (mut mine_moved, mut mine_stayed, mut others_moved, mut others_up) = (0, 0, 0, 0);
    let parts: Vec<Cohort> = all.iter().map(|file| cohort(std::slice::from_ref(file))).collect();
    for (gone, alone) in parts.iter().enumerate() {
        let others = parts.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, part)| part.clone());
        let after = publish(&others.reduce(Cohort::merge).unwrap());
        let alone = alone.room(&Filter::default()).members[0].clone();
        let mine: BTreeSet<String> = alone
            .areas
            .iter()
            .map(|area| format!("outcome {} {}", area.id, area.outcome.id()))
            .chain(alone.sector.iter().map(|id| format!("sector  {id}")))
            .chain(alone.size.iter().map(|size| format!("size  {}", size.as_str())))
            .collect();
        for (row, count) in &before {
            let now = after.get(row).copied().unwrap_or(0);
            let like = ["outcome ", "sector ", "size "].iter().any(|kind| row.starts_with(kind));
            match (mine.contains(row), now == *count) {
                (true, true) => mine_stayed += 1,
                (true, false) => mine_moved += 1,
                (false, false) if like => {
                    others_moved += 1;
                    others_up += usize::from(now > *count);
                }
                _ => {}
            }
        }
    }
    assert!(mine_stayed > mine_moved / 4 && mine_moved > 0, "{mine_stayed} {mine_moved}");
    assert!(others_moved > mine_moved && others_up > 0, "{others_moved} {others_up} {mine_moved}");
}

/// Else whoever knows the rule would know how a count was rounded.
#[test]
fn which_way_a_count_is_rounded_hangs_on_which_firms_they_are() {
    let published = |set: usize| {
        let files: Vec<_> = (0..12)
            .map(|number| file(&format!("{number}.json"), &firm(&format!("{set}-{number}"), firms::CAFE), 1))
            .collect();
        cohort(&files).published(pack())[0].firms
    };
    let counts: BTreeSet<usize> = (0..16).map(published).collect();
    assert_eq!(counts, BTreeSet::from([10, 15]));
}

#[test]
fn fewer_than_five_firms_publish_nothing() {
    let cohort = cohort(&files(10, 4));
    assert!(cohort.published(pack()).is_empty());
}
