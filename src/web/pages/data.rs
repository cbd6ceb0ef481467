//! Their own data: save, open, begin again, delete everything.

use leptos::prelude::*;

use super::advice::today;
use super::help;
use super::open_file::{Opened, open_file};
use super::step::when_loaded;
use crate::assessment::{Assessment, Event, LABEL_LIMIT};
use crate::help::Topic;
use crate::paper::{self, Wanted, paper};
use crate::web::adapters::files;
use crate::web::adapters::rooms;
use crate::web::parts::confirm::Confirm;
use crate::web::parts::contact::contact;
use crate::web::parts::heading::Heading;
use crate::web::parts::pdf;
use crate::web::routes::Place;
use crate::web::state::{Store, store};
use crate::wire::report_v1;

/// Hands the answers over as a report file.
pub fn save(state: Store, notes: bool) {
    let now = state.stamp();
    let locale = state.locale();
    let context = report_v1::Context { tool: env!("CARGO_PKG_VERSION"), locale: &locale, now: &now, notes };
    let text =
        state.assessment().with(|held| report_v1::write(&state.questionnaire(), &state.catalogue(), held, &context));
    let day = today();
    files::download(&format!("kartlaggning-{day}.kickstart.json"), &text);
}

/// Hands the whole report over as text.
fn save_text(notes: bool) {
    let state = store();
    let day = today();
    let wanted = Wanted { summary: false, notes };
    let text = super::advice::desk(|desk| {
        state.assessment().with(|held| paper::text(&paper(desk, held, &state.locale(), wanted)))
    });
    files::download_as(&format!("rapport-{day}.md"), "text/markdown", &text);
}

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let state = store();
    let with_notes = RwSignal::new(true);
    let printed = RwSignal::new(None);
    let name = move || state.assessment().with(|held| held.label.clone());
    let empty = Memo::new(move |_| state.assessment().with(Assessment::is_empty));
    let save_part = move || {
        view! {
            <label class="why-o">
                <input type="checkbox" prop:checked=move || with_notes.get() on:change=move |event| with_notes.set(event_target_checked(&event))/>
                <span>{state.t("data.with-notes")}</span>
            </label>
            <p class="acts">
                <button type="button" class="btn" on:click=move |_| save(state, with_notes.get_untracked())>
                    {state.t("result.label.save-file")}
                </button>
                <button type="button" class="btn btn-quiet" on:click=move |_| pdf::save(false, with_notes.get_untracked(), printed)>
                    {state.t("pdf.save")}
                </button>
                <button type="button" class="btn btn-quiet" on:click=move |_| pdf::save(true, false, printed)>
                    {state.t("pdf.save-summary")}
                </button>
                <button type="button" class="btn btn-quiet" on:click=move |_| save_text(with_notes.get_untracked())>
                    {state.t("data.save-text")}
                </button>
            </p>
            {pdf::progress(printed, pdf::Print::Result)}
        }
    };
    let save_or_not = move || {
        if empty.get() { view! { <p>{state.t("data.nothing")}</p> }.into_any() } else { save_part().into_any() }
    };
    let privacy = ["0", "1", "2", "3", "4"].map(|n| view! { <li>{state.t(&format!("privacy.{n}"))}</li> });
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side"></p>
                <div class="stack">
                    <Heading text=state.t("data.heading")/>
                    <p class="lead">{state.t("data.lead")}</p>
                    <ul class="list">{privacy.into_iter().collect_view()}</ul>
                    <p class="acts">{help::way(Topic::Data)}</p>
                </div>
            </section>
            <section class="row" aria-labelledby="h-save">
                <p class="side">{state.t("data.save.side")}</p>
                <div class="stack">
                    <h2 id="h-save">{state.t("data.save.heading")}</h2>
                    <p>{state.t("data.save.lead")}</p>
                    <div class="field">
                        <label for="firm-name">{state.t("data.name")}</label>
                        <input class="inp inp-wide" id="firm-name" type="text" maxlength=LABEL_LIMIT.to_string() autocomplete="organization"
                            prop:value=name
                            on:input=move |event| state.dispatch(Event::Named(files::nfc(&event_target_value(&event))))/>
                    </div>
                    {contact()}
                    {save_or_not}
                </div>
            </section>
            {open_file(RwSignal::new(Opened::Not), false)}
            <section class="row" aria-labelledby="h-again">
                <p class="side">{state.t("data.again.side")}</p>
                <div class="stack">
                    <h2 id="h-again">{state.t("data.again.heading")}</h2>
                    <Confirm id="again" of="data" to=Place::Start act=move || state.start_again()/>
                    <Confirm id="delete" of="data" to=Place::Start act=move || {
                        state.delete_everything();
                        rooms::forget_unstored();
                    }/>
                </div>
            </section>
        </div>
    }
    .into_any()
}
