//! The accessibility statement.

use leptos::prelude::*;

use super::step::when_loaded;
use crate::statement::statement;
use crate::web::parts::blocks::{blocks, row};
use crate::web::parts::heading::Heading;
use crate::web::state::store;

/// The page.
#[component]
pub fn Statement() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let state = store();
    let (first, sections) = untrack(|| statement(&state.prose()));
    let sections = sections.into_iter().map(|(heading, body)| row(heading, String::new(), blocks(&body, false, 3)));
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side">{state.t("access.heading")}</p>
                <div class="stack">
                    <Heading text=state.t("access.title")/>
                    <p class="lead">{state.t("access.lead")}</p>
                    {blocks(&first, false, 2)}
                </div>
            </section>
            {sections.collect_view()}
        </div>
    }
    .into_any()
}
