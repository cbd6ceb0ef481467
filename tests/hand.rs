//! The packed hand-back: whatever was answered comes back in every form, and whatever was damaged is refused.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use kickstart::answer::{Answer, Answers};
use kickstart::code::Code;
use kickstart::ids::{ProcessId, QuestionId};
use kickstart::order::Set;
use kickstart::questionnaire::{FactScope, Questionnaire};
use kickstart::text::Prose;
use kickstart::wire::hand_v1::frames::{Collector, MOST_FRAMES, QR_LETTERS, Taken};
use kickstart::wire::hand_v1::join::{self, Join};
use kickstart::wire::hand_v1::{self, Hand, Packed, Refusal, Report};
use kickstart::wire::prose_v1;
use kickstart::workshop::{Ballot, Kind, round};
use support::{Chance, answers, catalogue, pack, question, read_pack};

/// A QR code's letters in the mode that takes 5.5 bits for each.
const ALPHANUMERIC: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

fn code(chance: &mut Chance, letters: usize) -> Code {
    let bytes: Vec<u8> = (0..letters).map(|_| u8::try_from(chance.below(256)).unwrap()).collect();
    Code::of_chance(&bytes).unwrap()
}

fn processes(chance: &mut Chance, of_ten: usize) -> Set<ProcessId> {
    pack().in_order().filter(|_| chance.odds(of_ten, 10)).cloned().collect()
}

fn ballot(chance: &mut Chance) -> Hand {
    let chosen = processes(chance, 3);
    let asked = round::levels(pack(), &chosen).into_iter().chain(round::lists(pack(), &chosen));
    let mut given = Answers::new();
    let of_ten = chance.below(11);
    for question in asked {
        if chance.odds(of_ten, 10) {
            let answer = chance.answer(pack(), &question);
            given.set(question, answer);
        }
    }
    let (letters, own) = (4 + chance.below(5), 8 + chance.below(5));
    Hand::Ballot(Ballot {
        workshop: code(chance, letters),
        pack: pack().digest.clone(),
        participant: code(chance, own),
        answers: given,
    })
}

fn report(chance: &mut Chance, facts: usize) -> Hand {
    let of_ten = chance.below(11);
    let mut given = chance.answers(pack(), of_ten);
    for _ in 0..chance.below(facts + 1) {
        let fact = chance.one(&pack().facts);
        let about = match fact.scope {
            FactScope::Firm => String::new(),
            FactScope::Process => chance.one(&pack().processes).id.to_string(),
            FactScope::UseCase => chance.one(&catalogue().use_cases).id.to_string(),
        };
        let question = QuestionId::Fact(fact.id.clone(), about);
        let answer = if chance.odds(1, 4) { Answer::DontKnow } else { chance.answer(pack(), &question) };
        given.set(question, answer);
    }
    let digits: String =
        (0..32).map(|_| char::from_digit(u32::try_from(chance.below(16)).unwrap(), 16).unwrap()).collect();
    let report_id = match chance.below(3) {
        0 => digits,
        1 => ["-", "-", "-", "-", ""]
            .iter()
            .zip([0..8, 8..12, 12..16, 16..20, 20..32])
            .map(|(dash, part)| format!("{}{dash}", &digits[part]))
            .collect(),
        _ => format!("r-{}", chance.below(1000)),
    };
    let created_at = format!(
        "20{:02}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        chance.below(100),
        1 + chance.below(12),
        1 + chance.below(28),
        chance.below(24),
        chance.below(60),
        chance.below(60)
    );
    let workshop = chance.odds(1, 2).then(|| code(chance, 6));
    Hand::Report(Report { workshop, report_id, created_at, answers: given })
}

fn packed(hand: &Hand) -> Packed {
    hand_v1::write(pack(), hand)
}

fn read(text: &str) -> Result<Hand, Refusal> {
    hand_v1::read(pack(), text)
}

/// As somebody copies and types it: small letters, other dashes, line ends, and letters that look alike.
fn sloppy(chance: &mut Chance, text: &str) -> String {
    let mut typed = String::from("\n ");
    for letter in text.chars() {
        let alike = match letter {
            '0' => ['O', 'o', '0'],
            '1' => ['I', 'l', '1'],
            'V' => ['U', 'u', 'v'],
            other => [other, other.to_ascii_lowercase(), other],
        };
        typed.push(*chance.one(&alike));
        if chance.odds(1, 6) {
            typed.push_str(chance.one::<&str>(&[" ", "-", "–", "\r\n", "\u{a0}", "—", "  "]));
        }
    }
    typed
}

/// Reads it from frames shown in any order, some of them twice.
fn collected(chance: &mut Chance, frames: &[String]) -> Hand {
    let mut collector = Collector::new();
    let mut left: Vec<&String> = frames.iter().collect();
    let mut shown: Vec<&String> = Vec::new();
    loop {
        let again = !shown.is_empty() && chance.odds(1, 3);
        let text = if again { *chance.one(&shown) } else { left.remove(chance.below(left.len())) };
        if !again {
            shown.push(text);
        }
        match collector.take(pack(), text).unwrap() {
            Taken::Whole(hand) => {
                assert!(left.is_empty(), "whole before all frames were shown");
                assert_eq!(collector.missing(text), 0);
                assert_eq!(collector.take(pack(), text), Ok(Taken::Whole(hand.clone())), "shown once more");
                return hand;
            }
            Taken::Part { have, of } => {
                assert_eq!((have, of), (shown.len(), frames.len()));
                assert_eq!(collector.missing(text), of - have);
            }
        }
    }
}

fn comes_back(chance: &mut Chance, hand: &Hand) {
    let packed = packed(hand);
    let text = packed.text();
    assert!(text.chars().all(|letter| ALPHANUMERIC.contains(letter)), "{text}");
    assert_eq!(read(&text).as_ref(), Ok(hand), "{text}");
    assert_eq!(read(&packed.grouped()).as_ref(), Ok(hand));
    assert_eq!(read(&format!("https://example.org/a-b/?x=1#{text}")).as_ref(), Ok(hand));
    assert_eq!(read(&sloppy(chance, &text)).as_ref(), Ok(hand));
    for letters in [QR_LETTERS, 40, 1] {
        let frames = packed.frames(letters);
        assert!(frames.len() <= MOST_FRAMES, "{} frames", frames.len());
        if frames.len() == 1 {
            assert_eq!(frames, std::slice::from_ref(&text));
            let taken = Collector::new().take(pack(), &text);
            assert_eq!(taken, Ok(Taken::Whole(hand.clone())));
            continue;
        }
        let fits = packed.text().len() <= (letters.saturating_sub(20)) * MOST_FRAMES;
        assert!(!fits || frames.iter().all(|frame| frame.len() <= letters), "{letters}: {frames:?}");
        assert_eq!(collected(chance, &frames), *hand);
        assert_eq!(read(&frames[0]), Err(Refusal::OnlyPart));
    }
}

#[test]
fn any_ballot_comes_back_in_every_form() {
    let mut chance = Chance(1);
    for _ in 0..1_000 {
        let hand = ballot(&mut chance);
        comes_back(&mut chance, &hand);
    }
}

#[test]
fn any_report_comes_back_in_every_form() {
    let mut chance = Chance(2);
    for round in 0..1_000 {
        let hand = report(&mut chance, round % 30);
        comes_back(&mut chance, &hand);
    }
}

#[test]
fn a_report_with_every_fact_of_every_idea_comes_back() {
    let mut chance = Chance(3);
    let Hand::Report(mut whole) = report(&mut chance, 0) else { panic!() };
    for fact in pack().facts.iter().filter(|fact| fact.scope == FactScope::UseCase) {
        for idea in &catalogue().use_cases {
            let question = QuestionId::Fact(fact.id.clone(), idea.id.to_string());
            whole.answers.set(question, Answer::DontKnow);
        }
    }
    let hand = Hand::Report(whole);
    let packed = packed(&hand);
    assert!(packed.text().len() < hand_v1::TEXT_LIMIT, "{}", packed.text().len());
    assert_eq!(read(&packed.text()), Ok(hand.clone()));
    assert_eq!(collected(&mut chance, &packed.frames(QR_LETTERS)), hand);
}

/// A vote as most are: three processes, everything answered.
fn vote() -> Hand {
    let mut chance = Chance(4);
    let chosen: Set<ProcessId> = ["sales-quoting", "production-delivery", "finance-admin"].map(ProcessId::from).into();
    let asked = round::levels(pack(), &chosen).into_iter().chain(round::lists(pack(), &chosen));
    let given = asked.map(|question| {
        let answer = chance.answer(pack(), &question);
        (question, answer)
    });
    let given = given.collect();
    Hand::Ballot(Ballot {
        workshop: Code::parse("K7XM-42").unwrap(),
        pack: pack().digest.clone(),
        participant: Code::parse("3F9ZQ0TB").unwrap(),
        answers: given,
    })
}

#[test]
fn the_bits_are_those_that_were_meant() {
    let bits = |given: &str| {
        let hand = Hand::Report(Report {
            workshop: None,
            report_id: "r".into(),
            created_at: String::new(),
            answers: answers(given),
        });
        packed(&hand).text().len() * 5
    };
    let (none, touched) = (bits(""), bits("; marketing: W3"));
    // A process that anything is answered about: its scales, a bit for its list and one for the simpler fix.
    let (readiness, rest) = (5 * 4 - 1, 4 + 3 + 3 + 3);
    let signals_and_chosen = 2 + 13;
    assert!((touched - none).abs_diff(readiness + rest + signals_and_chosen) < 8, "{none} → {touched}");
    // Letters of the vote, and what the forms look like.
    let text = packed(&vote()).text();
    assert!(text.starts_with('H') && text.len() <= 90, "{} letters", text.len());
    let groups = packed(&vote()).grouped();
    assert!(groups.split('-').rev().skip(1).all(|group| group.len() == 4), "{groups}");
}

#[test]
fn neither_notes_nor_text_go_along_and_what_the_pack_does_not_take_is_left_out() {
    let Hand::Ballot(ballot) = vote() else { panic!() };
    let mut odd = ballot.clone();
    odd.answers.set(question("marketing-2.W"), Answer::Level(1));
    odd.answers.set(question("sales-quoting.W"), Answer::Level(77));
    let Hand::Ballot(back) = read(&packed(&Hand::Ballot(odd)).text()).unwrap() else { panic!() };
    let mut expected = ballot;
    expected.answers.clear(&question("sales-quoting.W"));
    assert_eq!(back, expected);
    let local = Hand::Report(Report {
        workshop: None,
        report_id: "r-1".into(),
        created_at: "yesterday".into(),
        answers: Answers::new(),
    });
    let Hand::Report(back) = read(&packed(&local).text()).unwrap() else { panic!() };
    assert_eq!((back.report_id.as_str(), back.created_at.as_str()), ("r-1", ""));
}

// --- Damage ----------------------------------------------------------------------------------------------------

/// Every text that one wrong, missing, added or displaced letter gives.
fn damaged(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut all = Vec::new();
    for at in 0..letters.len() {
        for other in
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabioul !#.*:/åé–".chars().filter(|other| *other != letters[at])
        {
            let mut changed = letters.clone();
            changed[at] = other;
            all.push(changed.iter().collect());
            changed = letters.clone();
            changed.insert(at, other);
            all.push(changed.iter().collect());
        }
        let mut changed = letters.clone();
        changed.remove(at);
        all.push(changed.iter().collect());
        if at + 1 < letters.len() && letters[at] != letters[at + 1] {
            changed = letters.clone();
            changed.swap(at, at + 1);
            all.push(changed.iter().collect());
        }
    }
    all
}

#[test]
fn one_damaged_letter_is_refused_or_means_the_same() {
    let mut chance = Chance(5);
    for hand in [vote(), report(&mut chance, 3)] {
        let text = packed(&hand).text();
        let mut same = 0;
        for damaged in damaged(&text) {
            match read(&damaged) {
                Ok(back) => {
                    assert_eq!(back, hand, "{text} as {damaged}");
                    same += 1;
                }
                Err(refusal) => {
                    let plain = matches!(refusal, Refusal::Damaged | Refusal::NotOurs);
                    assert!(plain, "{refusal:?}: {damaged}");
                }
            }
        }
        assert!(same > 0, "blanks and letters that look alike are forgiven");
    }
}

#[test]
fn a_damaged_frame_is_refused_and_the_others_wait() {
    let mut chance = Chance(6);
    let hand = report(&mut chance, 6);
    let frames = packed(&hand).frames(60);
    assert!(frames.len() > 2);
    let mut collector = Collector::new();
    assert_eq!(collector.take(pack(), &frames[1]), Ok(Taken::Part { have: 1, of: frames.len() }));
    let before = collector.clone();
    for damaged in damaged(&frames[0]) {
        match collector.take(pack(), &damaged) {
            Err(_) => assert_eq!(collector, before),
            Ok(taken) => {
                assert_eq!(taken, Taken::Part { have: 2, of: frames.len() }, "{damaged}");
                collector = before.clone();
            }
        }
    }
    let last = frames.iter().map(|frame| collector.take(pack(), frame)).last();
    assert_eq!(last, Some(Ok(Taken::Whole(hand))));
}

#[test]
fn frames_of_several_sets_are_put_together_by_turns() {
    let mut chance = Chance(7);
    let hands: Vec<Hand> = (0..8).map(|_| report(&mut chance, 9)).collect();
    let sets: Vec<Vec<String>> = hands.iter().map(|hand| packed(hand).frames(50)).collect();
    let mut collector = Collector::new();
    let mut whole = Vec::new();
    for at in 0..MOST_FRAMES {
        for frame in sets.iter().filter_map(|set| set.get(at)) {
            if let Taken::Whole(hand) = collector.take(pack(), frame).unwrap() {
                whole.push(hand);
            }
        }
    }
    assert_eq!(whole.len(), hands.len());
    assert!(hands.iter().all(|hand| whole.contains(hand)));
    // The same answers cut into other frames are another set.
    let long = packed(&report(&mut chance, 20));
    let (few, many) = (long.frames(100), long.frames(60));
    assert!(few.len() != many.len());
    let mut collector = Collector::new();
    assert_eq!(collector.take(pack(), &few[0]), Ok(Taken::Part { have: 1, of: few.len() }));
    assert_eq!(collector.take(pack(), &many[0]), Ok(Taken::Part { have: 1, of: many.len() }));
    assert_eq!((collector.missing(&few[0]), collector.missing(&many[0])), (few.len() - 1, many.len() - 1));
    assert_eq!(collector.missing(&long.text()), 0);
    assert_eq!(collector.missing("Hej"), 0);
}

#[test]
fn garbage_never_panics() {
    let mut chance = Chance(8);
    let whole = packed(&report(&mut chance, 5)).text();
    let letters: Vec<char> = "0123456789ABCDEFGHJKMNPQRSTVWXYZ -#iloåé\u{0}🥖".chars().collect();
    for round in 0..1_000 {
        let plain = if round % 2 == 0 { 32 } else { letters.len() };
        let start = *chance.one(&["", "H", "F", "J", "H4", "F4", "J4", "https://example.org/#H4"]);
        let length = chance.below(300);
        let mut text = format!("{start}{}", (0..length).map(|_| letters[chance.below(plain)]).collect::<String>());
        if round % 5 == 0 {
            text = whole[..chance.below(whole.len())].to_string();
        }
        assert!(read(&text).is_err(), "{text}");
        assert!(join::read(pack(), &text).is_err(), "{text}");
        assert!(Collector::new().take(pack(), &text).is_err(), "{text}");
    }
    assert_eq!(read(""), Err(Refusal::NotOurs));
    assert_eq!(read(&whole[..whole.len() - 1]), Err(Refusal::Damaged));
    assert_eq!(read(&format!("{whole}!")), Err(Refusal::Damaged));
    let elsewhere = [
        "Hej",
        "https://example.org",
        "HTTPS://EXAMPLE.ORG/MENY",
        "https://example.org/#faq",
        "H",
        "F",
        "FETT",
        "Jobba hos oss",
    ];
    for text in elsewhere {
        assert_eq!(read(text), Err(Refusal::NotOurs), "{text}");
        assert_eq!(join::read(pack(), text), Err(Refusal::NotOurs), "{text}");
        assert_eq!(Collector::new().take(pack(), text), Err(Refusal::NotOurs), "{text}");
    }
    assert_eq!(read("en anteckning"), Err(Refusal::NotOurs));
    assert_eq!(read(&"H".repeat(hand_v1::TEXT_LIMIT + 1)), Err(Refusal::TooLong));
}

/// A code with a right checksum around these bytes, whatever they say.
fn sealed(bytes: &[u8]) -> String {
    let mut sum = !0_u32;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = sum >> 1 ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
    }
    let bits: Vec<u8> = bytes
        .iter()
        .copied()
        .chain((!sum).to_be_bytes())
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    let value = |bits: &[u8]| bits.iter().chain(&[0; 5]).take(5).fold(0, |value, bit| value << 1 | bit);
    bits.chunks(5).map(|bits| kickstart::code::letter(value(bits))).collect()
}

/// The first bytes of a code of this pack: a letter, the version and the digest.
fn head(letter: char, version: u8) -> Vec<u8> {
    let mut bytes = vec![kickstart::code::value(letter).unwrap() << 3 | version];
    bytes.extend((0..3).map(|at| u8::from_str_radix(&pack().digest[2 * at..2 * at + 2], 16).unwrap()));
    bytes
}

#[test]
fn bytes_that_are_whole_and_say_nothing_never_panic() {
    let mut chance = Chance(9);
    let mut taken = 0;
    for _ in 0..3_000 {
        let mut bytes = head(*chance.one(&['H', 'F', 'J']), 1);
        bytes.extend((0..chance.below(80)).map(|_| u8::try_from(chance.below(256)).unwrap()));
        let text = sealed(&bytes);
        if let Ok(hand) = read(&text) {
            // What can be read at all is what would be written.
            assert_eq!(read(&packed(&hand).text()), Ok(hand));
            taken += 1;
        }
        let _ = join::read(pack(), &text);
        let _ = Collector::new().take(pack(), &text);
    }
    assert!(taken < 30, "{taken} of chance were taken");
    // A count of facts that no bytes follow, as large as it can be said.
    assert_eq!(read(&sealed(&[head('H', 1), vec![0xff; 5_000]].concat())), Err(Refusal::Damaged));
}

/// The bytes of a code without its checksum.
fn opened(text: &str) -> Vec<u8> {
    let values = text.chars().map(|letter| kickstart::code::value(letter).unwrap());
    let bits: Vec<u8> = values.flat_map(|value| (0..5).rev().map(move |bit| value >> bit & 1)).collect();
    let bytes = bits.chunks_exact(8).map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | bit));
    let bytes: Vec<u8> = bytes.collect();
    bytes[..bytes.len() - 4].to_vec()
}

#[test]
fn a_code_has_one_text_and_what_fills_it_is_zeros() {
    let mut chance = Chance(11);
    for _ in 0..100 {
        let hand = ballot(&mut chance);
        let text = packed(&hand).text();
        let said = opened(&text);
        assert_eq!(sealed(&said), text);
        assert_eq!(read(&sealed(&[&said[..], &[0]].concat())), Err(Refusal::Damaged), "a byte too many");
        // Whether it says something or fills the last byte, and the same of the last letter.
        let last_bit = [&said[..said.len() - 1], &[said[said.len() - 1] ^ 1]].concat();
        let last = kickstart::code::value(text.chars().last().unwrap()).unwrap();
        let last_letter = format!("{}{}", &text[..text.len() - 1], kickstart::code::letter(last ^ 1));
        for other in [sealed(&last_bit), last_letter, format!("{text}0")] {
            assert_ne!(read(&other), Ok(hand.clone()), "{other} for {text}");
        }
    }
}

#[test]
fn a_frame_that_is_none_of_several_is_refused() {
    let frames = packed(&report(&mut Chance(12), 6)).frames(60);
    let said = opened(&frames[0]);
    let of = u8::try_from(frames.len()).unwrap();
    assert_eq!((said[1], sealed(&said)), (1 << 4 | of, frames[0].clone()));
    for numbers in [of, (of + 1) << 4 | of, 1 << 4 | 1, 1 << 4] {
        let mut other = said.clone();
        other[1] = numbers;
        assert_eq!(Collector::new().take(pack(), &sealed(&other)), Err(Refusal::Damaged), "{numbers:x}");
    }
}

#[test]
fn a_moment_that_does_not_exist_is_left_out() {
    for (text, comes_back) in [
        ("2026-10-01T23:59:59Z", true),
        ("2026-10-01T24:00:00Z", false),
        ("2026-10-01T08:60:00Z", false),
        ("2026-10-01T08:00:60Z", false),
        ("2026-02-29T08:00:00Z", false),
        ("2026-10-01T08:00Z", false),
    ] {
        let hand = Hand::Report(Report {
            workshop: None,
            report_id: "r".into(),
            created_at: text.into(),
            answers: Answers::new(),
        });
        let Ok(Hand::Report(back)) = read(&packed(&hand).text()) else { panic!("{text}") };
        assert_eq!(back.created_at, if comes_back { text } else { "" });
    }
}

#[test]
fn every_refusal_has_its_reason() {
    let text = packed(&vote()).text();
    let other = Questionnaire { digest: format!("ffffff{}", &pack().digest[6..]), ..pack().clone() };
    let Err(Refusal::OtherPack { found, known }) = hand_v1::read(&other, &text) else { panic!() };
    assert_eq!((found.as_str(), known.as_str()), (&pack().digest[..6], "ffffff"));
    let plain = read_pack("tests/fixtures/packs/plain-mean.json");
    assert!(matches!(hand_v1::read(&plain, &text), Err(Refusal::OtherPack { .. })));
    assert_eq!(read(&sealed(&head('H', 3))), Err(Refusal::OtherVersion { found: 3, known: 1 }));
    assert_eq!(read(&sealed(&head('K', 1))), Err(Refusal::NotOurs));
    // Letters that no code has, after what begins like one and what does not.
    assert_eq!(read("H4 Åsa"), Err(Refusal::Damaged));
    assert_eq!(read("K4 Åsa"), Err(Refusal::NotOurs));
    assert_eq!(read(&sealed(&head('H', 1))), Err(Refusal::Damaged), "whole, but it ends too early");
    let refusals = [
        Refusal::TooLong,
        Refusal::NotOurs,
        Refusal::OtherKind,
        Refusal::OnlyPart,
        Refusal::OtherVersion { found: 3, known: 1 },
        Refusal::Damaged,
        Refusal::OtherPack { found, known },
    ];
    let texts = support::text_of("questions/ui/problems/sv.json");
    let mut words = Prose::new();
    words.extend(prose_v1::read("f", &texts).unwrap().texts);
    for refusal in refusals {
        let sentence = refusal.problem("kod").sentence(&words);
        assert!(sentence.starts_with("kod: ") && !sentence.contains("problem."), "{sentence}");
    }
}

// --- The way in ------------------------------------------------------------------------------------------------

#[test]
fn the_way_in_comes_back_and_is_short() {
    let mut chance = Chance(10);
    for _ in 0..1_000 {
        let kind = *chance.one(&[Kind::OneFirm, Kind::ManyFirms]);
        let workshop = {
            let letters = 4 + chance.below(9);
            code(&mut chance, letters)
        };
        let join = Join { workshop, kind, processes: processes(&mut chance, 3) };
        let text = join::write(pack(), &join);
        assert!(text.len() <= 32 && text.starts_with('J'), "{text}");
        assert_eq!(join::read(pack(), &format!("https://example.org/#{text}")), Ok(join.clone()));
        assert_eq!(join::read(pack(), &sloppy(&mut chance, &text)), Ok(join));
        assert_eq!(read(&text), Err(Refusal::OtherKind));
    }
    assert_eq!(join::read(pack(), &packed(&vote()).text()), Err(Refusal::OtherKind));
    let join = Join { workshop: code(&mut chance, 6), kind: Kind::OneFirm, processes: Set::new() };
    for damaged in damaged(&join::write(pack(), &join)) {
        assert!(join::read(pack(), &damaged).is_ok_and(|back| back == join) || join::read(pack(), &damaged).is_err());
    }
}

#[test]
fn a_code_forgives_how_it_is_typed() {
    let code = Code::parse("k7x0-1v").unwrap();
    assert_eq!(code.as_str(), "K7X01V");
    for typed in ["K7XO1V", " k7xo-lu ", "K 7 X o I u", "k7x–0iV"] {
        assert_eq!(Code::parse(typed), Some(code.clone()), "{typed}");
    }
    for none in ["", "K7X", "K7X01V!", "K7X01VK7X01VK", "åäöå"] {
        assert_eq!(Code::parse(none), None, "{none}");
    }
}

#[test]
fn an_id_of_chance_costs_the_same_with_and_without_dashes_and_less_than_another() {
    let letters = |id: &str| {
        let report = hand_v1::Report {
            workshop: None,
            report_id: id.into(),
            created_at: "2026-10-01T08:00:00Z".into(),
            answers: answers("profile.sector=food"),
        };
        hand_v1::write(pack(), &Hand::Report(report)).text().len()
    };
    let plain = letters("0198c1d2aaaa7bbb8ccc0123456789ab");
    assert_eq!(letters("0198c1d2-aaaa-7bbb-8ccc-0123456789ab"), plain);
    assert!(letters("0198c1d2-aaaa-7bbb-8ccc0123456789ab") > plain);
}
