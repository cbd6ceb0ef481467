//! Every file that fuzzing has found worth keeping, through the same checks as the fuzz targets; see `CONTRIBUTING.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/readers.rs"]
mod readers;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

#[test]
fn every_kept_file_of_every_reader_holds_what_the_fuzz_targets_check() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fuzz");
    let mut folders: Vec<String> =
        fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    folders.sort();
    assert_eq!(folders, readers::READERS.map(|(name, _)| name));
    let mut failed = Vec::new();
    for (name, check) in readers::READERS {
        let files: Vec<_> = fs::read_dir(corpus.join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(files.len() >= 10, "{name}: {} files", files.len());
        for file in files {
            let bytes = fs::read(&file).unwrap();
            if catch_unwind(|| check(&bytes)).is_err() {
                failed.push(file);
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Bytes as two digits each.
fn bytes_of(hex: &str) -> Vec<u8> {
    let digits: Vec<u32> = hex.chars().map(|digit| digit.to_digit(16).unwrap()).collect();
    digits.chunks(2).map(|pair| u8::try_from(pair[0] << 4 | pair[1]).unwrap()).collect()
}

#[test]
fn short_inputs_by_which_fuzzing_came_further_hold_it_too() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus");
    for (name, check) in readers::READERS {
        let inputs = fs::read_to_string(corpus.join(format!("{name}.hex"))).unwrap();
        assert!(inputs.lines().count() >= 20, "{name}");
        let failed: Vec<&str> =
            inputs.lines().filter(|line| catch_unwind(|| check(&bytes_of(line))).is_err()).collect();
        assert!(failed.is_empty(), "{name}: {failed:?}");
    }
}

/// How many files of edits each reader gets; a run of the fuzz targets tries as many in a second.
const EDITS: usize = 300;

#[test]
fn edits_of_good_files_hold_it_too() {
    let mut state = 5_u64;
    let mut byte = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u8::try_from(state >> 56).unwrap()
    };
    let mut failed = Vec::new();
    for (name, check) in readers::READERS {
        // A cohort reads each file three times and writes all tables of it.
        for at in 0..if name == "cohort" { EDITS / 10 } else { EDITS } {
            let marked = if name == "hand" { 1 } else { 0 };
            let bytes: Vec<u8> = [marked].into_iter().chain((0..at % 40).map(|_| byte())).collect();
            if catch_unwind(|| check(&bytes)).is_err() {
                failed.push((name, bytes));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}
