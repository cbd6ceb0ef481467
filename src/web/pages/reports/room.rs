//! The room at a glance: the heat map, what firms have in common, how their answers spread, and the tables as files.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use crate::cohort::Sort;
use crate::document::{Block, Line};
use crate::figures::glyph;
use crate::glance::{Cell, Choice, Common, DARKEST, Group, Measure, ROWS, Row, Spreads};
use crate::people::Size;
use crate::web::adapters::{platform, reports};
use crate::web::parts::blocks::{blocks, row};
use crate::web::parts::later::later;
use crate::web::state::Store;

/// So many rows of the heat map are built at once.
const AT_ONCE: usize = 8;

/// Everything about the firms that are looked at. While one of them is looked at more closely, it is put aside.
pub(super) fn room(desk: Desk) -> AnyView {
    let Desk { state, glance, .. } = desk;
    let aside = Memo::new(move |_| glance.with(|glance| glance.firm.is_some()));
    let map = view! { {filters(desk)} {measures(desk)} {heat(desk)} }.into_any();
    let rest = later(move || {
        view! {
            {common(desk)}
            {later(move || spreads(desk))}
            {row(state.t("reports.export.heading"), state.t("reports.export.lead"), export(desk))}
        }
        .into_any()
    });
    view! {
        <div hidden=move || aside.get()>
            {row(state.t("reports.room.heading"), state.t("reports.room.lead"), map)}
            {rest}
        </div>
    }
    .into_any()
}

/// A choice among what there is. The choices follow the reports, and what is chosen follows what is asked for.
fn choice(
    id: &'static str,
    label: String,
    choices: impl Fn() -> Vec<Choice> + Send + 'static,
    held: impl Fn() -> String + Copy + Send + Sync + 'static,
    change: impl Fn(String) + 'static,
) -> AnyView {
    let option = move |choice: Choice| {
        let value = choice.id.clone();
        view! { <option value=choice.id prop:selected=move || held() == value>{choice.name}</option> }
    };
    let options = move || choices().into_iter().map(option).collect_view();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select class="inp" id=id on:change=move |event| change(event_target_value(&event))>{options}</select>
        </div>
    }
    .into_any()
}

fn filters(desk: Desk) -> AnyView {
    let Desk { state, ask, .. } = desk;
    let [sectors, sizes, municipalities, sorts] = [
        desk.part(|room| room.sectors.clone()),
        desk.part(|room| room.sizes.clone()),
        desk.part(|room| room.municipalities.clone()),
        desk.part(|room| room.sorts.clone()),
    ];
    let all = move |choices: Memo<Option<Vec<Choice>>>| {
        move || {
            let all = Choice { id: String::new(), name: state.t("reports.all") };
            std::iter::once(all).chain(choices.get().unwrap_or_default()).collect()
        }
    };
    let some = |value: &str| (!value.is_empty()).then(|| value.into());
    view! {
        <div class="fields">
            {choice("by-sector", state.t("reports.sector"), all(sectors), move || {
                ask.with(|ask| ask.filter.sector.as_ref().map(ToString::to_string).unwrap_or_default())
            }, move |value| desk.change(|ask| ask.select(|filter| filter.sector = some(&value))))}
            {choice("by-size", state.t("reports.size"), all(sizes), move || {
                ask.with(|ask| ask.filter.size.map(Size::as_str).unwrap_or_default().to_string())
            }, move |value| desk.change(|ask| ask.select(|filter| filter.size = Size::parse(&value))))}
            {choice("by-place", state.t("reports.municipality"), all(municipalities), move || {
                ask.with(|ask| ask.filter.municipality.as_ref().map(ToString::to_string).unwrap_or_default())
            }, move |value| desk.change(|ask| ask.select(|filter| filter.municipality = some(&value))))}
            {choice("by-order", state.t("reports.sort"), move || sorts.get().unwrap_or_default(), move || {
                ask.with(|ask| ask.sort.id())
            }, move |value| desk.change(|ask| {
                ask.turned = false;
                ask.sort = Sort::parse(&value).unwrap_or_default();
                ask.from = 0;
            }))}
        </div>
    }
    .into_any()
}

/// What the cells show, and what their colour means.
fn measures(desk: Desk) -> AnyView {
    let Desk { state, ask, .. } = desk;
    let measure = Memo::new(move |_| ask.with(|ask| ask.measure));
    let one = move |one: Measure| {
        let name = state.t(&format!("chart.head.{}", one.id()));
        view! {
            <label class="why-o">
                <input type="radio" name="measure" value=one.id() prop:checked=move || measure.get() == one
                    on:change=move |_| desk.change(|ask| ask.show(one))/>
                <span>{name}</span>
            </label>
        }
    };
    let steps = (0..=DARKEST).map(|step| view! { <span class=format!("heat heat-{step}")></span> }).collect_view();
    let scale = move || state.t(&format!("reports.scale.{}", measure.get().id()));
    view! {
        <fieldset class="seg">
            <legend class="small muted">{state.t("reports.show")}</legend>
            {Measure::ALL.map(one).collect_view()}
        </fieldset>
        <p class="small muted heat-key"><span class="heat-steps" aria-hidden="true">{steps}</span>" "<span>{scale}</span></p>
    }
    .into_any()
}

/// The heat map, a page at a time. Its head and its buttons stay while rows change, and so does the focus on them.
fn heat(desk: Desk) -> AnyView {
    let state = desk.state;
    let empty = desk.part(|room| room.grid.rows.is_empty());
    (move || match empty.get() {
        None => ().into_any(),
        Some(true) => view! { <p>{state.t("reports.none")}</p> }.into_any(),
        Some(false) => untrack(|| heat_table(desk)),
    })
    .into_any()
}

fn heat_table(desk: Desk) -> AnyView {
    let state = desk.state;
    let heads = desk.part(|room| room.grid.heads.clone());
    let rows = desk.part(|room| room.grid.rows.clone());
    let place = desk.part(|room| (room.grid.from, room.grid.from + room.grid.rows.len(), room.grid.of));
    let numbers = move || {
        let (from, to, of) = place.get().unwrap_or_default();
        let numbers = [("from", from + 1), ("to", to), ("of", of)].map(|(name, count)| (name, count.to_string()));
        state.tf("reports.grid", &numbers.each_ref().map(|(name, count)| (*name, count.as_str())))
    };
    let firm = head(desk, state.t("firms.firm"), || Sort::Label);
    let processes = move || {
        let column =
            |process: Choice| head(desk, process.name, move || desk.ask.with(|ask| ask.measure).sort(&process.id));
        heads.get().unwrap_or_default().into_iter().map(column).collect_view()
    };
    let firms = move || {
        let rows = rows.get().unwrap_or_default();
        let chunks: Vec<Vec<Row>> = rows.chunks(AT_ONCE).map(<[Row]>::to_vec).collect();
        untrack(|| in_turn(desk, chunks))
    };
    let many = Memo::new(move |_| place.get().is_some_and(|(_, _, of)| of > ROWS));
    let pages = move || {
        many.get().then(|| {
            let step = |key: &str, from: fn((usize, usize, usize)) -> Option<usize>| {
                let target = Memo::new(move |_| place.get().and_then(from));
                let press = move |_| {
                    if let Some(from) = target.get_untracked() {
                        desk.change(|ask| ask.from = from);
                    }
                };
                let off = move || target.get().is_none().then_some("true");
                let text = state.t(&format!("reports.{key}"));
                view! { <button type="button" class="btn btn-quiet" aria-disabled=off on:click=press>{text}</button> }
            };
            let previous = step("previous", |(from, ..)| (from > 0).then(|| from.saturating_sub(ROWS)));
            let next = step("next", |(_, to, of)| (to < of).then_some(to));
            view! { <p class="acts">{previous}{next}</p> }
        })
    };
    view! {
        <p class="small muted" data-rows="">{numbers}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=state.t("reports.room.heading")>
            <table class="twin room">
                <caption class="vh">{state.t("reports.room.heading")}</caption>
                <thead><tr>{firm}{processes}</tr></thead>
                {firms}
            </table>
        </div>
        {pages}
    }
    .into_any()
}

/// Rows a few at a time, a frame after one another: all of a wide map at once would keep the page from answering.
fn in_turn(desk: Desk, chunks: Vec<Vec<Row>>) -> AnyView {
    let (stage, last) = (RwSignal::new(0), chunks.len().saturating_sub(1));
    spawn_local(async move {
        for next in 1..=last {
            platform::rest(0).await;
            // Other rows may have taken their place meanwhile.
            if stage.try_set(next).is_some() {
                return;
            }
        }
    });
    let bodies = chunks.into_iter().enumerate().map(|(at, rows)| {
        let there = Memo::new(move |_| stage.get() >= at);
        let rows = StoredValue::new(rows);
        move || {
            there.get().then(|| {
                let row = |(place, row): (usize, &Row)| firm_row(desk, at * AT_ONCE + place, row);
                let rows = untrack(|| rows.with_value(|rows| rows.iter().enumerate().map(row).collect_view()));
                view! { <tbody>{rows}</tbody> }
            })
        }
    });
    let bodies = bodies.collect_view();
    let left = move || (stage.get() < last).then(|| view! { <tbody data-later=""></tbody> });
    view! { {bodies} {left} }.into_any()
}

/// A column head, which sorts by what the cells show.
fn head(desk: Desk, name: String, sort: impl Fn() -> Sort + Clone + Send + Sync + 'static) -> AnyView {
    let by = sort.clone();
    let direction = Memo::new(move |_| desk.ask.with(|ask| ask.direction(&by())));
    let arrow = move || match direction.get() {
        Some("descending") => "↓",
        Some(_) => "↑",
        None => "",
    };
    let press = move |_| {
        let sort = untrack(&sort);
        desk.change(move |ask| ask.press(sort));
    };
    view! {
        <th scope="col" aria-sort=move || direction.get()>
            <button type="button" class="heat-sort" on:click=press>{name}<span aria-hidden="true">{arrow}</span></button>
        </th>
    }
    .into_any()
}

fn firm_row(desk: Desk, at: usize, row: &Row) -> AnyView {
    let cells = row.cells.iter().map(cell).collect_view();
    let (id, button) = (row.id.clone(), format!("firm-{at}"));
    let by = format!("#{button}");
    let open = move |_| {
        desk.opened_by.set(by.clone());
        desk.change(|ask| ask.open = Some(id.clone()));
    };
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="link" id=button on:click=open>{row.name.clone()}</button>
                <span class="small muted heat-more">{row.about.clone()}</span>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// A cell: its number or word, the outcome's mark, and what else is to be known. Its colour says nothing more.
fn cell(cell: &Option<Cell>) -> AnyView {
    let Some(cell) = cell else { return view! { <td class="heat heat-none">"–"</td> }.into_any() };
    let step = cell.step.map_or_else(|| "heat heat-none".to_string(), |step| format!("heat heat-{step}"));
    let mark = format!("#{}", glyph(cell.outcome).id());
    view! {
        <td class=step data-outcome=cell.outcome.id()>
            <span class="heat-in"><svg class="g" aria-hidden="true"><use href=mark/></svg><b>{cell.text.clone()}</b></span>
            <span class="heat-more">{cell.more.clone()}</span>
        </td>
    }
    .into_any()
}

/// A section about what firms have in common, of one kind.
fn section(state: Store, kind: &str, body: AnyView) -> AnyView {
    let said = |part: &str| state.t(&format!("reports.{kind}.{part}"));
    row(said("heading"), said("lead"), body)
}

/// How many firms share what, of one kind.
pub(super) fn counted(state: Store, one: &Common) -> AnyView {
    let of = one.of;
    let rows = one.counts.iter().map(|(name, firms)| {
        let share = state.tf("reports.share", &[("n", &firms.to_string()), ("of", &of.to_string())]);
        let width = firms * 100 / of.max(1);
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td>
                    <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                        <rect class="share-all" width="100" height="8"/>
                        <rect class="share-part" width=width height="8"/>
                    </svg>
                    <span class="small">{share}</span>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let [what, how_many] = ["firms.what", "reports.how-many"].map(|key| state.t(key));
    let table = view! {
        <table class="shares">
            <thead class="vh"><tr><th scope="col">{what}</th><th scope="col">{how_many}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    section(state, &one.kind, table.into_any())
}

/// What the firms have in common, and which could do something together.
fn common(desk: Desk) -> AnyView {
    let state = desk.state;
    let (common, groups) = (desk.part(|room| room.common.clone()), desk.part(|room| room.groups.clone()));
    let together = |group: Group| {
        let lines = std::iter::once(group.firms).chain(group.money).map(Line::of).collect();
        (group.idea, lines)
    };
    let shown = move || {
        let parts = common.get().unwrap_or_default();
        let parts = parts.iter().map(|one| counted(state, one)).collect_view();
        let groups: Vec<(String, Vec<Line>)> = groups.get().unwrap_or_default().into_iter().map(together).collect();
        let groups = (!groups.is_empty()).then(|| section(state, "groups", blocks(&[Block::Facts(groups)], true, 3)));
        view! { {parts} {groups} }
    };
    view! { {shown} }.into_any()
}

/// How the answers spread: a fold a process.
fn spreads(desk: Desk) -> AnyView {
    let state = desk.state;
    let spreads = desk.part(|room| room.spreads.clone());
    let folds = move || {
        let all = spreads.get().unwrap_or_default();
        let fold = |one: Spreads| {
            let id = format!("spread-{}", one.id);
            desk.fold(&id, one.name.clone(), move || spread_table(desk, &one))
        };
        all.into_iter().map(fold).collect_view()
    };
    let body = view! { <div data-spreads="">{folds}</div> }.into_any();
    row(state.t("reports.spreads.heading"), state.t("reports.spreads.lead"), body)
}

fn spread_table(desk: Desk, spreads: &Spreads) -> AnyView {
    let state = desk.state;
    let top = spreads.rows.iter().map(|row| row.levels.len()).max().unwrap_or(0);
    let column = |text: String| view! { <th scope="col" class="num">{text}</th> };
    let levels = (0..top).map(|level| column(state.tf("reports.spreads.level", &[("n", &level.to_string())])));
    let levels = levels.collect_view();
    let rest = ["answer.dont-know", "answer.not-applicable", "reports.spreads.median", "chart.head.consensus"];
    let rest = rest.map(|key| column(state.t(key))).collect_view();
    let rows = spreads.rows.iter().map(|row| {
        let all: usize = row.levels.iter().sum();
        let level = |at: usize| match row.levels.get(at) {
            None => view! { <td class="num heat heat-none">"–"</td> }.into_any(),
            Some(count) => {
                let step = count * usize::from(DARKEST) / all.max(1);
                view! { <td class=format!("num heat heat-{step}")>{count.to_string()}</td> }.into_any()
            }
        };
        let levels = (0..top).map(level).collect_view();
        let dash = |text: &str| if text.is_empty() { "–".to_string() } else { text.to_string() };
        let rest = [row.dont_know.to_string(), row.not_applicable.to_string(), dash(&row.median), dash(&row.consensus)];
        let rest = rest.map(|text| view! { <td class="num">{text}</td> }).collect_view();
        view! { <tr><th scope="row">{row.name.clone()}</th>{levels}{rest}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=spreads.name.clone()>
            <table class="twin spread">
                <caption class="vh">{spreads.name.clone()}</caption>
                <thead><tr><th scope="col">{state.t("chart.head.dimension")}</th>{levels}{rest}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The tables as files, made beside the page.
pub(super) fn export(desk: Desk) -> AnyView {
    let Desk { state, ask, anonymised, saving, .. } = desk;
    let save = move |form: &'static str, class: &'static str| {
        let press = move |_| {
            saving.set(state.t("reports.saving"));
            ask.with_untracked(|ask| reports::tables(state, form, ask, anonymised.get_untracked()));
        };
        view! { <button type="button" class=class on:click=press>{state.t(&format!("reports.{form}"))}</button> }
    };
    view! {
        <label class="why-o">
            <input type="checkbox" prop:checked=move || anonymised.get() on:change=move |event| anonymised.set(event_target_checked(&event))/>
            <span>{state.t("reports.anonymise")}</span>
        </label>
        <p class="small muted">{state.t("reports.anonymise-note")}</p>
        <p class="acts">
            {save("xlsx", "btn")}
            {save("csv", "btn btn-quiet")}
            {save("ndjson", "btn btn-quiet")}
            {save("json", "btn btn-quiet")}
        </p>
        <p aria-live="polite">{move || saving.get()}</p>
    }
    .into_any()
}
