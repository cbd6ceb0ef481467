//! Which AI ideas fit a process, most valuable first. Deterministic: the same answers give the same list.
//!
//! The method is that of `docs/method.en.md`: an idea needs a signal that says the firm has the trouble it cures;
//! its value is the share of such signals and how well it serves the firm's goal. What it requires is
//! looked at apart, so that a valuable idea that is out of reach is seen and named.

use crate::answer::{Answer, Answers};
use crate::ids::{
    ContraindicationId, DimensionId, EnablerId, FactId, OptionId, ProcessId, ProfileId, QuestionId, SignalId, UseCaseId,
};
use crate::order::insert_in_order;
use crate::questionnaire::{Choice, FactScope, Prerequisite, Questionnaire};
use crate::source::Source;

/// The catalogue of AI ideas.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Catalogue {
    /// The catalogue's version.
    pub version: String,
    /// Its ideas, in order of id.
    pub use_cases: Vec<UseCase>,
    /// What speaks against ideas.
    pub contraindications: Vec<Contraindication>,
    /// What its claims rest on.
    pub sources: Vec<CaseSource>,
}

impl Catalogue {
    /// The idea with an id.
    pub fn use_case(&self, id: &UseCaseId) -> Option<&UseCase> {
        self.use_cases.iter().find(|idea| idea.id == *id)
    }

    /// The contraindication with an id.
    pub fn contraindication(&self, id: &ContraindicationId) -> Option<&Contraindication> {
        self.contraindications.iter().find(|one| one.id == *id)
    }

    /// The source with an id.
    pub fn source(&self, id: &str) -> Option<&CaseSource> {
        self.sources.iter().find(|one| one.id == id)
    }
}

/// Something that speaks against an idea when it is true.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contraindication {
    /// Which one.
    pub id: ContraindicationId,
    /// When it is true.
    pub when: Speaks,
    /// Whether the firm can do something about it, so that the idea waits rather than falls.
    pub curable: bool,
}

/// When a contraindication is true. The kinds are closed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Speaks {
    /// A number is below this.
    Below(FactId, u32),
    /// A fact has this answer.
    Is(FactId, OptionId),
    /// A level of the process is at most this.
    Level(Prerequisite, u8),
    /// A level of the whole firm is at most this.
    Enabler(EnablerId, u8),
    /// The firm has said this of itself.
    Profile(ProfileId, OptionId),
}

/// How much a contraindication weighs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Severity {
    /// It stops the idea.
    Block,
    /// It is said beside the idea.
    Caution,
}

/// A source of the catalogue, with how far it is to be trusted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseSource {
    /// Which one.
    pub id: String,
    /// What was read, and when.
    pub source: Source,
    /// Who published it.
    pub publisher: String,
    /// What kind of text it is, such as `case` or `vendor`.
    pub kind: String,
    /// `high`, `medium` or `low`.
    pub trust: String,
}

/// What an idea costs: our own estimates, said to be so wherever they are shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cost {
    /// Weeks until it is in use: fewest and most.
    pub weeks: (u32, u32),
    /// Once, in SEK: least and most.
    pub sek: (u32, u32),
    /// A month, in SEK: least and most.
    pub monthly: (u32, u32),
    /// What has been reckoned with, as a text key.
    pub basis: String,
}

/// A case that shows an idea in use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
    /// Its source in the catalogue.
    pub source: String,
    /// How far the case is to be trusted.
    pub trust: String,
}

/// What kind of entry an idea is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UseCaseKind {
    /// Something AI is used for.
    Application,
    /// Something that prepares for other ideas.
    Enabler,
    /// Explained, never suggested.
    Caution,
}

/// How much work an idea is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Effort {
    /// Weeks, little money.
    Small,
    /// Some months.
    Medium,
    /// A project.
    Large,
}

/// One idea of the catalogue, as far as matching needs it.
#[derive(Clone, PartialEq, Debug)]
pub struct UseCase {
    /// Which idea.
    pub id: UseCaseId,
    /// What kind of entry.
    pub kind: UseCaseKind,
    /// The processes it belongs to; it is measured at the first.
    pub processes: Vec<ProcessId>,
    /// The sectors it suits best; `all` for any.
    pub sectors: Vec<OptionId>,
    /// How well it suits micro, small and medium firms, 0–3.
    pub size_fit: [u8; 3],
    /// How much it serves each goal, 0–3.
    pub levers: Vec<(OptionId, u8)>,
    /// How much work it is.
    pub effort: Effort,
    /// The level it requires of each dimension, 0–5.
    pub requires: Vec<(Prerequisite, u8)>,
    /// The signals that speak for it, with weights 1–3.
    pub signals: Vec<(SignalId, u8)>,
    /// How many cases show it in use.
    pub evidence: u8,
    /// How much personal data it touches: 0 none, 1 low, 2 medium, 3 high.
    pub personal_data: u8,
    /// Its class under the AI Act.
    pub ai_act: String,
    /// What kind of technique it is; a list of suggestions has at most two of one kind.
    pub technique: String,
    /// What it costs.
    pub cost: Cost,
    /// What speaks against it.
    pub avoid: Vec<(ContraindicationId, Severity)>,
    /// Ideas that prepare for it.
    pub do_first: Vec<UseCaseId>,
    /// The firm's level at which what it brings is there already.
    pub in_place: Option<(EnablerId, u8)>,
    /// Cases that show it in use.
    pub references: Vec<Reference>,
    /// The source of what it usually gives, where there is one.
    pub effect: Option<String>,
}

/// An idea that fits a process of this firm.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// Which idea.
    pub use_case: UseCaseId,
    /// Its value to this firm, in thousandths of the highest possible.
    pub value: u32,
    /// How much work it is.
    pub effort: Effort,
    /// What it requires, before the method's floor for safeguards.
    pub requires: Vec<(Prerequisite, u8)>,
    /// The signals that fired.
    pub signals: Vec<SignalId>,
}

impl Candidate {
    /// Whether it can be tried in two weeks.
    pub fn is_small(&self) -> bool {
        self.effort == Effort::Small
    }
}

/// Whether an idea fits, and if not, why.
#[derive(Clone, PartialEq, Debug)]
pub enum Fit {
    /// It does.
    Yes(Candidate),
    /// Nothing that they recognise tells of the trouble it cures.
    Unheard,
    /// It does not suit a firm of this size.
    Size,
    /// It does not suit this sector.
    Sector,
}

/// The weight from which a signal says that the firm has the trouble an idea cures.
const TELLING: u8 = 2;
/// The weight of a signal that defines an idea, whatever the sector.
const DEFINING: u8 = 3;

/// The ideas that fit a process of this firm, most valuable first. What they recognise in this very process speaks
/// before what they recognise in the firm as a whole, so that a general assistant never stands in for the process'
/// own trouble. Ties: smaller effort, more evidence, less personal data, id.
pub fn candidates(
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
    answers: &Answers,
    process: &ProcessId,
) -> Vec<Candidate> {
    let own = QuestionId::Signals(process.clone());
    let firm = Firm::of(questionnaire, answers, &own);
    let tells_here =
        |idea: &UseCase| idea.signals.iter().any(|(id, weight)| *weight >= TELLING && answers.has_signal(&own, id));
    let before = |(a, fit_a): &(&UseCase, Candidate), (b, fit_b): &(&UseCase, Candidate)| {
        let order = tells_here(b).cmp(&tells_here(a)).then(fit_b.value.cmp(&fit_a.value)).then(a.effort.cmp(&b.effort));
        let order = order.then(b.evidence.cmp(&a.evidence)).then(a.personal_data.cmp(&b.personal_data));
        order.then(a.id.cmp(&b.id)).is_lt()
    };
    let belongs = |idea: &&UseCase| idea.kind == UseCaseKind::Application && idea.processes.contains(process);
    let mut fitting = Vec::new();
    for idea in catalogue.use_cases.iter().filter(belongs) {
        if let Fit::Yes(fit) = firm.fit(idea) {
            insert_in_order(&mut fitting, (idea, fit), before);
        }
    }
    fitting.into_iter().map(|(_, fit)| fit).collect()
}

/// How an idea fits a firm that gives it room at some processes: what it recognises there and in the firm as a whole.
pub fn fit(
    questionnaire: &Questionnaire,
    answers: &Answers,
    idea: &UseCase,
    processes: &mut dyn Iterator<Item = &ProcessId>,
) -> Fit {
    let mut firm = Firm::of(questionnaire, answers, &QuestionId::FirmSignals);
    for process in processes {
        firm.ticked.extend(answers.ticked(&QuestionId::Signals(process.clone())).map(OptionId::as_str));
    }
    firm.fit(idea)
}

/// Whether a firm is micro, small or medium, as far as it has told.
pub fn size(questionnaire: &Questionnaire, answers: &Answers) -> Option<usize> {
    questionnaire.band(answers, "headcount").and_then(|band| band.from).map(|from| match from {
        ..10 => 0,
        10..50 => 1,
        _ => 2,
    })
}

/// Whether a contraindication is true of an idea at a process; `None` while the answer is not known.
pub fn speaks(
    questionnaire: &Questionnaire,
    answers: &Answers,
    when: &Speaks,
    idea: &UseCase,
    process: Option<&ProcessId>,
) -> Option<bool> {
    match when {
        Speaks::Below(fact, limit) => {
            let below = |band: &Choice| match (band.from, band.to) {
                (_, Some(to)) if to < *limit => Some(true),
                (Some(from), _) if from >= *limit => Some(false),
                _ => None,
            };
            match answers.get(&asked(questionnaire, fact, idea, process)?)? {
                Answer::Choice(option) => {
                    below(questionnaire.fact(fact)?.options.iter().find(|band| band.id == *option)?)
                }
                _ => None,
            }
        }
        Speaks::Is(fact, option) => match answers.get(&asked(questionnaire, fact, idea, process)?)? {
            Answer::Choice(given) => Some(given == option),
            _ => None,
        },
        Speaks::Level(prerequisite, most) => {
            let dimension = questionnaire.dimensions.iter().find(|one| one.prerequisite == Some(*prerequisite))?;
            at_most(answers.of(process?, &dimension.id), *most)
        }
        Speaks::Enabler(enabler, most) => at_most(answers.get(&QuestionId::Enabler(enabler.clone())), *most),
        Speaks::Profile(question, option) => match answers.get(&QuestionId::Profile(question.clone()))? {
            Answer::Choice(given) => Some(given == option),
            _ => None,
        },
    }
}

/// What does not apply is not in place.
fn at_most(answer: Option<&Answer>, most: u8) -> Option<bool> {
    match answer? {
        Answer::Level(level) => Some(*level <= most),
        Answer::NotApplicable => Some(true),
        _ => None,
    }
}

/// Where a fact is asked: about the firm, about the idea, or about its process.
pub fn asked(
    questionnaire: &Questionnaire,
    fact: &FactId,
    idea: &UseCase,
    process: Option<&ProcessId>,
) -> Option<QuestionId> {
    let about = match questionnaire.fact(fact)?.scope {
        FactScope::Firm => String::new(),
        FactScope::Process => process?.to_string(),
        FactScope::UseCase => idea.id.to_string(),
    };
    Some(QuestionId::Fact(fact.clone(), about))
}

/// What an idea requires of each dimension, zero left out. Safeguards never lie below the method's floor for
/// its effort, so that a bigger step never passes with weaker rules than a smaller one.
pub fn requirements(questionnaire: &Questionnaire, idea: &Candidate) -> Vec<(DimensionId, u8)> {
    let floor = questionnaire.method.governance_floor[idea.effort as usize];
    let required = |prerequisite: Prerequisite| {
        let level = idea.requires.iter().find(|(which, _)| *which == prerequisite).map_or(0, |(_, level)| *level);
        if prerequisite == Prerequisite::Governance { level.max(floor) } else { level }
    };
    questionnaire
        .dimensions
        .iter()
        .filter_map(|dimension| Some((dimension.id.clone(), required(dimension.prerequisite?))))
        .filter(|(_, level)| *level > 0)
        .collect()
}

/// What matching looks at in the answers.
struct Firm<'a> {
    sector: Option<&'a OptionId>,
    goal: Option<&'a OptionId>,
    /// Index into [`UseCase::size_fit`]; none when the size is not known.
    size: Option<usize>,
    ticked: Vec<&'a str>,
    weights: (u32, u32),
}

impl<'a> Firm<'a> {
    fn of(questionnaire: &Questionnaire, answers: &'a Answers, own: &QuestionId) -> Self {
        let own = answers.ticked(own);
        let size = size(questionnaire, answers);
        Self {
            sector: answers.profile("sector"),
            goal: answers.profile("goal"),
            size,
            ticked: own.chain(answers.ticked(&QuestionId::FirmSignals)).map(OptionId::as_str).collect(),
            weights: (questionnaire.method.signal_weight, questionnaire.method.lever_weight),
        }
    }

    fn fit(&self, idea: &UseCase) -> Fit {
        let fired: Vec<&(SignalId, u8)> =
            idea.signals.iter().filter(|(signal, _)| self.ticked.contains(&signal.as_str())).collect();
        let Some(strongest) = fired.iter().map(|(_, weight)| *weight).max().filter(|weight| *weight >= TELLING) else {
            return Fit::Unheard;
        };
        let suits_size = self.size.is_none_or(|size| idea.size_fit[size] > 0);
        let suits_sector = self.sector.is_none_or(|sector| {
            idea.sectors.iter().any(|suits| suits == sector || suits.as_str() == "all") || strongest >= DEFINING
        });
        if !suits_size {
            return Fit::Size;
        }
        if !suits_sector {
            return Fit::Sector;
        }
        Fit::Yes(Candidate {
            use_case: idea.id.clone(),
            value: self.value(idea, &fired),
            effort: idea.effort,
            requires: idea.requires.clone(),
            signals: fired.iter().map(|(signal, _)| signal.clone()).collect(),
        })
    }

    /// Thousandths: the share of the idea's three strongest signals, and how well it serves the goal.
    fn value(&self, idea: &UseCase, fired: &[&(SignalId, u8)]) -> u32 {
        let best = sum_of_highest(&mut idea.signals.iter().map(|(_, weight)| *weight), 3).max(1);
        let heard: u32 = fired.iter().map(|(_, weight)| u32::from(*weight)).sum();
        let share = (heard * 1000 / best).min(1000);
        let lever = match self.goal {
            Some(goal) => {
                idea.levers.iter().find(|(lever, _)| lever == goal).map_or(0, |(_, fit)| u32::from(*fit) * 1000 / 3)
            }
            None => sum_of_highest(&mut idea.levers.iter().map(|(_, fit)| *fit), 2) * 1000 / 6,
        };
        (share * self.weights.0 + lever * self.weights.1) / (self.weights.0 + self.weights.1).max(1)
    }
}

/// The sum of the highest few of some weights, each 0–3.
fn sum_of_highest(weights: &mut dyn Iterator<Item = u8>, mut few: u32) -> u32 {
    let mut of_weight = [0_u32; 4];
    for weight in weights {
        of_weight[usize::from(weight.min(3))] += 1;
    }
    let mut sum = 0;
    for (weight, count) in [3, 2, 1].into_iter().map(|weight: u32| (weight, of_weight[weight as usize])) {
        let taken = count.min(few);
        sum += weight * taken;
        few -= taken;
    }
    sum
}
