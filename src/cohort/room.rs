//! The room at a glance: firms by processes, and what many of them have in common.

use std::cmp::{Ordering, Reverse};

use super::{Area, Hindrance, Member, Said};
use crate::ids::{CourseId, OptionId, ProcessId, QuestionId, RouteId, UseCaseId};
use crate::order::Map;
use crate::people::{Gap, Size};
use crate::questionnaire::{Dimension, Questionnaire};
use crate::scoring::Ratio;
use crate::words::Words;

/// The fewest answers from which a spread is shown.
const FEWEST_ANSWERS: usize = 4;

/// Which firms are looked at; what is `None` lets all pass.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Only this sector.
    pub sector: Option<OptionId>,
    /// Only this size.
    pub size: Option<Size>,
    /// Only this municipality.
    pub municipality: Option<OptionId>,
}

impl Filter {
    pub(super) fn passes(&self, member: &Member) -> bool {
        fn fits<T: PartialEq>(wanted: &Option<T>, has: &Option<T>) -> bool {
            wanted.is_none() || wanted == has
        }
        fits(&self.sector, &member.sector)
            && fits(&self.size, &member.size)
            && fits(&self.municipality, &member.municipality)
    }
}

/// The firms that are looked at, for those who hold their reports.
#[derive(Clone, Debug)]
pub struct Room<'a> {
    /// The firms, in order of report id.
    pub members: Vec<&'a Member>,
}

/// How many firms share something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Count<T> {
    /// What they share.
    pub what: T,
    /// How many firms.
    pub firms: usize,
}

/// Firms by processes.
#[derive(Clone, Debug)]
pub struct Grid<'a> {
    /// The columns: every process of the pack that any of the firms went through, in the order of the picker.
    pub processes: Vec<ProcessId>,
    /// The rows.
    pub rows: Vec<GridRow<'a>>,
}

/// A firm's row.
#[derive(Clone, Debug)]
pub struct GridRow<'a> {
    /// The firm.
    pub member: &'a Member,
    /// A cell a column; none where it did not go through the process.
    pub cells: Vec<Option<&'a Area>>,
}

/// What the rows of the grid go by. Firms without a value come last; equal ones stand in order of report id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Sort {
    /// The firm's name.
    #[default]
    Label,
    /// The sector.
    Sector,
    /// The size, smallest first.
    Size,
    /// The municipality.
    Municipality,
    /// When the report was saved, newest first.
    Saved,
    /// Readiness in a process, lowest first.
    Readiness(ProcessId),
    /// Use in a process, lowest first.
    Use(ProcessId),
    /// Need in a process by its lower bound, greatest first.
    Need(ProcessId),
    /// The outcome in a process, in the order of the advice.
    Outcome(ProcessId),
}

/// What the firms said to one question with levels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spread {
    /// Which question.
    pub question: QuestionId,
    /// How many said each level, 0 first.
    pub levels: Vec<usize>,
    /// How many do not know.
    pub dont_know: usize,
    /// How many say that it does not apply.
    pub not_applicable: usize,
    /// The median of the levels; none with fewer than four of them.
    pub median: Option<Ratio>,
    /// The lowest and the highest level; none with fewer than four.
    pub range: Option<(u8, u8)>,
}

/// What a member adds, one after the other.
type Each<'e, T> = dyn Fn(&Member, &mut dyn FnMut(T)) + 'e;

impl<'a> Room<'a> {
    /// Firms by processes.
    pub fn grid(&self, words: &Words, sort: &Sort) -> Grid<'a> {
        self.grid_turned(words, sort, false)
    }

    /// Firms by processes, `turned` with the last first; firms without a value come last all the same.
    pub fn grid_turned(&self, words: &Words, sort: &Sort, turned: bool) -> Grid<'a> {
        let questionnaire = words.questionnaire;
        let gone_through = |id: &&ProcessId| self.members.iter().any(|member| member.area(id).is_some());
        let processes: Vec<ProcessId> = questionnaire.in_order().filter(gone_through).cloned().collect();
        // A name is put into the language's order once and not at each comparison.
        let named = |member: &'a Member| (sort.name(words, member).map(|name| words.prose.rank(&name)), member);
        let mut members: Vec<(Option<Vec<u32>>, &'a Member)> = self.members.iter().copied().map(named).collect();
        members.sort_by(|(name, a), (other, b)| {
            last(turned, name.as_ref(), other.as_ref()).then_with(|| sort.compare(questionnaire, turned, a, b))
        });
        let row = |member: &'a Member| GridRow { member, cells: processes.iter().map(|id| member.area(id)).collect() };
        Grid { rows: members.into_iter().map(|(_, member)| row(member)).collect(), processes }
    }

    /// What keeps ideas from beginning, commonest first.
    pub fn hindrances(&self) -> Vec<Count<Hindrance>> {
        self.counted(&|member, add| member.hindrances.iter().for_each(|one| add(one.clone())))
    }

    /// The ideas that firms chose or can begin now, most wanted first.
    pub fn wanted(&self) -> Vec<Count<UseCaseId>> {
        self.counted(&|member, add| member.wishes().for_each(|(idea, _)| add(idea.clone())))
    }

    /// The routes to money that fit what firms chose or can begin first.
    pub fn funding(&self) -> Vec<Count<RouteId>> {
        self.counted(&|member, add| member.routes.iter().for_each(|route| add(route.clone())))
    }

    /// The training that helps, most helpful first.
    pub fn training(&self) -> Vec<Count<CourseId>> {
        self.counted(&|member, add| member.courses.iter().for_each(|course| add(course.clone())))
    }

    /// What firms lack that can be learnt, commonest first.
    pub fn gaps(&self) -> Vec<Count<Gap>> {
        let mut counts: Vec<Count<Gap>> = Vec::new();
        for (gap, _) in self.members.iter().flat_map(|member| &member.gaps) {
            match counts.iter_mut().find(|count| count.what == *gap) {
                Some(count) => count.firms += 1,
                None => counts.push(Count { what: gap.clone(), firms: 1 }),
            }
        }
        counts.sort_by_key(|count| Reverse(count.firms));
        counts
    }

    /// Each thing that members add, with how many firms do; commonest first, then in order.
    fn counted<T: Ord + Clone>(&self, each: &Each<T>) -> Vec<Count<T>> {
        let mut firms: Map<T, usize> = Map::new();
        for member in &self.members {
            each(member, &mut |what| {
                let so_far = firms.get(&what).copied().unwrap_or(0);
                firms.insert(what, so_far + 1);
            });
        }
        let mut counts: Vec<Count<T>> = firms.into_iter().map(|(what, firms)| Count { what, firms }).collect();
        counts.sort_by_key(|count| Reverse(count.firms));
        counts
    }

    /// The spread of every question with levels that any of the firms was asked: process by process, then the firm's
    /// footing.
    pub fn spreads(&self, questionnaire: &Questionnaire) -> Vec<Spread> {
        let of_process = |process: &ProcessId| {
            let areas: Vec<&Area> = self.members.iter().filter_map(|member| member.area(process)).collect();
            let spread = |(at, dimension): (usize, &Dimension)| {
                let question = QuestionId::Process(process.clone(), dimension.id.clone());
                let said = areas.iter().filter_map(|area| area.said.get(at));
                Spread::of(question, dimension.top, &mut said.copied())
            };
            let asked = if areas.is_empty() { &[] } else { questionnaire.dimensions.as_slice() };
            asked.iter().enumerate().map(spread).collect::<Vec<_>>()
        };
        let of_firm = questionnaire.enablers.iter().enumerate().map(|(at, enabler)| {
            let said = self.members.iter().filter_map(|member| member.footing.get(at));
            Spread::of(QuestionId::Enabler(enabler.id.clone()), enabler.top, &mut said.copied())
        });
        questionnaire.in_order().flat_map(of_process).chain(of_firm).collect()
    }
}

impl Sort {
    /// Its name in messages and choices.
    pub fn id(&self) -> String {
        match self {
            Self::Label => "label".to_string(),
            Self::Sector => "sector".to_string(),
            Self::Size => "size".to_string(),
            Self::Municipality => "municipality".to_string(),
            Self::Saved => "saved".to_string(),
            Self::Readiness(process) => format!("readiness:{process}"),
            Self::Use(process) => format!("use:{process}"),
            Self::Need(process) => format!("need:{process}"),
            Self::Outcome(process) => format!("outcome:{process}"),
        }
    }

    /// What a name stands for.
    pub fn parse(id: &str) -> Option<Self> {
        Some(match id.split_once(':') {
            None => match id {
                "label" => Self::Label,
                "sector" => Self::Sector,
                "size" => Self::Size,
                "municipality" => Self::Municipality,
                "saved" => Self::Saved,
                _ => return None,
            },
            Some((what, process)) => match what {
                "readiness" => Self::Readiness(process.into()),
                "use" => Self::Use(process.into()),
                "need" => Self::Need(process.into()),
                "outcome" => Self::Outcome(process.into()),
                _ => return None,
            },
        })
    }

    /// The process that they go by a number of.
    pub fn process(&self) -> Option<&str> {
        match self {
            Self::Readiness(id) | Self::Use(id) | Self::Need(id) | Self::Outcome(id) => Some(id.as_str()),
            _ => None,
        }
    }

    /// The name that rows go by, where they go by one.
    fn name(&self, words: &Words, member: &Member) -> Option<String> {
        let option = |question: &str, id: &Option<OptionId>| {
            id.as_ref().map(|id| words.option(&QuestionId::Profile(question.into()), id))
        };
        match self {
            Self::Label => (!member.label.is_empty()).then(|| member.label.clone()),
            Self::Sector => option("sector", &member.sector),
            Self::Municipality => option("municipality", &member.municipality),
            _ => None,
        }
    }

    /// Members by a number or a day; alike where rows go by a name.
    fn compare(&self, questionnaire: &Questionnaire, turned: bool, a: &Member, b: &Member) -> Ordering {
        let rank = |area: &Area| {
            let order = &questionnaire.advice_order;
            order.iter().position(|outcome| *outcome == area.outcome).unwrap_or(order.len())
        };
        match self {
            Self::Label | Self::Sector | Self::Municipality => Ordering::Equal,
            Self::Size => last(turned, a.size, b.size),
            Self::Saved => last(turned, Some(Reverse(&a.saved_at)), Some(Reverse(&b.saved_at))),
            Self::Readiness(id) => {
                let score = |member: &Member| member.area(id).and_then(|area| area.readiness);
                last(turned, score(a), score(b))
            }
            Self::Use(id) => {
                let level = |member: &Member| member.area(id).and_then(|area| area.in_use.level());
                last(turned, level(a), level(b))
            }
            Self::Need(id) => {
                let need = |member: &Member| member.area(id).map(|area| Reverse(area.need.low));
                last(turned, need(a), need(b))
            }
            Self::Outcome(id) => last(turned, a.area(id).map(rank), b.area(id).map(rank)),
        }
    }
}

/// Values in order, and what has none last.
fn last<T: Ord>(turned: bool, a: Option<T>, b: Option<T>) -> Ordering {
    let order = if turned { b.cmp(&a) } else { a.cmp(&b) };
    a.is_none().cmp(&b.is_none()).then(order)
}

impl Spread {
    fn of(question: QuestionId, top: u8, said: &mut dyn Iterator<Item = Said>) -> Self {
        let mut spread = Self {
            question,
            levels: vec![0; usize::from(top) + 1],
            dont_know: 0,
            not_applicable: 0,
            median: None,
            range: None,
        };
        for one in said {
            match one {
                Said::Level(level) => {
                    if let Some(count) = spread.levels.get_mut(usize::from(level)) {
                        *count += 1;
                    }
                }
                Said::DontKnow => spread.dont_know += 1,
                Said::NotApplicable => spread.not_applicable += 1,
                Said::Nothing => {}
            }
        }
        let answers: usize = spread.levels.iter().sum();
        if answers >= FEWEST_ANSWERS {
            let [lowest, low, high, highest] =
                [0, (answers - 1) / 2, answers / 2, answers - 1].map(|place| spread.ranked(place));
            spread.median = Some(Ratio::new(u32::from(low) + u32::from(high), 2));
            spread.range = Some((lowest, highest));
        }
        spread
    }

    /// The level at a place, 0 first, when all that were said stand in order.
    fn ranked(&self, place: usize) -> u8 {
        let mut passed = 0;
        let at = self.levels.iter().position(|count| {
            passed += count;
            passed > place
        });
        at.and_then(|level| u8::try_from(level).ok()).unwrap_or(0)
    }
}
