//! The result in words: plain data in the language of the screen, read by screens, print and exports alike.

use crate::answer::Answers;
use crate::ids::{DimensionId, ProcessId, QuestionId};
use crate::outcome::{Gap, Outcome, Verdict};
use crate::questionnaire::{Questionnaire, Role};
use crate::results::{ProcessResult, Results};
use crate::scoring::{Arithmetic, Known, NeedScore, Readiness};
use crate::text::{Prose, inside_sentence};
pub use crate::words::Words;

/// A result in words.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// The advice, in one sentence.
    pub advice: String,
    /// Why, in one or two sentences.
    pub lead: String,
    /// The firm, as far as they told: name, size, sector, place.
    pub who: Vec<String>,
    /// The processes gone through, in picker order.
    pub areas: Vec<Area>,
    /// The processes that are not theirs: name and reason.
    pub not_ours: Vec<(String, String)>,
    /// The one answer most worth finding out.
    pub find_out: Option<WorthKnowing>,
}

/// One process in words.
#[derive(Clone, PartialEq, Debug)]
pub struct Area {
    /// Which process.
    pub id: ProcessId,
    /// Its name.
    pub name: String,
    /// What to do.
    pub outcome: Outcome,
    /// The outcome's name.
    pub outcome_name: String,
    /// What the outcome means, in one sentence.
    pub meaning: String,
    /// The next step.
    pub next: String,
    /// When to look again.
    pub again: String,
    /// Why this outcome, from their own answers.
    pub reason: String,
    /// The answers that the reason rests on, each with its question.
    pub quotes: Vec<Quote>,
    /// What is missing, when something is.
    pub missing: Vec<Missing>,
    /// The idea that the outcome speaks of: title and first step.
    pub idea: Option<(String, String)>,
    /// Readiness in hundredths, when there are answers enough.
    pub score: Option<u32>,
    /// Bounds in hundredths.
    pub bounds: Option<(u32, u32)>,
    /// What the idea requires, as the readiness that just meets it, in hundredths.
    pub required: Option<u32>,
    /// Readiness in one sentence.
    pub readiness: String,
    /// Use of AI in one sentence.
    pub in_use: String,
    /// Need in one sentence.
    pub need: String,
    /// Need in tenths: low and high, equal when known.
    pub need_bounds: (u32, u32),
    /// The arithmetic behind readiness.
    pub readiness_sum: Vec<SumLine>,
    /// The arithmetic behind need.
    pub need_sum: Vec<SumLine>,
    /// The level with its name, or that there are too few answers.
    pub level: String,
    /// How many answers are missing.
    pub unknown: usize,
    /// Each readiness dimension: id, name and what is known.
    pub profile: Vec<(DimensionId, String, Known)>,
}

/// An answer of theirs.
#[derive(Clone, PartialEq, Debug)]
pub struct Quote {
    /// Where it was given.
    pub question: QuestionId,
    /// What it is about.
    pub label: String,
    /// Their answer, in the words they chose.
    pub text: String,
}

/// Something that an idea requires and they lack.
#[derive(Clone, PartialEq, Debug)]
pub struct Missing {
    /// Where it is asked.
    pub question: QuestionId,
    /// What it is about, with both levels.
    pub label: String,
    /// What they answered.
    pub have: String,
    /// What is required, in the words of that level.
    pub need: String,
}

/// One line of a sum.
#[derive(Clone, PartialEq, Debug)]
pub struct SumLine {
    /// What is reckoned.
    pub label: String,
    /// The reckoning and its value.
    pub value: String,
    /// Whether it is the result.
    pub total: bool,
}

/// The one answer most worth finding out.
#[derive(Clone, PartialEq, Debug)]
pub struct WorthKnowing {
    /// Which question.
    pub question: QuestionId,
    /// The process it is about.
    pub area: String,
    /// The question's words.
    pub text: String,
    /// Whether it decides the outcome, or else narrows the range.
    pub decides: bool,
}

/// Puts a result into words.
pub fn report(words: &Words, answers: &Answers, label: &str, results: &Results) -> Report {
    let areas: Vec<Area> = results.processes.iter().map(|process| area(words, answers, process)).collect();
    let leading = results.leading.and_then(|index| Some((results.processes.get(index)?, areas.get(index)?)));
    let worth = results.find_out.as_ref().map(|find_out| WorthKnowing {
        question: find_out.question.clone(),
        area: find_out.question.process().map(|process| words.area(process)).unwrap_or_default(),
        text: words.question(&find_out.question),
        decides: find_out.decides,
    });
    let not_ours = results.not_ours.iter().map(|process| {
        let reason = process.reason.as_ref().map(|reason| words.prose.say(&format!("picker.reason.{reason}")));
        (words.area(&process.id), reason.unwrap_or_default())
    });
    Report {
        advice: leading.map_or_else(
            || words.prose.say("result.advice.too-little"),
            |(process, area)| advice(words, &process.verdict, area),
        ),
        lead: leading.map_or_else(String::new, |(_, area)| match area.idea.as_ref() {
            Some((_, step)) if matches!(area.outcome, Outcome::DoNow | Outcome::Trial) => {
                format!("{} {} {step}", area.reason, words.prose.get("result.first-step"))
            }
            _ => format!("{} {}", area.reason, area.next),
        }),
        who: who(words, answers, label),
        areas,
        not_ours: not_ours.collect(),
        find_out: worth,
    }
}

fn advice(words: &Words, verdict: &Verdict, area: &Area) -> String {
    let idea = area.idea.as_ref().map(|(title, _)| inside_sentence(title)).unwrap_or_default();
    let question = verdict.decides.as_ref().map(|question| words.question(question)).unwrap_or_default();
    let widest = verdict.gaps.iter().max_by_key(|gap| (gap.need - gap.have.unwrap_or(0).min(gap.need), gap.need));
    let gap = widest.map(|gap| gap_words(words, gap)).unwrap_or_default();
    let key = format!("result.advice.{}", verdict.outcome.id());
    words.prose.fill(&key, &[("area", &area.name), ("idea", &idea), ("gap", &gap), ("question", &question)])
}

/// `Trygghet från 0 till 2`.
fn gap_words(words: &Words, gap: &Gap) -> String {
    let (name, need) = (words.dimension(&gap.dimension), gap.need.to_string());
    let name = inside_sentence(&name);
    match gap.have {
        Some(have) => {
            words.prose.fill("result.gap", &[("dimension", &name), ("have", &have.to_string()), ("need", &need)])
        }
        None => words.prose.fill("result.gap-unknown", &[("dimension", &name), ("need", &need)]),
    }
}

/// The firm as far as they told, in one line each.
pub fn who(words: &Words, answers: &Answers, label: &str) -> Vec<String> {
    let told = ["sector", "headcount", "municipality"].into_iter().filter_map(|id| {
        let question = QuestionId::Profile(id.into());
        Some(words.answer(&question, answers.get(&question)?))
    });
    let name = Some(label.to_string()).filter(|label| !label.is_empty());
    name.into_iter().chain(told).collect()
}

fn area(words: &Words, answers: &Answers, process: &ProcessResult) -> Area {
    let prose = words.prose;
    let verdict = &process.verdict;
    let outcome = |part: &str| prose.say(&format!("outcome.{}.{part}", verdict.outcome.id()));
    let idea = verdict.idea.as_ref().map(|idea| {
        let text = |part: &str| prose.say(&format!("use-case.{}.{part}", idea.use_case));
        (text("title"), text("first-step"))
    });
    let readiness = &process.readiness;
    let bounds = readiness.bounds.map(|bounds| (bounds.low.hundredths(), bounds.high.hundredths()));
    let unknown = readiness.unknown().count();
    Area {
        id: process.id.clone(),
        name: words.area(&process.id),
        outcome: verdict.outcome,
        outcome_name: outcome("name"),
        meaning: outcome("meaning"),
        next: outcome("next"),
        again: outcome("again"),
        reason: reason(words, process, idea.as_ref().map(|(title, _)| title.as_str())),
        quotes: quotes(words, answers, process),
        missing: verdict.gaps.iter().map(|gap| missing(words, &process.id, gap)).collect(),
        required: verdict.idea.as_ref().and_then(|idea| required(words.questionnaire, idea, readiness)),
        idea,
        score: readiness.score.map(|score| score.hundredths()),
        bounds,
        readiness: readiness_words(words, readiness, bounds, unknown),
        in_use: match process.in_use {
            Known::Level(level) => match words.questionnaire.with_role(Role::Use).next() {
                Some(dimension) => words.level(&process.id, &dimension.id, level),
                None => String::new(),
            },
            _ => prose.say("answer.dont-know"),
        },
        need: need_words(words, &process.need),
        need_bounds: (process.need.bounds.low.tenths(), process.need.bounds.high.tenths()),
        readiness_sum: readiness.sum.map(|sum| readiness_sum(words, sum, readiness)).unwrap_or_default(),
        need_sum: need_sum(words, &process.need),
        level: readiness.level().map_or_else(|| prose.say("level.too-little.name"), |level| words.level_name(level)),
        unknown,
        profile: readiness.parts.iter().map(|(id, known)| (id.clone(), words.dimension(id), *known)).collect(),
    }
}

fn reason(words: &Words, process: &ProcessResult, idea: Option<&str>) -> String {
    let verdict = &process.verdict;
    let prose = words.prose;
    let method = &words.questionnaire.method;
    let gaps: Vec<String> = verdict.gaps.iter().map(|gap| gap_words(words, gap)).collect();
    let question = verdict.decides.as_ref().map(|question| words.question(question)).unwrap_or_default();
    let (known, applicable) = process.readiness.coverage();
    let rules = process.readiness.parts.iter().find(|(id, _)| {
        let dimension = words.questionnaire.dimension(id);
        dimension.is_some_and(|d| d.prerequisite == Some(crate::questionnaire::Prerequisite::Governance))
    });
    let rules = rules.and_then(|(_, known)| known.level()).map_or_else(String::new, |level| level.to_string());
    let in_use = process.in_use.level().map_or_else(String::new, |level| level.to_string());
    prose.fill(
        &format!("reason.{}", verdict.reason),
        &[
            ("need", &need_short(prose, &process.need)),
            ("idea", &idea.map(inside_sentence).unwrap_or_default()),
            ("gaps", &prose.list(&gaps)),
            ("question", &question),
            ("known", &known.to_string()),
            ("applicable", &applicable.to_string()),
            ("minimum", &method.minimum_known.to_string()),
            ("limit", &method.need_medium.to_string()),
            ("rules", &rules),
            ("use", &in_use),
        ],
    )
}

/// The need as a number, or as the most it can be.
fn need_short(prose: &Prose, need: &NeedScore) -> String {
    match need.exact() {
        Some(need) => prose.tenths(need.tenths()),
        None => prose.fill(
            "need.between",
            &[("low", &prose.tenths(need.bounds.low.tenths())), ("high", &prose.tenths(need.bounds.high.tenths()))],
        ),
    }
}

fn need_words(words: &Words, need: &NeedScore) -> String {
    let band = need.exact().map(|need| match need.band(&words.questionnaire.method) {
        crate::scoring::NeedBand::Low => "need.low",
        crate::scoring::NeedBand::Medium => "need.medium",
        crate::scoring::NeedBand::Real => "need.real",
    });
    words.prose.fill(band.unwrap_or("need.open"), &[("need", &need_short(words.prose, need))])
}

fn readiness_words(words: &Words, readiness: &Readiness, bounds: Option<(u32, u32)>, unknown: usize) -> String {
    let prose = words.prose;
    let Some((score, level)) = readiness.score.zip(readiness.level()) else {
        return prose.say("level.too-little.meaning");
    };
    let said = prose.fill(
        "readiness.sentence",
        &[
            ("score", &prose.hundredths(score.hundredths())),
            ("level", &words.level_name(level)),
            ("meaning", prose.get(&format!("level.{}.meaning", level.value))),
        ],
    );
    match bounds.filter(|_| unknown > 0) {
        Some((low, high)) => {
            let range = prose.fill(
                "level.range",
                &[("low", &prose.hundredths(low)), ("high", &prose.hundredths(high)), ("n", &unknown.to_string())],
            );
            format!("{said} {range}")
        }
        None => said,
    }
}

/// The answers that a verdict rests on: what they recognised, need, use and safeguards.
fn quotes(words: &Words, answers: &Answers, process: &ProcessResult) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let fired = process.verdict.idea.as_ref().map(|idea| idea.signals.as_slice()).unwrap_or_default();
    for signal in fired {
        let own = QuestionId::Signals(process.id.clone());
        let question = if answers.has_signal(&own, signal) { own } else { QuestionId::FirmSignals };
        let text = words.prose.say(&format!("signal.{signal}"));
        quotes.push(Quote { question, label: words.prose.say("result.label.ticked"), text });
    }
    if answers.simpler_fix(&process.id) {
        let question = QuestionId::SimplerFix(process.id.clone());
        quotes.push(Quote {
            label: words.prose.say("result.label.ticked"),
            text: words.simpler_fix(&process.id),
            question,
        });
    }
    for dimension in &words.questionnaire.dimensions {
        let question = QuestionId::Process(process.id.clone(), dimension.id.clone());
        let Some(answer) = answers.get(&question) else { continue };
        let label = words.dimension(&dimension.id);
        quotes.push(Quote { text: words.answer(&question, answer), question, label });
    }
    quotes
}

fn missing(words: &Words, process: &ProcessId, gap: &Gap) -> Missing {
    let have = match gap.have {
        Some(have) => words.level(process, &gap.dimension, have),
        None => words.prose.say("answer.dont-know"),
    };
    Missing {
        question: QuestionId::Process(process.clone(), gap.dimension.clone()),
        label: crate::text::fill("{gap}", &[("gap", &capital(&gap_words(words, gap)))]),
        have,
        need: words.level(process, &gap.dimension, gap.need),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The score of a firm that just meets what an idea requires, where the rest stays as it is required: nothing.
fn required(questionnaire: &Questionnaire, idea: &crate::advice::Candidate, readiness: &Readiness) -> Option<u32> {
    let wanted = crate::advice::requirements(questionnaire, idea);
    let levels: Vec<u8> = readiness
        .parts
        .iter()
        .filter(|(_, known)| *known != Known::NotApplicable)
        .map(|(id, _)| wanted.iter().find(|(dimension, _)| dimension == id).map_or(0, |(_, level)| *level))
        .collect();
    Some(Arithmetic::of(&questionnaire.method, &levels)?.score().hundredths())
}

fn readiness_sum(words: &Words, sum: Arithmetic, readiness: &Readiness) -> Vec<SumLine> {
    let prose = words.prose;
    let weights = sum.weight_min + sum.weight_mean;
    let share = |weight: u32| prose.hundredths(weight * 100 / weights);
    let line = |key: &str, value: String, total: bool| SumLine { label: prose.say(key), value, total };
    let answers: Vec<String> = readiness
        .parts
        .iter()
        .filter_map(|(id, known)| Some(format!("{}\u{a0}{}", words.dimension(id), known.level()?)))
        .collect();
    let mut lines = vec![SumLine { label: prose.say("sum.answers"), value: answers.join(", "), total: false }];
    if sum.weight_min > 0 {
        let value = format!(
            "{} × {} = {}",
            share(sum.weight_min),
            sum.minimum,
            prose.hundredths(sum.from_minimum().hundredths())
        );
        lines.push(line("sum.lowest", value, false));
    }
    lines.push(SumLine {
        label: prose.fill("sum.mean", &[("total", &sum.total.to_string()), ("count", &sum.count.to_string())]),
        value: format!(
            "{} × {} = {}",
            share(sum.weight_mean),
            prose.hundredths(sum.mean().hundredths()),
            prose.hundredths(sum.from_mean().hundredths())
        ),
        total: false,
    });
    let level = readiness.level().map(|level| words.level_name(level)).unwrap_or_default();
    lines.push(SumLine {
        label: prose.fill("sum.readiness", &[("level", &level)]),
        value: prose.hundredths(sum.score().hundredths()),
        total: true,
    });
    lines
}

fn need_sum(words: &Words, need: &NeedScore) -> Vec<SumLine> {
    let prose = words.prose;
    let Some(exact) = need.exact() else { return Vec::new() };
    let [top_time, top_cost, top_fit] = need.tops;
    let name =
        |role: Role| words.questionnaire.with_role(role).next().map(|d| words.dimension(&d.id)).unwrap_or_default();
    let value = exact.time + exact.cost;
    vec![
        SumLine {
            label: format!("{} + {}", name(Role::NeedTime), name(Role::NeedCost)),
            value: format!(
                "({} + {}) ÷ {} = {}",
                exact.time,
                exact.cost,
                top_time + top_cost,
                share(prose, value, top_time + top_cost)
            ),
            total: false,
        },
        SumLine {
            label: name(Role::NeedFit),
            value: format!("{} ÷ {} = {}", exact.fit, top_fit, share(prose, exact.fit, top_fit)),
            total: false,
        },
        SumLine {
            label: prose.say("sum.need"),
            value: format!(
                "100 × √({} × {}) = {}",
                share(prose, value, top_time + top_cost),
                share(prose, exact.fit, top_fit),
                prose.tenths(exact.tenths())
            ),
            total: true,
        },
    ]
}

/// A share of a scale, exact to three decimals where it needs them: 5/8 is `0,625`.
fn share(prose: &Prose, part: u8, whole: u8) -> String {
    let thousandths = u32::from(part) * 1000 / u32::from(whole.max(1));
    let hundredths = prose.hundredths(thousandths / 10);
    if thousandths.is_multiple_of(10) { hundredths } else { format!("{hundredths}{}", thousandths % 10) }
}
