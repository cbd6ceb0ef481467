//! Starting other programs: the project's tools first on the PATH, output shown as it comes, failures as sentences.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use crate::project::Project;
use crate::{Outcome, browser};

/// A program of the project's, run in its folder with its own tools before all others.
pub fn tool(project: &Project, program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&project.root).env("PATH", path(project));
    if let Some(chrome) = browser::chrome() {
        command.env("KICKSTART_CHROME", chrome);
    }
    command
}

/// Cargo, by the name that respects the pinned toolchain.
pub fn cargo(project: &Project) -> Command {
    tool(project, "cargo")
}

/// Trunk. It reads NO_COLOR as true or false and refuses the usual `NO_COLOR=1`.
pub fn trunk(project: &Project) -> Command {
    let mut command = tool(project, "trunk");
    command.env("RUST_BACKTRACE", "0"); // its own, of no use here: what failed is the compiler's message above it
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        command.env("NO_COLOR", "true");
    } else {
        command.env_remove("NO_COLOR");
    }
    command
}

/// Node with a script, given by its path in the project.
pub fn node(project: &Project, script: &str) -> Command {
    let mut command = tool(project, "node");
    command.arg(script);
    command
}

/// npm is a script on Windows, and only its full name is found there.
pub fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

fn path(project: &Project) -> OsString {
    let own = [project.tools().join("bin"), project.e2e().join("node_modules").join(".bin")];
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(own.into_iter().chain(env::split_paths(&rest))).unwrap_or(rest)
}

/// The command as a person would type it.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// Runs to the end, with the output straight to the terminal.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", shown(command))) }
}

/// Runs quietly and yields what was printed on standard output; none when the program is missing or fails.
pub fn quiet(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs to the end, shows the output as it comes and keeps all of it: `(succeeded, text)`.
pub fn watched(command: &mut Command) -> Outcome<(bool, String)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let out = child.stdout.take().map(|pipe| thread::spawn(move || copy(pipe, std::io::stdout())));
    let err = child.stderr.take().map(|pipe| thread::spawn(move || copy(pipe, std::io::stderr())));
    let status = child.wait().map_err(|error| format!("`{}` was lost: {error}", shown(command)))?;
    let mut text = String::new();
    for copier in [out, err].into_iter().flatten() {
        text.push_str(&copier.join().unwrap_or_default());
        text.push('\n');
    }
    Ok((status.success(), text))
}

/// Passes on what comes, and keeps it.
fn copy(mut from: impl Read, mut to: impl Write) -> String {
    let mut kept = Vec::new();
    let mut buffer = [0; 8192];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        let part = buffer.get(..count).unwrap_or_default();
        kept.extend_from_slice(part);
        // The step's result counts, not whether someone still reads the terminal.
        let _ = to.write_all(part).and_then(|()| to.flush());
    }
    String::from_utf8_lossy(&kept).into_owned()
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    let program = command.get_program().to_string_lossy();
    format!("{program} could not be started ({error}). `cargo xtask setup` installs what is missing.")
}
