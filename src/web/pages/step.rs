//! One question a screen.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

use crate::answer::Answer;
use crate::assessment::Event;
use crate::ids::{OptionId, QuestionId};
use crate::questionnaire::{ProfileKind, SIMPLER_FIX, Takes};
use crate::visible::{self, Part, Step};
use crate::web::adapters::platform;
use crate::web::parts::actions::ActionBar;
use crate::web::parts::answers::{Radio, Tick};
use crate::web::parts::heading::Heading;
use crate::web::parts::note::Note;
use crate::web::parts::whereabouts::Where;
use crate::web::routes::{Place, part_key};
use crate::web::state::{Store, store};

/// Shown while the texts of a screen are on their way.
pub fn waiting() -> AnyView {
    view! { <div data-waiting=""><Heading text=store().t("ask.loading")/></div> }.into_any()
}

/// Whoever waits at that heading goes along to the one that takes its place.
fn take_focus_along() {
    if document().query_selector("[data-waiting] h1:focus").ok().flatten().is_some() {
        request_animation_frame(|| platform::focus("h1"));
    }
}

/// A screen that needs every text, or a word that they are on their way.
pub fn when_loaded(page: impl Fn() -> AnyView + Send + 'static) -> impl IntoView {
    let state = store();
    let there = Memo::new(move |_| state.is_loaded());
    move || {
        if there.get() {
            take_focus_along();
            untrack(&page)
        } else {
            view! { <div class="page row row-first">{waiting()}</div> }.into_any()
        }
    }
}

/// Where Back leads from a place.
pub fn place_before(place: &Place) -> Place {
    let Place::Step(step) = place else { return Place::Start };
    let steps = untrack(|| store().steps());
    match visible::previous(&steps, step) {
        Some(step) => Place::Step(step),
        None if steps.contains(step) => Place::Start,
        None => Place::Check,
    }
}

/// What happens on Next: what the screen adds is saved at once and the next step is shown; the pace and where they are
/// are saved when it has been painted.
pub fn way_on(place: Memo<Place>) -> impl Fn(bool, Vec<Event>) + Clone + 'static {
    let state = store();
    let navigate = use_navigate();
    let arrived = StoredValue::new(0.0);
    Effect::new(move || {
        place.track();
        arrived.set_value(platform::milliseconds());
    });
    move |answered, events| {
        let seconds = ((platform::milliseconds() - arrived.get_value()) / 1000.0).clamp(0.0, 3600.0).round();
        let pace = answered.then_some(Event::Paced(seconds as u32));
        let Place::Step(here) = place.get_untracked() else { return };
        // What is answered by going on may change which step is next.
        if !events.is_empty() {
            state.dispatch_all(events);
        }
        let steps = untrack(|| state.steps());
        let next = visible::next(&steps, &here);
        let mut noted = vec![Event::Arrived(next.clone().unwrap_or(here))];
        noted.extend(pace);
        // No screen shows these, and the next one is not kept waiting for them.
        platform::after_paint(move || state.dispatch_all(noted));
        let place = next.map_or(Place::Check, Place::Step);
        // To take away what has focus makes the browser lay out the page at once; to give it up first does not.
        let focused = document().active_element().and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(element) = focused {
            let _ = element.blur();
        }
        navigate(&state.href(&place), NavigateOptions { resolve: false, ..NavigateOptions::default() });
    }
}

/// The questions of a part, one at a time. `place` is where one is.
pub fn questions(part: Part, place: Memo<Place>) -> AnyView {
    let state = store();
    let asked = move || match place.get() {
        Place::Step(Step::Question(question)) => state.questionnaire().takes(&question).map(|takes| (question, takes)),
        _ => None,
    };
    // Nothing ticked is an answer, given by going on.
    let answered = Signal::derive(move || {
        asked().is_some_and(|(question, takes)| matches!(takes, Takes::Any(..)) || state.answer(&question).is_some())
    });
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if let Some((question, takes)) = untrack(asked) {
            press(state, &event, &question, &takes);
        }
    });
    on_cleanup(move || keys.remove());
    let on = way_on(place);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut events = Vec::new();
        if let Some((question, Takes::Any(..))) = untrack(asked) {
            if let QuestionId::Signals(process) = &question {
                events.push(Event::NothingTicked(QuestionId::SimplerFix(process.clone())));
            }
            events.push(Event::NothingTicked(question));
        }
        on(answered.get_untracked(), events);
    };
    // The texts of a process may still be on their way, and the names of the steps with them.
    let there = Memo::new(move |_| {
        asked().and_then(|(question, _)| last_text(&question)).is_none_or(|key| state.has_text(&key))
    });
    let ask = move || match asked() {
        Some((question, takes)) if there.get() => {
            take_focus_along();
            untrack(|| ask(question, &takes))
        }
        _ => untrack(waiting),
    };
    // Left and right in turn, so that each question gets elements of its own: patched ones keep what belongs to the last
    // question, such as which answer of a group is chosen and whether the note stands open.
    let turn = StoredValue::new(false);
    let body = move || {
        turn.set_value(!turn.get_value());
        if turn.get_value() { Either::Left(ask()) } else { Either::Right(ask()) }
    };
    let side = move || {
        there.track();
        let part = part.clone();
        untrack(|| view! { <Where part place/> })
    };
    view! {
        <form class="ask page" on:submit=submit>
            <div class="row row-first">
                {side}
                <div class="ask-body">{body}</div>
            </div>
            <ActionBar place answered/>
        </form>
    }
    .into_any()
}

/// A question with its answers and its note.
fn ask(question: QuestionId, takes: &Takes) -> AnyView {
    let text = store().words(|words| words.question(&question));
    view! {
        <fieldset>
            <legend><Heading text/></legend>
            {hints(&question)}
            {answers(&question, takes)}
        </fieldset>
        <Note question/>
    }
    .into_any()
}

/// The key of the text of a question that arrives last; none for those that the first screens bring.
fn last_text(question: &QuestionId) -> Option<String> {
    match question {
        QuestionId::Profile(_) | QuestionId::Time(_) | QuestionId::Chosen | QuestionId::Fact(..) => None,
        QuestionId::Process(process, _) | QuestionId::Signals(process) | QuestionId::SimplerFix(process) => {
            Some(format!("process.{process}.U.text"))
        }
        QuestionId::Enabler(_) | QuestionId::FirmSignals | QuestionId::AiInput => {
            Some("firm-signals.heading".to_string())
        }
    }
}

/// What stands under a question: how to choose, an example, or what its answer follows from.
fn hints(question: &QuestionId) -> AnyView {
    let state = store();
    let lines = {
        let pack = state.questionnaire();
        let mut lines = Vec::new();
        match question {
            QuestionId::Profile(id) => lines.push(state.t(&format!("profile.{id}.help"))),
            QuestionId::Chosen => {
                lines.push(super::picker::proposal_words());
                lines.push(state.t("picker.choose"));
            }
            QuestionId::Process(process, dimension) => {
                if pack.dimensions.first().is_some_and(|first| first.id == *dimension) {
                    lines.push(state.t("answer.how-to-choose"));
                }
                let followed = state
                    .assessment()
                    .with(|held| visible::follows_from(&pack, &held.answers, process, dimension).cloned());
                if let Some(from) = followed {
                    let name = state.t(&format!("dimension.{from}.name"));
                    lines.push(state.tf("ask.follows", &[("dimension", &name)]));
                }
                let part = format!("{dimension}.example");
                let example = state.words(|words| {
                    words.wording.of_process(words.questionnaire, words.prose, process, &part).map(str::to_string)
                });
                lines.extend(example);
            }
            QuestionId::Enabler(id) => {
                if pack.enablers.first().is_some_and(|first| first.id == *id) {
                    lines.push(state.t("answer.how-to-choose"));
                }
                let example =
                    state.words(|words| words.wording.of_enabler(words.prose, id, "example").map(str::to_string));
                lines.extend(example);
            }
            QuestionId::Signals(_) => lines.push(state.t("signals.help")),
            QuestionId::FirmSignals => lines.push(state.t("firm-signals.help")),
            QuestionId::AiInput => lines.push(state.t("ai-input.help")),
            QuestionId::Time(_) | QuestionId::SimplerFix(_) | QuestionId::Fact(..) => {}
        }
        let before = state.assessment().with(|held| held.history.last()?.answer(&pack, question).cloned());
        lines.extend(before.map(|answer| {
            let answer = state.words(|words| words.answer(question, &answer));
            state.tf("ask.before", &[("answer", &answer)])
        }));
        lines
    };
    lines.into_iter().map(|line| view! { <p class="hint">{line}</p> }).collect_view().into_any()
}

fn answers(question: &QuestionId, takes: &Takes) -> AnyView {
    match takes {
        Takes::Scale { top, may_not_apply } => scale(question, *top, *may_not_apply).into_any(),
        Takes::One(options) => match question {
            QuestionId::Profile(id) if is_long(id.as_str()) => place_list(question, options).into_any(),
            _ => choices(question, options).into_any(),
        },
        Takes::Count(options) => count(question, options).into_any(),
        Takes::Any(options, _) => ticks(question, options).into_any(),
        Takes::OneOrUnknown(_) | Takes::OneOrNotOurs(..) => ().into_any(),
    }
}

fn is_long(profile: &str) -> bool {
    store().questionnaire().profile_question(profile).is_some_and(|question| question.kind == ProfileKind::Municipality)
}

fn scale(question: &QuestionId, top: u8, may_not_apply: bool) -> impl IntoView + use<> {
    let state = store();
    let word = |answer: &Answer| state.words(|words| words.answer(question, answer));
    let levels = (0..=top).map(|level| {
        let answer = Answer::Level(level);
        let text = word(&answer);
        view! { <Radio question=question.clone() answer digit=level.to_string() text/> }
    });
    let mut off = vec![Answer::DontKnow];
    if may_not_apply {
        off.push(Answer::NotApplicable);
    }
    let off = off.into_iter().map(|answer| {
        let text = word(&answer);
        view! { <Radio question=question.clone() answer text/> }
    });
    view! {
        <div class="answers answers-scale">{levels.collect_view()}</div>
        <div class="answers answers-off">{off.collect_view()}</div>
    }
}

fn choices(question: &QuestionId, options: &[OptionId]) -> impl IntoView + use<> {
    let state = store();
    let rows = options.iter().map(|option| {
        let text = state.words(|words| words.option(question, option));
        let key = format!("{question}.option.{option}.help");
        let help = if state.has_text(&key) { state.t(&key) } else { String::new() };
        view! { <Radio question=question.clone() answer=Answer::Choice(option.clone()) text help/> }
    });
    view! { <div class="answers answers-list">{rows.collect_view()}</div> }
}

/// A number of their own, or one of the bands.
fn count(question: &QuestionId, options: &[OptionId]) -> impl IntoView + use<> {
    let state = store();
    let id = format!("count-{question}");
    let held = question.clone();
    let value = move || match state.answer(&held) {
        Some(Answer::Number(count)) => count.to_string(),
        _ => String::new(),
    };
    let typed = question.clone();
    let unit = state.t(&format!("{question}.unit"));
    view! {
        {choices(question, options)}
        <div class="field count">
            <label for=id.clone()>{state.t("ask.exact")}</label>
            <span class="count-in">
                <input
                    class="inp"
                    id=id
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    maxlength="6"
                    prop:value=value
                    on:change=move |event| {
                        match event_target_value(&event).trim().parse::<u32>() {
                            Ok(count) if count > 0 => state.dispatch(Event::Answered(typed.clone(), Answer::Number(count))),
                            // What is not a number leaves the answer as it was; the field shows that again.
                            _ => state.dispatch(Event::Answered(typed.clone(), state.answer(&typed).unwrap_or(Answer::DontKnow))),
                        }
                    }
                />
                " "{unit}
            </span>
        </div>
    }
}

/// One of many places, in the browser's own list.
fn place_list(question: &QuestionId, options: &[OptionId]) -> impl IntoView + use<> {
    let state = store();
    let id = format!("place-{question}");
    let held = question.clone();
    let chosen = Memo::new(move |_| match state.answer(&held) {
        Some(Answer::Choice(option)) => option.to_string(),
        _ => String::new(),
    });
    let rows = options.iter().map(|option| {
        let (value, own) = (option.to_string(), option.to_string());
        let text = state.words(|words| words.option(question, option));
        view! {
            <option value=value prop:selected=move || chosen.get() == own>
                {text}
            </option>
        }
    });
    let rows = rows.collect_view();
    let picked = question.clone();
    view! {
        <div class="field">
            <label for=id.clone()>{state.t("ask.place")}</label>
            <select
                class="inp"
                id=id
                on:change=move |event| {
                    let value = event_target_value(&event);
                    if value.is_empty() {
                        state.dispatch(Event::Cleared(picked.clone()));
                    } else {
                        state.dispatch(Event::Answered(picked.clone(), Answer::Choice(value.as_str().into())));
                    }
                }
            >
                <option value="" prop:selected=move || chosen.get().is_empty()>{state.t("ask.choose-place")}</option>
                {rows}
            </select>
        </div>
    }
}

fn ticks(question: &QuestionId, options: &[OptionId]) -> AnyView {
    let state = store();
    let shown: Vec<OptionId> = match question {
        QuestionId::Signals(process) => {
            let sector = state.wording().sector;
            let signals = state.questionnaire().signals_for(process, sector.as_ref());
            signals.iter().map(|signal| signal.as_str().into()).collect()
        }
        QuestionId::Chosen => state.assessment().with(|held| {
            let ours = |option: &&OptionId| {
                let time = QuestionId::Time(option.as_str().into());
                !matches!(held.answers.get(&time), Some(Answer::NotOurs(_)))
            };
            options.iter().filter(ours).cloned().collect()
        }),
        _ => options.to_vec(),
    };
    let rows = shown.into_iter().map(|option| {
        let text = state.words(|words| words.option(question, &option));
        let help = match question {
            QuestionId::Chosen => super::picker::time_words(&option.as_str().into()),
            _ => String::new(),
        };
        view! { <Tick question=question.clone() option text help/> }
    });
    let rows = rows.collect_view();
    let fix = match question {
        QuestionId::Signals(process) => {
            let fix = QuestionId::SimplerFix(process.clone());
            let text = state.words(|words| words.question(&fix));
            Some(view! {
                <p class="fix-head"><b>{state.t("signals.fix")}</b></p>
                <div class="answers answers-list"><Tick question=fix option=OptionId::new(SIMPLER_FIX) text/></div>
            })
        }
        _ => None,
    };
    view! { <div class="answers answers-list">{rows}</div> {fix} }.into_any()
}

/// Digits choose a level, V is "don't know", Enter goes on.
fn press(state: Store, event: &web_sys::KeyboardEvent, question: &QuestionId, takes: &Takes) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let inside = |selector: &str| target.as_ref().is_some_and(|element| element.matches(selector).unwrap_or(false));
    if event.ctrl_key() || event.meta_key() || event.alt_key() || inside("textarea, select, input[type=text], dialog *")
    {
        return;
    }
    let key = event.key();
    if key == "Enter" {
        // Buttons, links and summaries do their own thing, and an input submits its form by itself.
        if !inside("button, a, summary, input")
            && let Ok(Some(next)) = document().query_selector("form.ask button[type=submit]")
            && let Ok(next) = next.dyn_into::<web_sys::HtmlElement>()
        {
            event.prevent_default();
            next.click();
        }
        return;
    }
    let Takes::Scale { top, .. } = takes else { return };
    let (answer, value) = match key.as_str() {
        "v" | "V" => (Answer::DontKnow, "dont-know".to_string()),
        digit => match digit.parse::<u8>() {
            Ok(level) if level <= *top => (Answer::Level(level), level.to_string()),
            _ => return,
        },
    };
    event.prevent_default();
    state.dispatch(Event::Answered(question.clone(), answer));
    platform::focus(&format!("form.ask input[type=radio][value=\"{value}\"]"));
}

/// The name of a part, for lists of answers.
pub fn part_name(part: &Part) -> String {
    store().t(&part_key(part))
}
