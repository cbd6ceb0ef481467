//! Which texts a structure needs, which it may have, and in which file they stand.

use std::collections::BTreeMap;

use super::seed_keys;
use super::tree::Tree;
use crate::outcome::{FIND_OUT, Outcome, TOO_FEW};
use crate::questionnaire::{ProfileKind, Questionnaire, Role};

/// One file of texts in each language: what the first screens need, or a piece of the rest.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Group {
    pub pack: String,
    pub piece: Option<String>,
}

/// The piece of a pack that holds the texts of the firm as a whole and of the result.
const FIRM: &str = "firm";
/// How the keys of that piece begin; all other keys of a pack belong to the first screens.
const LATER: [&str; 9] =
    ["ai-input.", "dimension.", "enabler.", "fact.", "firm-signals.", "level.", "outcome.", "reason.", "signal."];

/// The texts of each file: whether a key must be there, or may.
pub(super) type Needs = BTreeMap<Group, BTreeMap<String, bool>>;

/// Texts that the app shows with any pack.
const ALWAYS: [&str; 26] = [
    "picker.heading",
    "picker.question",
    "picker.help",
    "picker.reasons-heading",
    "picker.proposal",
    "picker.proposal-many",
    "picker.proposal-little",
    "picker.proposal-none",
    "picker.choose",
    "answer.how-to-choose",
    "answer.dont-know",
    "answer.not-applicable",
    "answer.add-note",
    "answer.skip",
    "answer.yes",
    "answer.no",
    "answer.dont-know-explained",
    "level.plus",
    "level.too-little.name",
    "level.too-little.meaning",
    "level.range",
    "level.range-narrow",
    "firm-signals.heading",
    "firm-signals.help",
    "ai-input.text",
    "ai-input.help",
];

/// Everything a pack and the seeds need.
pub(super) fn needs(pack: &Questionnaire, tree: &Tree) -> Needs {
    let mut needs = Needs::new();
    let own = |piece: Option<&str>| Group { pack: pack.id.clone(), piece: piece.map(str::to_string) };
    let (later, first) = main(pack).into_iter().partition(|(key, _)| LATER.iter().any(|start| key.starts_with(start)));
    needs.insert(own(None), first);
    needs.insert(own(Some(FIRM)), later);
    for process in &pack.processes {
        needs.insert(own(Some(process.id.as_str())), piece(pack, process.id.as_str()));
    }
    seed_keys::put(tree, &mut needs);
    needs
}

/// Texts of a pack apart from those of its processes.
fn main(pack: &Questionnaire) -> BTreeMap<String, bool> {
    let mut keys = BTreeMap::new();
    let mut put = |key: String, must: bool| {
        keys.insert(key, must);
    };
    ALWAYS.into_iter().for_each(|key| put(key.to_string(), true));
    pack.groups.iter().for_each(|group| put(format!("group.{}.name", group.id), true));
    for question in &pack.profile {
        let key = format!("profile.{}", question.id);
        put(format!("{key}.text"), true);
        put(format!("{key}.help"), false);
        put(format!("{key}.unit"), question.kind == ProfileKind::Number);
        for option in &question.options {
            put(format!("{key}.option.{}", option.id), true);
            put(format!("{key}.option.{}.help", option.id), false);
        }
    }
    pack.picker.scale.iter().for_each(|option| put(format!("picker.scale.{option}"), true));
    pack.picker.reasons.iter().for_each(|reason| put(format!("picker.reason.{reason}"), true));
    for process in &pack.processes {
        for (part, must) in [("name", true), ("what", true), ("not-here", false)] {
            put(format!("process.{}.{part}", process.id), must);
            for variant in process.variants.iter().filter(|_| part != "name") {
                put(format!("process.{}.{part}@{}", process.id, variant.id), false);
            }
        }
    }
    for dimension in &pack.dimensions {
        let key = format!("dimension.{}", dimension.id);
        put(format!("{key}.name"), true);
        put(format!("{key}.about"), true);
        ["text", "example"].into_iter().for_each(|part| put(format!("{key}.{part}@solo"), false));
        for level in 0..=dimension.top {
            put(format!("{key}.level.{level}@solo"), false);
            if dimension.shared_levels {
                put(format!("{key}.level.{level}"), true);
            }
        }
    }
    for level in 0..=pack.with_role(Role::Readiness).map(|dimension| dimension.top).max().unwrap_or(0) {
        ["name", "meaning"].into_iter().for_each(|part| put(format!("level.{level}.{part}"), true));
    }
    for enabler in &pack.enablers {
        let key = format!("enabler.{}", enabler.id);
        let parts = [("text", true), ("example", false), ("probe", true)].map(|(part, must)| (part.to_string(), must));
        let levels = (0..=enabler.top).map(|level| (format!("level.{level}"), true));
        for (part, must) in parts.into_iter().chain(levels) {
            put(format!("{key}.{part}"), must);
            put(format!("{key}.{part}@solo"), false);
        }
    }
    pack.ai_input.iter().for_each(|option| put(format!("ai-input.option.{}", option.id), true));
    for fact in &pack.facts {
        let key = format!("fact.{}", fact.id);
        put(format!("{key}.text"), true);
        put(format!("{key}.help"), false);
        put(format!("{key}.unit"), fact.kind == "number");
        fact.options.iter().for_each(|option| put(format!("{key}.option.{}", option.id), true));
    }
    for outcome in Outcome::ALL {
        let parts = ["name", "meaning", "next", "again"];
        parts.into_iter().for_each(|part| put(format!("outcome.{}.{part}", outcome.id()), true));
    }
    let reasons = pack.table.iter().map(|row| row.reason.as_str()).chain([FIND_OUT, TOO_FEW]);
    reasons.for_each(|reason| put(format!("reason.{reason}"), true));
    let asked = pack.processes.iter().flat_map(|process| &process.signals).map(|signal| &signal.id);
    asked.chain(&pack.firm_signals).for_each(|signal| put(format!("signal.{signal}"), true));
    keys
}

/// Texts of one process, loaded when it is near.
fn piece(pack: &Questionnaire, process: &str) -> BTreeMap<String, bool> {
    let mut parts: Vec<(String, bool)> = vec![("simpler-fix".to_string(), true)];
    for dimension in &pack.dimensions {
        let id = &dimension.id;
        let probed = matches!(dimension.role, Role::Readiness | Role::Use);
        parts.push((format!("{id}.text"), true));
        parts.push((format!("{id}.example"), false));
        parts.push((format!("{id}.probe"), probed));
        if !dimension.shared_levels {
            parts.extend((0..=dimension.top).map(|level| (format!("{id}.level.{level}"), true)));
        }
    }
    let variants = pack.processes.iter().filter(|other| other.id.as_str() == process).flat_map(|own| &own.variants);
    let varied = variants.flat_map(|variant| {
        parts.iter().map(move |(part, _)| (format!("process.{process}.{part}@{}", variant.id), false))
    });
    let varied: Vec<_> = varied.collect();
    parts.into_iter().map(|(part, must)| (format!("process.{process}.{part}"), must)).chain(varied).collect()
}

/// When a key is a level above the top of its scale: that top.
pub(super) fn beyond_top(pack: &Questionnaire, key: &str) -> Option<u8> {
    let (owner, level) = key.split('@').next()?.rsplit_once(".level.")?;
    let level: u32 = level.parse().ok()?;
    let id = owner.rsplit('.').next()?;
    let top = if owner.starts_with("enabler.") {
        pack.enablers.iter().find(|enabler| enabler.id.as_str() == id)?.top
    } else {
        pack.dimensions.iter().find(|dimension| dimension.id.as_str() == id)?.top
    };
    (level > u32::from(top)).then_some(top)
}
