//! How far the programme has come: workshops and reports put together, against its goals. The reports are those of the
//! page of reports, held beside the page.

use leptos::prelude::*;

use super::super::help;
use super::room::{counted, export};
use super::{Desk, desk, ending, taking, told};
use crate::chart::{Chart, Width};
use crate::cohort::Goals;
use crate::glance::{self, Counted, goal_chart, moves_chart, part_chart};
use crate::help::Topic;
use crate::text::Prose;
use crate::web::adapters::draft_store::BrowserStore;
use crate::web::pages::step::when_loaded;
use crate::web::parts::blocks::row;
use crate::web::parts::figure::figure;
use crate::web::parts::heading::Heading;
use crate::web::routes::Place;

/// The page.
#[component]
pub fn Programme() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let goals = BrowserStore.goals().unwrap_or_default();
    let desk = desk(|ask| {
        ask.programme = Some(goals);
        ask.open = None;
    });
    let Desk { state, glance, ask, .. } = desk;
    let held = Memo::new(move |_| glance.with(|glance| glance.programme.clone()));
    let aims = Memo::new(move |_| ask.with(|ask| ask.programme).unwrap_or_default());
    // The goals stand there before any report does.
    let against = move || {
        let goals = aims.get();
        let programme = held.get().unwrap_or_default();
        let programme = glance::Programme { goals, ..programme };
        drawn("goals", |prose, width| goal_chart(prose, &programme, width))
    };
    let rest = move || held.with(|held| held.as_ref().map(|programme| untrack(|| parts(desk, programme))));
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side">{state.t("programme.side")}</p>
                <div class="stack">
                    <Heading text=state.t("programme.heading")/>
                    <p class="lead">{state.t("programme.lead")}</p>
                    {taking(desk)}
                    <div aria-live="polite" class="stack">{ending(desk)}</div>
                    {told(desk)}
                    <p class="acts">
                        <a class="link" href=state.href(&Place::Reports)>{state.t("programme.reports")}</a>
                        {help::way(Topic::Programme)}
                    </p>
                </div>
            </section>
            {row(state.t("programme.goals.heading"), state.t("programme.goals.lead"), view! { {fields(desk, aims)} {against} }.into_any())}
            {rest}
        </div>
    }
    .into_any()
}

/// A figure of the programme, in the words of the screen.
fn drawn(id: &str, draw: impl Fn(&Prose, Width) -> Chart) -> AnyView {
    let prose = crate::web::state::store().prose();
    figure(format!("programme-{id}"), |width| draw(&prose, width))
}

/// The goals, to be changed.
fn fields(desk: Desk, aims: Memo<Goals>) -> AnyView {
    let state = desk.state;
    let wrong = RwSignal::new(false);
    let set = move |goals: Goals| {
        BrowserStore.remember_goals(goals);
        desk.change(|ask| ask.programme = Some(goals));
    };
    let field = move |id: &'static str, held: fn(Goals) -> usize, put: fn(Goals, usize) -> Goals| {
        let typed = move |event: web_sys::Event| {
            let goal = Goals::one(&event_target_value(&event));
            wrong.set(goal.is_none());
            if let Some(goal) = goal {
                set(put(aims.get_untracked(), goal));
            }
        };
        view! {
            <div class="field">
                <label for=format!("goal-{id}")>{state.t(&format!("programme.goals.{id}"))}</label>
                <input class="inp" id=format!("goal-{id}") type="text" inputmode="numeric" autocomplete="off" maxlength="9"
                    prop:value=move || held(aims.get()).to_string() on:change=typed/>
            </div>
        }
    };
    view! {
        <div class="fields">
            {field("reached", |goals| goals.reached, |goals, reached| Goals { reached, ..goals })}
            {field("supported", |goals| goals.supported, |goals, supported| Goals { supported, ..goals })}
        </div>
        <p aria-live="polite">{move || wrong.get().then(|| state.t("programme.goals.wrong"))}</p>
    }
    .into_any()
}

/// Everything about the firms.
fn parts(desk: Desk, programme: &glance::Programme) -> AnyView {
    let state = desk.state;
    let part = |kind: &'static str, parts: &[Counted]| {
        let said = |part: &str| state.t(&format!("programme.{kind}.{part}"));
        row(said("heading"), said("lead"), drawn(kind, |prose, width| part_chart(prose, kind, parts, width)))
    };
    let needs = programme.needs.iter().map(|one| counted(state, one)).collect_view();
    let moves = (programme.again > 0).then(|| {
        let outcomes = programme.outcomes.iter().map(|(name, count)| {
            view! { <div><dt>{name.clone()}</dt><dd>{state.tf("programme.moves.times", &[("n", &count.to_string())])}</dd></div> }
        });
        let outcomes = (!programme.outcomes.is_empty()).then(|| {
            view! { <h3>{state.t("programme.moves.outcomes")}</h3><dl class="facts facts-wide">{outcomes.collect_view()}</dl> }
        });
        let chart = drawn("moves", |prose, width| moves_chart(prose, &programme.moved, width));
        let heading = state.tf("programme.moves.heading", &[("n", &programme.again.to_string())]);
        row(heading, state.t("programme.moves.lead"), view! { {chart} {outcomes} }.into_any())
    });
    view! {
        {part("months", &programme.months)}
        {part("sectors", &programme.sectors)}
        {part("municipalities", &programme.municipalities)}
        {needs}
        {moves}
        {row(state.t("programme.export.heading"), state.t("programme.export.lead"), export(desk))}
    }
    .into_any()
}
