//! A text as a QR code, the square of dark and light modules without a look; and the texts of the codes in a picture.

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules that have to stand around a code, on each side.
pub const QUIET: usize = 4;

/// The rows of a code's modules, dark ones true, without the quiet zone. A text of capitals and digits takes 5.5 bits a
/// letter. Up to 15 % of the code can be lost and more where that costs no size. `None` for a text that no code holds.
pub fn modules(text: &str) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    Some((0..code.size()).map(|y| (0..code.size()).map(|x| code.get_module(x, y)).collect()).collect())
}

/// The longest side of a picture that is searched, in pixels; it keeps the work of one picture small.
pub const LONGEST_SIDE: usize = 2_000;

/// The texts of the codes that a grey picture shows, row by row from the top, 0 for black. None for a picture whose
/// sides do not go with its pixels, or that is larger than [`LONGEST_SIDE`].
pub fn texts(wide: usize, high: usize, pixels: &[u8]) -> Vec<String> {
    if wide > LONGEST_SIDE || high > LONGEST_SIDE || wide * high != pixels.len() {
        return Vec::new();
    }
    let mut reader = quircs::Quirc::default();
    let codes = reader.identify(wide, high, pixels).flatten().filter_map(|code| code.decode().ok());
    codes.filter_map(|code| String::from_utf8(code.payload).ok()).collect()
}

/// How light each pixel is, 0 for black, of pixels as red, green, blue and how opaque.
pub fn grey(pixels: &[u8]) -> Vec<u8> {
    let light = |pixel: &[u8]| {
        let [red, green, blue, ..] = pixel else { return u8::MAX };
        let sum = 299 * u32::from(*red) + 587 * u32::from(*green) + 114 * u32::from(*blue);
        u8::try_from(sum / 1_000).unwrap_or(u8::MAX)
    };
    pixels.chunks_exact(4).map(light).collect()
}

/// So long, in milliseconds, a code is out of sight before it counts as shown anew.
pub const OUT_OF_SIGHT: f64 = 1_200.0;

/// The codes before a camera. Each is taken once while it stays there, however many stand there together.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    /// Each with when it was seen last.
    seen: Vec<(String, f64)>,
}

impl Sight {
    /// Whether a code that is seen now has just come. `now` is in milliseconds of whatever clock.
    pub fn is_new(&mut self, text: &str, now: f64) -> bool {
        self.seen.retain(|(_, at)| now - at < OUT_OF_SIGHT);
        match self.seen.iter_mut().find(|(known, _)| known == text) {
            Some((_, at)) => {
                *at = now;
                false
            }
            None => {
                self.seen.push((text.to_string(), now));
                true
            }
        }
    }
}
