//! Reading the report out of a PDF: every spelling a writer may choose, every refusal, and a heap of bad files.
//!
//! In a release build the bad files are timed as well:
//! `cargo test --release --no-default-features --test pdf_read -- --nocapture`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::time::{Duration, Instant};

use kickstart::wire::pdf_in::{
    BLOCK_LIMIT, CANDIDATE_LIMIT, PACKED_BUDGET, Refusal, SIZE_LIMIT, TEXT_BUDGET, TEXT_LIMIT, counted, is_pdf,
    report_in,
};
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use support::{Chance, text_of};

/// What a stream of ours says of itself when nothing is odd; `{n}` is its length.
const PACKED: &str = "<</Type/EmbeddedFile/Subtype/application#2Fjson/Filter/FlateDecode/Length {n}>>";
const PLAIN: &str = "<</Type /EmbeddedFile /Subtype /application#2Fjson /Length {n}>>";
/// The same for somebody else's.
const FOREIGN: &str = "<</Type/EmbeddedFile/Subtype/text#2Fxml/Filter/FlateDecode/Length {n}>>";

fn report() -> String {
    text_of("tests/fixtures/reports/v1.0.kickstart.json")
}

fn zlib(text: impl AsRef<[u8]>) -> Vec<u8> {
    compress_to_vec_zlib(text.as_ref(), 6)
}

/// Whether what comes out is what was put in; a whole report would say little in a failure.
fn gives(file: &[u8], embedded: &str) -> Result<bool, Refusal> {
    report_in(file).map(|text| text == embedded)
}

/// A PDF being written, object by object.
#[derive(Clone)]
struct Pdf {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl Pdf {
    /// An empty page and its catalogue: objects 1 to 4.
    fn new() -> Self {
        let mut pdf = Self { bytes: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), offsets: Vec::new() };
        pdf.object("<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.json)4 0 R]>>>>/AF[4 0 R]>>");
        pdf.object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        pdf.object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");
        pdf.object("<</Type/Filespec/F(a.json)/UF(a.json)/AFRelationship/Data/EF<</F 5 0 R>>>>");
        pdf
    }

    fn object(&mut self, what: &str) {
        self.offsets.push(self.bytes.len());
        self.bytes.extend(format!("{} 0 obj\n{what}\nendobj\n", self.offsets.len()).bytes());
    }

    /// A stream; `begin` is the word with its line end, `close` the line end and the word.
    fn stream(&mut self, dictionary: &str, begin: &str, body: &[u8], close: &str) {
        self.offsets.push(self.bytes.len());
        let dictionary = dictionary.replace("{n}", &body.len().to_string());
        self.bytes.extend(format!("{} 0 obj {dictionary}{begin}", self.offsets.len()).bytes());
        self.bytes.extend(body);
        self.bytes.extend(format!("{close}\nendobj\n").bytes());
    }

    fn embed(mut self, dictionary: &str, body: &[u8]) -> Self {
        self.stream(dictionary, "\nstream\n", body, "\nendstream");
        self
    }

    /// With the table of objects and a trailer that says `more`.
    fn finish(mut self, more: &str) -> Vec<u8> {
        let (start, size) = (self.bytes.len(), self.offsets.len() + 1);
        self.bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
        for offset in self.offsets {
            self.bytes.extend(format!("{offset:010} 00000 n \n").bytes());
        }
        let trailer = format!("trailer\n<</Size {size}/Root 1 0 R{more}>>\nstartxref\n{start}\n%%EOF\n");
        self.bytes.extend(trailer.bytes());
        self.bytes
    }

    /// With a cross-reference stream that says `more`.
    fn finish_new(mut self, more: &str) -> Vec<u8> {
        let start = self.bytes.len();
        let dictionary = format!("<</Type/XRef/Size 9/W[1 2 1]/Root 1 0 R{more}/Filter/FlateDecode/Length {{n}}>>");
        self.stream(&dictionary, "stream\r\n", &zlib([0; 36]), "\nendstream");
        self.bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        self.bytes
    }
}

fn packed() -> Vec<u8> {
    Pdf::new().embed(PACKED, &zlib(report())).finish("")
}

fn plain() -> Vec<u8> {
    Pdf::new().embed(PLAIN, report().as_bytes()).finish("")
}

fn place(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).position(|window| window == word).unwrap()
}

fn replaced(bytes: &[u8], word: &str, with: &str) -> Vec<u8> {
    let at = place(bytes, word.as_bytes());
    [&bytes[..at], with.as_bytes(), &bytes[at + word.len()..]].concat()
}

#[test]
fn a_packed_report_comes_back_however_its_dictionary_is_spelt() {
    let spellings = [
        PACKED,
        "<< /Type /EmbeddedFile /Subtype /application#2Fjson /Filter /FlateDecode /Length {n} >>",
        "<</Length {n}/Filter/FlateDecode/Type/EmbeddedFile>>",
        "<<\r/Filter\n[ /FlateDecode ]\r\n/DecodeParms null\t/Length\x0c{n}\0/Type\n\n/EmbeddedFile\n>>",
        "<</Params<</Size 9/CheckSum<00ff>/ModDate(D:2026)>>/Filter[/FlateDecode]/Length 9 0 R/Type/EmbeddedFile>>",
        "% (a comment << \n<</Type% stream\n/EmbeddedFile%>>\r/Filter%/None\n/FlateDecode/Length {n}>>%endobj\n",
        "<</Desc(an \\) odd (string) >> endobj stream)/Type/EmbeddedFile/Filter/Fl/Length {n}>>",
        "<</Type/EmbeddedFile/Filter/FlateDecode/Length {n}/Desc(a (b (c) d) /Filter/LZWDecode)>>",
        "<</Type/EmbeddedFile/Filter/FlateDecode/Length {n}/Desc(a \\) /Filter/LZWDecode)>>",
        "<</Type/EmbeddedFile/Filter/FlateDecode/Length 12>>",
        "<</Type/EmbeddedFile/Filter/FlateDecode/Length 123456789012345678901234567890>>",
        "<</Type/EmbeddedFile/Filter/FlateDecode>>",
        "<</F 1/A<</B<</C[<</Filter/None>>]>>>>/Filter/FlateDecode/Type/EmbeddedFile>>",
        "<</Type/EmbeddedFile/Filter/FlateDecode/Length {n}/Params<</Filter/LZWDecode/Length 1>>>>",
        // Torn by others, and still plain enough.
        "/Type/EmbeddedFile/Filter/FlateDecode ",
        "<</Type/EmbeddedFile/Filter/FlateDecode\n",
        "endobj<</Type/EmbeddedFile/Filter/FlateDecode>>",
    ];
    for spelling in spellings {
        for begin in ["\nstream\n", "stream\r\n", " stream\r", "\r\nstream \t\r\n", "% stream\nstream\n"] {
            let mut pdf = Pdf::new();
            pdf.stream(spelling, begin, &zlib(report()), "\r\nendstream");
            assert_eq!(gives(&pdf.finish(""), &report()), Ok(true), "{spelling} {begin:?}");
        }
    }
}

#[test]
fn a_plain_report_comes_back_by_its_length_or_up_to_its_end() {
    let spellings = [
        PLAIN,
        "<</Length {n}/Type/EmbeddedFile>>",
        "<</Type/EmbeddedFile/Length 9 0 R>>",
        "<</Type/EmbeddedFile>>",
        "<</Type/EmbeddedFile/Length 7>>",
        "<</Type/EmbeddedFile/Length 99999999>>",
        "<</Type/EmbeddedFile/Length -1>>",
        "<</Type/EmbeddedFile/Filter null/Length {n}>>",
        "<</Type/EmbeddedFile/Filter[ ]/Length {n}>>",
    ];
    for spelling in spellings {
        for (begin, close) in
            [("\nstream\n", "\nendstream"), ("stream\r\n", "\r\nendstream"), ("stream\r", "\rendstream")]
        {
            let mut pdf = Pdf::new();
            pdf.stream(spelling, begin, report().as_bytes(), close);
            assert_eq!(gives(&pdf.finish(""), &report()), Ok(true), "{spelling} {begin:?}");
        }
    }
    // With its length a report may speak of anything.
    let odd = report().replacen('{', "{\"a\": \"\\nendstream endobj trailer <</Encrypt 1 0 R>> stream\",", 1);
    assert_eq!(gives(&Pdf::new().embed(PLAIN, odd.as_bytes()).finish(""), &odd), Ok(true));
    // Where no line ends after the word, what follows it is all the report's.
    let mut pdf = Pdf::new();
    let spaced = format!("  {}", report());
    pdf.stream(PLAIN, "\nstream", spaced.as_bytes(), "\nendstream");
    assert_eq!(gives(&pdf.finish(""), &spaced), Ok(true));
    // Of two without a length, each goes up to its own end.
    let pdf = Pdf::new().embed("<</Type/EmbeddedFile>>", br#"{"format": "other"}"#);
    let pdf = pdf.embed("<</Type/EmbeddedFile>>", report().as_bytes());
    assert_eq!(gives(&pdf.finish(""), &report()), Ok(true));
    let marked = format!("\u{feff}\n {}", report());
    assert_eq!(gives(&Pdf::new().embed(PLAIN, marked.as_bytes()).finish(""), &marked), Ok(true));
}

#[test]
fn the_first_of_several_that_is_ours_is_taken_by_its_content() {
    let (first, second) = (report(), report().replace("1.0", "1.1"));
    let foreign = [
        zlib("<?xml version='1.0'?><a>kickstart-report</a>"),
        zlib(r#"{"format": "other", "note": "\"format\": \"kickstart-report\""}"#),
        zlib(r#"{"a": {"format": "kickstart-report"}}"#),
        zlib(r#"["format", "kickstart-report"]"#),
        zlib(r#"{"format": ["kickstart-report"]}"#),
        zlib(r#"{"format": "kickstart-report", "format": "other"}"#),
    ];
    let mut pdf = Pdf::new();
    for body in &foreign {
        pdf = pdf.embed(FOREIGN, body).embed(PACKED, body);
    }
    assert_eq!(report_in(&pdf.clone().finish("")), Err(Refusal::NoReport));
    let pdf = pdf.embed(PACKED, &zlib(&first)).embed(PACKED, &zlib(&second));
    assert_eq!(gives(&pdf.finish(""), &first), Ok(true));

    // A damaged one before it does not matter, nor one with another's name.
    let pdf = Pdf::new().embed(PACKED, b"x\x9cxxxx").embed(FOREIGN, &zlib(&first)).finish_new("");
    assert_eq!(gives(&pdf, &first), Ok(true));

    // What another attachment has inside is its own affair, also when that is a PDF.
    let inner = Pdf::new().embed(PACKED, &zlib(&second)).finish("/Encrypt 9 0 R");
    let pdf = Pdf::new().embed("<</Type/EmbeddedFile/Length {n}>>", &inner);
    assert_eq!(gives(&pdf.embed(PACKED, &zlib(&first)).finish(""), &first), Ok(true));
}

#[test]
fn only_so_many_attachments_are_looked_at() {
    for (others, expected) in [(CANDIDATE_LIMIT - 1, Ok(true)), (CANDIDATE_LIMIT, Err(Refusal::NoReport))] {
        let others = (0..others).fold(Pdf::new(), |pdf, _| pdf.embed(FOREIGN, &zlib("<a/>")));
        assert_eq!(gives(&others.embed(PACKED, &zlib(report())).finish(""), &report()), expected);
    }
}

#[test]
fn a_report_may_be_large_but_not_larger_than_a_file_of_ours() {
    let sized = |size: usize| {
        let start = r#"{"format": "kickstart-report", "a": ""#;
        format!("{start}{}\"}}", "ord ".repeat(size).get(..size - start.len() - 2).unwrap())
    };
    let whole = sized(TEXT_LIMIT);
    for file in [Pdf::new().embed(PACKED, &zlib(&whole)), Pdf::new().embed(PLAIN, whole.as_bytes())] {
        assert!(report_in(&file.finish("")).is_ok_and(|text| text == whole));
    }
    let over = sized(TEXT_LIMIT + 1);
    for file in [Pdf::new().embed(PACKED, &zlib(&over)), Pdf::new().embed(PLAIN, over.as_bytes())] {
        assert_eq!(report_in(&file.finish("")), Err(Refusal::Damaged));
    }
    // Notes that hardly pack, and such that do not at all.
    let mut chance = Chance(7);
    let start = r#"{"format": "kickstart-report", "a": ""#;
    let room = (TEXT_LIMIT - start.len() - 2) / 3;
    for span in [9, 20_000] {
        let letter = |at: usize| char::from_u32(0x4e00 + u32::try_from(at).unwrap()).unwrap();
        let letters: String = (0..room).map(|_| letter(chance.below(span))).collect();
        let noisy = format!("{start}{letters}\"}}");
        for body in [zlib(&noisy), compress_to_vec_zlib(noisy.as_bytes(), 0)] {
            assert!(body.len() <= PACKED_BUDGET, "{}", body.len());
            assert!(report_in(&Pdf::new().embed(PACKED, &body).finish("")).is_ok_and(|text| text == noisy), "{span}");
        }
    }
}

/// A packed text in so many blocks, the last of them with all of it.
fn in_blocks(text: &str, blocks: usize) -> Vec<u8> {
    let whole = compress_to_vec_zlib(text.as_bytes(), 0);
    // A stored block of nothing: not the last, no length, and its complement.
    [&whole[..2], &[0, 0, 0, 0xff, 0xff].repeat(blocks - 1), &whole[2..]].concat()
}

#[test]
fn data_in_many_blocks_is_read_as_far_as_is_reasonable() {
    let short = r#"{"format": "kickstart-report"}"#;
    let file = |blocks| Pdf::new().embed(PACKED, &in_blocks(short, blocks)).finish("");
    assert_eq!(report_in(&file(BLOCK_LIMIT + 1)).as_deref(), Ok(short));
    assert_eq!(report_in(&file(BLOCK_LIMIT + 2)), Err(Refusal::Damaged));
    // They count together.
    let half = in_blocks(short, BLOCK_LIMIT / 2 + 1);
    let torn = &half[..half.len() - 1];
    let pdf = |times| (0..times).fold(Pdf::new(), |pdf, _| pdf.embed(PACKED, torn)).embed(PACKED, &half).finish("");
    assert_eq!(report_in(&pdf(1)).as_deref(), Ok(short));
    assert_eq!(report_in(&pdf(2)), Err(Refusal::Damaged));
}

#[test]
fn each_refusal_has_its_code() {
    use Refusal::{Damaged, Encrypted, NoReport, NotPdf, TooLarge, Truncated};
    let codes = [
        (NotPdf, "not-pdf"),
        (TooLarge, "too-large"),
        (Encrypted, "pdf-encrypted"),
        (Truncated, "pdf-truncated"),
        (NoReport, "pdf-no-report"),
        (Damaged, "pdf-damaged"),
    ];
    for (refusal, code) in codes {
        assert_eq!(refusal.as_code(), code);
    }

    let (good, body) = (packed(), zlib(report()));
    let at = place(&good, &body);
    let mut wrong_sum = body.clone();
    *wrong_sum.last_mut().unwrap() ^= 1;
    let mut torn = body.clone();
    torn.truncate(body.len() / 2);
    let no_sum = [b"x\x9c", compress_to_vec(report().as_bytes(), 6).as_slice()].concat();
    let large = |size: usize| [good.as_slice(), &vec![b' '; size - good.len()]].concat();
    let with = |dictionary: &str, body: &[u8]| Pdf::new().embed(dictionary, body).finish("");
    let bare = plain();
    let cases: Vec<(&str, Vec<u8>, Result<bool, Refusal>)> = vec![
        ("nothing", Vec::new(), Err(NotPdf)),
        ("JSON", report().into_bytes(), Err(NotPdf)),
        ("JSON that speaks of it", b"{\"a\": \"%PDF-1.7\"}".to_vec(), Err(NotPdf)),
        ("late", [vec![b' '; 1024], good.clone()].concat(), Err(NotPdf)),
        ("late enough", [vec![b'#'; 1000], good.clone()].concat(), Ok(true)),
        ("large and no PDF", vec![b'x'; SIZE_LIMIT + 1], Err(NotPdf)),
        ("large", large(SIZE_LIMIT + 1), Err(TooLarge)),
        ("as large as may be", large(SIZE_LIMIT), Ok(true)),
        ("without", Pdf::new().finish(""), Err(NoReport)),
        ("without, new", Pdf::new().finish_new(""), Err(NoReport)),
        ("new", Pdf::new().embed(PACKED, &body).finish_new(""), Ok(true)),
        ("encrypted", Pdf::new().embed(PACKED, &body).finish("/Encrypt 9 0 R"), Err(Encrypted)),
        ("encrypted here", Pdf::new().embed(PACKED, b"\x01\x02").finish("/ID[<00>]\n/Encrypt<</V 4>>"), Err(Encrypted)),
        ("encrypted, new", Pdf::new().embed(PACKED, b"\x01\x02").finish_new("/Encrypt 9 0 R"), Err(Encrypted)),
        ("not encrypted", Pdf::new().embed(PACKED, &body).finish("/Encrypt null"), Ok(true)),
        ("metadata", Pdf::new().embed(PACKED, &body).finish("/EncryptMetadata true"), Ok(true)),
        ("not in a trailer", Pdf::new().embed("<</Encrypt 1 0 R>>", b"").embed(PACKED, &body).finish(""), Ok(true)),
        ("cut after the report", good[..at + body.len()].to_vec(), Ok(true)),
        ("cut in the report", good[..at + body.len() - 1].to_vec(), Err(Truncated)),
        ("cut before the report", good[..at].to_vec(), Err(Truncated)),
        ("cut before its dictionary", good[..at - 120].to_vec(), Err(Truncated)),
        ("wrong sum", with(PACKED, &wrong_sum), Err(Damaged)),
        ("wrong sum, no kind", with("<</Type/EmbeddedFile/Filter/FlateDecode>>", &wrong_sum), Err(Damaged)),
        ("no sum", with(PACKED, &no_sum), Err(Damaged)),
        ("raw deflate", with(PACKED, no_sum.get(2..).unwrap()), Err(Damaged)),
        ("torn", with(PACKED, &torn), Err(Damaged)),
        (
            "torn late, no kind",
            with("<</Type/EmbeddedFile/Filter/FlateDecode>>", &body[..body.len() - 9]),
            Err(Damaged),
        ),
        (
            "another filter",
            with("<</Type/EmbeddedFile/Subtype/application#2fjson/Filter/LZWDecode>>", b"a"),
            Err(Damaged),
        ),
        (
            "two filters",
            with(&PACKED.replace("/FlateDecode", "[/FlateDecode/FlateDecode]"), &zlib(&body)),
            Err(Damaged),
        ),
        (
            "neither JSON nor ours, torn",
            with(
                "<</Type/EmbeddedFile/Subtype/application#2Foctet-stream/Filter/FlateDecode>>",
                &zlib("<a>b</a>")[..9],
            ),
            Err(NoReport),
        ),
        (
            "a dictionary without a stream before somebody's stream",
            replaced(
                &with("<</Length {n}>>", report().as_bytes()),
                "5 0 obj",
                "9 0 obj <</Type/EmbeddedFile>> endobj 5 0 obj",
            ),
            Err(NoReport),
        ),
        (
            "plain, cut after its text",
            bare[..place(&bare, report().trim_end().as_bytes()) + report().trim_end().len()].to_vec(),
            Err(Truncated),
        ),
        ("somebody else's, empty", with(FOREIGN, &zlib("")), Err(NoReport)),
        ("somebody else's, torn", with(FOREIGN, &zlib("<a>b</a>")[..9]), Err(NoReport)),
        ("not UTF-8", with(PACKED, &zlib([report().as_bytes(), b"\xff"].concat())), Err(Damaged)),
        ("not JSON", with(PACKED, &zlib(report().trim_end().trim_end_matches('}'))), Err(Damaged)),
        ("plain, not JSON", with(PLAIN, &report().as_bytes()[..report().len() / 2]), Err(Damaged)),
        ("JSON twice", with(PACKED, &zlib(report().repeat(2))), Err(Damaged)),
    ];
    for (name, file, expected) in cases {
        assert_eq!(gives(&file, &report()), expected, "{name}");
        assert_eq!(is_pdf(&file), expected != Err(NotPdf), "{name}");
    }
}

/// One bad file: what it is, its bytes, and what may come out of it besides the report that was embedded.
struct Bad {
    name: String,
    bytes: Vec<u8>,
    refusals: &'static [Refusal],
}

const ANY: &[Refusal] = &[Refusal::NotPdf, Refusal::Encrypted, Refusal::Truncated, Refusal::NoReport, Refusal::Damaged];

/// Good files with something done to them. `apart` are bytes that are let be: without a checksum there is no telling.
fn spoilt(kind: &str, good: &[u8], apart: std::ops::Range<usize>, chance: &mut Chance, out: &mut Vec<Bad>) {
    let mut put = |name: String, bytes: Vec<u8>, refusals| {
        out.push(Bad { name: format!("{kind}, {name}"), bytes, refusals });
    };
    let free = |chance: &mut Chance| loop {
        let at = chance.below(good.len());
        if !apart.contains(&at) {
            return at;
        }
    };
    for round in 0..90 {
        let mut bytes = good.to_vec();
        for _ in 0..=round / 3 {
            bytes[free(chance)] ^= 1 << chance.below(8);
        }
        put(format!("flipped {round}"), bytes, ANY);
    }
    for at in (0..good.len()).step_by(good.len() / 80) {
        let expected: &[Refusal] = if at < 4 { &[Refusal::NotPdf] } else { &[Refusal::Truncated] };
        put(format!("cut at {at}"), good[..at].to_vec(), expected);
    }
    for round in 0..60 {
        let (from, size) = (free(chance), 1 + chance.below(1 + 4 * round));
        let to = (from + size).min(good.len());
        if apart.start < to && from < apart.end {
            continue;
        }
        put(format!("without {from}..{to}"), [&good[..from], &good[to..]].concat(), ANY);
    }
    for round in 0..60 {
        let mut bytes = good.to_vec();
        let digits: Vec<usize> =
            (0..good.len()).filter(|at| good[*at].is_ascii_digit() && !apart.contains(at)).collect();
        for _ in 0..=round / 10 {
            bytes[*chance.one(&digits)] = b'0' + u8::try_from(chance.below(10)).unwrap();
        }
        put(format!("numbers {round}"), bytes, ANY);
    }
}

/// Writes bits as deflate has them, lowest first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    count: usize,
}

impl Bits {
    fn put(&mut self, value: u32, bits: usize) {
        for bit in 0..bits {
            if self.count.is_multiple_of(8) {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= u8::try_from(value >> bit & 1).unwrap() << (self.count % 8);
            self.count += 1;
        }
    }

    /// A code, which has its highest bit first.
    fn code(&mut self, value: u32, bits: usize) {
        self.put(value.reverse_bits() >> (32 - bits), bits);
    }
}

/// A start and then its last byte over and over, `size` bytes in all, with a wrong checksum.
fn bomb(start: &[u8], size: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.put(0x9c78, 16);
    bits.put(0b011, 3);
    for byte in start {
        match u32::from(*byte) {
            low @ 0..144 => bits.code(0x30 + low, 8),
            high => bits.code(0x190 + high - 144, 9),
        }
    }
    for _ in 0..(size - start.len()) / 258 {
        // A length of 258, a distance of 1.
        bits.code(0b1100_0101, 8);
        bits.code(0, 5);
    }
    bits.code(0, 7);
    bits.bytes.extend([0; 5]);
    bits.bytes
}

/// Nothing but code tables, one after the other, each of 11 bytes and without a letter.
fn tables(size: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.put(0x9c78, 16);
    while bits.bytes.len() < size {
        bits.put(0b100, 3);
        bits.put(0, 10);
        bits.put(14, 4);
        for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1] {
            bits.put(u32::from(symbol == 18 || symbol == 1), 3);
        }
        for zeros in [138, 118] {
            bits.code(1, 1);
            bits.put(zeros - 11, 7);
        }
        bits.code(0, 1);
        bits.code(0, 1);
        bits.code(0, 1);
    }
    bits.bytes
}

/// `start`, then `again` as often as fits, in a file as large as may be.
fn filled(start: &str, again: impl AsRef<[u8]>) -> Vec<u8> {
    filled_after(format!("%PDF-1.7\n{start}").as_bytes(), again)
}

fn filled_after(start: &[u8], again: impl AsRef<[u8]>) -> Vec<u8> {
    const ENDS: &[u8] = b"\n%%EOF\n";
    let again = again.as_ref();
    [start, &again.repeat((SIZE_LIMIT - ENDS.len() - start.len()) / again.len()), ENDS].concat()
}

/// Files made to keep a reader busy or fill its memory.
fn made(chance: &mut Chance, out: &mut Vec<Bad>) {
    const HEAD: &str = "1 0 obj<</Type/EmbeddedFile/Subtype/application#2Fjson/Filter/FlateDecode>>stream\n";
    const BARE: &str = "1 0 obj<</Type/EmbeddedFile/Subtype/application#2Fjson>>stream\n";
    let mut put = |name: &str, bytes: Vec<u8>| out.push(Bad { name: name.to_string(), bytes, refusals: ANY });
    let again = [
        "/EmbeddedFile ",
        "stream ",
        "endstream ",
        "obj ",
        "trailer ",
        "/E",
        "ob",
        "/",
        "%",
        "(",
        "<",
        "<<",
        "[",
        "\\",
        "\0",
        " ",
        "obj<</EmbeddedFile ",
        "obj<</EmbeddedFile%",
        "/EmbeddedFile%",
        "/EmbeddedFile(",
        "/EmbeddedFile<",
        "/EmbeddedFile endobj ",
        "obj/EmbeddedFile/Filter[",
        "/EmbeddedFile/Filter/Length 1%",
        "obj /Encrypt ",
        "trailer /Encrypt ",
        "trailer/Encrypt(",
        "obj/Type/XRef/Encrypt%",
        "obj<</EmbeddedFile>>stream",
        HEAD,
        BARE,
    ];
    for word in again {
        put(&format!("{word:?} again and again"), filled("", word));
    }
    for start in [HEAD, BARE] {
        for word in ["{", "{\"a\":\"", " ", "\0", "{\"a\":", "[", "\"", "{\"kickstart-report", "x\u{1}"] {
            put(&format!("{start:?}, then {word:?} on and on"), filled(start, word));
            put(&format!("{start:?} and {word:?} again and again"), filled("", format!("{start}{word}")));
        }
    }
    let each = [
        ("stored and empty", [b"x\x9c".as_slice(), &[0, 0, 0, 0xff, 0xff].repeat(2 << 20)].concat()),
        ("code tables", tables(10 << 20)),
        ("1 GiB of blanks", bomb(b"{ ", 1 << 30)),
        ("1 GiB of ours", bomb(br#"{"format": "kickstart-report", "a": "   "#, 1 << 30)),
        ("1 GiB of brackets", bomb(b"{\"a\":[", 1 << 30)),
        ("1 GiB of anything", bomb(b"a", 1 << 30)),
        ("noise", zlib((0..4 << 20).map(|_| b"{\"a ,0"[chance.below(6)]).collect::<Vec<u8>>())),
        ("noise, stored", compress_to_vec_zlib(&(0..9 << 20).map(|at| b"{\"a ,0"[at % 6]).collect::<Vec<u8>>(), 0)),
    ];
    for (name, body) in &each {
        let file = |body: &[u8]| [b"%PDF-1.7\n", HEAD.as_bytes(), body, b"\nendstream endobj %%EOF"].concat();
        put(name, file(&body[..body.len().min(SIZE_LIMIT - 200)]));
        let some = [HEAD.as_bytes(), &body[..body.len().min(100_000)], b"\nendstream endobj\n"].concat();
        put(&format!("{name}, again and again"), filled("", some));
    }
    // Whole, with the right checksum, and as costly to look at as text can be.
    for (name, word) in
        [("members", "\"\":0,"), ("lists", "[],"), ("numbers", "1e9,"), ("escapes", "\"\\u00e5\","), ("deep", "[")]
    {
        let start = if name == "members" { "{" } else { "{\"kickstart-report\":[" };
        let text = format!("{start}{}", word.repeat(((4 << 20) - 100) / word.len()));
        put(&format!("{name}, packed"), Pdf::new().embed(PACKED, &zlib(&text)).embed(PACKED, &zlib(&text)).finish(""));
        put(
            &format!("{name}, plain"),
            Pdf::new().embed(PLAIN, text.as_bytes()).embed(PLAIN, text.as_bytes()).finish(""),
        );
    }
    // The costliest of each kind, together.
    let text = zlib(format!("{{\"kickstart-report\":{}", "[".repeat((4 << 20) - 100)));
    let (deep, tables) = (Pdf::new().embed(PACKED, &text), Pdf::new().embed(PACKED, &tables(PACKED_BUDGET)));
    for (name, pdfs) in [("deep, then tables", [&deep, &tables]), ("tables, then deep", [&tables, &deep])] {
        for word in ["obj ", "/EmbeddedFile endobj ", "/E", "/Emb"] {
            let start = pdfs.iter().flat_map(|pdf| pdf.bytes.clone()).collect::<Vec<u8>>();
            put(&format!("{name}, then {word:?}"), filled_after(&start, word));
        }
    }
    let nested = format!("{}/Type/EmbeddedFile{}", "<</A".repeat(10_000), ">>".repeat(10_000));
    put("nested", Pdf::new().embed(&nested, b"{}").finish(""));
    put("nested after", Pdf::new().embed(&format!("<</Type/EmbeddedFile{nested}>>"), b"{}").finish(""));
    let mut pdf = Pdf::new();
    for object in 5..2000 {
        pdf.object(&format!("<</Type/EmbeddedFile/Length {object} 0 R/Filter {} 0 R/Kids[1 0 R]>>", object - 1));
    }
    put("reference loops", pdf.finish("/Prev 0/XRefStm 0"));
    for round in 0..12 {
        let noise: Vec<u8> = (0..1 << (8 + round)).map(|_| u8::try_from(chance.below(256)).unwrap()).collect();
        put(&format!("noise {round}"), [b"%PDF-".as_slice(), &noise].concat());
        let words =
            ["obj", "<<", ">>", "/EmbeddedFile", "stream", "\n", "(", "%", "x\u{9c}", "endobj", "/Encrypt", "trailer"];
        let salad: String = (0..1 << (8 + round)).map(|_| *chance.one(&words)).collect();
        put(&format!("salad {round}"), filled("", format!("{salad} ")));
    }
}

#[test]
fn bad_files_are_refused_soon_and_never_read_wrong() {
    let (mut chance, mut files) = (Chance(20_261_124), Vec::new());
    let embedded = report();
    spoilt("packed", &packed(), 0..0, &mut chance, &mut files);
    let good = plain();
    let at = place(&good, embedded.as_bytes());
    spoilt("plain", &good, at..at + embedded.len(), &mut chance, &mut files);
    let new = Pdf::new().embed(FOREIGN, &zlib("<a/>")).embed(PACKED, &zlib(&embedded)).finish_new("/ID[<00><00>]");
    spoilt("new", &new, 0..0, &mut chance, &mut files);
    made(&mut chance, &mut files);
    assert!(files.len() >= 300, "only {} files", files.len());

    let (mut read, mut slowest) = (0, (Duration::ZERO, ""));
    for Bad { name, bytes, refusals } in &files {
        let began = Instant::now();
        let (outcome, work) = counted(bytes);
        let mut took = began.elapsed();
        match outcome {
            Ok(text) => {
                assert!(text == embedded, "{name}: another report came out");
                read += 1;
            }
            Err(refusal) => assert!(refusals.contains(&refusal), "{name}: {refusal:?}"),
        }
        let bound = 3 * (bytes.len() + TEXT_BUDGET + PACKED_BUDGET);
        assert!(work <= bound, "{name}: {work} bytes of work for {}", bytes.len());
        if !cfg!(debug_assertions) {
            // Other programs run as well: the best of a few.
            for _ in 0..if took.as_millis() > 20 { 4 } else { 0 } {
                let began = Instant::now();
                let _ = counted(bytes);
                took = took.min(began.elapsed());
            }
            if took.as_millis() > 20 {
                println!("{took:?} {name}");
            }
        }
        slowest = slowest.max((took, name));
    }
    println!("{} files, {read} read all the same; slowest {:?}: {}", files.len(), slowest.0, slowest.1);
    // No clock in a debug build.
    assert!(cfg!(debug_assertions) || slowest.0.as_millis() < 100, "{slowest:?}");
    assert!(read > 100, "only {read} were read");
}

#[test]
fn flips_in_a_plain_report_give_what_stands_in_the_file_or_nothing() {
    let (good, embedded, mut chance) = (plain(), report(), Chance(3));
    let at = place(&good, embedded.as_bytes());
    for _ in 0..200 {
        let mut bytes = good.clone();
        bytes[at + chance.below(embedded.len())] ^= 1 << chance.below(8);
        match report_in(&bytes) {
            Ok(text) => assert_eq!(text.as_bytes(), &bytes[at..at + embedded.len()]),
            Err(refusal) => assert!(matches!(refusal, Refusal::Damaged | Refusal::NoReport), "{refusal:?}"),
        }
    }
}

#[test]
fn where_a_word_stands_alone_it_counts() {
    // Names that only begin like ours, and words inside others.
    let body = zlib(report());
    for (word, with) in [("/EmbeddedFile/Sub", "/EmbeddedFileX/Sub"), (" 0 obj <</Type/Emb", " 0 xobj<</Type/Emb")] {
        let file = replaced(&Pdf::new().embed(PACKED, &body).finish(""), word, with);
        let expected = if with.contains('X') { Err(Refusal::NoReport) } else { Ok(true) };
        assert_eq!(gives(&file, &report()), expected, "{with}");
    }
}
