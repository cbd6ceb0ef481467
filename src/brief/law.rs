//! What the law says of an idea, and what it forbids anybody.

use super::Desk;
use crate::advice::UseCase;
use crate::document::{Block, Line, Target};
use crate::law::{self, Duty, Law, State};
use crate::source::Source;

/// How much personal data an idea touches, by its number in [`UseCase::personal_data`].
const GDPR: [&str; 4] = ["none", "low", "medium", "high"];

impl Desk<'_> {
    /// The class of an idea, its duties with whose they are and from when, and what data protection asks.
    pub fn law(&self, idea: &UseCase) -> Vec<Block> {
        let mut blocks = self.law_of_class(&idea.ai_act);
        if let (Some(more), true) = (self.extra(idea, "law"), !blocks.is_empty()) {
            blocks.insert(1, Block::text(more));
        }
        blocks.push(Block::Text(Line::of(self.data_protection(idea)).about(self.say("law.data-protection"))));
        blocks.push(Block::small(self.say("law.advice")));
        blocks
    }

    /// What a class means, and its duties.
    pub fn law_of_class(&self, class: &str) -> Vec<Block> {
        let name = self.class_name(class);
        let meaning = Line::of(self.say(&format!("law.class.{class}.meaning"))).about(name);
        let duties = law::duties(class, &self.guides.law, self.today);
        let duties = duties.iter().flat_map(|duty| self.duty(duty.item, duty.state));
        std::iter::once(Block::Text(meaning)).chain(duties).collect()
    }

    /// The name of a class.
    pub fn class_name(&self, class: &str) -> String {
        self.say(&format!("law.class.{class}.name"))
    }

    /// What data protection asks of an idea.
    pub fn data_protection(&self, idea: &UseCase) -> String {
        let gdpr = GDPR.get(usize::from(idea.personal_data)).map(|level| self.say(&format!("gdpr.{level}")));
        self.extra(idea, "gdpr").or(gdpr).unwrap_or_default()
    }

    /// Words of an idea that are not always there.
    fn extra(&self, idea: &UseCase, part: &str) -> Option<String> {
        self.words.prose.find(&format!("use-case.{}.{part}", idea.id)).map(str::to_string)
    }

    fn duty(&self, duty: &Duty, state: State) -> [Block; 2] {
        let article = ("article", &*duty.article.to_string());
        let place = match duty.paragraph {
            Some(paragraph) => self.fill("law.paragraph", &[article, ("paragraph", &paragraph.to_string())]),
            None => self.fill("law.article", &[article]),
        };
        let label = format!("{}, {place}", self.applies(state));
        let text = Line::of(self.say(&format!("law.duty.{}.text", duty.id))).about(label);
        let mut origin = Line::of(self.say(&format!("law.by.{}", duty.by.as_str())));
        if let Some(source) = duty.sources.first() {
            let cited = self.cited(source);
            origin = Line { text: format!("{} {}", origin.text, cited.text), ..cited };
        }
        [Block::Text(text), Block::Small(origin)]
    }

    /// "Gäller sedan 2 februari 2025".
    fn applies(&self, state: State) -> String {
        super::capital(&self.fill(state.key(), &[("date", &self.words.prose.date(state.day()))]))
    }

    /// A source with the day it was read; it leads there where it is on the web.
    pub(super) fn cited(&self, source: &Source) -> Line {
        let read = self.words.prose.date(source.read);
        let line = match &source.written {
            Some(written) => {
                let values = [("title", &*source.title), ("written", written), ("read", &read)];
                self.fill("cite.written", &values)
            }
            None => self.fill("cite.read", &[("title", &source.title), ("read", &read)]),
        };
        let line = Line::of(line).quoting(&source.title, &source.lang);
        match &source.url {
            Some(url) => line.leading(Target::Web(url.clone())),
            None => line,
        }
    }

    /// The first source, and the rest on demand.
    pub(super) fn all_cited(&self, sources: &[Source]) -> Vec<Block> {
        let (first, rest) = sources.split_at(sources.len().min(1));
        let first = first.iter().map(|source| Block::Small(self.cited(source)));
        let lines: Vec<Block> = rest.iter().map(|source| Block::Small(self.cited(source))).collect();
        let rest = (!lines.is_empty()).then(|| Block::Fold(self.say("cite.more"), lines));
        first.chain(rest).collect()
    }

    /// All sources, on demand.
    pub(super) fn sources(&self, sources: &[Source]) -> Block {
        let lines = sources.iter().map(|source| Block::Small(self.cited(source))).collect();
        Block::Fold(self.say("cite.heading"), lines)
    }

    /// What the law forbids, as questions whose yes is a warning.
    pub fn prohibited(&self) -> Vec<Block> {
        let all = law::prohibited(&self.guides.law, self.today);
        let mut blocks = Vec::new();
        for one in &all {
            let said = |part: &str| self.say(&format!("law.prohibited.{}.{part}", one.item.id));
            blocks.push(Block::Heading(said("question")));
            blocks.push(Block::Text(Line::of(said("why")).about(self.applies(one.state))));
            blocks.push(self.sources(&one.item.sources));
        }
        blocks.push(Block::text(self.say("law.prohibited-note")));
        blocks
    }

    /// The days to know, what every firm has to do, and how far Sweden has come.
    pub fn law_by_day(&self) -> Vec<Block> {
        let Law { acts, sweden, .. } = &self.guides.law;
        let mut blocks = vec![Block::text(self.say("law.literacy")), Block::text(self.say("law.own-name"))];
        for milestone in law::milestones(&self.guides.law, self.today) {
            let text = Line::of(self.say(&format!("law.milestone.{}", milestone.item.id)));
            blocks.push(Block::Text(text.about(self.applies(milestone.state))));
            blocks.push(self.sources(&milestone.item.sources));
        }
        blocks.push(Block::text(self.say("law.old-dates")));
        let checked = self.words.prose.date(sweden.checked);
        blocks.push(Block::text(self.fill("law.sweden", &[("date", &checked)])));
        blocks.push(self.sources(&sweden.sources));
        let acts = acts
            .iter()
            .map(|act| Line::of(self.say(&format!("law.act.{}", act.id))).leading(Target::Web(act.url.clone())));
        blocks.push(Block::List(acts.collect()));
        blocks.push(Block::small(self.say("law.advice")));
        blocks
    }
}
