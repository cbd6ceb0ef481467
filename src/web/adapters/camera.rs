//! The camera: codes that are held up to it, and a short sound for each.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::platform::rest;
use crate::qr;

/// How wide a picture is searched, in pixels: enough for a code on a phone at arm's length, and quick.
const WIDE: u32 = 800;
/// Between two pictures, in milliseconds.
const PAUSE: i32 = 120;

/// A camera in use until it is stopped.
#[derive(Clone)]
pub struct Camera {
    stream: web_sys::MediaStream,
    on: Rc<Cell<bool>>,
}

/// Why there is no picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoPicture {
    /// It was not allowed.
    Denied,
    /// There is none.
    Missing,
    /// It is in use, or fails.
    Fails,
}

impl NoPicture {
    /// The name of its words.
    pub fn id(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Missing => "missing",
            Self::Fails => "fails",
        }
    }

    fn of(error: &JsValue) -> Self {
        match error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.name())).as_deref() {
            Some("NotAllowedError" | "SecurityError") => Self::Denied,
            Some("NotFoundError" | "OverconstrainedError") => Self::Missing,
            _ => Self::Fails,
        }
    }
}

impl Camera {
    /// Starts the camera, shows it in the video and calls `seen` with each text that is read. The caller stops it.
    ///
    /// # Errors
    /// Why there is no picture.
    pub async fn start(video: web_sys::HtmlVideoElement, seen: impl Fn(String) + 'static) -> Result<Self, NoPicture> {
        // Missing on pages without TLS.
        let navigator = window().navigator();
        let devices = js_sys::Reflect::get(&navigator, &JsValue::from_str("mediaDevices")).unwrap_or_default();
        let devices: web_sys::MediaDevices =
            if devices.is_object() { devices.unchecked_into() } else { return Err(NoPicture::Missing) };
        let wanted = web_sys::MediaStreamConstraints::new();
        wanted.set_video(&back_camera().map_err(|_| NoPicture::Fails)?);
        let promise = devices.get_user_media_with_constraints(&wanted).map_err(|error| NoPicture::of(&error))?;
        let stream = JsFuture::from(promise).await.map_err(|error| NoPicture::of(&error))?;
        let camera = Self { stream: stream.unchecked_into(), on: Rc::new(Cell::new(true)) };
        video.set_src_object(Some(&camera.stream));
        if let Ok(playing) = video.play() {
            let _ = JsFuture::from(playing).await;
        }
        let on = camera.on.clone();
        leptos::task::spawn_local(async move {
            let Ok(canvas) = canvas() else { return };
            while on.get() {
                let size = (video.video_width(), video.video_height());
                for text in picture(&canvas, size, |context, wide, high| {
                    context.draw_image_with_html_video_element_and_dw_and_dh(&video, 0.0, 0.0, wide, high)
                }) {
                    if on.get() {
                        seen(text);
                    }
                }
                rest(PAUSE).await;
            }
        });
        Ok(camera)
    }

    /// Gives the camera back.
    pub fn stop(&self) {
        self.on.set(false);
        for track in self.stream.get_tracks().iter() {
            track.unchecked_into::<web_sys::MediaStreamTrack>().stop();
        }
    }
}

/// The camera at the back where there are two: it is the one that can be held to a screen.
fn back_camera() -> Result<JsValue, JsValue> {
    let video = js_sys::Object::new();
    js_sys::Reflect::set(&video, &JsValue::from_str("facingMode"), &JsValue::from_str("environment"))?;
    Ok(video.into())
}

fn canvas() -> Result<web_sys::HtmlCanvasElement, JsValue> {
    Ok(document().create_element("canvas")?.unchecked_into())
}

/// The texts of the codes in a picture of this size, drawn by `draw`, no wider than [`WIDE`].
fn picture(
    canvas: &web_sys::HtmlCanvasElement,
    (wide, high): (u32, u32),
    draw: impl FnOnce(&web_sys::CanvasRenderingContext2d, f64, f64) -> Result<(), JsValue>,
) -> Vec<String> {
    if wide == 0 || high == 0 {
        return Vec::new();
    }
    let small = (f64::from(WIDE) / f64::from(wide.max(high))).min(1.0);
    let [wide, high] = [wide, high].map(|side| (f64::from(side) * small).round().max(1.0));
    canvas.set_width(wide as u32);
    canvas.set_height(high as u32);
    let read = || -> Result<Vec<String>, JsValue> {
        // Pictures are read at once, so they had better not lie with the graphics card.
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &JsValue::from_str("willReadFrequently"), &JsValue::TRUE)?;
        let Some(context) = canvas.get_context_with_context_options("2d", &options)? else { return Ok(Vec::new()) };
        let context: web_sys::CanvasRenderingContext2d = context.unchecked_into();
        draw(&context, wide, high)?;
        let pixels = context.get_image_data(0.0, 0.0, wide, high)?.data();
        Ok(qr::texts(wide as usize, high as usize, &qr::grey(&pixels)))
    };
    read().unwrap_or_default()
}

/// The texts of the codes in a picture file. `None` when the browser cannot show it.
pub async fn codes_in(file: &web_sys::File) -> Option<Vec<String>> {
    let promise = window().create_image_bitmap_with_blob(file).ok()?;
    let bitmap: web_sys::ImageBitmap = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    let size = (bitmap.width(), bitmap.height());
    let found = picture(&canvas().ok()?, size, |context, wide, high| {
        context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, wide, high)
    });
    bitmap.close();
    Some(found)
}

/// A short sound: high for what was taken in, low for what was not. Silent where the browser allows none.
pub fn sound(taken: bool) {
    let play = || -> Result<(), JsValue> {
        let audio = web_sys::AudioContext::new()?;
        let (tone, volume) = (audio.create_oscillator()?, audio.create_gain()?);
        tone.frequency().set_value(if taken { 880.0 } else { 220.0 });
        volume.gain().set_value(0.2);
        tone.connect_with_audio_node(&volume)?;
        volume.connect_with_audio_node(&audio.destination())?;
        tone.start()?;
        tone.stop_with_when(audio.current_time() + 0.2)?;
        set_timeout(move || drop(audio.close()), std::time::Duration::from_millis(400));
        Ok(())
    };
    let _ = play();
}
