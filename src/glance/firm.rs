//! One firm seen more closely: its answers beside the room's.

use super::common::{hindrance, idea, route};
use super::grid::{numbers, outcome_name};
use super::{Answer, Desk, Firm, FirmArea, spreads};
use crate::cohort::{Area, Fate, Member, Said, Spread};
use crate::ids::QuestionId;
use crate::plan::Idea;

/// A firm with the spreads of the room that it is seen in, and what became of every file.
pub(super) fn firm(desk: &Desk, member: &Member, room: &[Spread], fates: &[Fate]) -> Firm {
    let pack = desk.clerk.questionnaire;
    let prose = desk.prose;
    let about = [
        member.sector.as_ref().map(|id| desk.option("sector", id)),
        member.size.map(|size| desk.size(size)),
        member.municipality.as_ref().map(|id| desk.option("municipality", id)),
    ];
    let fate = fates.iter().find(|fate| fate.place == member.place);
    let file = fate.map(|fate| {
        let notes = fate.notes.iter().map(|note| note.sentence(prose));
        std::iter::once(fate.sentence(prose)).chain(notes).collect()
    });
    let footing = pack.enablers.iter().zip(&member.footing).map(|(enabler, said)| {
        let words = |level: u8| prose.find(&format!("enabler.{}.level.{level}", enabler.id)).map(str::to_string);
        answer(desk, room, QuestionId::Enabler(enabler.id.clone()), *said, words)
    });
    let chosen = member.chosen.as_ref().map(|choice| match &choice.idea {
        Idea::UseCase(id) => idea(desk, id),
        // Its words are the firm's own and not kept here.
        Idea::Own(_) => prose.say("reports.own-idea"),
    });
    let lists = [
        ("chosen", chosen.into_iter().collect()),
        ("wanted", member.wanted.iter().map(|wish| idea(desk, &wish.idea)).collect::<Vec<_>>()),
        ("hindrances", member.hindrances.iter().map(|one| hindrance(desk, one)).collect()),
        ("funding", member.routes.iter().map(|id| route(desk, id)).collect()),
        ("training", member.courses.iter().map(|id| prose.say(&format!("training.{id}.name"))).collect()),
    ];
    let some = lists.into_iter().filter(|(_, list)| !list.is_empty());
    Firm {
        id: member.report_id.clone(),
        name: member.name(desk.prose),
        about: about.into_iter().flatten().collect::<Vec<_>>().join(", "),
        file: file.unwrap_or_default(),
        areas: member.areas.iter().map(|one| area(desk, room, one)).collect(),
        footing: footing.collect(),
        lists: some.map(|(kind, list)| (kind.to_string(), list)).collect(),
    }
}

fn area(desk: &Desk, room: &[Spread], area: &Area) -> FirmArea {
    let dimensions = desk.clerk.questionnaire.dimensions.iter().zip(&area.said);
    let answers = dimensions.map(|(dimension, said)| {
        let question = QuestionId::Process(area.id.clone(), dimension.id.clone());
        let words = |level: u8| Some(desk.words.level(&area.id, &dimension.id, level));
        answer(desk, room, question, *said, words)
    });
    FirmArea {
        name: desk.words.area(&area.id),
        outcome: area.outcome,
        outcome_name: outcome_name(desk, area.outcome),
        numbers: numbers(desk, area),
        answers: answers.collect(),
    }
}

fn answer(
    desk: &Desk,
    room: &[Spread],
    question: QuestionId,
    said: Said,
    words: impl Fn(u8) -> Option<String>,
) -> Answer {
    let prose = desk.prose;
    let of_room = room.iter().find(|spread| spread.question == question).map(|spread| spreads::median(desk, spread));
    let median = of_room.filter(|median| !median.is_empty()).unwrap_or_else(|| "–".to_string());
    let said = match said {
        Said::Level(level) => match words(level) {
            Some(words) => prose.fill("reports.level", &[("level", &level.to_string()), ("words", &words)]),
            None => level.to_string(),
        },
        Said::DontKnow => prose.say("answer.dont-know"),
        Said::NotApplicable => prose.say("answer.not-applicable"),
        Said::Nothing => "–".to_string(),
    };
    Answer { question: spreads::question(desk, &question), said, median }
}
