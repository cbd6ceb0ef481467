//! Many firms' reports as one: what came in and what became of it, and what the room, the groups and the programme show.
//!
//! A cohort is a set, so putting files together in any order and any grouping gives the same one. It keeps what the
//! tables need of each report and not the report itself. Lists are sorted once for a whole batch: a map that grows in
//! place would move half of itself for each of a hundred thousand reports.

mod groups;
mod member;
mod moves;
mod programme;
mod publish;
mod room;

use std::fmt;
use std::sync::Arc;

use crate::assessment::Edition;
use crate::problem::Problem;
use crate::text::Prose;

pub use groups::Group;
pub use member::{Area, Before, Clerk, Hindrance, Member, Moved, Origin, Said, Wish, nameless};
pub use moves::{Moves, ProcessMoves};
pub use programme::{Goals, Part, Progress};
pub use publish::{By, HIDDEN_BELOW, Published, ROUNDED_TO, Within};
pub use room::{Count, Filter, Grid, GridRow, Room, Sort, Spread};

/// The fewest firms of a group that is shown to those who do not hold the reports.
pub const FEWEST: usize = 5;

/// Where a report was found: a file, a line of one, or the workshop that stands there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The file, as the person knows it.
    pub file: Arc<str>,
    /// The line, from 1, in a file of many reports; 0 for a file of one.
    pub line: u32,
    /// Which part of what stands there.
    pub inside: Inside,
}

/// A part of what stands in a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Inside {
    /// All of it.
    #[default]
    All,
    /// A report of a workshop, by its number from 1.
    Report(u32),
    /// The report that the room of a workshop agreed on.
    Agreed,
}

impl Place {
    /// A file of one report.
    pub fn of(file: &str) -> Self {
        Self { file: file.into(), line: 0, inside: Inside::All }
    }

    /// A line, from 1, of a file of many reports.
    pub fn at_line(file: &Arc<str>, line: u32) -> Self {
        Self { file: Arc::clone(file), line, inside: Inside::All }
    }

    /// A part of what stands here.
    pub fn part(&self, inside: Inside) -> Self {
        Self { inside, ..self.clone() }
    }

    /// The place as people say it.
    pub fn said(&self, prose: &Prose) -> String {
        let file = self.part(Inside::All).to_string();
        match self.inside {
            Inside::All => file,
            Inside::Report(number) => prose.fill("cohort.place-report", &[("file", &file), ("n", &number.to_string())]),
            Inside::Agreed => prose.fill("cohort.place-agreed", &[("file", &file)]),
        }
    }
}

/// The place as problems name it.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        match self.inside {
            Inside::All => Ok(()),
            Inside::Report(number) => write!(f, " › reports[{number}]"),
            Inside::Agreed => write!(f, " › agreed"),
        }
    }
}

/// A copy of a report beside the one that is kept: the same, or an older one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Double {
    /// Which report.
    pub report_id: String,
    /// When it was saved.
    pub saved_at: String,
    /// Its digest.
    pub digest: String,
    /// Where it was found.
    pub place: Place,
}

/// A report of other questions: counted by itself, never averaged with the rest.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Beside {
    /// The questions that it was answered with.
    pub edition: Edition,
    /// Which report.
    pub report_id: String,
    /// Where it was found.
    pub place: Place,
}

/// A workshop's file. Its reports are taken in like others, and so is what the room of one firm agreed on; votes are
/// people's and no firms.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Session {
    /// Where it was found.
    pub place: Place,
    /// Which workshop.
    pub workshop_id: String,
    /// How many reports stand in it, the agreed one apart.
    pub held: usize,
    /// How many people's votes do.
    pub votes: usize,
    /// The reports that could be taken in, the agreed one among them, by their ids.
    pub reports: Vec<String>,
    /// What the person who took it in should know.
    pub notes: Vec<Problem>,
}

/// A file, or a line of one, that could not be taken in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Refused {
    /// Where it was found.
    pub place: Place,
    /// Why; never empty.
    pub problems: Vec<Problem>,
}

/// A place where one of several codes of a report was found.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Frame {
    /// Where it was found.
    pub place: Place,
    /// How many of the codes are still missing; 0 once the report was put together.
    pub missing: usize,
}

/// What became of one file, or of one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fate {
    /// Where it was found.
    pub place: Place,
    /// What became of it.
    pub what: What,
    /// What the person should know; why, where it was refused.
    pub notes: Vec<Problem>,
}

impl Fate {
    /// Whether it could not be read.
    pub fn is_refused(&self) -> bool {
        self.what == What::Refused
    }

    /// Whether it was taken in and there is nothing more to say of it.
    pub fn is_plain(&self) -> bool {
        let plain = matches!(self.what, What::TakenIn | What::Workshop { .. } | What::Frame { missing: 0 });
        plain && self.notes.is_empty()
    }

    /// What became of it, in a sentence that names the file.
    pub fn sentence(&self, prose: &Prose) -> String {
        let place = self.place.said(prose);
        let fill = |key: &str, of: &str| prose.fill(key, &[("place", &place), ("of", of)]);
        match &self.what {
            What::TakenIn if self.notes.is_empty() => fill("cohort.taken", ""),
            What::TakenIn => fill("cohort.noted", ""),
            What::CorrectionOf(report) => fill("cohort.correction", report),
            What::CorrectedBy(other) => fill("cohort.corrected", &other.said(prose)),
            What::FollowedUpBy(other) => fill("cohort.followed-up", &other.said(prose)),
            What::DuplicateOf(other) => fill("cohort.duplicate", &other.said(prose)),
            What::OlderThan(other) => fill("cohort.older", &other.said(prose)),
            What::Beside(edition) => {
                let values = [("place", &*place), ("pack", &edition.pack), ("version", &edition.version)];
                prose.fill("cohort.beside", &values)
            }
            What::Workshop { reports, votes } => {
                let [reports, votes] = [reports, votes].map(ToString::to_string);
                prose.fill("cohort.workshop", &[("place", &*place), ("reports", &reports), ("votes", &votes)])
            }
            What::Frame { missing: 0 } => fill("cohort.joined", ""),
            What::Frame { missing } => fill("cohort.waits", &missing.to_string()),
            What::Refused => fill("cohort.refused", ""),
        }
    }
}

/// What became of a report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// It counts.
    TakenIn,
    /// It counts, in place of the report with this id.
    CorrectionOf(String),
    /// It does not count: this one corrects it.
    CorrectedBy(Place),
    /// It does not count: this one of the same firm came after it and remembers it.
    FollowedUpBy(Place),
    /// It does not count: the same report, unchanged, stands here.
    DuplicateOf(Place),
    /// It does not count: a newer copy of the same report stands here.
    OlderThan(Place),
    /// It belongs to other questions and is counted by itself.
    Beside(Edition),
    /// It is a workshop's file, and what stands in it has lines of its own.
    Workshop {
        /// How many reports stand in it, the agreed one apart.
        reports: usize,
        /// How many people's votes do.
        votes: usize,
    },
    /// It is one of several codes that make a report together.
    Frame {
        /// How many of them are still missing; 0 where the report has its own line.
        missing: usize,
    },
    /// It could not be read.
    Refused,
}

/// Many firms' reports. Empty by default.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Cohort {
    /// The newest copy of each report, in order of report id.
    members: Vec<Member>,
    doubles: Vec<Double>,
    beside: Vec<Beside>,
    sessions: Vec<Session>,
    frames: Vec<Frame>,
    refused: Vec<Refused>,
}

/// Whether a member counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Standing {
    /// It does.
    Counts,
    /// The member with this index counts in its place.
    ReplacedBy(usize),
}

impl Cohort {
    /// A cohort of what came in, in whatever order. Members are those of one questionnaire.
    pub fn of(members: Vec<Member>, beside: Vec<Beside>, sessions: Vec<Session>, refused: Vec<Refused>) -> Self {
        Self { members, beside, sessions, refused, ..Self::default() }.settled()
    }

    /// With codes that belong together and were found in several places.
    #[must_use]
    pub fn with_frames(mut self, frames: Vec<Frame>) -> Self {
        self.frames = frames;
        self
    }

    /// From now on these codes wait for others, and none besides.
    pub fn wait_for(&mut self, waiting: Vec<Frame>) {
        self.frames.retain(|frame| frame.missing == 0);
        self.frames.extend(waiting);
    }

    /// Both as one; the order does not matter.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.members.extend(other.members);
        self.doubles.extend(other.doubles);
        self.beside.extend(other.beside);
        self.sessions.extend(other.sessions);
        self.frames.extend(other.frames);
        self.refused.extend(other.refused);
        self.settled()
    }

    /// Each report once, by its newest copy: the one saved last by its own stamp; then the greater digest, then the
    /// earlier place, so that the same copies always give the same one.
    fn settled(mut self) -> Self {
        self.members.sort_by(|a, b| a.report_id.cmp(&b.report_id).then_with(|| b.copy().cmp(&a.copy())));
        let doubles = &mut self.doubles;
        self.members.dedup_by(|older, kept| {
            let same = older.report_id == kept.report_id;
            if same && older.copy() != kept.copy() {
                doubles.push(older.double());
            }
            same
        });
        self.doubles.sort();
        self.doubles.dedup();
        self.beside.sort();
        self.beside.dedup();
        self.sessions.sort();
        self.sessions.dedup();
        self.frames.sort();
        self.frames.dedup();
        self.refused.sort();
        self.refused.dedup();
        self.met();
        self
    }

    /// Says of each member whether its firm was at a workshop. A firm is one, so one of its reports is enough, and it
    /// need not be the copy that counts.
    fn met(&mut self) {
        let mut held: Vec<&str> = self.sessions.iter().flat_map(|one| &one.reports).map(String::as_str).collect();
        held.sort_unstable();
        let says = |member: &Member| member.says_workshop || held.binary_search(&member.report_id.as_str()).is_ok();
        let says: Vec<bool> = self.members.iter().map(says).collect();
        if !says.contains(&true) {
            self.members.iter_mut().for_each(|member| member.in_workshop = false);
            return;
        }
        let mut firms = self.firms();
        let mut met = vec![false; firms.parents.len()];
        for index in (0..self.members.len()).filter(|index| says[*index]) {
            met[root(&mut firms.parents, index)] = true;
        }
        for (index, member) in self.members.iter_mut().enumerate() {
            member.in_workshop = met[root(&mut firms.parents, index)];
        }
    }

    /// The newest copy of each report of this questionnaire, corrected ones among them, in order of report id.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The workshops whose files came in, in the order of places. A workshop that came in twice stands twice.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// Reports of other questions by edition: how many, each once.
    pub fn beside(&self) -> Vec<(&Edition, usize)> {
        let mut groups: Vec<(&Edition, usize)> = Vec::new();
        let mut last = None;
        for one in &self.beside {
            match groups.last_mut() {
                Some((edition, count)) if **edition == one.edition => {
                    *count += usize::from(last != Some(&one.report_id));
                }
                _ => groups.push((&one.edition, 1)),
            }
            last = Some(&one.report_id);
        }
        groups
    }

    /// The firms that count, all of them or those that pass a filter: each by the report that nothing corrects.
    pub fn room(&self, filter: &Filter) -> Room<'_> {
        let standing = self.standing();
        let counts = self.members.iter().zip(&standing).filter(|(_, standing)| **standing == Standing::Counts);
        Room { members: counts.map(|(member, _)| member).filter(|member| filter.passes(member)).collect() }
    }

    /// What became of everything that came in, in the order of places.
    pub fn fates(&self) -> Vec<Fate> {
        let standing = self.standing();
        let mut fates = Vec::with_capacity(self.members.len());
        for (member, standing) in self.members.iter().zip(&standing) {
            let what = match standing {
                Standing::ReplacedBy(head) if self.remembers(*head, &member.report_id) => {
                    What::FollowedUpBy(self.place(*head))
                }
                Standing::ReplacedBy(head) => What::CorrectedBy(self.place(*head)),
                Standing::Counts if member.replaces.is_empty() => What::TakenIn,
                Standing::Counts => What::CorrectionOf(member.replaces.clone()),
            };
            fates.push(Fate { place: member.place.clone(), what, notes: member.notes.clone() });
        }
        for double in &self.doubles {
            let Some(kept) = self.find(&double.report_id) else { continue };
            let place = self.place(kept);
            let same = self.members.get(kept).is_some_and(|kept| kept.digest == double.digest);
            let what = if same { What::DuplicateOf(place) } else { What::OlderThan(place) };
            fates.push(Fate { place: double.place.clone(), what, notes: Vec::new() });
        }
        fates.extend(self.beside.iter().map(|one| Fate {
            place: one.place.clone(),
            what: What::Beside(one.edition.clone()),
            notes: Vec::new(),
        }));
        fates.extend(self.sessions.iter().map(|one| Fate {
            place: one.place.clone(),
            what: What::Workshop { reports: one.held, votes: one.votes },
            notes: one.notes.clone(),
        }));
        fates.extend(self.frames.iter().map(|one| Fate {
            place: one.place.clone(),
            what: What::Frame { missing: one.missing },
            notes: Vec::new(),
        }));
        fates.extend(self.refused.iter().map(|one| Fate {
            place: one.place.clone(),
            what: What::Refused,
            notes: one.problems.clone(),
        }));
        fates.sort_by(|a, b| a.place.cmp(&b.place));
        fates
    }

    fn find(&self, report_id: &str) -> Option<usize> {
        self.members.binary_search_by(|member| member.report_id.as_str().cmp(report_id)).ok()
    }

    fn place(&self, index: usize) -> Place {
        self.members.get(index).map_or_else(|| Place::of(""), |member| member.place.clone())
    }

    fn remembers(&self, index: usize, report_id: &str) -> bool {
        self.members.get(index).is_some_and(|member| member.earlier().iter().any(|id| id == report_id))
    }

    /// Which members are one firm: reports that correct or remember one another, or the same third.
    fn firms(&self) -> Firms {
        let mut missing: Vec<&str> = self.members.iter().flat_map(Member::stands_for).collect();
        missing.retain(|id| self.find(id).is_none());
        missing.sort_unstable();
        missing.dedup();
        let mut parents: Vec<usize> = (0..self.members.len() + missing.len()).collect();
        let mut replaced = vec![false; self.members.len()];
        let named = self.members.iter().enumerate();
        for (index, id) in named.flat_map(|(index, member)| member.stands_for().map(move |id| (index, id))) {
            let target = match self.find(id) {
                Some(held) => {
                    replaced[held] |= held != index;
                    held
                }
                None => self.members.len() + missing.binary_search(&id).unwrap_or(0),
            };
            let (a, b) = (root(&mut parents, index), root(&mut parents, target));
            parents[a.max(b)] = a.min(b);
        }
        Firms { parents, replaced }
    }

    /// Whether each member counts: of a firm the newest that no other corrects or remembers, and in a circle the newest.
    fn standing(&self) -> Vec<Standing> {
        let Firms { mut parents, replaced } = self.firms();
        let rank = |index: usize| (!replaced[index], self.members[index].copy());
        let mut head: Vec<Option<usize>> = vec![None; parents.len()];
        for index in 0..self.members.len() {
            let root = root(&mut parents, index);
            if head[root].is_none_or(|best| rank(index) > rank(best)) {
                head[root] = Some(index);
            }
        }
        let standing = |index: usize| match head[root(&mut parents, index)] {
            Some(best) if best != index => Standing::ReplacedBy(best),
            _ => Standing::Counts,
        };
        (0..self.members.len()).map(standing).collect()
    }
}

/// Members in sets, one a firm.
struct Firms {
    /// A forest over the members and the reports that they name and nobody has.
    parents: Vec<usize>,
    /// Whether another member corrects it.
    replaced: Vec<bool>,
}

/// The representative of a set in a forest of parents, which it shortens on the way.
fn root(parents: &mut [usize], mut index: usize) -> usize {
    while parents[index] != index {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    index
}
