//! How much time each process takes, and which to go through.

use leptos::prelude::*;

use super::step::way_on;
use crate::answer::Answer;
use crate::assessment::Event;
use crate::ids::{GroupId, OptionId, ProcessId, QuestionId};
use crate::order::Set;
use crate::questionnaire::Group;
use crate::visible::{self, Part, ProposalKind, Step};
use crate::web::parts::actions::ActionBar;
use crate::web::parts::heading::Heading;
use crate::web::parts::later::later;
use crate::web::parts::whereabouts::Where;
use crate::web::routes::Place;
use crate::web::state::store;

/// All processes on one screen, in their groups.
#[component]
pub fn Picker(
    /// Where one is.
    place: Memo<Place>,
) -> impl IntoView {
    let state = store();
    let on = way_on(place);
    let answered = Signal::derive(move || {
        state.assessment().with(|held| visible::is_answered(&state.questionnaire(), &held.answers, &Step::Picker))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if state.answer(&QuestionId::Chosen).is_none() {
            let proposed = state.assessment().with(|held| visible::proposal(&state.questionnaire(), &held.answers));
            let chosen = Set::from_iter(proposed.processes.iter().map(|process| OptionId::new(process.as_str())));
            state.dispatch(Event::Answered(QuestionId::Chosen, Answer::Choices(chosen)));
        }
        on(answered.get_untracked(), Vec::new());
    };
    let groups = state.questionnaire().groups.clone();
    let shown = |group: &Group| view! { <ProcessGroup id=group.id.clone() processes=group.processes.clone()/> };
    let first = groups.first().map(shown);
    let rest = later(move || groups.iter().skip(1).map(shown).collect_view().into_any());
    view! {
        <form class="ask page picker" on:submit=submit>
            <div class="row row-first">
                <Where part=Part::Picker place/>
                <div>
                    <Heading text=state.t("picker.heading")/>
                    <p class="lead">{state.t("picker.question")}</p>
                    <p class="hint">{state.t("picker.help")}</p>
                    {first}
                    {rest}
                </div>
            </div>
            <ActionBar place answered/>
        </form>
    }
}

#[component]
fn ProcessGroup(id: GroupId, processes: Vec<ProcessId>) -> impl IntoView {
    let state = store();
    let scale = state.questionnaire().picker.scale.clone();
    let heads = scale.iter().map(|option| {
        let key = format!("picker.scale.{option}");
        view! { <span>{state.t(&key)}</span> }
    });
    let heads = heads.collect_view();
    let rows = processes.into_iter().map(|process| view! { <Pick process/> }).collect_view();
    let name = format!("group.{id}.name");
    view! {
        <section class="pick-group">
            <div class="pick-top">
                <h2>{state.t(&name)}</h2>
                <p class="pick-heads" aria-hidden="true">{heads}</p>
            </div>
            {rows}
        </section>
    }
}

/// One process: how much time, or not theirs and why.
#[component]
fn Pick(process: ProcessId) -> impl IntoView {
    let state = store();
    let question = QuestionId::Time(process.clone());
    let held = question.clone();
    let given = Memo::new(move |_| state.answer(&held));
    let picker = state.questionnaire().picker.clone();
    let last = picker.scale.len().saturating_sub(1);
    let options = picker.scale.into_iter().enumerate().map(|(index, option)| {
        let answer = if index == last { Answer::NotOurs(None) } else { Answer::Choice(option.clone()) };
        let wanted = answer.clone();
        let chosen = move || match (given.get(), &wanted) {
            (Some(Answer::NotOurs(_)), Answer::NotOurs(_)) => true,
            (Some(given), wanted) => given == *wanted,
            (None, _) => false,
        };
        let (key, asked) = (format!("picker.scale.{option}"), question.clone());
        view! {
            <label class="pick-o">
                <input type="radio" name=question.to_string() value=option.to_string() prop:checked=chosen
                    on:change=move |_| state.dispatch(Event::Answered(asked.clone(), answer.clone()))/>
                <span class="pick-n"></span>
                <span class="pick-w">{state.t(&key)}</span>
            </label>
        }
    });
    let options = options.collect_view();
    let is_not_ours = Memo::new(move |_| matches!(given.get(), Some(Answer::NotOurs(_))));
    let why = move || is_not_ours.get().then(|| untrack(|| reasons(&question, &picker.reasons, given)));
    let name = format!("process.{process}.name");
    let what = state.words(|words| {
        words.wording.of_process(words.questionnaire, words.prose, &process, "what").unwrap_or_default().to_string()
    });
    view! {
        <fieldset class="pick">
            <legend>{state.t(&name)}<span>{what}</span></legend>
            <div class="pick-opts">{options}</div>
            {why}
        </fieldset>
    }
}

/// Why a process is not theirs.
fn reasons(question: &QuestionId, reasons: &[OptionId], given: Memo<Option<Answer>>) -> AnyView {
    let state = store();
    let rows = reasons.iter().map(|reason| {
        let (wanted, sent, asked) = (reason.clone(), reason.clone(), question.clone());
        let chosen = move || matches!(given.get(), Some(Answer::NotOurs(Some(reason))) if reason == wanted);
        let key = format!("picker.reason.{reason}");
        view! {
            <label class="why-o">
                <input type="radio" name=format!("{question}-reason") value=reason.to_string() prop:checked=chosen
                    on:change=move |_| state.dispatch(Event::Answered(asked.clone(), Answer::NotOurs(Some(sent.clone()))))/>
                <span>{state.t(&key)}</span>
            </label>
        }
    });
    view! {
        <div class="pick-why">
            <p class="small muted">{state.t("picker.reasons-heading")}</p>
            {rows.collect_view()}
        </div>
    }
    .into_any()
}

/// What is proposed, in words.
pub fn proposal_words() -> String {
    let state = store();
    let proposed = state.assessment().with(|held| visible::proposal(&state.questionnaire(), &held.answers));
    let names: Vec<String> =
        proposed.processes.iter().map(|process| state.t(&format!("process.{process}.name"))).collect();
    let key = match proposed.kind {
        ProposalKind::Most => "picker.proposal",
        ProposalKind::Many => "picker.proposal-many",
        ProposalKind::Little => "picker.proposal-little",
        ProposalKind::Nothing => "picker.proposal-none",
    };
    state.tf(key, &[("list", &state.prose().list(&names))])
}

/// How much time a process takes, in the picker's words.
pub fn time_words(process: &ProcessId) -> String {
    let state = store();
    match state.answer(&QuestionId::Time(process.clone())) {
        Some(Answer::Choice(option)) => {
            state.tf("choose.time", &[("time", &state.t(&format!("picker.scale.{option}")))])
        }
        _ => String::new(),
    }
}
