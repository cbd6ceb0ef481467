//! The bar at the foot of a step: Back to the left, Next to the right, always in the same place.

use leptos::prelude::*;

use crate::web::routes::Place;
use crate::web::state::store;

/// Back and Next. Next belongs to the form around it.
#[component]
pub fn ActionBar(
    /// Where Back leads.
    back: Place,
    /// Whether the step has its answer; Next says "skip" where not.
    #[prop(into)]
    answered: Signal<bool>,
    /// The key of Next's words when the step is answered.
    #[prop(default = "action.next")]
    next: &'static str,
    /// Whether the keys are shown.
    #[prop(default = false)]
    keys: bool,
) -> impl IntoView {
    let state = store();
    let hints = keys.then(|| {
        let hint = move |keys: &'static [&'static str], key: &'static str| {
            let caps = keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view();
            view! { <span>{caps} {state.t(key)}</span> }
        };
        view! {
            <p class="keys" aria-hidden="true">
                {hint(&["0", "5"], "keys.choose")} {hint(&["V"], "keys.dont-know")} {hint(&["↑", "↓"], "keys.move")}
                {hint(&["Enter"], "keys.next")}
            </p>
        }
    });
    view! {
        <div class="bar bar-grid">
            <a href=state.href(&back)>{state.t("action.back")}</a>
            <div class="bar-in">
                {hints}
                <button type="submit" class="btn" class:btn-quiet=move || !answered.get()>
                    {move || state.t(if answered.get() { next } else { "answer.skip" })}
                </button>
            </div>
        </div>
    }
}
