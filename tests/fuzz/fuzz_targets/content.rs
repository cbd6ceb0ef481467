#![no_main]

#[path = "../../support/readers.rs"]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::content(bytes));
