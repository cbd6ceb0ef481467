//! The frame of every screen: top, notices, the screen itself, foot; title and focus follow the place.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Router;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsCast;

use super::adapters::content::First;
use super::adapters::platform;
use super::parts::frame::{Foot, Notices, Top};
use super::routes::Place;
use super::state::{Saving, Store, store};
use super::{later, pages};
use crate::visible::Step;

/// The app.
#[component]
pub fn App(
    /// What was fetched before the start.
    first: First,
) -> impl IntoView {
    let state = Store::new(first);
    provide_context(state);
    let base = state.base();
    let base: Option<std::borrow::Cow<'static, str>> = if base.is_empty() { None } else { Some(base.into()) };
    match base {
        Some(base) => view! { <Router base><Screens/></Router> }.into_any(),
        None => view! { <Router><Screens/></Router> }.into_any(),
    }
}

/// Links within the site change the place without loading the page anew, and links within the page move there. The
/// router follows links only through its own table of routes; the app has one screen for all places and needs no table.
/// This listens below the window, where the router does, and so comes first.
fn follow_link(state: Store, navigate: &impl Fn(&str, NavigateOptions), event: &web_sys::MouseEvent) {
    let plain = event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let link = target.and_then(|element| element.closest("a[href]").ok().flatten());
    // What opens a window of its own is the browser's.
    let link = link.filter(|link| plain && !link.has_attribute("target"));
    let Some(address) = link.and_then(|link| link.get_attribute("href")) else { return };
    if let Some(id) = address.strip_prefix('#') {
        // With a base address, the browser would take this for a link to the start page.
        event.prevent_default();
        platform::move_to(id);
    } else if address.starts_with(&format!("{}/", state.base())) {
        event.prevent_default();
        navigate(&address, NavigateOptions { resolve: false, ..NavigateOptions::default() });
    }
}

/// The screen of the current place.
#[component]
fn Screens() -> impl IntoView {
    let state = store();
    let pathname = use_location().pathname;
    let base = state.base();
    let place = Memo::new(move |_| {
        let path = pathname.get();
        Place::of_path(path.strip_prefix(base.as_str()).unwrap_or(&path))
    });
    let navigate = use_navigate();
    // A new place is announced by its heading; the very first one is left where the browser puts it.
    Effect::new(move |before: Option<Place>| {
        let now = place.get();
        if before.as_ref().is_some_and(|before| *before != now) {
            request_animation_frame(|| platform::focus("h1"));
        }
        now
    });
    let shown = Memo::new(move |_| place.get().screen(&state.questionnaire()));
    let own = Memo::new(move |_| shown.with(Place::has_own_answers));
    let paused = Memo::new(move |_| state.saving().get() == Saving::Elsewhere && own.get());
    // Words are plain text within a screen; another language builds the frame and the screen anew.
    move || {
        let _ = state.locale();
        let navigate = navigate.clone();
        view! {
            <div class="frame" on:click=move |event| follow_link(state, &navigate, &event)>
                <a class="skip vh" href="#main">{untrack(|| state.t("frame.skip"))}</a>
                <Top/>
                <main id="main" tabindex="-1">
                    <Notices own/>
                    {move || (!paused.get()).then(|| screen(shown.get(), place))}
                </main>
                <Foot/>
            </div>
        }
    }
}

/// A screen, and where in it one is.
fn screen(shown: Place, place: Memo<Place>) -> AnyView {
    match shown {
        Place::Start => view! { <pages::start::Start/> }.into_any(),
        Place::Step(Step::Picker) => untrack(|| view! { <pages::picker::Picker place/> }.into_any()),
        Place::Step(step) => untrack(|| pages::step::questions(step.part(), place)),
        Place::Unknown => view! { <pages::not_found::NotFound/> }.into_any(),
        shown => untrack(|| later::screen(shown)),
    }
}
