//! One process with its unknown answers: every completion of them is tried on the table.

use super::{FIND_OUT, Gap, IdeaState, Outcome, Situation, TOO_FEW, Verdict};
use crate::advice::{self, Candidate};
use crate::ids::{DimensionId, ProcessId, QuestionId};
use crate::order::Set;
use crate::questionnaire::{Dimension, Prerequisite, Questionnaire, Role, Row};
use crate::scoring::{Known, Need, NeedBand, NeedScore, Readiness};

/// All that one process' verdict depends on.
pub(super) struct Case<'a> {
    /// The pack.
    pub questionnaire: &'a Questionnaire,
    /// What is known for certain; the rest of it is tried.
    pub base: Situation,
    /// Readiness, part by part.
    pub readiness: Readiness,
    /// What the ideas require of readiness.
    pub hurdles: Hurdles,
    /// Need.
    pub need: NeedScore,
    /// How much AI is in use.
    pub in_use: Known,
    /// The ideas that fit, most valuable first.
    pub candidates: &'a [Candidate],
    /// Nothing fits so far, and what they recognise has not been answered: whether an idea fits is open too.
    pub signals_open: bool,
    /// Which process.
    pub process: &'a ProcessId,
}

/// An unknown answer tried with one of its values.
#[derive(Clone, Copy)]
struct Pin<'q> {
    question: &'q QuestionId,
    level: u8,
}

/// A level that an idea requires, with the index of its part of readiness; no index where readiness has no such part.
type Hurdle = (Option<usize>, u8);

/// What the ideas require, looked up once: thousands of completions of one process can be tried against it.
pub(super) struct Hurdles {
    /// Of the most valuable idea.
    idea: Option<Vec<Hurdle>>,
    /// Of each small idea.
    small: Vec<Vec<Hurdle>>,
    /// The part of readiness that says which rules there are.
    rules: Option<usize>,
}

impl Hurdles {
    /// Those of the ideas that fit, most valuable first.
    pub fn of(questionnaire: &Questionnaire, readiness: &Readiness, candidates: &[Candidate]) -> Self {
        let index = |dimension: &DimensionId| readiness.parts.iter().position(|(id, _)| id == dimension);
        let of = |idea: &Candidate| -> Vec<Hurdle> {
            let required = advice::requirements(questionnaire, idea).into_iter();
            required.map(|(dimension, level)| (index(&dimension), level)).collect()
        };
        Self {
            idea: candidates.first().map(of),
            small: candidates.iter().filter(|idea| idea.is_small()).map(of).collect(),
            rules: rules_dimension(questionnaire).and_then(|dimension| index(&dimension.id)),
        }
    }
}

fn rules_dimension(questionnaire: &Questionnaire) -> Option<&Dimension> {
    let governs = |dimension: &&Dimension| dimension.prerequisite == Some(Prerequisite::Governance);
    questionnaire.dimensions.iter().find(governs)
}

/// Rules in place, the best idea's state and the small ideas' state: what readiness decides.
type Footing = (u8, IdeaState, IdeaState);

impl Case<'_> {
    /// The outcome where every completion leads to one, else that something has to be found out.
    pub fn verdict(&self) -> Verdict {
        let rows = self.reachable(None);
        let open = Set::from_iter(rows.iter().map(|row| row.outcome));
        // Of several rows with one outcome, the last one's condition is the one that holds in every completion.
        match rows.last() {
            Some(row) if open.len() == 1 => {
                let idea = self.deciding_idea(row);
                let gaps = match idea {
                    Some(idea) => self.gaps(&advice::requirements(self.questionnaire, idea)),
                    None if row.outcome == Outcome::Prepare => self.gaps(&self.rules_wanted()),
                    None => Vec::new(),
                };
                Verdict { gaps, idea: idea.cloned(), ..Verdict::without_idea(row.outcome, row.reason.clone(), open) }
            }
            _ if self.enough() => {
                let decides = self.deciding_question();
                Verdict { decides, ..Verdict::without_idea(Outcome::FindOutFirst, FIND_OUT.into(), open) }
            }
            _ => Verdict::without_idea(Outcome::TooLittle, TOO_FEW.into(), open),
        }
    }

    /// Whether there are enough answers for a level.
    fn enough(&self) -> bool {
        self.readiness.sum.is_some()
    }

    /// The idea that a row speaks of: the most valuable one, or a small one where the row looks at small ones.
    fn deciding_idea(&self, row: &Row) -> Option<&Candidate> {
        if !row.when.small_idea.is_empty() {
            let ready = |idea: &&Candidate| self.gaps(&advice::requirements(self.questionnaire, idea)).is_empty();
            return self.small_candidates().find(ready).or_else(|| self.small_candidates().next());
        }
        let looks_at_need = !row.when.need.is_empty();
        let acts = matches!(row.outcome, Outcome::DoNow | Outcome::Prepare);
        self.candidates.first().filter(|_| looks_at_need && acts)
    }

    fn small_candidates(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|idea| idea.is_small())
    }

    /// What is required and not in place. What does not apply to them is not in place either.
    fn gaps(&self, required: &[(DimensionId, u8)]) -> Vec<Gap> {
        let gap = |(dimension, need): &(DimensionId, u8)| {
            let part = self.readiness.parts.iter().find(|(id, _)| id == dimension);
            let have = part.and_then(|(_, known)| match known {
                Known::NotApplicable => Some(0),
                known => known.level(),
            });
            let lacks = have.is_none_or(|have| have < *need);
            lacks.then(|| Gap { dimension: dimension.clone(), have, need: *need })
        };
        required.iter().filter_map(gap).collect()
    }

    /// Where AI is ordinary work already, rules at the default target are what is wanted.
    fn rules_wanted(&self) -> Vec<(DimensionId, u8)> {
        let target = self.questionnaire.method.default_target;
        rules_dimension(self.questionnaire).map(|dimension| (dimension.id.clone(), target)).into_iter().collect()
    }

    /// The levels that an answer can have: the one given, the one it is pinned to, or all.
    fn span(&self, dimension: &Dimension, known: Known, pin: Option<Pin>) -> std::ops::RangeInclusive<u8> {
        match known {
            Known::Level(level) => level..=level,
            Known::NotApplicable => 0..=0,
            Known::Unknown => match pin {
                Some(Pin { question: QuestionId::Process(_, id), level }) if *id == dimension.id => level..=level,
                _ => 0..=dimension.top,
            },
        }
    }

    /// The rows that some completion of the unknown answers leads to, in table order and each once.
    fn reachable(&self, pin: Option<Pin>) -> Vec<&Row> {
        let use_levels = match self.questionnaire.with_role(Role::Use).next() {
            Some(dimension) => self.span(dimension, self.in_use, pin),
            None => 0..=0,
        };
        let (bands, footings) = (self.bands(pin), self.footings(pin));
        let mut situations = Set::new();
        for in_use in use_levels {
            for need in &bands {
                for (rules, idea, small_idea) in &footings {
                    let (rules, idea, small_idea) = (*rules, *idea, *small_idea);
                    situations.insert(Situation { in_use, rules, need: *need, idea, small_idea, ..self.base });
                }
            }
        }
        let table = &self.questionnaire.table;
        let hit = Set::from_iter(situations.iter().filter_map(|at| table.iter().position(|row| row.when.holds(at))));
        hit.into_iter().filter_map(|index| table.get(index)).collect()
    }

    /// How strong the need can turn out to be.
    fn bands(&self, pin: Option<Pin>) -> Set<NeedBand> {
        let roles = [Role::NeedTime, Role::NeedCost, Role::NeedFit];
        let pinned = |index: usize, level: u8| match (pin, self.questionnaire.with_role(roles[index]).next()) {
            (Some(Pin { question: QuestionId::Process(_, id), level: wanted }), Some(dimension))
                if *id == dimension.id && self.need.parts[index] == Known::Unknown =>
            {
                wanted == level
            }
            _ => true,
        };
        let completions = self.need.completions().into_iter();
        let allowed =
            completions.filter(|levels| levels.iter().enumerate().all(|(index, level)| pinned(index, *level)));
        Set::from_iter(allowed.map(|levels| Need::of(levels, self.need.tops).band(&self.questionnaire.method)))
    }

    /// What readiness can turn out to allow. With too few answers for a level, ideas are out of sight and may be in
    /// any state.
    fn footings(&self, pin: Option<Pin>) -> Set<Footing> {
        const STATES: [IdeaState; 3] = [IdeaState::None, IdeaState::Blocked, IdeaState::Ready];
        if !self.enough() {
            let rules = rules_dimension(self.questionnaire).map_or(0..=0, |dimension| {
                let part = self.readiness.parts.iter().find(|(id, _)| *id == dimension.id);
                self.span(dimension, part.map_or(Known::Unknown, |(_, known)| *known), pin)
            });
            let states = STATES.iter().flat_map(|idea| STATES.iter().map(move |small| (*idea, *small)));
            return Set::from_iter(
                states.flat_map(|(idea, small)| rules.clone().map(move |rules| (rules, idea, small))),
            );
        }
        let guesses: &[IdeaState] = match (self.signals_open, pin) {
            (true, Some(Pin { question: QuestionId::Signals(_), level })) => {
                let index = usize::from(level).min(STATES.len() - 1);
                &STATES[index..=index]
            }
            (true, _) => &STATES,
            (false, _) => &[],
        };
        let mut footings = Set::new();
        for levels in self.readiness_completions(pin) {
            let (rules, idea, small) = self.footing(&levels);
            if guesses.is_empty() {
                footings.insert((rules, idea, small));
            }
            footings.extend(guesses.iter().map(|guess| (rules, *guess, *guess)));
        }
        footings
    }

    /// Every set of readiness levels that the unknown answers allow.
    fn readiness_completions(&self, pin: Option<Pin>) -> Vec<Vec<u8>> {
        let spans = self.readiness.parts.iter().map(|(id, known)| {
            self.questionnaire.dimension(id).map_or(0..=0, |dimension| self.span(dimension, *known, pin))
        });
        spans.fold(vec![Vec::new()], |sofar, span| {
            let longer = |levels: &Vec<u8>| -> Vec<Vec<u8>> {
                span.clone().map(|level| levels.iter().copied().chain([level]).collect()).collect()
            };
            sofar.iter().flat_map(longer).collect()
        })
    }

    fn footing(&self, levels: &[u8]) -> Footing {
        let has = |part: Option<usize>| part.and_then(|index| levels.get(index).copied()).unwrap_or(0);
        let ready = |hurdles: &Vec<Hurdle>| hurdles.iter().all(|(part, level)| has(*part) >= *level);
        let state = |ready: bool| if ready { IdeaState::Ready } else { IdeaState::Blocked };
        let Hurdles { idea, small, rules } = &self.hurdles;
        let small = if small.is_empty() { IdeaState::None } else { state(small.iter().any(ready)) };
        (has(*rules), idea.as_ref().map_or(IdeaState::None, |idea| state(ready(idea))), small)
    }

    /// The question whose answer leaves the fewest outcomes open, whatever it turns out to be.
    fn deciding_question(&self) -> Option<QuestionId> {
        let left = |(question, top): &(QuestionId, u8)| -> (usize, usize) {
            let open = (0..=*top).map(|level| {
                let rows = self.reachable(Some(Pin { question, level }));
                Set::from_iter(rows.iter().map(|row| row.outcome)).len()
            });
            open.fold((0, 0), |(worst, sum), count| (worst.max(count), sum + count))
        };
        self.unknowns().iter().min_by_key(|unknown| left(unknown)).map(|(question, _)| question.clone())
    }

    /// The unknown answers with the tops of their scales, in the order in which they are asked.
    fn unknowns(&self) -> Vec<(QuestionId, u8)> {
        let known = |dimension: &Dimension| match dimension.role {
            Role::Readiness => {
                let part = self.readiness.parts.iter().find(|(id, _)| *id == dimension.id);
                part.map_or(Known::Unknown, |(_, known)| *known)
            }
            Role::Use => self.in_use,
            Role::NeedTime => self.need.parts[0],
            Role::NeedCost => self.need.parts[1],
            Role::NeedFit => self.need.parts[2],
        };
        let open = self.questionnaire.dimensions.iter().filter(|dimension| known(dimension) == Known::Unknown);
        let asked =
            open.map(|dimension| (QuestionId::Process(self.process.clone(), dimension.id.clone()), dimension.top));
        // What they would tick is one of: nothing that fits, something out of reach, something within reach.
        asked.chain(self.signals_open.then(|| (QuestionId::Signals(self.process.clone()), 2))).collect()
    }
}
