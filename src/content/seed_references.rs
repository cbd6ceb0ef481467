//! The files of `seeds/` against the pack and against each other.

use super::references::name;
use super::tree::Tree;
use crate::advice::{Catalogue, Contraindication, Speaks};
use crate::ids::{EnablerId, OptionId};
use crate::people::Condition;
use crate::problem::Problem;
use crate::questionnaire::{Choice, NO, Questionnaire, YES};
use crate::wire::{actors_v1, benchmark_v1, funding_v1, region_v1, training_v1};

/// Every reference from a seed to something that is asked or named elsewhere.
pub(super) fn check(tree: &Tree, problems: &mut Vec<Problem>) {
    for (_, pack) in &tree.packs {
        if let Some((file, catalogue)) = &tree.catalogue {
            contraindications(file, catalogue, pack, problems);
            in_place(file, catalogue, pack, problems);
        }
        if let Some((file, actors)) = &tree.actors {
            problems.extend(actors_v1::references(file, actors, pack));
        }
        if let Some((file, training)) = &tree.training {
            problems.extend(training_v1::references(file, training, pack));
        }
        if let Some((file, funding)) = &tree.funding {
            let catalogue = tree.catalogue.as_ref().map(|(_, catalogue)| catalogue);
            problems.extend(funding_v1::references(file, funding, pack, catalogue));
        }
        if let Some((file, benchmarks)) = &tree.benchmarks {
            problems.extend(benchmark_v1::references(file, benchmarks, pack));
        }
        if let Some((file, region)) = &tree.region {
            problems.extend(region_v1::references(file, region, pack));
        }
    }
    techniques(tree, problems);
}

/// What speaks against ideas: asks only what is asked, and only what an answer can settle.
fn contraindications(file: &str, catalogue: &Catalogue, pack: &Questionnaire, problems: &mut Vec<Problem>) {
    for one in &catalogue.contraindications {
        let place = format!("contraindications[{}]", one.id);
        let unknown =
            |field: &str, id: &str| Problem::of_file(file, "unknown-reference").at(&place, field).with("id", id);
        let found = match &one.when {
            Speaks::Below(id, limit) => match pack.fact(id) {
                None => Some(unknown("fact", id.as_str())),
                Some(fact) => inside(&fact.options, *limit).map(|band| {
                    let problem = Problem::of_file(file, "limit-inside-answer").at(&place, "below");
                    problem.with("found", limit).with("fact", id).with("option", &band.id)
                }),
            },
            Speaks::Is(id, option) => match pack.fact(id) {
                None => Some(unknown("fact", id.as_str())),
                Some(fact) => {
                    let yes_or_no = fact.options.is_empty() && [YES, NO].contains(&option.as_str());
                    (!yes_or_no && !offers(&fact.options, option)).then(|| unknown("is", option.as_str()))
                }
            },
            Speaks::Level(prerequisite, most) => {
                let asked = pack.dimensions.iter().find(|dimension| dimension.prerequisite == Some(*prerequisite));
                match asked {
                    None => Some(unknown("level", name(*prerequisite))),
                    Some(dimension) => always(file, &place, *most, dimension.top),
                }
            }
            Speaks::Enabler(id, most) => match top(pack, id) {
                None => Some(unknown("enabler", id.as_str())),
                Some(top) => always(file, &place, *most, top),
            },
            Speaks::Profile(id, option) => match pack.profile_question(id.as_str()) {
                None => Some(unknown("profile", id.as_str())),
                Some(question) => (!offers(&question.options, option)).then(|| unknown("is", option.as_str())),
            },
        };
        problems.extend(found);
        unused(file, catalogue, one, &place, problems);
    }
}

/// The answer in whose middle a limit lies, so that a firm with that answer is never told.
fn inside(bands: &[Choice], limit: u32) -> Option<&Choice> {
    let settles = |band: &Choice| band.to.is_some_and(|to| to < limit) || band.from.is_some_and(|from| from >= limit);
    bands.iter().find(|band| !settles(band))
}

fn offers(options: &[Choice], option: &OptionId) -> bool {
    options.iter().any(|other| other.id == *option)
}

fn top(pack: &Questionnaire, id: &EnablerId) -> Option<u8> {
    pack.enablers.iter().find(|enabler| enabler.id == *id).map(|enabler| enabler.top)
}

/// A level that every firm lies at or below: what speaks against the idea would be true of all.
fn always(file: &str, place: &str, most: u8, top: u8) -> Option<Problem> {
    let problem = || Problem::of_file(file, "above-the-top").at(place, "atMost");
    (most >= top).then(|| problem().with("found", most).with("limit", top.saturating_sub(1)))
}

fn unused(file: &str, catalogue: &Catalogue, one: &Contraindication, place: &str, problems: &mut Vec<Problem>) {
    if !catalogue.use_cases.iter().any(|idea| idea.avoid.iter().any(|(id, _)| *id == one.id)) {
        problems.push(Problem::of_file(file, "never-used").at(place, ""));
    }
}

/// The firm's level at which what an idea brings is there already.
fn in_place(file: &str, catalogue: &Catalogue, pack: &Questionnaire, problems: &mut Vec<Problem>) {
    for idea in &catalogue.use_cases {
        let place = format!("useCases[{}]", idea.id);
        let Some((id, least)) = &idea.in_place else { continue };
        match top(pack, id) {
            None => {
                problems.push(Problem::of_file(file, "unknown-reference").at(&place, "inPlace").with("id", id.as_str()))
            }
            Some(top) if *least > top => {
                let problem = Problem::of_file(file, "above-the-top").at(&place, "inPlace");
                problems.push(problem.with("found", least).with("limit", top));
            }
            Some(_) => {}
        }
    }
}

/// Actors name techniques that some idea is of; anything else would never hold.
fn techniques(tree: &Tree, problems: &mut Vec<Problem>) {
    let (Some((_, catalogue)), Some((file, actors))) = (&tree.catalogue, &tree.actors) else { return };
    let mut unknown = |place: String, techniques: &[String]| {
        let strange = |id: &&String| !catalogue.use_cases.iter().any(|idea| idea.technique == **id);
        for id in techniques.iter().filter(strange) {
            problems.push(Problem::of_file(file, "unknown-reference").at(&place, "techniques").with("id", id));
        }
    };
    for actor in &actors.actors {
        unknown(format!("actors[{}]", actor.id), &actor.techniques);
    }
    for rule in &actors.needs {
        for condition in rule.when.iter().flatten() {
            if let Condition::Techniques(techniques) = condition {
                unknown(format!("needs[{}]", rule.need.as_str()), techniques);
            }
        }
    }
}
