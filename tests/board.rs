//! What a room sees of a question: nothing before it is revealed, nothing of a single person, then what to do.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use kickstart::board::{Board, Seen, board, steps};
use kickstart::code::Code;
use kickstart::ids::{ProcessId, QuestionId};
use kickstart::questionnaire::Wording;
use kickstart::text::Prose;
use kickstart::words::Words;
use kickstart::workshop::{Ballot, Event, Kind, Workshop, apply};
use support::{all_texts, answers, pack, question};

/// A workshop in which each person gave these answers, in the terse notation.
fn room(people: &[&str]) -> Workshop {
    let processes = ["sales-quoting"].map(ProcessId::from).into();
    let code = |text: &str| Code::parse(text).unwrap();
    let begun = "2026-11-24T10:00:00Z".to_string();
    let mut workshop = Workshop::new(pack(), "w".into(), code("K7XM42"), begun, Kind::OneFirm, processes);
    for (person, given) in people.iter().enumerate() {
        let mut given = answers(given);
        given.clear(&QuestionId::Chosen);
        let ballot = Ballot {
            workshop: code("K7XM42"),
            pack: pack().digest.clone(),
            participant: code(&format!("{person:04}")),
            answers: given,
        };
        apply(pack(), &mut workshop, Event::BallotHandedIn(ballot)).unwrap();
    }
    workshop
}

/// The board of a question, revealed or not.
fn seen(workshop: &mut Workshop, id: &str, revealed: bool, prose: &Prose) -> Board {
    if revealed {
        apply(pack(), workshop, Event::Revealed(question(id))).unwrap();
    }
    let wording = Wording::default();
    let words = Words { questionnaire: pack(), prose, wording: &wording };
    board(&words, workshop, &question(id)).unwrap()
}

fn need(level: u8) -> String {
    format!("; sales-quoting: N1={level}")
}

#[test]
fn answers_are_hidden_until_they_are_revealed() {
    let people: Vec<String> = [0, 4, 4, 4, 4].map(need).into();
    let mut workshop = room(&people.iter().map(String::as_str).collect::<Vec<_>>());
    let prose = all_texts("sv");
    let before = seen(&mut workshop, "sales-quoting.N1", false, &prose);
    assert_eq!(before.seen, Seen::Hidden);
    assert_eq!((before.handed_in, before.answered), (5, 5));
    assert!(before.levels.iter().all(|bar| bar.count == 0), "{:?}", before.levels);
    let after = seen(&mut workshop, "sales-quoting.N1", true, &prose);
    let Seen::Levels(levels) = after.seen else { panic!("{:?}", after.seen) };
    assert_eq!(levels.bars.iter().map(|bar| bar.count).collect::<Vec<_>>(), [1, 0, 0, 0, 4]);
    assert_eq!(levels.bars.iter().map(|bar| bar.mark.as_str()).collect::<Vec<_>>(), ["0", "1", "2", "3", "4"]);
    assert!(levels.bars.iter().all(|bar| !bar.words.is_empty()));
}

#[test]
fn three_levels_are_too_few_to_show() {
    let check = |levels: &[&str], few: bool| {
        let mut workshop = room(levels);
        let board = seen(&mut workshop, "sales-quoting.N1", true, &all_texts("sv"));
        assert_eq!(board.seen == Seen::TooFew, few, "{levels:?}: {:?}", board.seen);
    };
    let gave = "; sales-quoting: N1=2";
    check(&[gave; 3], true);
    check(&[gave; 4], false);
    // Who does not know gives no level.
    check(&[gave, gave, "; sales-quoting: N1=?", "; sales-quoting: N1=?"], true);
}

#[test]
fn what_the_numbers_mean_is_said_in_both_languages() {
    let check = |levels: &[u8], consensus: u32, median: &str, talk: &str| {
        for locale in ["sv", "en"] {
            let prose = all_texts(locale);
            let people: Vec<String> = levels.iter().map(|level| need(*level)).collect();
            let mut workshop = room(&people.iter().map(String::as_str).collect::<Vec<_>>());
            let Seen::Levels(levels) = seen(&mut workshop, "sales-quoting.N1", true, &prose).seen else { panic!() };
            assert_eq!(levels.consensus, consensus);
            let median = match median.split_once('–') {
                Some((low, high)) => prose.fill("workshop.between", &[("low", low), ("high", high)]),
                None => median.to_string(),
            };
            assert_eq!(levels.median, median);
            assert_eq!(levels.talk, prose.say(&format!("workshop.talk.{talk}")));
        }
    };
    check(&[2, 2, 2, 2], 100, "2", "accept");
    check(&[0, 0, 4, 4], 0, "2", "discuss");
    // Mean 2.5 on a scale to 4: 1 + log2(1 − 0.5/4) = 0.8074.
    check(&[2, 2, 3, 3], 81, "2–3", "accept");
    // Mean 2: half at 1 and half at 3: 1 + log2(1 − 1/4) = 0.585.
    check(&[1, 1, 3, 3], 58, "2", "discuss");
    // Mean 1.75: 1 + ½·log2(1 − 0.75/4) + ¼·log2(1 − 0.25/4) + ¼·log2(1 − 1.25/4) = 0.6918.
    check(&[1, 1, 2, 3], 69, "1–2", "minute");
}

#[test]
fn where_more_do_not_know_than_do_the_room_finds_out() {
    let people = ["; sales-quoting: N1=2", "; sales-quoting: N1=?", "; sales-quoting: N1=?", "; sales-quoting: N1=?"];
    let prose = all_texts("sv");
    let Seen::FindOut { talk, dont_know } = seen(&mut room(&people), "sales-quoting.N1", true, &prose).seen else {
        panic!()
    };
    assert_eq!(talk, prose.say("workshop.talk.find-out"));
    assert_eq!(dont_know, prose.fill("workshop.dont-know", &[("n", "3")]));
}

#[test]
fn ticks_are_counted_with_the_simpler_fix_among_them() {
    let mut workshop = room(&["; sales-quoting: signals=quotes-slow simpler"; 4]);
    let board = seen(&mut workshop, "sales-quoting.signals", true, &all_texts("sv"));
    let Seen::Ticks(bars) = board.seen else { panic!("{:?}", board.seen) };
    assert!(bars.iter().any(|bar| bar.count == 4), "{bars:?}");
    assert!(board.levels.is_empty());
}

#[test]
fn the_room_goes_through_every_question_once_the_process_before_the_firm() {
    let workshop = room(&[]);
    let steps = steps(pack(), &workshop);
    let mut once = steps.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), steps.len());
    let levels = workshop.levels(pack());
    assert!(levels.iter().all(|question| steps.contains(question)));
    let last_of_process = steps.iter().rposition(|question| question.process().is_some()).unwrap();
    let first_of_firm = steps.iter().position(|question| question.process().is_none()).unwrap();
    assert!(last_of_process < first_of_firm);
    assert!(matches!(steps.get(last_of_process), Some(QuestionId::Signals(_))));
}
