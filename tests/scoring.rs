//! Scores against formulas written another way, over every answer set there is.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use kickstart::answer::{Answer, Answers};
use kickstart::ids::{DimensionId, ProcessId, QuestionId};
use kickstart::questionnaire::{Method, Questionnaire, Role, Takes};
use kickstart::results::results;
use kickstart::scoring::{self, Known, Need, NeedBand, Ratio, Readiness};
use support::{Chance, answers, catalogue, every_question, pack, process, read_pack};

/// Readiness of one process as a line: score, level, bounds, coverage, what narrows.
fn check(text: &str, expected: &str) {
    let answers = answers(&format!("sales-quoting: {text}"));
    assert_eq!(shown(&scoring::readiness(pack(), &answers, &process("sales-quoting"))), expected, "{text}");
}

fn shown(readiness: &Readiness) -> String {
    let number = |ratio: Ratio| format!("{}.{:02}", ratio.hundredths() / 100, ratio.hundredths() % 100);
    let score = readiness.score.map_or("none".to_string(), number);
    let level = readiness
        .level()
        .map_or("no level".to_string(), |level| format!("level {}{}", level.value, if level.plus { "+" } else { "" }));
    let bounds = readiness.bounds.map_or("nothing applies".to_string(), |bounds| {
        if bounds.low == bounds.high {
            "exact".to_string()
        } else {
            format!("{}…{}", number(bounds.low), number(bounds.high))
        }
    });
    let (known, applicable) = readiness.coverage();
    let narrowest = readiness.narrowest.as_ref().map_or(String::new(), |id| format!(", ask {id}"));
    format!("{score}, {level}, {bounds}, {known}/{applicable}{narrowest}")
}

const IDS: [&str; 5] = ["W", "D", "S", "P", "G"];

fn readiness(method: &Method, parts: &[Known], top: u8) -> Readiness {
    let named: Vec<(DimensionId, Known, u8)> =
        parts.iter().zip(IDS).map(|(known, id)| (id.into(), *known, top)).collect();
    scoring::readiness_of(method, &named)
}

/// 300 times the score: 120·min + 180·sum/n, whole for n = 1…5. `None` when nothing is there.
fn times_300(levels: &[u8]) -> Option<i128> {
    let n = i128::try_from(levels.len()).unwrap();
    let minimum = i128::from(*levels.iter().min()?);
    Some(120 * minimum + 180 / n * levels.iter().map(|level| i128::from(*level)).sum::<i128>())
}

fn is(ratio: Ratio, times_300: i128) -> bool {
    ratio == Ratio::new(u32::try_from(times_300).unwrap(), 300)
}

/// All lists of so many digits below a base.
fn all(digits: u32, base: u32) -> impl Iterator<Item = Vec<u8>> {
    (0..base.pow(digits))
        .map(move |number| (0..digits).map(|place| u8::try_from(number / base.pow(place) % base).unwrap()).collect())
}

#[test]
fn worked_values() {
    check("W5 D5 S5 P5 G0", "2.40, level 2, exact, 5/5");
    check("W5 D5 S5 P5 G1", "2.92, level 2+, exact, 5/5");
    check("W3 D2 S2 P1 G1", "1.48, level 1, exact, 5/5");
    check("W3 D0 S3 P2 G2", "1.20, level 1, exact, 5/5");
    check("W5 D5 S5 P5 G5", "5.00, level 5, exact, 5/5");
    check("W0 D0 S0 P0 G0", "0.00, level 0, exact, 5/5");
}

#[test]
fn unknown_gives_bounds_and_not_zero() {
    check("W3 D3 S? P3 G3", "3.00, level 3, 1.44…3.24, 4/5, ask S");
    check("W3 D3 P3 G3", "3.00, level 3, 1.44…3.24, 4/5, ask S");
    check("W3 D3 S? P? G3", "3.00, level 3, 1.08…3.48, 3/5, ask S");
    check("", "none, no level, 0.00…5.00, 0/5, ask W");
}

#[test]
fn too_few_known_answers_give_no_level() {
    check("W3 D3 S? P? G?", "none, no level, 0.72…3.72, 2/5, ask S");
    check("W3 D3 S- P- G-", "none, no level, exact, 2/2");
    check("W3 D3 S3 P- G-", "3.00, level 3, exact, 3/3");
    check("W3 D3 S- P- G?", "none, no level, 1.20…3.40, 2/3, ask G");
    check("W- D- S- P- G-", "none, no level, nothing applies, 0/0");
}

#[test]
fn what_does_not_apply_leaves_minimum_mean_and_count() {
    check("W4 D4 S- P4 G4", "4.00, level 4, exact, 4/4");
    check("W3 D2 S- P2 G1", "1.60, level 1+, exact, 4/4");
    check("W1 D4 S4 P5 G-", "2.50, level 2+, exact, 4/4");
}

#[test]
fn every_complete_answer_set_has_the_score_of_the_formula() {
    let method = &pack().method;
    for levels in all(5, 6) {
        let parts: Vec<Known> = levels.iter().map(|level| Known::Level(*level)).collect();
        let found = readiness(method, &parts, 5);
        let (score, level) = (found.score.unwrap(), found.level().unwrap());
        let expected = times_300(&levels).unwrap();
        let minimum = *levels.iter().min().unwrap();
        assert!(is(score, expected), "{levels:?}: {score:?}");
        assert_eq!(i128::from(level.value), expected.div_euclid(300), "{levels:?}");
        assert_eq!(level.plus, expected.rem_euclid(300) >= 150, "{levels:?}");
        assert_eq!(i128::from(score.hundredths()), (2 * expected + 3).div_euclid(6), "{levels:?}");
        assert!((minimum..=minimum + 2).contains(&level.value), "{levels:?}");
        assert_eq!(level.value == 5, levels.iter().all(|level| *level == 5), "{levels:?}");
        let bounds = found.bounds.unwrap();
        assert!(bounds.low == score && bounds.high == score && found.narrowest.is_none(), "{levels:?}");
    }
}

#[test]
fn the_parts_of_the_explanation_add_up() {
    let method = &pack().method;
    for levels in all(5, 6).step_by(7) {
        let parts: Vec<Known> = levels.iter().map(|level| Known::Level(*level)).collect();
        let sum = readiness(method, &parts, 5).sum.unwrap();
        let total: i128 = levels.iter().map(|level| i128::from(*level)).sum();
        assert!(is(sum.from_minimum(), 120 * i128::from(*levels.iter().min().unwrap())), "{levels:?}");
        assert!(is(sum.from_mean(), 36 * total), "{levels:?}");
        assert!(is(sum.mean(), 60 * total), "{levels:?}");
    }
}

#[test]
fn a_higher_answer_never_lowers_the_score() {
    let method = &pack().method;
    let score = |levels: &[u8]| {
        let parts: Vec<Known> = levels.iter().map(|level| Known::Level(*level)).collect();
        readiness(method, &parts, 5).score.unwrap()
    };
    for levels in all(5, 6) {
        for place in (0..5).filter(|place| levels[*place] < 5) {
            let mut raised = levels.clone();
            raised[place] += 1;
            assert!(score(&raised) > score(&levels), "{levels:?} → {raised:?}");
        }
    }
}

/// Every pattern of level, unknown (6) and not applicable (7) has its lowest and highest completion in a table.
struct Completions(Vec<Option<(i128, i128)>>);

impl Completions {
    fn new() -> Self {
        let mut table = Self(vec![None; 8_usize.pow(5)]);
        let mut patterns: Vec<Vec<u8>> = all(5, 8).collect();
        patterns.sort_by_key(|pattern| pattern.iter().filter(|known| **known == 6).count());
        for pattern in patterns {
            let found = match pattern.iter().position(|known| *known == 6) {
                None => {
                    let levels: Vec<u8> = pattern.iter().copied().filter(|known| *known < 6).collect();
                    times_300(&levels).map(|score| (score, score))
                }
                Some(place) => {
                    let each = (0..6).map(|level| table.of(&with(&pattern, place, level)).unwrap());
                    each.reduce(|(low, high), (lower, higher)| (low.min(lower), high.max(higher)))
                }
            };
            table.0[Self::index(&pattern)] = found;
        }
        table
    }
    fn index(pattern: &[u8]) -> usize {
        pattern.iter().rev().fold(0, |sum, digit| sum * 8 + usize::from(*digit))
    }
    fn of(&self, pattern: &[u8]) -> Option<(i128, i128)> {
        self.0[Self::index(pattern)]
    }
}

fn with(pattern: &[u8], place: usize, level: u8) -> Vec<u8> {
    let mut pattern = pattern.to_vec();
    pattern[place] = level;
    pattern
}

#[test]
fn bounds_and_what_narrows_them_equal_every_completion_of_every_pattern() {
    let (method, completions) = (&pack().method, Completions::new());
    for pattern in all(5, 8) {
        let known = |digit: &u8| match *digit {
            6 => Known::Unknown,
            7 => Known::NotApplicable,
            level => Known::Level(level),
        };
        let parts: Vec<Known> = pattern.iter().map(known).collect();
        let found = readiness(method, &parts, 5);
        let expected = completions.of(&pattern);
        assert_eq!(found.bounds.is_some(), expected.is_some(), "{pattern:?}");
        if let (Some(bounds), Some((low, high))) = (found.bounds, expected) {
            assert!(is(bounds.low, low) && is(bounds.high, high), "{pattern:?}: {bounds:?}");
        }
        let levels: Vec<u8> = pattern.iter().copied().filter(|digit| *digit < 6).collect();
        let score = (levels.len() >= 3).then(|| times_300(&levels).unwrap());
        assert_eq!(found.score.is_some(), score.is_some(), "{pattern:?}");
        if let (Some(found), Some(score)) = (found.score, score) {
            assert!(is(found, score), "{pattern:?}");
        }
        let applicable = pattern.iter().filter(|digit| **digit != 7).count();
        assert_eq!(found.coverage(), (levels.len(), applicable), "{pattern:?}");
        let worst = |place: usize| {
            let left = (0..6).map(|level| completions.of(&with(&pattern, place, level)).unwrap());
            left.map(|(low, high)| high - low).max().unwrap()
        };
        let best = (0..5).filter(|place| pattern[*place] == 6).min_by_key(|place| worst(*place));
        assert_eq!(found.narrowest, best.map(|place| IDS[place].into()), "{pattern:?}");
    }
}

#[test]
fn what_narrows_most_is_found_on_scales_of_different_length_and_other_weights() {
    let mut chance = Chance(1);
    for _ in 0..400 {
        let method = Method {
            weight_min: u32::try_from(chance.below(4)).unwrap(),
            weight_mean: 1 + u32::try_from(chance.below(4)).unwrap(),
            ..pack().method.clone()
        };
        let parts: Vec<(DimensionId, Known, u8)> = (0..4)
            .map(|place| {
                let top = 1 + u8::try_from(chance.below(6)).unwrap();
                let level = u8::try_from(chance.below(usize::from(top) + 1)).unwrap();
                let known = *chance.one(&[Known::Unknown, Known::Unknown, Known::Level(level), Known::NotApplicable]);
                (IDS[place].into(), known, top)
            })
            .collect();
        // Scores as f64 are far enough apart here; the smallest difference of two is 1/(7·12).
        let score = |levels: &[u8]| -> f64 {
            let mean = levels.iter().map(|level| f64::from(*level)).sum::<f64>() / f64::from(levels.len() as u32);
            let minimum = f64::from(*levels.iter().min().unwrap());
            let (a, b) = (f64::from(method.weight_min), f64::from(method.weight_mean));
            (a * minimum + b * mean) / (a + b)
        };
        let width = |fixed: Option<(usize, u8)>| -> f64 {
            let mut lists: Vec<Vec<u8>> = vec![Vec::new()];
            for (place, (_, known, top)) in parts.iter().enumerate() {
                let values: Vec<u8> = match (fixed, known) {
                    (_, Known::NotApplicable) => continue,
                    (_, Known::Level(level)) => vec![*level],
                    (Some((pinned, level)), Known::Unknown) if pinned == place => vec![level],
                    (_, Known::Unknown) => (0..=*top).collect(),
                };
                lists = lists
                    .iter()
                    .flat_map(|list| values.iter().map(move |value| [list.as_slice(), &[*value]].concat()))
                    .collect();
            }
            let scores = lists.iter().map(|list| score(list));
            let (low, high) = scores.fold((f64::MAX, f64::MIN), |(low, high), s| (low.min(s), high.max(s)));
            high - low
        };
        let worst = |place: usize| (0..=parts[place].2).map(|level| width(Some((place, level)))).fold(0.0, f64::max);
        let unknown: Vec<usize> = (0..4).filter(|place| parts[*place].1 == Known::Unknown).collect();
        let found = scoring::readiness_of(&method, &parts).narrowest;
        let best = unknown.iter().map(|place| worst(*place)).fold(f64::MAX, f64::min);
        match found {
            None => assert!(unknown.is_empty(), "{parts:?}"),
            Some(id) => {
                let place = IDS.iter().position(|other| *other == id.as_str()).unwrap();
                assert!(worst(place) <= best + 1e-9, "{parts:?}: {id}");
            }
        }
    }
}

#[test]
fn a_pack_with_a_plain_mean_scores_without_code() {
    let pack = read_pack("tests/fixtures/packs/plain-mean.json");
    let practice: ProcessId = "practice".into();
    let score = |text: &str| {
        let given = text.split(',').zip(["A", "B", "C", "D", "E", "F"]).filter(|(level, _)| *level != "?");
        let answers: Answers = given
            .map(|(level, id)| {
                (QuestionId::Process(practice.clone(), id.into()), Answer::Level(level.parse().unwrap()))
            })
            .collect();
        shown(&scoring::readiness(&pack, &answers, &practice))
    };
    // The published example of OWASP's AI Maturity Assessment.
    assert_eq!(score("3,3,2,2,0,0"), "1.67, level 1+, exact, 6/6");
    assert_eq!(score("3,3,2,2,?,0"), "2.00, level 2, 1.67…2.17, 5/6, ask E");
    assert_eq!(score("3,3,3,3,3,3"), "3.00, level 3, exact, 6/6");
}

fn need(levels: [u8; 3]) -> Need {
    Need::of(levels, [4, 4, 4])
}

fn every_need() -> impl Iterator<Item = ([u8; 3], Need, u64)> {
    all(3, 5).map(|levels| {
        let levels = [levels[0], levels[1], levels[2]];
        let [time, cost, fit] = levels.map(u64::from);
        (levels, need(levels), (time + cost) * fit)
    })
}

#[test]
fn worked_needs() {
    for (levels, tenths) in [([4, 4, 4], 1000), ([3, 2, 4], 791), ([4, 4, 0], 0), ([0, 0, 4], 0), ([1, 1, 1], 250)] {
        assert_eq!(need(levels).tenths(), tenths, "{levels:?}");
    }
}

#[test]
fn every_need_is_rounded_to_the_nearest_tenth() {
    // The value is 1000·√(product/32): t is nearest when (2t − 1)² · 32 ≤ 4·10⁶ · product < (2t + 1)² · 32.
    for (levels, need, product) in every_need() {
        let nearest = (1..=1000_u64).take_while(|t| (2 * t - 1).pow(2) * 32 <= 4_000_000 * product).count();
        assert_eq!(need.tenths() as usize, nearest, "{levels:?}");
        let float = (1000.0 * (product as f64 / 32.0).sqrt()).round();
        assert_eq!(f64::from(need.tenths()), float, "{levels:?}");
    }
}

#[test]
fn a_limit_is_reached_exactly() {
    assert!(need([1, 1, 1]).reaches(25) && !need([1, 1, 1]).reaches(26));
    assert!(need([2, 2, 2]).reaches(50) && !need([2, 2, 2]).reaches(51));
    assert!(!need([1, 0, 1]).reaches(25) && !need([4, 3, 1]).reaches(50));
    assert!(need([4, 4, 4]).reaches(100) && need([0, 0, 0]).reaches(0));
    for (levels, need, product) in every_need() {
        for limit in 0..=100_u32 {
            let expected = 625 * product >= 2 * u64::from(limit) * u64::from(limit);
            assert_eq!(need.reaches(limit), expected, "{levels:?} {limit}");
        }
    }
}

#[test]
fn a_need_is_real_only_with_enough_hours_or_costly_errors() {
    let method = &pack().method;
    for (levels, need, product) in every_need() {
        let [time, cost, _] = levels;
        let expected = match product {
            0..2 => NeedBand::Low,
            8.. if time >= 2 || cost >= 3 => NeedBand::Real,
            _ => NeedBand::Medium,
        };
        assert_eq!(need.band(method), expected, "{levels:?}");
    }
}

#[test]
fn more_need_never_counts_as_less() {
    let method = &pack().method;
    for (levels, here, _) in every_need() {
        for place in (0..3).filter(|place| levels[*place] < 4) {
            let mut more = levels;
            more[place] += 1;
            assert!(need(more).tenths() >= here.tenths() && need(more).band(method) >= here.band(method), "{levels:?}");
        }
    }
}

#[test]
fn an_unknown_need_has_the_bounds_of_its_completions() {
    for pattern in all(3, 6) {
        let token = |place: usize| match pattern[place] {
            5 => "?".to_string(),
            level => level.to_string(),
        };
        let text = format!("marketing: N1={} N2={} N3={}", token(0), token(1), token(2));
        let found = scoring::need(pack(), &answers(&text), &process("marketing"));
        let fits = |levels: &[u8; 3]| levels.iter().zip(&pattern).all(|(level, known)| *known == 5 || level == known);
        let values: Vec<u32> = every_need().filter(|(l, _, _)| fits(l)).map(|(_, need, _)| need.tenths()).collect();
        assert_eq!(found.bounds.low.tenths(), *values.iter().min().unwrap(), "{text}");
        assert_eq!(found.bounds.high.tenths(), *values.iter().max().unwrap(), "{text}");
        assert_eq!(found.completions().len(), values.len(), "{text}");
        assert_eq!(found.exact().is_some(), values.len() == 1, "{text}");
    }
}

#[test]
fn use_of_ai_stands_outside_readiness() {
    let of = |text: &str| scoring::readiness(pack(), &answers(&format!("marketing: {text}")), &process("marketing"));
    assert_eq!(of("W3 D2 S1 P1 G2 U0"), of("W3 D2 S1 P1 G2 U5"));
    assert_eq!(of("W3 D2 S1 P1 G2"), of("W3 D2 S1 P1 G2 N1=4 N2=4 N3=4"));
}

/// A firm that has answered everything about all its processes.
fn full_house(pack: &Questionnaire, chance: &mut Chance) -> Answers {
    let mut answers = chance.answers(pack, 10);
    let everything = pack.in_order().map(|process| process.as_str().into()).collect();
    answers.set(QuestionId::Chosen, Answer::Choices(everything));
    for process in pack.in_order() {
        answers.set(QuestionId::Time(process.clone()), Answer::Choice("much".into()));
    }
    answers.set(QuestionId::Profile("business".into()), Answer::Choice("steady".into()));
    answers
}

/// Every other answer that a question takes; for ticks, each one set or removed.
fn others(pack: &Questionnaire, question: &QuestionId, now: &Answer) -> Vec<Answer> {
    let each = match pack.takes(question).unwrap() {
        Takes::Scale { top, may_not_apply } => {
            let words = [Some(Answer::DontKnow), may_not_apply.then_some(Answer::NotApplicable)];
            (0..=top).map(Answer::Level).chain(words.into_iter().flatten()).collect()
        }
        Takes::Any(options, _) => {
            let Answer::Choices(ticked) = now else { panic!("{question}") };
            let toggled = |option: kickstart::ids::OptionId| {
                let mut ticked = ticked.clone();
                if !ticked.remove(&option) {
                    ticked.insert(option);
                }
                Answer::Choices(ticked)
            };
            options.into_iter().map(toggled).collect()
        }
        Takes::One(options)
        | Takes::OneOrUnknown(options)
        | Takes::Count(options)
        | Takes::OneOrNotOurs(options, _) => options.into_iter().map(Answer::Choice).collect::<Vec<_>>(),
    };
    each.into_iter().filter(|answer| answer != now).collect()
}

#[test]
fn one_answer_moves_only_its_own_process() {
    let (pack, mut chance) = (pack(), Chance(7));
    let given = full_house(pack, &mut chance);
    let before = results(pack, catalogue(), &given);
    assert_eq!(before.processes.len(), 13);
    let mut moved = 0;
    for question in every_question(pack) {
        // What is said of the firm as a whole may move everything.
        let Some(own) = question.process() else { continue };
        for answer in others(pack, &question, given.get(&question).unwrap()) {
            let mut changed = given.clone();
            changed.set(question.clone(), answer.clone());
            let after = results(pack, catalogue(), &changed);
            for (then, now) in before.processes.iter().zip(&after.processes) {
                if then.id != *own {
                    assert_eq!(then, now, "{question} = {answer:?} moved {}", then.id);
                } else if then != now {
                    moved += 1;
                }
            }
        }
    }
    assert!(moved > 500, "the changes are felt at home: {moved}");
}

#[test]
fn the_firms_footing_moves_no_process() {
    let (pack, mut chance) = (pack(), Chance(8));
    let given = full_house(pack, &mut chance);
    let before = results(pack, catalogue(), &given).processes;
    let footing = every_question(pack).into_iter().filter(|question| matches!(question, QuestionId::Enabler(_)));
    for question in footing {
        for answer in others(pack, &question, given.get(&question).unwrap()) {
            let mut changed = given.clone();
            changed.set(question.clone(), answer);
            assert_eq!(results(pack, catalogue(), &changed).processes, before, "{question}");
        }
    }
}

#[test]
fn the_shipped_pack_asks_what_the_model_says() {
    let of = |role: Role| pack().with_role(role).map(|dimension| dimension.id.as_str()).collect::<Vec<_>>().join(" ");
    assert_eq!(of(Role::Readiness), "W D S P G");
    assert_eq!([Role::Use, Role::NeedTime, Role::NeedCost, Role::NeedFit].map(of), ["U", "N1", "N2", "N3"]);
    assert!(pack().with_role(Role::Readiness).all(|dimension| dimension.top == 5 && dimension.prerequisite.is_some()));
}

#[test]
fn how_far_one_number_lies_above_another_is_their_difference_and_never_less_than_nothing() {
    let (low, high) = (Ratio::new(2, 3), Ratio::new(7, 5));
    assert!(low.up_to(high) == Ratio::new(11, 15));
    assert!(high.up_to(low) == Ratio::new(0, 1) && low.up_to(low) == Ratio::new(0, 1));
}
