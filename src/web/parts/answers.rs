//! Lists of answers: native radio buttons and check boxes, each with the whole row as its target.

use leptos::prelude::*;

use crate::answer::Answer;
use crate::assessment::Event;
use crate::ids::{OptionId, QuestionId};
use crate::web::state::store;

/// One answer of a list where only one can be right.
#[component]
pub fn Radio(
    /// The question.
    question: QuestionId,
    /// What choosing it answers.
    answer: Answer,
    /// The digit in the ring; none for answers off the scale.
    #[prop(optional, into)]
    digit: Option<String>,
    /// Its words.
    text: String,
    /// More words below; none for none.
    #[prop(default = String::new())]
    help: String,
) -> impl IntoView {
    let state = store();
    let (held, given) = (question.clone(), answer.clone());
    let chosen = move || state.assessment().with(|all| all.answers.get(&held) == Some(&given));
    let name = question.to_string();
    let key = key_of(&answer);
    let ring = match digit {
        Some(digit) => view! { <span class="answer-n">{digit}</span> }.into_any(),
        None => view! { <span class="answer-n"></span> }.into_any(),
    };
    let choose = move |_| state.dispatch(Event::Answered(question.clone(), answer.clone()));
    view! {
        <label class="answer">
            <input type="radio" name=name value=key prop:checked=chosen on:change=choose/>
            {ring}
            <span>
                {text}
                {(!help.is_empty()).then(|| view! { <span class="answer-help small muted">{help}</span> })}
            </span>
        </label>
    }
}

/// How an answer is told apart in the page.
fn key_of(answer: &Answer) -> String {
    match answer {
        Answer::Level(level) => level.to_string(),
        Answer::Choice(option) => option.to_string(),
        Answer::DontKnow => "dont-know".to_string(),
        Answer::NotApplicable => "not-applicable".to_string(),
        Answer::NotOurs(_) => "not-ours".to_string(),
        Answer::Choices(_) | Answer::Number(_) => String::new(),
    }
}

/// One box that can be ticked.
#[component]
pub fn Tick(
    /// The question.
    question: QuestionId,
    /// The option.
    option: OptionId,
    /// Its words.
    text: String,
    /// More words below; none for none.
    #[prop(default = String::new())]
    help: String,
) -> impl IntoView {
    let state = store();
    let (held, wanted) = (question.clone(), option.clone());
    let ticked = move || {
        state
            .assessment()
            .with(|all| matches!(all.answers.get(&held), Some(Answer::Choices(on)) if on.contains(&wanted)))
    };
    let name = question.to_string();
    let value = option.to_string();
    let toggle = move |_| state.dispatch(Event::Toggled(question.clone(), option.clone()));
    view! {
        <label class="answer answer-tick">
            <input type="checkbox" name=name value=value prop:checked=ticked on:change=toggle/>
            <span class="answer-n"></span>
            <span>
                {text}
                {(!help.is_empty()).then(|| view! { <span class="answer-help small muted">{help}</span> })}
            </span>
        </label>
    }
}
