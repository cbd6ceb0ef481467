//! What is handed in: before the camera, pasted, or as files.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::problem::Problem;
use crate::web::adapters::camera::{Camera, NoPicture, codes_in, sound};
use crate::web::adapters::{files, platform};
use crate::web::room::Room;
use crate::wire::pdf_in;

/// How it goes with the camera.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Watch {
    Off,
    Starts,
    On,
    Without(NoPicture),
}

/// The camera, the field for a pasted code, the files; what became of each is said in one place.
pub fn intake(room: Room) -> AnyView {
    let state = room.state;
    let told = move || {
        room.told.get().map(|told| {
            let class = if told.taken { "told told-in" } else { "told told-out" };
            view! { <p class=class data-told=told.number.to_string()><b>{told.text}</b></p> }
        })
    };
    view! {
        {camera(room)}
        <div class="told-place" role="status">{told}</div>
        <details class="fold">
            <summary>{state.t("workshop.intake.other")}</summary>
            <div class="fold-in stack">{pasted(room)} {chosen(room)}</div>
        </details>
    }
    .into_any()
}

fn camera(room: Room) -> AnyView {
    let state = room.state;
    let watch = RwSignal::new(Watch::Off);
    let video = NodeRef::<leptos::html::Video>::new();
    let running: StoredValue<Option<Camera>, LocalStorage> = StoredValue::new_local(None);
    let stop = move || {
        if let Some(camera) = running.try_update_value(Option::take).flatten() {
            camera.stop();
        }
    };
    on_cleanup(stop);
    let start = move |_| {
        watch.set(Watch::Starts);
        spawn_local(async move {
            let Some(element) = video.get_untracked() else { return };
            let seen = move |text: String| {
                if room.saw(&text) {
                    sound(room.told.with_untracked(|told| told.as_ref().is_some_and(|told| told.taken)));
                }
            };
            let started = Camera::start(element, seen).await;
            match started {
                // The page may have been left, or the camera stopped, while it was asked for.
                Ok(camera) if watch.try_get_untracked() != Some(Watch::Starts) => camera.stop(),
                Ok(camera) => {
                    running.set_value(Some(camera));
                    watch.set(Watch::On);
                }
                Err(why) => drop(watch.try_set(Watch::Without(why))),
            }
        });
    };
    let end = move |_| {
        stop();
        watch.set(Watch::Off);
    };
    let off = Memo::new(move |_| matches!(watch.get(), Watch::Off | Watch::Without(_)));
    let button = move || {
        if off.get() {
            view! { <button type="button" class="btn" data-camera="start" on:click=start>{state.t("workshop.camera.start")}</button> }.into_any()
        } else {
            view! { <button type="button" class="btn btn-quiet" data-camera="stop" on:click=end>{state.t("workshop.camera.stop")}</button> }.into_any()
        }
    };
    let why = move || match watch.get() {
        Watch::Without(why) => Some(state.t(&format!("workshop.camera.{}", why.id()))),
        Watch::On => Some(state.t("workshop.camera.on")),
        _ => None,
    };
    view! {
        <div class="camera">
            <video node_ref=video class="camera-picture" class:camera-off=move || off.get() muted=true playsinline=true aria-hidden="true"></video>
            <p class="acts">{button}</p>
            <p class="small" role="status">{why}</p>
        </div>
    }
    .into_any()
}

/// A code or a link that came by message.
fn pasted(room: Room) -> AnyView {
    let state = room.state;
    let text = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = text.get_untracked();
        if !given.trim().is_empty() {
            room.take_code(&given, &state.t("workshop.from.paste"));
            text.set(String::new());
            platform::focus("#pasted-code");
        }
    };
    view! {
        <form class="field" on:submit=submit>
            <label for="pasted-code">{state.t("workshop.paste.label")}</label>
            <textarea class="note" id="pasted-code" rows="3" maxlength="4000" spellcheck="false" autocomplete="off"
                prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))></textarea>
            <button type="submit" class="btn btn-quiet">{state.t("workshop.paste.take")}</button>
        </form>
    }
    .into_any()
}

/// Report files, and pictures of codes.
fn chosen(room: Room) -> AnyView {
    let state = room.state;
    let choose = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let Some(list) = input.files() else { return };
        let all: Vec<web_sys::File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
        input.set_value("");
        spawn_local(async move {
            for file in all {
                take(room, &file).await;
            }
        });
    };
    view! {
        <div class="field">
            <span>{state.t("workshop.files.label")}</span>
            <input class="file" id="handed-files" type="file" multiple=true accept=".json,.pdf,image/*,application/json,application/pdf" on:change=choose/>
            <label class="btn btn-quiet" for="handed-files">{state.t("reports.choose")}</label>
        </div>
    }
    .into_any()
}

async fn take(room: Room, file: &web_sys::File) {
    let name = files::nfc(&file.name());
    let prose = room.state.prose();
    let refuse = |problem: Problem| room.tell(false, problem.sentence(&prose));
    if file.size() > pdf_in::SIZE_LIMIT as f64 {
        refuse(Problem::of_file(&name, "too-large").with("limit", "10 MB"));
        return;
    }
    if file.type_().starts_with("image/") {
        match codes_in(file).await {
            Some(codes) if codes.is_empty() => refuse(Problem::of_file(&name, "no-code-in-picture")),
            Some(codes) => codes.iter().for_each(|code| room.take_code(code, &name)),
            None => refuse(Problem::of_file(&name, "cannot-read")),
        }
        return;
    }
    let Some(bytes) = files::bytes_of(file).await else {
        refuse(Problem::of_file(&name, "cannot-read"));
        return;
    };
    if pdf_in::is_pdf(&bytes) {
        match pdf_in::report_in(&bytes) {
            Ok(text) => room.take_report(&name, &text),
            Err(refusal) => refuse(Problem::of_file(&name, refusal.as_code()).with("limit", "10 MB")),
        }
        return;
    }
    match files::text_of(file).await {
        Some(text) => room.take_report(&name, &text),
        None => refuse(Problem::of_file(&name, "cannot-read")),
    }
}
