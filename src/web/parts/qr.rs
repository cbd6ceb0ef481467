//! A QR code on the screen: dark on light in every theme, with the light edge that readers need.

use leptos::prelude::*;

use crate::qr;

/// The code of a text. `label` says to a listener what it is; a text that no code holds gives nothing.
pub fn code(text: &str, label: String) -> AnyView {
    let Some(modules) = qr::modules(text) else { return ().into_any() };
    let side = modules.len() + 2 * qr::QUIET;
    let mut path = String::new();
    for (y, row) in modules.iter().enumerate() {
        let mut x = 0;
        while x < row.len() {
            let run = row.iter().skip(x).take_while(|dark| **dark).count();
            if run > 0 {
                path += &format!("M{} {}h{run}v1h-{run}z", x + qr::QUIET, y + qr::QUIET);
            }
            x += run.max(1);
        }
    }
    view! {
        <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
            <path class="qr-light" d=format!("M0 0h{side}v{side}h-{side}z")></path>
            <path class="qr-dark" d=path></path>
        </svg>
    }
    .into_any()
}
