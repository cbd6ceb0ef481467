//! How far the programme has come: against its goals, by month, sector and municipality, what firms need, and what has
//! moved in those that answered again. What fewer than five firms share is left out.

use std::cmp::Reverse;

use super::{Common, Desk, common};
use crate::chart::{BarRow, BarWords, Chart, Width, bars};
use crate::cohort::{FEWEST, Goals, Part, Room};
use crate::date::Date;
use crate::order::Map;
use crate::outcome::Outcome;
use crate::text::Prose;

/// How far the programme has come.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Programme {
    /// What it is to reach.
    pub goals: Goals,
    /// Firms reached.
    pub reached: usize,
    /// Firms supported.
    pub supported: usize,
    /// By month, earliest first.
    pub months: Vec<Counted>,
    /// By sector, most firms first; small ones together.
    pub sectors: Vec<Counted>,
    /// By municipality, most firms first; small ones together.
    pub municipalities: Vec<Counted>,
    /// What firms lack, want, can apply for and can learn.
    pub needs: Vec<Common>,
    /// How many firms have answered more than once.
    pub again: usize,
    /// What has moved in them, process by process.
    pub moved: Vec<MovedIn>,
    /// The outcomes that are others now, then and now in words, with how many times; commonest first.
    pub outcomes: Vec<(String, usize)>,
}

/// A part of the firms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counted {
    /// Its name.
    pub name: String,
    /// Firms reached.
    pub reached: usize,
    /// Firms supported.
    pub supported: usize,
}

/// What has moved in one process: how many firms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MovedIn {
    /// Its name.
    pub name: String,
    /// Readiness is higher.
    pub up: usize,
    /// Readiness is the same.
    pub same: usize,
    /// Readiness is lower.
    pub down: usize,
    /// Readiness cannot be compared.
    pub apart: usize,
}

/// How far the firms of a room bring the programme.
pub(super) fn programme(desk: &Desk, all: &Room, goals: Goals) -> Programme {
    let prose = desk.prose;
    let progress = all.progress(goals);
    let named = |parts: Vec<Part>, name: &dyn Fn(&str) -> String| {
        let counted = |part: Part| Counted {
            name: if part.id.is_empty() { prose.say("programme.rest") } else { name(&part.id) },
            reached: part.reached,
            supported: part.supported,
        };
        parts.into_iter().map(counted).collect::<Vec<_>>()
    };
    // As many firms by name; the rest stays last.
    let by_name = |mut parts: Vec<Part>, question: &str| {
        let name = |id: &str| desk.option(question, &id.into());
        parts.sort_by_cached_key(|part| (part.id.is_empty(), Reverse(part.reached), prose.rank(&name(&part.id))));
        named(parts, &name)
    };
    let mut needs = common::common(desk, all);
    needs.iter_mut().for_each(|one| one.counts.retain(|(_, firms)| *firms >= FEWEST));
    needs.retain(|one| !one.counts.is_empty());
    let moves = all.moves(desk.clerk.questionnaire);
    let mut changed: Map<(Outcome, Outcome), usize> = Map::new();
    for (pair, firms) in moves.processes.iter().flat_map(|one| &one.outcomes).filter(|((then, now), _)| then != now) {
        let so_far = changed.get(pair).copied().unwrap_or(0);
        changed.insert(*pair, so_far + firms);
    }
    let name = |outcome: Outcome| prose.say(&format!("outcome.{}.name", outcome.id()));
    let pair = |((then, now), count)| (prose.fill("follow.pair", &[("then", &name(then)), ("now", &name(now))]), count);
    let mut outcomes: Vec<(String, usize)> =
        changed.into_iter().filter(|(_, count)| *count >= FEWEST).map(pair).collect();
    outcomes.sort_by_key(|(_, count)| Reverse(*count));
    let moved = moves.processes.into_iter().map(|one| MovedIn {
        name: desk.words.area(&one.id),
        up: one.up,
        same: one.same,
        down: one.down,
        apart: one.apart,
    });
    Programme {
        goals,
        reached: progress.reached,
        supported: progress.supported,
        months: named(progress.months, &|id| month(prose, id)),
        sectors: by_name(progress.sectors, "sector"),
        municipalities: by_name(progress.municipalities, "municipality"),
        needs,
        again: moves.firms,
        moved: moved.filter(|one| one.up + one.same + one.down + one.apart >= FEWEST).collect(),
        outcomes,
    }
}

/// A month as people write it; as it stands where it is none.
fn month(prose: &Prose, id: &str) -> String {
    let Some(day) = Date::parse(&format!("{id}-01")) else { return id.to_string() };
    let name = prose.say(&format!("format.month.{}", day.month()));
    prose.fill("format.month-year", &[("month", &name), ("year", &day.year().to_string())])
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn count(prose: &Prose, count: usize) -> String {
    prose.count(number(count))
}

/// Both goals: how much of each is reached, on one scale.
pub fn goal_chart(prose: &Prose, programme: &Programme, width: Width) -> Chart {
    const WHOLE: u32 = 1_000;
    let row = |key: &str, done: usize, goal: usize| {
        let share = done.saturating_mul(100) / goal.max(1);
        let filled = number(done.saturating_mul(1_000) / goal.max(1)).min(WHOLE);
        let [done, goal, share] = [count(prose, done), count(prose, goal), share.to_string()];
        BarRow {
            name: prose.say(&format!("programme.{key}")),
            parts: [filled, 0, WHOLE - filled],
            text: prose.fill("programme.goal-bar", &[("n", &done), ("of", &goal), ("percent", &share)]),
            cells: vec![done, goal],
        }
    };
    let rows = [
        row("reached", programme.reached, programme.goals.reached),
        row("supported", programme.supported, programme.goals.supported),
    ];
    let words = BarWords {
        title: prose.say("programme.goals.title"),
        description: prose.say("programme.goals.description"),
        head: ["programme.head.what", "programme.head.now", "programme.head.goal"].map(|key| prose.say(key)).to_vec(),
        empty: String::new(),
    };
    bars(&rows, &words, WHOLE, width)
}

/// Firms reached and supported, part by part. `kind` is `months`, `sectors` or `municipalities`.
pub fn part_chart(prose: &Prose, kind: &str, parts: &[Counted], width: Width) -> Chart {
    let row = |part: &Counted| {
        let [reached, supported] = [part.reached, part.supported].map(|firms| count(prose, firms));
        BarRow {
            name: part.name.clone(),
            parts: [number(part.supported), number(part.reached.saturating_sub(part.supported)), 0],
            text: prose.fill("programme.bar", &[("reached", &reached), ("supported", &supported)]),
            cells: vec![reached, supported],
        }
    };
    let head = [format!("programme.{kind}.head"), "programme.reached".into(), "programme.supported".into()];
    let words = BarWords {
        title: prose.say(&format!("programme.{kind}.title")),
        description: prose.say("programme.parts"),
        head: head.map(|key| prose.say(&key)).to_vec(),
        empty: prose.say("programme.few"),
    };
    bars(&parts.iter().map(row).collect::<Vec<_>>(), &words, 0, width)
}

/// What has moved in the firms that answered again, process by process.
pub fn moves_chart(prose: &Prose, moved: &[MovedIn], width: Width) -> Chart {
    let row = |one: &MovedIn| {
        let [up, same, down, apart] = [one.up, one.same, one.down, one.apart].map(|firms| count(prose, firms));
        BarRow {
            name: one.name.clone(),
            parts: [one.up, one.same, one.down].map(number),
            text: prose.fill("programme.moves.bar", &[("up", &up), ("same", &same), ("down", &down)]),
            cells: vec![up, same, down, apart],
        }
    };
    let head = ["chart.head.area", "programme.moves.up", "programme.moves.same", "programme.moves.down"];
    let words = BarWords {
        title: prose.say("programme.moves.title"),
        description: prose.say("programme.moves.description"),
        head: head.into_iter().chain(["programme.moves.apart"]).map(|key| prose.say(key)).collect(),
        empty: prose.say("programme.moves.none"),
    };
    bars(&moved.iter().map(row).collect::<Vec<_>>(), &words, 0, width)
}
