//! The release build: Trunk, then what a static host needs beside it, then one zip of the whole folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::project::{self, Project};
use crate::{Outcome, hosting, precache, process, region, zip};

/// The picture that other places show of a shared address.
pub const SHARED: &str = "icons/share.png";

/// Builds into `out` for a site whose start page is at `base` on its host; `host` is the host's own address, where it is
/// known. A region's own site where one is named.
pub fn build(project: &Project, base: &str, host: Option<&str>, out: &str, region: Option<&Path>) -> Outcome {
    let base = checked_base(base)?;
    let host = host.map(checked_host).transpose()?;
    let folder = out_folder(project, out)?;
    let mut trunk = process::trunk(project);
    trunk.args(["build", "--release", "--public-url", &base, "--dist"]).arg(&folder);
    trunk.env("CARGO_ENCODED_RUSTFLAGS", rust_flags(project));
    match region {
        Some(region) => trunk.env(region::VARIABLE, region),
        None => trunk.env_remove(region::VARIABLE),
    };
    process::run(&mut trunk)?;
    process::run(process::node(project, "xtask/licences.mjs").arg(&folder))?;
    if let Some(host) = host {
        let index = folder.join("index.html");
        project::write(&index, shared(&project::read(&index)?, &format!("{host}{base}"), region.is_some())?)?;
    }
    finish(project, &base, &folder, region)
}

/// What comes after everything that a page asks for is there: for hosts, for use without a network, and the archive.
pub fn finish(project: &Project, base: &str, folder: &Path, region: Option<&Path>) -> Outcome {
    // Hosts that cannot rewrite addresses answer an unknown one with this page, and the app then shows the right screen.
    project::write(&folder.join("404.html"), project::read(&folder.join("index.html"))?)?;
    precache::write(project, folder)?;
    let files = project::files_under(folder)?;
    project::write(&folder.join("_headers"), hosting::headers(base, &files))?;
    project::write(&folder.join("_redirects"), hosting::redirects(base))?;
    process::run(process::node(project, "xtask/compress.mjs").arg(folder))?;

    let archive = project.root.join("target").join(format!(
        "kickstart-{}{}.zip",
        project.version()?,
        region.map_or(String::new(), |one| format!("-{}", region::name(one)))
    ));
    let size = pack(folder, &archive)?;
    println!("✓ {} for {base}, and {} ({} kB)", shown(project, folder), shown(project, &archive), size / 1000);
    Ok(())
}

/// The flags of `.cargo/config.toml`, which this replaces, and no folder of this machine in the messages of the program.
fn rust_flags(project: &Project) -> String {
    let home = std::env::var("HOME").or_else(|_| std::env::var("USERPROFILE")).unwrap_or_default();
    let cargo = std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{home}/.cargo"));
    let root = project.root.display();
    [
        "--cfg",
        "erase_components",
        "-Clink-args=--emit-relocs",
        &format!("--remap-path-prefix={cargo}=cargo"),
        &format!("--remap-path-prefix={root}=."),
    ]
    .join("\u{1f}")
}

/// The base path with a slash at both ends, and nothing in it that a header or rewriting rule would misread.
fn checked_base(base: &str) -> Outcome<String> {
    let inner = base.trim_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '/');
    if base.contains("//") || !inner.chars().all(plain) {
        return Err(format!("“{base}” is not a base path; it looks like /folder/"));
    }
    Ok(if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") })
}

/// The host with scheme and name alone.
fn checked_host(host: &str) -> Outcome<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':');
    match host.strip_prefix("https://").map(|name| name.trim_end_matches('/')) {
        Some(name) if !name.is_empty() && name.chars().all(plain) => Ok(format!("https://{name}")),
        _ => Err(format!("“{host}” is not a host; it looks like https://kartlaggning.example")),
    }
}

/// The page with the whole address of the picture for other places, which most of them ask for. A region may have none.
fn shared(page: &str, site: &str, of_region: bool) -> Outcome<String> {
    match page.matches(SHARED).count() {
        0 if of_region => Ok(page.to_owned()),
        1 => Ok(page.replace(SHARED, &format!("{site}{SHARED}"))),
        _ => Err(format!("index.html needs {SHARED} once: the build writes its whole address there")),
    }
}

/// Trunk empties this folder, so it must be one that is safe to empty: new, empty, or an earlier build.
pub fn out_folder(project: &Project, out: &str) -> Outcome<PathBuf> {
    let folder = project.root.join(out);
    let is_empty = fs::read_dir(&folder).map_or(true, |mut entries| entries.next().is_none());
    if is_empty || folder.join("_headers").is_file() || out == "dist" {
        Ok(folder)
    } else {
        Err(format!("{} holds something else than an earlier build; choose another --out", folder.display()))
    }
}

/// Packs a folder's files; yields the archive's size.
fn pack(folder: &Path, archive: &Path) -> Outcome<usize> {
    let mut writer = zip::Writer::default();
    for name in project::files_under(folder)? {
        let path = folder.join(&name);
        let content = fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        writer.add(&name, &content)?;
    }
    let bytes = writer.finish()?;
    project::write(archive, &bytes)?;
    Ok(bytes.len())
}

fn shown(project: &Project, path: &Path) -> String {
    path.strip_prefix(&project.root).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::{checked_base, checked_host, shared};

    #[test]
    fn a_base_path_gets_its_slashes() {
        assert_eq!(checked_base("/").as_deref(), Ok("/"));
        assert_eq!(checked_base("").as_deref(), Ok("/"));
        assert_eq!(checked_base("kickstart").as_deref(), Ok("/kickstart/"));
        assert_eq!(checked_base("/a/b/").as_deref(), Ok("/a/b/"));
    }

    #[test]
    fn the_picture_for_other_places_gets_its_whole_address() {
        let host = checked_host("https://kartlaggning.example/");
        assert_eq!(host.as_deref(), Ok("https://kartlaggning.example"));
        let picture = "<meta property=og:image content=icons/share.png>";
        let page = shared(picture, "https://kartlaggning.example/k/", false);
        let whole = "<meta property=og:image content=https://kartlaggning.example/k/icons/share.png>";
        assert_eq!(page.as_deref(), Ok(whole));
        assert_eq!(shared(picture, "https://kartlaggning.example/k/", true), page);
        assert!(shared("<p>", "https://kartlaggning.example/", false).is_err());
        assert_eq!(shared("<p>", "https://kartlaggning.example/", true).as_deref(), Ok("<p>"), "a region without one");
        for wrong in ["kartlaggning.example", "http://a.example", "https://", "https://a.example/k", "https://a b"] {
            assert!(checked_host(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_whole_address_or_a_pattern_is_not_a_base_path() {
        for wrong in ["https://example.org/", "/a b/", "/*/", "//host/", "/a\nb/"] {
            assert!(checked_base(wrong).is_err(), "{wrong}");
        }
    }
}
