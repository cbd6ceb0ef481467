//! The heading of a screen: it takes focus on arrival, and the page's title follows it.

use leptos::prelude::*;

use crate::web::state::store;

/// Keeps the page's title like the heading.
pub fn title_follows(text: impl Fn() -> String + Send + Sync + 'static) {
    let state = store();
    Effect::new(move |_| document().set_title(&format!("{} – {}", text(), state.t("frame.title"))));
}

/// The one `h1` of a screen.
#[component]
pub fn Heading(
    /// Its words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    title_follows(move || text.get());
    view! { <h1 tabindex="-1">{move || text.get()}</h1> }
}
