//! Parts that several screens share, named as in the style sheets.

pub mod actions;
pub mod answers;
pub mod blocks;
pub mod board;
pub mod code_field;
pub mod confirm;
pub mod contact;
pub mod figure;
pub mod frame;
pub mod heading;
pub mod later;
pub mod note;
pub mod pdf;
pub mod qr;
pub mod whereabouts;
