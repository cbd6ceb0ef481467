//! Scores in exact integer arithmetic: readiness with bounds and coverage, use, need.
//!
//! Unknown answers never count as zero: they give bounds. What does not apply leaves the sum altogether.

use std::cmp::Ordering;

use crate::answer::{Answer, Answers};
use crate::ids::{DimensionId, ProcessId};
use crate::questionnaire::{Dimension, Method, Questionnaire, Role};

/// An exact number, never negative. Equal values compare equal whatever their terms.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    num: u32,
    den: u32,
}

impl Ratio {
    /// A number from its terms; a denominator of zero is read as one.
    pub fn new(num: u32, den: u32) -> Self {
        Self { num, den: den.max(1) }
    }

    /// The whole part.
    pub fn floor(self) -> u32 {
        self.num / self.den
    }

    /// Whether the part after the point is a half or more.
    pub fn upper_half(self) -> bool {
        (self.num % self.den) * 2 >= self.den
    }

    /// In hundredths, halves rounded up: 2,24 is 224.
    pub fn hundredths(self) -> u32 {
        (self.num * 200 + self.den) / (self.den * 2)
    }

    /// How far another number lies above this one; zero when it lies below.
    pub fn up_to(self, other: Self) -> Self {
        Self::new((other.num * self.den).saturating_sub(self.num * other.den), self.den * other.den)
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Ratio {}
impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (u64::from(self.num) * u64::from(other.den)).cmp(&(u64::from(other.num) * u64::from(self.den)))
    }
}

/// The lowest and the highest value that the missing answers allow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds<T> {
    /// With the lowest answer to each unknown.
    pub low: T,
    /// With the highest answer to each unknown.
    pub high: T,
}

/// One value on a scale, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// Answered with a level.
    Level(u8),
    /// Not answered, or "don't know".
    Unknown,
    /// The question does not apply.
    NotApplicable,
}

impl Known {
    /// Reads an answer to a scale question.
    pub fn from_answer(answer: Option<&Answer>) -> Self {
        match answer {
            Some(Answer::Level(level)) => Self::Level(*level),
            Some(Answer::NotApplicable) => Self::NotApplicable,
            _ => Self::Unknown,
        }
    }

    /// The level, where there is one.
    pub fn level(self) -> Option<u8> {
        match self {
            Self::Level(level) => Some(level),
            _ => None,
        }
    }
}

/// A level as it is shown: the whole part, and whether at least half of the next is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Level {
    /// 0 to the top of the scale.
    pub value: u8,
    /// Shown as `+`.
    pub plus: bool,
}

impl Level {
    /// The level of a score.
    pub fn of(score: Ratio) -> Self {
        Self { value: u8::try_from(score.floor()).unwrap_or(u8::MAX), plus: score.upper_half() }
    }
}

/// Readiness of one process with everything its explanation needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Readiness {
    /// Each readiness dimension with what is known of it, in the order it is asked.
    pub parts: Vec<(DimensionId, Known)>,
    /// The score from the known answers; none when too few are known.
    pub score: Option<Ratio>,
    /// The exact bounds over all completions; none when nothing applies.
    pub bounds: Option<Bounds<Ratio>>,
    /// The arithmetic behind `score`.
    pub sum: Option<Arithmetic>,
    /// The unknown whose answer narrows the bounds most, whatever it turns out to be.
    pub narrowest: Option<DimensionId>,
}

/// How a score came about: `(weight_min · minimum + weight_mean · total / count) / (weight_min + weight_mean)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arithmetic {
    /// The lowest known answer.
    pub minimum: u8,
    /// The sum of the known answers.
    pub total: u32,
    /// How many are known.
    pub count: u32,
    /// Weight of the minimum.
    pub weight_min: u32,
    /// Weight of the mean.
    pub weight_mean: u32,
}

impl Arithmetic {
    /// Sums up known levels; `None` for none.
    pub fn of(method: &Method, levels: &[u8]) -> Option<Self> {
        Some(Self {
            minimum: *levels.iter().min()?,
            total: levels.iter().map(|level| u32::from(*level)).sum(),
            count: u32::try_from(levels.len()).ok()?,
            weight_min: method.weight_min,
            weight_mean: method.weight_mean,
        })
    }

    /// The score.
    pub fn score(self) -> Ratio {
        let weights = self.weight_min + self.weight_mean;
        Ratio::new(
            self.weight_min * u32::from(self.minimum) * self.count + self.weight_mean * self.total,
            weights * self.count,
        )
    }

    /// What the minimum adds to the score.
    pub fn from_minimum(self) -> Ratio {
        Ratio::new(self.weight_min * u32::from(self.minimum), self.weight_min + self.weight_mean)
    }

    /// What the mean adds to the score.
    pub fn from_mean(self) -> Ratio {
        Ratio::new(self.weight_mean * self.total, (self.weight_min + self.weight_mean) * self.count)
    }

    /// The mean of the known answers.
    pub fn mean(self) -> Ratio {
        Ratio::new(self.total, self.count)
    }
}

/// Readiness from levels and unknowns, each with the top of its scale.
pub fn readiness_of(method: &Method, parts: &[(DimensionId, Known, u8)]) -> Readiness {
    let fill = |with: &dyn Fn(&DimensionId, u8) -> u8| -> Vec<u8> {
        parts
            .iter()
            .filter_map(|(id, known, top)| match known {
                Known::Level(level) => Some(*level),
                Known::Unknown => Some(with(id, *top)),
                Known::NotApplicable => None,
            })
            .collect()
    };
    let score = |levels: Vec<u8>| Arithmetic::of(method, &levels).map(Arithmetic::score);
    let bounds = |fixed: Option<(&DimensionId, u8)>| -> Option<Bounds<Ratio>> {
        let fixed_at = |id: &DimensionId| fixed.filter(|(which, _)| *which == id).map(|(_, level)| level);
        Some(Bounds {
            low: score(fill(&|id, _| fixed_at(id).unwrap_or(0)))?,
            high: score(fill(&|id, top| fixed_at(id).unwrap_or(top)))?,
        })
    };
    let known: Vec<u8> = parts.iter().filter_map(|(_, known, _)| known.level()).collect();
    let sum = Arithmetic::of(method, &known).filter(|_| known.len() >= method.minimum_known);
    let widest_left = |id: &DimensionId, top: u8| {
        (0..=top).filter_map(|level| bounds(Some((id, level)))).map(|left| left.low.up_to(left.high)).max()
    };
    let mut narrowest: Option<(Ratio, &DimensionId)> = None;
    for (id, known, top) in parts {
        if *known != Known::Unknown {
            continue;
        }
        if let Some(left) = widest_left(id, *top)
            && narrowest.is_none_or(|(best, _)| left < best)
        {
            narrowest = Some((left, id));
        }
    }
    Readiness {
        parts: parts.iter().map(|(id, known, _)| (id.clone(), *known)).collect(),
        score: sum.map(Arithmetic::score),
        bounds: bounds(None),
        sum,
        narrowest: narrowest.map(|(_, id)| id.clone()),
    }
}

/// Readiness of one process by the pack's method.
pub fn readiness(questionnaire: &Questionnaire, answers: &Answers, process: &ProcessId) -> Readiness {
    let parts: Vec<_> = questionnaire
        .with_role(Role::Readiness)
        .map(|dimension| (dimension.id.clone(), known(answers, process, dimension), dimension.top))
        .collect();
    readiness_of(&questionnaire.method, &parts)
}

/// What is known of one dimension of one process.
pub fn known(answers: &Answers, process: &ProcessId, dimension: &Dimension) -> Known {
    Known::from_answer(answers.of(process, &dimension.id))
}

/// What is known of the one dimension of a role, such as AI use.
pub fn known_role(questionnaire: &Questionnaire, answers: &Answers, process: &ProcessId, role: Role) -> Known {
    questionnaire.with_role(role).next().map_or(Known::Unknown, |dimension| known(answers, process, dimension))
}

impl Readiness {
    /// The level as it is shown; none when too few answers are known.
    pub fn level(&self) -> Option<Level> {
        self.score.map(Level::of)
    }

    /// How many of the applicable answers are known.
    pub fn coverage(&self) -> (usize, usize) {
        let known = self.parts.iter().filter(|(_, known)| known.level().is_some()).count();
        let applicable = self.parts.iter().filter(|(_, known)| *known != Known::NotApplicable).count();
        (known, applicable)
    }

    /// The dimensions that are not known.
    pub fn unknown(&self) -> impl Iterator<Item = &DimensionId> {
        self.parts.iter().filter(|(_, known)| *known == Known::Unknown).map(|(id, _)| id)
    }
}

/// Need from its three answers: `100 · √(((time + cost) / 8) · (fit / 4))` on scales 0–4. No time and no cost, or no
/// fit, is no need at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Need {
    /// `(time + cost) · fit`.
    product: u32,
    /// The product at the top of all scales.
    full: u32,
    /// Hours in a busy week, as a level.
    pub time: u8,
    /// What errors cost, as a level.
    pub cost: u8,
    /// How much is the kind of work that AI can help with, as a level.
    pub fit: u8,
}

/// How strong a need is, for the decision table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NeedBand {
    /// Below the method's medium limit.
    Low,
    /// Between, or high without enough hours or costly errors.
    Medium,
    /// High, with enough hours or costly errors.
    Real,
}

impl Need {
    /// The need of three levels on scales with these tops.
    pub fn of([time, cost, fit]: [u8; 3], tops: [u8; 3]) -> Self {
        let [top_time, top_cost, top_fit] = tops.map(u32::from);
        Self {
            product: (u32::from(time) + u32::from(cost)) * u32::from(fit),
            full: ((top_time + top_cost) * top_fit).max(1),
            time,
            cost,
            fit,
        }
    }

    /// The value in tenths, 0–1000, halves rounded up. (4,4,4) is 1000, (3,2,4) is 791.
    pub fn tenths(self) -> u32 {
        let twice = (4_000_000 * u64::from(self.product) / u64::from(self.full)).isqrt();
        u32::try_from(twice.div_ceil(2)).unwrap_or(u32::MAX)
    }

    /// Whether the exact value reaches a limit, 0–100.
    pub fn reaches(self, limit: u32) -> bool {
        u64::from(self.product) * 10_000 >= u64::from(limit) * u64::from(limit) * u64::from(self.full)
    }

    /// The band of the decision table.
    pub fn band(self, method: &Method) -> NeedBand {
        let weighs = self.time >= method.real_time || self.cost >= method.real_cost;
        if !self.reaches(method.need_medium) {
            NeedBand::Low
        } else if self.reaches(method.need_high) && weighs {
            NeedBand::Real
        } else {
            NeedBand::Medium
        }
    }
}

/// The need of one process, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NeedScore {
    /// Time, error cost and fit, as far as they are known.
    pub parts: [Known; 3],
    /// The tops of their scales.
    pub tops: [u8; 3],
    /// The exact bounds; equal when all three are known.
    pub bounds: Bounds<Need>,
}

impl NeedScore {
    /// The need, when all three answers are known.
    pub fn exact(&self) -> Option<Need> {
        self.parts.iter().all(|part| *part != Known::Unknown).then_some(self.bounds.low)
    }

    /// Every combination of levels that the unknown answers allow.
    pub fn completions(&self) -> Vec<[u8; 3]> {
        let range = |index: usize| match self.parts[index] {
            Known::Level(level) => level..=level,
            Known::Unknown => 0..=self.tops[index],
            Known::NotApplicable => 0..=0,
        };
        let (times, costs, fits) = (range(0), range(1), range(2));
        times
            .flat_map(|time| costs.clone().map(move |cost| (time, cost)))
            .flat_map(|(time, cost)| fits.clone().map(move |fit| [time, cost, fit]))
            .collect()
    }
}

/// The need of one process. A need question that does not apply counts as none.
pub fn need(questionnaire: &Questionnaire, answers: &Answers, process: &ProcessId) -> NeedScore {
    let roles = [Role::NeedTime, Role::NeedCost, Role::NeedFit];
    let parts = roles.map(|role| known_role(questionnaire, answers, process, role));
    let tops = roles.map(|role| questionnaire.with_role(role).next().map_or(0, |dimension| dimension.top));
    let fill = |high: bool| {
        let mut levels = [0; 3];
        for (index, level) in levels.iter_mut().enumerate() {
            *level = match parts[index] {
                Known::Level(known) => known,
                Known::Unknown if high => tops[index],
                _ => 0,
            };
        }
        Need::of(levels, tops)
    };
    NeedScore { parts, tops, bounds: Bounds { low: fill(false), high: fill(true) } }
}
