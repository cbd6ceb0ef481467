//! The content that the app ships with, compiled in, so that the program is one file; or that of a folder.

use std::path::Path;
use std::sync::OnceLock;

use kickstart::advice::Catalogue;
use kickstart::guides::Guides;
use kickstart::problem::Problem;
use kickstart::questionnaire::Questionnaire;
use kickstart::text::Prose;
use kickstart::wire::{guides, index_v1, pack_v1, prose_v1, seed_v1};

use super::check;

/// Where the packs and languages are named.
const INDEX: &str = "questions/index.json";
const PACK: &str = include_str!("../../../questions/ai-maturity/questionnaire.json");
const GUIDES: [&str; 6] = [
    include_str!("../../../seeds/law/law.json"),
    include_str!("../../../seeds/funding/funding.json"),
    include_str!("../../../seeds/actors/actors.json"),
    include_str!("../../../seeds/training/training.json"),
    include_str!("../../../seeds/benchmarks/benchmarks.json"),
    include_str!("../../../seeds/region/colours.json"),
];
const USE_CASES: &str = include_str!("../../../seeds/use-cases/use-cases.json");

macro_rules! texts {
    ($locale:literal) => {
        [
            include_str!(concat!("../../../questions/ai-maturity/", $locale, ".json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/firm.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/marketing.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/sales-quoting.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/customer-service.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/product-service-development.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/purchasing-supply.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/production-delivery.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/quality-maintenance.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/logistics-inventory.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/finance-admin.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/hr-competence.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/it-data-security.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/strategy-leadership.json")),
            include_str!(concat!("../../../questions/ai-maturity/", $locale, "/sustainability-compliance.json")),
            include_str!(concat!("../../../questions/ui/", $locale, ".json")),
            include_str!(concat!("../../../questions/ui/", $locale, "/later.json")),
            include_str!(concat!("../../../questions/ui/", $locale, "/help.json")),
            include_str!(concat!("../../../questions/ui/", $locale, "/tables.json")),
            include_str!(concat!("../../../seeds/use-cases/", $locale, ".json")),
            include_str!(concat!("../../../seeds/use-cases/", $locale, "/more.json")),
            include_str!(concat!("../../../seeds/law/", $locale, ".json")),
            include_str!(concat!("../../../seeds/funding/", $locale, ".json")),
            include_str!(concat!("../../../seeds/actors/", $locale, ".json")),
            include_str!(concat!("../../../seeds/training/", $locale, ".json")),
            include_str!(concat!("../../../seeds/benchmarks/", $locale, ".json")),
        ]
    };
}

/// The content that was asked for instead of the one that is compiled in.
static OTHER: OnceLock<Files> = OnceLock::new();

/// Files by path, from `questions/` or `seeds/` on.
type Files = Vec<(String, String)>;

/// Takes the content of a folder that has `questions/` and `seeds/`, such as a built site, instead of what is compiled in.
///
/// # Errors
/// Everything that is wrong in it.
pub fn take_from(folder: &Path) -> Result<(), Vec<Problem>> {
    let (mut files, mut problems) = (Files::new(), Vec::new());
    for part in ["questions", "seeds"] {
        let from = files.len();
        let path = folder.join(part);
        check::take(&path, true, &mut files, &mut problems);
        check::from_its_folder(&path, &mut files[from..]);
    }
    problems.extend(kickstart::content::check(&files));
    if problems.is_empty() {
        // Nothing has asked for content before the arguments have been read.
        let _ = OTHER.set(files);
        Ok(())
    } else {
        Err(problems)
    }
}

/// The pack, the catalogue and what goes with it. The tests check the same files, so that reading them here cannot fail; an empty answer
/// says that the program was built from broken content.
pub fn structure() -> Option<(Questionnaire, Catalogue, Guides)> {
    let Some(files) = OTHER.get() else {
        return Some((
            pack_v1::read("questionnaire.json", PACK).ok()?,
            seed_v1::read("use-cases.json", USE_CASES).ok()?,
            guides::read(GUIDES).ok()?,
        ));
    };
    let text = |path: &str| files.iter().find(|(other, _)| other == path).map(|(_, text)| text.as_str());
    let index = index_v1::read(INDEX, text(INDEX)?).ok()?;
    let mut around = [""; guides::FILES.len()];
    for (place, path) in around.iter_mut().zip(guides::FILES) {
        *place = text(path)?;
    }
    Some((
        pack_v1::read(&index.path, text(&format!("questions/{}", index.path))?).ok()?,
        seed_v1::read("use-cases.json", text("seeds/use-cases/use-cases.json")?).ok()?,
        guides::read(around).ok()?,
    ))
}

/// All texts of a language.
pub fn texts(locale: &str) -> Prose {
    let mut prose = Prose::new();
    let mut take = |text: &str| {
        if let Ok(file) = prose_v1::read(locale, text)
            && file.locale.as_str() == locale
            && file.pack != "ui-problems"
        {
            prose.extend(file.texts);
        }
    };
    match OTHER.get() {
        Some(files) => files.iter().for_each(|(_, text)| take(text)),
        None => (if locale == "en" { texts!("en") } else { texts!("sv") }).into_iter().for_each(take),
    }
    prose
}
