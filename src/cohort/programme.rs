//! The programme's progress: firms reached and firms supported, against its goals.
//!
//! A firm is reached when its report counts. It is supported when it was at a workshop, which is what the programme
//! promises a hundred firms, or when its report has a chosen idea: the plan is the paper trace of having found something
//! to do. It was at a workshop when one of its reports stands in a workshop's file, was agreed on by a room or was handed
//! back to one. Both belong to the month in which its first report was begun, which saving it again does not move, nor a
//! follow-up. Two reports of one firm that do not name each other are two firms: nothing in them says otherwise.

use std::fmt;

use super::{FEWEST, Member, Room};
use crate::ids::OptionId;
use crate::order::Map;

/// What the programme is to reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Goals {
    /// Firms reached.
    pub reached: usize,
    /// Firms supported.
    pub supported: usize,
}

/// As the programme was granted.
impl Default for Goals {
    fn default() -> Self {
        Self { reached: 1_000, supported: 100 }
    }
}

impl Goals {
    /// The highest goal that can be set.
    pub const HIGHEST: usize = 1_000_000;

    /// A goal as it is typed: a whole number from 1 to [`Goals::HIGHEST`].
    pub fn one(text: &str) -> Option<usize> {
        let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        digits.parse().ok().filter(|goal| (1..=Self::HIGHEST).contains(goal))
    }

    /// Both goals as they are kept: `1000 100`.
    pub fn parse(text: &str) -> Option<Self> {
        let (reached, supported) = text.split_once(' ')?;
        Some(Self { reached: Self::one(reached)?, supported: Self::one(supported)? })
    }
}

impl fmt::Display for Goals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.reached, self.supported)
    }
}

/// A part of the firms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// A month as `2026-11`, or an option's id; empty for all that are too few to stand alone, or have not said.
    pub id: String,
    /// Firms reached.
    pub reached: usize,
    /// Firms supported.
    pub supported: usize,
}

/// How far the programme has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Progress {
    /// What it is to reach.
    pub goals: Goals,
    /// Firms reached.
    pub reached: usize,
    /// Firms supported.
    pub supported: usize,
    /// By month, earliest first. A month is no property of a firm, so small ones are shown.
    pub months: Vec<Part>,
    /// By sector, most firms first.
    pub sectors: Vec<Part>,
    /// By municipality, most firms first.
    pub municipalities: Vec<Part>,
}

impl Room<'_> {
    /// How far these firms bring the programme. Sectors and municipalities of fewer than five firms stand together.
    pub fn progress(&self, goals: Goals) -> Progress {
        let parts = |id: &dyn Fn(&Member) -> String| {
            let mut parts: Map<String, (usize, usize)> = Map::new();
            for member in &self.members {
                let id = id(member);
                let (reached, supported) = parts.get(&id).copied().unwrap_or_default();
                parts.insert(id, (reached + 1, supported + usize::from(member.is_supported())));
            }
            let part = |(id, (reached, supported))| Part { id, reached, supported };
            parts.into_iter().map(part).collect::<Vec<Part>>()
        };
        let option = |option: &Option<OptionId>| option.as_ref().map(ToString::to_string).unwrap_or_default();
        Progress {
            goals,
            reached: self.members.len(),
            supported: self.members.iter().filter(|member| member.is_supported()).count(),
            months: parts(&|member| member.reached_at().get(..7).unwrap_or_default().to_string()),
            sectors: together(parts(&|member| option(&member.sector))),
            municipalities: together(parts(&|member| option(&member.municipality))),
        }
    }
}

/// Most firms first; those too few stand together, with the next smallest part where they are still too few, so that
/// the sum of all gives nothing away.
fn together(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_by(|a, b| b.reached.cmp(&a.reached).then_with(|| a.id.cmp(&b.id)));
    let mut rest = Part { id: String::new(), reached: 0, supported: 0 };
    let unsaid = parts.iter().position(|part| part.id.is_empty());
    let mut add = |part: Part| {
        rest.reached += part.reached;
        rest.supported += part.supported;
        rest.reached
    };
    let mut so_far = unsaid.map_or(0, |at| add(parts.remove(at)));
    while parts.last().is_some_and(|part| part.reached < FEWEST || (1..FEWEST).contains(&so_far)) {
        so_far = parts.pop().map_or(so_far, &mut add);
    }
    parts.extend((rest.reached > 0).then_some(rest));
    parts
}
