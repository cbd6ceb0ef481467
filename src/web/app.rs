//! The frame of every screen: top, notices, the screen itself, foot; title and focus follow the place.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::path;

use super::adapters::content::First;
use super::adapters::platform;
use super::pages;
use super::parts::frame::{Foot, Notices, Top};
use super::routes::Place;
use super::state::{Saving, Store, store};

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
    let routes = move || {
        view! {
            <FlatRoutes fallback=|| ()>
                <Route path=path!("/*place") view=Screens/>
            </FlatRoutes>
        }
    };
    match base {
        Some(base) => view! { <Router base>{routes()}</Router> }.into_any(),
        None => view! { <Router>{routes()}</Router> }.into_any(),
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
    // A new place is announced by its heading; the very first one is left where the browser puts it.
    Effect::new(move |before: Option<Place>| {
        let now = place.get();
        if before.as_ref().is_some_and(|before| *before != now) {
            request_animation_frame(|| platform::focus("h1"));
        }
        now
    });
    let paused = Memo::new(move |_| state.saving().get() == Saving::Elsewhere);
    // Words are plain text within a screen; another language builds the frame and the screen anew.
    move || {
        let _ = state.locale();
        view! {
            <a class="skip vh" href="#main" on:click=|event| { event.prevent_default(); platform::focus("#main"); }>
                {untrack(|| state.t("frame.skip"))}
            </a>
            <Top/>
            <main id="main" tabindex="-1">
                <Notices/>
                {move || (!paused.get()).then(|| screen(place.get()))}
            </main>
            <Foot/>
        }
    }
}

fn screen(place: Place) -> AnyView {
    match place {
        Place::Start => view! { <pages::start::Start/> }.into_any(),
        Place::Step(step) => untrack(|| pages::step::step(step)),
        Place::Check => view! { <pages::check::Check/> }.into_any(),
        Place::Result => view! { <pages::result::OwnResult/> }.into_any(),
        Place::Example => view! { <pages::result::ExampleResult/> }.into_any(),
        Place::Data => view! { <pages::data::Data/> }.into_any(),
        Place::About => view! { <pages::about::About/> }.into_any(),
        Place::Unknown => view! { <pages::not_found::NotFound/> }.into_any(),
    }
}
