//! What a static host is told, in the files `_headers` and `_redirects` that Netlify, Cloudflare Pages and others read.
//! The end-to-end tests serve the same file, so what is tested is what is hosted.

/// Everything from the site itself, nothing inline. WebAssembly may compile; `blob:` images are pictures made in the page.
const POLICY: &[&str] = &[
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "font-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
];

/// Headers of every answer. The camera is for reading a code in a workshop.
const EVERYWHERE: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(self), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// Names that stay while the content changes: always asked for anew, answered with "not changed" when it has not.
const FRESH: &[&str] =
    &["", "index.html", "404.html", "boot.js", "offline.js", "sw.js", "manifest.webmanifest", "questions/*", "seeds/*"];
/// Names that stay, with content that hardly changes.
const LASTING: &[&str] = &["fonts/*", "icons/*"];

/// The `_headers` file. No address gets the same header from two rules: hosts differ in what they do then.
pub fn headers(base: &str, files: &[String]) -> String {
    let mut text = format!("{base}*\n  Content-Security-Policy: {}\n", POLICY.join("; "));
    for (name, value) in EVERYWHERE {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    let mut cache = |name: &str, value: &str| text.push_str(&format!("{base}{name}\n  Cache-Control: {value}\n"));
    for name in FRESH {
        cache(name, "no-cache");
    }
    for name in LASTING {
        cache(name, "public, max-age=604800");
    }
    for name in files.iter().filter(|name| is_hashed(name) && !matches_any(name, FRESH) && !matches_any(name, LASTING))
    {
        cache(name, "public, max-age=31536000, immutable");
    }
    text
}

/// The `_redirects` file: every address that is no file is a screen of the app.
pub fn redirects(base: &str) -> String {
    format!("{base}* {base}index.html 200\n")
}

/// Whether a file's name changes with its content. Trunk writes a 64-bit hash in hex after a hyphen, without leading
/// zeros: nearly always 16 digits, sometimes a few less.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split(['-', '.', '_']).skip(1).any(|part| {
        (13..=16).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}

fn matches_any(name: &str, patterns: &[&str]) -> bool {
    patterns.iter().any(|pattern| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == *pattern,
    })
}

#[cfg(test)]
mod tests {
    use super::{EVERYWHERE, POLICY, headers, is_hashed, redirects};

    fn files(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn hashed_names_are_told_from_others() {
        for name in [
            "app-56c87d1b55c5b1b7.js",
            "app-56c87d1b55c5b1b7_bg.wasm",
            "tokens-6c87d1b55c5b1b7.css",
            "sub/icon-0123456789abcdef.svg",
        ] {
            assert!(is_hashed(name), "{name}");
        }
        for name in [
            "index.html",
            "boot.js",
            "fonts/kart-sans.woff2",
            "0123456789abcdef.json",
            "use-cases.json",
            "a-0123456789ABCDEF.js",
            "a-0123456789abcdef0.js",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn the_policy_is_the_strict_one() {
        let text = headers("/", &[]);
        let policy = "/*\n  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
            img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'self'; \
            form-action 'none'; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  \
            Permissions-Policy: camera=(self), geolocation=(), microphone=()\n  Cross-Origin-Opener-Policy: same-origin\n";
        assert!(text.starts_with(policy), "{text}");
        assert!(!text.contains("unsafe-inline"));
    }

    #[test]
    fn only_hashed_files_are_kept_for_ever() {
        let text =
            headers("/app/", &files(&["app-56c87d1b55c5b1b7.js", "index.html", "questions/x-56c87d1b55c5b1b7.json"]));
        assert_eq!(text.matches("immutable").count(), 1);
        assert!(
            text.contains("\n/app/app-56c87d1b55c5b1b7.js\n  Cache-Control: public, max-age=31536000, immutable\n")
        );
        for fresh in [
            "/app/",
            "/app/index.html",
            "/app/boot.js",
            "/app/offline.js",
            "/app/sw.js",
            "/app/manifest.webmanifest",
            "/app/questions/*",
            "/app/seeds/*",
        ] {
            assert!(text.contains(&format!("\n{fresh}\n  Cache-Control: no-cache\n")), "{fresh}");
        }
    }

    #[test]
    fn the_examples_for_hosts_say_the_same() {
        for (name, text) in [
            ("nginx.conf", include_str!("../../docs/hosting/nginx.conf")),
            ("Caddyfile", include_str!("../../docs/hosting/Caddyfile")),
        ] {
            let policy = POLICY.join("; ");
            for (header, value) in EVERYWHERE.iter().chain(&[("Content-Security-Policy", policy.as_str())]) {
                assert!(text.contains(&format!("{header} \"{value}\"")), "{name}: {header}");
            }
            for value in ["no-cache", "public, max-age=604800", "public, max-age=31536000, immutable"] {
                assert!(text.contains(&format!("\"{value}\"")), "{name}: {value}");
            }
        }
    }

    #[test]
    fn unknown_addresses_lead_to_the_app() {
        assert_eq!(redirects("/"), "/* /index.html 200\n");
        assert_eq!(redirects("/app/"), "/app/* /app/index.html 200\n");
    }
}
