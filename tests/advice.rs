//! The three lists hold what they promise, for any answers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use kickstart::advice::{Severity, Speaks, UseCaseKind, speaks};
use kickstart::answer::{Answer, Answers};
use kickstart::ids::{FactId, ProcessId, QuestionId, UseCaseId};
use kickstart::questionnaire::{Prerequisite, Role};
use kickstart::results::results;
use kickstart::suggest::{Because, Blocker, MOST, Raise, Suggestion, Suggestions, Why, raised, suggest};
use kickstart::wire::advice_v1;
use support::{Chance, answers, catalogue, pack};

fn lists(answers: &Answers) -> Suggestions {
    suggest(pack(), catalogue(), answers, &results(pack(), catalogue(), answers))
}

fn begins(lists: &Suggestions) -> impl Iterator<Item = &Suggestion> {
    lists.now.iter().chain(&lists.more)
}

fn can_begin(answers: &Answers, idea: &UseCaseId) -> bool {
    begins(&lists(answers)).any(|one| one.use_case == *idea)
}

/// Answers to most questions.
fn firm(chance: &mut Chance) -> Answers {
    let mut answers = chance.answers(pack(), 9);
    // Facts belong to what they are about; a few of them are answered too.
    for idea in &catalogue().use_cases {
        for (id, _) in &idea.avoid {
            let when = &catalogue().contraindication(id).unwrap().when;
            let (Speaks::Below(fact, _) | Speaks::Is(fact, _)) = when else { continue };
            let process = idea.processes.first();
            let asked = kickstart::advice::asked(pack(), fact, idea, process).unwrap();
            if chance.odds(1, 6) {
                let answer = chance.answer(pack(), &asked);
                answers.set(asked, answer);
            }
        }
    }
    answers
}

fn level(answers: &Answers, question: &QuestionId) -> Option<u8> {
    match answers.get(question) {
        Some(Answer::Level(level)) => Some(*level),
        Some(Answer::NotApplicable) => Some(0),
        _ => None,
    }
}

fn dimension(process: &ProcessId, prerequisite: Prerequisite) -> QuestionId {
    let found = pack().dimensions.iter().find(|one| one.prerequisite == Some(prerequisite)).unwrap();
    QuestionId::Process(process.clone(), found.id.clone())
}

/// Looked at apart from the program's own way: what is required, and what stops it.
fn holds_what_it_promises(answers: &Answers, one: &Suggestion) {
    let idea = catalogue().use_case(&one.use_case).unwrap();
    assert_ne!(idea.kind, UseCaseKind::Caution, "{}", idea.id);
    if idea.kind == UseCaseKind::Application {
        let process = one.process.as_ref().unwrap();
        for (prerequisite, need) in &idea.requires {
            let have = level(answers, &dimension(process, *prerequisite));
            assert!(*need == 0 || have.is_some_and(|have| have >= *need), "{} lacks {prerequisite:?}", idea.id);
        }
    }
    for (id, severity) in &idea.avoid {
        let stops = &catalogue().contraindications.iter().find(|one| one.id == *id).unwrap().when;
        let is_true = match stops {
            Speaks::Level(prerequisite, most) => one
                .process
                .as_ref()
                .and_then(|process| level(answers, &dimension(process, *prerequisite)))
                .is_some_and(|have| have <= *most),
            Speaks::Enabler(enabler, most) => {
                level(answers, &QuestionId::Enabler(enabler.clone())).is_some_and(|have| have <= *most)
            }
            Speaks::Profile(question, option) => answers.profile(question.as_str()) == Some(option),
            Speaks::Below(..) | Speaks::Is(..) => continue,
        };
        assert!(!is_true || *severity == Severity::Caution, "{} is stopped by {id}", idea.id);
        assert_eq!(is_true && *severity == Severity::Caution, one.cautions.contains(id), "{}: {id}", idea.id);
    }
    assert!(!one.reasons.is_empty(), "{}", idea.id);
    for why in &one.reasons {
        match why {
            Why::Recognised(signal, list) => assert!(answers.has_signal(list, signal), "{signal} in {list}"),
            Why::Serves(goal) => assert_eq!(answers.profile("goal"), Some(goal)),
            Why::Meets(question, have, need) => {
                assert_eq!(level(answers, question), Some(*have), "{question}");
                assert!(have >= need, "{question}");
            }
        }
    }
    let fact = |question: &QuestionId| {
        matches!(question, QuestionId::Fact(..))
            && answers.get(question).is_none_or(|answer| *answer == Answer::DontKnow)
    };
    assert!(one.ask.iter().all(fact), "{}: {:?}", idea.id, one.ask);
}

#[test]
fn what_can_begin_lacks_nothing_and_every_reason_is_true() {
    let mut chance = Chance(41);
    let mut seen = 0;
    for _ in 0..1_500 {
        let given = firm(&mut chance);
        let all = lists(&given);
        assert_eq!(all, lists(&given), "the same answers give the same lists");
        assert!(all.now.len() <= MOST);
        begins(&all).for_each(|one| holds_what_it_promises(&given, one));
        seen += begins(&all).count();
        let mut ids: Vec<&UseCaseId> = begins(&all).map(|one| &one.use_case).collect();
        ids.extend(all.not_yet.iter().map(|waiting| &waiting.idea.use_case));
        ids.extend(all.not_for_you.iter().map(|one| &one.use_case));
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "an idea stands in one list");
        for same in [
            |one: &Suggestion| one.process.as_ref().map(ToString::to_string),
            |one: &Suggestion| Some(catalogue().use_case(&one.use_case).unwrap().technique.clone()),
        ] {
            for one in &all.now {
                let alike = all.now.iter().filter(|other| same(one).is_some() && same(other) == same(one)).count();
                assert!(alike <= 2, "{}: {alike} of a kind", one.use_case);
            }
        }
    }
    assert!(seen > 500, "only {seen} ideas could begin");
}

#[test]
fn a_raised_level_takes_nothing_away() {
    let mut chance = Chance(42);
    let readiness: Vec<_> = pack().with_role(Role::Readiness).map(|one| (one.id.clone(), one.top)).collect();
    for _ in 0..250 {
        let given = firm(&mut chance);
        let before: Vec<UseCaseId> = begins(&lists(&given)).map(|one| one.use_case.clone()).collect();
        for process in pack().chosen(&given) {
            for (dimension, top) in &readiness {
                let question = QuestionId::Process(process.clone(), dimension.clone());
                let Some(Answer::Level(level)) = given.get(&question).cloned() else { continue };
                if level == *top {
                    continue;
                }
                let mut more = given.clone();
                more.set(question.clone(), Answer::Level(level + 1));
                let after = lists(&more);
                for idea in &before {
                    assert!(
                        begins(&after).any(|one| one.use_case == *idea),
                        "{question} to {}: {idea} is gone",
                        level + 1
                    );
                }
            }
        }
    }
}

#[test]
fn an_unlock_opens_and_no_smaller_one_does() {
    let mut chance = Chance(43);
    let mut seen = 0;
    for _ in 0..400 {
        let given = firm(&mut chance);
        let all = lists(&given);
        for waiting in all.not_yet.iter().filter(|waiting| !waiting.raises.is_empty()) {
            let idea = &waiting.idea.use_case;
            assert!(can_begin(&raised(&given, &waiting.raises), idea), "{idea}: {:?}", waiting.raises);
            seen += 1;
            for index in 0..waiting.raises.len() {
                let mut fewer = waiting.raises.clone();
                fewer.remove(index);
                assert!(!can_begin(&raised(&given, &fewer), idea), "{idea} needs not all of {:?}", waiting.raises);
                let mut lower = waiting.raises.clone();
                lower[index].to -= 1;
                assert!(!can_begin(&raised(&given, &lower), idea), "{idea} needs less than {:?}", waiting.raises);
            }
        }
        if let Some(unlock) = &all.unlock {
            let then = raised(&given, std::slice::from_ref(&unlock.raise));
            assert!(unlock.use_cases.iter().all(|idea| can_begin(&then, idea)));
        }
    }
    assert!(seen > 200, "only {seen} ideas could be unlocked");
}

#[test]
fn no_other_single_raise_opens_more() {
    let mut chance = Chance(45);
    let mut seen = 0;
    for _ in 0..90 {
        let given = firm(&mut chance);
        let all = lists(&given);
        let mut best = 0;
        let readiness: Vec<_> = pack().with_role(Role::Readiness).map(|one| (one.id.clone(), one.top)).collect();
        let asked = pack().chosen(&given).flat_map(|process| {
            readiness.iter().map(|(id, top)| (QuestionId::Process(process.clone(), id.clone()), *top))
        });
        let enablers = pack().enablers.iter().map(|one| (QuestionId::Enabler(one.id.clone()), one.top));
        for (question, top) in asked.chain(enablers) {
            let from = level(&given, &question).map_or(0, |have| have + 1);
            for to in from..=top {
                let raise = Raise { question: question.clone(), have: None, to };
                let then = lists(&raised(&given, &[raise]));
                let begun = |waiting: &&kickstart::suggest::Waiting| {
                    begins(&then).any(|one| one.use_case == waiting.idea.use_case)
                };
                let opened: Vec<_> = all.not_yet.iter().filter(begun).collect();
                // No idea is said to need several raises when one is enough.
                for waiting in &opened {
                    assert!(waiting.raises.len() == 1, "{}: {question} {to} alone", waiting.idea.use_case);
                }
                best = best.max(opened.iter().map(|waiting| waiting.idea.value).sum());
            }
        }
        assert_eq!(all.unlock.as_ref().map_or(0, |unlock| unlock.value), best, "{:?}", all.unlock);
        seen += usize::from(best > 0);
    }
    assert!(seen > 15, "only {seen} firms had something to open");
}

/// A plumbing firm of twelve that writes quotes by hand, with the rest as the case wants it.
fn fitters(more: &str) -> Suggestions {
    lists(&answers(&format!(
        "profile.sector=construction profile.headcount=#12 profile.goal=time enabler.ai-rules=3 enabler.ai-knowledge=2; \
         sales-quoting: W3 D3 S2 P2 G2 U0 N1=3 N2=2 N3=4 signals=quotes-slow+quotes-similar; {more}"
    )))
}

#[test]
fn single_facts_move_the_lists_as_an_adviser_would() {
    let first = |lists: &Suggestions| lists.now.first().map(|one| one.use_case.to_string());
    assert_eq!(first(&fitters("")).as_deref(), Some("quote-draft-from-history"));

    let crisis = fitters("profile.business=cash-crisis");
    assert!(crisis.cash_first && crisis.now.is_empty() && crisis.more.is_empty());
    assert!(crisis.not_yet.iter().all(|waiting| waiting.blockers.contains(&Blocker::CashFirst)));

    let policy = |rules: u8| {
        lists(&answers(&format!(
            "profile.sector=care profile.headcount=#30 profile.goal=risk enabler.ai-rules={rules} firm.signals=shadow-ai+unsure-start; \
             finance-admin: W2 D2 S2 P1 G1 U1 N1=2 N2=2 N3=3"
        )))
    };
    assert_eq!(first(&policy(0)).as_deref(), Some("ai-policy-literacy"));
    let declined = |lists: &Suggestions, id: &str| {
        lists.not_for_you.iter().find(|one| one.use_case.as_str() == id).map(|one| one.because.clone())
    };
    assert_eq!(declined(&policy(3), "ai-policy-literacy"), Some(Because::InPlace), "the policy is written");

    let unsafe_use = lists(&answers(
        "profile.sector=manufacturing profile.headcount=#20 profile.goal=time firm.ai-input=personal-data; \
         sales-quoting: W3 D3 S2 P2 G0 U3 N1=3 N2=2 N3=4 signals=quotes-slow+quotes-similar",
    ));
    let waiting =
        unsafe_use.not_yet.iter().find(|waiting| waiting.idea.use_case.as_str() == "quote-draft-from-history").unwrap();
    assert_eq!(waiting.blockers.first(), Some(&Blocker::RulesFirst), "rules beat value");

    let embedded = lists(&answers(
        "profile.sector=tech profile.headcount=#20; sales-quoting: W4 D4 S4 P4 G4 U4 N1=3 N2=2 N3=4 signals=quotes-slow+quotes-similar",
    ));
    assert_eq!(declined(&embedded, "quote-draft-from-history"), Some(Because::InPlace));
    let simpler = lists(&answers(
        "profile.sector=tech profile.headcount=#20; sales-quoting: W4 D4 S4 P4 G4 U0 N1=3 N2=2 N3=4 signals=quotes-slow+quotes-similar simpler",
    ));
    assert_eq!(declined(&simpler, "quote-draft-from-history"), Some(Because::SimplerFix));
}

/// Whether something speaks against an idea in marketing when one fact is as it says.
fn check_fact(when: &Speaks, given: Option<Answer>, expected: Option<bool>) {
    let (Speaks::Below(fact, _) | Speaks::Is(fact, _)) = when else { panic!("{when:?} asks for no fact") };
    let (idea, process) = (&catalogue().use_cases[0], ProcessId::from("marketing"));
    let question = kickstart::advice::asked(pack(), fact, idea, Some(&process)).unwrap();
    let answers: Answers = given.clone().map(|answer| (question, answer)).into_iter().collect();
    assert_eq!(speaks(pack(), &answers, when, idea, Some(&process)), expected, "{when:?}: {given:?}");
}

#[test]
fn a_fact_speaks_only_when_its_answer_leaves_no_doubt() {
    let chosen = |option: &str| Some(Answer::Choice(option.into()));
    // Bands: none to nine vehicles, and ten or more.
    for (limit, few, many) in [
        (10, Some(true), Some(false)),
        // Nine may be meant by the lower band, and ten by the upper one.
        (9, None, Some(false)),
        (11, Some(true), None),
        (0, Some(false), Some(false)),
    ] {
        let below = Speaks::Below("vehicles".into(), limit);
        check_fact(&below, chosen("0-9"), few);
        check_fact(&below, chosen("10-plus"), many);
        check_fact(&below, Some(Answer::DontKnow), None);
        check_fact(&below, None, None);
    }
    for fact in ["erp_change_planned", "machine_data", "legal_review"] {
        let is = Speaks::Is(FactId::from(fact), "yes".into());
        check_fact(&is, chosen("yes"), Some(true));
        check_fact(&is, chosen("no"), Some(false));
        check_fact(&is, Some(Answer::DontKnow), None);
        check_fact(&is, None, None);
    }
}

#[test]
fn letting_ai_rank_people_is_explained_and_never_suggested() {
    let mut chance = Chance(44);
    let mut explained = 0;
    for _ in 0..600 {
        let all = lists(&firm(&mut chance));
        let is_it = |id: &UseCaseId| id.as_str() == "cv-screening-ranking";
        assert!(!begins(&all).any(|one| is_it(&one.use_case)));
        assert!(!all.not_yet.iter().any(|waiting| is_it(&waiting.idea.use_case)));
        explained +=
            all.not_for_you.iter().filter(|one| is_it(&one.use_case) && one.because == Because::NeverSuggested).count();
    }
    assert!(explained > 0);
}

#[test]
fn the_command_gives_the_same_advice_as_text_and_as_json() {
    let Some(program) = option_env!("CARGO_BIN_EXE_kickstart") else { return };
    let run = |arguments: &[&str]| {
        let out = std::process::Command::new(program)
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap())
    };
    let demo = "seeds/demo/el-montage.kickstart.json";
    let (code, text) = run(&["advise", demo, "--date", "2026-11-24", "--json"]);
    assert_eq!(code, Some(0), "{text}");
    let value = kickstart::wire::parse("advice", &text).unwrap();
    assert_eq!(advice_v1::shape().check("advice", &value), Vec::new());
    assert_eq!(value["date"], "2026-11-24");
    assert_eq!(value["now"][0]["useCase"], "quote-draft-from-history");
    assert_eq!(
        run(&["advise", demo, "--date", "2026-11-24", "--json"]).1,
        text,
        "the same report gives the same bytes"
    );
    let (code, words) = run(&["advise", "--locale", "en", demo]);
    assert_eq!(code, Some(0));
    assert!(words.contains("Our own estimate, made on 23 November 2026"), "{words}");
    assert_eq!(run(&["advise", demo, "--date", "2026-02-30"]).0, Some(2));
    assert_eq!(run(&["advise", "questions/index.json"]).0, Some(1), "not a report");
}
