//! The browser shell: thin views over the core. Business rules live in the core only.

pub mod adapters;
pub mod app;
pub mod later;
pub mod pages;
pub mod parts;
pub mod room;
pub mod routes;
pub mod state;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// Starts the app: loads the content, then puts the app in the place of the page's first words.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        // The program stops after this; `boot.js` shows a way to save the stored answers.
        if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new("kickstart:panic")) {
            let _ = window.dispatch_event(&event);
        }
    }));
    spawn_local(async {
        let content = adapters::content::load_first().await;
        let Some(host) = document().get_element_by_id("app") else { return };
        host.set_text_content(None);
        let Ok(host) = host.dyn_into::<web_sys::HtmlElement>() else { return };
        match content {
            Ok(first) => {
                mount_to(host, move || view! { <app::App first/> }).forget();
            }
            Err(file) => {
                mount_to(host, move || view! { <pages::content_missing::ContentMissing file/> }).forget();
            }
        }
    });
}
