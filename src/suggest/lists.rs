//! What matching gives: the three lists, with every reason as data.

use crate::ids::{ContraindicationId, OptionId, ProcessId, QuestionId, SignalId, UseCaseId};

/// The three lists, and what goes with them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Suggestions {
    /// The firm's cash comes before everything; nothing is suggested now.
    pub cash_first: bool,
    /// What can begin now, best first; at most [`super::MOST`].
    pub now: Vec<Suggestion>,
    /// What could begin now too, beyond the cut.
    pub more: Vec<Suggestion>,
    /// What waits, nearest first.
    pub not_yet: Vec<Waiting>,
    /// What is not for them, in order of id.
    pub not_for_you: Vec<Declined>,
    /// Facts that decide something in `now`, in the order of the list.
    pub questions: Vec<QuestionId>,
    /// The single raise that lets most value begin.
    pub unlock: Option<FirmUnlock>,
}

/// An idea for this firm.
#[derive(Clone, PartialEq, Debug)]
pub struct Suggestion {
    /// Which idea.
    pub use_case: UseCaseId,
    /// The process that it is measured at; none when it serves the firm as a whole.
    pub process: Option<ProcessId>,
    /// Its value to this firm, in thousandths of the highest possible.
    pub value: u32,
    /// Value × feasibility × how well it suits the size: what the order goes by, in thousandths.
    pub score: u32,
    /// Why: every reason is true of the answers.
    pub reasons: Vec<Why>,
    /// What is true and speaks for caution.
    pub cautions: Vec<ContraindicationId>,
    /// Facts that would stop it if they were so, not known yet.
    pub ask: Vec<QuestionId>,
    /// Ideas in the lists that it prepares for.
    pub prepares: Vec<UseCaseId>,
}

/// A reason for an idea.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Why {
    /// They recognise this, ticked there.
    Recognised(SignalId, QuestionId),
    /// It serves what they want most.
    Serves(OptionId),
    /// What it requires is there: where, what they have, what is required.
    Meets(QuestionId, u8, u8),
}

/// An idea that waits.
#[derive(Clone, PartialEq, Debug)]
pub struct Waiting {
    /// The idea.
    pub idea: Suggestion,
    /// What it waits for.
    pub blockers: Vec<Blocker>,
    /// The smallest set of raises that lets it begin; empty when levels alone do not.
    pub raises: Vec<Raise>,
    /// Ideas that prepare for it.
    pub do_first: Vec<UseCaseId>,
}

/// What an idea waits for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Blocker {
    /// A level is too low, or not known.
    Level(Raise),
    /// Something that the firm can do something about.
    Condition(ContraindicationId),
    /// AI is in use without rules: three rules come first.
    RulesFirst,
    /// The firm's cash comes first.
    CashFirst,
}

/// A level to raise.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Raise {
    /// Where.
    pub question: QuestionId,
    /// The level they have; none when it is not known. What does not apply is not in place: 0.
    pub have: Option<u8>,
    /// The level that is enough.
    pub to: u8,
}

/// An idea that is not for them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Declined {
    /// Which idea.
    pub use_case: UseCaseId,
    /// The process it was looked at for.
    pub process: Option<ProcessId>,
    /// Why.
    pub because: Because,
}

/// Why an idea is not for them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Because {
    /// It is explained and never suggested.
    NeverSuggested,
    /// It does not suit a firm of this size.
    Size,
    /// It does not suit this sector.
    Sector,
    /// Something is true that stops it and is not theirs to change.
    Condition(ContraindicationId),
    /// The need at the process is low.
    LowNeed,
    /// An ordinary program or a changed routine is enough.
    SimplerFix,
    /// What it brings is there already.
    InPlace,
}

/// The single raise that lets most value begin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirmUnlock {
    /// The raise.
    pub raise: Raise,
    /// The ideas that it lets begin, in order of id.
    pub use_cases: Vec<UseCaseId>,
    /// Their value together, in thousandths.
    pub value: u32,
}
