//! Money for a step: which routes fit a firm and an idea, what they give, what the firm puts in, and what to check.
//!
//! Deterministic: the same answers on the same day give the same list. A limit that the firm is known to break excludes;
//! one that cannot be judged becomes something to check. What kind of work an idea is, and how far a firm has come, are
//! conditions in the catalogue, so editors decide them, not this code.

mod matching;

use crate::advice::{Effort, UseCaseKind};
use crate::date::Date;
use crate::ids::{OptionId, ProcessId};
use crate::people::Confidence;
use crate::source::Source;

pub use matching::funds;

/// What a firm gets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// Money that is not paid back.
    Grant,
    /// Less tax or lower contributions.
    TaxRelief,
    /// Somebody who answers for part of a loan.
    Guarantee,
    /// Money that is paid back.
    Loan,
    /// Money for a share of the firm.
    Equity,
    /// Advice.
    Advice,
    /// A place to try things.
    Testbed,
    /// Learning.
    Training,
    /// Computing.
    Compute,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 9] = {
        use Kind::{Advice, Compute, Equity, Grant, Guarantee, Loan, TaxRelief, Testbed, Training};
        [Grant, TaxRelief, Guarantee, Loan, Equity, Advice, Testbed, Training, Compute]
    };
    /// Their names in files and in text keys, in the same order.
    pub const WORDS: [&'static str; 9] =
        ["grant", "tax-relief", "guarantee", "loan", "equity", "advice", "testbed", "training", "compute"];

    /// Its name in files and in text keys.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// The kind with a name.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether it pays for something, rather than helps in kind.
    pub fn is_money(self) -> bool {
        self <= Self::Equity
    }
}

/// Who applies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Applicant {
    /// The firm by itself.
    Company,
    /// The firm as an employer.
    Employer,
    /// Somebody who works there.
    Employee,
    /// Several together.
    Group,
    /// Somebody else, whose project the firm joins.
    Project,
}

impl Applicant {
    /// Every kind of applicant.
    pub const ALL: [Self; 5] = [Self::Company, Self::Employer, Self::Employee, Self::Group, Self::Project];
    /// Their names in files and in text keys, in the same order.
    pub const WORDS: [&'static str; 5] = ["company", "employer", "employee", "group", "project"];

    /// Its name in files and in text keys.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// Whether it can be applied for, as far as the editors know.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// A window is open.
    Open,
    /// It stands open all the time.
    Continuous,
    /// Calls come and go.
    Call,
    /// Not known.
    Unknown,
    /// It has ended. Kept so that the tool can say so; never suggested.
    Ended,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 5] = [Self::Open, Self::Continuous, Self::Call, Self::Unknown, Self::Ended];
    /// Their names in files and in text keys, in the same order.
    pub const WORDS: [&'static str; 5] = ["open", "continuous", "call", "unknown", "ended"];

    /// Its name in files and in text keys.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// Whether it counts towards the ceiling for small state aid.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Aid {
    /// It does.
    DeMinimis,
    /// It does not.
    Other,
    /// Not known; it may.
    Unknown,
}

impl Aid {
    /// Their names in files and in text keys, in order.
    pub const WORDS: [&'static str; 3] = ["de-minimis", "other", "unknown"];

    /// Its name in files and in text keys.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// Where a firm has to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Region {
    /// In the county.
    County,
    /// In Sweden.
    Sweden,
    /// In the European Union.
    Union,
}

/// What a route gives, least and most, in its currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Amount {
    /// The least, where one is stated.
    pub min: Option<u32>,
    /// The most, where one is stated.
    pub max: Option<u32>,
    /// Whether it is in euros; kronor otherwise.
    pub in_eur: bool,
}

/// Whom a route takes. What is `None` or empty is not stated.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Limits {
    /// Fewest who work there.
    pub headcount_min: Option<u32>,
    /// Most who work there.
    pub headcount_max: Option<u32>,
    /// Least turnover a year.
    pub turnover_min: Option<u32>,
    /// Most turnover a year; a firm above it may still be within `balance_max`.
    pub turnover_max: Option<u32>,
    /// Largest balance sheet, an alternative to `turnover_max`.
    pub balance_max: Option<u32>,
    /// Whether turnover and balance sheet are in euros; kronor otherwise.
    pub in_eur: bool,
    /// Oldest, in whole years.
    pub age_max: Option<u32>,
    /// Legal forms.
    pub legal_forms: Vec<OptionId>,
    /// Sectors.
    pub sectors: Vec<OptionId>,
    /// Where.
    pub region: Option<Region>,
}

/// A way to money or help.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    /// Names its texts.
    pub id: String,
    /// What a firm gets, most important first; never empty.
    pub kinds: Vec<Kind>,
    /// Who applies.
    pub applicant: Applicant,
    /// Who gives it.
    pub provider: String,
    /// How much, where it is stated.
    pub amount: Option<Amount>,
    /// At most so many per cent of what the project costs, where it is stated.
    pub share: Option<u32>,
    /// Whom it takes.
    pub limits: Limits,
    /// Kinds of work it is for, named in [`Funding::activities`].
    pub activities: Vec<String>,
    /// How far a firm should have come, named in [`Funding::stages`]; none for what is never suggested.
    pub stages: Vec<String>,
    /// Whether it counts towards the ceiling.
    pub aid: Aid,
    /// Whether it can be applied for.
    pub status: Status,
    /// The last day of the present window.
    pub closes_on: Option<Date>,
    /// Weeks until an answer, fewest and most.
    pub lead_weeks: Option<(u32, u32)>,
    /// Where to read more and apply.
    pub url: Option<String>,
    /// How sure the entry is.
    pub confidence: Confidence,
    /// Where it was read; never empty.
    pub sources: Vec<Source>,
}

/// One thing that has to hold for an idea to be a kind of work, or for a firm to have come so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Condition {
    /// The idea is this much work.
    Efforts(Vec<Effort>),
    /// What its cost has been reckoned with, as [`crate::advice::Cost::basis`].
    Bases(Vec<String>),
    /// It is this kind of entry.
    Kinds(Vec<UseCaseKind>),
    /// It belongs to one of these processes.
    Processes(Vec<ProcessId>),
    /// It lies in one of these classes of the AI Act.
    Classes(Vec<String>),
    /// The firm is of one of these sectors.
    Sectors(Vec<OptionId>),
    /// AI is in use at the idea's process at this level or above.
    UsedAtLeast(u8),
}

/// A name that holds when all conditions of any case hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// The name.
    pub id: String,
    /// The cases.
    pub when: Vec<Vec<Condition>>,
}

/// The ceiling for small state aid.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ceiling {
    /// Euros.
    pub eur: u32,
    /// Over so many years.
    pub years: u32,
    /// Where it was read; never empty.
    pub sources: Vec<Source>,
}

/// The catalogue of money.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Funding {
    /// Its version: the day its editors went through it.
    pub version: String,
    /// How the county's municipality codes begin.
    pub county: String,
    /// A small step that costs at most this, in SEK, is paid with the firm's own money. Our own judgement.
    pub own_means_up_to: u32,
    /// SEK for one euro, for limits and amounts. Our own round figure.
    pub sek_per_eur: u32,
    /// The ceiling for small state aid.
    pub ceiling: Ceiling,
    /// Which ideas are which kind of work.
    pub activities: Vec<Rule>,
    /// How far a firm has come with an idea.
    pub stages: Vec<Rule>,
    /// The routes, in order of id.
    pub routes: Vec<Route>,
}

/// Whether a route can be applied for today.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Window {
    /// Open, until that day where one is known.
    Open(Option<Date>),
    /// Open all the time.
    Continuous,
    /// Calls come and go.
    Call,
    /// Not known: also when the last day known has passed.
    Unknown,
}

/// Something that the firm has to find out before it counts on a route.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Check {
    /// The limits count the whole group.
    Group,
    /// How many work in the firm.
    Headcount,
    /// Its turnover.
    Turnover,
    /// Its turnover is too large, but its balance sheet may be within the limit.
    Balance,
    /// How old it is.
    Age,
    /// Its legal form.
    LegalForm,
    /// Its sector.
    Sector,
    /// Whether it lies in the county.
    Region,
}

impl Check {
    /// Everything there may be to find out.
    pub const ALL: [Self; 8] = {
        use Check::{Age, Balance, Group, Headcount, LegalForm, Region, Sector, Turnover};
        [Group, Headcount, Turnover, Balance, Age, LegalForm, Sector, Region]
    };

    /// Its name in text keys.
    pub fn as_str(self) -> &'static str {
        ["group", "headcount", "turnover", "balance", "age", "legal-form", "sector", "region"][self as usize]
    }
}

/// A route that fits a firm and an idea.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fit<'a> {
    /// Which route.
    pub route: &'a Route,
    /// Whether it can be applied for today.
    pub window: Window,
    /// The kinds of work for which it fits.
    pub activities: Vec<&'a str>,
    /// What to find out, beside what the route's own text says.
    pub checks: Vec<Check>,
    /// What it would give for the idea's cost, least and most, in SEK; none where its share is not stated, or where it
    /// gives no money for a project.
    pub gives: Option<(u32, u32)>,
    /// What would be left for the firm, least and most, in SEK.
    pub own: Option<(u32, u32)>,
    /// Whether it was looked up, or its newest dated source written, more than twelve months ago.
    pub old: bool,
}

/// The money for an idea.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Funds<'a> {
    /// The step is so small that the firm's own money is enough; routes that give money are left out then.
    pub own_means: bool,
    /// The routes that fit, best first.
    pub routes: Vec<Fit<'a>>,
}

/// A sum that grows from route to route against the ceiling for small state aid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Running {
    /// SEK so far, this route included.
    pub sum: u64,
    /// Whether that is more than the ceiling.
    pub over: bool,
}

impl Funding {
    /// The ceiling in SEK.
    pub fn ceiling_sek(&self) -> u64 {
        u64::from(self.ceiling.eur) * u64::from(self.sek_per_eur)
    }

    fn sek(&self, amount: u32, in_eur: bool) -> u32 {
        if in_eur { amount.saturating_mul(self.sek_per_eur) } else { amount }
    }

    /// What each of some routes would add up to, one after the other, if the firm got the most of each. Routes that do
    /// not count towards the ceiling, or give no known sum, have none. `earlier` is what the firm already has, in SEK.
    pub fn running(&self, fits: &[Fit], earlier: u64) -> Vec<Option<Running>> {
        let mut sum = earlier;
        let counts = |fit: &Fit| fit.route.aid != Aid::Other && fit.route.kinds.iter().any(|kind| kind.is_money());
        fits.iter()
            .map(|fit| {
                let (_, most) = fit.gives.filter(|_| counts(fit))?;
                sum += u64::from(most);
                Some(Running { sum, over: sum > self.ceiling_sek() })
            })
            .collect()
    }
}
