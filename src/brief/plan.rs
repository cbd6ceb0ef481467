//! The plan in words.

use super::Desk;
use crate::date::Date;
use crate::plan::{Choice, DayWords, Idea, Plan, PlanField, PlanPart, PlanWords};

impl Desk<'_> {
    /// The name of what a plan is about.
    pub fn chosen(&self, plan: &Plan, choice: &Choice) -> String {
        match &choice.idea {
            Idea::UseCase(id) => self.title(id),
            Idea::Own(index) => plan.own.get(*index).map(|own| own.title.clone()).unwrap_or_default(),
        }
    }

    /// What a field of the plan says: their words, or the catalogue's where they have written none.
    pub fn field(&self, plan: &Plan, field: PlanField) -> String {
        let own = plan.text(field);
        let part = match field {
            PlanField::FirstStep => "first-step",
            PlanField::Measure => "kpi",
            PlanField::Before | PlanField::Owner => return own.to_string(),
        };
        match (&plan.chosen, own.is_empty()) {
            (Some(Choice { idea: Idea::UseCase(id), .. }), true) => self.say(&format!("use-case.{id}.{part}")),
            _ => own.to_string(),
        }
    }

    /// The whole plan for files; `None` while nothing is chosen.
    pub fn plan_words(&self, plan: &Plan, firm: &str) -> Option<PlanWords> {
        let choice = plan.chosen.as_ref()?;
        let title = self.chosen(plan, choice);
        let date = |day: Date| self.words.prose.date(day);
        let part = |key: &str, line: String| PlanPart {
            heading: self.say(&format!("plan.{key}")),
            lines: vec![line],
            listed: false,
        };
        let fields = [
            (PlanField::FirstStep, "first-step"),
            (PlanField::Measure, "measure"),
            (PlanField::Before, "before"),
            (PlanField::Owner, "owner"),
        ];
        let mut parts: Vec<PlanPart> =
            fields.into_iter().map(|(field, key)| part(key, self.field(plan, field))).collect();
        parts.push(part("start", date(plan.starts(self.today))));
        parts.push(part("check", date(plan.checks(self.today))));
        let day = |key: &str, text: String| DayWords { title: self.fill(key, &[("idea", &title)]), text };
        Some(PlanWords {
            lead: vec![firm.to_string(), self.area(choice.process.as_ref())],
            parts,
            start: day("plan.day-start", self.field(plan, PlanField::FirstStep)),
            check: day("plan.day-check", self.field(plan, PlanField::Measure)),
            title,
        })
    }
}
