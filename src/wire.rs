//! Files in and out: the only place that knows JSON.
//!
//! Reading never half-succeeds: a file becomes a checked value, or a list of problems that name file, entry,
//! field and cure. Caps on size and depth are checked before anything is parsed.

pub mod actors_v1;
pub mod advice_v1;
pub mod benchmark_v1;
pub mod cohort_in;
pub mod cohort_v1;
pub mod colours_v1;
pub mod csv;
pub mod draft_v1;
pub mod funding_v1;
pub mod glance_v1;
pub mod guides;
pub mod hand_v1;
pub mod index_v1;
pub mod kit_v1;
pub mod law_v1;
pub mod pack_v1;
pub mod paper_v1;
pub mod pdf_in;
pub mod prose_v1;
pub mod region_v1;
pub mod report_v1;
pub mod schema;
pub mod seed_v1;
pub mod shape;
pub mod source_v1;
mod take;
pub mod training_v1;
pub mod workshop_in;
pub mod workshop_v1;
#[cfg(feature = "xlsx")]
pub mod xlsx;

use serde_json::Value;

use crate::problem::Problem;

/// The largest file that is read, in bytes, workshops apart.
pub const SIZE_LIMIT: usize = 4 * 1024 * 1024;
/// The deepest nesting that is read.
pub const DEPTH_LIMIT: usize = 24;

/// Parses JSON after checking the caps.
///
/// # Errors
/// One problem: too large, too deep, or not JSON (with line and column).
pub fn parse(file: &str, text: &str) -> Result<Value, Problem> {
    parse_within(file, text, SIZE_LIMIT)
}

/// [`parse`] with a size limit of its own, in bytes.
fn parse_within(file: &str, text: &str, limit: usize) -> Result<Value, Problem> {
    if text.len() > limit {
        return Err(too_large(file, limit));
    }
    if depth(text) > DEPTH_LIMIT {
        return Err(Problem::of_file(file, "too-deep").with("limit", DEPTH_LIMIT));
    }
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Problem::of_file(file, "not-json").with("line", error.line()).with("column", error.column()))
}

fn too_large(file: &str, limit: usize) -> Problem {
    Problem::of_file(file, "too-large").with("limit", format!("{} MB", limit / 1024 / 1024))
}

/// [`parse`] for a file of any format, since a workshop may be larger than the others. A large text that does not even
/// name that format is not parsed.
fn parse_any(file: &str, text: &str) -> Result<Value, Problem> {
    let large = text.len() > SIZE_LIMIT && text.contains(workshop_v1::FORMAT);
    let value = parse_within(file, text, if large { workshop_v1::SIZE_LIMIT } else { SIZE_LIMIT })?;
    if large && format_in(&value) != workshop_v1::FORMAT {
        return Err(too_large(file, SIZE_LIMIT));
    }
    Ok(value)
}

fn format_in(value: &Value) -> &str {
    value.get("format").and_then(Value::as_str).unwrap_or_default()
}

/// Which format a file says it has; empty when it says none.
///
/// # Errors
/// As [`parse`], save that a workshop may have [`workshop_v1::SIZE_LIMIT`].
pub fn format_of(file: &str, text: &str) -> Result<String, Problem> {
    parse_any(file, text).map(|value| format_in(&value).to_string())
}

/// How deep brackets nest, outside strings.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// JSON as we write it: sorted keys, one space of indent, LF at the end.
pub fn canonical(value: &Value) -> String {
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut out = serde_json::Serializer::with_formatter(&mut bytes, formatter);
    // Writing a value to memory has no way to fail; an empty text would show at once.
    let written = serde::Serialize::serialize(value, &mut out).is_ok();
    let mut text = if written { String::from_utf8(bytes).unwrap_or_default() } else { String::new() };
    text.push('\n');
    text
}

/// SHA-256 in lower-case hex.
pub fn sha256(content: impl AsRef<[u8]>) -> String {
    use sha2::Digest;
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16).unwrap_or('0'));
    sha2::Sha256::digest(content.as_ref()).iter().flat_map(digits).collect()
}

/// Major and minor of a `formatVersion`.
fn version(text: &str) -> Option<(u32, u32)> {
    let (major, minor) = text.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// Checks `format` and the major of `formatVersion`.
///
/// # Errors
/// One problem: another format, no readable version, or a newer major version.
pub fn check_format(file: &str, value: &Value, format: &str, major: u32) -> Result<(), Problem> {
    let found = format_in(value);
    if found != format {
        return Err(Problem::of_file(file, "wrong-format").with("expected", format).with("found", found));
    }
    let text = value.get("formatVersion").and_then(Value::as_str).unwrap_or_default();
    match version(text) {
        Some((found, _)) if found == major => Ok(()),
        Some((found, _)) if found > major => {
            Err(Problem::of_file(file, "newer-version").with("found", text).with("known", format!("{major}.x")))
        }
        _ => Err(Problem::of_file(file, "unknown-version").with("found", text).with("known", format!("{major}.x"))),
    }
}
