//! A region's own files laid over the content, and the whole checked.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{UI, folder};
use crate::problem::Problem;
use crate::wire::prose_v1::{self, ProseFile};
use crate::wire::{self, index_v1, kit_v1, region_v1};

/// Where the packs and languages are named.
const INDEX: &str = "questions/index.json";
/// Where the county is named.
const REGION: &str = "seeds/region/region.json";
/// The folders that can be laid over.
const FOLDERS: [&str; 2] = ["questions/", "seeds/"];

/// Files by path.
type Files = Vec<(String, String)>;

/// Lays a region's files over the content and checks what comes of it. `content` is given by paths that begin with
/// `questions/` or `seeds/`; those of the region's files begin with `place`, the region's folder as its editor knows it,
/// and go on in the same way.
///
/// Texts take the place of those with the same key, and the other texts of the file stay; any other file takes the
/// place of the whole file. What `kit.json` names is left out first, and what the index no longer names is left out too.
/// Problems in a file of the region name it by the region's own path.
pub fn lay_over(content: &[(String, String)], region: &[(String, String)], place: &str) -> (Files, Vec<Problem>) {
    let start = format!("{}/", place.trim_end_matches('/'));
    let own: BTreeMap<&str, &str> =
        region.iter().map(|(path, text)| (path.strip_prefix(&start).unwrap_or(path), text.as_str())).collect();
    let at_home = |path: &str| format!("{start}{path}");
    let mut problems = Vec::new();
    let mut laid: BTreeMap<String, String> = content.iter().cloned().collect();
    let replaced = match own.get(kit_v1::FILE) {
        Some(text) => kit_v1::read(&at_home(kit_v1::FILE), text).unwrap_or_else(|found| {
            problems.extend(found);
            Vec::new()
        }),
        None => {
            let path = at_home(kit_v1::FILE);
            problems.push(Problem::of_file(&path, "file-missing").with("path", &path));
            Vec::new()
        }
    };
    for named in &replaced {
        let before = laid.len();
        laid.retain(|path, _| {
            path != named && !path.strip_prefix(named.as_str()).is_some_and(|on| on.starts_with('/'))
        });
        if laid.len() == before {
            let problem = Problem::of_file(&at_home(kit_v1::FILE), "unknown-reference").at("replaces", named.as_str());
            problems.push(problem.with("id", named));
        }
    }
    for (path, text) in own.iter().filter(|(path, _)| **path != kit_v1::FILE) {
        if !FOLDERS.iter().any(|folder| path.starts_with(folder)) {
            problems.push(Problem::of_file(&at_home(path), "region-stray"));
            continue;
        }
        let over = laid.get(*path).and_then(|below| texts_over(path, below, text));
        let text = over.map_or_else(
            || text.to_string(),
            |(text, strange)| {
                problems.extend(
                    strange
                        .into_iter()
                        .map(|key| Problem::of_file(&at_home(path), "region-key").at(key, "").with("other", path)),
                );
                text
            },
        );
        laid.insert(path.to_string(), text);
    }
    leave_out_unnamed(content, &mut laid);
    foreign_names(content, &laid, &own, &start, &mut problems);
    let laid: Files = laid.into_iter().collect();
    problems.extend(super::check(&laid).into_iter().map(|mut problem| {
        if own.contains_key(problem.file.as_str()) {
            problem.file = at_home(&problem.file);
        }
        problem
    }));
    problems.sort();
    problems.dedup();
    (laid, problems)
}

/// A file of texts with those of another over it, and the app's own keys that it has not; `None` where one of the two is
/// no such file, or cannot be read.
fn texts_over(path: &str, below: &str, text: &str) -> Option<(String, Vec<String>)> {
    let (below, over) = (prose(path, below)?, prose(path, text)?);
    let keys: BTreeSet<&str> = below.texts.iter().map(|(key, _)| key.as_str()).collect();
    // What a pack needs, its structure says; what the app needs, only the app's own files say.
    let closed = UI.contains(&below.pack.as_str());
    let is_strange = |key: &str| closed && !keys.contains(key);
    let strange = over.texts.iter().filter(|(key, _)| is_strange(key)).map(|(key, _)| key.clone()).collect();
    let taken = below.texts.iter().chain(over.texts.iter().filter(|(key, _)| !is_strange(key)));
    let texts: BTreeMap<String, String> = taken.cloned().collect();
    Some((prose_v1::write(&ProseFile { texts: texts.into_iter().collect(), ..over }), strange))
}

fn prose(path: &str, text: &str) -> Option<ProseFile> {
    let is_prose = wire::format_of(path, text).is_ok_and(|format| format == prose_v1::FORMAT);
    if is_prose { prose_v1::read(path, text).ok() } else { None }
}

/// Takes away packs and languages that the index does not name.
fn leave_out_unnamed(content: &[(String, String)], laid: &mut BTreeMap<String, String>) {
    let index = |text: &str| index_v1::read(INDEX, text).ok();
    let before = content.iter().find(|(path, _)| path == INDEX).and_then(|(_, text)| index(text));
    let (Some(before), Some(now)) = (before, laid.get(INDEX).and_then(|text| index(text))) else { return };
    let gone: Vec<String> = before
        .packs
        .iter()
        .filter(|pack| !now.packs.contains(pack))
        .map(|(_, path)| format!("questions/{}", folder(path)))
        .collect();
    laid.retain(|path, text| {
        let foreign =
            prose(path, text).is_some_and(|file| !now.locales.iter().any(|(locale, _)| *locale == file.locale));
        !foreign && !gone.iter().any(|pack| path.starts_with(pack.as_str()))
    });
}

/// Texts that the region has not written and that name the region which the content was made for.
fn foreign_names(
    content: &[(String, String)],
    laid: &BTreeMap<String, String>,
    own: &BTreeMap<&str, &str>,
    start: &str,
    problems: &mut Vec<Problem>,
) {
    let county = |text: &str| region_v1::read(REGION, text).ok();
    let before = content.iter().find(|(path, _)| path == REGION).and_then(|(_, text)| county(text));
    let now = own.get(REGION).and_then(|text| county(text));
    let (Some(before), Some(now)) = (before, now) else { return };
    let names: Vec<&String> = before.names.iter().filter(|name| !now.names.contains(name)).collect();
    for (path, text) in laid {
        let Some(file) = prose(path, text) else { continue };
        let written = own.get(path.as_str()).and_then(|text| prose(path, text));
        let is_own = |key: &str| written.as_ref().is_some_and(|file| file.texts.iter().any(|(own, _)| own == key));
        for (key, text) in file.texts.iter().filter(|(key, _)| !is_own(key)) {
            if let Some(name) = names.iter().find(|name| text.contains(name.as_str())) {
                let problem = Problem::of_file(path, "region-name").at(key.as_str(), "");
                problems.push(problem.with("name", name).with("path", format!("{start}{path}")));
            }
        }
    }
}
