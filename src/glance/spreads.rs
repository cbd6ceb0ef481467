//! How the answers to each question spread.

use super::{Desk, SpreadRow, Spreads};
use crate::cohort::Spread;
use crate::ids::QuestionId;
use crate::workshop::spread::{LEAST_SHOWN, Spread as Counted};

/// A table a process, in the order of the picker, and one for the firms' footing.
pub(super) fn spreads(desk: &Desk, spreads: &[Spread]) -> Vec<Spreads> {
    let same = |a: &Spread, b: &Spread| a.question.process() == b.question.process();
    let table = |of_process: &[Spread]| {
        let process = of_process.first().and_then(|spread| spread.question.process());
        Spreads {
            id: process.map(ToString::to_string).unwrap_or_default(),
            name: process.map_or_else(|| desk.prose.say("reports.footing"), |id| desk.words.area(id)),
            rows: of_process.iter().map(|spread| row(desk, spread)).collect(),
        }
    };
    spreads.chunk_by(same).map(table).collect()
}

fn row(desk: &Desk, spread: &Spread) -> SpreadRow {
    SpreadRow {
        name: question(desk, &spread.question),
        levels: spread.levels.clone(),
        dont_know: spread.dont_know,
        not_applicable: spread.not_applicable,
        median: median(desk, spread),
        consensus: consensus(spread).map_or_else(String::new, |hundredths| desk.prose.hundredths(hundredths)),
    }
}

/// What is asked, in short.
pub(super) fn question(desk: &Desk, question: &QuestionId) -> String {
    match question {
        QuestionId::Process(_, dimension) => desk.words.dimension(dimension),
        QuestionId::Enabler(id) => desk.prose.say(&format!("short.enabler.{id}")),
        other => desk.words.question(other),
    }
}

pub(super) fn median(desk: &Desk, spread: &Spread) -> String {
    spread.median.map_or_else(String::new, |median| {
        let tenths = median.hundredths() / 10;
        desk.prose.tenths(tenths)
    })
}

/// How much the levels agree, in hundredths, by the same measure as within a firm.
fn consensus(spread: &Spread) -> Option<u32> {
    let counts: Vec<u32> = spread.levels.iter().map(|count| u32::try_from(*count).unwrap_or(u32::MAX)).collect();
    let counted = Counted { counts, dont_know: 0, not_applicable: 0 };
    let shown = counted.known() >= LEAST_SHOWN;
    let hundredths = |consensus: f64| (consensus * 100.0).round().clamp(0.0, 100.0) as u32;
    counted.consensus().filter(|_| shown).map(hundredths)
}
