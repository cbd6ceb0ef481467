//! The structure of a content pack: `questions/<pack>/questionnaire.json`.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::shape::{Shape, closed, is_id, list, may, must};
use crate::ids::{OptionId, ProcessId, QuestionId};
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
pub fn shape() -> Shape {
    let span = || closed(vec![may("atLeast", Shape::Integer(0, 9)), may("atMost", Shape::Integer(0, 9))]);
    let options = || {
        list(
            closed(vec![
                must("id", Shape::Id),
                may("from", Shape::Integer(0, u32::MAX)),
                may("to", Shape::Integer(0, u32::MAX)),
            ]),
            400,
        )
    };
    let ids = |most| list(Shape::Id, most);
    closed(vec![
        must("format", Shape::Word(&[FORMAT])),
        must("formatVersion", Shape::Text(12)),
        must("id", Shape::Id),
        must("version", Shape::Text(24)),
        must("sourceLocale", Shape::Id),
        must("locales", ids(40)),
        must(
            "method",
            closed(vec![
                must("id", Shape::Id),
                must("weights", closed(vec![must("min", Shape::Integer(0, 99)), must("mean", Shape::Integer(0, 99))])),
                must("minimumKnown", Shape::Integer(1, 20)),
                must("defaultTarget", Shape::Integer(0, 9)),
                must(
                    "need",
                    closed(vec![
                        must("medium", Shape::Integer(0, 100)),
                        must("high", Shape::Integer(0, 100)),
                        must("realTime", Shape::Integer(0, 9)),
                        must("realCost", Shape::Integer(0, 9)),
                    ]),
                ),
                must(
                    "ideas",
                    closed(vec![
                        must("signalWeight", Shape::Integer(0, 99)),
                        must("leverWeight", Shape::Integer(0, 99)),
                        must(
                            "governanceFloor",
                            closed(vec![
                                must("S", Shape::Integer(0, 9)),
                                must("M", Shape::Integer(0, 9)),
                                must("L", Shape::Integer(0, 9)),
                            ]),
                        ),
                    ]),
                ),
            ]),
        ),
        must(
            "dimensions",
            list(
                closed(vec![
                    must("id", Shape::Id),
                    must("role", Shape::Word(ROLES)),
                    must("top", Shape::Integer(1, 9)),
                    may("sharedLevels", Shape::Bool),
                    may("prerequisite", Shape::Word(PREREQUISITES)),
                ]),
                20,
            ),
        ),
        must("groups", list(closed(vec![must("id", Shape::Id), must("processes", ids(40))]), 20)),
        must(
            "processes",
            list(
                closed(vec![
                    must("id", Shape::Id),
                    must("signals", list(closed(vec![must("id", Shape::Id), may("sectors", ids(40))]), 60)),
                    must("variants", list(closed(vec![must("id", Shape::Id), must("sectors", ids(40))]), 40)),
                ]),
                60,
            ),
        ),
        must(
            "profile",
            list(
                closed(vec![
                    must("id", Shape::Id),
                    must("kind", Shape::Word(&["choice", "number", "municipality"])),
                    must("options", options()),
                ]),
                40,
            ),
        ),
        must(
            "picker",
            closed(vec![
                must("scale", ids(9)),
                must("reasons", ids(20)),
                must("atLeast", Shape::Integer(1, 40)),
                must("atMost", Shape::Integer(1, 40)),
            ]),
        ),
        must("enablers", list(closed(vec![must("id", Shape::Id), must("top", Shape::Integer(1, 9))]), 40)),
        must("firmSignals", ids(60)),
        must(
            "aiInput",
            closed(vec![must(
                "options",
                list(
                    closed(vec![
                        must("id", Shape::Id),
                        may("exclusive", Shape::Bool),
                        must("risk", Shape::Word(RISKS)),
                    ]),
                    20,
                ),
            )]),
        ),
        must(
            "facts",
            list(
                closed(vec![
                    must("id", Shape::Id),
                    must("scope", Shape::Word(&["firm", "process", "use-case"])),
                    must("kind", Shape::Word(&["number", "choice", "yesno"])),
                    may("options", options()),
                ]),
                80,
            ),
        ),
        must(
            "rules",
            list(
                closed(vec![
                    must("kind", Shape::Word(&["ask-if-any", "follows-from"])),
                    may("question", Shape::Id),
                    may(
                        "any",
                        list(
                            closed(vec![
                                may("dimension", Shape::Id),
                                may("atLeast", Shape::Integer(0, 9)),
                                may("signal", Shape::Id),
                            ]),
                            20,
                        ),
                    ),
                    may("dimension", Shape::Id),
                    may("from", Shape::Id),
                    may("when", Shape::Integer(0, 9)),
                ]),
                60,
            ),
        ),
        must(
            "outcomes",
            closed(vec![
                must("cashCrisis", closed(vec![must("question", Shape::Id), must("option", Shape::Id)])),
                must("advice", list(Shape::Word(OUTCOMES), 9)),
                must(
                    "table",
                    list(
                        closed(vec![
                            must("outcome", Shape::Word(OUTCOMES)),
                            must("reason", Shape::Id),
                            must(
                                "when",
                                closed(vec![
                                    may("cashCrisis", Shape::Bool),
                                    may("chosenNotTo", Shape::Bool),
                                    may("simplerFix", Shape::Bool),
                                    may("use", span()),
                                    may("rules", span()),
                                    may("input", list(Shape::Word(RISKS), 3)),
                                    may("need", list(Shape::Word(BANDS), 3)),
                                    may("idea", list(Shape::Word(STATES), 3)),
                                    may("smallIdea", list(Shape::Word(STATES), 3)),
                                ]),
                            ),
                        ]),
                        60,
                    ),
                ),
            ]),
        ),
    ])
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PackDto {
    id: String,
    version: String,
    source_locale: String,
    locales: Vec<String>,
    method: MethodDto,
    dimensions: Vec<DimensionDto>,
    groups: Vec<GroupDto>,
    processes: Vec<ProcessDto>,
    profile: Vec<ProfileDto>,
    picker: PickerDto,
    enablers: Vec<EnablerDto>,
    firm_signals: Vec<String>,
    ai_input: AiInputDto,
    facts: Vec<FactDto>,
    rules: Vec<RuleDto>,
    outcomes: OutcomesDto,
}
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MethodDto {
    id: String,
    weights: WeightsDto,
    minimum_known: u32,
    default_target: u8,
    need: NeedDto,
    ideas: IdeasDto,
}
#[derive(Deserialize)]
struct WeightsDto {
    min: u32,
    mean: u32,
}
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NeedDto {
    medium: u32,
    high: u32,
    real_time: u8,
    real_cost: u8,
}
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct IdeasDto {
    signal_weight: u32,
    lever_weight: u32,
    governance_floor: FloorDto,
}
#[derive(Deserialize)]
struct FloorDto {
    #[serde(rename = "S")]
    small: u8,
    #[serde(rename = "M")]
    medium: u8,
    #[serde(rename = "L")]
    large: u8,
}
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DimensionDto {
    id: String,
    role: String,
    top: u8,
    #[serde(default)]
    shared_levels: bool,
    prerequisite: Option<String>,
}
#[derive(Deserialize)]
struct GroupDto {
    id: String,
    processes: Vec<String>,
}
#[derive(Deserialize)]
struct ProcessDto {
    id: String,
    signals: Vec<SignalDto>,
    variants: Vec<VariantDto>,
}
#[derive(Deserialize)]
struct SignalDto {
    id: String,
    #[serde(default)]
    sectors: Vec<String>,
}
#[derive(Deserialize)]
struct VariantDto {
    id: String,
    sectors: Vec<String>,
}
#[derive(Deserialize)]
struct ProfileDto {
    id: String,
    kind: String,
    options: Vec<ChoiceDto>,
}
#[derive(Deserialize)]
struct ChoiceDto {
    id: String,
    from: Option<u32>,
    to: Option<u32>,
}
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PickerDto {
    scale: Vec<String>,
    reasons: Vec<String>,
    at_least: u32,
    at_most: u32,
}
#[derive(Deserialize)]
struct EnablerDto {
    id: String,
    top: u8,
}
#[derive(Deserialize)]
struct AiInputDto {
    options: Vec<AiInputOptionDto>,
}
#[derive(Deserialize)]
struct AiInputOptionDto {
    id: String,
    #[serde(default)]
    exclusive: bool,
    risk: String,
}
#[derive(Deserialize)]
struct FactDto {
    id: String,
    scope: String,
    kind: String,
    #[serde(default)]
    options: Vec<ChoiceDto>,
}
#[derive(Deserialize)]
struct RuleDto {
    kind: String,
    question: Option<String>,
    #[serde(default)]
    any: Vec<ClauseDto>,
    dimension: Option<String>,
    from: Option<String>,
    when: Option<u8>,
}
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClauseDto {
    dimension: Option<String>,
    at_least: Option<u8>,
    signal: Option<String>,
}
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OutcomesDto {
    cash_crisis: CrisisDto,
    advice: Vec<String>,
    table: Vec<RowDto>,
}
#[derive(Deserialize)]
struct CrisisDto {
    question: String,
    option: String,
}
#[derive(Deserialize)]
struct RowDto {
    outcome: String,
    reason: String,
    when: WhenDto,
}
#[derive(Deserialize, Default, PartialEq)]
#[serde(rename_all = "camelCase", default)]
struct WhenDto {
    cash_crisis: Option<bool>,
    chosen_not_to: Option<bool>,
    simpler_fix: Option<bool>,
    #[serde(rename = "use")]
    in_use: Option<SpanDto>,
    rules: Option<SpanDto>,
    input: Vec<String>,
    need: Vec<String>,
    idea: Vec<String>,
    small_idea: Vec<String>,
}
#[derive(Deserialize, Default, PartialEq)]
#[serde(rename_all = "camelCase", default)]
struct SpanDto {
    at_least: Option<u8>,
    at_most: Option<u8>,
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
    let dto: PackDto = serde_json::from_value(value).map_err(|error| {
        vec![Problem::of_file(file, "not-json").with("line", error.line()).with("column", error.column())]
    })?;
    let mut problems = duplicates(file, &dto);
    let questionnaire = convert(file, dto, super::sha256(text), &mut problems);
    problems.extend(dangling(file, &questionnaire));
    problems.extend(ambiguous(file, &questionnaire));
    if problems.is_empty() { Ok(questionnaire) } else { Err(problems) }
}

fn convert(file: &str, dto: PackDto, digest: String, problems: &mut Vec<Problem>) -> Questionnaire {
    let method = Method {
        id: dto.method.id,
        weight_min: dto.method.weights.min,
        weight_mean: dto.method.weights.mean,
        minimum_known: dto.method.minimum_known as usize,
        default_target: dto.method.default_target,
        need_medium: dto.method.need.medium,
        need_high: dto.method.need.high,
        real_time: dto.method.need.real_time,
        real_cost: dto.method.need.real_cost,
        signal_weight: dto.method.ideas.signal_weight,
        lever_weight: dto.method.ideas.lever_weight,
        governance_floor: [
            dto.method.ideas.governance_floor.small,
            dto.method.ideas.governance_floor.medium,
            dto.method.ideas.governance_floor.large,
        ],
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
    let table: Vec<Row> = dto.outcomes.table.into_iter().filter_map(row).collect();
    if table.last().is_none_or(|row| row.when != Condition::default()) {
        problems.push(Problem::of_file(file, "table-open").at("outcomes", "table"));
    }
    let rules = dto.rules.into_iter().enumerate().filter_map(|(index, dto)| {
        let rule = rule(dto);
        if rule.is_none() {
            problems.push(Problem::of_file(file, "rule-incomplete").at(format!("rules[{}]", index + 1), ""));
        }
        rule
    });
    let rules = rules.collect();
    Questionnaire {
        id: dto.id,
        version: dto.version,
        digest,
        source: Locale::new(&dto.source_locale),
        locales: dto.locales.iter().map(|tag| Locale::new(tag)).collect(),
        method,
        dimensions: dto.dimensions.into_iter().map(dimension).collect(),
        groups: dto
            .groups
            .into_iter()
            .map(|group| Group { id: (&*group.id).into(), processes: ids(&group.processes) })
            .collect(),
        processes: dto.processes.into_iter().map(process).collect(),
        profile: dto
            .profile
            .into_iter()
            .map(|question| ProfileQuestion {
                id: (&*question.id).into(),
                kind: match question.kind.as_str() {
                    "number" => ProfileKind::Number,
                    "municipality" => ProfileKind::Municipality,
                    _ => ProfileKind::Choice,
                },
                options: choices(question.options),
            })
            .collect(),
        picker: Picker {
            scale: ids(&dto.picker.scale),
            reasons: ids(&dto.picker.reasons),
            at_least: dto.picker.at_least as usize,
            at_most: dto.picker.at_most as usize,
        },
        enablers: dto
            .enablers
            .into_iter()
            .map(|enabler| Enabler { id: (&*enabler.id).into(), top: enabler.top })
            .collect(),
        firm_signals: ids(&dto.firm_signals),
        ai_input: dto
            .ai_input
            .options
            .into_iter()
            .map(|option| AiInputOption {
                id: (&*option.id).into(),
                exclusive: option.exclusive,
                risk: risk(&option.risk),
            })
            .collect(),
        facts: dto
            .facts
            .into_iter()
            .map(|fact| Fact {
                id: (&*fact.id).into(),
                scope: match fact.scope.as_str() {
                    "firm" => FactScope::Firm,
                    "process" => FactScope::Process,
                    _ => FactScope::UseCase,
                },
                kind: fact.kind,
                options: choices(fact.options),
            })
            .collect(),
        rules,
        table,
        cash_crisis: ((&*dto.outcomes.cash_crisis.question).into(), (&*dto.outcomes.cash_crisis.option).into()),
        advice_order: dto.outcomes.advice.iter().filter_map(|id| Outcome::from_id(id)).collect(),
    }
}

fn ids<T: for<'a> From<&'a str>>(texts: &[String]) -> Vec<T> {
    texts.iter().map(|text| T::from(text)).collect()
}

fn choices(options: Vec<ChoiceDto>) -> Vec<Choice> {
    options.into_iter().map(|option| Choice { id: (&*option.id).into(), from: option.from, to: option.to }).collect()
}

fn dimension(dto: DimensionDto) -> Dimension {
    Dimension {
        id: (&*dto.id).into(),
        role: match dto.role.as_str() {
            "use" => Role::Use,
            "need-time" => Role::NeedTime,
            "need-cost" => Role::NeedCost,
            "need-fit" => Role::NeedFit,
            _ => Role::Readiness,
        },
        top: dto.top,
        shared_levels: dto.shared_levels,
        prerequisite: dto.prerequisite.as_deref().and_then(prerequisite),
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

fn process(dto: ProcessDto) -> Process {
    Process {
        id: (&*dto.id).into(),
        signals: dto
            .signals
            .into_iter()
            .map(|signal| ProcessSignal { id: (&*signal.id).into(), sectors: ids(&signal.sectors) })
            .collect(),
        variants: dto
            .variants
            .into_iter()
            .map(|variant| Variant { id: (&*variant.id).into(), sectors: ids(&variant.sectors) })
            .collect(),
    }
}

fn risk(word: &str) -> InputRisk {
    match word {
        "harmless" => InputRisk::Harmless,
        "sensitive" => InputRisk::Sensitive,
        _ => InputRisk::Unknown,
    }
}

fn rule(dto: RuleDto) -> Option<Rule> {
    match dto.kind.as_str() {
        "ask-if-any" => {
            let clause = |clause: ClauseDto| match (clause.dimension, clause.at_least, clause.signal) {
                (Some(dimension), Some(level), None) => Some(Clause::DimensionAtLeast((&*dimension).into(), level)),
                (None, None, Some(signal)) => Some(Clause::Signal((&*signal).into())),
                _ => None,
            };
            Some(Rule::AskIfAny {
                question: QuestionId::parse(&dto.question?)?,
                any: dto.any.into_iter().map(clause).collect::<Option<_>>()?,
            })
        }
        _ => Some(Rule::FollowsFrom {
            dimension: (&*dto.dimension?).into(),
            from: (&*dto.from?).into(),
            when: dto.when?,
        }),
    }
}

fn row(dto: RowDto) -> Option<Row> {
    let span = |span: SpanDto| Span { at_least: span.at_least.unwrap_or(0), at_most: span.at_most.unwrap_or(u8::MAX) };
    let state = |word: &String| match word.as_str() {
        "none" => IdeaState::None,
        "blocked" => IdeaState::Blocked,
        _ => IdeaState::Ready,
    };
    let band = |word: &String| match word.as_str() {
        "low" => NeedBand::Low,
        "medium" => NeedBand::Medium,
        _ => NeedBand::Real,
    };
    Some(Row {
        outcome: Outcome::from_id(&dto.outcome)?,
        reason: (&*dto.reason).into(),
        when: Condition {
            cash_crisis: dto.when.cash_crisis,
            chosen_not_to: dto.when.chosen_not_to,
            simpler_fix: dto.when.simpler_fix,
            in_use: dto.when.in_use.map(span),
            rules: dto.when.rules.map(span),
            input: dto.when.input.iter().map(|word| risk(word)).collect(),
            need: dto.when.need.iter().map(band).collect(),
            idea: dto.when.idea.iter().map(state).collect(),
            small_idea: dto.when.small_idea.iter().map(state).collect(),
        },
    })
}

/// Every id that stands twice where it may stand once.
fn duplicates(file: &str, dto: &PackDto) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut once = |place: &str, ids: &mut dyn Iterator<Item = &String>| {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id) {
                problems.push(Problem::of_file(file, "id-twice").at(place, id.clone()).with("id", id));
            }
        }
    };
    once("dimensions", &mut dto.dimensions.iter().map(|dimension| &dimension.id));
    once("groups", &mut dto.groups.iter().map(|group| &group.id));
    once("groups", &mut dto.groups.iter().flat_map(|group| &group.processes));
    once("processes", &mut dto.processes.iter().map(|process| &process.id));
    for process in &dto.processes {
        once(&format!("processes[{}]", process.id), &mut process.signals.iter().map(|signal| &signal.id));
        once(&format!("processes[{}]", process.id), &mut process.variants.iter().flat_map(|variant| &variant.sectors));
    }
    once("profile", &mut dto.profile.iter().map(|question| &question.id));
    for question in &dto.profile {
        once(&format!("profile[{}]", question.id), &mut question.options.iter().map(|option| &option.id));
    }
    once("picker › scale", &mut dto.picker.scale.iter());
    once("picker › reasons", &mut dto.picker.reasons.iter());
    once("enablers", &mut dto.enablers.iter().map(|enabler| &enabler.id));
    once("firmSignals", &mut dto.firm_signals.iter());
    once("aiInput", &mut dto.ai_input.options.iter().map(|option| &option.id));
    once("facts", &mut dto.facts.iter().map(|fact| &fact.id));
    problems
}

/// Every process, profile question and enabler whose questions could not be told apart in a file: `firm` as a
/// process, a dot in an id, or an id too long with its question.
fn ambiguous(file: &str, pack: &Questionnaire) -> Vec<Problem> {
    let is_found_again = |question: &QuestionId| {
        let text = question.to_string();
        is_id(&text) && QuestionId::parse(&text).as_ref() == Some(question)
    };
    let of_process = |process: &Process| {
        let id = &process.id;
        let asked = pack.dimensions.iter().map(|dimension| QuestionId::Process(id.clone(), dimension.id.clone()));
        let rest = [QuestionId::Time(id.clone()), QuestionId::Signals(id.clone()), QuestionId::SimplerFix(id.clone())];
        asked.chain(rest).find(|question| !is_found_again(question)).map(|question| ("processes", question))
    };
    let profile = pack.profile.iter().map(|question| ("profile", QuestionId::Profile(question.id.clone())));
    let enablers = pack.enablers.iter().map(|enabler| ("enablers", QuestionId::Enabler(enabler.id.clone())));
    pack.processes
        .iter()
        .filter_map(of_process)
        .chain(profile.chain(enablers).filter(|(_, question)| !is_found_again(question)))
        .map(|(place, question)| Problem::of_file(file, "bad-id").at(place, "id").with("found", question))
        .collect()
}

/// Every reference that leads nowhere.
fn dangling(file: &str, pack: &Questionnaire) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut unknown = |entry: String, field: &str, id: &str| {
        problems.push(Problem::of_file(file, "unknown-reference").at(entry, field).with("id", id));
    };
    for group in &pack.groups {
        for process in group.processes.iter().filter(|id| pack.process(id).is_none()) {
            unknown(format!("groups[{}]", group.id), "processes", process.as_str());
        }
    }
    let grouped: BTreeSet<&ProcessId> = pack.in_order().collect();
    for process in pack.processes.iter().filter(|process| !grouped.contains(&process.id)) {
        unknown("groups".to_string(), "processes", process.id.as_str());
    }
    let sectors: Vec<&OptionId> = pack
        .profile_question("sector")
        .map(|question| question.options.iter().map(|option| &option.id).collect())
        .unwrap_or_default();
    for process in &pack.processes {
        for signal in &process.signals {
            for sector in signal.sectors.iter().filter(|sector| !sectors.contains(sector)) {
                unknown(format!("processes[{}] › signals[{}]", process.id, signal.id), "sectors", sector.as_str());
            }
        }
        for variant in &process.variants {
            for sector in variant.sectors.iter().filter(|sector| !sectors.contains(sector)) {
                unknown(format!("processes[{}] › variants[{}]", process.id, variant.id), "sectors", sector.as_str());
            }
        }
    }
    for (index, rule) in pack.rules.iter().enumerate() {
        let entry = format!("rules[{}]", index + 1);
        match rule {
            Rule::AskIfAny { question, any } => {
                if pack.takes(question).is_none() {
                    unknown(entry.clone(), "question", &question.to_string());
                }
                for clause in any {
                    match clause {
                        Clause::DimensionAtLeast(dimension, _) if pack.dimension(dimension).is_none() => {
                            unknown(entry.clone(), "dimension", dimension.as_str());
                        }
                        Clause::Signal(signal) if !pack.firm_signals.contains(signal) => {
                            unknown(entry.clone(), "signal", signal.as_str());
                        }
                        _ => {}
                    }
                }
            }
            Rule::FollowsFrom { dimension, from, .. } => {
                for id in [dimension, from].into_iter().filter(|id| pack.dimension(id).is_none()) {
                    unknown(entry.clone(), "dimension", id.as_str());
                }
            }
        }
    }
    let (question, option) = &pack.cash_crisis;
    let offered = pack.profile_question(question.as_str()).is_some_and(|q| q.options.iter().any(|o| o.id == *option));
    if !offered {
        unknown("outcomes".to_string(), "cashCrisis", option.as_str());
    }
    if !pack.locales.contains(&pack.source) {
        unknown(String::new(), "sourceLocale", pack.source.as_str());
    }
    problems
}
