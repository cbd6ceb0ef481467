//! A cohort as JSON: all of it in one file, or a firm a line for engines that read line by line.
//!
//! Whole numbers only: what a table shows with decimals stands here in hundredths or tenths, and says so by its name.
//! Text goes out piece by piece, so that a hundred thousand firms need no more memory than they already have.

use serde_json::{Map, Value, json};

use super::shape::{Field, Shape, closed, list, may, must};
use crate::cohort::{
    Area, Clerk, Cohort, Filter, Goals, Group, Moves, Part, ProcessMoves, Progress, Published, Room, Spread, Within,
};
use crate::ids::RouteId;
use crate::outcome::Outcome;
use crate::questionnaire::Questionnaire;
use crate::tables::{Cell, Column, Entry, Kind, area_columns, counts, entries, firm_columns};

/// The format's name.
pub const FORMAT: &str = "kickstart-cohort";
/// The version that is written.
pub const VERSION: &str = "1.0";

/// What the JSON looks like. A firm's members are the columns of the tables.
pub fn shape() -> &'static Shape {
    const MANY: usize = 10_000_000;
    const COUNT: Shape = Shape::Integer(0, u32::MAX);
    const IDS: Shape = list!(Shape::Id, 400);
    const PART: Shape = closed![must!("id", Shape::Text(80)), must!("reached", COUNT), must!("supported", COUNT)];
    const PROGRESS: [Field; 6] = [
        must!("goals", closed![must!("reached", COUNT), must!("supported", COUNT)]),
        must!("reached", COUNT),
        must!("supported", COUNT),
        must!("months", list!(PART, 2_000)),
        must!("sectors", list!(PART, 400)),
        must!("municipalities", list!(PART, 400)),
    ];
    const SPREAD: Shape = closed![
        must!("question", Shape::Id),
        must!("levels", list!(COUNT, 10)),
        must!("dontKnow", COUNT),
        must!("notApplicable", COUNT),
        may!("medianHundredths", Shape::Integer(0, 900)),
        may!("range", list!(Shape::Integer(0, 9), 2)),
    ];
    const GROUP: Shape = closed![
        must!("useCase", Shape::Id),
        must!("firms", list!(Shape::Id, MANY)),
        must!("together", IDS),
        must!("forAll", IDS),
    ];
    const MOVES: Shape = closed![
        must!("firms", COUNT),
        must!(
            "processes",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("up", COUNT),
                    must!("same", COUNT),
                    must!("down", COUNT),
                    must!("apart", COUNT),
                    must!(
                        "outcomes",
                        list!(closed![must!("then", Shape::Id), must!("now", Shape::Id), must!("firms", COUNT)], 100)
                    ),
                ],
                400
            ),
        ),
    ];
    const PUBLISHED: Shape = closed![
        may!("within", closed![must!("question", Shape::Id), must!("option", Shape::Id)]),
        must!("by", Shape::Id),
        may!("about", Shape::Id),
        must!("firms", COUNT),
        must!("rows", list!(closed![must!("id", Shape::Text(160)), must!("firms", COUNT)], 400)),
    ];
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("date", Shape::Text(10)),
        must!(
            "content",
            closed![
                must!("pack", Shape::Text(24)),
                must!("useCases", Shape::Text(24)),
                must!("funding", Shape::Text(24)),
            ],
        ),
        must!("anonymised", Shape::Bool),
        may!(
            "beside",
            list!(
                closed![must!("pack", Shape::Id), must!("version", Shape::Text(24)), must!("reports", COUNT)],
                10_000
            ),
        ),
        may!(
            "counts",
            list!(closed![must!("kind", Shape::Id), must!("id", Shape::Text(160)), must!("firms", COUNT)], 4_000),
        ),
        may!("spreads", list!(SPREAD, 4_000)),
        may!("groups", list!(GROUP, 400)),
        may!("progress", Shape::Object(&PROGRESS, false)),
        may!("moves", MOVES),
        must!("published", list!(PUBLISHED, 10_000)),
        must!("firms", list!(Shape::Any, MANY)),
    ];
    &SHAPE
}

/// Where text goes.
pub type Out<'o> = &'o mut dyn FnMut(&str);

/// Writes a cohort as one JSON value. Anonymised, it has the firms' rows as [`entries`] gives them and what may be
/// published; else also what those who hold the reports may see.
pub fn write(clerk: &Clerk, cohort: &Cohort, goals: Goals, anonymised: bool, out: Out) {
    let pack = clerk.questionnaire;
    let room = cohort.room(&Filter::default());
    let mut value = json!({
        "format": FORMAT,
        "formatVersion": VERSION,
        "date": clerk.today.to_string(),
        "content": {
            "pack": pack.version,
            "useCases": clerk.catalogue.version,
            "funding": clerk.guides.funding.version,
        },
        "anonymised": anonymised,
        "published": cohort.published(pack).iter().map(published).collect::<Value>(),
    });
    if !anonymised {
        let count = |(kind, id, firms)| json!({"kind": kind, "id": id, "firms": firms});
        value["beside"] = cohort
            .beside()
            .into_iter()
            .map(|(edition, reports)| json!({"pack": edition.pack, "version": edition.version, "reports": reports}))
            .collect();
        value["counts"] = counts(&room).into_iter().map(count).collect();
        value["spreads"] = room.spreads(pack).iter().map(spread).collect();
        value["groups"] = room.groups(&clerk.guides.funding).iter().map(group).collect();
        value["progress"] = progress(&room.progress(goals));
        value["moves"] = moves(&room.moves(pack));
    }
    // The firms come last, so that they need not be held as JSON all at once.
    let text = value.to_string();
    out(text.strip_suffix('}').unwrap_or(&text));
    out(",\"firms\":[");
    let mut apart = "\n";
    firms(pack, &room, anonymised, &mut |line| {
        out(apart);
        out(line);
        apart = ",\n";
    });
    out("\n]}\n");
}

/// Writes a firm a line: the columns of the table of firms, and in `areas` those of its processes.
pub fn write_lines(pack: &Questionnaire, room: &Room, anonymised: bool, out: Out) {
    firms(pack, room, anonymised, &mut |line| {
        out(line);
        out("\n");
    });
}

fn firms(pack: &Questionnaire, room: &Room, anonymised: bool, each: Out) {
    let (of_firm, of_area) = (firm_columns(anonymised), area_columns(pack));
    for entry in entries(room, anonymised) {
        let mut firm = members(pack, &of_firm, &entry, None);
        let areas = entry.member.areas.iter();
        let areas = areas.map(|area| Value::Object(members(pack, &of_area, &entry, Some(area))));
        firm.insert("areas".to_string(), areas.collect());
        each(&Value::Object(firm).to_string());
    }
}

/// The cells of some columns by name; empty ones are null, so that every line has the same members.
fn members(pack: &Questionnaire, columns: &[Column], entry: &Entry, area: Option<&Area>) -> Map<String, Value> {
    let member = |column: &Column| {
        let name = match column.kind {
            Kind::Hundredths | Kind::Tenths => format!("{}_{}", column.id, column.kind.as_str()),
            _ => column.id.clone(),
        };
        let value = match column.cell(pack, entry, area) {
            Cell::Empty => Value::Null,
            Cell::Text(text) => json!(text),
            Cell::Ids(ids) => json!(ids),
            Cell::Whole(number) | Cell::Hundredths(number) | Cell::Tenths(number) => json!(number),
            Cell::Flag(yes) => json!(yes),
        };
        (name, value)
    };
    columns.iter().map(member).collect()
}

/// A table that may be published.
fn published(table: &Published) -> Value {
    let row = |(id, firms): &(String, usize)| json!({"id": id, "firms": firms});
    let (kind, about) = table.by.as_pair();
    let mut value = json!({"by": kind, "firms": table.firms, "rows": table.rows.iter().map(row).collect::<Value>()});
    if !about.is_empty() {
        value["about"] = json!(about);
    }
    if table.within != Within::All {
        let (question, option) = table.within.as_pair();
        value["within"] = json!({"question": question, "option": option});
    }
    value
}

fn spread(spread: &Spread) -> Value {
    let mut value = json!({
        "question": spread.question.to_string(),
        "levels": spread.levels,
        "dontKnow": spread.dont_know,
        "notApplicable": spread.not_applicable,
    });
    if let (Some(median), Some((low, high))) = (spread.median, spread.range) {
        value["medianHundredths"] = json!(median.hundredths());
        value["range"] = json!([low, high]);
    }
    value
}

fn group(group: &Group) -> Value {
    let routes = |routes: &[RouteId]| routes.iter().map(|route| json!(route.as_str())).collect::<Value>();
    json!({
        "useCase": group.idea.as_str(),
        "firms": group.members.iter().map(|member| json!(member.report_id)).collect::<Value>(),
        "together": routes(&group.together),
        "forAll": routes(&group.for_all),
    })
}

fn moves(moves: &Moves) -> Value {
    let outcome = |((then, now), firms): &((Outcome, Outcome), usize)| json!({"then": then.id(), "now": now.id(), "firms": firms});
    let process = |one: &ProcessMoves| {
        json!({
            "id": one.id.as_str(),
            "up": one.up,
            "same": one.same,
            "down": one.down,
            "apart": one.apart,
            "outcomes": one.outcomes.iter().map(outcome).collect::<Value>(),
        })
    };
    json!({"firms": moves.firms, "processes": moves.processes.iter().map(process).collect::<Value>()})
}

fn progress(progress: &Progress) -> Value {
    let parts = |parts: &[Part]| {
        let part = |part: &Part| json!({"id": part.id, "reached": part.reached, "supported": part.supported});
        parts.iter().map(part).collect::<Value>()
    };
    json!({
        "goals": {"reached": progress.goals.reached, "supported": progress.goals.supported},
        "reached": progress.reached,
        "supported": progress.supported,
        "months": parts(&progress.months),
        "sectors": parts(&progress.sectors),
        "municipalities": parts(&progress.municipalities),
    })
}
