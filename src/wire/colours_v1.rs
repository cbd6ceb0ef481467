//! The colours of the site and of its PDFs: `seeds/region/colours.json`.

use super::shape::{Shape, closed, must};
use crate::colours::{Colours, Rgb};
use crate::order::Map;
use crate::problem::Problem;

/// The format's name.
pub const FORMAT: &str = "kickstart-colours";

/// What the file may look like.
pub fn shape() -> &'static Shape {
    const HEX: Shape = Shape::Text(7);
    const THEME: Shape = closed![
        must!("paper", HEX),
        must!("paper-2", HEX),
        must!("ink", HEX),
        must!("ink-2", HEX),
        must!("line", HEX),
        must!("line-strong", HEX),
        must!("accent", HEX),
        must!("accent-deep", HEX),
        must!("on-accent", HEX),
        must!("tint", HEX),
        must!("error", HEX),
        must!("focus", HEX),
        must!("heat-0", HEX),
        must!("heat-1", HEX),
        must!("heat-2", HEX),
        must!("heat-3", HEX),
        must!("heat-4", HEX),
        must!("heat-5", HEX),
        must!("on-heat", HEX),
        must!("on-heat-deep", HEX),
    ];
    const SHAPE: Shape = closed![
        must!("format", Shape::Word(&[FORMAT])),
        must!("formatVersion", Shape::Text(12)),
        must!("light", THEME),
        must!("dark", THEME),
    ];
    &SHAPE
}

/// Reads the colours.
///
/// # Errors
/// Everything that is not as the format says, and every colour that is not `#` and six digits in hex.
pub fn read(file: &str, text: &str) -> Result<Colours, Vec<Problem>> {
    let value = super::parse(file, text).map_err(|problem| vec![problem])?;
    super::check_format(file, &value, FORMAT, 1).map_err(|problem| vec![problem])?;
    let mut problems = shape().check(file, &value);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut theme = |name: &str| -> Map<String, Rgb> {
        let mut colours = Map::new();
        for (token, written) in value[name].as_object().into_iter().flatten() {
            let written = written.as_str().unwrap_or_default();
            match rgb(written) {
                Some(colour) => {
                    colours.insert(token.clone(), colour);
                }
                None => {
                    let problem = Problem::of_file(file, "not-a-colour").at(name, token.as_str());
                    problems.push(problem.with("found", written));
                }
            }
        }
        colours
    };
    let colours = Colours { light: theme("light"), dark: theme("dark") };
    if problems.is_empty() { Ok(colours) } else { Err(problems) }
}

/// The colour that `#` and six digits stand for.
fn rgb(written: &str) -> Option<Rgb> {
    let hex = written.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let number = u32::from_str_radix(hex, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some((red, green, blue))
}
