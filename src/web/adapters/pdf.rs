//! The program that makes PDFs, in a worker beside the page.

use std::cell::RefCell;

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::web::adapters::content;
use crate::web::state::Store;

/// What is to be made.
pub struct Order {
    /// The report, as it is saved.
    pub report: String,
    /// The day that stands on it.
    pub day: String,
    /// One page instead of all.
    pub summary: bool,
    /// With what they noted.
    pub notes: bool,
}

/// What came of it.
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
    /// The worker, kept warm between reports; anew after a failure or when it is stopped.
    static WORKER: RefCell<Option<Running>> = const { RefCell::new(None) };
}

struct Running {
    worker: web_sys::Worker,
    /// The orders so far; an answer to an earlier one is nobody's.
    number: u32,
    /// Whoever listens to the present order, to its answer and to its breaking.
    _heard: [Heard; 2],
}

type Heard = Closure<dyn FnMut(web_sys::MessageEvent)>;

/// Makes a PDF and tells `told` how it goes; `take` gets the bytes.
pub fn make(
    state: Store,
    order: Order,
    take: impl Fn(&js_sys::Uint8Array) + 'static,
    told: impl Fn(Outcome) + Clone + 'static,
) {
    told(Outcome::Working(0, 0));
    if let Err(error) = send(state, &order, take, told.clone()) {
        stop();
        told(Outcome::Failed(words(&error)));
    }
}

/// Stops what is being made.
pub fn stop() {
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

fn send(
    state: Store,
    order: &Order,
    take: impl Fn(&js_sys::Uint8Array) + 'static,
    told: impl Fn(Outcome) + Clone + 'static,
) -> Result<(), JsValue> {
    let (worker, number) = WORKER.with_borrow(|slot| match slot {
        Some(running) => Ok((running.worker.clone(), running.number + 1)),
        None => started().map(|worker| (worker, 1)),
    })?;
    let message = js_sys::Object::new();
    let put = |name: &str, value: &JsValue| js_sys::Reflect::set(&message, &JsValue::from_str(name), value);
    let names: js_sys::Array = content::for_pages(&state.questionnaire(), &state.locale())
        .iter()
        .map(|name| JsValue::from_str(name))
        .collect();
    put("number", &JsValue::from(number))?;
    put("base", &JsValue::from_str(&document().base_uri()?.unwrap_or_default()))?;
    put("report", &JsValue::from_str(&order.report))?;
    put("locale", &JsValue::from_str(state.locale().as_str()))?;
    put("day", &JsValue::from_str(&order.day))?;
    put("summary", &JsValue::from_bool(order.summary))?;
    put("notes", &JsValue::from_bool(order.notes))?;
    put("names", &names)?;

    let failed = told.clone();
    let answered: Heard = Closure::new(move |event: web_sys::MessageEvent| {
        let member = |name: &str| js_sys::Reflect::get(&event.data(), &JsValue::from_str(name)).unwrap_or_default();
        if member("number").as_f64() != Some(f64::from(number)) {
            return;
        }
        let count = |name: &str| member(name).as_f64().map(|number| number as u32);
        if let (Some(done), Some(of)) = (count("done"), count("of")) {
            told(Outcome::Working(done, of));
            return;
        }
        match member("bytes").dyn_into::<js_sys::Uint8Array>() {
            Ok(bytes) => {
                take(&bytes);
                told(Outcome::Done(member("replaced").as_string().unwrap_or_default()));
            }
            Err(_) => {
                stop_later();
                told(Outcome::Failed(member("error").as_string().unwrap_or_default()));
            }
        }
    });
    let broke: Heard = Closure::new(move |_: web_sys::MessageEvent| {
        stop_later();
        failed(Outcome::Failed("worker".to_string()));
    });
    worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
    worker.set_onerror(Some(broke.as_ref().unchecked_ref()));
    worker.post_message(&message)?;
    WORKER.with_borrow_mut(|slot| *slot = Some(Running { worker, number, _heard: [answered, broke] }));
    Ok(())
}

/// Stops the worker once what it is telling has been heard: the listener must not be dropped while it runs.
fn stop_later() {
    set_timeout(stop, std::time::Duration::ZERO);
}
