//! Which figures a result has: the numbers of a [`Report`] with the words of the screen, handed to the charts.

use crate::changes::AreaChange;
use crate::chart::{
    Axis, Chart, Glyph, MapLimits, MapPoint, MapWords, Profile, ProfileWords, ReadinessRow, ReadinessWords, ThenNowRow,
    Width, dimension_profile, need_map, readiness, then_now,
};
use crate::follow_up::{Change, Move};
use crate::outcome::Outcome;
use crate::report::{Area, Words};
use crate::scoring::Known;

/// The mark of an outcome.
pub fn glyph(outcome: Outcome) -> Glyph {
    match outcome {
        Outcome::CashFirst => Glyph::CashFirst,
        Outcome::MakeSafe => Glyph::MakeSafe,
        Outcome::DoNow => Glyph::Now,
        Outcome::Prepare => Glyph::Prepare,
        Outcome::Trial => Glyph::Trial,
        Outcome::KeepGoing => Glyph::KeepGoing,
        Outcome::FindOutFirst => Glyph::FindOut,
        Outcome::NotNow => Glyph::NotNow,
        Outcome::TooLittle => Glyph::TooLittle,
    }
}

fn outcome_name(words: &Words, outcome: Outcome) -> String {
    words.prose.say(&format!("outcome.{}.name", outcome.id()))
}

fn head<const N: usize>(words: &Words, keys: [&str; N]) -> [String; N] {
    keys.map(|key| words.prose.say(&format!("chart.head.{key}")))
}

fn range(words: &Words, (low, high): (u32, u32)) -> String {
    format!("{}–{}", words.prose.hundredths(low), words.prose.hundredths(high))
}

/// The bounds where something is unknown, with their words.
fn bounds(words: &Words, area: &Area) -> (Option<(u32, u32)>, String) {
    match area.bounds.filter(|_| area.unknown > 0) {
        Some(bounds) => {
            let key = if area.unknown == 1 { "chart.bounds-one" } else { "chart.bounds-many" };
            let n = area.unknown.to_string();
            (Some(bounds), words.prose.fill(key, &[("range", &range(words, bounds)), ("n", &n)]))
        }
        None => (None, String::new()),
    }
}

/// Readiness per process, with bounds and what the idea requires.
pub fn readiness_chart(words: &Words, areas: &[Area], width: Width) -> Chart {
    let row = |area: &Area| {
        let (bounds, bounds_text) = bounds(words, area);
        let need_text = area
            .required
            .map(|required| words.prose.fill("chart.required", &[("value", &words.prose.hundredths(required))]));
        ReadinessRow {
            name: area.name.clone(),
            glyph: glyph(area.outcome),
            outcome: area.outcome_name.clone(),
            value: area.score,
            value_text: area
                .score
                .map_or_else(|| words.prose.say("chart.too-few"), |score| words.prose.hundredths(score)),
            bounds,
            bounds_text,
            need: area.required,
            need_text: need_text.unwrap_or_default(),
        }
    };
    let level = |level: usize| words.prose.say(&format!("level.{level}.name"));
    readiness(
        &areas.iter().map(row).collect::<Vec<_>>(),
        &ReadinessWords {
            title: words.prose.say("chart.readiness.title"),
            description: words.prose.say("chart.readiness.description"),
            levels: std::array::from_fn(level),
            head: head(words, ["area", "outcome", "readiness", "level", "bounds", "required"]),
            none: words.prose.say("chart.none"),
            empty: words.prose.say("chart.empty"),
        },
        width,
    )
}

/// Readiness per process then and now.
pub fn then_now_chart(words: &Words, areas: &[AreaChange], width: Width) -> Chart {
    let prose = words.prose;
    let filled = |change: &Change<String>, key: &str| {
        let key = if change.moved == Move::Same { "follow.pair-same" } else { key };
        prose.fill(key, &[("then", &change.then), ("now", &change.now)])
    };
    let apart = |why: &String| prose.fill("follow.pair-apart", &[("why", why)]);
    let pair = |compared: &Result<Change<String>, String>, key: &str| match compared {
        Ok(change) => filled(change, key),
        Err(why) => apart(why),
    };
    let row = |area: &AreaChange| {
        let named = |change: Change<Outcome>| change.map(|outcome| outcome_name(words, outcome));
        let readiness = area.readiness.clone().map(|change| change.map(|score| prose.hundredths(score)));
        let in_use = area.in_use.clone().map(|change| change.map(|level| level.to_string()));
        let need = area.need.clone().map(|change| change.map(|need| prose.tenths(need)));
        let outcome = area.outcome.clone().ok().map(named);
        let (then, now) = outcome.clone().map(|change| (change.then, change.now)).unwrap_or_default();
        let cell = |compared| pair(&compared, "follow.pair-told");
        ThenNowRow {
            name: area.name.clone(),
            glyph: area.outcome.as_ref().ok().map(|change| glyph(change.now)),
            outcome: outcome.map(|change| filled(&change, "follow.pair")).unwrap_or_default(),
            values: area.readiness.as_ref().ok().map(|change| (change.then, change.now)),
            text: pair(&readiness, "follow.pair"),
            cells: [cell(readiness), cell(in_use), cell(need), then, now],
        }
    };
    let heads = ["readiness", "use", "need"].map(|key| prose.say(&format!("chart.head.{key}")));
    let [readiness, in_use, need] = heads;
    let [then, now] = ["then", "now"].map(|key| prose.say(&format!("follow.head.outcome-{key}")));
    then_now(
        &areas.iter().map(row).collect::<Vec<_>>(),
        &ReadinessWords {
            title: prose.say("follow.chart.title"),
            description: prose.say("follow.chart.description"),
            levels: std::array::from_fn(|level| prose.say(&format!("level.{level}.name"))),
            head: [prose.say("chart.head.area"), readiness, in_use, need, then, now],
            none: prose.say("chart.none"),
            empty: prose.say("chart.empty"),
        },
        width,
    )
}

/// Need against readiness.
pub fn need_chart(words: &Words, areas: &[Area], width: Width) -> Chart {
    let point = |area: &Area| {
        let (bounds, bounds_text) = bounds(words, area);
        let (low, high) = area.need_bounds;
        let known = low == high;
        let need_text = if known {
            words.prose.tenths(low)
        } else {
            format!("{}–{}", words.prose.tenths(low), words.prose.tenths(high))
        };
        MapPoint {
            name: area.name.clone(),
            glyph: glyph(area.outcome),
            outcome: area.outcome_name.clone(),
            need: known.then_some(low),
            need_text,
            readiness: area.score,
            readiness_text: area
                .score
                .map_or_else(|| words.prose.say("chart.too-few"), |score| words.prose.hundredths(score)),
            bounds,
            bounds_text,
        }
    };
    let method = &words.questionnaire.method;
    let limits = MapLimits {
        low: method.need_medium * 10,
        high: method.need_high * 10,
        // In truth the limit depends on the idea; the caption says so.
        ready: 200,
    };
    let map_words = MapWords {
        title: words.prose.say("chart.map.title"),
        description: words.prose.say("chart.map.description"),
        need_axis: words.prose.say("chart.map.need"),
        readiness_axis: words.prose.say("chart.map.readiness"),
        prepare: outcome_name(words, Outcome::Prepare),
        now: outcome_name(words, Outcome::DoNow),
        trial: outcome_name(words, Outcome::Trial),
        not_now: outcome_name(words, Outcome::NotNow),
        unplaced: words.prose.say("chart.map.unplaced"),
        head: head(words, ["area", "outcome", "need", "readiness", "bounds"]),
        none: words.prose.say("chart.none"),
    };
    need_map(&areas.iter().map(point).collect::<Vec<_>>(), &map_words, limits, width)
}

/// The readiness dimensions of one process.
pub fn profile_chart(words: &Words, area: &Area, width: Width) -> Chart {
    let axes = area.profile.iter().map(|(id, label, known)| {
        let top = words.questionnaire.dimension(id).map_or(0, |dimension| u32::from(dimension.top) * 100);
        Axis {
            label: label.clone(),
            value: known.level().map(|level| u32::from(level) * 100),
            value_text: match known {
                Known::Level(level) => level.to_string(),
                Known::Unknown => words.prose.say("chart.unknown"),
                Known::NotApplicable => words.prose.say("chart.not-applicable"),
            },
            bounds: (*known == Known::Unknown).then_some((0, top)),
        }
    });
    dimension_profile(
        &Profile { name: area.name.clone(), axes: axes.collect() },
        &ProfileWords {
            title: words.prose.say("chart.profile.title"),
            description: words.prose.say("chart.profile.description"),
            head: head(words, ["dimension", "answer"]),
            none: words.prose.say("chart.none"),
        },
        width,
    )
}
