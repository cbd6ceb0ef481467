//! The accessibility statement: what the law asks to be in it is in it, in both languages, and `docs/accessibility.md`
//! says the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;

use kickstart::document::{Block, Target, plain};
use kickstart::statement::statement;
use kickstart::text::Prose;
use kickstart::wire::prose_v1;

fn prose(locale: &str) -> Prose {
    let mut prose = Prose::new();
    for file in [format!("questions/ui/{locale}.json"), format!("questions/ui/{locale}/later.json")] {
        prose.extend(prose_v1::read(&file, &fs::read_to_string(&file).unwrap()).unwrap().texts);
    }
    prose
}

#[test]
fn it_has_what_the_law_asks_for() {
    for locale in ["sv", "en"] {
        let prose = prose(locale);
        let (first, sections) = statement(&prose);
        let headings: Vec<&str> = sections.iter().map(|(heading, _)| heading.as_str()).collect();
        let keys = ["limits", "report", "authority", "untested", "tested"];
        assert_eq!(headings, keys.map(|key| prose.get(&format!("access.{key}.heading")).to_string()), "{locale}");
        // Name, how far the act is met, by what method, when.
        let [Block::Facts(facts)] = first.as_slice() else { panic!("{first:?}") };
        assert_eq!(facts.len(), 4, "{locale}");
        let said: Vec<String> =
            plain(&first).into_iter().chain(sections.iter().flat_map(|(_, part)| plain(part))).collect();
        assert!(
            said.iter().all(|line| !line.contains("access.") && !line.contains("publisher.")),
            "{locale}: {said:?}"
        );
        // Whom to tell is not invented.
        assert!(said.contains(&prose.say("publisher.none")), "{locale}: {said:?}");
        let leads = sections[2].1.iter().any(|block| {
            matches!(block, Block::Text(line) if line.to == Some(Target::Web("https://www.digg.se/tdosanmalan".to_string())))
        });
        assert!(leads, "{locale}: the supervisor's own form");
    }
}

#[test]
fn lists_are_as_long_as_their_texts_and_the_publisher_is_named_when_filled_in() {
    let mut prose = prose("sv");
    let before = statement(&prose).1;
    let more =
        [("access.limits.4", "En brist till."), ("publisher.name", "Nod Syd"), ("publisher.contact", "ai@example.org")];
    prose.extend(more.map(|(key, text)| (key.to_string(), text.to_string())));
    let after = statement(&prose).1;
    assert_eq!(plain(&after[0].1).len(), plain(&before[0].1).len() + 1);
    assert!(plain(&after[1].1).iter().any(|line| line.contains("ai@example.org")), "{:?}", after[1]);
}

#[test]
fn the_document_says_the_same() {
    let document = fs::read_to_string("docs/accessibility.md").unwrap();
    let (swedish, english) = document.split_once("\n# Accessibility").unwrap();
    for (locale, document) in [("sv", swedish), ("en", english)] {
        let prose = prose(locale);
        let mut points = 0;
        for part in ["limits", "untested", "tested"] {
            let lines = document
                .lines()
                .skip_while(|line| *line != format!("## {}", prose.get(&format!("access.{part}.heading"))));
            let listed: Vec<&str> = lines
                .skip(1)
                .take_while(|line| !line.starts_with('#'))
                .filter_map(|line| line.strip_prefix("- "))
                .collect();
            let stated: Vec<&str> = (0..).map_while(|n| prose.find(&format!("access.{part}.{n}"))).collect();
            assert_eq!(listed.len(), stated.len(), "{locale}, {part}");
            for (line, text) in listed.iter().zip(&stated) {
                assert!(line.starts_with(text), "{locale}, {part}: {line}\n{text}");
            }
            points += stated.len();
        }
        assert!(points > 12, "{locale}: {points}");
    }
}
