//! What firms have in common, and which could do something together.

use super::{COMMON, Common, Desk, Group, NAMED};
use crate::cohort::{Count, Hindrance, Room};
use crate::ids::{RouteId, UseCaseId};

/// What keeps ideas from beginning, what is wanted, money and training; a kind that has nothing is left out.
pub(super) fn common(desk: &Desk, room: &Room) -> Vec<Common> {
    fn named<T>(counts: Vec<Count<T>>, name: impl Fn(&T) -> String) -> Vec<(String, usize)> {
        counts.iter().take(COMMON).map(|count| (name(&count.what), count.firms)).collect()
    }
    let prose = desk.prose;
    let kinds = [
        ("hindrances", named(room.hindrances(), |one| hindrance(desk, one))),
        ("wanted", named(room.wanted(), |id| idea(desk, id))),
        ("funding", named(room.funding(), |id| route(desk, id))),
        ("training", named(room.training(), |id| prose.say(&format!("training.{id}.name")))),
    ];
    let some = kinds.into_iter().filter(|(_, counts)| !counts.is_empty());
    some.map(|(kind, counts)| Common { kind: kind.to_string(), counts, of: room.members.len() }).collect()
}

/// Firms that could do one project, with the money that is for several.
pub(super) fn groups(desk: &Desk, room: &Room) -> Vec<Group> {
    let prose = desk.prose;
    let routes = |ids: &[RouteId], key: &str| {
        let names: Vec<String> = ids.iter().map(|id| route(desk, id)).collect();
        (!names.is_empty()).then(|| prose.fill(key, &[("list", &prose.list(&names))]))
    };
    let groups = room.groups(&desk.clerk.guides.funding).into_iter().take(COMMON);
    let group = |mut group: crate::cohort::Group| {
        group.members.sort_by_cached_key(|member| member.rank(prose));
        let mut names: Vec<String> = group.members.iter().take(NAMED).map(|member| member.name(prose)).collect();
        let left = group.members.len().saturating_sub(NAMED);
        if left > 0 {
            names.push(prose.fill("reports.firms-more", &[("n", &left.to_string())]));
        }
        let money = [routes(&group.together, "firms.together"), routes(&group.for_all, "firms.for-all")];
        Group { idea: idea(desk, &group.idea), firms: prose.list(&names), money: money.into_iter().flatten().collect() }
    };
    groups.map(group).collect()
}

pub(super) fn idea(desk: &Desk, id: &UseCaseId) -> String {
    desk.prose.say(&format!("use-case.{id}.title"))
}

pub(super) fn route(desk: &Desk, id: &RouteId) -> String {
    desk.prose.say(&format!("funding.{id}.name"))
}

pub(super) fn hindrance(desk: &Desk, one: &Hindrance) -> String {
    Hindrance::said(one.as_pair(), desk.prose)
}
