//! Many firms' reports: taken in here, seen side by side, handed on as tables. They are read and held beside the page and
//! live as long as it does.

mod firm;
pub mod programme;
mod room;

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::advice::today;
use super::help;
use super::step::when_loaded;
use crate::glance::{Ask, Glance, LINES, Overview, Told};
use crate::help::Topic;
use crate::problem::Problem;
use crate::web::adapters::reports::{self, Heard, Progress};
use crate::web::adapters::{files, platform};
use crate::web::parts::heading::Heading;
use crate::web::routes::Place;
use crate::web::state::{Store, store};

/// What is looked at, and how.
#[derive(Clone, Copy)]
struct Desk {
    state: Store,
    /// What is asked for.
    ask: RwSignal<Ask>,
    /// What is drawn.
    glance: RwSignal<Arc<Glance>>,
    /// How far reading has come, while it goes on.
    going: RwSignal<Option<Progress>>,
    /// How far the last reading came, when it was stopped.
    stopped: RwSignal<Option<Progress>>,
    /// Why the reports cannot be read, or are gone.
    broken: RwSignal<Option<String>>,
    /// How it goes with a file of tables: a sentence; empty for nothing to say.
    saving: RwSignal<String>,
    anonymised: RwSignal<bool>,
    /// The button that a firm was opened by: focus goes back there.
    opened_by: RwSignal<String>,
    /// What takes the focus when the next answer has been drawn.
    focus_next: RwSignal<Option<String>>,
    /// The folds that stand open, and stay so when what is in them changes.
    folds: RwSignal<Vec<String>>,
}

impl Desk {
    /// Asks for something else to be drawn.
    fn change(self, change: impl FnOnce(&mut Ask)) {
        self.ask.update(change);
        self.draw();
    }

    /// Nothing is selected or opened any more; the goals of the programme stay.
    fn reset(self) {
        self.ask.try_update(|ask| *ask = Ask { programme: ask.programme, ..Ask::default() });
    }

    fn draw(self) {
        self.ask.with_untracked(|ask| reports::ask(self.state, ask));
    }

    /// What folds, built when it is opened for the first time.
    fn fold(self, id: &str, summary: String, inside: impl Fn() -> AnyView + Send + 'static) -> AnyView {
        let (folds, id) = (self.folds, id.to_string());
        let is_open = {
            let id = id.clone();
            Memo::new(move |_| folds.with(|folds| folds.contains(&id)))
        };
        let toggled = move |event: web_sys::Event| {
            let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let open = details.is_some_and(|details| details.has_attribute("open"));
            if open != is_open.get_untracked() {
                folds.update(|folds| {
                    folds.retain(|other| *other != id);
                    if open {
                        folds.push(id.clone());
                    }
                });
            }
        };
        let inside = move || is_open.get().then(|| untrack(&inside));
        view! {
            <details class="fold" open=is_open.get_untracked() on:toggle=toggled>
                <summary>{summary}</summary>
                <div class="fold-in stack">{inside}</div>
            </details>
        }
        .into_any()
    }

    /// A part of the room, told of changes of that part only.
    fn part<T>(self, part: fn(&Overview) -> T) -> Memo<Option<T>>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.glance.with(|glance| glance.room.as_ref().map(part)))
    }
}

/// The page.
#[component]
pub fn Reports() -> impl IntoView {
    when_loaded(page)
}

/// A desk that goes on with what was asked for last, as far as it is not changed.
fn desk(change: impl FnOnce(&mut Ask)) -> Desk {
    let desk = Desk {
        state: store(),
        ask: RwSignal::default(),
        glance: RwSignal::default(),
        going: RwSignal::new(None),
        stopped: RwSignal::new(None),
        broken: RwSignal::new(None),
        saving: RwSignal::default(),
        anonymised: RwSignal::new(false),
        opened_by: RwSignal::default(),
        focus_next: RwSignal::new(None),
        folds: RwSignal::default(),
    };
    // In another language, and on the other page of reports, the page is built anew and the reports are still there.
    let asked = reports::join(desk.state, move |heard| hear(desk, heard));
    let there = asked.is_some();
    desk.ask.set(asked.unwrap_or_default());
    desk.ask.update(change);
    if there {
        desk.draw();
    }
    on_cleanup(reports::leave);
    desk
}

fn page() -> AnyView {
    let desk = desk(|ask| ask.programme = None);
    take_all(desk, files::handed_on().into_iter().map(JsValue::from).collect());
    let Desk { state, glance, .. } = desk;
    let any = Memo::new(move |_| glance.with(|glance| glance.room.is_some()));
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side">{state.t("reports.side")}</p>
                <div class="stack">
                    <Heading text=state.t("reports.heading")/>
                    <p class="lead">{state.t("reports.lead")}</p>
                    {taking(desk)}
                    <div aria-live="polite" class="stack">{ending(desk)}</div>
                    {told(desk)}
                    <p class="acts">
                        <a class="link" href=state.href(&Place::Programme)>{state.t("programme.open")}</a>
                        {help::way(Topic::Reports)}
                    </p>
                </div>
            </section>
            {firm::opened(desk)}
            {move || any.get().then(|| untrack(|| room::room(desk)))}
        </div>
    }
    .into_any()
}

/// What the worker says.
fn hear(desk: Desk, heard: Heard) {
    match heard {
        Heard::Going(progress) => {
            desk.going.try_set(Some(progress));
        }
        Heard::Read(progress, current) => {
            if current {
                desk.going.try_set(None);
            } else if desk.going.with_untracked(Option::is_none) {
                desk.stopped.try_set(Some(progress));
            }
            desk.draw();
        }
        Heard::Glance(glance) => {
            let firm = |glance: &Glance| glance.firm.as_ref().map(|firm| firm.id.clone());
            let (before, now) = (desk.glance.with_untracked(|glance| firm(glance)), firm(&glance));
            // What no firm has any more is no longer selected.
            if let Some(room) = &glance.room {
                desk.ask.update(|ask| {
                    ask.filter = room.filter.clone();
                    ask.from = room.grid.from;
                });
            }
            desk.glance.try_set(Arc::from(glance));
            let opened = (now.is_some() && now != before).then(|| "#firm-heading".to_string());
            let wanted = desk.focus_next.try_update(Option::take).flatten();
            if let Some(target) = opened.or(wanted) {
                request_animation_frame(move || platform::focus(&target));
            }
        }
        Heard::File(form, bytes) => {
            let kind = match form.as_str() {
                "csv" => "text/csv",
                "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "ndjson" => "application/x-ndjson",
                _ => "application/json",
            };
            files::download_bytes(&format!("rapporter-{}.{form}", today()), kind, &bytes);
            desk.saving.try_set(String::new());
        }
        Heard::NoFile(reason) => {
            let file = "rapporter.xlsx";
            let problem = match reason.as_str() {
                "too-many-rows" => Problem::of_file(file, "too-many-rows"),
                reason => Problem::of_file(file, "cannot-write").with("reason", reason),
            };
            desk.saving.try_set(problem.sentence(&desk.state.prose()));
        }
        Heard::Broken(reason) => {
            desk.going.try_set(None);
            desk.reset();
            desk.glance.try_set(Arc::default());
            desk.broken.try_set(Some(reason));
        }
    }
}

/// The field that files are dropped on, how far reading has come, and a way to stop it.
fn taking(desk: Desk) -> AnyView {
    let Desk { state, going, .. } = desk;
    let chosen =
        move |event: web_sys::Event| take_all(desk, files::chosen(&event).into_iter().map(JsValue::from).collect());
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        let dropped = event.data_transfer().and_then(|data| data.files());
        take_all(desk, dropped.map(|list| js_sys::Array::from(&list).iter().collect()).unwrap_or_default());
    };
    let stop = move |_| {
        reports::stop();
        going.set(None);
    };
    let reading = Memo::new(move |_| going.with(Option::is_some));
    let sentence = move || {
        let Progress { done, of, reports, .. } = going.get().unwrap_or_default();
        let values = [("done", done), ("of", of), ("reports", reports)].map(|(name, count)| (name, count.to_string()));
        state.tf("reports.reading", &values.each_ref().map(|(name, count)| (*name, count.as_str())))
    };
    let progress = move || {
        reading.get().then(|| {
            let of = move || going.get().map_or(1.0, |progress| progress.size.max(1.0));
            let done = move || going.get().map_or(0.0, |progress| progress.bytes);
            view! {
                <p data-reading="">{sentence}</p>
                <progress max=of value=done aria-label=state.t("reports.progress")></progress>
                <p class="acts"><button type="button" class="btn btn-quiet" on:click=stop>{state.t("action.cancel")}</button></p>
            }
        })
    };
    view! {
        <div class="drop" on:dragover=|event| event.prevent_default() on:drop=dropped>
            <p>{state.t("reports.drop")}</p>
            <input class="file" id="open-reports" type="file" multiple=true
                accept=".json,.pdf,.ndjson,.jsonl,.txt,image/*,application/json,application/pdf" on:change=chosen/>
            <label class="btn btn-quiet" for="open-reports">{state.t("reports.choose")}</label>
        </div>
        {progress}
    }
    .into_any()
}

/// Hands files over to be read.
fn take_all(desk: Desk, chosen: Vec<JsValue>) {
    if chosen.is_empty() {
        return;
    }
    if desk.broken.with_untracked(Option::is_some) {
        desk.broken.set(None);
        reports::start(desk.state);
        // Where the browser lets no worker run at all, that is told at once.
        if desk.broken.with_untracked(Option::is_some) {
            return;
        }
    }
    desk.stopped.set(None);
    desk.going.update(|going| {
        going.get_or_insert_with(Progress::default).of += u32::try_from(chosen.len()).unwrap_or(u32::MAX);
    });
    reports::take(chosen);
}

/// How reading ended, where it did not end by itself.
fn ending(desk: Desk) -> impl Fn() -> Option<AnyView> {
    let Desk { state, stopped, broken, .. } = desk;
    move || {
        if let Some(reason) = broken.get() {
            return Some(
                view! {
                    <div class="notice stack" data-reports="broken">
                        <p><b>{state.t("reports.broken.happened")}</b></p>
                        <p>{state.t("reports.broken.kept")}</p>
                        <p>{state.t("reports.broken.do")}</p>
                        <p class="small muted">{reason}</p>
                    </div>
                }
                .into_any(),
            );
        }
        let Progress { done, of, .. } = stopped.get()?;
        let sentence = state.tf("reports.stopped", &[("done", &done.to_string()), ("of", &of.to_string())]);
        Some(view! { <p data-reports="stopped"><b>{sentence}</b></p> }.into_any())
    }
}

/// What became of the files.
fn told(desk: Desk) -> AnyView {
    let Desk { state, glance, .. } = desk;
    let told = Memo::new(move |_| glance.with(|glance| glance.told.clone()));
    let clear = move |_| {
        reports::clear();
        desk.going.set(None);
        desk.stopped.set(None);
        desk.saving.set(String::new());
        desk.reset();
        desk.draw();
        // The button goes with the reports.
        platform::focus("h1");
    };
    let sum = move || told.get().map(|told| view! { <p data-sum=""><b>{told.sum}</b></p> });
    let lines = move || {
        let told = told.get()?;
        Some(view! {
            {fates(desk, &told)}
            <p class="acts">
                <button type="button" class="btn btn-quiet" on:click=clear>{state.t("reports.clear")}</button>
            </p>
        })
    };
    view! { <div aria-live="polite">{sum}</div> {lines} }.into_any()
}

/// A line for every file: first what did not simply go well.
fn fates(desk: Desk, told: &Told) -> AnyView {
    let state = desk.state;
    let more = move |list: &'static str, shown: usize, left: usize| {
        (left > 0).then(|| {
            let text = state.tf("reports.lines-more", &[("n", &left.to_string())]);
            let press = move |_| {
                // The first of the new lines takes over from the button, which is built anew.
                desk.focus_next.set(Some(format!("[data-fates={list}] > li:nth-child({})", shown + 1)));
                desk.change(|ask| ask.lines += LINES);
            };
            view! { <p class="acts"><button type="button" class="btn btn-quiet" on:click=press>{text}</button></p> }
        })
    };
    let noted = (!told.noted.is_empty()).then(|| {
        let line = |(said, notes): &(String, Vec<String>)| {
            let notes = notes.iter().map(|note| view! { <p class="small">{note.clone()}</p> }).collect_view();
            view! { <li tabindex="-1">{said.clone()} {notes}</li> }
        };
        let lines = told.noted.iter().map(line).collect_view();
        view! { <ul class="list" data-fates="noted">{lines}</ul> {more("noted", told.noted.len(), told.noted_left)} }
    });
    let plain = (!told.taken.is_empty()).then(|| {
        let (taken, left) = (told.taken.clone(), told.taken_left);
        desk.fold("taken", state.t("reports.taken"), move || {
            let lines = taken.iter().map(|line| view! { <li tabindex="-1">{line.clone()}</li> }).collect_view();
            view! { <ul class="list small" data-fates="taken">{lines}</ul> {more("taken", taken.len(), left)} }
                .into_any()
        })
    });
    view! { {noted} {plain} }.into_any()
}
