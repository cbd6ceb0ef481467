//! The check of everything that editors write: structure, texts in every language, rules, ids, lengths and time.
//!
//! Pure: files come in as paths and texts, problems go out; reading folders is the shell's business
//! (`src/bin/kickstart/main.rs`). What cannot be read is reported first; checks between files run once all of
//! them can be.

mod contrast;
mod keys;
mod language;
mod lengths;
mod levels;
mod lock;
mod overlay;
mod reading;
mod references;
mod rules;
mod seed_keys;
mod seed_references;
mod texts;
mod tree;

use crate::problem::Problem;
pub use overlay::lay_over;
pub use reading::{READING_LIMIT, ReadingTime};
use tree::Tree;

/// Everything wrong in a set of content files, given as path and text. The order is that of files, entries and
/// fields, so the same content gives the same list.
pub fn check(files: &[(String, String)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let tree = Tree::read(files, &mut problems);
    for (file, prose) in &tree.prose {
        texts::check_file(file, prose, &mut problems);
    }
    if tree.whole {
        tree.check_places(&mut problems);
        lock::check(&tree, &mut problems);
        references::check(&tree, &mut problems);
        seed_references::check(&tree, &mut problems);
        if let Some((file, colours)) = &tree.colours {
            contrast::check(file, colours, &mut problems);
        }
        for (file, pack) in &tree.packs {
            rules::check(file, pack, &mut problems);
            let scope = tree.scope(pack);
            texts::check_between(&tree, &scope, &mut problems);
            levels::check(&scope, &mut problems);
            lengths::check(&scope, &mut problems);
            reading::check(file, &scope, &mut problems);
        }
    }
    problems.sort();
    problems.dedup();
    problems
}

/// How long a typical way through each pack takes to read and answer, in each of its languages. Empty for content
/// that cannot be read.
pub fn reading_time(files: &[(String, String)]) -> Vec<ReadingTime> {
    let tree = Tree::read(files, &mut Vec::new());
    if !tree.whole {
        return Vec::new();
    }
    let packs = tree.packs.iter();
    packs.flat_map(|(_, pack)| reading::times(&tree.scope(pack))).collect()
}
