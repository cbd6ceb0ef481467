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
    let at = |x: usize, y: usize| pixels.get(y * wide + x).copied().unwrap_or(u8::MAX);
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(wide, high, at);
    let codes = picture.detect_grids();
    codes.iter().filter_map(|code| code.decode().ok()).map(|(_, text)| text).collect()
}
