//! The app's state: one assessment, the content, and how saving goes. Views read it; only [`Store`] writes it.

use std::collections::BTreeMap;
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

/// The state, handed to every view. Copies are the same state.
#[derive(Clone, Copy)]
pub struct Store {
    questionnaire: StoredValue<Arc<Questionnaire>>,
    locales: StoredValue<Vec<(Locale, String)>>,
    prose: RwSignal<BTreeMap<Locale, Prose>>,
    catalogue: RwSignal<Arc<Catalogue>>,
    locale: RwSignal<Locale>,
    assessment: RwSignal<Assessment>,
    saving: RwSignal<Saving>,
    /// A content file that could not be had; shown with a way to try again.
    missing: RwSignal<Option<BadFile>>,
    waiting: StoredValue<Vec<Piece>>,
    loaded: RwSignal<bool>,
    revision: StoredValue<u32>,
    tab: StoredValue<String>,
    tabs: StoredValue<Option<Tabs>, LocalStorage>,
    base: StoredValue<String>,
    results: Memo<Results>,
    steps: Memo<Vec<Step>>,
    wording: Memo<Wording>,
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
        let assessment = RwSignal::new(assessment);
        let catalogue = RwSignal::new(Arc::new(Catalogue::default()));
        let pack = questionnaire.clone();
        let computed = Memo::new(move |_| assessment.with(|held| results(&pack, &catalogue.read(), &held.answers)));
        let pack = questionnaire.clone();
        let steps = Memo::new(move |_| assessment.with(|held| visible::steps(&pack, &held.answers)));
        let pack = questionnaire.clone();
        let wording = Memo::new(move |_| assessment.with(|held| Wording::of(&pack, &held.answers)));
        // The language in use first; the rest in the order of the index.
        let mut order: Vec<Locale> = first.locales.iter().map(|(locale, _)| locale.clone()).collect();
        order.sort_by_key(|locale| *locale != first.locale);
        let mut waiting = content::rest(&questionnaire, &order);
        waiting.reverse();
        platform::set_page_language(first.locale.as_str());
        let state = Self {
            questionnaire: StoredValue::new(questionnaire),
            locales: StoredValue::new(first.locales),
            prose: RwSignal::new(BTreeMap::from([(first.locale.clone(), prose)])),
            catalogue,
            locale: RwSignal::new(first.locale),
            assessment,
            saving: RwSignal::new(saving),
            missing: RwSignal::new(None),
            waiting: StoredValue::new(waiting),
            loaded: RwSignal::new(false),
            revision: StoredValue::new(revision),
            tab: StoredValue::new(BrowserIds.fresh()),
            tabs: StoredValue::new_local(None),
            base: StoredValue::new(platform::base_path()),
            results: computed,
            steps,
            wording,
        };
        state.listen();
        state.load_rest();
        state
    }

    /// Other tabs, and storage cleared behind our back.
    fn listen(self) {
        let tabs = Tabs::open(move |say| match say {
            Say::Hello if self.saving.get_untracked() != Saving::Elsewhere => self.say(Say::Here),
            Say::Here | Say::Mine => self.saving.set(Saving::Elsewhere),
            Say::Hello => {}
        });
        tabs.say(Say::Hello);
        self.tabs.set_value(Some(tabs));
        let cleared = window_event_listener(leptos::ev::storage, move |event| {
            if BrowserStore::was_cleared(&event) && self.saving.get_untracked() == Saving::Works {
                self.saving.set(Saving::Cleared);
            }
        });
        on_cleanup(move || cleared.remove());
    }

    fn say(self, say: Say) {
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.say(say);
            }
        });
    }

    /// Fetches what is left, one file after the other.
    pub fn load_rest(self) {
        self.missing.set(None);
        spawn_local(async move {
            let pack = self.questionnaire().id.clone();
            while let Some(piece) = self.waiting.with_value(|waiting| waiting.last().cloned()) {
                match content::load(&pack, &piece).await {
                    Ok(brought) => self.take_in(brought),
                    Err(bad) => {
                        self.missing.set(Some(bad));
                        return;
                    }
                }
                self.waiting.update_value(|waiting| {
                    waiting.pop();
                });
            }
            self.loaded.set(true);
        });
    }

    fn take_in(self, brought: Brought) {
        match brought {
            Brought::Catalogue(catalogue) => self.catalogue.set(Arc::new(catalogue)),
            Brought::Texts(locale, files) => self.prose.update(|prose| {
                let prose = prose.entry(locale).or_default();
                files.into_iter().for_each(|texts| prose.extend(texts));
            }),
        }
    }

    // --- reading -----------------------------------------------------------------------------------------------

    /// The pack.
    pub fn questionnaire(self) -> Arc<Questionnaire> {
        self.questionnaire.get_value()
    }

    /// The catalogue; empty until it has arrived.
    pub fn catalogue(self) -> Arc<Catalogue> {
        self.catalogue.get()
    }

    /// The catalogue, as soon as it has arrived: it is the first of all that is fetched after the start.
    pub async fn catalogue_when_there(self) -> Arc<Catalogue> {
        while self.catalogue.with_untracked(|catalogue| catalogue.use_cases.is_empty()) && self.missing.get_untracked().is_none() {
            platform::rest(50).await;
        }
        self.catalogue.get_untracked()
    }

    /// Whether every content file has arrived.
    pub fn is_loaded(self) -> bool {
        self.loaded.get()
    }

    /// A content file that could not be had.
    pub fn missing(self) -> Option<BadFile> {
        self.missing.get()
    }

    /// The language in use.
    pub fn locale(self) -> Locale {
        self.locale.get()
    }

    /// The other languages, with their own names.
    pub fn other_locales(self) -> Vec<(Locale, String)> {
        let here = self.locale();
        self.locales.with_value(|all| all.iter().filter(|(locale, _)| *locale != here).cloned().collect())
    }

    /// The texts of the language in use.
    pub fn prose(self) -> Prose {
        self.prose.with(|all| all.get(&self.locale()).cloned().unwrap_or_default())
    }

    /// A text.
    pub fn t(self, key: &str) -> String {
        self.prose.with(|all| all.get(&*self.locale.read()).map_or_else(|| key.to_string(), |prose| prose.say(key)))
    }

    /// A text with values filled in.
    pub fn tf(self, key: &str, values: &[(&str, &str)]) -> String {
        crate::text::fill(&self.t(key), values)
    }

    /// Whether a text is there yet.
    pub fn has_text(self, key: &str) -> bool {
        self.prose.with(|all| all.get(&*self.locale.read()).is_some_and(|prose| prose.find(key).is_some()))
    }

    /// Reads with the words of this firm.
    pub fn words<T>(self, read: impl FnOnce(&Words) -> T) -> T {
        let (questionnaire, prose, wording) = (self.questionnaire(), self.prose(), self.wording.get());
        read(&Words { questionnaire: &questionnaire, prose: &prose, wording: &wording })
    }

    /// The assessment.
    pub fn assessment(self) -> RwSignal<Assessment> {
        self.assessment
    }

    /// The answer to a question.
    pub fn answer(self, question: &QuestionId) -> Option<Answer> {
        self.assessment.with(|held| held.answers.get(question).cloned())
    }

    /// What was noted beside a question.
    pub fn note(self, question: &QuestionId) -> String {
        self.assessment.with(|held| held.notes.get(question).cloned().unwrap_or_default())
    }

    /// Everything computed from the answers.
    pub fn results(self) -> Memo<Results> {
        self.results
    }

    /// Every step that is asked, in order.
    pub fn steps(self) -> Memo<Vec<Step>> {
        self.steps
    }

    /// Which words this firm sees.
    pub fn wording(self) -> Wording {
        self.wording.get()
    }

    /// How saving goes.
    pub fn saving(self) -> RwSignal<Saving> {
        self.saving
    }

    /// The address of a place.
    pub fn href(self, place: &Place) -> String {
        format!("{}{}", self.base.get_value(), place.path())
    }

    /// The path that the site lives under.
    pub fn base(self) -> String {
        self.base.get_value()
    }

    // --- writing -----------------------------------------------------------------------------------------------

    /// Applies an event and saves at once.
    pub fn dispatch(self, event: Event) {
        let questionnaire = self.questionnaire();
        self.assessment.update(|held| *held = apply(&questionnaire, std::mem::take(held), event));
        self.save();
    }

    /// Saves the draft, unless another tab or an unreadable draft stands in the way.
    pub fn save(self) {
        if matches!(self.saving.get_untracked(), Saving::Elsewhere | Saving::Broken(_)) {
            return;
        }
        let stored = BrowserStore.save(&self.draft_text());
        let saving = match stored {
            Ok(()) => Saving::Works,
            Err(StoreError::Denied) => Saving::Denied,
            Err(StoreError::Full) => Saving::Full,
        };
        if self.saving.get_untracked() != saving {
            self.saving.set(saving);
        }
    }

    /// The draft as it is stored.
    pub fn draft_text(self) -> String {
        self.revision.update_value(|revision| *revision = revision.saturating_add(1));
        draft_v1::write(&Draft {
            revision: self.revision.get_value(),
            tab: self.tab.get_value(),
            saved_at: BrowserClock.now(),
            assessment: self.assessment.get_untracked(),
        })
    }

    /// Takes the draft over from other tabs: what they stored last is read anew. Where nothing can be stored, this
    /// tab goes on with its own answers.
    pub fn take_over(self) {
        let (assessment, revision, saving) = stored_draft(&self.questionnaire());
        if revision > 0 {
            self.assessment.set(assessment);
            self.revision.set_value(revision);
        }
        self.saving.set(saving);
        self.say(Say::Mine);
    }

    /// Begins anew. An unreadable draft is set aside, not lost.
    pub fn start_again(self) {
        if let Saving::Broken(text) = self.saving.get_untracked() {
            BrowserStore.set_aside(&text);
        }
        self.saving.set(Saving::Works);
        self.dispatch(Event::Replaced(Box::new(fresh())));
    }

    /// Removes everything that the app has stored on this device.
    pub fn delete_everything(self) {
        let cleared = BrowserStore.clear();
        self.assessment.set(fresh());
        self.saving.set(if cleared.is_ok() { Saving::Works } else { Saving::Denied });
    }

    /// Changes the language. Its texts are fetched first where they have not arrived yet.
    pub fn choose_locale(self, locale: Locale) {
        let pack = self.questionnaire().id.clone();
        spawn_local(async move {
            let there = self.prose.with_untracked(|all| all.contains_key(&locale));
            if !there {
                match content::load(&pack, &Piece::First(locale.clone())).await {
                    Ok(brought) => self.take_in(brought),
                    Err(bad) => {
                        self.missing.set(Some(bad));
                        return;
                    }
                }
            }
            BrowserStore.remember_locale(locale.as_str());
            platform::set_page_language(locale.as_str());
            self.locale.set(locale);
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
        return read.map_or_else(|| (fresh(), 0, saving.clone()), |draft| (draft.assessment, draft.revision, saving.clone()));
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
