//! What is not needed for the first screens: fetched as a second part of the program, right after the first, whatever is
//! answered. The build parts the program at the functions marked here; everything that only they reach goes along.

// The mark makes a function of another module out of each of these, and calls it.
#![cfg_attr(feature = "split", allow(unsafe_code))]

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;

use super::adapters::content::{self, BadFile};
use super::pages;
use super::parts::heading::Heading;
use super::routes::Place;
use super::state::{Store, store};
use crate::advice::Catalogue;
use crate::guides::Guides;
use crate::wire::{self, seed_v1};

/// The screen of a place beyond the questions; a word that it is on its way until then. Where the second part cannot be
/// had, the notice says so, and the screen comes with it when it is fetched again.
pub fn screen(place: Place) -> AnyView {
    let state = store();
    let there = RwSignal::new(false);
    let slot: StoredValue<Option<AnyView>, LocalStorage> = StoredValue::new_local(None);
    let owner = Owner::current().unwrap_or_default();
    let view = move || owner.with(|| ScopedFuture::new_untracked(view_of(place.clone())));
    spawn_local(async move {
        // Until they are on another screen, and this one's signals are gone.
        while there.try_get_untracked() == Some(false) {
            if let Ok(view) = view().await {
                slot.try_update_value(|slot| *slot = Some(view));
                there.try_set(true);
            } else {
                state.second_part().await;
            }
        }
    });
    (move || {
        let view = there.get().then(|| slot.try_update_value(Option::take).flatten()).flatten();
        view.unwrap_or_else(|| untrack(waiting))
    })
    .into_any()
}

fn waiting() -> AnyView {
    view! { <div class="page row row-first" data-waiting=""><Heading text=store().t("ask.loading")/></div> }.into_any()
}

/// Fetches the second part.
///
/// # Errors
/// It could not be had; it is tried anew the next time.
pub async fn fetch() -> Result<(), BadFile> {
    arrive().await
}

/// Reads the catalogue.
///
/// # Errors
/// The second part could not be had, or the catalogue is not as it should be.
pub async fn catalogue(path: &'static str, text: String) -> Result<Catalogue, BadFile> {
    read_catalogue(path, text).await
}

/// Reads what goes with the catalogue, from the files in their order.
///
/// # Errors
/// The second part could not be had, or a file is not as it should be.
pub async fn guides(files: Vec<String>) -> Result<Guides, BadFile> {
    read_guides(files).await
}

/// Hands the answers over as a report file, notes included: it is their own copy on their own device.
pub fn save_answers(state: Store) {
    spawn_local(async move {
        let _ = save_report(state).await;
    });
}

#[cfg(feature = "split")]
fn gone() -> BadFile {
    BadFile { path: "later.wasm".to_string(), reached: false }
}

#[cfg(feature = "split")]
impl From<leptos::wasm_split::SplitLoaderError> for BadFile {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        gone()
    }
}

/// A function of the second part; to call it fetches that first. Without the feature `split`, as in unit tests in the
/// browser, it belongs to the first part.
macro_rules! later {
    (fn $name:ident($($given:ident: $kind:ty),*) -> $out:ty $body:block) => {
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
        fn $name($($given: $kind),*) -> $out $body

        #[cfg(not(feature = "split"))]
        async fn $name($($given: $kind),*) -> $out $body
    };
}

later! {
    fn arrive() -> Result<(), BadFile> {
        Ok(())
    }
}

later! {
    fn view_of(place: Place) -> Result<AnyView, BadFile> {
        Ok(match place {
            Place::Check => view! { <pages::check::Check/> }.into_any(),
            Place::Result => view! { <pages::result::OwnResult/> }.into_any(),
            Place::Advice => view! { <pages::advice::Advice/> }.into_any(),
            Place::Plan => view! { <pages::plan::Plan/> }.into_any(),
            Place::FollowUp => view! { <pages::follow_up::FollowUp/> }.into_any(),
            Place::Example => view! { <pages::result::ExampleResult/> }.into_any(),
            Place::Data => view! { <pages::data::Data/> }.into_any(),
            Place::Workshops => view! { <pages::workshops::Workshops/> }.into_any(),
            Place::Room(code) => pages::room::room(code),
            Place::Projector(code) => pages::projector::projector(code),
            Place::Join => view! { <pages::join::Joined/> }.into_any(),
            Place::Reports => view! { <pages::reports::Reports/> }.into_any(),
            Place::Programme => view! { <pages::reports::programme::Programme/> }.into_any(),
            Place::Law => view! { <pages::law::Law/> }.into_any(),
            Place::Method => view! { <pages::method::Method/> }.into_any(),
            Place::Help(topic) => pages::help::help(topic),
            Place::Statement => view! { <pages::statement::Statement/> }.into_any(),
            Place::About => view! { <pages::about::About/> }.into_any(),
            Place::Start | Place::Step(_) | Place::Unknown => view! { <pages::not_found::NotFound/> }.into_any(),
        })
    }
}

later! {
    fn read_catalogue(path: &'static str, text: String) -> Result<Catalogue, BadFile> {
        seed_v1::read(path, &text).map_err(|_| content::broken(path))
    }
}

later! {
    fn read_guides(files: Vec<String>) -> Result<Guides, BadFile> {
        let text = |at: usize| files.get(at).map_or("", String::as_str);
        wire::guides::read([text(0), text(1), text(2), text(3), text(4), text(5)]).map_err(|problems| {
            let path = problems.first().map_or(String::new(), |problem| problem.file.clone());
            content::broken(&path)
        })
    }
}

later! {
    fn save_report(state: Store) -> Result<(), BadFile> {
        pages::data::save(state, true);
        Ok(())
    }
}
