//! The app. All of it is in `kickstart::web`; this only starts it.

fn main() {
    #[cfg(target_arch = "wasm32")]
    kickstart::web::start();
}
