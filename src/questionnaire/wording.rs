//! Whose words a firm sees.

use super::{Process, Questionnaire};
use crate::answer::Answers;
use crate::ids::{EnablerId, OptionId, ProcessId, VariantId};
use crate::text::Prose;

/// Which words a firm is shown: its sector's where they exist, and a firm of one's.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wording {
    /// The firm's sector, once known.
    pub sector: Option<OptionId>,
    /// Whether one person is the whole firm.
    pub solo: bool,
}

impl Wording {
    /// The wording that the answers call for.
    pub fn of(questionnaire: &Questionnaire, answers: &Answers) -> Self {
        Self {
            sector: answers.profile("sector").cloned(),
            solo: questionnaire.band(answers, "headcount").is_some_and(|band| band.to == Some(1)),
        }
    }

    /// The variant of a process that this firm sees.
    fn variant<'a>(&self, process: &'a Process) -> Option<&'a VariantId> {
        let sector = self.sector.as_ref()?;
        process.variants.iter().find(|variant| variant.sectors.contains(sector)).map(|variant| &variant.id)
    }

    /// A text of a process (`what`, `W.text`, `W.level.3`) in the words this firm sees; `None` when it has none.
    pub fn of_process<'p>(
        &self,
        questionnaire: &Questionnaire,
        prose: &'p Prose,
        process: &ProcessId,
        part: &str,
    ) -> Option<&'p str> {
        let key = format!("process.{process}.{part}");
        let mut keys = Vec::with_capacity(4);
        if self.solo {
            keys.push(format!("dimension.{part}@solo"));
        }
        if let Some(variant) = questionnaire.process(process).and_then(|process| self.variant(process)) {
            keys.push(format!("{key}@{variant}"));
        }
        keys.push(key);
        keys.push(format!("dimension.{part}"));
        prose.first(&keys)
    }

    /// A text of an enabler (`text`, `level.3`) in the words this firm sees; `None` when it has none.
    pub fn of_enabler<'p>(&self, prose: &'p Prose, enabler: &EnablerId, part: &str) -> Option<&'p str> {
        let key = format!("enabler.{enabler}.{part}");
        if self.solo { prose.first(&[format!("{key}@solo"), key]) } else { prose.find(&key) }
    }
}
