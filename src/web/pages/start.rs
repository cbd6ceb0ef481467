//! What this is, how long it takes, what happens with the answers, one button. Coming back: where they stopped.

use leptos::prelude::*;

use crate::visible::{self, Step};
use crate::web::parts::heading::title_follows;
use crate::web::routes::Place;
use crate::web::state::store;

/// The start page.
#[component]
pub fn Start() -> impl IntoView {
    let state = store();
    title_follows(move || state.t("start.heading"));
    let fact = move |id: &'static str| {
        view! {
            <div>
                <dt>{move || state.t(&format!("start.{id}.label"))}</dt>
                <dd>{move || state.t(&format!("start.{id}.text"))}</dd>
            </div>
        }
    };
    let begun = Memo::new(move |_| state.assessment().with(|held| !held.is_empty()));
    let actions = move || if begun.get() { resume().into_any() } else { begin().into_any() };
    let step = move |number: usize, id: &'static str| {
        view! {
            <li>
                <span>{number}</span>
                <p>
                    <b>{move || format!("{}. ", state.t(&format!("start.steps.{id}.name")).trim_end_matches('?'))}</b>
                    {move || state.t(&format!("start.steps.{id}.text"))}
                </p>
            </li>
        }
    };
    let gets = ["0", "1", "2", "3"].map(|n| view! { <li>{move || state.t(&format!("start.you-get.{n}"))}</li> });
    let staff = (0..=5).map(|level| {
        view! {
            <li>
                <span class="staff-n">{level}</span>
                <span>{move || state.t(&format!("start.staff.{level}"))}</span>
            </li>
        }
    });
    view! {
        <div class="page start">
            <div class="start-top">
                <div>
                    <h1 tabindex="-1">{move || state.t("start.heading")}</h1>
                    <p class="lead">{move || state.t("start.what")}</p>
                    <dl class="facts facts-tight">{fact("time")} {fact("data")} {fact("network")}</dl>
                    {actions}
                </div>
                <div class="start-fig">
                    <p class="small"><b>{move || state.t("start.staff.heading")}</b></p>
                    <p class="small muted">{move || state.t("start.staff.lead")}</p>
                    <ul class="staff">{staff.collect_view()}</ul>
                </div>
            </div>
            <section class="row" aria-labelledby="h-steps">
                <p class="side">{move || state.t("start.steps-heading")}</p>
                <div class="stack">
                    <h2 id="h-steps">{move || state.t("start.steps-title")}</h2>
                    <ol class="steps">
                        {step(1, "profile")} {step(2, "picker")} {step(3, "processes")} {step(4, "enablers")} {step(5, "result")}
                    </ol>
                </div>
            </section>
            <section class="row" aria-labelledby="h-get">
                <p class="side">{move || state.t("start.you-get-heading")}</p>
                <div class="stack">
                    <h2 id="h-get">{move || state.t("start.you-get-title")}</h2>
                    <ul class="list">{gets.collect_view()}</ul>
                </div>
            </section>
        </div>
    }
}

fn begin() -> impl IntoView {
    let state = store();
    let first = move || state.steps().with(|steps| steps.first().cloned()).unwrap_or(Step::Picker);
    view! {
        <p class="acts">
            <a class="btn" href=move || state.href(&Place::Step(first()))>{move || state.t("start.alone.button")}</a>
            <a href=state.href(&Place::Example)>{move || state.t("start.example")}</a>
        </p>
        <p class="acts"><a href=state.href(&Place::Data)>{move || state.t("start.open-report")}</a></p>
    }
}

/// Carries on at the first question that has no answer after the place where they were.
fn resume() -> impl IntoView {
    let state = store();
    let here = Memo::new(move |_| {
        let steps = state.steps().get();
        state.assessment().with(|held| {
            let last = held.last.clone().filter(|last| steps.contains(last)).or_else(|| steps.first().cloned());
            let pack = state.questionnaire();
            let open = |step: &&Step| !visible::is_answered(&pack, &held.answers, step);
            let from = last.as_ref().and_then(|last| steps.iter().position(|step| step == last)).unwrap_or(0);
            let next = steps[from..].iter().find(open).or_else(|| steps.iter().find(open)).cloned();
            next.map(|step| (visible::position(&steps, &step), step))
        })
    });
    let way_on = move || match here.get() {
        Some(((number, total), step)) => view! {
            <a class="btn" href=state.href(&Place::Step(step))>
                {move || state.tf("start.resume", &[("n", &number.to_string()), ("total", &total.to_string())])}
            </a>
        }
        .into_any(),
        None => view! { <a class="btn" href=state.href(&Place::Result)>{move || state.t("check.finish")}</a> }.into_any(),
    };
    view! {
        <p class="acts">
            {way_on}
            <a href=state.href(&Place::Check)>{move || state.t("check.heading")}</a>
        </p>
        <p class="acts">
            <a href=state.href(&Place::Data)>{move || state.t("data.heading")}</a>
            <a href=state.href(&Place::Example)>{move || state.t("start.example")}</a>
        </p>
    }
}
