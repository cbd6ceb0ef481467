//! A workshop for whoever leads it: the way in, what comes in, the questions with their answers, and what was agreed.

mod intake;
mod questions;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::help;
use super::step::when_loaded;
use super::workshops::{about, name};
use crate::assessment::{Assessment, Event as Change};
use crate::code::Code;
use crate::cohort::nameless;
use crate::help::Topic;
use crate::web::adapters::files;
use crate::web::adapters::rooms;
use crate::web::parts::blocks::row;
use crate::web::parts::board::{happens, listen};
use crate::web::parts::confirm::Confirm;
use crate::web::parts::heading::{Heading, entitle};
use crate::web::parts::{pdf, qr};
use crate::web::room::{NotShown, Room};
use crate::web::routes::Place;
use crate::web::state::{Store, store};
use crate::wire::{report_v1, workshop_v1};
use crate::workshop::{Event, Kind, NAME_LIMIT, State};

/// The page.
pub fn room(code: Code) -> AnyView {
    opened(code, page)
}

/// A screen of a workshop, until another window removes it; or why it is not shown.
pub fn opened(code: Code, page: fn(Room) -> AnyView) -> AnyView {
    when_loaded(move || {
        let code = code.clone();
        match Room::open(store(), code.clone()) {
            Ok(room) => (move || match room.gone.get() {
                false => untrack(|| page(room)),
                true => untrack(|| not_shown(&code, &NotShown::Missing)),
            })
            .into_any(),
            Err(why) => not_shown(&code, &why),
        }
    })
    .into_any()
}

/// Why a workshop is not shown: what happened, what is kept, what to do.
fn not_shown(code: &Code, why: &NotShown) -> AnyView {
    let state = store();
    let key = match why {
        NotShown::Missing => "missing",
        NotShown::Broken(..) => "broken",
    };
    let said = |part: &str| state.tf(&format!("workshop.{key}.{part}"), &[("code", code.as_str())]);
    let details = match why {
        NotShown::Missing => ().into_any(),
        NotShown::Broken(text, problems) => {
            let (prose, text, file) = (state.prose(), text.clone(), file_name(code));
            let lines = problems.iter().take(5).map(|problem| view! { <li>{problem.sentence(&prose)}</li> });
            view! {
                <ul class="list small">{lines.collect_view()}</ul>
                <p class="acts">
                    <button type="button" class="btn btn-quiet" on:click=move |_| { files::download(&file, &text); }>
                        {state.t("workshop.save")}
                    </button>
                </p>
            }
            .into_any()
        }
    };
    view! {
        <div class="page row row-first">
            <p class="side"></p>
            <div class="stack">
                <Heading text=said("happened")/>
                <p>{said("kept")}</p>
                <p>{said("do")}</p>
                {details}
                <p class="acts"><a class="btn" href=state.href(&Place::Workshops)>{state.t("workshop.all")}</a></p>
            </div>
        </div>
    }
    .into_any()
}

fn file_name(code: &Code) -> String {
    format!("workshop-{code}.kickstart-workshop.json")
}

fn page(room: Room) -> AnyView {
    let state = room.state;
    listen(room);
    let kind = room.held.with_untracked(|workshop| workshop.kind);
    let heading = Memo::new(move |_| room.held.with(|workshop| name(state, workshop)));
    Effect::new(move || entitle(&heading.get()));
    let line = move || room.held.with(|workshop| about(state, workshop));
    let paused = Memo::new(move |_| room.held.with(|workshop| workshop.state));
    let pause = move || {
        let (key, event) = match paused.get() {
            State::Open => ("workshop.pause", Event::Paused),
            _ => ("workshop.resume", Event::Resumed),
        };
        view! { <button type="button" class="btn btn-quiet" on:click=move |_| happens(room, event.clone())>{state.t(key)}</button> }
    };
    let note = move || match paused.get() {
        State::Open => None,
        State::Paused => Some(state.t("workshop.is-paused")),
        State::Closed => Some(state.t("workshop.is-closed")),
    };
    let unstored = move || {
        (!room.stored.get()).then(|| view! { <div class="notice"><p><b>{state.t("workshop.not-stored")}</b></p></div> })
    };
    let projector = state.href(&Place::Projector(room.code()));
    let main = match kind {
        Kind::OneFirm => {
            let any = Memo::new(move |_| room.held.with(|workshop| !workshop.reports.is_empty()));
            let reports = move || any.get().then(|| untrack(|| reports(room, "workshop.reports.one-firm")));
            view! { {questions::questions(room)} {reports} }.into_any()
        }
        Kind::ManyFirms => reports(room, "workshop.reports.lead"),
    };
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side"><a class="link" href=state.href(&Place::Workshops)>{state.t("workshop.all")}</a></p>
                <div class="stack">
                    <h1 tabindex="-1">{heading}</h1>
                    <p class="lead">{line}</p>
                    <p role="status">{note}</p>
                    {unstored}
                    <p class="acts">
                        <a class="btn" href=projector target="projector" rel="opener">{state.t("workshop.project")}<span class="vh">" "{state.t("workshop.new-window")}</span></a>
                        {pause}
                        {help::way(Topic::Workshop)}
                    </p>
                </div>
            </section>
            {row(state.t("workshop.invite.heading"), state.t("workshop.invite.lead"), invite(room))}
            {row(state.t("workshop.intake.heading"), state.t("workshop.intake.lead"), intake::intake(room))}
            {main}
            {row(state.t("workshop.keep.heading"), state.t("workshop.keep.lead"), keep(room))}
        </div>
    }
    .into_any()
}

/// The code and the link for those who take part.
fn invite(room: Room) -> AnyView {
    let state = room.state;
    let address = room.join_address();
    let copied = RwSignal::new(false);
    let text = address.clone();
    let copy = move |_| copied.set(files::copy(&text));
    let steps = ["scan", "answer", "show"].map(|step| view! { <li>{state.t(&format!("workshop.steps.{step}"))}</li> });
    let told = move || copied.get().then(|| state.t("workshop.copied"));
    view! {
        <div class="invite">
            {qr::code(&address, state.t("workshop.qr"))}
            <div class="stack">
                <ol class="list">{steps.into_iter().collect_view()}</ol>
                <p>{state.tf("workshop.code", &[("code", room.code().as_str())])}</p>
                <p class="small break"><a class="link" href=address.clone() target="_blank" rel="noopener" data-join="">{address.clone()}</a></p>
                <p class="acts">
                    <button type="button" class="btn btn-quiet" on:click=copy>{state.t("workshop.copy")}</button>
                    <span role="status">{told}</span>
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// The reports that were handed in, with what is said of them.
fn reports(room: Room, lead: &str) -> AnyView {
    let state = room.state;
    let rows = move || {
        let (pack, catalogue) = (state.questionnaire(), state.catalogue());
        room.held.with(|workshop| {
            let all = workshop_v1::counted(&pack, &catalogue, workshop);
            let none = all.is_empty().then(|| view! { <p>{state.t("workshop.no-reports")}</p> });
            let lines = all.into_iter().map(|Assessment { report_id, label, answers, .. }| {
                let label = if label.is_empty() { nameless(&report_id, &state.prose()) } else { label };
                let line = state.tf("workshop.report", &[("name", &label), ("n", &answers.len().to_string())]);
                view! { <li>{line}</li> }
            });
            view! { {none} <ul class="list" data-reports="">{lines.collect_view()}</ul> }
        })
    };
    let look = view! { {rows} <p class="acts"><a class="btn btn-quiet" href=state.href(&Place::Reports) on:click=move |_| files::hand_on(&file_name(&room.code()), &room.file())>{state.t("workshop.glance")}</a></p> };
    row(state.t("workshop.reports.heading"), state.t(lead), look.into_any())
}

/// The name, the time for a question, the files, and the end.
fn keep(room: Room) -> AnyView {
    let state = room.state;
    let save = move |_| {
        files::download(&file_name(&room.code()), &room.file());
    };
    let minutes = [0_u32, 1, 2, 3, 5, 10].map(|minutes| {
        let text = match minutes {
            0 => state.t("workshop.time.none"),
            minutes => state.tf("workshop.time.minutes", &[("n", &minutes.to_string())]),
        };
        view! { <option value=minutes.to_string() prop:selected=move || room.held.with(|workshop| workshop.timer == minutes)>{text}</option> }
    });
    let timed = move |event| {
        if let Ok(minutes) = event_target_value(&event).parse() {
            happens(room, Event::Timed(minutes));
        }
    };
    let (printed, nameless) = (RwSignal::new(None), RwSignal::new(false));
    let print = move |_| pdf::save_workshop(room.held.get_untracked(), nameless.get_untracked(), printed);
    let closed = Memo::new(move |_| room.held.with(|workshop| workshop.state == State::Closed));
    let close = move || {
        (!closed.get()).then(|| view! {
            <button type="button" class="btn btn-quiet" on:click=move |_| happens(room, Event::Closed)>{state.t("workshop.close")}</button>
        })
    };
    view! {
        <div class="fields">
            <div class="field">
                <label for="room-name">{state.t("workshop.name")}</label>
                <input class="inp inp-wide" id="room-name" type="text" maxlength=NAME_LIMIT.to_string() autocomplete="off"
                    prop:value=move || room.held.with(|workshop| workshop.name.clone())
                    on:change=move |event| happens(room, Event::Named(files::nfc(&event_target_value(&event))))/>
            </div>
            <div class="field">
                <label for="room-time">{state.t("workshop.time")}</label>
                <select class="inp" id="room-time" on:change=timed>{minutes.into_iter().collect_view()}</select>
            </div>
        </div>
        <p class="acts">
            <button type="button" class="btn" on:click=save>{state.t("workshop.save")}</button>
            <button type="button" class="btn btn-quiet" on:click=print>{state.t("workshop.pdf")}</button>
            {close}
        </p>
        <label class="why-o">
            <input type="checkbox" prop:checked=move || nameless.get() on:change=move |event| nameless.set(event_target_checked(&event))/>
            <span>{state.t("workshop.pdf-nameless")}</span>
        </label>
        {pdf::progress_or(printed, "workshop.save", move || {
            files::download(&file_name(&room.code()), &room.file());
        }, pdf::Print::Here)}
        <Confirm id="remove" of="workshop" to=Place::Workshops act=move || rooms::forget_workshop(&room.code())/>
    }
    .into_any()
}

/// The room's own answers as a report, to save or to go on with here.
fn agreed(room: Room) -> AnyView {
    let state = room.state;
    let assessment = move || {
        let pack = state.questionnaire();
        room.held.with_untracked(|workshop| workshop_v1::agreed_report(&pack, workshop))
    };
    let save = move |_| {
        let (locale, now) = (state.locale(), state.stamp());
        let context = report_v1::Context { tool: env!("CARGO_PKG_VERSION"), locale: &locale, now: &now, notes: true };
        let text = report_v1::write(&state.questionnaire(), &state.catalogue(), &assessment(), &context);
        files::download(&format!("gemensam-{}.kickstart.json", room.code()), &text);
    };
    let navigate = StoredValue::new_local(use_navigate());
    let asks = RwSignal::new(false);
    let go = move || {
        take_on(state, assessment());
        let to = state.href(&Place::Check);
        navigate.with_value(|navigate| navigate(&to, NavigateOptions { resolve: false, ..NavigateOptions::default() }));
    };
    let on = move |_| {
        state.take_charge();
        if untrack(|| state.assessment().with(Assessment::is_empty)) { go() } else { asks.set(true) }
    };
    let question = move || {
        asks.get().then(|| view! {
            <div class="notice stack">
                <p><b>{state.t("workshop.agreed-report.ask")}</b></p>
                <p class="acts">
                    <button type="button" class="btn" on:click=move |_| go()>{state.t("workshop.agreed-report.replace")}</button>
                    <button type="button" class="btn btn-quiet" on:click=move |_| super::data::save(state, true)>{state.t("data.open.save-first")}</button>
                    <button type="button" class="btn btn-quiet" on:click=move |_| asks.set(false)>{state.t("action.cancel")}</button>
                </p>
            </div>
        })
    };
    view! {
        <p class="acts">
            <button type="button" class="btn" on:click=on>{state.t("workshop.agreed-report.on")}</button>
            <button type="button" class="btn btn-quiet" on:click=save>{state.t("workshop.agreed-report.save")}</button>
        </p>
        <div aria-live="polite">{question}</div>
    }
    .into_any()
}

fn take_on(state: Store, assessment: Assessment) {
    state.dispatch(Change::Replaced(Box::new(assessment)));
}
