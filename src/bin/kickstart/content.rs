//! The content that the app ships with, compiled in, so that the program is one file.

use kickstart::advice::Catalogue;
use kickstart::guides::Guides;
use kickstart::questionnaire::Questionnaire;
use kickstart::text::Prose;
use kickstart::wire::{guides, pack_v1, prose_v1, seed_v1};

const PACK: &str = include_str!("../../../questions/ai-maturity/questionnaire.json");
const GUIDES: [&str; 5] = [
    include_str!("../../../seeds/law/law.json"),
    include_str!("../../../seeds/funding/funding.json"),
    include_str!("../../../seeds/actors/actors.json"),
    include_str!("../../../seeds/training/training.json"),
    include_str!("../../../seeds/benchmarks/benchmarks.json"),
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

/// The pack, the catalogue and what goes with it. The tests check the same files, so that reading them here cannot fail; an empty answer
/// says that the program was built from broken content.
pub fn structure() -> Option<(Questionnaire, Catalogue, Guides)> {
    Some((
        pack_v1::read("questionnaire.json", PACK).ok()?,
        seed_v1::read("use-cases.json", USE_CASES).ok()?,
        guides::read(GUIDES).ok()?,
    ))
}

/// All texts of a language.
pub fn texts(locale: &str) -> Prose {
    let files = if locale == "en" { texts!("en") } else { texts!("sv") };
    let mut prose = Prose::new();
    files.into_iter().filter_map(|text| prose_v1::read(locale, text).ok()).for_each(|file| prose.extend(file.texts));
    prose
}
