//! The results in a report, for other readers; this one computes them anew.

use serde_json::{Map, Value, json};

use crate::questionnaire::Questionnaire;
use crate::results::{ProcessResult, Results};
use crate::scoring::{Known, Ratio};

/// The results as they stand in files: whole numbers only, scores in hundredths and needs in tenths.
pub fn results_out(questionnaire: &Questionnaire, results: &Results) -> Value {
    let not_ours = results.not_ours.iter().map(|process| {
        let mut members = Map::new();
        members.insert("process".to_string(), json!(process.id.as_str()));
        if let Some(reason) = &process.reason {
            members.insert("reason".to_string(), json!(reason.as_str()));
        }
        if let Some(verdict) = &process.verdict {
            members.insert("outcome".to_string(), json!(verdict.outcome.id()));
        }
        Value::Object(members)
    });
    json!({
        "method": questionnaire.method.id,
        "processes": results.processes.iter().map(process_out).collect::<Vec<_>>(),
        "notOurs": not_ours.collect::<Vec<_>>(),
    })
}

fn process_out(process: &ProcessResult) -> Value {
    let mut members = Map::new();
    let mut put = |name: &str, value: Value| {
        members.insert(name.to_string(), value);
    };
    put("process", json!(process.id.as_str()));
    put("outcome", json!(process.verdict.outcome.id()));
    put("reason", json!(process.verdict.reason.as_str()));
    let bounds = |low: Ratio, high: Ratio| json!({"low": low.hundredths(), "high": high.hundredths()});
    if let Some(range) = process.readiness.bounds {
        put("readinessBounds", bounds(range.low, range.high));
    }
    if let (Some(score), Some(level)) = (process.readiness.score, process.readiness.level()) {
        put("readinessHundredths", json!(score.hundredths()));
        put("level", json!(level.value));
        put("plus", json!(level.plus));
    }
    let (known, applicable) = process.readiness.coverage();
    put("coverage", json!({"known": known, "applicable": applicable}));
    if let Known::Level(level) = process.in_use {
        put("use", json!(level));
    }
    let need = process.need.bounds;
    put("needBounds", json!({"low": need.low.tenths(), "high": need.high.tenths()}));
    if let Some(need) = process.need.exact() {
        put("needTenths", json!(need.tenths()));
    }
    if let Some(idea) = &process.verdict.idea {
        put("idea", json!(idea.use_case.as_str()));
    }
    let gaps = process.verdict.gaps.iter();
    put(
        "gaps",
        gaps.map(|gap| json!({"dimension": gap.dimension.as_str(), "have": gap.have, "need": gap.need})).collect(),
    );
    if let Some(question) = &process.verdict.decides {
        put("decides", json!(question.to_string()));
    }
    Value::Object(members)
}
