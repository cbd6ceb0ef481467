//! Official figures beside a firm's answers, and the county.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::collections::BTreeSet;

use kickstart::benchmark::{Absence, Benchmarks, Comparison, Geo, Metric, compare};
use kickstart::text::Prose;
use kickstart::wire::{benchmark_v1, prose_v1, region_v1};
use support::{answers, pack, prose, text_of};

const FILE: &str = "seeds/benchmarks/benchmarks.json";
const REGION: &str = "seeds/region/region.json";

fn benchmarks() -> Benchmarks {
    benchmark_v1::read(FILE, &text_of(FILE)).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn compared<'a>(benchmarks: &'a Benchmarks, given: &str) -> Comparison<'a> {
    compare(pack(), &answers(given), benchmarks)
}

fn ids(comparison: &Comparison) -> Vec<String> {
    comparison.all().map(|shown| shown.figure.id.clone()).collect()
}

/// The kinds of problem that a changed seed has.
fn kinds(from: &str, to: &str) -> Vec<&'static str> {
    let text = text_of(FILE);
    assert!(text.contains(from), "{from}");
    benchmark_v1::read(FILE, &text.replacen(from, to, 1)).unwrap_err().iter().map(|problem| problem.code).collect()
}

#[test]
fn size_comes_first_then_industry_beside_it_then_all_then_the_eu() {
    let benchmarks = benchmarks();
    let found = compared(&benchmarks, "profile.headcount=#15 profile.sector=food");
    let first: Vec<_> = found.all().take(6).map(|shown| (shown.figure.id.as_str(), shown.figure.hundredths)).collect();
    assert_eq!(
        first,
        [
            ("se-10-49", 3070),
            ("se-manufacturing", 3300),
            ("se-total", 3504),
            ("eu-10-49", 1700),
            ("eu-manufacturing", 1727),
            ("eu-total", 1995)
        ]
    );
    assert_eq!(found.absent, [Absence::County, Absence::SizeAndIndustry, Absence::PurposesSweden]);
}

#[test]
fn a_small_firm_never_gets_the_figure_of_larger_ones() {
    let benchmarks = benchmarks();
    for (headcount, size) in [
        ("#1", &["se-0", "se-1-4"][..]),
        ("1", &["se-0", "se-1-4"]),
        ("2", &["se-1-4"]),
        ("#4", &["se-1-4"]),
        ("#5", &["se-5-9"]),
        ("#9", &["se-5-9"]),
        ("3-9", &["se-1-4", "se-5-9"]),
    ] {
        for sector in ["food", "care", "tech"] {
            let given = format!("profile.headcount={headcount} profile.sector={sector}; marketing: U5");
            let found = compared(&benchmarks, &given);
            assert_eq!(ids(&found), size, "{given}");
            assert!(found.all().all(|shown| shown.figure.population == "scb-small"));
            assert_eq!(found.absent, [Absence::County, Absence::BelowTen]);
        }
    }
}

#[test]
fn each_headcount_gets_its_own_size() {
    let benchmarks = benchmarks();
    for (headcount, size) in [
        ("#10", "se-10-49"),
        ("#49", "se-10-49"),
        ("#50", "se-50-249"),
        ("#249", "se-50-249"),
        ("#250", "se-250-plus"),
        ("10-19", "se-10-49"),
        ("20-49", "se-10-49"),
        ("50-100", "se-50-249"),
        ("101-249", "se-50-249"),
        ("250-plus", "se-250-plus"),
    ] {
        let found = compared(&benchmarks, &format!("profile.headcount={headcount}"));
        let own: Vec<&str> = found.size.iter().map(|shown| shown.figure.id.as_str()).collect();
        assert_eq!(own, [size], "{headcount}");
        assert_eq!(found.eu.len(), 2);
    }
    let unknown = compared(&benchmarks, "profile.sector=construction");
    assert!(unknown.size.is_empty() && unknown.absent.contains(&Absence::SizeUnknown));
    assert_eq!(ids(&unknown)[..4], ["se-construction", "se-total", "eu-construction", "eu-total"]);
}

#[test]
fn a_sector_without_a_matching_group_gets_none_and_is_told() {
    let benchmarks = benchmarks();
    for (sector, why) in
        [("agriculture", Absence::NotSurveyed), ("care", Absence::NotSurveyed), ("creative", Absence::Split)]
    {
        let found = compared(&benchmarks, &format!("profile.headcount=#20 profile.sector={sector}"));
        assert!(found.industry.is_none() && found.all().all(|shown| shown.figure.industry.is_none()), "{sector}");
        assert_eq!(found.absent, [Absence::County, why, Absence::PurposesSweden], "{sector}");
    }
    for sector in ["tech", "transport", "professional-services"] {
        let found = compared(&benchmarks, &format!("profile.headcount=#20 profile.sector={sector}"));
        assert!(found.industry.is_some() && found.absent.contains(&Absence::IndustryEu), "{sector}");
        assert!(found.eu.iter().all(|shown| shown.figure.industry.is_none()), "{sector}");
    }
    let none = compared(&benchmarks, "profile.headcount=#20");
    assert_eq!(none.absent, [Absence::County, Absence::PurposesSweden]);
}

#[test]
fn purposes_are_of_all_firms_or_of_those_that_use_it_and_never_mixed() {
    let benchmarks = benchmarks();
    for (given, uses, metric, size) in [
        ("profile.headcount=#20", false, Metric::Purpose, "10-plus"),
        ("profile.headcount=#20; marketing: U2", false, Metric::Purpose, "10-plus"),
        ("profile.headcount=#20; marketing: U?", false, Metric::Purpose, "10-plus"),
        ("profile.headcount=#20; marketing: U3", true, Metric::PurposeOfUsers, "10-49"),
        ("profile.headcount=#60; marketing: U5", true, Metric::PurposeOfUsers, "50-249"),
        ("profile.sector=food; marketing: U4", true, Metric::PurposeOfUsers, "10-plus"),
    ] {
        let found = compared(&benchmarks, given);
        assert_eq!(found.uses_ai, uses, "{given}");
        assert_eq!(found.purposes.len(), 7, "{given}");
        let shares: Vec<u32> = found.purposes.iter().map(|shown| shown.figure.hundredths).collect();
        assert!(shares.is_sorted_by(|a, b| a >= b), "{given}");
        for shown in &found.purposes {
            assert_eq!((shown.figure.metric, shown.figure.size.as_str()), (metric, size), "{given}");
        }
    }
}

#[test]
fn obstacles_in_sweden_stand_beside_those_of_the_eu() {
    let benchmarks = benchmarks();
    let found = compared(&benchmarks, "profile.headcount=#20");
    assert_eq!(found.barriers.len(), 16);
    for pair in found.barriers.chunks(2) {
        assert_eq!((pair[0].figure.geo, pair[1].figure.geo), (Geo::Sweden, Geo::Eu));
        assert_eq!(pair[0].figure.about, pair[1].figure.about);
    }
    assert_eq!(found.barriers[0].figure.about.as_deref(), Some("expertise"));
}

#[test]
fn every_figure_shown_says_who_when_and_where_from() {
    let benchmarks = benchmarks();
    let sectors = &pack().profile_question("sector").unwrap().options;
    let sizes = &pack().profile_question("headcount").unwrap().options;
    let mut reached: BTreeSet<String> = BTreeSet::new();
    for sector in sectors {
        for size in sizes {
            for used in ["", "; marketing: U4"] {
                let given = format!("profile.headcount={} profile.sector={}{used}", size.id, sector.id);
                let found = compared(&benchmarks, &given);
                assert_eq!(found, compared(&benchmarks, &given), "the same answers, the same figures");
                for shown in found.all() {
                    assert!(shown.figure.year >= 2025 && !shown.figure.population.is_empty());
                    assert!(!shown.source.title.is_empty());
                    reached.insert(shown.figure.id.clone());
                }
            }
        }
    }
    // Purposes of users of all sizes are for firms whose size is not known.
    let unknown = compared(&benchmarks, "profile.sector=food; marketing: U4");
    reached.extend(ids(&unknown));
    let kept: BTreeSet<String> = benchmarks.figures.iter().map(|figure| figure.id.clone()).collect();
    assert_eq!(reached, kept, "figures that no firm sees");
}

#[test]
fn a_newer_year_takes_the_place_of_an_older() {
    let mut benchmarks = benchmarks();
    let mut newer = benchmarks.figures.iter().find(|figure| figure.id == "se-10-49").unwrap().clone();
    newer.id = "newer".to_string();
    newer.year += 1;
    benchmarks.figures.push(newer);
    let mut purpose = benchmarks.figures.iter().find(|figure| figure.id == "eu-purpose-logistics").unwrap().clone();
    purpose.id = "newer-purpose".to_string();
    purpose.year += 1;
    benchmarks.figures.push(purpose);
    let found = compared(&benchmarks, "profile.headcount=#20");
    assert_eq!(found.size[0].figure.id, "newer");
    assert_eq!(found.purposes.len(), 7);
    assert!(ids(&found).contains(&"newer-purpose".to_string()));
    benchmarks.absent.retain(|absence| *absence != Absence::County);
    assert!(!compared(&benchmarks, "profile.headcount=#20").absent.contains(&Absence::County));
}

#[test]
fn texts_are_there_in_both_languages_and_none_is_left_over() {
    let benchmarks = benchmarks();
    let mut keys: BTreeSet<String> = BTreeSet::new();
    let mut put = |kind: &str, id: &str| {
        keys.insert(format!("benchmark.{kind}.{id}"));
    };
    for figure in &benchmarks.figures {
        put("metric", figure.metric.as_str());
        put("geo", figure.geo.as_str());
        put("size", &figure.size);
        put("population", &figure.population);
        figure.industry.iter().for_each(|id| put("industry", id));
        let kind = if figure.metric == Metric::Barrier { "barrier" } else { "purpose" };
        figure.about.iter().for_each(|id| put(kind, id));
    }
    ["high", "medium", "low"].iter().for_each(|word| put("confidence", word));
    ["size", "industry", "total", "purpose", "barrier"].iter().for_each(|frame| put("frame", frame));
    benchmarks.absent.iter().for_each(|absence| put("absent", absence.as_str()));
    keys.extend(["two-sizes", "broader"].map(|key| format!("benchmark.{key}")));
    for locale in ["sv", "en"] {
        let file = format!("seeds/benchmarks/{locale}.json");
        let mut words = Prose::new();
        words.extend(prose_v1::read(&file, &text_of(&file)).unwrap().texts);
        assert_eq!(words.iter().map(|(key, _)| key.to_string()).collect::<BTreeSet<_>>(), keys, "{locale}");
        assert!(words.iter().all(|(_, text)| text.chars().count() <= 500));
    }
}

#[test]
fn the_seed_fits_the_questionnaire() {
    let mut benchmarks = benchmarks();
    assert_eq!(benchmark_v1::references(FILE, &benchmarks, pack()), []);
    benchmarks.industry_of.remove(&"food".into());
    benchmarks.industry_of.insert("mining".into(), "manufacturing".to_string());
    let problems = benchmark_v1::references(FILE, &benchmarks, pack());
    let found: Vec<_> = problems.iter().map(|problem| (problem.code, problem.field.as_str())).collect();
    assert_eq!(found, [("unknown-reference", "mining"), ("missing-field", "food")]);
}

#[test]
fn what_is_wrong_in_the_seed_is_named() {
    assert_eq!(kinds("\"id\": \"se-1-4\"", "\"id\": \"se-0\""), ["id-twice"]);
    assert_eq!(kinds("\"source\": \"aiel-scb-size\"", "\"source\": \"nowhere\""), ["unknown-reference"]);
    assert_eq!(kinds("\"size\": \"5-9\"", "\"size\": \"6-9\""), ["unknown-reference"]);
    assert_eq!(kinds("\"food\": \"manufacturing\"", "\"food\": \"farming\""), ["unknown-reference"]);
    assert_eq!(kinds("\"agriculture\": \"not-surveyed\"", "\"food\": \"not-surveyed\""), ["id-twice"]);
    assert_eq!(kinds("\"purpose\": \"logistics\",", ""), ["missing-field"]);
    // How many use AI is for no purpose.
    assert_eq!(
        kinds("\"metric\": \"uses-ai\"", "\"metric\": \"uses-ai\", \"purpose\": \"logistics\""),
        ["unknown-field"]
    );
    assert_eq!(kinds("\"whole\": true", "\"whole\": false"), ["missing-field"]);
    assert_eq!(kinds("\"read\": \"2026-11-23\"", "\"read\": \"2026-11-31\""), ["bad-date"]);
    assert_eq!(kinds("\"url\": \"https://github.com", "\"url\": \"ftp://github.com"), ["bad-address"]);
}

#[test]
fn the_county_is_exactly_what_the_questionnaire_offers() {
    let region = region_v1::read(REGION, &text_of(REGION)).unwrap();
    assert_eq!(region_v1::references(REGION, &region, pack()), []);
    assert_eq!((region.municipalities.len(), region.county.as_str()), (33, "12"));
    assert!(region.municipalities.iter().all(|one| one.code.starts_with(&region.county)));
    for locale in ["sv", "en"] {
        let words = prose(locale);
        for one in &region.municipalities {
            assert_eq!(words.get(&format!("profile.municipality.option.{}", one.code)), one.name);
        }
    }
    let limits: Vec<_> = ["micro", "small", "medium"].map(|id| region.size(id).unwrap()).into();
    let numbers = |limit: &&kickstart::region::SizeLimit| {
        (limit.headcount_below, limit.turnover_million_eur, limit.balance_million_eur)
    };
    assert_eq!(limits.iter().map(numbers).collect::<Vec<_>>(), [(10, 2, 2), (50, 10, 10), (250, 50, 43)]);
    assert!(!region.size_sources.is_empty() && !region.municipality_sources.is_empty());
}

#[test]
fn what_is_wrong_in_the_county_is_named() {
    let text = text_of(REGION);
    let twice = region_v1::read(REGION, &text.replacen("\"1230\"", "\"1214\"", 1)).unwrap_err();
    assert_eq!(twice.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["id-twice"]);
    let other = region_v1::read(REGION, &text.replacen("\"1214\"", "\"1380\"", 1)).unwrap();
    let problems = region_v1::references(REGION, &other, pack());
    let found: Vec<_> = problems.iter().map(|problem| (problem.code, problem.field.as_str())).collect();
    assert_eq!(found, [("unknown-reference", "1380"), ("missing-field", "1214")]);
}
