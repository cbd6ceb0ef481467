//! The catalogues that go with the suggestions, each from its file.

use super::{actors_v1, benchmark_v1, colours_v1, funding_v1, law_v1, training_v1};
use crate::guides::Guides;
use crate::problem::Problem;

/// Where the catalogues stand, below the site's own address, in the order in which [`read`] takes them.
pub const FILES: [&str; 6] = [
    "seeds/law/law.json",
    "seeds/funding/funding.json",
    "seeds/actors/actors.json",
    "seeds/training/training.json",
    "seeds/benchmarks/benchmarks.json",
    "seeds/region/colours.json",
];
/// The packs of their texts, in the same order; colours have none.
pub const PACKS: [&str; 5] = ["law", "funding", "actors", "training", "benchmarks"];

/// Reads the catalogues from the texts of [`FILES`].
///
/// # Errors
/// What is wrong in the first file that cannot be read.
pub fn read([law, funding, actors, training, benchmarks, colours]: [&str; 6]) -> Result<Guides, Vec<Problem>> {
    Ok(Guides {
        law: law_v1::read(FILES[0], law)?,
        funding: funding_v1::read(FILES[1], funding)?,
        actors: actors_v1::read(FILES[2], actors)?,
        training: training_v1::read(FILES[3], training)?,
        benchmarks: benchmark_v1::read(FILES[4], benchmarks)?,
        palette: colours_v1::read(FILES[5], colours)?.palette(),
    })
}
