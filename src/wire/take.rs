//! Taking values out of JSON whose shape has been checked. What is missing comes out empty.

use serde_json::Value;

/// A text.
pub fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}

/// An id.
pub fn id<T: for<'a> From<&'a str>>(value: &Value, name: &str) -> T {
    text(value, name).into()
}

/// A list.
pub fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// Each item of a list, turned into something.
pub fn each<T>(value: &Value, name: &str, turn: impl FnMut(&Value) -> T) -> Vec<T> {
    list(value, name).iter().map(turn).collect()
}

/// A list of ids.
pub fn ids<T: for<'a> From<&'a str>>(value: &Value, name: &str) -> Vec<T> {
    each(value, name, |item| item.as_str().unwrap_or_default().into())
}

/// A whole number; `None` when there is none.
pub fn number(value: &Value, name: &str) -> Option<u32> {
    value[name].as_u64().and_then(|number| u32::try_from(number).ok())
}

/// A whole number as a count.
pub fn count(value: &Value, name: &str) -> usize {
    number(value, name).map_or(0, |number| number as usize)
}

/// A level.
pub fn level(value: &Value, name: &str) -> u8 {
    number(value, name).and_then(|number| u8::try_from(number).ok()).unwrap_or(0)
}

/// Yes or no; no when it is not said.
pub fn flag(value: &Value, name: &str) -> bool {
    value[name].as_bool().unwrap_or(false)
}
