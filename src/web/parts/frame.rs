//! What stands around every screen.

use leptos::prelude::*;

use crate::web::adapters::content::BadFile;
use crate::web::adapters::files;
use crate::web::later::save_answers;
use crate::web::parts::heading::Heading;
use crate::web::routes::Place;
use crate::web::state::{Saving, store};

/// The brand and the way to the other languages.
#[component]
pub fn Top() -> impl IntoView {
    let state = store();
    let languages = state.other_locales().into_iter().map(|(locale, name)| {
        let tag = locale.to_string();
        view! {
            <button type="button" class="link" lang=tag on:click=move |_| state.choose_locale(locale.clone())>
                {name}
            </button>
        }
    });
    let languages = languages.collect_view();
    view! {
        <header class="top">
            <a class="brand" href=state.href(&Place::Start)>
                <svg viewBox="0 0 24 24" aria-hidden="true">
                    <use href="#mark"/>
                </svg>
                <span>{state.t("frame.programme")} " " <span>{state.t("frame.product")}</span></span>
            </a>
            <nav class="top-nav" aria-label=state.t("frame.languages")>
                {languages}
            </nav>
        </header>
    }
}

/// Links that every screen has.
#[component]
pub fn Foot() -> impl IntoView {
    let state = store();
    let link = move |place: Place, key: &'static str| {
        view! { <a href=state.href(&place)>{state.t(key)}</a> }
    };
    view! {
        <footer class="foot">
            <div class="foot-in">
                <p>{state.t("frame.behind")}</p>
                <nav class="foot-links" aria-label=state.t("frame.more")>
                    {link(Place::Help(None), "help.open")}
                    {link(Place::Data, "data.heading")}
                    {link(Place::About, "about.heading")}
                    {link(Place::Example, "start.example")}
                    {link(Place::Statement, "access.heading")}
                </nav>
            </div>
        </footer>
    }
}

/// What the person must know about saving and missing files: what happened, what is kept, what to do.
#[component]
pub fn Notices(
    /// Whether the screen is about their own answers; else how saving goes is of no matter there.
    #[prop(into)]
    own: Signal<bool>,
) -> impl IntoView {
    let state = store();
    let saving = move || if own.get() { state.saving().get() } else { Saving::Works };
    let shown = move || match saving() {
        Saving::Works => state.missing().map(|bad| untrack(|| missing(bad))),
        saving => Some(untrack(|| saving_notice(&saving))),
    };
    view! { <div class="page" aria-live="polite">{shown}</div> }
}

/// Three sentences with actions below. Where the notice is all that a screen shows, it is the screen's heading.
fn notice(key: &str, alone: bool, actions: AnyView) -> AnyView {
    let state = store();
    let line = |part: &str| state.t(&format!("errors.{key}.{part}"));
    let happened = line("happened");
    let happened = if alone {
        view! { <Heading text=happened/> }.into_any()
    } else {
        view! { <p><b>{happened}</b></p> }.into_any()
    };
    view! {
        <div class="notice stack" data-notice=key.to_string()>
            {happened}
            <p>{line("kept")}</p>
            <p>{line("do")}</p>
            <p class="acts">{actions}</p>
        </div>
    }
    .into_any()
}

fn saving_notice(saving: &Saving) -> AnyView {
    let state = store();
    let button = move |key: &'static str, act: Box<dyn Fn() + Send>| {
        view! { <button type="button" class="btn btn-quiet" on:click=move |_| act()>{state.t(key)}</button> }
    };
    let save_file = move || button("result.label.save-file", Box::new(move || save_answers(state)));
    let actions = match saving.clone() {
        Saving::Works => ().into_any(),
        Saving::Elsewhere => button("notice.carry-on-here", Box::new(move || state.take_over())).into_any(),
        Saving::Broken(text) => view! {
            {button("notice.save-draft", Box::new(move || { files::download("kickstart-utkast.json", &text); }))}
            {button("notice.start-again", Box::new(move || state.start_again()))}
        }
        .into_any(),
        Saving::Cleared => view! {
            {button("notice.store-again", Box::new(move || state.save()))}
            {save_file()}
        }
        .into_any(),
        Saving::Denied | Saving::Full => save_file().into_any(),
    };
    notice(saving.key().unwrap_or_default(), *saving == Saving::Elsewhere, actions)
}

/// A file that could not be had.
fn missing(bad: BadFile) -> AnyView {
    let state = store();
    let key = bad.key();
    let retry = view! {
        <button type="button" class="btn btn-quiet" on:click=move |_| state.load_rest()>{state.t("notice.try-again")}</button>
        <span class="small muted">{bad.path}</span>
    };
    notice(key, false, retry.into_any())
}
