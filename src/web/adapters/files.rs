//! Files out and in: a download, and the text of a chosen file.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Hands a text over as a file. `false` when the browser refuses.
pub fn download(name: &str, text: &str) -> bool {
    download_as(name, "application/json", text)
}

/// Hands a text of another kind over as a file. `false` when the browser refuses.
pub fn download_as(name: &str, kind: &str, text: &str) -> bool {
    offer(name, kind, text).is_ok()
}

fn offer(name: &str, media: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type(media);
    hand_over(name, &web_sys::Blob::new_with_str_sequence_and_options(&parts, &kind)?)
}

fn hand_over(name: &str, blob: &web_sys::Blob) -> Result<(), JsValue> {
    let url = web_sys::Url::create_object_url_with_blob(blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    if let Some(body) = document().body() {
        body.append_child(&link)?;
        link.click();
        link.remove();
    }
    // The download may start late; the address is given back after a minute.
    set_timeout(
        move || {
            let _ = web_sys::Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}

/// Hands bytes over as a file. `false` when the browser refuses.
pub fn download_bytes(name: &str, kind: &str, bytes: &js_sys::Uint8Array) -> bool {
    let parts = js_sys::Array::of1(bytes);
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options);
    blob.and_then(|blob| hand_over(name, &blob)).is_ok()
}

/// The files that have just been chosen in a field. The field is emptied, so that the same ones can be chosen again.
pub fn chosen(event: &web_sys::Event) -> Vec<web_sys::File> {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = input.files().map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect());
    input.set_value("");
    files.unwrap_or_default()
}

/// The bytes of a file. `None` when the browser cannot read it.
pub async fn bytes_of(file: &web_sys::File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The text of a file, in NFC. `None` when the browser cannot read it.
pub async fn text_of(file: &web_sys::File) -> Option<String> {
    let text = JsFuture::from(file.text()).await.ok()?.as_string()?;
    Some(nfc(&text))
}

thread_local! {
    /// Files that one page hands on to the next.
    static HANDED_ON: std::cell::RefCell<Vec<web_sys::File>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// Keeps a text as a file for the next page that takes files.
pub fn hand_on(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    if let Ok(file) = web_sys::File::new_with_str_sequence(&parts, name) {
        HANDED_ON.with_borrow_mut(|files| files.push(file));
    }
}

/// What was handed on, once.
pub fn handed_on() -> Vec<web_sys::File> {
    HANDED_ON.take()
}

/// Puts a text on the clipboard. `false` where the browser has none, as on pages without TLS.
pub fn copy(text: &str) -> bool {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard")).unwrap_or_default();
    if !clipboard.is_object() {
        return false;
    }
    // Whether it was allowed is told later than anybody waits; what is not copied can be marked and copied by hand.
    let promise = clipboard.unchecked_into::<web_sys::Clipboard>().write_text(text);
    wasm_bindgen_futures::spawn_local(async move {
        let _ = JsFuture::from(promise).await;
    });
    true
}

/// A text in Unicode's composed form, so that the same words give the same bytes everywhere.
pub fn nfc(text: &str) -> String {
    String::from(js_sys::JsString::from(text).normalize("NFC"))
}
