//! A file of texts: keys and words in one language.

use serde_json::{Map, Value, json};

use super::shape::{Shape, closed, may, must};
use crate::problem::Problem;
use crate::text::Locale;

/// The format's name.
pub const FORMAT: &str = "kickstart-prose";
/// The longest text, in characters.
pub const TEXT_LIMIT: usize = 1_200;

/// A checked file of texts.
#[derive(Debug, Clone, PartialEq)]
pub struct ProseFile {
    /// Which pack it belongs to.
    pub pack: String,
    /// Which piece of the pack's texts it is, such as a process; none for the texts that every screen needs.
    pub piece: Option<String>,
    /// Its language.
    pub locale: Locale,
    /// Texts by key.
    pub texts: Vec<(String, String)>,
}

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("pack", Shape::Id),
        must!("locale", Shape::Id),
        may!("piece", Shape::Id),
        must!("texts", Shape::Map(&(Shape::Text(TEXT_LIMIT)), 4_000)),
    ];
    &SHAPE
}

/// Reads a file of texts.
///
/// # Errors
/// Everything that is not as the format says.
pub fn read(file: &str, text: &str) -> Result<ProseFile, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    let text_of = |name: &str| value.get(name).and_then(Value::as_str);
    let texts = value.get("texts").and_then(Value::as_object);
    Ok(ProseFile {
        pack: text_of("pack").unwrap_or_default().to_string(),
        piece: text_of("piece").map(str::to_string),
        locale: Locale::new(text_of("locale").unwrap_or_default()),
        texts: texts
            .into_iter()
            .flatten()
            .filter_map(|(key, text)| Some((key.clone(), text.as_str()?.to_string())))
            .collect(),
    })
}

/// A file of texts as it is read back.
pub fn write(file: &ProseFile) -> String {
    let texts: Map<String, Value> =
        file.texts.iter().map(|(key, text)| (key.clone(), Value::from(text.as_str()))).collect();
    let mut value = json!({
        "format": FORMAT,
        "formatVersion": "1.0",
        "pack": file.pack,
        "locale": file.locale.as_str(),
        "texts": texts,
    });
    if let Some(piece) = &file.piece {
        value["piece"] = json!(piece);
    }
    super::canonical(&value)
}
