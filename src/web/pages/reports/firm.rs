//! One firm seen more closely, in place of the room.

use leptos::prelude::*;

use super::Desk;
use crate::document::{Block, Line};
use crate::figures::glyph;
use crate::glance::{Answer, Firm, FirmArea};
use crate::web::adapters::platform;
use crate::web::parts::blocks::{blocks, row};

/// The firm that is looked at more closely, if one is.
pub(super) fn opened(desk: Desk) -> AnyView {
    let glance = desk.glance;
    let firm = Memo::new(move |_| glance.with(|glance| glance.firm.clone()));
    (move || firm.get().map(|firm| untrack(|| view(desk, &firm)))).into_any()
}

fn view(desk: Desk, firm: &Firm) -> AnyView {
    let state = desk.state;
    let back = move |_| {
        desk.change(|ask| ask.open = None);
        // The room is there as it was, only put aside; it comes back with the answer.
        let by = desk.opened_by.get_untracked();
        let closed = move || desk.glance.try_with_untracked(|glance| glance.firm.is_none()).unwrap_or(true);
        leptos::task::spawn_local(async move {
            while !closed() {
                platform::rest(10).await;
            }
            platform::focus(&by);
        });
    };
    let button = |text: String| view! { <button type="button" class="btn btn-quiet" on:click=back>{text}</button> };
    let file = firm.file.iter().map(|line| view! { <p class="small">{line.clone()}</p> }).collect_view();
    let list = |(kind, list): &(String, Vec<String>)| {
        (state.t(&format!("reports.firm.{kind}")), list.iter().map(Line::of).collect::<Vec<Line>>())
    };
    let lists = blocks(&[Block::Facts(firm.lists.iter().map(list).collect())], true, 3);
    let areas = firm.areas.iter().map(|area| process(desk, area)).collect_view();
    let footing =
        row(state.t("reports.footing"), String::new(), answers(desk, state.t("reports.footing"), &firm.footing));
    view! {
        <div data-firm="">
            <section class="row">
                <p class="side"></p>
                <div class="stack">
                    <p class="acts">{button(state.t("reports.back"))}</p>
                    <h2 id="firm-heading" tabindex="-1">{firm.name.clone()}</h2>
                    <p class="muted">{firm.about.clone()}</p>
                    {lists}
                    <h3>{state.t("reports.firm.file")}</h3>
                    {file}
                </div>
            </section>
            {areas}
            {footing}
            <section class="row">
                <p class="side"></p>
                <p class="acts">{button(state.t("reports.back"))}</p>
            </section>
        </div>
    }
    .into_any()
}

fn process(desk: Desk, area: &FirmArea) -> AnyView {
    let mark = format!("#{}", glyph(area.outcome).id());
    let body = view! {
        <p>
            <span class="outcome"><svg class="g" aria-hidden="true"><use href=mark/></svg>{area.outcome_name.clone()}</span>
        </p>
        <p class="small muted">{area.numbers.clone()}</p>
        {answers(desk, area.name.clone(), &area.answers)}
    };
    row(area.name.clone(), String::new(), body.into_any())
}

/// Answers beside the room's median.
fn answers(desk: Desk, caption: String, answers: &[Answer]) -> AnyView {
    let state = desk.state;
    let rows = answers.iter().map(|one| {
        view! {
            <tr>
                <th scope="row">{one.question.clone()}</th>
                <td>{one.said.clone()}</td>
                <td class="num">{one.median.clone()}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=caption.clone()>
            <table class="twin beside">
                <caption class="vh">{caption.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{state.t("chart.head.dimension")}</th>
                        <th scope="col">{state.t("chart.head.answer")}</th>
                        <th scope="col" class="num">{state.t("reports.firm.median")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
