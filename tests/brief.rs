//! Nothing is claimed without where it is from: no suggestion, sum or day stands without its source and the day it was
//! read, or the word that it is our own estimate.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use kickstart::answer::Answers;
use kickstart::brief::{Brief, Desk, brief};
use kickstart::date::Date;
use kickstart::document::{Block, Line, Target, markdown, plain};
use kickstart::ids::QuestionId;
use kickstart::plan::{Plan, Rejection};
use kickstart::questionnaire::Wording;
use kickstart::results::results;
use kickstart::suggest::{Suggestion, Suggestions, suggest};
use kickstart::text::Prose;
use kickstart::words::Words;
use support::{Chance, all_texts, answers, catalogue, guides, pack, text_of};

const DAY: &str = "2026-11-24";
/// How the keys of texts that these blocks are made from begin.
const KINDS: [&str; 9] = ["money", "people", "learn", "others", "law", "funding", "actor", "training", "benchmark"];

fn with<T>(prose: &Prose, answers: &Answers, today: &str, read: impl FnOnce(&Desk) -> T) -> T {
    let wording = Wording::of(pack(), answers);
    let words = Words { questionnaire: pack(), prose, wording: &wording };
    read(&Desk { words: &words, catalogue: catalogue(), guides: guides(), answers, today: Date::parse(today).unwrap() })
}

/// Every idea as one that can begin.
fn everything() -> Suggestions {
    let one = |idea: &kickstart::advice::UseCase| Suggestion {
        use_case: idea.id.clone(),
        process: idea.processes.first().cloned(),
        value: 0,
        score: 0,
        reasons: Vec::new(),
        cautions: Vec::new(),
        ask: Vec::new(),
        prepares: Vec::new(),
    };
    Suggestions { now: catalogue().use_cases.iter().map(one).collect(), ..Suggestions::default() }
}

fn firm() -> Answers {
    answers(
        "profile.sector=construction profile.headcount=#14 profile.turnover=20-100m profile.legal-form=ab \
         profile.group=no profile.municipality=1285 profile.company-age=over-10 profile.goal=time enabler.ai-rules=1 \
         enabler.ai-knowledge=1; sales-quoting: W3 D3 S2 P2 G2 U0 N1=3 N2=2 N3=4 signals=quotes-slow+quotes-similar; \
         production-delivery: W1 D0 S0 P1 G0 U1 N1=3 N2=3 N3=3 signals=site-notes",
    )
}

/// Every block that holds others opened.
fn flat(blocks: &[Block]) -> Vec<Block> {
    let open = |block: &Block| match block {
        Block::Fold(_, inside) => flat(inside),
        block => vec![block.clone()],
    };
    blocks.iter().flat_map(open).collect()
}

fn says_where(line: &Line) -> bool {
    let dated = ["Läst ", "läst ", "gjord "].iter().any(|word| line.text.contains(word));
    dated && line.text.contains("20")
}

/// Whether any small line among blocks says where from and when.
fn has_source(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Small(line) if says_where(line)))
}

fn folds(blocks: &[Block]) -> impl Iterator<Item = (&String, &Vec<Block>)> {
    blocks.iter().filter_map(|block| match block {
        Block::Fold(summary, inside) => Some((summary, inside)),
        _ => None,
    })
}

#[test]
fn every_sum_and_every_day_of_every_idea_says_where_it_is_from() {
    let prose = all_texts("sv");
    let firm = firm();
    let said: Brief = with(&prose, &firm, DAY, |desk| brief(desk, &everything()));
    assert_eq!(said.now.len(), catalogue().use_cases.len());
    for card in &said.now {
        for block in &card.body {
            if let Block::Facts(facts) = block {
                for (name, lines) in facts {
                    let sums = lines.iter().any(|line| line.text.contains(" kr"));
                    let own = lines.iter().any(|line| line.text.contains("uppskattning"));
                    // What a step is to be is no claim; what it costs is.
                    let step = ["result.label.first-step", "result.label.measure"];
                    assert!(!sums || own || step.iter().any(|key| prose.get(key) == name), "{}: {name}", card.id);
                }
            }
        }
        let parts: Vec<_> = folds(&card.body).collect();
        assert_eq!(parts.len(), 3, "{}: why, evidence, law", card.id);
        let (_, evidence) = parts[1];
        assert!(
            has_source(evidence) || evidence.iter().any(|block| *block == Block::text(prose.say("advice.no-evidence"))),
            "{}: what it rests on",
            card.id
        );
        // Each duty is followed by whose it is and where that was read.
        let (_, law) = parts[2];
        for pair in law.windows(2) {
            if let Block::Text(duty) = &pair[0]
                && duty.label.starts_with("Gäller")
            {
                assert!(matches!(&pair[1], Block::Small(line) if says_where(line)), "{}: {}", card.id, duty.text);
            }
        }
        assert!(law.iter().any(|block| matches!(block, Block::Text(line) if line.label.starts_with("Gäller"))));
    }
}

#[test]
fn an_idea_that_waits_says_what_it_rests_on_too() {
    let prose = all_texts("sv");
    let mut chance = Chance(74);
    let mut seen = 0;
    for _ in 0..100 {
        let given = chance.answers(pack(), 8);
        with(&prose, &given, DAY, |desk| {
            let lists = suggest(pack(), catalogue(), &given, &results(pack(), catalogue(), &given));
            for card in brief(desk, &lists).not_yet {
                let (_, evidence) = folds(&card.body).find(|(name, _)| *name == prose.get("advice.evidence")).unwrap();
                let none = evidence.iter().any(|block| *block == Block::text(prose.say("advice.no-evidence")));
                assert!(has_source(evidence) || none, "{}", card.id);
                seen += 1;
            }
        });
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn every_route_actor_course_prohibition_and_figure_has_its_source() {
    let prose = all_texts("sv");
    let mut chance = Chance(71);
    let mut seen = [0_usize; 4];
    for round in 0..40 {
        let given = if round == 0 { firm() } else { chance.answers(pack(), 8) };
        with(&prose, &given, DAY, |desk| {
            for idea in &catalogue().use_cases {
                let money = desk.money(idea, idea.processes.first(), 0);
                let mut routes: Vec<(&String, &Vec<Block>)> = Vec::new();
                for (summary, inside) in folds(&money) {
                    if summary == prose.get("money.more") {
                        routes.extend(folds(inside));
                    } else if summary != prose.get("money.ceiling-heading") {
                        routes.push((summary, inside));
                    }
                    assert!(has_source(&flat(inside)), "{summary}");
                }
                for (name, route) in routes {
                    assert!(has_source(route), "{name}");
                    let text = plain(route).join("\n");
                    assert!(text.contains(prose.get("money.check-open")), "{name}");
                    seen[0] += 1;
                }
            }
            let gaps = desk.lacking();
            for (at, list) in [(1, desk.people(&gaps, None)), (2, desk.learning(&gaps))] {
                for (name, inside) in folds(&list) {
                    assert!(has_source(inside), "{name}");
                    seen[at] += 1;
                }
            }
            let others = flat(&desk.others());
            for pair in others.windows(2) {
                let figures = match &pair[0] {
                    Block::Text(figure) => std::slice::from_ref(figure),
                    Block::List(figures) => figures,
                    _ => &[],
                };
                for figure in figures.iter().filter(|figure| figure.text.contains("\u{a0}%")) {
                    assert!(matches!(&pair[1], Block::Small(line) if says_where(line)), "{}", figure.text);
                    seen[3] += 1;
                }
            }
            // What figures share is said once for all of them.
            for (name, inside) in folds(&desk.others()) {
                let said: Vec<&[Block]> =
                    inside.windows(2).filter(|pair| matches!(pair, [Block::Small(_), Block::Small(_)])).collect();
                assert!((1..said.len()).all(|at| !said[at..].contains(&said[at - 1])), "{name}");
            }
        });
    }
    assert!(seen.iter().all(|count| *count > 50), "{seen:?}");
    with(&prose, &firm(), DAY, |desk| {
        let (questions, days) = (desk.prohibited(), desk.law_by_day());
        let questions_asked = questions.iter().filter(|block| matches!(block, Block::Heading(_))).count();
        assert_eq!(questions_asked, guides().law.prohibited.len());
        assert_eq!(folds(&questions).count(), questions_asked);
        assert!(folds(&questions).chain(folds(&days)).all(|(_, inside)| has_source(inside)));
    });
}

#[test]
fn what_the_law_asks_is_told_against_today() {
    let prose = all_texts("sv");
    let law = |today: &str| with(&prose, &firm(), today, |desk| plain(&desk.law_by_day()).join("\n"));
    assert!(law("2026-11-24").contains("Gäller från 2 december 2026"));
    assert!(law("2026-12-02").contains("Gäller sedan 2 december 2026"));
    assert!(law("2027-12-02").contains("Gäller sedan 2 december 2027"));
}

#[test]
fn words_are_there_in_both_languages_and_no_gap_is_left() {
    let mut chance = Chance(72);
    for locale in ["sv", "en"] {
        let prose = all_texts(locale);
        for _ in 0..60 {
            let given = chance.answers(pack(), 8);
            with(&prose, &given, DAY, |desk| {
                let lists = suggest(pack(), catalogue(), &given, &results(pack(), catalogue(), &given));
                let said = brief(desk, &lists);
                let cards = said.now.iter().chain(&said.more).chain(&said.not_yet).flat_map(|card| plain(&card.body));
                let idea = chance_idea(&given);
                let rest = [
                    desk.money(idea, None, 0),
                    desk.people(&desk.lacking(), Some(idea)),
                    desk.learning(&desk.lacking()),
                    desk.others(),
                    desk.prohibited(),
                    desk.law_by_day(),
                ];
                for line in cards.chain(rest.iter().flat_map(|part| plain(part))) {
                    let text = line.split(" <http").next().unwrap();
                    assert!(!text.contains('{') && !text.contains('}'), "{text}");
                    let key = |word: &str| word.contains('.') && prose.find(word.trim_end_matches('.')).is_some();
                    assert!(!text.split(' ').any(key), "a key stands in {text}");
                    let keyish = |word: &str| {
                        let mut parts = word.split('.');
                        let lower = |part: &str| part.starts_with(|letter: char| letter.is_ascii_lowercase());
                        parts.next().is_some_and(|part| KINDS.contains(&part)) && parts.next().is_some_and(lower)
                    };
                    assert!(!text.split(' ').any(keyish), "{text}");
                }
            });
        }
    }
}

fn chance_idea(answers: &Answers) -> &'static kickstart::advice::UseCase {
    let at = answers.iter().count() % catalogue().use_cases.len();
    &catalogue().use_cases[at]
}

#[test]
fn the_firms_own_order_stands_and_what_it_said_no_to_is_set_aside() {
    let prose = all_texts("sv");
    let given = firm();
    with(&prose, &given, DAY, |desk| {
        let plain = brief(desk, &everything());
        let suggested = plain.suggested();
        let mut plan = Plan { order: vec![suggested[3].clone()], ..Plan::default() };
        let no = Rejection { reason: "no-time".into(), words: "Inte före jul".to_string() };
        plan.rejected.insert(suggested[0].clone(), no);
        let said = plain.arranged(desk, &plan);
        assert_eq!(said.now.len(), kickstart::suggest::MOST);
        assert_eq!(said.now[0].id, suggested[3]);
        assert_eq!(said.now[1].id, suggested[1]);
        let (id, _, why) = &said.set_aside[0];
        assert_eq!((id, why.as_str()), (&suggested[0], "Vi hinner inte. Inte före jul"));
        assert_eq!(said.now.len() + said.more.len() + said.set_aside.len(), suggested.len());
    });
}

#[test]
fn the_method_reads_as_headings_tables_and_points() {
    for locale in ["sv", "en"] {
        let text = text_of(&format!("docs/method.{locale}.md"));
        let blocks = markdown(&text);
        let headings = blocks.iter().filter(|block| matches!(block, Block::Heading(_))).count();
        assert_eq!(headings, text.lines().filter(|line| line.starts_with('#')).count());
        let rows: usize = blocks
            .iter()
            .map(|block| match block {
                Block::Facts(facts) => facts.len(),
                _ => 0,
            })
            .sum();
        let tables = text.lines().filter(|line| line.starts_with("|---")).count();
        assert_eq!(rows + 2 * tables, text.lines().filter(|line| line.starts_with('|')).count());
        let words = plain(&blocks).join("\n");
        assert!(
            !words.contains("**") && !words.contains('`') && !words.contains("](") && !words.contains('|'),
            "{words}"
        );
    }
    let blocks =
        markdown("# A\n\nOne\ntwo [three](x.md).\n\n- a\n- b\n  c\n\n1. d\n\n| x | y |\n|---|---|\n| 1 | 2 |\n");
    assert_eq!(
        blocks,
        vec![
            Block::Heading("A".to_string()),
            Block::text("One two three."),
            Block::List(vec![Line::of("a"), Line::of("b c"), Line::of("d")]),
            Block::Facts(vec![("1".to_string(), vec![Line::of("2").about("y")])]),
        ]
    );
}

#[test]
fn every_reason_leads_to_a_question_that_has_been_answered() {
    let prose = all_texts("sv");
    let mut chance = Chance(73);
    for _ in 0..200 {
        let given = chance.answers(pack(), 9);
        with(&prose, &given, DAY, |desk| {
            let lists = suggest(pack(), catalogue(), &given, &results(pack(), catalogue(), &given));
            for card in brief(desk, &lists).now {
                let (_, why) = folds(&card.body).next().unwrap();
                let Block::List(lines) = &why[0] else { panic!("reasons are a list") };
                for line in lines {
                    let Some(Target::Question(question)) = &line.to else { panic!("{line:?} leads nowhere") };
                    assert!(given.get(question).is_some(), "{question}");
                    assert!(!matches!(question, QuestionId::Fact(..)));
                }
            }
        });
    }
}
