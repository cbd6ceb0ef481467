//! Who can help a firm, and where its people can learn: actors by sector, place and need, training by gap and level.
//!
//! Deterministic: the same answers give the same list. What is known excludes; what is not known never does. Which
//! needs a firm has is read from conditions in the catalogue, so editors decide them, not this code.

mod size;

use crate::advice::{Effort, UseCase};
use crate::answer::{Answer, Answers};
use crate::ids::{DimensionId, EnablerId, OptionId, ProcessId, ProfileId, QuestionId, SignalId};
use crate::order::insert_in_order;
use crate::questionnaire::{Prerequisite, Questionnaire};
use crate::source::Source;
use crate::text::Locale;
pub use size::Size;

/// The sector of an actor or a course that suits any.
const ANY_SECTOR: &str = "all";

/// What a firm may want from somebody outside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Need {
    /// Somebody to talk it over with.
    Guidance,
    /// Learning.
    Training,
    /// Money, or help to seek it.
    Funding,
    /// A place or partner to try things with.
    Test,
    /// Other firms to learn from and work with.
    Network,
    /// What the law asks.
    Law,
    /// Research and students.
    Research,
    /// Help for a new firm.
    Startup,
}

impl Need {
    /// Every need.
    pub const ALL: [Self; 8] = {
        use Need::{Funding, Guidance, Law, Network, Research, Startup, Test, Training};
        [Guidance, Training, Funding, Test, Network, Law, Research, Startup]
    };
    /// Their names in files and in text keys, in the same order.
    pub const WORDS: [&'static str; 8] =
        ["guidance", "training", "funding", "test", "network", "law", "research", "startup"];

    /// Its name in files and in text keys.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// The need with a name.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|need| need.as_str() == word)
    }
}

/// Whom an actor or a course takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Firms in its own municipalities.
    Municipality,
    /// Firms in the county.
    County,
    /// Firms in the country.
    Country,
    /// Firms in the European Union.
    Union,
}

/// How sure an entry is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Confidence {
    /// Read at the actor itself, not long ago.
    High,
    /// Partly old, or told by others.
    Medium,
    /// Little is known.
    Low,
}

/// Somebody who helps firms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    /// Which one.
    pub id: String,
    /// Its name, the same in every language.
    pub name: String,
    /// Whether it is one of the programme's partners.
    pub partner: bool,
    /// Whether it runs the programme.
    pub programme: bool,
    /// What kind of actor, as in the text `actor.kind.<kind>`.
    pub kind: String,
    /// Where it sits; empty when it is not known, or the whole county.
    pub municipalities: Vec<OptionId>,
    /// Whom it takes.
    pub reach: Reach,
    /// The sectors it is for; `all` for any. None at all: a field that is not asked about.
    pub sectors: Vec<OptionId>,
    /// Techniques with which it is there for firms of other sectors too.
    pub techniques: Vec<String>,
    /// The sizes it is for; empty when it is not known, or any.
    pub sizes: Vec<Size>,
    /// What it can help with.
    pub needs: Vec<Need>,
    /// Where a link may lead.
    pub url: Option<String>,
    /// How sure the entry is.
    pub confidence: Confidence,
    /// Where it is from.
    pub sources: Vec<Source>,
}

/// One thing that has to hold for a need.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Condition {
    /// An enabler lies at a level or below. Nobody knows: it holds. Not answered: it does not.
    EnablerAtMost(EnablerId, u8),
    /// An enabler lies at a level or above.
    EnablerAtLeast(EnablerId, u8),
    /// The firm has this gap.
    HasGap(Gap),
    /// A signal is ticked, at any process or for the firm as a whole.
    Signal(SignalId),
    /// A question about the firm has one of these answers.
    Profile(ProfileId, Vec<OptionId>),
    /// The chosen idea is of one of these techniques.
    Techniques(Vec<String>),
    /// The chosen idea belongs to one of these processes.
    Processes(Vec<ProcessId>),
    /// The chosen idea is this much work.
    Efforts(Vec<Effort>),
}

/// When a firm has a need: in any of the cases all conditions hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NeedRule {
    /// Which need.
    pub need: Need,
    /// The cases.
    pub when: Vec<Vec<Condition>>,
}

/// The catalogue of actors.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Actors {
    /// The catalogue's version.
    pub version: String,
    /// How the county's municipality codes begin.
    pub county: String,
    /// When a firm has which need, most pressing first.
    pub needs: Vec<NeedRule>,
    /// The actors, in order of id.
    pub actors: Vec<Actor>,
}

/// Something that is missing: what an idea requires, or the whole firm's footing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Gap {
    /// A requirement of an idea.
    Requirement(Prerequisite),
    /// An enabler.
    Enabler(EnablerId),
}

impl Gap {
    /// The gap in a dimension, if ideas require anything of it.
    pub fn of_dimension(questionnaire: &Questionnaire, dimension: &DimensionId) -> Option<Self> {
        questionnaire.dimension(dimension)?.prerequisite.map(Self::Requirement)
    }
}

/// What the idea that the firm has chosen says about the help it needs; empty when none is chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Idea<'a> {
    /// The processes it belongs to.
    pub processes: &'a [ProcessId],
    /// Its technique, such as `forecasting`.
    pub technique: Option<&'a str>,
    /// How much work it is.
    pub effort: Option<Effort>,
}

impl<'a> Idea<'a> {
    /// What an idea of the catalogue says.
    pub fn of(use_case: &'a UseCase) -> Self {
        Self { processes: &use_case.processes, technique: Some(&use_case.technique), effort: Some(use_case.effort) }
    }
}

/// Why an actor is suggested.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ActorReason {
    /// It is a partner of the programme, and need and sector fit.
    Partner,
    /// It runs the programme.
    Programme,
    /// It can help with a need that the firm has.
    Need(Need),
    /// It is there for the firm's sector.
    Sector(OptionId),
    /// It is there for firms that use this technique.
    Technique(String),
    /// It sits in the firm's municipality.
    Municipality(OptionId),
    /// It is there for firms in the county, and the firm is one.
    County,
}

/// An actor that fits a firm.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActorFit<'a> {
    /// Which actor.
    pub actor: &'a Actor,
    /// Why, most telling first.
    pub reasons: Vec<ActorReason>,
}

/// The needs of a firm, most pressing first. With no need that shows, guidance: everybody has somebody to ask.
pub fn needs(
    questionnaire: &Questionnaire,
    answers: &Answers,
    gaps: &[(Gap, u8)],
    idea: &Idea<'_>,
    catalogue: &Actors,
) -> Vec<Need> {
    let holds = |condition: &Condition| match condition {
        Condition::EnablerAtMost(id, level) => match answers.get(&QuestionId::Enabler(id.clone())) {
            Some(Answer::Level(found)) => found <= level,
            answer => answer == Some(&Answer::DontKnow),
        },
        Condition::EnablerAtLeast(id, level) => {
            matches!(answers.get(&QuestionId::Enabler(id.clone())), Some(Answer::Level(found)) if found >= level)
        }
        Condition::HasGap(gap) => gaps.iter().any(|(found, _)| found == gap),
        Condition::Signal(signal) => {
            let lists = questionnaire.chosen(answers).cloned().map(QuestionId::Signals);
            lists.chain([QuestionId::FirmSignals]).any(|list| answers.has_signal(&list, signal))
        }
        Condition::Profile(question, options) => {
            let band = || questionnaire.band(answers, question.as_str()).map(|band| &band.id);
            answers.profile(question.as_str()).or_else(band).is_some_and(|option| options.contains(option))
        }
        Condition::Techniques(techniques) => {
            idea.technique.is_some_and(|technique| techniques.iter().any(|other| other == technique))
        }
        Condition::Processes(processes) => idea.processes.iter().any(|process| processes.contains(process)),
        Condition::Efforts(efforts) => idea.effort.is_some_and(|effort| efforts.contains(&effort)),
    };
    let has = |rule: &&NeedRule| rule.when.iter().any(|case| case.iter().all(holds));
    let found: Vec<Need> = catalogue.needs.iter().filter(has).map(|rule| rule.need).collect();
    if found.is_empty() { vec![Need::Guidance] } else { found }
}

/// The actors that can help a firm with what it wants, each need named once; at most so many actors.
///
/// Left out are actors that help with none of it, that are for other sectors or smaller firms, and whose reach ends
/// before the firm's municipality. Partners of the programme come first where both sector and need are known to fit,
/// then who runs the programme, then others: each time first one that helps with something nobody above does. Within
/// that: for this very sector, for few sectors, for the more pressing need, nearer, for this size, surer, id.
pub fn actors<'a>(
    questionnaire: &Questionnaire,
    answers: &Answers,
    wanted: &[Need],
    idea: &Idea<'_>,
    catalogue: &'a Actors,
    limit: usize,
) -> Vec<ActorFit<'a>> {
    let firm = Firm::of(questionnaire, answers, &catalogue.county);
    let mut ranked = Vec::new();
    for actor in &catalogue.actors {
        if let Some(found) = firm.rank(actor, wanted, idea) {
            insert_in_order(&mut ranked, found, |a, b| a.order < b.order);
        }
    }
    let (mut picked, mut covered) = (Vec::new(), Vec::new());
    while picked.len() < limit && !ranked.is_empty() {
        let adds = |found: &Ranked<'_>| found.leads || found.helps.iter().any(|need| !covered.contains(need));
        let Ranked { helps, fit, .. } = ranked.remove(ranked.iter().position(adds).unwrap_or(0));
        covered.extend(helps);
        picked.push(fit);
    }
    picked
}

/// How an actor's sectors meet a firm's, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum SectorFit {
    Own,
    Any,
    Technique,
    Unknown,
}

/// What the list goes by, best first: partner or node and how the sector is met with how many sectors there are; the
/// needs that are met; place; how sure the facts are; id.
type Order<'a> = ((u8, SectorFit, usize), (usize, usize), (bool, bool), Confidence, &'a str);

/// An actor on its way into the list.
struct Ranked<'a> {
    leads: bool,
    order: Order<'a>,
    helps: Vec<Need>,
    fit: ActorFit<'a>,
}

/// What the choice of people looks at in the answers.
struct Firm<'a> {
    sector: Option<&'a OptionId>,
    municipality: Option<&'a OptionId>,
    in_county: Option<bool>,
    size: Option<Size>,
}

impl<'a> Firm<'a> {
    fn of(questionnaire: &'a Questionnaire, answers: &'a Answers, county: &str) -> Self {
        let municipality = answers.profile("municipality");
        Self {
            sector: answers.profile("sector"),
            municipality,
            in_county: municipality.map(|code| code.as_str().starts_with(county)),
            size: Size::of(questionnaire, answers),
        }
    }

    /// Whether a reach does not end before the firm, as far as is known.
    fn within(&self, reach: Reach, municipalities: &[OptionId]) -> bool {
        match (reach, self.municipality) {
            (Reach::Municipality, Some(code)) if !municipalities.is_empty() => municipalities.contains(code),
            (Reach::Municipality | Reach::County, _) => self.in_county != Some(false),
            (Reach::Country | Reach::Union, _) => true,
        }
    }

    /// How sectors meet the firm's; `None` when they exclude it.
    fn sector_fit(&self, sectors: &[OptionId]) -> Option<SectorFit> {
        match self.sector {
            Some(sector) if sectors.contains(sector) => Some(SectorFit::Own),
            _ if sectors.iter().any(|sector| sector.as_str() == ANY_SECTOR) => Some(SectorFit::Any),
            Some(_) => None,
            None => Some(SectorFit::Unknown),
        }
    }

    /// Where an actor stands in the list; `None` when it is not for this firm.
    fn rank<'c>(&self, actor: &'c Actor, wanted: &[Need], idea: &Idea<'_>) -> Option<Ranked<'c>> {
        let technique = idea.technique.filter(|technique| actor.techniques.iter().any(|other| other == technique));
        let sector = self.sector_fit(&actor.sectors).or(technique.map(|_| SectorFit::Technique))?;
        let too_large = self.size.is_some_and(|size| actor.sizes.iter().max().is_some_and(|largest| size > *largest));
        let helps: Vec<Need> = wanted.iter().copied().filter(|need| actor.needs.contains(need)).collect();
        if too_large || helps.is_empty() || !self.within(actor.reach, &actor.municipalities) {
            return None;
        }
        let partner = actor.partner && sector <= SectorFit::Any;
        let local = self.municipality.filter(|code| actor.municipalities.contains(code));
        let its_size = self.size.is_none_or(|size| actor.sizes.is_empty() || actor.sizes.contains(&size));
        let pressing = wanted.iter().position(|need| actor.needs.contains(need)).unwrap_or(wanted.len());
        let (unmet, far) = (wanted.len().saturating_sub(helps.len()), (local.is_none(), !its_size));
        let group = if partner { 0 } else { u8::from(!actor.programme) + 1 };
        let mut reasons = Vec::new();
        reasons.extend(partner.then_some(ActorReason::Partner));
        reasons.extend(actor.programme.then_some(ActorReason::Programme));
        reasons.extend(helps.iter().copied().map(ActorReason::Need));
        match (sector, self.sector, technique) {
            (SectorFit::Own, Some(sector), _) => reasons.push(ActorReason::Sector(sector.clone())),
            (SectorFit::Technique, _, Some(technique)) => reasons.push(ActorReason::Technique(technique.to_string())),
            _ => {}
        }
        if let Some(code) = local {
            reasons.push(ActorReason::Municipality(code.clone()));
        } else if actor.reach == Reach::County && self.in_county == Some(true) {
            reasons.push(ActorReason::County);
        }
        Some(Ranked {
            leads: group < 2,
            order: ((group, sector, actor.sectors.len()), (pressing, unmet), far, actor.confidence, &actor.id),
            helps,
            fit: ActorFit { actor, reasons },
        })
    }
}

/// What a course costs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Price {
    /// Nothing.
    Free,
    /// Not known.
    Unknown,
    /// Something.
    Paid,
}

/// A course, a session or a guide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Course {
    /// Which one.
    pub id: String,
    /// The gaps it helps to close.
    pub gaps: Vec<Gap>,
    /// The lowest level of the gap that it is for.
    pub from: u8,
    /// The highest.
    pub to: u8,
    /// How many hours it takes, where that is known.
    pub hours: Option<u32>,
    /// What it costs.
    pub price: Price,
    /// The languages it is given in; empty when that is not known.
    pub locales: Vec<Locale>,
    /// Who gives it; none for what the firm does by itself.
    pub provider: Option<String>,
    /// The sectors it is for; empty or `all` for any.
    pub sectors: Vec<OptionId>,
    /// Whom it takes.
    pub reach: Reach,
    /// Where a link may lead.
    pub url: Option<String>,
    /// Where it is from.
    pub sources: Vec<Source>,
}

/// The catalogue of training.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Training {
    /// The catalogue's version.
    pub version: String,
    /// How the county's municipality codes begin.
    pub county: String,
    /// The courses, in order of id.
    pub courses: Vec<Course>,
}

/// A course that fits a firm.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CourseFit<'a> {
    /// Which course.
    pub course: &'a Course,
    /// The gaps it is for, each with the level the firm has, in the order they were asked about.
    pub closes: Vec<(Gap, u8)>,
}

/// The enablers that are known to lie below a level, in the order of the questionnaire, with the level they have.
pub fn enabler_gaps(questionnaire: &Questionnaire, answers: &Answers, target: u8) -> Vec<(Gap, u8)> {
    let below = |id: &EnablerId| match answers.get(&QuestionId::Enabler(id.clone())) {
        Some(Answer::Level(level)) if *level < target => Some((Gap::Enabler(id.clone()), *level)),
        _ => None,
    };
    questionnaire.enablers.iter().filter_map(|enabler| below(&enabler.id)).collect()
}

/// The training that helps to close gaps at the level the firm has, each course once.
///
/// Left out are courses for other sectors and those that the firm is too far away for. Order: the gap that comes first,
/// for this very sector, more of the gaps, free before unknown before paid, given in the questionnaire's own language,
/// id.
pub fn training<'a>(
    questionnaire: &Questionnaire,
    answers: &Answers,
    gaps: &[(Gap, u8)],
    catalogue: &'a Training,
) -> Vec<CourseFit<'a>> {
    let firm = Firm::of(questionnaire, answers, &catalogue.county);
    let mut ranked = Vec::new();
    for course in &catalogue.courses {
        let sector = if course.sectors.is_empty() { Some(SectorFit::Any) } else { firm.sector_fit(&course.sectors) };
        let closes = |(gap, have): &(Gap, u8)| course.gaps.contains(gap) && (course.from..=course.to).contains(have);
        let (Some(sector), Some(first), true) = (sector, gaps.iter().position(closes), firm.within(course.reach, &[]))
        else {
            continue;
        };
        let closed: Vec<(Gap, u8)> = gaps.iter().filter(|gap| closes(gap)).cloned().collect();
        let foreign = !course.locales.contains(&questionnaire.source);
        let order = (first, sector, gaps.len().saturating_sub(closed.len()), course.price, foreign, course.id.as_str());
        insert_in_order(&mut ranked, (order, CourseFit { course, closes: closed }), |a, b| a.0 < b.0);
    }
    ranked.into_iter().map(|(_, fit)| fit).collect()
}
