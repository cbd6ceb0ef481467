//! The catalogue of money: `seeds/funding/funding.json`.

use serde_json::Value;

use super::actors_v1::{confidence, entries, once, place, unknown_options};
use super::seed_v1::{EFFORTS, ENTRY_KINDS, effort, entry_kind};
use super::shape::{Shape, closed, list, may, must};
use super::{source_v1, take};
use crate::advice::Catalogue;
use crate::date::Date;
use crate::funding::{Aid, Amount, Applicant, Ceiling, Condition, Funding, Kind, Limits, Region, Route, Rule, Status};
use crate::law::CLASSES;
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;

/// The format's name.
pub const FORMAT: &str = "kickstart-funding";

const CURRENCIES: &[&str] = &["SEK", "EUR"];

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const MONEY: Shape = Shape::Integer(0, 2_000_000_000);
    const WEEKS: Shape = list!(Shape::Integer(0, 200), 2);
    const CONDITION: Shape = Shape::OneOf(&[
        may!("efforts", list!(Shape::Word(EFFORTS), 3)),
        may!("bases", list!(Shape::Id, 12)),
        may!("kinds", list!(Shape::Word(ENTRY_KINDS), 3)),
        may!("processes", list!(Shape::Id, 40)),
        may!("classes", list!(Shape::Word(&CLASSES), 4)),
        may!("sectors", list!(Shape::Id, 40)),
        may!("usedAtLeast", Shape::Integer(0, 5)),
    ]);
    const RULES: Shape = list!(
        closed![must!("id", Shape::Id), must!("when", list!(closed![must!("all", list!(CONDITION, 8))], 12)),],
        60,
    );
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("version", Shape::Text(24)),
        must!("county", Shape::Id),
        must!("ownMeansUpTo", MONEY),
        must!("sekPerEur", Shape::Integer(1, 100)),
        must!(
            "ceiling",
            closed![must!("eur", MONEY), must!("years", Shape::Integer(1, 20)), must!("sources", source_v1::SOURCES),],
        ),
        must!("activities", RULES),
        must!("stages", RULES),
        must!(
            "routes",
            list!(
                closed![
                    must!("id", Shape::Id),
                    must!("kinds", list!(Shape::Word(&Kind::WORDS), 9)),
                    must!("applicant", Shape::Word(&Applicant::WORDS)),
                    must!("provider", Shape::Text(120)),
                    may!(
                        "amount",
                        closed![may!("min", MONEY), may!("max", MONEY), must!("currency", Shape::Word(CURRENCIES)),],
                    ),
                    may!("publicSharePct", Shape::Integer(1, 100)),
                    must!(
                        "limits",
                        closed![
                            may!("headcountMin", Shape::Integer(1, 100_000)),
                            may!("headcountMax", Shape::Integer(1, 100_000)),
                            may!("turnoverMin", MONEY),
                            may!("turnoverMax", MONEY),
                            may!("balanceMax", MONEY),
                            may!("currency", Shape::Word(CURRENCIES)),
                            may!("ageMax", Shape::Integer(0, 200)),
                            may!("legalForms", list!(Shape::Id, 20)),
                            may!("sectors", list!(Shape::Id, 40)),
                            must!("region", Shape::Word(&["county", "se", "eu"])),
                        ],
                    ),
                    must!("activities", list!(Shape::Id, 40)),
                    must!("stages", list!(Shape::Id, 12)),
                    must!("aid", Shape::Word(&Aid::WORDS)),
                    must!("status", Shape::Word(&Status::WORDS)),
                    may!("closesOn", Shape::Text(10)),
                    may!("leadWeeks", WEEKS),
                    may!("url", Shape::Text(400)),
                    must!("confidence", Shape::Word(&["high", "medium", "low"])),
                    must!("sources", source_v1::SOURCES),
                ],
                400,
            ),
        ),
    ];
    &SHAPE
}

/// Reads the catalogue.
///
/// # Errors
/// Everything that is not as the format says, every id used twice, an address or a day that is none, an entry without a
/// source, limits whose least is above their most, a sum for turnover without its currency, and a route for work or a
/// stage that no rule names.
pub fn read(file: &str, text: &str) -> Result<Funding, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let mut problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    problems.extend(entries(file, "routes", &value));
    problems.extend(source_v1::check(file, "ceiling", &value["ceiling"]));
    for rules in ["activities", "stages"] {
        problems.extend(once(file, rules, &value));
        let known: Vec<&str> = take::list(&value, rules).iter().map(|rule| take::text(rule, "id")).collect();
        for route in take::list(&value, "routes") {
            let named = take::list(route, rules).iter().filter_map(Value::as_str);
            problems.extend(named.filter(|name| !known.contains(name)).map(|name| {
                Problem::of_file(file, "unknown-reference").at(place("routes", route), rules).with("id", name)
            }));
        }
    }
    for route in take::list(&value, "routes") {
        problems.extend(wrong(file, route));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let ceiling = &value["ceiling"];
    Ok(Funding {
        version: take::text(&value, "version").to_string(),
        county: take::text(&value, "county").to_string(),
        own_means_up_to: take::number(&value, "ownMeansUpTo").unwrap_or(0),
        sek_per_eur: take::number(&value, "sekPerEur").unwrap_or(1),
        ceiling: Ceiling {
            eur: take::number(ceiling, "eur").unwrap_or(0),
            years: take::number(ceiling, "years").unwrap_or(0),
            sources: source_v1::sources(ceiling),
        },
        activities: take::each(&value, "activities", rule),
        stages: take::each(&value, "stages", rule),
        routes: take::each(&value, "routes", route),
    })
}

/// What only the values of a route tell.
fn wrong(file: &str, route: &Value) -> Vec<Problem> {
    let problem = |kind, field: &str| Problem::of_file(file, kind).at(place("routes", route), field);
    let mut problems = Vec::new();
    if let Some(day) = route["closesOn"].as_str().filter(|day| Date::parse(day).is_none()) {
        problems.push(problem("bad-date", "closesOn").with("found", day));
    }
    if take::list(route, "kinds").is_empty() {
        problems.push(problem("missing-field", "kinds"));
    }
    let weeks = take::list(route, "leadWeeks");
    if route["leadWeeks"].is_array() && span(weeks).is_none() {
        problems.push(problem("wrong-kind", "leadWeeks").with("expected", "[3, 4]").with("found", &route["leadWeeks"]));
    }
    let (limits, amount) = (&route["limits"], &route["amount"]);
    for (of, least, most) in
        [(limits, "headcountMin", "headcountMax"), (limits, "turnoverMin", "turnoverMax"), (amount, "min", "max")]
    {
        if let (Some(from), Some(to)) = (take::number(of, least), take::number(of, most))
            && from > to
        {
            problems.push(problem("out-of-range", least).with("found", from).with("low", 0).with("high", to));
        }
    }
    let sums = ["turnoverMin", "turnoverMax", "balanceMax"].iter().any(|name| !limits[*name].is_null());
    if sums && limits["currency"].is_null() {
        problems.push(problem("missing-field", "limits.currency"));
    }
    problems
}

/// Every reference to something that the questionnaire or the catalogue of ideas does not have.
pub fn references(file: &str, funding: &Funding, pack: &Questionnaire, catalogue: Option<&Catalogue>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut unknown = |entry: String, field: &str, id: &str| {
        problems.push(Problem::of_file(file, "unknown-reference").at(entry, field).with("id", id));
    };
    for route in &funding.routes {
        let entry = || format!("routes[{}]", route.id);
        unknown_options(pack, "sector", &route.limits.sectors, &mut |id| unknown(entry(), "sectors", id));
        unknown_options(pack, "legal-form", &route.limits.legal_forms, &mut |id| unknown(entry(), "legalForms", id));
    }
    for (list, rules) in [("activities", &funding.activities), ("stages", &funding.stages)] {
        for rule in rules {
            let entry = || format!("{list}[{}]", rule.id);
            for condition in rule.when.iter().flatten() {
                match condition {
                    Condition::Processes(ids) => {
                        let strange = ids.iter().filter(|id| pack.process(id).is_none());
                        strange.for_each(|id| unknown(entry(), "processes", id.as_str()));
                    }
                    Condition::Sectors(ids) => {
                        unknown_options(pack, "sector", ids, &mut |id| unknown(entry(), "sectors", id));
                    }
                    Condition::Bases(bases) => {
                        let ideas = catalogue.map_or(&[][..], |catalogue| &catalogue.use_cases);
                        let strange = |base: &&String| !ideas.iter().any(|idea| idea.cost.basis == **base);
                        let named = bases.iter().filter(|_| catalogue.is_some());
                        named.filter(strange).for_each(|base| unknown(entry(), "bases", base));
                    }
                    _ => {}
                }
            }
        }
    }
    problems
}

fn rule(value: &Value) -> Rule {
    let case = |case: &Value| take::list(case, "all").iter().filter_map(condition).collect();
    Rule { id: take::text(value, "id").to_string(), when: take::each(value, "when", case) }
}

fn condition(value: &Value) -> Option<Condition> {
    let (name, _) = value.as_object()?.iter().next()?;
    let texts = || take::each(value, name, |item| item.as_str().unwrap_or_default().to_string());
    Some(match name.as_str() {
        "efforts" => Condition::Efforts(take::each(value, name, |word| effort(word.as_str().unwrap_or_default()))),
        "bases" => Condition::Bases(texts()),
        "kinds" => Condition::Kinds(take::each(value, name, |word| entry_kind(word.as_str().unwrap_or_default()))),
        "processes" => Condition::Processes(take::ids(value, name)),
        "classes" => Condition::Classes(texts()),
        "sectors" => Condition::Sectors(take::ids(value, name)),
        _ => Condition::UsedAtLeast(take::level(value, name)),
    })
}

/// Fewest and most; `None` when it is no span.
fn span(list: &[Value]) -> Option<(u32, u32)> {
    let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
    match list {
        [from, to] => Some((number(from)?, number(to)?)).filter(|(from, to)| from <= to),
        _ => None,
    }
}

/// The value whose name stands at the same place among some words.
fn of<T: Copy>(all: &[T], words: &[&str], word: &str) -> Option<T> {
    words.iter().position(|other| *other == word).and_then(|at| all.get(at).copied())
}

fn route(value: &Value) -> Route {
    let in_eur = |of: &Value| take::text(of, "currency") == "EUR";
    let (limits, amount) = (&value["limits"], &value["amount"]);
    Route {
        id: take::text(value, "id").to_string(),
        kinds: take::list(value, "kinds").iter().filter_map(|kind| Kind::parse(kind.as_str()?)).collect(),
        applicant: of(&Applicant::ALL, &Applicant::WORDS, take::text(value, "applicant")).unwrap_or(Applicant::Project),
        provider: take::text(value, "provider").to_string(),
        amount: amount.is_object().then(|| Amount {
            min: take::number(amount, "min"),
            max: take::number(amount, "max"),
            in_eur: in_eur(amount),
        }),
        share: take::number(value, "publicSharePct"),
        limits: Limits {
            headcount_min: take::number(limits, "headcountMin"),
            headcount_max: take::number(limits, "headcountMax"),
            turnover_min: take::number(limits, "turnoverMin"),
            turnover_max: take::number(limits, "turnoverMax"),
            balance_max: take::number(limits, "balanceMax"),
            in_eur: in_eur(limits),
            age_max: take::number(limits, "ageMax"),
            legal_forms: take::ids(limits, "legalForms"),
            sectors: take::ids(limits, "sectors"),
            region: Some(match take::text(limits, "region") {
                "county" => Region::County,
                "eu" => Region::Union,
                _ => Region::Sweden,
            }),
        },
        activities: take::each(value, "activities", |one| one.as_str().unwrap_or_default().to_string()),
        stages: take::each(value, "stages", |one| one.as_str().unwrap_or_default().to_string()),
        aid: of(&[Aid::DeMinimis, Aid::Other, Aid::Unknown], &Aid::WORDS, take::text(value, "aid"))
            .unwrap_or(Aid::Unknown),
        status: of(&Status::ALL, &Status::WORDS, take::text(value, "status")).unwrap_or(Status::Unknown),
        closes_on: Date::parse(take::text(value, "closesOn")),
        lead_weeks: span(take::list(value, "leadWeeks")),
        url: value["url"].as_str().map(str::to_string),
        confidence: confidence(value),
        sources: source_v1::sources(value),
    }
}
