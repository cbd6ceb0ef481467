//! A workshop: what a room answers apart, reveals together and agrees on, and the only way it changes: an event
//! applied to it.
//!
//! Individual answers and agreed ones both stay. What is not voted on, such as the questions about the firm, is agreed
//! too: the one who leads the room fills it in.

pub mod round;
pub mod spread;

use crate::answer::{Answer, Answers};
use crate::assessment::{Kept, NOTE_LIMIT};
use crate::code::Code;
use crate::ids::{OptionId, ProcessId, QuestionId};
use crate::order::{Map, Set};
use crate::problem::Problem;
use crate::questionnaire::{Questionnaire, Takes};
use spread::{Spread, Verdict};

/// The longest name of a workshop, in characters; what is pasted beyond it is cut.
pub const NAME_LIMIT: usize = 120;
/// The most people who can hand in their answers.
pub const BALLOT_LIMIT: usize = 200;
/// The most reports that a workshop holds.
pub const REPORT_LIMIT: usize = 500;
/// The most bytes of all reports together, so that the workshop's own file can be read again.
pub const REPORT_BYTES: usize = 1_500_000;
/// The longest time for one question, in minutes.
pub const TIMER_LIMIT: u32 = 240;

/// Who is in the room.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Kind {
    /// Several people of one firm, who vote and agree.
    #[default]
    OneFirm,
    /// Several firms, each with a report of its own.
    ManyFirms,
}

/// Whether answers are taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum State {
    /// They are.
    #[default]
    Open,
    /// Not for the moment; the one who leads the room goes on.
    Paused,
    /// Nothing changes until it is resumed.
    Closed,
}

/// Which questions a workshop began with.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PackName {
    /// Which pack.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its structure, in hex.
    pub digest: String,
}

/// What one person answered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Vote {
    /// The answers.
    pub answers: Answers,
    /// Opaque parts of a newer minor version: members of the vote, and answers that this pack does not have.
    pub kept: Kept,
}

/// A workshop with everything that was handed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Workshop {
    /// Which workshop this is; kept through export and import.
    pub id: String,
    /// What participants type or scan.
    pub code: Code,
    /// Its name, as typed.
    pub name: String,
    /// Who is in the room.
    pub kind: Kind,
    /// When it was begun, RFC 3339 in UTC.
    pub created_at: String,
    /// The questions it began with.
    pub pack: PackName,
    /// The processes that the room goes through.
    pub processes: Set<ProcessId>,
    /// What each person answered, by the person's code.
    pub ballots: Map<Code, Vote>,
    /// What the room agreed on, and what the one who leads it filled in.
    pub agreed: Answers,
    /// What was noted beside a question.
    pub notes: Map<QuestionId, String>,
    /// The questions whose spread is shown.
    pub revealed: Set<QuestionId>,
    /// Where the room is.
    pub current: Option<QuestionId>,
    /// Minutes for one question; 0 for no limit.
    pub timer: u32,
    /// Whether answers are taken.
    pub state: State,
    /// Reports that were handed in, each file's text unchanged.
    pub reports: Vec<String>,
    /// Opaque parts of a newer minor version: members of the workshop, and agreed answers that this pack does not have.
    pub kept: Kept,
}

/// A ballot as it is handed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ballot {
    /// Which workshop it is for.
    pub workshop: Code,
    /// The digest of the pack that it answers.
    pub pack: String,
    /// Whose it is: a code of chance, made on the person's own device.
    pub participant: Code,
    /// The answers.
    pub answers: Answers,
}

/// Something that happens to a workshop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// Somebody hands in a ballot; a later one of the same person takes its place.
    BallotHandedIn(Ballot),
    /// The spread of a question is shown.
    Revealed(QuestionId),
    /// It is no longer shown.
    Hidden(QuestionId),
    /// The room agrees on an answer, or the one who leads it fills one in.
    Agreed(QuestionId, Answer),
    /// They do not agree after all.
    Unagreed(QuestionId),
    /// A note is typed beside a question, also half of one.
    Noted(QuestionId, String),
    /// The room moves to a question.
    Moved(QuestionId),
    /// The room is back at the way in.
    Gathered,
    /// The minutes for one question are set; 0 for no limit.
    Timed(u32),
    /// The workshop's name is typed.
    Named(String),
    /// No answers are taken for the moment.
    Paused,
    /// Answers are taken again, also after the end.
    Resumed,
    /// The workshop ends.
    Closed,
    /// A report is handed in, as its file's text. That it is one is checked by the reader.
    ReportTaken(String),
}

/// Why an event is not taken. Nothing has changed then.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The ballot is for another workshop.
    OtherWorkshop {
        /// The one it is for.
        found: Code,
        /// This one.
        known: Code,
    },
    /// The ballot answers other questions than the workshop began with.
    OtherPack,
    /// Answers are not taken for the moment.
    Paused,
    /// The workshop has ended.
    Closed,
    /// The workshop does not ask this.
    NotAsked(QuestionId),
    /// The question does not take this answer.
    NotTaken(QuestionId),
    /// The same report is there already.
    AlreadyThere,
    /// There is no room for more.
    Full,
}

impl Refusal {
    /// The refusal in words, with what it is about, such as a file or a code.
    pub fn problem(&self, file: &str) -> Problem {
        match self {
            Self::OtherWorkshop { found, known } => {
                Problem::of_file(file, "workshop-other").with("found", found).with("known", known)
            }
            Self::OtherPack => Problem::of_file(file, "workshop-other-pack"),
            Self::Paused => Problem::of_file(file, "workshop-paused"),
            Self::Closed => Problem::of_file(file, "workshop-closed"),
            Self::NotAsked(question) => Problem::of_file(file, "workshop-not-asked").at("", question.to_string()),
            Self::NotTaken(question) => Problem::of_file(file, "workshop-not-taken").at("", question.to_string()),
            Self::AlreadyThere => Problem::of_file(file, "workshop-already-there"),
            Self::Full => Problem::of_file(file, "workshop-full"),
        }
    }
}

impl Workshop {
    /// A new workshop on the questions of a pack, open and empty.
    pub fn new(
        questionnaire: &Questionnaire,
        id: String,
        code: Code,
        created_at: String,
        kind: Kind,
        processes: Set<ProcessId>,
    ) -> Self {
        let pack = PackName {
            id: questionnaire.id.clone(),
            version: questionnaire.version.clone(),
            digest: questionnaire.digest.clone(),
        };
        Self {
            id,
            code,
            name: String::new(),
            kind,
            created_at,
            pack,
            processes,
            ballots: Map::new(),
            agreed: Answers::new(),
            notes: Map::new(),
            revealed: Set::new(),
            current: None,
            timer: 0,
            state: State::Open,
            reports: Vec::new(),
            kept: Kept::default(),
        }
    }

    /// The questions that are revealed and agreed on one by one, in order.
    pub fn levels(&self, questionnaire: &Questionnaire) -> Vec<QuestionId> {
        round::levels(questionnaire, &self.processes)
    }

    /// The lists of ticks that go with them, in order.
    pub fn lists(&self, questionnaire: &Questionnaire) -> Vec<QuestionId> {
        round::lists(questionnaire, &self.processes)
    }

    /// Everything that is asked, in the order in which a person answers it.
    pub fn asked(&self, questionnaire: &Questionnaire) -> Vec<QuestionId> {
        round::all(questionnaire, &self.processes)
    }

    /// What everybody answered to a question.
    fn given(&self, question: &QuestionId) -> impl Iterator<Item = &Answer> {
        self.ballots.iter().filter_map(move |(_, vote)| vote.answers.get(question))
    }

    /// How many have answered a question.
    pub fn answered(&self, question: &QuestionId) -> usize {
        self.given(question).count()
    }

    /// How many do not know the answer to a question.
    pub fn dont_know(&self, question: &QuestionId) -> usize {
        self.given(question).filter(|answer| **answer == Answer::DontKnow).count()
    }

    /// The spread of a question; `None` while there are too few levels to show, and for one without levels.
    pub fn spread(&self, questionnaire: &Questionnaire, question: &QuestionId) -> Option<Spread> {
        self.counted(questionnaire, question).filter(|spread| spread.known() >= spread::LEAST_SHOWN)
    }

    /// What the room does about a question; `None` while there are too few answers for that, and for one without levels.
    /// There can be a verdict where no spread is shown, see [`Verdict::FindOut`].
    pub fn verdict(&self, questionnaire: &Questionnaire, question: &QuestionId) -> Option<Verdict> {
        self.counted(questionnaire, question)?.verdict()
    }

    fn counted(&self, questionnaire: &Questionnaire, question: &QuestionId) -> Option<Spread> {
        let Some(Takes::Scale { top, .. }) = questionnaire.takes(question) else { return None };
        Some(Spread::of(top, self.given(question)))
    }

    /// How many ticked each option of a list, in the list's order; `None` while too few have answered to show it, and
    /// for a question that is no list.
    pub fn ticks(&self, questionnaire: &Questionnaire, question: &QuestionId) -> Option<Vec<(OptionId, usize)>> {
        let Some(Takes::Any(options, _)) = questionnaire.takes(question) else { return None };
        let shown = self.answered(question) >= spread::LEAST_SHOWN as usize;
        let has =
            |answer: &&Answer, option: &OptionId| matches!(answer, Answer::Choices(given) if given.contains(option));
        let ticked = |option: OptionId| {
            let count = self.given(question).filter(|answer| has(answer, &option)).count();
            (option, count)
        };
        shown.then(|| options.into_iter().map(ticked).collect())
    }

    /// The level that holds without talk, since the answers agree: their median, of two levels the lower.
    pub fn accepted(&self, questionnaire: &Questionnaire, question: &QuestionId) -> Option<u8> {
        let spread = self.spread(questionnaire, question)?;
        (spread.verdict() == Some(Verdict::Accept)).then(|| spread.median_halves())?.map(|halves| halves / 2)
    }

    /// The answers of the firm as the room sees it: what was agreed, else the median where the answers agree, else none.
    /// Of a median between two levels the lower holds, as readiness is strict; the room can agree on the other.
    pub fn agreed_answers(&self, questionnaire: &Questionnaire) -> Answers {
        let mut answers = self.agreed.clone();
        let chosen = self.processes.iter().map(|process| process.as_str().into());
        answers.set(QuestionId::Chosen, Answer::Choices(chosen.collect()));
        for question in self.levels(questionnaire) {
            if answers.get(&question).is_some() {
                continue;
            }
            if let Some(level) = self.accepted(questionnaire, &question) {
                answers.set(question, Answer::Level(level));
            }
        }
        answers
    }
}

/// Applies an event.
///
/// # Errors
/// Why the event is not taken; the workshop is as before then.
pub fn apply(questionnaire: &Questionnaire, workshop: &mut Workshop, event: Event) -> Result<(), Refusal> {
    if workshop.state == State::Closed && event != Event::Resumed {
        return Err(Refusal::Closed);
    }
    let asked = |workshop: &Workshop, question: QuestionId| {
        if workshop.levels(questionnaire).contains(&question) || workshop.lists(questionnaire).contains(&question) {
            Ok(question)
        } else {
            Err(Refusal::NotAsked(question))
        }
    };
    match event {
        Event::BallotHandedIn(ballot) => handed_in(questionnaire, workshop, ballot)?,
        Event::Revealed(question) => {
            let question = asked(workshop, question)?;
            workshop.revealed.insert(question);
        }
        Event::Hidden(question) => {
            workshop.revealed.remove(&question);
        }
        Event::Agreed(question, answer) => {
            // The processes are the workshop's own.
            if question == QuestionId::Chosen || questionnaire.takes(&question).is_none() {
                return Err(Refusal::NotAsked(question));
            }
            if !questionnaire.accepts(&question, &answer) {
                return Err(Refusal::NotTaken(question));
            }
            workshop.agreed.set(question, answer);
        }
        Event::Unagreed(question) => workshop.agreed.clear(&question),
        Event::Noted(question, text) if text.is_empty() => {
            workshop.notes.remove(&question);
        }
        Event::Noted(question, text) => {
            if questionnaire.takes(&question).is_none() {
                return Err(Refusal::NotAsked(question));
            }
            workshop.notes.insert(question, text.chars().take(NOTE_LIMIT).collect());
        }
        Event::Moved(question) => workshop.current = Some(asked(workshop, question)?),
        Event::Gathered => workshop.current = None,
        Event::Timed(minutes) => workshop.timer = minutes.min(TIMER_LIMIT),
        Event::Named(name) => workshop.name = name.chars().take(NAME_LIMIT).collect(),
        Event::Paused => workshop.state = State::Paused,
        Event::Resumed => workshop.state = State::Open,
        Event::Closed => workshop.state = State::Closed,
        Event::ReportTaken(_) if workshop.state == State::Paused => return Err(Refusal::Paused),
        Event::ReportTaken(text) => {
            if workshop.reports.contains(&text) {
                return Err(Refusal::AlreadyThere);
            }
            let bytes: usize = workshop.reports.iter().chain([&text]).map(String::len).sum();
            if workshop.reports.len() >= REPORT_LIMIT || bytes > REPORT_BYTES {
                return Err(Refusal::Full);
            }
            workshop.reports.push(text);
        }
    }
    Ok(())
}

fn handed_in(questionnaire: &Questionnaire, workshop: &mut Workshop, ballot: Ballot) -> Result<(), Refusal> {
    if ballot.workshop != workshop.code {
        return Err(Refusal::OtherWorkshop { found: ballot.workshop, known: workshop.code.clone() });
    }
    if ballot.pack != workshop.pack.digest {
        return Err(Refusal::OtherPack);
    }
    if workshop.state == State::Paused {
        return Err(Refusal::Paused);
    }
    let asked = Set::from_iter(workshop.levels(questionnaire).into_iter().chain(workshop.lists(questionnaire)));
    for (question, answer) in ballot.answers.iter() {
        if !asked.contains(question) {
            return Err(Refusal::NotAsked(question.clone()));
        }
        if !questionnaire.accepts(question, answer) {
            return Err(Refusal::NotTaken(question.clone()));
        }
    }
    if workshop.ballots.len() >= BALLOT_LIMIT && !workshop.ballots.contains_key(&ballot.participant) {
        return Err(Refusal::Full);
    }
    workshop.ballots.insert(ballot.participant, Vote { answers: ballot.answers, kept: Kept::default() });
    Ok(())
}
