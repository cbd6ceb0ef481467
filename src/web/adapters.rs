//! The browser behind the core's ports.

pub mod camera;
pub mod content;
pub mod draft_store;
pub mod files;
pub mod pdf;
pub mod platform;
pub mod reports;
pub mod rooms;
pub mod tabs;
