//! Which AI ideas fit a process, most valuable first. Deterministic: the same answers give the same list.
//!
//! The method is that of `docs/method.md`: an idea needs a signal that says the firm has the trouble it cures;
//! its value is the share of such signals and how well it serves the firm's goal. What it requires is
//! looked at apart, so that a valuable idea that is out of reach is seen and named.

use crate::answer::Answers;
use crate::ids::{DimensionId, OptionId, ProcessId, QuestionId, SignalId, UseCaseId};
use crate::order::insert_in_order;
use crate::questionnaire::{Prerequisite, Questionnaire};

/// The catalogue of AI ideas.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Catalogue {
    /// The catalogue's version.
    pub version: String,
    /// Its ideas, in order of id.
    pub use_cases: Vec<UseCase>,
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
    /// How much personal data it touches, 0 for none.
    pub personal_data: u8,
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
        if let Some(fit) = firm.fit(idea) {
            insert_in_order(&mut fitting, (idea, fit), before);
        }
    }
    fitting.into_iter().map(|(_, fit)| fit).collect()
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
        let size = questionnaire.band(answers, "headcount").and_then(|band| band.from).map(|from| match from {
            ..10 => 0,
            10..50 => 1,
            _ => 2,
        });
        Self {
            sector: answers.profile("sector"),
            goal: answers.profile("goal"),
            size,
            ticked: own.chain(answers.ticked(&QuestionId::FirmSignals)).map(OptionId::as_str).collect(),
            weights: (questionnaire.method.signal_weight, questionnaire.method.lever_weight),
        }
    }

    /// How an idea fits, or `None` when it does not.
    fn fit(&self, idea: &UseCase) -> Option<Candidate> {
        let fired: Vec<&(SignalId, u8)> =
            idea.signals.iter().filter(|(signal, _)| self.ticked.contains(&signal.as_str())).collect();
        let strongest = fired.iter().map(|(_, weight)| *weight).max()?;
        let suits_size = self.size.is_none_or(|size| idea.size_fit[size] > 0);
        let suits_sector = self.sector.is_none_or(|sector| {
            idea.sectors.iter().any(|suits| suits == sector || suits.as_str() == "all") || strongest >= DEFINING
        });
        (strongest >= TELLING && suits_size && suits_sector).then(|| Candidate {
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
