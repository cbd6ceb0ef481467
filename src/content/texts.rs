//! Each text by itself, each text against its translation, and the texts against the structure that needs them.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::{self, Group, Needs};
use super::tree::{Placed, Scope, Tree, UI};
use super::{language, seed_keys};
use crate::problem::Problem;
use crate::publisher::FIELDS;
use crate::questionnaire::{ProfileKind, Questionnaire};
use crate::text::Locale;
use crate::wire::prose_v1::ProseFile;

/// The longest word without a place to break it: more does not fit a phone at 18 px (about 28 · 10 px of 328).
const WORD_LIMIT: usize = 28;
/// Where a word may be broken.
const SOFT_HYPHEN: char = '\u{ad}';
/// A text of its own where a language marks thousands with it.
const NO_BREAK_SPACE: &str = "\u{a0}";
/// From how many words two languages cannot be alike by chance.
const SAME_BY_CHANCE_BELOW: usize = 3;

/// What can be said of each text of a file by itself.
pub(super) fn check_file(file: &str, prose: &ProseFile, problems: &mut Vec<Problem>) {
    let fields = FIELDS.map(|field| prose.texts.iter().find(|(key, _)| key == field));
    if let [Some((_, name)), Some((_, contact))] = fields
        && name.is_empty() != contact.is_empty()
    {
        let missing = usize::from(contact.is_empty());
        problems.extend(FIELDS.get(missing).map(|key| Problem::of_file(file, "publisher-half").at(*key, "")));
    }
    for (key, text) in &prose.texts {
        let mut report = |problem: Problem| problems.push(problem.at(key.as_str(), ""));
        if text == NO_BREAK_SPACE || (text.is_empty() && FIELDS.contains(&key.as_str())) {
            continue;
        }
        if text.trim().is_empty() {
            report(Problem::of_file(file, "empty-text"));
            continue;
        }
        if text.trim() != text {
            report(Problem::of_file(file, "edge-space"));
        }
        if text.contains("  ") {
            report(Problem::of_file(file, "double-space"));
        }
        if text.contains('!') {
            report(Problem::of_file(file, "exclamation"));
        }
        if text.contains(['"', '\'']) {
            report(Problem::of_file(file, "straight-quotes"));
        }
        // A stand-in for Unicode's composed form: a mark that combines has been left beside its letter.
        if text.contains(|letter| ('\u{300}'..='\u{36f}').contains(&letter)) {
            report(Problem::of_file(file, "loose-accent"));
        }
        if let Some(brand) = language::brand(text).filter(|_| !UI.contains(&prose.pack.as_str())) {
            report(Problem::of_file(file, "brand").with("word", brand));
        }
        let parts = text.split(|letter: char| letter.is_whitespace() || letter == SOFT_HYPHEN || letter == '/');
        if let Some(word) = parts.flat_map(|word| word.split('-')).find(|word| word.chars().count() > WORD_LIMIT) {
            report(Problem::of_file(file, "long-word").with("word", word).with("limit", WORD_LIMIT));
        }
    }
}

/// The texts of a pack in all its languages, against the structure and against each other.
pub(super) fn check_between(tree: &Tree, scope: &Scope, problems: &mut Vec<Problem>) {
    let mut needs = keys::needs(scope.pack, tree);
    mirrored(tree, &mut needs);
    for (group, wanted) in &needs {
        check_group(tree, scope, group, wanted, problems);
    }
    check_once(tree, scope, problems);
    check_translations(scope, &names(tree, scope.pack), problems);
}

/// The app's own texts: no structure names them here, so each language must have what another has.
fn mirrored(tree: &Tree, needs: &mut Needs) {
    for (_, prose) in tree.prose.iter().filter(|(_, prose)| UI.contains(&prose.pack.as_str())) {
        let group = Group { pack: prose.pack.clone(), piece: prose.piece.clone() };
        needs.entry(group).or_default().extend(prose.texts.iter().map(|(key, _)| (key.clone(), false)));
    }
}

/// A file and its texts by key.
type Written<'t> = (&'t str, BTreeMap<&'t str, &'t str>);

/// One file of texts in every language: is it there, has it all, has it too much?
fn check_group(
    tree: &Tree,
    scope: &Scope,
    group: &Group,
    wanted: &BTreeMap<String, bool>,
    problems: &mut Vec<Problem>,
) {
    let in_language = |locale: &Locale| {
        let of_group = |prose: &ProseFile| prose.pack == group.pack && prose.piece == group.piece;
        tree.prose.iter().find(|(_, prose)| of_group(prose) && prose.locale == *locale)
    };
    let mut files: Vec<Written> = Vec::new();
    for (locale, _) in &scope.tables {
        match in_language(locale) {
            Some((file, prose)) => {
                files.push((file, prose.texts.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect()));
            }
            None => {
                if let Some(path) = tree.place(&group.pack, group.piece.as_deref(), locale) {
                    problems.push(Problem::of_file(&path, "file-missing").with("path", &path));
                }
            }
        }
    }
    for (file, own) in &files {
        for (key, must) in wanted.iter().filter(|(key, _)| !own.contains_key(key.as_str())) {
            let other = files.iter().find_map(|(from, texts)| Some((from, texts.get(key.as_str())?)));
            match other {
                Some((from, text)) => problems
                    .push(Problem::of_file(file, "text-missing").at(key, "").with("other", from).with("text", text)),
                None if *must => problems.push(Problem::of_file(file, "text-missing-everywhere").at(key, "")),
                None => {}
            }
        }
        for key in own.keys().filter(|key| !wanted.contains_key(**key)) {
            problems.push(leftover(file, scope.pack, key));
        }
    }
}

fn leftover(file: &str, pack: &Questionnaire, key: &str) -> Problem {
    match keys::beyond_top(pack, key) {
        Some(top) => Problem::of_file(file, "level-beyond").at(key, "").with("top", top),
        None => Problem::of_file(file, "leftover").at(key, ""),
    }
}

/// No key stands in two files of one language: which text is shown would depend on which file is read last.
fn check_once(tree: &Tree, scope: &Scope, problems: &mut Vec<Problem>) {
    for (locale, table) in &scope.tables {
        for (file, prose) in tree.shown_with(scope.pack).filter(|(_, prose)| prose.locale == *locale) {
            for (key, _) in &prose.texts {
                if let Some((other, _)) = table.get(key.as_str()).filter(|(other, _)| other != file) {
                    problems.push(Problem::of_file(file, "text-in-two-files").at(key, "").with("other", other));
                }
            }
        }
    }
}

/// Each text against the source language.
fn check_translations(scope: &Scope, names: &BTreeSet<String>, problems: &mut Vec<Problem>) {
    let Some(((source, first), others)) = scope.tables.split_first() else { return };
    let mut strange: BTreeSet<&str> = BTreeSet::new();
    for (key, (file, text)) in first {
        if !names.contains(*key)
            && let Some(other) = language::reads_like(source, text)
        {
            strange.insert(key);
            let taken = others.iter().filter(|(locale, _)| locale.as_str() == other);
            let swapped = taken.filter_map(|(locale, table)| Some((locale, table.get(key)?)));
            let swapped: Vec<_> =
                swapped.filter(|(locale, (_, text))| language::reads_like(locale, text).is_some()).collect();
            match swapped.first() {
                Some((_, (with, _))) => {
                    problems.push(Problem::of_file(file, "swapped").at(*key, "").with("other", with));
                }
                None => problems.push(in_other_language(file, key, source, other)),
            }
        }
    }
    for (locale, table) in others {
        for (key, (file, text)) in table {
            let Some((from, original)) = first.get(key) else { continue };
            check_pair(key, (file, text), (from, original), problems);
            if names.contains(*key) || strange.contains(key) {
                continue;
            }
            let own = language::without_asides(text);
            if text == original && language::words(text).len() >= SAME_BY_CHANCE_BELOW && has_letters(&own) {
                problems.push(Problem::of_file(file, "untranslated").at(*key, "").with("other", from));
            } else if let Some(other) = language::reads_like(locale, text) {
                problems.push(in_other_language(file, key, locale, other));
            }
        }
    }
}

fn in_other_language(file: &str, key: &str, locale: &Locale, found: &'static str) -> Problem {
    let problem = Problem::of_file(file, "wrong-language").at(key, "");
    problem.with("expected", format!("language-{locale}")).with("found", format!("language-{found}"))
}

fn check_pair(key: &str, (file, text): Placed, (from, original): Placed, problems: &mut Vec<Problem>) {
    let (here, there) = (blanks(text), blanks(original));
    if here != there {
        let shown = |blanks: &BTreeSet<&str>| {
            if blanks.is_empty() { "–".to_string() } else { blanks.iter().copied().collect::<Vec<_>>().join(" ") }
        };
        problems.push(
            Problem::of_file(file, "placeholders")
                .at(key, "")
                .with("here", shown(&here))
                .with("other", from)
                .with("there", shown(&there)),
        );
    }
}

/// The `{blanks}` of a text, and any brace that has no partner.
fn blanks(text: &str) -> BTreeSet<&str> {
    let mut blanks = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let end = match (rest[at..].starts_with('{'), rest[at..].find('}')) {
            (true, Some(close)) => at + close + 1,
            _ => at + 1,
        };
        blanks.insert(&rest[at..end]);
        rest = &rest[end..];
    }
    blanks
}

/// Texts that are names and stay the same in every language.
fn names(tree: &Tree, pack: &Questionnaire) -> BTreeSet<String> {
    let places = pack.profile.iter().filter(|question| question.kind == ProfileKind::Municipality);
    let places = places.flat_map(|question| {
        question.options.iter().map(|option| format!("profile.{}.option.{}", question.id, option.id))
    });
    places.chain(seed_keys::names(tree)).chain(FIELDS.map(str::to_string)).collect()
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}
