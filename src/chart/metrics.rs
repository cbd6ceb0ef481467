//! Advance widths of the app's font, so that words can be set without a browser.
//!
//! Read from `style/fonts/kart-sans.woff2` (Source Sans 3) at weights 400 and 600, in thousandths of an em. Kerning is
//! left out: it only makes words narrower.

/// The two weights words in charts are set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Weight 400.
    Text,
    /// Weight 600.
    Strong,
}

/// Width taken for a character that the font lacks: wide enough for any fallback font.
const UNKNOWN: u16 = 1000;

/// U+0020 to U+007E, weight 400.
const TEXT_ASCII: [u16; 95] = [
    200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497, 497, 497, 497, 497,
    497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527, 494, 617, 652, 263, 479, 579, 486, 727,
    647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500, 542, 504, 553, 456, 555,
    496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542, 555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303,
    241, 303, 497,
];
/// U+00A0 to U+00FF, weight 400.
const TEXT_LATIN: [u16; 96] = [
    200, 289, 497, 497, 497, 497, 241, 497, 542, 744, 345, 429, 497, 311, 423, 542, 331, 497, 367, 367, 542, 562, 560,
    249, 542, 367, 365, 429, 781, 808, 796, 425, 544, 544, 544, 544, 544, 544, 822, 571, 527, 527, 527, 527, 263, 263,
    263, 263, 639, 647, 664, 664, 664, 664, 664, 497, 664, 645, 645, 645, 645, 476, 583, 576, 504, 504, 504, 504, 504,
    504, 778, 456, 496, 496, 496, 496, 246, 246, 246, 246, 544, 547, 542, 542, 542, 542, 542, 497, 542, 544, 544, 544,
    544, 467, 555, 467,
];
/// U+0020 to U+007E, weight 600.
const STRONG_ASCII: [u16; 95] = [
    200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 344, 513, 513, 513, 513, 513, 513, 513,
    513, 513, 513, 275, 275, 513, 513, 513, 444, 875, 558, 597, 576, 625, 538, 509, 628, 663, 282, 494, 597, 502, 745,
    657, 674, 581, 674, 591, 545, 546, 655, 536, 800, 540, 501, 540, 324, 344, 324, 513, 500, 549, 516, 563, 462, 564,
    507, 317, 519, 558, 261, 263, 522, 271, 843, 560, 549, 564, 564, 373, 431, 361, 556, 495, 748, 480, 494, 443, 324,
    254, 324, 513,
];
/// U+00A0 to U+00FF, weight 600.
const STRONG_LATIN: [u16; 96] = [
    200, 315, 513, 513, 513, 513, 254, 513, 549, 747, 352, 455, 513, 322, 443, 549, 348, 513, 372, 372, 549, 578, 599,
    275, 549, 372, 369, 455, 795, 827, 807, 444, 559, 559, 559, 559, 559, 559, 834, 577, 538, 538, 538, 538, 282, 282,
    282, 282, 651, 656, 674, 674, 674, 674, 674, 513, 674, 655, 655, 655, 655, 501, 600, 605, 516, 516, 516, 516, 516,
    516, 780, 462, 507, 507, 507, 507, 261, 261, 261, 261, 552, 560, 549, 549, 549, 549, 549, 513, 549, 557, 557, 557,
    557, 494, 564, 494,
];
/// The other characters of the font, in order: character, weight 400, weight 600.
const OTHERS: [(char, u16, u16); 35] = [
    ('\u{152}', 847, 859),
    ('\u{153}', 839, 830),
    ('\u{2010}', 311, 322),
    ('\u{2011}', 311, 322),
    ('\u{2012}', 497, 513),
    ('\u{2013}', 480, 480),
    ('\u{2014}', 800, 800),
    ('\u{2015}', 800, 800),
    ('\u{2018}', 249, 275),
    ('\u{2019}', 249, 275),
    ('\u{201a}', 249, 275),
    ('\u{201b}', 249, 275),
    ('\u{201c}', 426, 482),
    ('\u{201d}', 426, 482),
    ('\u{201e}', 426, 482),
    ('\u{2020}', 454, 483),
    ('\u{2022}', 304, 324),
    ('\u{2026}', 948, 963),
    ('\u{2030}', 1194, 1222),
    ('\u{2039}', 271, 282),
    ('\u{203a}', 271, 282),
    ('\u{2044}', 86, 91),
    ('\u{2081}', 367, 372),
    ('\u{2082}', 367, 372),
    ('\u{20ac}', 497, 513),
    ('\u{2190}', 619, 618),
    ('\u{2191}', 619, 618),
    ('\u{2192}', 619, 618),
    ('\u{2193}', 619, 618),
    ('\u{2212}', 497, 513),
    ('\u{2248}', 497, 513),
    ('\u{2260}', 497, 513),
    ('\u{2264}', 497, 513),
    ('\u{2265}', 497, 513),
    ('\u{2713}', 612, 630),
];

fn advance(c: char, weight: Weight) -> u16 {
    let (ascii, latin) = match weight {
        Weight::Text => (&TEXT_ASCII, &TEXT_LATIN),
        Weight::Strong => (&STRONG_ASCII, &STRONG_LATIN),
    };
    let code = c as usize;
    if let Some(width) = code.checked_sub(0x20).and_then(|i| ascii.get(i)) {
        return *width;
    }
    if let Some(width) = code.checked_sub(0xa0).and_then(|i| latin.get(i)) {
        return *width;
    }
    match OTHERS.binary_search_by_key(&c, |(other, _, _)| *other) {
        Ok(i) => OTHERS.get(i).map_or(UNKNOWN, |(_, text, strong)| match weight {
            Weight::Text => *text,
            Weight::Strong => *strong,
        }),
        Err(_) => UNKNOWN,
    }
}

/// Width of `text` in tenths of a unit when set at `size` units, rounded up. Characters outside the font count as a
/// full em each. Very long texts stop at `i32::MAX`.
#[must_use]
pub fn text_width(text: &str, size: u32, weight: Weight) -> i32 {
    let ems: u64 = text.chars().map(|c| u64::from(advance(c, weight))).sum();
    i32::try_from(ems.saturating_mul(u64::from(size)).div_ceil(100)).unwrap_or(i32::MAX)
}

/// The parts of a word that may stand on lines of their own: it may break after a hyphen.
pub(super) fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive('-')
}

/// Breaks `text` into lines no wider than `room` tenths: between words first, inside a word only when it alone is too
/// wide, and then after a hyphen if that helps. Always at least one line, which may be empty.
pub(super) fn wrap(text: &str, room: i32, style: super::TextStyle) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if style.width(&longer) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for piece in pieces(word) {
            if !line.is_empty() && style.width(&format!("{line}{piece}")) > room {
                lines.push(std::mem::take(&mut line));
            }
            for c in piece.chars() {
                line.push(c);
                if style.width(&line) > room && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, c.to_string()));
                }
            }
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Width of the widest line, in tenths.
pub(super) fn widest(lines: &[String], style: super::TextStyle) -> i32 {
    lines.iter().map(|line| style.width(line)).max().unwrap_or(0)
}

/// Breaks `text` into at most `count` lines of even length, none wider than `room`; `None` if that cannot be done
/// between words.
pub(super) fn even_lines(text: &str, count: usize, room: i32, style: super::TextStyle) -> Option<Vec<String>> {
    let longest_word = text.split_whitespace().map(|word| style.width(word)).max().unwrap_or(0);
    let mut limit = longest_word.max(style.width(text) / i32::try_from(count).unwrap_or(1).max(1));
    while limit <= room {
        let lines = wrap(text, limit, style);
        if lines.len() <= count {
            return Some(lines);
        }
        limit += 40;
    }
    let lines = wrap(text, room, style);
    (longest_word <= room && lines.len() <= count).then_some(lines)
}

/// `text`, or as much of its beginning as fits in `room` tenths, with an ellipsis.
pub(super) fn fit(text: &str, room: i32, style: super::TextStyle) -> String {
    if style.width(text) <= room {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let shorter = format!("{}…", kept.trim_end());
        if style.width(&shorter) <= room {
            return shorter;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::super::TextStyle;
    use super::{Weight, fit, text_width, wrap};

    const MEASURED: [(&str, u32, Weight, i32); 6] = [
        ("Produkt- och tjänsteutveckling", 16, Weight::Strong, 2110),
        ("Ekonomi och administration", 16, Weight::Strong, 1938),
        ("1,32–2,72, ett svar saknas", 15, Weight::Text, 1581),
        ("Användbar grund", 15, Weight::Text, 1083),
        ("Å, vilka ”väntetider” är över 40 %?", 16, Weight::Text, 2246),
        ("Försäljning och offert", 16, Weight::Strong, 1465),
    ];

    #[test]
    fn text_is_as_wide_as_in_the_browser() {
        // Measured in Chromium with kart-sans.woff2, in tenths; kerning may make the real one a little narrower.
        for (text, size, weight, real) in MEASURED {
            let width = text_width(text, size, weight);
            assert!(width >= real && width * 100 <= real * 102, "{text}: {width}, real {real}");
        }
        assert_eq!(text_width("", 16, Weight::Text), 0);
        assert_eq!(text_width("漢", 15, Weight::Text), 150);
    }

    #[test]
    fn lines_break_between_words_then_at_hyphens_then_anywhere() {
        let style = TextStyle::Small;
        assert_eq!(wrap("Ekonomi och administration", 1300, style), ["Ekonomi och", "administration"]);
        assert_eq!(wrap("AI-användning", 850, style), ["AI-", "användning"]);
        assert_eq!(wrap("AI-användning", 1000, style), ["AI-användning"]);
        assert_eq!(wrap("", 1000, style), [""]);
        assert!(wrap("användning", 200, style).iter().all(|line| style.width(line) <= 200));
        assert_eq!(fit("Användbar grund", 800, style), "Användba…");
    }
}
