//! The firms side by side, and what they have in common: for those who hold the reports.

use super::{Part, Piece, Record};
use crate::chart::Table;
use crate::cohort::{Area, Count, GridRow, Hindrance, Member, Sort};
use crate::document::{Block, Line};
use crate::ids::{OptionId, QuestionId, RouteId};

/// So many processes stand beside each other on a page.
const ACROSS: usize = 4;
/// So many of what firms have in common are listed.
const LISTED: usize = 10;

impl Record<'_> {
    /// The name of an option of a question about the firm.
    pub(super) fn option(&self, question: &str, id: &OptionId) -> String {
        self.words.option(&QuestionId::Profile(question.into()), id)
    }

    pub(super) fn idea(&self, id: &str) -> String {
        self.prose().say(&format!("use-case.{id}.title"))
    }

    pub(super) fn route(&self, id: &str) -> String {
        self.prose().say(&format!("funding.{id}.name"))
    }

    pub(super) fn course(&self, id: &str) -> String {
        self.prose().say(&format!("training.{id}.name"))
    }

    /// Firms by processes, a few processes at a time.
    pub(super) fn side_by_side(&self) -> Option<Part> {
        let grid = self.room.grid(self.words, &Sort::Label);
        let cell = |area: &Option<&Area>| {
            let Some(area) = area else { return self.prose().say("chart.none") };
            let outcome = self.prose().say(&format!("outcome.{}.name", area.outcome.id()));
            format!("{outcome}\n{}", self.numbers(area))
        };
        let mut pieces = vec![self.text("side-by-side-lead")];
        for (at, processes) in grid.processes.chunks(ACROSS).enumerate() {
            let (from, to) = (at * ACROSS, at * ACROSS + processes.len());
            let row = |row: &GridRow| {
                let cells = row.cells.get(from..to).unwrap_or_default();
                let name = std::iter::once(self.who(row.member));
                cells.iter().any(Option::is_some).then(|| name.chain(cells.iter().map(cell)).collect())
            };
            let names = processes.iter().map(|id| self.words.area(id));
            pieces.push(Piece::Table(Table {
                caption: String::new(),
                head: std::iter::once(self.prose().say("firms.firm")).chain(names).collect(),
                rows: grid.rows.iter().filter_map(row).collect(),
            }));
        }
        (!grid.rows.is_empty()).then(|| Part::new(self.say("side-by-side"), pieces))
    }

    /// A firm's name, its sector and its place.
    fn who(&self, member: &Member) -> String {
        let about = [
            member.sector.as_ref().map(|id| self.option("sector", id)),
            member.municipality.as_ref().map(|id| self.option("municipality", id)),
        ];
        let about: Vec<String> = about.into_iter().flatten().collect();
        let name = member.name(self.prose());
        if about.is_empty() { name } else { format!("{name}\n{}", about.join(", ")) }
    }

    /// Readiness, need and use.
    fn numbers(&self, area: &Area) -> String {
        let prose = self.prose();
        let none = || prose.say("chart.none");
        let readiness = area.readiness.map_or_else(none, |ratio| prose.hundredths(ratio.hundredths()));
        let need = match (area.need.low, area.need.high) {
            (low, high) if low == high => prose.tenths(low),
            (low, high) => format!("{}–{}", prose.tenths(low), prose.tenths(high)),
        };
        let in_use = area.in_use.level().map_or_else(none, |level| level.to_string());
        self.fill("cell", &[("readiness", &readiness), ("need", &need), ("use", &in_use)])
    }

    /// What many lack, want and can have, and who could do something together.
    pub(super) fn in_common(&self) -> Option<Part> {
        let room = &self.room;
        let hindrance = |one: &Hindrance| Hindrance::said(one.as_pair(), self.prose());
        let tables = [
            self.counts("hindrances", room.hindrances(), hindrance),
            self.counts("wanted", room.wanted(), |id| self.idea(id.as_str())),
            self.counts("funding", room.funding(), |id| self.route(id.as_str())),
            self.counts("training", room.training(), |id| self.course(id.as_str())),
        ];
        let mut pieces: Vec<Piece> = tables.into_iter().flatten().collect();
        pieces.extend(self.groups());
        (!pieces.is_empty()).then(|| Part::new(self.say("in-common"), pieces))
    }

    /// The commonest of something, with how many firms share it.
    fn counts<T>(&self, key: &str, counts: Vec<Count<T>>, name: impl Fn(&T) -> String) -> Option<Piece> {
        let rows = counts.iter().take(LISTED).map(|one| (name(&one.what), one.firms));
        self.counted(self.listing(key), "how-many", rows.collect())
    }

    /// What a list of what firms share is called.
    pub(super) fn listing(&self, key: &str) -> String {
        if key == "hindrances" { self.prose().say("reports.hindrances.heading") } else { self.say(key) }
    }

    /// A table of counts; none where there is nothing to count.
    pub(super) fn counted(&self, caption: String, count: &str, rows: Vec<(String, usize)>) -> Option<Piece> {
        let table = Table {
            caption,
            head: vec![self.prose().say("firms.what"), self.say(count)],
            rows: rows.into_iter().map(|(name, firms)| vec![name, firms.to_string()]).collect(),
        };
        (!table.rows.is_empty()).then_some(Piece::Table(table))
    }

    /// Firms that could do one project, with the money that is for several.
    fn groups(&self) -> Vec<Piece> {
        let routes = |ids: &[RouteId], key: &str| {
            let names: Vec<String> = ids.iter().map(|id| self.route(id.as_str())).collect();
            (!names.is_empty()).then(|| Line::of(self.prose().fill(key, &[("list", &self.prose().list(&names))])))
        };
        let groups = self.room.groups(&self.clerk.guides.funding).into_iter().take(LISTED).map(|mut group| {
            group.members.sort_by_cached_key(|member| member.rank(self.prose()));
            let names: Vec<String> = group.members.iter().map(|member| member.name(self.prose())).collect();
            let money = [routes(&group.together, "firms.together"), routes(&group.for_all, "firms.for-all")];
            let lines = std::iter::once(Line::of(self.prose().list(&names))).chain(money.into_iter().flatten());
            (self.idea(group.idea.as_str()), lines.collect())
        });
        let facts: Vec<(String, Vec<Line>)> = groups.collect();
        if facts.is_empty() {
            return Vec::new();
        }
        vec![
            Piece::Words(Block::Heading(self.prose().say("reports.groups.heading"))),
            Piece::Words(Block::Facts(facts)),
        ]
    }
}
