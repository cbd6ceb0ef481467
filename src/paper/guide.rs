//! What whoever leads a workshop needs beside them, on two pages: a week before, the day minute by minute, how to lead
//! when the answers are revealed, and afterwards.

use super::{Paper, Part, Piece};
use crate::chart::Table;
use crate::colours::Palette;
use crate::document::{Block, Line};
use crate::help::{filled, numbered};
use crate::questionnaire::Questionnaire;
use crate::text::{Locale, Prose, fill};
use crate::workshop::spread::{ACCEPT_FROM, MINUTE_FROM};

/// The parts of the day, with how many minutes each takes.
pub const DAY: [(&str, u32); 8] = [
    ("welcome", 10),
    ("join", 10),
    ("answer", 25),
    ("hand-in", 10),
    ("reveal", 30),
    ("choose", 20),
    ("plan", 10),
    ("keep", 5),
];

/// The guide, in the colours of the site.
pub fn paper(questionnaire: &Questionnaire, palette: Palette, prose: &Prose, locale: &Locale) -> Paper {
    let title = prose.say("guide.title");
    let mut first = vec![text(prose, "guide.lead")];
    first.extend([heading(prose, "before"), list(questionnaire, prose, "before")]);
    first.extend([heading(prose, "day"), day(prose)]);
    let mut second = vec![text(prose, "guide.reveal.lead"), verdicts(prose)];
    for section in ["agree", "advice", "after", "trouble"] {
        second.extend([heading(prose, section), list(questionnaire, prose, section)]);
    }
    let second = Part::new(prose.say("guide.reveal"), second).alone();
    Paper {
        title: prose.fill("guide.name", &[("title", &title)]),
        firm: String::new(),
        locale: locale.clone(),
        cover: None,
        parts: vec![Part::new(title, first), second],
        page: prose.say("paper.page"),
        attachment: String::new(),
        maker: prose.say("frame.programme"),
        palette,
    }
}

fn text(prose: &Prose, key: &str) -> Piece {
    Piece::Words(Block::text(filled(prose, key)))
}

fn heading(prose: &Prose, section: &str) -> Piece {
    Piece::Words(Block::Heading(prose.say(&format!("guide.{section}"))))
}

/// Points, with how many questions a person is asked.
fn list(questionnaire: &Questionnaire, prose: &Prose, section: &str) -> Piece {
    // Beside the levels there is one list to tick in each process, one for the firm, and what is put into AI.
    let (process, firm) = (questionnaire.dimensions.len() + 1, questionnaire.enablers.len() + 2);
    let counts = [("questions", &*process.to_string()), ("firm", &*firm.to_string())];
    let lines = numbered(prose, &format!("guide.{section}")).into_iter().map(|line| Line::of(fill(&line, &counts)));
    Piece::Words(Block::List(lines.collect()))
}

/// What happens when, for both kinds of workshop.
fn day(prose: &Prose) -> Piece {
    let mut from = 0;
    let rows = DAY.map(|(part, minutes)| {
        let key = format!("guide.day.{part}");
        let (begins, ends) = (from.to_string(), (from + minutes).to_string());
        from += minutes;
        let name = prose.fill("guide.when", &[("from", &begins), ("to", &ends), ("what", prose.get(&key))]);
        let said = ["one-firm", "many-firms"].map(|kind| filled(prose, &format!("{key}.{kind}")));
        std::iter::once(name).chain(said).collect()
    });
    Piece::Table(Table {
        caption: String::new(),
        head: heads(prose, ["when", "one-firm", "many-firms"]),
        rows: rows.into(),
    })
}

/// What each verdict means, and what to ask then.
fn verdicts(prose: &Prose) -> Piece {
    let limit = |limit: f64| prose.hundredths((limit * 100.0).round() as u32);
    let marks = [
        ("accept", Some(("guide.from", ACCEPT_FROM))),
        ("minute", Some(("guide.from", MINUTE_FROM))),
        ("discuss", Some(("guide.below", MINUTE_FROM))),
        ("find-out", None),
    ];
    let rows = marks.map(|(verdict, limits)| {
        let name = prose.say(&format!("workshop.mark.{verdict}"));
        let name = match limits {
            Some((key, value)) => prose.fill(key, &[("name", &name), ("limit", &limit(value))]),
            None => name,
        };
        let said = ["means", "ask"].map(|part| filled(prose, &format!("guide.{verdict}.{part}")));
        std::iter::once(name).chain(said).collect()
    });
    Piece::Table(Table { caption: String::new(), head: heads(prose, ["verdict", "means", "ask"]), rows: rows.into() })
}

fn heads(prose: &Prose, heads: [&str; 3]) -> Vec<String> {
    heads.map(|head| prose.say(&format!("guide.head.{head}"))).into()
}
