//! What the suites of PDFs share: a reader that is not ours, and what it finds.

#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashMap;

use kickstart::document::{Block, Line, plain};
use kickstart::paper::{Paper, Piece};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::support::path;

pub fn fonts() -> (Vec<u8>, Vec<u8>) {
    let read = |weight: &str| std::fs::read(path(&format!("style/fonts/kart-sans-{weight}.ttf"))).unwrap();
    (read("regular"), read("semibold"))
}

/// Words as they may be found in extracted text: without spaces and hyphens, which the ends of lines move and add.
pub fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && !['\u{ad}', '-'].contains(letter)).collect()
}

/// Everything a reader that is not ours finds on the pages.
pub fn extracted(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    bare(&document.extract_text(&pages).unwrap())
}

/// Every word of a paper.
pub fn words(sheet: &Paper) -> Vec<String> {
    let mut all = Vec::new();
    for part in &sheet.parts {
        all.push(part.heading.clone());
        for piece in &part.pieces {
            match piece {
                Piece::Words(block) => {
                    let lines = plain(std::slice::from_ref(block));
                    all.extend(lines.iter().map(|line| line.split(" <http").next().unwrap().trim().to_string()));
                }
                Piece::Table(table) => all.extend(table.rows.iter().flatten().cloned()),
                Piece::Figure(_) => {}
            }
        }
    }
    all
}

pub fn dictionary<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    document.dereference(object).unwrap().1.as_dict().unwrap()
}

/// Walks the structure: headings never skip a level, figures have words, table heads have a scope, lists hold items.
/// Gives how many figures, heads of tables and links there are.
pub fn check_structure(document: &Document, locale: &str) -> (usize, usize, usize) {
    let root = dictionary(document, document.catalog().unwrap().get(b"StructTreeRoot").unwrap());
    let (mut level, mut figures, mut heads, mut links) = (0, 0, 0, 0);
    let mut open: Vec<&Object> = vec![root.get(b"K").unwrap()];
    while let Some(object) = open.pop() {
        let Ok((_, object)) = document.dereference(object) else { continue };
        match object {
            Object::Array(list) => open.extend(list.iter().rev()),
            Object::Dictionary(node) => {
                let Ok(kind) = node.get(b"S").and_then(Object::as_name) else { continue };
                let kind = String::from_utf8_lossy(kind).to_string();
                if let Some(depth) = kind.strip_prefix('H').and_then(|depth| depth.parse::<u32>().ok()) {
                    assert!(depth <= level + 1, "{locale}: level {depth} after {level}");
                    level = depth;
                }
                match kind.as_str() {
                    "Figure" => {
                        let words = lopdf::decode_text_string(node.get(b"Alt").unwrap()).unwrap();
                        assert!(words.len() > 40, "{words}");
                        figures += 1;
                    }
                    "TH" => {
                        assert!(format!("{:?}", node.get(b"A").unwrap()).contains("Scope"), "a head without a scope");
                        heads += 1;
                    }
                    "Link" => links += 1,
                    _ => {}
                }
                if let Ok(kids) = node.get(b"K") {
                    open.push(kids);
                }
            }
            _ => {}
        }
    }
    (figures, heads, links)
}

/// What somebody hears who listens to the structure: the words of each page by the number that the structure points at,
/// with the language where it is not the document's. Nothing is shown outside of a marked sequence.
pub fn heard_on_pages(document: &Document) -> HashMap<(ObjectId, i64), (String, Option<String>)> {
    let mut heard: HashMap<_, (String, Option<String>)> = HashMap::new();
    for page in document.get_pages().into_values() {
        let fonts = document.get_page_fonts(page).unwrap();
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let (mut font, mut open): (&[u8], Vec<Option<i64>>) = (b"", Vec::new());
        for operation in &content.operations {
            match operation.operator.as_str() {
                "Tf" => font = operation.operands[0].as_name().unwrap(),
                "BDC" | "BMC" => {
                    let marks = operation.operands.get(1).and_then(|marks| marks.as_dict().ok());
                    let number = marks.and_then(|marks| marks.get(b"MCID").ok()?.as_i64().ok());
                    if let Some(number) = number {
                        let lang = marks.and_then(|marks| marks.get(b"Lang").ok()).map(|lang| lang.as_str().unwrap());
                        let lang = lang.map(|lang| String::from_utf8_lossy(lang).to_string());
                        assert!(heard.insert((page, number), (String::new(), lang)).is_none(), "marked twice");
                    }
                    open.push(number);
                }
                "EMC" => assert!(open.pop().is_some()),
                "Tj" | "TJ" => {
                    let number = open.last().expect("words outside of a marked sequence");
                    let encoding = fonts[font].get_font_encoding(document).unwrap();
                    let mut words = String::new();
                    let mut take = |bytes: &[u8]| words += &Document::decode_text(&encoding, bytes).unwrap();
                    for operand in &operation.operands {
                        match operand {
                            Object::String(bytes, _) => take(bytes),
                            Object::Array(list) => {
                                list.iter().filter_map(|part| part.as_str().ok()).for_each(&mut take)
                            }
                            _ => {}
                        }
                    }
                    if let Some(number) = number {
                        heard.get_mut(&(page, *number)).unwrap().0 += &words;
                    }
                }
                "f" | "S" | "B" | "f*" | "B*" => assert!(!open.is_empty(), "a shape outside of a marked sequence"),
                _ => {}
            }
        }
        assert!(open.is_empty());
    }
    heard
}

/// All words in the order of the structure, and those in another language than the document's.
pub fn heard(document: &Document) -> (String, Vec<(String, String)>) {
    let mut on_pages = heard_on_pages(document);
    let root = dictionary(document, document.catalog().unwrap().get(b"StructTreeRoot").unwrap());
    let (mut said, mut foreign) = (String::new(), Vec::new());
    let mut open: Vec<(&Object, Option<ObjectId>)> = vec![(root.get(b"K").unwrap(), None)];
    while let Some((object, page)) = open.pop() {
        let Ok((_, object)) = document.dereference(object) else { continue };
        match object {
            Object::Array(list) => open.extend(list.iter().rev().map(|kid| (kid, page))),
            Object::Dictionary(node) => {
                let page = node.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                match node.get(b"MCID") {
                    Ok(number) => open.push((number, page)),
                    Err(_) => open.extend(node.get(b"K").ok().map(|kids| (kids, page))),
                }
            }
            Object::Integer(number) => {
                let (words, lang) =
                    on_pages.remove(&(page.unwrap(), *number)).expect("each sequence belongs to one node");
                said += &words;
                foreign.extend(lang.map(|lang| (words, lang)));
            }
            _ => {}
        }
    }
    assert!(on_pages.is_empty(), "the structure points at everything that is marked");
    (said, foreign)
}

/// Everything in the order of the structure: the page it stands on, the level of the heading it belongs to (0 for what is
/// none), and its words.
pub fn in_order(document: &Document) -> Vec<(ObjectId, u32, String)> {
    let mut on_pages = heard_on_pages(document);
    let root = dictionary(document, document.catalog().unwrap().get(b"StructTreeRoot").unwrap());
    let mut all = Vec::new();
    let mut open: Vec<(&Object, Option<ObjectId>, u32)> = vec![(root.get(b"K").unwrap(), None, 0)];
    while let Some((object, page, level)) = open.pop() {
        let Ok((_, object)) = document.dereference(object) else { continue };
        match object {
            Object::Array(list) => open.extend(list.iter().rev().map(|kid| (kid, page, level))),
            Object::Dictionary(node) => {
                let page = node.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                let kind = node.get(b"S").and_then(Object::as_name).map(String::from_utf8_lossy).unwrap_or_default();
                let own = kind.strip_prefix('H').and_then(|depth| depth.parse().ok());
                let kids = node.get(b"MCID").or_else(|_| node.get(b"K"));
                open.extend(kids.ok().map(|kids| (kids, page, own.unwrap_or(level))));
            }
            Object::Integer(number) => {
                let found = on_pages.remove(&(page.unwrap(), *number));
                all.extend(found.map(|(words, _)| (page.unwrap(), level, words)));
            }
            _ => {}
        }
    }
    all
}

/// Checks that no heading is left at the foot of a page: what it leads to begins on its page, and goes on there where
/// that is a single line and not all.
pub fn check_headings(bytes: &[u8], what: &str) {
    /// A line of running words has more letters than this, so what has fewer is one line.
    const LINE: usize = 60;
    let all = in_order(&Document::load_mem(bytes).unwrap());
    assert!(all.iter().any(|(_, level, _)| *level > 1), "{what}");
    for (at, (page, level, words)) in all.iter().enumerate().filter(|(_, (_, level, _))| *level > 0) {
        let Some((next, below, said)) = all.get(at + 1) else { panic!("{what}: {words} leads to nothing") };
        assert_eq!(next, page, "{what}: {words}");
        let (Some((then, after, _)), 0) = (all.get(at + 2), below) else { continue };
        let goes_on = *after == 0 || after > level;
        assert!(!goes_on || said.chars().count() > LINE || then == page, "{what}: {words} / {said}");
    }
}

/// What a paper quotes, with the language of it.
pub fn quoted(sheet: &Paper) -> Vec<(String, String)> {
    fn lines(block: &Block) -> Vec<&Line> {
        match block {
            Block::Text(line) | Block::Small(line) => vec![line],
            Block::List(lines) => lines.iter().collect(),
            Block::Facts(facts) => facts.iter().flat_map(|(_, lines)| lines).collect(),
            Block::Fold(_, inside) => inside.iter().flat_map(lines).collect(),
            Block::Heading(_) => Vec::new(),
        }
    }
    let blocks = sheet.parts.iter().flat_map(|part| &part.pieces).filter_map(|piece| match piece {
        Piece::Words(block) => Some(block),
        _ => None,
    });
    let quoted = blocks.flat_map(lines).filter_map(|line| line.quoted.as_ref());
    quoted.map(|(text, lang)| (text.clone(), lang.to_string())).collect()
}
