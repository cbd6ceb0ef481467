//! What the law forbids, as plain questions, and the days to know.

use leptos::prelude::*;

use super::advice::desk;
use super::step::when_loaded;
use crate::web::parts::blocks::{blocks, row};
use crate::web::parts::heading::Heading;
use crate::web::state::store;

/// The page.
#[component]
pub fn Law() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let state = store();
    let (questions, days) = untrack(|| desk(|desk| (desk.prohibited(), desk.law_by_day())));
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side">{state.t("law.heading")}</p>
                <div class="stack">
                    <Heading text=state.t("law.title")/>
                    <p class="lead">{state.t("law.lead")}</p>
                    <div class="stack law-questions">{blocks(&questions, false, 2)}</div>
                </div>
            </section>
            {row(state.t("law.days"), String::new(), blocks(&days, false, 3))}
        </div>
    }
    .into_any()
}
