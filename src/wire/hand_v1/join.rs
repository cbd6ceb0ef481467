//! The way into a workshop, as the part of a link that no server sees.

use super::answers::{put_processes, take_processes};
use super::bits::Reader;
use super::seal::{self, Holds};
use super::{Refusal, put_code, put_pack, take_code, take_pack};
use crate::code::Code;
use crate::ids::ProcessId;
use crate::order::Set;
use crate::questionnaire::Questionnaire;
use crate::workshop::{Kind, Workshop};

/// What one who joins needs to know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Join {
    /// Which workshop.
    pub workshop: Code,
    /// Who is in the room, and so whether to hand in a ballot or a report.
    pub kind: Kind,
    /// The processes to answer about.
    pub processes: Set<ProcessId>,
}

impl Join {
    /// What those who join this workshop need to know.
    pub fn to(workshop: &Workshop) -> Self {
        Self { workshop: workshop.code.clone(), kind: workshop.kind, processes: workshop.processes.clone() }
    }
}

/// What stands after `#` in the link, capitals and digits only. Processes that the pack does not have are left out.
pub fn write(questionnaire: &Questionnaire, join: &Join) -> String {
    let mut out = seal::begin(Holds::Join);
    put_pack(&mut out, questionnaire);
    put_code(&mut out, Some(&join.workshop));
    out.put_flag(join.kind == Kind::ManyFirms);
    put_processes(&mut out, questionnaire, &join.processes);
    seal::text_of(&seal::close(out))
}

/// Reads it, also with the link before it.
///
/// # Errors
/// Why it is not read.
pub fn read(questionnaire: &Questionnaire, text: &str) -> Result<Join, Refusal> {
    let bytes = seal::bytes_of(text)?;
    let (holds, said) = seal::open(&bytes)?;
    if holds != Holds::Join {
        return Err(Refusal::OtherKind);
    }
    let mut input = Reader::new(said);
    take_pack(&mut input, questionnaire)?;
    let join = take_join(&mut input, questionnaire);
    join.filter(|_| input.is_at_end()).ok_or(Refusal::Damaged)
}

fn take_join(input: &mut Reader, questionnaire: &Questionnaire) -> Option<Join> {
    let workshop = take_code(input)??;
    let kind = if input.take_flag()? { Kind::ManyFirms } else { Kind::OneFirm };
    Some(Join { workshop, kind, processes: take_processes(input, questionnaire)? })
}
