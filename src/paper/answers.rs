//! The appendix: every answer that was given, in the words that were chosen.

use super::{Part, Piece};
use crate::assessment::Assessment;
use crate::brief::Desk;
use crate::chart::Table;
use crate::document::Block;
use crate::ids::{OptionId, QuestionId};

/// Every answer, part by part; what they noted stands below its answer.
pub(super) fn appendix(desk: &Desk, assessment: &Assessment, notes: bool) -> Part {
    let (words, prose) = (desk.words, desk.words.prose);
    let pack = words.questionnaire;
    let mut pieces = Vec::new();
    let mut table = |heading: String, asked: Vec<QuestionId>| {
        let row = |question: &QuestionId| {
            let answer = words.answer(question, assessment.answers.get(question)?);
            let note = assessment.notes.get(question).filter(|note| notes && !note.trim().is_empty());
            let answer = match note {
                Some(note) => format!("{answer}\n{}", prose.fill("paper.note", &[("note", note)])),
                None => answer,
            };
            Some(vec![asks(desk, question), answer])
        };
        let rows: Vec<Vec<String>> = asked.iter().filter_map(row).collect();
        if !rows.is_empty() {
            pieces.push(Piece::Words(Block::Heading(heading)));
            pieces.push(Piece::Table(Table {
                caption: String::new(),
                head: vec![prose.say("paper.question"), prose.say("paper.answer")],
                rows,
            }));
        }
    };
    table(prose.say("part.profile"), pack.profile.iter().map(|one| QuestionId::Profile(one.id.clone())).collect());
    let times = pack.in_order().map(|id| QuestionId::Time(id.clone()));
    table(prose.say("part.picker"), times.chain([QuestionId::Chosen]).collect());
    for process in pack.chosen(&assessment.answers) {
        let scales = pack.dimensions.iter().map(|one| QuestionId::Process(process.clone(), one.id.clone()));
        let lists = [QuestionId::Signals(process.clone()), QuestionId::SimplerFix(process.clone())];
        table(words.area(process), scales.chain(lists).collect());
    }
    let enablers = pack.enablers.iter().map(|one| QuestionId::Enabler(one.id.clone()));
    table(prose.say("part.firm"), enablers.chain([QuestionId::FirmSignals, QuestionId::AiInput]).collect());
    let facts = assessment.answers.iter().map(|(question, _)| question);
    let facts = facts.filter(|question| matches!(question, QuestionId::Fact(..))).cloned().collect();
    table(prose.say("advice.questions.heading"), facts);
    Part::new(prose.say("paper.answers"), pieces).alone()
}

/// What a question asks, with what it is about where the question alone does not say.
fn asks(desk: &Desk, question: &QuestionId) -> String {
    let text = desk.words.question(question);
    let QuestionId::Fact(_, about) = question else { return text };
    if about.is_empty() {
        return text;
    }
    let process = desk.words.questionnaire.process(&about.as_str().into());
    let name = match process {
        Some(process) => desk.words.area(&process.id),
        None => desk.title(&OptionId::from(about.as_str()).as_str().into()),
    };
    format!("{text} ({name})")
}
