//! The suggestions in words: plain data in the language of the screen, read by screens, exports and the command line.

mod law;
mod money;
mod others;
mod people;
mod plan;

use crate::advice::{Catalogue, UseCase};
use crate::answer::Answers;
use crate::date::Date;
use crate::document::{Block, Line, Target};
use crate::guides::Guides;
use crate::ids::{ProcessId, QuestionId, UseCaseId};
use crate::plan::Plan;
use crate::suggest::{Because, Blocker, FirmUnlock, MOST, Raise, Suggestion, Suggestions, Waiting, Why};
use crate::text::{Prose, inside_sentence};
use crate::words::Words;
pub use people::gaps;

/// The suggestions of one firm, in words.
#[derive(Clone, PartialEq, Debug)]
pub struct Brief {
    /// What the page says first.
    pub title: String,
    /// What goes with it.
    pub lead: String,
    /// What can begin now, best first.
    pub now: Vec<Card>,
    /// What could begin too.
    pub more: Vec<Card>,
    /// What they have said no to: which, its name and why.
    pub set_aside: Vec<(UseCaseId, String, String)>,
    /// What waits, nearest first.
    pub not_yet: Vec<Card>,
    /// What is not for them: name and why.
    pub not_for_you: Vec<(String, Vec<Line>)>,
    /// The single raise that opens most; none when no single one does.
    pub unlock: Option<String>,
    /// Who can help the firm as it is.
    pub people: Vec<Block>,
    /// Raises to try out, each with its words: those of the ideas that wait, each once.
    pub raises: Vec<(Raise, String)>,
}

/// One idea in words.
#[derive(Clone, PartialEq, Debug)]
pub struct Card {
    /// Which idea.
    pub id: UseCaseId,
    /// The process that it is measured at.
    pub process: Option<ProcessId>,
    /// Its name.
    pub title: String,
    /// Where it belongs: the process' name, or the firm as a whole.
    pub area: String,
    /// What is said of it, most important first.
    pub body: Vec<Block>,
}

/// What words are made from, beside the suggestions.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Where words come from.
    pub words: &'a Words<'a>,
    /// The ideas.
    pub catalogue: &'a Catalogue,
    /// What goes with them.
    pub guides: &'a Guides,
    /// The firm's answers.
    pub answers: &'a Answers,
    /// Today.
    pub today: Date,
}

/// Puts the suggestions into words.
pub fn brief(desk: &Desk, suggestions: &Suggestions) -> Brief {
    let (title, lead) = desk.headline(if suggestions.cash_first { Some("cash") } else { None }, suggestions.now.len());
    let cards = |list: &[Suggestion]| list.iter().filter_map(|one| desk.begins(one)).collect();
    let declined = suggestions.not_for_you.iter().map(|one| {
        let because = desk.because(&one.because, one.process.as_ref());
        (desk.title(&one.use_case), vec![because])
    });
    let mut raises: Vec<(Raise, String)> = Vec::new();
    for raise in suggestions.not_yet.iter().flat_map(|waiting| &waiting.raises) {
        if !raises.iter().any(|(other, _)| other == raise) {
            raises.push((raise.clone(), desk.raise(raise)));
        }
    }
    Brief {
        title,
        lead,
        now: cards(&suggestions.now),
        more: cards(&suggestions.more),
        set_aside: Vec::new(),
        not_yet: suggestions.not_yet.iter().filter_map(|waiting| desk.waits(waiting)).collect(),
        not_for_you: declined.collect(),
        unlock: suggestions.unlock.as_ref().map(|unlock| desk.unlock(unlock)),
        people: desk.people(&desk.gaps(suggestions), None),
        raises,
    }
}

impl Brief {
    /// The ideas that can begin, as they are suggested, whatever the firm has done with them.
    pub fn suggested(&self) -> Vec<UseCaseId> {
        self.now.iter().chain(&self.more).map(|card| card.id.clone()).collect()
    }

    /// The same in the firm's own order, without what they said no to; what follows then moves up.
    pub fn arranged(mut self, desk: &Desk, plan: &Plan) -> Self {
        let order = plan.arranged(&self.suggested());
        let mut cards: Vec<Card> = self.now.drain(..).chain(self.more.drain(..)).collect();
        for id in order {
            let Some(at) = cards.iter().position(|card| card.id == id) else { continue };
            let list = if self.now.len() < MOST { &mut self.now } else { &mut self.more };
            list.push(cards.remove(at));
        }
        self.set_aside = cards.into_iter().filter_map(|card| desk.set_aside(plan, card)).collect();
        if !self.set_aside.is_empty() {
            (self.title, self.lead) = desk.headline(self.now.is_empty().then_some("set-aside"), self.now.len());
        }
        self
    }
}

/// A sentence or title that may begin with a number in words or a month.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Small numbers as words.
fn number(prose: &Prose, number: usize) -> String {
    prose.find(&format!("number.{number}")).map_or_else(|| number.to_string(), str::to_string)
}

impl Desk<'_> {
    fn say(&self, key: &str) -> String {
        self.words.prose.say(key)
    }

    fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.words.prose.fill(key, values)
    }

    /// The name of an idea.
    pub fn title(&self, id: &UseCaseId) -> String {
        self.say(&format!("use-case.{id}.title"))
    }

    /// What the page says first: of a case of its own, or by how many ideas there are.
    fn headline(&self, case: Option<&str>, count: usize) -> (String, String) {
        let key = case.unwrap_or(match count {
            0 => "none",
            1 => "one",
            _ => "many",
        });
        let number = number(self.words.prose, count);
        let said = |part: &str| self.fill(&format!("advice.{key}.{part}"), &[("n", &number)]);
        (capital(&said("title")), said("lead"))
    }

    /// An idea that they said no to, and why in their words or ours.
    fn set_aside(&self, plan: &Plan, card: Card) -> Option<(UseCaseId, String, String)> {
        let rejection = plan.rejected.get(&card.id)?;
        let reason = self.say(&format!("plan.reason.{}", rejection.reason));
        let why = if rejection.words.is_empty() { reason } else { format!("{reason}. {}", rejection.words) };
        Some((card.id, card.title, why))
    }

    fn area(&self, process: Option<&ProcessId>) -> String {
        process.map_or_else(|| self.say("part.firm"), |process| self.words.area(process))
    }

    fn card(&self, one: &Suggestion, body: Vec<Block>) -> Card {
        Card {
            id: one.use_case.clone(),
            process: one.process.clone(),
            title: self.title(&one.use_case),
            area: self.area(one.process.as_ref()),
            body,
        }
    }

    /// An idea that can begin.
    fn begins(&self, one: &Suggestion) -> Option<Card> {
        let idea = self.catalogue.use_case(&one.use_case)?;
        let mut body = vec![
            Block::text(self.of(idea, "description")),
            Block::Facts(vec![
                (self.say("result.label.first-step"), vec![Line::of(self.of(idea, "first-step"))]),
                (self.say("result.label.measure"), vec![Line::of(self.of(idea, "kpi"))]),
                (self.say("advice.cost"), self.cost(idea)),
                (self.say("money.heading"), self.money_in_short(idea, one.process.as_ref())),
            ]),
        ];
        body.extend(one.cautions.iter().map(|id| {
            let avoid = self.say(&format!("avoid.{id}"));
            Block::text(self.fill("advice.caution", &[("condition", &avoid)]))
        }));
        if !one.prepares.is_empty() {
            let names: Vec<String> = one.prepares.iter().map(|id| inside_sentence(&self.title(id))).collect();
            body.push(Block::text(self.fill("advice.prepares", &[("list", &self.words.prose.list(&names))])));
        }
        body.push(Block::Fold(self.say("result.label.why"), vec![Block::List(self.reasons(one))]));
        body.push(Block::Fold(self.say("advice.evidence"), self.evidence(idea)));
        body.push(Block::Fold(self.say("result.section.law.heading"), self.law(idea)));
        Some(self.card(one, body))
    }

    /// An idea that waits: for what, and what closes it.
    fn waits(&self, waiting: &Waiting) -> Option<Card> {
        let idea = self.catalogue.use_case(&waiting.idea.use_case)?;
        let process = waiting.idea.process.as_ref();
        let mut facts = vec![(
            self.say("advice.waits-for"),
            waiting.blockers.iter().map(|blocker| self.blocker(blocker, idea, process)).collect(),
        )];
        if !waiting.do_first.is_empty() {
            let listed = waiting.do_first.iter().map(|id| Line::of(self.title(id)));
            facts.push((self.say("advice.do-first"), listed.collect()));
        }
        let mut body = vec![Block::text(self.of(idea, "description")), Block::Facts(facts)];
        if !waiting.raises.is_empty() {
            body.push(Block::small(self.say(if waiting.raises.len() == 1 {
                "advice.enough-one"
            } else {
                "advice.enough"
            })));
        }
        body.push(Block::Fold(self.say("result.label.why"), vec![Block::List(self.reasons(&waiting.idea))]));
        body.push(Block::Fold(self.say("advice.evidence"), self.evidence(idea)));
        Some(self.card(&waiting.idea, body))
    }

    fn of(&self, idea: &UseCase, part: &str) -> String {
        self.say(&format!("use-case.{}.{part}", idea.id))
    }

    /// What it costs: our own estimate, and said to be.
    fn cost(&self, idea: &UseCase) -> Vec<Line> {
        let cost = &idea.cost;
        let mut lines = vec![Line::of(self.fill("advice.cost-once", &[("sek", &self.span(cost.sek))]))];
        if cost.monthly.1 > 0 {
            lines.push(Line::of(self.fill("advice.cost-monthly", &[("sek", &self.span(cost.monthly))])));
        }
        lines.push(Line::of(self.fill("advice.weeks", &[("weeks", &self.span(cost.weeks))])));
        let basis = self.say(&format!("cost-basis.{}", cost.basis));
        let read = Date::parse(&self.catalogue.version).map(|date| self.words.prose.date(date)).unwrap_or_default();
        lines.push(Line::of(self.fill("advice.own-estimate", &[("basis", &basis), ("date", &read)])));
        lines
    }

    /// "5 000–40 000".
    fn span(&self, (low, high): (u32, u32)) -> String {
        let prose = self.words.prose;
        if low == high { prose.count(low) } else { format!("{}–{}", prose.count(low), prose.count(high)) }
    }

    /// Why: their own answers, each leading to its question.
    fn reasons(&self, one: &Suggestion) -> Vec<Line> {
        let line = |why: &Why| match why {
            Why::Recognised(signal, question) => {
                let text = format!("”{}”", self.say(&format!("signal.{signal}")));
                Line::of(text).about(self.say("result.label.ticked")).leading(Target::Question(question.clone()))
            }
            Why::Serves(goal) => {
                let question = QuestionId::Profile("goal".into());
                let text = self.words.option(&question, goal);
                Line::of(text).about(self.say("advice.goal")).leading(Target::Question(question))
            }
            Why::Meets(question, have, need) => {
                let values = [("have", &*have.to_string()), ("need", &need.to_string())];
                let text = self.fill("advice.meets", &values);
                Line::of(text).about(self.asked(question)).leading(Target::Question(question.clone()))
            }
        };
        one.reasons.iter().map(line).collect()
    }

    /// What a question is about, in short.
    fn asked(&self, question: &QuestionId) -> String {
        match question {
            QuestionId::Process(_, dimension) => self.words.dimension(dimension),
            QuestionId::Enabler(id) => self.say(&format!("short.enabler.{id}")),
            other => self.words.question(other),
        }
    }

    /// What is known of its effect, with where from and how far to trust it.
    fn evidence(&self, idea: &UseCase) -> Vec<Block> {
        let prose = self.words.prose;
        let cited = |id: &str| {
            let source = self.catalogue.source(id)?;
            let trust = self.say(&format!("advice.trust.{}", source.trust));
            let date = prose.date(source.source.read);
            let values = [
                ("title", &*source.source.title),
                ("publisher", &source.publisher),
                ("date", &date),
                ("trust", &trust),
            ];
            let line = Line::of(self.fill("advice.source", &values)).quoting(&source.source.title, &source.source.lang);
            Some(match &source.source.url {
                Some(url) => line.leading(Target::Web(url.clone())),
                None => line,
            })
        };
        let mut blocks = Vec::new();
        if let Some(source) = &idea.effect {
            blocks.push(Block::text(self.of(idea, "effect")));
            blocks.extend(cited(source).map(Block::Small));
        }
        for reference in &idea.references {
            blocks.push(Block::text(self.of(idea, &format!("reference.{}", reference.source))));
            blocks.extend(cited(&reference.source).map(Block::Small));
        }
        if blocks.is_empty() {
            blocks.push(Block::text(self.say("advice.no-evidence")));
        }
        blocks
    }

    fn blocker(&self, blocker: &Blocker, idea: &UseCase, process: Option<&ProcessId>) -> Line {
        match blocker {
            Blocker::Level(raise) => Line::of(self.raise(raise)).leading(Target::Question(raise.question.clone())),
            Blocker::Condition(id) => {
                let text = self.fill("advice.block", &[("condition", &self.say(&format!("avoid.{id}")))]);
                let fact = self.catalogue.contraindication(id).and_then(|one| self.fact(&one.when, idea, process));
                match fact {
                    Some(question) => Line::of(text).leading(Target::Question(question)),
                    None => Line::of(text),
                }
            }
            Blocker::RulesFirst => Line::of(self.say("advice.rules-first")),
            Blocker::CashFirst => Line::of(self.say("advice.cash-first")),
        }
    }

    /// Where a condition was answered.
    fn fact(&self, when: &crate::advice::Speaks, idea: &UseCase, process: Option<&ProcessId>) -> Option<QuestionId> {
        use crate::advice::Speaks;
        match when {
            Speaks::Below(fact, _) | Speaks::Is(fact, _) => {
                crate::advice::asked(self.words.questionnaire, fact, idea, process)
            }
            Speaks::Enabler(enabler, _) => Some(QuestionId::Enabler(enabler.clone())),
            Speaks::Profile(question, _) => Some(QuestionId::Profile(question.clone())),
            Speaks::Level(..) => None,
        }
    }

    /// "Data i Försäljning och offert: från 1 till 2".
    pub fn raise(&self, raise: &Raise) -> String {
        let name = self.asked(&raise.question);
        let area = self.area(raise.question.process());
        let need = raise.to.to_string();
        match raise.have {
            Some(have) => {
                let values = [("name", &*name), ("area", &area), ("have", &have.to_string()), ("need", &need)];
                self.fill("advice.raise", &values)
            }
            None => self.fill("advice.raise-unknown", &[("name", &name), ("area", &area), ("need", &need)]),
        }
    }

    fn unlock(&self, unlock: &FirmUnlock) -> String {
        let names: Vec<String> = unlock.use_cases.iter().map(|id| inside_sentence(&self.title(id))).collect();
        let list = self.words.prose.list(&names);
        self.fill("advice.unlock", &[("raise", &self.raise(&unlock.raise)), ("list", &list)])
    }

    fn because(&self, because: &Because, process: Option<&ProcessId>) -> Line {
        let area = self.area(process);
        let key = match because {
            Because::NeverSuggested => "never",
            Because::Size => "size",
            Because::Sector => "sector",
            Because::LowNeed => "low-need",
            Because::SimplerFix => "simpler-fix",
            Because::InPlace => "in-place",
            Because::Condition(id) => {
                let condition = self.say(&format!("avoid.{id}"));
                return Line::of(self.fill("advice.because.condition", &[("condition", &condition)]));
            }
        };
        Line::of(self.fill(&format!("advice.because.{key}"), &[("area", &area)]))
    }
}
