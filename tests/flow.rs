//! The way through the questions, what happens to an assessment, and which words a firm sees.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use kickstart::answer::{Answer, Answers};
use kickstart::assessment::{Assessment, Event, LABEL_LIMIT, NOTE_LIMIT, apply};
use kickstart::ids::{QuestionId, UseCaseId};
use kickstart::plan::{Choice, Idea, Rejection};
use kickstart::questionnaire::{ProfileKind, Wording};
use kickstart::results::results;
use kickstart::text::{Prose, fill, inside_sentence};
use kickstart::visible::{self, Part, ProposalKind, Step};
use kickstart::wire::shape::is_id;
use support::{Chance, answer, answers, catalogue, every_question, pack, process, prose, question};

// --- The way ---------------------------------------------------------------------------------------------------

/// The way as stretches with their number of steps, in order.
fn check_way(text: &str, expected: &str) {
    let steps = visible::steps(pack(), &answers(text));
    let mut stretches: Vec<(String, usize)> = Vec::new();
    for step in &steps {
        let name = match step.part() {
            Part::Profile => "profile".to_string(),
            Part::Picker => "picker".to_string(),
            Part::Process(process) => process.to_string(),
            Part::Firm => "firm".to_string(),
        };
        match stretches.last_mut() {
            Some((last, count)) if *last == name => *count += 1,
            _ => stretches.push((name, 1)),
        }
    }
    let asked = steps.contains(&Step::Question(QuestionId::AiInput));
    let line: Vec<String> = stretches.iter().map(|(name, count)| format!("{name} {count}")).collect();
    assert_eq!(format!("{}{}", line.join(", "), if asked { ", with input" } else { "" }), expected, "{text}");
    check_walk(&steps);
}

/// Forwards and backwards over a way is the way, and every step knows its place.
fn check_walk(steps: &[Step]) {
    let mut forwards = vec![steps[0].clone()];
    while let Some(next) = visible::next(steps, forwards.last().unwrap()) {
        forwards.push(next);
    }
    assert_eq!(forwards, steps);
    let mut backwards = vec![steps.last().unwrap().clone()];
    while let Some(previous) = visible::previous(steps, backwards.last().unwrap()) {
        backwards.push(previous);
    }
    backwards.reverse();
    assert_eq!(backwards, steps);
    for (index, step) in steps.iter().enumerate() {
        assert_eq!(visible::position(steps, step), (index + 1, steps.len()));
        assert!(visible::of_part(steps, &step.part()).contains(step));
    }
}

#[test]
fn the_way_follows_the_answers() {
    check_way("", "profile 10, picker 2, firm 8");
    check_way("profile.sector=food profile.headcount=#12 profile.goal=time", "profile 10, picker 2, firm 8");
    check_way(
        "logistics-inventory: W3; marketing: W3; finance-admin: W3",
        "profile 10, picker 2, marketing 10, logistics-inventory 10, finance-admin 10, firm 8",
    );
}

#[test]
fn what_goes_into_ai_services_is_asked_only_where_ai_is_used() {
    check_way("marketing: U0", "profile 10, picker 2, marketing 10, firm 8");
    check_way("marketing: U1", "profile 10, picker 2, marketing 10, firm 8");
    check_way("marketing: U2", "profile 10, picker 2, marketing 10, firm 9, with input");
    check_way("marketing: U?", "profile 10, picker 2, marketing 10, firm 9, with input");
    check_way("marketing: U0; logistics-inventory: U5", {
        "profile 10, picker 2, marketing 10, logistics-inventory 10, firm 9, with input"
    });
    check_way("firm.signals=shadow-ai", "profile 10, picker 2, firm 9, with input");
    check_way("firm.signals=key-person", "profile 10, picker 2, firm 8");
    // What was said of a process that is not gone through any more does not count.
    let mut left = answers("marketing: U5");
    left.set(QuestionId::Chosen, Answer::Choices([].into()));
    assert!(!visible::is_asked(pack(), &left, &QuestionId::AiInput));
}

#[test]
fn a_step_that_is_not_on_the_way_has_no_neighbours() {
    let steps = visible::steps(pack(), &answers(""));
    let elsewhere = Step::Question(question("marketing.W"));
    assert_eq!(visible::next(&steps, &elsewhere), None);
    assert_eq!(visible::previous(&steps, &elsewhere), None);
    assert_eq!(visible::position(&steps, &elsewhere), (1, steps.len()));
    assert_eq!(visible::next(&[], &Step::Picker), None);
}

#[test]
fn every_step_of_any_way_is_a_question_of_the_pack_and_stands_once() {
    let mut chance = Chance(3);
    for round in 0..200 {
        let given = chance.answers(pack(), round % 11);
        let steps = visible::steps(pack(), &given);
        check_walk(&steps);
        let mut seen = std::collections::BTreeSet::new();
        for step in &steps {
            assert!(seen.insert(step.clone()), "{step:?} twice");
            if let Step::Question(question) = step {
                assert!(pack().takes(question).is_some(), "{question}");
            }
        }
        let open = visible::unanswered(pack(), &given);
        assert!(open.iter().all(|step| !visible::is_answered(pack(), &given, step)));
        let answered = steps.iter().filter(|step| visible::is_answered(pack(), &given, step)).count();
        assert_eq!(answered + open.len(), steps.len());
        let _ = results(pack(), catalogue(), &given);
    }
}

#[test]
fn the_picker_is_answered_when_every_process_is() {
    let all = |value: &str| {
        let each = pack().in_order().map(|process| format!("picker.{process}={value}"));
        answers(&each.collect::<Vec<_>>().join(" "))
    };
    assert!(visible::is_answered(pack(), &all("none"), &Step::Picker));
    assert!(visible::is_answered(pack(), &all("not-ours"), &Step::Picker));
    let mut one_missing = all("much");
    one_missing.clear(&question("picker.strategy-leadership"));
    assert!(!visible::is_answered(pack(), &one_missing, &Step::Picker));
}

#[test]
fn tools_follow_from_data_on_paper_and_from_nothing_else() {
    let follows = |text: &str| {
        let firm = answers(text);
        visible::follows_from(pack(), &firm, &process("marketing"), &"S".into()).map(ToString::to_string)
    };
    assert_eq!(follows("marketing: D0"), Some("D".to_string()));
    for other in ["", "marketing: D1", "marketing: D?", "marketing: D-", "finance-admin: D0"] {
        assert_eq!(follows(other), None, "{other}");
    }
    let on_paper = answers("marketing: D0");
    assert_eq!(visible::follows_from(pack(), &on_paper, &process("marketing"), &"W".into()), None);
}

// --- What is proposed ------------------------------------------------------------------------------------------

fn check_proposal(text: &str, kind: ProposalKind, processes: &str) {
    let proposal = visible::proposal(pack(), &answers(text));
    let ids: Vec<&str> = proposal.processes.iter().map(|process| process.as_str()).collect();
    assert_eq!((proposal.kind, ids.join(" ").as_str()), (kind, processes), "{text}");
}

#[test]
fn the_processes_that_take_most_time_are_proposed() {
    use ProposalKind::{Little, Many, Most, Nothing};
    check_proposal("", Nothing, "");
    check_proposal("picker.marketing=none picker.logistics-inventory=not-ours", Nothing, "");
    check_proposal("picker.marketing=some", Little, "marketing");
    check_proposal(
        "picker.strategy-leadership=some picker.marketing=some picker.sales-quoting=some",
        Little,
        "marketing sales-quoting",
    );
    check_proposal("picker.finance-admin=much", Most, "finance-admin");
    check_proposal("picker.finance-admin=much picker.marketing=some", Most, "finance-admin marketing");
    check_proposal(
        "picker.finance-admin=much picker.marketing=much picker.sales-quoting=some",
        Most,
        "marketing finance-admin",
    );
    let much = |count: usize| {
        let each = pack().in_order().take(count).map(|process| format!("picker.{process}=much"));
        each.collect::<Vec<_>>().join(" ")
    };
    let first_four = "marketing sales-quoting customer-service product-service-development";
    check_proposal(&much(4), Most, first_four);
    check_proposal(&much(5), Many, first_four);
    check_proposal(&much(13), Many, first_four);
}

#[test]
fn a_proposal_never_holds_what_takes_no_time_and_never_more_than_four() {
    let mut chance = Chance(4);
    for _ in 0..300 {
        let given = chance.answers(pack(), 6);
        let proposal = visible::proposal(pack(), &given);
        assert!(proposal.processes.len() <= 4);
        for process in &proposal.processes {
            let time = given.get(&QuestionId::Time(process.clone()));
            let takes = |id: &str| time == Some(&Answer::Choice(id.into()));
            assert!(takes("much") || takes("some"), "{process}: {time:?}");
        }
    }
}

#[test]
fn minutes_left() {
    for (steps, own, minutes) in [
        (0, (0, 0), 1),
        (1, (0, 0), 1),
        (10, (0, 0), 3),
        (10, (9, 9_000), 3),
        (10, (10, 600), 10),
        (10, (10, 0), 1),
        (7, (10, 100), 2),
        (40, (20, 100), 4),
    ] {
        assert_eq!(visible::minutes_left(steps, own), minutes, "{steps} {own:?}");
    }
    assert!(visible::minutes_left(usize::MAX, (u32::MAX, u32::MAX)) >= 1);
    assert!(visible::minutes_left(usize::MAX, (10, u32::MAX)) >= 1);
}

// --- What happens to an assessment -----------------------------------------------------------------------------

fn begun(text: &str) -> Assessment {
    let new = Assessment::new("r-1".to_string(), "2026-11-24T10:00:00Z".to_string());
    Assessment { answers: answers(text), ..new }
}

fn after(text: &str, events: Vec<Event>) -> Assessment {
    events.into_iter().fold(begun(text), |assessment, event| apply(pack(), assessment, event))
}

/// The answers after some events, compared with others.
fn check_events(text: &str, events: Vec<Event>, expected: &str) {
    assert_eq!(after(text, events).answers, answers(expected), "{text}");
}

fn answered(id: &str, value: &str) -> Event {
    Event::Answered(question(id), answer(&question(id), value))
}

fn toggled(id: &str, option: &str) -> Event {
    Event::Toggled(question(id), option.into())
}

#[test]
fn an_answer_is_set_replaced_and_cleared() {
    let first = after("", vec![answered("marketing.W", "3")]).answers;
    assert_eq!((first.get(&question("marketing.W")), first.len()), (Some(&Answer::Level(3)), 1));
    check_events("marketing: W3", vec![answered("marketing.W", "?")], "marketing: W?");
    check_events("marketing: W3 D2", vec![Event::Cleared(question("marketing.W"))], "marketing: D2");
    check_events("", vec![Event::Cleared(question("marketing.W"))], "");
    check_events("", vec![answered("profile.headcount", "#12")], "profile.headcount=#12");
}

#[test]
fn ticks_are_set_and_removed() {
    check_events("", vec![toggled("firm.signals", "key-person")], "firm.signals=key-person");
    check_events("firm.signals=key-person", vec![toggled("firm.signals", "key-person")], "firm.signals=none");
    check_events(
        "firm.signals=key-person",
        vec![toggled("firm.signals", "messy-data")],
        "firm.signals=key-person+messy-data",
    );
    check_events("", vec![Event::NothingTicked(question("firm.signals"))], "firm.signals=none");
    check_events(
        "firm.signals=key-person",
        vec![Event::NothingTicked(question("firm.signals"))],
        "firm.signals=key-person",
    );
    check_events("marketing: W3", vec![toggled("marketing.simpler-fix", "yes")], "marketing: W3 simpler");
}

#[test]
fn an_option_that_excludes_the_others_stands_alone() {
    let input = |option: &str| toggled("firm.ai-input", option);
    check_events(
        "firm.ai-input=secrets+personal-data",
        vec![input("nothing-sensitive")],
        "firm.ai-input=nothing-sensitive",
    );
    check_events("firm.ai-input=nothing-sensitive", vec![input("secrets")], "firm.ai-input=secrets");
    check_events("firm.ai-input=nothing-sensitive", vec![input("dont-know")], "firm.ai-input=dont-know");
    check_events("firm.ai-input=dont-know", vec![input("dont-know")], "firm.ai-input=none");
    check_events("firm.ai-input=secrets", vec![input("personal-data")], "firm.ai-input=secrets+personal-data");
}

#[test]
fn what_is_not_theirs_is_not_gone_through() {
    let chosen = "marketing: W3; finance-admin: W2";
    let not_ours = after(chosen, vec![answered("picker.marketing", "not-ours/too-small")]);
    assert!(
        !not_ours.answers.is_chosen(&process("marketing")) && not_ours.answers.is_chosen(&process("finance-admin"))
    );
    // What they had answered stays, should they change their minds.
    assert_eq!(not_ours.answers.get(&question("marketing.W")), Some(&Answer::Level(3)));
    let theirs_again = apply(pack(), not_ours, answered("picker.marketing", "much"));
    assert!(!theirs_again.answers.is_chosen(&process("marketing")), "chosen only by choosing");
    check_events("", vec![answered("picker.marketing", "not-ours")], "picker.marketing=not-ours");
}

#[test]
fn a_process_is_never_both_gone_through_and_not_theirs() {
    // However it came about: chosen after it was said not to be theirs, or read so from a file.
    let chosen_after = after("", vec![answered("picker.marketing", "not-ours"), toggled("picker.chosen", "marketing")]);
    let from_a_file = begun("picker.marketing=not-ours; marketing: W3");
    for assessment in [chosen_after, from_a_file] {
        let results = results(pack(), catalogue(), &assessment.answers);
        assert_eq!((results.processes.len(), results.not_ours.len()), (0, 1));
        assert!(!visible::steps(pack(), &assessment.answers).contains(&Step::Question(question("marketing.W"))));
    }
}

#[test]
fn an_answer_that_the_question_does_not_take_changes_nothing() {
    let firm = "profile.sector=food picker.marketing=much firm.ai-input=secrets; marketing: W3 N1=2";
    let refused = vec![
        ("marketing.W", Answer::Level(6)),
        ("marketing.N1", Answer::Level(5)),
        ("marketing.N1", Answer::NotApplicable),
        ("marketing.U", Answer::NotApplicable),
        ("marketing.W", Answer::Number(3)),
        ("marketing.W", Answer::Choice("3".into())),
        ("marketing.W", Answer::Choices([].into())),
        ("marketing.X", Answer::Level(1)),
        ("nowhere.W", Answer::Level(1)),
        ("profile.sector", Answer::Choice("piracy".into())),
        ("profile.sector", Answer::DontKnow),
        ("profile.nothing", Answer::Choice("food".into())),
        ("profile.headcount", Answer::Number(0)),
        ("profile.headcount", Answer::Number(1_000_001)),
        ("profile.headcount", Answer::Number(u32::MAX)),
        ("profile.turnover", Answer::Number(12)),
        ("picker.marketing", Answer::Choice("not-ours".into())),
        ("picker.marketing", Answer::NotOurs(Some("bored".into()))),
        ("picker.marketing", Answer::DontKnow),
        ("picker.nowhere", Answer::Choice("much".into())),
        ("picker.chosen", Answer::Choices(["nowhere".into()].into())),
        ("firm.signals", Answer::Choices(["quotes-slow".into()].into())),
        ("firm.ai-input", Answer::Choices(["secrets".into(), "dont-know".into()].into())),
        ("enabler.ai-rules", Answer::Level(6)),
        ("enabler.nothing", Answer::Level(1)),
        ("marketing.simpler-fix", Answer::Choices(["no".into()].into())),
        ("marketing.signals", Answer::Choices(["quotes-slow".into()].into())),
    ];
    for (id, answer) in refused {
        let event = Event::Answered(question(id), answer.clone());
        assert_eq!(after(firm, vec![event]), begun(firm), "{id} {answer:?}");
    }
    for (id, option) in [("firm.signals", "nothing"), ("marketing.W", "3"), ("profile.sector", "food")] {
        assert_eq!(after(firm, vec![toggled(id, option)]), begun(firm), "{id} {option}");
    }
    assert_eq!(after(firm, vec![Event::NothingTicked(question("marketing.D"))]), begun(firm));
}

#[test]
fn walking_and_pausing_never_change_an_answer() {
    let given = "profile.sector=food; marketing: W3 D2 U3 signals=many-reviews";
    let events = visible::steps(pack(), &answers(given)).into_iter().rev().map(Event::Arrived);
    let back = after(given, events.chain([Event::Paced(20), Event::Paced(4_000)]).collect());
    assert_eq!(back.answers, answers(given));
    assert_eq!(back.last, Some(Step::Question(question("profile.sector"))));
    assert_eq!(back.pace, (2, 110), "a long pause counts as a short one");
    let mut tireless = begun("");
    tireless.pace = (u32::MAX, u32::MAX);
    assert_eq!(apply(pack(), tireless, Event::Paced(5)).pace, (u32::MAX, u32::MAX));
}

#[test]
fn notes_and_names_are_cut_at_their_limits() {
    let noted = |text: &str| Event::Noted(question("marketing.W"), text.to_string());
    let note = |assessment: &Assessment| assessment.notes.get(&question("marketing.W")).cloned();
    let long = after("", vec![noted(&"å".repeat(NOTE_LIMIT + 5))]);
    assert_eq!(note(&long).unwrap().chars().count(), NOTE_LIMIT);
    assert_eq!(note(&after("", vec![noted(" half of one")])), Some(" half of one".to_string()));
    assert_eq!(note(&after("", vec![noted("x"), noted("")])), None);
    let named = after("", vec![Event::Named("n".repeat(LABEL_LIMIT * 2))]);
    assert_eq!(named.label.len(), LABEL_LIMIT);
    assert!(!named.is_empty() && !long.is_empty() && begun("").is_empty());
    assert_eq!(long.answers, Answers::new(), "a note is no answer");
}

#[test]
fn another_assessment_takes_the_place_of_this_one() {
    let other = Assessment { label: "Other".to_string(), ..begun("marketing: W1") };
    assert_eq!(after("finance-admin: W5", vec![Event::Replaced(Box::new(other.clone()))]), other);
}

#[test]
fn any_chain_of_events_leaves_only_answers_that_the_pack_takes() {
    let mut chance = Chance(5);
    let all = every_question(pack());
    let mut assessment = begun("");
    let ideas = ["general-ai-assistant", "meeting-notes-actions", "ai-policy-literacy"].map(UseCaseId::from);
    for _ in 0..6_000 {
        let (asked, other) = (chance.one(&all).clone(), chance.one(&all).clone());
        let idea = chance.one(&ideas).clone();
        let event = match chance.below(9) {
            // Half of these answers belong to another question.
            0 | 1 => Event::Answered(asked, chance.answer(pack(), &other)),
            2 => match chance.answer(pack(), &other) {
                Answer::Choices(options) if !options.is_empty() => {
                    Event::Toggled(other, options.into_iter().next().unwrap())
                }
                answer => Event::Answered(other, answer),
            },
            3 => Event::NothingTicked(asked),
            4 => Event::Cleared(asked),
            5 => Event::PlanChosen(match chance.below(3) {
                0 => Choice { idea: Idea::UseCase(idea), process: asked.process().cloned() },
                index => Choice { idea: Idea::Own(index), process: None },
            }),
            6 => Event::PlanMoved { suggested: ideas.to_vec(), idea, to: chance.below(4) },
            7 if chance.odds(1, 2) => Event::PlanOwnAdded(idea.to_string()),
            7 => Event::PlanOwnRemoved(chance.below(4)),
            _ if chance.odds(1, 2) => Event::PlanRestored(idea),
            _ => Event::PlanRejected(idea, Rejection { reason: "other".into(), words: String::new() }),
        };
        assessment = apply(pack(), assessment, event);
        for (question, answer) in assessment.answers.iter() {
            assert!(pack().accepts(question, answer), "{question}: {answer:?}");
        }
        // What is chosen is there, and not rejected.
        match assessment.plan.chosen.as_ref().map(|choice| &choice.idea) {
            Some(Idea::Own(index)) => assert!(*index < assessment.plan.own.len()),
            Some(Idea::UseCase(id)) => assert!(!assessment.plan.rejected.contains_key(id)),
            None => {}
        }
    }
    assert!(assessment.answers.len() > 20);
}

// --- Ids and words ---------------------------------------------------------------------------------------------

#[test]
fn every_question_is_found_again_by_its_text_form() {
    for question in every_question(pack()) {
        assert_eq!(QuestionId::parse(&question.to_string()), Some(question.clone()), "{question}");
        assert!(is_id(&question.to_string()), "{question} can stand in a file");
    }
}

#[test]
fn what_is_no_question_id_is_not_read_as_one() {
    for text in ["", ".", "a", "a.", ".a", "a.b.c", "firm.", "firm.other", "picker", "..", "profile."] {
        assert_eq!(QuestionId::parse(text), None, "{text:?}");
    }
    assert_eq!(QuestionId::parse("picker.chosen"), Some(QuestionId::Chosen));
    assert_eq!(question("sales-quoting.N1").process(), Some(&process("sales-quoting")));
    assert_eq!(question("firm.signals").process(), None);
}

#[test]
fn a_number_falls_in_its_band() {
    let band = |text: &str| pack().band(&answers(text), "headcount").map(|band| band.id.to_string());
    for (count, expected) in [
        (1, "1"),
        (2, "2"),
        (3, "3-9"),
        (9, "3-9"),
        (10, "10-19"),
        (49, "20-49"),
        (249, "101-249"),
        (9_999, "250-plus"),
    ] {
        assert_eq!(band(&format!("profile.headcount=#{count}")).as_deref(), Some(expected), "{count}");
    }
    assert_eq!(band("profile.headcount=3-9").as_deref(), Some("3-9"));
    assert_eq!(band(""), None);
    // No count falls between two bands.
    for question in pack().profile.iter().filter(|question| question.kind == ProfileKind::Number) {
        for pair in question.options.windows(2) {
            assert_eq!(pair[0].to.map(|to| to + 1), pair[1].from, "{:?}", pair);
        }
    }
}

/// A text of a process as a firm with these answers sees it.
fn check_words(prose: &Prose, firm: &str, id: &str, part: &str, key: Option<&str>) {
    let wording = Wording::of(pack(), &answers(firm));
    let found = wording.of_process(pack(), prose, &process(id), part);
    assert_eq!(found, key.map(|key| prose.find(key).unwrap_or_else(|| panic!("no text {key}"))), "{firm} {id} {part}");
}

#[test]
fn a_firm_sees_the_words_of_its_sector_and_of_its_size() {
    for locale in ["sv", "en"] {
        let prose = prose(locale);
        let check = |firm: &str, id: &str, part: &str, key: &str| check_words(&prose, firm, id, part, Some(key));
        let plain = "process.sales-quoting.W.text";
        check("", "sales-quoting", "W.text", plain);
        check("profile.sector=manufacturing", "sales-quoting", "W.text", plain);
        let retail = "process.sales-quoting.W.text@trade-retail";
        check("profile.sector=trade-retail", "sales-quoting", "W.text", retail);
        check("profile.sector=e-commerce", "sales-quoting", "W.text", retail);
        // Where a variant has no words of its own, the plain ones stand.
        check("profile.sector=e-commerce", "sales-quoting", "W.level.0", "process.sales-quoting.W.level.0");
        check("profile.sector=food", "production-delivery", "D.level.2", "process.production-delivery.D.level.2@food");
        // What all processes share.
        check("profile.sector=food", "marketing", "N1.level.2", "dimension.N1.level.2");
        // One person is the whole firm, however they said it.
        for solo in ["profile.headcount=1", "profile.headcount=#1", "profile.headcount=1 profile.sector=food"] {
            check(solo, "sales-quoting", "P.level.3", "dimension.P.level.3@solo");
            check(solo, "sales-quoting", "W.level.3", "process.sales-quoting.W.level.3");
        }
        check("profile.headcount=2", "sales-quoting", "P.level.3", "process.sales-quoting.P.level.3");
        check_words(&prose, "", "sales-quoting", "no-such-part", None);
        check_words(&prose, "", "no-such-process", "W.text", None);
    }
}

#[test]
fn enablers_have_words_for_one_person_too() {
    let prose = prose("sv");
    let of = |firm: &str, part: &str| {
        Wording::of(pack(), &answers(firm)).of_enabler(&prose, &"ai-knowledge".into(), part).map(str::to_string)
    };
    let text = |key: &str| prose.find(key).map(str::to_string);
    assert_eq!(of("profile.headcount=1", "level.2"), text("enabler.ai-knowledge.level.2@solo"));
    assert_eq!(of("profile.headcount=1", "text"), text("enabler.ai-knowledge.text"));
    assert_eq!(of("profile.headcount=3-9", "level.2"), text("enabler.ai-knowledge.level.2"));
    assert_eq!(of("", "no-such-part"), None);
}

#[test]
fn every_level_that_can_be_answered_has_words_for_every_firm() {
    for locale in ["sv", "en"] {
        let prose = prose(locale);
        let sectors = pack().profile_question("sector").unwrap().options.iter().map(|option| option.id.as_str());
        for sector in sectors {
            for size in ["1", "20-49"] {
                let wording =
                    Wording::of(pack(), &answers(&format!("profile.sector={sector} profile.headcount={size}")));
                for id in pack().in_order() {
                    for dimension in &pack().dimensions {
                        let levels = (0..=dimension.top).map(|level| format!("{}.level.{level}", dimension.id));
                        for part in levels.chain([format!("{}.text", dimension.id)]) {
                            let found = wording.of_process(pack(), &prose, id, &part);
                            assert!(found.is_some_and(|text| !text.is_empty()), "{locale} {sector} {id} {part}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn names_and_numbers_are_filled_in_once() {
    assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
    assert_eq!(fill("{unknown} {", &[]), "{unknown} {");
    assert_eq!(fill("}{", &[("", "x")]), "}{");
    assert_eq!(fill("å{å}ö", &[("å", "ä")]), "åäö");
    let mut swedish = Prose::new();
    swedish.extend([("format.decimal", ","), ("format.and", "och")].map(|(key, text)| (key.into(), text.into())));
    assert_eq!(swedish.hundredths(224), "2,24");
    assert_eq!([swedish.tenths(791), swedish.tenths(1000), swedish.tenths(0)], ["79,1", "100", "0"]);
    assert_eq!(swedish.list(&["a", "b", "c"].map(str::to_string)), "a, b och c");
    assert_eq!(swedish.get("no.such.key"), "no.such.key");
    for (title, inside) in [
        ("Marknadsföring", "marknadsföring"),
        ("AI-policy", "AI-policy"),
        ("HR", "HR"),
        ("Ökad", "ökad"),
        ("E-post", "e-post"),
        ("A", "A"),
        ("", ""),
    ] {
        assert_eq!(inside_sentence(title), inside);
    }
    // The letters of European alphabets as the standard library has them; İ has no small form of one letter.
    for letter in ['A'..='ſ', 'Α'..='Ϋ', 'Ѐ'..='ҁ'].into_iter().flatten().filter(|letter| *letter != 'İ') {
        let inside: String = letter.to_lowercase().collect();
        assert_eq!(inside_sentence(&format!("{letter}-x")), format!("{inside}-x"));
        assert_eq!(inside_sentence(&format!("X{letter}")).starts_with('X'), letter.is_uppercase(), "{letter}");
    }
}

#[test]
fn the_usual_number_of_processes_is_expected_before_they_are_chosen() {
    let pack = pack();
    let none = Answers::new();
    let steps = visible::steps(pack, &none);
    // Three of two to four processes, ten screens each, on top of what is asked of every firm.
    assert_eq!(visible::steps_left(pack, &none, &steps, &steps[0]), steps.len() + 3 * 10);
    let mut chosen = Answers::new();
    chosen.set(QuestionId::Chosen, Answer::Choices(["marketing".into()].into()));
    let steps = visible::steps(pack, &chosen);
    assert_eq!(visible::steps_left(pack, &chosen, &steps, &steps[0]), steps.len());
    assert_eq!(visible::steps_left(pack, &chosen, &steps, steps.last().unwrap()), 1);
}
