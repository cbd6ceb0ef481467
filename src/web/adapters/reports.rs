//! The program that reads many reports and holds them, in a worker beside the page.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::platform;
use crate::glance::{Ask, Glance};
use crate::web::adapters::content;
use crate::web::state::Store;
use crate::wire::glance_v1;

/// So many files are handed over at a time: to hand over thousands at once would keep the page from answering.
const BATCH: usize = 50;
/// A page that comes back within so long, in another language, finds the reports where they were.
const GRACE: Duration = Duration::from_secs(1);

/// How far reading has come.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Progress {
    /// Files read.
    pub done: u32,
    /// Files chosen.
    pub of: u32,
    /// Bytes read.
    pub bytes: f64,
    /// Bytes chosen.
    pub size: f64,
    /// Reports found in them, refused ones among them.
    pub reports: u32,
}

/// What the worker says.
pub enum Heard {
    /// Reading goes on.
    Going(Progress),
    /// Reading has ended, or was stopped: what has been read is there. Whether no other reading goes on since.
    Read(Progress, bool),
    /// What to draw.
    Glance(Box<Glance>),
    /// Tables as a file, in this form.
    File(String, js_sys::Uint8Array),
    /// Why there is no such file.
    NoFile(String),
    /// The worker is gone, and what it held; what was said, for whoever mends it.
    Broken(String),
}

/// Whoever listens now.
type Listener = Rc<dyn Fn(Heard)>;
type Callback = Closure<dyn FnMut(web_sys::MessageEvent)>;

struct Running {
    worker: web_sys::Worker,
    /// Goes up when reading is stopped: what is said of an earlier reading does not stop a later one.
    reading: u32,
    /// Files that have been chosen and not handed over yet.
    pending: usize,
    /// Questions so far; an answer to an earlier one is nobody's.
    asks: u32,
    _heard: [Callback; 2],
}

thread_local! {
    static WORKER: RefCell<Option<Running>> = const { RefCell::new(None) };
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
    /// What was asked for last.
    static ASKED: RefCell<Option<Ask>> = const { RefCell::new(None) };
}

/// Listens from now on, in place of whoever did; the worker is started where there is none. Yields what was asked for last
/// of a worker that is there already.
pub fn join(state: Store, listener: impl Fn(Heard) + 'static) -> Option<Ask> {
    LISTENER.with_borrow_mut(|slot| *slot = Some(Rc::new(listener)));
    if WORKER.with_borrow(Option::is_some) {
        return ASKED.with_borrow(Clone::clone);
    }
    start(state);
    None
}

/// Starts the worker, and tells when it cannot be.
pub fn start(state: Store) {
    if let Err(error) = started(state) {
        tell(Heard::Broken(format!("{error:?}")));
    }
}

/// Nobody listens any more. Unless somebody does again soon, the worker goes, and every report with it.
pub fn leave() {
    LISTENER.with_borrow_mut(|slot| *slot = None);
    set_timeout(
        || {
            if LISTENER.with_borrow(Option::is_none) {
                end();
            }
        },
        GRACE,
    );
}

/// Ends the worker.
fn end() {
    ASKED.with_borrow_mut(|slot| *slot = None);
    WORKER.with_borrow_mut(|slot| {
        if let Some(running) = slot.take() {
            // What it has said and nobody has heard yet must not meet a listener that is gone.
            running.worker.set_onmessage(None);
            running.worker.set_onerror(None);
            running.worker.terminate();
        }
    });
}

fn tell(heard: Heard) {
    if let Some(listener) = LISTENER.with_borrow(Clone::clone) {
        listener(heard);
    }
}

fn started(state: Store) -> Result<(), JsValue> {
    let named = document().query_selector("meta[name=reports-worker]")?;
    let name = named.and_then(|meta| meta.get_attribute("content")).ok_or("reports-worker")?;
    let options = web_sys::WorkerOptions::new();
    options.set_type(web_sys::WorkerType::Module);
    let worker = web_sys::Worker::new_with_options(&name, &options)?;
    let said: Callback = Closure::new(|event: web_sys::MessageEvent| hear(&event.data()));
    let broke: Callback = Closure::new(|_: web_sys::MessageEvent| broken("worker".to_string()));
    worker.set_onmessage(Some(said.as_ref().unchecked_ref()));
    worker.set_onerror(Some(broke.as_ref().unchecked_ref()));
    let files = content::for_pages(&state.questionnaire(), &state.locale());
    worker.post_message(&message(
        "open",
        &[
            ("base", JsValue::from_str(&document().base_uri()?.unwrap_or_default())),
            ("day", JsValue::from_str(&crate::web::pages::advice::today().to_string())),
            ("structure", texts(files.iter().take(content::STRUCTURE))),
        ],
    ))?;
    let running = Running { worker, reading: 1, pending: 0, asks: 0, _heard: [said, broke] };
    WORKER.with_borrow_mut(|slot| *slot = Some(running));
    Ok(())
}

/// The worker is given up once what it is telling has been heard: a listener must not be dropped while it runs.
fn broken(reason: String) {
    set_timeout(
        move || {
            end();
            tell(Heard::Broken(reason));
        },
        Duration::ZERO,
    );
}

fn texts<'t>(names: impl Iterator<Item = &'t String>) -> JsValue {
    names.map(|name| JsValue::from_str(name)).collect::<js_sys::Array>().into()
}

fn message(kind: &str, members: &[(&str, JsValue)]) -> JsValue {
    let message = js_sys::Object::new();
    for (name, value) in members.iter().chain(&[("kind", JsValue::from_str(kind))]) {
        // A plain object takes every member.
        let _ = js_sys::Reflect::set(&message, &JsValue::from_str(name), value);
    }
    message.into()
}

fn send(kind: &str, members: &[(&str, JsValue)]) {
    let sent = WORKER.with_borrow(|slot| {
        slot.as_ref().map_or(Ok(()), |running| running.worker.post_message(&message(kind, members)))
    });
    if let Err(error) = sent {
        broken(format!("{error:?}"));
    }
}

/// Reads a message of the worker and tells the listener.
fn hear(data: &JsValue) {
    let member = |name: &str| js_sys::Reflect::get(data, &JsValue::from_str(name)).unwrap_or_default();
    let text = |name: &str| member(name).as_string().unwrap_or_default();
    let number = |name: &str| member(name).as_f64().unwrap_or_default();
    let count = |name: &str| number(name) as u32;
    let progress = || Progress {
        done: count("done"),
        of: count("of"),
        bytes: number("bytes"),
        size: number("size"),
        reports: count("reports"),
    };
    let current = WORKER.with_borrow(|slot| slot.as_ref().is_some_and(|one| one.reading == count("number")));
    match text("kind").as_str() {
        "going" if current => tell(Heard::Going(progress())),
        "read" => tell(Heard::Read(progress(), current)),
        "glance" if WORKER.with_borrow(|slot| slot.as_ref().is_some_and(|one| one.asks == count("number"))) => {
            tell(Heard::Glance(Box::new(glance_v1::read(&text("glance")))));
        }
        "file" => {
            if let Ok(bytes) = member("bytes").dyn_into::<js_sys::Uint8Array>() {
                tell(Heard::File(text("form"), bytes));
            }
        }
        "no-file" => tell(Heard::NoFile(text("reason"))),
        "broken" => broken(text("error")),
        _ => {}
    }
}

/// Has files read, beside those that are being read.
pub fn take(files: Vec<JsValue>) {
    let number = WORKER.with_borrow_mut(|slot| {
        let running = slot.as_mut()?;
        running.pending += files.len();
        Some(running.reading)
    });
    let Some(number) = number else { return };
    spawn_local(async move {
        for batch in files.chunks(BATCH) {
            let left = WORKER.with_borrow_mut(|slot| {
                let running = slot.as_mut().filter(|running| running.reading == number)?;
                running.pending = running.pending.saturating_sub(batch.len());
                Some(running.pending)
            });
            let Some(left) = left else { return };
            let files: js_sys::Array = batch.iter().collect();
            let whole = JsValue::from_bool(left == 0);
            send("take", &[("number", JsValue::from(number)), ("files", files.into()), ("whole", whole)]);
            platform::rest(0).await;
        }
    });
}

/// Stops reading.
pub fn stop() {
    end_reading();
    send("stop", &[]);
}

/// What is read from now on is another reading.
fn end_reading() {
    WORKER.with_borrow_mut(|slot| {
        if let Some(running) = slot {
            running.reading += 1;
            running.pending = 0;
        }
    });
}

/// Forgets every report, and what was being read.
pub fn clear() {
    end_reading();
    send("clear", &[]);
}

/// Asks what to draw.
pub fn ask(state: Store, ask: &Ask) {
    let number = WORKER.with_borrow_mut(|slot| {
        slot.as_mut().map(|running| {
            running.asks += 1;
            running.asks
        })
    });
    let Some(number) = number else { return };
    ASKED.with_borrow_mut(|slot| *slot = Some(ask.clone()));
    let [locale, names] = spoken(state);
    let ask = JsValue::from_str(&glance_v1::write_ask(ask));
    send("ask", &[("number", JsValue::from(number)), ("ask", ask), locale, names]);
}

/// Asks for tables as a file.
pub fn tables(state: Store, form: &str, ask: &Ask, anonymised: bool) {
    let [locale, names] = spoken(state);
    let ask = JsValue::from_str(&glance_v1::write_ask(ask));
    let members = [("form", JsValue::from_str(form)), ("ask", ask), ("anonymised", JsValue::from_bool(anonymised))];
    let [form, ask, anonymised] = members;
    send("tables", &[form, ask, anonymised, locale, names]);
}

/// The language in use, and the files of its words.
fn spoken(state: Store) -> [(&'static str, JsValue); 2] {
    let locale = state.locale();
    let mut files = content::for_pages(&state.questionnaire(), &locale);
    files.push(format!("questions/ui/{locale}/tables.json"));
    [("locale", JsValue::from_str(locale.as_str())), ("names", texts(files.iter()))]
}
