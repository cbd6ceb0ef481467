//! The county that the tool is made for, and the EU's limits of company size.

use crate::source::Source;

/// A municipality.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Municipality {
    /// Its code, four digits.
    pub code: String,
    /// Its name, the same in every language.
    pub name: String,
}

/// A company size in the EU's definition. Linked and partner companies count. The headcount must be below its limit, and
/// turnover or balance sheet at most at theirs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SizeLimit {
    /// `micro`, `small` or `medium`.
    pub id: String,
    /// Fewer than so many employees.
    pub headcount_below: u32,
    /// Turnover of at most so many million euros.
    pub turnover_million_eur: u32,
    /// Balance sheet of at most so many million euros.
    pub balance_million_eur: u32,
}

/// A county and its municipalities.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Region {
    /// The catalogue's version, as its editors number it.
    pub version: String,
    /// The county's code.
    pub county: String,
    /// The county's name.
    pub county_name: String,
    /// The name of its regional authority.
    pub authority: String,
    /// Names that no text may have where the tool is made for another region.
    pub names: Vec<String>,
    /// The answer that says the firm lies in no municipality of the county.
    pub elsewhere: String,
    /// The municipalities, as in the catalogue.
    pub municipalities: Vec<Municipality>,
    /// Where they were read; never empty.
    pub municipality_sources: Vec<Source>,
    /// The company sizes, as in the catalogue.
    pub sizes: Vec<SizeLimit>,
    /// Where the limits were read; never empty.
    pub size_sources: Vec<Source>,
}

impl Region {
    /// The municipality with a code.
    pub fn municipality(&self, code: &str) -> Option<&Municipality> {
        self.municipalities.iter().find(|municipality| municipality.code == code)
    }

    /// The limits of a size.
    pub fn size(&self, id: &str) -> Option<&SizeLimit> {
        self.sizes.iter().find(|size| size.id == id)
    }
}
