//! Tables as a workbook: firms by processes, firms, what they have in common, and what every column and id means.
//!
//! Numbers are numbers and texts are texts, never formulas. The same tables give the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::tables::Cell;

/// A sheet: its name, the names of its columns with how wide each is, and its rows.
pub struct Sheet<'a> {
    /// What it is called; at most 31 characters.
    pub name: String,
    /// Names of columns, with widths in characters.
    pub head: Vec<(String, u16)>,
    /// The rows, made as they are written.
    pub rows: Box<dyn Iterator<Item = Vec<Cell>> + 'a>,
}

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
    for sheet in sheets {
        fill(book.add_worksheet(), sheet, &formats)?;
    }
    Ok(book.save_to_buffer()?)
}

fn fill(page: &mut Worksheet, sheet: Sheet, [bold, two, one]: &[Format; 3]) -> Result<(), Refused> {
    page.set_name(&sheet.name)?;
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
