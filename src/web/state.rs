//! The app's state: one assessment, the content, and how saving goes. Views read it; only [`Store`] writes it.

mod draft;

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::adapters::content::{self, BadFile, Brought, First, Piece};
use super::adapters::draft_store::BrowserStore;
use super::adapters::platform::{self, BrowserIds};
use super::adapters::tabs::{Say, Tabs};
use super::routes::Place;
use crate::advice::Catalogue;
use crate::answer::Answer;
use crate::assessment::{Assessment, Event, apply};
use crate::guides::Guides;
use crate::ids::QuestionId;
use crate::ports::{DraftStore, Ids};
use crate::questionnaire::{Questionnaire, Wording};
use crate::report::Words;
use crate::results::{Results, results};
use crate::text::{Locale, Prose};
use crate::visible::{self, Step};

/// How saving goes. Each but the first has words and a way out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Saving {
    /// Every answer is stored.
    Works,
    /// The browser lets the page store nothing.
    Denied,
    /// There is no room.
    Full,
    /// What was stored has been cleared while the page was open.
    Cleared,
    /// The stored draft cannot be read; it is left as it is until they choose.
    Broken(String),
    /// Another tab is in charge.
    Elsewhere,
}

impl Saving {
    /// The key of its words; `None` when there is nothing to say.
    pub fn key(&self) -> Option<&'static str> {
        match self {
            Self::Works => None,
            Self::Denied => Some("storage-denied"),
            Self::Full => Some("storage-full"),
            Self::Cleared => Some("storage-cleared"),
            Self::Broken(_) => Some("draft-broken"),
            Self::Elsewhere => Some("second-tab"),
        }
    }
}

/// A value that views follow. One kind of signal serves all of them, so that each costs a few bytes of program.
pub struct Followed<T: 'static> {
    value: RefCell<T>,
    changes: ArcTrigger,
}

impl<T: Clone> Followed<T> {
    fn new(value: T) -> Self {
        Self { value: RefCell::new(value), changes: ArcTrigger::new() }
    }

    /// The value; the caller is told when it changes.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// The value, without being told of changes.
    pub fn peek(&self) -> T {
        self.value.borrow().clone()
    }

    /// Reads the value; the caller is told when it changes.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.changes.track();
        read(&self.value.borrow())
    }

    fn set(&self, value: T) {
        *self.value.borrow_mut() = value;
        self.changes.notify();
    }

    fn update(&self, change: impl FnOnce(&mut T)) {
        self.update_silently(change);
        self.tell();
    }

    fn update_silently(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.borrow_mut());
    }

    fn tell(&self) {
        self.changes.notify();
    }
}

/// What the state consists of. It lives as long as the page.
struct Inner {
    questionnaire: Arc<Questionnaire>,
    locales: Vec<(Locale, String)>,
    base: String,
    tab: String,
    prose: Followed<Vec<(Locale, Prose)>>,
    catalogue: Followed<Arc<Catalogue>>,
    guides: Followed<Arc<Guides>>,
    locale: Followed<Locale>,
    assessment: Followed<Assessment>,
    saving: Followed<Saving>,
    /// A content file that could not be had; shown with a way to try again.
    missing: Followed<Option<BadFile>>,
    loaded: Followed<bool>,
    /// Whether the browser asks for none of the languages, and none has been chosen.
    foreign: Followed<bool>,
    waiting: RefCell<Vec<Piece>>,
    revision: Cell<u32>,
    /// The draft as this page last read or stored it: whatever else is stored, another page has stored since.
    seen: RefCell<String>,
    tabs: RefCell<Option<Tabs>>,
}

/// The state, handed to every view. Copies are the same state.
#[derive(Clone, Copy)]
pub struct Store {
    inner: StoredValue<&'static Inner, LocalStorage>,
}

/// The state, from anywhere in a view.
pub fn store() -> Store {
    expect_context::<Store>()
}

impl Store {
    /// The state at the start: content as fetched, the draft as stored.
    pub fn new(first: First) -> Self {
        let questionnaire = first.questionnaire;
        let mut prose = Prose::new();
        first.texts.into_iter().for_each(|texts| prose.extend(texts));
        let (assessment, revision, saving) = draft::stored_draft(&questionnaire);
        // The language in use first; the rest in the order of the index.
        let others = first.locales.iter().map(|(locale, _)| locale.clone()).filter(|locale| *locale != first.locale);
        let order: Vec<Locale> = std::iter::once(first.locale.clone()).chain(others).collect();
        let mut waiting = content::rest(&questionnaire, &order);
        waiting.reverse();
        platform::set_page_language(first.locale.as_str());
        let inner: &'static Inner = Box::leak(Box::new(Inner {
            questionnaire,
            locales: first.locales,
            base: platform::base_path(),
            tab: BrowserIds.fresh(),
            prose: Followed::new(vec![(first.locale.clone(), prose)]),
            catalogue: Followed::new(Arc::new(Catalogue::default())),
            guides: Followed::new(Arc::new(Guides::default())),
            locale: Followed::new(first.locale),
            assessment: Followed::new(assessment),
            saving: Followed::new(saving),
            missing: Followed::new(None),
            loaded: Followed::new(false),
            foreign: Followed::new(first.foreign),
            waiting: RefCell::new(waiting),
            revision: Cell::new(revision),
            seen: RefCell::new(BrowserStore.load().ok().flatten().unwrap_or_default()),
            tabs: RefCell::new(None),
        }));
        let state = Self { inner: StoredValue::new_local(inner) };
        state.listen();
        state.load_rest();
        state
    }

    fn inner(self) -> &'static Inner {
        self.inner.get_value()
    }

    /// Other tabs, storage changed behind our back, and the network coming back.
    fn listen(self) {
        let tabs = Tabs::open(move |say| match say {
            Say::Hello if self.inner().saving.peek() != Saving::Elsewhere => self.say(Say::Here),
            Say::Here | Say::Mine => self.inner().saving.set(Saving::Elsewhere),
            Say::Hello => {}
        });
        tabs.say(Say::Hello);
        *self.inner().tabs.borrow_mut() = Some(tabs);
        let cleared = window_event_listener(leptos::ev::storage, move |event| {
            if !BrowserStore::was_cleared(&event) {
                self.catch_up();
            } else if self.inner().saving.peek() == Saving::Works {
                self.inner().saving.set(Saving::Cleared);
            }
        });
        // A page that the browser kept while another was shown comes back as it was; what it knew may be old.
        let back = window_event_listener(leptos::ev::pageshow, move |event| {
            if event.persisted() {
                self.catch_up();
                self.say(Say::Hello);
            }
        });
        let online = window_event_listener(leptos::ev::online, move |_| {
            if self.inner().missing.peek().is_some() {
                self.load_rest();
            }
        });
        on_cleanup(move || {
            cleared.remove();
            back.remove();
            online.remove();
        });
    }

    fn say(self, say: Say) {
        if let Some(tabs) = &*self.inner().tabs.borrow() {
            tabs.say(say);
        }
    }

    /// Fetches what is left, one file after the other. A file that is broken does not keep the others away; a network that
    /// is gone does.
    pub fn load_rest(self) {
        self.inner().missing.set(None);
        spawn_local(async move {
            let pack = self.questionnaire().id.clone();
            let (mut broken, mut missing) = (Vec::new(), None);
            while let Some(piece) = self.next_piece() {
                match content::load(&pack, &piece).await {
                    Ok(brought) => self.take_in(brought),
                    Err(bad) => {
                        let reached = bad.reached;
                        missing = Some(bad);
                        if !reached {
                            break;
                        }
                        broken.push(piece);
                    }
                }
                self.inner().waiting.borrow_mut().pop();
            }
            // Those are asked for first the next time. It is told when nothing is under way any more, so that one round at a
            // time fetches.
            broken.reverse();
            self.inner().waiting.borrow_mut().append(&mut broken);
            match missing {
                Some(bad) => self.inner().missing.set(Some(bad)),
                None => self.inner().loaded.set(true),
            }
        });
    }

    /// Waits until the second part of the program is there.
    pub async fn second_part(self) {
        while self.inner().waiting.borrow().contains(&Piece::Program) {
            platform::rest(50).await;
        }
    }

    fn next_piece(self) -> Option<Piece> {
        self.inner().waiting.borrow().last().cloned()
    }

    fn take_in(self, brought: Brought) {
        match brought {
            Brought::Program => {}
            Brought::Catalogue(catalogue) => self.inner().catalogue.set(Arc::new(catalogue)),
            Brought::Guides(guides) => self.inner().guides.set(Arc::from(guides)),
            Brought::Texts(locale, files) => self.inner().prose.update(|all| {
                let at = all.iter().position(|(known, _)| *known == locale).unwrap_or_else(|| {
                    all.push((locale, Prose::new()));
                    all.len() - 1
                });
                if let Some((_, prose)) = all.get_mut(at) {
                    files.into_iter().for_each(|texts| prose.extend(texts));
                }
            }),
        }
    }

    // --- reading -----------------------------------------------------------------------------------------------

    /// The pack.
    pub fn questionnaire(self) -> Arc<Questionnaire> {
        self.inner().questionnaire.clone()
    }

    /// The catalogue; empty until it has arrived.
    pub fn catalogue(self) -> Arc<Catalogue> {
        self.inner().catalogue.get()
    }

    /// What goes with it; empty until it has arrived.
    pub fn guides(self) -> Arc<Guides> {
        self.inner().guides.get()
    }

    /// The catalogue, as soon as it has arrived: it is the first of all that is fetched after the start.
    pub async fn catalogue_when_there(self) -> Arc<Catalogue> {
        while self.inner().catalogue.peek().use_cases.is_empty() && self.inner().missing.peek().is_none() {
            platform::rest(50).await;
        }
        self.inner().catalogue.peek()
    }

    /// Whether every content file has arrived.
    pub fn is_loaded(self) -> bool {
        self.inner().loaded.get()
    }

    /// A content file that could not be had.
    pub fn missing(self) -> Option<BadFile> {
        self.inner().missing.get()
    }

    /// The language in use.
    pub fn locale(self) -> Locale {
        self.inner().locale.get()
    }

    /// The other languages, with their own names.
    pub fn other_locales(self) -> Vec<(Locale, String)> {
        let here = self.locale();
        self.inner().locales.iter().filter(|(locale, _)| *locale != here).cloned().collect()
    }

    /// Whether the page is in a language that the browser does not ask for and nobody has chosen.
    pub fn is_foreign(self) -> bool {
        self.inner().foreign.get()
    }

    /// A text in another language, once it has arrived.
    pub fn t_in(self, locale: &Locale, key: &str) -> Option<String> {
        self.inner().prose.with(|all| {
            let (_, prose) = all.iter().find(|(known, _)| known == locale)?;
            prose.find(key).map(str::to_string)
        })
    }

    /// The texts of the language in use.
    pub fn prose(self) -> Prose {
        self.with_prose(Prose::clone)
    }

    fn with_prose<T>(self, read: impl FnOnce(&Prose) -> T) -> T {
        let locale = self.locale();
        self.inner().prose.with(|all| match all.iter().find(|(known, _)| *known == locale) {
            Some((_, prose)) => read(prose),
            None => read(&Prose::new()),
        })
    }

    /// A text.
    pub fn t(self, key: &str) -> String {
        self.with_prose(|prose| prose.say(key))
    }

    /// A text with values filled in.
    pub fn tf(self, key: &str, values: &[(&str, &str)]) -> String {
        crate::text::fill(&self.t(key), values)
    }

    /// Whether a text is there yet.
    pub fn has_text(self, key: &str) -> bool {
        self.with_prose(|prose| prose.find(key).is_some())
    }

    /// Reads with the words of this firm.
    pub fn words<T>(self, read: impl FnOnce(&Words) -> T) -> T {
        let (questionnaire, prose, wording) = (self.questionnaire(), self.prose(), self.wording());
        read(&Words { questionnaire: &questionnaire, prose: &prose, wording: &wording })
    }

    /// The assessment.
    pub fn assessment(self) -> &'static Followed<Assessment> {
        &self.inner().assessment
    }

    /// The answer to a question.
    pub fn answer(self, question: &QuestionId) -> Option<Answer> {
        self.inner().assessment.with(|held| held.answers.get(question).cloned())
    }

    /// What was noted beside a question.
    pub fn note(self, question: &QuestionId) -> String {
        self.inner().assessment.with(|held| held.notes.get(question).cloned().unwrap_or_default())
    }

    /// Everything computed from the answers.
    pub fn results(self) -> Results {
        let catalogue = self.catalogue();
        self.inner().assessment.with(|held| results(&self.inner().questionnaire, &catalogue, &held.answers))
    }

    /// Every step that is asked, in order.
    pub fn steps(self) -> Vec<Step> {
        self.inner().assessment.with(|held| visible::steps(&self.inner().questionnaire, &held.answers))
    }

    /// Which words this firm sees.
    pub fn wording(self) -> Wording {
        self.inner().assessment.with(|held| Wording::of(&self.inner().questionnaire, &held.answers))
    }

    /// How saving goes.
    pub fn saving(self) -> &'static Followed<Saving> {
        &self.inner().saving
    }

    /// The address of a place.
    pub fn href(self, place: &Place) -> String {
        format!("{}{}", self.inner().base, place.path())
    }

    /// The path that the site lives under.
    pub fn base(self) -> String {
        self.inner().base.clone()
    }

    // --- writing -----------------------------------------------------------------------------------------------

    /// Applies events and saves once. They are applied to the newest answers, also to those of another page.
    pub fn dispatch_all(self, events: Vec<Event>) {
        self.catch_up();
        let questionnaire = self.questionnaire();
        let is_seen = events.iter().any(Event::is_seen);
        let held = &self.inner().assessment;
        held.update_silently(|held| {
            for event in events {
                *held = apply(&questionnaire, std::mem::take(held), event);
            }
        });
        if is_seen {
            held.tell();
        }
        self.save();
    }

    /// Applies an event and saves at once.
    pub fn dispatch(self, event: Event) {
        self.dispatch_all(vec![event]);
    }

    /// Changes the language. Its texts are fetched first where they have not arrived yet.
    pub fn choose_locale(self, locale: Locale) {
        let pack = self.questionnaire().id.clone();
        spawn_local(async move {
            let there = self.inner().prose.peek().iter().any(|(known, _)| *known == locale);
            if !there {
                match content::load(&pack, &Piece::First(locale.clone())).await {
                    Ok(brought) => self.take_in(brought),
                    Err(bad) => {
                        self.inner().missing.set(Some(bad));
                        return;
                    }
                }
            }
            BrowserStore.remember_locale(locale.as_str());
            self.inner().foreign.set(false);
            platform::set_page_language(locale.as_str());
            self.inner().locale.set(locale);
            // The button that was pressed is gone with the old language; its place takes the focus over.
            request_animation_frame(|| platform::focus(".top-nav button"));
        });
    }
}
