//! Text with its structure and its links, and no look: screens, print, the PDF and the command line show the same blocks.

use crate::ids::{QuestionId, UseCaseId};

/// A piece of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A small heading.
    Heading(String),
    /// A paragraph.
    Text(Line),
    /// A paragraph of less weight: where something comes from, how far it is to be trusted.
    Small(Line),
    /// Points.
    List(Vec<Line>),
    /// Names and what is said of each.
    Facts(Vec<(String, Vec<Line>)>),
    /// What is opened on demand, on screens; stands open elsewhere.
    Fold(String, Vec<Block>),
}

impl Block {
    /// A paragraph without a link.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(Line::of(text))
    }

    /// A paragraph of less weight without a link.
    pub fn small(text: impl Into<String>) -> Self {
        Self::Small(Line::of(text))
    }
}

/// A line of text, with where it leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What it is about, said before it; empty for none.
    pub label: String,
    /// The text.
    pub text: String,
    /// Where it leads.
    pub to: Option<Target>,
}

impl Line {
    /// A line that leads nowhere.
    pub fn of(text: impl Into<String>) -> Self {
        Self { label: String::new(), text: text.into(), to: None }
    }

    /// The same line, leading somewhere.
    pub fn leading(self, to: Target) -> Self {
        Self { to: Some(to), ..self }
    }

    /// The same line, with what it is about.
    pub fn about(self, label: impl Into<String>) -> Self {
        Self { label: label.into(), ..self }
    }
}

/// Where a line leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// To a question of theirs.
    Question(QuestionId),
    /// To an idea on the same page.
    Idea(UseCaseId),
    /// To a page on the web; always `http` or `https`.
    Web(String),
}

/// Blocks as plain lines, for a terminal: what folds stands open, and addresses follow their text.
pub fn plain(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(text) => lines.push(text.clone()),
            Block::Text(line) | Block::Small(line) => lines.push(line.plain()),
            Block::List(all) => lines.extend(all.iter().map(|line| format!("- {}", line.plain()))),
            Block::Facts(facts) => {
                for (name, said) in facts {
                    let said: Vec<String> = said.iter().map(Line::plain).collect();
                    lines.push(format!("{name}: {}", said.join(" · ")));
                }
            }
            Block::Fold(summary, inside) => {
                lines.push(summary.clone());
                lines.extend(plain(inside).into_iter().map(|line| format!("  {line}")));
            }
        }
    }
    lines
}

impl Line {
    fn plain(&self) -> String {
        let label = if self.label.is_empty() { String::new() } else { format!("{}: ", self.label) };
        match &self.to {
            Some(Target::Web(url)) => format!("{label}{} <{url}>", self.text),
            _ => format!("{label}{}", self.text),
        }
    }
}
