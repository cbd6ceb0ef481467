//! How many firms like this one use AI: official figures beside the firm's own answers.
//!
//! The firm's size comes first, its industry stands beside it and is never combined with it, then all firms, then the
//! EU. A firm below the size that most statistics begin at gets its own size's figure and nothing else. What does not
//! exist is said, not guessed. Numbers stay whole: how they are written is the shell's.

use crate::answer::{Answer, Answers};
use crate::ids::OptionId;
use crate::order::{Map, insert_in_order};
use crate::questionnaire::{Questionnaire, Role};
use crate::source::Source;

/// The question about how many work in the firm.
const HEADCOUNT: &str = "headcount";
/// The question about its sector.
const SECTOR: &str = "sector";

/// What a figure measures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Metric {
    /// The share of firms that use AI.
    UsesAi,
    /// The share of all firms that use it for a purpose.
    Purpose,
    /// The share of those that use it at all.
    PurposeOfUsers,
    /// The share of all firms that name an obstacle.
    Barrier,
}

impl Metric {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::UsesAi, Self::Purpose, Self::PurposeOfUsers, Self::Barrier];
    /// Their names in files and in text keys, in the same order.
    pub const WORDS: [&'static str; 4] = ["uses-ai", "purpose", "purpose-of-users", "barrier"];

    /// Its name in files and in text keys.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// Where a figure is from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Geo {
    /// All of Sweden.
    Sweden,
    /// The whole EU.
    Eu,
}

impl Geo {
    /// Their names in files and in text keys, in order.
    pub const WORDS: [&'static str; 2] = ["SE", "EU"];

    /// Its name in files and in text keys.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// One official figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// Which figure.
    pub id: String,
    /// What it measures.
    pub metric: Metric,
    /// Where.
    pub geo: Geo,
    /// The year it is for.
    pub year: u32,
    /// Per cent times 100.
    pub hundredths: u32,
    /// The size of the firms.
    pub size: String,
    /// Their industry; none for all of them.
    pub industry: Option<String>,
    /// The purpose or obstacle, where the metric is of one.
    pub about: Option<String>,
    /// Who was counted; names a text.
    pub population: String,
    /// Names its source.
    pub source: String,
    /// How sure it is: `high`, `medium` or `low`.
    pub confidence: String,
}

/// A size of firms in the statistics, by how many work there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Size {
    /// Which size.
    pub id: String,
    /// The fewest.
    pub from: u32,
    /// The most; none for an open one.
    pub to: Option<u32>,
    /// Not a size of its own but all that most statistics count.
    pub whole: bool,
}

/// What does not exist. Which of these still holds is data; when one concerns a firm is decided here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Absence {
    /// A figure for the county.
    County,
    /// Size and industry together.
    SizeAndIndustry,
    /// Anything but the size's own figure for a small firm.
    BelowTen,
    /// The firm's own size, as it has not said it.
    SizeUnknown,
    /// The industry, as it is not in the statistics.
    NotSurveyed,
    /// The industry, as it lies in several groups.
    Split,
    /// The industry in the EU.
    IndustryEu,
    /// Purposes in Sweden.
    PurposesSweden,
}

impl Absence {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::County,
        Self::SizeAndIndustry,
        Self::BelowTen,
        Self::SizeUnknown,
        Self::NotSurveyed,
        Self::Split,
        Self::IndustryEu,
        Self::PurposesSweden,
    ];
    /// Their names in files and in text keys, in the same order.
    pub const WORDS: [&'static str; 8] = [
        "county",
        "size-and-industry",
        "below-ten",
        "size-unknown",
        "not-surveyed",
        "split",
        "industry-eu",
        "purposes-sweden",
    ];

    /// Its name in files and in text keys.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// The one with a name.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// The figures.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Benchmarks {
    /// Their version, as the editors number it.
    pub version: String,
    /// From which level of AI use in a process a firm counts as using AI.
    pub uses_from: u8,
    /// The sizes.
    pub sizes: Vec<Size>,
    /// The industry of a sector, where a group of the statistics matches it.
    pub industry_of: Map<OptionId, String>,
    /// Why a sector has none.
    pub no_industry: Map<OptionId, Absence>,
    /// What does not exist.
    pub absent: Vec<Absence>,
    /// The figures.
    pub figures: Vec<Figure>,
    /// Where they are from, by id.
    pub sources: Map<String, Source>,
}

/// A figure as it may be shown: with its source; year and population are its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// Where it is from.
    pub source: &'a Source,
}

/// What a firm is compared with, in the order it is shown.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Comparison<'a> {
    /// Its own size in Sweden; two where its answer fits two sizes, none where the size is not known.
    pub size: Vec<Shown<'a>>,
    /// Its industry in Sweden, all sizes that are counted.
    pub industry: Option<Shown<'a>>,
    /// All that are counted in Sweden.
    pub total: Option<Shown<'a>>,
    /// The EU: size, industry, all.
    pub eu: Vec<Shown<'a>>,
    /// Whether the purposes are those of firms that use AI, as this one does.
    pub uses_ai: bool,
    /// What AI is used for, most common first.
    pub purposes: Vec<Shown<'a>>,
    /// What hinders, most common in Sweden first; each followed by the EU's figure where there is one.
    pub barriers: Vec<Shown<'a>>,
    /// What does not exist and would concern this firm.
    pub absent: Vec<Absence>,
}

impl Comparison<'_> {
    /// Every figure, in order.
    pub fn all(&self) -> impl Iterator<Item = &Shown<'_>> {
        let first = self.size.iter().chain(&self.industry).chain(&self.total);
        first.chain(&self.eu).chain(&self.purposes).chain(&self.barriers)
    }
}

/// What to compare a firm with.
pub fn compare<'a>(questionnaire: &Questionnaire, answers: &Answers, benchmarks: &'a Benchmarks) -> Comparison<'a> {
    let range = questionnaire.range(answers, HEADCOUNT);
    let own: Vec<&Size> = benchmarks.sizes.iter().filter(|size| !size.whole && overlaps(size, range)).collect();
    let of_own = |geo: Geo| own.iter().filter_map(move |size| benchmarks.newest(Metric::UsesAi, geo, &size.id, None));
    let mut comparison = Comparison { size: of_own(Geo::Sweden).collect(), ..Comparison::default() };
    let mut absent = vec![Absence::County];
    let Some(whole) = benchmarks.sizes.iter().find(|size| size.whole) else { return comparison };
    if range.is_some_and(|(_, to)| to.is_some_and(|to| to < whole.from)) {
        absent.push(Absence::BelowTen);
        comparison.absent = benchmarks.said(&absent);
        return comparison;
    }
    if range.is_none() {
        absent.push(Absence::SizeUnknown);
    }
    let uses = |geo, industry| benchmarks.newest(Metric::UsesAi, geo, &whole.id, industry);
    let sector = answers.profile(SECTOR);
    let industry = sector.and_then(|sector| benchmarks.industry_of.get(sector)).map(String::as_str);
    if let Some(industry) = industry {
        comparison.industry = uses(Geo::Sweden, Some(industry));
        absent.push(Absence::SizeAndIndustry);
    }
    absent.extend(sector.and_then(|sector| benchmarks.no_industry.get(sector)));
    comparison.total = uses(Geo::Sweden, None);
    comparison.eu = of_own(Geo::Eu).collect();
    let in_eu = industry.and_then(|industry| uses(Geo::Eu, Some(industry)));
    if industry.is_some() && in_eu.is_none() {
        absent.push(Absence::IndustryEu);
    }
    comparison.eu.extend(in_eu.into_iter().chain(uses(Geo::Eu, None)));
    comparison.uses_ai = uses_ai(questionnaire, answers, benchmarks.uses_from);
    comparison.purposes = match own.as_slice() {
        _ if !comparison.uses_ai => benchmarks.each(Metric::Purpose, Geo::Eu, &whole.id),
        [size] => benchmarks.each(Metric::PurposeOfUsers, Geo::Eu, &size.id),
        _ => benchmarks.each(Metric::PurposeOfUsers, Geo::Eu, &whole.id),
    };
    absent.push(Absence::PurposesSweden);
    let eu = benchmarks.each(Metric::Barrier, Geo::Eu, &whole.id);
    for shown in benchmarks.each(Metric::Barrier, Geo::Sweden, &whole.id) {
        let about = &shown.figure.about;
        let beside = eu.iter().find(|other| other.figure.about == *about).cloned();
        comparison.barriers.push(shown);
        comparison.barriers.extend(beside);
    }
    comparison.absent = benchmarks.said(&absent);
    comparison
}

impl Benchmarks {
    fn shown<'a>(&'a self, figure: &'a Figure) -> Option<Shown<'a>> {
        Some(Shown { figure, source: self.sources.get(&figure.source)? })
    }

    /// The newest figure that is not of a purpose or an obstacle.
    fn newest(&self, metric: Metric, geo: Geo, size: &str, industry: Option<&str>) -> Option<Shown<'_>> {
        let mut found: Option<&Figure> = None;
        for figure in self.of(metric, geo, size).filter(|figure| figure.industry.as_deref() == industry) {
            if found.is_none_or(|other| other.year < figure.year) {
                found = Some(figure);
            }
        }
        self.shown(found?)
    }

    /// The newest figure of each purpose or obstacle, highest first; equal ones as in the catalogue.
    fn each(&self, metric: Metric, geo: Geo, size: &str) -> Vec<Shown<'_>> {
        let mut ordered: Vec<Shown> = Vec::new();
        for figure in self.of(metric, geo, size) {
            let newer = |other: &Figure| other.about == figure.about && other.year > figure.year;
            if !self.of(metric, geo, size).any(newer)
                && let Some(shown) = self.shown(figure)
            {
                insert_in_order(&mut ordered, shown, |a, b| a.figure.hundredths > b.figure.hundredths);
            }
        }
        ordered
    }

    fn of(&self, metric: Metric, geo: Geo, size: &str) -> impl Iterator<Item = &Figure> {
        self.figures.iter().filter(move |one| one.metric == metric && one.geo == geo && one.size == size)
    }

    /// Those that still do not exist.
    fn said(&self, absent: &[Absence]) -> Vec<Absence> {
        absent.iter().filter(|one| self.absent.contains(one)).copied().collect()
    }
}

fn overlaps(size: &Size, range: Option<(u32, Option<u32>)>) -> bool {
    range.is_some_and(|(from, to)| size.to.is_none_or(|most| from <= most) && to.is_none_or(|to| size.from <= to))
}

/// Whether any process that they went through uses AI at a level or above.
fn uses_ai(questionnaire: &Questionnaire, answers: &Answers, least: u8) -> bool {
    questionnaire.chosen(answers).any(|process| {
        questionnaire.with_role(Role::Use).any(
            |dimension| matches!(answers.of(process, &dimension.id), Some(Answer::Level(level)) if *level >= least),
        )
    })
}
