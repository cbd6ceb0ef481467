//! The heading of a screen: it takes focus on arrival, and the page's title follows it.

use leptos::prelude::*;

use crate::web::state::store;

/// Gives the page the heading as its title.
pub fn entitle(text: &str) {
    document().set_title(&format!("{text} – {}", store().t("frame.title")));
}

/// The one `h1` of a screen.
#[component]
pub fn Heading(
    /// Its words.
    text: String,
) -> impl IntoView {
    entitle(&text);
    view! { <h1 tabindex="-1">{text}</h1> }
}
