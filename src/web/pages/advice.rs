//! The suggestions: what to begin with, what waits and for what, what is not for them, and what a change would do.

use leptos::prelude::*;

use super::step::when_loaded;
use crate::answer::Answer;
use crate::assessment::Event;
use crate::brief::{Brief, Card, Desk, brief};
use crate::date::Date;
use crate::ids::QuestionId;
use crate::plan::{Choice, Idea};
use crate::ports::Clock;
use crate::questionnaire::Takes;
use crate::results::results;
use crate::suggest::{Raise, raised, suggest};
use crate::web::adapters::platform::BrowserClock;
use crate::web::parts::answers::Radio;
use crate::web::parts::blocks::{blocks, line};
use crate::web::parts::heading::Heading;
use crate::web::parts::later::later;
use crate::web::routes::Place;
use crate::web::state::store;

/// The suggestions for their own answers.
#[component]
pub fn Advice() -> impl IntoView {
    when_loaded(page)
}

/// Today, by the device's clock.
pub fn today() -> Date {
    Date::parse(&BrowserClock.now()).unwrap_or_default()
}

/// The suggestions in words, as they would be with some levels raised, and the facts that decide.
fn said(raises: &[Raise]) -> (Brief, Vec<QuestionId>) {
    let state = store();
    let (pack, catalogue) = (state.questionnaire(), state.catalogue());
    let answers = state.assessment().with(|held| raised(&held.answers, raises));
    let computed = results(&pack, &catalogue, &answers);
    let suggestions = suggest(&pack, &catalogue, &answers, &computed);
    let said = state
        .words(|words| brief(&Desk { words, catalogue: &catalogue, answers: &answers, today: today() }, &suggestions));
    // What has been answered stays, to be changed.
    let mut questions = suggestions.questions;
    for (question, _) in answers.iter().filter(|(question, _)| matches!(question, QuestionId::Fact(..))) {
        if !questions.contains(question) {
            questions.push(question.clone());
        }
    }
    (said, questions)
}

/// Reads with everything that advice is put into words with.
pub fn desk<T>(read: impl FnOnce(&Desk) -> T) -> T {
    let state = store();
    let catalogue = state.catalogue();
    let answers = state.assessment().with(|held| held.answers.clone());
    state.words(|words| read(&Desk { words, catalogue: &catalogue, answers: &answers, today: today() }))
}

fn page() -> AnyView {
    let state = store();
    // An answered fact moves the lists at once.
    let now = Memo::new(move |_| said(&[]));
    view! {
        <div class="page">
            {move || now.with(|(brief, questions)| untrack(|| lists(brief, questions)))}
            <section class="row">
                <p class="side"></p>
                <p class="acts"><a href=state.href(&Place::Result)>{state.t("advice.back")}</a></p>
            </section>
        </div>
    }
    .into_any()
}

fn lists(brief: &Brief, questions: &[QuestionId]) -> AnyView {
    let state = store();
    let first = brief.now.iter().map(|card| card_view(card, true)).collect_view();
    let heading =
        (!brief.now.is_empty()).then(|| view! { <h2 class="vh">{state.t("result.section.now.heading")}</h2> });
    let rest = brief.clone();
    let asked = questions.to_vec();
    let rest = later(move || {
        let section = |id: &str, cards: &[Card], choosable: bool| {
            (!cards.is_empty()).then(|| {
                let cards = cards.iter().map(|card| card_view(card, choosable)).collect_view();
                row(
                    state.t(&format!("result.section.{id}.heading")),
                    state.t(&format!("result.section.{id}.lead")),
                    cards.into_any(),
                )
            })
        };
        let more = (!rest.more.is_empty()).then(|| {
            let cards = rest.more.iter().map(|card| card_view(card, true)).collect_view();
            row(state.t("advice.more"), String::new(), cards.into_any())
        });
        let declined = (!rest.not_for_you.is_empty()).then(|| {
            let rows = rest.not_for_you.iter().map(|(name, lines)| {
                let lines = lines.iter().map(|text| view! { <dd>{line(text, false)}</dd> }).collect_view();
                view! { <div><dt>{name.clone()}</dt>{lines}</div> }
            });
            let body = view! { <dl class="facts">{rows.collect_view()}</dl> };
            row(
                state.t("result.section.not-for-you.heading"),
                state.t("result.section.not-for-you.lead"),
                body.into_any(),
            )
        });
        view! {
            {facts(&asked)}
            {more}
            {section("not-yet", &rest.not_yet, false)}
            {attempt(&rest)}
            {declined}
        }
        .into_any()
    });
    view! {
        <section class="row row-first">
            <p class="side">{state.t("advice.heading")}</p>
            <div class="stack">
                <Heading text=brief.title.clone()/>
                <p class="lead">{brief.lead.clone()}</p>
                {heading}
                {first}
            </div>
        </section>
        {rest}
    }
    .into_any()
}

fn row(heading: String, lead: String, body: AnyView) -> AnyView {
    let lead = (!lead.is_empty()).then(|| view! { <p class="muted">{lead}</p> });
    view! {
        <section class="row">
            <p class="side"></p>
            <div class="stack">
                <h2>{heading}</h2>
                {lead}
                {body}
            </div>
        </section>
    }
    .into_any()
}

/// One idea; what can begin can be chosen.
fn card_view(card: &Card, choosable: bool) -> AnyView {
    let state = store();
    let choice = Choice { idea: Idea::UseCase(card.id.clone()), process: card.process.clone() };
    let title = card.title.clone();
    let choose = choosable.then(|| {
        let label = format!("{}: {title}", state.t("advice.choose"));
        let plan = state.href(&Place::Plan);
        view! {
            <p class="acts">
                <a class="btn btn-quiet" href=plan aria-label=label on:click=move |_| state.dispatch(Event::PlanChosen(choice.clone()))>
                    {state.t("advice.choose")}
                </a>
            </p>
        }
    });
    let body = blocks(&card.body, false);
    view! {
        <article class="idea stack" id=format!("idea-{}", card.id)>
            <p class="small muted">{card.area.clone()}</p>
            <h3>{card.title.clone()}</h3>
            {body}
            {choose}
        </article>
    }
    .into_any()
}

/// The facts that decide, asked here.
fn facts(asked: &[QuestionId]) -> Option<AnyView> {
    let state = store();
    if asked.is_empty() {
        return None;
    }
    let count = asked.len().to_string();
    let lead = if asked.len() == 1 {
        state.t("result.label.more-facts-one")
    } else {
        state.tf("result.label.more-facts-many", &[("n", &count)])
    };
    let rows = asked.iter().filter_map(|question| {
        let QuestionId::Fact(id, about) = question else { return None };
        let Some(Takes::OneOrUnknown(options)) = state.questionnaire().takes(question) else { return None };
        let about = fact_about(about);
        let text = state.words(|words| words.question(question));
        let help = state.t(&format!("fact.{id}.help"));
        let answers = options.iter().map(|option| Answer::Choice(option.clone())).chain([Answer::DontKnow]);
        let radios = answers.map(|answer| {
            let text = state.words(|words| words.answer(question, &answer));
            view! { <Radio question=question.clone() answer text/> }
        });
        Some(view! {
            <fieldset class="fact">
                <legend><b>{text}</b></legend>
                <p class="small muted">{about} " " {help}</p>
                <div class="answers answers-list">{radios.collect_view()}</div>
            </fieldset>
        })
    });
    let rows = rows.collect_view();
    Some(row(state.t("advice.questions.heading"), lead, rows.into_any()))
}

/// What a fact is about, in words; nothing for the firm itself.
fn fact_about(about: &str) -> String {
    let state = store();
    let named = |kind: &str, key: String, name: &str| {
        let text = state.t(&key);
        state.tf(&format!("result.label.about-{kind}"), &[(name, &text)])
    };
    if about.is_empty() {
        String::new()
    } else if state.questionnaire().process(&about.into()).is_some() {
        named("area", format!("process.{about}.name"), "area")
    } else {
        named("idea", format!("use-case.{about}.title"), "idea")
    }
}

/// Trying out: ticked raises show at once what could begin then. The answers are not touched.
fn attempt(brief: &Brief) -> Option<AnyView> {
    let state = store();
    if brief.raises.is_empty() {
        return None;
    }
    let before: Vec<_> = brief.now.iter().chain(&brief.more).map(|card| card.id.clone()).collect();
    let ticked: RwSignal<Vec<usize>> = RwSignal::new(Vec::new());
    let raises: Vec<Raise> = brief.raises.iter().map(|(raise, _)| raise.clone()).collect();
    let rows = brief.raises.iter().enumerate().map(|(index, (_, words))| {
        let toggle = move |_| {
            ticked.update(|ticked| match ticked.iter().position(|other| *other == index) {
                Some(at) => drop(ticked.remove(at)),
                None => ticked.push(index),
            });
        };
        view! {
            <label class="answer answer-tick">
                <input type="checkbox" name="raise" value=index.to_string() on:change=toggle/>
                <span class="answer-n"></span>
                <span>{words.clone()}</span>
            </label>
        }
    });
    let rows = rows.collect_view();
    let opened = move || {
        let tried: Vec<Raise> = ticked.get().into_iter().filter_map(|index| raises.get(index).cloned()).collect();
        if tried.is_empty() {
            return ().into_any();
        }
        let (then, _) = untrack(|| said(&tried));
        let new = then.now.iter().chain(&then.more).filter(|card| !before.contains(&card.id));
        let names = new.map(|card| view! { <li>{card.title.clone()}</li> }).collect::<Vec<_>>();
        untrack(|| {
            if names.is_empty() {
                view! { <p>{state.t("advice.try.none")}</p> }.into_any()
            } else {
                view! { <p>{state.t("advice.try.opens")}</p> <ul class="quotes">{names}</ul> }.into_any()
            }
        })
    };
    let best =
        brief.unlock.clone().map(|text| view! { <p><b>{state.t("result.section.unlock.heading")}": "</b>{text}</p> });
    let body = view! {
        {best}
        <div class="answers answers-list">{rows}</div>
        <div role="status" class="stack">{opened}</div>
    };
    Some(row(state.t("advice.try.heading"), state.t("advice.try.lead"), body.into_any()))
}
