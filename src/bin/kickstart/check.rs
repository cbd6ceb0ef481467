//! `kickstart check PATH…`: the content check for people who edit content.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use kickstart::content;
use kickstart::problem::Problem;
use kickstart::text::Prose;
use kickstart::wire::SIZE_LIMIT;

/// The lines to print, and whether there are problems. With a region, its files are laid over those of the paths, and
/// what comes of it is written to `out` when all is well.
pub fn checked(paths: &[PathBuf], region: Option<&Path>, out: Option<&Path>, prose: &Prose) -> (Vec<String>, bool) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        let from = files.len();
        take(path, true, &mut files, &mut problems);
        if region.is_some() {
            from_its_folder(path, &mut files[from..]);
        }
    }
    files.sort();
    files.dedup();
    if files.is_empty() && problems.is_empty() {
        let shown: Vec<String> = paths.iter().map(|path| name(path)).collect();
        problems.push(Problem::of_file(&shown.join(", "), "nothing-to-check"));
    }
    match region {
        None => problems.extend(content::check(&files)),
        Some(region) => {
            let mut own = Vec::new();
            take(region, true, &mut own, &mut problems);
            let (laid, found) = content::lay_over(&files, &own, &name(region));
            problems.extend(found);
            files = laid;
        }
    }
    if let (Some(out), true) = (out, problems.is_empty()) {
        problems.extend(files.iter().filter_map(|(path, text)| write(&out.join(path), text)));
    }
    let mut lines: Vec<String> = problems.iter().map(|problem| problem.sentence(prose)).collect();
    let count = |number: usize| number.to_string();
    lines.push(match problems.len() {
        0 => prose.fill("cli.none", &[("files", &count(files.len()))]),
        1 => prose.fill("cli.one", &[("files", &count(files.len()))]),
        found => prose.fill("cli.many", &[("files", &count(files.len())), ("n", &count(found))]),
    });
    for time in content::reading_time(&files) {
        let language = format!("word.language-{}", time.locale);
        let (minutes, seconds) = (count(time.seconds / 60), count(time.seconds % 60));
        let words: usize = time.parts.iter().map(|(_, words, _)| words).sum();
        let answers: usize = time.parts.iter().map(|(_, _, answers)| answers).sum();
        let parts: Vec<String> = time.parts.iter().map(|(part, words, _)| format!("{part} {words}")).collect();
        let values = [
            ("language", prose.find(&language).unwrap_or(time.locale.as_str())),
            ("minutes", &minutes),
            ("seconds", &seconds),
            ("limit", &count(content::READING_LIMIT / 60)),
            ("words", &count(words)),
            ("answers", &count(answers)),
            ("parts", &parts.join(", ")),
        ];
        lines.push(prose.fill("cli.reading", &values));
    }
    (lines, !problems.is_empty())
}

/// Files below a folder, named from that folder on: as `questions/…`, wherever the folder lies.
pub fn from_its_folder(path: &Path, files: &mut [(String, String)]) {
    let before = path.parent().map(name).filter(|before| !before.is_empty()).map(|before| format!("{before}/"));
    for (file, _) in files {
        if let Some(short) = before.as_ref().and_then(|before| file.strip_prefix(before.as_str())) {
            *file = short.to_string();
        }
    }
}

/// Writes a file and its folders; what went wrong.
fn write(path: &Path, text: &str) -> Option<Problem> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    let error = folder.and_then(|()| fs::write(path, text)).err()?;
    Some(Problem::of_file(&name(path), "cannot-write").with("reason", error))
}

/// A path as people write it, with slashes on every system.
pub fn name(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").map_or(text.clone(), str::to_string)
}

/// Takes a file, or every content file of a folder. Links to folders are not followed, so a circle cannot be.
pub fn take(path: &Path, asked_for: bool, files: &mut Vec<(String, String)>, problems: &mut Vec<Problem>) {
    let cannot = |error: &io::Error| {
        Problem::of_file(&name(path), if error.kind() == io::ErrorKind::NotFound { "not-found" } else { "cannot-read" })
    };
    let is_folder = if asked_for { path.is_dir() } else { path.is_dir() && !path.is_symlink() };
    if is_folder {
        match fs::read_dir(path) {
            Ok(entries) => {
                let mut inside: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
                inside.sort();
                inside
                    .iter()
                    .filter(|inside| is_content(inside))
                    .for_each(|inside| take(inside, false, files, problems));
            }
            Err(error) => problems.push(cannot(&error)),
        }
        return;
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(SIZE_LIMIT).unwrap_or(u64::MAX).saturating_add(1);
    match File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)) {
        Err(error) => problems.push(cannot(&error)),
        Ok(_) => match String::from_utf8(bytes) {
            Ok(text) => files.push((name(path), text)),
            Err(_) => problems.push(Problem::of_file(&name(path), "not-text")),
        },
    }
}

/// Whether something found in a folder is content: folders, JSON and the list of ids; not the schemas, which are made
/// by the program.
fn is_content(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if path.is_dir() {
        return name != "schema" && !name.starts_with('.') && name != "node_modules" && name != "target";
    }
    name.ends_with(".json") && !name.starts_with('.') || name == "ids.lock"
}
