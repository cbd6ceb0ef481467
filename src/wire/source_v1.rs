//! Sources, as every seed file carries them.

use serde_json::Value;

use super::shape::{Shape, closed, list, may, must};
use super::take;
use crate::date::Date;
use crate::document::is_address;
use crate::problem::Problem;
use crate::source::{Source, SourceKind};
use crate::text::Locale;

/// What one source may look like.
pub const SOURCE: Shape = closed![
    must!("title", Shape::Text(240)),
    must!("lang", Shape::Id),
    may!("url", Shape::Text(400)),
    may!("written", Shape::Text(10)),
    must!("kind", Shape::Word(&["primary", "secondary", "own"])),
    must!("read", Shape::Text(10)),
];

/// A list of sources.
pub const SOURCES: Shape = list!(SOURCE, 12);

/// The sources of an entry; one whose day of reading is no day is left out, and told of by [`check`].
pub fn sources(entry: &Value) -> Vec<Source> {
    take::list(entry, "sources").iter().filter_map(source).collect()
}

fn source(value: &Value) -> Option<Source> {
    let optional = |name: &str| value[name].as_str().map(str::to_string);
    Some(Source {
        title: take::text(value, "title").to_string(),
        lang: Locale::new(take::text(value, "lang")),
        url: optional("url"),
        written: optional("written"),
        kind: match take::text(value, "kind") {
            "primary" => SourceKind::Primary,
            "secondary" => SourceKind::Secondary,
            _ => SourceKind::Own,
        },
        read: Date::parse(take::text(value, "read"))?,
    })
}

/// What only the values tell: no source at all, an address that is none, a day that does not exist. `place` names the
/// entry.
pub fn check(file: &str, place: &str, entry: &Value) -> Vec<Problem> {
    let all = take::list(entry, "sources");
    let none = all.is_empty().then(|| Problem::of_file(file, "no-source").at(place, "sources"));
    let wrong = all.iter().flat_map(|source| {
        let day = Date::parse(take::text(source, "read")).is_none().then(|| ("bad-date", take::text(source, "read")));
        let written = source["written"].as_str().filter(|text| !is_written(text)).map(|text| ("bad-date", text));
        let url = source["url"].as_str().filter(|url| !is_address(url)).map(|url| ("bad-address", url));
        [day, written, url].into_iter().flatten()
    });
    let wrong = wrong.map(|(kind, found)| Problem::of_file(file, kind).at(place, "sources").with("found", found));
    none.into_iter().chain(wrong).collect()
}

/// A year, a month or a day.
fn is_written(text: &str) -> bool {
    match text.len() {
        4 => Date::parse(&format!("{text}-01-01")).is_some(),
        7 => Date::parse(&format!("{text}-01")).is_some(),
        _ => Date::parse(text).is_some(),
    }
}
