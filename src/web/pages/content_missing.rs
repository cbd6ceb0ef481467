//! Shown when the app cannot start for want of a content file. The words are in the page itself, since no text file
//! may have arrived.

use leptos::prelude::*;

use crate::web::adapters::content::BadFile;

/// Shows the page's own "could not start" section, with the file that is missing.
#[component]
pub fn ContentMissing(
    /// Which file.
    file: BadFile,
) -> impl IntoView {
    if let Some(section) = document().get_element_by_id("boot-failed") {
        let _ = section.remove_attribute("hidden");
    }
    let code = file.code.unwrap_or_default();
    view! { <div class="page"><p class="small muted" data-missing=code>{file.path}</p></div> }
}
