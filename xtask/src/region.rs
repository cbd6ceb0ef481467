//! A region's own site: a build with a region's folder laid over it (`xtask/region.mjs`), and what a host needs made anew.

use std::fs;
use std::path::{Path, PathBuf};

use crate::project::{self, Project};
use crate::{Outcome, dist, page, process};

/// Tells `xtask/split.mjs` within a build which region to lay over it.
pub const VARIABLE: &str = "KICKSTART_REGION";

/// A region's folder as it was named from where the command was given, or from the project.
pub fn folder(project: &Project, named: &str) -> Outcome<PathBuf> {
    let here = std::env::current_dir().unwrap_or_default();
    let found = [here.join(named), project.root.join(named)].into_iter().find(|path| path.join("kit.json").is_file());
    found.ok_or_else(|| format!("{named} is no region: it should be a folder with a kit.json (docs/region.md)"))
}

/// Makes a region's site out of a finished build, in seconds: the programs are taken as they are.
pub fn dress(project: &Project, region: &Path, from: &str, out: &str) -> Outcome {
    let from = project.root.join(from);
    let html = project::read(&from.join("index.html"))
        .map_err(|sentence| format!("{sentence}. Run `cargo xtask dist` first, or name a build with --from."))?;
    let folder = dist::out_folder(project, out)?;
    if folder == from {
        return Err(
            "a region's site goes into another folder than the build it is made from; choose another --out".into()
        );
    }
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
    }
    for name in project::files_under(&from)? {
        let to = folder.join(&name);
        let bytes = fs::read(from.join(&name)).map_err(|error| format!("cannot read {name}: {error}"))?;
        project::write(&to, bytes)?;
    }
    process::run(process::node(project, "xtask/region.mjs").arg(&folder).arg(region))?;
    remove_leftovers(&folder)?;
    let base = page::base(&html);
    dist::finish(project, &base, &folder, Some(region))
}

/// Takes away compressed copies of files that the region's site no longer has.
fn remove_leftovers(folder: &Path) -> Outcome {
    for name in project::files_under(folder)? {
        let whole = [".br", ".gz"].iter().find_map(|ending| name.strip_suffix(ending));
        if whole.is_some_and(|whole| !folder.join(whole).is_file()) {
            fs::remove_file(folder.join(&name)).map_err(|error| format!("cannot remove {name}: {error}"))?;
        }
    }
    Ok(())
}

/// The region's name in names of files: that of its folder.
pub fn name(region: &Path) -> String {
    let name = region.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::name;

    #[test]
    fn a_region_is_named_after_its_folder() {
        assert_eq!(name(Path::new("/a/Västra Götaland/")), "v-stra-g-taland");
        assert_eq!(name(Path::new("regions/blekinge")), "blekinge");
    }
}
