//! What every code has around what it says: a letter for its kind, a version, a checksum, and its letters.
//!
//! The checksum is CRC-32 and no piece of a digest: nothing here has to withstand an attacker, and CRC-32 finds every
//! wrong letter and every two neighbours that changed places for certain, not only with high odds.

use super::Refusal;
use super::bits::Writer;
use crate::code::{is_filler, letter, value};

/// The longest text that is read, in letters.
pub const TEXT_LIMIT: usize = 40_000;
/// The version that is written.
const VERSION: u8 = 1;
/// Bytes of the checksum.
const SUM: usize = 4;

/// What a code holds; its first letter says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holds {
    /// Answers.
    Hand,
    /// One of several frames of answers.
    Frame,
    /// The way into a workshop.
    Join,
}

/// Kinds with their letters.
const KINDS: [(Holds, char); 3] = [(Holds::Hand, 'H'), (Holds::Frame, 'F'), (Holds::Join, 'J')];

/// Begins a code of a kind: its letter in five bits, the version in three.
pub fn begin(holds: Holds) -> Writer {
    let mut out = Writer::default();
    let kind = KINDS.iter().find(|(kind, _)| *kind == holds).and_then(|(_, letter)| value(*letter));
    out.put(u32::from(kind.unwrap_or(0)), 5);
    out.put(u32::from(VERSION), 3);
    out
}

/// The bytes with their checksum.
pub fn close(out: Writer) -> Vec<u8> {
    let mut bytes = out.bytes();
    let sum = crc32(&bytes);
    bytes.extend(sum.to_be_bytes());
    bytes
}

/// What stands between the first byte and the checksum. Letter, version and checksum stay in every later version.
pub fn open(bytes: &[u8]) -> Result<(Holds, &[u8]), Refusal> {
    let first = bytes.first().ok_or(Refusal::NotOurs)?;
    let kind = KINDS.iter().find(|(_, kind)| value(*kind) == Some(first >> 3));
    let (holds, _) = kind.ok_or(Refusal::NotOurs)?;
    let whole = bytes.split_last_chunk::<SUM>();
    let Some((said, _)) = whole.filter(|(said, sum)| !said.is_empty() && crc32(said) == u32::from_be_bytes(**sum))
    else {
        return Err(unreadable(first & 7 == VERSION));
    };
    match first & 7 {
        VERSION => Ok((*holds, &said[1..])),
        found => Err(Refusal::OtherVersion { found, known: VERSION }),
    }
}

/// Why a code is not read. Without its checksum only how it begins tells a damaged code of ours from another's: a web
/// address may begin with the letter of a kind, and hardly goes on with our version.
fn unreadable(begins_like_ours: bool) -> Refusal {
    if begins_like_ours { Refusal::Damaged } else { Refusal::NotOurs }
}

/// The checksum that closes a code.
pub fn sum_of(bytes: &[u8]) -> u32 {
    bytes.last_chunk::<SUM>().map_or(0, |sum| u32::from_be_bytes(*sum))
}

/// CRC-32 as in Ethernet and zip files.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

/// Bytes as letters, five bits each. Capitals and digits only, so that a QR code takes 5.5 bits for each of them.
pub fn text_of(bytes: &[u8]) -> String {
    let (mut held, mut bits, mut text) = (0_u16, 0, String::with_capacity(bytes.len() * 8 / 5 + 1));
    let mut say = |held: u16| text.push(letter(u8::try_from(held & 31).unwrap_or(0)));
    for byte in bytes {
        held = held << 8 | u16::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            say(held >> bits);
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        say(held << (5 - bits));
    }
    text
}

/// Letters as bytes, however they were typed: as a link, in groups, in small letters.
pub fn bytes_of(text: &str) -> Result<Vec<u8>, Refusal> {
    if text.len() > TEXT_LIMIT {
        return Err(Refusal::TooLong);
    }
    // Of a link, what stands after the sign.
    let text = text.rsplit('#').next().unwrap_or_default();
    let letters = || text.chars().filter(|letter| !is_filler(*letter));
    // The first letter says the kind, the upper bits of the second the version.
    let mut first = letters().map(value);
    let (kind, version) = (first.next().flatten(), first.next().flatten().map(|value| value >> 2));
    let begins = KINDS.iter().any(|(_, letter)| value(*letter) == kind) && version == Some(VERSION);
    let values = letters().map(value).collect::<Option<Vec<u8>>>().ok_or_else(|| unreadable(begins))?;
    let (mut held, mut bits, mut bytes) = (0_u16, 0, Vec::with_capacity(values.len() * 5 / 8));
    for value in values {
        held = held << 5 | u16::from(value);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 255).unwrap_or(0));
            held &= (1 << bits) - 1;
        }
    }
    // What fills the last letter is zeros, and less than a letter.
    if bits >= 5 || held > 0 {
        return Err(unreadable(begins));
    }
    Ok(bytes)
}
