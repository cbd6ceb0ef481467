//! Who can help, and where to learn, in words.

use super::Desk;
use crate::advice::UseCase;
use crate::answer::Answers;
use crate::document::{Block, Line, Target};
use crate::ids::QuestionId;
use crate::people::{self, ActorFit, ActorReason, CourseFit, Gap, Idea, Price};
use crate::questionnaire::Questionnaire;
use crate::results::results;
use crate::suggest::{Suggestions, suggest};

/// So many actors are shown.
const ACTORS: usize = 5;
/// So many courses are shown.
const COURSES: usize = 5;

/// What a firm lacks: of what waiting ideas require, at its lowest, then of its own footing.
pub fn gaps(pack: &Questionnaire, answers: &Answers, suggestions: &Suggestions) -> Vec<(Gap, u8)> {
    let mut gaps: Vec<(Gap, u8)> = Vec::new();
    for raise in suggestions.not_yet.iter().flat_map(|waiting| &waiting.raises) {
        let QuestionId::Process(_, dimension) = &raise.question else { continue };
        let (Some(gap), Some(have)) = (Gap::of_dimension(pack, dimension), raise.have) else { continue };
        match gaps.iter_mut().find(|(other, _)| *other == gap) {
            Some((_, lowest)) => *lowest = have.min(*lowest),
            None => gaps.push((gap, have)),
        }
    }
    gaps.extend(people::enabler_gaps(pack, answers, pack.method.default_target));
    gaps
}

impl Desk<'_> {
    /// What the firm lacks, by its own answers.
    pub fn lacking(&self) -> Vec<(Gap, u8)> {
        let (pack, answers) = (self.words.questionnaire, self.answers);
        let computed = results(pack, self.catalogue, answers);
        self.gaps(&suggest(pack, self.catalogue, answers, &computed))
    }

    /// What the firm lacks, see [`gaps`].
    pub fn gaps(&self, suggestions: &Suggestions) -> Vec<(Gap, u8)> {
        gaps(self.words.questionnaire, self.answers, suggestions)
    }

    /// Who can help the firm, with an idea or as it is.
    pub fn people(&self, gaps: &[(Gap, u8)], idea: Option<&UseCase>) -> Vec<Block> {
        let (pack, catalogue) = (self.words.questionnaire, &self.guides.actors);
        let idea = idea.map(Idea::of).unwrap_or_default();
        let wanted = people::needs(pack, self.answers, gaps, &idea, catalogue);
        let fits = people::actors(pack, self.answers, &wanted, &idea, catalogue, ACTORS);
        fits.iter().map(|fit| self.actor(fit)).collect()
    }

    fn actor(&self, fit: &ActorFit) -> Block {
        let actor = fit.actor;
        let said = |part: &str| self.say(&format!("actor.{}.{part}", actor.id));
        let reasons = fit.reasons.iter().map(|reason| Line::of(self.actor_reason(reason))).collect();
        let mut facts = vec![(self.say("people.get"), vec![Line::of(said("get"))]), (self.say("people.why"), reasons)];
        let check = self.words.prose.find(&format!("actor.{}.check", actor.id));
        facts.extend(check.map(|check| (self.say("money.check"), vec![Line::of(check)])));
        let mut body = vec![Block::text(said("what")), Block::Facts(facts)];
        body.extend(self.link(actor.url.as_deref(), &actor.name));
        body.extend(self.all_cited(&actor.sources));
        let kind = self.say(&format!("actor.kind.{}", actor.kind));
        Block::Fold(format!("{} ({})", actor.name, crate::text::inside_sentence(&kind)), body)
    }

    fn link(&self, url: Option<&str>, name: &str) -> Option<Block> {
        let label = self.fill("money.page", &[("provider", name)]);
        url.map(|url| Block::Text(Line::of(label).leading(Target::Web(url.to_string()))))
    }

    fn actor_reason(&self, reason: &ActorReason) -> String {
        let option = |question: &str, option| self.words.option(&QuestionId::Profile(question.into()), option);
        match reason {
            ActorReason::Partner => self.say("people.partner"),
            ActorReason::Programme => self.say("people.programme"),
            ActorReason::Need(need) => self.say(&format!("actor.need.{}", need.as_str())),
            ActorReason::Sector(sector) => self.fill("people.sector", &[("sector", &option("sector", sector))]),
            ActorReason::Technique(technique) => {
                self.fill("people.technique", &[("technique", &self.say(&format!("technique.{technique}")))])
            }
            ActorReason::Municipality(code) => {
                self.fill("people.municipality", &[("name", &option("municipality", code))])
            }
            ActorReason::County => self.say("people.county"),
        }
    }

    /// Where to learn what the firm lacks.
    pub fn learning(&self, gaps: &[(Gap, u8)]) -> Vec<Block> {
        let fits = people::training(self.words.questionnaire, self.answers, gaps, &self.guides.training);
        fits.iter().take(COURSES).map(|fit| self.course(fit)).collect()
    }

    fn course(&self, fit: &CourseFit) -> Block {
        let course = fit.course;
        let said = |part: &str| self.say(&format!("training.{}.{part}", course.id));
        let closes = fit.closes.iter().map(|(gap, have)| {
            Line::of(self.fill("learn.closes", &[("name", &self.gap(gap)), ("have", &have.to_string())]))
        });
        let mut terms = Vec::new();
        if let Some(hours) = course.hours {
            terms.push(Line::of(self.fill("learn.hours", &[("hours", &self.words.prose.count(hours))])));
        }
        let price = match course.price {
            Price::Free => "free",
            Price::Unknown => "unknown",
            Price::Paid => "paid",
        };
        terms.push(Line::of(self.say(&format!("learn.price.{price}"))));
        let mut facts = vec![(self.say("learn.for"), closes.collect()), (self.say("learn.terms"), terms)];
        let check = self.words.prose.find(&format!("training.{}.check", course.id));
        facts.extend(check.map(|check| (self.say("money.check"), vec![Line::of(check)])));
        let mut body = vec![Block::text(said("what")), Block::Facts(facts)];
        body.extend(self.link(course.url.as_deref(), course.provider.as_deref().unwrap_or(&said("name"))));
        body.extend(self.all_cited(&course.sources));
        let title = match &course.provider {
            Some(provider) => format!("{} ({provider})", said("name")),
            None => said("name"),
        };
        Block::Fold(title, body)
    }

    fn gap(&self, gap: &Gap) -> String {
        let pack = self.words.questionnaire;
        match gap {
            Gap::Enabler(id) => self.say(&format!("short.enabler.{id}")),
            Gap::Requirement(which) => {
                let measured = pack.dimensions.iter().find(|dimension| dimension.prerequisite == Some(*which));
                measured.map(|dimension| self.words.dimension(&dimension.id)).unwrap_or_default()
            }
        }
    }
}
