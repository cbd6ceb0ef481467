//! What the native suites share: the real content, a terse notation for answers, and a generator of repeatable chance.

#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use kickstart::order::Set;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use kickstart::advice::Catalogue;
use kickstart::answer::{Answer, Answers};
use kickstart::guides::Guides;
use kickstart::ids::{OptionId, ProcessId, QuestionId};
use kickstart::questionnaire::{Questionnaire, Takes};
use kickstart::text::Prose;
use kickstart::wire::{self, pack_v1, prose_v1, seed_v1};

static PACK: LazyLock<Questionnaire> = LazyLock::new(|| read_pack("questions/ai-maturity/questionnaire.json"));
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let file = "seeds/use-cases/use-cases.json";
    seed_v1::read(file, &text_of(file)).unwrap_or_else(|problems| panic!("{problems:#?}"))
});

static GUIDES: LazyLock<Guides> = LazyLock::new(|| {
    let texts = wire::guides::FILES.map(text_of);
    wire::guides::read(texts.each_ref().map(String::as_str)).unwrap_or_else(|problems| panic!("{problems:#?}"))
});

/// A path from the top of the repository.
pub fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// The text of a file in the repository.
pub fn text_of(file: &str) -> String {
    fs::read_to_string(path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The questionnaire that is shipped.
pub fn pack() -> &'static Questionnaire {
    &PACK
}

/// The catalogue that is shipped.
pub fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

/// What goes with the catalogue.
pub fn guides() -> &'static Guides {
    &GUIDES
}

/// Every text that the app shows with the shipped questionnaire, in one language.
pub fn all_texts(locale: &str) -> Prose {
    let mut prose = prose(locale);
    let mut files = vec![format!("questions/ui/{locale}.json")];
    files.extend(["later", "help"].map(|piece| format!("questions/ui/{locale}/{piece}.json")));
    files.extend(["", "/more"].map(|piece| format!("seeds/use-cases/{locale}{piece}.json")));
    files.extend(wire::guides::PACKS.map(|pack| format!("seeds/{pack}/{locale}.json")));
    for file in files {
        let read = prose_v1::read(&file, &text_of(&file)).unwrap_or_else(|problems| panic!("{problems:#?}"));
        prose.extend(read.texts);
    }
    prose
}

/// A questionnaire from a file that has to be in order.
pub fn read_pack(file: &str) -> Questionnaire {
    pack_v1::read(file, &text_of(file)).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// All texts of the shipped questionnaire in one language.
pub fn prose(locale: &str) -> Prose {
    let mut files = vec![format!("questions/ai-maturity/{locale}.json")];
    for entry in fs::read_dir(path(&format!("questions/ai-maturity/{locale}"))).unwrap() {
        let name = entry.unwrap().file_name();
        files.push(format!("questions/ai-maturity/{locale}/{}", name.to_str().unwrap()));
    }
    let mut prose = Prose::new();
    for file in files {
        let read = prose_v1::read(&file, &text_of(&file)).unwrap_or_else(|problems| panic!("{problems:#?}"));
        prose.extend(read.texts);
    }
    prose
}

/// A question by the text form of its id.
pub fn question(id: &str) -> QuestionId {
    QuestionId::parse(id).unwrap_or_else(|| panic!("no question id: {id}"))
}

/// Every question of a questionnaire.
pub fn every_question(pack: &Questionnaire) -> Vec<QuestionId> {
    let mut all: Vec<QuestionId> = pack.profile.iter().map(|asked| QuestionId::Profile(asked.id.clone())).collect();
    all.push(QuestionId::Chosen);
    for process in pack.in_order() {
        all.push(QuestionId::Time(process.clone()));
        all.extend(pack.dimensions.iter().map(|dimension| QuestionId::Process(process.clone(), dimension.id.clone())));
        all.extend([QuestionId::Signals(process.clone()), QuestionId::SimplerFix(process.clone())]);
    }
    all.extend(pack.enablers.iter().map(|enabler| QuestionId::Enabler(enabler.id.clone())));
    all.extend([QuestionId::FirmSignals, QuestionId::AiInput]);
    all
}

/// An answer in the notation of [`answers`]: `3`, `?` (don't know), `-` (does not apply), `#15` (a count),
/// `not-ours`, `not-ours/too-small`, `a+b` or `none` where any number may be ticked, else an option's id.
pub fn answer(question: &QuestionId, value: &str) -> Answer {
    let takes = PACK.takes(question).unwrap_or_else(|| panic!("no such question: {question}"));
    let given = match (takes, value) {
        (Takes::Scale { .. }, "?") => Answer::DontKnow,
        (Takes::Scale { .. }, "-") => Answer::NotApplicable,
        (Takes::Scale { .. }, level) => Answer::Level(level.parse().expect(value)),
        (Takes::Any(..), "none") => Answer::Choices(Set::new()),
        (Takes::Any(..), ticked) => Answer::Choices(ticked.split('+').map(OptionId::from).collect()),
        (Takes::OneOrUnknown(_), "?") => Answer::DontKnow,
        (Takes::OneOrNotOurs(..), "not-ours") => Answer::NotOurs(None),
        (Takes::OneOrNotOurs(..), other) => match other.strip_prefix("not-ours/") {
            Some(reason) => Answer::NotOurs(Some(reason.into())),
            None => Answer::Choice(other.into()),
        },
        (_, other) => match other.strip_prefix('#') {
            Some(count) => Answer::Number(count.parse().expect(value)),
            None => Answer::Choice(other.into()),
        },
    };
    assert!(PACK.accepts(question, &given), "{question} does not take {value}");
    given
}

/// Answers from a terse notation, such as
/// `profile.sector=food firm.signals=key-person; sales-quoting: W3 D? S- N1=4 signals=quotes-slow simpler`.
/// Parts are parted by `;`. A part that begins with a process chooses that process.
pub fn answers(text: &str) -> Answers {
    let mut answers = Answers::new();
    let mut chosen: Set<OptionId> = Set::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        if let Some((process, tokens)) = part.split_once(':') {
            chosen.insert(process.trim().into());
            for token in tokens.split_whitespace() {
                let (what, value) = match token.split_once('=') {
                    Some(pair) => pair,
                    None if token == "simpler" => ("simpler-fix", "yes"),
                    None => token.split_at(token.len() - 1),
                };
                set(&mut answers, &format!("{}.{what}", process.trim()), value);
            }
        } else {
            for token in part.split_whitespace() {
                let (id, value) = token.split_once('=').expect(token);
                set(&mut answers, id, value);
            }
        }
    }
    if !chosen.is_empty() {
        answers.set(QuestionId::Chosen, Answer::Choices(chosen));
    }
    answers
}

fn set(answers: &mut Answers, id: &str, value: &str) {
    let question = question(id);
    let answer = answer(&question, value);
    answers.set(question, answer);
}

/// A process by its id.
pub fn process(id: &str) -> ProcessId {
    id.into()
}

/// A small generator of repeatable chance (Knuth's MMIX constants).
pub struct Chance(pub u64);

impl Chance {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// One of a slice.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// True `times` times in `of`.
    pub fn odds(&mut self, times: usize, of: usize) -> bool {
        self.below(of) < times
    }

    /// Any answer that a question takes.
    pub fn answer(&mut self, pack: &Questionnaire, question: &QuestionId) -> Answer {
        match pack.takes(question).unwrap() {
            Takes::Scale { top, may_not_apply } => match self.below(usize::from(top) + 3) {
                0 => Answer::DontKnow,
                1 if may_not_apply => Answer::NotApplicable,
                level => Answer::Level(u8::try_from(level).unwrap().saturating_sub(2)),
            },
            Takes::One(options) | Takes::OneOrUnknown(options) => Answer::Choice(self.one(&options).clone()),
            Takes::Count(_) if self.odds(1, 2) => Answer::Number(1 + u32::try_from(self.below(300)).unwrap()),
            Takes::Count(options) => Answer::Choice(self.one(&options).clone()),
            Takes::Any(options, exclusive) => {
                if !exclusive.is_empty() && self.odds(1, 2) {
                    return Answer::Choices([self.one(&exclusive).clone()].into());
                }
                let free = options.into_iter().filter(|option| !exclusive.contains(option));
                Answer::Choices(free.filter(|_| self.odds(1, 3)).collect())
            }
            Takes::OneOrNotOurs(options, reasons) => match self.below(6) {
                0 => Answer::NotOurs(None),
                1 => Answer::NotOurs(Some(self.one(&reasons).clone())),
                _ => Answer::Choice(self.one(&options).clone()),
            },
        }
    }

    /// Answers to about `of_ten` tenths of all questions.
    pub fn answers(&mut self, pack: &Questionnaire, of_ten: usize) -> Answers {
        let mut answers = Answers::new();
        for question in every_question(pack) {
            if self.odds(of_ten, 10) {
                let answer = self.answer(pack, &question);
                answers.set(question, answer);
            }
        }
        answers
    }
}
