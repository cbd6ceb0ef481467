//! What a workshop leaves behind: what the room answered and agreed on, what the firms' reports have in common, what was
//! decided, and whom to call.
//!
//! The anonymised variant names nobody and no firm: no name of the workshop, no day, no notes, no words that somebody
//! typed, no plans, no contacts, no data along with it. Firms are counted as in [`crate::cohort`]'s published tables.
//! The answers of a room are shown from five people on and never person by person; that they are the answers of one
//! firm whoever was there still knows, and the paper says so.

mod firms;
mod published;
mod votes;

use super::{Cover, Paper, Part, Piece, parts};
use crate::answer::Answers;
use crate::brief::{Desk, capital};
use crate::chart::Table;
use crate::cohort::{Clerk, Cohort, Filter, HIDDEN_BELOW, Member, ROUNDED_TO, Room};
use crate::date::Date;
use crate::document::{Block, Line};
use crate::ids::QuestionId;
use crate::plan::Plan;
use crate::questionnaire::Wording;
use crate::report::{Area, report};
use crate::results::results;
use crate::text::{Locale, Prose, inside_sentence};
use crate::words::Words;
use crate::workshop::spread::{ACCEPT_FROM, MINUTE_FROM};
use crate::workshop::{Kind, Workshop};

/// What a workshop is called that goes along in its PDF.
pub const ATTACHED: &str = "workshop.kickstart-workshop.json";
/// So many questions are named in the summary of where the room differed.
const NAMED: usize = 5;

/// The reports that were handed in, read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Firms {
    /// What tables need of them.
    pub cohort: Cohort,
    /// What else they tell, each copy of each report.
    pub told: Vec<Told>,
}

/// What a report tells that no table may hold.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    /// Which report.
    pub report_id: String,
    /// Which copy of it, SHA-256 in hex.
    pub digest: String,
    /// What they decided.
    pub plan: Plan,
    /// Whom to call; there only where they ticked that it may go along.
    pub contact: Option<String>,
}

/// The paper of a workshop.
pub fn paper(
    clerk: &Clerk,
    prose: &Prose,
    locale: &Locale,
    workshop: &Workshop,
    firms: &Firms,
    anonymised: bool,
) -> Paper {
    let pack = clerk.questionnaire;
    let agreed = workshop.agreed_answers(pack);
    // A firm's own words would tell its sector.
    let wording = if anonymised { Wording::default() } else { Wording::of(pack, &agreed) };
    let words = &Words { questionnaire: pack, prose, wording: &wording };
    let room = firms.cohort.room(&Filter::default());
    Record { clerk, words, workshop, firms, room, agreed: &agreed, anonymised }.paper(locale)
}

/// What the parts are built from.
struct Record<'a> {
    clerk: &'a Clerk<'a>,
    words: &'a Words<'a>,
    workshop: &'a Workshop,
    firms: &'a Firms,
    /// The firms that count.
    room: Room<'a>,
    /// What holds as the room's answers.
    agreed: &'a Answers,
    anonymised: bool,
}

impl Record<'_> {
    fn prose(&self) -> &Prose {
        self.words.prose
    }

    fn say(&self, key: &str) -> String {
        self.prose().say(&format!("paper.workshop.{key}"))
    }

    fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.prose().fill(&format!("paper.workshop.{key}"), values)
    }

    fn text(&self, key: &str) -> Piece {
        Piece::Words(Block::text(self.say(key)))
    }

    /// When it was: the day, or no more than the month.
    fn day(&self) -> String {
        let Some(day) = Date::parse(&self.workshop.created_at) else { return String::new() };
        if self.anonymised {
            let month = self.prose().say(&format!("format.month.{}", day.month()));
            return self.prose().fill("format.month-year", &[("month", &month), ("year", &day.year().to_string())]);
        }
        self.prose().date(day)
    }

    /// Whether anybody voted, or anything was agreed on.
    fn has_votes(&self) -> bool {
        !self.workshop.ballots.is_empty() || !self.workshop.agreed.is_empty() || !self.workshop.notes.is_empty()
    }

    /// Whether several firms handed in reports.
    fn has_firms(&self) -> bool {
        self.workshop.kind == Kind::ManyFirms && !self.room.members.is_empty()
    }

    /// How many questions have an answer of the room, of how many.
    fn settled(&self) -> (usize, usize) {
        let levels = self.workshop.levels(self.words.questionnaire);
        (levels.iter().filter(|question| self.agreed.get(question).is_some()).count(), levels.len())
    }

    fn paper(&self, locale: &Locale) -> Paper {
        let prose = self.prose();
        let kind = self.say(if self.anonymised { "kind-anonymised" } else { "kind" });
        let day = self.day();
        let typed = self.workshop.name.trim();
        let name = if self.anonymised { "" } else { typed };
        let called = [name, &day, &kind].into_iter().find(|called| !called.is_empty()).unwrap_or_default();
        let sort = match self.workshop.kind {
            Kind::OneFirm => "one-firm",
            Kind::ManyFirms => "many-firms",
        };
        let mut facts = vec![(self.say("who"), self.say(sort))];
        if !name.is_empty() {
            facts.push((prose.say("paper.day"), day.clone()));
        }
        let carries = self.say(if self.anonymised { "carries-nothing" } else { "carries" });
        let cover = Cover {
            kind: kind.clone(),
            advice: if name.is_empty() { capital(called) } else { name.to_string() },
            lead: self.lead(),
            facts,
            contents: prose.say("paper.contents"),
            notes: vec![carries, self.say("behind")],
        };
        Paper {
            title: prose.fill("paper.title", &[("name", &kind), ("firm", called)]),
            firm: name.to_string(),
            locale: locale.clone(),
            cover: Some(cover),
            parts: self.parts(),
            page: prose.say("paper.page"),
            attachment: self.say("attachment"),
            maker: prose.say("frame.programme"),
            palette: self.clerk.guides.palette,
        }
    }

    /// What there is, in a sentence or two.
    fn lead(&self) -> String {
        let mut lead = Vec::new();
        if self.has_votes() {
            let (agreed, of) = self.settled();
            lead.push(self.fill("lead-votes", &[("agreed", &agreed.to_string()), ("of", &of.to_string())]));
        }
        if self.has_firms() {
            lead.push(match self.anonymised {
                true => self.say("lead-firms-anonymised"),
                false => self.fill("lead-firms", &[("n", &self.room.members.len().to_string())]),
            });
        }
        if lead.is_empty() { self.say("lead-empty") } else { lead.join(" ") }
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = self.summary().into_iter().collect();
        if self.has_votes() {
            if self.workshop.kind == Kind::OneFirm {
                parts.extend(self.profile());
            }
            parts.extend(self.votes());
        }
        match (self.has_firms(), self.anonymised) {
            (true, true) => parts.push(self.published()),
            (true, false) => {
                parts.extend(self.side_by_side());
                parts.extend(self.in_common());
            }
            (false, _) => {}
        }
        if !self.anonymised {
            parts.extend(self.plans());
            parts.extend(self.contacts());
        }
        parts.push(self.reading());
        parts
    }

    /// Who answered, what the room agreed on and where it differed; none where that may not be said of firms.
    fn summary(&self) -> Option<Part> {
        let mut facts: Vec<(String, Vec<Line>)> = Vec::new();
        let mut fact = |key: &str, lines: Vec<Line>| {
            if !lines.is_empty() {
                facts.push((self.say(key), lines));
            }
        };
        let line = |text: String| vec![Line::of(text)];
        if !self.workshop.ballots.is_empty() {
            fact("people", line(self.people(self.workshop.ballots.len())));
        }
        if self.has_firms() && !self.anonymised {
            fact("firms", line(self.room.members.len().to_string()));
            let chosen = self.room.members.iter().filter(|member| member.chosen.is_some()).count();
            fact("chosen", line(chosen.to_string()));
            let beside = self.workshop.reports.len().saturating_sub(self.room.members.len());
            if beside > 0 {
                fact("uncounted", line(self.fill("uncounted-why", &[("n", &beside.to_string())])));
            }
        }
        if self.has_votes() {
            let (agreed, of) = self.settled();
            fact("settled", line(self.fill("settled-of", &[("n", &agreed.to_string()), ("of", &of.to_string())])));
            fact("apart", self.apart());
            fact("unknown", self.unknown());
        }
        if facts.is_empty() && self.has_firms() {
            return None;
        }
        let body = if facts.is_empty() { self.text("lead-empty") } else { Piece::Words(Block::Facts(facts)) };
        let mut pieces = vec![body];
        if self.anonymised && self.workshop.kind == Kind::OneFirm {
            pieces.push(self.text("one-firm-anonymised"));
        }
        Some(Part::new(self.prose().say("result.section.overview.heading"), pieces))
    }

    /// What the room's answers give: a verdict for each process, readiness and need.
    fn profile(&self) -> Vec<Part> {
        let computed = results(self.words.questionnaire, self.clerk.catalogue, self.agreed);
        let areas = report(self.words, self.agreed, "", &computed).areas;
        if areas.is_empty() || self.settled().0 == 0 {
            return Vec::new();
        }
        let head = ["area", "outcome", "reason", "use"].map(|key| self.prose().say(&format!("chart.head.{key}")));
        let row = |area: &Area| {
            let process = computed.processes.iter().find(|process| process.id == area.id);
            let level = process.and_then(|process| process.in_use.level());
            let in_use = level.map_or_else(|| self.prose().say("chart.none"), |level| level.to_string());
            vec![area.name.clone(), area.outcome_name.clone(), area.reason.clone(), in_use]
        };
        let table =
            Table { caption: self.say("profile-table"), head: head.to_vec(), rows: areas.iter().map(row).collect() };
        let whole = Part::new(self.say("profile"), vec![self.text("profile-lead"), Piece::Table(table)]);
        std::iter::once(whole).chain(parts::PICTURES.map(|picture| picture(self.words, &areas))).collect()
    }

    /// What was decided: of each firm that has chosen something.
    fn plans(&self) -> Option<Part> {
        let desk = Desk {
            words: self.words,
            catalogue: self.clerk.catalogue,
            guides: self.clerk.guides,
            answers: self.agreed,
            today: self.clerk.today,
        };
        let none = || self.prose().say("chart.none");
        let date = |day: Option<Date>| day.map_or_else(none, |day| self.prose().date(day));
        let row = |(firm, told): (String, &Told)| {
            let plan = &told.plan;
            let idea = desk.chosen(plan, plan.chosen.as_ref()?);
            let owner = if plan.owner.trim().is_empty() { none() } else { plan.owner.clone() };
            Some(vec![firm, idea, owner, date(plan.start), date(plan.check_on)])
        };
        let rows = self.told().into_iter().filter_map(row).collect();
        let keys = ["firms.firm", "paper.idea", "plan.owner", "plan.start", "plan.check"];
        self.listed("plans", keys.map(|key| self.prose().say(key)).to_vec(), rows)
    }

    /// Whom to call, of the firms that ticked it.
    fn contacts(&self) -> Option<Part> {
        let row = |(firm, told): (String, &Told)| Some(vec![firm, told.contact.clone()?]);
        let rows = self.told().into_iter().filter_map(row).collect();
        self.listed("contacts", vec![self.prose().say("firms.firm"), self.say("contact")], rows)
    }

    /// A part that is one table; none where the table has no rows.
    fn listed(&self, key: &str, head: Vec<String>, rows: Vec<Vec<String>>) -> Option<Part> {
        let table = Table { caption: String::new(), head, rows };
        let part = |table| Part::new(self.say(key), vec![self.text(&format!("{key}-lead")), Piece::Table(table)]);
        (!table.rows.is_empty()).then(|| part(table))
    }

    /// What the firms that count told, by the name of each.
    fn told(&self) -> Vec<(String, &Told)> {
        let mut members = self.room.members.clone();
        members.sort_by_cached_key(|member| member.rank(self.prose()));
        let told = |member: &Member| {
            let same = |told: &&Told| told.report_id == member.report_id && told.digest == member.digest;
            Some((member.name(self.prose()), self.firms.told.iter().find(same)?))
        };
        members.into_iter().filter_map(told).collect()
    }

    /// How the numbers are to be read.
    fn reading(&self) -> Part {
        let mut lines = Vec::new();
        if !self.workshop.ballots.is_empty() {
            let limit = |limit: f64| self.prose().hundredths((limit * 100.0).round() as u32);
            let limits = [("accept", &*limit(ACCEPT_FROM)), ("minute", &limit(MINUTE_FROM))];
            let least = [("n", &*self.least().to_string())];
            lines.extend([self.say("read-median"), self.say("read-consensus")]);
            lines.extend([self.fill("read-limits", &limits), self.fill("read-least", &least)]);
        }
        if self.has_firms() {
            let values = [("step", &*ROUNDED_TO.to_string()), ("least", &HIDDEN_BELOW.to_string())];
            lines.push(if self.anonymised { self.fill("read-published", &values) } else { self.say("read-firms") });
        }
        lines.push(self.prose().say("about.readiness.1"));
        let lines = lines.into_iter().map(|line| Piece::Words(Block::text(line)));
        Part::new(self.say("reading"), lines.collect())
    }

    /// What a question is about, in short.
    fn short(&self, question: &QuestionId) -> String {
        match question {
            QuestionId::Process(_, dimension) => self.words.dimension(dimension),
            QuestionId::Enabler(id) => self.prose().say(&format!("short.enabler.{id}")),
            other => self.words.question(other),
        }
    }

    /// The same with the process it belongs to.
    fn of_area(&self, question: &QuestionId) -> String {
        let short = self.short(question);
        match question.process() {
            Some(process) => format!("{}, {}", self.words.area(process), inside_sentence(&short)),
            None => short,
        }
    }
}
