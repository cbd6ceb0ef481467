//! The program that sets papers on pages, in a worker beside the page.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::{files, platform};
use crate::wire::paper_v1::{self, Order};

/// What came of an order.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// It is being made: so many of the files that it takes are there, of so many.
    Working(u32, u32),
    /// The file has been handed over; the characters that a box stands for.
    Done(String),
    /// It could not be made; what was said, for whoever mends it.
    Failed(String),
}

thread_local! {
    /// The worker, kept warm between orders; anew after a failure or when it is stopped.
    static WORKER: RefCell<Option<Running>> = const { RefCell::new(None) };
    /// The number of the order that is wanted; an answer to an earlier one is nobody's.
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

struct Running {
    worker: web_sys::Worker,
    /// Whoever listens to the present order, to its answer and to its breaking.
    _heard: [Heard; 2],
}

type Heard = Closure<dyn FnMut(web_sys::MessageEvent)>;

/// Begins an order in place of an earlier one: starts the program, so that it is on its way while the paper is built, and
/// gives the order's number; nothing where it is no longer wanted then. The file is handed over under its name; `told`
/// says how it goes, also when nothing comes of it. Before and after the start, the page can answer.
pub async fn begin(name: String, told: RwSignal<Option<Outcome>>) -> Option<u32> {
    NUMBER.set(NUMBER.get().wrapping_add(1));
    let number = NUMBER.get();
    tell(told, Outcome::Working(0, 0));
    platform::rest(0).await;
    if !is_wanted(number) {
        return None;
    }
    if let Err(error) = listen(number, name, told) {
        stop();
        tell(told, Outcome::Failed(words(&error)));
        return None;
    }
    platform::rest(0).await;
    is_wanted(number).then_some(number)
}

/// Tells whoever is still there to hear it.
fn tell(told: RwSignal<Option<Outcome>>, outcome: Outcome) {
    told.try_set(Some(outcome));
}

/// Whether an order has neither been stopped nor given up for a later one.
pub fn is_wanted(number: u32) -> bool {
    NUMBER.get() == number
}

/// Hands the finished paper over; nothing happens where the order is no longer wanted.
pub fn send(number: u32, order: &Order, told: RwSignal<Option<Outcome>>) {
    if !is_wanted(number) {
        return;
    }
    if let Err(error) = post(number, order) {
        stop();
        tell(told, Outcome::Failed(words(&error)));
    }
}

/// Stops what is being made.
pub fn stop() {
    NUMBER.set(NUMBER.get().wrapping_add(1));
    WORKER.with_borrow_mut(|slot| {
        if let Some(running) = slot.take() {
            running.worker.terminate();
        }
    });
}

fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |error| String::from(error.message()))
}

fn started() -> Result<web_sys::Worker, JsValue> {
    let named = document().query_selector("meta[name=pdf-worker]")?;
    let name = named.and_then(|meta| meta.get_attribute("content")).ok_or_else(|| JsValue::from_str("pdf-worker"))?;
    let options = web_sys::WorkerOptions::new();
    options.set_type(web_sys::WorkerType::Module);
    web_sys::Worker::new_with_options(&name, &options)
}

fn listen(number: u32, name: String, told: RwSignal<Option<Outcome>>) -> Result<(), JsValue> {
    let kept = WORKER.with_borrow(|slot| slot.as_ref().map(|running| running.worker.clone()));
    let worker = kept.map_or_else(started, Ok)?;
    let answered: Heard = Closure::new(move |event: web_sys::MessageEvent| {
        let member = |name: &str| js_sys::Reflect::get(&event.data(), &JsValue::from_str(name)).unwrap_or_default();
        if member("number").as_f64() != Some(f64::from(number)) {
            return;
        }
        let count = |name: &str| member(name).as_f64().map(|number| number as u32);
        if let (Some(done), Some(of)) = (count("done"), count("of")) {
            tell(told, Outcome::Working(done, of));
            return;
        }
        match member("bytes").dyn_into::<js_sys::Uint8Array>() {
            Ok(bytes) => {
                files::download_bytes(&name, "application/pdf", &bytes);
                tell(told, Outcome::Done(member("replaced").as_string().unwrap_or_default()));
            }
            Err(_) => {
                stop_later();
                tell(told, Outcome::Failed(member("error").as_string().unwrap_or_default()));
            }
        }
    });
    let broke: Heard = Closure::new(move |_: web_sys::MessageEvent| {
        stop_later();
        tell(told, Outcome::Failed("worker".to_string()));
    });
    worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
    worker.set_onerror(Some(broke.as_ref().unchecked_ref()));
    WORKER.with_borrow_mut(|slot| *slot = Some(Running { worker, _heard: [answered, broke] }));
    Ok(())
}

fn post(number: u32, order: &Order) -> Result<(), JsValue> {
    let message = js_sys::Object::new();
    let put = |name: &str, value: &JsValue| js_sys::Reflect::set(&message, &JsValue::from_str(name), value);
    put("number", &JsValue::from(number))?;
    put("base", &JsValue::from_str(&document().base_uri()?.unwrap_or_default()))?;
    put("order", &js_sys::Uint8Array::from(paper_v1::write(order).as_slice()))?;
    WORKER.with_borrow(|slot| slot.as_ref().map_or(Ok(()), |running| running.worker.post_message(&message)))
}

/// Stops the worker once what it is telling has been heard: the listener must not be dropped while it runs.
fn stop_later() {
    set_timeout(stop, std::time::Duration::ZERO);
}
