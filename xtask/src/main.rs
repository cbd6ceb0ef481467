//! The project's own commands, run as `cargo xtask <command>`.
//!
//! One program for people, hooks and CI, on Linux, macOS and Windows. It uses the standard library only, so that it
//! compiles in a few seconds on a machine that has nothing but Rust, and can bring the rest.
//!
//! Every command returns its failure as a sentence for a person; nothing here panics.

mod browser;
mod counts;
mod dist;
mod hosting;
mod page;
mod precache;
mod process;
mod project;
mod region;
mod setup;
mod sha256;
mod sizes;
mod steps;
mod test;
mod zip;

use std::process::ExitCode;

use project::Project;

/// What a command yields: a value, or a sentence that says what went wrong and what to do.
type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
cargo xtask <command>

  serve [--port 8080] [--open]      build for development, serve, rebuild at every change
  dist [--base /] [--host https://…] [--out dist]
                                    the folder that a static host needs, and a zip of it
    … --region FOLDER               either of them as a region's own site (docs/region.md)
  dist --region FOLDER --from dist --out dist-region
                                    the same out of a finished build, in seconds
  test [--only STEP,…] [--fast]     everything, in order; --fast leaves out what needs a browser or a release build
  check [PATH…] [--region FOLDER]   check content files (default: questions seeds), with a region's laid over them
  sizes [--out dist]                what a first visit downloads, against its budget
  shots [--no-build] [ARG…]         pictures of every screen, from the release build
  style [--no-build] [ARG…]         a page of every part in every state, from the release build
  bench [--no-build] [ARG…]         measurements in the browser, on the release build, and of the core
  setup                             install everything the commands need
  help                              this text

Steps of test: fmt, clippy, core, content, supply, pdf, analysis, web, dist, sizes, e2e.
Tools are installed into .tools and tests/e2e/node_modules. KICKSTART_CHROME names the browser to use.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Outcome<ExitCode> {
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", args),
    };
    if matches!(command, "help" | "--help" | "-h") || rest.iter().any(|arg| arg == "--help") {
        println!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let project = Project::find()?;
    match command {
        "serve" => serve(&project, rest)?,
        "dist" => {
            let options = Options::read(rest, &["--base", "--host", "--out", "--region", "--from"], &[])?;
            options.no_more()?;
            let region = options.value("--region").map(|named| region::folder(&project, named)).transpose()?;
            let out = options.value("--out");
            match (region, options.value("--from")) {
                (Some(_), Some(_)) if options.value("--base").or(options.value("--host")).is_some() => {
                    return Err("a site made --from a build has the --base and --host of that build".to_owned());
                }
                (Some(region), Some(from)) => {
                    setup::run(&project, setup::Needs::RUST)?;
                    region::dress(&project, &region, from, out.unwrap_or("dist-region"))?;
                }
                (None, Some(_)) => return Err("--from goes with --region".to_owned()),
                (region, None) => {
                    setup::run(&project, setup::Needs::DIST)?;
                    let base = options.value("--base").unwrap_or("/");
                    dist::build(&project, base, options.value("--host"), out.unwrap_or("dist"), region.as_deref())?;
                }
            }
        }
        "test" => {
            let options = Options::read(rest, &["--only"], &["--fast"])?;
            options.no_more()?;
            let steps = steps::choose(options.value("--only"), options.flag("--fast"))?;
            return Ok(test::run(&project, &steps));
        }
        "check" => {
            let options = Options::read(rest, &["--region"], &[])?;
            let mut check = steps::check_content(&project);
            if let Some(named) = options.value("--region") {
                check.arg("--region").arg(region::folder(&project, named)?);
            }
            let folders = steps::CONTENT_FOLDERS.map(String::from).to_vec();
            process::run(check.args(if options.others.is_empty() { folders } else { options.others }))?;
        }
        "sizes" => {
            let options = Options::read(rest, &["--out"], &[])?;
            options.no_more()?;
            sizes::check(&project.root.join(options.value("--out").unwrap_or("dist")))?;
        }
        "shots" => node_script(&project, "tests/e2e/shots.mjs", rest)?,
        "style" => node_script(&project, "tests/e2e/style-page.mjs", rest)?,
        "bench" => {
            // All of them, whatever the first says.
            let measured = [
                node_script(&project, "tests/e2e/bench.mjs", rest),
                process::run(&mut process::node(&project, "tests/e2e/bench-reports.mjs")),
                process::run(process::cargo(&project).args(["bench", "--bench", "advice", "--no-default-features"])),
            ];
            measured.into_iter().collect::<Outcome>()?;
        }
        "setup" => setup::run(&project, setup::Needs::ALL)?,
        other => {
            return Err(format!("there is no command “{other}”. `cargo xtask help` lists them."));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The development server: rebuilds and reloads at every change, unoptimised, without the production headers.
fn serve(project: &Project, args: &[String]) -> Outcome {
    let options = Options::read(args, &["--port", "--region"], &["--open"])?;
    options.no_more()?;
    let port: u16 = match options.value("--port") {
        None => 8080,
        Some(text) => text.parse().map_err(|_| format!("“{text}” is not a port number"))?,
    };
    setup::run(project, setup::Needs::SERVE)?;
    println!("The app is at http://127.0.0.1:{port}/ when the first build is done. Stop with Ctrl-C.");
    let mut trunk = process::trunk(project);
    // Into a folder of its own: `dist` stays what `cargo xtask dist` made of it.
    trunk.args(["serve", "--dist", "target/serve", "--port", &port.to_string()]);
    if let Some(named) = options.value("--region") {
        let region = region::folder(project, named)?;
        // What is watched is said once in Trunk.toml; naming one more means naming all.
        for path in project::listed(&project::read(&project.root.join("Trunk.toml"))?, "watch") {
            trunk.args(["--watch", &path]);
        }
        trunk.arg("--watch").arg(&region).env(region::VARIABLE, &region);
    }
    if options.flag("--open") {
        trunk.arg("--open");
    }
    process::run(&mut trunk)
}

/// Builds for release unless told not to, then hands the other arguments to a script that drives the browser.
fn node_script(project: &Project, script: &str, args: &[String]) -> Outcome {
    let options = Options::read(args, &[], &["--no-build"])?;
    if !project.root.join(script).is_file() {
        return Err(format!("{script} is not there"));
    }
    setup::run(project, setup::Needs::ALL)?;
    if !options.flag("--no-build") {
        dist::build(project, "/", None, "dist", None)?;
    }
    process::run(process::node(project, script).args(options.others))
}

/// Command line options of one command: `--name value`, `--name=value`, `--flag`, and whatever else.
struct Options {
    values: Vec<(String, String)>,
    flags: Vec<String>,
    others: Vec<String>,
}

impl Options {
    fn read(args: &[String], valued: &[&str], flags: &[&str]) -> Outcome<Options> {
        let mut options = Options { values: Vec::new(), flags: Vec::new(), others: Vec::new() };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let (name, inline) = match arg.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (arg.as_str(), None),
            };
            if valued.contains(&name) {
                let value = inline.or_else(|| args.next().cloned()).ok_or_else(|| format!("{name} needs a value"))?;
                options.values.push((name.to_owned(), value));
            } else if flags.contains(&arg.as_str()) {
                options.flags.push(arg.clone());
            } else {
                options.others.push(arg.clone());
            }
        }
        Ok(options)
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn flag(&self, name: &str) -> bool {
        self.flags.iter().any(|flag| flag == name)
    }

    fn no_more(&self) -> Outcome {
        match self.others.first() {
            None => Ok(()),
            Some(other) => Err(format!("“{other}” is not an option here. `cargo xtask help` lists them.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn options_are_read_in_both_spellings_and_the_last_one_wins() {
        let args = ["--base", "/a/", "--base=/b/", "--open", "rest"].map(String::from);
        let options =
            Options::read(&args, &["--base"], &["--open"]).unwrap_or_else(|sentence| unreachable!("{sentence}"));
        assert_eq!(options.value("--base"), Some("/b/"));
        assert!(options.flag("--open"));
        assert_eq!(options.others, ["rest"]);
        assert!(options.no_more().is_err());
    }

    #[test]
    fn an_option_without_its_value_is_an_error() {
        assert!(Options::read(&["--base".to_owned()], &["--base"], &[]).is_err());
    }
}
