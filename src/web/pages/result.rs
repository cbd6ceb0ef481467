//! The result: the advice first, then what it rests on.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::advice::today;
use super::step::{waiting, when_loaded};
use crate::assessment::Assessment;
use crate::brief::Desk;
use crate::changes::in_heading;
use crate::figures;
use crate::outcome::Outcome;
use crate::questionnaire::Wording;
use crate::report::{Area, Quote, Report, SumLine, Words, report};
use crate::results::results;
use crate::visible;
use crate::web::adapters::content::{self, BadFile};
use crate::web::parts::blocks::blocks;
use crate::web::parts::figure::figure;
use crate::web::parts::heading::Heading;
use crate::web::parts::later::later;
use crate::web::parts::pdf;
use crate::web::routes::Place;
use crate::web::state::store;

/// The result of their own answers.
#[component]
pub fn OwnResult() -> impl IntoView {
    let state = store();
    when_loaded(move || result(&state.assessment().get()))
}

/// The result of an invented firm, marked as such; it never touches their own answers.
#[component]
pub fn ExampleResult() -> impl IntoView {
    let state = store();
    let demo: RwSignal<Option<Result<Assessment, BadFile>>> = RwSignal::new(None);
    spawn_local(async move {
        let catalogue = state.catalogue_when_there().await;
        demo.set(Some(content::load_demo(&state.questionnaire(), &catalogue).await));
    });
    move || match demo.get() {
        Some(Ok(assessment)) => when_loaded(move || result(&assessment)).into_any(),
        Some(Err(bad)) => untrack(|| not_there(bad)),
        None => view! { <div class="page row row-first">{waiting()}</div> }.into_any(),
    }
}

fn not_there(bad: BadFile) -> AnyView {
    let state = store();
    let line = |part: &str| state.t(&format!("errors.{}.{part}", bad.key()));
    view! {
        <div class="page">
            <div class="row row-first">
                <p class="side"></p>
                <div class="stack">
                    <Heading text=line("happened")/>
                    <p>{line("kept")}</p>
                    <p>{line("do")}</p>
                    <p class="small muted">{bad.path}</p>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn result(assessment: &Assessment) -> AnyView {
    let state = store();
    let (pack, catalogue, prose) = (state.questionnaire(), state.catalogue(), state.prose());
    let wording = Wording::of(&pack, &assessment.answers);
    let words = Words { questionnaire: &pack, prose: &prose, wording: &wording };
    let computed = results(&pack, &catalogue, &assessment.answers);
    let report = report(&words, &assessment.answers, &assessment.label, &computed);
    let demo = assessment.demo;
    let tag = demo.then(|| view! { <span class="tag">{state.t("result.label.demo")}</span> });
    let printed = RwSignal::new(None);
    let actions = if demo {
        view! { <a class="btn" href=state.href(&Place::Start)>{state.t("start.alone.button")}</a> }.into_any()
    } else {
        // With nothing to show yet, the way goes on with the questions.
        let open = visible::unanswered(&pack, &assessment.answers).into_iter().next();
        let on = open.filter(|_| report.areas.is_empty());
        let first = match on {
            Some(step) => (Place::Step(step), "result.go-on"),
            None => (Place::Advice, "advice.open"),
        };
        let followed = (!assessment.history.is_empty())
            .then(|| view! { <a href=state.href(&Place::FollowUp)>{state.t("follow.see")}</a> });
        view! {
            <a class="btn" href=state.href(&first.0)>{state.t(first.1)}</a>
            <button type="button" class="btn btn-quiet" on:click=move |_| super::data::save(state, true)>
                {state.t("result.label.save-file")}
            </button>
            <button type="button" class="btn btn-quiet" on:click=move |_| pdf::save(false, false, printed)>
                {state.t("pdf.save")}
            </button>
            <a href=state.href(&Place::Check)>{state.t("check.heading")}</a>
            {followed}
        }
        .into_any()
    };
    let (who, advice, lead) = (report.who.join(", "), report.advice.clone(), report.lead.clone());
    let (guides, answers) = (state.guides(), assessment.answers.clone());
    let body = later(move || {
        let words = Words { questionnaire: &pack, prose: &prose, wording: &wording };
        let desk = Desk { words: &words, catalogue: &catalogue, guides: &guides, answers: &answers, today: today() };
        let others = desk.others();
        let areas = (!report.areas.is_empty()).then(|| areas(&words, &report, demo));
        let not_ours = (!report.not_ours.is_empty()).then(|| not_ours(&report.not_ours));
        let others = view! { <div class="stack">{blocks(&others, demo, 3)}</div> };
        let others = section("benchmark", state.t("others.title"), others.into_any());
        view! { {areas} {not_ours} {others} {take_away()} }.into_any()
    });
    view! {
        <div class="page">
            <section class="row row-first result-first">
                <p class="side">{state.t("result.heading")}</p>
                <div>
                    <p class="who small"><span>{who}</span>{tag}</p>
                    <Heading text=advice/>
                    <p class="lead">{lead}</p>
                    <p class="acts">{actions}</p>
                    {pdf::progress(printed, pdf::Print::Here)}
                </div>
            </section>
            {body}
        </div>
    }
    .into_any()
}

/// What to do with the result.
fn take_away() -> impl IntoView {
    let state = store();
    view! {
        <section class="row" aria-labelledby="h-take">
            <p class="side">{state.t("result.section.take-away.heading")}</p>
            <div class="stack">
                <h2 id="h-take">{state.t("result.take-away.title")}</h2>
                <p>{state.t("result.section.take-away.lead")}</p>
                <p class="acts">
                    <a href=state.href(&Place::Data)>{state.t("data.heading")}</a>
                    <a href=state.href(&Place::About)>{state.t("about.heading")}</a>
                </p>
            </div>
        </section>
    }
}

/// A section with its margin label and heading.
fn section(id: &'static str, heading: String, body: AnyView) -> AnyView {
    let state = store();
    let label = format!("h-{id}");
    view! {
        <section class="row" aria-labelledby=label.clone()>
            <p class="side">{state.t(&format!("result.section.{id}.heading"))}</p>
            <div class="figs">
                <div>
                    <h2 id=label.clone()>{heading}</h2>
                    <p class="muted cap">{state.t(&format!("result.section.{id}.lead"))}</p>
                </div>
                {body}
            </div>
        </section>
    }
    .into_any()
}

/// Everything that needs at least one process.
fn areas(words: &Words, report: &Report, demo: bool) -> AnyView {
    let state = store();
    let count = report.areas.len();
    let overview = section("overview", headline(words, "overview", count), verdicts(&report.areas));
    let readiness = section(
        "readiness",
        readiness_headline(words, report),
        figure("readiness".to_string(), |width| figures::readiness_chart(words, &report.areas, width)),
    );
    let drawn = figure("map".to_string(), |width| figures::need_chart(words, &report.areas, width));
    let cut = words.prose.say("result.need-map.cut");
    let drawn = view! { {drawn} <p class="small muted">{cut}</p> };
    let map = section("need-map", need_headline(words, report), drawn.into_any());
    let worth = report.find_out.as_ref().map(|worth| {
        let key = if worth.decides { "result.find-out.decides" } else { "result.find-out.narrows" };
        let link = state.href(&Place::of_question(&worth.question));
        let text = worth.text.clone();
        let question = if demo {
            view! { <b>{text}</b> }.into_any()
        } else {
            view! { <a class="link" href=link>{text}</a> }.into_any()
        };
        section("find-out", words.prose.fill(key, &[("area", &worth.area)]), view! { <p>{question}</p> }.into_any())
    });
    let areas = report.areas.iter().enumerate().map(|(index, area)| area_section(words, area, index, count, demo));
    view! { {overview} {readiness} {map} {worth} {areas.collect_view()} }.into_any()
}

/// A heading that counts: "Fyra arbetsområden, fyra besked".
fn headline(words: &Words, id: &str, count: usize) -> String {
    let number = words.prose.find(&format!("number.{count}")).map_or_else(|| count.to_string(), str::to_string);
    let key = if count == 1 { format!("result.{id}.title-one") } else { format!("result.{id}.title") };
    let text = words.prose.fill(&key, &[("n", &number)]);
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What the readiness chart shows: which meets what its idea requires, and which does not.
fn readiness_headline(words: &Words, report: &Report) -> String {
    let named = |wanted: &dyn Fn(&Area) -> bool| -> Vec<String> {
        report.areas.iter().filter(|area| wanted(area)).map(|area| area.name.clone()).collect()
    };
    let ready = named(&|area| area.idea.is_some() && area.missing.is_empty());
    let lacking = named(&|area| !area.missing.is_empty());
    let key = match (ready.is_empty(), lacking.is_empty()) {
        (true, true) => "result.readiness.title-open",
        (false, true) => "result.readiness.title-ready",
        (true, false) => "result.readiness.title-lacking",
        (false, false) => "result.readiness.title-both",
    };
    let [ready, lacking] = [ready, lacking].map(|names| in_heading(words.prose, &names));
    words.prose.fill(key, &[("ready", &ready), ("lacking", &lacking)])
}

/// What the map shows: where the need is greatest, as far as it is known.
fn need_headline(words: &Words, report: &Report) -> String {
    let known = report.areas.iter().filter(|area| area.need_bounds.0 == area.need_bounds.1);
    let highest = known.max_by_key(|area| area.need_bounds.0).filter(|area| area.need_bounds.0 > 0);
    match highest {
        Some(area) => words.prose.fill("result.need-map.title", &[("area", &area.name)]),
        None => words.prose.say("result.need-map.title-open"),
    }
}

fn outcome(area: &Area) -> impl IntoView + use<> {
    let class = if area.outcome == Outcome::DoNow { "outcome o-now" } else { "outcome" };
    let glyph = format!("#{}", figures::glyph(area.outcome).id());
    view! {
        <span class=class>
            <svg class="g" aria-hidden="true"><use href=glyph/></svg>
            <span>{area.outcome_name.clone()}</span>
        </span>
    }
}

fn verdicts(areas: &[Area]) -> AnyView {
    let state = store();
    let rows = areas.iter().map(|area| {
        view! {
            <tr>
                <th scope="row"><a class="link" href=format!("#area-{}", area.id)>{area.name.clone()}</a></th>
                <td>{outcome(area)}</td>
                <td>{area.reason.clone()}</td>
            </tr>
        }
    });
    view! {
        <table class="verdicts">
            <caption class="vh">{state.t("result.section.overview.lead")}</caption>
            <thead>
                <tr>
                    <th scope="col">{state.t("chart.head.area")}</th>
                    <th scope="col">{state.t("chart.head.outcome")}</th>
                    <th scope="col">{state.t("chart.head.reason")}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// One process: outcome, why, the arithmetic, what is missing, its profile.
fn area_section(words: &Words, area: &Area, index: usize, count: usize, demo: bool) -> AnyView {
    let state = store();
    let id = format!("area-{}", area.id);
    let side = words.prose.fill("result.area-of", &[("n", &(index + 1).to_string()), ("of", &count.to_string())]);
    let quotes = area.quotes.iter().map(|quote| quoted(quote, demo)).collect_view();
    let missing = (!area.missing.is_empty()).then(|| {
        let rows = area.missing.iter().map(|gap| {
            let place = state.href(&Place::of_question(&gap.question));
            let label = gap.label.clone();
            let label = if demo { view! { <b>{label}</b> }.into_any() } else { view! { <a class="link" href=place>{label}</a> }.into_any() };
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>
                        <span class="muted">{state.t("result.now")}" "</span>{gap.have.clone()}<br/>
                        <span class="muted">{state.t("result.wanted")}" "</span>{gap.need.clone()}
                    </dd>
                </div>
            }
        });
        view! { <div class="stack"><h3>{state.t("result.label.missing")}</h3><dl class="facts">{rows.collect_view()}</dl></div> }
    });
    let idea = area.idea.as_ref().map(|(title, step)| {
        view! {
            <article class="idea stack">
                <h3>{title.clone()}</h3>
                <dl class="facts"><div><dt>{state.t("result.label.first-step")}</dt><dd>{step.clone()}</dd></div></dl>
            </article>
        }
    });
    let profile = figure(format!("profile-{}", area.id), |width| figures::profile_chart(words, area, width));
    let facts = [
        ("chart.head.readiness", area.readiness.clone()),
        ("chart.head.use", area.in_use.clone()),
        ("chart.head.need", area.need.clone()),
        ("result.next", area.next.clone()),
        ("result.again", area.again.clone()),
    ]
    .map(|(key, text)| view! { <div><dt>{state.t(key)}</dt><dd>{text}</dd></div> });
    view! {
        <section class="row" id=id.clone() aria-labelledby=format!("h-{id}")>
            <p class="side">{side}</p>
            <div class="stack">
                <div class="proc-head">
                    <h2 id=format!("h-{id}")>{area.name.clone()}</h2>
                    <p>{outcome(area)}</p>
                </div>
                <p>{area.reason.clone()}</p>
                <dl class="facts">{facts.into_iter().collect_view()}</dl>
                <div class="halves">
                    <details class="fold">
                        <summary>{state.t("result.label.why")}<span class="vh">" "{area.name.clone()}</span></summary>
                        <div class="fold-in">
                            <p class="small muted">{state.t(if demo { "result.label.demo-answers" } else { "result.label.your-answers" })}</p>
                            <ul class="quotes">{quotes}</ul>
                        </div>
                    </details>
                    <details class="fold">
                        <summary>{state.t("result.label.arithmetic")}<span class="vh">": "{area.name.clone()}</span></summary>
                        <div class="fold-in">
                            {sum(&state.t("chart.head.readiness"), &area.readiness_sum, &state.t("level.too-little.meaning"))}
                            {sum(&state.t("chart.head.need"), &area.need_sum, &state.t("need.no-sum"))}
                        </div>
                    </details>
                </div>
                {missing}
                {idea}
                <h3>{state.t("result.dimensions")}</h3>
                <p class="muted small">{state.t("result.section.dimensions.lead")}</p>
                {profile}
            </div>
        </section>
    }
    .into_any()
}

fn quoted(quote: &Quote, demo: bool) -> impl IntoView + use<> {
    let state = store();
    let text = format!("”{}”", quote.text);
    let place = state.href(&Place::of_question(&quote.question));
    let text =
        if demo { view! { <span>{text}</span> }.into_any() } else { view! { <a href=place>{text}</a> }.into_any() };
    view! { <li><span class="small muted">{quote.label.clone()}</span>{text}</li> }
}

/// Arithmetic as a ledger; a sentence where there is nothing to reckon.
fn sum(caption: &str, lines: &[SumLine], none: &str) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="small muted"><b>{caption.to_string()}". "</b>{none.to_string()}</p> }.into_any();
    }
    let row =
        |line: &SumLine| view! { <tr><th scope="row">{line.label.clone()}</th><td>{line.value.clone()}</td></tr> };
    let body = lines.iter().filter(|line| !line.total).map(row).collect_view();
    let foot = lines.iter().filter(|line| line.total).map(row).collect_view();
    view! {
        <table class="sum">
            <caption class="small muted">{caption.to_string()}</caption>
            <tbody>{body}</tbody>
            <tfoot>{foot}</tfoot>
        </table>
    }
    .into_any()
}

fn not_ours(list: &[(String, String)]) -> impl IntoView + use<> {
    let state = store();
    let rows = list.iter().map(|(name, reason)| view! { <div><dt>{name.clone()}</dt><dd>{reason.clone()}</dd></div> });
    view! {
        <section class="row" aria-labelledby="h-not-ours">
            <p class="side">{state.t("check.not-ours-heading")}</p>
            <div class="stack">
                <h2 id="h-not-ours">{state.t("result.not-ours.title")}</h2>
                <dl class="facts facts-wide">{rows.collect_view()}</dl>
            </div>
        </section>
    }
}
