//! `kickstart cohort FILE|FOLDER…`: many reports as tables. Reports are read one at a time, and of each only what the
//! tables need is kept.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use kickstart::cohort::{Clerk, Cohort, Filter, Goals, Place, What};
use kickstart::date::Date;
use kickstart::problem::Problem;
use kickstart::reception::Form;
use kickstart::text::Prose;
use kickstart::wire::cohort_in::{Arrivals, FILE_LIMIT, Lines, has_lines};
use kickstart::wire::cohort_v1;
use kickstart::wire::csv::{self, Style};
use kickstart::wire::xlsx::{self, Refused};

use super::{check, content};

/// What was asked for.
pub struct Wanted {
    pub form: Form,
    pub anonymise: bool,
    /// What the programme's progress is measured against.
    pub goals: Goals,
    /// Where it goes; the screen for none.
    pub out: Option<PathBuf>,
}

/// Takes in, says what became of each file and writes the tables; whether there were problems.
pub fn gathered(paths: &[PathBuf], wanted: &Wanted, locale: &str, today: Date, prose: &Prose) -> bool {
    let Some((pack, catalogue, guides)) = content::structure() else {
        eprintln!("{}", Problem::of_file("kickstart", "nothing-to-check").sentence(prose));
        return true;
    };
    let clerk = Clerk::new(&pack, &catalogue, &guides, today);
    let mut arrivals = Arrivals::default();
    paths.iter().for_each(|path| take(&clerk, path, true, &mut arrivals));
    let cohort = arrivals.into_cohort();
    let failed = told(&cohort, prose);
    match written(&clerk, &cohort, wanted, locale) {
        Ok(()) => failed,
        // A reader that stops listening, such as `head`, is no fault of the reports.
        Err(Failure::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => failed,
        Err(failure) => {
            let path = wanted.out.as_deref().map(check::name).unwrap_or_default();
            let problem = match failure {
                Failure::Io(error) => Problem::of_file(&path, "cannot-write").with("reason", error),
                Failure::Book(Refused::TooManyRows) => Problem::of_file(&path, "too-many-rows"),
                Failure::Book(Refused::Writer(reason)) => {
                    Problem::of_file(&path, "cannot-write").with("reason", reason)
                }
            };
            eprintln!("{}", problem.sentence(prose));
            true
        }
    }
}

/// Takes a file, or every report of a folder. Links to folders are not followed, so a circle cannot be.
fn take(clerk: &Clerk, path: &Path, asked_for: bool, arrivals: &mut Arrivals) {
    let name = check::name(path);
    let cannot = |error: &io::Error| {
        let code = if error.kind() == io::ErrorKind::NotFound { "not-found" } else { "cannot-read" };
        vec![Problem::of_file(&name, code)]
    };
    if path.is_dir() && (asked_for || !path.is_symlink()) {
        match fs::read_dir(path) {
            Err(error) => arrivals.refuse(Place::of(&name), cannot(&error)),
            Ok(entries) => {
                let mut inside: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
                inside.sort();
                inside.retain(|inside| inside.is_dir() || is_report(inside));
                inside.iter().for_each(|inside| take(clerk, inside, false, arrivals));
            }
        }
        return;
    }
    let read = File::open(path).and_then(|file| {
        if has_lines(&name) {
            return lines(clerk, &name, file, arrivals);
        }
        let mut bytes = Vec::new();
        let limit = u64::try_from(FILE_LIMIT).unwrap_or(u64::MAX).saturating_add(1);
        file.take(limit).read_to_end(&mut bytes)?;
        arrivals.take_file(clerk, Place::of(&name), &bytes);
        Ok(())
    });
    if let Err(error) = read {
        arrivals.refuse(Place::of(&name), cannot(&error));
    }
}

fn ends(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|one| ending.eq_ignore_ascii_case(one)))
}

fn is_report(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !hidden && ends(path, &["json", "pdf", "ndjson", "jsonl", "txt"])
}

/// Takes a report a line.
fn lines(clerk: &Clerk, name: &str, mut file: impl Read, arrivals: &mut Arrivals) -> io::Result<()> {
    let (mut lines, mut slice) = (Lines::of(name), vec![0; 64 * 1024]);
    loop {
        let length = file.read(&mut slice)?;
        if length == 0 {
            lines.end(clerk, arrivals);
            return Ok(());
        }
        lines.take(clerk, slice.get(..length).unwrap_or_default(), arrivals);
    }
}

/// Says what became of everything; whether something was refused or has remarks. Of a file of many, the lines that were
/// taken in as they are have one line together.
fn told(cohort: &Cohort, prose: &Prose) -> bool {
    let fates = cohort.fates();
    let mut failed = false;
    let refused = fates.iter().filter(|fate| fate.what == What::Refused).count();
    let mut plain: Vec<(&str, usize)> = Vec::new();
    for fate in &fates {
        failed |= !fate.notes.is_empty();
        if fate.place.line > 0 && fate.what == What::TakenIn && fate.notes.is_empty() {
            match plain.last_mut() {
                Some((file, count)) if *file == &*fate.place.file => *count += 1,
                _ => plain.push((&fate.place.file, 1)),
            }
            continue;
        }
        eprintln!("{}", fate.sentence(prose));
        fate.notes.iter().for_each(|note| eprintln!("  {}", note.sentence(prose)));
    }
    for (file, count) in plain {
        eprintln!("{}", prose.fill("cohort.lines", &[("file", file), ("n", &count.to_string())]));
    }
    let firms = cohort.room(&Filter::default()).members.len();
    let [firms, all, refused] = [firms, fates.len(), refused].map(|count| count.to_string());
    eprintln!("{}", prose.fill("cohort.sum", &[("firms", &firms), ("all", &all), ("refused", &refused)]));
    failed
}

/// Why nothing, or not all, was written.
enum Failure {
    Io(io::Error),
    Book(Refused),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn written(clerk: &Clerk, cohort: &Cohort, wanted: &Wanted, locale: &str) -> Result<(), Failure> {
    let room = cohort.room(&Filter::default());
    if wanted.form == Form::Xlsx {
        let prose = content::texts(locale);
        let bytes = xlsx::book(clerk, &prose, cohort, &room, wanted.anonymise).map_err(Failure::Book)?;
        return Ok(wanted.out.as_ref().map_or(Ok(()), |path| fs::write(path, bytes))?);
    }
    let target: Box<dyn Write> = match &wanted.out {
        Some(path) => Box::new(File::create(path)?),
        None => Box::new(io::stdout().lock()),
    };
    let mut target = BufWriter::new(target);
    let mut result = Ok(());
    // The first failure is kept; nothing is written after it.
    let mut out = |text: &str| {
        if result.is_ok() {
            result = target.write_all(text.as_bytes());
        }
    };
    match wanted.form {
        Form::Json => cohort_v1::write(clerk, cohort, wanted.goals, wanted.anonymise, &mut out),
        Form::Ndjson => cohort_v1::write_lines(clerk.questionnaire, &room, wanted.anonymise, &mut out),
        Form::Csv | Form::Xlsx => {
            csv::write(Style::of(locale), clerk.questionnaire, &room, wanted.anonymise, &mut out);
        }
    }
    result?;
    Ok(target.flush()?)
}
