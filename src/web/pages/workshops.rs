//! The workshops that are led from here: those there are, a new one, one out of a file, and answers that came as a link.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::help;
use super::step::when_loaded;
use crate::code::Code;
use crate::help::Topic;
use crate::ids::ProcessId;
use crate::order;
use crate::paper;
use crate::ports::{Clock, Ids};
use crate::problem::Problem;
use crate::web::adapters::files;
use crate::web::adapters::platform::{self, BrowserClock, BrowserIds};
use crate::web::adapters::rooms;
use crate::web::parts::blocks::row;
use crate::web::parts::heading::Heading;
use crate::web::parts::pdf;
use crate::web::room::Room;
use crate::web::routes::Place;
use crate::web::state::{Store, store};
use crate::wire::hand_v1::{self, Hand};
use crate::wire::{pdf_in, workshop_v1};
use crate::workshop::{Event, Kind, NAME_LIMIT, Workshop, apply};

/// How many letters a workshop's code has: few enough to read aloud, enough that two workshops hardly share one.
const CODE_LETTERS: usize = 6;

/// The page.
#[component]
pub fn Workshops() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let state = store();
    let said = RwSignal::new(arrived(state));
    // A link that is opened where the page is open already brings no new page.
    let owner = Owner::current();
    let came = window_event_listener(leptos::ev::hashchange, move |_| {
        if let Some(told) = owner.as_ref().and_then(|owner| owner.with(|| arrived(state))) {
            said.set(Some(told));
        }
    });
    on_cleanup(move || came.remove());
    let told = move || {
        said.get().map(|(text, code)| {
            let to = code.map(|code| way_to(state, code));
            view! { <div class="notice stack" data-told=""><p><b>{text}</b></p>{to}</div> }
        })
    };
    let led = move || {
        said.track();
        untrack(|| led(state))
    };
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side">{state.t("reports.side")}</p>
                <div class="stack">
                    <Heading text=state.t("workshop.heading")/>
                    <p class="lead">{state.t("workshop.lead")}</p>
                    <div role="status">{told}</div>
                    <p class="acts">{help::way(Topic::Workshop)}</p>
                </div>
            </section>
            {led}
            {row(state.t("workshop.new.heading"), String::new(), begin(state))}
            {row(state.t("workshop.file.heading"), state.t("workshop.file.lead"), from_file(state))}
            {row(state.t("guide.offer.heading"), state.t("guide.offer.lead"), guide(state))}
            {row(state.t("workshop.many.heading"), state.t("workshop.many.lead"), view! {
                <p class="acts"><a class="link" href=state.href(&Place::Reports)>{state.t("reports.heading")}</a></p>
            }.into_any())}
        </div>
    }
    .into_any()
}

/// The way to a workshop.
fn way_to(state: Store, code: Code) -> AnyView {
    let name = state.tf("workshop.open", &[("code", code.as_str())]);
    view! { <p class="acts"><a class="btn" href=state.href(&Place::Room(code))>{name}</a></p> }.into_any()
}

/// The two pages for whoever leads; as text where they cannot be made.
fn guide(state: Store) -> AnyView {
    let told = RwSignal::new(None);
    let text = move || {
        let paper =
            paper::guide::paper(&state.questionnaire(), state.guides().palette, &state.prose(), &state.locale());
        files::download_as("att-leda-en-workshop.md", "text/markdown", &paper::text(&paper));
    };
    view! {
        <p class="acts">
            <button type="button" class="btn btn-quiet" on:click=move |_| pdf::save_guide(told)>{state.t("guide.save")}</button>
        </p>
        {pdf::progress_or(told, "guide.save-text", text, pdf::Print::Nothing)}
    }
    .into_any()
}

/// Answers that came as a link: taken into the workshop they are for. What was said, and the workshop's code.
fn arrived(state: Store) -> Option<(String, Option<Code>)> {
    let hash = window().location().hash().ok()?;
    let text = hash.strip_prefix('#').filter(|text| !text.is_empty())?.to_string();
    // Taken once: a reload or a bookmark must not take it again.
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&state.href(&Place::Workshops)));
    }
    let from = state.t("workshop.from.link");
    let prose = state.prose();
    let hand = match hand_v1::read(&state.questionnaire(), &text) {
        Ok(hand) => hand,
        Err(refusal) => return Some((refusal.problem(&from).sentence(&prose), None)),
    };
    let code = match &hand {
        Hand::Ballot(ballot) => Some(ballot.workshop.clone()),
        Hand::Report(report) => report.workshop.clone(),
    };
    let Some((code, room)) = code.clone().and_then(|code| Some((code.clone(), Room::open(state, code).ok()?))) else {
        let found = code.map_or_else(String::new, |code| code.to_string());
        return Some((Problem::of_file(&from, "workshop-not-here").with("found", found).sentence(&prose), None));
    };
    room.take_hand(&hand, &from);
    let told = room.told.get_untracked()?;
    Some((told.lines.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" "), Some(code)))
}

/// What is led from here.
fn led(state: Store) -> AnyView {
    let pack = state.questionnaire();
    let lines = rooms::codes().into_iter().filter_map(|code| {
        let text = rooms::workshop(&code)?;
        let to = state.href(&Place::Room(code.clone()));
        let (name, about) = match workshop_v1::read(&pack, code.as_str(), &text) {
            Ok(read) => (name(state, &read.workshop), about(state, &read.workshop)),
            Err(_) => (code.to_string(), state.t("workshop.unreadable")),
        };
        Some(view! {
            <li><span><a href=to>{name}</a><span class="small muted check-why">{about}</span></span></li>
        })
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        return ().into_any();
    }
    row(state.t("workshop.led"), String::new(), view! { <ul class="check-list">{lines}</ul> }.into_any())
}

/// What a workshop is called.
pub fn name(state: Store, workshop: &Workshop) -> String {
    if workshop.name.is_empty() {
        state.tf("workshop.unnamed", &[("code", workshop.code.as_str())])
    } else {
        workshop.name.clone()
    }
}

/// When it was begun, of which kind it is, and how many are in.
pub fn about(state: Store, workshop: &Workshop) -> String {
    let day = workshop.created_at.split('T').next().unwrap_or_default().to_string();
    let kind = state.t(kind_key(workshop.kind));
    state.tf(
        "workshop.about",
        &[
            ("code", workshop.code.as_str()),
            ("day", &day),
            ("kind", &kind),
            ("n", &workshop_v1::handed_in(workshop).to_string()),
        ],
    )
}

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::OneFirm => "workshop.kind.one-firm",
        Kind::ManyFirms => "workshop.kind.many-firms",
    }
}

/// A new workshop: its name, its kind and its processes.
fn begin(state: Store) -> AnyView {
    let (name, kind) = (RwSignal::new(String::new()), RwSignal::new(Kind::OneFirm));
    let chosen: RwSignal<order::Set<ProcessId>> = RwSignal::new(order::Set::new());
    let missing = RwSignal::new(false);
    let navigate = use_navigate();
    let radio = move |this: Kind, id: &'static str| {
        view! {
            <label class="answer">
                <input type="radio" name="kind" value=id prop:checked=move || kind.get() == this on:change=move |_| kind.set(this)/>
                <span class="answer-n"></span>
                <span>{state.t(kind_key(this))}<span class="answer-help small muted">{state.t(&format!("workshop.kind.{id}.help"))}</span></span>
            </label>
        }
    };
    let pack = state.questionnaire();
    let ticks = pack.in_order().map(|process| {
        let (held, toggled) = (process.clone(), process.clone());
        let toggle = move |event| {
            let on = event_target_checked(&event);
            chosen.update(|chosen| {
                if on { chosen.insert(toggled.clone()) } else { chosen.remove(&toggled) };
            });
            missing.set(false);
        };
        view! {
            <label class="answer answer-tick">
                <input type="checkbox" name="process" value=process.to_string() prop:checked=move || chosen.with(|chosen| chosen.contains(&held)) on:change=toggle/>
                <span class="answer-n"></span>
                <span>{state.words(|words| words.area(process))}</span>
            </label>
        }
    });
    let ticks = ticks.collect_view();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (kind, processes) = (kind.get_untracked(), chosen.get_untracked());
        if kind == Kind::OneFirm && processes.is_empty() {
            missing.set(true);
            platform::focus("input[name=process]");
            return;
        }
        let code = Code::of_chance(&platform::chance::<CODE_LETTERS>());
        let Some(code) = code else { return };
        let pack = state.questionnaire();
        let mut workshop = Workshop::new(&pack, BrowserIds.fresh(), code.clone(), BrowserClock.now(), kind, processes);
        let _ = apply(&pack, &mut workshop, Event::Named(files::nfc(&name.get_untracked())));
        let _ = rooms::keep_workshop(&code, &workshop_v1::write(&workshop));
        navigate(&state.href(&Place::Room(code)), NavigateOptions { resolve: false, ..NavigateOptions::default() });
    };
    let lead = move || {
        state.t(if kind.get() == Kind::OneFirm { "workshop.areas.one-firm" } else { "workshop.areas.many-firms" })
    };
    let fault = move || missing.get().then(|| view! { <p class="error">{state.t("workshop.areas.missing")}</p> });
    view! {
        <form class="stack" on:submit=submit>
            <div class="field">
                <label for="workshop-name">{state.t("workshop.name")}</label>
                <input class="inp inp-wide" id="workshop-name" type="text" maxlength=NAME_LIMIT.to_string() autocomplete="off"
                    prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))/>
            </div>
            <fieldset>
                <legend><b>{state.t("workshop.kind")}</b></legend>
                <div class="answers answers-list">{radio(Kind::OneFirm, "one-firm")} {radio(Kind::ManyFirms, "many-firms")}</div>
            </fieldset>
            <fieldset aria-describedby="areas-fault">
                <legend><b>{state.t("workshop.areas")}</b><span class="small muted check-why">{lead}</span></legend>
                <div id="areas-fault" role="alert">{fault}</div>
                <div class="answers answers-list answers-two">{ticks}</div>
            </fieldset>
            <p class="acts"><button type="submit" class="btn">{state.t("workshop.begin")}</button></p>
        </form>
    }
    .into_any()
}

/// What is said of a workshop's file.
#[derive(Clone, Default)]
struct Said {
    text: String,
    /// What the person should know of the file.
    notes: Vec<String>,
    /// What waits for their word.
    asks: Option<Workshop>,
    /// What is here now.
    here: Option<Code>,
}

/// A workshop out of its file. One that is here already is replaced only when that is confirmed.
fn from_file(state: Store) -> AnyView {
    let said: RwSignal<Option<Said>> = RwSignal::new(None);
    let navigate = StoredValue::new_local(use_navigate());
    // Where it cannot be stored, its own screen says so.
    let keep = |workshop: &Workshop| {
        let _ = rooms::keep_workshop(&workshop.code, &workshop_v1::write(workshop));
    };
    let go = move |workshop: &Workshop| {
        keep(workshop);
        let to = state.href(&Place::Room(workshop.code.clone()));
        navigate.with_value(|navigate| navigate(&to, NavigateOptions { resolve: false, ..NavigateOptions::default() }));
    };
    let take = move |file: web_sys::File| {
        spawn_local(async move {
            let name = files::nfc(&file.name());
            let prose = state.prose();
            let sentences = |problems: &[Problem]| -> Vec<String> {
                problems.iter().take(3).map(|problem| problem.sentence(&prose)).collect()
            };
            let read = match text_of(&file, &name).await {
                Ok(text) => workshop_v1::read(&state.questionnaire(), &name, &text),
                Err(problem) => Err(vec![problem]),
            };
            let read = match read {
                Ok(read) => read,
                Err(problems) => {
                    said.set(Some(Said { text: sentences(&problems).join(" "), ..Said::default() }));
                    return;
                }
            };
            let (workshop, notes) = (read.workshop, sentences(&read.notes));
            let code = workshop.code.clone();
            let here = rooms::workshop(&code).filter(|here| *here != workshop_v1::write(&workshop));
            if here.is_some() {
                let text = state.tf("workshop.file.ask", &[("code", code.as_str())]);
                said.set(Some(Said { text, notes, asks: Some(workshop), here: None }));
            } else if notes.is_empty() {
                go(&workshop);
            } else {
                keep(&workshop);
                let text = state.tf("data.open.taken-notes", &[("file", &name)]);
                said.set(Some(Said { text, notes, asks: None, here: Some(code) }));
            }
        });
    };
    let chosen = move |event: web_sys::Event| files::chosen(&event).into_iter().take(1).for_each(take);
    let answer = move || {
        said.get().map(|Said { text, notes, asks, here }| {
            let choice = asks.map(|workshop| {
                view! {
                    <p class="acts">
                        <button type="button" class="btn" on:click=move |_| go(&workshop)>{state.t("workshop.file.replace")}</button>
                        <button type="button" class="btn btn-quiet" on:click=move |_| said.set(None)>{state.t("action.cancel")}</button>
                    </p>
                }
            });
            let notes = (!notes.is_empty()).then(|| {
                let lines = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
                view! { <ul class="list small">{lines}</ul> }
            });
            let to = here.map(|code| way_to(state, code));
            view! { <div class="notice stack"><p><b>{text}</b></p>{notes}{choice}{to}</div> }
        })
    };
    view! {
        <p class="acts">
            <input class="file" id="open-workshop" type="file" accept=".json,.pdf,application/json,application/pdf" on:change=chosen/>
            <label class="btn btn-quiet" for="open-workshop">{state.t("workshop.file.choose")}</label>
        </p>
        <div aria-live="polite">{answer}</div>
    }
    .into_any()
}

/// The workshop that a file holds: as it stands, or out of a PDF.
async fn text_of(file: &web_sys::File, name: &str) -> Result<String, Problem> {
    let problem = |code: &'static str| Problem::of_file(name, code);
    if file.size() > workshop_v1::SIZE_LIMIT as f64 {
        return Err(problem("too-large").with("limit", "16 MB"));
    }
    let bytes = files::bytes_of(file).await.ok_or_else(|| problem("cannot-read"))?;
    if pdf_in::is_pdf(&bytes) {
        return pdf_in::workshop_in(&bytes).map_err(|refusal| problem(refusal.as_code()).with("limit", "10 MB"));
    }
    files::text_of(file).await.ok_or_else(|| problem("cannot-read"))
}
