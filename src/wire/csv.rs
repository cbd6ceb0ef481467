//! Tables as CSV (RFC 4180), in the two ways that programs expect.
//!
//! A cell whose text a spreadsheet would take for a formula begins with an apostrophe, whoever wrote it: a report's id is
//! as much from outside as a firm's name.

use super::cohort_v1::Out;
use crate::cohort::Room;
use crate::questionnaire::Questionnaire;
use crate::tables::{self, Cell, Column};
use crate::text::is_turning;

/// How cells are parted and numbers written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// Commas between cells, a point in numbers: for programs.
    Plain,
    /// Semicolons between cells, a comma in numbers and a byte order mark: what a spreadsheet in Swedish opens as a table.
    Swedish,
}

impl Style {
    /// The style that a spreadsheet in a language expects.
    pub fn of(locale: &str) -> Self {
        if locale == "sv" { Self::Swedish } else { Self::Plain }
    }

    /// What stands before everything else.
    pub fn start(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Swedish => "\u{feff}",
        }
    }

    fn separator(self) -> char {
        match self {
            Self::Plain => ',',
            Self::Swedish => ';',
        }
    }

    fn decimal(self) -> char {
        match self {
            Self::Plain => '.',
            Self::Swedish => ',',
        }
    }
}

/// Writes the table of firms by processes.
pub fn write(style: Style, questionnaire: &Questionnaire, room: &Room, anonymised: bool, out: Out) {
    let columns = tables::all_columns(questionnaire, anonymised);
    out(style.start());
    out(&head(style, &columns));
    for entry in tables::entries(room, anonymised) {
        for area in &entry.member.areas {
            out(&line(style, columns.iter().map(|column| column.cell(questionnaire, &entry, Some(area)))));
        }
    }
}

/// The line with the names of columns.
pub fn head<'c>(style: Style, columns: impl IntoIterator<Item = &'c Column>) -> String {
    line(style, columns.into_iter().map(|column| Cell::Text(column.id.clone())))
}

/// One line of cells, with its end.
pub fn line(style: Style, cells: impl IntoIterator<Item = Cell>) -> String {
    let mut out = String::new();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(style.separator());
        }
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => quoted(&mut out, &harmless(&text)),
            Cell::Ids(ids) => quoted(&mut out, &harmless(&ids.join(" "))),
            Cell::Whole(number) => out.push_str(&number.to_string()),
            Cell::Hundredths(number) => {
                out.push_str(&format!("{}{}{:02}", number / 100, style.decimal(), number % 100));
            }
            Cell::Tenths(number) => out.push_str(&format!("{}{}{}", number / 10, style.decimal(), number % 10)),
            Cell::Flag(yes) => out.push_str(if yes { "true" } else { "false" }),
        }
    }
    out.push_str("\r\n");
    out
}

/// A text that no spreadsheet takes for a formula, without letters that are none: control characters, and what turns the
/// order of the others. The signs in full width count as formulas too where programs are set to Chinese or Japanese.
pub fn harmless(text: &str) -> String {
    let none = |letter: &char| is_turning(*letter) || letter.is_control() && !matches!(letter, '\t' | '\r' | '\n');
    let text: String = text.chars().filter(|letter| !none(letter)).collect();
    let text = text.trim_start_matches('\u{feff}');
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_string() }
}

fn quoted(out: &mut String, text: &str) {
    // Either separator is quoted, so that no program that guesses the other sees more cells.
    if !text.contains([',', ';', '"', '\n', '\r', '\t']) {
        out.push_str(text);
        return;
    }
    out.push('"');
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}
