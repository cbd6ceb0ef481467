//! The colours of the site and of its PDFs, in light and in dark, and the contrast that they must have where they meet.

use crate::order::Map;

/// Red, green, blue.
pub type Rgb = (u8, u8, u8);

/// White paper, and words on the coloured field of a cover.
pub const WHITE: Rgb = (0xff, 0xff, 0xff);

/// The colours of a site by name, which is also the name that the style sheets use.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Colours {
    /// On a light screen and on paper.
    pub light: Map<String, Rgb>,
    /// On a dark screen.
    pub dark: Map<String, Rgb>,
}

/// The colours of a PDF, which is on white paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Palette {
    /// Words.
    pub ink: Rgb,
    /// Words of less weight.
    pub ink_2: Rgb,
    /// Lines between things.
    pub line: Rgb,
    /// Clear thin lines.
    pub line_strong: Rgb,
    /// The one colour.
    pub accent: Rgb,
    /// A breath of it.
    pub tint: Rgb,
    /// Ground between bands.
    pub band: Rgb,
}

impl Colours {
    /// The light colours, as a PDF takes them.
    pub fn palette(&self) -> Palette {
        let of = |name: &str| self.light.get(name).copied().unwrap_or_default();
        Palette {
            ink: of("ink"),
            ink_2: of("ink-2"),
            line: of("line"),
            line_strong: of("line-strong"),
            accent: of("accent"),
            tint: of("tint"),
            band: of("paper-2"),
        }
    }
}

/// What lies in front, what it lies on, and the least contrast of the two: 4.5 for words (WCAG 2.2, 1.4.3), 3 for what must
/// be told apart (1.4.11). Lines that only order are not among them.
pub const PAIRS: [(&str, &[&str], f64); 11] = [
    ("ink", &["paper", "paper-2", "tint"], 4.5),
    ("ink-2", &["paper", "paper-2", "tint"], 4.5),
    ("accent", &["paper", "paper-2", "tint"], 4.5),
    ("accent-deep", &["paper", "paper-2", "tint"], 4.5),
    ("on-accent", &["accent", "accent-deep"], 4.5),
    ("error", &["paper"], 4.5),
    ("on-heat", &["heat-0", "heat-1", "heat-2", "heat-3"], 4.5),
    ("on-heat-deep", &["heat-4", "heat-5"], 4.5),
    ("line-strong", &["paper", "paper-2", "tint"], 3.0),
    ("focus", &["paper", "paper-2", "tint", "heat-0"], 3.0),
    ("paper", &["ink"], 3.0),
];

/// Of the light colours, those that a PDF has on white, or white on them.
pub const ON_WHITE: [(&str, f64); 4] = [("ink", 4.5), ("ink-2", 4.5), ("accent", 4.5), ("line-strong", 3.0)];

/// WCAG's contrast of two colours, from 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let part = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |(red, green, blue): Rgb| 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::contrast;

    #[test]
    fn contrast_is_reckoned_as_wcag_does() {
        let near = |a: f64, b: f64| (a - b).abs() < 0.005;
        assert!(near(contrast((0, 0, 0), (255, 255, 255)), 21.0));
        assert!(near(contrast((255, 255, 255), (0x77, 0x77, 0x77)), 4.48));
        assert!(near(contrast((9, 9, 9), (9, 9, 9)), 1.0));
    }
}
