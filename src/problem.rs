//! What is wrong in a file, said so that the person who wrote it can cure it.

use crate::text::{Prose, quiet};

/// One thing wrong in content or in an imported file. Its words live in the message files under
/// `problem.<code>.what` and `problem.<code>.cure`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Problem {
    /// The file, as the person knows it.
    pub file: String,
    /// Which entry of the file, such as `process sales-quoting` or `answers[3]`; empty for the file as a whole.
    pub entry: String,
    /// Which field or text of the entry; empty for the entry as a whole.
    pub field: String,
    /// Which kind of mistake; names the message.
    pub code: &'static str,
    /// What the message fills in, by name.
    pub values: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem with a file as a whole.
    pub fn of_file(file: &str, code: &'static str) -> Self {
        Self { file: file.to_string(), entry: String::new(), field: String::new(), code, values: Vec::new() }
    }

    /// The same problem, placed at an entry and a field.
    pub fn at(mut self, entry: impl Into<String>, field: impl Into<String>) -> Self {
        self.entry = entry.into();
        self.field = field.into();
        self
    }

    /// The same problem with a value for its message.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// File, entry, field, what is wrong and the cure, in one line of plain words. A value that is a word of ours,
    /// such as `integer`, is said as `word.<value>`.
    pub fn sentence(&self, prose: &Prose) -> String {
        let worded: Vec<String> = self
            .values
            .iter()
            .map(|(_, value)| one_line(prose.find(&format!("word.{value}")).unwrap_or(value)))
            .collect();
        let names = self.values.iter().map(|(name, _)| *name);
        let values: Vec<(&str, &str)> = names.zip(worded.iter().map(String::as_str)).collect();
        let place =
            [&self.file, &self.entry, &self.field].map(String::as_str).into_iter().filter(|part| !part.is_empty());
        format!(
            "{}: {} {}",
            one_line(&place.collect::<Vec<_>>().join(" › ")),
            prose.fill(&format!("problem.{}.what", self.code), &values),
            prose.fill(&format!("problem.{}.cure", self.code), &values),
        )
    }
}

/// A piece of a file as a sentence can hold it.
fn one_line(text: &str) -> String {
    quiet(text).replace('\n', " ")
}
