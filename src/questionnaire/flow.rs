//! What is asked after what was answered.

use crate::ids::{DimensionId, QuestionId, SignalId};

/// A rule of the questionnaire's flow. The kinds are closed; there is no expression language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rule {
    /// The question is asked when any of the clauses holds.
    AskIfAny {
        /// Which question.
        question: QuestionId,
        /// When.
        any: Vec<Clause>,
    },
    /// The answer to one dimension follows from another's; it stays editable.
    FollowsFrom {
        /// The dimension that follows.
        dimension: DimensionId,
        /// The one it follows from.
        from: DimensionId,
        /// At which level of it.
        when: u8,
    },
}

/// When a question is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Clause {
    /// Any chosen process has this dimension at a level or above, or nobody knows it.
    DimensionAtLeast(DimensionId, u8),
    /// A firm-wide signal is ticked.
    Signal(SignalId),
}
