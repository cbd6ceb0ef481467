//! What may be told of the firms to those who do not hold their reports.

use super::{Part, Piece, Record};
use crate::cohort::{By, Hindrance, Published, Within};
use crate::document::Block;
use crate::ids::OptionId;

impl Record<'_> {
    /// The tables about all firms that may be published; level by level is left to the data files, and that a firm was at
    /// a workshop says nothing here.
    pub(super) fn published(&self) -> Part {
        let tables = self.firms.cohort.published(self.words.questionnaire);
        let whole = tables
            .iter()
            .filter(|table| table.within == Within::All && !matches!(table.by, By::Level(_) | By::Supported));
        let mut pieces: Vec<Piece> = whole.filter_map(|table| self.table(table)).collect();
        let about = tables.iter().find(|table| table.within == Within::All).map(|table| table.firms.to_string());
        let lead = match (about, pieces.is_empty()) {
            (Some(firms), false) => self.fill("published-lead", &[("n", &firms)]),
            _ => self.say("published-none"),
        };
        pieces.insert(0, Piece::Words(Block::text(lead)));
        Part::new(self.say("published"), pieces)
    }

    fn table(&self, table: &Published) -> Option<Piece> {
        let (kind, _) = table.by.as_pair();
        let name = |id: &str| match &table.by {
            By::Sector | By::Municipality => self.option(kind, &OptionId::from(id)),
            By::Size => self.prose().say(&format!("table.size.{id}")),
            By::Process => self.words.area(&id.into()),
            By::Outcome(_) => self.prose().say(&format!("outcome.{id}.name")),
            By::Hindrance => {
                let (kind, id) = id.split_once('/').unwrap_or((id, ""));
                Hindrance::said((kind, id), self.prose())
            }
            By::Wanted => self.idea(id),
            By::Funding => self.route(id),
            By::Training => self.course(id),
            By::Supported | By::Level(_) | By::Moved(_) => id.to_string(),
        };
        let mut rows: Vec<(String, usize)> = table.rows.iter().map(|(id, firms)| (name(id), *firms)).collect();
        rows.sort_by_key(|(_, firms)| std::cmp::Reverse(*firms));
        let key = match &table.by {
            By::Outcome(process) => {
                let caption = self.fill("outcomes", &[("area", &self.words.area(process))]);
                return self.counted(caption, "how-many-roughly", rows);
            }
            By::Sector => "sectors",
            By::Size => "sizes",
            By::Municipality => "municipalities",
            By::Process => "processes",
            By::Hindrance => "hindrances",
            By::Wanted => "wanted",
            By::Funding => "funding",
            By::Training => "training",
            By::Supported | By::Level(_) | By::Moved(_) => return None,
        };
        self.counted(self.listing(key), "how-many-roughly", rows)
    }
}
