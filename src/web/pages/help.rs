//! What people ask, and the answers: all topics on one page, or one topic on a page of its own.

use leptos::prelude::*;

use super::step::when_loaded;
use crate::help::{Topic, entries};
use crate::text::inside_sentence;
use crate::web::parts::blocks::blocks;
use crate::web::parts::heading::Heading;
use crate::web::routes::Place;
use crate::web::state::{Store, store};

/// The page, of one topic or of all.
pub fn help(topic: Option<Topic>) -> AnyView {
    when_loaded(move || page(topic)).into_any()
}

fn page(topic: Option<Topic>) -> AnyView {
    let state = store();
    let (heading, lead) = match topic {
        Some(topic) => (state.t(&topic.heading()), None),
        None => (state.t("help.heading"), Some(view! { <p class="lead">{state.t("help.lead")}</p> })),
    };
    let shown: Vec<Topic> = topic.map_or_else(|| Topic::ALL.to_vec(), |topic| vec![topic]);
    let parts = shown.into_iter().map(|shown| match topic {
        Some(_) => view! { <section class="row"><p class="side"></p><div class="stack">{answers(state, shown, 2)}</div></section> }.into_any(),
        None => {
            let id = format!("h-{}", shown.id());
            view! {
                <section class="row" aria-labelledby=id.clone()>
                    <p class="side"></p>
                    <div class="stack">
                        <h2 id=id.clone()>{state.t(&shown.heading())}</h2>
                        {answers(state, shown, 3)}
                    </div>
                </section>
            }
            .into_any()
        }
    });
    let parts = parts.collect_view();
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side">{topic.map(|_| state.t("help.heading"))}</p>
                <div class="stack">
                    <Heading text=heading/>
                    {lead}
                    {topics(state, topic)}
                </div>
            </section>
            {parts}
        </div>
    }
    .into_any()
}

/// The ways to the other topics.
fn topics(state: Store, here: Option<Topic>) -> AnyView {
    let others = Topic::ALL.into_iter().filter(|topic| Some(*topic) != here).map(|topic| {
        let to = state.href(&Place::Help(Some(topic)));
        view! { <li><a class="link" href=to>{state.t(&topic.heading())}</a></li> }
    });
    let all =
        here.map(|_| view! { <li><a class="link" href=state.href(&Place::Help(None))>{state.t("help.all")}</a></li> });
    view! { <nav aria-label=state.t("help.topics")><ul class="ways">{others.collect_view()}{all}</ul></nav> }.into_any()
}

/// The questions of a topic with their answers, and the pages where one goes on.
fn answers(state: Store, topic: Topic, level: u8) -> AnyView {
    let prose = state.prose();
    let all = entries(&prose, topic).into_iter().map(|(question, answer)| {
        let question = match level {
            2 => view! { <h2 class="asked">{question}</h2> }.into_any(),
            _ => view! { <h3 class="asked">{question}</h3> }.into_any(),
        };
        view! { {question} {blocks(&answer, false, level + 1)} }
    });
    let places = match topic {
        Topic::Answering => vec![],
        Topic::Result => {
            vec![(Place::About, "about.heading"), (Place::Method, "about.method-link"), (Place::Law, "law.open")]
        }
        Topic::Data | Topic::Trouble => vec![(Place::Data, "data.heading")],
        Topic::Workshop => vec![(Place::Workshops, "workshop.heading")],
        Topic::Reports => vec![(Place::Reports, "reports.heading")],
        Topic::Programme => vec![(Place::Programme, "programme.heading")],
    };
    let places =
        places.into_iter().map(|(place, key)| view! { <a class="link" href=state.href(&place)>{state.t(key)}</a> });
    let places: Vec<_> = places.collect();
    let places = (!places.is_empty()).then(|| view! { <p class="acts">{places}</p> });
    view! { {all.collect_view()} {places} }.into_any()
}

/// The way to a topic from the page that it helps with.
pub fn way(topic: Topic) -> AnyView {
    let state = store();
    let name = inside_sentence(&state.t(&topic.heading()));
    let to = state.href(&Place::Help(Some(topic)));
    view! { <a class="link" href=to>{state.tf("help.link", &[("topic", &name)])}</a> }.into_any()
}
