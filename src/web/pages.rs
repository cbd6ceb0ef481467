//! One module a screen.

pub mod about;
pub mod advice;
pub mod check;
pub mod content_missing;
pub mod data;
pub mod follow_up;
pub mod help;
pub mod join;
pub mod law;
pub mod method;
pub mod not_found;
pub mod open_file;
pub mod picker;
pub mod plan;
pub mod projector;
pub mod reports;
pub mod result;
pub mod room;
pub mod start;
pub mod statement;
pub mod step;

use leptos::prelude::request_animation_frame;

use super::adapters::platform;

/// Moves focus to what a selector names, once the lists have been built anew. What was opened in a card stays with its
/// place, not with the idea, so it is closed.
fn settle(selector: &str) {
    let selector = selector.to_string();
    request_animation_frame(move || {
        platform::close_all(".idea details[open]");
        platform::focus(&selector);
    });
}
pub mod workshops;
