//! Questions, answers and names in the words that a firm sees.

use crate::answer::Answer;
use crate::ids::{DimensionId, OptionId, ProcessId, QuestionId};
use crate::questionnaire::{Questionnaire, Wording};
use crate::scoring::Level;
use crate::text::{Prose, inside_sentence};

/// Where words come from: the pack, its texts and whose words they are.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The pack.
    pub questionnaire: &'a Questionnaire,
    /// Texts of the language.
    pub prose: &'a Prose,
    /// Which words this firm sees.
    pub wording: &'a Wording,
}

impl Words<'_> {
    /// The name of a process.
    pub fn area(&self, process: &ProcessId) -> String {
        self.prose.say(&format!("process.{process}.name"))
    }

    /// The name of what a dimension measures.
    pub fn dimension(&self, dimension: &DimensionId) -> String {
        self.prose.say(&format!("dimension.{dimension}.name"))
    }

    /// The words of a level of a process question.
    pub fn level(&self, process: &ProcessId, dimension: &DimensionId, level: u8) -> String {
        let part = format!("{dimension}.level.{level}");
        let words = self.wording.of_process(self.questionnaire, self.prose, process, &part);
        words.map_or_else(|| level.to_string(), str::to_string)
    }

    /// A question in the words this firm sees.
    pub fn question(&self, question: &QuestionId) -> String {
        match question {
            QuestionId::Profile(id) => self.prose.say(&format!("profile.{id}.text")),
            QuestionId::Time(process) => self.area(process),
            QuestionId::Chosen => self.prose.say("choose.heading"),
            QuestionId::Process(process, dimension) => {
                let part = format!("{dimension}.text");
                let words = self.wording.of_process(self.questionnaire, self.prose, process, &part);
                words.map_or_else(|| self.dimension(dimension), str::to_string)
            }
            QuestionId::Signals(_) => self.prose.say("signals.heading"),
            QuestionId::SimplerFix(process) => self.simpler_fix(process),
            QuestionId::Enabler(id) => {
                self.wording.of_enabler(self.prose, id, "text").map_or_else(|| id.to_string(), str::to_string)
            }
            QuestionId::FirmSignals => self.prose.say("firm-signals.heading"),
            QuestionId::AiInput => self.prose.say("ai-input.text"),
            QuestionId::Fact(id, _) => self.prose.say(&format!("fact.{id}.text")),
        }
    }

    /// "It would be enough with …" for a process.
    pub fn simpler_fix(&self, process: &ProcessId) -> String {
        let words = self.wording.of_process(self.questionnaire, self.prose, process, "simpler-fix");
        words.unwrap_or_default().to_string()
    }

    /// One option of a question.
    pub fn option(&self, question: &QuestionId, option: &OptionId) -> String {
        match question {
            QuestionId::Profile(id) => self.prose.say(&format!("profile.{id}.option.{option}")),
            QuestionId::Time(_) => self.prose.say(&format!("picker.scale.{option}")),
            QuestionId::Chosen => self.area(&option.as_str().into()),
            QuestionId::Signals(_) | QuestionId::FirmSignals => self.prose.say(&format!("signal.{option}")),
            QuestionId::SimplerFix(process) => self.simpler_fix(process),
            QuestionId::AiInput => self.prose.say(&format!("ai-input.option.{option}")),
            QuestionId::Fact(id, _) if self.prose.find(&format!("fact.{id}.option.{option}")).is_none() => {
                self.prose.say(&format!("answer.{option}"))
            }
            QuestionId::Fact(id, _) => self.prose.say(&format!("fact.{id}.option.{option}")),
            QuestionId::Process(..) | QuestionId::Enabler(_) => option.to_string(),
        }
    }

    /// An answer in the words that were chosen; empty ticks are said to be none.
    pub fn answer(&self, question: &QuestionId, answer: &Answer) -> String {
        match answer {
            Answer::Level(level) => match question {
                QuestionId::Process(process, dimension) => self.level(process, dimension, *level),
                QuestionId::Enabler(id) => {
                    let words = self.wording.of_enabler(self.prose, id, &format!("level.{level}"));
                    words.map_or_else(|| level.to_string(), str::to_string)
                }
                _ => level.to_string(),
            },
            Answer::Choice(option) => self.option(question, option),
            Answer::Choices(options) if options.is_empty() => self.prose.say("check.none-ticked"),
            Answer::Choices(options) => {
                let words: Vec<String> = options.iter().map(|option| self.option(question, option)).collect();
                words.join(" · ")
            }
            Answer::Number(count) => match question {
                QuestionId::Profile(id) => format!("{count} {}", self.prose.get(&format!("profile.{id}.unit"))),
                _ => count.to_string(),
            },
            Answer::NotOurs(reason) => {
                let not_ours = self.questionnaire.picker.scale.last();
                let word = not_ours.map(|id| self.prose.say(&format!("picker.scale.{id}"))).unwrap_or_default();
                match reason {
                    Some(reason) => {
                        format!("{word}: {}", inside_sentence(self.prose.get(&format!("picker.reason.{reason}"))))
                    }
                    None => word,
                }
            }
            Answer::NotApplicable => self.prose.say("answer.not-applicable"),
            Answer::DontKnow => self.prose.say("answer.dont-know"),
        }
    }

    /// A level as it is shown: `2+ Prövande`.
    pub(crate) fn level_name(&self, level: Level) -> String {
        let plus = if level.plus { "+" } else { "" };
        format!("{}{plus} {}", level.value, self.prose.get(&format!("level.{}.name", level.value)))
    }
}
