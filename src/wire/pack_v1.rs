//! The structure of a content pack: `questions/<pack>/questionnaire.json`.

mod references;

use serde_json::Value;

use super::shape::{Shape, closed, list, may, must};
use super::take;
use crate::assessment::Assessment;
use crate::ids::QuestionId;
use crate::order::Map;
use crate::outcome::{Condition, IdeaState, Outcome, Span};
use crate::problem::Problem;
use crate::questionnaire::{
    AiInputOption, Choice, Clause, Dimension, Enabler, Fact, FactScope, Group, InputRisk, Method, Picker, Prerequisite,
    Process, ProcessSignal, ProfileKind, ProfileQuestion, Questionnaire, Role, Row, Rule, Variant,
};
use crate::scoring::NeedBand;
use crate::text::Locale;

/// The format's name.
pub const FORMAT: &str = "kickstart-pack";

const ROLES: &[&str] = &["readiness", "use", "need-time", "need-cost", "need-fit"];
const PREREQUISITES: &[&str] = &["process_documentation", "data", "systems_integration", "skills", "governance"];
const RISKS: &[&str] = &["harmless", "sensitive", "unknown"];
const BANDS: &[&str] = &["low", "medium", "real"];
const STATES: &[&str] = &["none", "blocked", "ready"];
const OUTCOMES: &[&str] =
    &["cash-first", "make-safe", "do-now", "prepare", "trial", "keep-going", "find-out-first", "not-now", "too-little"];

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const SPAN: Shape = closed![may!("atLeast", Shape::Integer(0, 9)), may!("atMost", Shape::Integer(0, 9))];
    const OPTIONS: Shape = list!(
        closed![
            must!("id", Shape::Id),
            may!("from", Shape::Integer(0, u32::MAX)),
            may!("to", Shape::Integer(0, u32::MAX)),
        ],
        400
    );
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("id", Shape::Id),
        must!("version", Shape::Text(24)),
        must!("sourceLocale", Shape::Id),
        must!("locales", list!(Shape::Id, 40)),
        must!(
            "method",
            closed![
                must!("id", Shape::Id),
                must!("weights", closed![must!("min", Shape::Integer(0, 99)), must!("mean", Shape::Integer(0, 99))]),
                must!("minimumKnown", Shape::Integer(1, 20)),
                must!("defaultTarget", Shape::Integer(0, 9)),
                must!(
                    "need",
                    closed![
                        must!("medium", Shape::Integer(0, 100)),
                        must!("high", Shape::Integer(0, 100)),
                        must!("realTime", Shape::Integer(0, 9)),
                        must!("realCost", Shape::Integer(0, 9)),
                    ],
                ),
                must!(
                    "ideas",
                    closed![
                        must!("signalWeight", Shape::Integer(0, 99)),
                        must!("leverWeight", Shape::Integer(0, 99)),
                        must!(
                            "governanceFloor",
                            closed![
                                must!("S", Shape::Integer(0, 9)),
                                must!("M", Shape::Integer(0, 9)),
                                must!("L", Shape::Integer(0, 9)),
                            ],
                        ),
                    ],
                ),
            ],
        ),
        must!(
            "dimensions",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("role", Shape::Word(ROLES)),
                    must!("top", Shape::Integer(1, 9)),
                    may!("sharedLevels", Shape::Bool),
                    may!("prerequisite", Shape::Word(PREREQUISITES)),
                ],
                20,
            ),
        ),
        must!("groups", list!(closed![must!("id", Shape::Id), must!("processes", list!(Shape::Id, 40))], 20)),
        must!(
            "processes",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("signals", list!(closed![must!("id", Shape::Id), may!("sectors", list!(Shape::Id, 40))], 60)),
                    must!(
                        "variants",
                        list!(closed![must!("id", Shape::Id), must!("sectors", list!(Shape::Id, 40))], 40)
                    ),
                ],
                60,
            ),
        ),
        must!(
            "profile",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("kind", Shape::Word(&["choice", "number", "municipality"])),
                    must!("options", OPTIONS),
                ],
                40,
            ),
        ),
        must!(
            "picker",
            closed![
                must!("scale", list!(Shape::Id, 9)),
                must!("reasons", list!(Shape::Id, 20)),
                must!("atLeast", Shape::Integer(1, 40)),
                must!("atMost", Shape::Integer(1, 40)),
            ],
        ),
        must!("enablers", list!(closed![must!("id", Shape::Id), must!("top", Shape::Integer(1, 9))], 40)),
        may!("meanings", MEANINGS),
        must!("firmSignals", list!(Shape::Id, 60)),
        must!(
            "aiInput",
            closed![must!(
                "options",
                list!(
                    closed![must!("id", Shape::Id), may!("exclusive", Shape::Bool), must!("risk", Shape::Word(RISKS)),],
                    20,
                ),
            )],
        ),
        must!(
            "facts",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("scope", Shape::Word(&["firm", "process", "use-case"])),
                    must!("kind", Shape::Word(&["number", "choice", "yesno"])),
                    may!("options", OPTIONS),
                ],
                80,
            ),
        ),
        must!(
            "rules",
            list!(
                closed![
                    must!("kind", Shape::Word(&["ask-if-any", "follows-from"])),
                    may!("question", Shape::Id),
                    may!(
                        "any",
                        list!(
                            closed![
                                may!("dimension", Shape::Id),
                                may!("atLeast", Shape::Integer(0, 9)),
                                may!("signal", Shape::Id),
                            ],
                            20,
                        ),
                    ),
                    may!("dimension", Shape::Id),
                    may!("from", Shape::Id),
                    may!("when", Shape::Integer(0, 9)),
                ],
                60,
            ),
        ),
        must!(
            "outcomes",
            closed![
                must!("cashCrisis", closed![must!("question", Shape::Id), must!("option", Shape::Id)]),
                must!("advice", list!(Shape::Word(OUTCOMES), 9)),
                must!(
                    "table",
                    list!(
                        closed![
                            must!("outcome", Shape::Word(OUTCOMES)),
                            must!("reason", Shape::Id),
                            must!(
                                "when",
                                closed![
                                    may!("cashCrisis", Shape::Bool),
                                    may!("chosenNotTo", Shape::Bool),
                                    may!("simplerFix", Shape::Bool),
                                    may!("use", SPAN),
                                    may!("rules", SPAN),
                                    may!("input", list!(Shape::Word(RISKS), 3)),
                                    may!("need", list!(Shape::Word(BANDS), 3)),
                                    may!("idea", list!(Shape::Word(STATES), 3)),
                                    may!("smallIdea", list!(Shape::Word(STATES), 3)),
                                ],
                            ),
                        ],
                        60,
                    ),
                ),
            ],
        ),
    ];
    &SHAPE
}

/// Questions with the number of their meaning, here and in reports; a question that is not named has meaning 1.
pub const MEANINGS: Shape = Shape::Map(&Shape::Integer(2, 9_999), 2_000);

/// The meanings of questions as they stand in files; what is no question is left out.
pub fn meanings(value: &Value) -> Map<QuestionId, u32> {
    let named = value.as_object().into_iter().flatten();
    named.filter_map(|(name, number)| Some((QuestionId::parse(name)?, u32::try_from(number.as_u64()?).ok()?))).collect()
}

/// The meanings of questions as they were answered, as they stand in files: the first of a question is not told.
pub fn meanings_out(questionnaire: &Questionnaire, assessment: &Assessment) -> Option<Value> {
    let mut told = serde_json::Map::new();
    let today = questionnaire.meanings.iter().filter(|(question, _)| !assessment.meant.contains_key(question));
    for (question, meaning) in today.chain(assessment.meant.iter()).filter(|(_, meaning)| **meaning > 1) {
        told.insert(question.to_string(), Value::from(*meaning));
    }
    (!told.is_empty()).then_some(Value::Object(told))
}

/// Reads a pack's structure.
///
/// # Errors
/// Everything that is not as the format says, every id used twice and every reference that leads nowhere.
pub fn read(file: &str, text: &str) -> Result<Questionnaire, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut problems = Vec::new();
    let questionnaire = convert(file, &value, super::sha256(text), &mut problems);
    problems.extend(references::check(file, &questionnaire));
    problems.extend(strange_meanings(file, &value, &questionnaire));
    if problems.is_empty() { Ok(questionnaire) } else { Err(problems) }
}

/// The meanings of what is no question of the pack.
fn strange_meanings(file: &str, pack: &Value, questionnaire: &Questionnaire) -> Vec<Problem> {
    let asked = |name: &str| QuestionId::parse(name).is_some_and(|question| questionnaire.takes(&question).is_some());
    let names = pack["meanings"].as_object().into_iter().flatten().map(|(name, _)| name);
    let strange = names.filter(|name| !asked(name));
    strange.map(|name| Problem::of_file(file, "unknown-reference").at("meanings", name).with("id", name)).collect()
}

/// Turns a file of the right shape into a questionnaire; what only a whole look can tell is added to the problems.
fn convert(file: &str, pack: &Value, digest: String, problems: &mut Vec<Problem>) -> Questionnaire {
    let outcomes = &pack["outcomes"];
    let table: Vec<Row> = take::list(outcomes, "table").iter().filter_map(row).collect();
    if table.last().is_none_or(|row| row.when != Condition::default()) {
        problems.push(Problem::of_file(file, "table-open").at("outcomes", "table"));
    }
    let mut rules = Vec::new();
    for (index, value) in take::list(pack, "rules").iter().enumerate() {
        match rule(value) {
            Some(rule) => rules.push(rule),
            None => problems.push(Problem::of_file(file, "rule-incomplete").at(format!("rules[{}]", index + 1), "")),
        }
    }
    let crisis = &outcomes["cashCrisis"];
    Questionnaire {
        id: take::text(pack, "id").to_string(),
        version: take::text(pack, "version").to_string(),
        digest,
        source: Locale::new(take::text(pack, "sourceLocale")),
        locales: take::each(pack, "locales", |tag| Locale::new(tag.as_str().unwrap_or_default())),
        method: method(file, &pack["method"], problems),
        dimensions: take::each(pack, "dimensions", dimension),
        groups: take::each(pack, "groups", |group| Group {
            id: take::id(group, "id"),
            processes: take::ids(group, "processes"),
        }),
        processes: take::each(pack, "processes", process),
        profile: take::each(pack, "profile", |question| ProfileQuestion {
            id: take::id(question, "id"),
            kind: match take::text(question, "kind") {
                "number" => ProfileKind::Number,
                "municipality" => ProfileKind::Municipality,
                _ => ProfileKind::Choice,
            },
            options: take::each(question, "options", choice),
        }),
        picker: Picker {
            scale: take::ids(&pack["picker"], "scale"),
            reasons: take::ids(&pack["picker"], "reasons"),
            at_least: take::count(&pack["picker"], "atLeast"),
            at_most: take::count(&pack["picker"], "atMost"),
        },
        enablers: take::each(pack, "enablers", |enabler| Enabler {
            id: take::id(enabler, "id"),
            top: take::level(enabler, "top"),
        }),
        firm_signals: take::ids(pack, "firmSignals"),
        ai_input: take::each(&pack["aiInput"], "options", |option| AiInputOption {
            id: take::id(option, "id"),
            exclusive: take::flag(option, "exclusive"),
            risk: risk(take::text(option, "risk")),
        }),
        facts: take::each(pack, "facts", |fact| Fact {
            id: take::id(fact, "id"),
            scope: match take::text(fact, "scope") {
                "firm" => FactScope::Firm,
                "process" => FactScope::Process,
                _ => FactScope::UseCase,
            },
            kind: take::text(fact, "kind").to_string(),
            options: take::each(fact, "options", choice),
        }),
        rules,
        table,
        cash_crisis: (take::id(crisis, "question"), take::id(crisis, "option")),
        advice_order: take::list(outcomes, "advice")
            .iter()
            .filter_map(|id| Outcome::from_id(id.as_str().unwrap_or_default()))
            .collect(),
        meanings: meanings(&pack["meanings"]),
    }
}

fn method(file: &str, value: &Value, problems: &mut Vec<Problem>) -> Method {
    let (weights, need, ideas) = (&value["weights"], &value["need"], &value["ideas"]);
    let method = Method {
        id: take::text(value, "id").to_string(),
        weight_min: take::number(weights, "min").unwrap_or(0),
        weight_mean: take::number(weights, "mean").unwrap_or(0),
        minimum_known: take::count(value, "minimumKnown"),
        default_target: take::level(value, "defaultTarget"),
        need_medium: take::number(need, "medium").unwrap_or(0),
        need_high: take::number(need, "high").unwrap_or(0),
        real_time: take::level(need, "realTime"),
        real_cost: take::level(need, "realCost"),
        signal_weight: take::number(ideas, "signalWeight").unwrap_or(0),
        lever_weight: take::number(ideas, "leverWeight").unwrap_or(0),
        governance_floor: ["S", "M", "L"].map(|effort| take::level(&ideas["governanceFloor"], effort)),
    };
    if method.weight_min + method.weight_mean == 0 {
        problems.push(Problem::of_file(file, "no-weight").at("method", "weights"));
    }
    if method.need_medium > method.need_high {
        problems.push(Problem::of_file(file, "limits-swapped").at("method", "need"));
    }
    if !method.governance_floor.is_sorted() {
        problems.push(Problem::of_file(file, "floor-falls").at("method › ideas", "governanceFloor"));
    }
    method
}

fn choice(value: &Value) -> Choice {
    Choice { id: take::id(value, "id"), from: take::number(value, "from"), to: take::number(value, "to") }
}

fn dimension(value: &Value) -> Dimension {
    Dimension {
        id: take::id(value, "id"),
        role: match take::text(value, "role") {
            "use" => Role::Use,
            "need-time" => Role::NeedTime,
            "need-cost" => Role::NeedCost,
            "need-fit" => Role::NeedFit,
            _ => Role::Readiness,
        },
        top: take::level(value, "top"),
        shared_levels: take::flag(value, "sharedLevels"),
        prerequisite: prerequisite(take::text(value, "prerequisite")),
    }
}

/// The requirement with a name from the files.
pub fn prerequisite(name: &str) -> Option<Prerequisite> {
    Some(match name {
        "process_documentation" => Prerequisite::Documentation,
        "data" => Prerequisite::Data,
        "systems_integration" => Prerequisite::Systems,
        "skills" => Prerequisite::Skills,
        "governance" => Prerequisite::Governance,
        _ => return None,
    })
}

fn process(value: &Value) -> Process {
    Process {
        id: take::id(value, "id"),
        signals: take::each(value, "signals", |signal| ProcessSignal {
            id: take::id(signal, "id"),
            sectors: take::ids(signal, "sectors"),
        }),
        variants: take::each(value, "variants", |variant| Variant {
            id: take::id(variant, "id"),
            sectors: take::ids(variant, "sectors"),
        }),
    }
}

fn risk(word: &str) -> InputRisk {
    match word {
        "harmless" => InputRisk::Harmless,
        "sensitive" => InputRisk::Sensitive,
        _ => InputRisk::Unknown,
    }
}

fn rule(value: &Value) -> Option<Rule> {
    let word = |name: &str| value[name].as_str();
    if take::text(value, "kind") != "ask-if-any" {
        return Some(Rule::FollowsFrom {
            dimension: word("dimension")?.into(),
            from: word("from")?.into(),
            when: u8::try_from(value["when"].as_u64()?).ok()?,
        });
    }
    let clause = |clause: &Value| {
        let level = clause["atLeast"].as_u64().and_then(|level| u8::try_from(level).ok());
        match (clause["dimension"].as_str(), level, clause["signal"].as_str()) {
            (Some(dimension), Some(level), None) => Some(Clause::DimensionAtLeast(dimension.into(), level)),
            (None, None, Some(signal)) => Some(Clause::Signal(signal.into())),
            _ => None,
        }
    };
    let any = take::list(value, "any").iter().map(clause).collect::<Option<_>>()?;
    Some(Rule::AskIfAny { question: QuestionId::parse(word("question")?)?, any })
}

fn row(value: &Value) -> Option<Row> {
    let when = &value["when"];
    let span = |name: &str| {
        let span = when.get(name)?;
        let limit = |name: &str, none: u8| take::number(span, name).and_then(|n| u8::try_from(n).ok()).unwrap_or(none);
        Some(Span { at_least: limit("atLeast", 0), at_most: limit("atMost", u8::MAX) })
    };
    let states = |name: &str| {
        take::each(when, name, |word| match word.as_str() {
            Some("none") => IdeaState::None,
            Some("blocked") => IdeaState::Blocked,
            _ => IdeaState::Ready,
        })
    };
    Some(Row {
        outcome: Outcome::from_id(take::text(value, "outcome"))?,
        reason: take::id(value, "reason"),
        when: Condition {
            cash_crisis: when["cashCrisis"].as_bool(),
            chosen_not_to: when["chosenNotTo"].as_bool(),
            simpler_fix: when["simplerFix"].as_bool(),
            in_use: span("use"),
            rules: span("rules"),
            input: take::each(when, "input", |word| risk(word.as_str().unwrap_or_default())),
            need: take::each(when, "need", |word| match word.as_str() {
                Some("low") => NeedBand::Low,
                Some("medium") => NeedBand::Medium,
                _ => NeedBand::Real,
            }),
            idea: states("idea"),
            small_idea: states("smallIdea"),
        },
    })
}
