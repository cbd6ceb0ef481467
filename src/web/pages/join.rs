//! A workshop for one who takes part: silent answers on their own phone, handed back as a code, a link or a file.

mod own;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use self::own::Own;
use super::step::when_loaded;
use crate::answer::Answer;
use crate::assessment::{Assessment, Event};
use crate::code::Code;
use crate::ids::{OptionId, QuestionId};
use crate::questionnaire::{SIMPLER_FIX, Takes};
use crate::web::adapters::{files, platform, rooms};
use crate::web::parts::board::words;
use crate::web::parts::code_field::code_field;
use crate::web::parts::heading::Heading;
use crate::web::parts::qr;
use crate::web::routes::Place;
use crate::web::state::{Store, store};
use crate::wire::hand_v1::frames::QR_LETTERS;
use crate::wire::hand_v1::join::{self, Join};
use crate::wire::hand_v1::{self, Hand, Packed, Report};
use crate::workshop::{Kind, round};

/// Where the answers are handed in.
const HAND_IN: &str = "lamna-in";

/// The page.
#[component]
pub fn Joined() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let state = store();
    let found = RwSignal::new(way_in(state));
    // A link that is opened where the page is open already brings no new page.
    let came = window_event_listener(leptos::ev::hashchange, move |_| {
        if has_link() {
            found.set(way_in(state));
        }
    });
    on_cleanup(move || came.remove());
    let body = move || match found.get() {
        Ok(Some(join)) => untrack(|| match join.kind {
            Kind::OneFirm => vote(state, &join),
            Kind::ManyFirms => firm(state, &join),
        }),
        Ok(None) => untrack(|| ask(state, found, None)),
        Err(text) => untrack(|| ask(state, found, Some(text))),
    };
    view! { <div class="page join">{body}</div> }.into_any()
}

/// Whether the address brings something along.
fn has_link() -> bool {
    window().location().hash().is_ok_and(|hash| hash.len() > 1)
}

/// The workshop that was joined: out of the address, else the one joined last. The address is freed of it, so that a
/// reload keeps the answers and the address can be shown to others without harm.
fn way_in(state: Store) -> Result<Option<Join>, String> {
    let hash = window().location().hash().unwrap_or_default();
    let text = hash.trim_start_matches('#').to_string();
    let read = |text: &str| {
        let from = state.t("workshop.from.link");
        join::read(&state.questionnaire(), text).map_err(|refusal| refusal.problem(&from).sentence(&state.prose()))
    };
    if !text.is_empty() {
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&state.href(&Place::Join)));
        }
        let join = read(&text)?;
        rooms::keep_joined(&text);
        return Ok(Some(join));
    }
    rooms::joined().map(|text| read(&text)).transpose()
}

/// A way in for those whose camera opened nothing: the link or its code, pasted.
fn ask(state: Store, found: RwSignal<Result<Option<Join>, String>>, fault: Option<String>) -> AnyView {
    let take = move |given: &str| {
        let from = state.t("workshop.from.paste");
        let read = join::read(&state.questionnaire(), given);
        if read.is_ok() {
            rooms::keep_joined(given);
            request_animation_frame(|| platform::focus("h1"));
        }
        found.set(read.map(Some).map_err(|refusal| refusal.problem(&from).sentence(&state.prose())));
    };
    let fault = fault.map(|text| view! { <div class="notice" role="alert"><p><b>{text}</b></p></div> });
    view! {
        <section class="row row-first">
            <p class="side"></p>
            <div class="stack">
                <Heading text=state.t("join.heading")/>
                <p class="lead">{state.t("join.none")}</p>
                {fault}
                {code_field("join-code", state.t("join.paste"), ("btn", state.t("join.go")), take)}
            </div>
        </section>
    }
    .into_any()
}

// --- A firm's own report ---------------------------------------------------------------------------------------------

fn firm(state: Store, join: &Join) -> AnyView {
    let pathname = use_location().pathname;
    let handing_in = Memo::new(move |_| pathname.get().ends_with(HAND_IN));
    focus_on_change(move || handing_in.get());
    let join = StoredValue::new(join.clone());
    (move || {
        let join = join.get_value();
        if handing_in.get() { untrack(|| firm_hand_in(state, &join)) } else { untrack(|| firm_way(state, &join)) }
    })
    .into_any()
}

/// Where a join's own pages are.
fn address(state: Store, part: &str) -> String {
    let base = state.href(&Place::Join);
    if part.is_empty() { base } else { format!("{base}/{part}") }
}

/// A new part of the page is announced by its heading, as a new place is.
fn focus_on_change<T: PartialEq + Send + Sync + 'static>(part: impl Fn() -> T + Send + Sync + 'static) {
    Effect::new(move |before: Option<T>| {
        let now = part();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| platform::focus("h1"));
        }
        now
    });
}

fn firm_way(state: Store, join: &Join) -> AnyView {
    state.take_charge();
    // The areas alone may be those that were chosen in advance here.
    let begun =
        state.assessment().with(|held| held.answers.iter().any(|(question, _)| *question != QuestionId::Chosen));
    // The areas of the workshop are chosen in advance where the firm has chosen none.
    if !join.processes.is_empty() && state.answer(&QuestionId::Chosen).is_none() {
        let areas = join.processes.iter().map(|process| OptionId::from(process.as_str())).collect();
        state.dispatch(Event::Answered(QuestionId::Chosen, Answer::Choices(areas)));
    }
    let first = state.steps().into_iter().next().map_or(Place::Start, Place::Step);
    let way = if begun { Place::Check } else { first };
    let (key, class) = if begun { ("join.firm.on", "btn btn-quiet") } else { ("join.firm.begin", "btn") };
    let hand_in = begun.then(|| view! { <a class="btn" href=address(state, HAND_IN)>{state.t("join.hand-in")}</a> });
    view! {
        <section class="row row-first">
            {side(state, &join.workshop)}
            <div class="stack">
                <Heading text=state.t("join.firm.heading")/>
                <p class="lead">{state.t("join.firm.lead")}</p>
                <p>{state.t("join.private")}</p>
                <p class="acts">{hand_in} <a class=class href=state.href(&way)>{state.t(key)}</a></p>
                {leave(state)}
            </div>
        </section>
    }
    .into_any()
}

fn firm_hand_in(state: Store, join: &Join) -> AnyView {
    state.take_charge();
    let hand = state.assessment().with(|held| {
        let Assessment { report_id, created_at, answers, .. } = held;
        let workshop = Some(join.workshop.clone());
        Hand::Report(Report {
            workshop,
            report_id: report_id.clone(),
            created_at: created_at.clone(),
            answers: answers.clone(),
        })
    });
    let file = view! {
        <p>{state.t("join.file")}</p>
        <p class="acts"><a class="link" href=state.href(&Place::Data)>{state.t("data.heading")}</a></p>
    };
    hand_over(state, &join.workshop, &hand, address(state, ""), file.into_any())
}

// --- A vote ----------------------------------------------------------------------------------------------------------

fn vote(state: Store, join: &Join) -> AnyView {
    let own = Own::of(state, join);
    let mut asked = round::all(&state.questionnaire(), &join.processes);
    asked.retain(|question| !matches!(question, QuestionId::SimplerFix(_)));
    let asked = StoredValue::new(asked);
    let join = StoredValue::new(join.clone());
    let pathname = use_location().pathname;
    // 0 is the way in, then the questions from 1, then the hand-in.
    let at = Memo::new(move |_| {
        let path = pathname.get();
        let last = path.rsplit('/').next().unwrap_or_default();
        let count = asked.with_value(Vec::len);
        if last == HAND_IN { count + 1 } else { last.parse::<usize>().ok().filter(|at| *at <= count).unwrap_or(0) }
    });
    focus_on_change(move || at.get());
    let body = move || {
        let at = at.get();
        let count = asked.with_value(Vec::len);
        untrack(|| match at {
            0 => vote_way(own, &join.get_value(), &asked.get_value()),
            at if at > count => {
                let missing = asked.with_value(|asked| {
                    asked
                        .iter()
                        .filter(|question| own.answers.with_untracked(|answers| answers.get(question).is_none()))
                        .count()
                });
                let missing =
                    (missing > 0).then(|| view! { <p>{state.tf("join.missing", &[("n", &missing.to_string())])}</p> });
                let back = address(state, &count.to_string());
                hand_over(state, &join.with_value(|join| join.workshop.clone()), &own.hand(), back, missing.into_any())
            }
            at => asked
                .with_value(|asked| asked.get(at - 1).cloned())
                .map_or_else(|| ().into_any(), |question| asks(own, &question, at, count)),
        })
    };
    let unstored = move || {
        (!own.stored.get()).then(|| view! { <div class="notice"><p><b>{state.t("join.not-stored")}</b></p></div> })
    };
    view! { <div aria-live="polite">{unstored}</div> {body} }.into_any()
}

fn side(state: Store, code: &Code) -> AnyView {
    view! { <p class="side">{state.tf("workshop.unnamed", &[("code", code.as_str())])}</p> }.into_any()
}

fn vote_way(own: Own, join: &Join, asked: &[QuestionId]) -> AnyView {
    let state = own.state;
    let done =
        own.answers.with_untracked(|answers| asked.iter().filter(|question| answers.get(question).is_some()).count());
    let first = asked.iter().position(|question| own.answers.with_untracked(|answers| answers.get(question).is_none()));
    let to = first.map_or_else(|| address(state, HAND_IN), |at| address(state, &(at + 1).to_string()));
    let key = match (done, first) {
        (0, _) => "join.vote.begin",
        (_, Some(_)) => "join.vote.on",
        (_, None) => "join.hand-in",
    };
    let pack = state.questionnaire();
    let areas = pack.in_order().filter(|process| join.processes.contains(process));
    let areas: Vec<String> = areas.map(|process| words(state, |words| words.area(process))).collect();
    let lead = state.tf("join.vote.lead", &[("n", &asked.len().to_string()), ("areas", &areas.join(", "))]);
    view! {
        <section class="row row-first">
            {side(state, &join.workshop)}
            <div class="stack">
                <Heading text=state.t("join.vote.heading")/>
                <p class="lead">{lead}</p>
                <p>{state.t("join.vote.how")}</p>
                <p>{state.t("join.private")}</p>
                <p class="acts"><a class="btn" href=to>{state.t(key)}</a></p>
                {leave(state)}
            </div>
        </section>
    }
    .into_any()
}

/// Leaves the workshop: the next visit asks for one.
fn leave(state: Store) -> AnyView {
    let navigate = use_navigate();
    let out = move |_| {
        rooms::leave();
        navigate(&state.href(&Place::Start), NavigateOptions { resolve: false, ..NavigateOptions::default() });
    };
    view! { <p><button type="button" class="link" on:click=out>{state.t("join.leave")}</button></p> }.into_any()
}

/// A question of the round.
fn asks(own: Own, question: &QuestionId, at: usize, count: usize) -> AnyView {
    let state = own.state;
    let (text, part) = words(state, |words| (words.question(question), crate::board::part(words, question)));
    let place = state.tf("workshop.place", &[("n", &at.to_string()), ("of", &count.to_string())]);
    let back = address(state, &(at - 1).to_string());
    let back = if at == 1 { address(state, "") } else { back };
    let on = address(state, &if at == count { HAND_IN.to_string() } else { (at + 1).to_string() });
    let navigate = use_navigate();
    let asked = question.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // Nothing ticked is an answer, given by going on.
        let pack = state.questionnaire();
        let mut lists = vec![asked.clone()];
        if let QuestionId::Signals(process) = &asked {
            lists.push(QuestionId::SimplerFix(process.clone()));
        }
        for list in lists {
            let open = own.answers.with_untracked(|answers| answers.get(&list).is_none());
            if open && matches!(pack.takes(&list), Some(Takes::Any(..))) {
                own.answer(&list, Answer::Choices(crate::order::Set::new()));
            }
        }
        navigate(&on, NavigateOptions { resolve: false, ..NavigateOptions::default() });
    };
    view! {
        <form class="ask" on:submit=submit>
            <div class="row row-first">
                <div class="ask-where"><p><b>{part}</b></p><p>{place}</p></div>
                <div class="ask-body">
                    <fieldset>
                        <legend><Heading text/></legend>
                        {answers(own, question)}
                    </fieldset>
                </div>
            </div>
            <div class="bar"><a href=back>{state.t("action.back")}</a><button type="submit" class="btn">{state.t("action.next")}</button></div>
        </form>
    }
    .into_any()
}

fn answers(own: Own, question: &QuestionId) -> AnyView {
    let pack = own.state.questionnaire();
    match pack.takes(question) {
        Some(Takes::Scale { top, may_not_apply }) => {
            let off = std::iter::once(Answer::DontKnow).chain(may_not_apply.then_some(Answer::NotApplicable));
            let levels =
                (0..=top).map(|level| radio(own, question, Answer::Level(level), level.to_string())).collect_view();
            let off = off.map(|answer| radio(own, question, answer, String::new())).collect_view();
            view! { <div class="answers answers-scale">{levels}</div> <div class="answers answers-off">{off}</div> }
                .into_any()
        }
        Some(Takes::Any(options, _)) => {
            let shown: Vec<OptionId> = match question {
                QuestionId::Signals(process) => {
                    pack.signals_for(process, None).iter().map(|signal| OptionId::from(signal.as_str())).collect()
                }
                _ => options,
            };
            let mut rows: Vec<AnyView> = shown.iter().map(|option| tick(own, question, option)).collect();
            if let QuestionId::Signals(process) = question {
                rows.push(tick(own, &QuestionId::SimplerFix(process.clone()), &OptionId::new(SIMPLER_FIX)));
            }
            view! { <div class="answers answers-list">{rows}</div> }.into_any()
        }
        _ => ().into_any(),
    }
}

fn radio(own: Own, question: &QuestionId, answer: Answer, digit: String) -> AnyView {
    let (held, given, asked) = (question.clone(), answer.clone(), question.clone());
    let chosen = Memo::new(move |_| own.answers.with(|answers| answers.get(&held) == Some(&given)));
    let text = words(own.state, |words| words.answer(question, &answer));
    let value = match &answer {
        Answer::Level(level) => level.to_string(),
        Answer::NotApplicable => "not-applicable".to_string(),
        _ => "dont-know".to_string(),
    };
    view! {
        <label class="answer">
            <input type="radio" name=question.to_string() value=value prop:checked=move || chosen.get()
                on:change=move |_| own.answer(&asked, answer.clone())/>
            <span class="answer-n">{digit}</span>
            <span>{text}</span>
        </label>
    }
    .into_any()
}

fn tick(own: Own, question: &QuestionId, option: &OptionId) -> AnyView {
    let (held, wanted) = (question.clone(), option.clone());
    let ticked = Memo::new(move |_| {
        own.answers
            .with(|answers| matches!(answers.get(&held), Some(Answer::Choices(given)) if given.contains(&wanted)))
    });
    let text = words(own.state, |words| words.option(question, option));
    let (asked, ticks) = (question.clone(), option.clone());
    view! {
        <label class="answer answer-tick">
            <input type="checkbox" name=question.to_string() value=option.to_string() prop:checked=move || ticked.get()
                on:change=move |_| own.toggle(&asked, &ticks)/>
            <span class="answer-n"></span>
            <span>{text}</span>
        </label>
    }
    .into_any()
}

// --- Handing over ----------------------------------------------------------------------------------------------------

/// The answers as codes to show, a link to send and a text to paste.
fn hand_over(state: Store, code: &Code, hand: &Hand, back: String, more: AnyView) -> AnyView {
    let packed: Packed = hand_v1::write(&state.questionnaire(), hand);
    let link = {
        let origin = window().location().origin().unwrap_or_default();
        format!("{origin}{}#{}", state.href(&Place::Workshops), packed.text())
    };
    let frames = packed.frames(QR_LETTERS);
    let copied = RwSignal::new(false);
    let copy = move |_| copied.set(files::copy(&link));
    let grouped = packed.grouped();
    let told = move || copied.get().then(|| state.t("workshop.copied"));
    view! {
        <section class="row row-first">
            {side(state, code)}
            <div class="stack">
                <Heading text=state.t("join.show.heading")/>
                <p class="lead">{state.t("join.show.lead")}</p>
                {codes(state, frames)}
                {more}
                <p>{state.t("join.show.again")}</p>
                <p class="acts"><a class="link" href=back>{state.t("join.change")}</a></p>
                <details class="fold">
                    <summary>{state.t("join.show.other")}</summary>
                    <div class="fold-in stack">
                        <p>{state.t("join.show.link")}</p>
                        <p class="acts">
                            <button type="button" class="btn btn-quiet" on:click=copy>{state.t("workshop.copy")}</button>
                            <span role="status">{told}</span>
                        </p>
                        <p>{state.t("join.show.code")}</p>
                        <p class="hand-code" data-hand="">{grouped}</p>
                    </div>
                </details>
            </div>
        </section>
    }
    .into_any()
}

/// One code, or several that are shown one after the other at a press.
fn codes(state: Store, frames: Vec<String>) -> AnyView {
    let of = frames.len();
    let at = RwSignal::new(0_usize);
    let frames = StoredValue::new(frames);
    let number = move || state.tf("join.show.frame", &[("n", &(at.get() + 1).to_string()), ("of", &of.to_string())]);
    let picture = move || {
        let label = if of > 1 { number() } else { state.t("join.show.label") };
        frames.with_value(|frames| frames.get(at.get()).map(|text| qr::code(text, label)))
    };
    let turn = (of > 1).then(|| {
        view! {
            <p role="status"><b>{number}</b></p>
            <p class="acts"><button type="button" class="btn" data-frame="next" on:click=move |_| at.update(|at| *at = (*at + 1) % of)>{state.t("join.show.next")}</button></p>
        }
    });
    view! { <div class="hand" data-frames=of>{picture} {turn}</div> }.into_any()
}
