//! What is handed in: before the camera, pasted, or as files.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::problem::Problem;
use crate::web::adapters::camera::{Camera, NoPicture, codes_in, sound};
use crate::web::adapters::{files, platform};
use crate::web::parts::code_field::code_field;
use crate::web::room::{Room, Told};
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
            let lines = told.lines.into_iter().map(|(taken, text)| {
                let class = if taken { "told told-in" } else { "told told-out" };
                view! { <p class=class><b>{text}</b></p> }
            });
            view! { <div class="stack" data-told=told.number.to_string()>{lines.collect_view()}</div> }
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
                    let last = |told: &Told| told.lines.last().is_some_and(|(taken, _)| *taken);
                    sound(room.told.with_untracked(|told| told.as_ref().is_some_and(last)));
                }
            };
            let started = Camera::start(element, seen).await;
            match started {
                // The page may have been left, or the camera stopped, while it was asked for.
                Ok(camera) if watch.try_get_untracked() != Some(Watch::Starts) => camera.stop(),
                Ok(camera) => {
                    // Whoever started it twice while it was asked for gets one.
                    if let Some(earlier) = running.try_update_value(|slot| slot.replace(camera)).flatten() {
                        earlier.stop();
                    }
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
    let take = move |given: &str| {
        if !given.trim().is_empty() {
            room.take_code(given, &state.t("workshop.from.paste"));
            platform::focus("#pasted-code");
        }
    };
    let label = state.t("workshop.paste.label");
    code_field("pasted-code", label, ("btn btn-quiet", state.t("workshop.paste.take")), take)
}

/// Report files, and pictures of codes.
fn chosen(room: Room) -> AnyView {
    let state = room.state;
    let choose = move |event: web_sys::Event| {
        let all = files::chosen(&event);
        spawn_local(async move {
            room.tell_together(true);
            for file in all {
                let name = files::nfc(&file.name());
                let handed = handed(&file, &name).await;
                // The page may have been left meanwhile.
                if !room.is_here() {
                    return;
                }
                match handed {
                    Ok(Handed::Report(text)) => room.take_report(&name, &text),
                    Ok(Handed::Codes(codes)) => codes.iter().for_each(|code| room.take_code(code, &name)),
                    Err(problem) => room.tell(false, problem.sentence(&state.prose())),
                }
            }
            room.tell_together(false);
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

/// What a file hands in.
enum Handed {
    /// The text of a report.
    Report(String),
    /// The codes in a picture; never none.
    Codes(Vec<String>),
}

async fn handed(file: &web_sys::File, name: &str) -> Result<Handed, Problem> {
    let problem = |code: &'static str| Problem::of_file(name, code);
    if file.size() > pdf_in::SIZE_LIMIT as f64 {
        return Err(problem("too-large").with("limit", "10 MB"));
    }
    if file.type_().starts_with("image/") {
        let codes = codes_in(file).await.ok_or_else(|| problem("cannot-read"))?;
        return if codes.is_empty() { Err(problem("no-code-in-picture")) } else { Ok(Handed::Codes(codes)) };
    }
    let bytes = files::bytes_of(file).await.ok_or_else(|| problem("cannot-read"))?;
    if pdf_in::is_pdf(&bytes) {
        let text = pdf_in::report_in(&bytes);
        return text.map(Handed::Report).map_err(|refusal| problem(refusal.as_code()).with("limit", "10 MB"));
    }
    files::text_of(file).await.map(Handed::Report).ok_or_else(|| problem("cannot-read"))
}
