//! All answers at a glance, with what is unanswered and what it would change.

use leptos::prelude::*;

use super::step::{part_name, when_loaded};
use crate::answer::Answer;
use crate::ids::QuestionId;
use crate::outcome::Outcome;
use crate::questionnaire::Role;
use crate::visible::{self, Part, Step};
use crate::web::parts::heading::Heading;
use crate::web::parts::later::later;
use crate::web::routes::Place;
use crate::web::state::{Store, store};

/// The check page.
#[component]
pub fn Check() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let state = store();
    let steps = visible::unanswered(&state.questionnaire(), &state.assessment().get().answers);
    let unanswered = if steps.is_empty() {
        view! { <p>{state.t("check.all-answered")}</p> }.into_any()
    } else {
        let count = steps.len().to_string();
        let rows = steps.into_iter().map(move |step| {
            let words = step_words(state, &step);
            let area = match step.part() {
                Part::Process(_) | Part::Firm => format!("{} · ", part_name(&step.part())),
                _ => String::new(),
            };
            let changes = would_change(state, &step);
            let label = format!("{}: {words}", state.t("check.answer-now"));
            view! {
                <li>
                    <span><span class="muted">{area}</span>{words}<span class="small muted check-why">{changes}</span></span>
                    <a href=state.href(&Place::Step(step)) aria-label=label>{state.t("check.answer-now")}</a>
                </li>
            }
        });
        view! {
            <h2>{state.tf("check.unanswered-heading", &[("n", &count)])}</h2>
            <p>{state.t("check.unanswered-lead")}</p>
            <ul class="check-list">{rows.collect_view()}</ul>
        }
        .into_any()
    };
    let mut parts: Vec<Part> = Vec::new();
    for step in state.steps() {
        if parts.last() != Some(&step.part()) {
            parts.push(step.part());
        }
    }
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side"></p>
                <div class="stack">
                    <Heading text=state.t("check.heading")/>
                    <p class="lead">{state.t("check.lead")}</p>
                    <p class="acts"><a class="btn" href=state.href(&Place::Result)>{state.t("check.finish")}</a></p>
                    {unanswered}
                </div>
            </section>
            {later(move || parts.iter().filter_map(part_answers).collect_view().into_any())}
            <p class="acts check-end">
                <a class="btn" href=state.href(&Place::Result)>{state.t("check.finish")}</a>
                <a href=state.href(&Place::Step(Step::Question(QuestionId::Chosen)))>{state.t("check.add-area")}</a>
            </p>
        </div>
    }
    .into_any()
}

fn step_words(state: Store, step: &Step) -> String {
    match step {
        Step::Picker => state.t("picker.heading"),
        Step::Question(question) => state.words(|words| words.question(question)),
    }
}

/// The answers of one part; none when it has none.
fn part_answers(part: &Part) -> Option<AnyView> {
    let state = store();
    let rows = {
        let steps = visible::of_part(&state.steps(), part);
        let mut questions: Vec<QuestionId> = Vec::new();
        for step in steps {
            match step {
                Step::Picker => {
                    questions.extend(state.questionnaire().in_order().map(|id| QuestionId::Time(id.clone())))
                }
                Step::Question(QuestionId::Signals(process)) => {
                    questions.extend([QuestionId::Signals(process.clone()), QuestionId::SimplerFix(process)]);
                }
                Step::Question(question) => questions.push(question),
            }
        }
        let told = questions.into_iter().filter_map(|question| {
            let (answer, note) = (state.answer(&question), state.note(&question));
            // The tick that it would be enough with something simpler is only worth a line when it is set.
            let unticked = matches!((&question, &answer), (QuestionId::SimplerFix(_), Some(Answer::Choices(ticked))) if ticked.is_empty());
            let says_something = (answer.is_some() && !unticked) || !note.is_empty();
            says_something.then_some((question, answer, note))
        });
        told.map(|(question, answer, note)| {
            let (asked, given) = state.words(|words| {
                let given = answer.map(|answer| words.answer(&question, &answer));
                (words.question(&question), given.unwrap_or_default())
            });
            let note = (!note.is_empty()).then(|| view! { <span class="small check-note"><b>{state.t("check.note")}": "</b>{note}</span> });
            let label = format!("{}: {asked}", state.t("check.change"));
            view! {
                <div>
                    <dt>{asked}</dt>
                    <dd>{given}{note}</dd>
                    <dd class="check-act"><a href=state.href(&Place::of_question(&question)) aria-label=label>{state.t("check.change")}</a></dd>
                </div>
            }
        })
        .collect::<Vec<_>>()
    };
    if rows.is_empty() {
        return None;
    }
    let heading = part_name(part);
    let section = view! {
        <section class="row">
            <p class="side"></p>
            <div class="stack">
                <h2>{heading}</h2>
                <dl class="facts check-facts">{rows}</dl>
            </div>
        </section>
    };
    Some(section.into_any())
}

/// What the answer to an unanswered question would change.
fn would_change(state: Store, step: &Step) -> String {
    let Step::Question(QuestionId::Process(process, dimension)) = step else { return String::new() };
    let results = state.results();
    let key = results.processes.iter().find(|result| result.id == *process).map(|result| {
        let readiness = state.questionnaire().dimension(dimension).is_some_and(|d| d.role == Role::Readiness);
        if result.verdict.outcome == Outcome::TooLittle && readiness {
            "check.would-level"
        } else if result.verdict.open.len() > 1 {
            "check.would-decide"
        } else if readiness {
            "check.would-narrow"
        } else {
            "check.would-nothing"
        }
    });
    let area = state.t(&format!("process.{process}.name"));
    key.map(|key| state.tf(key, &[("area", &area)])).unwrap_or_default()
}
