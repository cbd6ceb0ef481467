//! Another region is a folder of files: the example in `tests/fixtures/region/exempelregionen` lies over the content, and
//! everything that the core makes of it works and is in its own words. What is not in order is named.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use kickstart::advice::Catalogue;
use kickstart::assessment::Assessment;
use kickstart::brief::Desk;
use kickstart::content::{self, lay_over};
use kickstart::date::Date;
use kickstart::guides::Guides;
use kickstart::paper::{Wanted, paper, text};
use kickstart::problem::Problem;
use kickstart::questionnaire::{Questionnaire, Role, Wording};
use kickstart::results::results;
use kickstart::suggest::suggest;
use kickstart::text::{Locale, Prose};
use kickstart::wire::{colours_v1, guides, pack_v1, prose_v1, report_v1, seed_v1};
use kickstart::words::Words;
use support::{Chance, path, text_of};

const REGION: &str = "tests/fixtures/region/exempelregionen";
/// What another region is not called.
const FOREIGN: [&str; 3] = ["Skåne", "Kickstart AI", "Scania"];

type Files = Vec<(String, String)>;

fn walk(folder: &Path, files: &mut Files) {
    let mut inside: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inside.sort();
    for one in inside {
        let name = one.file_name().unwrap().to_string_lossy().into_owned();
        if one.is_dir() && name != "schema" {
            walk(&one, files);
        } else if name.ends_with(".json") || name == "ids.lock" {
            let shown = one.strip_prefix(path("")).unwrap().to_string_lossy().replace('\\', "/");
            files.push((shown, fs::read_to_string(&one).unwrap()));
        }
    }
}

fn under(folders: &[&str]) -> Files {
    let mut files = Files::new();
    folders.iter().for_each(|folder| walk(&path(folder), &mut files));
    files
}

static LAID: LazyLock<(Files, Vec<Problem>)> =
    LazyLock::new(|| lay_over(&under(&["questions", "seeds"]), &under(&[REGION]), REGION));

fn laid(name: &str) -> &'static str {
    let found = LAID.0.iter().find(|(path, _)| path == name);
    found.map(|(_, text)| text.as_str()).unwrap_or_else(|| panic!("no {name}"))
}

static CONTENT: LazyLock<(Questionnaire, Catalogue, Guides)> = LazyLock::new(|| {
    let pack = pack_v1::read("pack", laid("questions/exempel/questionnaire.json")).unwrap();
    let ideas = seed_v1::read("ideas", laid("seeds/use-cases/use-cases.json")).unwrap();
    (pack, ideas, guides::read(guides::FILES.map(laid)).unwrap())
});

fn prose(locale: &str) -> Prose {
    let mut prose = Prose::new();
    for (path, text) in &LAID.0 {
        if let Ok(file) = prose_v1::read(path, text)
            && file.locale.as_str() == locale
        {
            prose.extend(file.texts);
        }
    }
    prose
}

fn sentences(problems: &[Problem]) -> String {
    let mut words = Prose::new();
    words.extend(prose_v1::read("en", &text_of("questions/ui/problems/en.json")).unwrap().texts);
    problems.iter().map(|problem| problem.sentence(&words) + "\n").collect()
}

#[test]
fn the_example_region_is_in_order() {
    assert!(LAID.1.is_empty(), "{}", sentences(&LAID.1));
    assert!(!content::reading_time(&LAID.0).is_empty());
}

#[test]
fn nothing_of_the_first_pack_and_no_foreign_name_is_left() {
    for (path, text) in &LAID.0 {
        assert!(!path.starts_with("questions/ai-maturity/"), "{path}");
        if let Ok(file) = prose_v1::read(path, text) {
            for (key, text) in file.texts {
                assert!(FOREIGN.iter().all(|name| !text.contains(name)), "{path} › {key}: {text}");
            }
        }
    }
}

#[test]
fn the_pack_is_of_another_size_with_other_scales_and_weights() {
    let (pack, first) = (&CONTENT.0, support::pack());
    assert_ne!(pack.processes.len(), first.processes.len());
    assert_ne!(pack.method.weight_min * first.method.weight_mean, first.method.weight_min * pack.method.weight_mean);
    let needs = |pack: &Questionnaire| pack.with_role(Role::NeedTime).map(|one| one.top).collect::<Vec<_>>();
    assert!(needs(pack) < needs(first), "the scale of need is shorter");
    assert!(pack.enablers.iter().all(|own| first.enablers.iter().all(|other| own.top < other.top)));
    let ids = |pack: &Questionnaire| pack.processes.iter().map(|one| one.id.to_string()).collect::<BTreeSet<_>>();
    assert!(ids(pack).is_disjoint(&ids(first)));
}

/// Everything a firm is told, in one language, as the lines of its report.
fn told(held: &Assessment, locale: &str, prose: &Prose) -> Vec<String> {
    let (pack, ideas, guides) = &*CONTENT;
    let wording = Wording::of(pack, &held.answers);
    let words = Words { questionnaire: pack, prose, wording: &wording };
    let today = Date::new(2026, 11, 30).unwrap();
    let desk = Desk { words: &words, catalogue: ideas, guides, answers: &held.answers, today };
    let sheet = paper(&desk, held, &Locale::new(locale), Wanted { summary: false, notes: true });
    assert_eq!(sheet.maker, "Exempellyftet");
    assert_eq!(sheet.palette, guides.palette);
    let mut lines = vec![sheet.title.clone()];
    lines.extend(sheet.cover.iter().flat_map(|cover| cover.notes.clone()));
    lines.extend(text(&sheet).lines().map(str::to_string));
    lines
}

/// A key that no text was found for, which the app would show.
fn is_bare_key(word: &str) -> bool {
    let starts =
        ["process.", "use-case.", "dimension.", "level.", "outcome.", "reason.", "signal.", "actor.", "funding."];
    let after = |start: &&str| word.strip_prefix(*start).is_some_and(|on| on.starts_with(char::is_alphanumeric));
    starts.iter().any(after)
}

#[test]
fn whatever_is_answered_the_report_is_in_the_words_of_the_region() {
    let (pack, ideas, _) = &*CONTENT;
    let texts = ["sv", "en"].map(|locale| (locale, prose(locale)));
    let mut chance = Chance(7);
    let mut outcomes = BTreeSet::new();
    for turn in 0..60 {
        let answers = chance.answers(pack, turn % 11);
        let computed = results(pack, ideas, &answers);
        outcomes.extend(computed.processes.iter().map(|one| one.verdict.outcome.id()));
        let _ = suggest(pack, ideas, &answers, &computed);
        let held = Assessment { answers, ..Assessment::default() };
        for (locale, prose) in &texts {
            for line in told(&held, locale, prose) {
                assert!(FOREIGN.iter().all(|name| !line.contains(name)), "{line}");
                assert!(!line.split_whitespace().any(is_bare_key), "{line}");
            }
        }
    }
    assert!(outcomes.len() >= 5, "{outcomes:?}");
}

#[test]
fn the_example_firm_gets_advice_money_and_people_of_the_region() {
    let (pack, ideas, _) = &*CONTENT;
    let demo = laid("seeds/demo/el-montage.kickstart.json");
    let held = report_v1::read(pack, ideas, "demo", demo).unwrap();
    assert!(held.notes.is_empty(), "{}", sentences(&held.notes));
    let lines = told(&held.assessment, "sv", &prose("sv")).join("\n");
    for words in [
        "Läs beställningar ur mejl",
        "Gör nu",
        "Näringslivskontoret i Exempelköping",
        "Exempellyftet är ett exempel",
        "Beställningar",
    ] {
        assert!(lines.contains(words), "{words} in\n{lines}");
    }
}

#[cfg(feature = "pdf")]
#[test]
fn the_pdf_has_the_name_and_the_colours_of_the_region() {
    use kickstart::pdf::{Fonts, write};
    let (pack, ideas, guides) = &*CONTENT;
    let held = report_v1::read(pack, ideas, "demo", laid("seeds/demo/el-montage.kickstart.json")).unwrap().assessment;
    let prose = prose("sv");
    let wording = Wording::of(pack, &held.answers);
    let words = Words { questionnaire: pack, prose: &prose, wording: &wording };
    let day = Date::new(2026, 11, 30).unwrap();
    let desk = Desk { words: &words, catalogue: ideas, guides, answers: &held.answers, today: day };
    let sheet = paper(&desk, &held, &Locale::new("sv"), Wanted::default());
    let font = |weight: &str| fs::read(path(&format!("style/fonts/kart-sans-{weight}.ttf"))).unwrap();
    let (regular, strong) = (font("regular"), font("semibold"));
    let bytes = write(&sheet, Fonts { regular: &regular, strong: &strong }, None, day.into()).unwrap().bytes;
    let mut document = lopdf::Document::load_mem(&bytes).unwrap();
    document.decompress();
    let mut painted = BTreeSet::new();
    for page in document.get_pages().values() {
        let content = lopdf::content::Content::decode(&document.get_page_content(*page)).unwrap();
        for operation in content.operations.iter().filter(|one| one.operands.len() == 3 && one.operator != "d0") {
            let parts = operation.operands.iter().filter_map(|part| part.as_float().ok());
            painted.insert(parts.map(|part| (part * 255.0).round() as i64).collect::<Vec<_>>());
        }
    }
    let accent = |(red, green, blue): (u8, u8, u8)| vec![i64::from(red), i64::from(green), i64::from(blue)];
    let first = colours_v1::read("colours", &text_of("seeds/region/colours.json")).unwrap().palette();
    assert!(painted.contains(&accent(guides.palette.accent)), "{painted:?}");
    assert!(!painted.contains(&accent(first.accent)), "{painted:?}");
    let raw = String::from_utf8_lossy(&bytes);
    assert!(raw.contains("Exempellyftet") && !raw.contains("Kickstart AI"), "who made it");
}

/// What is said of the example region after a change to one of its files; an empty text takes the file away.
fn check(file: &str, change: impl Fn(&str) -> String, code: &str, says: &str) {
    let mut own = under(&[REGION]);
    let full = format!("{REGION}/{file}");
    let before = own.iter().find(|(path, _)| *path == full).map(|(_, text)| text.clone()).unwrap_or_default();
    let after = change(&before);
    assert_ne!(before, after, "{file} is not changed");
    own.retain(|(path, _)| *path != full);
    if !after.is_empty() {
        own.push((full, after));
    }
    let (_, problems) = lay_over(&under(&["questions", "seeds"]), &own, REGION);
    let said = sentences(&problems);
    let named = problems.iter().any(|problem| problem.code == code);
    assert!(named && said.contains(says), "{code}, {says}:\n{said}");
}

#[test]
fn what_is_not_in_order_is_named_by_the_path_in_the_region() {
    let swap = |from: &'static str, to: &'static str| move |text: &str| text.replacen(from, to, 1);
    let gone = |_: &str| String::new();
    check("kit.json", gone, "file-missing", "exempelregionen/kit.json");
    check("kit.json", swap("seeds/actors", "seeds/actor"), "unknown-reference", "kit.json › replaces › seeds/actor: ");
    check("kit.json", swap("\"replaces\"", "\"replace\""), "unknown-field", "kit.json › replace: ");
    check("question/ui/sv.json", |_| "{}".to_string(), "region-stray", "exempelregionen/question/ui/sv.json: ");
    check("questions/ui/sv.json", swap("frame.behind", "frame.behnd"), "region-key", "ui/sv.json › frame.behnd: ");
    check("questions/ui/sv.json", swap("frame.behind", "frame.behnd"), "region-name", "frame.behind: The text is not");
    check("questions/ui/en/later.json", gone, "region-name", "names Skåne");
    check(
        "questions/exempel/sv.json",
        swap("process.books.what", "x"),
        "text-missing",
        "exempel/sv.json › process.books.what",
    );
    check(
        "seeds/region/region.json",
        swap("9002", "9003"),
        "unknown-reference",
        "exempelregionen/seeds/region/region.json",
    );
    for written in ["red", "#8a2", "#8a2c0g", "8a2c0d"] {
        let swapped = swap("#8a2c0d", written);
        check("seeds/region/colours.json", swapped, "not-a-colour", "colours.json › light › accent: ");
    }
    check(
        "seeds/region/colours.json",
        swap("\"accent\": \"#8a2c0d\"", "\"accent\": \"#d8956f\""),
        "low-contrast",
        "light › accent",
    );
    check("seeds/region/colours.json", swap("\"tint\"", "\"tnt\""), "missing-field", "colours.json › light › tint");
}

#[test]
fn a_contrast_below_what_is_asked_is_told_with_both_colours() {
    let swap = |text: &str| text.replacen("\"ink-2\": \"#51433d\"", "\"ink-2\": \"#8f7f78\"", 1);
    check(
        "seeds/region/colours.json",
        swap,
        "low-contrast",
        "light › ink-2: The colour has a contrast of 3.7 to paper, but must have at least 4.5.",
    );
}

#[test]
fn the_style_sheet_and_the_page_say_the_same_as_the_content() {
    let css = text_of("style/tokens.css");
    let (light, dark) = css.split_once("(prefers-color-scheme: dark)").unwrap();
    let colours = colours_v1::read("colours", &text_of("seeds/region/colours.json")).unwrap();
    for (sheet, theme) in [(light, &colours.light), (dark, &colours.dark)] {
        for (name, (red, green, blue)) in theme.iter() {
            let line = format!("--{name}: #{red:02x}{green:02x}{blue:02x};");
            assert!(sheet.contains(&line), "style/tokens.css has no {line}");
        }
        assert_eq!(sheet.matches(": #").count(), theme.len(), "a colour that seeds/region/colours.json has not");
    }
    let mut words = Prose::new();
    words.extend(prose_v1::read("sv", &text_of("questions/ui/sv.json")).unwrap().texts);
    let (page, manifest) = (text_of("index.html"), text_of("src/web/manifest.webmanifest"));
    let name = format!("{} – {}", words.say("frame.programme"), words.say("frame.product"));
    let about = format!("{} {}", words.say("start.heading"), words.say("start.what"));
    for text in [format!("<title>{name}<"), format!("content=\"{about}\"")] {
        assert!(page.contains(&text), "index.html has no {text}");
    }
    for text in [name, about] {
        assert!(manifest.contains(&format!("\"{text}\"")), "the manifest has no {text}");
    }
    let mut keyed = 0;
    for part in page.split("data-text=\"").skip(1) {
        let (key, rest) = part.split_once('"').unwrap();
        let said = rest.split_once('>').unwrap().1.split('<').next().unwrap();
        assert_eq!(said.trim(), words.say(key), "index.html › {key}");
        keyed += 1;
    }
    assert_eq!(keyed, 5);
}

#[test]
fn the_command_checks_a_region_and_works_with_its_content() {
    let Some(program) = option_env!("CARGO_BIN_EXE_kickstart") else { return };
    let out = std::env::temp_dir().join(format!("kickstart-region-{}", std::process::id()));
    let run = |arguments: &[&str]| {
        let made = Command::new(program).args(arguments).current_dir(path("")).output().unwrap();
        (made.status.code(), String::from_utf8(made.stdout).unwrap() + &String::from_utf8(made.stderr).unwrap())
    };
    let (code, said) = run(&["check", "questions", "seeds", "--region", REGION, "-o", out.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{said}");
    let demo = out.join("seeds/demo/el-montage.kickstart.json");
    let content = ["--content", out.to_str().unwrap()];
    let (code, said) = run(&[&["advise", demo.to_str().unwrap()][..], &content].concat());
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Läs beställningar ur mejl") && !said.contains("Skåne"), "{said}");
    // The built-in content does not know the pack.
    assert_eq!(run(&["advise", demo.to_str().unwrap()]).0, Some(1));
    fs::write(out.join("questions/index.json"), "{}").unwrap();
    let (code, said) = run(&[&["advise", demo.to_str().unwrap()][..], &content].concat());
    assert!(code == Some(1) && said.contains("questions/index.json"), "{said}");
    fs::remove_dir_all(&out).unwrap();
}
