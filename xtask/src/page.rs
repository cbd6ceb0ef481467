//! What a built page makes the browser download at once, read from its own tags.

/// The files that a page names for its first load, relative to its base path, each once, in the page's order.
/// Also the base path itself. Addresses on other hosts and `data:` are left as they are, for the caller to refuse.
pub fn first_load(html: &str) -> Vec<String> {
    const LOADED: [&str; 5] = ["stylesheet", "preload", "modulepreload", "icon", "manifest"];
    let tags = tags(html);
    let base = tags.iter().find(|tag| tag.name == "base").and_then(|tag| tag.get("href")).unwrap_or("/");
    let mut found: Vec<String> = Vec::new();
    let mut add = |address: Option<&str>| {
        let Some(address) = address else { return };
        let file = address.strip_prefix(base).or(address.strip_prefix("./")).unwrap_or(address).to_owned();
        if !found.contains(&file) {
            found.push(file);
        }
    };
    for tag in &tags {
        match tag.name.as_str() {
            "link" if tag.get("rel").is_some_and(|rel| LOADED.contains(&rel)) => add(tag.get("href")),
            "script" => ["src", "data-js", "data-wasm"].into_iter().for_each(|name| add(tag.get(name))),
            _ => {}
        }
    }
    found
}

/// The base path that a page's addresses are relative to.
pub fn base(html: &str) -> String {
    tags(html).iter().find(|tag| tag.name == "base").and_then(|tag| tag.get("href")).unwrap_or("/").to_owned()
}

/// A start tag with its attributes.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Start tags of our own, machine-written page. Comments are skipped; text inside scripts does not occur.
fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = match after.strip_prefix("!--") {
            Some(comment) => comment.split_once("-->").map_or("", |(_, after)| after),
            None => after,
        };
        if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            found.push(tag);
            rest = after;
        }
    }
    found
}

/// One tag from its name on, and what comes after it.
fn tag(text: &str) -> (Tag, &str) {
    let (name, mut rest) = until(text, |c| c.is_whitespace() || c == '>' || c == '/');
    let mut tag = Tag { name: name.to_ascii_lowercase(), attributes: Vec::new() };
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (tag, rest);
        }
        let (key, after) = until(rest, |c| c.is_whitespace() || c == '=' || c == '>');
        let (value, after) = match after.trim_start().strip_prefix('=').map(str::trim_start) {
            None => ("", after),
            Some(value) => match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                _ => until(value, |c| c.is_whitespace() || c == '>'),
            },
        };
        tag.attributes.push((key.to_ascii_lowercase(), value.to_owned()));
        rest = after;
    }
}

fn until(text: &str, stop: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(stop).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::{base, first_load};

    #[test]
    fn a_minified_page_is_read() {
        let html = "<!doctype html><html lang=sv><head><meta charset=utf-8><base href=/k/><!-- <link rel=icon href=x> -->\
            <link rel=stylesheet href=/k/base-1.css integrity=\"sha384-a/b=\"><link as=fetch crossorigin href='questions/index.json' rel=preload>\
            <link rel=\"modulepreload\" href=\"/k/app.js\"/><link rel=canonical href=no><body><p>a < b</p>\
            <script type=module src=/k/boot.js data-js=/k/app.js data-wasm=\"/k/app_bg.wasm\"></script>";
        assert_eq!(first_load(html), ["base-1.css", "questions/index.json", "app.js", "boot.js", "app_bg.wasm"]);
        assert_eq!(base(html), "/k/");
        assert_eq!(base("<p>"), "/");
    }

    #[test]
    fn an_unfinished_tag_ends_the_page() {
        assert!(first_load("<p><link rel=icon href=\"a").len() <= 1);
        assert!(first_load("<link").is_empty());
        assert!(first_load("").is_empty());
    }
}
