//! Money for an idea, in words.

use super::Desk;
use crate::advice::UseCase;
use crate::date::Date;
use crate::document::{Block, Line, Target};
use crate::funding::{Fit, Kind, Running, Window, funds};
use crate::ids::ProcessId;
use crate::people::Confidence;

/// So many routes are shown at first.
const FIRST: usize = 5;

impl Desk<'_> {
    /// The routes for an idea, best first, each on demand. `earlier` is small state aid that the firm has already had,
    /// in SEK.
    pub fn money(&self, idea: &UseCase, process: Option<&ProcessId>, earlier: u64) -> Vec<Block> {
        let funding = &self.guides.funding;
        let found = funds(self.words.questionnaire, self.answers, idea, process, funding, self.today);
        let prose = self.words.prose;
        let mut blocks = Vec::new();
        if found.own_means {
            blocks.push(Block::text(self.fill("money.own-means", &[("sek", &prose.count(idea.cost.sek.1))])));
            blocks.extend(self.estimated().map(Block::Small));
        } else if found.routes.is_empty() {
            blocks.push(Block::text(self.say("money.none")));
        }
        let running = funding.running(&found.routes, earlier);
        let mut routes: Vec<Block> =
            found.routes.iter().zip(&running).map(|(fit, running)| self.route(idea, fit, *running)).collect();
        let more = routes.split_off(routes.len().min(FIRST));
        blocks.extend(routes);
        if !more.is_empty() {
            blocks.push(Block::Fold(self.say("money.more"), more));
        }
        if running.iter().any(Option::is_some) {
            blocks.push(self.ceiling());
        }
        blocks
    }

    /// Whether any route for an idea may count towards the ceiling for small state aid.
    pub fn has_ceiling(&self, idea: &UseCase, process: Option<&ProcessId>) -> bool {
        let funding = &self.guides.funding;
        let found = funds(self.words.questionnaire, self.answers, idea, process, funding, self.today);
        funding.running(&found.routes, 0).iter().any(Option::is_some)
    }

    /// The routes in one sentence: what the plan tells more of.
    pub(super) fn money_in_short(&self, idea: &UseCase, process: Option<&ProcessId>) -> Vec<Line> {
        let found = funds(self.words.questionnaire, self.answers, idea, process, &self.guides.funding, self.today);
        if found.own_means {
            let most = self.words.prose.count(idea.cost.sek.1);
            let said = Line::of(self.fill("money.own-means", &[("sek", &most)]));
            return std::iter::once(said).chain(self.estimated()).collect();
        }
        let names: Vec<String> =
            found.routes.iter().take(3).map(|fit| self.say(&format!("funding.{}.name", fit.route.id))).collect();
        let text = match names.is_empty() {
            true => self.say("money.none"),
            false => self.fill("money.in-short", &[("list", &self.words.prose.list(&names))]),
        };
        vec![Line::of(text)]
    }

    /// That a sum rests on our own estimate, and of when.
    fn estimated(&self) -> Option<Line> {
        let day = Date::parse(&self.catalogue.version)?;
        Some(Line::of(self.fill("money.estimate", &[("date", &self.words.prose.date(day))])))
    }

    fn route(&self, idea: &UseCase, fit: &Fit, running: Option<Running>) -> Block {
        let route = fit.route;
        let said = |part: &str| self.say(&format!("funding.{}.{part}", route.id));
        let maybe = |part: &str| self.words.prose.find(&format!("funding.{}.{part}", route.id)).map(Line::of);
        let kinds: Vec<String> =
            route.kinds.iter().map(|kind| self.say(&format!("money.kind.{}", kind.as_str()))).collect();
        let works: Vec<String> =
            fit.activities.iter().map(|activity| self.say(&format!("funding.activity.{activity}"))).collect();
        let mut facts = vec![(self.say("money.fits"), vec![Line::of(super::capital(&self.words.prose.list(&works)))])];
        let pays = route.kinds.iter().any(|kind| kind.is_money());
        if pays {
            let amount: Vec<Line> = self.amount(fit).into_iter().chain(maybe("amount")).collect();
            let not_stated = || vec![Line::of(self.say("money.not-stated"))];
            facts.push((self.say("money.amount"), if amount.is_empty() { not_stated() } else { amount }));
            facts.push((self.say("money.own"), self.own_share(idea, fit)));
        }
        let checks = fit.checks.iter().map(|check| Line::of(self.say(&format!("money.check.{}", check.as_str()))));
        facts.push((
            self.say("money.check"),
            std::iter::once(Line::of(said("check")))
                .chain(checks)
                .chain([Line::of(self.say("money.check-open"))])
                .collect(),
        ));
        facts
            .push((self.say("money.window"), self.window(fit).into_iter().chain([Line::of(said("status"))]).collect()));
        let lead = route.lead_weeks.map(|(from, to)| {
            let span = if from == to { from.to_string() } else { format!("{from}–{to}") };
            Line::of(self.fill("money.weeks", &[("weeks", &span)]))
        });
        let lead: Vec<Line> = lead.into_iter().chain(maybe("lead")).collect();
        let lead = if lead.is_empty() { vec![Line::of(self.say("money.not-stated"))] } else { lead };
        facts.push((self.say("money.lead"), lead));
        if pays {
            let remark = self.say(&format!("money.aid.{}", route.aid.as_str()));
            let sum = running.map(|running| self.running(running));
            facts.push((
                self.say("money.aid"),
                std::iter::once(Line::of(remark)).chain(maybe("aid")).chain(sum).collect(),
            ));
        }
        let mut body = vec![
            Block::small(format!(
                "{}. {}",
                kinds.join(", "),
                self.say(&format!("money.applicant.{}", route.applicant.as_str()))
            )),
            Block::text(said("for")),
            Block::Facts(facts),
        ];
        if fit.old {
            body.push(Block::text(self.say("money.old")));
        }
        if let Some(url) = &route.url {
            let label = self.fill("money.page", &[("provider", &route.provider)]);
            body.push(Block::Text(Line::of(label).leading(Target::Web(url.clone()))));
        }
        let trust = match route.confidence {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        };
        let looked_up = Date::parse(&self.guides.funding.version).map(|day| self.words.prose.date(day));
        let trust = self.say(&format!("advice.trust.{trust}"));
        body.push(Block::small(
            self.fill("money.verified", &[("date", &looked_up.unwrap_or_default()), ("trust", &trust)]),
        ));
        body.extend(self.all_cited(&route.sources));
        Block::Fold(format!("{} ({})", said("name"), route.provider), body)
    }

    fn amount(&self, fit: &Fit) -> Vec<Line> {
        let number = |value: u32| self.words.prose.count(value);
        let mut lines = Vec::new();
        if let Some(amount) = &fit.route.amount {
            let unit = self.say(if amount.in_eur { "money.unit.eur" } else { "money.unit.sek" });
            let text = match (amount.min, amount.max) {
                (Some(min), Some(max)) => {
                    self.fill("money.span", &[("min", &number(min)), ("max", &number(max)), ("unit", &unit)])
                }
                (Some(min), None) => self.fill("money.least", &[("min", &number(min)), ("unit", &unit)]),
                (None, Some(max)) => self.fill("money.most", &[("max", &number(max)), ("unit", &unit)]),
                (None, None) => self.say("money.not-stated"),
            };
            lines.push(Line::of(text));
        }
        if let Some(share) = fit.route.share {
            lines.push(Line::of(self.fill("money.share", &[("share", &share.to_string())])));
        }
        lines
    }

    /// What the firm puts in, reckoned on our own estimate of what the idea costs.
    fn own_share(&self, idea: &UseCase, fit: &Fit) -> Vec<Line> {
        let Some(own) = fit.own else { return vec![Line::of(self.say("money.own-not-stated"))] };
        let (sum, cost) = (self.span(own), self.span(idea.cost.sek));
        let mut lines = vec![Line::of(self.fill("money.own-sum", &[("sek", &sum), ("cost", &cost)]))];
        if fit.route.kinds.contains(&Kind::Loan) {
            lines.push(Line::of(self.say("money.pay-back")));
        }
        lines.extend(self.estimated());
        lines
    }

    fn window(&self, fit: &Fit) -> Vec<Line> {
        let key = match fit.window {
            Window::Open(Some(last)) => {
                return vec![Line::of(self.fill("money.open-until", &[("date", &self.words.prose.date(last))]))];
            }
            Window::Open(None) => "money.open",
            Window::Continuous => "money.continuous",
            Window::Call => "money.call",
            Window::Unknown => "money.unknown",
        };
        let passed = fit.route.closes_on.filter(|last| *last < self.today);
        let passed = passed.map(|last| self.fill("money.passed", &[("date", &self.words.prose.date(last))]));
        std::iter::once(self.say(key)).chain(passed).map(Line::of).collect()
    }

    fn running(&self, running: Running) -> Line {
        let number = |value: u64| self.words.prose.count(u32::try_from(value).unwrap_or(u32::MAX));
        let (sum, ceiling) = (number(running.sum), number(self.guides.funding.ceiling_sek()));
        let key = if running.over { "money.running-over" } else { "money.running" };
        Line::of(self.fill(key, &[("sum", &sum), ("ceiling", &ceiling)]))
    }

    /// The ceiling, with where it is from.
    fn ceiling(&self) -> Block {
        let (funding, prose) = (&self.guides.funding, self.words.prose);
        let sek = prose.count(u32::try_from(funding.ceiling_sek()).unwrap_or(u32::MAX));
        let values = [
            ("eur", &*prose.count(funding.ceiling.eur)),
            ("years", &funding.ceiling.years.to_string()),
            ("sek", &sek),
            ("rate", &funding.sek_per_eur.to_string()),
        ];
        let cited = funding.ceiling.sources.iter().map(|source| Block::Small(self.cited(source)));
        let said = Block::text(self.fill("money.ceiling", &values));
        Block::Fold(self.say("money.ceiling-heading"), std::iter::once(said).chain(cited).collect())
    }
}
