//! Which tables may be published: whom they are about, and what their rows are.

use crate::cohort::{Member, Said};
use crate::follow_up::Move;
use crate::ids::{OptionId, ProcessId, QuestionId};
use crate::people::Size;
use crate::questionnaire::Questionnaire;

/// The firms that a published table is about: all, or those of one group. Two limits at once cannot be said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Within {
    /// All firms.
    All,
    /// Those of a sector.
    Sector(OptionId),
    /// Those of a size.
    Size(Size),
    /// Those of a municipality.
    Municipality(OptionId),
}

/// What the rows of a published table are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum By {
    /// Sectors.
    Sector,
    /// Sizes.
    Size,
    /// Municipalities.
    Municipality,
    /// The processes gone through.
    Process,
    /// The outcomes in a process.
    Outcome(ProcessId),
    /// The levels of a question.
    Level(QuestionId),
    /// Which way readiness in a process has moved since firms answered first: `up`, `same` or `down`.
    Moved(ProcessId),
    /// What keeps ideas from beginning, as `kind` or `kind/id`.
    Hindrance,
    /// Ideas that are chosen or can begin now.
    Wanted,
    /// Routes to money.
    Funding,
    /// Training.
    Training,
    /// Whether they have chosen what to do: `supported`.
    Supported,
}

impl Within {
    /// All firms, then every group of the pack.
    pub fn every(questionnaire: &Questionnaire) -> Vec<Self> {
        let options = |question: &str| {
            let options = questionnaire.profile_question(question).map(|question| question.options.as_slice());
            options.unwrap_or_default().iter().map(|option| option.id.clone())
        };
        let sizes = Size::ALL.into_iter().map(Self::Size);
        let groups = options("sector").map(Self::Sector).chain(sizes);
        [Self::All].into_iter().chain(groups).chain(options("municipality").map(Self::Municipality)).collect()
    }

    /// Whether a firm belongs to it.
    pub(super) fn has(&self, member: &Member) -> bool {
        match self {
            Self::All => true,
            Self::Sector(id) => member.sector.as_ref() == Some(id),
            Self::Size(size) => member.size == Some(*size),
            Self::Municipality(id) => member.municipality.as_ref() == Some(id),
        }
    }

    /// The name of the question that tells the group, and the group's id; empty for all firms.
    pub fn as_pair(&self) -> (&'static str, &str) {
        match self {
            Self::All => ("", ""),
            Self::Sector(id) => ("sector", id.as_str()),
            Self::Size(size) => ("size", size.as_str()),
            Self::Municipality(id) => ("municipality", id.as_str()),
        }
    }
}

impl By {
    /// Every kind of row that a table within such a group may have: level by level only for all firms.
    pub fn every(questionnaire: &Questionnaire, within: &Within) -> Vec<Self> {
        use By::{Funding, Hindrance, Municipality, Process, Sector, Size, Supported, Training, Wanted};
        let mut all = vec![Sector, Size, Municipality, Process, Hindrance, Wanted, Funding, Training, Supported];
        all.retain(|by| by.as_pair().0 != within.as_pair().0);
        if *within == Within::All {
            all.extend(questionnaire.in_order().cloned().map(Self::Outcome));
            all.extend(questionnaire.in_order().cloned().map(Self::Moved));
            for process in questionnaire.in_order() {
                let levels = questionnaire.dimensions.iter().map(|one| (process.clone(), one.id.clone()));
                all.extend(levels.map(|(process, dimension)| Self::Level(QuestionId::Process(process, dimension))));
            }
            let footing = questionnaire.enablers.iter().map(|enabler| QuestionId::Enabler(enabler.id.clone()));
            all.extend(footing.map(Self::Level));
        }
        all
    }

    /// The kind of row in files, and what it is about; empty for kinds of one.
    pub fn as_pair(&self) -> (&'static str, String) {
        match self {
            Self::Sector => ("sector", String::new()),
            Self::Size => ("size", String::new()),
            Self::Municipality => ("municipality", String::new()),
            Self::Process => ("process", String::new()),
            Self::Outcome(process) => ("outcome", process.to_string()),
            Self::Level(question) => ("level", question.to_string()),
            Self::Moved(process) => ("moved", process.to_string()),
            Self::Hindrance => ("hindrance", String::new()),
            Self::Wanted => ("wanted", String::new()),
            Self::Funding => ("funding", String::new()),
            Self::Training => ("training", String::new()),
            Self::Supported => ("supported", String::new()),
        }
    }

    /// The process that all its firms went through, where they all did.
    pub(super) fn process(&self) -> Option<&ProcessId> {
        match self {
            Self::Outcome(process) | Self::Moved(process) | Self::Level(QuestionId::Process(process, _)) => {
                Some(process)
            }
            _ => None,
        }
    }

    /// Whether a firm stands in one row at most, so that the rows add up to no more than all.
    pub(super) fn parts(&self) -> bool {
        let profile = matches!(self, Self::Sector | Self::Size | Self::Municipality);
        profile || matches!(self, Self::Outcome(_) | Self::Level(_) | Self::Moved(_))
    }

    /// The rows that a firm stands in, each once.
    pub(super) fn rows(&self, questionnaire: &Questionnaire, member: &Member, add: &mut dyn FnMut(String)) {
        match self {
            Self::Sector => member.sector.iter().for_each(|sector| add(sector.to_string())),
            Self::Size => member.size.iter().for_each(|size| add(size.as_str().to_string())),
            Self::Municipality => member.municipality.iter().for_each(|code| add(code.to_string())),
            Self::Process => member.areas.iter().for_each(|area| add(area.id.to_string())),
            Self::Outcome(process) => {
                member.area(process).iter().for_each(|area| add(area.outcome.id().to_string()));
            }
            Self::Moved(process) => {
                let areas = member.before.as_ref().map_or(&[][..], |before| &before.areas);
                let moved = areas.iter().find(|moved| moved.id == *process).and_then(|moved| moved.readiness);
                match moved {
                    Some(Move::Up) => add("up".to_string()),
                    Some(Move::Same) => add("same".to_string()),
                    Some(Move::Down) => add("down".to_string()),
                    Some(Move::Other) | None => {}
                }
            }
            Self::Level(question) => {
                let said = match question {
                    QuestionId::Process(process, dimension) => {
                        let at = questionnaire.dimensions.iter().position(|one| one.id == *dimension);
                        at.and_then(|at| member.area(process)?.said.get(at))
                    }
                    QuestionId::Enabler(enabler) => {
                        let at = questionnaire.enablers.iter().position(|one| one.id == *enabler);
                        at.and_then(|at| member.footing.get(at))
                    }
                    _ => None,
                };
                match said {
                    Some(Said::Level(level)) => add(level.to_string()),
                    Some(Said::DontKnow) => add("dont-know".to_string()),
                    Some(Said::NotApplicable) => add("not-applicable".to_string()),
                    Some(Said::Nothing) | None => {}
                }
            }
            Self::Hindrance => member.hindrances.iter().for_each(|one| {
                let (kind, id) = one.as_pair();
                add(if id.is_empty() { kind.to_string() } else { format!("{kind}/{id}") });
            }),
            Self::Wanted => member.wishes().for_each(|(idea, _)| add(idea.to_string())),
            Self::Funding => member.routes.iter().for_each(|route| add(route.to_string())),
            Self::Training => member.courses.iter().for_each(|course| add(course.to_string())),
            Self::Supported if member.is_supported() => add("supported".to_string()),
            Self::Supported => {}
        }
    }
}
