//! `kickstart advise REPORT…`: scores, outcomes and the three lists of each report, as text or as JSON.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use kickstart::assessment::Assessment;
use kickstart::brief::{Card, Desk, brief};
use kickstart::date::{Date, Moment};
use kickstart::document::plain;
use kickstart::problem::Problem;
use kickstart::questionnaire::Wording;
use kickstart::report::{Words, report};
use kickstart::results::results;
use kickstart::suggest::suggest;
use kickstart::text::Prose;
use kickstart::wire::{advice_v1, report_v1};

use super::{check, content};

/// Now, by the machine's clock, in UTC.
pub fn now() -> Moment {
    let epoch = Date::new(1970, 1, 1).unwrap_or_default();
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let day = epoch.plus_days(u32::try_from(seconds / 86_400).unwrap_or(0));
    let [hour, minute, second] = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60];
    Moment::parse(&format!("{day}T{hour:02}:{minute:02}:{second:02}Z")).unwrap_or_else(|| day.into())
}

/// The lines to print, and whether a report could not be read.
pub fn advised(paths: &[PathBuf], locale: &str, today: Date, json: bool, prose: &Prose) -> (Vec<String>, bool) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    paths.iter().for_each(|path| check::take(path, true, &mut files, &mut problems));
    let Some((pack, catalogue, guides)) = content::structure() else {
        return (vec![Problem::of_file("kickstart", "nothing-to-check").sentence(prose)], true);
    };
    let texts = content::texts(locale);
    let mut lines = Vec::new();
    for (file, text) in &files {
        match report_v1::read(&pack, &catalogue, file, text) {
            Err(found) => problems.extend(found),
            Ok(imported) => {
                problems.extend(imported.notes);
                let answers = &imported.assessment.answers;
                let computed = results(&pack, &catalogue, answers);
                let suggestions = suggest(&pack, &catalogue, answers, &computed);
                if json {
                    lines.push(advice_v1::write(&pack, &catalogue, &guides.funding, &imported.assessment, today));
                    continue;
                }
                let wording = Wording::of(&pack, answers);
                let words = Words { questionnaire: &pack, prose: &texts, wording: &wording };
                let desk = Desk { words: &words, catalogue: &catalogue, guides: &guides, answers, today };
                lines.push(format!("# {file}"));
                lines.extend(outcomes(&words, &imported.assessment, &computed));
                let said = brief(&desk, &suggestions);
                lines.extend(["".to_string(), said.title.clone(), said.lead.clone()]);
                list(&mut lines, &said.now);
                let titled = [("advice.more", &said.more), ("result.section.not-yet.heading", &said.not_yet)];
                for (key, cards) in titled.into_iter().filter(|(_, cards)| !cards.is_empty()) {
                    lines.extend(["".to_string(), texts.say(key)]);
                    list(&mut lines, cards);
                }
                if let Some(unlock) = &said.unlock {
                    lines.extend(["".to_string(), format!("{}: {unlock}", texts.get("result.section.unlock.heading"))]);
                }
                let first = suggestions.now.first();
                let idea = first.and_then(|one| Some((catalogue.use_case(&one.use_case)?, one.process.as_ref())));
                if let Some((idea, process)) = idea {
                    lines.extend([
                        "".to_string(),
                        format!("{}: {}", texts.say("result.section.funding.heading"), desk.title(&idea.id)),
                    ]);
                    lines.extend(plain(&desk.money(idea, process, 0)));
                }
                let gaps = desk.gaps(&suggestions);
                let idea = idea.map(|(idea, _)| idea);
                for (key, part) in [
                    ("result.section.people.heading", desk.people(&gaps, idea)),
                    ("result.section.training.heading", desk.learning(&gaps)),
                    ("result.section.benchmark.heading", desk.others()),
                ] {
                    lines.extend(["".to_string(), texts.say(key)]);
                    lines.extend(plain(&part));
                }
                if !said.not_for_you.is_empty() {
                    lines.extend(["".to_string(), texts.say("result.section.not-for-you.heading")]);
                    lines.extend(said.not_for_you.iter().map(|(name, because)| {
                        let because: Vec<&str> = because.iter().map(|line| line.text.as_str()).collect();
                        format!("- {name}: {}", because.join(" "))
                    }));
                }
                lines.push(String::new());
            }
        }
    }
    // Where the answer is JSON, one report a line, what is wrong must not stand between.
    let failed = !problems.is_empty();
    let said = problems.iter().map(|problem| problem.sentence(prose));
    if json {
        said.for_each(|line| eprintln!("{line}"));
    } else {
        lines.extend(said);
    }
    (lines, failed)
}

/// Each process with its outcome, readiness and need.
fn outcomes(words: &Words, assessment: &Assessment, computed: &kickstart::results::Results) -> Vec<String> {
    let said = report(words, &assessment.answers, &assessment.label, computed);
    let area = |area: &kickstart::report::Area| {
        format!("- {}: {}. {} {} {}", area.name, area.outcome_name, area.reason, area.readiness, area.need)
    };
    [said.who.join(", "), said.advice.clone(), said.lead.clone()]
        .into_iter()
        .chain(said.areas.iter().map(area))
        .collect()
}

fn list(lines: &mut Vec<String>, cards: &[Card]) {
    for (index, card) in cards.iter().enumerate() {
        lines.push(format!("{}. {} ({})", index + 1, card.title, card.area));
        lines.extend(plain(&card.body).into_iter().map(|line| format!("   {line}")));
    }
}
