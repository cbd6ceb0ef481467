//! The suggestions: what to begin with, what waits and for what, what is not for them, and what a change would do.

use leptos::prelude::*;

use super::step::when_loaded;
use crate::answer::Answer;
use crate::assessment::Event;
use crate::brief::{Brief, Card, Desk, brief};
use crate::date::Date;
use crate::ids::{OptionId, QuestionId, UseCaseId};
use crate::plan::{self, Choice, Idea, REJECTIONS, Rejection};
use crate::ports::Clock;
use crate::questionnaire::Takes;
use crate::results::results;
use crate::suggest::{Raise, raised, suggest};
use crate::web::adapters::files;
use crate::web::adapters::platform::BrowserClock;
use crate::web::parts::answers::Radio;
use crate::web::parts::blocks::{blocks, line, row};
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
    let guides = state.guides();
    let said = state.words(|words| {
        let desk = Desk { words, catalogue: &catalogue, guides: &guides, answers: &answers, today: today() };
        let brief = brief(&desk, &suggestions);
        state.assessment().with(|held| brief.arranged(&desk, &held.plan))
    });
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
    let (catalogue, guides) = (state.catalogue(), state.guides());
    let answers = state.assessment().with(|held| held.answers.clone());
    state
        .words(|words| read(&Desk { words, catalogue: &catalogue, guides: &guides, answers: &answers, today: today() }))
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
                <p class="acts">
                    <a href=state.href(&Place::Result)>{state.t("advice.back")}</a>
                    <a href=state.href(&Place::Law)>{state.t("law.open")}</a>
                    <a href=state.href(&Place::Plan)>{state.t("plan.heading")}</a>
                </p>
            </section>
        </div>
    }
    .into_any()
}

fn lists(brief: &Brief, questions: &[QuestionId]) -> AnyView {
    let state = store();
    let suggested = StoredValue::new(brief.suggested());
    let shown = brief.now.len() + brief.more.len();
    let first = brief.now.iter().enumerate();
    let first = first.map(|(at, card)| card_view(card, Some(Shelf { suggested, at, shown }))).collect_view();
    let people = (!brief.people.is_empty()).then(|| {
        row(
            state.t("result.section.people.heading"),
            state.t("result.section.people.lead"),
            blocks(&brief.people, false, 3),
        )
    });
    // Without cash, whom to ask comes before everything else.
    let (people_first, people_last) = if brief.now.is_empty() { (people, None) } else { (None, people) };
    let heading =
        (!brief.now.is_empty()).then(|| view! { <h2 class="vh">{state.t("result.section.now.heading")}</h2> });
    let rest = brief.clone();
    let asked = questions.to_vec();
    let rest = later(move || {
        let waiting = (!rest.not_yet.is_empty()).then(|| {
            let cards = rest.not_yet.iter().map(|card| card_view(card, None)).collect_view();
            row(state.t("result.section.not-yet.heading"), state.t("result.section.not-yet.lead"), cards.into_any())
        });
        let more = (!rest.more.is_empty()).then(|| {
            let cards = rest
                .more
                .iter()
                .enumerate()
                .map(|(index, card)| card_view(card, Some(Shelf { suggested, at: rest.now.len() + index, shown })));
            row(state.t("advice.more"), String::new(), cards.collect_view().into_any())
        });
        let declined = (!rest.not_for_you.is_empty()).then(|| {
            let rows = rest.not_for_you.iter().map(|(name, lines)| {
                let lines = lines.iter().map(|text| view! { <dd>{line(text, false)}</dd> }).collect_view();
                view! { <div><dt>{name.clone()}</dt>{lines}</div> }
            });
            let body = view! { <dl class="facts facts-wide">{rows.collect_view()}</dl> };
            row(
                state.t("result.section.not-for-you.heading"),
                state.t("result.section.not-for-you.lead"),
                body.into_any(),
            )
        });
        view! {
            {facts(&asked)}
            {more}
            {waiting}
            {attempt(&rest)}
            {set_aside(&rest)}
            {declined}
            {own_ideas()}
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
        {people_first}
        {rest}
        {people_last}
    }
    .into_any()
}

/// Where a card stands among those that can begin.
#[derive(Clone, Copy)]
struct Shelf {
    /// The ideas as they are suggested.
    suggested: StoredValue<Vec<UseCaseId>>,
    /// The card's place as shown.
    at: usize,
    /// So many are shown.
    shown: usize,
}

/// One idea; what can begin can be chosen, moved and set aside.
fn card_view(card: &Card, shelf: Option<Shelf>) -> AnyView {
    let state = store();
    let choice = Choice { idea: Idea::UseCase(card.id.clone()), process: card.process.clone() };
    let title = card.title.clone();
    let choose = shelf.map(|shelf| {
        let label = format!("{}: {title}", state.t("advice.choose"));
        let plan = state.href(&Place::Plan);
        view! {
            <p class="acts">
                <a class="btn btn-quiet" href=plan aria-label=label on:click=move |_| state.dispatch(Event::PlanChosen(choice.clone()))>
                    {state.t("advice.choose")}
                </a>
            </p>
            {arrange(card, shelf)}
        }
    });
    let body = blocks(&card.body, false, 3);
    view! {
        <article class="idea stack" id=format!("idea-{}", card.id)>
            <p class="small muted">{card.area.clone()}</p>
            <h3 tabindex="-1">{card.title.clone()}</h3>
            {body}
            {choose}
        </article>
    }
    .into_any()
}

/// Up, down, and no with a reason.
fn arrange(card: &Card, shelf: Shelf) -> AnyView {
    let state = store();
    let moves = [(shelf.at.checked_sub(1), "up"), (Some(shelf.at + 1).filter(|to| *to < shelf.shown), "down")];
    let moves = moves.into_iter().filter_map(|(to, key)| {
        let (to, idea) = (to?, card.id.clone());
        let press = move |_| {
            let suggested = shelf.suggested.get_value();
            state.dispatch(Event::PlanMoved { suggested, idea: idea.clone(), to });
            focus_heading(&idea);
        };
        let label = format!("{}: {}", state.t(&format!("plan.move-{key}")), card.title);
        let text = state.t(&format!("plan.move-{key}"));
        Some(view! { <button type="button" class="btn btn-quiet" aria-label=label on:click=press>{text}</button> })
    });
    let reason = RwSignal::new(OptionId::from(REJECTIONS[0]));
    let words = RwSignal::new(String::new());
    let name = format!("no-{}", card.id);
    let reasons = REJECTIONS.iter().map(|id| {
        let id: OptionId = (*id).into();
        let text = state.t(&format!("plan.reason.{id}"));
        let first = id == reason.get_untracked();
        let value = id.to_string();
        view! {
            <label class="answer">
                <input type="radio" name=name.clone() value=value checked=first on:change=move |_| reason.set(id.clone())/>
                <span class="answer-n"></span>
                <span>{text}</span>
            </label>
        }
    });
    let idea = card.id.clone();
    let reject = move |_| {
        let rejection = Rejection { reason: reason.get_untracked(), words: files::nfc(&words.get_untracked()) };
        state.dispatch(Event::PlanRejected(idea.clone(), rejection));
        super::settle("h1");
    };
    let field = format!("why-{}", card.id);
    view! {
        <details class="fold">
            <summary>{state.t("plan.arrange")}<span class="vh">": "{card.title.clone()}</span></summary>
            <div class="fold-in stack">
                <p class="acts">{moves.collect_view()}</p>
                <fieldset class="stack">
                    <legend><b>{state.t("plan.no")}</b></legend>
                    <div class="answers answers-list">{reasons.collect_view()}</div>
                    <div class="field">
                        <label for=field.clone()>{state.t("plan.no-words")}</label>
                        <input class="inp inp-wide" id=field type="text" autocomplete="off" maxlength=plan::WORDS_LIMIT.to_string()
                            on:input=move |event| words.set(event_target_value(&event))/>
                    </div>
                    <p class="acts"><button type="button" class="btn btn-quiet" on:click=reject>{state.t("plan.no-do")}</button></p>
                </fieldset>
            </div>
        </details>
    }
    .into_any()
}

/// The lists are built anew after a change; whoever made it goes on where the idea stands then.
fn focus_heading(idea: &UseCaseId) {
    super::settle(&format!("#idea-{idea} h3"));
}

/// What they have said no to, with a way back.
fn set_aside(brief: &Brief) -> Option<AnyView> {
    let state = store();
    if brief.set_aside.is_empty() {
        return None;
    }
    let rows = brief.set_aside.iter().cloned().map(|(id, title, why)| {
        let label = format!("{}: {title}", state.t("plan.restore"));
        let back = move |_| {
            state.dispatch(Event::PlanRestored(id.clone()));
            focus_heading(&id);
        };
        view! {
            <div>
                <dt>{title}</dt>
                <dd>
                    <p>{why}</p>
                    <p><button type="button" class="btn btn-quiet" aria-label=label on:click=back>{state.t("plan.restore")}</button></p>
                </dd>
            </div>
        }
    });
    let body = view! { <dl class="facts facts-wide" id="set-aside">{rows.collect_view()}</dl> };
    Some(row(state.t("plan.set-aside"), String::new(), body.into_any()))
}

/// Ideas of their own: choose, take away, add.
fn own_ideas() -> AnyView {
    let state = store();
    let own = Memo::new(move |_| state.assessment().with(|held| held.plan.own.clone()));
    let list = move || {
        let rows = own.get().into_iter().enumerate().map(|(index, idea)| {
            let plan = state.href(&Place::Plan);
            let choose = move |_| state.dispatch(Event::PlanChosen(Choice { idea: Idea::Own(index), process: None }));
            let remove = move |_| {
                state.dispatch(Event::PlanOwnRemoved(index));
                super::settle("#plan-own");
            };
            let (pick, gone) = (state.t("advice.choose"), state.t("plan.own-remove"));
            let (pick_label, gone_label) = (format!("{pick}: {}", idea.title), format!("{gone}: {}", idea.title));
            view! {
                <div>
                    <dt>{idea.title}</dt>
                    <dd class="acts">
                        <a class="btn btn-quiet" href=plan aria-label=pick_label on:click=choose>{pick}</a>
                        <button type="button" class="btn btn-quiet" aria-label=gone_label on:click=remove>{gone}</button>
                    </dd>
                </div>
            }
        });
        let rows = rows.collect::<Vec<_>>();
        (!rows.is_empty()).then(|| view! { <dl class="facts facts-wide">{rows}</dl> })
    };
    let body = view! { {list} {super::plan::add_own()} };
    row(state.t("plan.own-heading"), String::new(), body.into_any())
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
