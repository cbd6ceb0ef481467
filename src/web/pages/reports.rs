//! Many firms' reports: taken in here, seen side by side, handed on as tables. They live as long as the page does.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::advice::today;
use super::step::when_loaded;
use crate::cohort::{Area, Clerk, Cohort, Count, Fate, Filter, Goals, Hindrance, Member, Place, Room, Sort};
use crate::document::{Block, Line};
use crate::ids::{OptionId, ProcessId, QuestionId, UseCaseId};
use crate::people::Size;
use crate::problem::Problem;
use crate::tables;
use crate::web::adapters::files;
use crate::web::parts::blocks::{blocks, row};
use crate::web::parts::heading::Heading;
use crate::web::state::{Store, store};
use crate::wire::cohort_in::Arrivals;
use crate::wire::csv::{self, Style};
use crate::wire::{cohort_v1, pdf_in};

/// So many rows and lines are shown at first, and so many more at a press.
const SHOWN: usize = 50;
/// So many of what firms have in common are shown.
const COMMON: usize = 10;

/// What is looked at, and how.
#[derive(Clone, Copy)]
struct Desk {
    state: Store,
    /// The reports.
    cohort: RwSignal<Cohort>,
    /// How many files of how many have been read, while it goes on.
    going: RwSignal<Option<(usize, usize)>>,
    filter: RwSignal<Filter>,
    sort: RwSignal<Sort>,
    shown: RwSignal<usize>,
    anonymised: RwSignal<bool>,
}

/// The page.
#[component]
pub fn Reports() -> impl IntoView {
    when_loaded(page)
}

fn page() -> AnyView {
    let desk = Desk {
        state: store(),
        cohort: RwSignal::default(),
        going: RwSignal::new(None),
        filter: RwSignal::default(),
        sort: RwSignal::new(Sort::Label),
        shown: RwSignal::new(SHOWN),
        anonymised: RwSignal::new(false),
    };
    let Desk { state, cohort, .. } = desk;
    let any = Memo::new(move |_| cohort.with(|cohort| !cohort.members().is_empty()));
    view! {
        <div class="page">
            <section class="row row-first">
                <p class="side">{state.t("reports.side")}</p>
                <div class="stack">
                    <Heading text=state.t("reports.heading")/>
                    <p class="lead">{state.t("reports.lead")}</p>
                    {taking(desk)}
                    <div aria-live="polite" class="stack">{move || told(desk)}</div>
                </div>
            </section>
            {move || any.get().then(|| untrack(|| room(desk)))}
        </div>
    }
    .into_any()
}

/// The field that files are dropped on, how far reading has come, and a way to stop it.
fn taking(desk: Desk) -> AnyView {
    let Desk { state, going, .. } = desk;
    let chosen = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(input) = input else { return };
        take(desk, input.files());
        // The same files can be chosen again.
        input.set_value("");
    };
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        take(desk, event.data_transfer().and_then(|data| data.files()));
    };
    let progress = move || {
        going.get().map(|(done, of)| {
            let text = state.tf("reports.reading", &[("done", &done.to_string()), ("of", &of.to_string())]);
            view! {
                <p>{text}</p>
                <progress max=of value=done aria-label=state.t("reports.progress")></progress>
                <p class="acts">
                    <button type="button" class="btn btn-quiet" on:click=move |_| going.set(None)>{state.t("action.cancel")}</button>
                </p>
            }
        })
    };
    view! {
        <div class="drop" on:dragover=|event| event.prevent_default() on:drop=dropped>
            <p>{state.t("reports.drop")}</p>
            <input class="file" id="open-reports" type="file" multiple=true accept=".json,.pdf,application/json,application/pdf" on:change=chosen/>
            <label class="btn btn-quiet" for="open-reports">{state.t("reports.choose")}</label>
        </div>
        {progress}
    }
    .into_any()
}

/// Reads with what reports are read with.
fn clerk<T>(state: Store, read: impl FnOnce(&Clerk) -> T) -> T {
    let (pack, catalogue, guides) = (state.questionnaire(), state.catalogue(), state.guides());
    read(&Clerk::new(&pack, &catalogue, &guides, today()))
}

/// Takes files in, one after the other, so that the page answers in between. What has been read when it is stopped stays.
fn take(desk: Desk, list: Option<web_sys::FileList>) {
    let Desk { state, cohort, going, .. } = desk;
    let Some(list) = list else { return };
    let chosen: Vec<web_sys::File> = (0..list.length()).filter_map(|at| list.get(at)).collect();
    if chosen.is_empty() || going.get_untracked().is_some() {
        return;
    }
    let of = chosen.len();
    going.set(Some((0, of)));
    spawn_local(async move {
        let mut arrivals = Arrivals::default();
        for (done, file) in chosen.into_iter().enumerate() {
            let name = files::nfc(&file.name());
            let place = Place::of(&name);
            let refused = |code: &'static str| Problem::of_file(&name, code).with("limit", "10 MB");
            if file.size() > pdf_in::SIZE_LIMIT as f64 {
                arrivals.refuse(place, vec![refused("too-large")]);
            } else {
                match files::bytes_of(&file).await {
                    Some(bytes) => clerk(state, |clerk| arrivals.take_file(clerk, place, &bytes)),
                    None => arrivals.refuse(place, vec![refused("cannot-read")]),
                }
            }
            // The page may be gone, or the person has had enough.
            if going.try_get_untracked().flatten().is_none() {
                break;
            }
            going.set(Some((done + 1, of)));
        }
        let new = arrivals.into_cohort();
        let _ = cohort.try_update(|held| *held = std::mem::take(held).merge(new));
        let _ = going.try_set(None);
    });
}

/// What became of the files.
fn told(desk: Desk) -> AnyView {
    let Desk { state, cohort, .. } = desk;
    let fates = cohort.with(Cohort::fates);
    if fates.is_empty() {
        return ().into_any();
    }
    let firms = cohort.with(|cohort| cohort.room(&Filter::default()).members.len());
    let refused = fates.iter().filter(|fate| fate.is_refused()).count();
    let [firms, all, refused] = [firms, fates.len(), refused].map(|count| count.to_string());
    let prose = state.prose();
    let sum = prose.fill("cohort.sum", &[("firms", &firms), ("all", &all), ("refused", &refused)]);
    let line = |fate: &Fate| {
        let notes = fate.notes.iter().map(|note| view! { <p class="small">{note.sentence(&prose)}</p> });
        view! { <li>{fate.sentence(&prose)} {notes.collect_view()}</li> }
    };
    // What did not simply go well comes first.
    let (plain, noted): (Vec<&Fate>, Vec<&Fate>) = fates.iter().partition(|fate| fate.is_plain());
    let noted = (!noted.is_empty()).then(|| {
        let lines = noted.iter().map(|fate| line(fate)).collect_view();
        view! { <ul class="list" data-fates="noted">{lines}</ul> }
    });
    let plain = (!plain.is_empty()).then(|| {
        let lines = plain.iter().map(|fate| line(fate)).collect_view();
        view! {
            <details class="fold">
                <summary>{state.t("reports.taken")}</summary>
                <ul class="list small fold-in" data-fates="taken">{lines}</ul>
            </details>
        }
    });
    view! {
        <p><b>{sum}</b></p>
        {noted}
        {plain}
        <p class="acts">
            <button type="button" class="btn btn-quiet" on:click=move |_| cohort.set(Cohort::default())>{state.t("reports.clear")}</button>
        </p>
    }
    .into_any()
}

/// Everything about the firms that are looked at.
fn room(desk: Desk) -> AnyView {
    let Desk { state, cohort, filter, .. } = desk;
    let in_common = move || cohort.with(|cohort| filter.with(|filter| untrack(|| common(state, &cohort.room(filter)))));
    let lead = state.t("reports.room.lead");
    view! {
        {row(state.t("reports.room.heading"), lead, view! { {filters(desk)} {move || grid(desk)} }.into_any())}
        {in_common}
        {row(state.t("reports.export.heading"), state.t("reports.export.lead"), export(desk))}
    }
    .into_any()
}

/// A choice among what there is.
fn choice(
    id: &'static str,
    label: String,
    options: Vec<(String, String)>,
    change: impl Fn(String) + 'static,
) -> AnyView {
    let options = options.into_iter().map(|(value, text)| view! { <option value=value>{text}</option> });
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select class="inp" id=id on:change=move |event| change(event_target_value(&event))>{options.collect_view()}</select>
        </div>
    }
    .into_any()
}

fn filters(desk: Desk) -> AnyView {
    let Desk { state, cohort, filter, sort, .. } = desk;
    let all = || (String::new(), state.t("reports.all"));
    let of = |question: &'static str, has: fn(&Member) -> Option<&OptionId>| {
        let mut found: Vec<OptionId> =
            cohort.with_untracked(|cohort| cohort.members().iter().filter_map(has).cloned().collect());
        found.sort();
        found.dedup();
        let named = found.into_iter().map(|id| (id.to_string(), option(state, question, &id)));
        std::iter::once(all()).chain(named).collect::<Vec<_>>()
    };
    let wanted = |value: String| (!value.is_empty()).then(|| OptionId::from(value.as_str()));
    let sizes = Size::ALL.into_iter().map(|size| {
        let word = size.as_str();
        (word.to_string(), state.t(&format!("table.size.{word}")))
    });
    let sorts = sorts(desk);
    let named = sorts.iter().enumerate().map(|(at, (name, _))| (at.to_string(), name.clone())).collect();
    let sorted = move |value: String| {
        let found = value.parse().ok().and_then(|at: usize| sorts.get(at));
        sort.set(found.map_or(Sort::Label, |(_, sort)| sort.clone()));
    };
    view! {
        <div class="fields">
            {choice("by-sector", state.t("reports.sector"), of("sector", |one| one.sector.as_ref()), move |value| {
                filter.update(|filter| filter.sector = wanted(value));
            })}
            {choice("by-size", state.t("reports.size"), std::iter::once(all()).chain(sizes).collect(), move |value| {
                filter.update(|filter| filter.size = Size::parse(&value));
            })}
            {choice("by-place", state.t("reports.municipality"), of("municipality", |one| one.municipality.as_ref()), move |value| {
                filter.update(|filter| filter.municipality = wanted(value));
            })}
            {choice("by-order", state.t("reports.sort"), named, sorted)}
        </div>
    }
    .into_any()
}

/// The name of an option of a question about the firm.
fn option(state: Store, question: &str, id: &OptionId) -> String {
    state.words(|words| words.option(&QuestionId::Profile(question.into()), id))
}

fn area_name(state: Store, id: &ProcessId) -> String {
    state.words(|words| words.area(id))
}

/// What rows can go by, with its name.
fn sorts(desk: Desk) -> Vec<(String, Sort)> {
    let Desk { state, cohort, .. } = desk;
    let say = |key: &str| state.t(&format!("reports.{key}"));
    let mut all = vec![
        (say("by-name"), Sort::Label),
        (say("sector"), Sort::Sector),
        (say("size"), Sort::Size),
        (say("municipality"), Sort::Municipality),
        (say("by-saved"), Sort::Saved),
    ];
    let pack = state.questionnaire();
    let processes = cohort.with_untracked(|cohort| cohort.room(&Filter::default()).grid(&pack, &Sort::Label).processes);
    for id in processes {
        let area = area_name(state, &id);
        let named = |key: &str| state.tf(&format!("reports.by-{key}"), &[("area", &area)]);
        all.extend([
            (named("outcome"), Sort::Outcome(id.clone())),
            (named("readiness"), Sort::Readiness(id.clone())),
            (named("use"), Sort::Use(id.clone())),
            (named("need"), Sort::Need(id)),
        ]);
    }
    all
}

/// What a firm is called.
fn name(state: Store, member: &Member) -> String {
    if member.label.is_empty() {
        let id: String = member.report_id.chars().take(8).collect();
        return state.tf("reports.no-name", &[("id", &id)]);
    }
    member.label.clone()
}

/// Firms by processes.
fn grid(desk: Desk) -> AnyView {
    let Desk { state, cohort, filter, sort, shown, .. } = desk;
    let (pack, prose) = (state.questionnaire(), state.prose());
    let (filter, sort, shown_now) = (filter.get(), sort.get(), shown.get());
    cohort.with(|cohort| {
        let grid = cohort.room(&filter).grid(&pack, &sort);
        if grid.rows.is_empty() {
            return view! { <p>{state.t("reports.none")}</p> }.into_any();
        }
        let heads = grid.processes.iter().map(|id| view! { <th scope="col">{area_name(state, id)}</th> });
        let cell = |area: &Option<&Area>| {
            let Some(area) = area else { return view! { <td>"–"</td> }.into_any() };
            let outcome = prose.say(&format!("outcome.{}.name", area.outcome.id()));
            let readiness = area.readiness.map_or("–".to_string(), |ratio| prose.hundredths(ratio.hundredths()));
            let need = match (area.need.low, area.need.high) {
                (low, high) if low == high => prose.tenths(low),
                (low, high) => format!("{}–{}", prose.tenths(low), prose.tenths(high)),
            };
            let in_use = area.in_use.level().map_or("–".to_string(), |level| level.to_string());
            let numbers = prose.fill("reports.cell", &[("readiness", &readiness), ("need", &need), ("use", &in_use)]);
            view! { <td data-outcome=area.outcome.id()><b>{outcome}</b><br/><span class="small muted">{numbers}</span></td> }
                .into_any()
        };
        let rows = grid.rows.iter().take(shown_now).map(|row| {
            let member = row.member;
            let about = [
                member.sector.as_ref().map(|id| option(state, "sector", id)),
                member.municipality.as_ref().map(|id| option(state, "municipality", id)),
            ];
            let about = about.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let cells = row.cells.iter().map(cell).collect_view();
            view! { <tr><th scope="row">{name(state, member)}<br/><span class="small muted">{about}</span></th>{cells}</tr> }
        });
        let caption = state.tf("reports.grid", &[("n", &grid.rows.len().to_string())]);
        let more = (grid.rows.len() > shown_now).then(|| {
            let press = move |_| shown.update(|shown| *shown += SHOWN);
            view! {
                <p class="acts"><button type="button" class="btn btn-quiet" on:click=press>{state.t("reports.more")}</button></p>
            }
        });
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label=state.t("reports.room.heading")>
                <table class="twin room">
                    <caption class="small muted">{caption}</caption>
                    <thead><tr><th scope="col">{state.t("reports.firm")}</th>{heads.collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            {more}
        }
        .into_any()
    })
}

/// What the firms have in common, and which could do something together.
fn common(state: Store, room: &Room) -> AnyView {
    let prose = state.prose();
    let firms = |count: usize| prose.fill("reports.firms", &[("n", &count.to_string())]);
    fn list<T>(counts: Vec<Count<T>>, name: impl Fn(&T) -> String, firms: impl Fn(usize) -> String) -> Vec<Block> {
        let named = counts.iter().take(COMMON).map(|one| (name(&one.what), vec![Line::of(firms(one.firms))]));
        vec![Block::Facts(named.collect())]
    }
    let idea = |id: &UseCaseId| prose.say(&format!("use-case.{id}.title"));
    let route = |id: &crate::ids::RouteId| prose.say(&format!("funding.{id}.name"));
    let hindrance = |one: &Hindrance| match one {
        Hindrance::Dimension(id) => prose.say(&format!("dimension.{id}.name")),
        Hindrance::Enabler(id) => prose.say(&format!("short.enabler.{id}")),
        Hindrance::Condition(id) => {
            prose.fill("reports.condition", &[("condition", &prose.say(&format!("avoid.{id}")))])
        }
        Hindrance::RulesFirst => prose.say("reports.rules-first"),
        Hindrance::CashFirst => prose.say("reports.cash-first"),
    };
    let parts = [
        ("hindrances", list(room.hindrances(), hindrance, firms)),
        ("wanted", list(room.wanted(), idea, firms)),
        ("funding", list(room.funding(), route, firms)),
        ("training", list(room.training(), |id| prose.say(&format!("training.{id}.name")), firms)),
        ("groups", groups(state, room)),
    ];
    let full = |blocks: &[Block]| blocks.iter().any(|block| !matches!(block, Block::Facts(facts) if facts.is_empty()));
    let parts = parts.into_iter().filter(|(_, blocks)| full(blocks)).map(|(key, list)| {
        let said = |part: &str| state.t(&format!("reports.{key}.{part}"));
        row(said("heading"), said("lead"), blocks(&list, true, 3))
    });
    parts.collect_view().into_any()
}

/// Firms that could do one project, with the money that is for several.
fn groups(state: Store, room: &Room) -> Vec<Block> {
    let (prose, guides) = (state.prose(), state.guides());
    let routes = |ids: &[crate::ids::RouteId], key: &str| {
        let names: Vec<String> = ids.iter().map(|id| prose.say(&format!("funding.{id}.name"))).collect();
        (!names.is_empty()).then(|| Line::of(prose.fill(key, &[("list", &prose.list(&names))])))
    };
    let facts = room.groups(&guides.funding).into_iter().take(COMMON).map(|group| {
        let names: Vec<String> = group.members.iter().map(|member| name(state, member)).collect();
        let money = [routes(&group.together, "reports.together"), routes(&group.for_all, "reports.for-all")];
        let lines = std::iter::once(Line::of(prose.list(&names))).chain(money.into_iter().flatten());
        (prose.say(&format!("use-case.{}.title", group.idea)), lines.collect())
    });
    vec![Block::Facts(facts.collect())]
}

/// The tables as files.
fn export(desk: Desk) -> AnyView {
    let Desk { state, cohort, filter, anonymised, .. } = desk;
    let day = today().to_string();
    let file = {
        let day = day.clone();
        move |ending: &str| format!("rapporter-{day}.{ending}")
    };
    let csv = {
        let file = file.clone();
        move |_| {
            let (pack, hidden) = (state.questionnaire(), anonymised.get_untracked());
            let style = Style::of(state.locale().as_str());
            let columns = tables::all_columns(&pack, hidden);
            let mut out = format!("{}{}", style.start(), csv::head(style, &columns));
            cohort.with_untracked(|cohort| {
                let room = filter.with_untracked(|filter| cohort.room(filter));
                for entry in tables::entries(&room, hidden) {
                    for area in &entry.member.areas {
                        out += &csv::line(style, columns.iter().map(|column| column.cell(&pack, &entry, Some(area))));
                    }
                }
            });
            files::download_as(&file("csv"), "text/csv", &out);
        }
    };
    let json = move |_| {
        let mut out = String::new();
        cohort.with_untracked(|cohort| {
            clerk(state, |clerk| {
                cohort_v1::write(clerk, cohort, Goals::default(), anonymised.get_untracked(), &mut |part| out += part);
            });
        });
        files::download(&file("json"), &out);
    };
    view! {
        <label class="why-o">
            <input type="checkbox" prop:checked=move || anonymised.get() on:change=move |event| anonymised.set(event_target_checked(&event))/>
            <span>{state.t("reports.anonymise")}</span>
        </label>
        <p class="small muted">{state.t("reports.anonymise-note")}</p>
        <p class="acts">
            <button type="button" class="btn" on:click=csv>{state.t("reports.csv")}</button>
            <button type="button" class="btn btn-quiet" on:click=json>{state.t("reports.json")}</button>
        </p>
    }
    .into_any()
}
