//! Where the project is, and what its own files say about versions.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;

/// The repository that the commands work on.
pub struct Project {
    /// The folder with the workspace's `Cargo.toml`.
    pub root: PathBuf,
}

impl Project {
    /// Found from where Cargo built this program, so that a command works from any sub-folder.
    pub fn find() -> Outcome<Project> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        match manifest.parent() {
            Some(root) if root.join("Trunk.toml").is_file() => Ok(Project { root: root.to_owned() }),
            _ => Err("the project's folder was not found. Run it as `cargo xtask` inside the project.".to_owned()),
        }
    }

    /// The folder, ignored by git, that tools are installed into.
    pub fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    /// The npm package with the browser driver, axe and wasm-opt.
    pub fn e2e(&self) -> PathBuf {
        self.root.join("tests").join("e2e")
    }

    /// The project's own version, as in `Cargo.toml`.
    pub fn version(&self) -> Outcome<String> {
        value_in_table(&read(&self.root.join("Cargo.toml"))?, "package", "version")
            .ok_or_else(|| "Cargo.toml has no version under [package]".to_owned())
    }

    /// The pinned Rust version.
    pub fn rust_channel(&self) -> Outcome<String> {
        value_in_table(&read(&self.root.join("rust-toolchain.toml"))?, "toolchain", "channel")
            .ok_or_else(|| "rust-toolchain.toml has no channel".to_owned())
    }

    /// The version that `Cargo.lock` settled on for one package.
    pub fn locked_version(&self, package: &str) -> Outcome<String> {
        locked_version(&read(&self.root.join("Cargo.lock"))?, package)
            .ok_or_else(|| format!("Cargo.lock does not name {package} exactly once"))
    }
}

/// Reads a text file; the sentence names it when that fails.
pub fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file, making its folder first.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    fs::write(path, content).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Every file under a folder, as paths relative to it with `/` between, in order of bytes.
pub fn files_under(folder: &Path) -> Outcome<Vec<String>> {
    fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                walk(&entry.path(), &format!("{name}/"), found)?;
            } else {
                found.push(name);
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found).map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    found.sort();
    Ok(found)
}

/// A fingerprint that stays the same across machines and Rust versions (64-bit FNV-1a). It notices change, nothing more.
pub fn fingerprint(bytes: &[u8]) -> String {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// The string value of one key in one table of a TOML file. Enough for our own files; not a TOML reader.
fn value_in_table(toml: &str, table: &str, key: &str) -> Option<String> {
    let header = format!("[{table}]");
    toml.lines()
        .map(str::trim)
        .skip_while(|line| *line != header)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| quoted_value(line, key))
}

fn quoted_value(line: &str, key: &str) -> Option<String> {
    let value = line.strip_prefix(key)?.trim_start().strip_prefix('=')?.trim();
    let inside = value.strip_prefix('"')?;
    inside.split_once('"').map(|(value, _)| value.to_owned())
}

/// The texts of a list that stands on one line of a TOML file.
pub fn listed(toml: &str, key: &str) -> Vec<String> {
    let list = toml.lines().find_map(|line| line.trim().strip_prefix(key)?.trim_start().strip_prefix('='));
    list.unwrap_or_default().split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The version of a package in a lock file; none when it is missing or there more than once.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let mut versions = lock
        .split("[[package]]")
        .filter(|entry| entry.lines().any(|line| quoted_value(line, "name").as_deref() == Some(package)))
        .filter_map(|entry| entry.lines().find_map(|line| quoted_value(line, "version")));
    let version = versions.next()?;
    versions.next().is_none().then_some(version)
}

#[cfg(test)]
mod tests {
    use super::{fingerprint, listed, locked_version, value_in_table};

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\ndependencies = [\n \"cfg-if\",\n]\n\n\
        [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.9\"\n\n[[package]]\nname = \"gloo-utils\"\nversion = \"0.2.0\"\n\n\
        [[package]]\nname = \"gloo-utils\"\nversion = \"0.3.0\"\n";

    #[test]
    fn the_lock_version_is_that_of_the_exact_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }

    #[test]
    fn a_package_locked_twice_has_no_single_version() {
        assert_eq!(locked_version(LOCK, "gloo-utils"), None);
    }

    #[test]
    fn a_value_is_read_from_its_own_table_only() {
        let toml = "[workspace.package]\nversion = \"9\"\n[package]\nname = \"x\"\nversion = \"0.1.0\" # ours\n[toolchain]\nchannel = \"1.95.0\"\n";
        assert_eq!(value_in_table(toml, "package", "version").as_deref(), Some("0.1.0"));
        assert_eq!(value_in_table(toml, "toolchain", "channel").as_deref(), Some("1.95.0"));
        assert_eq!(value_in_table(toml, "package", "channel"), None);
    }

    #[test]
    fn a_list_is_read_whole() {
        assert_eq!(listed("[watch]\nwatch = [\"index.html\", \"src\"]\n", "watch"), ["index.html", "src"]);
        assert!(listed("[watch]\n", "watch").is_empty());
    }

    #[test]
    fn the_fingerprint_is_the_published_one() {
        assert_eq!(fingerprint(b""), "cbf29ce484222325");
        assert_eq!(fingerprint(b"a"), "af63dc4c8601ec8c");
    }
}
