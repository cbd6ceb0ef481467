//! Where one is on the way through the questions.

use leptos::prelude::*;

use crate::ids::QuestionId;
use crate::visible::{self, Part, Step};
use crate::web::routes::{Place, part_key};
use crate::web::state::store;

/// Where one is: the part, the question's number in it, about how long it takes, and the part's questions. It stays
/// while one goes from question to question, and follows.
#[component]
pub fn Where(
    /// The part.
    part: Part,
    /// Where one is, in that part.
    place: Memo<Place>,
) -> impl IntoView {
    let state = store();
    let name = state.t(&part_key(&part));
    let label = state.tf("ask.list", &[("area", &name)]);
    let mine = StoredValue::new(Vec::new());
    // An answer may add a question to the part or take one away; the list is built anew where the next step finds it so.
    let changes = Memo::new(move |_| {
        place.track();
        let steps = visible::of_part(&untrack(|| state.steps()), &part);
        let key: String = steps.iter().map(|step| Place::Step(step.clone()).path()).collect();
        mine.set_value(steps);
        key
    });
    let each = move |view: fn(Step, Memo<Place>) -> AnyView| {
        let _ = changes.get();
        mine.get_value().into_iter().map(|own| untrack(|| view(own, place))).collect_view()
    };
    let progress = move || {
        let _ = changes.get();
        place.with(|place| progress(place, &mine.get_value()))
    };
    view! {
        <div class="side ask-where">
            <p><b>{name}</b><br/>{progress}</p>
            <ol class="ticks" aria-hidden="true">{move || each(mark)}</ol>
            <nav aria-label=label>
                <ol class="ask-list">{move || each(entry)}</ol>
            </nav>
        </div>
    }
}

/// The number of a step in its part, and about how long the rest takes.
fn progress(place: &Place, mine: &[Step]) -> Option<String> {
    let state = store();
    let Place::Step(step) = place else { return None };
    let steps = untrack(|| state.steps());
    steps.contains(step).then(|| {
        let (number, of) = visible::position(mine, step);
        let pack = state.questionnaire();
        let minutes = untrack(|| {
            state
                .assessment()
                .with(|held| visible::minutes_left(visible::steps_left(&pack, &held.answers, &steps, step), held.pace))
        });
        let values = [("n", &*number.to_string()), ("of", &of.to_string()), ("minutes", &minutes.to_string())];
        untrack(|| state.tf("ask.progress", &values))
    })
}

fn is_at(place: Memo<Place>, own: &Step) -> bool {
    place.with(|place| matches!(place, Place::Step(step) if step == own))
}

/// Whether a step has its answer, as seen when one goes to another step.
fn is_done(place: Memo<Place>, own: &Step) -> bool {
    let state = store();
    place.track();
    untrack(|| state.assessment().with(|held| visible::is_answered(&state.questionnaire(), &held.answers, own)))
}

/// A step's mark in the row of marks.
fn mark(own: Step, place: Memo<Place>) -> AnyView {
    let class = move || match (is_at(place, &own), is_done(place, &own)) {
        (true, _) => "here",
        (false, true) => "done",
        (false, false) => "todo",
    };
    view! { <li class=class></li> }.into_any()
}

/// A step's line in the list.
fn entry(own: Step, place: Memo<Place>) -> AnyView {
    let state = store();
    let (name, href) = (state.t(&short_key(&own)), state.href(&Place::Step(own.clone())));
    let asked = own.clone();
    let tick = move || {
        is_done(place, &asked)
            .then(|| view! { <span class="ok"><span aria-hidden="true">"✓"</span><span class="vh">" "{untrack(|| state.t("ask.answered"))}</span></span> })
    };
    view! { <li aria-current=move || is_at(place, &own).then_some("step")><a href=href>{name}</a>{tick}</li> }
        .into_any()
}

/// The key of a step's short name.
pub fn short_key(step: &Step) -> String {
    match step {
        Step::Picker => "short.picker".to_string(),
        Step::Question(QuestionId::Process(_, dimension)) => format!("dimension.{dimension}.name"),
        Step::Question(QuestionId::Signals(_)) => "short.signals".to_string(),
        Step::Question(question) => format!("short.{question}"),
    }
}
