//! A hand-back that is too long for one small QR code, in several of them, and put together again.

use super::bits::{Reader, Writer};
use super::seal::{self, Holds};
use super::{Hand, Packed, Refusal};
use crate::questionnaire::Questionnaire;

/// The most letters of one QR code that a laptop's camera reads well off a phone: version 8 with medium correction, 49
/// modules a side. †
pub const QR_LETTERS: usize = 221;
/// The most frames of one hand-back. What is longer has larger frames.
pub const MOST_FRAMES: usize = 6;

/// What a frame has around its piece, in bytes: kind and version, its number and how many there are, whose it is, and
/// the checksum.
const AROUND: usize = 10;

impl Packed {
    /// The texts of the QR codes: one with all of it where that has no more than so many letters ([`QR_LETTERS`]), else
    /// frames of about that length, in order, at most [`MOST_FRAMES`].
    pub fn frames(&self, letters: usize) -> Vec<String> {
        let text = self.text();
        if text.len() <= letters {
            return vec![text];
        }
        let room = (letters * 5 / 8).saturating_sub(AROUND).max(1);
        let count = self.bytes.len().div_ceil(room).clamp(2, MOST_FRAMES);
        // Alike in length, so that the codes are alike in size.
        let pieces: Vec<&[u8]> = self.bytes.chunks(self.bytes.len().div_ceil(count)).collect();
        let frame = |(at, piece): (usize, &&[u8])| {
            let mut out = seal::begin(Holds::Frame);
            put_small(&mut out, at + 1);
            put_small(&mut out, pieces.len());
            out.put(seal::sum_of(&self.bytes), 32);
            piece.iter().for_each(|byte| out.put((*byte).into(), 8));
            seal::text_of(&seal::close(out))
        };
        pieces.iter().enumerate().map(frame).collect()
    }
}

fn put_small(out: &mut Writer, number: usize) {
    out.put(u32::try_from(number).unwrap_or(0), 4);
}

/// What a collector has after one more code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Taken {
    /// All of it.
    Whole(Hand),
    /// Some of the frames.
    Part {
        /// How many are there.
        have: usize,
        /// How many there are in all.
        of: usize,
    },
}

/// Puts frames together, in any order, however often each is shown, and of several hand-backs by turns.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Collector {
    /// The hand-backs of which frames were shown, whole ones too: a frame of one that is whole gives it once more.
    sets: Vec<Set>,
}

/// The frames of one hand-back.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Set {
    /// Whose they are: the checksum of the whole.
    sum: u32,
    /// The pieces, as many as there are frames.
    pieces: Vec<Option<Vec<u8>>>,
}

impl Set {
    fn have(&self) -> usize {
        self.pieces.iter().flatten().count()
    }

    /// Whether a frame with this checksum, of so many, is one of these.
    fn holds(&self, sum: u32, of: usize) -> bool {
        self.sum == sum && self.pieces.len() == of
    }
}

impl Collector {
    /// With no frame yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a code that was read: a frame, or all of it in one. A frame that was there already changes nothing.
    ///
    /// # Errors
    /// Why the code is not taken; what was there is kept, unless the frames do not fit together. Then theirs begin anew.
    pub fn take(&mut self, questionnaire: &Questionnaire, text: &str) -> Result<Taken, Refusal> {
        let bytes = seal::bytes_of(text)?;
        let (holds, said) = seal::open(&bytes)?;
        if holds != Holds::Frame {
            return super::from_bytes(questionnaire, &bytes).map(Taken::Whole);
        }
        let (number, of, sum, piece) = parts(said).ok_or(Refusal::Damaged)?;
        // What is being shown comes last.
        let begun = self.sets.iter().position(|set| set.holds(sum, of)).map(|at| self.sets.remove(at));
        let mut set = begun.unwrap_or_else(|| Set { sum, pieces: vec![None; of] });
        if let Some(place) = set.pieces.get_mut(number - 1) {
            *place = Some(piece.to_vec());
        }
        let have = set.have();
        let whole: Vec<u8> = set.pieces.iter().flatten().flatten().copied().collect();
        if have == of && seal::sum_of(&whole) != sum {
            return Err(Refusal::Damaged);
        }
        self.sets.push(set);
        if have < of {
            return Ok(Taken::Part { have, of });
        }
        super::from_bytes(questionnaire, &whole).map(Taken::Whole)
    }

    /// How many frames are still missing of the hand-back that this one is of; 0 where none is, or none of it was shown.
    pub fn missing(&self, text: &str) -> usize {
        let bytes = seal::bytes_of(text).unwrap_or_default();
        let frame = seal::open(&bytes).ok().filter(|(holds, _)| *holds == Holds::Frame);
        let set = frame
            .and_then(|(_, said)| parts(said))
            .and_then(|(_, of, sum, _)| self.sets.iter().find(|set| set.holds(sum, of)));
        set.map_or(0, |set| set.pieces.len() - set.have())
    }
}

/// The number of a frame from 1, how many there are, whose it is, and its piece.
fn parts(said: &[u8]) -> Option<(usize, usize, u32, &[u8])> {
    let mut input = Reader::new(said);
    let (number, of, sum) = (input.take(4)? as usize, input.take(4)? as usize, input.take(32)?);
    let piece = said.get(5..).filter(|piece| !piece.is_empty())?;
    ((2..=MOST_FRAMES).contains(&of) && (1..=of).contains(&number)).then_some((number, of, sum, piece))
}
