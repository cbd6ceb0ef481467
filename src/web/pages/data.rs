//! Their own data: save, open, begin again, delete everything.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::step::when_loaded;
use crate::assessment::{Assessment, Event, LABEL_LIMIT};
use crate::paper::{self, Wanted, paper};
use crate::ports::Clock;
use crate::problem::Problem;
use crate::web::adapters::files;
use crate::web::adapters::platform::BrowserClock;
use crate::web::parts::confirm::Confirm;
use crate::web::parts::contact::contact;
use crate::web::parts::heading::Heading;
use crate::web::parts::pdf;
use crate::web::routes::Place;
use crate::web::state::{Store, store};
use crate::wire::pdf_in::Refusal;
use crate::wire::{self, pdf_in, report_v1};

/// Hands the answers over as a report file.
pub fn save(state: Store, notes: bool) {
    let now = BrowserClock.now();
    let locale = state.locale();
    let context = report_v1::Context { tool: env!("CARGO_PKG_VERSION"), locale: &locale, now: &now, notes };
    let text =
        state.assessment().with(|held| report_v1::write(&state.questionnaire(), &state.catalogue(), held, &context));
    let day = now.split('T').next().unwrap_or_default();
    files::download(&format!("kartlaggning-{day}.kickstart.json"), &text);
}

/// Hands the whole report over as text.
fn save_text(notes: bool) {
    let state = store();
    let now = BrowserClock.now();
    let day = now.split('T').next().unwrap_or_default();
    let wanted = Wanted { summary: false, notes };
    let text = super::advice::desk(|desk| {
        state.assessment().with(|held| paper::text(&paper(desk, held, &state.locale(), wanted)))
    });
    files::download_as(&format!("rapport-{day}.md"), "text/markdown", &text);
}

/// How opening a file went.
#[derive(Clone)]
enum Opened {
    /// Nothing tried yet.
    Not,
    /// Taken in, with what they should know.
    TakenIn(String, Vec<Problem>),
    /// Refused: which sentences, and the details.
    Refused(String, &'static str, Vec<Problem>),
    /// Their own answers stand in the way: ask before replacing them.
    Asks(String, Box<Assessment>, Vec<Problem>),
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
            {pdf::progress(printed)}
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
            <OpenFile/>
            <section class="row" aria-labelledby="h-again">
                <p class="side">{state.t("data.again.side")}</p>
                <div class="stack">
                    <h2 id="h-again">{state.t("data.again.heading")}</h2>
                    <Confirm id="again" of="data" to=Place::Start act=move || state.start_again()/>
                    <Confirm id="delete" of="data" to=Place::Start act=move || state.delete_everything()/>
                </div>
            </section>
        </div>
    }
    .into_any()
}

/// Opens a report file, chosen or dropped.
#[component]
fn OpenFile() -> impl IntoView {
    let state = store();
    let opened = RwSignal::new(Opened::Not);
    let take = move |file: web_sys::File| {
        spawn_local(async move {
            let name = file.name();
            let text = match text_of(&file, &name).await {
                Ok(text) => text,
                Err((key, problems)) => {
                    opened.set(Opened::Refused(name, key, problems));
                    return;
                }
            };
            let catalogue = state.catalogue_when_there().await;
            match report_v1::read(&state.questionnaire(), &catalogue, &name, &text) {
                Err(problems) => {
                    let key = refusal(&problems);
                    opened.set(Opened::Refused(name, key, problems));
                }
                Ok(imported) => {
                    let free = state.assessment().with(|held| {
                        held.is_empty()
                            || held.report_id == imported.assessment.report_id
                                && held.answers == imported.assessment.answers
                    });
                    if free {
                        state.dispatch(Event::Replaced(Box::new(imported.assessment)));
                        opened.set(Opened::TakenIn(name, imported.notes));
                    } else {
                        opened.set(Opened::Asks(name, Box::new(imported.assessment), imported.notes));
                    }
                }
            }
        });
    };
    let chosen = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            take(file);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
            take(file);
        }
    };
    view! {
        <section class="row" aria-labelledby="h-open">
            <p class="side">{state.t("data.open.side")}</p>
            <div class="stack">
                <h2 id="h-open">{state.t("data.open.heading")}</h2>
                <p>{state.t("data.open.lead")}</p>
                <div class="drop" on:dragover=|event| event.prevent_default() on:drop=dropped>
                    <p>{state.t("data.open.drop")}</p>
                    // The browser's own words for this control are in the browser's language, not in the page's.
                    <input class="file" id="open-file" type="file" accept=".json,.pdf,application/json,application/pdf" on:change=chosen/>
                    <label class="btn btn-quiet" for="open-file">{state.t("data.open.label")}</label>
                </div>
                <div aria-live="polite">{move || outcome(state, opened)}</div>
            </div>
        </section>
    }
}

/// The report that a file holds: as it stands, or out of a PDF. Otherwise which sentences say why not, with details.
async fn text_of(file: &web_sys::File, name: &str) -> Result<String, (&'static str, Vec<Problem>)> {
    let told = |code: &'static str, limit: &str| vec![Problem::of_file(name, code).with("limit", limit)];
    // Only a PDF may be larger than a report.
    if file.size() > pdf_in::SIZE_LIMIT as f64 {
        return Err(("file-too-large", told("too-large", "10 MB")));
    }
    let bytes = files::bytes_of(file).await.ok_or(("broken-file", Vec::new()))?;
    if pdf_in::is_pdf(&bytes) {
        return pdf_in::report_in(&bytes).map_err(|refusal| {
            let key = match refusal {
                Refusal::TooLarge => "file-too-large",
                Refusal::NoReport | Refusal::NotPdf => "not-our-file",
                Refusal::Encrypted | Refusal::Truncated | Refusal::Damaged => "broken-file",
            };
            (key, told(refusal.as_code(), "10 MB"))
        });
    }
    if bytes.len() > wire::SIZE_LIMIT {
        return Err(("file-too-large", told("too-large", "4 MB")));
    }
    files::text_of(file).await.ok_or(("broken-file", Vec::new()))
}

/// Which sentences say why a file was refused.
fn refusal(problems: &[Problem]) -> &'static str {
    match problems.first().map(|problem| problem.code) {
        Some("newer-version") => "newer-file",
        Some("too-large") => "file-too-large",
        Some("other-questionnaire") => "other-questionnaire",
        Some("wrong-format" | "unknown-version") => "not-our-file",
        _ => "broken-file",
    }
}

fn outcome(state: Store, opened: RwSignal<Opened>) -> AnyView {
    let details = |problems: &[Problem]| {
        let prose = state.prose();
        let lines =
            problems.iter().take(10).map(|problem| view! { <li>{problem.sentence(&prose)}</li> }).collect_view();
        view! { <ul class="list small">{lines}</ul> }
    };
    match opened.get() {
        Opened::Not => ().into_any(),
        Opened::TakenIn(name, notes) => {
            let key = if notes.is_empty() { "data.open.taken" } else { "data.open.taken-notes" };
            view! {
                <div class="notice stack" data-opened="taken">
                    <p><b>{state.tf(key, &[("file", &name)])}</b></p>
                    {details(&notes)}
                    <p class="acts">
                        <a class="btn" href=state.href(&Place::Result)>{state.t("check.finish")}</a>
                        <a href=state.href(&Place::Check)>{state.t("check.heading")}</a>
                    </p>
                </div>
            }
            .into_any()
        }
        Opened::Refused(name, key, problems) => {
            let line = |part: &str| state.tf(&format!("errors.{key}.{part}"), &[("limit", "4 MB")]);
            view! {
                <div class="notice stack" data-opened="refused">
                    <p><b>{format!("{name}: {}", line("happened"))}</b></p>
                    <p>{line("kept")}</p>
                    <p>{line("do")}</p>
                    {details(&problems)}
                </div>
            }
            .into_any()
        }
        Opened::Asks(name, assessment, notes) => {
            let (question, answers) =
                (state.tf("data.open.ask", &[("file", &name)]), assessment.answers.len().to_string());
            let replace = move |_| {
                state.dispatch(Event::Replaced(assessment.clone()));
                opened.set(Opened::TakenIn(name.clone(), notes.clone()));
            };
            view! {
                <div class="notice stack" data-opened="asks">
                    <p><b>{question}</b></p>
                    <p>{state.tf("data.open.ask-more", &[("n", &answers)])}</p>
                    <p class="acts">
                        <button type="button" class="btn" on:click=replace>{state.t("data.open.replace")}</button>
                        <button type="button" class="btn btn-quiet" on:click=move |_| save(state, true)>{state.t("data.open.save-first")}</button>
                        <button type="button" class="btn btn-quiet" on:click=move |_| opened.set(Opened::Not)>{state.t("action.cancel")}</button>
                    </p>
                </div>
            }
            .into_any()
        }
    }
}
