//! What a region's folder says of itself: `kit.json` (docs/region.md).

use super::shape::{Shape, closed, list, must};
use super::take;
use crate::problem::Problem;

/// The format's name.
pub const FORMAT: &str = "kickstart-kit";
/// The file's name, at the top of a region's folder.
pub const FILE: &str = "kit.json";

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("replaces", list!(Shape::Text(200), 200)),
    ];
    &SHAPE
}

/// Reads which files and folders of the content a region keeps nothing of.
///
/// # Errors
/// Everything that is not as the format says.
pub fn read(file: &str, text: &str) -> Result<Vec<String>, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(take::each(&value, "replaces", |path| path.as_str().unwrap_or_default().trim_end_matches('/').to_string()))
}
