//! A report, or a workshop's record, as pages would have it: parts, words, figures and tables in reading order, and no
//! look but the colours of the region. The PDF is set from it; what it says is what the screens say, from the same words.

mod answers;
pub mod guide;
mod parts;
mod text;
pub mod workshop;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use crate::assessment::Assessment;
use crate::brief::Desk;
use crate::chart::{Chart, Table};
use crate::colours::Palette;
use crate::document::Block;
use crate::report::report;
use crate::results::{Results, results};
use crate::suggest::suggest;
use crate::text::Locale;

pub use text::text;

/// What a report is called that goes along in its PDF.
pub const ATTACHED: &str = "kartlaggning.kickstart.json";

/// A file that goes along in a PDF.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attached {
    /// What it is called.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Attached {
    /// A report as it is saved.
    pub fn report(text: impl Into<String>) -> Self {
        Self { name: ATTACHED.to_string(), text: text.into() }
    }

    /// A workshop as it is saved.
    pub fn workshop(text: impl Into<String>) -> Self {
        Self { name: workshop::ATTACHED.to_string(), text: text.into() }
    }
}

/// What is to be set on pages.
#[derive(Clone, PartialEq, Debug)]
pub struct Paper {
    /// What the document is called.
    pub title: String,
    /// What the firm, or the workshop, is called, as far as they told.
    pub firm: String,
    /// The language it is in.
    pub locale: Locale,
    /// The first page; none in the summary.
    pub cover: Option<Cover>,
    /// The parts, in reading order.
    pub parts: Vec<Part>,
    /// What stands at the foot of each page, with `{n}` and `{of}`.
    pub page: String,
    /// What the attached file is.
    pub attachment: String,
    /// Whose tool made it.
    pub maker: String,
    /// Its colours.
    pub palette: Palette,
}

/// The first page.
#[derive(Clone, PartialEq, Debug)]
pub struct Cover {
    /// What this is.
    pub kind: String,
    /// The advice in one sentence.
    pub advice: String,
    /// Why, in a sentence or two.
    pub lead: String,
    /// Names and what is said of each: the firm, the day.
    pub facts: Vec<(String, String)>,
    /// What the list of parts is called.
    pub contents: String,
    /// What the file carries, and who is behind the tool.
    pub notes: Vec<String>,
}

/// A part of the report.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// Its heading, which is a bookmark too.
    pub heading: String,
    /// Whether it begins a page.
    pub own_page: bool,
    /// Whether its heading is one below the others: a process among processes.
    pub below: bool,
    /// What it holds.
    pub pieces: Vec<Piece>,
}

/// A piece of a part.
#[derive(Clone, PartialEq, Debug)]
pub enum Piece {
    /// Words.
    Words(Block),
    /// A figure; its table follows as a piece of its own.
    Figure(Box<Chart>),
    /// A table.
    Table(Table),
}

/// What is wanted in the report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// One page instead of all.
    pub summary: bool,
    /// What they noted beside the questions.
    pub notes: bool,
}

/// The whole report, or its summary.
pub fn paper(desk: &Desk, assessment: &Assessment, locale: &Locale, wanted: Wanted) -> Paper {
    let computed = results(desk.words.questionnaire, desk.catalogue, &assessment.answers);
    let mut built = pin!(in_turns(desk, assessment, &computed, locale, wanted, async || {}));
    // Without a pause there is nothing to wait for.
    loop {
        if let Poll::Ready(paper) = built.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return paper;
        }
    }
}

/// The same from the results of the answers, with a pause between its parts, so that whoever builds it can answer in
/// between.
pub async fn in_turns(
    desk: &Desk<'_>,
    assessment: &Assessment,
    computed: &Results,
    locale: &Locale,
    wanted: Wanted,
    pause: impl AsyncFn(),
) -> Paper {
    let prose = desk.words.prose;
    let (pack, given) = (desk.words.questionnaire, &assessment.answers);
    let said = report(desk.words, given, &assessment.label, computed);
    pause().await;
    let suggestions = suggest(pack, desk.catalogue, given, computed);
    pause().await;
    let build = parts::Build { desk, assessment, report: &said, suggestions: &suggestions };
    let day = prose.date(desk.today);
    let name = prose.say(if wanted.summary { "paper.summary" } else { "paper.report" });
    let firm = said.who.first().cloned().unwrap_or_default();
    let cover = (!wanted.summary).then(|| Cover {
        kind: name.clone(),
        advice: said.advice.clone(),
        lead: said.lead.clone(),
        facts: vec![(prose.say("paper.firm"), said.who.join(", ")), (prose.say("paper.day"), day.clone())],
        contents: prose.say("paper.contents"),
        notes: vec![prose.say("paper.carries"), prose.say("paper.behind")],
    });
    let parts = if wanted.summary {
        vec![build.summary(&day)]
    } else {
        let mut parts = build.all(&pause).await;
        pause().await;
        parts.push(answers::appendix(desk, assessment, wanted.notes));
        parts
    };
    let label = if assessment.label.is_empty() { day.clone() } else { assessment.label.clone() };
    Paper {
        title: prose.fill("paper.title", &[("name", &name), ("firm", &label)]),
        firm,
        locale: locale.clone(),
        cover,
        parts,
        page: prose.say("paper.page"),
        attachment: prose.say("paper.attachment"),
        maker: prose.say("frame.programme"),
        palette: desk.guides.palette,
    }
}

impl Part {
    /// A part that begins where the one before ends.
    fn new(heading: String, pieces: Vec<Piece>) -> Self {
        Self { heading, own_page: false, below: false, pieces }
    }

    /// The same, on a page of its own.
    fn alone(self) -> Self {
        Self { own_page: true, ..self }
    }
}

/// Blocks as pieces.
fn words(blocks: Vec<Block>) -> impl Iterator<Item = Piece> {
    blocks.into_iter().map(Piece::Words)
}
