//! Then and now: what has moved since earlier answers and what cannot be compared; the way to answer again.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::data::save;
use super::open_file::{Opened, open_file};
use super::step::when_loaded;
use crate::assessment::{Assessment, Earlier, Event};
use crate::changes::{AreaChange, Changes, changes, since};
use crate::document::{Block, Line, Target};
use crate::figures;
use crate::follow_up::{Change, Move, begin, follow_up};
use crate::outcome::Outcome;
use crate::ports::{Clock, Ids};
use crate::visible;
use crate::web::adapters::platform::{BrowserClock, BrowserIds};
use crate::web::parts::blocks::{blocks, row};
use crate::web::parts::figure::figure;
use crate::web::parts::heading::Heading;
use crate::web::parts::later::later;
use crate::web::routes::Place;
use crate::web::state::{Store, store};
use crate::wire::report_v1::{self, history};

/// So many parts of the questionnaire stand open below one another.
const OPEN_PARTS: usize = 4;

/// The page.
#[component]
pub fn FollowUp() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let state = store();
    let opened = RwSignal::new(Opened::Not);
    let (earlier, empty) = (
        Memo::new(move |_| state.assessment().with(|held| held.history.len())),
        Memo::new(move |_| state.assessment().with(Assessment::is_empty)),
    );
    let top = move || if earlier.get() > 0 { untrack(compared) } else { untrack(first_words) };
    // What has just been opened has its own ways on.
    let here = Memo::new(move |_| !empty.get() && matches!(opened.get(), Opened::Not | Opened::Refused(..)));
    view! {
        <div class="page">
            {top}
            {open_file(opened, true)}
            {move || here.get().then(|| untrack(|| answer_again(state)))}
        </div>
    }
    .into_any()
}

/// What this is, for those who have nothing to compare with.
fn first_words() -> AnyView {
    let state = store();
    view! {
        <section class="row row-first">
            <p class="side">{state.t("follow.side")}</p>
            <div class="stack">
                <Heading text=state.t("start.follow-up")/>
                <p class="lead">{state.t("follow.intro")}</p>
            </div>
        </section>
    }
    .into_any()
}

/// The answers that are here become the earlier ones, and the questions are asked again.
fn answer_again(state: Store) -> AnyView {
    let begin = answering_again(state);
    let again = move |_| {
        let pack = state.questionnaire();
        // When these answers were saved last, nobody knows; when they were begun is known.
        let text = state.assessment().with(|held| {
            let locale = state.locale();
            let context = report_v1::Context {
                tool: env!("CARGO_PKG_VERSION"),
                locale: &locale,
                now: &held.created_at,
                notes: true,
            };
            report_v1::write(&pack, &state.catalogue(), held, &context)
        });
        if let Ok(earlier) = history::earlier(&pack, "", &text) {
            begin(earlier);
        }
    };
    view! {
        <section class="row" aria-labelledby="h-again">
            <p class="side"></p>
            <div class="stack">
                <h2 id="h-again">{state.t("follow.again.heading")}</h2>
                <p>{state.t("follow.again.lead")}</p>
                <p class="acts">
                    <button type="button" class="btn btn-quiet" on:click=again>{state.t("follow.again.button")}</button>
                    <button type="button" class="btn btn-quiet" on:click=move |_| save(state, true)>{state.t("data.open.save-first")}</button>
                </p>
            </div>
        </section>
    }
    .into_any()
}

/// Begins a new assessment of the same firm that remembers earlier answers, and goes to its first question.
pub fn answering_again(state: Store) -> impl Fn(Earlier) + Clone + 'static {
    let navigate = use_navigate();
    move |earlier| {
        let new = state.assessment().with(|old| begin(earlier, old, BrowserIds.fresh(), BrowserClock.now()));
        let first = visible::unanswered(&state.questionnaire(), &new.answers).into_iter().next();
        state.dispatch(Event::Replaced(Box::new(new)));
        let place = first.map_or(Place::Check, Place::Step);
        navigate(&state.href(&place), NavigateOptions { resolve: false, ..NavigateOptions::default() });
    }
}

/// Remembers earlier answers beside those that are here, and shows what has moved.
pub fn comparing(state: Store, opened: RwSignal<Opened>) -> impl Fn(Earlier) + Clone + 'static {
    let navigate = use_navigate();
    move |earlier| {
        let mut with = state.assessment().peek();
        with.remember(earlier);
        state.dispatch(Event::Replaced(Box::new(with)));
        opened.set(Opened::Not);
        navigate(&state.href(&Place::FollowUp), NavigateOptions { resolve: false, ..NavigateOptions::default() });
    }
}

/// Their answers beside the earlier ones that are chosen, the latest at first.
fn compared() -> AnyView {
    let state = store();
    let chosen = RwSignal::new(state.assessment().with(|held| held.history.len().saturating_sub(1)));
    let days: Vec<String> = state.words(|words| {
        state.assessment().with(|held| held.history.iter().map(|one| since(words, &one.saved_at)).collect())
    });
    let choice = (days.len() > 1).then(|| {
        let options = days.into_iter().enumerate().map(|(at, day)| {
            view! { <option value=at.to_string() prop:selected=move || chosen.get() == at>{day}</option> }
        });
        let options = options.collect_view();
        view! {
            <div class="field">
                <label for="earlier">{state.t("follow.which")}</label>
                <select class="inp" id="earlier" on:change=move |event| {
                    if let Ok(at) = event_target_value(&event).parse() {
                        chosen.set(at);
                    }
                }>{options}</select>
            </div>
        }
    });
    let told = move || {
        let at = chosen.get();
        untrack(|| {
            let held = state.assessment().peek();
            let then = held.history.get(at).cloned().unwrap_or_default();
            let found = follow_up(&state.questionnaire(), &state.catalogue(), &then, &held);
            state.words(|words| changes(words, &found, &held.answers))
        })
    };
    let changes = Memo::new(move |_| told());
    // With nothing to compare yet, the way goes on with the questions.
    let on = move || {
        let open =
            || visible::unanswered(&state.questionnaire(), &state.assessment().peek().answers).into_iter().next();
        let nothing = changes.with(|all| all.areas.iter().all(|area| area.readiness.is_err()));
        let (class, place, key) = match open().filter(|_| nothing) {
            Some(step) => ("btn", Place::Step(step), "result.go-on"),
            None => ("", Place::Check, "check.heading"),
        };
        view! { <p class="acts"><a class=class href=state.href(&place)>{state.t(key)}</a></p> }
    };
    view! {
        <section class="row row-first">
            <p class="side">{state.t("follow.side")}</p>
            <div class="stack">
                {move || changes.with(|all| view! { <Heading text=all.headline.clone()/><p class="lead">{all.lead.clone()}</p> })}
                {choice}
                {on}
            </div>
        </section>
        {later(move || (move || changes.with(|all| untrack(|| sections(state, all)))).into_any())}
    }
    .into_any()
}

fn sections(state: Store, all: &Changes) -> AnyView {
    let drawn =
        figure("then-now".to_string(), |width| state.words(|words| figures::then_now_chart(words, &all.areas, width)));
    let readiness = (!all.areas.is_empty()).then(|| {
        let lead = state.t("follow.readiness.lead");
        wide(state.t("follow.readiness.heading"), lead, drawn)
    });
    let outcomes = (!all.areas.is_empty())
        .then(|| row(state.t("follow.outcome.heading"), state.t("follow.outcome.lead"), outcomes(state, &all.areas)));
    let many = all.moved.len() > OPEN_PARTS;
    let moved: Vec<Block> = all
        .moved
        .iter()
        .flat_map(|(part, answers)| {
            let facts = answers.iter().map(|one| {
                let direction = match one.moved {
                    Move::Up => "follow.now-up",
                    Move::Down => "follow.now-down",
                    Move::Same | Move::Other => "follow.now",
                };
                let then = Line::of(one.then.clone()).about(state.t("follow.then"));
                let now = Line::of(one.now.clone()).about(state.t(direction));
                (one.label.clone(), vec![then, now.leading(Target::Question(one.question.clone()))])
            });
            part_of(part, facts.collect(), many)
        })
        .collect();
    let none = vec![Block::text(state.t("follow.moved.none"))];
    let moved = blocks(if moved.is_empty() { &none } else { &moved }, false, 3);
    let moved = row(state.t("follow.moved.heading"), state.t("follow.moved.lead"), moved);
    let apart: Vec<Block> = all
        .apart
        .iter()
        .flat_map(|(reason, parts)| {
            let facts = parts.iter().map(|(part, labels)| (part.clone(), vec![Line::of(labels.join(", "))]));
            [Block::Heading(reason.clone()), Block::Facts(facts.collect())]
        })
        .collect();
    let apart = (!apart.is_empty())
        .then(|| row(state.t("follow.apart.heading"), state.t("follow.apart.lead"), blocks(&apart, false, 3)));
    view! { {readiness} {outcomes} {moved} {apart} }.into_any()
}

/// The answers of one part: under its name, or in a fold where there are many parts.
fn part_of(name: &str, facts: Vec<(String, Vec<Line>)>, many: bool) -> Vec<Block> {
    let facts = vec![Block::Facts(facts)];
    if many {
        return vec![Block::Fold(name.to_string(), facts)];
    }
    std::iter::once(Block::Heading(name.to_string())).chain(facts).collect()
}

/// A section with a figure as wide as the page.
fn wide(heading: String, lead: String, body: AnyView) -> AnyView {
    view! {
        <section class="row" aria-labelledby="h-then-now">
            <p class="side"></p>
            <div class="figs">
                <div>
                    <h2 id="h-then-now">{heading}</h2>
                    <p class="muted cap">{lead}</p>
                </div>
                {body}
            </div>
        </section>
    }
    .into_any()
}

/// What to do, then and now.
fn outcomes(state: Store, areas: &[AreaChange]) -> AnyView {
    let name = |outcome: &Outcome| state.t(&format!("outcome.{}.name", outcome.id()));
    let facts = areas.iter().map(|area| {
        let lines = match &area.outcome {
            Ok(Change { now, moved: Move::Same, .. }) => {
                vec![Line::of(state.tf("follow.pair-same", &[("now", &name(now))]))]
            }
            Ok(Change { then, now, .. }) => vec![
                Line::of(name(then)).about(state.t("follow.then")),
                Line::of(name(now)).about(state.t("follow.now")),
            ],
            Err(why) => vec![Line::of(state.tf("follow.pair-apart", &[("why", why)]))],
        };
        (area.name.clone(), lines)
    });
    blocks(&[Block::Facts(facts.collect())], false, 3)
}
