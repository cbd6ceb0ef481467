//! Workshops for the suites: one firm whose people vote, and many firms with a report each.

#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use kickstart::answer::Answer;
use kickstart::assessment::Assessment;
use kickstart::code::Code;
use kickstart::date::Date;
use kickstart::ids::{ProcessId, QuestionId};
use kickstart::order::Set;
use kickstart::plan::{Choice, Idea, OwnIdea};
use kickstart::workshop::{Ballot, Event, Kind, Workshop, apply};

use super::firms::{assessment, saved};
use super::support::{Chance, answers, pack, question};

pub const BEGUN: &str = "2026-11-19T08:30:00Z";

pub fn happens(workshop: &mut Workshop, event: Event) {
    apply(pack(), workshop, event).unwrap();
}

pub fn empty(kind: Kind, processes: &[&str]) -> Workshop {
    let processes: Set<ProcessId> = processes.iter().copied().map(ProcessId::from).collect();
    let code = Code::parse("K7XM42").unwrap();
    Workshop::new(pack(), "0198c1d2aaaa7bbb8ccc0123456789ab".into(), code, BEGUN.into(), kind, processes)
}

/// Hands in the answers of a person, in the terse notation of [`answers`].
pub fn votes(workshop: &mut Workshop, person: usize, given: &str) {
    let mut given = answers(given);
    given.clear(&QuestionId::Chosen);
    let ballot = Ballot {
        workshop: workshop.code.clone(),
        pack: pack().digest.clone(),
        participant: Code::parse(&format!("{person:08}")).unwrap(),
        answers: given,
    };
    happens(workshop, Event::BallotHandedIn(ballot));
}

/// What eight people of one firm said, what they agreed on, and the report that they went on with.
pub fn one_firm() -> Workshop {
    let mut workshop = empty(Kind::OneFirm, &["sales-quoting", "production-delivery", "finance-admin"]);
    happens(&mut workshop, Event::Named("Snickarna i Höör, hela gänget".into()));
    let people = [
        "; sales-quoting: W3 D2 S2 P2 G1 U1 N1=3 N2=2 N3=4 signals=quotes-slow; production-delivery: W2 D1 S0 P1 G1 U0 N1=3 N2=3 N3=2; finance-admin: W4 D4 S3 P3 G2 U2 N1=2 N2=1 N3=3",
        "; sales-quoting: W3 D2 S3 P1 G1 U1 N1=3 N2=3 N3=4 signals=quotes-slow; production-delivery: W2 D5 S1 P1 G? U0 N1=3 N2=3 N3=2; finance-admin: W4 D4 S3 P3 G? U2 N1=2 N2=1 N3=3",
        "; sales-quoting: W3 D2 S2 P5 G0 U0 N1=3 N2=2 N3=3 signals=none; production-delivery: W2 D0 S0 P0 G1 U0 N1=4 N2=3 N3=2; finance-admin: W4 D3 S3 P3 G? U2 N1=2 N2=1 N3=3",
        "; sales-quoting: W4 D3 S2 P0 G1 U1 N1=2 N2=2 N3=4 signals=quotes-slow; production-delivery: W2 D5 S1 P1 G1 U0 N1=3 N2=2 N3=2; finance-admin: W5 D4 S3 P3 G? U3 N1=2 N2=1 N3=3",
        "; sales-quoting: W3 D2 S2 P2 G1 U1 N1=3 N2=2 N3=4 signals=quotes-slow; production-delivery: W3 D0 S0 P1 G1 U? N1=3 N2=3 N3=2; finance-admin: W4 D4 S4 P3 G? U2 N1=2 N2=1 N3=3",
        "; sales-quoting: W3 D2 S2 P5 G1 U1 N1=3 N2=2 N3=4; production-delivery: W2 D5 S0 P1 G1 U0 N1=3 N2=3 N3=2; finance-admin: W4 D4 S3 P3 G? U2 N1=2 N2=2 N3=3",
        "; sales-quoting: W3 D1 S2 P2 G1 U1 N1=3 N2=2 N3=4; production-delivery: W2 D0 S0 P1 G1 U0 N1=3 N2=3 N3=2; finance-admin: W4 D4 S3 P3 G2 U2 N1=2 N2=1 N3=3",
        "; sales-quoting: W3 D2 S2 P0 G1 U1 N1=3 N2=2 N3=4; production-delivery: W2 D5 S0 P1 G1 U0 N1=3 N2=3 N3=2; finance-admin: W4 D4 S3 P3 G2 U2 N1=2 N2=1 N3=3",
    ];
    for (person, given) in people.into_iter().enumerate() {
        let firm = " enabler.direction=2 enabler.ai-rules=0 enabler.firm-data=1 firm.ai-input=none";
        votes(&mut workshop, person, &format!("{firm}{given}"));
    }
    for (id, level) in [("sales-quoting.P", 2), ("production-delivery.D", 1), ("enabler.ai-rules", 0)] {
        happens(&mut workshop, Event::Agreed(question(id), Answer::Level(level)));
    }
    let sector = QuestionId::Profile("sector".into());
    happens(&mut workshop, Event::Agreed(sector, Answer::Choice("construction".into())));
    let noted = "Åsa har mallarna på sin dator.";
    happens(&mut workshop, Event::Noted(question("sales-quoting.D"), noted.into()));
    let mut went_on = Assessment {
        label: "Snickarna i Höör".into(),
        answers: workshop.agreed_answers(pack()),
        contact: Some("Åsa Berg, asa@snickarna.example".into()),
        ..Assessment::new("r-agreed".into(), BEGUN.into())
    };
    let process = Some("sales-quoting".into());
    went_on.plan.chosen = Some(Choice { idea: Idea::UseCase("quote-draft-from-history".into()), process });
    went_on.plan.owner = "Åsa, kalkyl".into();
    went_on.plan.start = Date::parse("2026-12-01");
    happens(&mut workshop, Event::ReportTaken(saved(&went_on, 19)));
    workshop
}

/// So many firms with a report each. Every third has a contact; the first has an idea of its own, a duplicate of its
/// report and a broken one are there too.
pub fn many_firms(firms: usize) -> Workshop {
    let mut workshop = empty(Kind::ManyFirms, &["sales-quoting", "marketing"]);
    happens(&mut workshop, Event::Named("Frukost på Krinova".into()));
    let mut chance = Chance(7);
    for number in 0..firms {
        let mut firm = assessment(&mut chance, number);
        if number % 3 == 0 {
            firm.contact = Some(format!("Person {number}, 0451-{number:05}"));
        }
        if number == 0 {
            firm.plan.own = vec![OwnIdea { title: "Svetsroboten Göte".into() }];
            firm.plan.chosen = Some(Choice { idea: Idea::Own(0), process: None });
            firm.plan.owner = "Kalle, verkstaden".into();
            firm.plan.start = Date::parse("2026-12-07");
            firm.plan.check_on = Date::parse("2027-01-18");
            happens(&mut workshop, Event::ReportTaken(saved(&firm, 1)));
        }
        happens(&mut workshop, Event::ReportTaken(saved(&firm, 2 + number % 20)));
    }
    happens(&mut workshop, Event::ReportTaken("{ \"format\": \"kickstart-report\", ".into()));
    workshop
}
