//! The people part: the shipped catalogues of actors and training, and who is suggested to whom.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use kickstart::advice::Effort;
use kickstart::answer::Answers;
use kickstart::ids::EnablerId;
use kickstart::people::{
    Actor, ActorFit, ActorReason, Actors, Condition, Confidence, Gap, Idea, Need, Price, Reach, Size, Training, actors,
    enabler_gaps, needs, training,
};
use kickstart::questionnaire::{Prerequisite, ProfileKind};
use kickstart::source::SourceKind;
use kickstart::text::Prose;
use kickstart::wire::{actors_v1, prose_v1, seed_v1, training_v1};
use support::{answers, catalogue, pack, process, text_of};

const ACTORS_FILE: &str = "seeds/actors/actors.json";
const TRAINING_FILE: &str = "seeds/training/training.json";

static ACTORS: LazyLock<Actors> = LazyLock::new(|| {
    actors_v1::read(ACTORS_FILE, &text_of(ACTORS_FILE)).unwrap_or_else(|problems| panic!("{problems:#?}"))
});
static TRAINING: LazyLock<Training> = LazyLock::new(|| {
    training_v1::read(TRAINING_FILE, &text_of(TRAINING_FILE)).unwrap_or_else(|problems| panic!("{problems:#?}"))
});

fn options(question: &str) -> Vec<String> {
    let question = pack().profile_question(question).unwrap();
    question.options.iter().map(|option| option.id.to_string()).collect()
}

fn found(text: &str, wanted: &[Need], limit: usize) -> Vec<ActorFit<'static>> {
    actors(pack(), &answers(text), wanted, &Idea::default(), &ACTORS, limit)
}

fn ids(fits: &[ActorFit<'_>]) -> Vec<String> {
    fits.iter().map(|fit| fit.actor.id.clone()).collect()
}

fn enabler(id: &str) -> Gap {
    Gap::Enabler(EnablerId::new(id))
}

/// The codes of a list of problems.
fn codes(problems: &[kickstart::problem::Problem]) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn the_catalogues_are_in_order() {
    let ids: Vec<&str> = ACTORS.actors.iter().map(|actor| actor.id.as_str()).collect();
    assert!(ids.is_sorted() && ids.len() == 31, "{ids:?}");
    assert!(TRAINING.courses.iter().map(|course| &course.id).is_sorted());
    assert_eq!(actors_v1::references(ACTORS_FILE, &ACTORS, pack()), []);
    assert_eq!(training_v1::references(TRAINING_FILE, &TRAINING, pack()), []);

    let partners: Vec<&str> =
        ACTORS.actors.iter().filter(|actor| actor.partner).map(|actor| actor.id.as_str()).collect();
    assert_eq!(partners, ["almi-skane", "iuc-syd", "livsmedelsakademin", "opentech", "packbridge"]);
    let programme: Vec<&str> =
        ACTORS.actors.iter().filter(|actor| actor.programme).map(|actor| actor.id.as_str()).collect();
    assert_eq!(programme, ["ai-sweden-south"]);

    let rules: BTreeSet<Need> = ACTORS.needs.iter().map(|rule| rule.need).collect();
    assert_eq!(rules.len(), Need::ALL.len(), "every need has a rule");
    for need in Need::ALL {
        assert!(ACTORS.actors.iter().any(|actor| actor.needs.contains(&need)), "nobody helps with {need:?}");
        assert_eq!(Need::parse(need.as_str()), Some(need));
    }
    let known: BTreeSet<&str> = catalogue().use_cases.iter().map(|idea| idea.technique.as_str()).collect();
    let in_rules = ACTORS.needs.iter().flat_map(|rule| rule.when.iter().flatten()).flat_map(|condition| {
        if let Condition::Techniques(techniques) = condition { techniques.clone() } else { Vec::new() }
    });
    for technique in ACTORS.actors.iter().flat_map(|actor| actor.techniques.clone()).chain(in_rules) {
        assert!(known.contains(technique.as_str()), "{technique} is no technique of the catalogue");
    }
}

#[test]
fn every_text_is_there_in_both_languages_and_short() {
    let mut wanted = BTreeSet::new();
    for actor in &ACTORS.actors {
        wanted.extend(["what", "get", "check"].map(|part| format!("actor.{}.{part}", actor.id)));
        assert!(actors_v1::KINDS.contains(&actor.kind.as_str()));
    }
    wanted.extend(Need::ALL.map(|need| format!("actor.need.{}", need.as_str())));
    wanted.extend(actors_v1::KINDS.iter().map(|kind| format!("actor.kind.{kind}")));
    let mut courses = BTreeSet::new();
    for course in &TRAINING.courses {
        courses.extend(["name", "what", "check"].map(|part| format!("training.{}.{part}", course.id)));
    }
    for (folder, wanted) in [("actors", &wanted), ("training", &courses)] {
        for locale in ["sv", "en"] {
            let file = format!("seeds/{folder}/{locale}.json");
            let read = prose_v1::read(&file, &text_of(&file)).unwrap();
            assert_eq!((read.pack.as_str(), read.locale.as_str()), (folder, locale));
            let keys: BTreeSet<String> = read.texts.iter().map(|(key, _)| key.clone()).collect();
            assert_eq!(&keys, wanted, "{file}");
            for (key, text) in &read.texts {
                assert!((1..=400).contains(&text.chars().count()), "{file} {key}");
            }
            let mut prose = Prose::new();
            prose.extend(read.texts);
            assert!(wanted.iter().all(|key| prose.find(key).is_some()));
        }
    }
}

/// What an actor's data says of a firm, told apart from the code under test.
fn excluded(actor: &Actor, sector: &str, municipality: &str) -> bool {
    let sectors = !actor.sectors.iter().any(|id| id.as_str() == sector || id.as_str() == "all");
    let in_county = municipality.starts_with("12");
    let place = match actor.reach {
        Reach::Municipality => !actor.municipalities.iter().any(|code| code.as_str() == municipality),
        Reach::County => !in_county,
        Reach::Country | Reach::Union => false,
    };
    sectors || place
}

#[test]
fn nobody_who_is_excluded_and_partners_first_where_they_fit() {
    let mut sets: Vec<Vec<Need>> = Need::ALL.iter().map(|need| vec![*need]).collect();
    sets.extend([vec![Need::Guidance, Need::Network, Need::Funding], Need::ALL.to_vec(), Vec::new()]);
    let mut suggested = BTreeSet::new();
    for sector in options("sector") {
        for municipality in options("municipality") {
            let text = format!("profile.sector={sector} profile.municipality={municipality}");
            for wanted in &sets {
                let fits = found(&text, wanted, 99);
                assert_eq!(fits, found(&text, wanted, 99), "deterministic");
                let shown = format!("{text} {wanted:?} {:?}", ids(&fits));
                assert_eq!(ids(&fits).into_iter().collect::<BTreeSet<_>>().len(), fits.len(), "{shown}");
                let few = found(&text, wanted, 3);
                assert!(few.len() <= 3 && few[..] == fits[..few.len()], "{shown}");
                let expected = ACTORS.actors.iter().filter(|actor| {
                    !excluded(actor, &sector, &municipality) && actor.needs.iter().any(|need| wanted.contains(need))
                });
                let expected: BTreeSet<String> = expected.map(|actor| actor.id.clone()).collect();
                assert_eq!(ids(&fits).into_iter().collect::<BTreeSet<_>>(), expected, "{shown}");
                assert!(fits.is_sorted_by_key(|fit| !fit.actor.partner), "{shown}");
                for fit in &fits {
                    suggested.insert(fit.actor.id.clone());
                    let helps = fit.reasons.iter().any(|reason| {
                        matches!(reason, ActorReason::Need(need)
                            if wanted.contains(need) && fit.actor.needs.contains(need))
                    });
                    assert!(helps, "{shown}");
                    for reason in &fit.reasons {
                        match reason {
                            ActorReason::Partner => assert!(fit.actor.partner),
                            ActorReason::Programme => assert!(fit.actor.programme),
                            ActorReason::Sector(id) => assert_eq!(id.as_str(), sector),
                            ActorReason::Municipality(code) => assert_eq!(code.as_str(), municipality),
                            ActorReason::County => assert!(municipality.starts_with("12")),
                            ActorReason::Technique(_) => panic!("no technique was given: {shown}"),
                            ActorReason::Need(_) => {}
                        }
                    }
                }
            }
        }
    }
    let never: Vec<&str> =
        ACTORS.actors.iter().map(|actor| actor.id.as_str()).filter(|id| !suggested.contains(*id)).collect();
    assert_eq!(never, ["medeon"], "life science is no sector of the questionnaire");
}

#[test]
fn each_partner_for_its_own() {
    let wanted = needs(pack(), &answers("enabler.outside-help=0 enabler.direction=0"), &[], &Idea::default(), &ACTORS);
    assert_eq!(wanted, [Need::Guidance, Need::Network]);
    let three = ["iuc-syd", "packbridge", "livsmedelsakademin"];
    let of = |sector: &str| {
        let fits = found(&format!("profile.sector={sector} profile.municipality=1266"), &wanted, 5);
        ids(&fits)
    };
    assert_eq!(of("food")[0], "livsmedelsakademin");
    assert_eq!(of("agriculture")[0], "livsmedelsakademin");
    assert_eq!(of("packaging")[0], "packbridge");
    assert!(!of("food").contains(&"packbridge".to_string()));
    assert_eq!(of("manufacturing")[0], "iuc-syd");
    assert_eq!(of("tech")[0], "opentech");
    for sector in ["trade-retail", "wholesale", "e-commerce", "construction", "care", "hospitality", "transport"] {
        let shown = of(sector);
        assert!(!three.iter().any(|id| shown.contains(&(*id).to_string())), "{sector}: {shown:?}");
        assert_eq!(shown[0], "almi-skane", "{sector}");
    }
    // Without a fitting need, a partner of the right sector is not there.
    let fits = found("profile.sector=food profile.municipality=1290", &[Need::Law], 9);
    assert_eq!(ids(&fits), ["imy"]);
    // Three places still cover what nobody above does.
    let fits = found("profile.sector=care profile.municipality=1290", &[Need::Guidance, Need::Training, Need::Law], 3);
    assert_eq!(ids(&fits), ["almi-skane", "ai-sweden-south", "imy"]);
}

#[test]
fn what_is_not_known_does_not_exclude() {
    let all = found("", &Need::ALL, 99);
    assert_eq!(all.len(), ACTORS.actors.len());
    // A partner of some sectors does not come first as long as the sector is not known.
    let first = |id: &str| all.iter().find(|fit| fit.actor.id == id).unwrap().reasons[0].clone();
    assert_eq!(first("almi-skane"), ActorReason::Partner);
    assert_eq!(first("packbridge"), ActorReason::Need(Need::Network));

    let malmo = ids(&found("profile.municipality=1280", &[Need::Guidance], 99));
    assert!(malmo.contains(&"tillvaxt-malmo".to_string()));
    let away = found("profile.sector=manufacturing profile.municipality=outside-skane", &Need::ALL, 99);
    assert!(!away.is_empty() && away.iter().all(|fit| fit.actor.reach == Reach::Country));
}

#[test]
fn a_firm_too_large_is_left_out_and_one_too_small_comes_later() {
    let of = |count: u32, need| {
        ids(&found(
            &format!("profile.sector=manufacturing profile.municipality=1280 profile.headcount=#{count}"),
            &[need],
            9,
        ))
    };
    assert!(of(249, Need::Funding).contains(&"almi-skane".to_string()));
    assert!(!of(250, Need::Funding).contains(&"almi-skane".to_string()));
    assert!(
        of(4, Need::Guidance).contains(&"iuc-syd".to_string()),
        "small and medium-sized is said of micro firms too"
    );
    let medium_only = |id: &str| ACTORS.actors.iter().find(|actor| actor.id == id).unwrap().sizes.clone();
    assert_eq!(medium_only("region-skane"), [Size::Small, Size::Medium]);
}

#[test]
fn a_technique_opens_a_cluster_but_not_the_first_places() {
    let firm = answers("profile.sector=manufacturing profile.municipality=1282");
    let idea = Idea { technique: Some("computer-vision"), ..Idea::default() };
    let with = actors(pack(), &firm, &[Need::Network], &idea, &ACTORS, 9);
    assert_eq!(ids(&with)[0], "iuc-syd");
    let opentech = with.iter().find(|fit| fit.actor.id == "opentech").unwrap();
    assert_eq!(
        opentech.reasons,
        [ActorReason::Need(Need::Network), ActorReason::Technique("computer-vision".to_string()), ActorReason::County]
    );
    let without = actors(pack(), &firm, &[Need::Network], &Idea::default(), &ACTORS, 9);
    assert!(!ids(&without).contains(&"opentech".to_string()));
}

#[test]
fn needs_follow_from_answers_gaps_and_the_idea() {
    let of = |text: &str, gaps: &[(Gap, u8)], idea: Idea<'_>| needs(pack(), &answers(text), gaps, &idea, &ACTORS);
    assert_eq!(of("", &[], Idea::default()), [Need::Guidance], "everybody has somebody to ask");
    assert_eq!(of("enabler.ai-rules=?", &[], Idea::default()), [Need::Law], "nobody knows");
    assert_eq!(of("enabler.ai-rules=-", &[], Idea::default()), [Need::Guidance], "does not apply");
    assert_eq!(of("", &[(Gap::Requirement(Prerequisite::Skills), 1)], Idea::default()), [Need::Training]);
    assert_eq!(of("firm.signals=shadow-ai+unsure-start", &[], Idea::default()), [Need::Guidance, Need::Law]);
    let large = Idea { effort: Some(Effort::Large), ..Idea::default() };
    assert_eq!(of("enabler.time-money=5 enabler.ai-knowledge=4", &[], large), [Need::Funding, Need::Research]);
    let small = Idea { effort: Some(Effort::Small), ..Idea::default() };
    assert_eq!(of("enabler.time-money=0 enabler.outside-help=4", &[], small), [Need::Guidance], "own means are enough");
    let here = [process("quality-maintenance")];
    let trial = Idea { processes: &here, technique: Some("forecasting"), effort: Some(Effort::Medium) };
    assert_eq!(of("enabler.time-money=4", &[], trial), [Need::Test]);
    let young = "profile.company-age=under-2 ; product-service-development: signals=product-dev";
    assert_eq!(of(young, &[], Idea::default()), [Need::Startup]);
    assert_eq!(of("profile.company-age=under-2 profile.sector=care", &[], Idea::default()), [Need::Guidance]);
    for idea in &catalogue().use_cases {
        let found = of("enabler.outside-help=1", &[], Idea::of(idea));
        assert!(found.starts_with(&[Need::Guidance]), "{}: {found:?}", idea.id);
    }
}

#[test]
fn training_fits_its_level_sector_and_place() {
    let gaps = ["skills", "governance"].map(|name| match name {
        "skills" => Gap::Requirement(Prerequisite::Skills),
        _ => Gap::Requirement(Prerequisite::Governance),
    });
    let gaps = gaps.into_iter().chain(pack().enablers.iter().map(|one| Gap::Enabler(one.id.clone())));
    let mut suggested = BTreeSet::new();
    for gap in gaps {
        for have in 0..=5 {
            for sector in options("sector") {
                for place in ["1280", "outside-skane"] {
                    let firm = answers(&format!("profile.sector={sector} profile.municipality={place}"));
                    let asked = [(gap.clone(), have)];
                    let fits = training(pack(), &firm, &asked, &TRAINING);
                    assert_eq!(fits, training(pack(), &firm, &asked, &TRAINING));
                    for fit in &fits {
                        let course = fit.course;
                        suggested.insert(course.id.clone());
                        assert!(course.gaps.contains(&gap) && course.from <= have && have <= course.to);
                        assert_eq!(fit.closes, asked);
                        assert!(course.sectors.is_empty() || course.sectors.iter().any(|id| id.as_str() == sector));
                        assert!(course.reach != Reach::County || place == "1280", "{}", course.id);
                    }
                }
            }
        }
    }
    assert_eq!(suggested.len(), TRAINING.courses.len(), "every course is for somebody");
    for have in 0..=4 {
        let found = training(pack(), &Answers::new(), &[(enabler("ai-knowledge"), have)], &TRAINING);
        assert!(!found.is_empty(), "nothing at level {have}");
    }
}

#[test]
fn training_in_order() {
    let firm = answers("profile.sector=creative profile.municipality=1280 enabler.ai-knowledge=1 enabler.ai-rules=1");
    let gaps = enabler_gaps(pack(), &firm, 3);
    assert_eq!(gaps, [(enabler("ai-knowledge"), 1), (enabler("ai-rules"), 1)]);
    let found = training(pack(), &firm, &gaps, &TRAINING);
    let ids: Vec<&str> = found.iter().map(|fit| fit.course.id.as_str()).collect();
    assert_eq!(ids[0], "own-session", "{ids:?}");
    assert_eq!(found[0].closes, gaps);
    assert_eq!(ids.last(), Some(&"almega-guide"), "{ids:?}");
    // A course for this very sector comes first.
    let found = training(pack(), &firm, &[(Gap::Requirement(Prerequisite::Skills), 1)], &TRAINING);
    assert_eq!((found[0].course.id.as_str(), found[0].course.price), ("learn-create-engage", Price::Free));
    let skills = Gap::of_dimension(pack(), &"P".into());
    assert_eq!(skills, Some(Gap::Requirement(Prerequisite::Skills)));
    assert_eq!(Gap::of_dimension(pack(), &"N1".into()), None);
}

#[test]
fn what_is_wrong_in_a_file_is_named() {
    let of_actors = |from: &str, to: &str| {
        let text = text_of(ACTORS_FILE);
        assert!(text.contains(from), "{from}");
        actors_v1::read("a.json", &text.replacen(from, to, 1))
            .err()
            .map(|problems| codes(&problems))
            .unwrap_or_default()
    };
    assert_eq!(of_actors("\"id\": \"almi-skane\"", "\"id\": \"ai-sweden-south\""), ["id-twice"]);
    assert_eq!(of_actors("\"url\": \"https://www.almi.se\"", "\"url\": \"javascript:x\""), ["bad-address"]);
    assert_eq!(of_actors("\"confidence\": \"high\"", "\"confidence\": \"sure\""), ["not-one-of"]);
    assert_eq!(of_actors("\"atMost\": 1", "\"atMost\": 1, \"atLeast\": 1"), ["not-one-of"]);
    assert_eq!(of_actors("\"read\": \"2026-11-23\"", "\"read\": \"2026-11-31\""), ["bad-date"]);
    let text = text_of(ACTORS_FILE);
    let at = text.find("\"sources\": [").unwrap();
    let end = at + text[at..].find(']').unwrap();
    let none = format!("{}\"sources\": [{}", &text[..at], &text[end..]);
    assert_eq!(codes(&actors_v1::read("a.json", &none).unwrap_err()), ["no-source"]);
    let strange = text.replacen("\"manufacturing\"", "\"mining\"", 1).replacen("\"unsure-start\"", "\"unsure\"", 1);
    let strange = actors_v1::read("a.json", &strange).unwrap();
    let problems = actors_v1::references("a.json", &strange, pack());
    assert_eq!(codes(&problems), ["unknown-reference", "unknown-reference"]);
    assert_eq!(problems[1].entry, "needs[guidance]");

    let text = text_of(TRAINING_FILE);
    let wrong = text.replacen("\"forLevels\": [\n    1,\n    3\n   ]", "\"forLevels\": [3, 1]", 1);
    assert_ne!(wrong, text);
    assert_eq!(codes(&training_v1::read("t.json", &wrong).unwrap_err()), ["wrong-kind"]);
    let strange = training_v1::read("t.json", &text.replacen("\"ai-rules\"", "\"rules\"", 1)).unwrap();
    assert_eq!(codes(&training_v1::references("t.json", &strange, pack())), ["unknown-reference"]);
}

#[test]
fn an_entry_takes_whom_its_file_says() {
    let text = text_of(ACTORS_FILE);
    for (word, reach) in [
        ("municipality", Reach::Municipality),
        ("county", Reach::County),
        ("sweden", Reach::Country),
        ("eu", Reach::Union),
    ] {
        let mut file: serde_json::Value = serde_json::from_str(&text).unwrap();
        file["actors"][0]["reach"] = serde_json::json!(word);
        let read = actors_v1::read(ACTORS_FILE, &file.to_string()).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert_eq!(read.actors[0].reach, reach, "{word}");
    }
}

#[test]
fn a_source_is_of_the_kind_and_an_entry_as_certain_as_its_file_says() {
    let text = text_of(ACTORS_FILE);
    let read = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut file: serde_json::Value = serde_json::from_str(&text).unwrap();
        change(&mut file["actors"][0]);
        let read = actors_v1::read(ACTORS_FILE, &file.to_string()).unwrap_or_else(|problems| panic!("{problems:#?}"));
        read.actors[0].clone()
    };
    for (word, kind) in
        [("primary", SourceKind::Primary), ("secondary", SourceKind::Secondary), ("own", SourceKind::Own)]
    {
        let actor = read(&|actor| actor["sources"][0]["kind"] = word.into());
        assert_eq!(actor.sources[0].kind, kind, "{word}");
    }
    for (word, confidence) in [("high", Confidence::High), ("medium", Confidence::Medium), ("low", Confidence::Low)] {
        assert_eq!(read(&|actor| actor["confidence"] = word.into()).confidence, confidence, "{word}");
    }
}

#[test]
fn the_municipality_is_asked_for_as_one_and_no_idea_is_there_twice() {
    let kind = |id: &str| pack().profile_question(id).unwrap().kind;
    assert_eq!([kind("municipality"), kind("sector")], [ProfileKind::Municipality, ProfileKind::Choice]);
    let file = "seeds/use-cases/use-cases.json";
    let mut ideas: serde_json::Value = serde_json::from_str(&text_of(file)).unwrap();
    ideas["useCases"][1]["id"] = ideas["useCases"][0]["id"].clone();
    assert_eq!(codes(&seed_v1::read(file, &ideas.to_string()).err().unwrap()), ["id-twice"]);
}

#[test]
fn a_course_costs_what_its_file_says() {
    let text = text_of(TRAINING_FILE);
    for (word, price) in [("free", Price::Free), ("paid", Price::Paid), ("unknown", Price::Unknown)] {
        let mut file: serde_json::Value = serde_json::from_str(&text).unwrap();
        file["courses"][0]["price"] = serde_json::json!(word);
        let read =
            training_v1::read(TRAINING_FILE, &file.to_string()).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert_eq!(read.courses[0].price, price, "{word}");
    }
}
