//! The heat map, and what it can be selected and ordered by.

use super::{Ask, Cell, Choice, DARKEST, Desk, Grid, Measure, ROWS, Row};
use crate::cohort::{Area, Member, Room, Sort};
use crate::ids::OptionId;
use crate::outcome::Outcome;
use crate::people::Size;
use crate::scoring::{Level, Ratio};

/// The options that firms gave to a question about themselves, by name.
pub(super) fn options(desk: &Desk, all: &Room, question: &str, of: fn(&Member) -> Option<&OptionId>) -> Vec<Choice> {
    let mut found: Vec<&OptionId> = all.members.iter().filter_map(|member| of(member)).collect();
    found.sort();
    found.dedup();
    let choice = |id: &OptionId| Choice { id: id.to_string(), name: desk.option(question, id) };
    let mut choices: Vec<Choice> = found.into_iter().map(choice).collect();
    choices.sort_by_cached_key(|choice| desk.prose.rank(&choice.name));
    choices
}

/// The sizes of firms, smallest first.
pub(super) fn sizes(desk: &Desk, all: &Room) -> Vec<Choice> {
    let there = |size: &Size| all.members.iter().any(|member| member.size == Some(*size));
    let choice = |size: Size| Choice { id: size.as_str().to_string(), name: desk.size(size) };
    Size::ALL.into_iter().filter(there).map(choice).collect()
}

/// What rows can go by.
pub(super) fn sorts(desk: &Desk, all: &Room) -> Vec<Choice> {
    let prose = desk.prose;
    let named = |sort: Sort, key: &str| Choice { id: sort.id(), name: prose.say(&format!("reports.{key}")) };
    let mut sorts = vec![
        named(Sort::Label, "by-name"),
        named(Sort::Sector, "sector"),
        named(Sort::Size, "size"),
        named(Sort::Municipality, "municipality"),
        named(Sort::Saved, "by-saved"),
    ];
    let there = |id: &crate::ids::ProcessId| all.members.iter().any(|member| member.area(id).is_some());
    for id in desk.clerk.questionnaire.in_order().filter(|id| there(id)) {
        let area = desk.words.area(id);
        sorts.extend(Measure::ALL.map(|measure| Choice {
            id: measure.sort(id.as_str()).id(),
            name: prose.fill(&format!("reports.by-{}", measure.id()), &[("area", &area)]),
        }));
    }
    sorts
}

/// One page of the heat map.
pub(super) fn grid(desk: &Desk, room: &Room, ask: &Ask) -> Grid {
    let grid = room.grid_turned(&desk.words, &ask.sort, ask.turned);
    let of = grid.rows.len();
    // A selection may have left fewer rows than there were before the first one shown.
    let from = if ask.from < of { ask.from } else { 0 };
    let about = |member: &Member| {
        let sector = member.sector.as_ref().map(|id| desk.option("sector", id));
        let place = member.municipality.as_ref().map(|id| desk.option("municipality", id));
        [sector, place].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let rows = grid.rows.iter().skip(from).take(ROWS).map(|row| Row {
        id: row.member.report_id.clone(),
        name: row.member.name(desk.prose),
        about: about(row.member),
        cells: row.cells.iter().map(|area| area.map(|area| cell(desk, area, ask.measure))).collect(),
    });
    let head = |id: &crate::ids::ProcessId| Choice { id: id.to_string(), name: desk.words.area(id) };
    Grid { rows: rows.collect(), heads: grid.processes.iter().map(head).collect(), from, of }
}

fn cell(desk: &Desk, area: &Area, measure: Measure) -> Cell {
    let name = outcome_name(desk, area.outcome);
    let (text, more, step) = match measure {
        Measure::Outcome => (name, numbers(desk, area), Some(outcome_step(desk, area.outcome))),
        Measure::Readiness => (readiness(desk, area), name, area.readiness.map(|score| Level::of(score).value)),
        Measure::Need => (need(desk, area), name, Some(need_step(area.need.low))),
        Measure::Use => (in_use(area), name, area.in_use.level()),
    };
    Cell { outcome: area.outcome, text, more, step: step.map(|step| step.min(DARKEST)) }
}

pub(super) fn outcome_name(desk: &Desk, outcome: Outcome) -> String {
    desk.prose.say(&format!("outcome.{}.name", outcome.id()))
}

/// Readiness, need and use in one line.
pub(super) fn numbers(desk: &Desk, area: &Area) -> String {
    let values = [("readiness", &*readiness(desk, area)), ("need", &need(desk, area)), ("use", &in_use(area))];
    desk.prose.fill("reports.cell", &values)
}

fn readiness(desk: &Desk, area: &Area) -> String {
    let score = |score: Ratio| desk.prose.hundredths(score.hundredths());
    area.readiness.map_or_else(|| "–".to_string(), score)
}

fn need(desk: &Desk, area: &Area) -> String {
    match (area.need.low, area.need.high) {
        (low, high) if low == high => desk.prose.tenths(low),
        (low, high) => format!("{}–{}", desk.prose.tenths(low), desk.prose.tenths(high)),
    }
}

fn in_use(area: &Area) -> String {
    area.in_use.level().map_or_else(|| "–".to_string(), |level| level.to_string())
}

/// The earlier in the order of the advice, the darker.
fn outcome_step(desk: &Desk, outcome: Outcome) -> u8 {
    let order = &desk.clerk.questionnaire.advice_order;
    let at = order.iter().position(|other| *other == outcome).unwrap_or(order.len());
    let steps = usize::from(DARKEST) + 1;
    let lighter = at * steps / order.len().max(1);
    DARKEST.saturating_sub(u8::try_from(lighter).unwrap_or(DARKEST))
}

/// Need in tenths, 0–1000, in steps alike.
fn need_step(tenths: u32) -> u8 {
    u8::try_from(tenths * (u32::from(DARKEST) + 1) / 1001).unwrap_or(DARKEST)
}
