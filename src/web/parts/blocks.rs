//! Blocks of text on the screen.

use leptos::prelude::*;

use crate::document::{Block, Line, Target};
use crate::web::routes::Place;
use crate::web::state::store;

/// A section of a page: its heading, a sentence on it, and what it holds.
pub fn row(heading: String, lead: String, body: AnyView) -> AnyView {
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

/// Blocks, one below the other, with headings of level 2 or 3. In the result of an invented firm, their answers are not
/// links.
pub fn blocks(list: &[Block], demo: bool, level: u8) -> AnyView {
    list.iter().map(|block| one(block, demo, level)).collect_view().into_any()
}

fn one(block: &Block, demo: bool, level: u8) -> AnyView {
    match block {
        Block::Heading(text) if level == 2 => view! { <h2>{text.clone()}</h2> }.into_any(),
        Block::Heading(text) => view! { <h3>{text.clone()}</h3> }.into_any(),
        Block::Text(text) => view! { <p>{line(text, demo)}</p> }.into_any(),
        Block::Small(text) => view! { <p class="small muted">{line(text, demo)}</p> }.into_any(),
        Block::List(lines) => {
            let labelled = lines.iter().any(|text| !text.label.is_empty());
            let rows = lines.iter().map(|text| view! { <li>{line(text, demo)}</li> });
            view! { <ul class=if labelled { "quotes" } else { "list" }>{rows.collect_view()}</ul> }.into_any()
        }
        Block::Facts(facts) => {
            let rows = facts.iter().map(|(name, lines)| {
                let lines = lines.iter().map(|text| view! { <p>{line(text, demo)}</p> });
                view! { <div><dt>{name.clone()}</dt><dd>{lines.collect_view()}</dd></div> }
            });
            view! { <dl class="facts" class:facts-wide=facts.iter().any(|(name, _)| is_long(name))>{rows.collect_view()}</dl> }.into_any()
        }
        Block::Fold(summary, inside) => view! {
            <details class="fold">
                <summary>{summary.clone()}</summary>
                <div class="fold-in stack">{blocks(inside, demo, level)}</div>
            </details>
        }
        .into_any(),
    }
}

/// Whether a term, as the name of an idea, would break or take three lines in the narrow first column of facts.
fn is_long(term: &str) -> bool {
    term.chars().count() > 24
}

/// A line, as a link where it leads somewhere.
pub fn line(line: &Line, demo: bool) -> AnyView {
    let label = (!line.label.is_empty()).then(|| view! { <span class="small muted lab">{line.label.clone()}</span> });
    let (to, rel) = match &line.to {
        Some(Target::Question(question)) if !demo => (store().href(&Place::of_question(question)), None),
        Some(Target::Idea(id)) => (format!("#idea-{id}"), None),
        Some(Target::Web(url)) => (url.clone(), Some("noopener noreferrer")),
        _ => (String::new(), None),
    };
    let (before, quoted, after) = line.parts();
    let quoted = quoted.map(|(text, lang)| view! { <span lang=lang.to_string()>{text.to_string()}</span> });
    let text = view! { <span>{before.to_string()}{quoted}{after.to_string()}</span> };
    let text =
        if to.is_empty() { text.into_any() } else { view! { <a class="link" href=to rel=rel>{text}</a> }.into_any() };
    view! { {label} {text} }.into_any()
}
