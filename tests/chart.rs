//! Charts: nothing overlaps, nothing leaves the picture, nothing is lost, the same input gives the same output.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use kickstart::chart::{
    Anchor, Axis, BarRow, BarWords, Chart, Glyph, Ink, MapLimits, MapPoint, MapWords, Profile, ProfileWords,
    ReadinessRow, ReadinessWords, Shape, TextStyle, ThenNowRow, Width, bars, dimension_profile, need_map, readiness,
    then_now, to_svg,
};

const NAMES: [&str; 13] = [
    "Marknadsföring",
    "Försäljning och offert",
    "Kundservice",
    "Produkt- och tjänsteutveckling",
    "Inköp och leverantörer",
    "Produktion och leverans",
    "Kvalitet och underhåll",
    "Logistik och lager",
    "Ekonomi och administration",
    "Personal och kompetens",
    "It, data och säkerhet",
    "Strategi och ledning",
    "Hållbarhet och regelefterlevnad",
];
const LIMITS: MapLimits = MapLimits { low: 250, high: 500, ready: 200 };

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(sides)).unwrap()
    }

    fn value(&mut self, missing: u32) -> Option<u32> {
        (self.roll(missing) != 0).then(|| self.roll(501))
    }

    fn bounds(&mut self, around: Option<u32>) -> Option<(u32, u32)> {
        let middle = around.unwrap_or_else(|| self.roll(501));
        let (down, up) = (self.roll(200), self.roll(200));
        (self.roll(3) == 0).then(|| (middle.saturating_sub(down), (middle + up).min(500)))
    }
}

fn strings<const N: usize>(list: [&str; N]) -> [String; N] {
    list.map(String::from)
}

fn readiness_words() -> ReadinessWords {
    ReadinessWords {
        title: "Beredskap per arbete".into(),
        description: "Skalan går från 0 till 5.".into(),
        levels: strings(["Startläge", "Nyfiken", "Prövande", "Användbar grund", "Inbyggd", "Lärande"]),
        head: strings(["Arbete", "Besked", "Beredskap", "Nivå", "Gränser", "Idén kräver"]),
        none: "–".into(),
        empty: "Inga arbeten valda än.".into(),
    }
}

fn map_words() -> MapWords {
    MapWords {
        title: "Behov och beredskap".into(),
        description: String::new(),
        need_axis: "Behov, 0–100".into(),
        readiness_axis: "Beredskap, 0–5".into(),
        prepare: "Förbered".into(),
        now: "Gör nu".into(),
        trial: "Prova litet".into(),
        not_now: "Inte AI här nu".into(),
        unplaced: "Inte på kartan, för få svar:".into(),
        head: strings(["Arbete", "Besked", "Behov", "Beredskap", "Gränser"]),
        none: "–".into(),
    }
}

fn profile_words() -> ProfileWords {
    ProfileWords {
        title: "Profil".into(),
        description: String::new(),
        head: strings(["Område", "Svar"]),
        none: "–".into(),
    }
}

fn decimal(value: u32) -> String {
    format!("{},{:02}", value / 100, value % 100)
}

fn row(name: &str, glyph: Glyph, value: Option<u32>, bounds: Option<(u32, u32)>, need: Option<u32>) -> ReadinessRow {
    let bounds_text = bounds.map(|(low, high)| format!("{}–{}, ett svar saknas", decimal(low), decimal(high)));
    ReadinessRow {
        name: name.into(),
        glyph,
        outcome: "Ta reda på först".into(),
        value,
        value_text: value.map_or_else(|| "för få svar".into(), decimal),
        bounds,
        bounds_text: bounds_text.unwrap_or_default(),
        need,
        need_text: need.map(|need| format!("idén kräver {}", decimal(need))).unwrap_or_default(),
    }
}

fn point(name: &str, glyph: Glyph, need: u32, readiness: Option<u32>, bounds: Option<(u32, u32)>) -> MapPoint {
    MapPoint {
        name: name.into(),
        glyph,
        outcome: "Gör nu".into(),
        need: Some(need),
        need_text: need.to_string(),
        readiness,
        readiness_text: readiness.map(decimal).unwrap_or_default(),
        bounds,
        bounds_text: String::new(),
    }
}

fn axis(label: &str, value: Option<u32>, bounds: Option<(u32, u32)>) -> Axis {
    let value_text = value.map_or_else(|| "vet inte".into(), |value| (value / 100).to_string());
    Axis { label: label.into(), value, value_text, bounds }
}

/// Left, top, right, bottom in tenths.
type Area = (i32, i32, i32, i32);

fn text_area(x: i32, y: i32, anchor: Anchor, style: TextStyle, text: &str) -> Area {
    let (width, size) = (style.width(text), i32::try_from(style.size()).unwrap());
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2,
        Anchor::End => x - width,
    };
    (left, y - size * 8, left + width, y + size * 2)
}

fn meet(a: Area, b: Area) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

fn texts(chart: &Chart) -> Vec<(Area, TextStyle, &str)> {
    chart
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text { x, y, anchor, style, text, .. } => {
                Some((text_area(*x, *y, *anchor, *style, text), *style, text.as_str()))
            }
            _ => None,
        })
        .collect()
}

fn corners(shape: &Shape) -> Vec<(i32, i32)> {
    match shape {
        Shape::Rect { x, y, width, height, .. } => vec![(*x, *y), (x + width, y + height)],
        Shape::Line { x1, y1, x2, y2, .. } => vec![(*x1, *y1), (*x2, *y2)],
        Shape::Polyline { points, .. } | Shape::Polygon { points, .. } => points.clone(),
        Shape::Circle { cx, cy, r, .. } => vec![(cx - r, cy - r), (cx + r, cy + r)],
        Shape::Text { x, y, anchor, style, text, .. } => {
            let (left, top, right, bottom) = text_area(*x, *y, *anchor, *style, text);
            vec![(left, top), (right, bottom)]
        }
        Shape::Glyph { x, y, size, .. } => vec![(*x, *y), (x + size, y + size)],
    }
}

/// Nothing is drawn outside the picture.
fn check_inside(chart: &Chart) {
    let (right, bottom) = (i32::try_from(chart.width * 10).unwrap(), i32::try_from(chart.height * 10).unwrap());
    for shape in &chart.shapes {
        for (x, y) in corners(shape) {
            assert!(x >= 0 && x <= right && y >= 0 && y <= bottom, "outside {right}×{bottom}: {shape:?}");
        }
    }
}

/// What holds of every chart whatever its input.
fn check(chart: &Chart, width: Width) {
    assert_eq!(chart.width, width.units());
    check_inside(chart);
    let texts = texts(chart);
    for (i, (area, style, text)) in texts.iter().enumerate() {
        assert!(style.size() >= 15, "too small: {text}");
        for (other, _, word) in texts.iter().skip(i + 1) {
            assert!(!meet(*area, *other), "{text:?} {area:?} meets {word:?} {other:?} in {}", chart.title);
        }
    }
    for cells in &chart.table.rows {
        assert_eq!(cells.len(), chart.table.head.len());
        assert!(cells.iter().all(|cell| !cell.is_empty()));
    }
    let svg = to_svg(chart, "c");
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
    assert!(!svg.contains("style=") && !svg.contains("NaN"));
    assert_eq!(svg.matches("<text").count(), texts.len());
}

/// Marks on a map: glyphs on it and the boxes that stand for several.
fn marks(chart: &Chart) -> Vec<Area> {
    let area = |shape: &Shape| match shape {
        Shape::Glyph { x, y, size, .. } if *size > 160 => Some((*x, *y, x + size, y + size)),
        Shape::Rect { x, y, width, height, ink: Ink::Open } => Some((*x, *y, x + width, y + height)),
        _ => None,
    };
    chart.shapes.iter().filter_map(area).collect()
}

fn check_map(points: &[MapPoint], width: Width) -> Chart {
    let chart = need_map(points, &map_words(), LIMITS, width);
    check(&chart, width);
    let marks = marks(&chart);
    let texts = texts(&chart);
    for (area, _, text) in &texts {
        let count = text.chars().all(|c| c.is_ascii_digit());
        for mark in marks.iter().filter(|_| !count) {
            assert!(!meet(*area, *mark), "{text:?} {area:?} on a mark {mark:?}");
        }
    }
    // Every name is there in full: on the map in lines that follow each other, or under it.
    let all: Vec<&str> = texts.iter().map(|(_, _, text)| *text).collect();
    let all = all.join(" ");
    for point in points {
        assert!(all.contains(&point.name), "{} is missing in {all}", point.name);
    }
    chart
}

#[test]
fn map_labels_never_overlap() {
    let mut dice = Dice(1);
    for round in 0..24 {
        for width in Width::ALL {
            let spread = [501, 160, 60][round % 3];
            let from = dice.roll(501 - spread + 1);
            let points: Vec<MapPoint> = NAMES
                .iter()
                .take(usize::try_from(dice.roll(14)).unwrap())
                .map(|name| {
                    let readiness = (dice.roll(12) != 0).then(|| from + dice.roll(spread));
                    let bounds = dice.bounds(readiness);
                    let glyph = Glyph::ALL[usize::try_from(dice.roll(9)).unwrap()];
                    point(name, glyph, 2 * from + dice.roll(2 * spread - 1), readiness, bounds)
                })
                .collect();
            check_map(&points, width);
        }
    }
}

#[test]
fn map_with_thirteen_points_in_one_place() {
    for width in Width::ALL {
        for (need, readiness) in [(0, 0), (0, 500), (1000, 0), (1000, 500), (600, 230), (250, 200)] {
            for bounds in [None, Some((0, 500))] {
                let points: Vec<_> =
                    NAMES.iter().map(|name| point(name, Glyph::Prepare, need, Some(readiness), bounds)).collect();
                let chart = check_map(&points, width);
                assert_eq!(marks(&chart).len(), 1);
            }
        }
    }
}

#[test]
fn map_in_rows_and_columns() {
    for width in Width::ALL {
        for step in [4, 15, 41] {
            let at = |i: usize| u32::try_from(i).unwrap() * step;
            let across: Vec<_> = (0..13).map(|i| point(NAMES[i], Glyph::Now, 300, Some(at(i)), None)).collect();
            let up: Vec<_> =
                (0..13).map(|i| point(NAMES[i], Glyph::Now, 2 * at(i), Some(250), Some((100, 400)))).collect();
            let slope: Vec<_> = (0..13).map(|i| point(NAMES[i], Glyph::Now, 2 * at(i), Some(at(i)), None)).collect();
            for points in [across, up, slope] {
                // Drawn twice, it is the same, bit for bit.
                assert_eq!(check_map(&points, width), check_map(&points, width));
            }
        }
    }
}

#[test]
fn hatching_stays_in_its_area() {
    let chart = need_map(&[], &map_words(), LIMITS, Width::Narrow);
    let band = |shape: &Shape| match shape {
        Shape::Rect { x, y, width, height, ink: Ink::Band } => Some((*x, *y, x + width, y + height)),
        _ => None,
    };
    let (left, top, right, bottom) = chart.shapes.iter().find_map(band).unwrap();
    let hatch = |shape: &&Shape| matches!(shape, Shape::Line { ink: Ink::Hatch, .. });
    let lines: Vec<_> = chart.shapes.iter().filter(hatch).collect();
    assert!(lines.len() > 10);
    for (x, y) in lines.iter().flat_map(|line| corners(line)) {
        assert!(x >= left && x <= right && y >= top && y <= bottom);
    }
}

#[test]
fn readiness_of_any_rows() {
    let mut dice = Dice(2);
    for round in 0..42 {
        for width in Width::ALL {
            let rows: Vec<ReadinessRow> = NAMES
                .iter()
                .take(round % 14)
                .map(|name| {
                    let value = dice.value(6);
                    let (bounds, need) = (dice.bounds(value), dice.value(3));
                    row(name, Glyph::FindOut, value, bounds, need)
                })
                .collect();
            let chart = readiness(&rows, &readiness_words(), width);
            check(&chart, width);
            assert_eq!(chart.table.rows.len(), rows.len());
            let dots = chart.shapes.iter().filter(|shape| matches!(shape, Shape::Circle { ink: Ink::Dot, .. }));
            assert_eq!(dots.count(), rows.iter().filter(|row| row.value.is_some()).count());
        }
    }
}

#[test]
fn dots_stand_where_the_values_say() {
    let row = row("Kundservice", Glyph::Now, Some(250), Some((0, 500)), None);
    for (width, left, right) in [(Width::Narrow, 100, 3120), (Width::Middle, 100, 6240), (Width::Wide, 2480, 8760)] {
        let chart = readiness(std::slice::from_ref(&row), &readiness_words(), width);
        let dot = chart.shapes.iter().find_map(|shape| match shape {
            Shape::Circle { cx, ink: Ink::Dot, .. } => Some(*cx),
            _ => None,
        });
        assert_eq!(dot, Some((left + right) / 2));
        let bounds = chart.shapes.iter().find_map(|shape| match shape {
            Shape::Line { x1, x2, ink: Ink::Bound, .. } if x1 != x2 => Some((*x1, *x2)),
            _ => None,
        });
        assert_eq!(bounds, Some((left, right)));
    }
}

#[test]
fn profiles_of_any_size() {
    let short =
        ["Arbetssätt", "Data", "Verktyg", "Människor", "Trygghet", "AI-användning", "Mål", "Hjälp", "Tid", "Råd"];
    let mut dice = Dice(3);
    for labels in [&short[..], &NAMES[..10]] {
        for count in 0..=10 {
            for width in Width::ALL {
                for _ in 0..3 {
                    let axes = labels.iter().take(count).map(|label| {
                        let value = dice.value(4);
                        axis(label, value, value.map_or(Some((0, 500)), |_| None))
                    });
                    let profile = Profile { name: "Kundservice".into(), axes: axes.collect() };
                    let chart = dimension_profile(&profile, &profile_words(), width);
                    check(&chart, width);
                    assert_eq!(chart.table.rows.len(), count);
                }
            }
        }
    }
}

#[test]
fn the_line_of_a_profile_lies_over_the_grid() {
    let axes = NAMES.iter().take(5).map(|label| axis(label, Some(300), None)).collect();
    let chart = dimension_profile(&Profile { name: "Kundservice".into(), axes }, &profile_words(), Width::Narrow);
    let drawn = |ink: Ink| chart.shapes.iter().rposition(|shape| shape.class() == ink.class());
    assert!(drawn(Ink::Area).is_some() && drawn(Ink::Area) < drawn(Ink::Grid) && drawn(Ink::Grid) < drawn(Ink::Edge));
}

fn then_now_words() -> ReadinessWords {
    let ReadinessWords { title, description, levels, none, empty, .. } = readiness_words();
    let head = strings(["Arbete", "Beredskap", "AI-användning", "Behov", "Besked då", "Besked nu"]);
    ReadinessWords { title, description, levels, head, none, empty }
}

fn change(name: &str, values: Option<(u32, u32)>) -> ThenNowRow {
    let text = match values {
        Some((then, now)) => format!("{} → {}", decimal(then), decimal(now)),
        None => "Går inte att jämföra: arbetssätt, data och verktyg är kända bara den ena gången".into(),
    };
    ThenNowRow {
        name: name.into(),
        glyph: values.map(|_| Glyph::FindOut),
        outcome: values.map_or_else(String::new, |_| "Ta reda på först → Inte AI här nu".into()),
        values,
        cells: [text.clone(), "0 → 1".into(), String::new(), "Förbered".into(), "Gör nu".into()],
        text,
    }
}

/// The tip and the base of each arrow's head, left to right or right to left.
fn heads(chart: &Chart) -> Vec<(i32, i32)> {
    let head = |shape: &Shape| match shape {
        Shape::Polygon { points, ink: Ink::Dot } => Some((points[0].0, points[1].0)),
        _ => None,
    };
    chart.shapes.iter().filter_map(head).collect()
}

#[test]
fn arrows_of_any_rows() {
    let mut dice = Dice(4);
    for round in 0..42 {
        for width in Width::ALL {
            let rows: Vec<ThenNowRow> = NAMES
                .iter()
                .take(round % 14)
                .map(|name| change(name, dice.value(4).map(|then| (then, dice.value(3).unwrap_or(then)))))
                .collect();
            let chart = then_now(&rows, &then_now_words(), width);
            check(&chart, width);
            assert_eq!(chart.table.rows.len(), rows.len());
            let moved = rows.iter().filter_map(|row| row.values).filter(|(then, now)| then != now);
            assert_eq!(heads(&chart).len(), moved.count());
        }
    }
}

#[test]
fn an_arrow_points_from_then_to_now() {
    for (width, left, right) in [(Width::Narrow, 100, 3120), (Width::Middle, 100, 6240), (Width::Wide, 2480, 8760)] {
        let at = |value: i32| left + (right - left) * value / 500;
        for (then, now) in [(100, 400), (400, 100), (200, 205), (205, 200), (0, 500), (500, 0)] {
            let chart = then_now(&[change("Kundservice", Some((then, now)))], &then_now_words(), width);
            let [(tip, base)] = heads(&chart)[..] else { panic!("one arrow") };
            let (then, now) = (i32::try_from(then).unwrap(), i32::try_from(now).unwrap());
            assert!((tip - at(now)).abs() <= 1, "{tip} is not {}", at(now));
            assert_eq!((tip - base).signum(), (now - then).signum());
            let ring = chart.shapes.iter().find_map(|shape| match shape {
                Shape::Circle { cx, ink: Ink::Open, .. } => Some(*cx),
                _ => None,
            });
            assert!((ring.unwrap() - at(then)).abs() <= 1);
        }
        let same = then_now(&[change("Kundservice", Some((250, 250)))], &then_now_words(), width);
        assert_eq!(heads(&same), [], "what has not moved has no arrow");
        assert!(same.shapes.iter().any(|shape| matches!(shape, Shape::Circle { ink: Ink::Dot, .. })));
    }
}

fn bar(name: &str, parts: [u32; 3]) -> BarRow {
    let text = format!("{} högre · {} samma · {} lägre", parts[0], parts[1], parts[2]);
    BarRow { name: name.into(), parts, text, cells: parts.map(|part| part.to_string()).to_vec() }
}

fn bar_words() -> BarWords {
    let head = strings(["Arbete", "Högre", "Samma", "Lägre"]).to_vec();
    BarWords { title: "Då och nu".into(), description: String::new(), head, empty: "Inget att visa än.".into() }
}

#[test]
fn bars_of_any_rows() {
    let mut dice = Dice(5);
    for round in 0..42 {
        for width in Width::ALL {
            let most = [0, 3, 40, 2_000][round % 4];
            let mut value = || if dice.roll(3) == 0 { 0 } else { dice.roll(most + 2) };
            let rows: Vec<BarRow> =
                NAMES.iter().take(round % 14).map(|name| bar(name, [value(), value(), value()])).collect();
            let chart = bars(&rows, &bar_words(), most, width);
            check(&chart, width);
            assert_eq!(chart.table.rows.len(), rows.len());
        }
    }
}

#[test]
fn a_bar_is_as_long_as_its_number() {
    let rows = [bar("Tio", [10, 0, 0]), bar("Tjugo", [20, 0, 0]), bar("Delad", [5, 5, 10])];
    for (width, most) in Width::ALL.into_iter().flat_map(|width| [(width, 0), (width, 40)]) {
        let chart = bars(&rows, &bar_words(), most, width);
        let part = |shape: &Shape| match shape {
            Shape::Rect { x, y, width, ink, .. } => Some((*y, *x, *x + width, *ink)),
            _ => None,
        };
        let found: Vec<_> = chart.shapes.iter().filter_map(part).collect();
        let [ten, twenty, a, b, c] = found[..] else { panic!("{found:?}") };
        assert!((twenty.2 - twenty.1 - 2 * (ten.2 - ten.1)).abs() <= 1);
        assert_eq!((a.1, a.2, b.2, c.2), (ten.1, b.1, c.1, twenty.2), "parts lie end to end");
        assert_eq!([a.3, b.3, c.3], [Ink::Dot, Ink::Area, Ink::Open], "each part is painted another way");
        if most == 0 {
            assert!(twenty.2 > i32::try_from(width.units()).unwrap() * 3, "the largest takes the room there is");
        }
    }
}

#[test]
fn strange_input_is_drawn_all_the_same() {
    let long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller".repeat(3);
    let words = "och ett till ".repeat(60);
    for width in Width::ALL {
        for text in ["", "<b>&\"'", "日本語の名前がここに入る", long.as_str(), words.as_str()] {
            let many = u32::MAX;
            let strange = ReadinessRow {
                outcome: text.into(),
                value_text: text.into(),
                bounds_text: text.into(),
                need_text: text.into(),
                ..row(text, Glyph::TooLittle, Some(many), Some((many, 0)), Some(many))
            };
            let chart = readiness(&[strange.clone(), strange], &readiness_words(), width);
            check_inside(&chart);
            let strange = ThenNowRow { outcome: text.into(), text: text.into(), ..change(text, Some((many, 0))) };
            let apart = ThenNowRow { text: text.into(), ..change(text, None) };
            check_inside(&then_now(&[strange, apart], &then_now_words(), width));
            let strange = BarRow { text: text.into(), ..bar(text, [many; 3]) };
            check_inside(&bars(&[strange, bar("a", [0, 1, 0])], &bar_words(), many, width));
            let point = point(text, Glyph::TooLittle, many, Some(many), Some((many, 0)));
            let limits = MapLimits { low: many, high: 0, ready: many };
            let chart = need_map(&[point.clone(), point], &map_words(), limits, width);
            check_inside(&chart);
            let axes = vec![Axis { value_text: text.into(), ..axis(text, Some(many), Some((many, 0))) }; 5];
            let chart = dimension_profile(&Profile { name: text.into(), axes }, &profile_words(), width);
            check_inside(&chart);
            assert!(!to_svg(&chart, "x").contains("<b>"));
        }
    }
}

#[test]
fn markup_is_escaped() {
    let words = ReadinessWords { title: "A & <B>".into(), description: "\"C\"".into(), ..readiness_words() };
    let svg = to_svg(&readiness(&[row("<i>'", Glyph::Now, None, None, None)], &words, Width::Wide), "a\"b");
    assert!(svg.contains(r#"role="img" aria-labelledby="a&quot;b-t a&quot;b-d""#));
    assert!(svg.contains("A &amp; &lt;B&gt;</title>") && svg.contains("&quot;C&quot;</desc>"));
    assert!(svg.contains(">&lt;i&gt;&#39;</text>"));
    assert!(svg.contains(r##"<svg class="c-mark c-mark-now" x="0""##) && svg.contains(r##"<use href="#g-now"/>"##));
}
