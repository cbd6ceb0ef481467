//! A field for a code or a link that came by message.

use leptos::prelude::*;

/// The field with its label and its button, named by class and words. What was given is taken and the field emptied.
pub fn code_field(
    id: &'static str,
    label: String,
    (class, button): (&'static str, String),
    take: impl Fn(&str) + 'static,
) -> AnyView {
    let text = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = text.get_untracked();
        text.set(String::new());
        take(&given);
    };
    view! {
        <form class="field" on:submit=submit>
            <label for=id>{label}</label>
            <textarea class="note" id=id rows="3" maxlength="4000" spellcheck="false" autocomplete="off"
                prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))></textarea>
            <button type="submit" class=class>{button}</button>
        </form>
    }
    .into_any()
}
