//! The app's state: one assessment, the content, and how saving goes. Views read it; only [`Store`] writes it.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::adapters::content::{self, BadFile, Brought, First, Piece};
use super::adapters::draft_store::BrowserStore;
use super::adapters::platform::{self, BrowserClock, BrowserIds};
use super::adapters::tabs::{Say, Tabs};
use super::routes::Place;
use crate::advice::Catalogue;
use crate::answer::Answer;
use crate::assessment::{Assessment, Event, apply};
use crate::guides::Guides;
use crate::ids::QuestionId;
use crate::ports::{Clock, DraftStore, Ids, StoreError};
use crate::questionnaire::{Questionnaire, Wording};
use crate::report::Words;
use crate::results::{Results, results};
use crate::text::{Locale, Prose};
use crate::visible::{self, Step};
use crate::wire::draft_v1::{self, Draft};

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
        change(&mut self.value.borrow_mut());
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
    waiting: RefCell<Vec<Piece>>,
    revision: Cell<u32>,
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
        let (assessment, revision, saving) = stored_draft(&questionnaire);
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
            waiting: RefCell::new(waiting),
            revision: Cell::new(revision),
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

    /// Other tabs, and storage cleared behind our back.
    fn listen(self) {
        let tabs = Tabs::open(move |say| match say {
            Say::Hello if self.inner().saving.peek() != Saving::Elsewhere => self.say(Say::Here),
            Say::Here | Say::Mine => self.inner().saving.set(Saving::Elsewhere),
            Say::Hello => {}
        });
        tabs.say(Say::Hello);
        *self.inner().tabs.borrow_mut() = Some(tabs);
        let cleared = window_event_listener(leptos::ev::storage, move |event| {
            if BrowserStore::was_cleared(&event) && self.inner().saving.peek() == Saving::Works {
                self.inner().saving.set(Saving::Cleared);
            }
        });
        on_cleanup(move || cleared.remove());
    }

    fn say(self, say: Say) {
        if let Some(tabs) = &*self.inner().tabs.borrow() {
            tabs.say(say);
        }
    }

    /// Fetches what is left, one file after the other.
    pub fn load_rest(self) {
        self.inner().missing.set(None);
        spawn_local(async move {
            let pack = self.questionnaire().id.clone();
            while let Some(piece) = self.next_piece() {
                match content::load(&pack, &piece).await {
                    Ok(brought) => self.take_in(brought),
                    Err(bad) => {
                        self.inner().missing.set(Some(bad));
                        return;
                    }
                }
                self.inner().waiting.borrow_mut().pop();
            }
            self.inner().loaded.set(true);
        });
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

    /// Applies events and saves once.
    pub fn dispatch_all(self, events: Vec<Event>) {
        let questionnaire = self.questionnaire();
        self.inner().assessment.update(|held| {
            for event in events {
                *held = apply(&questionnaire, std::mem::take(held), event);
            }
        });
        self.save();
    }

    /// Applies an event and saves at once.
    pub fn dispatch(self, event: Event) {
        self.dispatch_all(vec![event]);
    }

    /// Saves the draft, unless another tab or an unreadable draft stands in the way.
    pub fn save(self) {
        if matches!(self.inner().saving.peek(), Saving::Elsewhere | Saving::Broken(_)) {
            return;
        }
        let stored = BrowserStore.save(&self.draft_text());
        let saving = match stored {
            Ok(()) => Saving::Works,
            Err(StoreError::Denied) => Saving::Denied,
            Err(StoreError::Full) => Saving::Full,
        };
        if self.inner().saving.peek() != saving {
            self.inner().saving.set(saving);
        }
    }

    /// The draft as it is stored.
    pub fn draft_text(self) -> String {
        self.inner().revision.set(self.inner().revision.get().saturating_add(1));
        draft_v1::write(
            &self.questionnaire(),
            &Draft {
                revision: self.inner().revision.get(),
                tab: self.inner().tab.clone(),
                saved_at: BrowserClock.now(),
                assessment: self.inner().assessment.peek(),
            },
        )
    }

    /// Takes the draft over from other tabs: what they stored last is read anew. Where nothing can be stored, this
    /// tab goes on with its own answers.
    pub fn take_over(self) {
        let (assessment, revision, saving) = stored_draft(&self.questionnaire());
        if revision > 0 {
            self.inner().assessment.set(assessment);
            self.inner().revision.set(revision);
        }
        self.inner().saving.set(saving);
        self.say(Say::Mine);
    }

    /// Takes the draft over where another tab is in charge of it, before a screen that no tab stands in the way of
    /// changes it or hands it on.
    pub fn take_charge(self) {
        if self.inner().saving.peek() == Saving::Elsewhere {
            self.take_over();
        }
    }

    /// Begins anew. An unreadable draft is set aside, not lost.
    pub fn start_again(self) {
        if let Saving::Broken(text) = self.inner().saving.peek() {
            BrowserStore.set_aside(&text);
        }
        self.inner().saving.set(Saving::Works);
        self.dispatch(Event::Replaced(Box::new(fresh())));
    }

    /// Removes everything that the app has stored on this device.
    pub fn delete_everything(self) {
        let cleared = BrowserStore.clear();
        self.inner().assessment.set(fresh());
        self.inner().saving.set(if cleared.is_ok() { Saving::Works } else { Saving::Denied });
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
            platform::set_page_language(locale.as_str());
            self.inner().locale.set(locale);
            // The button that was pressed is gone with the old language; its place takes the focus over.
            request_animation_frame(|| platform::focus(".top-nav button"));
        });
    }
}

fn fresh() -> Assessment {
    Assessment::new(BrowserIds.fresh(), BrowserClock.now())
}

/// The stored draft, its revision and how saving stands.
fn stored_draft(questionnaire: &Questionnaire) -> (Assessment, u32, Saving) {
    if let Err(error) = BrowserStore.try_out() {
        let saving = if error == StoreError::Denied { Saving::Denied } else { Saving::Full };
        let kept = BrowserStore.load().ok().flatten();
        let read = kept.and_then(|text| draft_v1::read(questionnaire, "", &text).ok());
        return read
            .map_or_else(|| (fresh(), 0, saving.clone()), |draft| (draft.assessment, draft.revision, saving.clone()));
    }
    match BrowserStore.load() {
        Ok(None) => (fresh(), 0, Saving::Works),
        Ok(Some(text)) => match draft_v1::read(questionnaire, "", &text) {
            Ok(draft) => (draft.assessment, draft.revision, Saving::Works),
            Err(_) => (fresh(), 0, Saving::Broken(text)),
        },
        Err(_) => (fresh(), 0, Saving::Denied),
    }
}
