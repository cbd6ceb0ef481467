//! One module a screen.

pub mod about;
pub mod advice;
pub mod check;
pub mod content_missing;
pub mod data;
pub mod not_found;
pub mod picker;
pub mod plan;
pub mod result;
pub mod start;
pub mod step;
