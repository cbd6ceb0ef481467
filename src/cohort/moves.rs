//! What has moved in many firms: then is the first set of answers that a report remembers, now is the report.

use super::Room;
use crate::follow_up::Move;
use crate::ids::ProcessId;
use crate::order::Map;
use crate::outcome::Outcome;
use crate::questionnaire::Questionnaire;

/// What has moved in the firms that have answered more than once, for those who hold their reports.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moves {
    /// How many firms have answered more than once.
    pub firms: usize,
    /// The processes that any of them went through both times, in the order of the picker.
    pub processes: Vec<ProcessMoves>,
}

/// What has moved in one process: how many firms, each in one of the first four.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProcessMoves {
    /// Which process.
    pub id: ProcessId,
    /// Readiness is higher.
    pub up: usize,
    /// Readiness is the same.
    pub same: usize,
    /// Readiness is lower.
    pub down: usize,
    /// Readiness cannot be compared.
    pub apart: usize,
    /// The outcomes that could be compared, then and now, and how many firms; in the order of the advice.
    pub outcomes: Vec<((Outcome, Outcome), usize)>,
}

impl Room<'_> {
    /// What has moved in the firms that have answered more than once.
    pub fn moves(&self, questionnaire: &Questionnaire) -> Moves {
        let before: Vec<_> = self.members.iter().filter_map(|member| member.before.as_deref()).collect();
        let process = |id: &ProcessId| {
            let mut moves = ProcessMoves { id: id.clone(), up: 0, same: 0, down: 0, apart: 0, outcomes: Vec::new() };
            let mut outcomes: Map<(Outcome, Outcome), usize> = Map::new();
            let mut found = false;
            for moved in before.iter().filter_map(|before| before.areas.iter().find(|moved| moved.id == *id)) {
                found = true;
                match moved.readiness {
                    Some(Move::Up) => moves.up += 1,
                    Some(Move::Down) => moves.down += 1,
                    Some(Move::Same) => moves.same += 1,
                    Some(Move::Other) | None => moves.apart += 1,
                }
                if let Some(pair) = moved.outcome {
                    let so_far = outcomes.get(&pair).copied().unwrap_or(0);
                    outcomes.insert(pair, so_far + 1);
                }
            }
            moves.outcomes = outcomes.into_iter().collect();
            found.then_some(moves)
        };
        Moves { firms: before.len(), processes: questionnaire.in_order().filter_map(process).collect() }
    }
}
