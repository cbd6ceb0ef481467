//! The checked questionnaire: what is asked, how it is scored and how outcomes are decided, all of it data.
//!
//! A value of [`Questionnaire`] has passed the reader in `wire::pack_v1`: ids are unique, references
//! resolve and the decision table ends in a row that always holds. Functions on it cannot fail.

mod flow;
mod wording;

use crate::answer::{Answer, Answers};
use crate::ids::{
    DimensionId, EnablerId, FactId, GroupId, OptionId, ProcessId, ProfileId, QuestionId, ReasonId, SignalId, VariantId,
};
use crate::order::Map;
use crate::outcome::{Condition, Outcome};
use crate::text::Locale;

pub use flow::{Clause, Rule};
pub use wording::Wording;

/// One content pack's structure. Words stand apart, in [`crate::text::Prose`].
#[derive(Clone, PartialEq, Debug)]
pub struct Questionnaire {
    /// Which pack, such as `ai-maturity`.
    pub id: String,
    /// The pack's version, as its editors number it.
    pub version: String,
    /// SHA-256 of the structure file, in hex.
    pub digest: String,
    /// The language the texts are written in first.
    pub source: Locale,
    /// The languages the pack is complete in.
    pub locales: Vec<Locale>,
    /// How readiness, need and ideas are weighed.
    pub method: Method,
    /// What is asked about each process, in the order it is asked.
    pub dimensions: Vec<Dimension>,
    /// Tiles of the picker, grouped.
    pub groups: Vec<Group>,
    /// The business processes.
    pub processes: Vec<Process>,
    /// Questions about the firm.
    pub profile: Vec<ProfileQuestion>,
    /// The process picker's scale and reasons.
    pub picker: Picker,
    /// Questions about the whole firm's footing.
    pub enablers: Vec<Enabler>,
    /// Signals that are asked once, of the firm as a whole.
    pub firm_signals: Vec<SignalId>,
    /// What may be put into AI services.
    pub ai_input: Vec<AiInputOption>,
    /// Facts that are asked only when they decide.
    pub facts: Vec<Fact>,
    /// When a question is asked, and which follow from others.
    pub rules: Vec<Rule>,
    /// The decision table, first matching row wins; the last row always matches.
    pub table: Vec<Row>,
    /// The answer that says the firm cannot pay wages and bills.
    pub cash_crisis: (ProfileId, OptionId),
    /// Which outcome speaks first in the advice sentence.
    pub advice_order: Vec<Outcome>,
    /// The questions whose meaning has changed since they were first asked, with the number of their meaning, 2 and up.
    pub meanings: Map<QuestionId, u32>,
}

/// A scoring method by name and version, with its numbers. All are the pack's own judgement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Method {
    /// Name with version, such as `readiness-v1`.
    pub id: String,
    /// Weight of the lowest answer.
    pub weight_min: u32,
    /// Weight of the mean. Never zero together with `weight_min`.
    pub weight_mean: u32,
    /// How many applicable and known answers a level needs.
    pub minimum_known: usize,
    /// The level that is enough for most ideas.
    pub default_target: u8,
    /// From which need, 0–100, a small trial is worth it.
    pub need_medium: u32,
    /// From which need, 0–100, the need may be real.
    pub need_high: u32,
    /// From which time level a high need is real.
    pub real_time: u8,
    /// From which error-cost level a high need is real.
    pub real_cost: u8,
    /// Weight of the signals in an idea's value.
    pub signal_weight: u32,
    /// Weight of the firm's goal in an idea's value.
    pub lever_weight: u32,
    /// The least safeguards an idea needs by effort (small, medium, large), never falling.
    pub governance_floor: [u8; 3],
}

/// What a dimension is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Counts in readiness.
    Readiness,
    /// How much AI is used: beside readiness, never inside it.
    Use,
    /// Hours in a busy week.
    NeedTime,
    /// What errors and delays cost.
    NeedCost,
    /// How much of it is the kind of work that AI can help with.
    NeedFit,
}

/// A requirement of an idea, matched to the dimension that measures it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Prerequisite {
    /// Working methods that are written down.
    Documentation,
    /// Data that can be reached.
    Data,
    /// Tools that connect.
    Systems,
    /// People with time and knowledge.
    Skills,
    /// Rules and checks.
    Governance,
}

/// One question asked about every process.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dimension {
    /// `W`, `D`, …
    pub id: DimensionId,
    /// What it measures.
    pub role: Role,
    /// The highest level; the lowest is 0.
    pub top: u8,
    /// Whether all processes share the wording of its levels.
    pub shared_levels: bool,
    /// Which requirement of an idea it answers to.
    pub prerequisite: Option<Prerequisite>,
}

/// A group of processes on the picker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Which group.
    pub id: GroupId,
    /// Its processes, in order.
    pub processes: Vec<ProcessId>,
}

/// A business process.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Process {
    /// Which process.
    pub id: ProcessId,
    /// The signals it offers, in order.
    pub signals: Vec<ProcessSignal>,
    /// Other words for some sectors.
    pub variants: Vec<Variant>,
}

/// A signal offered at a process.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProcessSignal {
    /// Which signal.
    pub id: SignalId,
    /// Only these sectors see it; empty means all.
    pub sectors: Vec<OptionId>,
}

/// Other words for some sectors. Never another meaning.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variant {
    /// The suffix of its text keys.
    pub id: VariantId,
    /// The sectors that see it.
    pub sectors: Vec<OptionId>,
}

/// A question about the firm.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfileQuestion {
    /// Which question.
    pub id: ProfileId,
    /// How it is asked.
    pub kind: ProfileKind,
    /// Its options, in order.
    pub options: Vec<Choice>,
}

/// How a question about the firm is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProfileKind {
    /// One of the options.
    Choice,
    /// A number, or one of the bands.
    Number,
    /// One of a long list of places.
    Municipality,
}

/// One option of a closed question, with its band where it stands for numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Which option.
    pub id: OptionId,
    /// The lowest number of the band.
    pub from: Option<u32>,
    /// The highest number of the band; none for an open one.
    pub to: Option<u32>,
}

/// The process picker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picker {
    /// From much to none; the last one means "not ours".
    pub scale: Vec<OptionId>,
    /// Why a process is not theirs.
    pub reasons: Vec<OptionId>,
    /// How many processes are worth going through at least.
    pub at_least: usize,
    /// How many the tool proposes at most.
    pub at_most: usize,
}

/// A question about the whole firm's footing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Enabler {
    /// Which one.
    pub id: EnablerId,
    /// The highest level.
    pub top: u8,
}

/// What an option of the AI-input question means for safety.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum InputRisk {
    /// Nothing that would matter if it came out.
    Harmless,
    /// Secrets or personal data.
    Sensitive,
    /// Nobody knows.
    Unknown,
}

/// An option of the AI-input question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AiInputOption {
    /// Which option.
    pub id: OptionId,
    /// Ticking it unticks the others.
    pub exclusive: bool,
    /// What it means for safety.
    pub risk: InputRisk,
}

/// What a fact belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FactScope {
    /// The whole firm.
    Firm,
    /// One process.
    Process,
    /// One idea.
    UseCase,
}

/// A fact that is asked only when it decides between shown and blocked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// Which fact.
    pub id: FactId,
    /// What it belongs to.
    pub scope: FactScope,
    /// How it is asked: `number`, `choice` or `yesno`.
    pub kind: String,
    /// Its options or bands.
    pub options: Vec<Choice>,
}

/// A row of the decision table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// What it decides.
    pub outcome: Outcome,
    /// Why, as the reason that is shown.
    pub reason: ReasonId,
    /// When; all parts must hold.
    pub when: Condition,
}

/// How a question takes its answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Takes {
    /// A level from 0 to `top`; "don't know" always, "does not apply" where allowed.
    Scale {
        /// The highest level.
        top: u8,
        /// Whether "does not apply" is offered.
        may_not_apply: bool,
    },
    /// One option.
    One(Vec<OptionId>),
    /// A count or one of the bands.
    Count(Vec<OptionId>),
    /// Any of the options; those listed second exclude the others.
    Any(Vec<OptionId>, Vec<OptionId>),
    /// One of the options, or "don't know".
    OneOrUnknown(Vec<OptionId>),
    /// One of the options, or "not ours" with one of the reasons.
    OneOrNotOurs(Vec<OptionId>, Vec<OptionId>),
}

impl Takes {
    /// Whether an answer is one of those.
    pub fn accepts(&self, answer: &Answer) -> bool {
        match (self, answer) {
            (Self::Scale { top, .. }, Answer::Level(level)) => level <= top,
            (Self::Scale { .. }, Answer::DontKnow) => true,
            (Self::Scale { may_not_apply, .. }, Answer::NotApplicable) => *may_not_apply,
            (Self::One(options) | Self::Count(options), Answer::Choice(option)) => options.contains(option),
            (Self::Count(_), Answer::Number(count)) => (1..=COUNT_LIMIT).contains(count),
            (Self::OneOrUnknown(_), Answer::DontKnow) => true,
            (Self::OneOrUnknown(options), Answer::Choice(option)) => options.contains(option),
            (Self::OneOrNotOurs(options, _), Answer::Choice(option)) => options.contains(option),
            (Self::OneOrNotOurs(_, reasons), Answer::NotOurs(reason)) => {
                reason.as_ref().is_none_or(|reason| reasons.contains(reason))
            }
            (Self::Any(options, exclusive), Answer::Choices(ticked)) => {
                ticked.iter().all(|option| options.contains(option))
                    && (ticked.len() < 2 || !ticked.iter().any(|option| exclusive.contains(option)))
            }
            _ => false,
        }
    }
}

/// The highest count that a question takes; files hold no higher one.
pub const COUNT_LIMIT: u32 = 1_000_000;
/// The kind of a fact that is yes or no.
const YES_NO: &str = "yesno";
/// Yes, to a fact.
pub const YES: &str = "yes";
/// No, to a fact.
pub const NO: &str = "no";
/// The single tick of the simpler-fix question.
pub const SIMPLER_FIX: &str = "yes";

impl Questionnaire {
    /// Which meaning a question has, from 1. Answers to two meanings are never compared.
    pub fn meaning(&self, question: &QuestionId) -> u32 {
        self.meanings.get(question).copied().unwrap_or(1)
    }

    /// The process with an id.
    pub fn process(&self, id: &ProcessId) -> Option<&Process> {
        self.processes.iter().find(|process| process.id == *id)
    }

    /// The dimension with an id.
    pub fn dimension(&self, id: &DimensionId) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == *id)
    }

    /// The dimensions of one role, in order.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &Dimension> {
        self.dimensions.iter().filter(move |dimension| dimension.role == role)
    }

    /// The fact with an id.
    pub fn fact(&self, id: &FactId) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == *id)
    }

    /// The question about the firm with an id.
    pub fn profile_question(&self, id: &str) -> Option<&ProfileQuestion> {
        self.profile.iter().find(|question| question.id.as_str() == id)
    }

    /// The processes in the order of the picker.
    pub fn in_order(&self) -> impl Iterator<Item = &ProcessId> {
        self.groups.iter().flat_map(|group| &group.processes)
    }

    /// The chosen processes in the order of the picker. What is not theirs is not gone through, however it was ticked.
    pub fn chosen<'a>(&'a self, answers: &'a Answers) -> impl Iterator<Item = &'a ProcessId> {
        let theirs =
            |process: &ProcessId| !matches!(answers.get(&QuestionId::Time(process.clone())), Some(Answer::NotOurs(_)));
        self.in_order().filter(move |process| answers.is_chosen(process) && theirs(process))
    }

    /// The signals that a firm of this sector is offered at a process. Without a sector, those meant for all.
    pub fn signals_for(&self, process: &ProcessId, sector: Option<&OptionId>) -> Vec<SignalId> {
        let Some(process) = self.process(process) else { return Vec::new() };
        let seen = |signal: &&ProcessSignal| {
            signal.sectors.is_empty() || sector.is_some_and(|sector| signal.sectors.contains(sector))
        };
        process.signals.iter().filter(seen).map(|signal| signal.id.clone()).collect()
    }

    /// How a question takes its answer; `None` when the pack has no such question.
    pub fn takes(&self, question: &QuestionId) -> Option<Takes> {
        let ids = |options: &[Choice]| options.iter().map(|option| option.id.clone()).collect();
        let known = |process: &ProcessId| self.process(process);
        Some(match question {
            QuestionId::Profile(id) => {
                let question = self.profile_question(id.as_str())?;
                match question.kind {
                    ProfileKind::Number => Takes::Count(ids(&question.options)),
                    ProfileKind::Choice | ProfileKind::Municipality => Takes::One(ids(&question.options)),
                }
            }
            QuestionId::Time(process) => {
                known(process)?;
                let (_, scale) = self.picker.scale.split_last()?;
                Takes::OneOrNotOurs(scale.to_vec(), self.picker.reasons.clone())
            }
            QuestionId::Chosen => Takes::Any(self.in_order().map(|id| id.as_str().into()).collect(), Vec::new()),
            QuestionId::Process(process, dimension) => {
                known(process)?;
                let dimension = self.dimension(dimension)?;
                Takes::Scale { top: dimension.top, may_not_apply: dimension.role == Role::Readiness }
            }
            QuestionId::Signals(process) => {
                let signals = &known(process)?.signals;
                Takes::Any(signals.iter().map(|signal| signal.id.as_str().into()).collect(), Vec::new())
            }
            QuestionId::SimplerFix(process) => {
                known(process)?;
                Takes::Any(vec![SIMPLER_FIX.into()], Vec::new())
            }
            QuestionId::Enabler(id) => {
                let enabler = self.enablers.iter().find(|enabler| enabler.id == *id)?;
                Takes::Scale { top: enabler.top, may_not_apply: true }
            }
            QuestionId::FirmSignals => {
                Takes::Any(self.firm_signals.iter().map(|id| id.as_str().into()).collect(), Vec::new())
            }
            QuestionId::AiInput => {
                let exclusive = self.ai_input.iter().filter(|option| option.exclusive);
                Takes::Any(
                    self.ai_input.iter().map(|option| option.id.clone()).collect(),
                    exclusive.map(|option| option.id.clone()).collect(),
                )
            }
            QuestionId::Fact(id, about) => {
                let fact = self.fact(id)?;
                let belongs = match fact.scope {
                    FactScope::Firm => about.is_empty(),
                    FactScope::Process => self.process(&about.as_str().into()).is_some(),
                    FactScope::UseCase => !about.is_empty(),
                };
                let options = if fact.kind == YES_NO { vec![YES.into(), NO.into()] } else { ids(&fact.options) };
                belongs.then_some(Takes::OneOrUnknown(options))?
            }
        })
    }

    /// Whether a question of this pack can have this answer.
    pub fn accepts(&self, question: &QuestionId, answer: &Answer) -> bool {
        self.takes(question).is_some_and(|takes| takes.accepts(answer))
    }

    /// The band that the answer to a question about numbers falls in: as chosen, or as counted.
    pub fn band<'a>(&'a self, answers: &Answers, id: &str) -> Option<&'a Choice> {
        let question = self.profile_question(id)?;
        match answers.get(&QuestionId::Profile(id.into()))? {
            Answer::Choice(option) => question.options.iter().find(|band| band.id == *option),
            Answer::Number(count) => question
                .options
                .iter()
                .find(|band| band.from.is_none_or(|from| from <= *count) && band.to.is_none_or(|to| *count <= to)),
            _ => None,
        }
    }

    /// From how many to how many, as the answer to a question about numbers says; no end where the band has none.
    pub fn range(&self, answers: &Answers, id: &str) -> Option<(u32, Option<u32>)> {
        if let Some(Answer::Number(count)) = answers.get(&QuestionId::Profile(id.into())) {
            return Some((*count, Some(*count)));
        }
        let band = self.band(answers, id)?;
        Some((band.from.unwrap_or(0), band.to))
    }
}
