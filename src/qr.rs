//! A text as a QR code: the square of dark and light modules, without a look.

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules that have to stand around a code, on each side.
pub const QUIET: usize = 4;

/// The rows of a code's modules, dark ones true, without the quiet zone. A text of capitals and digits takes 5.5 bits a
/// letter. Up to 15 % of the code can be lost and more where that costs no size. `None` for a text that no code holds.
pub fn modules(text: &str) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    Some((0..code.size()).map(|y| (0..code.size()).map(|x| code.get_module(x, y)).collect()).collect())
}
