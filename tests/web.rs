//! What only a browser can show: storage, Unicode forms, addresses, and answers that follow a click.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use kickstart::answer::Answer;
use kickstart::assessment::Event;
use kickstart::ids::QuestionId;
use kickstart::ports::{Clock, DraftStore, Ids};
use kickstart::text::Locale;
use kickstart::visible::{self, Step};
use kickstart::web::adapters::content::First;
use kickstart::web::adapters::draft_store::BrowserStore;
use kickstart::web::adapters::files::nfc;
use kickstart::web::adapters::platform::{BrowserClock, BrowserIds, after_paint, rest};
use kickstart::web::parts::answers::Radio;
use kickstart::web::routes::Place;
use kickstart::web::state::{Saving, Store, store};
use kickstart::wire::{draft_v1, pack_v1};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const PACK: &str = include_str!("../questions/ai-maturity/questionnaire.json");

fn first() -> First {
    First {
        questionnaire: Arc::new(pack_v1::read("questionnaire.json", PACK).unwrap()),
        locales: vec![(Locale::new("sv"), "Svenska".to_string())],
        locale: Locale::new("sv"),
        texts: Vec::new(),
        foreign: false,
    }
}

/// Every question of the pack, with all processes chosen.
fn every_step() -> Vec<Step> {
    let pack = first().questionnaire;
    let mut answers = kickstart::answer::Answers::new();
    let all = pack.in_order().map(|id| id.as_str().into()).collect();
    answers.set(QuestionId::Chosen, Answer::Choices(all));
    visible::steps(&pack, &answers)
}

#[wasm_bindgen_test]
fn a_draft_is_stored_read_and_removed() {
    let browser = BrowserStore;
    assert_eq!(browser.try_out(), Ok(()));
    browser.save("kept as it is").unwrap();
    assert_eq!(browser.load(), Ok(Some("kept as it is".to_string())));
    browser.clear().unwrap();
    assert_eq!(browser.load(), Ok(None));
}

#[wasm_bindgen_test]
fn text_from_the_browser_is_composed() {
    assert_eq!(nfc("a\u{30a}"), "å");
    assert_eq!(nfc("räksmörgås"), "räksmörgås");
}

#[wasm_bindgen_test]
fn stamps_have_whole_seconds_and_ids_differ() {
    let now = BrowserClock.now();
    assert_eq!((now.len(), &now[19..]), (20, "Z"));
    let (one, other) = (BrowserIds.fresh(), BrowserIds.fresh());
    assert_eq!(one.len(), 32);
    assert_ne!(one, other);
}

#[wasm_bindgen_test]
fn every_step_has_an_address_of_its_own() {
    let mut seen = std::collections::BTreeSet::new();
    for step in every_step() {
        let place = Place::Step(step);
        assert_eq!(Place::of_path(&place.path()), place);
        assert!(seen.insert(place.path()), "{}", place.path());
    }
    for place in [Place::Start, Place::Check, Place::Result, Place::Example, Place::Data, Place::About] {
        assert_eq!(Place::of_path(&place.path()), place);
    }
    assert_eq!(Place::of_path("/nowhere/at/all/really"), Place::Unknown);
}

#[wasm_bindgen_test]
async fn a_click_answers_and_is_stored_at_once() {
    BrowserStore.clear().unwrap();
    let host: web_sys::HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&host).unwrap();
    let question = QuestionId::parse("sales-quoting.W").unwrap();
    let asked = question.clone();
    let mounted = mount_to(host.clone(), move || {
        provide_context(Store::new(first()));
        let rows = (0..=5).map(|level| {
            let (question, answer) = (asked.clone(), Answer::Level(level));
            view! { <Radio question answer digit=level.to_string() text=format!("row {level}")/> }
        });
        view! { <div>{rows.collect_view()}<Shown/></div> }
    });
    let input = |value: &str| -> web_sys::HtmlInputElement {
        host.query_selector(&format!("input[value=\"{value}\"]")).unwrap().unwrap().unchecked_into()
    };
    input("3").click();
    leptos::task::tick().await;
    assert!(input("3").checked() && !input("2").checked());
    let shown = host.query_selector("#shown").unwrap().unwrap().text_content().unwrap();
    assert_eq!(shown, "Some(Level(3)) Works");
    let stored = BrowserStore.load().unwrap().unwrap();
    let draft = draft_v1::read(&first().questionnaire, "draft", &stored).unwrap();
    assert_eq!(draft.assessment.answers.get(&question), Some(&Answer::Level(3)));
    drop(mounted);
    BrowserStore.clear().unwrap();
}

#[wasm_bindgen_test]
async fn where_they_are_is_stored_and_draws_nothing_anew() {
    BrowserStore.clear().unwrap();
    let host: web_sys::HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&host).unwrap();
    let (drawn, slot) = (Arc::new(AtomicU32::new(0)), Rc::new(Cell::new(None)));
    let mounted = mount_to(host.clone(), {
        let (drawn, slot) = (drawn.clone(), slot.clone());
        move || {
            let state = Store::new(first());
            slot.set(Some(state));
            provide_context(state);
            move || {
                drawn.fetch_add(1, Relaxed);
                state.assessment().with(|held| held.answers.is_empty()).to_string()
            }
        }
    });
    let state = slot.get().unwrap();
    let step = Step::Question(QuestionId::parse("sales-quoting.D").unwrap());
    state.dispatch_all(vec![Event::Arrived(step.clone()), Event::Paced(7)]);
    leptos::task::tick().await;
    assert_eq!(drawn.load(Relaxed), 1);
    let stored = BrowserStore.load().unwrap().unwrap();
    let draft = draft_v1::read(&first().questionnaire, "draft", &stored).unwrap();
    assert_eq!(draft.assessment.last, Some(step));
    state.dispatch(Event::Answered(QuestionId::parse("sales-quoting.W").unwrap(), Answer::Level(3)));
    leptos::task::tick().await;
    assert_eq!(drawn.load(Relaxed), 2);
    drop(mounted);
    BrowserStore.clear().unwrap();
}

#[wasm_bindgen_test]
async fn what_waits_for_a_painted_frame_is_done_after_it_and_once() {
    let done = Rc::new(Cell::new(0));
    after_paint({
        let done = done.clone();
        move || done.set(done.get() + 1)
    });
    assert_eq!(done.get(), 0);
    // Two clocks run for it, of which the slower one is over by then.
    rest(400).await;
    assert_eq!(done.get(), 1);
}

/// What the state says of the question.
#[component]
fn Shown() -> impl IntoView {
    let state = store();
    let question = QuestionId::parse("sales-quoting.W").unwrap();
    view! {
        <p id="shown">
            {move || {
                let saving: Saving = state.saving().get();
                format!("{:?} {saving:?}", state.answer(&question))
            }}
        </p>
    }
}
