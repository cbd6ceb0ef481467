//! Flat tables of a cohort: columns as data with what each means, rows firm by firm and process by process.
//!
//! Ids, never names: names change and differ between languages; the dictionary has the words. In the anonymised variant
//! no row can be told from at least four others by sector, size and municipality, see [`entries`].

mod anonymous;
mod dictionary;

use crate::cohort::{Area, By, Cohort, Count, Member, Room, Said, Within};
use crate::date::Date;
use crate::ids::OptionId;
use crate::people::{Gap, Size};
use crate::plan::Idea;
use crate::questionnaire::{Prerequisite, Questionnaire};
use crate::scoring::{Level, Ratio};

pub use dictionary::{HEAD, dictionary};

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An id.
    Id,
    /// Ids, none or many.
    Ids,
    /// Words that somebody typed.
    Text,
    /// A whole number.
    Whole,
    /// A number with two decimals, kept in hundredths.
    Hundredths,
    /// A number with one decimal, kept in tenths.
    Tenths,
    /// A day.
    Date,
    /// Yes or no.
    Flag,
}

impl Kind {
    /// Its name in files and in text keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Ids => "ids",
            Self::Text => "text",
            Self::Whole => "whole",
            Self::Hundredths => "hundredths",
            Self::Tenths => "tenths",
            Self::Date => "date",
            Self::Flag => "flag",
        }
    }
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name in every file.
    pub id: String,
    /// What stands in it.
    pub kind: Kind,
    /// The unit, as in the text `table.unit.<unit>`; empty for none.
    pub unit: &'static str,
    /// The key of the text that says what it means.
    pub meaning: String,
    source: Source,
}

/// What stands in a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// Nothing: not known, not said, or not theirs.
    Empty,
    /// An id, words or a day.
    Text(String),
    /// Ids.
    Ids(Vec<String>),
    /// A whole number.
    Whole(u32),
    /// A number in hundredths.
    Hundredths(u32),
    /// A number in tenths.
    Tenths(u32),
    /// Yes or no.
    Flag(bool),
}

/// A firm's row, as much of it as is shown.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The firm.
    pub member: &'a Member,
    /// Its report id, or a number in the anonymised variant.
    pub name: String,
    /// Its sector.
    pub sector: Option<&'a OptionId>,
    /// Its size.
    pub size: Option<Size>,
    /// Its municipality.
    pub municipality: Option<&'a OptionId>,
}

/// Where a cell comes from.
#[derive(Clone, Copy, Debug)]
enum Source {
    Firm(fn(&Entry) -> Cell),
    Area(fn(&Area) -> Cell),
    Said(usize),
    DontKnow,
}

/// A firm's column: id, kind, unit, whether it names the firm, and where it comes from.
type FirmColumn = (&'static str, Kind, &'static str, bool, fn(&Entry) -> Cell);
/// A process' column.
type AreaColumn = (&'static str, Kind, &'static str, fn(&Area) -> Cell);

const WHO: [FirmColumn; 8] = [
    ("firm", Kind::Id, "", false, |entry| Cell::Text(entry.name.clone())),
    ("label", Kind::Text, "", true, |entry| words(&entry.member.label)),
    ("sector", Kind::Id, "", false, |entry| id(entry.sector)),
    ("size", Kind::Id, "", false, |entry| id(entry.size.map(Size::as_str).as_ref())),
    ("municipality", Kind::Id, "", false, |entry| id(entry.municipality)),
    ("created", Kind::Date, "", true, |entry| day(&entry.member.created_at)),
    ("saved", Kind::Date, "", true, |entry| day(&entry.member.saved_at)),
    ("version", Kind::Text, "", false, |entry| words(&entry.member.version)),
];

const FIRM: [FirmColumn; 9] = [
    // Who was at a workshop is known to those who were there.
    ("workshop", Kind::Flag, "", true, |entry| Cell::Flag(entry.member.in_workshop)),
    ("supported", Kind::Flag, "", true, |entry| Cell::Flag(entry.member.is_supported())),
    ("chosen", Kind::Id, "", false, |entry| match entry.member.chosen.as_ref().map(|choice| &choice.idea) {
        Some(Idea::UseCase(idea)) => Cell::Text(idea.to_string()),
        Some(Idea::Own(_)) => Cell::Text(OWN.to_string()),
        None => Cell::Empty,
    }),
    ("wanted", Kind::Ids, "", false, |entry| ids(entry.member.wanted.iter().map(|wish| &wish.idea))),
    ("hindrances", Kind::Ids, "", false, |entry| ids(entry.member.hindrances.iter().map(|one| joined(one.as_pair())))),
    ("funding", Kind::Ids, "", false, |entry| ids(entry.member.routes.iter())),
    ("gaps", Kind::Ids, "", false, |entry| ids(entry.member.gaps.iter().map(|(gap, _)| joined(gap_pair(gap))))),
    ("training", Kind::Ids, "", false, |entry| ids(entry.member.courses.iter())),
    ("notes", Kind::Flag, "", true, |entry| Cell::Flag(entry.member.with_notes)),
];

const AREA: [AreaColumn; 13] = [
    ("process", Kind::Id, "", |area| Cell::Text(area.id.to_string())),
    ("outcome", Kind::Id, "", |area| Cell::Text(area.outcome.id().to_string())),
    ("level", Kind::Whole, "level", |area| whole(area.readiness.map(|score| Level::of(score).value))),
    ("readiness", Kind::Hundredths, "level", |area| hundredths(area.readiness)),
    ("readiness_low", Kind::Hundredths, "level", |area| hundredths(area.bounds.map(|bounds| bounds.low))),
    ("readiness_high", Kind::Hundredths, "level", |area| hundredths(area.bounds.map(|bounds| bounds.high))),
    ("use", Kind::Whole, "level", |area| whole(area.in_use.level())),
    ("need", Kind::Tenths, "need", |area| area.exact_need().map_or(Cell::Empty, Cell::Tenths)),
    ("need_low", Kind::Tenths, "need", |area| Cell::Tenths(area.need.low)),
    ("need_high", Kind::Tenths, "need", |area| Cell::Tenths(area.need.high)),
    ("idea", Kind::Id, "", |area| id(area.idea.as_ref())),
    ("lacks", Kind::Ids, "", |area| ids(area.lacks.iter())),
    ("answered", Kind::Whole, "answers", |area| {
        whole(u8::try_from(area.said.iter().filter(|said| matches!(said, Said::Level(_))).count()).ok())
    }),
];

/// What stands for an idea of their own, whose words are not in any table.
pub const OWN: &str = "own";

fn id<T: ToString>(id: Option<&T>) -> Cell {
    id.map_or(Cell::Empty, |id| Cell::Text(id.to_string()))
}

fn ids<T: ToString>(ids: impl Iterator<Item = T>) -> Cell {
    Cell::Ids(ids.map(|id| id.to_string()).collect())
}

fn words(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_string()) }
}

/// The day of a point in time; nothing where it has no such form.
fn day(stamp: &str) -> Cell {
    Date::parse(stamp).map_or(Cell::Empty, |day| Cell::Text(day.to_string()))
}

fn whole(level: Option<u8>) -> Cell {
    level.map_or(Cell::Empty, |level| Cell::Whole(u32::from(level)))
}

fn hundredths(score: Option<Ratio>) -> Cell {
    score.map_or(Cell::Empty, |score| Cell::Hundredths(score.hundredths()))
}

/// A kind and an id as one id.
fn joined((kind, id): (&str, &str)) -> String {
    if id.is_empty() { kind.to_string() } else { format!("{kind}/{id}") }
}

/// The kind and id of a gap, named as hindrances are.
fn gap_pair(gap: &Gap) -> (&'static str, &str) {
    match gap {
        Gap::Enabler(id) => ("enabler", id.as_str()),
        Gap::Requirement(Prerequisite::Documentation) => ("requirement", "process_documentation"),
        Gap::Requirement(Prerequisite::Data) => ("requirement", "data"),
        Gap::Requirement(Prerequisite::Systems) => ("requirement", "systems_integration"),
        Gap::Requirement(Prerequisite::Skills) => ("requirement", "skills"),
        Gap::Requirement(Prerequisite::Governance) => ("requirement", "governance"),
    }
}

impl Column {
    /// What stands in the column for a firm, and for one of its processes. Nothing where a process is asked for and none
    /// is given.
    pub fn cell(&self, questionnaire: &Questionnaire, entry: &Entry, area: Option<&Area>) -> Cell {
        match (self.source, area) {
            (Source::Firm(value), _) => value(entry),
            (_, None) => Cell::Empty,
            (Source::Area(value), Some(area)) => value(area),
            (Source::Said(at), Some(area)) => match area.said.get(at) {
                Some(Said::Level(level)) => Cell::Whole(u32::from(*level)),
                _ => Cell::Empty,
            },
            (Source::DontKnow, Some(area)) => {
                let said = questionnaire.dimensions.iter().zip(&area.said);
                ids(said.filter(|(_, said)| **said == Said::DontKnow).map(|(dimension, _)| &dimension.id))
            }
        }
    }
}

fn of_firm(columns: &[FirmColumn], anonymised: bool) -> impl Iterator<Item = Column> {
    columns.iter().filter(move |(.., names, _)| !(anonymised && *names)).map(|(id, kind, unit, _, value)| Column {
        id: id.to_string(),
        kind: *kind,
        unit,
        meaning: format!("table.column.{id}"),
        source: Source::Firm(*value),
    })
}

/// The columns of the table of firms.
pub fn firm_columns(anonymised: bool) -> Vec<Column> {
    of_firm(&WHO, anonymised).chain(of_firm(&FIRM, anonymised)).collect()
}

/// The columns that only the table of firms by processes has: the numbers, then a column for each question's level.
pub fn area_columns(questionnaire: &Questionnaire) -> Vec<Column> {
    let numbers = AREA.iter().map(|(id, kind, unit, value)| Column {
        id: id.to_string(),
        kind: *kind,
        unit,
        meaning: format!("table.column.{id}"),
        source: Source::Area(*value),
    });
    let answers = questionnaire.dimensions.iter().enumerate().map(|(at, dimension)| Column {
        id: format!("answer_{}", dimension.id),
        kind: Kind::Whole,
        unit: "level",
        meaning: format!("dimension.{}.about", dimension.id),
        source: Source::Said(at),
    });
    let unknown = Column {
        id: "dont_know".to_string(),
        kind: Kind::Ids,
        unit: "",
        meaning: "table.column.dont_know".to_string(),
        source: Source::DontKnow,
    };
    numbers.chain(answers).chain([unknown]).collect()
}

/// The columns of the table of firms by processes.
pub fn all_columns(questionnaire: &Questionnaire, anonymised: bool) -> Vec<Column> {
    of_firm(&WHO, anonymised).chain(area_columns(questionnaire)).collect()
}

/// The firms' rows. Anonymised, a firm has a number instead of its id, no name and no days; and its municipality, then
/// its size, then its sector is left out until at least five rows look alike. Firms that even then are fewer than five
/// are left out altogether, and so is everything when there are fewer than five firms.
pub fn entries<'a>(room: &Room<'a>, anonymised: bool) -> Vec<Entry<'a>> {
    let entry = |member: &'a Member| Entry {
        member,
        name: member.report_id.clone(),
        sector: member.sector.as_ref(),
        size: member.size,
        municipality: member.municipality.as_ref(),
    };
    let entries = room.members.iter().copied().map(entry).collect();
    if anonymised { anonymous::alike(entries) } else { entries }
}

/// What firms have in common, for those who hold the reports: kind, id and how many, commonest first within a kind.
pub fn counts(room: &Room) -> Vec<(&'static str, String, usize)> {
    fn put<T>(
        counts: Vec<Count<T>>,
        kind: &'static str,
        id: impl Fn(&T) -> String,
    ) -> Vec<(&'static str, String, usize)> {
        counts.into_iter().map(|count| (kind, id(&count.what), count.firms)).collect()
    }
    let mut all = put(room.hindrances(), "hindrance", |one| joined(one.as_pair()));
    all.extend(put(room.wanted(), "wanted", ToString::to_string));
    all.extend(put(room.funding(), "funding", ToString::to_string));
    all.extend(put(room.gaps(), "gap", |gap| joined(gap_pair(gap))));
    all.extend(put(room.training(), "training", ToString::to_string));
    all
}

/// The same as far as it may be published, see [`Cohort::published`].
pub fn published(questionnaire: &Questionnaire, cohort: &Cohort) -> Vec<(&'static str, String, usize)> {
    let tables = cohort.published(questionnaire).into_iter();
    let shared = |by: &By| matches!(by, By::Hindrance | By::Wanted | By::Funding | By::Training);
    let shown = tables.filter(|table| table.within == Within::All && shared(&table.by));
    shown.flat_map(|table| table.rows.into_iter().map(move |(id, firms)| (table.by.as_pair().0, id, firms))).collect()
}
