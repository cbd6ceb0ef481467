//! What a workshop asks, in order: read from the questionnaire, never stored.

use crate::ids::{ProcessId, QuestionId};
use crate::order::Set;
use crate::questionnaire::Questionnaire;

/// The questions that are revealed and agreed on one by one: readiness, use and need of each process in the picker's
/// order, then the firm's footing. Processes that the pack does not have are passed over.
pub fn levels(questionnaire: &Questionnaire, processes: &Set<ProcessId>) -> Vec<QuestionId> {
    let of_process = |process: &ProcessId| {
        let process = process.clone();
        questionnaire.dimensions.iter().map(move |asked| QuestionId::Process(process.clone(), asked.id.clone()))
    };
    let enablers = questionnaire.enablers.iter().map(|enabler| QuestionId::Enabler(enabler.id.clone()));
    in_order(questionnaire, processes).flat_map(of_process).chain(enablers).collect()
}

/// The lists of ticks that go with them: what the participants recognise, and what they put into AI services.
pub fn lists(questionnaire: &Questionnaire, processes: &Set<ProcessId>) -> Vec<QuestionId> {
    let of_process =
        |process: &ProcessId| [QuestionId::Signals(process.clone()), QuestionId::SimplerFix(process.clone())];
    let firm = [QuestionId::FirmSignals, QuestionId::AiInput];
    in_order(questionnaire, processes).flat_map(of_process).chain(firm).collect()
}

/// Everything that is asked, in the order in which a person answers it: each process with its ticks, then the firm.
pub fn all(questionnaire: &Questionnaire, processes: &Set<ProcessId>) -> Vec<QuestionId> {
    let (levels, lists) = (levels(questionnaire, processes), lists(questionnaire, processes));
    let mut asked = Vec::with_capacity(levels.len() + lists.len());
    for process in in_order(questionnaire, processes) {
        let own = |question: &&QuestionId| question.process() == Some(process);
        asked.extend(levels.iter().filter(own).cloned());
        asked.extend(lists.iter().filter(own).cloned());
    }
    let firm = |question: &&QuestionId| question.process().is_none();
    asked.extend(levels.iter().filter(firm).cloned());
    asked.extend(lists.iter().filter(firm).cloned());
    asked
}

fn in_order<'a>(
    questionnaire: &'a Questionnaire,
    processes: &'a Set<ProcessId>,
) -> impl Iterator<Item = &'a ProcessId> {
    questionnaire.in_order().filter(|process| processes.contains(process))
}
