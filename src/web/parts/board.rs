//! One question as the room sees it: hidden until it is revealed, then how the answers spread and what they mean.

use leptos::prelude::*;

use crate::answer::Answer;
use crate::board::{self, Bar, Board, Seen, verdict_id};
use crate::ids::QuestionId;
use crate::questionnaire::{Questionnaire, Takes, Wording};
use crate::web::room::Room;
use crate::web::state::Store;
use crate::words::Words;
use crate::workshop::spread::Verdict;
use crate::workshop::{Event, Workshop};

/// Reads with the words of a workshop: those that fit any firm.
pub fn words<T>(state: Store, read: impl FnOnce(&Words) -> T) -> T {
    let (questionnaire, prose) = (state.questionnaire(), state.prose());
    read(&Words { questionnaire: &questionnaire, prose: &prose, wording: &Wording::default() })
}

/// The question that the room is at, as it sees it.
pub fn current(room: Room) -> Option<Board> {
    room.held.with(|workshop| {
        let question = workshop.current.as_ref()?;
        words(room.state, |words| board::board(words, workshop, question))
    })
}

/// Goes so many questions on, or back to the way in.
pub fn step(room: Room, by: isize) {
    let to = room.held.with_untracked(|workshop| {
        let steps = board::steps(&room.state.questionnaire(), workshop);
        let here = workshop.current.as_ref().and_then(|current| steps.iter().position(|step| step == current));
        let to = here.map_or(by - 1, |here| here.cast_signed() + by);
        match usize::try_from(to) {
            Ok(to) => steps.get(to).cloned().map(Event::Moved),
            Err(_) => Some(Event::Gathered),
        }
    });
    if let Some(event) = to {
        happens(room, event);
    }
}

/// Shows the answers to the present question, or hides them again.
pub fn reveal(room: Room) {
    let event = room.held.with_untracked(|workshop| {
        let question = workshop.current.clone()?;
        let shown = workshop.revealed.contains(&question);
        Some(if shown { Event::Hidden(question) } else { Event::Revealed(question) })
    });
    if let Some(event) = event {
        happens(room, event);
    }
}

/// Something that the one who leads the room does; a refusal is said.
pub fn happens(room: Room, event: Event) {
    if let Err(refusal) = room.dispatch(event) {
        let problem = refusal.problem(room.code().as_str());
        room.tell(false, problem.sentence(&room.state.prose()));
    }
}

/// Arrows and the page keys of a presenter go from question to question, the space bar reveals; only where they do
/// nothing else.
pub fn listen(room: Room) {
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        use wasm_bindgen::JsCast;
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let inside = target.is_some_and(|element| {
            element.matches("input, textarea, select, button, a, summary, dialog *, [role=region]").unwrap_or(false)
        });
        if inside || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowRight" | "PageDown" => step(room, 1),
            "ArrowLeft" | "PageUp" => step(room, -1),
            " " => reveal(room),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
}

/// Bars with their words and counts; without counts, only what can be answered.
pub fn bars(state: Store, bars: &[Bar], counted: bool) -> AnyView {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let rows = bars.iter().map(|bar| {
        let mark = (!bar.mark.is_empty()).then(|| view! { <span class="dist-n">{bar.mark.clone()}</span> });
        let counts = counted.then(|| {
            let wide = format!("{}%", bar.count * 100 / most);
            let said = state.tf("workshop.answers", &[("n", &bar.count.to_string())]);
            view! {
                <svg class="dist-bar" aria-hidden="true">
                    <rect width=wide height="100%"></rect>
                </svg>
                <b class="dist-c"><span aria-hidden="true">{bar.count}</span><span class="vh">{said}</span></b>
            }
        });
        view! { <li data-count=bar.count>{mark}<span class="dist-w">{bar.words.clone()}</span>{counts}</li> }
    });
    view! { <ol class="dist" class:dist-counted=counted>{rows.collect_view()}</ol> }.into_any()
}

/// What is shown of the answers, or why nothing is.
pub fn seen(state: Store, board: &Board) -> AnyView {
    let said = |key: &str| view! { <p class="lead">{state.t(key)}</p> }.into_any();
    let closed = |key: &str| view! { {said(key)} {bars(state, &board.levels, false)} }.into_any();
    match &board.seen {
        Seen::Hidden => closed("workshop.hidden"),
        Seen::TooFew => closed("workshop.too-few"),
        Seen::Ticks(ticks) if ticks.is_empty() => said("workshop.no-ticks"),
        Seen::Ticks(ticks) => bars(state, ticks, true),
        Seen::FindOut { talk, dont_know } => view! {
            <p class="talk" data-verdict=verdict_id(Verdict::FindOut)><b>{talk.clone()}</b></p>
            <p>{dont_know.clone()}</p>
            {bars(state, &board.levels, false)}
        }
        .into_any(),
        Seen::Levels(levels) => {
            let prose = state.prose();
            let facts = [
                ("workshop.median", levels.median.clone()),
                ("workshop.spread", levels.range.clone()),
                ("workshop.consensus", prose.hundredths(levels.consensus)),
            ];
            let facts = facts.map(|(key, text)| view! { <div><dt>{state.t(key)}</dt><dd>{text}</dd></div> });
            let off = [levels.dont_know.clone(), levels.not_applicable.clone()];
            let off = off.into_iter().filter(|text| !text.is_empty()).map(|text| view! { <p>{text}</p> });
            view! {
                <p class="talk" data-verdict=verdict_id(levels.verdict)><b>{levels.talk.clone()}</b></p>
                {bars(state, &levels.bars, true)}
                {off.collect_view()}
                <dl class="facts facts-tight dist-facts">{facts.into_iter().collect_view()}</dl>
            }
            .into_any()
        }
    }
}

/// What the room sees to hold: what was agreed, or the median that everybody is near once the answers are shown.
pub fn holds_openly(state: Store, workshop: &Workshop, question: &QuestionId) -> String {
    if workshop.agreed.get(question).is_some() || workshop.revealed.contains(question) {
        holds(state, workshop, question)
    } else {
        String::new()
    }
}

/// What holds for a question: what was agreed, or the median that everybody is near; empty for neither.
pub fn holds(state: Store, workshop: &Workshop, question: &QuestionId) -> String {
    let pack = state.questionnaire();
    if let Some(answer) = workshop.agreed.get(question) {
        let value = short(state, answer);
        return state.tf("workshop.agreed", &[("value", &value)]);
    }
    match workshop.accepted(&pack, question) {
        Some(level) => state.tf("workshop.accepted", &[("value", &level.to_string())]),
        None => String::new(),
    }
}

fn short(state: Store, answer: &Answer) -> String {
    match answer {
        Answer::Level(level) => level.to_string(),
        Answer::NotApplicable => state.t("answer.not-applicable"),
        _ => state.t("answer.dont-know"),
    }
}

/// What can be agreed on.
pub fn choices(pack: &Questionnaire, question: &QuestionId) -> Vec<Answer> {
    let Some(Takes::Scale { top, may_not_apply }) = pack.takes(question) else { return Vec::new() };
    let off = std::iter::once(Answer::DontKnow).chain(may_not_apply.then_some(Answer::NotApplicable));
    (0..=top).map(Answer::Level).chain(off).collect()
}

/// The levels to agree on, in a row.
pub fn agree(room: Room, question: QuestionId) -> AnyView {
    let state = room.state;
    let offered = choices(&state.questionnaire(), &question);
    if offered.is_empty() {
        return ().into_any();
    }
    let chips = offered.into_iter().map(|answer| {
        let (held, given, asked) = (question.clone(), answer.clone(), question.clone());
        let chosen = Memo::new(move |_| room.held.with(|workshop| workshop.agreed.get(&held) == Some(&given)));
        let text = short(state, &answer);
        let agree = move |_| happens(room, Event::Agreed(asked.clone(), answer.clone()));
        view! {
            <label class="chip">
                <input type="radio" name="agreed" value=text.clone() prop:checked=move || chosen.get() on:change=agree/>
                <span>{text}</span>
            </label>
        }
    });
    let (held, cleared) = (question.clone(), question.clone());
    let undo = move || {
        let set = room.held.with(|workshop| workshop.agreed.get(&held).is_some());
        let cleared = cleared.clone();
        set.then(|| {
            let clear = move |_| happens(room, Event::Unagreed(cleared.clone()));
            view! { <button type="button" class="btn btn-quiet" on:click=clear>{state.t("workshop.unagree")}</button> }
        })
    };
    view! {
        <fieldset class="agree">
            <legend><b>{state.t("workshop.agree")}</b></legend>
            <div class="chips">{chips.collect_view()} {undo}</div>
        </fieldset>
    }
    .into_any()
}

/// How much time is left, and the button that starts and stops it. Nothing where there is no limit.
pub fn time(room: Room) -> AnyView {
    let state = room.state;
    let tick = RwSignal::new(0_u32);
    let timer = set_interval_with_handle(
        move || {
            if room.until.get_untracked().is_some() {
                tick.update(|tick| *tick = tick.wrapping_add(1));
            }
        },
        std::time::Duration::from_millis(500),
    );
    on_cleanup(move || {
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
    let left = Memo::new(move |_| {
        tick.track();
        room.until.get().map(|until| ((until - js_sys::Date::now()) / 1000.0).ceil().max(0.0) as u32)
    });
    let set = Memo::new(move |_| room.held.with(|workshop| workshop.timer > 0));
    let out = Memo::new(move |_| left.get() == Some(0));
    let shown = move || {
        left.get()
            .map(|left| format!("{}:{:02}", left / 60, left % 60))
            .map(|text| view! { <b class="clock" role="timer">{text}</b> })
    };
    let button = move || {
        let on = room.until.get().is_some();
        let key = if on { "workshop.time.stop" } else { "workshop.time.start" };
        view! { <button type="button" class="btn btn-quiet" on:click=move |_| room.time(!on)>{state.t(key)}</button> }
    };
    let body = move || set.get().then(|| view! { {shown} {button} });
    let said = move || out.get().then(|| state.t("workshop.time.out"));
    view! { {body} <span role="status">{said}</span> }.into_any()
}

/// The controls that go from question to question.
pub fn controls(room: Room) -> AnyView {
    let state = room.state;
    let shown = move || {
        room.held.with(|workshop| workshop.current.as_ref().map(|question| workshop.revealed.contains(question)))
    };
    let shown = Memo::new(move |_| shown());
    let show = move || {
        shown.get().map(|shown| {
            let key = if shown { "workshop.hide" } else { "workshop.reveal" };
            view! { <button type="button" class="btn" data-reveal="" on:click=move |_| reveal(room)>{state.t(key)}</button> }
        })
    };
    let next = move || state.t(if shown.get().is_some() { "workshop.next" } else { "workshop.first" });
    let back = move || {
        shown.get().is_some().then(|| {
            view! { <button type="button" class="btn btn-quiet" data-step="back" on:click=move |_| step(room, -1)>{state.t("workshop.previous")}</button> }
        })
    };
    view! {
        <div class="acts controls">
            {back}
            {show}
            <button type="button" class="btn btn-quiet" data-step="on" on:click=move |_| step(room, 1)>{next}</button>
            {time(room)}
        </div>
    }
    .into_any()
}
