//! How the tool reckons and suggests: every weight and limit, and how to challenge them.

use leptos::prelude::*;

use super::step::when_loaded;
use crate::document::{Block, markdown};
use crate::web::adapters::content::METHOD;
use crate::web::parts::blocks::{blocks, row};
use crate::web::parts::heading::Heading;
use crate::web::state::store;

/// The page.
#[component]
pub fn Method() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let state = store();
    let mut parts: Vec<(String, Vec<Block>)> = Vec::new();
    for block in markdown(&state.t(METHOD)) {
        match (block, parts.last_mut()) {
            (Block::Heading(text), _) => parts.push((text, Vec::new())),
            (block, Some((_, part))) => part.push(block),
            (block, None) => parts.push((String::new(), vec![block])),
        }
    }
    let mut parts = parts.into_iter();
    let (title, lead) = parts.next().unwrap_or_default();
    let rest = parts.map(|(heading, part)| row(heading, String::new(), blocks(&part, false, 3))).collect_view();
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side">{state.t("about.heading")}</p>
                <div class="stack">
                    <Heading text=title/>
                    {blocks(&lead, false, 2)}
                </div>
            </section>
            {rest}
        </div>
    }
    .into_any()
}
