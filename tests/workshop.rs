//! A workshop: who is heard, what is shown, what holds as agreed, and its file out and in.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use kickstart::answer::{Answer, Answers};
use kickstart::assessment::Assessment;
use kickstart::code::Code;
use kickstart::ids::{ProcessId, QuestionId};
use kickstart::order::{Map, Set};
use kickstart::problem::Problem;
use kickstart::questionnaire::Questionnaire;
use kickstart::results::results;
use kickstart::text::{Locale, Prose};
use kickstart::wire::workshop_v1::{self, Came, Imported};
use kickstart::wire::{hand_v1, prose_v1, report_v1};
use kickstart::workshop::spread::{Spread, Verdict};
use kickstart::workshop::{
    BALLOT_LIMIT, Ballot, Event, Kind, REPORT_BYTES, Refusal, State, TIMER_LIMIT, Workshop, apply,
};
use serde_json::{Value, json};
use support::{Chance, answer, answers, catalogue, every_question, pack, question, text_of};

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

fn workshop() -> Workshop {
    let processes = ["sales-quoting", "marketing"].map(ProcessId::from).into();
    let begun = "2026-11-24T10:00:00Z".to_string();
    Workshop::new(pack(), "0198c1d2aaaa7bbb8ccc0123456789ab".into(), code("K7XM42"), begun, Kind::OneFirm, processes)
}

/// A person's ballot from the terse notation, the choice of processes left out.
fn ballot(person: usize, given: &str) -> Ballot {
    let mut given = answers(given);
    given.clear(&QuestionId::Chosen);
    Ballot {
        workshop: code("K7XM42"),
        pack: pack().digest.clone(),
        participant: code(&format!("{person:08}")),
        answers: given,
    }
}

fn happens(workshop: &mut Workshop, event: Event) {
    apply(pack(), workshop, event).unwrap();
}

/// Tries an event that has to be refused, and that nothing has changed.
fn refused(workshop: &Workshop, event: Event) -> Refusal {
    let mut after = workshop.clone();
    let refusal = apply(pack(), &mut after, event).expect_err("taken");
    assert_eq!(after, *workshop);
    refusal
}

/// A workshop in which these levels were given to one question.
fn voted(id: &str, values: &str) -> Workshop {
    let mut workshop = workshop();
    for (person, value) in values.split_whitespace().enumerate() {
        let (process, dimension) = id.split_once('.').unwrap();
        happens(&mut workshop, Event::BallotHandedIn(ballot(person, &format!("; {process}: {dimension}={value}"))));
    }
    workshop
}

// --- The spread ------------------------------------------------------------------------------------------------

fn counted(counts: &[u32]) -> Spread {
    Spread { counts: counts.to_vec(), dont_know: 0, not_applicable: 0 }
}

#[test]
fn consensus_is_the_published_one() {
    let check = |counts: &[u32], expected: f64, within: f64| {
        let consensus = counted(counts).consensus().unwrap();
        assert!((consensus - expected).abs() <= within, "{counts:?}: {consensus}, not {expected}");
    };
    check(&[30, 40, 210, 130, 530, 50, 10], 0.725_687_6, 5e-8);
    check(&[1, 0, 0, 0, 0, 1], 0.0, 1e-12);
    check(&[7, 0, 0, 0, 0, 7], 0.0, 1e-12);
    check(&[1, 1, 1, 1, 1, 1], 0.4445, 5e-5);
    for level in 0..6 {
        let mut all = [0; 6];
        all[level] = 9;
        check(&all, 1.0, 0.0);
    }
    assert_eq!(counted(&[0; 6]).consensus(), None);
    assert_eq!(counted(&[4]).consensus(), Some(1.0), "a scale of one level");
    assert_eq!(counted(&[]).consensus(), None);
}

#[test]
fn consensus_holds_for_every_small_room() {
    // Every way of parting seven people over six levels.
    let mut all = vec![vec![]];
    for _ in 0..6 {
        all = all
            .into_iter()
            .flat_map(|counts: Vec<u32>| {
                let left = 7 - counts.iter().sum::<u32>();
                (0..=left).map(move |count| [counts.clone(), vec![count]].concat())
            })
            .collect();
    }
    for counts in all.iter().filter(|counts| counts.iter().sum::<u32>() > 0) {
        let spread = counted(counts);
        let consensus = spread.consensus().unwrap();
        assert!((-1e-12..=1.0).contains(&consensus), "{counts:?}: {consensus}");
        // The other way round, and twice as many of each, agree as much.
        let close = |other: &[u32]| (counted(other).consensus().unwrap() - consensus).abs() < 1e-9;
        assert!(close(&counts.iter().rev().copied().collect::<Vec<_>>()), "{counts:?}");
        assert!(close(&counts.iter().map(|count| count * 2).collect::<Vec<_>>()), "{counts:?}");
        // Against the list of all levels in order.
        let levels: Vec<u8> =
            (0_u8..).zip(counts).flat_map(|(level, count)| vec![level; usize::try_from(*count).unwrap()]).collect();
        let middle = |at: usize| levels[at];
        let halves = middle((levels.len() - 1) / 2) + middle(levels.len() / 2);
        assert_eq!(spread.median_halves(), Some(halves), "{counts:?}");
        assert_eq!((spread.lowest(), spread.highest()), (levels.first().copied(), levels.last().copied()));
        assert_eq!(spread.verdict().is_some(), levels.len() >= 4, "{counts:?}");
    }
}

#[test]
fn the_verdict_turns_where_it_is_said_to() {
    let verdict = |counts: &[u32]| counted(counts).verdict();
    assert_eq!(verdict(&[0, 0, 0, 4, 0, 0]), Some(Verdict::Accept));
    assert_eq!(verdict(&[0, 0, 3, 3, 0, 0]), Some(Verdict::Accept));
    assert_eq!(verdict(&[0, 1, 1, 1, 1, 0]), Some(Verdict::Minute));
    assert_eq!(verdict(&[1, 1, 1, 1, 1, 1]), Some(Verdict::Discuss));
    assert_eq!(verdict(&[0, 0, 3, 0, 0, 0]), None);
    for counts in [[2, 0, 0, 0, 0, 4], [0, 2, 0, 3, 1, 0], [0, 0, 1, 3, 1, 1], [1, 0, 0, 6, 0, 0]] {
        let consensus = counted(&counts).consensus().unwrap();
        let expected = match consensus {
            high if high >= 0.8 => Verdict::Accept,
            middle if middle >= 0.6 => Verdict::Minute,
            _ => Verdict::Discuss,
        };
        assert_eq!(verdict(&counts), Some(expected), "{counts:?}: {consensus}");
    }
}

#[test]
fn more_who_do_not_know_than_do_is_the_finding() {
    let verdict = |levels: u32, dont_know: u32, not_applicable: u32| {
        Spread { counts: vec![0, 0, 0, levels, 0, 0], dont_know, not_applicable }.verdict()
    };
    assert_eq!(verdict(4, 4, 0), Some(Verdict::Accept));
    assert_eq!(verdict(4, 5, 0), Some(Verdict::FindOut));
    assert_eq!(verdict(40, 41, 99), Some(Verdict::FindOut));
    assert_eq!(verdict(5, 4, 99), Some(Verdict::Accept));
    // Also where too few know for their levels to be shown, but not where too few have said anything.
    assert_eq!([verdict(1, 3, 0), verdict(0, 4, 0)], [Some(Verdict::FindOut); 2]);
    assert_eq!([verdict(1, 2, 9), verdict(2, 2, 0), verdict(3, 3, 0), verdict(0, 3, 9)], [None; 4]);
    let apart = Spread { counts: vec![2, 0, 0, 0, 0, 2], dont_know: 5, not_applicable: 0 };
    assert_eq!(apart.verdict(), Some(Verdict::FindOut), "what they do not know comes before how they differ");

    let asked = question("marketing.W");
    let of = |values: &str| {
        let workshop = voted("marketing.W", values);
        let shown = workshop.spread(pack(), &asked).is_some();
        let holds = workshop.agreed_answers(pack()).get(&asked).cloned();
        (workshop.verdict(pack(), &asked), shown, holds)
    };
    assert_eq!(of("3 3 3 3 ? ? ? ?"), (Some(Verdict::Accept), true, Some(Answer::Level(3))));
    assert_eq!(of("3 3 3 3 ? ? ? ? ?"), (Some(Verdict::FindOut), true, None));
    assert_eq!(of("3 ? ? ?"), (Some(Verdict::FindOut), false, None));
    assert_eq!(voted("marketing.W", "3 ? ? ?").verdict(pack(), &question("marketing.signals")), None);
}

#[test]
fn a_spread_is_shown_from_four_levels_on() {
    let shown = |values: &str| voted("marketing.W", values).spread(pack(), &question("marketing.W"));
    assert_eq!(shown("1 2 3"), None);
    assert_eq!(shown("1 2 3 ? - ? -"), None, "who knows are too few");
    let spread = shown("1 2 4 4 ? - -").unwrap();
    assert_eq!(spread.counts, [0, 1, 1, 0, 2, 0]);
    assert_eq!((spread.known(), spread.answers(), spread.dont_know, spread.not_applicable), (4, 7, 1, 2));
    assert_eq!((spread.lowest(), spread.highest(), spread.median_halves()), (Some(1), Some(4), Some(6)));
    let workshop = voted("marketing.W", "1 2 4 4");
    assert_eq!(workshop.spread(pack(), &question("marketing.D")), None);
    assert_eq!(workshop.spread(pack(), &question("marketing.signals")), None, "a list has no levels");
    assert_eq!(workshop.answered(&question("marketing.W")), 4);
    assert_eq!(workshop.answered(&question("marketing.D")), 0);
}

#[test]
fn ticks_are_counted_from_four_answers_on() {
    let lists = "market-watch+many-reviews market-watch none customer-churn";
    let three = voted("marketing.signals", &lists.replace(" customer-churn", ""));
    let list = question("marketing.signals");
    assert_eq!(three.ticks(pack(), &list), None);
    let ticks = voted("marketing.signals", lists).ticks(pack(), &list).unwrap();
    let of = |id: &str| ticks.iter().find(|(option, _)| option.as_str() == id).unwrap().1;
    assert_eq!((of("market-watch"), of("many-reviews"), of("customer-churn"), of("webshop")), (2, 1, 1, 0));
    assert_eq!(ticks.len(), 9, "all that are offered, in their order");
    assert_eq!(three.ticks(pack(), &question("marketing.W")), None);
}

// --- What happens ----------------------------------------------------------------------------------------------

#[test]
fn the_round_goes_through_the_processes_in_the_pickers_order_and_ends_with_the_firm() {
    let levels: Vec<String> = workshop().levels(pack()).iter().map(QuestionId::to_string).collect();
    assert_eq!(levels.len(), 2 * 9 + 7);
    assert_eq!(levels[..2], ["marketing.W", "marketing.D"]);
    assert_eq!(levels[8..10], ["marketing.N3", "sales-quoting.W"]);
    assert_eq!(levels[18], "enabler.direction");
    let lists: Vec<String> = workshop().lists(pack()).iter().map(QuestionId::to_string).collect();
    let expected = ["marketing.signals", "marketing.simpler-fix", "sales-quoting.signals", "sales-quoting.simpler-fix"];
    assert_eq!(lists[..4], expected);
    assert_eq!(lists[4..], ["firm.signals", "firm.ai-input"]);
}

#[test]
fn a_later_ballot_of_the_same_person_takes_the_place_of_the_earlier() {
    let mut workshop = voted("marketing.W", "1 2");
    happens(&mut workshop, Event::BallotHandedIn(ballot(0, "; marketing: D4")));
    assert_eq!(workshop.ballots.len(), 2);
    let vote = &workshop.ballots.get(&code("00000000")).unwrap().answers;
    assert_eq!((vote.len(), vote.get(&question("marketing.D"))), (1, Some(&Answer::Level(4))));
}

#[test]
fn a_ballot_that_does_not_belong_here_is_refused_with_the_reason() {
    let open = voted("marketing.W", "1");
    let handed = |change: &dyn Fn(&mut Ballot)| {
        let mut ballot = ballot(7, "; marketing: W3");
        change(&mut ballot);
        refused(&open, Event::BallotHandedIn(ballot))
    };
    let other = code("ABCD");
    let found = handed(&|ballot| ballot.workshop = other.clone());
    assert_eq!(found, Refusal::OtherWorkshop { found: other.clone(), known: code("K7XM42") });
    assert_eq!(handed(&|ballot| ballot.pack = "0".repeat(64)), Refusal::OtherPack);
    let strange = question("hr-competence.W");
    let found = handed(&|ballot| ballot.answers.set(strange.clone(), Answer::Level(1)));
    assert_eq!(found, Refusal::NotAsked(strange.clone()));
    let profile = question("profile.sector");
    let found = handed(&|ballot| ballot.answers.set(profile.clone(), Answer::Choice("food".into())));
    assert_eq!(found, Refusal::NotAsked(profile.clone()));
    let found = handed(&|ballot| ballot.answers.set(question("marketing.W"), Answer::Level(6)));
    assert_eq!(found, Refusal::NotTaken(question("marketing.W")));
    let mut paused = open.clone();
    happens(&mut paused, Event::Paused);
    assert_eq!(refused(&paused, Event::BallotHandedIn(ballot(7, "; marketing: W3"))), Refusal::Paused);
    let mut full = open;
    for person in 0..BALLOT_LIMIT {
        happens(&mut full, Event::BallotHandedIn(ballot(person, "; marketing: W3")));
    }
    assert_eq!(refused(&full, Event::BallotHandedIn(ballot(BALLOT_LIMIT, "; marketing: W3"))), Refusal::Full);
    happens(&mut full, Event::BallotHandedIn(ballot(3, "; marketing: W5")));
    assert_eq!(full.ballots.len(), BALLOT_LIMIT);
}

#[test]
fn every_refusal_has_words() {
    let refusals = [
        Refusal::OtherWorkshop { found: code("ABCD"), known: code("K7XM42") },
        Refusal::OtherPack,
        Refusal::Paused,
        Refusal::Closed,
        Refusal::NotAsked(question("marketing.W")),
        Refusal::NotTaken(question("marketing.W")),
        Refusal::AlreadyThere,
        Refusal::Full,
    ];
    for locale in ["sv", "en"] {
        let mut words = Prose::new();
        let texts = text_of(&format!("questions/ui/problems/{locale}.json"));
        words.extend(prose_v1::read("f", &texts).unwrap().texts);
        for refusal in &refusals {
            let sentence = refusal.problem("f").sentence(&words);
            assert!(!sentence.contains("problem.") && !sentence.contains('{'), "{sentence}");
        }
    }
}

#[test]
fn the_room_reveals_moves_notes_pauses_and_ends() {
    let mut workshop = workshop();
    let asked = question("marketing.W");
    happens(&mut workshop, Event::Revealed(asked.clone()));
    happens(&mut workshop, Event::Revealed(question("firm.signals")));
    assert_eq!(workshop.revealed.len(), 2);
    happens(&mut workshop, Event::Hidden(asked.clone()));
    assert_eq!(workshop.revealed, [question("firm.signals")].into());
    happens(&mut workshop, Event::Moved(asked.clone()));
    happens(&mut workshop, Event::Timed(9_999));
    happens(&mut workshop, Event::Named("x".repeat(500)));
    assert_eq!((workshop.timer, workshop.name.len()), (TIMER_LIMIT, 120));
    happens(&mut workshop, Event::Noted(asked.clone(), "Lagret räknas för hand".into()));
    happens(&mut workshop, Event::Noted(question("marketing.D"), String::new()));
    assert_eq!((workshop.current.as_ref(), workshop.notes.len()), (Some(&asked), 1));
    let strange = question("hr-competence.W");
    for event in [Event::Revealed(strange.clone()), Event::Moved(strange.clone())] {
        assert_eq!(refused(&workshop, event), Refusal::NotAsked(strange.clone()));
    }
    let nowhere = question("nowhere.W");
    for event in [Event::Noted(nowhere.clone(), "x".into()), Event::Agreed(nowhere.clone(), Answer::Level(1))] {
        assert_eq!(refused(&workshop, event), Refusal::NotAsked(nowhere.clone()));
    }
    happens(&mut workshop, Event::Paused);
    happens(&mut workshop, Event::Agreed(asked.clone(), Answer::Level(2)));
    happens(&mut workshop, Event::Closed);
    for event in [
        Event::BallotHandedIn(ballot(0, "; marketing: W3")),
        Event::Agreed(asked.clone(), Answer::Level(3)),
        Event::Unagreed(asked.clone()),
        Event::Noted(asked.clone(), String::new()),
        Event::ReportTaken("{}".into()),
        Event::Paused,
        Event::Closed,
    ] {
        assert_eq!(refused(&workshop, event), Refusal::Closed);
    }
    happens(&mut workshop, Event::Resumed);
    assert_eq!(workshop.state, State::Open);
    happens(&mut workshop, Event::Unagreed(asked));
    assert!(workshop.agreed.is_empty());
}

#[test]
fn reports_are_a_list_and_the_same_one_is_there_once() {
    let mut workshop = workshop();
    for text in ["{\"a\": 1.0}\r\n", "{\"a\":1.0}", "two"] {
        happens(&mut workshop, Event::ReportTaken(text.into()));
        assert_eq!(refused(&workshop, Event::ReportTaken(text.into())), Refusal::AlreadyThere);
    }
    assert_eq!(workshop.reports, ["{\"a\": 1.0}\r\n", "{\"a\":1.0}", "two"]);
    assert_eq!(refused(&workshop, Event::ReportTaken("x".repeat(REPORT_BYTES))), Refusal::Full);
}

// --- What holds as agreed --------------------------------------------------------------------------------------

#[test]
fn what_was_agreed_holds_before_a_median_that_the_answers_agree_on() {
    let holds = |workshop: &Workshop| workshop.agreed_answers(pack()).get(&question("marketing.W")).cloned();
    assert_eq!(holds(&voted("marketing.W", "3 3 3 4")), Some(Answer::Level(3)));
    assert_eq!(holds(&voted("marketing.W", "3 3 4 4")), Some(Answer::Level(3)), "the lower of two");
    assert_eq!(holds(&voted("marketing.W", "1 2 3 4")), None, "they have to talk");
    assert_eq!(holds(&voted("marketing.W", "0 0 5 5")), None);
    assert_eq!(holds(&voted("marketing.W", "3 3 3")), None, "too few");
    let mut workshop = voted("marketing.W", "3 3 3 4");
    happens(&mut workshop, Event::Agreed(question("marketing.W"), Answer::DontKnow));
    assert_eq!(holds(&workshop), Some(Answer::DontKnow));
    happens(&mut workshop, Event::Unagreed(question("marketing.W")));
    assert_eq!(holds(&workshop), Some(Answer::Level(3)));
    let chosen = workshop.agreed_answers(pack());
    assert!(chosen.is_chosen(&"marketing".into()) && chosen.is_chosen(&"sales-quoting".into()));
    assert_eq!(
        refused(&workshop, Event::Agreed(QuestionId::Chosen, Answer::Choices(Set::new()))),
        Refusal::NotAsked(QuestionId::Chosen)
    );
}

/// Five people, a talk about what they differ on, and what the one who leads them knows.
fn held() -> Workshop {
    let mut workshop = workshop();
    happens(&mut workshop, Event::Named("Bageriet på hörnet".into()));
    for person in 0..5 {
        let (one, other) = (2 + person % 2, [1, 5, 1, 4, 0][person]);
        let given = format!(
            "enabler.ai-rules=1 firm.signals=key-person; marketing: W{one} D{other} S2 P2 G1 U1 N1=3 N2=2 N3=3 \
             signals=market-watch; sales-quoting: W{one} D2 S{one} P1 G? U0 N1=2 N2=2 N3=2"
        );
        happens(&mut workshop, Event::BallotHandedIn(ballot(person, &given)));
    }
    for (id, value) in [
        ("marketing.D", "2"),
        ("sales-quoting.G", "-"),
        ("profile.sector", "food"),
        ("profile.headcount", "#14"),
        ("marketing.signals", "market-watch"),
        ("firm.ai-input", "nothing-sensitive"),
    ] {
        happens(&mut workshop, Event::Agreed(question(id), answer(&question(id), value)));
    }
    happens(&mut workshop, Event::Noted(question("marketing.D"), "Ett \"register\"\n\\ och 🥖".into()));
    happens(&mut workshop, Event::Revealed(question("marketing.W")));
    happens(&mut workshop, Event::Moved(question("marketing.D")));
    happens(&mut workshop, Event::Timed(3));
    workshop
}

#[test]
fn the_engine_gives_the_rooms_result() {
    let workshop = held();
    let agreed = workshop_v1::agreed_report(pack(), &workshop);
    let expected = answers(
        "enabler.ai-rules=1 profile.sector=food profile.headcount=#14 firm.ai-input=nothing-sensitive; \
         marketing: W2 D2 S2 P2 G1 U1 N1=3 N2=2 N3=3 signals=market-watch; \
         sales-quoting: W2 D2 S2 P1 G- U0 N1=2 N2=2 N3=2",
    );
    assert_eq!(agreed.answers, expected);
    assert_eq!(results(pack(), catalogue(), &agreed.answers), results(pack(), catalogue(), &expected));
    assert_eq!((agreed.notes.len(), &*agreed.label), (1, "Bageriet på hörnet"));
    assert_eq!(agreed.report_id, workshop_v1::agreed_report(pack(), &workshop).report_id, "one firm, however often");
    let other = Workshop { id: "another".into(), ..workshop };
    assert_ne!(agreed.report_id, workshop_v1::agreed_report(pack(), &other).report_id);
    // Written and read again it is still said to be agreed.
    let locale = Locale::new("sv");
    let context = report_v1::Context { tool: "0.1.0", locale: &locale, now: "2026-11-24T12:00:00Z", notes: true };
    let text = report_v1::write(pack(), catalogue(), &agreed, &context);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["mode"], "agreed");
    let again = report_v1::read(pack(), catalogue(), "f", &text).unwrap();
    assert_eq!(again.notes, []);
    assert_eq!(report_v1::write(pack(), catalogue(), &again.assessment, &context), text);
}

// --- The file --------------------------------------------------------------------------------------------------

fn read(text: &str) -> Result<Imported, Vec<Problem>> {
    workshop_v1::read(pack(), "f", text)
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The file of a held workshop with something changed in it, without its digest.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut file = value(&workshop_v1::write(&held()));
    file.as_object_mut().unwrap().remove("digest");
    change(&mut file);
    file.to_string()
}

fn check(text: &str, expected: &str) {
    let codes = |problems: &[Problem]| problems.iter().map(|problem| problem.code).collect::<Vec<_>>().join(" ");
    let fate = match read(text) {
        Ok(imported) => format!("taken in: {}", codes(&imported.notes)),
        Err(problems) => format!("refused: {}", codes(&problems)),
    };
    assert_eq!(fate.trim_end_matches([':', ' ']), expected, "{}", text.chars().take(300).collect::<String>());
}

/// A workshop of chance, every kind of event tried on it.
fn any_workshop(chance: &mut Chance) -> Workshop {
    let processes = pack().in_order().filter(|_| chance.odds(1, 4)).cloned().collect();
    let mut workshop = Workshop { processes, kind: *chance.one(&[Kind::OneFirm, Kind::ManyFirms]), ..workshop() };
    let asked = [workshop.levels(pack()), workshop.lists(pack())].concat();
    let all = every_question(pack());
    for step in 0..chance.below(60) {
        let one = chance.one(&asked).clone();
        let event = match chance.below(9) {
            0..=3 => {
                let mut given = Answers::new();
                for question in &asked {
                    if chance.odds(8, 10) {
                        given.set(question.clone(), chance.answer(pack(), question));
                    }
                }
                Event::BallotHandedIn(Ballot { answers: given, ..ballot(chance.below(30), "") })
            }
            4 => Event::Revealed(one),
            5 => Event::Moved(one),
            6 => {
                let any = chance.one(&all).clone();
                let answer = chance.answer(pack(), &any);
                if any == QuestionId::Chosen { Event::Timed(5) } else { Event::Agreed(any, answer) }
            }
            7 => Event::Noted(one, format!("Anteckning {step} \"\\\u{1}🥖")),
            _ => Event::ReportTaken(format!("{{\"n\": {step}.0,\r\n\t\"å\": \"\\u00e5\"}}")),
        };
        happens(&mut workshop, event);
    }
    workshop.state = *chance.one(&[State::Open, State::Paused, State::Closed]);
    workshop
}

#[test]
fn any_workshop_comes_back_byte_for_byte() {
    let mut chance = Chance(21);
    for _ in 0..100 {
        let workshop = any_workshop(&mut chance);
        let text = workshop_v1::write(&workshop);
        let imported = read(&text).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!((&imported.workshop, imported.notes.len()), (&workshop, 0));
        assert_eq!(workshop_v1::write(&imported.workshop), text);
    }
    check(&workshop_v1::write(&held()), "taken in");
}

#[test]
fn member_reports_are_unchanged_to_the_byte() {
    let report = text_of("tests/fixtures/reports/v1.0.kickstart.json");
    let odd = format!("\u{feff}{}", report.replace('\n', "\r\n"));
    let mut workshop = workshop();
    happens(&mut workshop, Event::ReportTaken(report.clone()));
    happens(&mut workshop, Event::ReportTaken(odd.clone()));
    let back = read(&workshop_v1::write(&workshop)).unwrap().workshop;
    assert_eq!(back.reports, [report.clone(), odd]);
    assert!(report_v1::read(pack(), catalogue(), "f", &back.reports[0]).is_ok());
}

#[test]
fn what_a_newer_minor_version_adds_is_kept_and_written_out_again() {
    let newer = changed(|file| {
        file["formatVersion"] = json!("1.4");
        file["room"] = json!({"seats": [1, -2, 2.5, null]});
        file["ballots"][0]["weight"] = json!(2);
        file["ballots"][0]["answers"].as_array_mut().unwrap().push(json!({"q": "marketing.Z", "value": {"level": 4}}));
        file["agreed"].as_array_mut().unwrap().push(json!({"q": "new.Z", "value": {"level": 4}, "by": "all"}));
    });
    check(&newer, "taken in: question-unknown question-unknown");
    let again = value(&workshop_v1::write(&read(&newer).unwrap().workshop));
    let mut expected = value(&newer);
    for list in ["/agreed", "/ballots/0/answers"] {
        let list = expected.pointer_mut(list).unwrap().as_array_mut().unwrap();
        list.sort_by_key(|item| item["q"].as_str().unwrap().to_string());
    }
    let sorted = |mut file: Value| {
        file.as_object_mut().unwrap().remove("digest");
        for list in ["/agreed", "/ballots/0/answers"] {
            let list = file.pointer_mut(list).unwrap().as_array_mut().unwrap();
            list.sort_by_key(|item| item["q"].as_str().unwrap().to_string());
        }
        file
    };
    assert_eq!(sorted(again.clone()), expected);
    // From there on it is stable, and a vote that is given anew starts anew.
    let mut twice = read(&again.to_string()).unwrap().workshop;
    assert_eq!(value(&workshop_v1::write(&twice)), again);
    happens(&mut twice, Event::BallotHandedIn(ballot(0, "; marketing: W1")));
    assert!(!workshop_v1::write(&twice).contains("weight"));
}

#[test]
fn a_file_that_cannot_be_read_is_refused_with_its_reason() {
    let put = |name: &str, value: Value| changed(|file| file[name] = value);
    check(&put("formatVersion", json!("2.0")), "refused: newer-version");
    check(&put("formatVersion", json!("x")), "refused: unknown-version");
    check(&put("format", json!("kickstart-report")), "refused: wrong-format");
    check(&put("code", json!("K7")), "refused: bad-code");
    check(&put("kind", json!("some")), "refused: not-one-of");
    check(&put("state", json!("gone")), "refused: not-one-of");
    check(&put("timerMinutes", json!(TIMER_LIMIT + 1)), "refused: out-of-range");
    check(&put("reports", json!([{}])), "refused: wrong-kind");
    check(&changed(|file| file["pack"]["id"] = json!("plain-mean")), "refused: other-questionnaire");
    check(&changed(|file| file["ballots"][0]["participant"] = json!("a.b")), "refused: bad-code");
    let many = |count: usize| (0..count).map(|n| json!({"participant": format!("{n:08}"), "answers": []})).collect();
    check(&put("ballots", many(BALLOT_LIMIT)), "taken in");
    check(&put("ballots", many(BALLOT_LIMIT + 1)), "refused: too-many");
    for name in
        ["workshopId", "code", "kind", "createdAt", "pack", "processes", "state", "ballots", "agreed", "reports"]
    {
        check(&changed(|file| drop(file.as_object_mut().unwrap().remove(name))), "refused: missing-field");
    }
    let text = workshop_v1::write(&held());
    for end in (0..text.len() - 1).step_by(500).filter(|end| text.is_char_boundary(*end)) {
        check(&text[..end], "refused: not-json");
    }
    check(&" ".repeat(workshop_v1::SIZE_LIMIT + 1), "refused: too-large");
}

#[test]
fn what_was_changed_by_hand_or_is_of_other_questions_is_noted() {
    let mut signed = value(&workshop_v1::write(&held()));
    signed["name"] = json!("x");
    check(&signed.to_string(), "taken in: digest-differs");
    check(&changed(|file| file["pack"]["digest"] = json!("00")), "taken in: other-pack-version");
    check(&changed(|file| file["processes"] = json!(["marketing", "sorcery"])), "taken in: unknown-reference");
    let twice = changed(|file| {
        let mut again = file["ballots"][0].clone();
        again["answers"] = json!([]);
        file["ballots"].as_array_mut().unwrap().push(again);
    });
    check(&twice, "taken in: ballot-twice");
    let back = read(&twice).unwrap().workshop;
    assert!(back.ballots.get(&code("00000000")).unwrap().answers.is_empty());
    check(&changed(|file| file["agreed"][0]["value"] = json!({"level": 8})), "taken in: answer-unusable");
    // A room that began with other questions goes on with its own; new ballots of these are refused.
    let older = read(&changed(|file| file["pack"]["digest"] = json!("00"))).unwrap().workshop;
    assert_eq!(refused(&older, Event::BallotHandedIn(ballot(0, "; marketing: W1"))), Refusal::OtherPack);
}

#[test]
fn all_that_a_workshop_takes_can_be_written_and_read_again() {
    let processes = pack().in_order().cloned().collect();
    let mut full = Workshop { processes, ..workshop() };
    let asked = [full.levels(pack()), full.lists(pack())].concat();
    let mut chance = Chance(22);
    for person in 0..BALLOT_LIMIT {
        let given = asked.iter().map(|question| (question.clone(), chance.answer(pack(), question))).collect();
        happens(&mut full, Event::BallotHandedIn(Ballot { answers: given, ..ballot(person, "") }));
    }
    for question in &asked {
        happens(&mut full, Event::Noted(question.clone(), "\u{1}".repeat(10_000)));
    }
    happens(&mut full, Event::ReportTaken("\"".repeat(REPORT_BYTES)));
    let text = workshop_v1::write(&full);
    assert!(text.len() < workshop_v1::SIZE_LIMIT, "{} bytes", text.len());
    assert_eq!(read(&text).unwrap().workshop, full);
}

#[test]
fn another_questionnaire_has_its_own_round() {
    let plain: Questionnaire = support::read_pack("tests/fixtures/packs/plain-mean.json");
    let processes: Set<ProcessId> = plain.in_order().cloned().collect();
    let begun = "2026-11-24T10:00:00Z".to_string();
    let workshop = Workshop::new(&plain, "w".into(), code("ABCD"), begun, Kind::ManyFirms, processes);
    assert_eq!(workshop.levels(&plain).len(), plain.processes.len() * plain.dimensions.len() + plain.enablers.len());
    let text = workshop_v1::write(&workshop);
    assert_eq!(workshop_v1::read(&plain, "f", &text).unwrap().workshop, workshop);
    check(&text, "refused: other-questionnaire");
}

// --- Reports that are handed in ----------------------------------------------------------------------------------

/// The report file of a code that a firm with these answers shows at a minute past eleven.
fn handed(workshop: &Workshop, id: &str, minute: u32, given: &str) -> String {
    let hand = hand_v1::Report {
        workshop: Some(code("K7XM42")),
        report_id: id.to_string(),
        created_at: "2026-11-24T09:00:00Z".to_string(),
        answers: answers(given),
    };
    let now = format!("2026-11-24T11:{minute:02}:00Z");
    let context = report_v1::Context { tool: "test", locale: &Locale::new("sv"), now: &now, notes: false };
    workshop_v1::report_text(pack(), catalogue(), workshop, &hand, &context)
}

/// The report file that a firm saves at a minute past eleven, with its name, its contact, a note and an earlier report.
fn saved(id: &str, minute: u32, given: &str) -> Assessment {
    let mut firm = Assessment::new(id.to_string(), format!("2026-11-24T11:{minute:02}:00Z"));
    firm.answers = answers(given);
    firm.label = "El & Montage".to_string();
    firm.contact = Some("Eva, 070-123".to_string());
    firm.notes.insert(question("sales-quoting.W"), "Sedan i våras.".to_string());
    firm
}

fn file(firm: &Assessment) -> String {
    let locale = Locale::new("sv");
    let context = report_v1::Context { tool: "test", locale: &locale, now: &firm.created_at, notes: true };
    report_v1::write(pack(), catalogue(), firm, &context)
}

/// Takes a report in: what it is to those before, and how many are held then.
fn taken(workshop: &mut Workshop, text: &str, came: Came, held: usize) {
    let (found, notes) = workshop_v1::take_report(pack(), catalogue(), workshop, "kod", text).unwrap();
    assert_eq!((found, workshop.reports.len()), (came, held), "{notes:?}");
}

#[test]
fn a_report_that_comes_again_counts_once_and_nothing_is_thrown_away() {
    let mut workshop = workshop();
    let first = handed(&workshop, "aaaa1111", 1, "; sales-quoting: W3");
    taken(&mut workshop, &first, Came::New, 1);
    taken(&mut workshop, &first, Came::Same, 1);
    let changed = handed(&workshop, "aaaa1111", 2, "; sales-quoting: W4");
    taken(&mut workshop, &changed, Came::Replaces, 2);
    taken(&mut workshop, &changed, Came::Same, 2);
    let older = handed(&workshop, "aaaa1111", 0, "; sales-quoting: W2");
    taken(&mut workshop, &older, Came::Older, 3);
    let other = handed(&workshop, "bbbb2222", 3, "; sales-quoting: W3");
    taken(&mut workshop, &other, Came::New, 4);
    assert!(workshop.reports.contains(&first), "the earlier report stays");
    assert_eq!(workshop_v1::handed_in(&workshop), 2, "a firm that hands in again is one firm");
    let before = workshop.clone();
    let refused = workshop_v1::take_report(pack(), catalogue(), &mut workshop, "trasig.json", "{").unwrap_err();
    assert_eq!(refused.first().map(|problem| problem.file.as_str()), Some("trasig.json"));
    assert_eq!(workshop, before);
    let late = handed(&workshop, "cccc3333", 4, "");
    for (event, code) in [(Event::Paused, "workshop-paused"), (Event::Closed, "workshop-closed")] {
        happens(&mut workshop, event);
        let refused = workshop_v1::take_report(pack(), catalogue(), &mut workshop, "kod", &late).unwrap_err();
        assert_eq!(refused.first().map(|problem| problem.code), Some(code));
    }
}

#[test]
fn a_firm_that_goes_back_to_its_first_answers_has_them() {
    let mut workshop = workshop();
    for (minute, given, came) in [(1, "W3", Came::New), (2, "W4", Came::Replaces), (3, "W3", Came::Replaces)] {
        let text = handed(&workshop, "aaaa1111", minute, &format!("; sales-quoting: {given}"));
        taken(&mut workshop, &text, came, minute as usize);
    }
    let counted = workshop_v1::counted(pack(), catalogue(), &workshop);
    assert_eq!(counted.iter().map(|one| &one.answers).collect::<Vec<_>>(), [&answers("; sales-quoting: W3")]);
}

#[test]
fn a_file_that_tells_more_than_the_same_answers_is_taken() {
    let mut workshop = workshop();
    let plain = handed(&workshop, "aaaa1111", 1, "; sales-quoting: W3");
    taken(&mut workshop, &plain, Came::New, 1);
    let named = Assessment { contact: None, notes: Map::new(), ..saved("aaaa1111", 2, "; sales-quoting: W3") };
    taken(&mut workshop, &file(&named), Came::Replaces, 2);
    let noted = Assessment { contact: None, ..saved("aaaa1111", 3, "; sales-quoting: W3") };
    taken(&mut workshop, &file(&noted), Came::Replaces, 3);
    let reachable = saved("aaaa1111", 4, "; sales-quoting: W3");
    taken(&mut workshop, &file(&reachable), Came::Replaces, 4);
    // Whoever unticks the contact and hands in again is no longer to be reached.
    let again = Assessment { created_at: "2026-11-24T11:05:00Z".to_string(), ..noted };
    taken(&mut workshop, &file(&again), Came::Replaces, 5);
    assert_eq!(workshop_v1::counted(pack(), catalogue(), &workshop)[0].contact, None);
}

#[test]
fn a_code_has_the_answers_alone_and_takes_nothing_else_away() {
    let mut workshop = workshop();
    taken(&mut workshop, &file(&saved("aaaa1111", 1, "; sales-quoting: W3")), Came::New, 1);
    let same = handed(&workshop, "aaaa1111", 2, "; sales-quoting: W3");
    taken(&mut workshop, &same, Came::Same, 1);
    let changed = handed(&workshop, "aaaa1111", 3, "; sales-quoting: W4");
    taken(&mut workshop, &changed, Came::Replaces, 2);
    let counted = workshop_v1::counted(pack(), catalogue(), &workshop);
    let [firm] = counted.as_slice() else { panic!("one firm: {counted:?}") };
    let told = saved("aaaa1111", 1, "; sales-quoting: W4");
    assert_eq!(
        (&firm.answers, &firm.label, &firm.contact, &firm.notes),
        (&told.answers, &told.label, &told.contact, &told.notes)
    );
}

#[test]
fn a_copy_that_was_saved_earlier_is_kept_and_does_not_count() {
    let mut workshop = workshop();
    taken(&mut workshop, &file(&saved("aaaa1111", 2, "; sales-quoting: W4")), Came::New, 1);
    taken(&mut workshop, &file(&saved("aaaa1111", 1, "; sales-quoting: W3")), Came::Older, 2);
    let counted = workshop_v1::counted(pack(), catalogue(), &workshop);
    assert_eq!(counted.iter().map(|one| &one.answers).collect::<Vec<_>>(), [&answers("; sales-quoting: W4")]);
}

#[test]
fn a_packed_report_becomes_the_report_file_of_the_same_answers() {
    let text = handed(&workshop(), "aaaa1111", 0, "; sales-quoting: W3 N1=2");
    let read = report_v1::read(pack(), catalogue(), "kod", &text).unwrap();
    assert_eq!(read.assessment.answers, answers("; sales-quoting: W3 N1=2"));
    assert_eq!(read.assessment.created_at, "2026-11-24T09:00:00Z");
    assert!(read.notes.is_empty(), "{:?}", read.notes);
}

#[test]
fn the_room_can_go_back_to_the_way_in() {
    let mut workshop = workshop();
    happens(&mut workshop, Event::Moved(question("sales-quoting.W")));
    happens(&mut workshop, Event::Gathered);
    assert_eq!(workshop.current, None);
    let file = workshop_v1::write(&workshop);
    assert_eq!(workshop_v1::read(pack(), "w", &file).unwrap().workshop.current, None);
}
