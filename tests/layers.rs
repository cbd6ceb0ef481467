//! Arrows point inward only, and what the core never does: read from the source itself.
//!
//! [`faults`] is the rule, a pure function of a path and a source, and is itself tested on small bad examples.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;

/// Which modules a module may name by `crate::…`; itself always. Innermost first.
///
/// As it is, and why: `questionnaire` names `outcome`'s conditions because the decision table is data in the pack;
/// `outcome` reads `questionnaire` and asks `advice` what an idea requires, so these three lean on each other and
/// form one layer with `scoring`. `wire` knows every value it reads or writes and is named by `content` and `web`
/// only. `web` is a shell: it may name any of them.
const EDGES: [(&str, &[&str]); 48] = [
    ("order", &[]),
    ("code", &[]),
    ("qr", &[]),
    ("date", &[]),
    ("ids", &[]),
    ("colours", &["order"]),
    ("text", &["date", "order"]),
    ("source", &["date", "text"]),
    ("problem", &["text"]),
    ("answer", &["ids", "order"]),
    ("questionnaire", &["answer", "ids", "order", "outcome", "text"]),
    ("scoring", &["answer", "ids", "questionnaire"]),
    ("advice", &["answer", "ids", "order", "questionnaire", "source"]),
    ("plan", &["date", "ids", "order", "text"]),
    ("outcome", &["advice", "answer", "ids", "order", "questionnaire", "scoring"]),
    ("visible", &["answer", "ids", "questionnaire", "scoring"]),
    ("assessment", &["answer", "date", "ids", "order", "plan", "questionnaire", "visible"]),
    ("workshop", &["answer", "assessment", "code", "ids", "order", "problem", "questionnaire"]),
    ("results", &["advice", "answer", "ids", "outcome", "questionnaire", "scoring"]),
    ("suggest", &["advice", "answer", "ids", "order", "outcome", "questionnaire", "results", "scoring"]),
    ("people", &["advice", "answer", "date", "ids", "order", "questionnaire", "source", "text"]),
    ("law", &["date", "order", "source"]),
    ("benchmark", &["answer", "ids", "order", "questionnaire", "source"]),
    ("funding", &["advice", "answer", "date", "ids", "order", "people", "questionnaire", "source"]),
    ("region", &["source"]),
    ("guides", &["benchmark", "colours", "funding", "law", "people"]),
    ("words", &["answer", "ids", "questionnaire", "scoring", "text"]),
    ("board", &["answer", "ids", "questionnaire", "text", "words", "workshop"]),
    ("document", &["ids", "text"]),
    ("publisher", &["document", "text"]),
    ("help", &["document", "publisher", "text", "workshop"]),
    ("statement", &["document", "publisher", "text"]),
    (
        "report",
        &["advice", "answer", "ids", "outcome", "questionnaire", "results", "scoring", "text", "visible", "words"],
    ),
    ("chart", &["order", "text"]),
    (
        "follow_up",
        &["advice", "answer", "assessment", "ids", "order", "outcome", "questionnaire", "results", "scoring"],
    ),
    ("changes", &["answer", "date", "follow_up", "ids", "outcome", "text", "words"]),
    (
        "figures",
        &["changes", "chart", "follow_up", "ids", "outcome", "questionnaire", "report", "results", "scoring", "text"],
    ),
    (
        "brief",
        &[
            "advice",
            "answer",
            "benchmark",
            "date",
            "document",
            "funding",
            "guides",
            "ids",
            "law",
            "people",
            "plan",
            "questionnaire",
            "results",
            "source",
            "suggest",
            "text",
            "words",
        ],
    ),
    (
        "cohort",
        &[
            "advice",
            "answer",
            "assessment",
            "brief",
            "date",
            "follow_up",
            "funding",
            "guides",
            "ids",
            "order",
            "outcome",
            "people",
            "plan",
            "problem",
            "questionnaire",
            "results",
            "scoring",
            "suggest",
            "text",
            "words",
        ],
    ),
    (
        "paper",
        &[
            "advice",
            "answer",
            "assessment",
            "brief",
            "chart",
            "cohort",
            "colours",
            "date",
            "document",
            "figures",
            "help",
            "ids",
            "plan",
            "questionnaire",
            "report",
            "results",
            "suggest",
            "text",
            "words",
            "workshop",
        ],
    ),
    (
        "tables",
        &["advice", "cohort", "date", "guides", "ids", "outcome", "people", "plan", "questionnaire", "scoring", "text"],
    ),
    (
        "glance",
        &[
            "chart",
            "cohort",
            "date",
            "ids",
            "order",
            "outcome",
            "people",
            "plan",
            "questionnaire",
            "scoring",
            "text",
            "words",
            "workshop",
        ],
    ),
    ("pdf", &["chart", "colours", "date", "document", "order", "paper", "text"]),
    ("ports", &["assessment", "text"]),
    (
        "wire",
        &[
            "advice",
            "answer",
            "assessment",
            "benchmark",
            "chart",
            "code",
            "cohort",
            "colours",
            "date",
            "document",
            "funding",
            "glance",
            "guides",
            "ids",
            "law",
            "order",
            "outcome",
            "paper",
            "people",
            "plan",
            "problem",
            "questionnaire",
            "region",
            "results",
            "scoring",
            "source",
            "suggest",
            "tables",
            "text",
            "visible",
            "workshop",
        ],
    ),
    ("reception", &["cohort", "glance", "problem", "qr", "text", "wire"]),
    (
        "print",
        &[
            "advice",
            "brief",
            "cohort",
            "date",
            "guides",
            "paper",
            "pdf",
            "problem",
            "questionnaire",
            "text",
            "wire",
            "words",
        ],
    ),
    (
        "content",
        &[
            "advice",
            "benchmark",
            "colours",
            "date",
            "funding",
            "ids",
            "law",
            "outcome",
            "people",
            "problem",
            "publisher",
            "questionnaire",
            "region",
            "scoring",
            "source",
            "text",
            "wire",
        ],
    ),
];

/// What the core has no use for: a browser, a clock, chance, files, the network.
const NOT_IN_CORE: [&str; 13] = [
    "gloo",
    "js_sys",
    "leptos",
    "rand",
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "wasm_bindgen",
    "web_sys",
    "println!",
];
/// What stops the program at somebody's data.
const NEVER: [&str; 7] =
    [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!(", "inner_html"];

/// The longest file, in lines.
const LINES: usize = 500;
/// Files whose literals have letters of Swedish and are shown to nobody, with the reason.
const SWEDISH: [(&str, &str); 1] = [("src/content/language.rs", "word lists that the check compares texts with")];

/// A source without comments and without what stands in quotes, and what stands in quotes.
fn split(source: &str) -> (String, Vec<String>) {
    let (mut code, mut literals) = (String::new(), Vec::new());
    let letters: Vec<char> = source.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or('\0');
    let mut index = 0;
    while index < letters.len() {
        let raw = at(index) == 'r'
            && (at(index + 1) == '"' || at(index + 1) == '#')
            && !at(index.wrapping_sub(1)).is_alphanumeric();
        match at(index) {
            '/' if at(index + 1) == '/' => {
                while index < letters.len() && at(index) != '\n' {
                    index += 1;
                }
            }
            '/' if at(index + 1) == '*' => {
                while index < letters.len() && !(at(index) == '*' && at(index + 1) == '/') {
                    index += 1;
                }
                index += 2;
            }
            'r' if raw => {
                let hashes = letters[index + 1..].iter().take_while(|letter| **letter == '#').count();
                let mut literal = String::new();
                index += hashes + 2;
                let closes = |index: usize| at(index) == '"' && (1..=hashes).all(|hash| at(index + hash) == '#');
                while index < letters.len() && !closes(index) {
                    literal.push(at(index));
                    index += 1;
                }
                index += hashes + 1;
                literals.push(literal);
            }
            '"' => {
                let mut literal = String::new();
                index += 1;
                while index < letters.len() && at(index) != '"' {
                    index += usize::from(at(index) == '\\');
                    literal.push(at(index));
                    index += 1;
                }
                index += 1;
                literals.push(literal);
            }
            // A letter in quotes, not a lifetime.
            '\'' if at(index + 1) == '\\' || at(index + 2) == '\'' => {
                let escaped = usize::from(at(index + 1) == '\\');
                literals.push(at(index + 1 + escaped).to_string());
                index += 2 + escaped;
                while index < letters.len() && at(index) != '\'' {
                    index += 1;
                }
                index += 1;
            }
            letter => {
                code.push(letter);
                index += 1;
            }
        }
    }
    (code, literals)
}

/// The modules that a code names by `crate::`.
fn named(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        let rest = &code[at + start.len()..];
        let first = |text: &str| {
            text.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect::<String>()
        };
        match rest.strip_prefix('{') {
            None => names.push(first(rest)),
            Some(group) => {
                let (mut depth, mut part) = (0, String::new());
                for letter in group.chars() {
                    match letter {
                        '}' if depth == 0 => break,
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 0 => names.push(first(&std::mem::take(&mut part))),
                        _ => {}
                    }
                    if depth == 0 && letter != ',' {
                        part.push(letter);
                    }
                }
                names.push(first(&part));
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Whether a code names something as a path of its own: `rand::x` but not `operand`.
fn mentions(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let joined = |letter: char| letter.is_alphanumeric() || letter == '_';
        let before = code[..at].chars().next_back();
        let after = code[at + name.len()..].chars().next();
        let bare = name.ends_with(|letter: char| joined(letter));
        let loose = name == "gloo";
        !before.is_some_and(joined) && (!bare || loose || !after.is_some_and(joined))
    })
}

/// Everything in one file that the layers forbid.
fn faults(path: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = source.lines().count();
    if lines > LINES {
        faults.push(format!("{lines} lines, and {LINES} is the limit"));
    }
    // Tests stand last in a file.
    let own = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let (code, literals) = split(own);
    let module = path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default();
    let shell = matches!(module, "web" | "main" | "bin");
    if let Some(literal) = literals.iter().find(|literal| literal.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']))
        && !SWEDISH.iter().any(|(file, _)| *file == path)
    {
        faults.push(format!("words for people in the source: {literal:?}"));
    }
    faults.extend(NEVER.iter().filter(|call| code.contains(*call)).map(|call| format!("{call} stops the program")));
    if module != "wire" && (mentions(&code, "serde") || mentions(&code, "serde_json")) {
        faults.push("serde outside src/wire".to_string());
    }
    if shell || module == "lib" {
        return faults;
    }
    faults.extend(NOT_IN_CORE.iter().filter(|name| mentions(&code, name)).map(|name| format!("the core names {name}")));
    match EDGES.iter().find(|(from, _)| *from == module) {
        None => faults.push(format!("the module {module} is not in the table of layers")),
        Some((_, allowed)) => {
            let outward = named(&code).into_iter().filter(|to| to != module && !allowed.contains(&to.as_str()));
            faults.extend(outward.map(|to| format!("{module} names {to}")));
        }
    }
    faults
}

fn walk(folder: &Path, check: &mut dyn FnMut(&str, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, check);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let shown = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_string_lossy().replace('\\', "/");
            check(&shown, &fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn arrows_point_inward_only() {
    let (mut found, mut files) = (Vec::new(), 0);
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |path, source| {
        files += 1;
        found.extend(faults(path, source).into_iter().map(|fault| format!("{path}: {fault}")));
    });
    assert!(files > 20, "only {files} files were read");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_table_has_no_way_outward() {
    // The one layer of modules that lean on each other; every other arrow goes to a row above.
    const TOGETHER: [&str; 4] = ["questionnaire", "scoring", "advice", "outcome"];
    for (index, (from, to)) in EDGES.iter().enumerate() {
        for target in *to {
            let above = EDGES.iter().take(index).any(|(name, _)| name == target);
            assert!(above || (TOGETHER.contains(from) && TOGETHER.contains(target)), "{from} → {target}");
        }
    }
}

#[test]
fn the_rule_sees_what_is_wrong() {
    let bad: [(&str, &str, &str); 17] = [
        ("src/scoring.rs", "use crate::web::state;", "scoring names web"),
        ("src/answer.rs", "use crate::{ids::{A, B}, report};", "answer names report"),
        ("src/chart/axis.rs", "fn f() { crate::results::results() }", "chart names results"),
        ("src/newcomer.rs", "", "newcomer is not in the table"),
        ("src/results.rs", "use std::time::Instant;", "std::time"),
        ("src/results.rs", "fn f() { std::fs::read(a); }", "std::fs"),
        ("src/report.rs", "use leptos::prelude::*;", "leptos"),
        ("src/report.rs", "use gloo_storage::Storage;", "gloo"),
        ("src/report.rs", "let x = rand::random();", "rand"),
        ("src/report.rs", "use serde::Deserialize;", "serde outside"),
        ("src/web/page.rs", "use serde_json::Value;", "serde outside"),
        ("src/web/page.rs", "view! { <p inner_html=text/> }", "inner_html"),
        ("src/web/page.rs", "let x = y.unwrap();", ".unwrap()"),
        ("src/ids.rs", "fn f() { todo!() }", "todo!("),
        ("src/web/page.rs", "view! { <p>\"Er återkoppling\"</p> }", "words for people"),
        ("src/web/page.rs", "let x = 'ö';", "words for people"),
        ("src/text.rs", "fn f() { let x = r#\"\"å\"#; }", "words for people"),
    ];
    for (path, source, says) in bad {
        let found = faults(path, source).join("; ");
        assert!(found.contains(says), "{path}: {source} gives {found:?}, not {says}");
    }
    let long = "\n".repeat(LINES + 1);
    assert!(faults("src/ids.rs", &long).join("").contains("lines"));
}

#[test]
fn the_rule_lets_be_what_is_right() {
    let good: [(&str, &str); 8] = [
        ("src/scoring.rs", "use crate::{answer::Answers, ids::{DimensionId, ProcessId}};"),
        ("src/scoring.rs", "// crate::web and std::time are never named\n/* leptos */ fn operand() {}"),
        ("src/text.rs", "/// Skriver ut på svenska.\nfn f() -> &'static str { \"a // b\" }"),
        (
            "src/text.rs",
            "fn f<'a>(x: &'a str) -> char { '\"' }\n#[cfg(test)]\nmod tests { fn t() { x.unwrap(); \"å\" } }",
        ),
        ("src/wire/a.rs", "use serde_json::Value; use super::shape::Shape; use crate::answer::Answer;"),
        ("src/web/page.rs", "use crate::report::Page; let x = y.unwrap_or_default();"),
        ("src/bin/kickstart/main.rs", "use std::fs;"),
        ("src/content/a.rs", "use super::tree::Tree; use crate::wire; let x = a.expected();"),
    ];
    for (path, source) in good {
        assert_eq!(faults(path, source), Vec::<String>::new(), "{path}: {source}");
    }
}
