//! The window for the projector: the way in, then one question at a time, in letters that are read from afar. It shows
//! what the facilitator's window does, and can lead the room itself.

use leptos::prelude::*;

use super::workshops::name;
use crate::board::Board;
use crate::code::Code;
use crate::web::parts::board::{controls, current, holds_openly, listen, seen};
use crate::web::parts::heading::Heading;
use crate::web::parts::qr;
use crate::web::room::Room;
use crate::wire::workshop_v1;

/// The page.
pub fn projector(code: Code) -> AnyView {
    super::room::opened(code, page)
}

fn page(room: Room) -> AnyView {
    listen(room);
    let board = Memo::new(move |_| current(room));
    view! {
        <div class="stage">
            <div class="stage-in">
                {move || match board.get() {
                    None => way_in(room),
                    Some(board) => question(room, &board),
                }}
            </div>
            <div class="stage-bar">{controls(room)}<p class="keys">{room.state.t("workshop.keys")}</p></div>
        </div>
    }
    .into_any()
}

/// How to come in, and how many are.
fn way_in(room: Room) -> AnyView {
    let state = room.state;
    let address = room.join_address();
    let code = room.code().to_string();
    let heading = untrack(|| room.held.with(|workshop| name(state, workshop)));
    let count = move || state.tf("workshop.handed-in", &[("n", &room.held.with(workshop_v1::handed_in).to_string())]);
    let steps = ["scan", "answer", "show"].map(|step| view! { <li>{state.t(&format!("workshop.steps.{step}"))}</li> });
    view! {
        <div class="stage-way">
            {qr::code(&address, state.t("workshop.qr"))}
            <div class="stack">
                <Heading text=heading/>
                <ol class="stage-steps">{steps.into_iter().collect_view()}</ol>
                <p>{state.tf("workshop.code", &[("code", &code)])}</p>
                <p class="stage-count" role="status"><b>{count}</b></p>
            </div>
        </div>
    }
    .into_any()
}

fn question(room: Room, board: &Board) -> AnyView {
    let state = room.state;
    let fill = |key: &str, values: &[(&str, usize)]| {
        let values: Vec<(&str, String)> = values.iter().map(|(name, value)| (*name, value.to_string())).collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        state.tf(key, &values)
    };
    let place = fill("workshop.place", &[("n", board.number), ("of", board.of)]);
    let answered = fill("workshop.answered", &[("n", board.answered), ("of", board.handed_in)]);
    let holds = room.held.with(|workshop| holds_openly(state, workshop, &board.question));
    let note = (!board.note.is_empty()).then(|| view! { <p class="stage-note">{board.note.clone()}</p> });
    view! {
        <div class="stage-top">
            <p><b>{board.part.clone()}</b></p>
            <p>{place}</p>
            <p>{answered}</p>
        </div>
        <Heading text=board.text.clone()/>
        {seen(state, board)}
        {note}
        <p class="stage-holds"><b>{holds}</b></p>
    }
    .into_any()
}
