//! The content tree: which file is what, read into checked values.

use std::collections::{BTreeMap, BTreeSet};

use crate::advice::Catalogue;
use crate::benchmark::Benchmarks;
use crate::colours::Colours;
use crate::funding::Funding;
use crate::law::Law;
use crate::people::{Actors, Training};
use crate::problem::Problem;
use crate::questionnaire::Questionnaire;
use crate::region::Region;
use crate::text::Locale;
use crate::wire::index_v1::{self, Index};
use crate::wire::prose_v1::{self, ProseFile};
use crate::wire::{
    self, actors_v1, benchmark_v1, colours_v1, draft_v1, funding_v1, law_v1, pack_v1, region_v1, report_v1, seed_v1,
    training_v1,
};

/// The texts around all packs: the app's own, and those of problems.
pub(super) const UI: [&str; 2] = ["ui", "ui-problems"];
/// The files of `seeds/`: each has structure in `<name>.json` and texts beside it, in the pack of that name.
pub(super) const USE_CASES: &str = "use-cases";
pub(super) const ACTORS: &str = "actors";
pub(super) const TRAINING: &str = "training";
pub(super) const LAW: &str = "law";
pub(super) const FUNDING: &str = "funding";
pub(super) const BENCHMARKS: &str = "benchmarks";
const SEEDS: [&str; 6] = [USE_CASES, ACTORS, TRAINING, LAW, FUNDING, BENCHMARKS];
/// The formats of content.
const FORMATS: [&str; 12] = [
    index_v1::FORMAT,
    pack_v1::FORMAT,
    prose_v1::FORMAT,
    seed_v1::FORMAT,
    actors_v1::FORMAT,
    training_v1::FORMAT,
    law_v1::FORMAT,
    funding_v1::FORMAT,
    benchmark_v1::FORMAT,
    region_v1::FORMAT,
    colours_v1::FORMAT,
    report_v1::FORMAT,
];
/// The file of all ids ever used.
const LOCK: &str = "ids.lock";
/// The file of a pack's structure, in the folder of its id.
const STRUCTURE: &str = "questionnaire.json";

/// All content files, as far as they can be read.
#[derive(Default)]
pub(super) struct Tree<'a> {
    pub index: Option<(&'a str, Index)>,
    pub packs: Vec<(&'a str, Questionnaire)>,
    pub catalogue: Option<(&'a str, Catalogue)>,
    pub actors: Option<(&'a str, Actors)>,
    pub training: Option<(&'a str, Training)>,
    pub law: Option<(&'a str, Law)>,
    pub funding: Option<(&'a str, Funding)>,
    pub benchmarks: Option<(&'a str, Benchmarks)>,
    pub region: Option<(&'a str, Region)>,
    pub colours: Option<(&'a str, Colours)>,
    pub prose: Vec<(&'a str, ProseFile)>,
    pub lock: Option<(&'a str, &'a str)>,
    /// Whether every file could be read. If not, checks between files would blame the wrong one.
    pub whole: bool,
}

/// One text and the file it stands in.
pub(super) type Placed<'t> = (&'t str, &'t str);

/// What one pack is shown with, language by language.
pub(super) struct Scope<'t> {
    pub pack: &'t Questionnaire,
    /// Languages with file and text by key; the source language first.
    pub tables: Vec<(Locale, BTreeMap<&'t str, Placed<'t>>)>,
}

impl<'a> Tree<'a> {
    /// Reads every file; what cannot be read becomes problems.
    pub fn read(files: &'a [(String, String)], problems: &mut Vec<Problem>) -> Self {
        let mut tree = Self { whole: true, ..Self::default() };
        let mut reports = Vec::new();
        for (file, text) in files {
            if name(file) == LOCK {
                tree.lock = Some((file, text));
                continue;
            }
            let found = problems.len();
            match wire::format_of(file, text) {
                Ok(format) if format == report_v1::FORMAT => reports.push((file, text)),
                Ok(format) => tree.take(file, text, &format, problems),
                Err(problem) => problems.push(problem),
            }
            tree.whole &= problems.len() == found;
            if problems.len() == found {
                problems
                    .extend(keys_twice(text).into_iter().map(|key| Problem::of_file(file, "key-twice").at(key, "")));
            }
        }
        if let (Some((_, pack)), Some((_, catalogue))) = (tree.packs.first(), &tree.catalogue) {
            for (file, text) in reports {
                match report_v1::read(pack, catalogue, file, text) {
                    Ok(report) => problems.extend(report.notes),
                    Err(found) => problems.extend(found),
                }
            }
        }
        tree
    }

    fn take(&mut self, file: &'a str, text: &str, format: &str, problems: &mut Vec<Problem>) {
        let failed = match format {
            index_v1::FORMAT => index_v1::read(file, text).map(|index| self.index = Some((file, index))).err(),
            pack_v1::FORMAT => pack_v1::read(file, text).map(|pack| self.packs.push((file, pack))).err(),
            prose_v1::FORMAT => prose_v1::read(file, text).map(|prose| self.prose.push((file, prose))).err(),
            seed_v1::FORMAT => seed_v1::read(file, text).map(|all| self.catalogue = Some((file, all))).err(),
            actors_v1::FORMAT => actors_v1::read(file, text).map(|all| self.actors = Some((file, all))).err(),
            training_v1::FORMAT => training_v1::read(file, text).map(|all| self.training = Some((file, all))).err(),
            law_v1::FORMAT => law_v1::read(file, text).map(|all| self.law = Some((file, all))).err(),
            funding_v1::FORMAT => funding_v1::read(file, text).map(|all| self.funding = Some((file, all))).err(),
            benchmark_v1::FORMAT => benchmark_v1::read(file, text).map(|all| self.benchmarks = Some((file, all))).err(),
            region_v1::FORMAT => region_v1::read(file, text).map(|all| self.region = Some((file, all))).err(),
            colours_v1::FORMAT => colours_v1::read(file, text).map(|all| self.colours = Some((file, all))).err(),
            found => {
                let kind = if found == draft_v1::FORMAT { "draft-in-content" } else { "unknown-kind" };
                Some(vec![Problem::of_file(file, kind).with("found", found).with("known", FORMATS.join(", "))])
            }
        };
        problems.extend(failed.into_iter().flatten());
    }

    /// What a pack is shown with: its own texts, the app's and those of the seeds.
    pub fn scope<'t>(&'t self, pack: &'t Questionnaire) -> Scope<'t> {
        let mut locales = pack.locales.clone();
        locales.sort_by_key(|locale| *locale != pack.source);
        let table = |locale: Locale| {
            let files = self.shown_with(pack).filter(|(_, prose)| prose.locale == locale);
            let texts = files.flat_map(|(file, prose)| {
                prose.texts.iter().map(move |(key, text)| (key.as_str(), (*file, text.as_str())))
            });
            (locale.clone(), texts.collect())
        };
        Scope { pack, tables: locales.into_iter().map(table).collect() }
    }

    /// The files of texts that the app reads with a pack.
    pub fn shown_with(&self, pack: &Questionnaire) -> impl Iterator<Item = &(&'a str, ProseFile)> {
        self.prose.iter().filter(|(_, prose)| {
            let owner = prose.pack.as_str();
            owner == pack.id || SEEDS.contains(&owner) || UI.contains(&owner)
        })
    }

    /// The file of `seeds/` that has the structure of a pack of texts.
    fn seed(&self, pack: &str) -> Option<&str> {
        match pack {
            USE_CASES => self.catalogue.as_ref().map(|(file, _)| *file),
            ACTORS => self.actors.as_ref().map(|(file, _)| *file),
            TRAINING => self.training.as_ref().map(|(file, _)| *file),
            LAW => self.law.as_ref().map(|(file, _)| *file),
            FUNDING => self.funding.as_ref().map(|(file, _)| *file),
            BENCHMARKS => self.benchmarks.as_ref().map(|(file, _)| *file),
            _ => None,
        }
    }

    /// Where the texts of a pack, and of one of its pieces, have to stand for the app to fetch them.
    pub fn place(&self, pack: &str, piece: Option<&str>, locale: &Locale) -> Option<String> {
        let questions = self.index.as_ref().map(|(file, _)| folder(file));
        let own = self.packs.iter().find(|(_, own)| own.id == pack).map(|(file, _)| folder(file).to_string());
        let base = match pack {
            "ui" => format!("{}ui/", questions?),
            "ui-problems" => format!("{}ui/problems/", questions?),
            seed if SEEDS.contains(&seed) => folder(self.seed(seed)?).to_string(),
            _ => own?,
        };
        Some(piece.map_or_else(|| format!("{base}{locale}.json"), |id| format!("{base}{locale}/{id}.json")))
    }

    /// Whether every file is there, stands where the app looks for it, and belongs to something.
    pub fn check_places(&self, problems: &mut Vec<Problem>) {
        if let Some((file, index)) = &self.index {
            let questions = folder(file);
            for (id, path) in &index.packs {
                let path = format!("{questions}{path}");
                match self.packs.iter().find(|(file, _)| **file == path) {
                    None => problems.push(Problem::of_file(file, "file-missing").at("packs", id).with("path", path)),
                    Some((_, pack)) if pack.id != *id => {
                        let problem = Problem::of_file(file, "pack-named-otherwise").at("packs", id);
                        problems.push(problem.with("path", path).with("found", &pack.id));
                    }
                    Some((file, pack)) => {
                        // The app finds the texts by the pack's id.
                        let place = format!("{questions}{id}/{STRUCTURE}");
                        if path != place {
                            problems.push(Problem::of_file(file, "pack-place").with("path", place));
                        }
                        same_locales(file, pack, index, problems);
                    }
                }
            }
            if self.lock.is_none() {
                problems.push(Problem::of_file(file, "file-missing").with("path", format!("{}{LOCK}", folder(file))));
            }
        }
        for (file, prose) in &self.prose {
            match self.place(&prose.pack, prose.piece.as_deref(), &prose.locale) {
                Some(place) if place != *file => {
                    problems.push(Problem::of_file(file, "wrong-place").with("path", place));
                }
                None if self.index.is_some() && SEEDS.contains(&prose.pack.as_str()) => {
                    let base = folder(file).trim_end_matches(&format!("{}/", prose.locale));
                    let path = format!("{base}{}.json", prose.pack);
                    problems.push(Problem::of_file(&path, "file-missing").with("path", &path));
                }
                None if self.index.is_some() => {
                    problems.push(Problem::of_file(file, "unknown-reference").at("", "pack").with("id", &prose.pack));
                }
                _ => {}
            }
        }
    }
}

/// A pack and the index name the same languages.
fn same_locales(file: &str, pack: &Questionnaire, index: &Index, problems: &mut Vec<Problem>) {
    let offered: BTreeSet<&Locale> = index.locales.iter().map(|(locale, _)| locale).collect();
    let written: BTreeSet<&Locale> = pack.locales.iter().collect();
    for locale in offered.symmetric_difference(&written) {
        problems.push(Problem::of_file(file, "languages-differ").at("locales", "").with("locale", locale));
    }
}

/// A path up to and with its last slash.
pub(super) fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..=at])
}

fn name(path: &str) -> &str {
    &path[folder(path).len()..]
}

/// Every key that stands twice in one pair of braces. Readers of JSON keep the last one without a word, so this
/// looks at the text itself, which is known to be JSON.
fn keys_twice(text: &str) -> Vec<String> {
    let (mut open, mut twice): (Vec<Option<BTreeSet<&str>>>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut awaiting_key, mut at) = (false, 0);
    while let Some(mark) = text.as_bytes().get(at) {
        at += 1;
        match mark {
            b'{' => {
                open.push(Some(BTreeSet::new()));
                awaiting_key = true;
            }
            b'[' => open.push(None),
            b'}' | b']' => {
                open.pop();
                awaiting_key = false;
            }
            b',' => awaiting_key = matches!(open.last(), Some(Some(_))),
            b':' => awaiting_key = false,
            b'"' => {
                let key = text.get(at..at + string_end(&text[at..])).unwrap_or_default();
                let seen = open.last_mut().and_then(Option::as_mut).filter(|_| awaiting_key);
                if seen.is_some_and(|seen| !seen.insert(key)) {
                    twice.push(key.to_string());
                }
                at += key.len() + 1;
            }
            _ => {}
        }
    }
    twice
}

/// Where a string that has been opened ends.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::keys_twice;

    #[test]
    fn a_key_twice_is_seen_at_any_depth_and_only_within_one_pair_of_braces() {
        assert_eq!(keys_twice(r#"{"a":{"x":1,"y":"x"},"b":[{"x":1},{"x":2}],"c":"a"}"#), Vec::<String>::new());
        assert_eq!(keys_twice(r#"{"a":{"x":1,"x\"":2,"x":[1,"x"]},"a":0}"#), vec!["x", "a"]);
    }
}
