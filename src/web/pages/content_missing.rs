//! Shown when the app cannot start for want of a content file. The words are in the page itself, since no text file
//! may have arrived.

use leptos::prelude::*;

use crate::web::adapters::content::BadFile;
use crate::web::adapters::platform;

/// Shows the page's own "could not start" section, as `boot.js` does, with the file that is missing.
#[component]
pub fn ContentMissing(
    /// Which file.
    file: BadFile,
) -> impl IntoView {
    let document = document();
    if let Some(rescue) = document.get_element_by_id("rescue") {
        let _ = rescue.remove_attribute("hidden");
    }
    if let Some(section) = document.get_element_by_id("boot-failed") {
        let _ = section.remove_attribute("hidden");
    }
    if let (Some(line), Ok(Some(name))) =
        (document.get_element_by_id("boot-file"), document.query_selector("#boot-file b"))
    {
        name.set_text_content(Some(&file.path));
        let _ = line.remove_attribute("hidden");
    }
    platform::focus("#boot-failed");
}
