//! What the page of many reports and the program beside it say to each other. It lasts as long as a message: both come
//! from one build, so there is no version and what is missing reads as empty.

use serde_json::{Value, json};

use super::take::{count, each, flag, id, text};
use crate::cohort::{Filter, Goals, Sort};
use crate::glance::{
    Answer, Ask, Cell, Choice, Common, Counted, Firm, FirmArea, Glance, Grid, Group, Measure, MovedIn, Overview,
    Programme, Row, SpreadRow, Spreads, Told,
};
use crate::outcome::Outcome;
use crate::people::Size;

/// Writes what is asked for.
pub fn write_ask(ask: &Ask) -> String {
    let mut value = json!({
        "filter": filter_out(&ask.filter),
        "sort": ask.sort.id(),
        "turned": ask.turned,
        "measure": ask.measure.id(),
        "from": ask.from,
        "lines": ask.lines,
    });
    if let Some(open) = &ask.open {
        value["open"] = json!(open);
    }
    if let Some(goals) = &ask.programme {
        value["programme"] = json!(goals.to_string());
    }
    value.to_string()
}

/// Reads what is asked for.
pub fn read_ask(source: &str) -> Ask {
    let value = parsed(source);
    Ask {
        filter: filter_in(&value["filter"]),
        sort: Sort::parse(text(&value, "sort")).unwrap_or_default(),
        turned: flag(&value, "turned"),
        measure: Measure::parse(text(&value, "measure")).unwrap_or_default(),
        from: count(&value, "from"),
        lines: count(&value, "lines"),
        open: value["open"].as_str().map(str::to_string),
        programme: value["programme"].as_str().and_then(Goals::parse),
    }
}

/// Writes what is drawn.
pub fn write(glance: &Glance) -> String {
    let mut value = json!({});
    if let Some(told) = &glance.told {
        value["told"] = json!({
            "sum": told.sum,
            "noted": told.noted.iter().map(|(said, notes)| json!({"said": said, "notes": notes})).collect::<Value>(),
            "notedLeft": told.noted_left,
            "taken": told.taken,
            "takenLeft": told.taken_left,
        });
    }
    if let Some(room) = &glance.room {
        value["room"] = json!({
            "sectors": choices_out(&room.sectors),
            "sizes": choices_out(&room.sizes),
            "municipalities": choices_out(&room.municipalities),
            "sorts": choices_out(&room.sorts),
            "filter": filter_out(&room.filter),
            "grid": grid_out(&room.grid),
            "common": room.common.iter().map(common_out).collect::<Value>(),
            "groups": room.groups.iter().map(group_out).collect::<Value>(),
            "spreads": room.spreads.iter().map(spreads_out).collect::<Value>(),
        });
    }
    if let Some(firm) = &glance.firm {
        value["firm"] = firm_out(firm);
    }
    if let Some(programme) = &glance.programme {
        value["programme"] = programme_out(programme);
    }
    value.to_string()
}

/// Reads what is drawn.
pub fn read(source: &str) -> Glance {
    let value = parsed(source);
    let told = &value["told"];
    let room = &value["room"];
    let firm = &value["firm"];
    Glance {
        told: told.is_object().then(|| Told {
            sum: owned(told, "sum"),
            noted: each(told, "noted", |one| (owned(one, "said"), texts(one, "notes"))),
            noted_left: count(told, "notedLeft"),
            taken: texts(told, "taken"),
            taken_left: count(told, "takenLeft"),
        }),
        room: room.is_object().then(|| Overview {
            sectors: choices_in(room, "sectors"),
            sizes: choices_in(room, "sizes"),
            municipalities: choices_in(room, "municipalities"),
            sorts: choices_in(room, "sorts"),
            filter: filter_in(&room["filter"]),
            grid: grid_in(&room["grid"]),
            common: each(room, "common", common_in),
            groups: each(room, "groups", group_in),
            spreads: each(room, "spreads", spreads_in),
        }),
        firm: firm.is_object().then(|| firm_in(firm)),
        programme: value["programme"].is_object().then(|| programme_in(&value["programme"])),
    }
}

fn parsed(source: &str) -> Value {
    serde_json::from_str(source).unwrap_or_default()
}

fn owned(value: &Value, name: &str) -> String {
    text(value, name).to_string()
}

fn texts(value: &Value, name: &str) -> Vec<String> {
    each(value, name, |one| one.as_str().unwrap_or_default().to_string())
}

fn counts(value: &Value, name: &str) -> Vec<usize> {
    let whole = |one: &Value| one.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
    each(value, name, whole)
}

fn outcome(value: &Value) -> Outcome {
    Outcome::from_id(text(value, "outcome")).unwrap_or(Outcome::TooLittle)
}

fn filter_out(filter: &Filter) -> Value {
    json!({
        "sector": filter.sector.as_ref().map(|id| id.as_str()),
        "size": filter.size.map(Size::as_str),
        "municipality": filter.municipality.as_ref().map(|id| id.as_str()),
    })
}

fn filter_in(value: &Value) -> Filter {
    let option = |name: &str| value[name].as_str().map(|_| id(value, name));
    Filter { sector: option("sector"), size: Size::parse(text(value, "size")), municipality: option("municipality") }
}

fn choices_out(choices: &[Choice]) -> Value {
    choices.iter().map(|choice| json!({"id": choice.id, "name": choice.name})).collect()
}

fn choices_in(value: &Value, name: &str) -> Vec<Choice> {
    each(value, name, |one| Choice { id: owned(one, "id"), name: owned(one, "name") })
}

fn grid_out(grid: &Grid) -> Value {
    let cell = |cell: &Option<Cell>| {
        cell.as_ref().map_or(
            Value::Null,
            |cell| json!({"outcome": cell.outcome.id(), "text": cell.text, "more": cell.more, "step": cell.step}),
        )
    };
    let row = |row: &Row| {
        json!({
            "id": row.id,
            "name": row.name,
            "about": row.about,
            "cells": row.cells.iter().map(cell).collect::<Value>(),
        })
    };
    json!({
        "heads": choices_out(&grid.heads),
        "rows": grid.rows.iter().map(row).collect::<Value>(),
        "from": grid.from,
        "of": grid.of,
    })
}

fn grid_in(value: &Value) -> Grid {
    let step = |value: &Value| value["step"].as_u64().and_then(|step| u8::try_from(step).ok());
    let cell = |value: &Value| {
        value.is_object().then(|| Cell {
            outcome: outcome(value),
            text: owned(value, "text"),
            more: owned(value, "more"),
            step: step(value),
        })
    };
    let row = |value: &Value| Row {
        id: owned(value, "id"),
        name: owned(value, "name"),
        about: owned(value, "about"),
        cells: each(value, "cells", cell),
    };
    Grid {
        heads: choices_in(value, "heads"),
        rows: each(value, "rows", row),
        from: count(value, "from"),
        of: count(value, "of"),
    }
}

fn common_out(common: &Common) -> Value {
    let counts = common.counts.iter().map(|(name, firms)| json!({"name": name, "firms": firms}));
    json!({"kind": common.kind, "of": common.of, "counts": counts.collect::<Value>()})
}

fn common_in(value: &Value) -> Common {
    Common {
        kind: owned(value, "kind"),
        counts: each(value, "counts", |one| (owned(one, "name"), count(one, "firms"))),
        of: count(value, "of"),
    }
}

fn group_out(group: &Group) -> Value {
    json!({"idea": group.idea, "firms": group.firms, "money": group.money})
}

fn group_in(value: &Value) -> Group {
    Group { idea: owned(value, "idea"), firms: owned(value, "firms"), money: texts(value, "money") }
}

fn spreads_out(spreads: &Spreads) -> Value {
    let row = |row: &SpreadRow| {
        json!({
            "name": row.name,
            "levels": row.levels,
            "dontKnow": row.dont_know,
            "notApplicable": row.not_applicable,
            "median": row.median,
            "consensus": row.consensus,
        })
    };
    json!({"id": spreads.id, "name": spreads.name, "rows": spreads.rows.iter().map(row).collect::<Value>()})
}

fn spreads_in(value: &Value) -> Spreads {
    let row = |value: &Value| SpreadRow {
        name: owned(value, "name"),
        levels: counts(value, "levels"),
        dont_know: count(value, "dontKnow"),
        not_applicable: count(value, "notApplicable"),
        median: owned(value, "median"),
        consensus: owned(value, "consensus"),
    };
    Spreads { id: owned(value, "id"), name: owned(value, "name"), rows: each(value, "rows", row) }
}

fn answers_out(answers: &[Answer]) -> Value {
    let answer = |one: &Answer| json!({"question": one.question, "said": one.said, "median": one.median});
    answers.iter().map(answer).collect()
}

fn answers_in(value: &Value, name: &str) -> Vec<Answer> {
    each(value, name, |one| Answer {
        question: owned(one, "question"),
        said: owned(one, "said"),
        median: owned(one, "median"),
    })
}

fn firm_out(firm: &Firm) -> Value {
    let area = |area: &FirmArea| {
        json!({
            "name": area.name,
            "outcome": area.outcome.id(),
            "outcomeName": area.outcome_name,
            "numbers": area.numbers,
            "answers": answers_out(&area.answers),
        })
    };
    let lists = firm.lists.iter().map(|(kind, list)| json!({"kind": kind, "list": list}));
    json!({
        "id": firm.id,
        "name": firm.name,
        "about": firm.about,
        "file": firm.file,
        "areas": firm.areas.iter().map(area).collect::<Value>(),
        "footing": answers_out(&firm.footing),
        "lists": lists.collect::<Value>(),
    })
}

fn firm_in(value: &Value) -> Firm {
    let area = |value: &Value| FirmArea {
        name: owned(value, "name"),
        outcome: outcome(value),
        outcome_name: owned(value, "outcomeName"),
        numbers: owned(value, "numbers"),
        answers: answers_in(value, "answers"),
    };
    Firm {
        id: owned(value, "id"),
        name: owned(value, "name"),
        about: owned(value, "about"),
        file: texts(value, "file"),
        areas: each(value, "areas", area),
        footing: answers_in(value, "footing"),
        lists: each(value, "lists", |one| (owned(one, "kind"), texts(one, "list"))),
    }
}

fn programme_out(programme: &Programme) -> Value {
    let parts = |parts: &[Counted]| {
        let part = |one: &Counted| json!({"name": one.name, "reached": one.reached, "supported": one.supported});
        parts.iter().map(part).collect::<Value>()
    };
    let moved =
        |one: &MovedIn| json!({"name": one.name, "up": one.up, "same": one.same, "down": one.down, "apart": one.apart});
    json!({
        "goals": programme.goals.to_string(),
        "reached": programme.reached,
        "supported": programme.supported,
        "months": parts(&programme.months),
        "sectors": parts(&programme.sectors),
        "municipalities": parts(&programme.municipalities),
        "needs": programme.needs.iter().map(common_out).collect::<Value>(),
        "again": programme.again,
        "moved": programme.moved.iter().map(moved).collect::<Value>(),
        "outcomes": programme.outcomes.iter().map(|(name, count)| json!({"name": name, "count": count})).collect::<Value>(),
    })
}

fn programme_in(value: &Value) -> Programme {
    let parts = |name: &str| {
        each(value, name, |one| Counted {
            name: owned(one, "name"),
            reached: count(one, "reached"),
            supported: count(one, "supported"),
        })
    };
    let moved = |one: &Value| MovedIn {
        name: owned(one, "name"),
        up: count(one, "up"),
        same: count(one, "same"),
        down: count(one, "down"),
        apart: count(one, "apart"),
    };
    Programme {
        goals: Goals::parse(text(value, "goals")).unwrap_or_default(),
        reached: count(value, "reached"),
        supported: count(value, "supported"),
        months: parts("months"),
        sectors: parts("sectors"),
        municipalities: parts("municipalities"),
        needs: each(value, "needs", common_in),
        again: count(value, "again"),
        moved: each(value, "moved", moved),
        outcomes: each(value, "outcomes", |one| (owned(one, "name"), count(one, "count"))),
    }
}
