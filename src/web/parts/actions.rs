//! The bar at the foot of a step: Back to the left, Next to the right, always in the same place.

use leptos::prelude::*;

use crate::ids::QuestionId;
use crate::visible::Step;
use crate::web::pages::step::place_before;
use crate::web::routes::Place;
use crate::web::state::store;

/// Back and Next. Next belongs to the form around it.
#[component]
pub fn ActionBar(
    /// Where one is; Back leads to the place before it, and scales have keys.
    place: Memo<Place>,
    /// Whether the step has its answer; Next says "skip" where not.
    #[prop(into)]
    answered: Signal<bool>,
) -> impl IntoView {
    let state = store();
    let has_digits = Memo::new(move |_| {
        let scale = |question: &QuestionId| matches!(question, QuestionId::Process(..) | QuestionId::Enabler(_));
        place.with(|place| matches!(place, Place::Step(Step::Question(question)) if scale(question)))
    });
    view! {
        <div class="bar bar-grid">
            <a href=move || state.href(&place_before(&place.get()))>{state.t("action.back")}</a>
            <div class="bar-in">
                {move || has_digits.get().then(|| untrack(keys))}
                <button type="submit" class="btn" class:btn-quiet=move || !answered.get()>
                    {move || state.t(if answered.get() { "action.next" } else { "answer.skip" })}
                </button>
            </div>
        </div>
    }
}

/// The keys of a scale.
fn keys() -> AnyView {
    let state = store();
    let hint = move |keys: &'static [&'static str], key: &'static str| {
        let caps = keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view();
        view! { <span>{caps} {state.t(key)}</span> }
    };
    view! {
        <p class="keys" aria-hidden="true">
            {hint(&["0", "1", "…"], "keys.choose")} {hint(&["V"], "keys.dont-know")} {hint(&["↑", "↓"], "keys.move")}
            {hint(&["Enter"], "keys.next")}
        </p>
    }
    .into_any()
}
