//! The plan: what happens to it, how it is kept, and how it leaves as a calendar and as text.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use kickstart::assessment::{Assessment, Event, apply};
use kickstart::date::Date;
use kickstart::ids::UseCaseId;
use kickstart::plan::{
    Choice, DayWords, FOLLOW_UP_DAYS, IDEAS_LIMIT, Idea, OWN_LIMIT, OwnIdea, Plan, PlanDate, PlanField, PlanPart,
    PlanWords, REJECTIONS, Rejection, TITLE_LIMIT, WORDS_LIMIT, calendar, text,
};
use kickstart::text::Locale;
use kickstart::wire::report_v1::answers::answers_out;
use kickstart::wire::report_v1::{self, Context};
use kickstart::wire::{draft_v1, parse, shape::is_id};
use serde_json::{Value, json};
use support::{Chance, answers, catalogue, pack};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("no day: {text}"))
}

fn ids(text: &str) -> Vec<UseCaseId> {
    text.split_whitespace().map(UseCaseId::from).collect()
}

fn shown(ids: &[UseCaseId]) -> String {
    ids.iter().map(UseCaseId::as_str).collect::<Vec<_>>().join(" ")
}

fn begun() -> Assessment {
    let new = Assessment::new("0198c1d2-aaaa".into(), "2026-11-24T10:00:00Z".into());
    Assessment { answers: answers("profile.sector=food; marketing: W3 D2 N1=2"), ..new }
}

fn after(events: impl IntoIterator<Item = Event>) -> Assessment {
    events.into_iter().fold(begun(), |assessment, event| apply(pack(), assessment, event))
}

fn plan(events: impl IntoIterator<Item = Event>) -> Plan {
    after(events).plan
}

fn chosen(idea: &str, process: Option<&str>) -> Event {
    Event::PlanChosen(Choice { idea: Idea::UseCase(idea.into()), process: process.map(Into::into) })
}

fn chosen_own(index: usize) -> Event {
    Event::PlanChosen(Choice { idea: Idea::Own(index), process: None })
}

fn rejected(idea: &str, reason: &str, words: &str) -> Event {
    Event::PlanRejected(idea.into(), Rejection { reason: reason.into(), words: words.into() })
}

fn moved(suggested: &str, idea: &str, to: usize) -> Event {
    Event::PlanMoved { suggested: ids(suggested), idea: idea.into(), to }
}

fn own(title: &str) -> Event {
    Event::PlanOwnAdded(title.into())
}

fn filled(field: PlanField, text: &str) -> Event {
    Event::PlanFilled(field, text.into())
}

/// A plan with something of everything, and texts that try the escapes.
fn everything() -> Vec<Event> {
    vec![
        moved("general-ai-assistant meeting-notes-actions ai-policy-literacy", "meeting-notes-actions", 0),
        rejected("ai-policy-literacy", "done-already", "Har redan; \"regler\",\n\\ och så 🥖"),
        own("Byta kassasystem\r\nBEGIN:VALARM"),
        own("# Egen idé"),
        chosen("meeting-notes-actions", Some("marketing")),
        filled(PlanField::FirstStep, "Ring \u{0}\u{7f}\u{2028}Åsa"),
        filled(PlanField::Measure, "Timmar i veckan"),
        filled(PlanField::Before, "6"),
        filled(PlanField::Owner, "Åsa"),
        Event::PlanDated(PlanDate::Start, Some(day("2026-12-24"))),
        Event::PlanDated(PlanDate::CheckOn, Some(day("2027-01-07"))),
    ]
}

// --- What happens to a plan ------------------------------------------------------------------------------------

#[test]
fn one_idea_is_chosen_at_a_time() {
    let first = plan([chosen("a", Some("marketing"))]).chosen.unwrap();
    assert_eq!((first.idea, first.process), (Idea::UseCase("a".into()), Some("marketing".into())));
    let second = plan([chosen("a", Some("marketing")), chosen("b", None)]).chosen.unwrap();
    assert_eq!((second.idea, second.process), (Idea::UseCase("b".into()), None));
    let none = plan([chosen("a", None), filled(PlanField::Owner, "Åsa"), Event::PlanUnchosen]);
    assert_eq!((none.chosen, none.owner.as_str()), (None, "Åsa"), "what they wrote stays");
    assert_eq!(plan([chosen_own(0)]).chosen, None, "no such idea");
}

#[test]
fn what_is_chosen_is_not_rejected_and_the_other_way_round() {
    let gone = plan([chosen("a", None), rejected("b", "no-time", ""), rejected("a", "too-dear", "for us")]);
    assert_eq!((&gone.chosen, gone.rejected.len()), (&None, 2));
    assert_eq!(gone.rejected.get(&UseCaseId::from("a")).unwrap().words, "for us");
    let back = plan([rejected("a", "no-time", ""), rejected("b", "no-time", ""), chosen("a", None)]);
    assert!(back.chosen.is_some() && !back.rejected.contains_key(&"a".into()) && back.rejected.len() == 1);
    let again = plan([rejected("a", "no-time", "x"), rejected("a", "other", ""), Event::PlanRestored("b".into())]);
    assert_eq!(
        again.rejected.get(&UseCaseId::from("a")).unwrap(),
        &Rejection { reason: "other".into(), words: String::new() }
    );
    assert!(plan([rejected("a", "no-time", ""), Event::PlanRestored("a".into())]).is_empty());
    assert!(REJECTIONS.iter().all(|reason| is_id(reason)));
}

#[test]
fn ideas_stand_in_their_own_order() {
    let check = |events: Vec<Event>, suggested: &str, expected: &str, kept: &str| {
        let plan = plan(events);
        assert_eq!((shown(&plan.arranged(&ids(suggested))).as_str(), shown(&plan.order).as_str()), (expected, kept));
    };
    let all = "a b c d";
    check(vec![], all, all, "");
    check(vec![moved(all, "c", 0)], all, "c a b d", "c");
    check(vec![moved(all, "c", 1)], all, "a c b d", "a c");
    check(vec![moved(all, "a", 3)], all, "b c d a", "b c d");
    check(vec![moved(all, "b", 99)], all, "a c d b", "a c d");
    // Back where it was suggested is as if nothing had been moved.
    check(vec![moved(all, "c", 0), moved(all, "c", 2)], all, all, "");
    check(vec![moved(all, "c", 0), moved(all, "d", 1)], all, "c d a b", "c d");
    check(vec![moved(all, "x", 0)], all, all, "");
    check(vec![moved("", "a", 0)], all, all, "");
    // What is suggested later stands after what was moved.
    check(vec![moved(all, "d", 0)], "e a d", "d e a", "d");
    // What is not suggested now keeps its place in the order.
    check(vec![moved(all, "d", 0), moved("a b c", "c", 0)], all, "c d a b", "c d");
    check(vec![moved("a a b", "b", 0)], "a a b", "b a", "b");
    let without = vec![rejected("b", "other", ""), moved(all, "d", 1)];
    check(without.clone(), all, "a d c", "a d");
    check([without, vec![Event::PlanRestored("b".into())]].concat(), all, "a d b c", "a d");
}

#[test]
fn any_moving_about_shows_what_was_moved_where() {
    let mut chance = Chance(41);
    let suggested = ids("a b c d e f");
    for _ in 0..200 {
        let mut assessment = begun();
        let mut expected = suggested.clone();
        for _ in 0..8 {
            let (from, to) = (chance.below(6), chance.below(6));
            let idea = expected.remove(from);
            expected.insert(to, idea.clone());
            let event = Event::PlanMoved { suggested: suggested.clone(), idea, to };
            assessment = apply(pack(), assessment, event);
            assert_eq!(assessment.plan.arranged(&suggested), expected);
            assert!(expected != suggested || assessment.plan.is_empty());
        }
    }
}

#[test]
fn own_ideas_keep_their_choice_when_others_go() {
    let three = || vec![own("x"), own("y"), own("z")];
    let with = |more: Vec<Event>| plan([three(), more].concat());
    let idea = |plan: &Plan| plan.chosen.as_ref().map(|choice| choice.idea.clone());
    assert_eq!(idea(&with(vec![chosen_own(1), Event::PlanOwnRemoved(0)])), Some(Idea::Own(0)));
    assert_eq!(idea(&with(vec![chosen_own(1), Event::PlanOwnRemoved(2)])), Some(Idea::Own(1)));
    assert_eq!(idea(&with(vec![chosen_own(1), Event::PlanOwnRemoved(1)])), None);
    assert_eq!(idea(&with(vec![chosen_own(3)])), None);
    let left = with(vec![Event::PlanOwnRemoved(1), Event::PlanOwnRemoved(7), own(""), own(" \t\n")]);
    assert_eq!(left.own, ["x", "z"].map(|title| OwnIdea { title: title.into() }));
}

#[test]
fn texts_and_lists_are_cut_at_their_limits() {
    for field in PlanField::ALL {
        let long = plan([filled(field, &"å".repeat(field.limit() + 5))]);
        assert_eq!(long.text(field).chars().count(), field.limit());
        assert_eq!(PlanField::ALL.iter().filter(|other| !long.text(**other).is_empty()).count(), 1);
        // As notes: half of one, spaces and control characters stay as they were typed.
        assert_eq!(plan([filled(field, " half \u{1}of one")]).text(field), " half \u{1}of one");
        assert!(plan([filled(field, "x"), filled(field, "")]).is_empty());
    }
    assert_eq!([500, 300, 200, 120], PlanField::ALL.map(PlanField::limit));
    assert_eq!(plan([own(&"🥖".repeat(200))]).own[0].title.chars().count(), TITLE_LIMIT);
    let words = plan([rejected("a", "other", &"å".repeat(400))]);
    assert_eq!(words.rejected.get(&UseCaseId::from("a")).unwrap().words.chars().count(), WORDS_LIMIT);
    assert_eq!(plan((0..OWN_LIMIT + 5).map(|n| own(&n.to_string()))).own.len(), OWN_LIMIT);
    let many = plan((0..IDEAS_LIMIT + 5).map(|n| rejected(&format!("i{n}"), "other", "")));
    assert_eq!(many.rejected.len(), IDEAS_LIMIT);
    let endless: Vec<UseCaseId> = (0..IDEAS_LIMIT + 50).map(|n| UseCaseId::from(format!("i{n}").as_str())).collect();
    let last = Event::PlanMoved { suggested: endless.clone(), idea: endless[0].clone(), to: usize::MAX };
    assert_eq!(plan([last]).order.len(), IDEAS_LIMIT);
    // What the limits let through can be written and read again.
    let full = PlanField::ALL.map(|field| filled(field, &"🥖".repeat(600)));
    check_round_trip(&after(full.into_iter().chain((0..OWN_LIMIT).map(|_| own(&"\u{1}å".repeat(100))))));
}

#[test]
fn the_plan_never_touches_an_answer() {
    let before = answers_out(&begun(), true).to_string();
    let mut assessment = begun();
    let more = [
        Event::PlanUnchosen,
        Event::PlanRestored("ai-policy-literacy".into()),
        Event::PlanOwnRemoved(0),
        Event::PlanDated(PlanDate::Start, None),
        Event::PlanDated(PlanDate::CheckOn, None),
    ];
    for event in everything().into_iter().chain(more) {
        assessment = apply(pack(), assessment, event);
        assert_eq!(answers_out(&assessment, true).to_string(), before);
    }
    assert_eq!(assessment.answers, begun().answers);
    let new = || Assessment::new("r".into(), String::new());
    assert!(new().is_empty() && !apply(pack(), new(), own("x")).is_empty(), "a plan can be lost");
}

#[test]
fn days_that_are_not_set_follow_from_today() {
    let today = day("2026-12-20");
    let none = plan([]);
    assert_eq!((none.starts(today), none.checks(today)), (today, day("2027-01-03")), "over the year's end");
    let dated = |start: Option<&str>, check: Option<&str>| {
        let plan = plan([
            Event::PlanDated(PlanDate::Start, start.map(day)),
            Event::PlanDated(PlanDate::CheckOn, check.map(day)),
        ]);
        (plan.starts(today).to_string(), plan.checks(today).to_string())
    };
    let both = |start: &str, check: &str| (start.to_string(), check.to_string());
    assert_eq!(dated(Some("2028-02-20"), None), both("2028-02-20", "2028-03-05"));
    assert_eq!(dated(Some("2027-02-20"), Some("2027-03-01")), both("2027-02-20", "2027-03-01"));
    assert_eq!(dated(None, Some("2027-03-01")), both("2026-12-20", "2027-03-01"));
    assert_eq!(FOLLOW_UP_DAYS, 14);
}

// --- In files --------------------------------------------------------------------------------------------------

fn write(assessment: &Assessment) -> String {
    let context = Context { tool: "0.1.0", locale: &Locale::new("sv"), now: "2026-11-24T10:30:00Z", notes: false };
    report_v1::write(pack(), catalogue(), assessment, &context)
}

fn check_round_trip(assessment: &Assessment) {
    let report = write(assessment);
    let imported = report_v1::read(pack(), catalogue(), "f", &report).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!((&imported.assessment, imported.notes), (assessment, vec![]));
    assert_eq!(write(&imported.assessment), report);
    assert_eq!(report_v1::shape().check("f", &parse("f", &report).unwrap()), []);
    let written = draft_v1::Draft {
        revision: 3,
        tab: "t".into(),
        saved_at: "2026-11-24T10:31:00Z".into(),
        assessment: assessment.clone(),
    };
    let draft = draft_v1::write(pack(), &written);
    let read = draft_v1::read(pack(), "d", &draft).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(read, written);
    assert_eq!(draft_v1::write(pack(), &read), draft);
    // What a report carries along also survives the draft.
    assert_eq!(write(&read.assessment), report);
}

#[test]
fn every_stage_of_a_plan_comes_back_byte_for_byte() {
    let mut assessment = begun();
    check_round_trip(&assessment);
    for event in everything() {
        assessment = apply(pack(), assessment, event);
        check_round_trip(&assessment);
    }
    assessment = apply(pack(), assessment, chosen_own(1));
    check_round_trip(&assessment);
    let value: Value = serde_json::from_str(&write(&assessment)).unwrap();
    assert_eq!((&value["formatVersion"], &value["plan"]["chosen"]), (&json!("1.1"), &json!({"own": 1})));
    assert_eq!(value["plan"]["owner"], "Åsa", "it leaves with the report, notes or not");
}

#[test]
fn without_a_plan_nothing_is_written() {
    let report = write(&begun());
    assert!(report.contains("\"formatVersion\": \"1.0\"") && !report.contains("\"plan\""), "{report}");
    let emptied =
        after([own("x"), filled(PlanField::Owner, "Åsa"), filled(PlanField::Owner, ""), Event::PlanOwnRemoved(0)]);
    assert_eq!(write(&emptied), report);
}

// --- The calendar ----------------------------------------------------------------------------------------------

fn days(title: &str, text: &str) -> PlanWords {
    let said = DayWords { title: title.into(), text: text.into() };
    PlanWords { start: said.clone(), check: said, ..PlanWords::default() }
}

fn ics(words: &PlanWords) -> String {
    calendar(words, "0198c1d2-aaaa", "2026-11-24T10:30:05Z", day("2026-12-24"), day("2027-01-07"))
}

/// The lines of a calendar unfolded, after a check of what every calendar must be.
fn unfolded(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    let physical: Vec<&str> = calendar.trim_end_matches("\r\n").split("\r\n").collect();
    for line in &physical {
        assert!(line.len() <= 75, "{} octets: {line:?}", line.len());
        assert!(!line.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')), "{line:?}");
        assert!(!line.is_empty() && !line.starts_with(['=', '+', '-', '@']), "{line:?}");
    }
    let lines: Vec<String> = physical.join("\r\n").replace("\r\n ", "").split("\r\n").map(str::to_string).collect();
    let names: Vec<&str> = lines.iter().map(|line| line.split([':', ';']).next().unwrap()).collect();
    let event = |names: &[&str]| -> Vec<String> {
        names.iter().filter(|name| **name != "DESCRIPTION" && **name != "DTEND").map(ToString::to_string).collect()
    };
    let one = ["BEGIN", "UID", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP", "END"];
    let expected = [&["BEGIN", "VERSION", "PRODID", "CALSCALE"], &one[..], &one, &["END"]].concat();
    assert_eq!(event(&names), expected, "no line that we did not write");
    lines
}

/// A text of a calendar as a reader takes it.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next().unwrap() {
                'n' => out.push('\n'),
                other => out.push(other),
            },
            ';' | ',' => panic!("not escaped in {text:?}"),
            other => out.push(other),
        }
    }
    out
}

#[test]
fn a_calendar_has_two_whole_days() {
    let words = PlanWords {
        start: DayWords { title: "Börja: mötesanteckningar".into(), text: "Ring Åsa; boka\nsedan, skriv".into() },
        check: DayWords { title: "Hur gick det?".into(), text: String::new() },
        ..PlanWords::default()
    };
    let expected = "BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//Kickstart AI//Plan 1//EN|CALSCALE:GREGORIAN|\
        BEGIN:VEVENT|UID:0198c1d2-aaaa-start|DTSTAMP:20261124T103005Z|DTSTART;VALUE=DATE:20261224|\
        DTEND;VALUE=DATE:20261225|SUMMARY:Börja: mötesanteckningar|\
        DESCRIPTION:Ring Åsa\\; boka\\nsedan\\, skriv|TRANSP:TRANSPARENT|END:VEVENT|\
        BEGIN:VEVENT|UID:0198c1d2-aaaa-check|DTSTAMP:20261124T103005Z|DTSTART;VALUE=DATE:20270107|\
        DTEND;VALUE=DATE:20270108|SUMMARY:Hur gick det?|TRANSP:TRANSPARENT|END:VEVENT|END:VCALENDAR|";
    assert_eq!(ics(&words), expected.replace('|', "\r\n"));
    unfolded(&ics(&words));
}

#[test]
fn days_at_the_ends_of_year_and_calendar() {
    let of = |start: &str, stamp: &str| calendar(&days("t", ""), "r", stamp, day(start), day("2028-02-28"));
    let new_year = of("2026-12-31", "2026-12-31T23:59:59.999Z");
    assert!(new_year.contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"), "{new_year}");
    assert!(new_year.contains("DTSTART;VALUE=DATE:20280228\r\nDTEND;VALUE=DATE:20280229\r\n"), "{new_year}");
    assert!(new_year.contains("DTSTAMP:20261231T235959Z\r\n"), "{new_year}");
    let last = of("9999-12-31", "2026-12-31");
    assert!(last.contains("DTSTART;VALUE=DATE:99991231\r\nSUMMARY") && last.contains("DTSTAMP:20261231T000000Z"));
    for stamp in ["", "now", "2026-11-24T1\r\n:00:00Z", "2026-11-24Tåå:åå:ååZ", "2026-11-24T10-30-05Z", "ååååååååååååå"]
    {
        let text = of("2026-12-31", stamp);
        unfolded(&text);
        assert!(text.contains("T000000Z"), "{stamp}: {text}");
    }
}

#[test]
fn long_lines_are_folded_between_characters() {
    let ends = ["", "a", "ab", "abc", "abcd"];
    for (end, letters) in ends.iter().flat_map(|end| ["å", "🥖", "👩🏽‍🌾", "x", "å🥖€\\;,\n"].map(|letters| (end, letters)))
    {
        let said = format!("{end}{}", letters.repeat(90));
        let lines = unfolded(&ics(&days(&said, &said)));
        for name in ["SUMMARY:", "DESCRIPTION:"] {
            let found = lines.iter().filter_map(|line| line.strip_prefix(name)).map(unescaped).collect::<Vec<_>>();
            assert_eq!(found, [said.as_str(), &said], "{name}");
        }
    }
    // Exactly as long as a line may be, and one octet more.
    let of = |length: usize| ics(&days(&"x".repeat(length), "")).matches("\r\n ").count();
    assert_eq!([of(75 - 8), of(76 - 8), of(75 - 8 + 74), of(75 - 8 + 75)], [0, 2, 2, 4]);
}

const HOSTILE: [&str; 16] = [
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    "x\nATTACH:file:///etc/passwd",
    "x\rBEGIN:VALARM",
    "x\u{2028}DTSTART:20200101\u{2029}y\u{85}z\u{b}v\u{c}w",
    "\u{0}\u{1}\u{7f}\u{9b}\t=1+1",
    "=HYPERLINK(\"http://x\")\n+1\n-1\n@SUM(A1)",
    "\\n\\\\;,\\",
    "# h\n- p\n+ p\n* p\n> q\n1. l\n12) l\n``` c\n~~~ c\n| t |\n--- \n===\n:-:\n    code\n\ttab",
    "*b* _i_ `c` [l](javascript:alert(1)) ![i](x) <script>alert(1)</script> &lt;b&gt; &#60; ~s~ $m$",
    "<!-- c -->\n<div>",
    "a  \nb\\\nc",
    "[x]: http://evil",
    "\n\n\n",
    " ",
    "* * *\n_ _ _\n- - -\n***",
    "1234567890. x\n1.\n1.5 x\n24.12",
];

#[test]
fn no_text_becomes_a_line_of_the_calendar() {
    for said in HOSTILE {
        unfolded(&ics(&days(said, said)));
        let text = calendar(&days("t", ""), said, said, day("2026-12-24"), day("2027-01-07"));
        let uid = unfolded(&text).into_iter().find(|line| line.starts_with("UID:")).unwrap();
        assert!(uid.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.@:".contains(&byte)), "{uid}");
    }
    let lines = unfolded(&ics(&days("x\r\ny\rz\nv", "\\;,\t.")));
    assert!(lines.contains(&"SUMMARY:x\\ny\\nz\\nv".to_string()), "{lines:?}");
    assert!(lines.contains(&"DESCRIPTION:\\\\\\;\\, .".to_string()), "{lines:?}");
}

#[test]
fn any_text_at_all_stays_within_its_property() {
    let mut chance = Chance(42);
    let letters: Vec<char> = "\r\n\\;,:=+-@#*_[]<>|`~&$ \t1.)aå🥖\u{0}\u{2028}\u{85}".chars().collect();
    for _ in 0..400 {
        let said: String = (0..chance.below(160)).map(|_| *chance.one(&letters)).collect();
        unfolded(&ics(&days(&said, &said)));
        check_markdown(&said);
    }
}

// --- The plan as text ------------------------------------------------------------------------------------------

#[test]
fn a_plan_as_text() {
    let part = |heading: &str, lines: &[&str], listed| PlanPart {
        heading: heading.into(),
        lines: lines.iter().map(ToString::to_string).collect(),
        listed,
    };
    let words = PlanWords {
        title: "Er plan: mötesanteckningar".into(),
        lead: vec!["Bageriet på hörnet".into(), String::new(), "Marknadsföring".into()],
        parts: vec![
            part("Första steget", &["Ring Åsa.\nBoka  \r\n\r\n- sedan", "1. Skriv"], false),
            part("Vem", &["", " "], false),
            part("Egna idéer", &["", "*Kassan*\nbyts", "C# & Co", "AT&T; 24.12 (5)"], true),
        ],
        ..PlanWords::default()
    };
    let expected = "# Er plan: mötesanteckningar\n\nBageriet på hörnet\n\nMarknadsföring\n\n\
        ## Första steget\n\nRing Åsa.  \nBoka  \n\\- sedan\n\n1\\. Skriv\n\n\
        ## Egna idéer\n\n* \\*Kassan\\*  \n  byts\n* C\\# & Co\n* AT\\&T; 24.12 (5)\n";
    assert_eq!(text(&words), expected);
    assert_eq!(text(&PlanWords::default()), "# \n");
}

/// A text everywhere it can stand gives no structure but ours.
fn check_markdown(said: &str) {
    let part = |listed| PlanPart { heading: said.into(), lines: vec![said.into(), said.into()], listed };
    let words = PlanWords {
        title: said.into(),
        lead: vec![said.into()],
        parts: vec![part(false), part(true)],
        ..PlanWords::default()
    };
    let out = text(&words);
    assert!(!out.chars().any(|c| c.is_control() && c != '\n' || matches!(c, '\u{2028}' | '\u{2029}')), "{out:?}");
    let mut headings = 0;
    for line in out.lines() {
        assert!(!line.starts_with(['=', '+', '-', '@', '\t', ' ']) || line.starts_with("  "), "{line:?}");
        let own = ["## ", "# ", "* ", "  "].into_iter().find(|mark| line.starts_with(mark)).unwrap_or_default();
        headings += usize::from(own.starts_with('#'));
        check_plain(&line[own.len()..]);
    }
    let parts = if said.chars().any(|c| !c.is_whitespace()) { 2 } else { 0 };
    assert_eq!(headings, 1 + parts, "{out:?}");
}

/// Every mark in a line is escaped, as CommonMark understands escapes.
fn check_plain(line: &str) {
    let mut letters = line.trim_end().char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        match letter {
            '\\' => {
                assert!(next.is_some_and(|next| next.is_ascii_punctuation()), "{line:?}");
                letters.next();
            }
            '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '$' => panic!("{letter} in {line:?}"),
            '&' => assert!(!next.is_some_and(|c| c == '#' || c.is_ascii_alphabetic()), "{line:?}"),
            '+' | '-' | '=' | ':' | '@' => assert!(at > 0, "{line:?}"),
            '.' | ')' if at > 0 && line[..at].bytes().all(|byte| byte.is_ascii_digit()) => {
                assert!(next.is_some_and(|next| !next.is_whitespace()), "{line:?}");
            }
            ' ' => assert!(at > 0, "{line:?}"),
            _ => {}
        }
    }
}

#[test]
fn no_text_becomes_markup() {
    for said in HOSTILE {
        check_markdown(said);
    }
}
