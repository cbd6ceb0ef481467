//! Clock, ids, language, title and focus.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ports::{Clock, Ids};

/// The browser's clock.
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> String {
        stamp(&js_sys::Date::new_0())
    }
}

fn stamp(date: &js_sys::Date) -> String {
    let text = String::from(date.to_iso_string());
    // Whole seconds are enough, and the same everywhere.
    text.split('.').next().map_or_else(|| text.clone(), |seconds| format!("{seconds}Z"))
}

/// The second after a stamp; `None` where it is none.
pub fn second_after(text: &str) -> Option<String> {
    let date = js_sys::Date::new(&(js_sys::Date::parse(text) + 1000.0).into());
    // What is no date has no text either, and the browser would throw.
    (!date.get_time().is_nan()).then(|| stamp(&date))
}

/// The browser's source of ids.
pub struct BrowserIds;

impl Ids for BrowserIds {
    fn fresh(&self) -> String {
        // `randomUUID` is missing on pages without TLS; random bytes are there everywhere.
        chance::<16>().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// So many bytes of chance.
pub fn chance<const COUNT: usize>() -> [u8; COUNT] {
    let mut bytes = [0; COUNT];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// Milliseconds since the page was opened.
pub fn milliseconds() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// The languages that the browser asks for, most wanted first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Says which language the page is in.
pub fn set_page_language(tag: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", tag);
    }
}

/// Closes everything that a selector names and that can be opened.
pub fn close_all(selector: &str) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    for index in 0..found.length() {
        if let Some(element) = found.get(index).and_then(|node| node.dyn_into::<web_sys::Element>().ok()) {
            let _ = element.remove_attribute("open");
        }
    }
}

/// Moves focus to an element and, for a heading, to the top of the page.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Moves to an element of the page, and focus with it.
pub fn move_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.set_attribute("tabindex", "-1");
        element.scroll_into_view();
        if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
            let _ = element.focus();
        }
    }
}

/// The path that the site lives under, without a slash at the end; empty at the root.
pub fn base_path() -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let path = web_sys::Url::new(&base).map(|url| url.pathname()).unwrap_or_default();
    let has_base = document().query_selector("base").ok().flatten().is_some();
    if has_base { path.trim_end_matches('/').to_string() } else { String::new() }
}

/// Does something when the next frame has been painted; soon enough also where none is, as in a window out of sight.
pub fn after_paint(act: impl FnOnce() + 'static) {
    let once = Rc::new(Cell::new(Some(act)));
    let act = move || once.take().into_iter().for_each(|act| act());
    let late = act.clone();
    request_animation_frame(move || set_timeout(act, Duration::ZERO));
    set_timeout(late, Duration::from_millis(200));
}

/// Waits so many milliseconds.
pub async fn rest(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
