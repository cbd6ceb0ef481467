//! Our report, or workshop, inside a PDF, found without reading the PDF as a whole.
//!
//! A stream never sits inside another object, so the dictionary of an embedded file stands in plain bytes, also after
//! another program has saved the file anew. One pass looks for such dictionaries, unpacks what follows them, and takes
//! the first that by its content is what is looked for. Page tree and cross-references are not read and not trusted.
//!
//! Whatever the bytes, work grows in proportion to the file and memory is bounded: a dictionary is read within a
//! window and its bytes once, and what is unpacked or looked at as text comes out of a budget for the whole file.
//!
//! What it does not see: a dictionary that spells its type `/Embedded#46ile` or leaves it out, filters other than
//! Flate, and damage to an unpacked (plain) attachment that leaves it JSON. The report's digest shows the latter.

mod dictionary;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags as flags};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use self::dictionary::{Coding, Dictionary, after_line_end, before_line_end, is_regular};
use super::{report_v1, workshop_v1};

/// The largest PDF that is read, in bytes.
pub const SIZE_LIMIT: usize = 10 * 1024 * 1024;
/// The largest report that is taken out of a PDF, in bytes: as large as a file of ours may be.
pub const TEXT_LIMIT: usize = super::SIZE_LIMIT;
/// How many embedded files of a PDF are looked at.
pub const CANDIDATE_LIMIT: usize = 64;
/// How much text is unpacked or looked at in one PDF, in bytes: one report, and the beginning of what is none.
pub const TEXT_BUDGET: usize = REPORT.text_budget();
/// How much compressed data is read in one PDF, in bytes: the longest report, were it to pack to nothing less.
pub const PACKED_BUDGET: usize = TEXT_LIMIT + 64 * 1024;
/// The same for a workshop, which holds many reports.
const WORKSHOP_PACKED: usize = SIZE_LIMIT;
/// How many blocks of compressed data are read in one PDF. Each may begin with code tables, which take long to build and
/// give no text, so that neither what is read nor what comes out is a bound. Writers part data into blocks of many
/// kilobytes; this is one for each.
pub const BLOCK_LIMIT: usize = 4 * 1024;
/// How far from the start of a file `%PDF` may stand, and from its end `%%EOF`, in bytes.
const EDGE: usize = 1024;
/// How far before and after a name of interest its dictionary is read, in bytes.
const REACH: usize = 4 * 1024;
/// How many dictionaries are read, whatever comes of them.
const DICTIONARY_LIMIT: usize = 1024;
const END: &[u8] = b"endstream";
/// How much is unpacked before the first look at it, in bytes.
const FIRST_LOOK: usize = 1024;

/// What is looked for, and how much is done for it.
struct Wanted {
    /// The formats, any of which will do.
    formats: &'static [&'static str],
    /// The longest text, in bytes.
    text: usize,
    /// As [`PACKED_BUDGET`].
    packed: usize,
}

const REPORT: Wanted = Wanted { formats: &[report_v1::FORMAT], text: TEXT_LIMIT, packed: PACKED_BUDGET };
const WORKSHOP: Wanted =
    Wanted { formats: &[workshop_v1::FORMAT], text: workshop_v1::SIZE_LIMIT, packed: WORKSHOP_PACKED };
const EITHER: Wanted = Wanted { formats: &[report_v1::FORMAT, workshop_v1::FORMAT], ..WORKSHOP };

impl Wanted {
    const fn text_budget(&self) -> usize {
        self.text + CANDIDATE_LIMIT * FIRST_LOOK
    }
}

/// Why no report came out of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// Not a PDF at all.
    NotPdf,
    /// Larger than [`SIZE_LIMIT`].
    TooLarge,
    /// Encrypted: what is embedded cannot be read without the key.
    Encrypted,
    /// The file breaks off before its end, and no whole report stands before that.
    Truncated,
    /// A PDF without a report of ours.
    NoReport,
    /// The report is there but cannot be unpacked, is larger than it may be, fails its checksum, or is not JSON.
    Damaged,
}

impl Refusal {
    /// The code of the [`Problem`](crate::problem::Problem) that says so.
    pub fn as_code(&self) -> &'static str {
        match self {
            Self::NotPdf => "not-pdf",
            Self::TooLarge => "too-large",
            Self::Encrypted => "pdf-encrypted",
            Self::Truncated => "pdf-truncated",
            Self::NoReport => "pdf-no-report",
            Self::Damaged => "pdf-damaged",
        }
    }
}

/// Whether a file is a PDF by its first bytes. A text in braces is JSON, whatever it speaks of.
pub fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.get(..EDGE).unwrap_or(bytes);
    find(start, 0, b"%PDF").is_some() && !begins_like_report(start)
}

/// The report inside a PDF, as the text that was embedded. That it is JSON and says it has our format has been seen,
/// no more: read it as any report from outside.
///
/// # Errors
/// Why there is none, see [`Refusal`].
pub fn report_in(bytes: &[u8]) -> Result<String, Refusal> {
    counted(bytes).0
}

/// The workshop inside a PDF, likewise.
///
/// # Errors
/// Why there is none, see [`Refusal`].
pub fn workshop_in(bytes: &[u8]) -> Result<String, Refusal> {
    searched(bytes, &WORKSHOP).0
}

/// The report or workshop inside a PDF, whichever it has; [`super::format_of`] tells them apart.
///
/// # Errors
/// Why there is none, see [`Refusal`].
pub fn data_in(bytes: &[u8]) -> Result<String, Refusal> {
    searched(bytes, &EITHER).0
}

/// As [`report_in`], with the work that it took: bytes passed over, read, unpacked and looked at, all told. It stays
/// below three times the file's size plus three times [`TEXT_BUDGET`] and [`PACKED_BUDGET`] together.
pub fn counted(bytes: &[u8]) -> (Result<String, Refusal>, usize) {
    searched(bytes, &REPORT)
}

fn searched(bytes: &[u8], wanted: &Wanted) -> (Result<String, Refusal>, usize) {
    if !is_pdf(bytes) {
        return (Err(Refusal::NotPdf), EDGE);
    }
    if bytes.len() > SIZE_LIMIT {
        return (Err(Refusal::TooLarge), EDGE);
    }
    let mut search = Search {
        bytes,
        wanted,
        done: 0,
        end: None,
        dictionaries: 0,
        candidates: 0,
        text_left: wanted.text_budget(),
        packed_left: wanted.packed,
        blocks_left: BLOCK_LIMIT,
        work: bytes.len(),
        encrypted: false,
        damaged: false,
        found: None,
    };
    (search.run(), search.work)
}

/// Whether a text is JSON in braces so far as its beginning tells. Blanks alone may still become one.
fn begins_like_report(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii_start();
    text.first().is_none_or(|byte| *byte == b'{')
}

/// Whether a word stands at a place. Told byte by byte, as most places differ in the first.
fn stands(bytes: &[u8], at: usize, word: &[u8]) -> bool {
    let there = bytes.get(at..).unwrap_or_default();
    there.len() >= word.len() && there.iter().zip(word).all(|(byte, letter)| byte == letter)
}

/// Where a word stands first from a place on.
fn find(bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let first = word.first()?;
    let mut places = bytes.iter().enumerate().skip(from);
    places.find(|(at, byte)| *byte == first && stands(bytes, *at, word)).map(|(at, _)| at)
}

/// One pass over one file.
struct Search<'a> {
    bytes: &'a [u8],
    wanted: &'a Wanted,
    /// Up to here everything has been read.
    done: usize,
    /// Where the `endstream` found last stands; the end of the file when there was none.
    end: Option<usize>,
    dictionaries: usize,
    candidates: usize,
    text_left: usize,
    packed_left: usize,
    blocks_left: usize,
    work: usize,
    encrypted: bool,
    damaged: bool,
    found: Option<String>,
}

impl Search<'_> {
    /// Reads the file. A report that stands whole before the place where the file breaks off is as good as any.
    fn run(&mut self) -> Result<String, Refusal> {
        let mut from = 0;
        while self.dictionaries < DICTIONARY_LIMIT
            && let Some((at, name)) = self.next_name(from)
        {
            from = self.dictionary_at(at, name).max(at + name.len());
            self.done = from;
        }
        let file = self.bytes.trim_ascii_end();
        let ended = find(file, file.len().saturating_sub(EDGE), b"%%EOF").is_some();
        match self.found.take() {
            _ if self.encrypted => Err(Refusal::Encrypted),
            Some(text) => Ok(text),
            None if !ended => Err(Refusal::Truncated),
            None if self.damaged => Err(Refusal::Damaged),
            None => Err(Refusal::NoReport),
        }
    }

    /// The next name of interest from a place on, and where it stands.
    fn next_name(&self, from: usize) -> Option<(usize, &'static [u8])> {
        for (at, byte) in self.bytes.iter().enumerate().skip(from) {
            // Nearly every byte of a file ends here.
            if *byte != b'/' || !matches!(self.bytes.get(at + 1..at + 4), Some([b'E', b'm' | b'n', b'b' | b'c'])) {
                continue;
            }
            let name: &[u8] = if self.bytes.get(at + 2) == Some(&b'm') { b"/EmbeddedFile" } else { b"/Encrypt" };
            if self.is_at(at, name) {
                return Some((at, name));
            }
        }
        None
    }

    /// Where the object or trailer around a place goes on after the word that began it, and that word.
    fn head_before(&mut self, place: usize) -> Option<(usize, &'static [u8])> {
        let near = self.done.max(place.saturating_sub(REACH))..place;
        self.work += near.len();
        let words: [&[u8]; 2] = [b"obj", b"trailer"];
        let word_at =
            |at: usize| words.into_iter().find(|word| self.is_at(at, word)).map(|word| (at + word.len(), word));
        near.rev().find_map(word_at)
    }

    /// Whether a word stands at a place and is not part of a longer one.
    fn is_at(&self, at: usize, word: &[u8]) -> bool {
        let joined = |at: usize| self.bytes.get(at).is_some_and(|byte| is_regular(*byte));
        let begins = || word.starts_with(b"/") || !at.checked_sub(1).is_some_and(joined);
        stands(self.bytes, at, word) && begins() && !joined(at + word.len())
    }

    /// Reads the dictionary around a name, and the embedded file that it belongs to; gives where to look on.
    fn dictionary_at(&mut self, start: usize, name: &[u8]) -> usize {
        self.dictionaries += 1;
        let after = start + name.len();
        let limit = after + REACH;
        let head = self.head_before(start);
        let mut dictionary = Dictionary::read(self.bytes, head.map_or(after, |(head, _)| head), limit);
        let whole = dictionary.stop > start;
        if !whole {
            // The name belongs to something whose beginning is lost; what follows may do.
            dictionary = Dictionary::read(self.bytes, after, limit);
        }
        self.work += dictionary.stop.saturating_sub(start.saturating_sub(REACH));
        if name == b"/Encrypt" {
            let (_, word) = head.filter(|_| whole).unwrap_or_default();
            self.encrypted |= dictionary.encrypt && (word == b"trailer" || word == b"obj" && dictionary.xref);
            return dictionary.stop;
        }
        let open = self.found.is_none() && self.candidates < CANDIDATE_LIMIT;
        let Some(body) = dictionary.body.filter(|_| open) else { return dictionary.stop };
        self.candidates += 1;
        let (text, whole, end) = match dictionary.coding {
            Coding::Plain => self.plain(body, dictionary.length),
            Coding::Flate => self.unpacked(body, dictionary.json),
            Coding::Other => (Vec::new(), false, None),
        };
        self.judge(text, whole, dictionary.json);
        // What stands inside an embedded file that was read to its end is its own.
        end.unwrap_or(dictionary.stop)
    }

    /// Takes a text that is our report. One that is not `whole`, or not JSON, is our report and damaged when it names
    /// our format or was said to be `json`.
    fn judge(&mut self, text: Vec<u8>, whole: bool, json: bool) {
        if whole && !begins_like_report(&text) {
            return;
        }
        let formats = self.wanted.formats;
        let ours = json || formats.iter().any(|format| find(&text, 0, format.as_bytes()).is_some());
        match String::from_utf8(text).ok().filter(|_| whole).map(|text| (has_format(&text, formats), text)) {
            Some((Some(true), text)) => self.found = Some(text),
            Some((Some(false), _)) => {}
            _ => self.damaged |= ours,
        }
    }

    /// Unpacks an embedded file: its text or what there is of it, whether that is all, and where it ends if so.
    fn unpacked(&mut self, body: usize, json: bool) -> (Vec<u8>, bool, Option<usize>) {
        // With the header the checksum at the end is read and compared.
        const FLAGS: u32 = flags::TINFL_FLAG_PARSE_ZLIB_HEADER
            | flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF
            | flags::TINFL_FLAG_STOP_ON_BLOCK_BOUNDARY;
        let packed = self.bytes.get(body..).unwrap_or_default();
        let packed = packed.get(..self.packed_left).unwrap_or(packed);
        let limit = self.text_left.min(self.wanted.text);
        let mut state = Box::new(DecompressorOxide::new());
        let mut text = vec![0; limit.min(FIRST_LOOK)];
        let (mut read, mut written) = (0, 0);
        let status = loop {
            let rest = packed.get(read..).unwrap_or_default();
            let (status, took, gave) = decompress(&mut state, rest, &mut text, written, FLAGS);
            read += took;
            written += gave;
            if status == TINFLStatus::BlockBoundary && self.blocks_left > 0 {
                self.blocks_left -= 1;
                continue;
            }
            // What says it is JSON may be ours with a damaged beginning, and is unpacked as far as it goes.
            let wanted = json || begins_like_report(text.get(..written).unwrap_or_default());
            if status != TINFLStatus::HasMoreOutput || text.len() >= limit || !wanted {
                break status;
            }
            text.resize(text.len().saturating_mul(2).min(limit), 0);
        };
        text.truncate(written);
        self.packed_left = self.packed_left.saturating_sub(read);
        self.text_left = self.text_left.saturating_sub(written);
        self.work += read + 3 * written;
        let whole = status == TINFLStatus::Done;
        (text, whole, whole.then_some(body + read))
    }

    /// Takes an embedded file that is not packed, likewise; its end is sure only when its `length` is right.
    fn plain(&mut self, body: usize, length: Option<usize>) -> (Vec<u8>, bool, Option<usize>) {
        let fits = |end: &usize| {
            // One line end stands before `endstream` and is not counted; a length that says otherwise is wrong.
            let after = self.bytes.len() - after_line_end(self.bytes.get(*end..).unwrap_or_default()).len();
            let text = before_line_end(self.bytes.get(body..after).unwrap_or_default());
            stands(self.bytes, after, END) && text.len() == end - body
        };
        let stated = length.and_then(|length| body.checked_add(length)).filter(fits);
        let end = stated.unwrap_or_else(|| self.end_after(body));
        let text = self.bytes.get(body..end).unwrap_or_default();
        let text = if stated.is_some() { text } else { before_line_end(text) };
        if !begins_like_report(text) {
            return (Vec::new(), true, stated);
        }
        let limit = self.text_left.min(self.wanted.text);
        let whole = end < self.bytes.len() && text.len() <= limit;
        let text = text.get(..limit).unwrap_or(text);
        self.text_left = self.text_left.saturating_sub(text.len());
        self.work += 3 * text.len();
        (text.to_vec(), whole, stated)
    }

    /// The first `endstream` from a place on, or the end of the file. Places come in rising order, so that each byte
    /// is passed once.
    fn end_after(&mut self, from: usize) -> usize {
        if let Some(end) = self.end.filter(|end| *end >= from) {
            return end;
        }
        let end = find(self.bytes, from, END).unwrap_or(self.bytes.len());
        self.work += end - from;
        self.end = Some(end);
        end
    }
}

/// Whether a JSON object says it has one of some formats; `None` when the text is not JSON. Builds nothing in memory.
fn has_format(text: &str, formats: &'static [&'static str]) -> Option<bool> {
    let mut json = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    match json.deserialize_map(Is(formats)).and_then(|ours| json.end().map(|()| ours)) {
        Ok(ours) => Some(ours),
        Err(error) if error.is_data() => Some(false),
        Err(_) => None,
    }
}

/// Reads a string for whether it is one of some, or an object for whether its `format` is; of several members of that
/// name the last counts, as everywhere.
struct Is(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Is {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Is {
    type Value = bool;

    fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        out.write_str(&self.0.join(", "))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        Ok(self.0.contains(&text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<bool, A::Error> {
        let mut is = false;
        while let Some(format) = members.next_key_seed(Is(&["format"]))? {
            if format {
                is = members.next_value_seed(Is(self.0))?;
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        Ok(is)
    }
}
