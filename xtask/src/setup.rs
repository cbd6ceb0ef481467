//! Brings what the commands need. Each step looks first, and does nothing when the right version is already there.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::project::{self, Project};
use crate::{Outcome, browser, process};

/// Newer Trunks need a newer Rust than the pinned one.
const TRUNK: &str = "0.21.14";
/// Parts the program; it understands what the locked `wasm_split_helpers` marks.
const WASM_SPLIT: &str = "0.2.4";
const WASM: &str = "wasm32-unknown-unknown";
/// The oldest Node that the browser driver and the test runner's options work with.
const NODE: (u32, u32) = (20, 11);

/// What a command needs beside Rust itself.
#[derive(Clone, Copy, Default)]
pub struct Needs {
    /// wasm-bindgen, also its test runner.
    pub bindgen: bool,
    /// The bundler.
    pub trunk: bool,
    /// Node and the npm packages: wasm-opt, the browser driver, axe.
    pub npm: bool,
    /// Chromium and chromedriver.
    pub browser: bool,
}

impl Needs {
    /// Rust with its components and every crate.
    pub const RUST: Needs = Needs { bindgen: false, trunk: false, npm: false, browser: false };
    /// A development build.
    pub const SERVE: Needs = Needs { bindgen: true, trunk: true, ..Needs::RUST };
    /// A release build.
    pub const DIST: Needs = Needs { npm: true, ..Needs::SERVE };
    /// Everything.
    pub const ALL: Needs = Needs { browser: true, ..Needs::DIST };

    /// What either of two needs.
    pub fn and(self, other: Needs) -> Needs {
        Needs {
            bindgen: self.bindgen || other.bindgen,
            trunk: self.trunk || other.trunk,
            npm: self.npm || other.npm,
            browser: self.browser || other.browser,
        }
    }
}

/// Runs the steps that the needs ask for, one printed line each.
pub fn run(project: &Project, needs: Needs) -> Outcome {
    rust(project)?;
    crates(project)?;
    if needs.bindgen {
        wasm_bindgen(project)?;
    }
    if needs.trunk {
        trunk(project)?;
        wasm_split(project)?;
    }
    remove_build_folder(project)?;
    if needs.npm {
        npm(project)?;
    }
    if needs.browser {
        browser::ensure()?;
    }
    Ok(())
}

/// The wasm target and the two components. `rust-toolchain.toml` names them, but rustup may be told not to install by itself.
fn rust(project: &Project) -> Outcome {
    let channel = project.rust_channel()?;
    let complete = || {
        let sysroot = process::quiet(process::tool(project, "rustc").args(["--print", "sysroot"]));
        let has_wasm = sysroot
            .is_some_and(|path| PathBuf::from(path.trim()).join("lib").join("rustlib").join(WASM).join("lib").is_dir());
        let has = |component: &str| process::quiet(process::cargo(project).args([component, "--version"])).is_some();
        has_wasm && has("clippy") && has("fmt")
    };
    if !complete() {
        println!("… installing Rust {channel} with {WASM}, clippy and rustfmt");
        let rustup = |args: &[&str]| process::run(process::tool(project, "rustup").args(args));
        rustup(&[
            "toolchain",
            "install",
            &channel,
            "--profile",
            "minimal",
            "--component",
            "clippy",
            "--component",
            "rustfmt",
            "--target",
            WASM,
        ])
        .map_err(|sentence| {
            format!("{sentence}. Rust {channel} needs the target {WASM} and the components clippy and rustfmt.")
        })?;
        if !complete() {
            return Err(format!("Rust {channel} still lacks {WASM}, clippy or rustfmt after rustup installed them"));
        }
    }
    println!("✓ Rust {channel} with {WASM}, clippy, rustfmt");
    Ok(())
}

/// Trunk builds offline, so every crate must be here first. Without `--target`: tests also need the host's crates.
fn crates(project: &Project) -> Outcome {
    let lock = project::read(&project.root.join("Cargo.lock"))?;
    let stamp = project.tools().join("crates.stamp");
    let print = project::fingerprint(lock.as_bytes());
    // The stamp says that this lock was fetched once; asking Cargo offline says that the crates are still here.
    let here = fs::read_to_string(&stamp).is_ok_and(|old| old == print)
        && process::quiet(process::cargo(project).args(["fetch", "--quiet", "--locked", "--offline"])).is_some();
    if !here {
        println!("… fetching crates");
        process::run(process::cargo(project).args(["fetch", "--quiet", "--locked"]))?;
        project::write(&stamp, print)?;
    }
    println!("✓ crates of Cargo.lock");
    Ok(())
}

/// The tool must be of exactly the version that the app is linked with.
fn wasm_bindgen(project: &Project) -> Outcome {
    let version = project.locked_version("wasm-bindgen")?;
    cargo_install(project, "wasm-bindgen-cli", "wasm-bindgen", &version, "3", |install| {
        // Not --locked: its own lock file names a crate version that registries do not all have.
        install.arg("--no-default-features");
    })
}

fn trunk(project: &Project) -> Outcome {
    cargo_install(project, "trunk", "trunk", TRUNK, "4", |install| {
        // Nothing is downloaded by Trunk here, so its TLS is left out; the cheap profile saves a third of the time.
        install
            .args(["--locked", "--no-default-features"])
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    })
}

/// It cannot say its own version, so Cargo's list of what is installed is asked.
fn wasm_split(project: &Project) -> Outcome {
    let package = "wasm_split_cli_support";
    let file = project.tools().join("bin").join(format!("wasm-split-cli{}", std::env::consts::EXE_SUFFIX));
    let listed = || {
        let list = fs::read_to_string(project.tools().join(".crates.toml")).unwrap_or_default();
        file.is_file() && list.contains(&format!("\"{package} {WASM_SPLIT} "))
    };
    if !listed() {
        println!("… installing {package} {WASM_SPLIT} into .tools (about 1 minute)");
        let mut install = process::cargo(project);
        install.args(["install", "--quiet", package, "--version", WASM_SPLIT, "--locked", "--force", "--root"]);
        install.arg(project.tools()).args(["--features", "build-binary"]);
        install.env("CARGO_TARGET_DIR", project.tools().join("build"));
        process::run(&mut install)?;
        if !listed() {
            return Err(format!("{package} was installed but is not in .tools as version {WASM_SPLIT}"));
        }
    }
    println!("✓ {package} {WASM_SPLIT}");
    Ok(())
}

/// Installs a Cargo package into `.tools` unless the program there already says the right version.
fn cargo_install(
    project: &Project,
    package: &str,
    program: &str,
    version: &str,
    minutes: &str,
    more: impl Fn(&mut Command),
) -> Outcome {
    let right = || {
        let file = project.tools().join("bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
        // NO_COLOR: see `process::trunk`.
        let says = process::quiet(Command::new(file).arg("--version").env_remove("NO_COLOR"));
        says.is_some_and(|text| text.split_whitespace().nth(1) == Some(version))
    };
    if !right() {
        println!("… installing {package} {version} into .tools (about {minutes} minutes)");
        let mut install = process::cargo(project);
        install.args(["install", "--quiet", package, "--version", version, "--force", "--root"]).arg(project.tools());
        install.env("CARGO_TARGET_DIR", project.tools().join("build"));
        more(&mut install);
        process::run(&mut install)?;
        if !right() {
            return Err(format!("{package} was installed but does not run as version {version}"));
        }
    }
    println!("✓ {package} {version}");
    Ok(())
}

/// The tools share one build folder while they compile; it is large and of no use afterwards.
fn remove_build_folder(project: &Project) -> Outcome {
    let folder = project.tools().join("build");
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(|error| format!("cannot remove {}: {error}", folder.display()))?;
    }
    Ok(())
}

/// `npm ci` when the lock file is not the one that was installed.
fn npm(project: &Project) -> Outcome {
    let node = process::quiet(process::tool(project, "node").arg("--version")).unwrap_or_default();
    if !node_is_new_enough(&node) {
        return Err(format!(
            "Node {}.{} or newer with npm is needed for the release build and the browser tests; install it and try again",
            NODE.0, NODE.1
        ));
    }
    let stamp = project.e2e().join("node_modules").join(".lock-stamp");
    let print = project::fingerprint(project::read(&project.e2e().join("package-lock.json"))?.as_bytes());
    if fs::read_to_string(&stamp).is_ok_and(|old| old == print) {
        println!("✓ npm packages of tests/e2e");
        return Ok(());
    }
    println!("… installing the npm packages of tests/e2e");
    // Without install scripts: none of the packages needs one.
    let mut npm = process::tool(project, process::npm());
    process::run(npm.current_dir(project.e2e()).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))?;
    project::write(&stamp, print)?;
    println!("✓ npm packages of tests/e2e");
    Ok(())
}

fn node_is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
    let (Some(Ok(major)), Some(Ok(minor))) = (numbers.next(), numbers.next()) else {
        return false;
    };
    (major, minor) >= NODE
}

#[cfg(test)]
mod tests {
    use super::node_is_new_enough;

    #[test]
    fn node_versions_are_compared_as_numbers() {
        assert!(node_is_new_enough("v20.20.2\n"));
        assert!(node_is_new_enough("v100.0.0"));
        assert!(!node_is_new_enough("v20.9.0"));
        assert!(!node_is_new_enough("v18.19.0"));
        assert!(!node_is_new_enough(""));
    }
}
