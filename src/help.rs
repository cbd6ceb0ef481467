//! What people ask about the tool, and the answers, by topic. How many questions a topic has is data: they are numbered
//! from 0 in the texts, and the last is followed by none.

use crate::document::{Block, Line};
use crate::publisher;
use crate::text::{Prose, fill};
use crate::workshop::spread::{ACCEPT_FROM, MINUTE_FROM};

/// What is asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Topic {
    /// Answering the questions.
    Answering,
    /// Reading the result.
    Result,
    /// What is kept, and where.
    Data,
    /// Leading a workshop.
    Workshop,
    /// Taking in many reports.
    Reports,
    /// Following the programme.
    Programme,
    /// When something does not work, and whom to ask.
    Trouble,
}

impl Topic {
    /// All, in the order of the page.
    pub const ALL: [Topic; 7] = [
        Topic::Answering,
        Topic::Result,
        Topic::Data,
        Topic::Workshop,
        Topic::Reports,
        Topic::Programme,
        Topic::Trouble,
    ];

    /// Its name in the keys of texts.
    pub fn id(self) -> &'static str {
        match self {
            Topic::Answering => "answering",
            Topic::Result => "result",
            Topic::Data => "data",
            Topic::Workshop => "workshop",
            Topic::Reports => "reports",
            Topic::Programme => "programme",
            Topic::Trouble => "trouble",
        }
    }

    /// The text key of its heading.
    pub fn heading(self) -> String {
        format!("help.{}.heading", self.id())
    }
}

/// The blanks of help and guide: names as the screens have them, and limits as the program reckons with.
const NAMES: [(&str, &str); 16] = [
    ("about", "about.heading"),
    ("arithmetic", "result.label.arithmetic"),
    ("cash-first", "outcome.cash-first.name"),
    ("data", "data.heading"),
    ("delete", "data.delete.button"),
    ("do-now", "outcome.do-now.name"),
    ("follow", "follow.side"),
    ("highest", "level.5.name"),
    ("lowest", "level.0.name"),
    ("make-safe", "outcome.make-safe.name"),
    ("many-firms", "workshop.kind.many-firms"),
    ("not-now", "outcome.not-now.name"),
    ("prepare", "outcome.prepare.name"),
    ("programme", "programme.heading"),
    ("reports", "reports.heading"),
    ("workshop", "workshop.heading"),
];

/// A text with its blanks filled in.
pub(crate) fn filled(prose: &Prose, key: &str) -> String {
    let limit = |limit: f64| prose.hundredths((limit * 100.0).round() as u32);
    let (accept, minute) = (limit(ACCEPT_FROM), limit(MINUTE_FROM));
    let names = NAMES.map(|(name, key)| (name, prose.get(key)));
    let all: Vec<_> = names.into_iter().chain([("accept", &*accept), ("minute", &*minute)]).collect();
    fill(prose.get(key), &all)
}

/// The texts of keys that are numbered from 0, filled in, as far as there are any.
pub(crate) fn numbered(prose: &Prose, key: &str) -> Vec<String> {
    let keys = (0..).map(|n: u32| format!("{key}.{n}"));
    keys.take_while(|key| prose.find(key).is_some()).map(|key| filled(prose, &key)).collect()
}

/// The questions of a topic, each with its answer.
pub fn entries(prose: &Prose, topic: Topic) -> Vec<(String, Vec<Block>)> {
    let mut entries = Vec::new();
    for key in (0..).map(|n: u32| format!("help.{}.{n}", topic.id())) {
        let question = format!("{key}.q");
        if prose.find(&question).is_none() {
            break;
        }
        let steps: Vec<Line> = numbered(prose, &format!("{key}.step")).into_iter().map(Line::of).collect();
        let answer = match steps.is_empty() {
            true => Block::text(filled(prose, &format!("{key}.a"))),
            false => Block::List(steps),
        };
        entries.push((filled(prose, &question), vec![answer]));
    }
    if topic == Topic::Trouble {
        entries.push((prose.say("help.ask"), publisher::blocks(prose)));
    }
    entries
}
