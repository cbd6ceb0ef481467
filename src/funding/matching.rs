//! Which routes fit, and what they give.

use super::{Amount, Check, Condition, Fit, Funding, Funds, Limits, Region, Route, Rule, Status, Window};
use crate::advice::{Effort, UseCase};
use crate::answer::{Answer, Answers};
use crate::date::Date;
use crate::ids::{OptionId, ProcessId};
use crate::order::insert_in_order;
use crate::questionnaire::{Questionnaire, Role};
use crate::source::Source;

/// The routes that fit a firm for an idea at a process: what can be applied for first, then what is for this very
/// sector, for the firm by itself, gives money, is surer, fits more kinds of work, id.
///
/// Left out are routes that have ended or are never suggested, that are not for this kind of work or for how far the
/// firm has come, whose limits the firm is known to break, and that give more than the whole step costs.
pub fn funds<'a>(
    questionnaire: &Questionnaire,
    answers: &Answers,
    idea: &UseCase,
    process: Option<&ProcessId>,
    funding: &'a Funding,
    today: Date,
) -> Funds<'a> {
    let firm = Firm { questionnaire, answers, idea, process, funding };
    let own_means = idea.effort == Effort::Small && idea.cost.sek.1 <= funding.own_means_up_to;
    let activities = firm.named(&funding.activities);
    let stages = firm.named(&funding.stages);
    let mut ranked = Vec::new();
    for route in &funding.routes {
        let Some(window) = window(route, today) else { continue };
        let fitting: Vec<&str> =
            route.activities.iter().map(String::as_str).filter(|one| activities.contains(one)).collect();
        let far_enough = route.stages.iter().any(|stage| stages.contains(&stage.as_str()));
        let money = route.kinds.iter().any(|kind| kind.is_money());
        if fitting.is_empty() || !far_enough || own_means && money {
            continue;
        }
        let (Some(checks), Some(gives)) = (firm.checks(&route.limits), firm.gives(route)) else { continue };
        let own = gives.map(|(least, most)| firm.own(route, least, most));
        let fit = Fit { route, window, activities: fitting, checks, gives, own, old: is_old(route, funding, today) };
        let order = (
            window_rank(window),
            route.limits.sectors.is_empty(),
            route.applicant,
            !money,
            route.kinds.first().copied(),
            route.confidence,
            usize::MAX - fit.activities.len(),
            route.id.as_str(),
        );
        insert_in_order(&mut ranked, (order, fit), |a, b| a.0 < b.0);
    }
    Funds { own_means, routes: ranked.into_iter().map(|(_, fit)| fit).collect() }
}

/// Whether a route can be applied for; `None` for what is never suggested.
fn window(route: &Route, today: Date) -> Option<Window> {
    match (route.status, route.closes_on) {
        (Status::Ended, _) => None,
        _ if route.stages.is_empty() => None,
        (_, Some(last)) if last < today => Some(Window::Unknown),
        (Status::Open, last) => Some(Window::Open(last)),
        (Status::Continuous, _) => Some(Window::Continuous),
        (Status::Call, _) => Some(Window::Call),
        (Status::Unknown, _) => Some(Window::Unknown),
    }
}

fn window_rank(window: Window) -> u8 {
    match window {
        Window::Open(_) | Window::Continuous => 0,
        Window::Call => 1,
        Window::Unknown => 2,
    }
}

/// Whether what is known of a route has had a year to change: since it was looked up, or since its newest dated source.
fn is_old(route: &Route, funding: &Funding, today: Date) -> bool {
    let looked_up = Date::parse(&funding.version).is_some_and(|day| day.plus_months(12) < today);
    let written = route.sources.iter().filter_map(Source::written_by).max();
    looked_up
        || route.sources.iter().all(|source| source.is_old(today))
        || written.is_some_and(|day| day.plus_months(12) < today)
}

/// What matching looks at.
struct Firm<'a> {
    questionnaire: &'a Questionnaire,
    answers: &'a Answers,
    idea: &'a UseCase,
    process: Option<&'a ProcessId>,
    funding: &'a Funding,
}

/// How a range of answers meets limits: within, outside, or not known to be either.
#[derive(PartialEq, Eq)]
enum Meets {
    Within,
    Outside,
    Open,
}

impl Firm<'_> {
    /// The names whose rules hold.
    fn named<'r>(&self, rules: &'r [Rule]) -> Vec<&'r str> {
        let holds = |rule: &&Rule| rule.when.iter().any(|case| case.iter().all(|one| self.holds(one)));
        rules.iter().filter(holds).map(|rule| rule.id.as_str()).collect()
    }

    fn holds(&self, condition: &Condition) -> bool {
        let idea = self.idea;
        match condition {
            Condition::Efforts(efforts) => efforts.contains(&idea.effort),
            Condition::Bases(bases) => bases.contains(&idea.cost.basis),
            Condition::Kinds(kinds) => kinds.contains(&idea.kind),
            Condition::Processes(processes) => idea.processes.iter().any(|process| processes.contains(process)),
            Condition::Classes(classes) => classes.contains(&idea.ai_act),
            Condition::Sectors(sectors) => self.answers.profile("sector").is_some_and(|one| sectors.contains(one)),
            Condition::UsedAtLeast(least) => self.questionnaire.with_role(Role::Use).any(|dimension| {
                let answer = self.process.and_then(|process| self.answers.of(process, &dimension.id));
                matches!(answer, Some(Answer::Level(level)) if level >= least)
            }),
        }
    }

    /// What cannot be judged; `None` when a limit is known to be broken.
    fn checks(&self, limits: &Limits) -> Option<Vec<Check>> {
        let mut checks = Vec::new();
        let own = |question: &str| self.questionnaire.range(self.answers, question);
        let grouped = self.answers.profile("group").is_some_and(|answer| answer.as_str() != "no");
        let sek = |limit: Option<u32>| limit.map(|limit| self.funding.sek(limit, limits.in_eur));
        // The firm's own size says too little where the whole group counts.
        let least = |limit: Option<u32>| limit.filter(|_| !grouped);
        let mut check = |limited: bool, meets: Meets, which: Check| {
            if limited && meets == Meets::Open {
                checks.push(which);
            }
            !limited || meets != Meets::Outside
        };
        let sized = limits.headcount_max.is_some() || limits.headcount_min.is_some();
        let turned = limits.turnover_max.is_some() || limits.turnover_min.is_some();
        if grouped && (sized || turned) {
            check(true, Meets::Open, Check::Group);
        }
        let headcount = meets(own("headcount"), least(limits.headcount_min), limits.headcount_max);
        let mut turnover = meets(own("turnover"), least(sek(limits.turnover_min)), sek(limits.turnover_max));
        let mut which = Check::Turnover;
        // Too large a turnover is no obstacle where the balance sheet may be within its own limit.
        let too_little = below(own("turnover"), sek(limits.turnover_min));
        if limits.balance_max.is_some() && turnover == Meets::Outside && !too_little {
            (turnover, which) = (Meets::Open, Check::Balance);
        }
        let age = meets(own("company-age"), None, limits.age_max);
        let fits = check(sized, headcount, Check::Headcount)
            && check(turned, turnover, which)
            && check(limits.age_max.is_some(), age, Check::Age)
            && check(!limits.legal_forms.is_empty(), self.among("legal-form", &limits.legal_forms), Check::LegalForm)
            && check(!limits.sectors.is_empty(), self.among("sector", &limits.sectors), Check::Sector)
            && check(limits.region == Some(Region::County), self.in_county(), Check::Region);
        fits.then_some(checks)
    }

    fn among(&self, question: &str, allowed: &[OptionId]) -> Meets {
        match self.answers.profile(question) {
            Some(option) if allowed.contains(option) => Meets::Within,
            Some(_) => Meets::Outside,
            None => Meets::Open,
        }
    }

    fn in_county(&self) -> Meets {
        match self.answers.profile("municipality") {
            Some(code) if code.as_str().starts_with(&self.funding.county) => Meets::Within,
            Some(_) => Meets::Outside,
            None => Meets::Open,
        }
    }

    /// What a route gives for what the idea costs once; `Some(None)` where that cannot be reckoned, `None` where the
    /// least it gives is more than it may give for the whole step.
    fn gives(&self, route: &Route) -> Option<Option<(u32, u32)>> {
        let (low, high) = self.idea.cost.sek;
        let bound = |limit: fn(&Amount) -> Option<u32>| {
            route.amount.as_ref().and_then(|amount| Some(self.funding.sek(limit(amount)?, amount.in_eur)))
        };
        let (least, most) = (bound(|amount| amount.min), bound(|amount| amount.max));
        let of = |cost: u32| {
            let part = u64::from(cost) * u64::from(route.share.unwrap_or(100)) / 100;
            let part = u32::try_from(part).unwrap_or(u32::MAX);
            most.map_or(part, |most| part.min(most))
        };
        if least.is_some_and(|least| of(high) < least) {
            return None;
        }
        let pays = route.share.is_some() && route.kinds.iter().any(|kind| kind.is_money());
        Some(pays.then(|| (of(low).max(least.unwrap_or(0)), of(high))))
    }

    /// What is left to pay, for the cheapest and the dearest way to do it.
    fn own(&self, route: &Route, least: u32, most: u32) -> (u32, u32) {
        let (low, high) = self.idea.cost.sek;
        // Where a route has a least sum, the step costs at least what that sum may be part of.
        let share = u64::from(route.share.unwrap_or(100).max(1));
        let needs = u32::try_from((u64::from(least) * 100).div_ceil(share)).unwrap_or(u32::MAX);
        (low.max(needs.min(high)).saturating_sub(least), high.saturating_sub(most))
    }
}

/// How a range meets limits.
fn meets(range: Option<(u32, Option<u32>)>, min: Option<u32>, max: Option<u32>) -> Meets {
    let Some((from, to)) = range else { return Meets::Open };
    if below(range, min) || max.is_some_and(|max| from > max) {
        return Meets::Outside;
    }
    let sure = min.is_none_or(|min| from >= min) && max.is_none_or(|max| to.is_some_and(|to| to <= max));
    if sure { Meets::Within } else { Meets::Open }
}

/// Whether a range ends before a limit.
fn below(range: Option<(u32, Option<u32>)>, min: Option<u32>) -> bool {
    range.is_some_and(|(_, to)| min.is_some_and(|min| to.is_some_and(|to| to < min)))
}
