//! The same engine without a browser: the content check for people who edit content, and the advice for programmes with
//! more reports than a browser should hold. Exit code 0 when all is well, 1 for problems, 2 for a command that was not
//! understood.

mod advise;
mod check;
mod cohort;
mod content;
mod guide;
mod read;
mod report;
mod workshop;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use kickstart::cohort::Goals;
use kickstart::date::Moment;
use kickstart::paper::Wanted;
use kickstart::reception::Form;
use kickstart::text::Prose;
use kickstart::wire::prose_v1;

/// The words are compiled in, so that they can be said however broken the files are.
const WORDS: [(&str, &str); 2] = [
    ("sv", include_str!("../../../questions/ui/problems/sv.json")),
    ("en", include_str!("../../../questions/ui/problems/en.json")),
];

/// What is to be done with the paths.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Task {
    Check,
    Advise,
    Report,
    Read,
    Cohort,
    Workshop,
    Guide,
}

/// What was asked for.
#[derive(Default)]
struct Command {
    task: Option<Task>,
    help: bool,
    json: bool,
    summary: bool,
    notes: bool,
    form: Option<Form>,
    anonymise: bool,
    goals: Goals,
    out: Option<PathBuf>,
    date: Option<Moment>,
    locale: Option<String>,
    paths: Vec<PathBuf>,
    region: Option<PathBuf>,
    content: Option<PathBuf>,
    unknown: Option<String>,
}

fn command(arguments: impl Iterator<Item = String>) -> Command {
    let mut command = Command::default();
    let mut arguments = arguments.peekable();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--help" | "-h" | "help" => command.help = true,
            "--locale" => match arguments.next() {
                Some(locale) => command.locale = Some(locale),
                None => command.unknown = Some(argument),
            },
            "--date" if !matches!(command.task, None | Some(Task::Check | Task::Read)) => {
                let given = arguments.next().unwrap_or_default();
                command.date = Moment::parse(&given);
                if command.date.is_none() {
                    command.unknown = Some(format!("--date {given}"));
                }
            }
            "--json" if command.task == Some(Task::Advise) => command.json = true,
            "--summary" if command.task == Some(Task::Report) => command.summary = true,
            "--notes" if command.task == Some(Task::Report) => command.notes = true,
            "--anonymise" if matches!(command.task, Some(Task::Cohort | Task::Workshop)) => command.anonymise = true,
            "--reached" | "--supported" if command.task == Some(Task::Cohort) => {
                let given = arguments.next().unwrap_or_default();
                match (given.parse(), argument.as_str()) {
                    (Ok(goal), "--reached") => command.goals.reached = goal,
                    (Ok(goal), _) => command.goals.supported = goal,
                    (Err(_), _) => command.unknown = Some(format!("{argument} {given}")),
                }
            }
            form if command.task == Some(Task::Cohort) && form_of(form).is_some() => command.form = form_of(form),
            "--region" if command.task == Some(Task::Check) => match arguments.next() {
                Some(path) => command.region = Some(PathBuf::from(path)),
                None => command.unknown = Some(argument),
            },
            "--content" if !matches!(command.task, None | Some(Task::Check)) => match arguments.next() {
                Some(path) => command.content = Some(PathBuf::from(path)),
                None => command.unknown = Some(argument),
            },
            "-o" if !matches!(command.task, None | Some(Task::Advise | Task::Read)) => match arguments.next() {
                Some(path) => command.out = Some(PathBuf::from(path)),
                None => command.unknown = Some(argument),
            },
            "check" if command.task.is_none() => command.task = Some(Task::Check),
            "advise" if command.task.is_none() => command.task = Some(Task::Advise),
            "read" if command.task.is_none() => command.task = Some(Task::Read),
            "cohort" if command.task.is_none() => command.task = Some(Task::Cohort),
            "workshop" if command.task.is_none() => command.task = Some(Task::Workshop),
            "guide" if command.task.is_none() => command.task = Some(Task::Guide),
            "report" if command.task.is_none() => command.task = Some(Task::Report),
            _ if argument.starts_with('-') || command.task.is_none() => command.unknown = Some(argument),
            _ => command.paths.push(PathBuf::from(argument)),
        }
    }
    command
}

/// The form of tables that an option names.
fn form_of(option: &str) -> Option<Form> {
    Form::parse(option.strip_prefix("--")?)
}

fn words(locale: &str) -> Option<Prose> {
    let (_, text) = WORDS.iter().find(|(tag, _)| *tag == locale)?;
    let mut prose = Prose::new();
    prose.extend(prose_v1::read(locale, text).ok()?.texts);
    Some(prose)
}

/// What can be asked for. One text would be longer than a text may be.
fn help(prose: &Prose) -> String {
    ["cli.help", "cli.help-workshop", "cli.help-guide", "cli.help-cohort", "cli.help-region", "cli.help-end"]
        .map(|key| prose.say(key))
        .join("\n\n")
}

fn main() -> ExitCode {
    // Arguments that are not Unicode become visible as such rather than a panic.
    let command = command(std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()));
    let locale = command.locale.as_deref().unwrap_or("sv");
    let known = words(locale);
    let foreign = known.is_none().then(|| locale.to_string());
    let prose = known.or_else(|| words("sv")).unwrap_or_default();
    if let Some(Err(problems)) = command.content.as_deref().map(content::take_from) {
        problems.iter().for_each(|problem| eprintln!("{}", problem.sentence(&prose)));
        return ExitCode::from(1);
    }
    let lines = match (command.unknown.or(foreign), command.help, command.task) {
        (Some(unknown), ..) => Err(vec![prose.fill("cli.unknown", &[("word", &unknown)]), help(&prose)]),
        (None, true, _) => Ok((vec![help(&prose)], false)),
        (None, false, Some(Task::Check)) if !command.paths.is_empty() => {
            Ok(check::checked(&command.paths, command.region.as_deref(), command.out.as_deref(), &prose))
        }
        (None, false, Some(Task::Advise)) if !command.paths.is_empty() => {
            let now = command.date.unwrap_or_else(advise::now);
            Ok(advise::advised(&command.paths, locale, now.day(), command.json, &prose))
        }
        (None, false, Some(Task::Read)) if !command.paths.is_empty() => {
            // What is wrong must not stand between the reports.
            let (reports, problems) = read::read(&command.paths, &prose);
            problems.iter().for_each(|problem| eprintln!("{problem}"));
            Ok((reports, !problems.is_empty()))
        }
        (None, false, Some(Task::Cohort)) if !command.paths.is_empty() => {
            let now = command.date.unwrap_or_else(advise::now);
            match (command.form, command.out) {
                (Some(Form::Xlsx), None) | (None, _) => Err(vec![help(&prose)]),
                (Some(form), out) => {
                    let wanted = cohort::Wanted { form, anonymise: command.anonymise, goals: command.goals, out };
                    Ok((Vec::new(), cohort::gathered(&command.paths, &wanted, locale, now.day(), &prose)))
                }
            }
        }
        (None, false, Some(Task::Report)) => match (command.paths.as_slice(), &command.out) {
            ([from], Some(to)) => {
                let now = command.date.unwrap_or_else(advise::now);
                let wanted = Wanted { summary: command.summary, notes: command.notes };
                Ok(report::written(from, to, locale, now, wanted, &prose))
            }
            _ => Err(vec![help(&prose)]),
        },
        (None, false, Some(Task::Workshop)) => match (command.paths.as_slice(), &command.out) {
            ([from], Some(to)) => {
                let now = command.date.unwrap_or_else(advise::now);
                Ok(workshop::written(from, to, locale, now, command.anonymise, &prose))
            }
            _ => Err(vec![help(&prose)]),
        },
        (None, false, Some(Task::Guide)) => match (command.paths.as_slice(), &command.out) {
            ([], Some(to)) => Ok(guide::written(to, locale, command.date.unwrap_or_else(advise::now), &prose)),
            _ => Err(vec![help(&prose)]),
        },
        (None, false, _) => Err(vec![help(&prose)]),
    };
    let (lines, code) = match lines {
        Ok((lines, problems)) => (lines, u8::from(problems)),
        Err(lines) => (lines, 2),
    };
    // A reader that stops listening, such as `head`, is no fault of the content.
    if !lines.is_empty() {
        let _ = writeln!(io::stdout().lock(), "{}", lines.join("\n"));
    }
    ExitCode::from(code)
}
