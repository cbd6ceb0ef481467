//! The parts of the report, one after the other.

use super::{Part, Piece, words};
use crate::advice::UseCase;
use crate::assessment::Assessment;
use crate::brief::{Card, Desk, brief};
use crate::chart::{Chart, Table, Width};
use crate::document::{Block, Line, Target};
use crate::figures;
use crate::ids::{ProcessId, QuestionId};
use crate::plan::{Choice, Idea};
use crate::report::{Area, Report, Words};
use crate::suggest::Suggestions;
use crate::text::inside_sentence;

/// So many lines are told in the summary of what to begin with: the first step and what to measure.
const FIRST: usize = 2;

/// A title, and names with what is said of each.
type Told = (String, Vec<(String, Vec<Line>)>);

/// What the parts are built from.
pub(super) struct Build<'a> {
    pub desk: &'a Desk<'a>,
    pub assessment: &'a Assessment,
    pub report: &'a Report,
    pub suggestions: &'a Suggestions,
}

impl Build<'_> {
    fn say(&self, key: &str) -> String {
        self.desk.words.prose.say(key)
    }

    fn heading(&self, section: &str) -> String {
        self.say(&format!("result.section.{section}.heading"))
    }

    fn lead(&self, section: &str) -> Piece {
        Piece::Words(Block::text(self.say(&format!("result.section.{section}.lead"))))
    }

    /// Everything but the cover and the appendix.
    pub async fn all(&self, pause: impl AsyncFn()) -> Vec<Part> {
        let areas = &self.report.areas;
        let mut parts = Vec::new();
        if !areas.is_empty() {
            parts.push(Part::new(self.heading("overview"), vec![self.verdicts()]));
            for picture in PICTURES {
                parts.push(picture(self.desk.words, areas));
                pause().await;
            }
            let mut each = Part::new(self.heading("areas"), Vec::new());
            each.pieces.push(Piece::Words(Block::text(self.say("paper.areas"))));
            parts.push(each);
            parts.extend(areas.iter().map(|area| self.area(area)));
        }
        pause().await;
        parts.extend(self.plan());
        parts.extend(self.advice());
        pause().await;
        parts.extend(self.law());
        pause().await;
        parts.extend(self.help());
        pause().await;
        let mut others = vec![self.lead("benchmark")];
        others.extend(words(without_folds(self.desk.others())));
        parts.push(Part::new(self.heading("benchmark"), others));
        parts.push(self.method());
        parts
    }

    /// One page: what to do, why, and where each process stands.
    pub fn summary(&self, day: &str) -> Part {
        let mut pieces = vec![
            Piece::Words(Block::text(self.report.lead.clone())),
            Piece::Words(Block::small(format!("{}. {day}.", self.report.who.join(", ")))),
            Piece::Words(Block::small(self.say("paper.carries"))),
        ];
        if !self.report.areas.is_empty() {
            pieces.push(self.verdicts());
        }
        if !self.report.areas.is_empty() {
            let readiness = figures::readiness_chart(self.desk.words, &self.report.areas, Width::Wide);
            pieces.push(Piece::Figure(Box::new(readiness)));
        }
        if let Some((title, facts)) = self.planned().or_else(|| self.first()) {
            pieces.push(Piece::Words(Block::Heading(title)));
            pieces.push(Piece::Words(Block::Facts(facts)));
        }
        Part::new(self.report.advice.clone(), pieces)
    }

    /// A verdict for each process.
    fn verdicts(&self) -> Piece {
        let head = ["area", "outcome", "reason"].map(|key| self.say(&format!("chart.head.{key}")));
        let row = |area: &Area| vec![area.name.clone(), area.outcome_name.clone(), area.reason.clone()];
        Piece::Table(Table {
            caption: self.say("result.section.overview.lead"),
            head: head.to_vec(),
            rows: self.report.areas.iter().map(row).collect(),
        })
    }

    /// One process, on half a page: outcome, why, the answers that decided, what is missing.
    fn area(&self, area: &Area) -> Part {
        let fact = |key: &str, text: String| (self.say(key), vec![Line::of(text)]);
        let mut facts = vec![
            fact("chart.head.outcome", format!("{}. {}", area.outcome_name, area.reason)),
            fact("result.next", format!("{} {}", area.next, area.again)),
        ];
        if let Some((title, step)) = &area.idea {
            facts.push((title.clone(), vec![Line::of(step.clone()).about(self.say("result.label.first-step"))]));
        }
        facts.extend([
            fact("chart.head.readiness", area.readiness.clone()),
            fact("chart.head.use", area.in_use.clone()),
            fact("chart.head.need", area.need.clone()),
        ]);
        if !area.missing.is_empty() {
            let missing = area.missing.iter().map(|gap| {
                let said = [("result.now", &gap.have), ("result.wanted", &gap.need)];
                let said = said.map(|(key, text)| format!("{} {}", self.say(key), inside_sentence(text)));
                Line::of(format!("{}. {}.", gap.label, said.join(". ")))
            });
            facts.push((self.say("result.label.missing"), missing.collect()));
        }
        if !area.quotes.is_empty() {
            let quotes: Vec<String> =
                area.quotes.iter().map(|quote| format!("{}: {}", quote.label, inside_sentence(&quote.text))).collect();
            facts.push((self.say("paper.decided"), vec![Line::of(format!("{}.", quotes.join(" · ")))]));
        }
        Part { below: true, ..Part::new(area.name.clone(), vec![Piece::Words(Block::Facts(facts))]) }
    }

    /// What is planned, as names and lines; nothing when no idea is chosen.
    fn planned(&self) -> Option<Told> {
        let plan = self.desk.plan_words(&self.assessment.plan, "")?;
        let facts = plan.parts.iter().map(|part| {
            let open = || vec![Line::of("–")];
            let lines: Vec<Line> = part.lines.iter().filter(|line| !line.is_empty()).map(Line::of).collect();
            (part.heading.clone(), if lines.is_empty() { open() } else { lines })
        });
        Some((plan.title.clone(), facts.collect()))
    }

    /// What to begin with, while nothing is planned.
    fn first(&self) -> Option<Told> {
        let said = brief(self.desk, self.suggestions).arranged(self.desk, &self.assessment.plan);
        let card = said.now.into_iter().next()?;
        let facts = card.body.into_iter().find_map(|block| match block {
            Block::Facts(facts) => Some(facts),
            _ => None,
        });
        Some((card.title, facts?.into_iter().take(FIRST).collect()))
    }

    /// The plan, on a page of its own to be pinned to a wall.
    fn plan(&self) -> Option<Part> {
        let (title, facts) = self.planned()?;
        let pieces = vec![Piece::Words(Block::Heading(title)), Piece::Words(Block::Facts(facts))];
        Some(Part::new(self.heading("plan"), pieces).alone())
    }

    /// What can begin, what waits and what is not for them.
    fn advice(&self) -> Vec<Part> {
        let said = brief(self.desk, self.suggestions).arranged(self.desk, &self.assessment.plan);
        let mut now = vec![Piece::Words(Block::text(said.lead.clone()))];
        now.extend(said.now.iter().flat_map(|card| self.card(card)));
        let mut parts = vec![Part::new(said.title.clone(), now)];
        let mut listed = |heading: String, lead: Option<Piece>, cards: &[Card]| {
            if !cards.is_empty() {
                let cards = cards.iter().flat_map(|card| self.card(card));
                parts.push(Part::new(heading, lead.into_iter().chain(cards).collect()));
            }
        };
        listed(self.say("advice.more"), None, &said.more);
        listed(self.heading("not-yet"), Some(self.lead("not-yet")), &said.not_yet);
        let facts = |list: Vec<(String, Vec<Line>)>| Piece::Words(Block::Facts(list));
        if !said.set_aside.is_empty() {
            let noes = said.set_aside.into_iter().map(|(_, title, why)| (title, vec![Line::of(why)])).collect();
            parts.push(Part::new(self.say("plan.set-aside"), vec![facts(noes)]));
        }
        if !said.not_for_you.is_empty() {
            let pieces = vec![self.lead("not-for-you"), facts(said.not_for_you)];
            parts.push(Part::new(self.heading("not-for-you"), pieces));
        }
        parts
    }

    fn card(&self, card: &Card) -> Vec<Piece> {
        let heading = Block::Heading(card.title.clone());
        let area = Block::small(card.area.clone());
        let (why, law) = (self.say("result.label.why"), self.heading("law"));
        let mut blocks = vec![heading, area];
        let mut below = Vec::new();
        for block in &card.body {
            match block {
                // What the law says stands once, in a part of its own.
                Block::Fold(summary, _) if *summary == law => {}
                Block::Fold(summary, inside) if *summary == why => {
                    let reasons: Vec<String> = reasons(inside).collect();
                    if !reasons.is_empty() {
                        below.push((why.clone(), vec![Line::of(reasons.join(" · "))]));
                    }
                }
                Block::Fold(summary, inside) => below.push((summary.clone(), lines_of(inside))),
                Block::Facts(facts) => blocks.push(joined(facts)),
                block => blocks.push(block.clone()),
            }
        }
        blocks.push(Block::Facts(below));
        words(blocks).collect()
    }

    /// What the law asks of the ideas that can begin: each with its class, then each class once.
    fn law(&self) -> Option<Part> {
        let begin = self.suggestions.now.iter().map(|one| &one.use_case);
        let ideas: Vec<&UseCase> = begin.filter_map(|id| self.desk.catalogue.use_case(id)).collect();
        if ideas.is_empty() {
            return None;
        }
        let row = |idea: &&UseCase| {
            vec![self.desk.title(&idea.id), self.desk.class_name(&idea.ai_act), self.desk.data_protection(idea)]
        };
        let head = ["paper.idea", "paper.class", "law.data-protection"].map(|key| self.say(key));
        let table = Table { caption: self.heading("now"), head: head.to_vec(), rows: ideas.iter().map(row).collect() };
        let mut pieces = vec![self.lead("law"), Piece::Table(table)];
        let mut told: Vec<&str> = Vec::new();
        for idea in &ideas {
            if !told.contains(&idea.ai_act.as_str()) {
                told.push(&idea.ai_act);
                pieces.push(Piece::Words(Block::Heading(self.desk.class_name(&idea.ai_act))));
                pieces.extend(words(self.desk.law_of_class(&idea.ai_act)));
            }
        }
        pieces.push(Piece::Words(Block::small(self.say("law.advice"))));
        Some(Part::new(self.heading("law"), pieces))
    }

    /// The idea that help is sought for: the one they chose, else the first suggestion.
    fn idea(&self) -> Option<(&UseCase, Option<&ProcessId>)> {
        let first = self.suggestions.now.first().map(|one| (&one.use_case, one.process.as_ref()));
        let chosen = match &self.assessment.plan.chosen {
            Some(Choice { idea: Idea::UseCase(id), process }) => Some((id, process.as_ref())),
            Some(Choice { idea: Idea::Own(_), .. }) => return None,
            None => first,
        };
        chosen.and_then(|(id, process)| Some((self.desk.catalogue.use_case(id)?, process)))
    }

    /// Money, people and training.
    fn help(&self) -> Vec<Part> {
        let idea = self.idea();
        let gaps = self.desk.gaps(self.suggestions);
        let mut parts = Vec::new();
        if let Some((idea, process)) = idea {
            let about = Block::text(self.desk.title(&idea.id));
            let mut pieces = vec![self.lead("funding"), Piece::Words(about)];
            pieces.extend(words(self.fewer_sources(self.desk.money(idea, process, 0))));
            parts.push(Part::new(self.heading("funding"), pieces));
        }
        for (section, list, none) in [
            ("people", self.desk.people(&gaps, idea.map(|(idea, _)| idea)), "people.none"),
            ("training", self.desk.learning(&gaps), "learn.none"),
        ] {
            let list = if list.is_empty() { vec![Block::text(self.say(none))] } else { list };
            let pieces = std::iter::once(self.lead(section)).chain(words(self.fewer_sources(list))).collect();
            parts.push(Part::new(self.heading(section), pieces));
        }
        parts
    }

    /// The first source of each entry stands; the others can be read in the tool.
    fn fewer_sources(&self, blocks: Vec<Block>) -> Vec<Block> {
        let (more, further) = (self.say("cite.more"), self.say("money.more"));
        let kept = blocks.into_iter().filter(|block| !matches!(block, Block::Fold(summary, _) if *summary == more));
        kept.map(|block| match block {
            // Routes beyond the first are named; their terms can be read in the tool.
            Block::Fold(summary, inside) if summary == further => {
                let names = inside.into_iter().filter_map(|block| match block {
                    Block::Fold(name, _) => Some(Line::of(name)),
                    _ => None,
                });
                Block::Facts(vec![(summary, names.collect())])
            }
            Block::Fold(summary, inside) => Block::Fold(summary, self.fewer_sources(inside)),
            Block::Facts(facts) => joined(&facts),
            block => block,
        })
        .collect()
    }

    /// The method and its uncertainty in plain words.
    fn method(&self) -> Part {
        let lines = ["readiness.0", "readiness.1", "readiness.2", "readiness.3", "need.0", "need.1", "need.2"];
        let mut pieces: Vec<Piece> =
            lines.iter().map(|key| Piece::Words(Block::text(self.say(&format!("about.{key}"))))).collect();
        if let Some(worth) = &self.report.find_out {
            let key = if worth.decides { "result.find-out.decides" } else { "result.find-out.narrows" };
            let text = self.desk.words.prose.fill(key, &[("area", &worth.area)]);
            pieces.push(Piece::Words(Block::Text(Line::of(worth.text.clone()).about(text))));
        }
        Part::new(self.say("about.heading"), pieces)
    }
}

/// Readiness, and need against it.
pub(super) const PICTURES: [fn(&Words, &[Area]) -> Part; 2] = [readiness, need];

fn readiness(words: &Words, areas: &[Area]) -> Part {
    picture(words, "readiness", figures::readiness_chart(words, areas, Width::Middle))
}

fn need(words: &Words, areas: &[Area]) -> Part {
    let mut part = picture(words, "need-map", figures::need_chart(words, areas, Width::Middle));
    part.pieces.push(Piece::Words(Block::small(words.prose.say("result.need-map.cut"))));
    part
}

/// A figure with its table.
fn picture(words: &Words, section: &str, chart: Chart) -> Part {
    let say = |part: &str| words.prose.say(&format!("result.section.{section}.{part}"));
    let lead = Piece::Words(Block::text(say("lead")));
    let table = Piece::Table(chart.table.clone());
    Part::new(say("heading"), vec![lead, Piece::Figure(Box::new(chart)), table])
}

/// Reasons in short: what they recognise and want. That the levels suffice is seen from the idea being there.
fn reasons(inside: &[Block]) -> impl Iterator<Item = String> {
    let lines = inside.iter().flat_map(|block| match block {
        Block::List(lines) => lines.as_slice(),
        _ => &[],
    });
    let told = lines.filter(|line| !matches!(line.to, Some(Target::Question(QuestionId::Process(..)))));
    told.map(|line| format!("{}: {}", line.label, line.text))
}

/// Names with what is said of each as one paragraph, where its lines are sentences and lead nowhere.
fn joined(facts: &[(String, Vec<Line>)]) -> Block {
    let plain = |line: &Line| line.label.is_empty() && line.to.is_none();
    let one = |(name, lines): &(String, Vec<Line>)| {
        if !lines.iter().all(plain) {
            return (name.clone(), lines.clone());
        }
        let sentence = |line: &Line| match line.text.ends_with(['.', '?']) {
            true => line.text.clone(),
            false => format!("{}.", line.text),
        };
        let text = match lines.as_slice() {
            [only] => only.text.clone(),
            many => many.iter().map(sentence).collect::<Vec<_>>().join(" "),
        };
        (name.clone(), vec![Line::of(text)])
    };
    Block::Facts(facts.iter().map(one).collect())
}

/// The lines of paragraphs.
fn lines_of(blocks: &[Block]) -> Vec<Line> {
    let lines = blocks.iter().filter_map(|block| match block {
        Block::Text(line) | Block::Small(line) => Some(line.clone()),
        _ => None,
    });
    lines.collect()
}

fn without_folds(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().filter(|block| !matches!(block, Block::Fold(..))).collect()
}
