//! Content files over the network: what the first screens need, then all the rest in a fixed order, so that
//! which file is fetched never tells the host what was answered.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::advice::Catalogue;
use crate::assessment::Assessment;
use crate::guides::Guides;
use crate::questionnaire::Questionnaire;
use crate::text::Locale;
use crate::web::adapters::platform;
use crate::web::later;
use crate::wire::{guides, index_v1, pack_v1, prose_v1, report_v1};

/// A file that could not be had.
#[derive(Clone, PartialEq, Debug)]
pub struct BadFile {
    /// The address below the site's own.
    pub path: String,
    /// Whether the host was reached: then the file is missing or broken there, and no network mends that.
    pub reached: bool,
}

impl BadFile {
    /// The key of its words.
    pub fn key(&self) -> &'static str {
        if self.reached { "file-broken" } else { "offline-missing" }
    }
}

/// What the app starts with.
#[derive(Clone)]
pub struct First {
    /// The pack's structure.
    pub questionnaire: Arc<Questionnaire>,
    /// The languages with their own names.
    pub locales: Vec<(Locale, String)>,
    /// The language to start in.
    pub locale: Locale,
    /// Whether that is none of those that the browser asks for.
    pub foreign: bool,
    /// Its first texts, file by file.
    pub texts: Vec<Vec<(String, String)>>,
}

/// So long, in milliseconds, the host is left alone before it is asked once more.
const PAUSE: i32 = 1000;

/// Asks once more where the host was not reached: a network that drops one request often lets the next through.
async fn twice<T>(mut ask: impl AsyncFnMut() -> Result<T, BadFile>) -> Result<T, BadFile> {
    match ask().await {
        Err(bad) if !bad.reached => {
            platform::rest(PAUSE).await;
            ask().await
        }
        answer => answer,
    }
}

async fn fetch(path: &str) -> Result<String, BadFile> {
    twice(async || ask(path).await).await
}

async fn ask(path: &str) -> Result<String, BadFile> {
    let bad = |reached| BadFile { path: path.to_string(), reached };
    let response = JsFuture::from(window().fetch_with_str(path)).await.map_err(|_| bad(false))?;
    let response: web_sys::Response = response.dyn_into().map_err(|_| bad(false))?;
    // A host that answers every address with the start page would hand out HTML here.
    let kind = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    if !response.ok() || kind.starts_with("text/html") {
        return Err(bad(true));
    }
    let text = response.text().map_err(|_| bad(true))?;
    JsFuture::from(text).await.ok().and_then(|text| text.as_string()).ok_or_else(|| bad(false))
}

/// A file that is not as it should be.
pub fn broken(path: &str) -> BadFile {
    BadFile { path: path.to_string(), reached: true }
}

async fn texts(path: &str) -> Result<Vec<(String, String)>, BadFile> {
    let text = fetch(path).await?;
    prose_v1::read(path, &text).map(|file| file.texts).map_err(|_| broken(path))
}

/// The texts that every screen needs.
async fn first_texts(pack: &str, locale: &Locale) -> Result<Vec<Vec<(String, String)>>, BadFile> {
    let (pack, ui) = (format!("questions/{pack}/{locale}.json"), format!("questions/ui/{locale}.json"));
    let (pack, ui) = futures_pair(texts(&pack), texts(&ui)).await;
    Ok(vec![pack?, ui?])
}

/// Two fetches side by side.
async fn futures_pair<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    let (mut a, mut b) = (std::pin::pin!(a), std::pin::pin!(b));
    let (mut left, mut right) = (None, None);
    std::future::poll_fn(|context| {
        if left.is_none()
            && let std::task::Poll::Ready(value) = a.as_mut().poll(context)
        {
            left = Some(value);
        }
        if right.is_none()
            && let std::task::Poll::Ready(value) = b.as_mut().poll(context)
        {
            right = Some(value);
        }
        match (left.take(), right.take()) {
            (Some(first), Some(second)) => std::task::Poll::Ready((first, second)),
            (first, second) => {
                (left, right) = (first, second);
                std::task::Poll::Pending
            }
        }
    })
    .await
}

/// The language to start in: the one chosen last, else the first that the browser asks for and the pack has, else
/// the first of the index. With it, whether none was asked for.
fn starting_locale(locales: &[(Locale, String)]) -> (Locale, bool) {
    let has = |tag: &str| locales.iter().map(|(locale, _)| locale).find(|locale| **locale == Locale::new(tag)).cloned();
    let stored = super::draft_store::BrowserStore.locale();
    let asked = platform::languages();
    let wanted = stored.iter().chain(&asked).find_map(|tag| has(tag));
    let foreign = wanted.is_none();
    let first = || locales.first().map(|(locale, _)| locale.clone());
    (wanted.or_else(first).unwrap_or_else(|| Locale::new("sv")), foreign)
}

/// Everything the first screens need.
pub async fn load_first() -> Result<First, BadFile> {
    const INDEX: &str = "questions/index.json";
    let index = fetch(INDEX).await?;
    let index = index_v1::read(INDEX, &index).map_err(|_| broken(INDEX))?;
    let (locale, foreign) = starting_locale(&index.locales);
    let path = format!("questions/{}", index.path);
    let (structure, texts) = futures_pair(fetch(&path), first_texts(&index.pack, &locale)).await;
    let questionnaire = pack_v1::read(&path, &structure?).map_err(|_| broken(&path))?;
    Ok(First { questionnaire: Arc::new(questionnaire), locales: index.locales, locale, foreign, texts: texts? })
}

/// One piece of the rest.
#[derive(Clone, PartialEq, Debug)]
pub enum Piece {
    /// The second part of the program.
    Program,
    /// The catalogue of ideas.
    Catalogue,
    /// What goes with the ideas.
    Guides,
    /// How the tool reckons, in a language.
    Method(Locale),
    /// The texts that every screen needs, in another language.
    First(Locale),
    /// Any other file of texts.
    Texts(Locale, String),
}

/// What a piece brought.
pub enum Brought {
    /// Nothing to keep.
    Program,
    /// The catalogue.
    Catalogue(Catalogue),
    /// What goes with it.
    Guides(Box<Guides>),
    /// Texts of a language, file by file.
    Texts(Locale, Vec<Vec<(String, String)>>),
}

/// All that is fetched after the first screens, in its fixed order: for each language, starting with the one in use,
/// every file there is.
pub fn rest(questionnaire: &Questionnaire, locales: &[Locale]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, locale) in locales.iter().enumerate() {
        if index > 0 {
            pieces.push(Piece::First(locale.clone()));
        }
        let mut texts = |path: String| pieces.push(Piece::Texts(locale.clone(), path));
        texts(format!("questions/ui/{locale}/later.json"));
        texts(format!("questions/ui/{locale}/help.json"));
        texts(format!("questions/{}/{locale}/firm.json", questionnaire.id));
        questionnaire.in_order().for_each(|id| texts(format!("questions/{}/{locale}/{id}.json", questionnaire.id)));
        texts(format!("seeds/use-cases/{locale}.json"));
        texts(format!("seeds/use-cases/{locale}/more.json"));
        guides::PACKS.iter().for_each(|pack| texts(format!("seeds/{pack}/{locale}.json")));
        texts(format!("questions/ui/problems/{locale}.json"));
        pieces.push(Piece::Method(locale.clone()));
        if index == 0 {
            pieces.extend([Piece::Program, Piece::Catalogue, Piece::Guides]);
        }
    }
    pieces
}

/// Where the catalogue of ideas stands.
const CATALOGUE: &str = "seeds/use-cases/use-cases.json";
/// The key of the text that tells how the tool reckons.
pub const METHOD: &str = "method";

/// So many of [`for_pages`] hold structure rather than words.
pub const STRUCTURE: usize = 2 + guides::FILES.len();

/// The files that a report is made from in a language: structure first, then every file of texts.
pub fn for_pages(questionnaire: &Questionnaire, locale: &Locale) -> Vec<String> {
    let mut files = vec![format!("questions/{}/questionnaire.json", questionnaire.id), CATALOGUE.to_string()];
    files.extend(guides::FILES.map(str::to_string));
    files.extend([format!("questions/{}/{locale}.json", questionnaire.id), format!("questions/ui/{locale}.json")]);
    let rest = rest(questionnaire, std::slice::from_ref(locale));
    files.extend(rest.into_iter().filter_map(|piece| match piece {
        Piece::Texts(_, path) => Some(path),
        _ => None,
    }));
    files
}

/// Fetches one piece.
pub async fn load(pack: &str, piece: &Piece) -> Result<Brought, BadFile> {
    match piece {
        Piece::Program => twice(later::fetch).await.map(|()| Brought::Program),
        Piece::Catalogue => later::catalogue(CATALOGUE, fetch(CATALOGUE).await?).await.map(Brought::Catalogue),
        Piece::Guides => {
            let mut files = Vec::new();
            for path in guides::FILES {
                files.push(fetch(path).await?);
            }
            later::guides(files).await.map(|guides| Brought::Guides(Box::new(guides)))
        }
        Piece::Method(locale) => {
            let text = fetch(&format!("method.{locale}.md")).await?;
            Ok(Brought::Texts(locale.clone(), vec![vec![(METHOD.to_string(), text)]]))
        }
        Piece::First(locale) => Ok(Brought::Texts(locale.clone(), first_texts(pack, locale).await?)),
        Piece::Texts(locale, path) => Ok(Brought::Texts(locale.clone(), vec![texts(path).await?])),
    }
}

/// The invented example firm.
pub async fn load_demo(questionnaire: &Questionnaire, catalogue: &Catalogue) -> Result<Assessment, BadFile> {
    const PATH: &str = "seeds/demo/el-montage.kickstart.json";
    let text = fetch(PATH).await?;
    let read = report_v1::read(questionnaire, catalogue, PATH, &text);
    read.map(|imported| Assessment { demo: true, ..imported.assessment }).map_err(|_| broken(PATH))
}
