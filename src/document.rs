//! Text with its structure and its links, and no look: screens, print, the PDF and the command line show the same blocks.

use crate::ids::{QuestionId, UseCaseId};
use crate::text::{Locale, is_turning};

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
    /// A part of the text that is quoted in its own language, a title of a source for example.
    pub quoted: Option<(String, Locale)>,
}

impl Line {
    /// A line that leads nowhere.
    pub fn of(text: impl Into<String>) -> Self {
        Self { label: String::new(), text: text.into(), to: None, quoted: None }
    }

    /// The same line, leading somewhere.
    pub fn leading(self, to: Target) -> Self {
        Self { to: Some(to), ..self }
    }

    /// The same line, with a part of its text that is quoted in its own language.
    pub fn quoting(self, quoted: &str, lang: &Locale) -> Self {
        Self { quoted: Some((quoted.to_string(), lang.clone())), ..self }
    }

    /// The text before what is quoted, what is quoted with its language, and the text after it; the whole text is before
    /// where nothing is.
    pub fn parts(&self) -> (&str, Option<(&str, &Locale)>, &str) {
        let found = self.quoted.as_ref().and_then(|(quoted, lang)| {
            let (before, after) = self.text.split_once(quoted.as_str())?;
            Some((before, Some((quoted.as_str(), lang)), after))
        });
        found.unwrap_or((&self.text, None, ""))
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
    /// To a page on the web, or to somebody's e-mail: always `http`, `https` or `mailto`.
    Web(String),
}

/// Whether an address is one on the web that a link may lead to.
pub fn is_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && is_one_word(url)
}

/// Whether a text is one piece, with nothing in it that is not seen or that turns the order of what is.
pub fn is_one_word(text: &str) -> bool {
    !text.contains(|letter: char| letter.is_whitespace() || letter.is_control() || is_turning(letter))
}

/// Reads the few signs of Markdown that our own documents use: headings, paragraphs, points, and tables, whose rows become
/// names with what is said of each. Bold and code lose their marks, a link keeps its words.
pub fn markdown(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut columns: Vec<String> = Vec::new();
    let mut apart = true;
    for line in text.lines().map(str::trim) {
        let heading = line.trim_start_matches('#');
        if line.is_empty() {
            apart = true;
        } else if heading.len() < line.len() {
            blocks.push(Block::Heading(unmarked(heading.trim())));
            apart = true;
        } else if let Some(row) = line.strip_prefix('|') {
            let cells: Vec<String> = row.trim_end_matches('|').split('|').map(|cell| unmarked(cell.trim())).collect();
            if columns.is_empty() {
                columns = cells;
                blocks.push(Block::Facts(Vec::new()));
            } else if let (Some(Block::Facts(facts)), false) = (blocks.last_mut(), row.starts_with("---")) {
                let mut named = cells.into_iter().zip(&columns);
                let name = named.next().map(|(cell, _)| cell).unwrap_or_default();
                let said = named.filter(|(cell, _)| !cell.is_empty());
                facts.push((name, said.map(|(cell, column)| Line::of(cell).about(column.clone())).collect()));
            }
            continue;
        } else if let Some(point) = point(line) {
            match blocks.last_mut() {
                Some(Block::List(lines)) => lines.push(Line::of(unmarked(point))),
                _ => blocks.push(Block::List(vec![Line::of(unmarked(point))])),
            }
            apart = false;
        } else {
            match blocks.last_mut() {
                Some(Block::Text(before)) if !apart => before.text = format!("{} {}", before.text, unmarked(line)),
                Some(Block::List(lines)) if !apart => {
                    if let Some(before) = lines.last_mut() {
                        before.text = format!("{} {}", before.text, unmarked(line));
                    }
                }
                _ => blocks.push(Block::text(unmarked(line))),
            }
            apart = false;
        }
        columns.clear();
    }
    blocks
}

/// What stands after `- ` or `1. `.
fn point(line: &str) -> Option<&str> {
    let numbered = || line.split_once(". ").filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    line.strip_prefix("- ").or_else(|| numbered().map(|(_, rest)| rest))
}

/// Text without marks for bold, code and links.
fn unmarked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        out.push_str(&rest[..open]);
        let link = rest[open + 1..].split_once("](").and_then(|(words, rest)| Some((words, rest.split_once(')')?.1)));
        match link {
            Some((words, after)) => {
                out.push_str(words);
                rest = after;
            }
            None => {
                out.push('[');
                rest = &rest[open + 1..];
            }
        }
    }
    out.push_str(rest);
    out.replace("**", "").replace('`', "")
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
