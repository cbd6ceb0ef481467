//! How far the answers to one question lie apart.

use crate::answer::Answer;

/// How many levels have to be given before a spread is shown, so that nobody's own answer is. †
pub const LEAST_SHOWN: u32 = 4;

// Where one kind of talk gives way to the next is our own judgement; no source has limits for it. They say how a room
// is led and not what a firm is asked, so they stand here and not in a pack, whose digest they would change. †

/// From which consensus the median is accepted.
pub const ACCEPT_FROM: f64 = 0.80;
/// From which consensus a minute's talk is enough.
pub const MINUTE_FROM: f64 = 0.60;

/// The answers to one question, counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spread {
    /// How many gave each level, level 0 first, as many as the scale has.
    pub counts: Vec<u32>,
    /// How many do not know.
    pub dont_know: u32,
    /// For how many it does not apply.
    pub not_applicable: u32,
}

/// What a room does with its spread.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// The answers agree: take the median.
    Accept,
    /// A minute's talk.
    Minute,
    /// The answers lie apart: discuss.
    Discuss,
    /// More do not know than do: that is the finding, and what those few say is not the room's answer.
    FindOut,
}

impl Spread {
    /// Counts answers on a scale from 0 to `top`. Answers of other kinds, and levels above the top, count nowhere.
    pub fn of<'a>(top: u8, answers: impl Iterator<Item = &'a Answer>) -> Self {
        let mut spread = Self { counts: vec![0; usize::from(top) + 1], dont_know: 0, not_applicable: 0 };
        for answer in answers {
            match answer {
                Answer::Level(level) => {
                    if let Some(count) = spread.counts.get_mut(usize::from(*level)) {
                        *count += 1;
                    }
                }
                Answer::DontKnow => spread.dont_know += 1,
                Answer::NotApplicable => spread.not_applicable += 1,
                _ => {}
            }
        }
        spread
    }

    /// How many gave a level.
    pub fn known(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// How many gave any answer.
    pub fn answers(&self) -> u32 {
        self.known() + self.dont_know + self.not_applicable
    }

    /// Levels with how many gave them, lowest first, only those that somebody gave.
    fn given(&self) -> impl Iterator<Item = (u8, u32)> {
        (0_u8..).zip(self.counts.iter().copied()).filter(|(_, count)| *count > 0)
    }

    /// The lowest level given.
    pub fn lowest(&self) -> Option<u8> {
        self.given().next().map(|(level, _)| level)
    }

    /// The highest level given.
    pub fn highest(&self) -> Option<u8> {
        self.given().last().map(|(level, _)| level)
    }

    /// Twice the median of the levels, which makes it a whole number: 5 stands for 2.5.
    pub fn median_halves(&self) -> Option<u8> {
        let known = self.known();
        let at = |index: u32| {
            let mut passed = 0;
            self.given().find_map(|(level, count)| {
                passed += count;
                (index < passed).then_some(level)
            })
        };
        Some(at(known.checked_sub(1)? / 2)? + at(known / 2)?)
    }

    /// How much the levels agree, 0–1: 1 + Σ pᵢ·log₂(1 − |xᵢ − mean| / width) (Tastle & Wierman 2007). Summed from the
    /// lowest level up, so that the same answers give the same number. `None` without levels.
    pub fn consensus(&self) -> Option<f64> {
        let known = self.known();
        let width = self.counts.len().checked_sub(1).and_then(|top| u32::try_from(top).ok())?;
        if known == 0 {
            return None;
        }
        if width == 0 {
            return Some(1.0);
        }
        let all = f64::from(known);
        let sum: u32 = self.given().map(|(level, count)| u32::from(level) * count).sum();
        let mean = f64::from(sum) / all;
        let part = |(level, count): (u8, u32)| {
            let apart = (f64::from(level) - mean).abs() / f64::from(width);
            f64::from(count) / all * (1.0 - apart).log2()
        };
        Some(self.given().map(part).fold(1.0, |consensus, part| consensus + part))
    }

    /// What the room does; `None` while there are too few answers for one. That most do not know can be said before the
    /// levels can be shown, since it tells of nobody's level. That one more is enough is our own judgement. †
    pub fn verdict(&self) -> Option<Verdict> {
        if self.dont_know > self.known() && self.known() + self.dont_know >= LEAST_SHOWN {
            return Some(Verdict::FindOut);
        }
        if self.known() < LEAST_SHOWN {
            return None;
        }
        // A machine's last digit of a logarithm must not decide.
        let consensus = (self.consensus()? * 1e9).round() / 1e9;
        Some(match consensus {
            consensus if consensus >= ACCEPT_FROM => Verdict::Accept,
            consensus if consensus >= MINUTE_FROM => Verdict::Minute,
            _ => Verdict::Discuss,
        })
    }
}
