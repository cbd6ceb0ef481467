//! Several tabs with the same assessment: exactly one is in charge of the draft.
//!
//! A new tab asks whether others are there. If one answers, the new tab waits for a choice; the one that is
//! chosen says so, and the others pause. Nothing is lost: a paused tab takes no answers.

use wasm_bindgen::prelude::*;

const CHANNEL: &str = "kickstart.tabs";

/// What tabs say to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Say {
    /// A tab has been opened: is anybody there?
    Hello,
    /// A tab is in charge already.
    Here,
    /// This tab is in charge from now on.
    Mine,
}

impl Say {
    fn word(self) -> &'static str {
        match self {
            Self::Hello => "hello",
            Self::Here => "here",
            Self::Mine => "mine",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Hello, Self::Here, Self::Mine].into_iter().find(|say| say.word() == word)
    }
}

/// The line between tabs; silent where the browser has none.
#[derive(Clone)]
pub struct Tabs {
    channel: Option<web_sys::BroadcastChannel>,
}

impl Tabs {
    /// Opens the line; `heard` is called with what other tabs say.
    pub fn open(heard: impl Fn(Say) + 'static) -> Self {
        let channel = web_sys::BroadcastChannel::new(CHANNEL).ok();
        if let Some(channel) = &channel {
            let listener = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
                if let Some(say) = event.data().as_string().and_then(|word| Say::from_word(&word)) {
                    heard(say);
                }
            });
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            // The line lives as long as the page.
            listener.forget();
        }
        Self { channel }
    }

    /// Says something to all other tabs.
    pub fn say(&self, say: Say) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::from_str(say.word()));
        }
    }
}
