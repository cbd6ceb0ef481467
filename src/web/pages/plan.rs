//! The plan: one idea, the first step, what is measured, who sees to it, and two dates.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::advice::{desk, today};
use super::step::when_loaded;
use crate::advice::UseCase;
use crate::assessment::Event;
use crate::brief::Desk;
use crate::date::Date;
use crate::document::Block;
use crate::ids::ProcessId;
use crate::plan::{self, Choice, Idea, PlanDate, PlanField};
use crate::ports::Clock;
use crate::report::who;
use crate::web::adapters::files;
use crate::web::adapters::platform::BrowserClock;
use crate::web::parts::blocks::{blocks, row};
use crate::web::parts::heading::Heading;
use crate::web::parts::later::later;
use crate::web::routes::Place;
use crate::web::state::store;

/// The plan page.
#[component]
pub fn Plan() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let state = store();
    let chosen = Memo::new(move |_| state.assessment().with(|held| held.plan.chosen.clone()));
    view! {
        <div class="page">
            {move || match chosen.get() {
                Some(choice) => untrack(|| planned(&choice)),
                None => untrack(empty),
            }}
        </div>
    }
    .into_any()
}

/// Nothing is chosen yet: the way to the suggestions, or an idea of their own.
fn empty() -> AnyView {
    let state = store();
    view! {
        <section class="row row-first">
            <p class="side">{state.t("plan.heading")}</p>
            <div class="stack">
                <Heading text=state.t("plan.empty.title")/>
                <p class="lead">{state.t("result.section.plan.lead")}</p>
                <p class="acts"><a class="btn" href=state.href(&Place::Advice)>{state.t("advice.open")}</a></p>
                {add_own()}
            </div>
        </section>
    }
    .into_any()
}

/// An idea of their own, which is then planned.
pub fn add_own() -> AnyView {
    let state = store();
    let navigate = use_navigate();
    let title = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let words = title.get_untracked();
        if !words.trim().is_empty() {
            let index = state.assessment().with(|held| held.plan.own.len());
            let choice = Choice { idea: Idea::Own(index), process: None };
            state.dispatch_all(vec![Event::PlanOwnAdded(files::nfc(&words)), Event::PlanChosen(choice)]);
            navigate(&state.href(&Place::Plan), NavigateOptions { resolve: false, ..NavigateOptions::default() });
        }
    };
    view! {
        <form class="field" on:submit=add>
            <label for="plan-own">{state.t("plan.own")}</label>
            <input class="inp inp-wide" id="plan-own" type="text" autocomplete="off" maxlength=plan::TITLE_LIMIT.to_string()
                on:input=move |event| title.set(event_target_value(&event))/>
            <button type="submit" class="btn btn-quiet">{state.t("plan.own-add")}</button>
        </form>
    }
    .into_any()
}

fn planned(choice: &Choice) -> AnyView {
    let state = store();
    let title = desk(|desk| state.assessment().with(|held| desk.chosen(&held.plan, choice)));
    let fields = [
        (PlanField::FirstStep, "first-step", true),
        (PlanField::Measure, "measure", true),
        (PlanField::Before, "before", false),
        (PlanField::Owner, "owner", false),
    ];
    let fields = fields.into_iter().map(|(field, key, long)| text_field(field, key, long)).collect_view();
    let dates = [(PlanDate::Start, "start"), (PlanDate::CheckOn, "check")];
    let dates = dates.into_iter().map(|(date, key)| date_field(date, key)).collect_view();
    view! {
        <section class="row row-first">
            <p class="side">{state.t("plan.heading")}</p>
            <div class="stack">
                <Heading text=title/>
                <p class="lead">{state.t("plan.lead")}</p>
                {fields}
                {dates}
                <p class="acts">
                    <button type="button" class="btn" on:click=move |_| save_calendar()>{state.t("plan.save-calendar")}</button>
                    <button type="button" class="btn btn-quiet" on:click=move |_| save_text()>{state.t("plan.save-text")}</button>
                </p>
                <p class="small muted">{state.t("plan.in-report")}</p>
                <p class="acts">
                    <a href=state.href(&Place::Advice)>{state.t("plan.other")}</a>
                    <a href=state.href(&Place::Result)>{state.t("advice.back")}</a>
                </p>
            </div>
        </section>
        {help(choice)}
    }
    .into_any()
}

/// Money, people, training and law for what is planned.
fn help(choice: &Choice) -> AnyView {
    let state = store();
    let choice = choice.clone();
    later(move || {
        let idea = |desk: &Desk| match &choice.idea {
            Idea::UseCase(id) => desk.catalogue.use_case(id).cloned(),
            Idea::Own(_) => None,
        };
        let section = |id: &str, body: AnyView| {
            let said = |part: &str| state.t(&format!("result.section.{id}.{part}"));
            row(said("heading"), said("lead"), body)
        };
        let listed = |list: Vec<Block>, none: &str| {
            if list.is_empty() { view! { <p>{state.t(none)}</p> }.into_any() } else { blocks(&list, false, 3) }
        };
        let (money, law, people, learning) = desk(|desk| {
            let idea = idea(desk);
            let gaps = desk.lacking();
            let law = idea.as_ref().map(|idea| desk.law(idea));
            (
                idea.clone().map(|idea| money(idea, choice.process.clone())),
                law,
                desk.people(&gaps, idea.as_ref()),
                desk.learning(&gaps),
            )
        });
        let law = law.map(|law| {
            let more = state.href(&Place::Law);
            let body = view! { {blocks(&law, false, 3)} <p><a class="link" href=more>{state.t("law.open")}</a></p> };
            section("law", body.into_any())
        });
        view! {
            {money.map(|body| section("funding", body))}
            {section("people", listed(people, "people.none"))}
            {section("training", listed(learning, "learn.none"))}
            {law}
        }
        .into_any()
    })
}

/// The money for an idea, with what they have had before, which is not kept.
fn money(idea: UseCase, process: Option<ProcessId>) -> AnyView {
    let state = store();
    let earlier = RwSignal::new(0_u64);
    let typed = move |event: leptos::ev::Event| {
        let digits: String = event_target_value(&event).chars().filter(char::is_ascii_digit).take(9).collect();
        earlier.set(digits.parse().unwrap_or(0));
    };
    let years = state.guides().funding.ceiling.years.to_string();
    let counts = untrack(|| desk(|desk| desk.has_ceiling(&idea, process.as_ref())));
    let field = counts.then(|| {
        view! {
            <div class="field">
                <label for="earlier">{state.tf("money.earlier", &[("years", &years)])}</label>
                <span class="small muted" id="earlier-help">{state.t("money.earlier-help")}</span>
                <input class="inp" id="earlier" type="text" inputmode="numeric" autocomplete="off" maxlength="12" aria-describedby="earlier-help" on:change=typed/>
            </div>
        }
    });
    let routes = move || {
        let earlier = earlier.get();
        untrack(|| desk(|desk| blocks(&desk.money(&idea, process.as_ref(), earlier), false, 3)))
    };
    view! { {routes} {field} }.into_any()
}

/// A text of the plan, saved while it is typed. Where the catalogue has words, they stand there to be changed.
fn text_field(field: PlanField, key: &'static str, long: bool) -> AnyView {
    let state = store();
    let id = format!("plan-{key}");
    let help = format!("{id}-help");
    let value = desk(|desk| state.assessment().with(|held| desk.field(&held.plan, field)));
    let typed = move |event: leptos::ev::Event| {
        state.dispatch(Event::PlanFilled(field, files::nfc(&event_target_value(&event))));
    };
    let most = field.limit().to_string();
    let input = if long {
        view! { <textarea class="note" id=id.clone() rows="3" maxlength=most aria-describedby=help.clone() prop:value=value on:input=typed></textarea> }
            .into_any()
    } else {
        view! { <input class="inp inp-wide" id=id.clone() type="text" autocomplete="off" maxlength=most aria-describedby=help.clone() prop:value=value on:input=typed/> }
            .into_any()
    };
    view! {
        <div class="field">
            <label for=id><b>{state.t(&format!("plan.{key}"))}</b></label>
            <span class="small muted" id=help>{state.t(&format!("plan.{key}-help"))}</span>
            {input}
        </div>
    }
    .into_any()
}

fn date_field(which: PlanDate, key: &'static str) -> AnyView {
    let state = store();
    let id = format!("plan-{key}");
    let value = move || {
        state.assessment().with(|held| match which {
            PlanDate::Start => held.plan.starts(today()),
            PlanDate::CheckOn => held.plan.checks(today()),
        })
    };
    let changed = move |event: leptos::ev::Event| {
        state.dispatch(Event::PlanDated(which, Date::parse(&event_target_value(&event))));
    };
    view! {
        <div class="field">
            <label for=id.clone()><b>{state.t(&format!("plan.{key}"))}</b></label>
            <input class="inp" id=id type="date" prop:value=move || value().to_string() on:change=changed/>
        </div>
    }
    .into_any()
}

/// The plan in words, for files.
fn words() -> Option<plan::PlanWords> {
    let state = store();
    desk(|desk| {
        state.assessment().with(|held| {
            let firm = who(desk.words, &held.answers, &held.label).join(", ");
            desk.plan_words(&held.plan, &firm)
        })
    })
}

fn save_calendar() {
    let state = store();
    if let Some(words) = words() {
        let (report, start, check) = state
            .assessment()
            .with(|held| (held.report_id.clone(), held.plan.starts(today()), held.plan.checks(today())));
        let text = plan::calendar(&words, &report, &BrowserClock.now(), start, check);
        files::download_as("kickstart-plan.ics", "text/calendar", &text);
    }
}

fn save_text() {
    if let Some(words) = words() {
        files::download_as("kickstart-plan.md", "text/markdown", &plan::text(&words));
    }
}
