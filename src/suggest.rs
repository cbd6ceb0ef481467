//! The firm's suggestions: what can begin now, what waits and for what, and what is not for them. Deterministic: the same
//! answers give the same lists.
//!
//! Weights and limits, and where they come from, stand in `docs/method.en.md`.

mod lists;

use std::cmp::Reverse;

use crate::advice::{self, Candidate, Catalogue, Effort, Fit, Severity, Speaks, UseCase, UseCaseKind};
use crate::answer::{Answer, Answers};
use crate::ids::{ContraindicationId, DimensionId, ProcessId, QuestionId, UseCaseId};
use crate::order::{Map, Set, insert_in_order};
use crate::outcome::{self, Outcome};
use crate::questionnaire::{Prerequisite, Questionnaire};
use crate::results::{ProcessResult, Results};
use crate::scoring::{Known, NeedBand};
pub use lists::{Because, Blocker, Declined, FirmUnlock, Raise, Suggestion, Suggestions, Waiting, Why};

/// How many suggestions are shown as those to begin with.
pub const MOST: usize = 5;
/// How many of those may share a technique, or a process.
const ALIKE: usize = 2;
/// Among how many of the first an enabler may stand once.
const FIRST: usize = 3;
/// The level of use from which what an idea brings is ordinary work already.
const IN_PLACE: u8 = 4;
/// The level of rules that ends "make safe first".
const SAFE: u8 = 2;

/// Everything for one set of answers. `results` are those of the same answers.
pub fn suggest(
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
    answers: &Answers,
    results: &Results,
) -> Suggestions {
    let firm = Firm { questionnaire, catalogue, answers, results };
    let cash_first = results.processes.iter().any(|process| process.verdict.outcome == Outcome::CashFirst);
    let (mut ready, mut not_yet, mut not_for_you) = (Vec::new(), Vec::new(), Vec::new());
    for idea in &catalogue.use_cases {
        match firm.place(idea) {
            Placed::Unheard => {}
            Placed::Declined(declined) => not_for_you.push(declined),
            Placed::Ready(suggestion) if !cash_first => {
                insert_in_order(&mut ready, (idea, suggestion), |a, b| firm.order(a) < firm.order(b));
            }
            Placed::Ready(idea) => {
                not_yet.push(Waiting {
                    idea,
                    blockers: vec![Blocker::CashFirst],
                    raises: Vec::new(),
                    do_first: Vec::new(),
                });
            }
            Placed::Waiting(mut waiting) => {
                if cash_first {
                    waiting.blockers.insert(0, Blocker::CashFirst);
                    waiting.raises.clear();
                }
                not_yet.push(waiting);
            }
        }
    }
    let nearest = |waiting: &Waiting| (Reverse(waiting.idea.score), waiting.idea.use_case.clone());
    let mut waiting = Vec::new();
    for one in not_yet {
        insert_in_order(&mut waiting, one, |a, b| nearest(a) < nearest(b));
    }
    let (mut now, more) = firm.compose(ready);
    for suggestion in &mut now {
        let prepares = |other: &UseCaseId| {
            catalogue.use_case(other).is_some_and(|other| other.do_first.contains(&suggestion.use_case))
        };
        let listed = waiting.iter().map(|waiting| &waiting.idea.use_case);
        suggestion.prepares = listed.filter(|other| prepares(other)).cloned().collect();
    }
    let mut questions: Vec<QuestionId> = Vec::new();
    for question in now.iter().flat_map(|suggestion| &suggestion.ask) {
        if !questions.contains(question) {
            questions.push(question.clone());
        }
    }
    Suggestions { cash_first, unlock: unlock(&waiting), now, more, not_yet: waiting, not_for_you, questions }
}

/// The answers as they would be with these levels raised. Theirs are not touched.
pub fn raised(answers: &Answers, raises: &[Raise]) -> Answers {
    let mut answers = answers.clone();
    for raise in raises {
        answers.set(raise.question.clone(), Answer::Level(raise.to));
    }
    answers
}

/// The single raise that lets most value begin: of those that let the same begin, the lowest.
fn unlock(waiting: &[Waiting]) -> Option<FirmUnlock> {
    let single: Vec<(&Raise, &Suggestion)> = waiting
        .iter()
        .filter_map(|waiting| match waiting.raises.as_slice() {
            [raise] => Some((raise, &waiting.idea)),
            _ => None,
        })
        .collect();
    let mut best: Option<FirmUnlock> = None;
    for (raise, _) in &single {
        let opened = single.iter().filter(|(other, _)| other.question == raise.question && other.to <= raise.to);
        let ideas: Vec<&Suggestion> = opened.map(|(_, idea)| *idea).collect();
        let value = ideas.iter().map(|idea| idea.value).sum();
        let found = FirmUnlock {
            raise: (*raise).clone(),
            use_cases: Set::from_iter(ideas.iter().map(|idea| idea.use_case.clone())).into_iter().collect(),
            value,
        };
        let rank = |unlock: &FirmUnlock| (Reverse(unlock.value), unlock.raise.to, unlock.raise.question.clone());
        if best.as_ref().is_none_or(|best| rank(&found) < rank(best)) {
            best = Some(found);
        }
    }
    best
}

/// Where an idea belongs.
enum Placed {
    Unheard,
    Declined(Declined),
    Waiting(Waiting),
    Ready(Suggestion),
}

/// An idea that can begin, beside its entry in the catalogue.
type Ranked<'a> = (&'a UseCase, Suggestion);

struct Firm<'a> {
    questionnaire: &'a Questionnaire,
    catalogue: &'a Catalogue,
    answers: &'a Answers,
    results: &'a Results,
}

impl<'a> Firm<'a> {
    fn place(&self, idea: &UseCase) -> Placed {
        let mine = || self.results.processes.iter().filter(|process| idea.processes.contains(&process.id));
        let serves_firm = idea.kind == UseCaseKind::Enabler;
        // An enabler is heard anywhere in the firm; other ideas at the processes they belong to.
        let heard = |process: &ProcessResult| {
            advice::fit(self.questionnaire, self.answers, idea, &mut std::iter::once(&process.id))
        };
        let (home, fit) = if serves_firm {
            let mut everywhere = self.results.processes.iter().map(|process| &process.id);
            (mine().next(), advice::fit(self.questionnaire, self.answers, idea, &mut everywhere))
        } else {
            match self.home(idea, &mut mine(), &heard) {
                Some((process, fit)) => (Some(process), fit),
                None => return Placed::Unheard,
            }
        };
        let process = home.map(|home| home.id.clone());
        let declined =
            |because| Placed::Declined(Declined { use_case: idea.id.clone(), process: process.clone(), because });
        let candidate = match fit {
            Fit::Unheard => return Placed::Unheard,
            Fit::Size => return declined(Because::Size),
            Fit::Sector => return declined(Because::Sector),
            Fit::Yes(_) if idea.kind == UseCaseKind::Caution => return declined(Because::NeverSuggested),
            Fit::Yes(candidate) => candidate,
        };
        if let Some(because) = self.superfluous(idea, home.filter(|_| !serves_firm)) {
            return declined(because);
        }
        let speaking = self.speaking(idea, process.as_ref());
        if let Some((id, _)) =
            speaking.iter().find(|(id, severity)| *severity == Severity::Block && !self.is_curable(id))
        {
            return declined(Because::Condition((*id).clone()));
        }
        let mut raises = self.raises(idea, &candidate, process.as_ref(), &speaking);
        if let Some(home) = home.filter(|_| !serves_firm) {
            self.keep_safe(home, &mut raises);
        }
        let mut blockers: Vec<Blocker> = raises.iter().cloned().map(Blocker::Level).collect();
        let blocking = speaking.iter().filter(|(_, severity)| *severity == Severity::Block);
        let by_levels = |id: &ContraindicationId| {
            self.catalogue
                .contraindication(id)
                .is_some_and(|one| matches!(one.when, Speaks::Level(..) | Speaks::Enabler(..)))
        };
        let others: Vec<Blocker> =
            blocking.filter(|(id, _)| !by_levels(id)).map(|(id, _)| Blocker::Condition((*id).clone())).collect();
        let only_levels = others.is_empty();
        blockers.extend(others);
        let unsafe_now = home.is_some_and(|home| home.verdict.outcome == Outcome::MakeSafe) && !serves_firm;
        let mut needed = raises;
        if unsafe_now {
            blockers.insert(0, Blocker::RulesFirst);
            self.raise_rules(&mut needed, process.as_ref());
        }
        let suggestion = self.suggestion(idea, &candidate, process, &speaking, &needed);
        if blockers.is_empty() {
            return Placed::Ready(suggestion);
        }
        Placed::Waiting(Waiting {
            idea: suggestion,
            blockers,
            raises: if only_levels { needed } else { Vec::new() },
            do_first: idea.do_first.iter().filter(|id| self.is_open(id)).cloned().collect(),
        })
    }

    /// The process that an idea is measured at: where it fits and tells most; else the first where it is heard at all.
    fn home(
        &self,
        idea: &UseCase,
        processes: &mut dyn Iterator<Item = &'a ProcessResult>,
        heard: &dyn Fn(&ProcessResult) -> Fit,
    ) -> Option<(&'a ProcessResult, Fit)> {
        let mut best: Option<((u8, bool, u32), &ProcessResult, Fit)> = None;
        for process in processes {
            let fit = heard(process);
            let own = QuestionId::Signals(process.id.clone());
            let (kind, value) = match &fit {
                Fit::Unheard => continue,
                Fit::Yes(candidate) => (1, candidate.value),
                Fit::Size | Fit::Sector => (0, 0),
            };
            let here = idea.signals.iter().any(|(id, _)| self.answers.has_signal(&own, id));
            let needed = self.superfluous(idea, Some(process)).is_none();
            let rank = (kind + u8::from(kind == 1 && needed), here, value);
            if best.as_ref().is_none_or(|(other, ..)| rank > *other) {
                best = Some((rank, process, fit));
            }
        }
        best.map(|(_, process, fit)| (process, fit))
    }

    /// Why an idea that fits is not needed.
    fn superfluous(&self, idea: &UseCase, home: Option<&ProcessResult>) -> Option<Because> {
        if let Some((enabler, level)) = &idea.in_place {
            let have = self.level(&QuestionId::Enabler(enabler.clone()));
            if have.is_some_and(|have| have >= *level) {
                return Some(Because::InPlace);
            }
        }
        let home = home?;
        if home.in_use.level().is_some_and(|level| level >= IN_PLACE) {
            return Some(Because::InPlace);
        }
        if self.answers.simpler_fix(&home.id) {
            return Some(Because::SimplerFix);
        }
        (home.need.bounds.high.band(&self.questionnaire.method) == NeedBand::Low).then_some(Because::LowNeed)
    }

    /// What is true and speaks against an idea.
    fn speaking<'c>(&self, idea: &'c UseCase, process: Option<&ProcessId>) -> Vec<(&'c ContraindicationId, Severity)> {
        let is_true = |(id, _): &&(ContraindicationId, Severity)| {
            let when = self.catalogue.contraindication(id).map(|one| &one.when);
            when.and_then(|when| advice::speaks(self.questionnaire, self.answers, when, idea, process)) == Some(true)
        };
        idea.avoid.iter().filter(is_true).map(|(id, severity)| (id, *severity)).collect()
    }

    fn is_curable(&self, id: &ContraindicationId) -> bool {
        self.catalogue.contraindication(id).is_some_and(|one| one.curable)
    }

    /// The level of an answer; what does not apply is not in place.
    fn level(&self, question: &QuestionId) -> Option<u8> {
        match Known::from_answer(self.answers.get(question)) {
            Known::NotApplicable => Some(0),
            known => known.level(),
        }
    }

    /// The raises that an idea needs: what it requires, and what stops it below a level.
    fn raises(
        &self,
        idea: &UseCase,
        candidate: &Candidate,
        process: Option<&ProcessId>,
        speaking: &[(&ContraindicationId, Severity)],
    ) -> Vec<Raise> {
        let mut needed: Map<QuestionId, u8> = Map::new();
        let mut need = |question: QuestionId, level: u8| {
            let level = needed.get(&question).map_or(level, |other| level.max(*other));
            needed.insert(question, level);
        };
        if let Some(process) = process.filter(|_| idea.kind != UseCaseKind::Enabler) {
            for (dimension, level) in advice::requirements(self.questionnaire, candidate) {
                need(QuestionId::Process(process.clone(), dimension), level);
            }
        }
        for (id, _) in speaking.iter().filter(|(_, severity)| *severity == Severity::Block) {
            match self.catalogue.contraindication(id).map(|one| &one.when) {
                Some(Speaks::Level(prerequisite, most)) => {
                    if let (Some(process), Some(dimension)) = (process, self.dimension(*prerequisite)) {
                        need(QuestionId::Process(process.clone(), dimension), most + 1);
                    }
                }
                Some(Speaks::Enabler(enabler, most)) => need(QuestionId::Enabler(enabler.clone()), most + 1),
                _ => {}
            }
        }
        let raise = |(question, to): (QuestionId, u8)| {
            let have = self.level(&question);
            have.is_none_or(|have| have < to).then_some(Raise { question, have, to })
        };
        needed.into_iter().filter_map(raise).collect()
    }

    /// Where the rules are not known, what is enough for the idea may be too little for the AI that is in use already.
    fn keep_safe(&self, home: &ProcessResult, raises: &mut [Raise]) {
        let Some(dimension) = self.dimension(Prerequisite::Governance) else { return };
        let rules = QuestionId::Process(home.id.clone(), dimension);
        let then = raised(self.answers, raises);
        let open = |raise: &&mut Raise| raise.question == rules && raise.have.is_none() && raise.to < SAFE;
        if let Some(raise) = raises.iter_mut().find(open)
            && outcome::verdict(self.questionnaire, &then, &home.id, &home.candidates).outcome == Outcome::MakeSafe
        {
            raise.to = SAFE;
        }
    }

    /// Adds the rules that end "make safe first".
    fn raise_rules(&self, raises: &mut Vec<Raise>, process: Option<&ProcessId>) {
        let (Some(process), Some(dimension)) = (process, self.dimension(Prerequisite::Governance)) else { return };
        let question = QuestionId::Process(process.clone(), dimension);
        match raises.iter_mut().find(|raise| raise.question == question) {
            Some(raise) => raise.to = raise.to.max(SAFE),
            None => {
                let have = self.level(&question);
                insert_in_order(raises, Raise { question, have, to: SAFE }, |a, b| a < b);
            }
        }
    }

    fn dimension(&self, prerequisite: Prerequisite) -> Option<DimensionId> {
        let measures = self.questionnaire.dimensions.iter().find(|one| one.prerequisite == Some(prerequisite));
        measures.map(|dimension| dimension.id.clone())
    }

    /// Whether an idea that prepares is still to be done.
    fn is_open(&self, id: &UseCaseId) -> bool {
        self.catalogue.use_case(id).is_some_and(|idea| self.superfluous(idea, None).is_none())
    }

    fn suggestion(
        &self,
        idea: &UseCase,
        candidate: &Candidate,
        process: Option<ProcessId>,
        speaking: &[(&ContraindicationId, Severity)],
        raises: &[Raise],
    ) -> Suggestion {
        let cautions = speaking.iter().filter(|(_, severity)| *severity == Severity::Caution);
        Suggestion {
            use_case: idea.id.clone(),
            value: candidate.value,
            score: self.score(idea, candidate.value, raises),
            reasons: self.reasons(idea, candidate, process.as_ref()),
            cautions: cautions.map(|(id, _)| (*id).clone()).collect(),
            ask: self.open_facts(idea, process.as_ref()),
            prepares: Vec::new(),
            process,
        }
    }

    /// Value × feasibility × how well it suits the size, in thousandths.
    fn score(&self, idea: &UseCase, value: u32, raises: &[Raise]) -> u32 {
        let gaps = raises.iter().map(|raise| u32::from(raise.to - raise.have.unwrap_or(0).min(raise.to)));
        let (total, largest) = gaps.fold((0, 0), |(total, largest), gap| (total + gap, largest.max(gap)));
        let size = advice::size(self.questionnaire, self.answers);
        let effort = match idea.effort {
            Effort::Small => 0,
            Effort::Medium => 10,
            Effort::Large => 25,
        };
        let micro = if size == Some(0) && idea.effort != Effort::Small { 10 } else { 0 };
        let feasible = 100_u32.saturating_sub(10 * total + 15 * largest + effort + micro);
        let suits = size.map_or(100, |size| match idea.size_fit[size] {
            3.. => 100,
            2 => 90,
            _ => 70,
        });
        value * feasible * suits / 10_000
    }

    fn reasons(&self, idea: &UseCase, candidate: &Candidate, process: Option<&ProcessId>) -> Vec<Why> {
        let everywhere = self.results.processes.iter().map(|process| &process.id);
        let lists: Vec<QuestionId> = process
            .into_iter()
            .chain(everywhere.filter(|_| idea.kind == UseCaseKind::Enabler))
            .map(|process| QuestionId::Signals(process.clone()))
            .chain(std::iter::once(QuestionId::FirmSignals))
            .collect();
        let recognised = candidate.signals.iter().filter_map(|signal| {
            let list = lists.iter().find(|list| self.answers.has_signal(list, signal))?;
            Some(Why::Recognised(signal.clone(), list.clone()))
        });
        let goal = self
            .answers
            .profile("goal")
            .filter(|goal| idea.levers.iter().any(|(lever, fit)| lever == *goal && *fit >= 2));
        let meets = process.filter(|_| idea.kind != UseCaseKind::Enabler).into_iter().flat_map(|process| {
            let required = advice::requirements(self.questionnaire, candidate).into_iter();
            required.filter_map(|(dimension, need)| {
                let question = QuestionId::Process(process.clone(), dimension);
                let have = self.level(&question)?;
                (have >= need).then_some(Why::Meets(question, have, need))
            })
        });
        recognised.chain(goal.cloned().map(Why::Serves)).chain(meets).collect()
    }

    /// Facts that would stop the idea, and are not known.
    fn open_facts(&self, idea: &UseCase, process: Option<&ProcessId>) -> Vec<QuestionId> {
        let blocking = idea.avoid.iter().filter(|(_, severity)| *severity == Severity::Block);
        let open = blocking.filter_map(|(id, _)| {
            let when = &self.catalogue.contraindication(id)?.when;
            let (Speaks::Below(fact, _) | Speaks::Is(fact, _)) = when else { return None };
            let known = advice::speaks(self.questionnaire, self.answers, when, idea, process);
            known.is_none().then(|| advice::asked(self.questionnaire, fact, idea, process)).flatten()
        });
        open.collect()
    }

    /// What the list is ordered by, best first: the idea that the advice sentence speaks of, what is recognised at the
    /// process itself, the score, less effort, more evidence, less personal data, id.
    fn order<'i>(
        &self,
        (idea, suggestion): &Ranked<'i>,
    ) -> (bool, bool, Reverse<u32>, Effort, Reverse<u8>, u8, &'i UseCaseId) {
        let leading = self.results.leading.and_then(|index| self.results.processes.get(index));
        let spoken = leading.and_then(|process| process.verdict.idea.as_ref()).map(|idea| &idea.use_case);
        let here = suggestion.reasons.iter().any(|reason| matches!(reason, Why::Recognised(_, QuestionId::Signals(_))));
        (
            spoken != Some(&idea.id),
            !here,
            Reverse(suggestion.score),
            idea.effort,
            Reverse(idea.evidence),
            idea.personal_data,
            &idea.id,
        )
    }

    /// The cut: variety, at most one enabler among the first unless the whole firm is at its start, at least one small
    /// step, and what prepares before what it prepares for.
    fn compose(&self, ready: Vec<Ranked>) -> (Vec<Suggestion>, Vec<Suggestion>) {
        let at_start =
            self.results.processes.iter().all(|process| process.readiness.level().is_none_or(|level| level.value <= 1));
        let (mut now, mut more): (Vec<Ranked>, Vec<Ranked>) = (Vec::new(), Vec::new());
        for (idea, suggestion) in ready {
            let alike = |same: &dyn Fn(&Ranked) -> bool| now.iter().filter(|other| same(other)).count();
            let enabler = idea.kind == UseCaseKind::Enabler;
            let full = now.len() >= MOST
                || alike(&|(other, _)| other.technique == idea.technique) >= ALIKE
                || suggestion.process.is_some() && alike(&|(_, other)| other.process == suggestion.process) >= ALIKE
                || enabler && !at_start && now.len() < FIRST && alike(&|(other, _)| other.kind == idea.kind) >= 1;
            if full { &mut more } else { &mut now }.push((idea, suggestion));
        }
        let is_small = |(idea, _): &Ranked| idea.effort == Effort::Small;
        if now.len() == MOST
            && !now.iter().any(is_small)
            && let Some(at) = more.iter().position(is_small)
        {
            let small = more.remove(at);
            if let Some(last) = now.pop() {
                more.insert(0, last);
            }
            now.push(small);
        }
        let mut ordered: Vec<Ranked> = Vec::new();
        for (idea, suggestion) in now {
            let at = ordered.iter().position(|(other, _)| other.do_first.contains(&idea.id)).unwrap_or(ordered.len());
            ordered.insert(at, (idea, suggestion));
        }
        let plain = |list: Vec<Ranked>| list.into_iter().map(|(_, suggestion)| suggestion).collect();
        (plain(ordered), plain(more))
    }
}
