//! The advice as JSON, for programmes and for tests: what `kickstart advise --json` writes, one report a line.

use serde_json::{Value, json};

use super::report_v1::results_out;
use super::shape::{Shape, closed, list, may, must};
use crate::advice::Catalogue;
use crate::assessment::Assessment;
use crate::date::Date;
use crate::funding::{Fit, Funding, Window, funds};
use crate::questionnaire::Questionnaire;
use crate::results::results;
use crate::suggest::{Because, Blocker, Declined, Raise, Suggestion, Waiting, Why, suggest};

/// The format's name.
pub const FORMAT: &str = "kickstart-advice";

/// What the JSON looks like.
pub fn shape() -> &'static Shape {
    const LEVEL: Shape = Shape::Integer(0, 9);
    const THOUSANDTHS: Shape = Shape::Integer(0, 1_000);
    const IDS: Shape = list!(Shape::Id, 400);
    const RAISE: Shape = closed![must!("question", Shape::Id), may!("have", LEVEL), must!("to", LEVEL)];
    const WHY: Shape = closed![
        must!("kind", Shape::Word(&["recognised", "serves", "meets"])),
        may!("signal", Shape::Id),
        may!("question", Shape::Id),
        may!("goal", Shape::Id),
        may!("have", LEVEL),
        may!("need", LEVEL),
    ];
    const SEK: Shape = list!(Shape::Integer(0, u32::MAX), 2);
    const ROUTE: Shape = closed![
        must!("route", Shape::Id),
        must!("window", Shape::Word(&["open", "continuous", "call", "unknown"])),
        may!("closesOn", Shape::Text(10)),
        must!("activities", IDS),
        must!("checks", IDS),
        may!("givesSek", SEK),
        may!("ownSek", SEK),
        must!("old", Shape::Bool),
    ];
    const IDEA: Shape = closed![
        must!("useCase", Shape::Id),
        may!("process", Shape::Id),
        must!("value", THOUSANDTHS),
        must!("score", THOUSANDTHS),
        may!("ownMeans", Shape::Bool),
        may!("funding", list!(ROUTE, 400)),
        must!("reasons", list!(WHY, 100)),
        must!("cautions", IDS),
        must!("ask", IDS),
    ];
    const BLOCKER: Shape = closed![
        must!("kind", Shape::Word(&["level", "condition", "rules-first", "cash-first"])),
        may!("question", Shape::Id),
        may!("have", LEVEL),
        may!("to", LEVEL),
        may!("condition", Shape::Id),
    ];
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("date", Shape::Text(10)),
        must!("reportId", Shape::Id),
        must!(
            "content",
            closed![
                must!("pack", Shape::Text(24)),
                must!("useCases", Shape::Text(24)),
                must!("funding", Shape::Text(24)),
            ],
        ),
        must!("results", Shape::Any),
        must!("cashFirst", Shape::Bool),
        must!("now", list!(IDEA, 5)),
        must!("more", list!(IDEA, 400)),
        must!(
            "notYet",
            list!(
                closed![
                    must!("idea", IDEA),
                    must!("waitsFor", list!(BLOCKER, 40)),
                    must!("raises", list!(RAISE, 20)),
                    must!("doFirst", IDS),
                ],
                400,
            ),
        ),
        must!(
            "notForYou",
            list!(
                closed![
                    must!("useCase", Shape::Id),
                    may!("process", Shape::Id),
                    must!("because", Shape::Id),
                    may!("condition", Shape::Id),
                ],
                400,
            ),
        ),
        must!("questions", IDS),
        may!(
            "unlock",
            closed![must!("raise", RAISE), must!("useCases", IDS), must!("value", Shape::Integer(0, 400_000))]
        ),
    ];
    &SHAPE
}

/// The advice for one assessment, on one line. What can begin carries its routes to money, in order.
pub fn write(
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
    funding: &Funding,
    assessment: &Assessment,
    today: Date,
) -> String {
    let computed = results(questionnaire, catalogue, &assessment.answers);
    let lists = suggest(questionnaire, catalogue, &assessment.answers, &computed);
    let ideas = |list: &[Suggestion]| {
        let paid = |one: &Suggestion| {
            let mut value = idea(one);
            if let Some(entry) = catalogue.use_case(&one.use_case) {
                let process = one.process.as_ref();
                let found = funds(questionnaire, &assessment.answers, entry, process, funding, today);
                value["ownMeans"] = json!(found.own_means);
                value["funding"] = found.routes.iter().map(route).collect();
            }
            value
        };
        list.iter().map(paid).collect::<Value>()
    };
    let mut value = json!({
        "format": FORMAT,
        "formatVersion": "1.0",
        "date": today.to_string(),
        "reportId": assessment.report_id,
        "content": {"pack": questionnaire.version, "useCases": catalogue.version, "funding": funding.version},
        "results": results_out(questionnaire, &computed),
        "cashFirst": lists.cash_first,
        "now": ideas(&lists.now),
        "more": ideas(&lists.more),
        "notYet": lists.not_yet.iter().map(waiting).collect::<Value>(),
        "notForYou": lists.not_for_you.iter().map(declined).collect::<Value>(),
        "questions": lists.questions.iter().map(|question| json!(question.to_string())).collect::<Value>(),
    });
    if let Some(unlock) = &lists.unlock {
        let ids: Vec<&str> = unlock.use_cases.iter().map(|id| id.as_str()).collect();
        value["unlock"] = json!({"raise": raise(&unlock.raise), "useCases": ids, "value": unlock.value});
    }
    value.to_string()
}

fn idea(one: &Suggestion) -> Value {
    let ids = |list: &[crate::ids::ContraindicationId]| list.iter().map(|id| json!(id.as_str())).collect::<Value>();
    let mut value = json!({
        "useCase": one.use_case.as_str(),
        "value": one.value,
        "score": one.score,
        "reasons": one.reasons.iter().map(why).collect::<Value>(),
        "cautions": ids(&one.cautions),
        "ask": one.ask.iter().map(|question| json!(question.to_string())).collect::<Value>(),
    });
    if let Some(process) = &one.process {
        value["process"] = json!(process.as_str());
    }
    value
}

fn route(fit: &Fit) -> Value {
    let (window, closes) = match fit.window {
        Window::Open(last) => ("open", last),
        Window::Continuous => ("continuous", None),
        Window::Call => ("call", None),
        Window::Unknown => ("unknown", None),
    };
    let mut value = json!({
        "route": fit.route.id,
        "window": window,
        "activities": fit.activities,
        "checks": fit.checks.iter().map(|check| json!(check.as_str())).collect::<Value>(),
        "old": fit.old,
    });
    if let Some(last) = closes {
        value["closesOn"] = json!(last.to_string());
    }
    for (name, span) in [("givesSek", fit.gives), ("ownSek", fit.own)] {
        if let Some((least, most)) = span {
            value[name] = json!([least, most]);
        }
    }
    value
}

fn why(why: &Why) -> Value {
    match why {
        Why::Recognised(signal, question) => {
            json!({"kind": "recognised", "signal": signal.as_str(), "question": question.to_string()})
        }
        Why::Serves(goal) => json!({"kind": "serves", "goal": goal.as_str()}),
        Why::Meets(question, have, need) => {
            json!({"kind": "meets", "question": question.to_string(), "have": have, "need": need})
        }
    }
}

fn raise(raise: &Raise) -> Value {
    let mut value = json!({"question": raise.question.to_string(), "to": raise.to});
    if let Some(have) = raise.have {
        value["have"] = json!(have);
    }
    value
}

fn waiting(waiting: &Waiting) -> Value {
    let blocker = |blocker: &Blocker| match blocker {
        Blocker::Level(needed) => {
            let mut value = raise(needed);
            value["kind"] = json!("level");
            value
        }
        Blocker::Condition(id) => json!({"kind": "condition", "condition": id.as_str()}),
        Blocker::RulesFirst => json!({"kind": "rules-first"}),
        Blocker::CashFirst => json!({"kind": "cash-first"}),
    };
    json!({
        "idea": idea(&waiting.idea),
        "waitsFor": waiting.blockers.iter().map(blocker).collect::<Value>(),
        "raises": waiting.raises.iter().map(raise).collect::<Value>(),
        "doFirst": waiting.do_first.iter().map(|id| json!(id.as_str())).collect::<Value>(),
    })
}

fn declined(declined: &Declined) -> Value {
    let because = match &declined.because {
        Because::NeverSuggested => "never-suggested",
        Because::Size => "size",
        Because::Sector => "sector",
        Because::Condition(_) => "condition",
        Because::LowNeed => "low-need",
        Because::SimplerFix => "simpler-fix",
        Because::InPlace => "in-place",
    };
    let mut value = json!({"useCase": declined.use_case.as_str(), "because": because});
    if let Some(process) = &declined.process {
        value["process"] = json!(process.as_str());
    }
    if let Because::Condition(id) = &declined.because {
        value["condition"] = json!(id.as_str());
    }
    value
}
