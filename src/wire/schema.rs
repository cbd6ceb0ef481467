//! The published JSON Schemas, made from the same shapes that check the files.

use serde_json::{Map, Value, json};

use super::shape::{Field, Shape};
use super::{
    actors_v1, advice_v1, benchmark_v1, canonical, cohort_v1, colours_v1, draft_v1, funding_v1, index_v1, kit_v1,
    law_v1, pack_v1, prose_v1, region_v1, report_v1, seed_v1, training_v1, workshop_v1,
};

/// Every published schema: where it is checked in, and its text.
pub fn all() -> Vec<(&'static str, String)> {
    vec![
        ("questions/schema/index.schema.json", schema("The list of packs and languages", index_v1::shape())),
        ("questions/schema/pack.schema.json", schema("A content pack's structure", pack_v1::shape())),
        ("questions/schema/prose.schema.json", schema("Texts of a content pack in one language", prose_v1::shape())),
        ("questions/schema/report.schema.json", schema("One assessment as a report", report_v1::shape())),
        ("questions/schema/draft.schema.json", schema("A draft in the browser", draft_v1::shape())),
        ("questions/schema/workshop.schema.json", schema("A workshop", workshop_v1::shape())),
        ("questions/schema/advice.schema.json", schema("Advice for one assessment", advice_v1::shape())),
        ("questions/schema/cohort.schema.json", schema("Many firms' reports", cohort_v1::shape())),
        ("seeds/schema/use-cases.schema.json", schema("The catalogue of AI ideas", seed_v1::shape())),
        ("seeds/schema/actors.schema.json", schema("Those who help firms", actors_v1::shape())),
        ("seeds/schema/law.schema.json", schema("What the AI Act asks, and from when", law_v1::shape())),
        ("seeds/schema/funding.schema.json", schema("Money and help for a step", funding_v1::shape())),
        ("seeds/schema/benchmarks.schema.json", schema("Official figures to compare with", benchmark_v1::shape())),
        ("seeds/schema/region.schema.json", schema("The county and the sizes of firms", region_v1::shape())),
        ("seeds/schema/colours.schema.json", schema("The colours of the site and its PDFs", colours_v1::shape())),
        ("seeds/schema/kit.schema.json", schema("What a region keeps nothing of", kit_v1::shape())),
        ("seeds/schema/training.schema.json", schema("Where people can learn", training_v1::shape())),
    ]
}

/// A shape as JSON Schema 2020-12.
pub fn schema(title: &str, shape: &Shape) -> String {
    let mut value = of(shape);
    value["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    value["title"] = json!(title);
    canonical(&value)
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Text(most) => json!({"type": "string", "maxLength": most}),
        Shape::Id => json!({"type": "string", "pattern": "^[A-Za-z0-9_.@-]{1,80}$"}),
        Shape::Integer(low, high) => json!({"type": "integer", "minimum": low, "maximum": high}),
        Shape::Bool => json!({"type": "boolean"}),
        Shape::Word(words) => json!({"enum": words}),
        Shape::List(item, most) => json!({"type": "array", "items": of(item), "maxItems": most}),
        Shape::Map(value, most) => json!({"type": "object", "additionalProperties": of(value), "maxProperties": most}),
        Shape::Object(fields, open) => {
            let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
            json!({"type": "object", "properties": members(fields), "required": required, "additionalProperties": open})
        }
        Shape::OneOf(fields) => json!({
            "type": "object",
            "properties": members(fields),
            "additionalProperties": false,
            "minProperties": 1,
            "maxProperties": 1,
        }),
        Shape::Any => json!({}),
    }
}

fn members(fields: &[Field]) -> Map<String, Value> {
    fields.iter().map(|field| (field.name.to_string(), of(&field.shape))).collect()
}
