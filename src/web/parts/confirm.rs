//! A button that asks once before it acts.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

use crate::web::routes::Place;
use crate::web::state::store;

/// The button with a sentence on it, and the question.
#[component]
pub fn Confirm(
    /// With `of` it names the words: `<of>.<id>.…`.
    id: &'static str,
    /// Whose words they are.
    of: &'static str,
    /// Where one is afterwards.
    to: Place,
    /// What it does.
    act: impl Fn() + Copy + Send + 'static,
) -> impl IntoView {
    let state = store();
    let navigate = use_navigate();
    let text = |part: &str| state.t(&format!("{of}.{id}.{part}"));
    let label = format!("dialog-{id}");
    let done = move |_| {
        close(id);
        act();
        navigate(&state.href(&to), NavigateOptions { resolve: false, ..NavigateOptions::default() });
    };
    view! {
        <p>{text("lead")}</p>
        <p class="acts">
            <button type="button" class="btn btn-quiet" on:click=move |_| open(id)>{text("button")}</button>
        </p>
        <dialog id=id aria-labelledby=label.clone()>
            <div class="stack">
                <h2 id=label.clone()>{text("ask")}</h2>
                <p>{text("warn")}</p>
                <p class="acts">
                    <button type="button" class="btn" on:click=done>{text("yes")}</button>
                    <button type="button" class="btn btn-quiet" on:click=move |_| close(id)>{state.t("action.cancel")}</button>
                </p>
            </div>
        </dialog>
    }
}

fn dialog(id: &str) -> Option<web_sys::HtmlDialogElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn open(id: &str) {
    if let Some(dialog) = dialog(id) {
        let _ = dialog.show_modal();
    }
}

fn close(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}
