//! A report file is opened: chosen or dropped, taken in, and asked about where answers stand in its way.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::data::save;
use super::follow_up::{answering_again, comparing};
use crate::assessment::{Assessment, Earlier, Event};
use crate::problem::Problem;
use crate::web::adapters::files;
use crate::web::routes::Place;
use crate::web::state::{Store, store};
use crate::wire::pdf_in::Refusal;
use crate::wire::report_v1::history;
use crate::wire::{self, pdf_in, report_v1};

/// What was found in a file.
#[derive(Clone)]
pub struct Found {
    /// The file's name.
    name: String,
    /// The answers with what belongs to them.
    assessment: Box<Assessment>,
    /// The same as an earlier set of answers.
    earlier: Box<Earlier>,
    /// What they should know.
    notes: Vec<Problem>,
}

/// How opening a file went.
#[derive(Clone)]
pub enum Opened {
    /// Nothing tried yet.
    Not,
    /// Taken in.
    TakenIn(Found),
    /// Refused: which sentences, and the details.
    Refused(String, &'static str, Vec<Problem>),
    /// Their own answers stand in the way: ask before replacing them.
    Asks(Found),
}

/// Opens a report file, chosen or dropped. `again` is the page for answering again, where that comes first.
pub fn open_file(opened: RwSignal<Opened>, again: bool) -> AnyView {
    let state = store();
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
            let pack = state.questionnaire();
            let read = report_v1::read(&pack, &catalogue, &name, &text);
            match read.and_then(|read| Ok((read, history::earlier(&pack, &name, &text)?))) {
                Err(problems) => {
                    let key = refusal(&problems);
                    opened.set(Opened::Refused(name, key, problems));
                }
                Ok((read, earlier)) => {
                    state.stamped(&read.saved_at);
                    let (assessment, earlier) = (Box::new(read.assessment), Box::new(earlier));
                    let found = Found { name, assessment, earlier, notes: read.notes };
                    let free = state.assessment().with(|held| {
                        let new = &found.assessment;
                        let same = held.report_id == new.report_id && held.answers == new.answers;
                        held.is_empty() || same && held.history == new.history
                    });
                    if free {
                        state.dispatch(Event::Replaced(found.assessment.clone()));
                        opened.set(Opened::TakenIn(found));
                    } else {
                        opened.set(Opened::Asks(found));
                    }
                }
            }
        });
    };
    let chosen = move |event: web_sys::Event| files::chosen(&event).into_iter().take(1).for_each(take);
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
                <h2 id="h-open">{state.t(if again { "follow.open.heading" } else { "data.open.heading" })}</h2>
                <p>{state.t(if again { "follow.open.lead" } else { "data.open.lead" })}</p>
                <div class="drop" on:dragover=|event| event.prevent_default() on:drop=dropped>
                    <p>{state.t("data.open.drop")}</p>
                    // The browser's own words for this control are in the browser's language, not in the page's.
                    <input class="file" id="open-file" type="file" accept=".json,.pdf,application/json,application/pdf" on:change=chosen/>
                    <label class="btn btn-quiet" for="open-file">{state.t("data.open.label")}</label>
                </div>
                <div aria-live="polite">{move || outcome(state, opened, again)}</div>
            </div>
        </section>
    }
    .into_any()
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

fn outcome(state: Store, opened: RwSignal<Opened>, again: bool) -> AnyView {
    let (begin, compare) = (answering_again(state), comparing(state, opened));
    let details = |problems: &[Problem]| {
        let prose = state.prose();
        let lines =
            problems.iter().take(10).map(|problem| view! { <li>{problem.sentence(&prose)}</li> }).collect_view();
        view! { <ul class="list small">{lines}</ul> }
    };
    match opened.get() {
        Opened::Not => ().into_any(),
        Opened::TakenIn(Found { name, earlier, notes, .. }) => {
            let key = if notes.is_empty() { "data.open.taken" } else { "data.open.taken-notes" };
            let (first, second) = if again { ("btn btn-quiet", "btn") } else { ("btn", "btn btn-quiet") };
            view! {
                <div class="notice stack" data-opened="taken">
                    <p><b>{state.tf(key, &[("file", &name)])}</b></p>
                    {details(&notes)}
                    <p>{state.t("follow.again.lead")}</p>
                    <p class="acts">
                        <a class=first href=state.href(&Place::Result)>{state.t("check.finish")}</a>
                        <button type="button" class=second on:click=move |_| begin((*earlier).clone())>{state.t("follow.again.button")}</button>
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
        Opened::Asks(found) => {
            let count = found.assessment.answers.len().to_string();
            let compared = found.earlier.clone();
            let name = found.name.clone();
            let replace = move |_| {
                state.dispatch(Event::Replaced(found.assessment.clone()));
                opened.set(Opened::TakenIn(found.clone()));
            };
            view! {
                <div class="notice stack" data-opened="asks">
                    <p><b>{state.tf("data.open.ask", &[("file", &name)])}</b></p>
                    <p>{state.tf("data.open.ask-more", &[("n", &count)])}</p>
                    <p>{state.t("follow.compare.lead")}</p>
                    <p class="acts">
                        <button type="button" class=if again { "btn btn-quiet" } else { "btn" } on:click=replace>{state.t("data.open.replace")}</button>
                        <button type="button" class=if again { "btn" } else { "btn btn-quiet" } on:click=move |_| compare((*compared).clone())>
                            {state.t("follow.compare.button")}
                        </button>
                        <button type="button" class="btn btn-quiet" on:click=move |_| save(state, true)>{state.t("data.open.save-first")}</button>
                        <button type="button" class="btn btn-quiet" on:click=move |_| opened.set(Opened::Not)>{state.t("action.cancel")}</button>
                    </p>
                </div>
            }
            .into_any()
        }
    }
}
