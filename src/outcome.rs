//! What to do about one process: exactly one outcome, by a decision table that is data in the pack.
//!
//! The table decides on a [`Situation`] in which everything is known. With unknown answers, every
//! completion is tried: if all agree, that is the outcome; if not, the outcome is to find out first, and
//! the question that decides is named.

use crate::advice::{self, Candidate};
use crate::answer::{Answer, Answers};
use crate::ids::{DimensionId, ProcessId, QuestionId, ReasonId};
use crate::order::Set;
use crate::questionnaire::{Dimension, InputRisk, Prerequisite, Questionnaire, Role, Row};
use crate::scoring::{self, Known, Need, NeedBand, NeedScore, Readiness};

/// The closed set of outcomes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Outcome {
    /// The firm's cash comes before everything.
    CashFirst,
    /// AI is in use without rules: three rules today.
    MakeSafe,
    /// The need is real and the best idea's requirements hold.
    DoNow,
    /// The need is real and something is missing.
    Prepare,
    /// A two-week trial with a stop date.
    Trial,
    /// AI is part of the ordinary work, with rules.
    KeepGoing,
    /// One missing answer decides.
    FindOutFirst,
    /// A finished answer, with a trigger for looking again.
    NotNow,
    /// Too few answers to say anything.
    TooLittle,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 9] = [
        Self::CashFirst,
        Self::MakeSafe,
        Self::DoNow,
        Self::Prepare,
        Self::Trial,
        Self::KeepGoing,
        Self::FindOutFirst,
        Self::NotNow,
        Self::TooLittle,
    ];

    /// The id in files and text keys.
    pub fn id(self) -> &'static str {
        match self {
            Self::CashFirst => "cash-first",
            Self::MakeSafe => "make-safe",
            Self::DoNow => "do-now",
            Self::Prepare => "prepare",
            Self::Trial => "trial",
            Self::KeepGoing => "keep-going",
            Self::FindOutFirst => "find-out-first",
            Self::NotNow => "not-now",
            Self::TooLittle => "too-little",
        }
    }

    /// The outcome with an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.id() == id)
    }
}

/// Whether the ideas that fit a process are within reach.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum IdeaState {
    /// No idea fits.
    None,
    /// One fits, and something it requires is missing.
    Blocked,
    /// One fits, and all it requires is there.
    Ready,
}

/// Everything that the decision table looks at, all of it known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Situation {
    /// The firm cannot pay wages and bills.
    pub cash_crisis: bool,
    /// They have chosen not to do this process.
    pub chosen_not_to: bool,
    /// An ordinary program or a changed routine would be enough.
    pub simpler_fix: bool,
    /// How much AI is used, 0–5.
    pub in_use: u8,
    /// Which rules there are, 0–5; 0 also when the question is said not to apply.
    pub rules: u8,
    /// What is put into AI services.
    pub input: InputRisk,
    /// How strong the need is.
    pub need: NeedBand,
    /// The most valuable idea that fits.
    pub idea: IdeaState,
    /// The nearest small idea that fits.
    pub small_idea: IdeaState,
}

/// The lowest and highest level that a row takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// At least this level.
    pub at_least: u8,
    /// At most this level.
    pub at_most: u8,
}

impl Span {
    fn holds(self, level: u8) -> bool {
        (self.at_least..=self.at_most).contains(&level)
    }
}

/// When a row of the table holds. Every part that is given must; an empty condition always does.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Condition {
    /// The firm cannot pay wages and bills.
    pub cash_crisis: Option<bool>,
    /// They have chosen not to do this process.
    pub chosen_not_to: Option<bool>,
    /// An ordinary program would be enough.
    pub simpler_fix: Option<bool>,
    /// How much AI is used.
    pub in_use: Option<Span>,
    /// Which rules there are.
    pub rules: Option<Span>,
    /// What is put into AI services; empty means anything.
    pub input: Vec<InputRisk>,
    /// How strong the need is; empty means any.
    pub need: Vec<NeedBand>,
    /// The most valuable idea; empty means any state.
    pub idea: Vec<IdeaState>,
    /// The nearest small idea; empty means any state.
    pub small_idea: Vec<IdeaState>,
}

impl Condition {
    /// Whether the condition holds in a situation.
    pub fn holds(&self, at: &Situation) -> bool {
        fn among<T: PartialEq>(allowed: &[T], value: &T) -> bool {
            allowed.is_empty() || allowed.contains(value)
        }
        self.cash_crisis.is_none_or(|wanted| wanted == at.cash_crisis)
            && self.chosen_not_to.is_none_or(|wanted| wanted == at.chosen_not_to)
            && self.simpler_fix.is_none_or(|wanted| wanted == at.simpler_fix)
            && self.in_use.is_none_or(|span| span.holds(at.in_use))
            && self.rules.is_none_or(|span| span.holds(at.rules))
            && among(&self.input, &at.input)
            && among(&self.need, &at.need)
            && among(&self.idea, &at.idea)
            && among(&self.small_idea, &at.small_idea)
    }
}

/// The first row of a table that holds. `None` only for a table without a last row that always holds, which the
/// reader refuses.
pub fn decide<'t>(table: &'t [Row], at: &Situation) -> Option<&'t Row> {
    table.iter().find(|row| row.when.holds(at))
}

/// The outcome of one process, with why.
#[derive(Clone, PartialEq, Debug)]
pub struct Verdict {
    /// What to do.
    pub outcome: Outcome,
    /// The reason that is shown.
    pub reason: ReasonId,
    /// The idea that decided, where one did.
    pub idea: Option<Candidate>,
    /// What that idea requires and the firm lacks.
    pub gaps: Vec<Gap>,
    /// The question that decides, when something has to be found out first.
    pub decides: Option<QuestionId>,
    /// The outcomes that the missing answers leave open; one when it is settled.
    pub open: Set<Outcome>,
}

/// A level that an idea requires and the firm does not have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap {
    /// Where it is measured.
    pub dimension: DimensionId,
    /// The level they have; none when it is not known.
    pub have: Option<u8>,
    /// The level that is required.
    pub need: u8,
}

/// The reason shown when one answer decides.
pub const FIND_OUT: &str = "one-answer-decides";
/// The reason shown when there are too few answers.
pub const TOO_FEW: &str = "too-few-answers";

/// What is put into AI services, as far as it is known.
pub fn input_risk(questionnaire: &Questionnaire, answers: &Answers) -> InputRisk {
    let Some(Answer::Choices(ticked)) = answers.get(&QuestionId::AiInput) else { return InputRisk::Unknown };
    let risks = questionnaire.ai_input.iter().filter(|option| ticked.contains(&option.id)).map(|option| option.risk);
    // Sensitive outweighs the rest; nothing ticked says nothing.
    risks
        .fold(None, |worst, risk| match (worst, risk) {
            (Some(InputRisk::Sensitive), _) | (_, InputRisk::Sensitive) => Some(InputRisk::Sensitive),
            (Some(InputRisk::Unknown), _) | (_, InputRisk::Unknown) => Some(InputRisk::Unknown),
            (_, InputRisk::Harmless) => Some(InputRisk::Harmless),
        })
        .unwrap_or(InputRisk::Unknown)
}

/// Whether the firm says that it cannot pay wages and bills.
pub fn cash_crisis(questionnaire: &Questionnaire, answers: &Answers) -> bool {
    let (question, option) = &questionnaire.cash_crisis;
    answers.profile(question.as_str()) == Some(option)
}

/// The verdict on one process that the firm goes through. `candidates` are the ideas that fit, most valuable first.
pub fn verdict(
    questionnaire: &Questionnaire,
    answers: &Answers,
    process: &ProcessId,
    candidates: &[Candidate],
) -> Verdict {
    let readiness = scoring::readiness(questionnaire, answers, process);
    Case {
        questionnaire,
        base: Situation {
            cash_crisis: cash_crisis(questionnaire, answers),
            chosen_not_to: false,
            simpler_fix: answers.simpler_fix(process),
            in_use: 0,
            rules: 0,
            input: input_risk(questionnaire, answers),
            need: NeedBand::Low,
            idea: IdeaState::None,
            small_idea: IdeaState::None,
        },
        hurdles: Hurdles::of(questionnaire, &readiness, candidates),
        readiness,
        need: scoring::need(questionnaire, answers, process),
        in_use: scoring::known_role(questionnaire, answers, process, Role::Use),
        candidates,
        signals_open: candidates.is_empty() && answers.get(&QuestionId::Signals(process.clone())).is_none(),
        process,
    }
    .verdict()
}

/// The verdict on a process that they have chosen not to do.
pub fn verdict_chosen_not_to(questionnaire: &Questionnaire, answers: &Answers) -> Option<Verdict> {
    let at = Situation {
        cash_crisis: cash_crisis(questionnaire, answers),
        chosen_not_to: true,
        simpler_fix: false,
        in_use: 0,
        rules: 0,
        input: InputRisk::Harmless,
        need: NeedBand::Low,
        idea: IdeaState::None,
        small_idea: IdeaState::None,
    };
    let row = decide(&questionnaire.table, &at)?;
    Some(Verdict::without_idea(row.outcome, row.reason.clone(), Set::from_iter([row.outcome])))
}

impl Verdict {
    fn without_idea(outcome: Outcome, reason: ReasonId, open: Set<Outcome>) -> Self {
        Self { outcome, reason, idea: None, gaps: Vec::new(), decides: None, open }
    }
}

/// All that one process' verdict depends on.
struct Case<'a> {
    questionnaire: &'a Questionnaire,
    base: Situation,
    readiness: Readiness,
    /// What the ideas require of readiness.
    hurdles: Hurdles,
    need: NeedScore,
    in_use: Known,
    candidates: &'a [Candidate],
    /// Nothing fits so far, and what they recognise has not been answered: whether an idea fits is open too.
    signals_open: bool,
    process: &'a ProcessId,
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
struct Hurdles {
    /// Of the most valuable idea.
    idea: Option<Vec<Hurdle>>,
    /// Of each small idea.
    small: Vec<Vec<Hurdle>>,
    /// The part of readiness that says which rules there are.
    rules: Option<usize>,
}

impl Hurdles {
    fn of(questionnaire: &Questionnaire, readiness: &Readiness, candidates: &[Candidate]) -> Self {
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
    fn verdict(&self) -> Verdict {
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
