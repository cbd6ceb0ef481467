//! The packed hand-back: a ballot or the answers of a report, short enough for one QR code, a link or a code to paste.
//!
//! Answers only. Notes, names, the plan and other free text never go along; whoever wants them hands in the file.
//!
//! One alphabet for all forms: Crockford's base 32. Base 45 would be 6 % shorter in a QR code, but has blanks and signs
//! that no link and no person carries well, so that there would be three encodings where one is enough.
//!
//! In bytes: a letter for what it holds and a version, three bytes of the pack's digest, what it says as bits, and a
//! checksum. Reading is total: any text gives a value or a refusal, and nothing is allocated beyond the text's length.

mod answers;
mod bits;
pub mod frames;
pub mod join;
mod seal;

pub use seal::TEXT_LIMIT;

use answers::{put_id, put_rest, put_round, take_id, take_rest, take_round};
use bits::{Reader, Writer};
use seal::Holds;

use crate::answer::Answers;
use crate::code::{Code, LONGEST};
use crate::date::Date;
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::workshop::Ballot;

/// What is handed back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Hand {
    /// One person's answers to the round of a workshop.
    Ballot(Ballot),
    /// The answers of a whole report.
    Report(Report),
}

/// A report as it is handed back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Which workshop it is for, if for one.
    pub workshop: Option<Code>,
    /// Which report it is: an id as files have it.
    pub report_id: String,
    /// When it was begun, RFC 3339 in UTC to the second; any other text comes back empty.
    pub created_at: String,
    /// The answers, facts included.
    pub answers: Answers,
}

/// Why a code is not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// Longer than any code of ours.
    TooLong,
    /// No code of ours.
    NotOurs,
    /// A code of ours for something else: the way into a workshop where answers were expected, or the other way round.
    OtherKind,
    /// One of several frames, all of which are needed.
    OnlyPart,
    /// Of another version.
    OtherVersion {
        /// The code's.
        found: u8,
        /// The one that is read here.
        known: u8,
    },
    /// A letter is wrong, missing or too many.
    Damaged,
    /// Of another questionnaire, or another version of it.
    OtherPack {
        /// How the digest of its pack begins, in hex.
        found: String,
        /// How that of this pack does.
        known: String,
    },
}

impl Refusal {
    /// The refusal in words, with what it is about, such as who showed the code.
    pub fn problem(&self, file: &str) -> Problem {
        match self {
            Self::TooLong => Problem::of_file(file, "hand-too-long"),
            Self::NotOurs => Problem::of_file(file, "hand-not-ours"),
            Self::OtherKind => Problem::of_file(file, "hand-other-kind"),
            Self::OnlyPart => Problem::of_file(file, "hand-only-part"),
            Self::OtherVersion { found, known } => {
                Problem::of_file(file, "hand-other-version").with("found", found).with("known", known)
            }
            Self::Damaged => Problem::of_file(file, "hand-damaged"),
            Self::OtherPack { found, known } => {
                Problem::of_file(file, "hand-other-pack").with("found", found).with("known", known)
            }
        }
    }
}

/// A hand-back, packed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Packed {
    bytes: Vec<u8>,
}

impl Packed {
    /// What stands after `#` in a link, and in a QR code that holds all of it: capitals and digits only.
    pub fn text(&self) -> String {
        seal::text_of(&self.bytes)
    }

    /// The code to copy and paste, in groups of four.
    pub fn grouped(&self) -> String {
        let text = self.text();
        let letters: Vec<char> = text.chars().collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

/// Packs a hand-back. What the pack does not ask, and what it does not take as an answer, is left out.
pub fn write(questionnaire: &Questionnaire, hand: &Hand) -> Packed {
    let mut out = seal::begin(Holds::Hand);
    put_pack(&mut out, questionnaire);
    out.put_flag(matches!(hand, Hand::Report(_)));
    match hand {
        Hand::Ballot(ballot) => {
            put_code(&mut out, Some(&ballot.workshop));
            put_code(&mut out, Some(&ballot.participant));
            put_round(&mut out, questionnaire, &ballot.answers);
        }
        Hand::Report(report) => {
            put_code(&mut out, report.workshop.as_ref());
            put_report_id(&mut out, &report.report_id);
            put_moment(&mut out, &report.created_at);
            put_round(&mut out, questionnaire, &report.answers);
            put_rest(&mut out, questionnaire, &report.answers);
        }
    }
    Packed { bytes: seal::close(out) }
}

/// Reads a hand-back from any of its forms, however it was typed: [`Packed::text`], also with a link before it, or
/// [`Packed::grouped`].
///
/// # Errors
/// Why it is not read.
pub fn read(questionnaire: &Questionnaire, text: &str) -> Result<Hand, Refusal> {
    from_bytes(questionnaire, &seal::bytes_of(text)?)
}

fn from_bytes(questionnaire: &Questionnaire, bytes: &[u8]) -> Result<Hand, Refusal> {
    let (holds, said) = seal::open(bytes)?;
    match holds {
        Holds::Hand => {}
        Holds::Frame => return Err(Refusal::OnlyPart),
        Holds::Join => return Err(Refusal::OtherKind),
    }
    let mut input = Reader::new(said);
    take_pack(&mut input, questionnaire)?;
    take_hand(&mut input, questionnaire).filter(|_| input.is_at_end()).ok_or(Refusal::Damaged)
}

fn take_hand(input: &mut Reader, questionnaire: &Questionnaire) -> Option<Hand> {
    let is_report = input.take_flag()?;
    let workshop = take_code(input)?;
    let mut answers = Answers::new();
    if !is_report {
        let participant = take_code(input)??;
        take_round(input, questionnaire, &mut answers)?;
        let pack = questionnaire.digest.clone();
        return Some(Hand::Ballot(Ballot { workshop: workshop?, pack, participant, answers }));
    }
    let report_id = take_report_id(input)?;
    let created_at = take_moment(input)?;
    take_round(input, questionnaire, &mut answers)?;
    take_rest(input, questionnaire, &mut answers)?;
    Some(Hand::Report(Report { workshop, report_id, created_at, answers }))
}

/// How many hex digits of the pack's digest go along.
const DIGEST_DIGITS: usize = 6;

/// How the digest of a pack begins.
fn prefix(questionnaire: &Questionnaire) -> String {
    questionnaire.digest.chars().take(DIGEST_DIGITS).collect()
}

fn put_pack(out: &mut Writer, questionnaire: &Questionnaire) {
    put_digits(out, &prefix(questionnaire), DIGEST_DIGITS);
}

fn take_pack(input: &mut Reader, questionnaire: &Questionnaire) -> Result<(), Refusal> {
    let (found, known) = (take_digits(input, DIGEST_DIGITS).ok_or(Refusal::Damaged)?, prefix(questionnaire));
    if found == known { Ok(()) } else { Err(Refusal::OtherPack { found, known }) }
}

/// Hex digits, as many as asked for; zeros where the text has none.
fn put_digits(out: &mut Writer, text: &str, digits: usize) {
    let mut given = text.chars().filter_map(|letter| letter.to_digit(16));
    (0..digits).for_each(|_| out.put(given.next().unwrap_or(0), 4));
}

fn take_digits(input: &mut Reader, digits: usize) -> Option<String> {
    (0..digits).map(|_| input.take(4).and_then(|digit| char::from_digit(digit, 16))).collect()
}

/// A code: its length in four bits, 0 for none, and five bits a letter.
fn put_code(out: &mut Writer, code: Option<&Code>) {
    out.put(code.map_or(0, |code| u32::try_from(code.values().count()).unwrap_or(0)), 4);
    code.into_iter().flat_map(Code::values).for_each(|value| out.put(value.into(), 5));
}

fn take_code(input: &mut Reader) -> Option<Option<Code>> {
    match input.take(4)? as usize {
        0 => Some(None),
        length if length > LONGEST => None,
        length => {
            let values = (0..length).map(|_| input.take(5).and_then(|value| u8::try_from(value).ok()));
            Code::of_values(values).map(Some)
        }
    }
}

/// How a report's id is written, and the hex digits of an id of chance.
const ID_FORMS: usize = 3;
const ID_DIGITS: usize = 32;
/// Where a UUID has its dashes, among the digits.
const DASHES: [usize; 4] = [8, 12, 16, 20];

fn dashed(digits: &str) -> String {
    let dash = |at: usize| if DASHES.contains(&at) { "-" } else { "" };
    digits.char_indices().map(|(at, digit)| format!("{}{digit}", dash(at))).collect()
}

fn put_report_id(out: &mut Writer, id: &str) {
    let digits: String = id.chars().filter(|letter| matches!(letter, '0'..='9' | 'a'..='f')).collect();
    let form = match digits.len() == ID_DIGITS {
        true if digits == id => 0,
        true if dashed(&digits) == id => 1,
        _ => 2,
    };
    out.put_state(form, ID_FORMS);
    if form < 2 { put_digits(out, &digits, ID_DIGITS) } else { put_id(out, id) }
}

fn take_report_id(input: &mut Reader) -> Option<String> {
    match input.take_state(ID_FORMS)? {
        0 => take_digits(input, ID_DIGITS),
        1 => take_digits(input, ID_DIGITS).map(|digits| dashed(&digits)),
        _ => take_id(input),
    }
}

/// The parts of a moment with their bits: year, month, day, hour, minute, second.
const MOMENT: [u32; 6] = [14, 4, 5, 5, 6, 6];

/// A moment as files have it; `None` where there is no such moment.
fn moment(parts: [u32; 6]) -> Option<String> {
    let [year, month, day, hour, minute, second] = parts;
    let small = |number: u32| u8::try_from(number).ok();
    let day = Date::new(u16::try_from(year).ok()?, small(month)?, small(day)?)?;
    (hour < 24 && minute < 60 && second < 60).then(|| format!("{day}T{hour:02}:{minute:02}:{second:02}Z"))
}

fn put_moment(out: &mut Writer, text: &str) {
    let numbers: Vec<u32> = text.split(['-', 'T', ':', 'Z']).filter_map(|part| part.parse().ok()).collect();
    let parts = <[u32; 6]>::try_from(numbers).ok().filter(|parts| moment(*parts).as_deref() == Some(text));
    out.put_flag(parts.is_some());
    parts.into_iter().flatten().zip(MOMENT).for_each(|(part, width)| out.put(part, width));
}

fn take_moment(input: &mut Reader) -> Option<String> {
    if !input.take_flag()? {
        return Some(String::new());
    }
    let mut parts = [0; 6];
    for (part, width) in parts.iter_mut().zip(MOMENT) {
        *part = input.take(width)?;
    }
    moment(parts)
}
