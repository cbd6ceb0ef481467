//! The steps of `cargo xtask test`: what each runs, what it needs, and how its result is counted.

use std::fs;
use std::process::Command;

use crate::counts::Runner;
use crate::project::Project;
use crate::setup::Needs;
use crate::{Outcome, browser, process};

const WASM: &str = "wasm32-unknown-unknown";
/// The folders that an editor of content works in.
pub const CONTENT_FOLDERS: [&str; 2] = ["questions", "seeds"];

/// The region that shows that another one needs no Rust.
pub const EXAMPLE_REGION: &str = "tests/fixtures/region/exempelregionen";

/// One step, in the order they run: the quick and the telling ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Fmt,
    Clippy,
    Core,
    Content,
    Supply,
    Pdf,
    Analysis,
    Web,
    Dist,
    Sizes,
    E2e,
}

/// How a step is run and counted.
pub enum Work {
    /// Commands that together count as one: all of them must succeed.
    Check(Vec<Command>),
    /// Test runs, counted by what they print.
    Tests(Runner, Vec<Command>),
    /// The release build, which counts as one.
    Dist,
    /// The size budget, which counts as one.
    Sizes,
}

impl Step {
    pub const ALL: [Step; 11] = [
        Step::Fmt,
        Step::Clippy,
        Step::Core,
        Step::Content,
        Step::Supply,
        Step::Pdf,
        Step::Analysis,
        Step::Web,
        Step::Dist,
        Step::Sizes,
        Step::E2e,
    ];
    /// What needs neither a browser nor a release build.
    const FAST: [Step; 4] = [Step::Fmt, Step::Clippy, Step::Core, Step::Content];

    pub fn name(self) -> &'static str {
        match self {
            Step::Fmt => "fmt",
            Step::Clippy => "clippy",
            Step::Core => "core",
            Step::Content => "content",
            Step::Supply => "supply",
            Step::Pdf => "pdf",
            Step::Analysis => "analysis",
            Step::Web => "web",
            Step::Dist => "dist",
            Step::Sizes => "sizes",
            Step::E2e => "e2e",
        }
    }

    pub fn needs(self) -> Needs {
        match self {
            Step::Fmt
            | Step::Clippy
            | Step::Core
            | Step::Content
            | Step::Supply
            | Step::Pdf
            | Step::Analysis
            | Step::Sizes => Needs::RUST,
            Step::Web => Needs { bindgen: true, browser: true, ..Needs::RUST },
            Step::Dist => Needs::DIST,
            Step::E2e => Needs { npm: true, browser: true, ..Needs::RUST },
        }
    }

    pub fn work(self, project: &Project) -> Outcome<Work> {
        let cargo = |args: &[&str]| {
            let mut command = process::cargo(project);
            command.args(args);
            command
        };
        Ok(match self {
            Step::Fmt => Work::Check(vec![cargo(&["fmt", "--all", "--check"])]),
            Step::Clippy => Work::Check(
                [
                    &["--no-default-features", "--all-targets"][..],
                    &["--no-default-features", "--features", "cli", "--all-targets"],
                    &["--target", WASM, "--features", "web", "--lib", "--bin", "app"],
                    &["--target", WASM, "--no-default-features", "--features", "web", "--test", "web"],
                    &["--target", WASM, "--no-default-features", "--features", "worker", "--bin", "pdf-worker"],
                    &[
                        "--target",
                        WASM,
                        "--no-default-features",
                        "--features",
                        "reports-worker",
                        "--bin",
                        "reports-worker",
                    ],
                    &["-p", "xtask", "--all-targets"],
                ]
                .map(|what| cargo(&[&["clippy", "--quiet"], what, &["--", "-D", "warnings"]].concat()))
                .into(),
            ),
            Step::Core => Work::Tests(
                Runner::Cargo,
                vec![
                    cargo(&["test", "--no-fail-fast", "--no-default-features", "--features", "cli"]),
                    cargo(&["test", "--no-fail-fast", "-p", "xtask"]),
                ],
            ),
            Step::Content => {
                let mut check = check_content(project);
                check.args(CONTENT_FOLDERS);
                let mut region = check_content(project);
                region.args(CONTENT_FOLDERS).args(["--region", EXAMPLE_REGION]);
                let mut commands = vec![check, region];
                commands.extend(with_command(project, "tests/content/examples.mjs"));
                Work::Check(commands)
            }
            Step::Supply => Work::Check(vec![process::node(project, "tests/supply/run.mjs")]),
            Step::Pdf => Work::Check(with_command(project, "tests/pdf-validate/run.mjs")),
            Step::Analysis => Work::Check(with_command(project, "tests/analysis/run.mjs")),
            Step::Web => {
                let mut tests =
                    cargo(&["test", "--target", WASM, "--no-default-features", "--features", "web", "--test", "web"]);
                if let Some(driver) = browser::driver() {
                    tests.env("CHROMEDRIVER", driver);
                }
                Work::Tests(Runner::Cargo, vec![tests])
            }
            Step::Dist => Work::Dist,
            Step::Sizes => Work::Sizes,
            Step::E2e => Work::Tests(Runner::Node, vec![end_to_end(project)?]),
        })
    }
}

/// Builds the command line program and hands it to a script that tries what it makes on programs that are not ours.
fn with_command(project: &Project, script: &str) -> Vec<Command> {
    let mut build = process::cargo(project);
    build.args(["build", "--quiet", "--no-default-features", "--features", "cli", "--bin", "kickstart"]);
    let program = project.root.join("target/debug").join(format!("kickstart{}", std::env::consts::EXE_SUFFIX));
    let mut script = process::node(project, script);
    script.arg(program);
    vec![build, script]
}

/// The content check, without the paths to check.
pub fn check_content(project: &Project) -> Command {
    let mut command = process::cargo(project);
    command.args(["run", "--quiet", "--no-default-features", "--features", "cli", "--bin", "kickstart", "--", "check"]);
    command
}

/// Node's runner over every end-to-end test. The files are named one by one: Node 20 knows no patterns.
fn end_to_end(project: &Project) -> Outcome<Command> {
    let entries = fs::read_dir(project.e2e()).map_err(|error| format!("cannot list tests/e2e: {error}"))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> =
        names.filter(|name| name.ends_with(".test.mjs")).map(|name| format!("tests/e2e/{name}")).collect();
    if files.is_empty() {
        return Err("tests/e2e has no *.test.mjs".to_owned());
    }
    files.sort();
    let mut command = process::tool(project, "node");
    command.args(["--test", "--test-reporter=spec"]).args(files);
    Ok(command)
}

/// The steps to run, always in their own order.
pub fn choose(only: Option<&str>, fast: bool) -> Outcome<Vec<Step>> {
    let mut chosen: Vec<Step> = if fast { Step::FAST.into() } else { Step::ALL.into() };
    if let Some(list) = only {
        let names: Vec<&str> = list.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        if let Some(unknown) = names.iter().find(|name| Step::ALL.iter().all(|step| step.name() != **name)) {
            return Err(format!(
                "there is no step “{unknown}”; the steps are {}",
                Step::ALL.map(Step::name).join(", ")
            ));
        }
        chosen.retain(|step| names.contains(&step.name()));
    }
    if chosen.is_empty() { Err("no step is left to run".to_owned()) } else { Ok(chosen) }
}

#[cfg(test)]
mod tests {
    use super::{Step, choose};

    #[test]
    fn chosen_steps_keep_their_order() {
        assert_eq!(choose(Some("content, core"), false), Ok(vec![Step::Core, Step::Content]));
        assert_eq!(choose(None, false), Ok(Step::ALL.to_vec()));
    }

    #[test]
    fn fast_needs_no_browser_and_no_release_build() {
        let steps = choose(None, true).unwrap_or_default();
        assert!(!steps.is_empty());
        assert!(steps.iter().all(|step| !step.needs().browser && !step.needs().trunk));
    }

    #[test]
    fn a_step_that_does_not_exist_is_an_error() {
        assert!(choose(Some("core,sise"), false).is_err_and(|sentence| sentence.contains("sise")));
        assert!(choose(Some("e2e"), true).is_err());
    }
}
