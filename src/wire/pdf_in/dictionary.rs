//! The dictionary of an object of a PDF, as far as it tells what is embedded.

const LINE_ENDS: [&[u8]; 3] = [b"\r\n", b"\n", b"\r"];

/// How a stream is packed.
#[derive(Default)]
pub enum Coding {
    #[default]
    Plain,
    Flate,
    Other,
}

/// What matters of a dictionary.
#[derive(Default)]
pub struct Dictionary {
    pub coding: Coding,
    /// The stream's length in bytes, when it stands there and not elsewhere.
    pub length: Option<usize>,
    /// It says that what is embedded is JSON.
    pub json: bool,
    pub xref: bool,
    /// It says how the file is encrypted.
    pub encrypt: bool,
    /// Where its stream begins.
    pub body: Option<usize>,
    /// Up to where it was read.
    pub stop: usize,
}

impl Dictionary {
    /// Reads from before or inside a dictionary up to its stream, the end of its object, or `limit`. Brackets that do
    /// not match are let be; of a key that stands twice the last counts.
    pub fn read(bytes: &[u8], from: usize, limit: usize) -> Self {
        let mut tokens = Tokens { bytes: bytes.get(..limit).unwrap_or(bytes), at: from };
        let (mut depth, mut dictionary) = (0_usize, Self::default());
        loop {
            let token = tokens.next();
            dictionary.stop = tokens.at;
            let Some(token) = token else { break };
            // A value is looked at ahead, and then read once more as what it is.
            let value = || tokens.clone().next().unwrap_or_default();
            match token {
                b"<<" => depth += 1,
                b">>" => depth = depth.saturating_sub(1),
                b"stream" => {
                    dictionary.body = Some(body_start(bytes, tokens.at));
                    break;
                }
                b"endobj" | b"endstream" | b"obj" | b"startxref" | b"trailer" | b"xref" => {
                    dictionary.stop -= token.len();
                    break;
                }
                _ if depth > 1 => {}
                b"/Filter" => dictionary.coding = coding(tokens.clone()),
                b"/Length" => dictionary.length = number(tokens.clone()),
                b"/Subtype" => dictionary.json |= value().starts_with(b"/application") && value().ends_with(b"json"),
                b"/Type" => dictionary.xref |= value() == b"/XRef",
                b"/Encrypt" => dictionary.encrypt |= value() != b"null",
                _ => {}
            }
        }
        dictionary
    }
}

/// The value of `/Filter`: a name, or a list of at most one.
fn coding(mut tokens: Tokens) -> Coding {
    let first = tokens.next();
    let name = if first == Some(b"[") { tokens.next() } else { first };
    match name {
        Some(b"null" | b"]") => Coding::Plain,
        Some(b"/FlateDecode" | b"/Fl") if first == name || tokens.next() == Some(b"]") => Coding::Flate,
        _ => Coding::Other,
    }
}

/// A number that stands there itself, not as a reference to an object.
fn number(mut tokens: Tokens) -> Option<usize> {
    let number = str::from_utf8(tokens.next()?).ok()?.parse().ok()?;
    tokens.next().is_none_or(|next| !next.first().is_some_and(u8::is_ascii_digit)).then_some(number)
}

/// The parts of a dictionary: brackets, names with their slash, words, and strings as a whole.
#[derive(Clone)]
struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        loop {
            let rest = self.bytes.get(self.at..)?;
            let (first, others) = rest.split_first()?;
            let until = |stop: fn(u8) -> bool| others.iter().take_while(|byte| !stop(**byte)).count();
            let (length, counts) = match first {
                b'%' => (1 + until(|byte| matches!(byte, b'\r' | b'\n')), false),
                b'(' => (string_length(rest), true),
                b'<' | b'>' if others.first() == Some(first) => (2, true),
                b'<' => (2 + until(|byte| byte == b'>'), true),
                b'[' | b']' | b'{' | b'}' | b')' | b'>' => (1, true),
                byte if *byte != b'/' && !is_regular(*byte) => (1, false),
                _ => (1 + until(|byte| !is_regular(byte)), true),
            };
            let length = length.min(rest.len());
            self.at += length;
            if counts {
                return rest.get(..length);
            }
        }
    }
}

/// How long a string in round brackets is, with them; brackets inside it match or are escaped.
fn string_length(text: &[u8]) -> usize {
    let (mut depth, mut escaped) = (0_usize, false);
    let closes = |byte: &u8| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    };
    text.iter().position(closes).map_or(text.len(), |last| last + 1)
}

/// Whether a byte goes on with a name or word: neither a blank nor a delimiter.
pub fn is_regular(byte: u8) -> bool {
    let delimits = matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%');
    !(byte == 0 || byte.is_ascii_whitespace() || delimits)
}

/// Where a stream's bytes begin, after the word `stream` and its line end; blanks before that are let be.
fn body_start(bytes: &[u8], after: usize) -> usize {
    let rest = bytes.get(after..).unwrap_or_default();
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let line = rest.get(blanks..).unwrap_or_default();
    let body = after_line_end(line);
    if body.len() < line.len() { bytes.len() - body.len() } else { after }
}

/// What follows a line end; all of it when there is none.
pub fn after_line_end(bytes: &[u8]) -> &[u8] {
    LINE_ENDS.iter().find_map(|end| bytes.strip_prefix(*end)).unwrap_or(bytes)
}

/// What precedes a line end; all of it when there is none.
pub fn before_line_end(bytes: &[u8]) -> &[u8] {
    LINE_ENDS.iter().find_map(|end| bytes.strip_suffix(*end)).unwrap_or(bytes)
}
