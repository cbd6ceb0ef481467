//! Tables as a workbook: firms by processes, firms, what they have in common, and what every column and id means.
//!
//! Numbers are numbers and texts are texts, never formulas. The same tables give the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::cohort::{Clerk, Cohort, Room};
use crate::tables::{self, Cell, Column};
use crate::text::{Prose, is_turning};

/// A sheet: its name, the names of its columns with how wide each is, and its rows.
pub struct Sheet<'a> {
    /// What it is called, as far as a workbook can call it that.
    pub name: String,
    /// Names of columns, with widths in characters.
    pub head: Vec<(String, u16)>,
    /// The rows, made as they are written.
    pub rows: Box<dyn Iterator<Item = Vec<Cell>> + 'a>,
}

/// The longest name of a sheet, in units of UTF-16.
const NAME_LIMIT: usize = 31;
/// The most rows that a sheet holds, without its head.
pub const ROW_LIMIT: usize = 1_048_575;

/// Why there is no workbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// A sheet has more rows than [`ROW_LIMIT`].
    TooManyRows,
    /// What the writer says.
    Writer(String),
}

/// Only a full sheet can be out of bounds: columns are few.
impl From<XlsxError> for Refused {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::RowColumnLimitError => Self::TooManyRows,
            other => Self::Writer(other.to_string()),
        }
    }
}

/// The bytes of a workbook.
///
/// # Errors
/// See [`Refused`].
pub fn write(sheets: Vec<Sheet>) -> Result<Vec<u8>, Refused> {
    let mut book = Workbook::new();
    // The moment of writing would make every file another.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    let [bold, two, one] = [Format::new().set_bold(), Format::new(), Format::new()];
    let formats = [bold, two.set_num_format("0.00"), one.set_num_format("0.0")];
    let mut names = Vec::new();
    for sheet in sheets {
        let name = callable(&sheet.name, &names);
        fill(book.add_worksheet(), &name, sheet, &formats)?;
        names.push(name);
    }
    Ok(book.save_to_buffer()?)
}

/// The workbook of a room: firms by processes, firms, what they have in common, the dictionary. Anonymised, what they have
/// in common is what may be published of the whole cohort.
///
/// # Errors
/// See [`Refused`].
pub fn book(clerk: &Clerk, prose: &Prose, cohort: &Cohort, room: &Room, anonymised: bool) -> Result<Vec<u8>, Refused> {
    let pack = clerk.questionnaire;
    let entries = tables::entries(room, anonymised);
    let by_area = tables::all_columns(pack, anonymised);
    let by_firm = tables::firm_columns(anonymised);
    let head = |columns: &[Column]| columns.iter().map(|column| (column.id.clone(), 14)).collect();
    let area_rows = entries.iter().flat_map(|entry| entry.member.areas.iter().map(move |area| (entry, area)));
    let row = |columns: &[Column], entry, area| columns.iter().map(|column| column.cell(pack, entry, area)).collect();
    let named = |keys: &[&str], widths: &[u16]| -> Vec<(String, u16)> {
        keys.iter().map(|key| prose.say(key)).zip(widths.iter().copied()).collect()
    };
    let sheet = |key: &str| prose.say(&format!("table.sheet.{key}"));
    let counts = if anonymised { tables::published(pack, cohort) } else { tables::counts(room) };
    let counts = counts.into_iter().map(|(kind, id, firms)| {
        vec![Cell::Text(kind.to_string()), Cell::Text(id), Cell::Whole(u32::try_from(firms).unwrap_or(u32::MAX))]
    });
    let words = tables::dictionary(pack, clerk.catalogue, clerk.guides, prose, anonymised);
    write(vec![
        Sheet {
            name: sheet("areas"),
            head: head(&by_area),
            rows: Box::new(area_rows.map(|(entry, area)| row(&by_area, entry, Some(area)))),
        },
        Sheet {
            name: sheet("firms"),
            head: head(&by_firm),
            rows: Box::new(entries.iter().map(|entry| row(&by_firm, entry, None))),
        },
        Sheet {
            name: sheet("counts"),
            head: named(&["table.head.what", "table.head.value", "table.head.firms"], &[14, 40, 16]),
            rows: Box::new(counts),
        },
        Sheet {
            name: sheet("dictionary"),
            head: named(&tables::HEAD, &[18, 30, 30, 18, 80]),
            rows: Box::new(words.into_iter()),
        },
    ])
}

/// The name of a sheet without what a workbook does not take in one, and its number where nothing is left of it or
/// another has it: an editor's word must not cost anybody the whole file.
fn callable(name: &str, others: &[String]) -> String {
    let left = |letter: &char| !"[]:*?/\\".contains(*letter) && !letter.is_control() && !is_turning(*letter);
    let (mut called, mut units) = (String::new(), 0);
    for letter in name.trim_matches('\'').chars().filter(left) {
        units += letter.len_utf16();
        if units > NAME_LIMIT {
            break;
        }
        called.push(letter);
    }
    let called = called.trim_matches(['\'', ' ']);
    let free = |called: &String| {
        !called.is_empty() && others.iter().all(|other| other.to_lowercase() != called.to_lowercase())
    };
    let numbers = (others.len() + 1..).map(|number| number.to_string());
    std::iter::once(called.to_string()).chain(numbers).find(free).unwrap_or_default()
}

fn fill(page: &mut Worksheet, name: &str, sheet: Sheet, [bold, two, one]: &[Format; 3]) -> Result<(), Refused> {
    page.set_name(name)?;
    page.set_freeze_panes(1, 0)?;
    for (column, (name, width)) in (0_u16..).zip(&sheet.head) {
        page.write_string_with_format(0, column, name, bold)?;
        page.set_column_width(column, f64::from(*width))?;
    }
    for (row, cells) in (1_u32..).zip(sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) => page.write_string(row, column, short(text))?,
                Cell::Ids(ids) if ids.is_empty() => continue,
                Cell::Ids(ids) => page.write_string(row, column, short(ids.join(" ")))?,
                Cell::Whole(number) => page.write_number(row, column, number)?,
                Cell::Hundredths(number) => {
                    page.write_number_with_format(row, column, f64::from(number) / 100.0, two)?
                }
                Cell::Tenths(number) => page.write_number_with_format(row, column, f64::from(number) / 10.0, one)?,
                Cell::Flag(yes) => page.write_boolean(row, column, yes)?,
            };
        }
    }
    Ok(())
}

/// As much of a text as a cell holds.
fn short(text: String) -> String {
    const MOST: usize = 32_000;
    if text.len() <= MOST { text } else { text.chars().take(MOST / 4).collect() }
}
