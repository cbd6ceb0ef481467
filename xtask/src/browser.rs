//! Finding a Chromium and its driver, and asking the system for them where it can be asked.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, process};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Where installers put the browser on systems that do not put it on the PATH.
const INSTALLED_AT: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];
const ADVICE: &str = "the browser tests need Chromium or Chrome and a chromedriver of the same version on the PATH. \
    Install them with the system's package manager (Debian: chromium chromium-driver; macOS: brew install --cask google-chrome chromedriver), \
    or name a browser in KICKSTART_CHROME";

/// The browser to test with: the one named in KICKSTART_CHROME, else the first that is found.
pub fn chrome() -> Option<PathBuf> {
    if let Some(named) = env::var_os("KICKSTART_CHROME").filter(|value| !value.is_empty()) {
        return Some(PathBuf::from(named));
    }
    let installed = INSTALLED_AT.iter().map(PathBuf::from).find(|path| path.is_file());
    BROWSERS.iter().find_map(|name| on_path(name)).or(installed)
}

/// The driver that wasm-bindgen's test runner talks to: the one named in CHROMEDRIVER, else the one on the PATH.
pub fn driver() -> Option<PathBuf> {
    let named = env::var_os("CHROMEDRIVER").filter(|value| !value.is_empty()).map(PathBuf::from);
    named.or_else(|| on_path("chromedriver"))
}

/// Installs both where that needs no person; else says what to install.
pub fn ensure() -> Outcome {
    if chrome().is_none() || driver().is_none() {
        install()?;
    }
    match (chrome(), driver()) {
        (Some(chrome), Some(_)) => {
            println!("✓ browser and driver ({})", name_of(&chrome));
            Ok(())
        }
        _ => Err(ADVICE.to_owned()),
    }
}

fn install() -> Outcome {
    if on_path("apt-get").is_none() {
        return Err(ADVICE.to_owned());
    }
    println!("… installing chromium and chromium-driver with apt-get (about 1 minute)");
    let is_root = process::quiet(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    for words in
        [&["update", "-q"][..], &["install", "-q", "-y", "--no-install-recommends", "chromium", "chromium-driver"]]
    {
        let mut apt = if is_root { Command::new("apt-get") } else { Command::new("sudo") };
        if !is_root {
            apt.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        }
        process::run(apt.env("DEBIAN_FRONTEND", "noninteractive").args(words))
            .map_err(|sentence| format!("{sentence}; {ADVICE}"))?;
    }
    Ok(())
}

/// The program's full path, if it is in one of the PATH's folders.
fn on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

fn name_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
