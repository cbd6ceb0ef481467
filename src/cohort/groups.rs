//! Firms that want the same and could do one project.

use std::cmp::Reverse;

use super::{Member, Room};
use crate::funding::{Applicant, Funding};
use crate::ids::{RouteId, UseCaseId};
use crate::order::Map;

/// Firms that chose the same idea or can begin it now: two or more.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// Which idea.
    pub idea: UseCaseId,
    /// The firms, in order of report id.
    pub members: Vec<&'a Member>,
    /// The routes that are for several together, or for a project that firms join, and fit two or more of them.
    pub together: Vec<RouteId>,
    /// The routes that fit every one of them by itself.
    pub for_all: Vec<RouteId>,
}

impl<'a> Room<'a> {
    /// The groups, largest first.
    pub fn groups(&self, funding: &Funding) -> Vec<Group<'a>> {
        let mut wanting: Map<UseCaseId, Vec<(&'a Member, &'a [RouteId])>> = Map::new();
        for member in self.members.iter().copied() {
            for (idea, routes) in member.wishes() {
                let mut firms = wanting.remove(idea).unwrap_or_default();
                firms.push((member, routes));
                wanting.insert(idea.clone(), firms);
            }
        }
        let mut groups: Vec<Group> = wanting
            .into_iter()
            .filter(|(_, firms)| firms.len() > 1)
            .map(|(idea, firms)| {
                let fits = |route: &RouteId| firms.iter().filter(|(_, routes)| routes.contains(route)).count();
                let joined = |applicant| matches!(applicant, Applicant::Group | Applicant::Project);
                let found = |passes: &dyn Fn(bool, usize) -> bool| {
                    let routes = funding.routes.iter().map(|route| (RouteId::new(&route.id), joined(route.applicant)));
                    routes.filter(|(id, joined)| passes(*joined, fits(id))).map(|(id, _)| id).collect()
                };
                let together = found(&|joined, count| joined && count > 1);
                let for_all = found(&|joined, count| !joined && count == firms.len());
                Group { idea, members: firms.into_iter().map(|(member, _)| member).collect(), together, for_all }
            })
            .collect();
        groups.sort_by_key(|group| Reverse(group.members.len()));
        groups
    }
}
