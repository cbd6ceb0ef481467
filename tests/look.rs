//! Every pair of colours that meet on a screen, and the contrast between them, reckoned from `style/tokens.css`; and
//! what the browser and other places draw around or instead of the page.
//!
//! axe judges text on its background, but not text in a chart, nor marks, borders and focus. Here all of them are listed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// What WCAG 2.2 asks of a pair.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// Words: 1.4.3.
    Text,
    /// What must be told apart to use or understand something: 1.4.11.
    Mark,
    /// A line that orders and says nothing: no rule, but it should be there.
    Ornament,
}

impl Kind {
    fn least(self) -> f64 {
        match self {
            Self::Text => 4.5,
            Self::Mark => 3.0,
            Self::Ornament => 1.2,
        }
    }
}

use Kind::{Mark, Ornament, Text};

/// What is in front, what it lies on, what it is.
const PAIRS: [(&str, &[&str], Kind); 17] = [
    // Headings and text; rows that are pointed at, the chosen answer, what is marked, words over a chart's bands.
    ("ink", &["paper", "paper-2", "tint"], Text),
    ("ink-2", &["paper", "paper-2", "tint"], Text),
    // Links, and links pointed at, also within a row that is pointed at or chosen.
    ("accent", &["paper", "paper-2", "tint"], Text),
    ("accent-deep", &["paper", "paper-2", "tint"], Text),
    // Buttons, chosen numbers, chips.
    ("on-accent", &["accent", "accent-deep"], Text),
    ("error", &["paper"], Text),
    ("on-heat", &["heat-0", "heat-1", "heat-2", "heat-3"], Text),
    ("on-heat-deep", &["heat-4", "heat-5"], Text),
    // The frames of fields and choices, ticks, the staff's lines.
    ("line-strong", &["paper", "paper-2", "tint"], Mark),
    ("focus", &["paper", "paper-2", "tint", "heat-0"], Mark),
    // Dots, bars and the edges of areas; a button against the page.
    ("accent", &["paper", "paper-2", "tint"], Mark),
    ("accent-deep", &["paper"], Mark),
    // Bounds, needs and open dots; the inner ring of a chosen dot; what lies under a mark.
    ("ink", &["paper", "paper-2", "tint"], Mark),
    ("paper", &["accent", "ink"], Mark),
    ("error", &["paper"], Mark),
    // Hairlines, grids, the ticks of questions to come.
    ("line", &["paper"], Ornament),
    ("line-strong", &["line"], Ornament),
];

/// Tokens by name, with the colour in light and in dark.
fn tokens(css: &str) -> BTreeMap<String, [Rgb; 2]> {
    let (light, dark) = css.split_once("(prefers-color-scheme: dark)").expect("a part for dark");
    let (light, dark) = (colours(light), colours(dark));
    assert_eq!(light.keys().collect::<Vec<_>>(), dark.keys().collect::<Vec<_>>(), "each colour has both themes");
    light.into_iter().map(|(name, colour)| (name.clone(), [colour, dark[&name]])).collect()
}

type Rgb = [u8; 3];

fn colours(css: &str) -> BTreeMap<String, Rgb> {
    let declarations = css.split([';', '{', '}']).filter_map(|text| text.trim().rsplit_once("--"));
    let pairs = declarations.filter_map(|(_, text)| text.split_once(": #"));
    pairs.map(|(name, hex)| (name.to_string(), rgb(hex))).collect()
}

fn rgb(hex: &str) -> Rgb {
    assert_eq!(hex.len(), 6, "{hex}");
    [0, 2, 4].map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour in hex"))
}

/// WCAG's contrast of two colours, from 1 to 21.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |colour: Rgb| {
        let [r, g, b] = colour.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn style(name: &str) -> String {
    fs::read_to_string(format!("style/{name}.css")).unwrap()
}

#[test]
fn contrast_is_reckoned_as_wcag_does() {
    let near = |a: f64, b: f64| (a - b).abs() < 0.005;
    assert!(near(contrast([0, 0, 0], [255, 255, 255]), 21.0));
    assert!(near(contrast([0x77, 0x77, 0x77], [255, 255, 255]), 4.48));
    assert!(near(contrast([9, 9, 9], [9, 9, 9]), 1.0));
}

#[test]
fn every_pair_of_colours_has_its_contrast_in_light_and_dark() {
    let tokens = tokens(&style("tokens"));
    let mut faults = Vec::new();
    for (front, backs, kind) in PAIRS {
        for back in backs {
            for (theme, name) in ["light", "dark"].into_iter().enumerate() {
                let found = contrast(tokens[front][theme], tokens[*back][theme]);
                if found < kind.least() {
                    faults.push(format!("{front} on {back} in {name}: {found:.2}, {kind:?} needs {}", kind.least()));
                }
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_colour_is_in_a_pair_and_used_as_the_pairs_say() {
    let tokens = tokens(&style("tokens"));
    let listed: BTreeSet<&str> =
        PAIRS.iter().flat_map(|(front, backs, _)| backs.iter().copied().chain([*front])).collect();
    assert_eq!(tokens.keys().map(String::as_str).collect::<BTreeSet<_>>(), listed, "tokens, and those in a pair");

    let front = |wanted: &[Kind]| -> BTreeSet<&str> {
        PAIRS.iter().filter(|(_, _, kind)| wanted.contains(kind)).map(|(front, ..)| *front).collect()
    };
    let (words, marks) = (front(&[Text]), front(&[Mark, Ornament]));
    let backs: BTreeSet<&str> = PAIRS.iter().flat_map(|(_, backs, _)| backs.iter().copied()).collect();
    let mut seen = 0;
    for sheet in ["base", "parts", "pages", "print"] {
        for declaration in style(sheet).split([';', '{', '}']) {
            let Some((property, value)) = declaration.trim().split_once(':') else { continue };
            let may = |name: &str| match property {
                "color" => words.contains(name),
                "background" => backs.contains(name) || marks.contains(name),
                _ => marks.contains(name) || backs.contains(name) || words.contains(name),
            };
            for name in value.split("var(--").skip(1).filter_map(|text| text.split_once(')')).map(|(name, _)| name) {
                if tokens.contains_key(name) {
                    seen += 1;
                    assert!(may(name), "{sheet}.css: no pair says that --{name} is used as {property}");
                }
            }
        }
    }
    assert!(seen > 100, "the search finds too little: {seen}");
}

#[test]
fn a_colour_that_is_no_token_is_the_code_or_the_picture() {
    for sheet in ["base", "parts", "pages", "print"] {
        let text = style(sheet);
        let loose = text.lines().filter(|line| line.split('#').skip(1).any(is_hex));
        let loose: Vec<&str> =
            loose.filter(|line| !line.contains(".qr-") && !line.contains(".camera-picture")).collect();
        assert_eq!(loose, Vec::<&str>::new(), "{sheet}.css");
    }
}

fn is_hex(rest: &str) -> bool {
    rest.len() >= 6 && rest.bytes().take(6).all(|byte| byte.is_ascii_hexdigit())
}

#[test]
fn what_the_browser_draws_around_the_page_has_the_page_s_colours() {
    let tokens = tokens(&style("tokens"));
    let hex = |name: &str, theme: usize| {
        let [r, g, b] = tokens[name][theme];
        format!("#{r:02x}{g:02x}{b:02x}")
    };
    let index = fs::read_to_string("index.html").unwrap();
    for (theme, name) in ["light", "dark"].into_iter().enumerate() {
        let line = format!("content=\"{}\" media=\"(prefers-color-scheme: {name})\"", hex("paper", theme));
        assert!(index.contains(&line), "index.html: {line}");
    }
    let manifest = fs::read_to_string("src/web/manifest.webmanifest").unwrap();
    for field in ["background_color", "theme_color"] {
        assert!(manifest.contains(&format!("\"{field}\": \"{}\"", hex("paper", 0))), "{field}");
    }
    let icon = fs::read_to_string("style/icons/favicon.svg").unwrap();
    assert!([0, 1].iter().all(|theme| icon.contains(&hex("accent", *theme))), "the icon is green in both themes");
}

#[test]
fn what_others_show_of_a_shared_address_is_there_and_in_the_words_of_the_start_page() {
    let index = fs::read_to_string("index.html").unwrap();
    let content = |property: &str| {
        let (_, rest) = index.split_once(&format!("<meta property=\"og:{property}\" content=\"")).expect(property);
        rest.split_once('"').expect(property).0.to_string()
    };
    let texts = fs::read_to_string("questions/ui/sv.json").unwrap();
    assert!(texts.contains(&format!("\"start.heading\": \"{}\"", content("title"))));
    assert!(texts.contains(&format!("\"frame.title\": \"{}\"", content("site_name"))));
    assert!(texts.contains(&format!("\"start.what\": \"{}\"", content("description"))));
    let picture = content("image");
    let png = fs::read(format!("style/{picture}")).expect("a path within the build, on no other host");
    let side = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]).to_string();
    assert_eq!(&png[1..4], b"PNG");
    assert_eq!([side(16), side(20)], [content("image:width"), content("image:height")]);
}
