//! What a long screen shows below its first lines comes a frame later, so that a press is answered at once.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::web::adapters::platform;

/// An empty mark until the screen has been painted, and then the view.
pub fn later(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let painted = RwSignal::new(false);
    request_animation_frame(move || {
        spawn_local(async move {
            platform::rest(0).await;
            // The screen may have gone in the meantime.
            painted.try_set(true);
        });
    });
    (move || if painted.get() { untrack(&view) } else { view! { <span data-later=""></span> }.into_any() }).into_any()
}
