//! The content check against the real content, and against many ways of breaking it.
//!
//! Every mutation goes through [`check`]; its messages stand in `tests/fixtures/content-messages.txt`, to be read
//! the way an editor would read them. After a change on purpose: `UPDATE_SNAPSHOTS=1 cargo test --test content`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use kickstart::content;
use kickstart::problem::Problem;
use kickstart::text::Prose;
use kickstart::wire::prose_v1;

#[path = "content/mutations.rs"]
mod mutations;
use mutations::{MUTATIONS, Mutation};

type Files = Vec<(String, String)>;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const SNAPSHOT: &str = "tests/fixtures/content-messages.txt";

fn walk(folder: &Path, files: &mut Files) {
    let mut inside: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inside.sort();
    for path in inside {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "schema" {
            walk(&path, files);
        } else if name.ends_with(".json") || name == "ids.lock" {
            let shown = path.strip_prefix(ROOT).unwrap().to_string_lossy().replace('\\', "/");
            files.push((shown, fs::read_to_string(&path).unwrap()));
        }
    }
}

fn real() -> Files {
    let mut files = Files::new();
    ["questions", "seeds"].iter().for_each(|folder| walk(&Path::new(ROOT).join(folder), &mut files));
    files
}

fn words(locale: &str) -> Prose {
    let path = format!("questions/ui/problems/{locale}.json");
    let text = fs::read_to_string(Path::new(ROOT).join(&path)).unwrap();
    let mut prose = Prose::new();
    prose.extend(prose_v1::read(&path, &text).unwrap().texts);
    prose
}

/// What a mutation is told that the real content is not.
fn check(mutation: &Mutation, real: &Files, known: &BTreeSet<Problem>) -> Vec<Problem> {
    let mut files = real.clone();
    (mutation.change)(&mut files);
    assert!(files != *real, "the mutation “{}” changes nothing", mutation.name);
    content::check(&files).into_iter().filter(|problem| !known.contains(problem)).collect()
}

#[test]
fn the_real_content_has_no_problems() {
    let problems = content::check(&real());
    let lines: Vec<String> = problems.iter().map(|problem| problem.sentence(&words("sv"))).collect();
    assert!(problems.is_empty(), "{}", lines.join("\n"));
}

/// Every blank of a message has its value, in each language.
fn no_blank_is_left(problem: &Problem, languages: &[Prose]) {
    for (prose, part) in languages.iter().flat_map(|prose| [(prose, "what"), (prose, "cure")]) {
        let text = prose.say(&format!("problem.{}.{part}", problem.code));
        let filled = problem.values.iter().fold(text, |text, (name, _)| text.replace(&format!("{{{name}}}"), ""));
        assert!(!filled.replace("{ }", "").contains('{'), "{}: {filled}", problem.code);
    }
}

#[test]
fn every_mutation_is_named_by_a_message() {
    let (real, prose) = (real(), words("sv"));
    let languages = [words("sv"), words("en")];
    let known: BTreeSet<Problem> = content::check(&real).into_iter().collect();
    let mut snapshot = String::new();
    for mutation in MUTATIONS {
        let problems = check(mutation, &real, &known);
        let named = |problem: &&Problem| problem.sentence(&prose).contains(mutation.names);
        assert!(
            problems.iter().any(|problem| named(&problem)),
            "{}: nothing names {}: {problems:?}",
            mutation.name,
            mutation.names
        );
        assert!(problems.iter().any(|problem| problem.code == mutation.code), "{}: {problems:?}", mutation.name);
        problems.iter().for_each(|problem| no_blank_is_left(problem, &languages));
        snapshot.push_str(&format!("# {}\n", mutation.name));
        // A broken structure file can have many consequences; the first few show the wording.
        problems.iter().take(4).for_each(|problem| snapshot.push_str(&format!("{}\n", problem.sentence(&prose))));
        if problems.len() > 4 {
            snapshot.push_str(&format!("… {} more\n", problems.len() - 4));
        }
        snapshot.push('\n');
    }
    let path = Path::new(ROOT).join(SNAPSHOT);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &snapshot).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    let differs = stored.lines().zip(snapshot.lines()).find(|(stored, now)| stored != now);
    assert!(
        stored == snapshot,
        "{SNAPSHOT} differs, first here: {differs:?}\nIf that is meant: UPDATE_SNAPSHOTS=1 cargo test --test content, then read the file."
    );
}

fn sources(folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(fs::read_to_string(&path).unwrap());
        }
    }
}

/// The words in quotes of a piece of source that could be codes.
fn quoted(source: &str) -> impl Iterator<Item = &str> {
    let is_code = |word: &&str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    source.split('"').skip(1).step_by(2).filter(is_code)
}

#[test]
fn every_code_in_the_source_has_words_in_each_language_and_none_is_left_over() {
    const CALL: &str = "Problem::of_file(";
    let mut files = Vec::new();
    sources(&Path::new(ROOT).join("src"), &mut files);
    let (mut used, mut anywhere): (BTreeSet<&str>, BTreeSet<&str>) = (BTreeSet::new(), BTreeSet::new());
    for source in &files {
        anywhere.extend(source.lines().flat_map(quoted));
        for (at, _) in source.match_indices(CALL) {
            let arguments = &source[at + CALL.len()..];
            let mut depth = 1_i32;
            let end = arguments.find(|letter| {
                depth += i32::from(letter == '(') - i32::from(letter == ')');
                depth == 0
            });
            // What comes first is the file, which may be given in quotes too.
            let (_, after) = arguments[..end.unwrap()].split_once(", ").unwrap_or_default();
            used.extend(quoted(after));
        }
    }
    assert!(used.len() > 60, "the search finds too little: {used:?}");
    for locale in ["sv", "en"] {
        let prose = words(locale);
        for (code, part) in used.iter().flat_map(|code| [(code, "what"), (code, "cure")]) {
            assert!(prose.find(&format!("problem.{code}.{part}")).is_some(), "{locale}: no {part} for {code}");
        }
        let worded = prose.iter().filter_map(|(key, _)| key.strip_prefix("problem.")?.strip_suffix(".what"));
        let left: Vec<&str> = worded.filter(|code| !anywhere.contains(code)).collect();
        assert!(left.is_empty(), "{locale}: words for codes that no source has: {left:?}");
    }
}

#[test]
fn the_command_answers_bad_paths_and_good_ones_without_panic() {
    let Some(program) = option_env!("CARGO_BIN_EXE_kickstart") else { return };
    let run = |arguments: &[&str]| {
        let out = Command::new(program).args(arguments).current_dir(ROOT).output().unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap(), String::from_utf8(out.stderr).unwrap())
    };
    let cases: [(&[&str], i32, &str); 7] = [
        (&["check", "no-such-folder"], 1, "no-such-folder: Det finns ingen"),
        (&["check", "--locale", "en", "no-such-folder"], 1, "There is no file"),
        (&["check", "src/web"], 1, "src/web: Här finns inget innehåll"),
        (&["--help"], 0, "kickstart check"),
        (&["check", "--locale", "xx", "questions"], 2, "xx"),
        (&["dance"], 2, "dance"),
        (&[], 2, "kickstart check"),
    ];
    for (arguments, code, says) in cases {
        let (got, out, err) = run(arguments);
        assert_eq!(got, Some(code), "{arguments:?}: {out}{err}");
        assert!(out.contains(says), "{arguments:?}: {out}");
        assert!(err.is_empty(), "{arguments:?}: {err}");
    }
    let (_, out, _) = run(&["check", "questions", "seeds"]);
    assert!(out.contains("Tid på svenska") && out.contains("Tid på engelska"), "{out}");
}
