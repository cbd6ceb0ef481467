//! What a cohort keeps of one report.

use std::cmp::Reverse;

use super::{Double, Place};
use crate::advice::Catalogue;
use crate::answer::Answer;
use crate::assessment::{Assessment, Edition};
use crate::brief::gaps;
use crate::date::Date;
use crate::follow_up::{Apart, Move, ProcessChange, follow_up};
use crate::funding::funds;
use crate::guides::Guides;
use crate::ids::{
    ContraindicationId, CourseId, DimensionId, EnablerId, OptionId, ProcessId, QuestionId, RouteId, UseCaseId,
};
use crate::order::Set;
use crate::outcome::Outcome;
use crate::people::{self, Gap, Size};
use crate::plan::{Choice, Idea};
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::results::{ProcessResult, Results};
use crate::scoring::{Bounds, Known, Ratio};
use crate::suggest::{Blocker, Suggestion, Suggestions};
use crate::text::Prose;

/// One firm's report, as far as tables need it.
#[derive(Clone, PartialEq, Debug)]
pub struct Member {
    /// Which report.
    pub report_id: String,
    /// The report that it corrects; empty for none.
    pub replaces: String,
    /// When it was begun, RFC 3339 in UTC.
    pub created_at: String,
    /// When it was saved, RFC 3339 in UTC.
    pub saved_at: String,
    /// The version of the pack that it was answered with.
    pub version: String,
    /// Its digest, SHA-256 in hex.
    pub digest: String,
    /// Where it was found.
    pub place: Place,
    /// The firm's name, where they typed one.
    pub label: String,
    /// The firm's sector.
    pub sector: Option<OptionId>,
    /// Its size.
    pub size: Option<Size>,
    /// Its municipality.
    pub municipality: Option<OptionId>,
    /// Whether notes went along with the report. None are kept here.
    pub with_notes: bool,
    /// Whether the report itself says that it comes from a workshop.
    pub says_workshop: bool,
    /// Whether the firm was at a workshop, as far as the cohort shows.
    pub in_workshop: bool,
    /// The processes gone through, in the order of the picker.
    pub areas: Vec<Area>,
    /// What was said of the firm's footing, in the order of the pack's enablers.
    pub footing: Box<[Said]>,
    /// The idea that they chose in their plan.
    pub chosen: Option<Choice>,
    /// The ideas that can begin now, best first.
    pub wanted: Vec<Wish>,
    /// What keeps ideas from beginning.
    pub hindrances: Set<Hindrance>,
    /// The routes to money that fit the chosen idea, or else the first of those wanted.
    pub routes: Box<[RouteId]>,
    /// What they lack that can be learnt, with the level they have.
    pub gaps: Vec<(Gap, u8)>,
    /// The training that helps with it, best first.
    pub courses: Box<[CourseId]>,
    /// What it answered earlier, where the report remembers that.
    pub before: Option<Box<Before>>,
    /// What the person who took it in should know.
    pub notes: Vec<Problem>,
}

/// What a report remembers of earlier answers, and what has moved since the first of them.
#[derive(Clone, PartialEq, Debug)]
pub struct Before {
    /// The reports that the earlier answers were given in, oldest first.
    pub reports: Box<[String]>,
    /// When the first was saved, RFC 3339 in UTC.
    pub since: String,
    /// The processes gone through at both ends, in the order of the picker.
    pub areas: Box<[Moved]>,
}

/// One process of a firm, then and now; nothing where the two cannot be compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moved {
    /// Which process.
    pub id: ProcessId,
    /// Which way its readiness has moved.
    pub readiness: Option<Move>,
    /// What to do, then and now.
    pub outcome: Option<(Outcome, Outcome)>,
}

/// One process of a firm.
#[derive(Clone, PartialEq, Debug)]
pub struct Area {
    /// Which process.
    pub id: ProcessId,
    /// How ready; none when too few answers are known.
    pub readiness: Option<Ratio>,
    /// The bounds of readiness over all completions; none when nothing applies.
    pub bounds: Option<Bounds<Ratio>>,
    /// How much AI is used.
    pub in_use: Known,
    /// The need in tenths, 0–1000, as far as it is known: equal when all is.
    pub need: Bounds<u32>,
    /// What to do.
    pub outcome: Outcome,
    /// The idea that decided.
    pub idea: Option<UseCaseId>,
    /// Where that idea requires more than they have.
    pub lacks: Box<[DimensionId]>,
    /// What was said, in the order of the pack's dimensions.
    pub said: Box<[Said]>,
}

impl Area {
    /// The need in tenths, when whatever is unknown makes no difference.
    pub fn exact_need(&self) -> Option<u32> {
        (self.need.low == self.need.high).then_some(self.need.low)
    }
}

/// What was said to a question with levels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Said {
    /// A level.
    Level(u8),
    /// That they do not know.
    DontKnow,
    /// That it does not apply.
    NotApplicable,
    /// Nothing.
    Nothing,
}

impl Said {
    fn of(answer: Option<&Answer>) -> Self {
        match answer {
            Some(Answer::Level(level)) => Self::Level(*level),
            Some(Answer::DontKnow) => Self::DontKnow,
            Some(Answer::NotApplicable) => Self::NotApplicable,
            _ => Self::Nothing,
        }
    }
}

/// An idea that a firm can begin now.
#[derive(Clone, PartialEq, Debug)]
pub struct Wish {
    /// Which idea.
    pub idea: UseCaseId,
    /// The process that it is for; none for the firm as a whole.
    pub process: Option<ProcessId>,
    /// The routes to money that fit this firm and this idea, best first.
    pub routes: Box<[RouteId]>,
}

/// What keeps ideas of a firm from beginning.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Hindrance {
    /// A level of a process.
    Dimension(DimensionId),
    /// The firm's footing.
    Enabler(EnablerId),
    /// Something that is true and speaks against it.
    Condition(ContraindicationId),
    /// AI is in use without rules.
    RulesFirst,
    /// The firm's cash comes first.
    CashFirst,
}

impl Hindrance {
    fn of(blocker: &Blocker) -> Option<Self> {
        Some(match blocker {
            Blocker::Level(raise) => match &raise.question {
                QuestionId::Process(_, dimension) => Self::Dimension(dimension.clone()),
                QuestionId::Enabler(enabler) => Self::Enabler(enabler.clone()),
                _ => return None,
            },
            Blocker::Condition(id) => Self::Condition(id.clone()),
            Blocker::RulesFirst => Self::RulesFirst,
            Blocker::CashFirst => Self::CashFirst,
        })
    }

    /// Its kind and id in files; the id is empty for kinds of one.
    pub fn as_pair(&self) -> (&'static str, &str) {
        match self {
            Self::Dimension(id) => ("dimension", id.as_str()),
            Self::Enabler(id) => ("enabler", id.as_str()),
            Self::Condition(id) => ("condition", id.as_str()),
            Self::RulesFirst => ("rules-first", ""),
            Self::CashFirst => ("cash-first", ""),
        }
    }

    /// One in words, by its kind and id in files.
    pub fn said((kind, id): (&str, &str), prose: &Prose) -> String {
        match kind {
            "dimension" => prose.say(&format!("dimension.{id}.name")),
            "enabler" => prose.say(&format!("short.enabler.{id}")),
            "condition" => prose.fill("firms.condition", &[("condition", prose.get(&format!("avoid.{id}")))]),
            kind => prose.say(&format!("firms.{kind}")),
        }
    }
}

/// What is known of a report beside the assessment.
#[derive(Clone, PartialEq, Debug)]
pub struct Origin {
    /// Where it was found.
    pub place: Place,
    /// Its digest.
    pub digest: String,
    /// When it was saved, RFC 3339 in UTC.
    pub saved_at: String,
    /// The questions that it was answered with.
    pub edition: Edition,
    /// Whether notes went along.
    pub with_notes: bool,
    /// Whether it says that it comes from a workshop: agreed on by a room, or handed back to one.
    pub says_workshop: bool,
    /// What the person who takes it in should know.
    pub notes: Vec<Problem>,
}

/// Who makes members: today's content, and its ids once for all of them.
pub struct Clerk<'a> {
    /// The pack.
    pub questionnaire: &'a Questionnaire,
    /// The ideas.
    pub catalogue: &'a Catalogue,
    /// What goes with them.
    pub guides: &'a Guides,
    /// Today.
    pub today: Date,
    routes: Vec<RouteId>,
    courses: Vec<CourseId>,
}

impl<'a> Clerk<'a> {
    /// A clerk with today's content.
    pub fn new(questionnaire: &'a Questionnaire, catalogue: &'a Catalogue, guides: &'a Guides, today: Date) -> Self {
        let routes = guides.funding.routes.iter().map(|route| RouteId::new(&route.id)).collect();
        let courses = guides.training.courses.iter().map(|course| CourseId::new(&course.id)).collect();
        Self { questionnaire, catalogue, guides, today, routes, courses }
    }

    /// What a cohort keeps of an assessment. Results and suggestions are those of its answers.
    pub fn member(
        &self,
        assessment: &Assessment,
        results: &Results,
        suggestions: &Suggestions,
        origin: Origin,
    ) -> Member {
        let pack = self.questionnaire;
        let answers = &assessment.answers;
        let gaps = gaps(pack, answers, suggestions);
        let courses = people::training(pack, answers, &gaps, &self.guides.training);
        let known = |id: &str| self.courses.iter().find(|course| course.as_str() == id).cloned();
        let wanted: Vec<Wish> = suggestions.now.iter().map(|one| self.wish(assessment, one)).collect();
        let chosen = assessment.plan.chosen.clone();
        let routes = match &chosen {
            Some(Choice { idea: Idea::UseCase(id), process }) => self.routes(assessment, id, process.as_ref()),
            // Which work an idea of their own is, nobody has said.
            Some(_) => Box::default(),
            None => wanted.first().map(|wish| wish.routes.clone()).unwrap_or_default(),
        };
        Member {
            report_id: assessment.report_id.clone(),
            replaces: assessment.replaces.clone(),
            created_at: assessment.created_at.clone(),
            saved_at: origin.saved_at,
            version: origin.edition.version,
            digest: origin.digest,
            place: origin.place,
            label: assessment.label.clone(),
            sector: self.option(assessment, "sector"),
            size: Size::of(pack, answers),
            municipality: self.option(assessment, "municipality"),
            with_notes: origin.with_notes,
            says_workshop: origin.says_workshop,
            in_workshop: origin.says_workshop,
            areas: results.processes.iter().map(|process| self.area(assessment, process)).collect(),
            footing: pack
                .enablers
                .iter()
                .map(|enabler| Said::of(answers.get(&QuestionId::Enabler(enabler.id.clone()))))
                .collect(),
            hindrances: suggestions
                .not_yet
                .iter()
                .flat_map(|waiting| &waiting.blockers)
                .filter_map(Hindrance::of)
                .collect(),
            chosen,
            wanted,
            routes,
            gaps,
            courses: courses.iter().filter_map(|fit| known(&fit.course.id)).collect(),
            before: self.before(assessment),
            notes: origin.notes,
        }
    }

    /// What has moved since the first of the earlier answers.
    fn before(&self, assessment: &Assessment) -> Option<Box<Before>> {
        let first = assessment.history.first()?;
        let found = follow_up(self.questionnaire, self.catalogue, first, assessment);
        let at_both = |one: &&ProcessChange| {
            !matches!(one.outcome, Err(Apart::NotThen | Apart::NotNow | Apart::OtherQuestionnaire(_)))
        };
        let moved = |one: &ProcessChange| Moved {
            id: one.process.clone(),
            readiness: one.readiness.as_ref().ok().map(|change| change.moved),
            outcome: one.outcome.as_ref().ok().map(|change| (change.then, change.now)),
        };
        Some(Box::new(Before {
            reports: assessment.history.iter().map(|earlier| earlier.report_id.clone()).collect(),
            since: first.saved_at.clone(),
            areas: found.processes.iter().filter(at_both).map(moved).collect(),
        }))
    }

    /// An answer about the firm, sharing the pack's own id.
    fn option(&self, assessment: &Assessment, question: &str) -> Option<OptionId> {
        let given = assessment.answers.profile(question)?;
        let options = &self.questionnaire.profile_question(question)?.options;
        options.iter().find(|option| option.id == *given).map(|option| option.id.clone())
    }

    fn area(&self, assessment: &Assessment, process: &ProcessResult) -> Area {
        let need = process.need.bounds;
        let dimensions = self.questionnaire.dimensions.iter();
        Area {
            id: process.id.clone(),
            readiness: process.readiness.score,
            bounds: process.readiness.bounds,
            in_use: process.in_use,
            need: Bounds { low: need.low.tenths(), high: need.high.tenths() },
            outcome: process.verdict.outcome,
            idea: process.verdict.idea.as_ref().map(|idea| idea.use_case.clone()),
            lacks: process.verdict.gaps.iter().map(|gap| gap.dimension.clone()).collect(),
            said: dimensions.map(|one| Said::of(assessment.answers.of(&process.id, &one.id))).collect(),
        }
    }

    fn wish(&self, assessment: &Assessment, one: &Suggestion) -> Wish {
        Wish {
            idea: one.use_case.clone(),
            process: one.process.clone(),
            routes: self.routes(assessment, &one.use_case, one.process.as_ref()),
        }
    }

    fn routes(&self, assessment: &Assessment, idea: &UseCaseId, process: Option<&ProcessId>) -> Box<[RouteId]> {
        let Some(idea) = self.catalogue.use_case(idea) else { return Box::default() };
        let funding = &self.guides.funding;
        let found = funds(self.questionnaire, &assessment.answers, idea, process, funding, self.today);
        let known = |id: &str| self.routes.iter().find(|route| route.as_str() == id).cloned();
        found.routes.iter().filter_map(|fit| known(&fit.route.id)).collect()
    }
}

/// What a firm without a name is called: by the beginning of its report's id.
pub fn nameless(report_id: &str, prose: &Prose) -> String {
    let id: String = report_id.chars().take(8).collect();
    prose.fill("firms.no-name", &[("id", &id)])
}

impl Member {
    /// What the firm is called.
    pub fn name(&self, prose: &Prose) -> String {
        if self.label.is_empty() { nameless(&self.report_id, prose) } else { self.label.clone() }
    }

    /// Where the firm stands among others by its name; those without one last.
    pub fn rank(&self, prose: &Prose) -> (bool, Vec<u32>) {
        (self.label.is_empty(), prose.rank(&self.label))
    }

    /// What tells copies of one report apart, the newest greatest.
    pub(super) fn copy(&self) -> (&str, &str, Reverse<&Place>) {
        (&self.saved_at, &self.digest, Reverse(&self.place))
    }

    pub(super) fn double(&self) -> Double {
        Double {
            report_id: self.report_id.clone(),
            saved_at: self.saved_at.clone(),
            digest: self.digest.clone(),
            place: self.place.clone(),
        }
    }

    /// The process with an id, if they went through it.
    pub fn area(&self, process: &ProcessId) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == *process)
    }

    /// The reports of the same firm that this one stands for: those it corrects or remembers.
    pub(super) fn stands_for(&self) -> impl Iterator<Item = &str> {
        let corrected = Some(self.replaces.as_str()).filter(|id| !id.is_empty());
        corrected.into_iter().chain(self.earlier().iter().map(String::as_str))
    }

    /// The reports of the same firm that this one remembers, oldest first.
    pub fn earlier(&self) -> &[String] {
        self.before.as_ref().map_or(&[], |before| &before.reports)
    }

    /// When the firm was reached first: when this report was begun, or an earlier one saved that it remembers.
    pub fn reached_at(&self) -> &str {
        self.before.as_ref().map_or(&self.created_at, |before| before.since.as_str().min(&self.created_at))
    }

    /// Whether the programme counts the firm as supported: it was at a workshop, or has chosen what to do.
    pub fn is_supported(&self) -> bool {
        self.in_workshop || self.chosen.is_some()
    }

    /// The ideas that it chose or can begin now, each once, with the routes that fit.
    pub fn wishes(&self) -> impl Iterator<Item = (&UseCaseId, &[RouteId])> {
        let chosen = match &self.chosen {
            Some(Choice { idea: Idea::UseCase(id), .. }) => Some(id),
            _ => None,
        };
        let wanted = self.wanted.iter().filter(move |wish| Some(&wish.idea) != chosen);
        let chosen = chosen.map(|id| (id, &*self.routes));
        chosen.into_iter().chain(wanted.map(|wish| (&wish.idea, &*wish.routes)))
    }
}
