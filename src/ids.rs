//! Names of things in the content pack. An id is opaque, stable for ever and never shown to a person.

use std::fmt;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the id as it stands in a file; whether the pack knows it is the reader's check.
            pub fn new(id: &str) -> Self {
                Self(id.into())
            }
            /// The id as it stands in files and addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self::new(id)
            }
        }
    )*};
}

ids! {
    /// One of the business processes, such as `sales-quoting`.
    ProcessId;
    /// A group of tiles on the process picker, such as `customers`.
    GroupId;
    /// What a question about a process measures, such as `W` (working methods) or `N1` (time).
    DimensionId;
    /// A question about the firm itself, such as `sector`.
    ProfileId;
    /// A question about the whole firm's footing, such as `ai-rules`.
    EnablerId;
    /// One of the answers that a closed question offers, such as `food` or `much`.
    OptionId;
    /// A tick "this is true of us", such as `quotes-slow`. Shared with the catalogue of use cases.
    SignalId;
    /// A fact asked only when it decides, such as `history_months`.
    FactId;
    /// An AI idea in the catalogue, such as `market-watch-assistant`.
    UseCaseId;
    /// What speaks against an idea when it is true, such as `short-history`.
    ContraindicationId;
    /// Which row of the decision table gave an outcome, such as `low-need`.
    ReasonId;
    /// A set of other words for some sectors, such as `construction`.
    VariantId;
    /// A way to money or help in the catalogue of funding.
    RouteId;
    /// A course, a session or a guide in the catalogue of training.
    CourseId;
}

/// The address of one question. Its text form (`sales-quoting.W`) is what files carry.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum QuestionId {
    /// `profile.<id>`: about the firm.
    Profile(ProfileId),
    /// `picker.<process>`: how much time a process takes, or that it is not theirs.
    Time(ProcessId),
    /// `picker.chosen`: the processes to go through.
    Chosen,
    /// `<process>.<dimension>`: readiness, use or need in one process.
    Process(ProcessId, DimensionId),
    /// `<process>.signals`: what they recognise in that process.
    Signals(ProcessId),
    /// `<process>.simpler-fix`: an ordinary program or a changed routine would be enough.
    SimplerFix(ProcessId),
    /// `enabler.<id>`: the whole firm's footing.
    Enabler(EnablerId),
    /// `firm.signals`: what they recognise in the firm as a whole.
    FirmSignals,
    /// `firm.ai-input`: what is put into AI services today.
    AiInput,
    /// `fact.<id>` or `fact.<id>.<about>`: a fact of the firm, of a process, or of an idea. What it is about is empty for
    /// the firm.
    Fact(FactId, String),
}

impl QuestionId {
    /// Reads the text form. `None` when it has no such form; whether the pack knows the parts is checked elsewhere.
    pub fn parse(text: &str) -> Option<Self> {
        let (head, tail) = text.split_once('.')?;
        if head == "fact" {
            let (fact, about) = tail.split_once('.').map_or((tail, None), |(fact, about)| (fact, Some(about)));
            let named = !fact.is_empty() && about.is_none_or(|about| !about.is_empty() && !about.contains('.'));
            return named.then(|| Self::Fact(fact.into(), about.unwrap_or_default().to_string()));
        }
        if head.is_empty() || tail.is_empty() || tail.contains('.') {
            return None;
        }
        Some(match (head, tail) {
            ("profile", id) => Self::Profile(id.into()),
            ("picker", "chosen") => Self::Chosen,
            ("picker", process) => Self::Time(process.into()),
            ("enabler", id) => Self::Enabler(id.into()),
            ("firm", "signals") => Self::FirmSignals,
            ("firm", "ai-input") => Self::AiInput,
            ("firm", _) => return None,
            (process, "signals") => Self::Signals(process.into()),
            (process, "simpler-fix") => Self::SimplerFix(process.into()),
            (process, dimension) => Self::Process(process.into(), dimension.into()),
        })
    }

    /// The process that the question belongs to, if it belongs to one.
    pub fn process(&self) -> Option<&ProcessId> {
        match self {
            Self::Time(p) | Self::Process(p, _) | Self::Signals(p) | Self::SimplerFix(p) => Some(p),
            _ => None,
        }
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Profile(id) => write!(f, "profile.{id}"),
            Self::Time(process) => write!(f, "picker.{process}"),
            Self::Chosen => f.write_str("picker.chosen"),
            Self::Process(process, dimension) => write!(f, "{process}.{dimension}"),
            Self::Signals(process) => write!(f, "{process}.signals"),
            Self::SimplerFix(process) => write!(f, "{process}.simpler-fix"),
            Self::Enabler(id) => write!(f, "enabler.{id}"),
            Self::FirmSignals => f.write_str("firm.signals"),
            Self::AiInput => f.write_str("firm.ai-input"),
            Self::Fact(fact, about) if about.is_empty() => write!(f, "fact.{fact}"),
            Self::Fact(fact, about) => write!(f, "fact.{fact}.{about}"),
        }
    }
}
