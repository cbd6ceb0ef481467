//! Which packs and languages there are: `questions/index.json`.

use serde_json::Value;

use super::shape::{Shape, closed, list, must};
use crate::problem::Problem;
use crate::text::Locale;

/// The format's name.
pub const FORMAT: &str = "kickstart-index";

/// What there is to choose from.
#[derive(Clone, PartialEq, Debug)]
pub struct Index {
    /// The pack that opens.
    pub pack: String,
    /// Its structure's path, from the index.
    pub path: String,
    /// The languages with their own names, in the order they are offered.
    pub locales: Vec<(Locale, String)>,
    /// The packs: id, and path from the index.
    pub packs: Vec<(String, String)>,
}

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("default", Shape::Id),
        must!("locales", list!(closed![must!("id", Shape::Id), must!("name", Shape::Text(40))], 40)),
        must!("packs", list!(closed![must!("id", Shape::Id), must!("path", Shape::Text(200))], 40)),
    ];
    &SHAPE
}

/// Reads the index.
///
/// # Errors
/// Everything that is not as the format says, every id used twice, and a default that is not among the packs.
pub fn read(file: &str, text: &str) -> Result<Index, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let mut problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    let text_of = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let pairs = |name: &str, second: &str| -> Vec<(String, String)> {
        let items = value[name].as_array().into_iter().flatten();
        items.map(|item| (text_of(&item["id"]), text_of(&item[second]))).collect()
    };
    let (locales, packs, default) = (pairs("locales", "name"), pairs("packs", "path"), text_of(&value["default"]));
    for (place, list) in [("locales", &locales), ("packs", &packs)] {
        for (at, (id, _)) in list.iter().enumerate() {
            if list.iter().take(at).any(|(earlier, _)| earlier == id) {
                problems.push(Problem::of_file(file, "id-twice").at(place, id.as_str()).with("id", id));
            }
        }
    }
    let path = packs.iter().find(|(id, _)| *id == default).map(|(_, path)| path.clone());
    if path.is_none() {
        problems.push(Problem::of_file(file, "unknown-reference").at("", "default").with("id", &default));
    }
    let locales = locales.into_iter().map(|(tag, name)| (Locale::new(&tag), name)).collect();
    match path {
        Some(path) if problems.is_empty() => Ok(Index { pack: default, path, locales, packs }),
        _ => Err(problems),
    }
}
