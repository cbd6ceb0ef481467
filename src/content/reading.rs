//! How long a typical way through a pack takes: words read, and a moment for each answer.

use std::collections::BTreeMap;

use super::language;
use super::tree::{Placed, Scope};
use crate::ids::OptionId;
use crate::problem::Problem;
use crate::questionnaire::{Process, ProfileKind, Questionnaire};
use crate::text::Locale;

/// Words a minute, for an adult who reads to answer.
const PACE: usize = 220;
/// Seconds to decide and tap.
const SECONDS_AN_ANSWER: usize = 4;
/// How many processes a typical firm goes through.
const PROCESSES: usize = 3;
/// Lines that stand around the questions in the same words on screen after screen: they are read the first time.
const READ_ONCE: [&str; 5] =
    ["signals.heading", "signals.help", "signals.fix", "answer.dont-know", "answer.not-applicable"];
/// The longest that a typical way may take, in seconds.
pub const READING_LIMIT: usize = 15 * 60;

/// How long a typical way takes in one language, with what it is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadingTime {
    /// Which pack.
    pub pack: String,
    /// In which language.
    pub locale: Locale,
    /// Words and answers of each stretch: profile, picker, each process, firm, and lines that are read once.
    pub parts: Vec<(String, usize, usize)>,
    /// The whole, in seconds.
    pub seconds: usize,
}

/// A problem for each language in which the typical way is too long.
pub(super) fn check(file: &str, scope: &Scope, problems: &mut Vec<Problem>) {
    for time in times(scope).into_iter().filter(|time| time.seconds > READING_LIMIT) {
        let longest = time.parts.iter().max_by_key(|(_, words, _)| *words);
        let (part, words) = longest.map_or(("", 0), |(part, words, _)| (part.as_str(), *words));
        problems.push(
            Problem::of_file(file, "reading-time")
                .at(time.locale.as_str(), "")
                .with("language", format!("language-{}", time.locale))
                .with("minutes", time.seconds.div_ceil(60))
                .with("limit", READING_LIMIT / 60)
                .with("part", part)
                .with("words", words),
        );
    }
}

/// The time in each language of a pack. The typical way is the profile, the picker, three processes of middling
/// length in their ordinary words, and the firm as a whole. What is asked only after some answers is not part of it.
/// Every question, answer and tick counts each time it is shown, also where other processes have the same words.
/// Names of processes count where they are introduced; progress, lists of questions and buttons do not.
pub(super) fn times(scope: &Scope) -> Vec<ReadingTime> {
    scope.tables.iter().map(|(locale, table)| time(scope.pack, locale, table)).collect()
}

fn time(pack: &Questionnaire, locale: &Locale, table: &BTreeMap<&str, Placed>) -> ReadingTime {
    let words = |key: &str| table.get(key).map_or(0, |(_, text)| language::words(text).len());
    let mut parts = vec![profile(pack, &words), picker(pack, &words)];
    let mut processes: Vec<_> = pack.processes.iter().map(|process| of_process(pack, process, &words)).collect();
    processes.sort_by_key(|(_, words, _)| *words);
    let skip = processes.len().saturating_sub(PROCESSES) / 2;
    parts.extend(processes.into_iter().skip(skip).take(PROCESSES));
    parts.push(firm(pack, &words));
    parts.push(("once".to_string(), READ_ONCE.map(&words).iter().sum(), 0));
    let (read, answers) = parts.iter().fold((0, 0), |sum, (_, words, answers)| (sum.0 + words, sum.1 + answers));
    let seconds = read * 60 / PACE + answers * SECONDS_AN_ANSWER;
    ReadingTime { pack: pack.id.clone(), locale: locale.clone(), parts, seconds }
}

type Part = (String, usize, usize);

fn profile(pack: &Questionnaire, words: &dyn Fn(&str) -> usize) -> Part {
    let question = |question: &crate::questionnaire::ProfileQuestion| {
        let key = format!("profile.{}", question.id);
        let option = |option: &OptionId| {
            words(&format!("{key}.option.{option}")) + words(&format!("{key}.option.{option}.help"))
        };
        // A long list of places is searched, not read.
        let read = question.kind != ProfileKind::Municipality;
        let options = question.options.iter().filter(|_| read).map(|choice| option(&choice.id)).sum::<usize>();
        words(&format!("{key}.text")) + words(&format!("{key}.help")) + options
    };
    ("profile".to_string(), pack.profile.iter().map(question).sum(), pack.profile.len())
}

/// One screen on which each process gets an answer, in its group, and one to choose those to go through.
fn picker(pack: &Questionnaire, words: &dyn Fn(&str) -> usize) -> Part {
    let around =
        ["picker.heading", "picker.question", "picker.help", "choose.heading", "picker.proposal", "picker.choose"];
    let tile = |process: &Process| {
        let key = format!("process.{}", process.id);
        words(&format!("{key}.name")) + words(&format!("{key}.what"))
    };
    let scale = pack.picker.scale.iter().map(|option| words(&format!("picker.scale.{option}"))).sum::<usize>();
    let groups = pack.groups.iter().map(|group| words(&format!("group.{}.name", group.id))).sum::<usize>();
    let tiles = pack.processes.iter().map(tile).sum::<usize>();
    let read = around.map(words).iter().sum::<usize>() + scale + groups + tiles;
    ("picker".to_string(), read, pack.processes.len() + 1)
}

fn of_process(pack: &Questionnaire, process: &Process, words: &dyn Fn(&str) -> usize) -> Part {
    let key = format!("process.{}", process.id);
    let mut read = words("answer.how-to-choose") + words(&format!("{key}.simpler-fix"));
    for dimension in &pack.dimensions {
        let own = format!("{key}.{}", dimension.id);
        let levels = if dimension.shared_levels { format!("dimension.{}", dimension.id) } else { own.clone() };
        read += words(&format!("{own}.text")) + words(&format!("{own}.example"));
        read += (0..=dimension.top).map(|level| words(&format!("{levels}.level.{level}"))).sum::<usize>();
    }
    // The middle sector's ticks: some see eight, some a few.
    let sectors = pack.profile_question("sector").map(|sector| sector.options.iter()).into_iter().flatten();
    let mut ticks: Vec<usize> = sectors
        .map(|sector| {
            let shown = pack.signals_for(&process.id, Some(&sector.id));
            shown.iter().map(|signal| words(&format!("signal.{signal}"))).sum()
        })
        .collect();
    ticks.sort_unstable();
    read += ticks.get(ticks.len() / 2).copied().unwrap_or(0);
    (process.id.to_string(), read, pack.dimensions.len() + 1)
}

fn firm(pack: &Questionnaire, words: &dyn Fn(&str) -> usize) -> Part {
    let enablers = pack.enablers.iter().map(|enabler| {
        let key = format!("enabler.{}", enabler.id);
        let levels = (0..=enabler.top).map(|level| words(&format!("{key}.level.{level}"))).sum::<usize>();
        words(&format!("{key}.text")) + words(&format!("{key}.example")) + levels
    });
    let signals = pack.firm_signals.iter().map(|signal| words(&format!("signal.{signal}"))).sum::<usize>();
    let around = ["answer.how-to-choose", "firm-signals.heading", "firm-signals.help"].map(words);
    let read = enablers.sum::<usize>() + signals + around.iter().sum::<usize>();
    ("firm".to_string(), read, pack.enablers.len() + 1)
}
