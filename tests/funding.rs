//! Money is shown only to those who may have it, with what it gives, what is left to pay and what to check.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use kickstart::advice::{Effort, UseCase};
use kickstart::answer::{Answer, Answers};
use kickstart::date::Date;
use kickstart::funding::{
    Aid, Applicant, Check, Condition, Fit, Funding, Kind, Limits, Region, Route, Rule, Status, Window, funds,
};
use kickstart::ids::{ProfileId, QuestionId};
use kickstart::people::Confidence;
use support::{Chance, catalogue, guides, pack};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn idea(id: &str) -> UseCase {
    catalogue().use_case(&id.into()).unwrap().clone()
}

fn set(answers: &mut Answers, question: &str, answer: &str) {
    answers.set(QuestionId::Profile(ProfileId::from(question)), Answer::Choice(answer.into()));
}

/// A firm in Skåne that no common limit excludes.
fn firm(headcount: u32) -> Answers {
    let mut answers = Answers::default();
    answers.set(QuestionId::Profile("headcount".into()), Answer::Number(headcount));
    for (question, answer) in [
        ("sector", "manufacturing"),
        ("turnover", "20-100m"),
        ("legal-form", "ab"),
        ("group", "no"),
        ("municipality", "1285"),
        ("company-age", "over-10"),
    ] {
        set(&mut answers, question, answer);
    }
    answers
}

fn ids(answers: &Answers, idea: &UseCase, today: &str) -> Vec<String> {
    let found = funds(pack(), answers, idea, idea.processes.first(), &guides().funding, day(today));
    found.routes.iter().map(|fit| fit.route.id.clone()).collect()
}

fn fit<'a>(found: &'a [Fit<'a>], id: &str) -> &'a Fit<'a> {
    found.iter().find(|fit| fit.route.id == id).unwrap_or_else(|| panic!("{id} is not shown"))
}

/// Whether a limit is known to be broken, reckoned apart from the program's own way.
fn breaks(answers: &Answers, limits: &Limits, sek_per_eur: u32) -> bool {
    let span = |id: &str| match answers.get(&QuestionId::Profile(id.into())) {
        Some(Answer::Number(count)) => Some((*count, *count)),
        Some(Answer::Choice(option)) => {
            let question = pack().profile_question(id).unwrap();
            let band = question.options.iter().find(|band| band.id == *option).unwrap();
            Some((band.from.unwrap_or(0), band.to.unwrap_or(u32::MAX)))
        }
        _ => None,
    };
    let sek = |limit: u32| if limits.in_eur { limit * sek_per_eur } else { limit };
    let in_group = answers.profile("group").is_some_and(|group| group.as_str() != "no");
    let above = |id: &str, most: Option<u32>| matches!((span(id), most), (Some((from, _)), Some(most)) if from > most);
    let below = |id: &str, least: Option<u32>| {
        !in_group && matches!((span(id), least), (Some((_, to)), Some(least)) if to < least)
    };
    let other = |id: &str, allowed: &[kickstart::ids::OptionId]| {
        !allowed.is_empty() && answers.profile(id).is_some_and(|given| !allowed.contains(given))
    };
    above("headcount", limits.headcount_max)
        || below("headcount", limits.headcount_min)
        || below("turnover", limits.turnover_min.map(sek))
        || limits.balance_max.is_none() && above("turnover", limits.turnover_max.map(sek))
        || above("company-age", limits.age_max)
        || other("legal-form", &limits.legal_forms)
        || other("sector", &limits.sectors)
        || limits.region == Some(Region::County)
            && answers.profile("municipality").is_some_and(|code| code.as_str() == "outside-skane")
}

#[test]
fn nobody_is_shown_a_route_whose_limits_they_break_or_that_is_closed() {
    let mut chance = Chance(61);
    let (mut shown, mut kept_away) = (0, 0);
    let funding = &guides().funding;
    for round in 0..400_u32 {
        let answers = chance.answers(pack(), 8);
        let today = day("2026-11-24").plus_days(round);
        for idea in &catalogue().use_cases {
            let found = funds(pack(), &answers, idea, idea.processes.first(), funding, today);
            assert_eq!(found, funds(pack(), &answers, idea, idea.processes.first(), funding, today));
            for fit in &found.routes {
                let route = fit.route;
                assert!(!breaks(&answers, &route.limits, funding.sek_per_eur), "{} for {}", route.id, idea.id);
                assert_ne!(route.status, Status::Ended, "{}", route.id);
                assert!(!route.stages.is_empty(), "{}", route.id);
                let passed = route.closes_on.is_some_and(|last| last < today);
                assert!(!passed || fit.window == Window::Unknown, "{} after its last day", route.id);
                assert!(!fit.activities.is_empty(), "{}", route.id);
                assert!(!(found.own_means && route.kinds.iter().any(|kind| kind.is_money())), "{}", route.id);
                if let (Some((gives_low, gives_high)), Some((own_low, own_high))) = (fit.gives, fit.own) {
                    assert!(gives_low <= gives_high && own_low <= own_high, "{} for {}", route.id, idea.id);
                    assert_eq!(gives_high + own_high, idea.cost.sek.1, "{} for {}", route.id, idea.id);
                    let share = u64::from(route.share.unwrap());
                    assert!(u64::from(gives_high) * 100 <= u64::from(idea.cost.sek.1) * share, "{}", route.id);
                }
                shown += 1;
            }
            kept_away +=
                funding.routes.iter().filter(|route| breaks(&answers, &route.limits, funding.sek_per_eur)).count();
        }
    }
    assert!(shown > 10_000 && kept_away > 10_000, "{shown} shown, {kept_away} kept away");
}

#[test]
fn a_small_step_is_paid_with_own_money() {
    let answers = firm(14);
    let small = idea("general-ai-assistant");
    let found = funds(pack(), &answers, &small, small.processes.first(), &guides().funding, day("2026-11-24"));
    assert!(found.own_means);
    assert!(found.routes.iter().all(|fit| !fit.route.kinds.iter().any(|kind| kind.is_money())));
    let mut dearer = small;
    dearer.cost.sek.1 = guides().funding.own_means_up_to + 1;
    assert!(!funds(pack(), &answers, &dearer, None, &guides().funding, day("2026-11-24")).own_means);
}

#[test]
fn work_hangs_on_what_its_file_says() {
    let when = |id: &str| guides().funding.activities.iter().find(|rule| rule.id == id).unwrap().when.clone();
    let classes = Condition::Classes(vec!["depends".into(), "high-risk".into()]);
    assert_eq!(when("compliance"), [[classes, Condition::Efforts(vec![Effort::Medium, Effort::Large])]]);
    let processes = Condition::Processes(vec!["sustainability-compliance".into()]);
    assert_eq!(when("energy-climate"), [[processes, Condition::Bases(vec!["hardware".into()])]]);
    assert_eq!(when("compute")[0][0], Condition::Sectors(vec!["tech".into()]));
}

#[test]
fn the_regional_voucher_by_hand() {
    const VOUCHER: &str = "region-skane-affarsutvecklingscheck";
    let order_intake = idea("order-intake-automation");
    let answers = firm(14);
    let found = funds(pack(), &answers, &order_intake, None, &guides().funding, day("2026-11-24"));
    let voucher = fit(&found.routes, VOUCHER);
    // 60 000–300 000 kr, at most half, at least 50 000 kr: the step has to cost 100 000 kr.
    assert_eq!(voucher.gives, Some((50_000, 150_000)));
    assert_eq!(voucher.own, Some((50_000, 150_000)));
    assert_eq!(voucher.window, Window::Unknown);
    assert!(voucher.checks.is_empty(), "{:?}", voucher.checks);
    // 2–100 people, not a size class.
    for (headcount, may) in [(1, false), (2, true), (100, true), (101, false)] {
        let has = ids(&firm(headcount), &order_intake, "2026-11-24").contains(&VOUCHER.to_string());
        assert_eq!(has, may, "{headcount} people");
    }
    let mut outside = firm(14);
    set(&mut outside, "municipality", "outside-skane");
    assert!(!ids(&outside, &order_intake, "2026-11-24").contains(&VOUCHER.to_string()));
    // Alone in a group, the whole group counts.
    let mut group = firm(1);
    set(&mut group, "group", "yes");
    let found = funds(pack(), &group, &order_intake, None, &guides().funding, day("2026-11-24"));
    assert_eq!(fit(&found.routes, VOUCHER).checks, vec![Check::Group]);
    // Too small a step for its least sum.
    let mut cheap = order_intake;
    cheap.cost.sek = (40_000, 99_000);
    assert!(!ids(&firm(14), &cheap, "2026-11-24").contains(&VOUCHER.to_string()));
}

/// A catalogue with one route, for what the real one happens not to hold.
fn only(route: Route) -> Funding {
    let always = |id: &str| vec![Rule { id: id.to_string(), when: vec![Vec::new()] }];
    Funding {
        version: "2026-11-23".to_string(),
        county: "12".to_string(),
        sek_per_eur: 11,
        activities: always("work"),
        stages: always("stage"),
        routes: vec![route],
        ..Funding::default()
    }
}

fn route() -> Route {
    Route {
        id: "grant".to_string(),
        kinds: vec![Kind::Grant],
        applicant: Applicant::Company,
        provider: "Somebody".to_string(),
        amount: None,
        share: Some(50),
        limits: Limits::default(),
        activities: vec!["work".to_string()],
        stages: vec!["stage".to_string()],
        aid: Aid::DeMinimis,
        status: Status::Open,
        closes_on: Some(day("2026-12-04")),
        lead_weeks: None,
        url: None,
        confidence: Confidence::High,
        sources: guides().funding.ceiling.sources.clone(),
    }
}

#[test]
fn a_window_ends_by_the_users_clock() {
    let big = idea("production-scheduling");
    let funding = only(route());
    let window =
        |today: &str| funds(pack(), &firm(14), &big, None, &funding, day(today)).routes.first().map(|fit| fit.window);
    assert_eq!(window("2026-12-04"), Some(Window::Open(Some(day("2026-12-04")))));
    assert_eq!(window("2026-12-05"), Some(Window::Unknown));
    for (id, last) in [("euipo-sme-fund-2026", "2026-12-04"), ("eic-accelerator", "2026-12-17")] {
        let real = guides().funding.routes.iter().find(|route| route.id == id).unwrap();
        assert_eq!(real.closes_on, Some(day(last)), "{id}");
    }
}

#[test]
fn what_was_looked_up_or_written_a_year_ago_is_said_to_be_old() {
    let big = idea("production-scheduling");
    let old = |written: &str, version: &str, today: &str| {
        let mut funding = only(route());
        funding.version = version.to_string();
        let source = &mut funding.routes[0].sources;
        source.truncate(1);
        source[0].written = Some(written.to_string());
        source[0].read = day(version);
        funds(pack(), &firm(14), &big, None, &funding, day(today)).routes[0].old
    };
    assert!(!old("2026-05", "2026-11-23", "2027-05-31"));
    assert!(old("2026-05", "2026-11-23", "2027-06-01"), "its newest source is more than a year old");
    assert!(!old("2027-03", "2026-11-23", "2027-11-23"));
    assert!(old("2027-03", "2026-11-23", "2027-11-24"), "it was looked up more than a year ago");
    assert!(!old("2025", "2026-11-23", "2026-11-24"), "it may have been written on the last day of the year");
    assert!(old("2024", "2026-11-23", "2026-11-24"));
}

#[test]
fn turnover_is_read_in_the_routes_currency_and_the_balance_sheet_may_save_it() {
    let big = idea("production-scheduling");
    let mut limited = route();
    limited.limits = Limits { turnover_max: Some(5_000_000), in_eur: true, ..Limits::default() };
    let checks = |limits: &Limits, turnover: Option<&str>| {
        let mut answers = firm(14);
        match turnover {
            Some(band) => set(&mut answers, "turnover", band),
            None => answers.clear(&QuestionId::Profile("turnover".into())),
        }
        let funding = only(Route { limits: limits.clone(), ..route() });
        funds(pack(), &answers, &big, None, &funding, day("2026-11-24")).routes.first().map(|fit| fit.checks.clone())
    };
    // 5 million euros are 55 million kronor.
    assert_eq!(checks(&limited.limits, Some("10-20m")), Some(vec![]));
    assert_eq!(checks(&limited.limits, Some("20-100m")), Some(vec![Check::Turnover]));
    assert_eq!(checks(&limited.limits, Some("100-150m")), None);
    assert_eq!(checks(&limited.limits, None), Some(vec![Check::Turnover]));
    limited.limits.balance_max = Some(4_000_000);
    assert_eq!(checks(&limited.limits, Some("100-150m")), Some(vec![Check::Balance]));
}

#[test]
fn sums_run_against_the_ceiling() {
    let big = idea("production-scheduling");
    let mut funding = only(route());
    funding.ceiling.eur = 300_000;
    funding.routes.push(Route { id: "second".to_string(), aid: Aid::Unknown, ..route() });
    funding.routes.push(Route { id: "third".to_string(), aid: Aid::Other, ..route() });
    let found = funds(pack(), &firm(14), &big, None, &funding, day("2026-11-24"));
    let sums = |earlier: u64| -> Vec<Option<(u64, bool)>> {
        funding.running(&found.routes, earlier).iter().map(|one| one.map(|one| (one.sum, one.over))).collect()
    };
    // 200 000–900 000 kr, half of it: at most 450 000 kr each; the ceiling is 3 300 000 kr.
    assert_eq!(sums(0), vec![Some((450_000, false)), Some((900_000, false)), None]);
    assert_eq!(sums(2_850_000), vec![Some((3_300_000, false)), Some((3_750_000, true)), None]);
}

#[test]
fn order_is_what_can_be_had_first_then_ones_own_sector() {
    let big = idea("production-scheduling");
    let mut funding = only(Route { id: "a-unknown".to_string(), status: Status::Unknown, closes_on: None, ..route() });
    let more = [
        Route { id: "b-call".to_string(), status: Status::Call, closes_on: None, ..route() },
        Route { id: "c-group".to_string(), applicant: Applicant::Group, ..route() },
        Route { id: "d-advice".to_string(), kinds: vec![Kind::Advice], ..route() },
        Route { id: "e-unsure".to_string(), confidence: Confidence::Low, ..route() },
        Route { id: "f-grant".to_string(), ..route() },
        Route {
            id: "g-sector".to_string(),
            limits: Limits { sectors: vec!["manufacturing".into()], ..Limits::default() },
            ..route()
        },
    ];
    funding.routes.extend(more);
    let found = funds(pack(), &firm(14), &big, None, &funding, day("2026-11-24"));
    let order: Vec<&str> = found.routes.iter().map(|fit| fit.route.id.as_str()).collect();
    assert_eq!(order, ["g-sector", "f-grant", "e-unsure", "d-advice", "c-group", "b-call", "a-unknown"]);
}

#[test]
fn each_idea_has_money_or_a_reason_for_none_and_each_open_route_finds_somebody() {
    let funding = &guides().funding;
    let mut found: Vec<&str> = Vec::new();
    let sectors = &pack().profile_question("sector").unwrap().options;
    for sector in sectors {
        for headcount in [1, 5, 14, 60] {
            let mut answers = firm(headcount);
            set(&mut answers, "sector", sector.id.as_str());
            if headcount < 10 {
                set(&mut answers, "turnover", "3-10m");
                set(&mut answers, "company-age", "2-5");
            }
            for idea in &catalogue().use_cases {
                let all = funds(pack(), &answers, idea, idea.processes.first(), funding, day("2026-11-24"));
                found.extend(all.routes.iter().map(|fit| fit.route.id.as_str()));
                if idea.effort == Effort::Large {
                    assert!(!all.routes.is_empty(), "{} for {headcount} people in {}", idea.id, sector.id);
                }
            }
        }
    }
    for route in funding.routes.iter().filter(|route| route.status != Status::Ended && !route.stages.is_empty()) {
        let meant = route
            .activities
            .iter()
            .any(|activity| funding.activities.iter().any(|rule| rule.id == *activity && !rule.when.is_empty()));
        assert_eq!(meant, found.contains(&route.id.as_str()), "{}", route.id);
    }
}
