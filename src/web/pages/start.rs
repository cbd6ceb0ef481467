//! What this is, how long it takes, what happens with the answers, one button. Coming back: where they stopped.

use leptos::prelude::*;

use crate::text::Locale;
use crate::visible::{self, Step};
use crate::web::parts::heading::entitle;
use crate::web::routes::Place;
use crate::web::state::store;

/// The start page.
#[component]
pub fn Start() -> impl IntoView {
    let state = store();
    entitle(&state.t("start.heading"));
    let fact = move |id: &'static str| {
        view! {
            <div>
                <dt>{state.t(&format!("start.{id}.label"))}</dt>
                <dd>{state.t(&format!("start.{id}.text"))}</dd>
            </div>
        }
    };
    let begun = Memo::new(move |_| state.assessment().with(|held| !held.is_empty()));
    let actions = move || untrack_view(begun.get());
    let foreign = move || state.is_foreign().then(|| untrack(foreign));
    let step = move |number: usize, id: &'static str| {
        view! {
            <li>
                <span>{number}</span>
                <p>
                    <b>{format!("{}. ", state.t(&format!("start.steps.{id}.name")).trim_end_matches('?'))}</b>
                    {state.t(&format!("start.steps.{id}.text"))}
                </p>
            </li>
        }
    };
    let gets = ["0", "1", "2", "3"].map(|n| view! { <li>{state.t(&format!("start.you-get.{n}"))}</li> });
    let staff = (0..=5).map(|level| {
        view! {
            <li>
                <span class="staff-n">{level}</span>
                <span>{state.t(&format!("start.staff.{level}"))}</span>
            </li>
        }
    });
    view! {
        <div class="page start">
            <div class="start-top">
                <div>
                    <h1 tabindex="-1">{state.t("start.heading")}</h1>
                    <p class="lead">{state.t("start.what")}</p>
                    {foreign}
                    <dl class="facts facts-tight">{fact("time")} {fact("data")} {fact("network")}</dl>
                    {actions}
                </div>
                <div class="start-fig">
                    <p class="small"><b>{state.t("start.staff.heading")}</b></p>
                    <p class="small muted">{state.t("start.staff.lead")}</p>
                    <ul class="staff">{staff.collect_view()}</ul>
                </div>
            </div>
            <section class="row" aria-labelledby="h-steps">
                <p class="side">{state.t("start.steps-heading")}</p>
                <div class="stack">
                    <h2 id="h-steps">{state.t("start.steps-title")}</h2>
                    <ol class="steps">
                        {step(1, "profile")} {step(2, "picker")} {step(3, "processes")} {step(4, "enablers")} {step(5, "result")}
                    </ol>
                </div>
            </section>
            <section class="row" aria-labelledby="h-get">
                <p class="side">{state.t("start.you-get-heading")}</p>
                <div class="stack">
                    <h2 id="h-get">{state.t("start.you-get-title")}</h2>
                    <ul class="list">{gets.collect_view()}</ul>
                </div>
            </section>
        </div>
    }
}

fn untrack_view(begun: bool) -> AnyView {
    untrack(|| if begun { resume() } else { begin() })
}

/// Said where the browser asks for a language that is not there: which one this is, and the others in their own words.
fn foreign() -> AnyView {
    let state = store();
    let other = |(locale, _)| {
        move || {
            let (locale, text) = (Locale::clone(&locale), state.t_in(&locale, "start.speaks")?);
            let tag = locale.to_string();
            Some(view! {
                <p lang=tag>
                    <button type="button" class="link" on:click=move |_| state.choose_locale(locale.clone())>{text}</button>
                </p>
            })
        }
    };
    let others = state.other_locales().into_iter().map(other).collect_view();
    view! { <div data-foreign=""><p>{state.t("start.foreign")}</p> {others}</div> }.into_any()
}

fn begin() -> AnyView {
    let state = store();
    let first = state.steps().first().cloned().unwrap_or(Step::Picker);
    view! {
        <p class="acts">
            <a class="btn" href=state.href(&Place::Step(first))>{state.t("start.alone.button")}</a>
            <a href=state.href(&Place::Example)>{state.t("start.example")}</a>
        </p>
        <p class="acts">
            <a href=state.href(&Place::Data)>{state.t("start.open-report")}</a>
            <a href=state.href(&Place::FollowUp)>{state.t("start.follow-up")}</a>
        </p>
    }
    .into_any()
}

/// Carries on at the first question that has no answer after the place where they were.
fn resume() -> AnyView {
    let state = store();
    let steps = state.steps();
    let here = state.assessment().with(|held| {
        let last = held.last.clone().filter(|last| steps.contains(last)).or_else(|| steps.first().cloned());
        let pack = state.questionnaire();
        let open = |step: &&Step| !visible::is_answered(&pack, &held.answers, step);
        let from = last.as_ref().and_then(|last| steps.iter().position(|step| step == last)).unwrap_or(0);
        let next = steps[from..].iter().find(open).or_else(|| steps.iter().find(open)).cloned();
        next.map(|step| (visible::position(&steps, &step), step))
    });
    let way_on = match here {
        Some(((number, total), step)) => view! {
            <a class="btn" href=state.href(&Place::Step(step))>
                {state.tf("start.resume", &[("n", &number.to_string()), ("total", &total.to_string())])}
            </a>
        }
        .into_any(),
        None => view! { <a class="btn" href=state.href(&Place::Result)>{state.t("check.finish")}</a> }.into_any(),
    };
    view! {
        <p class="acts">
            {way_on}
            <a href=state.href(&Place::Check)>{state.t("check.heading")}</a>
        </p>
        <p class="acts">
            <a href=state.href(&Place::Data)>{state.t("data.heading")}</a>
            <a href=state.href(&Place::FollowUp)>{state.t("start.follow-up")}</a>
            <a href=state.href(&Place::Example)>{state.t("start.example")}</a>
        </p>
    }
    .into_any()
}
