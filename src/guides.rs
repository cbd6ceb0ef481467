//! What goes with the suggestions: law, money, people, training, official figures, and the colours of what is printed.

use crate::benchmark::Benchmarks;
use crate::colours::Palette;
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
    /// The colours of a PDF.
    pub palette: Palette,
}
