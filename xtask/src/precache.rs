//! The service worker of a build: the one in `src/web/sw.js` with its version and the list of all that it keeps.

use std::path::Path;

use crate::Outcome;
use crate::dist::SHARED;
use crate::project::{self, Project};
use crate::sha256;

/// The worker's name in a build.
pub const WORKER: &str = "sw.js";
const VERSION: &str = "const VERSION = '';";
const FILES: &str = "const FILES = {};";

/// Writes the service worker of the build in `folder`. Comes after everything else that changes a kept file.
pub fn write(project: &Project, folder: &Path) -> Outcome {
    let source = project::read(&project.root.join("src/web").join(WORKER))?;
    let names = project::files_under(folder)?;
    let kept = names.iter().filter(|name| is_kept(name)).map(|name| {
        let path = folder.join(name);
        let content = std::fs::read(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        Ok((name.as_str(), sha256::digest(&content)))
    });
    project::write(&folder.join(WORKER), worker(&source, &kept.collect::<Outcome<Vec<_>>>()?)?)
}

/// Whether a page can ask for it. Left out: what is for the host, the picture for other places, compressed copies, and
/// the worker itself, which the browser keeps.
fn is_kept(name: &str) -> bool {
    let for_others = name.starts_with('_') || [SHARED, "404.html", WORKER].contains(&name);
    let copy = [".br", ".gz", ".zip"].iter().any(|ending| name.ends_with(ending));
    !for_others && !copy
}

/// The worker with its list. The same files give the same worker; another name or another content gives another.
fn worker(source: &str, files: &[(&str, [u8; 32])]) -> Outcome<String> {
    for place in [VERSION, FILES] {
        if source.matches(place).count() != 1 {
            return Err(format!("src/web/{WORKER} needs the line “{place}” once: the build writes there"));
        }
    }
    let mut list = String::new();
    for (name, digest) in files {
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte)) {
            return Err(format!(
                "“{name}” cannot be kept for use without a network; give it a name of a–z, 0–9, - _ ."
            ));
        }
        // A host may send one on from `index.html` to the folder's own address.
        let address = if *name == "index.html" { "" } else { name };
        list.push_str(&format!(" '{address}': '{}',\n", base64(digest)));
    }
    if !list.starts_with(" '") || !list.contains(" '': ") {
        return Err("the build has no index.html to keep for use without a network".to_owned());
    }
    let version = hex(&sha256::digest(list.as_bytes())[..8]);
    Ok(source
        .replace(VERSION, &format!("const VERSION = '{version}';"))
        .replace(FILES, &format!("const FILES = {{\n{list}}};")))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Base64 with padding, as the browser's checksums have it.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, is_kept, worker};

    const SOURCE: &str = "const VERSION = '';\nconst FILES = {};\nrest(VERSION, FILES);\n";

    fn version(text: &str) -> &str {
        text.split('\'').nth(1).unwrap_or_default()
    }

    #[test]
    fn everything_that_a_page_can_ask_for_is_kept() {
        for name in [
            "index.html",
            "boot.js",
            "offline.js",
            "manifest.webmanifest",
            "app-56c87d1b55c5b1b7_bg.wasm",
            "pdf-worker-3202bbcf31533f13.js",
            "fonts/kart-sans-regular.ttf",
            "questions/ui/en/later.json",
            "icons/icon-192.png",
        ] {
            assert!(is_kept(name), "{name}");
        }
        for name in [
            "_headers",
            "_redirects",
            "404.html",
            "sw.js",
            "icons/share.png",
            "boot.js.br",
            "questions/index.json.gz",
            "site.zip",
        ] {
            assert!(!is_kept(name), "{name}");
        }
    }

    #[test]
    fn the_list_has_addresses_and_checksums() {
        let text = worker(SOURCE, &[("a/b-1.json", [0; 32]), ("index.html", [255; 32])]);
        let text = text.unwrap_or_else(|sentence| unreachable!("{sentence}"));
        let zero = "A".repeat(43);
        assert!(
            text.contains(&format!("const FILES = {{\n 'a/b-1.json': '{zero}=',\n '': '{}8=',\n}};\n", "/".repeat(42))),
            "{text}"
        );
        assert!(text.ends_with("rest(VERSION, FILES);\n"));
        assert_eq!(version(&text).len(), 16);
    }

    #[test]
    fn a_new_name_and_a_new_content_are_new_versions() {
        let of =
            |name: &str, byte: u8| worker(SOURCE, &[("index.html", [0; 32]), (name, [byte; 32])]).unwrap_or_default();
        let (first, again, renamed, changed) = (of("a.js", 1), of("a.js", 1), of("b.js", 1), of("a.js", 2));
        assert_eq!(first, again);
        assert_ne!(version(&first), version(&renamed));
        assert_ne!(version(&first), version(&changed));
    }

    #[test]
    fn what_cannot_be_kept_is_an_error() {
        let page = ("index.html", [0; 32]);
        assert!(worker(SOURCE, &[page, ("it's.js", [0; 32])]).is_err_and(|sentence| sentence.contains("it's.js")));
        assert!(worker(SOURCE, &[("a.js", [0; 32])]).is_err_and(|sentence| sentence.contains("index.html")));
        assert!(worker("const FILES = {};", &[page]).is_err_and(|sentence| sentence.contains("VERSION")));
    }

    #[test]
    fn base64_is_the_published_one() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
