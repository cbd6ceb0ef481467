//! The report as a PDF: the button, how it goes, and what to do when it fails.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::brief::Desk;
use crate::cohort::Clerk;
use crate::date::{Date, Moment};
use crate::paper::{Attached, Wanted, guide, in_turns, workshop};
use crate::ports::Clock;
use crate::questionnaire::Wording;
use crate::results::results;
use crate::web::adapters::pdf::{self, Outcome};
use crate::web::adapters::platform::{self, BrowserClock};
use crate::web::routes::Place;
use crate::web::state::store;
use crate::wire::paper_v1::Order;
use crate::wire::workshop_in::Reading;
use crate::wire::{report_v1, workshop_v1};
use crate::words::Words;
use crate::workshop::Workshop;

/// Now, by the browser's clock.
fn now() -> Moment {
    Moment::parse(&BrowserClock.now()).unwrap_or_else(|| Date::default().into())
}

/// Makes the report, or its summary. What is long is done in turns, so that the page answers in between.
pub fn save(summary: bool, notes: bool, told: RwSignal<Option<Outcome>>) {
    let state = store();
    let day = now().day();
    let name = format!("{}-{day}.pdf", if summary { "sammanfattning" } else { "rapport" });
    spawn_local(async move {
        let Some(number) = pdf::begin(name, told).await else { return };
        let (locale, stamp) = (state.locale(), state.stamp());
        let context = report_v1::Context { tool: env!("CARGO_PKG_VERSION"), locale: &locale, now: &stamp, notes };
        let held = state.assessment().peek();
        let (questionnaire, catalogue, guides) = (state.questionnaire(), state.catalogue(), state.guides());
        let computed = results(&questionnaire, &catalogue, &held.answers);
        platform::rest(0).await;
        let attached = report_v1::write_with(&questionnaire, &catalogue, &held, &computed, &context);
        platform::rest(0).await;
        let (prose, wording) = (state.prose(), Wording::of(&questionnaire, &held.answers));
        let words = Words { questionnaire: &questionnaire, prose: &prose, wording: &wording };
        let desk = Desk { words: &words, catalogue: &catalogue, guides: &guides, answers: &held.answers, today: day };
        let wanted = Wanted { summary, notes };
        let paper = in_turns(&desk, &held, &computed, &locale, wanted, async || platform::rest(0).await).await;
        platform::rest(0).await;
        // The file and the report in it are of one moment.
        let made = Moment::parse(&stamp).unwrap_or(day.into());
        pdf::send(number, &Order { paper, attached: Some(Attached::report(attached)), made }, told);
    });
}

/// Makes the record of a workshop, with the workshop along with it; or the variant that names nobody and carries nothing.
/// Each report of it is a turn of its own.
pub fn save_workshop(workshop: Workshop, anonymised: bool, told: RwSignal<Option<Outcome>>) {
    let (state, made) = (store(), now());
    let day = made.day();
    let name = format!("workshop-{day}.pdf");
    spawn_local(async move {
        let Some(number) = pdf::begin(name, told).await else { return };
        let attached = (!anonymised).then(|| Attached::workshop(workshop_v1::write(&workshop)));
        let (pack, catalogue, guides) = (state.questionnaire(), state.catalogue(), state.guides());
        let (prose, locale) = (state.prose(), state.locale());
        let clerk = Clerk::new(&pack, &catalogue, &guides, day);
        let mut reading = Reading::default();
        for report in &workshop.reports {
            platform::rest(0).await;
            if !pdf::is_wanted(number) {
                return;
            }
            reading.take(&clerk, report);
        }
        let firms = reading.done();
        platform::rest(0).await;
        let paper = workshop::paper(&clerk, &prose, &locale, &workshop, &firms, anonymised);
        platform::rest(0).await;
        // What names nobody does not say to the second when it was made either.
        let made = if anonymised { day.into() } else { made };
        pdf::send(number, &Order { paper, attached, made }, told);
    });
}

/// Makes the guide for whoever leads a workshop.
pub fn save_guide(told: RwSignal<Option<Outcome>>) {
    let (state, made) = (store(), now());
    spawn_local(async move {
        let name = "att-leda-en-workshop.pdf".to_string();
        let Some(number) = pdf::begin(name, told).await else { return };
        let paper = guide::paper(&state.questionnaire(), state.guides().palette, &state.prose(), &state.locale());
        pdf::send(number, &Order { paper, attached: None, made }, told);
    });
}

/// What can be printed instead.
#[derive(Clone, Copy)]
pub enum Print {
    /// The page as it stands.
    Here,
    /// The result, which has a page of its own.
    Result,
    /// Nothing.
    Nothing,
}

/// How it goes, said aloud; with a way to stop it, and what to do when it could not be made.
pub fn progress(told: RwSignal<Option<Outcome>>, print: Print) -> AnyView {
    let state = store();
    progress_or(told, "result.label.save-file", move || crate::web::pages::data::save(state, true), print)
}

/// The same, with another way to keep what is there: the key of its name, and what it does.
pub fn progress_or(
    told: RwSignal<Option<Outcome>>,
    name: &'static str,
    keep: impl Fn() + Copy + Send + 'static,
    print: Print,
) -> AnyView {
    let state = store();
    let printed = move || match print {
        Print::Here => {
            let text = state.t("pdf.print");
            view! { <button type="button" class="btn btn-quiet" on:click=|_| platform::print()>{text}</button> }
                .into_any()
        }
        Print::Result => {
            view! { <a class="btn btn-quiet" href=state.href(&Place::Result)>{state.t("pdf.to-result")}</a> }.into_any()
        }
        Print::Nothing => ().into_any(),
    };
    let said = move || match told.get() {
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
            let boxes =
                (!replaced.is_empty()).then(|| view! { <p>{state.tf("pdf.replaced", &[("letters", &replaced)])}</p> });
            view! { <p data-pdf="done">{state.t("pdf.done")}</p> {boxes} }.into_any()
        }
        Some(Outcome::Failed(reason)) => view! {
            <div class="notice stack" data-pdf="failed">
                <p><b>{state.t("pdf.failed.happened")}</b></p>
                <p>{state.t("pdf.failed.kept")}</p>
                <p>{state.t("pdf.failed.do")}</p>
                <p class="small muted">{reason}</p>
                <p class="acts">
                    <button type="button" class="btn btn-quiet" on:click=move |_| keep()>{state.t(name)}</button>
                    {printed()}
                </p>
            </div>
        }
        .into_any(),
    };
    view! { <div aria-live="polite" class="stack">{said}</div> }.into_any()
}
