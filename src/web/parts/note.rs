//! A note beside a question: saved while it is typed.

use leptos::prelude::*;

use crate::assessment::{Event, NOTE_LIMIT};
use crate::ids::QuestionId;
use crate::web::adapters::files::nfc;
use crate::web::state::store;

/// A note field that opens on demand, and stands open where something is noted.
#[component]
pub fn Note(
    /// The question it belongs to.
    question: QuestionId,
) -> impl IntoView {
    let state = store();
    let held = question.clone();
    let text = move || state.note(&held);
    let id = format!("note-{question}");
    let field = id.clone();
    let open = !untrack(&text).is_empty();
    view! {
        <details class="fold" open=open>
            <summary>{state.t("answer.add-note")}</summary>
            <div class="field">
                <label class="small muted" for=field>{state.t("note.label")}</label>
                <textarea
                    class="note"
                    id=id
                    rows="4"
                    maxlength=NOTE_LIMIT.to_string()
                    prop:value=text
                    on:input=move |event| {
                        state.dispatch(Event::Noted(question.clone(), nfc(&event_target_value(&event))));
                    }
                ></textarea>
            </div>
        </details>
    }
}
