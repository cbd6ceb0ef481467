//! What goes with the suggestions: law, money, people, training and official figures.

use crate::benchmark::Benchmarks;
use crate::funding::Funding;
use crate::law::Law;
use crate::people::{Actors, Training};

/// The catalogues beside that of ideas.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Guides {
    /// The AI Act.
    pub law: Law,
    /// Money.
    pub funding: Funding,
    /// Who helps.
    pub actors: Actors,
    /// Where to learn.
    pub training: Training,
    /// How many firms use AI.
    pub benchmarks: Benchmarks,
}
