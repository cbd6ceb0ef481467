//! What the page of many reports draws, in words and numbers: what is asked for, and a plain value that answers it.
//!
//! It is made beside the page and only as much as is shown, so that ten thousand firms weigh no more on the page than
//! forty. Nothing in it is a statistic for others: it is for those who hold the reports.

mod common;
mod firm;
mod grid;
mod programme;
mod spreads;

use crate::cohort::{Clerk, Cohort, Fate, Filter, Goals, Member, Room, Sort, What};
use crate::ids::{OptionId, QuestionId};
use crate::outcome::Outcome;
use crate::people::Size;
use crate::questionnaire::Wording;
use crate::text::Prose;
use crate::words::Words;

pub use programme::{Counted, MovedIn, Programme, goal_chart, moves_chart, part_chart};

/// So many firms stand on one page of the heat map: more than a workshop has.
pub const ROWS: usize = 40;
/// So many lines on files are shown at first, and so many more at a time.
pub const LINES: usize = 50;
/// So many of what firms have in common are shown.
pub const COMMON: usize = 10;
/// So many firms of a group are named.
pub const NAMED: usize = 12;
/// The darkest step of the heat map; the lightest is 0.
pub const DARKEST: u8 = 5;

/// What a cell of the heat map shows and is coloured by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Measure {
    /// The outcome; darker the earlier it comes in the order of the advice.
    #[default]
    Outcome,
    /// Readiness, 0–5.
    Readiness,
    /// Need, 0–100.
    Need,
    /// Use of AI, 0–5.
    Use,
}

impl Measure {
    /// Every measure, as the page offers them.
    pub const ALL: [Self; 4] = [Self::Outcome, Self::Readiness, Self::Need, Self::Use];

    /// Its name in messages and text keys.
    pub fn id(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Readiness => "readiness",
            Self::Need => "need",
            Self::Use => "use",
        }
    }

    /// What a name stands for.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.id() == id)
    }

    /// The order of rows by this measure in a process.
    pub fn sort(self, process: &str) -> Sort {
        match self {
            Self::Outcome => Sort::Outcome(process.into()),
            Self::Readiness => Sort::Readiness(process.into()),
            Self::Need => Sort::Need(process.into()),
            Self::Use => Sort::Use(process.into()),
        }
    }
}

/// What the page wants to draw.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ask {
    /// Which firms.
    pub filter: Filter,
    /// What the rows go by.
    pub sort: Sort,
    /// The last of them first.
    pub turned: bool,
    /// What the cells show.
    pub measure: Measure,
    /// How many rows come before the first one shown.
    pub from: usize,
    /// How many lines on files are shown.
    pub lines: usize,
    /// The firm that is looked at more closely, by its report's id.
    pub open: Option<String>,
    /// The goals of the programme, where that is looked at and not the room.
    pub programme: Option<Goals>,
}

impl Default for Ask {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            sort: Sort::default(),
            turned: false,
            measure: Measure::default(),
            from: 0,
            lines: LINES,
            open: None,
            programme: None,
        }
    }
}

impl Ask {
    /// The selection changes: one begins at the first row again.
    pub fn select(&mut self, change: impl FnOnce(&mut Filter)) {
        change(&mut self.filter);
        self.from = 0;
    }

    /// The rows go by something else; by the same once more, the other way round.
    pub fn press(&mut self, sort: Sort) {
        self.turned = self.sort == sort && !self.turned;
        self.sort = sort;
        self.from = 0;
    }

    /// The cells show something else; rows that went by a process go by it still.
    pub fn show(&mut self, measure: Measure) {
        self.measure = measure;
        if let Some(process) = self.sort.process() {
            self.sort = measure.sort(process);
            self.turned = false;
        }
    }

    /// Which way rows that go by `sort` stand, as tables say it: `None` when they go by something else.
    pub fn direction(&self, sort: &Sort) -> Option<&'static str> {
        // The newest and the greatest need come first.
        let falls = matches!(sort, Sort::Saved | Sort::Need(_)) != self.turned;
        (self.sort == *sort).then_some(if falls { "descending" } else { "ascending" })
    }
}

/// Everything that the page draws.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Glance {
    /// What became of the files; none when nothing has come in.
    pub told: Option<Told>,
    /// The room; none when no firm counts.
    pub room: Option<Overview>,
    /// The firm that is looked at more closely.
    pub firm: Option<Firm>,
    /// How far the programme has come; none when no firm counts, or the room is looked at.
    pub programme: Option<Programme>,
}

/// What became of the files.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    /// How many firms count, of how many files.
    pub sum: String,
    /// What did not simply go well: a sentence, and what else is to be known.
    pub noted: Vec<(String, Vec<String>)>,
    /// How many more there are of those.
    pub noted_left: usize,
    /// What went well.
    pub taken: Vec<String>,
    /// How many more there are of those.
    pub taken_left: usize,
}

/// A choice: what it is in messages, and its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Its id; empty for no choice.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// The room, as far as it is shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Overview {
    /// The sectors that firms can be selected by: those that any of them has.
    pub sectors: Vec<Choice>,
    /// The sizes, likewise.
    pub sizes: Vec<Choice>,
    /// The municipalities, likewise.
    pub municipalities: Vec<Choice>,
    /// What rows can go by.
    pub sorts: Vec<Choice>,
    /// The selection that holds: what no firm has any more is not selected.
    pub filter: Filter,
    /// The heat map.
    pub grid: Grid,
    /// What firms have in common, kind by kind.
    pub common: Vec<Common>,
    /// Firms that could do something together.
    pub groups: Vec<Group>,
    /// How the answers spread, process by process, then the firms' footing.
    pub spreads: Vec<Spreads>,
}

/// The heat map: firms by processes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Grid {
    /// The processes: columns.
    pub heads: Vec<Choice>,
    /// The rows shown.
    pub rows: Vec<Row>,
    /// How many rows come before them.
    pub from: usize,
    /// How many there are in all.
    pub of: usize,
}

/// A firm's row.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// Its report's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Sector and municipality.
    pub about: String,
    /// A cell a process; none where it did not go through it.
    pub cells: Vec<Option<Cell>>,
}

/// A cell of the heat map.
#[derive(Clone, PartialEq, Debug)]
pub struct Cell {
    /// The outcome, whose mark stands in the cell.
    pub outcome: Outcome,
    /// The number or word that it is coloured by.
    pub text: String,
    /// What else is to be known.
    pub more: String,
    /// How dark, 0–[`DARKEST`]; none where there is no value.
    pub step: Option<u8>,
}

/// What firms have in common, of one kind.
#[derive(Clone, PartialEq, Debug)]
pub struct Common {
    /// Which kind, as in the text `reports.<kind>.heading`.
    pub kind: String,
    /// Names with how many firms, commonest first.
    pub counts: Vec<(String, usize)>,
    /// How many firms are looked at.
    pub of: usize,
}

/// Firms that want the same.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// What they want.
    pub idea: String,
    /// The firms, and how many more.
    pub firms: String,
    /// The money that there is for it, in sentences.
    pub money: Vec<String>,
}

/// How the answers to the questions of one process spread.
#[derive(Clone, PartialEq, Debug)]
pub struct Spreads {
    /// The process' id; empty for the firms' footing.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A row a question.
    pub rows: Vec<SpreadRow>,
}

/// How the answers to one question spread.
#[derive(Clone, PartialEq, Debug)]
pub struct SpreadRow {
    /// What is asked, in short.
    pub name: String,
    /// How many gave each level, 0 first.
    pub levels: Vec<usize>,
    /// How many do not know.
    pub dont_know: usize,
    /// How many say that it does not apply.
    pub not_applicable: usize,
    /// The median; empty with fewer than four levels.
    pub median: String,
    /// How much the levels agree, 0–1; empty with fewer than four.
    pub consensus: String,
}

/// A firm seen more closely.
#[derive(Clone, PartialEq, Debug)]
pub struct Firm {
    /// Its report's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Sector, size, municipality.
    pub about: String,
    /// What became of its file, and what was noted of it.
    pub file: Vec<String>,
    /// Its processes.
    pub areas: Vec<FirmArea>,
    /// Its footing.
    pub footing: Vec<Answer>,
    /// Lists of what it chose, can begin, lacks and can have, each as in the text `reports.firm.<kind>`.
    pub lists: Vec<(String, Vec<String>)>,
}

/// One process of a firm.
#[derive(Clone, PartialEq, Debug)]
pub struct FirmArea {
    /// Its name.
    pub name: String,
    /// The outcome.
    pub outcome: Outcome,
    /// The outcome's name.
    pub outcome_name: String,
    /// Readiness, need and use.
    pub numbers: String,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// One answer against the room's.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// What is asked, in short.
    pub question: String,
    /// What they said.
    pub said: String,
    /// The room's median; a dash with too few levels.
    pub median: String,
}

/// What words and names come from.
pub(crate) struct Desk<'a> {
    clerk: &'a Clerk<'a>,
    prose: &'a Prose,
    words: Words<'a>,
}

impl Desk<'_> {
    /// The name of an option of a question about the firm.
    fn option(&self, question: &str, id: &OptionId) -> String {
        self.words.option(&QuestionId::Profile(question.into()), id)
    }

    fn size(&self, size: Size) -> String {
        self.prose.say(&format!("table.size.{}", size.as_str()))
    }
}

/// What the page draws of a cohort.
pub fn glance(clerk: &Clerk, prose: &Prose, cohort: &Cohort, ask: &Ask) -> Glance {
    let wording = Wording::default();
    let words = Words { questionnaire: clerk.questionnaire, prose, wording: &wording };
    let desk = Desk { clerk, prose, words };
    let all = cohort.room(&Filter::default());
    let fates = cohort.fates();
    let told = told(prose, &fates, all.members.len(), ask.lines);
    if let Some(goals) = ask.programme {
        let programme = (!all.members.is_empty()).then(|| programme::programme(&desk, &all, goals));
        return Glance { told, programme, ..Glance::default() };
    }
    let filter = held(&all, &ask.filter);
    let room = cohort.room(&filter);
    let spreads = room.spreads(clerk.questionnaire);
    let opened = ask.open.as_ref().and_then(|id| all.members.iter().find(|member| member.report_id == *id));
    Glance {
        told,
        room: (!all.members.is_empty()).then(|| Overview {
            sectors: grid::options(&desk, &all, "sector", |member| member.sector.as_ref()),
            sizes: grid::sizes(&desk, &all),
            municipalities: grid::options(&desk, &all, "municipality", |member| member.municipality.as_ref()),
            sorts: grid::sorts(&desk, &all),
            grid: grid::grid(&desk, &room, ask),
            common: common::common(&desk, &room),
            groups: common::groups(&desk, &room),
            spreads: spreads::spreads(&desk, &spreads),
            filter,
        }),
        firm: opened.map(|member| firm::firm(&desk, member, &spreads, &fates)),
        programme: None,
    }
}

/// The selection without what no firm has: a correction or an emptied page may have taken it away.
fn held(all: &Room, asked: &Filter) -> Filter {
    fn kept<T: PartialEq + Clone>(asked: &Option<T>, all: &Room, of: fn(&Member) -> &Option<T>) -> Option<T> {
        asked.clone().filter(|_| all.members.iter().any(|member| of(member) == asked))
    }
    Filter {
        sector: kept(&asked.sector, all, |member| &member.sector),
        size: kept(&asked.size, all, |member| &member.size),
        municipality: kept(&asked.municipality, all, |member| &member.municipality),
    }
}

/// What became of the files. Reports of one file, a line each, that simply went well are told together.
fn told(prose: &Prose, fates: &[Fate], firms: usize, shown: usize) -> Option<Told> {
    if fates.is_empty() {
        return None;
    }
    let refused = fates.iter().filter(|fate| fate.is_refused()).count();
    let [firms, all, refused] = [firms, fates.len(), refused].map(|count| count.to_string());
    let (plain, noted): (Vec<&Fate>, Vec<&Fate>) = fates.iter().partition(|fate| fate.is_plain());
    let noted_left = noted.len().saturating_sub(shown);
    let notes = |fate: &Fate| fate.notes.iter().map(|note| note.sentence(prose)).collect();
    let noted = noted.into_iter().take(shown).map(|fate| (fate.sentence(prose), notes(fate))).collect();
    let of_many = |fate: &Fate| fate.place.line > 0 && fate.what == What::TakenIn;
    let same_file = |a: &&Fate, b: &&Fate| of_many(a) && of_many(b) && a.place.file == b.place.file;
    let files: Vec<&[&Fate]> = plain.chunk_by(same_file).collect();
    let line = |lines: &&[&Fate]| match lines {
        [fate] => fate.sentence(prose),
        lines => {
            let file = lines.first().map_or("", |fate| &fate.place.file);
            prose.fill("cohort.lines", &[("file", file), ("n", &lines.len().to_string())])
        }
    };
    Some(Told {
        sum: prose.fill("cohort.sum", &[("firms", &firms), ("all", &all), ("refused", &refused)]),
        noted,
        noted_left,
        taken: files.iter().take(shown).map(line).collect(),
        taken_left: files.len().saturating_sub(shown),
    })
}
