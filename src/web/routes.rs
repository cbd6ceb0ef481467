//! Where one is, as an address: every step of the way has its own.

use crate::code::Code;
use crate::help::Topic;
use crate::ids::QuestionId;
use crate::questionnaire::Questionnaire;
use crate::visible::{Part, Step};

/// A place in the app.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// What this is, and the way in.
    Start,
    /// A step of the questionnaire.
    Step(Step),
    /// All answers at a glance.
    Check,
    /// The result.
    Result,
    /// The suggestions.
    Advice,
    /// The plan.
    Plan,
    /// What has moved since earlier answers, and the way to answer again.
    FollowUp,
    /// The result of an invented firm.
    Example,
    /// What the law forbids, and from when what applies.
    Law,
    /// How the tool reckons and suggests.
    Method,
    /// The accessibility statement.
    Statement,
    /// Many firms' reports, for whoever leads a workshop.
    Reports,
    /// How far the programme has come.
    Programme,
    /// The workshops that are led from here.
    Workshops,
    /// A workshop, for whoever leads it.
    Room(Code),
    /// The same for everybody in the room to see.
    Projector(Code),
    /// A workshop, for one who takes part.
    Join,
    /// The person's own data.
    Data,
    /// Method, privacy, sources and licences.
    About,
    /// What people ask: one topic, or all of them.
    Help(Option<Topic>),
    /// No such place.
    Unknown,
}

const PROFILE: &str = "foretaget";
const FIRM: &str = "hela-foretaget";
const PROJECTOR: &str = "projektor";
const JOIN: &str = "delta";
const HELP: &str = "hjalp";

/// What a topic of the help is called in an address.
fn topic_path(topic: Topic) -> &'static str {
    match topic {
        Topic::Answering => "svara",
        Topic::Result => "resultat",
        Topic::Data => "uppgifter",
        Topic::Workshop => "workshop",
        Topic::Reports => "rapporter",
        Topic::Programme => "program",
        Topic::Trouble => "krangel",
    }
}

impl Place {
    /// The place of a path without the site's base.
    pub fn of_path(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let question = |id: String| QuestionId::parse(&id).map_or(Self::Unknown, |id| Self::Step(Step::Question(id)));
        match parts.as_slice() {
            [] => Self::Start,
            ["arbetsomraden"] => Self::Step(Step::Picker),
            ["arbetsomraden", "val"] => Self::Step(Step::Question(QuestionId::Chosen)),
            ["fragor", PROFILE, id] => question(format!("profile.{id}")),
            ["fragor", FIRM, "signals"] => Self::Step(Step::Question(QuestionId::FirmSignals)),
            ["fragor", FIRM, "ai-input"] => Self::Step(Step::Question(QuestionId::AiInput)),
            ["fragor", FIRM, id] => question(format!("enabler.{id}")),
            ["fragor", process, id] => question(format!("{process}.{id}")),
            ["svar"] => Self::Check,
            ["resultat"] => Self::Result,
            ["forslag"] => Self::Advice,
            ["plan"] => Self::Plan,
            ["uppfoljning"] => Self::FollowUp,
            ["exempel"] => Self::Example,
            ["lagen"] => Self::Law,
            ["metod"] => Self::Method,
            ["tillganglighet"] => Self::Statement,
            ["rapporter"] => Self::Reports,
            ["program"] => Self::Programme,
            ["workshop"] => Self::Workshops,
            ["workshop", code] => Code::parse(code).map_or(Self::Unknown, Self::Room),
            ["workshop", code, PROJECTOR] => Code::parse(code).map_or(Self::Unknown, Self::Projector),
            // Where in the questions one is follows; the screen reads that itself.
            [JOIN] | [JOIN, _] => Self::Join,
            ["mina-uppgifter"] => Self::Data,
            ["om"] => Self::About,
            [HELP] => Self::Help(None),
            [HELP, name] => match Topic::ALL.into_iter().find(|topic| topic_path(*topic) == *name) {
                Some(topic) => Self::Help(Some(topic)),
                None => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }

    /// The path of a place, without the site's base.
    pub fn path(&self) -> String {
        match self {
            Self::Start | Self::Unknown => "/".to_string(),
            Self::Step(step) => step_path(step),
            Self::Check => "/svar".to_string(),
            Self::Result => "/resultat".to_string(),
            Self::Advice => "/forslag".to_string(),
            Self::Plan => "/plan".to_string(),
            Self::FollowUp => "/uppfoljning".to_string(),
            Self::Example => "/exempel".to_string(),
            Self::Law => "/lagen".to_string(),
            Self::Method => "/metod".to_string(),
            Self::Statement => "/tillganglighet".to_string(),
            Self::Reports => "/rapporter".to_string(),
            Self::Programme => "/program".to_string(),
            Self::Workshops => "/workshop".to_string(),
            Self::Room(code) => format!("/workshop/{code}"),
            Self::Projector(code) => format!("/workshop/{code}/{PROJECTOR}"),
            Self::Join => format!("/{JOIN}"),
            Self::Data => "/mina-uppgifter".to_string(),
            Self::About => "/om".to_string(),
            Self::Help(None) => format!("/{HELP}"),
            Self::Help(Some(topic)) => format!("/{HELP}/{}", topic_path(*topic)),
        }
    }

    /// Whether the place is about the person's own answers, so that another tab in charge of them stands in its way.
    pub fn has_own_answers(&self) -> bool {
        let others = matches!(self, Self::Workshops | Self::Room(_) | Self::Projector(_) | Self::Join);
        !(others || matches!(self, Self::Reports | Self::Programme | Self::Help(_)))
    }

    /// The place that stands for all those that share a screen with this one: the questions of a part do, and their
    /// screen follows where one is. A question that the pack does not have is no place.
    pub fn screen(self, pack: &Questionnaire) -> Self {
        let Self::Step(Step::Question(question)) = self else { return self };
        if pack.takes(&question).is_none() {
            return Self::Unknown;
        }
        Self::Step(Step::Question(match question {
            QuestionId::Process(process, _) => QuestionId::Signals(process),
            QuestionId::Enabler(_) | QuestionId::AiInput => QuestionId::FirmSignals,
            QuestionId::Profile(id) => QuestionId::Profile(pack.profile.first().map_or(id, |first| first.id.clone())),
            question => question,
        }))
    }

    /// The place where a question is asked; the simpler fix stands beside the signals, and times on the picker.
    pub fn of_question(question: &QuestionId) -> Self {
        Self::Step(match question {
            // Facts are asked beside what they decide.
            QuestionId::Fact(..) => return Self::Advice,
            QuestionId::Time(_) => Step::Picker,
            QuestionId::SimplerFix(process) => Step::Question(QuestionId::Signals(process.clone())),
            other => Step::Question(other.clone()),
        })
    }
}

fn step_path(step: &Step) -> String {
    let Step::Question(question) = step else { return "/arbetsomraden".to_string() };
    match question {
        QuestionId::Profile(id) => format!("/fragor/{PROFILE}/{id}"),
        QuestionId::Time(_) => "/arbetsomraden".to_string(),
        QuestionId::Chosen => "/arbetsomraden/val".to_string(),
        QuestionId::Process(process, dimension) => format!("/fragor/{process}/{dimension}"),
        QuestionId::Signals(process) | QuestionId::SimplerFix(process) => format!("/fragor/{process}/signals"),
        QuestionId::Enabler(id) => format!("/fragor/{FIRM}/{id}"),
        QuestionId::FirmSignals => format!("/fragor/{FIRM}/signals"),
        QuestionId::AiInput => format!("/fragor/{FIRM}/ai-input"),
        QuestionId::Fact(..) => Place::Advice.path(),
    }
}

/// The text key of a part's name; a process has its own.
pub fn part_key(part: &Part) -> String {
    match part {
        Part::Profile => "part.profile".to_string(),
        Part::Picker => "part.picker".to_string(),
        Part::Process(process) => format!("process.{process}.name"),
        Part::Firm => "part.firm".to_string(),
    }
}
