//! The hand-back as a picture: drawn as a screen shows it, read by a reader that is not ours, also askew and faint.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(not(target_arch = "wasm32"))]

mod support;

use kickstart::answer::Answers;
use kickstart::code::Code;
use kickstart::ids::{FactId, ProcessId, QuestionId};
use kickstart::order::Set;
use kickstart::qr::{self, OUT_OF_SIGHT, Sight};
use kickstart::questionnaire::{FactScope, Questionnaire, Takes};
use kickstart::wire::hand_v1::frames::{Collector, MOST_FRAMES, QR_LETTERS, Taken};
use kickstart::wire::hand_v1::join::{self, Join};
use kickstart::wire::hand_v1::{self, Hand, Packed, Report};
use kickstart::workshop::{Ballot, Kind, round};
use support::{Chance, catalogue, pack};

/// Pixels a module: as few as a reader bears when nothing else is wrong.
const SMALL: usize = 4;
/// Pixels a module at which a reader bears tilt and blur together. At four, single angles are read or not by luck; a
/// camera that is held nearer gets there.
const LARGE: usize = 8;

/// Dark and light as printed, and as on a poor screen in the sun.
const BRIGHT: (u8, u8) = (0, 255);
const FAINT: (u8, u8) = (90, 150);

/// A grey picture.
#[derive(Clone)]
struct Picture {
    wide: usize,
    high: usize,
    pixels: Vec<u8>,
}

impl Picture {
    fn of(wide: usize, high: usize, shade: impl Fn(usize, usize) -> u8) -> Self {
        let pixels = (0..high).flat_map(|y| (0..wide).map(move |x| (x, y))).map(|(x, y)| shade(x, y)).collect();
        Self { wide, high, pixels }
    }

    /// The code on a screen with its quiet zone.
    fn drawn(text: &str, scale: usize, (dark, light): (u8, u8)) -> Self {
        let modules = qr::modules(text).unwrap();
        let side = (modules.len() + 2 * qr::QUIET) * scale;
        let is_dark = |x: usize, y: usize| {
            let at = |pixel: usize| (pixel / scale).checked_sub(qr::QUIET);
            at(y).and_then(|y| modules.get(y)).zip(at(x)).is_some_and(|(row, x)| row.get(x) == Some(&true))
        };
        Self::of(side, side, |x, y| if is_dark(x, y) { dark } else { light })
    }

    fn at(&self, x: usize, y: usize) -> u8 {
        self.pixels[y * self.wide + x]
    }

    /// A quarter turn, without loss.
    fn turned(&self) -> Self {
        Self::of(self.high, self.wide, |x, y| self.at(y, self.high - 1 - x))
    }

    /// Turned by degrees about its middle; each pixel is the nearest one, and what comes in from outside is light.
    fn tilted(&self, degrees: f64) -> Self {
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let side = self.wide + self.wide / 4;
        let middle = |side: usize| (side as f64 - 1.0) / 2.0;
        Self::of(side, side, |x, y| {
            let (across, down) = (x as f64 - middle(side), y as f64 - middle(side));
            let from = |along: f64, side: usize| (along + middle(side)).round();
            let (x, y) =
                (from(across * cosine + down * sine, self.wide), from(down * cosine - across * sine, self.high));
            let inside = x >= 0.0 && y >= 0.0 && x < self.wide as f64 && y < self.high as f64;
            if inside { self.at(x as usize, y as usize) } else { self.at(0, 0) }
        })
    }

    /// Each pixel the mean of the nine around it.
    fn blurred(&self) -> Self {
        Self::of(self.wide, self.high, |x, y| {
            let around = |at: usize, end: usize| at.saturating_sub(1)..(at + 2).min(end);
            let near = around(y, self.high).flat_map(|y| around(x, self.wide).map(move |x| (x, y)));
            let shades: Vec<u32> = near.map(|(x, y)| self.at(x, y).into()).collect();
            u8::try_from(shades.iter().sum::<u32>() / u32::try_from(shades.len()).unwrap()).unwrap()
        })
    }

    /// What a reader sees in it.
    fn read(&self) -> Option<String> {
        qr::texts(self.wide, self.high, &self.pixels).into_iter().next()
    }
}

fn votes(chance: &mut Chance, processes: &Set<ProcessId>) -> Hand {
    let asked = round::levels(pack(), processes).into_iter().chain(round::lists(pack(), processes));
    let mut given = Answers::new();
    for question in asked {
        given.set(question.clone(), chance.answer(pack(), &question));
    }
    let mut code = |letters: usize| {
        let bytes: Vec<u8> = (0..letters).map(|_| u8::try_from(chance.below(256)).unwrap()).collect();
        Code::of_chance(&bytes).unwrap()
    };
    let (workshop, participant) = (code(6), code(8));
    Hand::Ballot(Ballot { workshop, pack: pack().digest.clone(), participant, answers: given })
}

/// So many processes of chance.
fn processes(chance: &mut Chance, count: usize) -> Set<ProcessId> {
    let all: Vec<&ProcessId> = pack().in_order().collect();
    let mut chosen = Set::new();
    while chosen.len() < count {
        chosen.insert((*chance.one(&all)).clone());
    }
    chosen
}

/// The most that a vote on so many processes is: those with the longest lists.
fn longest(pack: &Questionnaire, count: usize) -> Set<ProcessId> {
    let mut all: Vec<_> = pack.processes.iter().collect();
    all.sort_by_key(|process| std::cmp::Reverse(process.signals.len()));
    all.into_iter().take(count).map(|process| process.id.clone()).collect()
}

/// A report as most are: the firm, every tile of the picker, and these processes.
fn report(chance: &mut Chance, processes: &Set<ProcessId>, ideas: usize) -> Hand {
    let Hand::Ballot(ballot) = votes(chance, processes) else { panic!() };
    let mut given = ballot.answers;
    let profile = pack().profile.iter().map(|asked| QuestionId::Profile(asked.id.clone()));
    let times = pack().in_order().map(|process| QuestionId::Time(process.clone()));
    let firm = pack().facts.iter().filter(|fact| fact.scope == FactScope::Firm).take(2);
    let facts = firm.map(|fact| QuestionId::Fact(fact.id.clone(), String::new()));
    let of_ideas = catalogue().use_cases.iter().take(ideas);
    let of_ideas = of_ideas.map(|idea| QuestionId::Fact(FactId::from("owner_assigned"), idea.id.to_string()));
    for question in profile.chain(times).chain(facts).chain(of_ideas) {
        assert!(pack().takes(&question).is_some_and(|takes| !matches!(takes, Takes::Scale { .. })), "{question}");
        given.set(question.clone(), chance.answer(pack(), &question));
    }
    let chosen = processes.iter().map(|process| process.as_str().into()).collect();
    given.set(QuestionId::Chosen, kickstart::answer::Answer::Choices(chosen));
    Hand::Report(Report {
        workshop: Some(ballot.workshop),
        report_id: "0198c1d2aaaa7bbb8ccc0123456789ab".into(),
        created_at: "2026-11-24T10:00:00Z".into(),
        answers: given,
    })
}

fn packed(hand: &Hand) -> Packed {
    hand_v1::write(pack(), hand)
}

/// Modules a side of one code.
fn side(text: &str) -> usize {
    qr::modules(text).unwrap().len()
}

/// A picture has to be read as this hand-back.
fn is_read(picture: &Picture, hand: &Hand, how: &str) {
    let seen = picture.read().unwrap_or_else(|| panic!("{how}: not read"));
    assert_eq!(hand_v1::read(pack(), &seen).as_ref(), Ok(hand), "{how}");
}

#[test]
fn a_thousand_votes_are_read_off_the_screen() {
    let quarter = |seed: u64| {
        let mut chance = Chance(seed);
        for _ in 0..250 {
            let count = 2 + chance.below(3);
            let chosen = processes(&mut chance, count);
            let hand = votes(&mut chance, &chosen);
            is_read(&Picture::drawn(&packed(&hand).text(), SMALL, BRIGHT), &hand, "plain");
        }
    };
    std::thread::scope(|scope| (31..35).for_each(|seed| drop(scope.spawn(move || quarter(seed)))));
}

#[test]
fn votes_are_read_turned_and_faint() {
    let mut chance = Chance(36);
    for _ in 0..12 {
        let chosen = processes(&mut chance, 3);
        let hand = votes(&mut chance, &chosen);
        let text = packed(&hand).text();
        let (plain, faint) = (Picture::drawn(&text, SMALL, BRIGHT), Picture::drawn(&text, SMALL, FAINT));
        is_read(&faint, &hand, "faint");
        is_read(&faint.turned(), &hand, "faint and turned");
        is_read(&plain.turned(), &hand, "a quarter turn");
        is_read(&plain.turned().turned(), &hand, "half a turn");
        is_read(&plain.turned().turned().turned(), &hand, "three quarters of a turn");
    }
}

#[test]
fn votes_are_read_tilted_blurred_and_faint_when_held_near() {
    let mut chance = Chance(37);
    for _ in 0..2 {
        let chosen = processes(&mut chance, 3);
        let hand = votes(&mut chance, &chosen);
        let text = packed(&hand).text();
        let (plain, faint) = (Picture::drawn(&text, LARGE, BRIGHT), Picture::drawn(&text, LARGE, FAINT));
        is_read(&plain.blurred(), &hand, "blurred");
        is_read(&faint.blurred().turned(), &hand, "faint, blurred and turned");
        for degrees in [-15.0, -7.0, -3.0, 2.0, 5.0, 10.0] {
            is_read(&plain.tilted(degrees), &hand, &format!("tilted by {degrees}"));
            is_read(&faint.blurred().tilted(degrees), &hand, &format!("faint, blurred and tilted by {degrees}"));
        }
    }
}

#[test]
fn a_report_is_read_from_frames_in_any_order() {
    let mut chance = Chance(33);
    for _ in 0..6 {
        let chosen = processes(&mut chance, 4);
        let hand = report(&mut chance, &chosen, 15);
        let mut frames = packed(&hand).frames(QR_LETTERS);
        assert!((2..=MOST_FRAMES).contains(&frames.len()), "{}", frames.len());
        let mut collector = Collector::new();
        let mut whole = None;
        while !frames.is_empty() {
            let frame = frames.remove(chance.below(frames.len()));
            let seen = Picture::drawn(&frame, SMALL, FAINT).read().unwrap();
            if let Taken::Whole(hand) = collector.take(pack(), &seen).unwrap() {
                whole = Some(hand);
            }
        }
        assert_eq!(whole, Some(hand));
    }
}

#[test]
fn codes_are_as_small_as_we_say() {
    let mut chance = Chance(34);
    let sized = |what: &str, hand: &Hand| {
        let frames = packed(hand).frames(QR_LETTERS);
        let sides: Vec<usize> = frames.iter().map(|frame| side(frame)).collect();
        println!("{what}: {} letters, QR of {sides:?} modules", packed(hand).text().len());
        (frames.len(), sides.into_iter().max().unwrap())
    };
    // A side of 17 + 4 a version: 33 is version 4, 37 version 5.
    let (frames, side_of) = sized("a vote on three processes", &votes(&mut chance, &longest(pack(), 3)));
    assert!(frames == 1 && side_of <= 33, "{frames} of {side_of}");
    let (frames, side_of) = sized("a report on three processes", &report(&mut chance, &longest(pack(), 3), 0));
    assert!(frames == 1 && side_of <= 41, "{frames} of {side_of}");
    let all = pack().in_order().cloned().collect();
    let (frames, side_of) = sized("a report on every process", &report(&mut chance, &all, 0));
    assert!(frames == 1 && side_of <= 49, "{frames} of {side_of}");
    let (frames, side_of) = sized("a report with facts about 15 ideas", &report(&mut chance, &longest(pack(), 4), 15));
    assert!(frames <= 4 && side_of <= 49, "{frames} of {side_of}");
    let join = Join { workshop: Code::parse("K7XM42").unwrap(), kind: Kind::OneFirm, processes: longest(pack(), 3) };
    let link = format!("https://kartlaggning.example.se/{}", join::write(pack(), &join));
    println!("the way in: {} letters, QR of {} modules", link.len(), side(&link));
    assert!(side(&link) <= 37, "{link}");
    // The limit of a frame is the limit of its version.
    assert_eq!(side(&"A".repeat(QR_LETTERS)), 49);
    assert_eq!(side(&"A".repeat(QR_LETTERS + 1)), 53);
}

#[test]
fn a_text_that_no_code_holds_has_none() {
    assert_eq!(side(""), 21);
    assert!(qr::modules(&"A".repeat(3_391)).is_some());
    assert_eq!(qr::modules(&"A".repeat(3_392)), None);
}

/// A camera shows anything: noise, half a code, a code torn or painted over. None of it may stop the reader.
#[test]
fn no_picture_stops_the_reader() {
    let mut chance = Chance(31);
    let chosen = processes(&mut chance, 3);
    let whole = Picture::drawn(&packed(&votes(&mut chance, &chosen)).text(), SMALL, BRIGHT);
    let mut read = 0;
    for turn in 0..400 {
        let mut picture = whole.clone();
        let (wide, high) = (picture.wide, picture.high);
        match turn % 5 {
            0 => picture.pixels.iter_mut().for_each(|pixel| *pixel = u8::try_from(chance.below(256)).unwrap()),
            1 => {
                let cut = 1 + chance.below(high);
                picture = Picture::of(wide, cut, |x, y| whole.at(x, y));
            }
            2 => {
                let from = chance.below(wide * high);
                let many = chance.below(wide * high - from);
                picture.pixels[from..from + many].fill(0);
            }
            3 => {
                for _ in 0..chance.below(4_000) {
                    let at = chance.below(wide * high);
                    picture.pixels[at] = 255 - picture.pixels[at];
                }
            }
            _ => {
                let slant = 1 + chance.below(9);
                picture = Picture::of(wide, high, |x, y| whole.at((x + y / slant) % wide, y));
            }
        }
        read += qr::texts(picture.wide, picture.high, &picture.pixels).len();
    }
    assert!(read > 0, "no picture was whole enough to be read");
    assert_eq!(qr::texts(3, 3, &[0; 8]), Vec::<String>::new());
    assert_eq!(qr::texts(0, 0, &[]), Vec::<String>::new());
    assert_eq!(qr::texts(qr::LONGEST_SIDE + 1, 1, &vec![0; qr::LONGEST_SIDE + 1]), Vec::<String>::new());
}

#[test]
fn two_phones_before_the_camera_are_taken_once_each() {
    let mut sight = Sight::default();
    let mut now = 0.0;
    let mut taken = Vec::new();
    // A picture every 120 milliseconds shows both, for two seconds.
    for _ in 0..16 {
        for text in ["A", "B"] {
            if sight.is_new(text, now) {
                taken.push(text);
            }
        }
        now += 120.0;
    }
    assert_eq!(taken, ["A", "B"]);
    now += OUT_OF_SIGHT;
    assert!(sight.is_new("A", now), "out of sight for a moment, it is shown anew");
    assert!(!sight.is_new("A", now + OUT_OF_SIGHT - 1.0));
}
