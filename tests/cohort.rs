//! Many firms' reports: merging, corrections, the room, groups, and statistics that give nobody away.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/firms.rs"]
mod firms;
mod support;

use std::collections::BTreeMap;
use std::fs;

use kickstart::assessment::Assessment;
use kickstart::code::Code;
use kickstart::cohort::{By, Cohort, Filter, Goals, Inside, Place, Published, What};
use kickstart::follow_up::begin;
use kickstart::ids::QuestionId;
use kickstart::order::Map;
use kickstart::scoring::Ratio;
use kickstart::wire::cohort_in::Arrivals;
use kickstart::wire::hand_v1::{self, Hand};
use kickstart::wire::report_v1::history::earlier;
use kickstart::wire::{SIZE_LIMIT, cohort_v1, format_of, parse, workshop_in, workshop_v1};
use kickstart::workshop::{self, Ballot, Event, Kind, Vote, Workshop};
use serde_json::{Value, json};
use support::{Chance, all_texts, answers, pack, process};

use firms::{CAFE, File, SHOP, changed, clerk, cohort, file, files, firm, saved, thirty};

fn counted(cohort: &Cohort) -> Vec<&str> {
    cohort.room(&Filter::default()).members.iter().map(|member| member.report_id.as_str()).collect()
}

/// What became of each file, in short.
fn fates(cohort: &Cohort) -> BTreeMap<String, String> {
    let said = |what: What| match what {
        What::TakenIn => "taken in".to_string(),
        What::CorrectionOf(report) => format!("correction of {report}"),
        What::CorrectedBy(place) => format!("corrected by {place}"),
        What::FollowedUpBy(place) => format!("followed up by {place}"),
        What::DuplicateOf(place) => format!("duplicate of {place}"),
        What::OlderThan(place) => format!("older than {place}"),
        What::Beside(edition) => format!("beside: {} {}", edition.pack, edition.version),
        What::Workshop { reports, votes } => format!("workshop: {reports} reports, {votes} votes"),
        What::Frame { missing: 0 } => "joined".to_string(),
        What::Frame { missing } => format!("waits for {missing}"),
        What::Refused => "refused".to_string(),
    };
    let with_notes = |fate: kickstart::cohort::Fate| {
        let codes: Vec<&str> = fate.notes.iter().map(|note| note.code).collect();
        let notes = if codes.is_empty() { String::new() } else { format!(" [{}]", codes.join(" ")) };
        (fate.place.to_string(), format!("{}{notes}", said(fate.what)))
    };
    cohort.fates().into_iter().map(with_notes).collect()
}

#[test]
fn a_report_that_says_something_after_a_hash_is_no_damaged_code() {
    for label in ["Vi bygger #framtid", "Hall #H2", "#J", "C# och F#\nhandboken"] {
        let firm = Assessment { label: label.into(), ..firm("a", "profile.sector=food") };
        let file = file("a.json", &firm, 3);
        assert_eq!(counted(&cohort(&[file])), ["a"], "{label}");
    }
}

// --- Merging -----------------------------------------------------------------------------------------------------

/// Some votes, or none.
fn votes(chance: &mut Chance) -> Map<Code, Vote> {
    let votes = if chance.odds(1, 2) { 4 } else { 0 };
    workshop("", Kind::OneFirm, &[], votes).ballots
}

/// Files with copies, older copies, corrections in chains and circles, other packs and rubbish.
fn mixed(chance: &mut Chance) -> Vec<File> {
    let mut files = Vec::new();
    for number in 0..14 {
        let id = chance.below(9);
        let mut firm = firms::assessment(chance, id);
        if chance.odds(1, 2) {
            firm.replaces = format!("r-{:06}", chance.below(9));
        }
        let name = |copy: usize| format!("{number:02}-{copy}.json");
        for copy in 0..1 + chance.below(3) {
            files.push(file(&name(copy), &firm, 1 + chance.below(3)));
        }
        let odd = files.last().unwrap().clone();
        match chance.below(5) {
            0 => files.push((name(8), changed(&odd, |report| report["pack"]["id"] = json!("other")))),
            1 => files.push((name(9), odd.1[..odd.1.len() / 2].to_vec())),
            2 => {
                let kind = *chance.one(&[Kind::OneFirm, Kind::ManyFirms]);
                let other = Some(chance.one(&files)).filter(|other| other.1 != odd.1);
                let reports: Vec<&File> = other.into_iter().chain([&odd]).collect();
                let held = workshop(&format!("w-{}", chance.below(3)), kind, &reports, 0);
                files.push(workshop_file(&name(7), &Workshop { ballots: votes(chance), ..held }));
            }
            _ => {}
        }
    }
    files
}

#[test]
fn merging_is_the_same_in_any_order_and_any_grouping() {
    let mut chance = Chance(5);
    for _ in 0..12 {
        let files = mixed(&mut chance);
        let whole = cohort(&files);
        let parts: Vec<Cohort> = files.iter().map(|file| cohort(std::slice::from_ref(file))).collect();
        for _ in 0..6 {
            let mut left = parts.clone();
            while left.len() > 1 {
                let one = left.remove(chance.below(left.len()));
                let at = chance.below(left.len());
                let other = left.remove(at);
                left.push(if chance.odds(1, 2) { one.merge(other) } else { other.merge(one) });
            }
            assert!(left[0] == whole, "another order gives another cohort");
        }
        assert!(whole.clone().merge(whole.clone()) == whole, "a cohort merged with itself is itself");
        assert!(whole.clone().merge(Cohort::default()) == whole);
        let own = whole.fates().into_iter().filter(|fate| fate.place.inside == Inside::All);
        assert_eq!(own.count(), files.len(), "every file has its fate");
    }
}

/// A report: its id, which one it replaces, and the day it was saved.
type Said = (&'static str, &'static str, usize);

#[test]
fn every_firm_counts_once_whatever_corrects_what() {
    let plain = "profile.sector=food; marketing: W1 D1 S1 P1 G1";
    let report = |id: &str, replaces: &str, day: usize| {
        file(&format!("{id}.json"), &Assessment { replaces: replaces.into(), ..firm(id, plain) }, day)
    };
    let cases: [(&[Said], &[&str]); 9] = [
        (&[("a", "", 1), ("b", "a", 2), ("c", "b", 3)], &["c"]),
        (&[("a", "", 9), ("b", "a", 5), ("c", "b", 1)], &["c"]),
        (&[("a", "b", 1), ("b", "a", 2)], &["b"]),
        (&[("a", "b", 1), ("b", "c", 3), ("c", "a", 2)], &["b"]),
        (&[("a", "a", 1)], &["a"]),
        (&[("a", "", 1), ("b", "a", 2), ("c", "a", 3)], &["c"]),
        (&[("b", "lost", 2), ("c", "lost", 3), ("d", "", 1)], &["c", "d"]),
        (&[("a", "b", 1), ("b", "a", 2), ("c", "b", 1)], &["c"]),
        (&[("a", "", 1), ("b", "", 2)], &["a", "b"]),
    ];
    for (reports, expected) in cases {
        let files: Vec<File> = reports.iter().map(|(id, replaces, day)| report(id, replaces, *day)).collect();
        assert_eq!(counted(&cohort(&files)), expected, "{reports:?}");
    }
    let newest = cohort(&[report("a", "", 1), ("later.json".into(), report("a", "", 2).1)]);
    assert_eq!(newest.members()[0].saved_at, "2026-11-02T10:00:00Z");
    assert_eq!(fates(&newest)["a.json"], "older than later.json");
}

// --- Workshops and codes --------------------------------------------------------------------------------------------

const VOTE: &str = "marketing: W2 D2 S2 P2 G2 U0 N1=2 N2=2 N3=2";

/// A workshop that holds these reports, with the votes of so many people.
fn workshop(id: &str, kind: Kind, reports: &[&File], votes: usize) -> Workshop {
    let (code, begun) = (Code::parse("K7XM42").unwrap(), "2026-10-20T08:00:00Z".to_string());
    let mut workshop = Workshop::new(pack(), id.into(), code.clone(), begun, kind, [process("marketing")].into());
    let mut happens = |event| workshop::apply(pack(), &mut workshop, event).unwrap();
    for (_, bytes) in reports {
        happens(Event::ReportTaken(String::from_utf8(bytes.clone()).unwrap()));
    }
    for person in 0..votes {
        let mut given = answers(&format!("; {VOTE}"));
        given.clear(&QuestionId::Chosen);
        let participant = Code::parse(&format!("{person:08}")).unwrap();
        let digest = pack().digest.clone();
        happens(Event::BallotHandedIn(Ballot { workshop: code.clone(), pack: digest, participant, answers: given }));
    }
    workshop
}

fn workshop_file(name: &str, workshop: &Workshop) -> File {
    (format!("{name}.kickstart-workshop.json"), workshop_v1::write(workshop).into_bytes())
}

/// The firms that count as supported.
fn supported(cohort: &Cohort) -> Vec<&str> {
    let room = cohort.room(&Filter::default());
    let supported = room.members.iter().filter(|member| member.is_supported());
    supported.map(|member| member.report_id.as_str()).collect()
}

#[test]
fn every_report_of_a_workshop_is_taken_in_and_has_its_line() {
    let [a, b, c] = ["a", "b", "c"].map(|id| file(&format!("{id}.json"), &firm(id, CAFE), 3));
    let noted: File = ("b".into(), changed(&b, |report| report["results"] = json!({})));
    let broken: File = ("x".into(), b"{\"format\":".to_vec());
    let alone = c.clone();
    let many = workshop("w-1", Kind::ManyFirms, &[&a, &noted, &broken, &c], 0);
    let cohort = cohort(&[workshop_file("w", &many), alone]);
    assert_eq!(counted(&cohort), ["a", "b", "c"]);
    let fates = fates(&cohort);
    let at = |part: &str| &*fates[&format!("w.kickstart-workshop.json{part}")];
    assert_eq!(at(""), "workshop: 4 reports, 0 votes");
    assert_eq!(at(" › reports[1]"), "taken in");
    assert_eq!(at(" › reports[2]"), "taken in [results-differ]");
    assert_eq!(at(" › reports[3]"), "refused [not-json]");
    assert_eq!(at(" › reports[4]"), "duplicate of c.json");
    assert_eq!((&*fates["c.json"], fates.len()), ("taken in", 6));
    // Its firms were at a workshop, also the one whose own file is the copy that counts.
    assert_eq!(supported(&cohort), ["a", "b", "c"]);
    assert_eq!(cohort.sessions()[0].reports, ["a", "b", "c"]);
    assert_eq!(cohort.sessions()[0].workshop_id, "w-1");
    // Its record counts them on, too.
    let lines = workshop_in::firms(&clerk(), &many).cohort.fates();
    let lines: BTreeMap<u32, bool> = lines.into_iter().map(|fate| (fate.place.line, fate.is_refused())).collect();
    assert_eq!(lines, BTreeMap::from([(1, false), (2, false), (3, true), (4, false)]));
}

#[test]
fn what_a_room_agreed_on_is_one_firm_however_often_it_comes() {
    let five = Workshop { name: "Kaféet".into(), ..workshop("w-1", Kind::OneFirm, &[], 5) };
    let once = cohort(&[workshop_file("w", &five)]);
    let agreed = workshop_v1::agreed_report(pack(), &five);
    assert_eq!(counted(&once), [agreed.report_id.as_str()]);
    let member = &once.members()[0];
    assert_eq!((&*member.label, &*member.created_at), ("Kaféet", "2026-10-20T08:00:00Z"));
    assert!(!member.with_notes);
    // The median of twos: 0,4·2 + 0,6·2.
    assert_eq!(member.areas[0].readiness.map(Ratio::hundredths), Some(200));
    assert_eq!(supported(&once), counted(&once));
    let said = fates(&once);
    assert_eq!(said["w.kickstart-workshop.json"], "workshop: 0 reports, 5 votes");
    assert_eq!((&*said["w.kickstart-workshop.json › agreed"], said.len()), ("taken in", 2));

    let again = cohort(&[workshop_file("w", &five), workshop_file("copy", &five), file("saved.json", &agreed, 5)]);
    assert_eq!(counted(&again), counted(&once));
    let said = fates(&again);
    assert_eq!(said["saved.json"], "taken in", "it was saved after the workshop had begun");
    assert_eq!(said["copy.kickstart-workshop.json › agreed"], "older than saved.json");
    let saved = cohort(&[file("saved.json", &agreed, 5)]);
    assert_eq!(supported(&saved), counted(&saved), "it says itself where it comes from");
    let twice = cohort(&[workshop_file("w", &five), workshop_file("copy", &five)]);
    assert_eq!(
        fates(&twice)["w.kickstart-workshop.json › agreed"],
        "duplicate of copy.kickstart-workshop.json › agreed"
    );

    // Two workshops are two firms; where many firms met, votes are nobody's report; and where nobody has said anything
    // there is none.
    let other = workshop_file("other", &workshop("w-2", Kind::OneFirm, &[], 4));
    assert_eq!(cohort(&[workshop_file("w", &five), other]).members().len(), 2);
    let many = workshop_file("many", &workshop("w-3", Kind::ManyFirms, &[], 5));
    let silent = workshop_file("silent", &workshop("w-4", Kind::OneFirm, &[], 0));
    assert_eq!(cohort(&[many, silent]).members(), []);
}

#[test]
fn a_firm_was_at_a_workshop_by_any_of_its_reports() {
    let old = file("old.json", &firm("a", CAFE), 3);
    let new = file("new.json", &Assessment { replaces: "a".into(), ..firm("b", CAFE) }, 4);
    let held = workshop_file("w", &workshop("w-1", Kind::ManyFirms, &[&old], 0));
    let elsewhere = file("c.json", &firm("c", CAFE), 3);
    let cohort = cohort(&[new, held, elsewhere]);
    assert_eq!((counted(&cohort), supported(&cohort)), (vec!["b", "c"], vec!["b"]));
    let progress = cohort.room(&Filter::default()).progress(Goals::default());
    assert_eq!((progress.reached, progress.supported), (2, 1));
    let lines: Vec<Value> = lines(&cohort, false);
    assert_eq!(lines.iter().map(|line| &line["workshop"]).collect::<Vec<_>>(), [&json!(true), &json!(false)]);
    // Who was there is known to others who were, so that it does not go along without names.
    assert!(self::lines(&cohort_of_twenty(), true).iter().all(|line| line.get("workshop").is_none()));
}

#[test]
fn a_workshop_of_other_questions_stands_beside() {
    let cafe = file("a.json", &firm("a", CAFE), 3);
    let other: File = ("o".into(), changed(&cafe, |report| report["pack"]["id"] = json!("other")));
    let workshop = workshop_file("w", &workshop("w-1", Kind::OneFirm, &[&other, &cafe], 4));
    let of = |change: &dyn Fn(&mut Value)| cohort(&[(workshop.0.clone(), changed(&workshop, change))]);
    let elsewhere = of(&|file| file["pack"]["id"] = json!("other"));
    assert_eq!(counted(&elsewhere), ["a"]);
    assert_eq!(elsewhere.beside().iter().map(|(_, count)| *count).sum::<usize>(), 2);
    assert_eq!(fates(&elsewhere)["w.kickstart-workshop.json"], "workshop: 2 reports, 4 votes");
    let older = of(&|file| file["pack"]["version"] = json!("2.0.0"));
    assert_eq!(fates(&older)["w.kickstart-workshop.json › agreed"], "beside: ai-maturity 2.0.0");
    let newer = of(&|file| file["formatVersion"] = json!("2.0"));
    assert_eq!(fates(&newer).into_values().collect::<Vec<_>>(), ["refused [newer-version]"]);
    let noted = of(&|file| file["digest"] = json!("0"));
    assert_eq!(fates(&noted)["w.kickstart-workshop.json"], "workshop: 2 reports, 4 votes [digest-differs]");
}

#[test]
fn a_workshop_may_be_larger_than_a_report() {
    let cafe = file("a.json", &firm("a", CAFE), 3);
    let padded = |text: &str, to: usize| format!("{text}{}", " ".repeat(to - text.len()));
    let large = padded(&workshop_v1::write(&workshop("w-1", Kind::ManyFirms, &[&cafe], 0)), SIZE_LIMIT + 1);
    assert_eq!(format_of("f", &large).unwrap(), workshop_v1::FORMAT);
    assert_eq!(counted(&cohort(&[("w.json".into(), large.into_bytes())])), ["a"]);
    // Nothing else may, whatever it says.
    let report = String::from_utf8(cafe.1).unwrap();
    let posing = padded(&report.replace("reportId", "kickstart-workshop"), SIZE_LIMIT + 1);
    for text in [padded(&report, SIZE_LIMIT + 1), posing] {
        let problem = format_of("f", &text).unwrap_err();
        assert_eq!((problem.code, &*problem.values[0].1), ("too-large", "4 MB"));
        assert_eq!(fates(&cohort(&[("f".into(), text.into_bytes())]))["f"], "refused [too-large]");
    }
    let largest = padded(&workshop_v1::write(&workshop("w", Kind::ManyFirms, &[], 0)), workshop_v1::SIZE_LIMIT + 1);
    assert_eq!(format_of("f", &largest).unwrap_err().values[0].1, "16 MB");
}

#[test]
fn codes_that_were_handed_back_are_taken_in() {
    let hand = |id: &str, workshop: Option<&str>| {
        hand_v1::write(
            pack(),
            &Hand::Report(hand_v1::Report {
                workshop: workshop.and_then(Code::parse),
                report_id: id.into(),
                created_at: "2026-10-01T08:00:00Z".into(),
                answers: answers(SHOP),
            }),
        )
    };
    let text = |name: &str, text: String| (name.to_string(), text.into_bytes());
    let (alone, met) = (hand("a", None), hand("b", Some("K7XM42")));
    let frames = hand("c", None).frames(40);
    assert!(frames.len() > 2);
    let ballot = workshop("w", Kind::OneFirm, &[], 1).ballots.into_iter().next().unwrap();
    let ballot = Hand::Ballot(Ballot {
        workshop: Code::parse("K7XM42").unwrap(),
        pack: pack().digest.clone(),
        participant: ballot.0,
        answers: ballot.1.answers,
    });
    let mut damaged = alone.text();
    damaged.pop();
    let all = cohort(&[
        text("a.txt", format!("{}\r\n", alone.grouped())),
        text("many.txt", format!("https://example.org/#{}\n\n{}\n", met.text(), frames.join("\n"))),
        text(
            "wrapped.txt",
            alone.text().as_bytes().chunks(40).map(|line| format!("{}\n", str::from_utf8(line).unwrap())).collect(),
        ),
        text("part.txt", hand("d", None).frames(40)[..2].join("\n")),
        text("vote.txt", hand_v1::write(pack(), &ballot).text()),
        text("one-damaged.txt", format!("{}\n{damaged}", alone.text())),
        text("damaged.txt", damaged),
        text("letter.txt", "Ni får snart vår rapport.".into()),
    ]);
    assert_eq!((counted(&all), supported(&all)), (vec!["a", "b", "c"], vec!["b"]));
    let said = fates(&all);
    for (place, fate) in [
        ("a.txt", "taken in"),
        ("wrapped.txt", "duplicate of a.txt"),
        ("many.txt:1", "taken in"),
        ("part.txt:1", "refused [hand-only-part]"),
        ("part.txt:2", "refused [hand-only-part]"),
        ("vote.txt", "refused [hand-is-vote]"),
        ("damaged.txt", "refused [hand-damaged]"),
        ("one-damaged.txt", "refused [hand-damaged]"),
        ("letter.txt", "refused [not-json]"),
    ] {
        assert_eq!(said[place], fate, "{place}");
    }
    assert_eq!(said[&format!("many.txt:{}", 2 + frames.len())], "taken in");
    // The answers are those of the file, which counts where both came in.
    let whole = firm("a", SHOP);
    let both = cohort(&[text("a.txt", alone.text()), file("a.json", &whole, 2)]);
    assert_eq!(fates(&both)["a.txt"], "older than a.json");
    assert_eq!(all.members()[0].areas, both.members()[0].areas);
}

#[test]
fn what_is_refused_or_of_other_questions_has_come_in_too() {
    let cafe = file("a.json", &firm("a", CAFE), 3);
    let other = changed(&cafe, |report| report["pack"]["id"] = json!("other"));
    let mut arrivals = Arrivals::default();
    for (bytes, count) in [(other, 1), (b"{".to_vec(), 2), (cafe.1, 3)] {
        arrivals.take_file(&clerk(), Place::of("a.json"), &bytes);
        assert_eq!(arrivals.len(), count);
    }
}

#[test]
fn codes_in_pictures_are_taken_in_and_frames_may_stand_in_several() {
    let hand = |id: &str| {
        hand_v1::write(
            pack(),
            &Hand::Report(hand_v1::Report {
                workshop: Code::parse("K7XM42"),
                report_id: id.into(),
                created_at: "2026-10-01T08:00:00Z".into(),
                answers: answers(SHOP),
            }),
        )
    };
    let (one, other) = (hand("b").frames(40), hand("c").frames(40));
    assert!(one.len() > 2 && other.len() > 2);
    let mut arrivals = Arrivals::default();
    assert!(arrivals.is_empty());
    let mut picture = |name: &str, texts: &[String]| arrivals.take_picture(&clerk(), &Place::of(name), texts);
    picture("a.jpg", &[hand("a").text()]);
    // Two firms' pictures by turns, the last of the second missing.
    for (at, (one, other)) in one.iter().zip(&other).enumerate() {
        picture(&format!("b{at}.jpg"), std::slice::from_ref(one));
        if at + 1 < one.len().min(2) {
            picture(&format!("c{at}.jpg"), std::slice::from_ref(other));
        }
    }
    picture("d.jpg", &[hand("d").text(), hand("e").text()]);
    picture("poster.jpg", &["Välkomna!".into()]);
    let all = arrivals.into_cohort();
    assert_eq!(counted(&all), ["a", "b", "d", "e"]);
    let said = fates(&all);
    let last = format!("b{}.jpg", one.len() - 1);
    for (place, fate) in [
        ("a.jpg", "taken in"),
        ("b0.jpg", "joined"),
        (last.as_str(), "taken in"),
        ("c0.jpg", "refused [hand-only-part]"),
        ("poster.jpg", "refused [hand-not-ours]"),
    ] {
        assert_eq!(said[place], fate, "{place}");
    }
}

// --- Then and now ---------------------------------------------------------------------------------------------------

#[test]
fn a_firm_that_answers_again_counts_once_and_shows_what_has_moved() {
    let old = |id: &str| firm(id, "profile.sector=food; marketing: W1 D1 S1 P1 G1; sales-quoting: W2 D2 S2 P2 G2");
    let again = |id: &str, given: &str| {
        let earlier = earlier(pack(), id, &saved(&old(id), 2)).unwrap();
        let mut new = begin(earlier, &old(id), format!("{id}-new"), "2027-05-01T08:00:00Z".into());
        new.answers = answers(given);
        new
    };
    let food = "profile.sector=food; ";
    let up = again("a", &format!("{food}marketing: W3 D3 S3 P3 G3; sales-quoting: W2 D2 S2 P2 G2"));
    let down = again("b", &format!("{food}marketing: W0 D0 S0 P0 G0; sales-quoting: W2 D2 S2 P2 G?"));
    let files = [
        file("old-a.json", &old("a"), 2),
        file("a.json", &up, 9),
        file("b.json", &down, 9),
        file("c.json", &old("c"), 2),
    ];
    let cohort = cohort(&files);
    assert_eq!(counted(&cohort), ["a-new", "b-new", "c"]);
    assert_eq!(fates(&cohort)["old-a.json"], "followed up by a.json");
    let room = cohort.room(&Filter::default());
    let moves = room.moves(pack());
    assert_eq!(moves.firms, 2);
    let told = |id: &str| {
        let one = moves.processes.iter().find(|one| one.id == process(id)).unwrap();
        (one.up, one.same, one.down, one.apart)
    };
    assert_eq!((told("marketing"), told("sales-quoting")), ((1, 0, 1, 0), (0, 1, 0, 1)));
    let outcomes: usize = moves.processes[0].outcomes.iter().map(|(_, firms)| firms).sum();
    assert_eq!(outcomes, 2);
    // The firm belongs to the month in which it was reached first.
    assert_eq!(room.members[0].reached_at(), "2026-11-02T10:00:00Z");
    let months: Vec<(String, usize)> =
        room.progress(Goals::default()).months.into_iter().map(|part| (part.id, part.reached)).collect();
    assert_eq!(months, [("2026-10".to_string(), 1), ("2026-11".to_string(), 2)]);
    let json = as_json(&cohort, false);
    assert_eq!(
        json["moves"]["processes"][0],
        json!({"id": "marketing", "up": 1, "same": 0, "down": 1, "apart": 0,
        "outcomes": json["moves"]["processes"][0]["outcomes"]})
    );
    assert_eq!(as_json(&cohort, true).get("moves"), None, "exact counts are for those who hold the reports");
    // What may be published follows the rule of all counts: nothing of two firms, and of many in steps of five.
    let moved = |cohort: &Cohort| -> Vec<Published> {
        cohort.published(pack()).into_iter().filter(|table| matches!(table.by, By::Moved(_))).collect()
    };
    assert_eq!(moved(&cohort), []);
    let many: Vec<File> = (0..23)
        .map(|n| file(&format!("{n}.json"), &again(&format!("f{n:02}"), "; marketing: W3 D3 S3 P3 G3"), 9))
        .collect();
    let many = firms::cohort(&many);
    let [table] = &moved(&many)[..] else { panic!("one table") };
    assert_eq!((&table.by, table.rows[0].0.as_str()), (&By::Moved(process("marketing")), "up"));
    assert!([20, 25].contains(&table.rows[0].1));
}

// --- A room of thirty files ----------------------------------------------------------------------------------------

#[test]
fn thirty_files_each_have_their_fate() {
    let files = thirty();
    assert_eq!(files.len(), 30);
    let fates = fates(&cohort(&files));
    assert_eq!(fates.len(), 30);
    let odd = [
        ("again.json", "taken in"),
        ("cafe-00.json", "duplicate of again.json"),
        ("cafe-01.json", "corrected by corrected.json"),
        ("corrected.json", "correction of c-01"),
        ("el.pdf", "taken in"),
        ("major.json", "beside: ai-maturity 2.0.0"),
        ("newer.json", "refused [newer-version]"),
        ("other.json", "beside: iot-maturity 1.0.0"),
        ("truncated.json", "refused [not-json]"),
    ];
    for (file, fate) in odd {
        assert_eq!(fates[file], fate, "{file}");
    }
    assert_eq!(fates.values().filter(|fate| *fate == "taken in").count(), 10 + 11 + 2);
}

#[test]
fn only_what_needs_no_more_words_is_plain() {
    let cafe = file("a.json", &firm("a", CAFE), 3);
    let noted = changed(&file("b.json", &firm("b", CAFE), 3), |report| report["results"] = json!({}));
    let copy = ("copy.json".to_string(), cafe.1.clone());
    let fates = cohort(&[cafe, ("b.json".to_string(), noted), copy]).fates();
    let plain: Vec<bool> = fates.iter().map(kickstart::cohort::Fate::is_plain).collect();
    assert_eq!(plain, [true, false, false]);
    let prose = all_texts("sv");
    let said: Vec<String> = fates.iter().map(|fate| fate.sentence(&prose)).collect();
    let expected = [
        prose.fill("cohort.taken", &[("place", "a.json")]),
        prose.fill("cohort.noted", &[("place", "b.json")]),
        prose.fill("cohort.duplicate", &[("place", "copy.json"), ("of", "a.json")]),
    ];
    assert_eq!(said, expected);
}

#[test]
fn reports_of_other_questions_are_counted_by_edition_and_each_once() {
    let other = |name: &str, id: &str, version: &str, day| {
        let file = file(name, &firm(id, CAFE), day);
        (file.0.clone(), changed(&file, |report| report["pack"]["version"] = json!(version)))
    };
    let cohort = cohort(&[
        other("a.json", "a", "2.0.0", 1),
        other("b.json", "b", "3.0.0", 1),
        other("c.json", "c", "2.0.0", 1),
        // The same firm's report, saved once more.
        other("later.json", "a", "2.0.0", 2),
    ]);
    let beside = cohort.beside();
    let beside: Vec<(&str, usize)> = beside.iter().map(|(edition, count)| (edition.version.as_str(), *count)).collect();
    assert_eq!(beside, [("2.0.0", 2), ("3.0.0", 1)]);
}

// --- Out ---------------------------------------------------------------------------------------------------------------

/// The lines of JSON.
fn lines(cohort: &Cohort, anonymised: bool) -> Vec<Value> {
    let mut text = String::new();
    cohort_v1::write_lines(pack(), &cohort.room(&Filter::default()), anonymised, &mut |piece| text.push_str(piece));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn cohort_of_twenty() -> Cohort {
    cohort(&files(14, 20))
}

fn as_json(cohort: &Cohort, anonymised: bool) -> Value {
    let mut text = String::new();
    cohort_v1::write(&clerk(), cohort, Goals::default(), anonymised, &mut |piece| text.push_str(piece));
    parse("cohort", &text).unwrap()
}

#[test]
fn the_json_is_as_its_format_says_and_anonymised_it_names_nobody() {
    let cohort = cohort(&thirty());
    for anonymised in [false, true] {
        let value = as_json(&cohort, anonymised);
        assert_eq!(cohort_v1::shape().check("cohort", &value), Vec::new());
        assert_eq!(value["anonymised"], json!(anonymised));
    }
    assert_eq!(as_json(&cohort, false)["firms"].as_array().unwrap().len(), 24);
    let text = as_json(&cohort, true).to_string();
    for name in ["c-00", "s-00", "El & Montage", "2026-11-03", "beside", "spreads", "groups"] {
        assert!(!text.contains(name), "{name}");
    }
}

#[test]
fn many_reports_in_one_file_are_the_same_as_many_files() {
    let files = files(11, 30);
    let mut arrivals = Arrivals::default();
    for (line, (_, bytes)) in (1..).zip(&files) {
        let text = firms::line(std::str::from_utf8(bytes).unwrap());
        arrivals.take_text(&clerk(), Place::at_line(&"many.ndjson".into(), line), &text);
    }
    let (many, single) = (arrivals.into_cohort(), cohort(&files));
    let digests = |cohort: &Cohort| cohort.members().iter().map(|one| one.digest.clone()).collect::<Vec<_>>();
    assert_eq!(digests(&many), digests(&single));
    assert_eq!(many.fates()[11].place.to_string(), "many.ndjson:12");
    let spread = many.room(&Filter::default()).spreads(pack());
    assert!(spread.iter().any(|spread| matches!(spread.question, QuestionId::Enabler(_))));
}

#[test]
fn the_command_takes_files_and_folders_and_says_what_became_of_each() {
    let Some(program) = option_env!("CARGO_BIN_EXE_kickstart") else { return };
    let folder = std::env::temp_dir().join(format!("kickstart-cohort-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    thirty().iter().for_each(|(name, bytes)| fs::write(folder.join(name), bytes).unwrap());
    let lines: Vec<String> =
        files(12, 40).iter().map(|(_, bytes)| firms::line(std::str::from_utf8(bytes).unwrap())).collect();
    fs::write(folder.join("many.ndjson"), format!("{}\n\nrubbish\n", lines.join("\n"))).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(program);
        let out = command.arg("cohort").arg(&folder).args(arguments).output().unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap())
    };
    let held = file("x", &firm("w-firm", CAFE), 3);
    let (name, bytes) = workshop_file("fem", &workshop("w-1", Kind::OneFirm, &[&held], 5));
    fs::write(folder.join(name), bytes).unwrap();
    let code = hand_v1::write(
        pack(),
        &Hand::Report(hand_v1::Report {
            workshop: None,
            report_id: "code-firm".into(),
            created_at: "2026-10-01T08:00:00Z".into(),
            answers: answers(SHOP),
        }),
    );
    fs::write(folder.join("code.txt"), code.grouped()).unwrap();
    let (code, table, said) = run(&["--csv", "--date", "2026-11-24"]);
    assert_eq!(code, Some(1), "some were refused: {said}");
    assert!(table.starts_with("\u{feff}firm;label;"), "{table}");
    for words in [
        "cafe-00.json: räknas inte, eftersom samma rapport finns i",
        "many.ndjson: 40 rapporter tagna in",
        "many.ndjson:42: inte tagen in",
        "fem.kickstart-workshop.json: workshop. Antal rapporter: 1. Antal personers svar: 5, som inte räknas som företag.",
        "fem.kickstart-workshop.json, rapport 1: tagen in.",
        "fem.kickstart-workshop.json, rummets gemensamma rapport: tagen in.",
        "code.txt: tagen in.",
        "Företag som räknas: 67. Filer och rader: 75, varav 3",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let (_, plain, said) = run(&["--csv", "--locale", "en", "--date", "2026-11-24"]);
    assert!(plain.starts_with("firm,label,") && said.contains("Firms that count: 67"), "{said}");
    assert_eq!(plain.lines().count(), table.lines().count());
    let (_, json, _) = run(&["--json", "--date", "2026-11-24"]);
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["firms"].as_array().unwrap().len(), 67);
    let goals = &serde_json::from_str::<Value>(&json).unwrap()["progress"]["goals"];
    assert_eq!(goals, &json!({"reached": 1000, "supported": 100}));
    let (_, json, _) = run(&["--json", "--date", "2026-11-24", "--reached", "200", "--supported", "20"]);
    let goals = &serde_json::from_str::<Value>(&json).unwrap()["progress"]["goals"];
    assert_eq!(goals, &json!({"reached": 200, "supported": 20}));
    assert_eq!(run(&["--json", "--reached", "many"]).0, Some(2));
    let (_, lines, _) = run(&["--ndjson", "--anonymise", "--date", "2026-11-24"]);
    assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).unwrap()["label"].is_null()));
    assert_eq!(run(&["--csv", "--date", "2026-02-30"]).0, Some(2));
    assert_eq!(run(&[]).0, Some(2), "no form");
    assert_eq!(run(&["--xlsx"]).0, Some(2), "a workbook is no text");
    let to = folder.join("out.xlsx");
    assert_eq!(run(&["--xlsx", "-o", to.to_str().unwrap()]).0, Some(1));
    assert!(fs::read(&to).unwrap().starts_with(b"PK"));
    assert_eq!(run(&["--csv", "-o", "/no/such/folder/out.csv"]).0, Some(1));
    fs::remove_dir_all(&folder).unwrap();
}
