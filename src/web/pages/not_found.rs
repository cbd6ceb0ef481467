//! No such page.

use leptos::prelude::*;

use crate::web::parts::heading::Heading;
use crate::web::routes::Place;
use crate::web::state::store;

/// What happened, what is kept, and the two ways on.
#[component]
pub fn NotFound() -> impl IntoView {
    let state = store();
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side"></p>
                <div class="stack">
                    <Heading text=state.t("errors.not-found.happened")/>
                    <p>{state.t("errors.not-found.kept")}</p>
                    <p>{state.t("errors.not-found.do")}</p>
                    <p class="acts">
                        <a class="btn" href=state.href(&Place::Start)>{state.t("not-found.start")}</a>
                    </p>
                </div>
            </section>
        </div>
    }
}
