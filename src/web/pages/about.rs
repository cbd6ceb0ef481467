//! How it is reckoned, what happens with the data, where content comes from, licences.

use leptos::prelude::*;

use super::step::when_loaded;
use crate::publisher;
use crate::web::parts::blocks::blocks;
use crate::web::parts::heading::Heading;
use crate::web::routes::Place;
use crate::web::state::store;

/// The about page.
#[component]
pub fn About() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let state = store();
    let pack = state.questionnaire();
    let part = move |id: &'static str, paragraphs: usize| {
        let lines = (0..paragraphs).map(|n| view! { <p>{state.t(&format!("about.{id}.{n}"))}</p> });
        let label = format!("h-{id}");
        view! {
            <section class="row" aria-labelledby=label.clone()>
                <p class="side">{state.t(&format!("about.{id}.side"))}</p>
                <div class="stack">
                    <h2 id=label.clone()>{state.t(&format!("about.{id}.heading"))}</h2>
                    {lines.collect_view()}
                </div>
            </section>
        }
    };
    let level = move |n: usize| {
        view! {
            <div>
                <dt>{n}" "{state.t(&format!("level.{n}.name"))}</dt>
                <dd>{state.t(&format!("level.{n}.meaning"))}</dd>
            </div>
        }
    };
    let outcomes = crate::outcome::Outcome::ALL.map(|outcome| {
        let id = outcome.id();
        view! {
            <div>
                <dt>{state.t(&format!("outcome.{id}.name"))}</dt>
                <dd>{state.t(&format!("outcome.{id}.meaning"))}</dd>
            </div>
        }
    });
    let privacy = ["0", "1", "2", "3", "4"].map(|n| view! { <li>{state.t(&format!("privacy.{n}"))}</li> });
    let versions = move || {
        state.tf(
            "about.content.version",
            &[
                ("pack", &pack.version),
                ("digest", pack.digest.get(..12).unwrap_or_default()),
                ("ideas", &state.catalogue().version),
                ("method", &pack.method.id),
                ("tool", env!("CARGO_PKG_VERSION")),
            ],
        )
    };
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side"></p>
                <div class="stack">
                    <Heading text=state.t("about.heading")/>
                    <p class="lead">{state.t("about.lead")}</p>
                </div>
            </section>
            {part("readiness", 4)}
            <section class="row" aria-labelledby="h-levels">
                <p class="side">{state.t("about.levels.side")}</p>
                <div class="stack">
                    <h2 id="h-levels">{state.t("about.levels.heading")}</h2>
                    <dl class="facts">{(0..=5).map(level).collect_view()}</dl>
                    <p>{state.t("level.plus")}</p>
                </div>
            </section>
            {part("need", 3)}
            <section class="row" aria-labelledby="h-outcomes">
                <p class="side">{state.t("about.outcomes.side")}</p>
                <div class="stack">
                    <h2 id="h-outcomes">{state.t("about.outcomes.heading")}</h2>
                    <dl class="facts">{outcomes.into_iter().collect_view()}</dl>
                </div>
            </section>
            <section class="row" aria-labelledby="h-privacy">
                <p class="side">{state.t("about.privacy.side")}</p>
                <div class="stack">
                    <h2 id="h-privacy">{state.t("about.privacy.heading")}</h2>
                    <ul class="list">{privacy.into_iter().collect_view()}</ul>
                </div>
            </section>
            <section class="row">
                <p class="side"></p>
                <p class="acts">
                    <a class="link" href=state.href(&Place::Method)>{state.t("about.method-link")}</a>
                    <a class="link" href=state.href(&Place::Law)>{state.t("law.open")}</a>
                    <a class="link" href=state.href(&Place::Reports)>{state.t("reports.open")}</a>
                    <a class="link" href=state.href(&Place::Programme)>{state.t("programme.open")}</a>
                </p>
            </section>
            <section class="row" aria-labelledby="h-publisher">
                <p class="side">{state.t("publisher.side")}</p>
                <div class="stack">
                    <h2 id="h-publisher">{state.t("publisher.heading")}</h2>
                    {blocks(&publisher::blocks(&state.prose()), false, 3)}
                </div>
            </section>
            {part("sources", 2)}
            {part("licences", 4)}
            <section class="row">
                <p class="side"></p>
                <p class="acts">
                    // A file of the build and no screen: the browser opens it.
                    <a class="link" rel="external" href="licences.txt">{state.t("about.licences.list")}</a>
                </p>
            </section>
            <section class="row" aria-labelledby="h-content">
                <p class="side">{state.t("about.content.side")}</p>
                <div class="stack">
                    <h2 id="h-content">{state.t("about.content.heading")}</h2>
                    <p>{versions}</p>
                </div>
            </section>
        </div>
    }
    .into_any()
}
