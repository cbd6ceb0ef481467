//! The questions of a workshop with one firm: the present one with its answers, all of them, and what was agreed.

use leptos::prelude::*;

use crate::assessment::NOTE_LIMIT;
use crate::board::{self, verdict_id};
use crate::ids::QuestionId;
use crate::web::adapters::files::nfc;
use crate::web::parts::blocks::row;
use crate::web::parts::board::{agree, controls, current, happens, holds, holds_openly, seen, words};
use crate::web::room::Room;
use crate::workshop::Event;
use crate::workshop::spread::Verdict;

/// Everything about the questions.
pub fn questions(room: Room) -> AnyView {
    let state = room.state;
    view! {
        {row(state.t("workshop.question.heading"), state.t("workshop.question.lead"), present(room))}
        {row(state.t("workshop.questions.heading"), state.t("workshop.questions.lead"), all(room))}
        {row(state.t("workshop.agreed-report.heading"), state.t("workshop.agreed-report.lead"), super::agreed(room))}
    }
    .into_any()
}

/// The question that the room is at.
fn present(room: Room) -> AnyView {
    let state = room.state;
    let shown = Memo::new(move |_| current(room));
    let question = Memo::new(move |_| room.held.with(|workshop| workshop.current.clone()));
    let body = move || match shown.get() {
        None => view! { <p>{state.t("workshop.not-begun")}</p> }.into_any(),
        Some(board) => {
            let place = state.tf("workshop.place", &[("n", &board.number.to_string()), ("of", &board.of.to_string())]);
            let answered = state
                .tf("workshop.answered", &[("n", &board.answered.to_string()), ("of", &board.handed_in.to_string())]);
            let holds = room.held.with(|workshop| holds_openly(state, workshop, &board.question));
            view! {
                <p class="small muted">{board.part.clone()} " · " {place} " · " {answered}</p>
                <h3>{board.text.clone()}</h3>
                {seen(state, &board)}
                <p><b>{holds}</b></p>
            }
            .into_any()
        }
    };
    // Fields keep their focus while answers come in, so they follow the question alone.
    let fields = move || {
        question.get().map(|question| untrack(|| view! { {agree(room, question.clone())} {note(room, question)} }))
    };
    view! {
        <div class="stack" data-board="">{body}</div>
        {fields}
        {controls(room)}
        <p class="keys">{state.t("workshop.keys")}</p>
    }
    .into_any()
}

fn note(room: Room, question: QuestionId) -> AnyView {
    let state = room.state;
    let held = question.clone();
    let text = move || room.held.with(|workshop| workshop.notes.get(&held).cloned().unwrap_or_default());
    let noted = move |event| happens(room, Event::Noted(question.clone(), nfc(&event_target_value(&event))));
    view! {
        <div class="field">
            <label for="room-note">{state.t("workshop.note")}</label>
            <textarea class="note" id="room-note" rows="2" maxlength=NOTE_LIMIT.to_string() prop:value=text on:change=noted></textarea>
        </div>
    }
    .into_any()
}

/// Every question with how far the answers lie apart, in the order asked or the widest first.
fn all(room: Room) -> AnyView {
    let state = room.state;
    let apart = RwSignal::new(false);
    let rows = move || {
        let pack = state.questionnaire();
        let widest = apart.get();
        room.held.with(|workshop| {
            let mut list: Vec<(QuestionId, Option<Verdict>, f64)> = board::steps(&pack, workshop)
                .into_iter()
                .map(|question| {
                    let spread = workshop.spread(&pack, &question);
                    let verdict = workshop.verdict(&pack, &question);
                    let consensus = spread.and_then(|spread| spread.consensus()).unwrap_or(2.0);
                    (question, verdict, consensus)
                })
                .collect();
            if widest {
                list.sort_by(|a, b| a.2.total_cmp(&b.2));
            }
            let line = |(question, verdict, _): (QuestionId, Option<Verdict>, f64)| {
                let (text, part) = words(state, |words| (words.question(&question), board::part(words, &question)));
                let mark = verdict.map_or_else(|| state.t("workshop.mark.none"), |verdict| state.t(&format!("workshop.mark.{}", verdict_id(verdict))));
                let holds = holds(state, workshop, &question);
                let here = workshop.current.as_ref() == Some(&question);
                let go = move |_| happens(room, Event::Moved(question.clone()));
                view! {
                    <tr>
                        <th scope="row">
                            <button type="button" class="link" aria-current=here.then_some("true") on:click=go>{text}</button>
                            <br/><span class="small muted">{part}</span>
                        </th>
                        <td>{mark}</td>
                        <td>{holds}</td>
                    </tr>
                }
            };
            list.into_iter().map(line).collect_view()
        })
    };
    let sum = move || {
        let pack = state.questionnaire();
        room.held.with(|workshop| {
            let mut counts = [0_usize; 4];
            for question in workshop.levels(&pack) {
                match workshop.verdict(&pack, &question) {
                    Some(Verdict::Accept) => counts[0] += 1,
                    Some(Verdict::Minute) => counts[1] += 1,
                    Some(Verdict::Discuss) => counts[2] += 1,
                    Some(Verdict::FindOut) => counts[3] += 1,
                    None => {}
                }
            }
            let [accept, minute, discuss, unknown] = counts.map(|count| count.to_string());
            state.tf(
                "workshop.questions.sum",
                &[("accept", &accept), ("minute", &minute), ("discuss", &discuss), ("unknown", &unknown)],
            )
        })
    };
    view! {
        <p data-sum="">{sum}</p>
        <label class="why-o">
            <input type="checkbox" prop:checked=move || apart.get() on:change=move |event| apart.set(event_target_checked(&event))/>
            <span>{state.t("workshop.questions.widest")}</span>
        </label>
        <details class="fold">
            <summary>{state.t("workshop.questions.show")}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label=state.t("workshop.questions.heading")>
                <table class="twin room-questions">
                    <thead><tr>
                        <th scope="col">{state.t("workshop.column.question")}</th>
                        <th scope="col">{state.t("workshop.column.spread")}</th>
                        <th scope="col">{state.t("workshop.column.holds")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
