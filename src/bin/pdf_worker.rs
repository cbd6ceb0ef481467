//! The program that sets papers on pages in the browser: it runs in a worker of its own (`src/web/pdf-worker.js`), so that
//! the page answers meanwhile, and is fetched when the first PDF is asked for. What a paper says is the page's business;
//! it comes here finished.

use kickstart::pdf::{self, Fonts, PdfError};
use kickstart::wire::paper_v1;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// A finished file.
#[wasm_bindgen]
pub struct Made {
    bytes: Vec<u8>,
    replaced: String,
}

#[wasm_bindgen]
impl Made {
    /// The file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.bytes.clone()
    }

    /// The characters that a box stands for.
    #[must_use]
    pub fn replaced(&self) -> String {
        self.replaced.clone()
    }
}

/// Makes a PDF of an order as [`paper_v1::write`] gives it.
///
/// # Errors
/// In short, for whoever mends it: what could not be read, or what the writer said.
#[wasm_bindgen]
pub fn make(order: &[u8], regular: &[u8], strong: &[u8]) -> Result<Made, String> {
    let order = paper_v1::read(order).ok_or("order")?;
    let made = pdf::write(&order.paper, Fonts { regular, strong }, order.attached.as_ref(), order.made);
    match made {
        Ok(written) => Ok(Made { bytes: written.bytes, replaced: written.replaced.into_iter().collect() }),
        Err(PdfError::Font) => Err("font".to_string()),
        Err(PdfError::Refused(reason)) => Err(reason),
    }
}
