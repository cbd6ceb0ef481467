//! The report as a PDF: the button, how it goes, and what to do when it fails.

use leptos::prelude::*;

use crate::date::Date;
use crate::ports::Clock;
use crate::web::adapters::files;
use crate::web::adapters::pdf::{self, Order, Outcome};
use crate::web::adapters::platform::BrowserClock;
use crate::web::state::store;
use crate::wire::report_v1;

/// Makes the report, or its summary.
pub fn save(summary: bool, notes: bool, told: RwSignal<Option<Outcome>>) {
    let state = store();
    let today = Date::parse(&BrowserClock.now()).unwrap_or_default();
    let day = today.to_string();
    let locale = state.locale();
    let moment = report_v1::moment(today);
    let context = report_v1::Context { tool: env!("CARGO_PKG_VERSION"), locale: &locale, now: &moment, notes };
    let report =
        state.assessment().with(|held| report_v1::write(&state.questionnaire(), &state.catalogue(), held, &context));
    let name = format!("{}-{day}.pdf", if summary { "sammanfattning" } else { "rapport" });
    let take = move |bytes: &js_sys::Uint8Array| {
        files::download_bytes(&name, "application/pdf", bytes);
    };
    pdf::make(state, Order { report, day, summary, notes }, take, move |outcome| {
        told.try_set(Some(outcome));
    });
}

/// How it goes, said aloud; with a way to stop it, and what to do when it could not be made.
pub fn progress(told: RwSignal<Option<Outcome>>) -> AnyView {
    let state = store();
    let said = move || {
        match told.get() {
        None => ().into_any(),
        Some(Outcome::Working(done, of)) => {
            let stop = move |_| {
                pdf::stop();
                told.set(None);
            };
            view! {
                <p data-pdf="working">{state.t(if done < of || of == 0 { "pdf.working" } else { "pdf.setting" })}</p>
                <progress max=of.max(1) value=done aria-label=state.t("pdf.progress")></progress>
                <p class="acts"><button type="button" class="btn btn-quiet" on:click=stop>{state.t("action.cancel")}</button></p>
            }
            .into_any()
        }
        Some(Outcome::Done(replaced)) => {
            let boxes = (!replaced.is_empty()).then(|| view! { <p>{state.tf("pdf.replaced", &[("letters", &replaced)])}</p> });
            view! { <p data-pdf="done">{state.t("pdf.done")}</p> {boxes} }.into_any()
        }
        Some(Outcome::Failed(reason)) => view! {
            <div class="notice stack" data-pdf="failed">
                <p><b>{state.t("pdf.failed.happened")}</b></p>
                <p>{state.t("pdf.failed.kept")}</p>
                <p>{state.t("pdf.failed.do")}</p>
                <p class="small muted">{reason}</p>
                <p class="acts">
                    <button type="button" class="btn btn-quiet" on:click=move |_| crate::web::pages::data::save(state, true)>
                        {state.t("result.label.save-file")}
                    </button>
                </p>
            </div>
        }
        .into_any(),
    }
    };
    view! { <div aria-live="polite" class="stack">{said}</div> }.into_any()
}
