//! Whom a workshop may write or call: theirs to give, and gone when they untick it.

use leptos::prelude::*;

use crate::assessment::{CONTACT_LIMIT, Event};
use crate::web::adapters::files::nfc;
use crate::web::state::store;

/// The tick, and the field while it is ticked.
pub fn contact() -> AnyView {
    let state = store();
    let given = move || state.assessment().with(|held| held.contact.clone());
    let ticked = Memo::new(move |_| given().is_some());
    let tick = move |event| {
        let contact = event_target_checked(&event).then(String::new);
        state.dispatch(Event::ContactGiven(contact));
    };
    let typed = move |event| state.dispatch(Event::ContactGiven(Some(nfc(&event_target_value(&event)))));
    let field = move || {
        ticked.get().then(|| {
            view! {
                <div class="field">
                    <label for="contact">{state.t("data.contact-text")}</label>
                    <input class="inp inp-wide" id="contact" type="text" autocomplete="off" maxlength=CONTACT_LIMIT.to_string()
                        prop:value=move || given().unwrap_or_default() on:input=typed/>
                </div>
            }
        })
    };
    view! {
        <div class="stack">
            <label class="why-o">
                <input type="checkbox" id="contact-given" aria-describedby="contact-help" prop:checked=move || ticked.get() on:change=tick/>
                <span>{state.t("data.contact")}</span>
            </label>
            <p class="small muted" id="contact-help">{state.t("data.contact-help")}</p>
            {field}
        </div>
    }
    .into_any()
}
