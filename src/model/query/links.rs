//! The links that a path of a query walks, by the names of either side: what a field points at, and who points here.

use std::sync::LazyLock;

use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::model::doc::DocId;
use crate::model::links::Landing;
use crate::model::reader::Reader;
use crate::model::resolve::{Outcome, Target};

use super::kinds::Kinds;

/// A link that some kinds have.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its name, as the table of links has it.
    pub name: &'static str,
    /// The kinds from which it leads.
    pub from: Kinds,
    /// The kinds to which it leads.
    pub to: Kinds,
    /// How it is followed.
    pub way: Way,
}

/// How a link is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As the document's own fields say.
    Out(Relation),
    /// From those that point here.
    Back(Relation),
    /// To the decisions about it, whichever side wrote them.
    Decisions,
    /// To what a decision is about, whichever side wrote it.
    Decided,
    /// To what speaks for it, whichever side wrote it.
    Evidence,
    /// To what it speaks for, whichever side wrote it.
    Informed,
    /// To what its text and `see_also` name.
    Mentions,
}

use KindTag::{
    Bet, Checkin, Decision, Feedback, Goal, Metric, Person, Release, Strategy, Study, Team,
};

/// Each relation with the kinds that write it; those that are not here are written by every kind.
const WRITERS: &[(Relation, &[KindTag])] = &[
    (Relation::Pillar, &[Goal]),
    (Relation::Parent, &[Goal]),
    (Relation::Goals, &[Release]),
    (Relation::Goal, &[Bet]),
    (Relation::Moves, &[Release]),
    (Relation::Bet, &[Release]),
    (Relation::Iterates, &[Release]),
    (Relation::DependsOn, &[Goal, Bet, Release]),
    (Relation::Metric, &[Goal]),
    (Relation::Inputs, &[Metric]),
    (Relation::Leading, &[Metric]),
    (Relation::NorthStar, &[Strategy]),
    (Relation::GuardedBy, &[Goal, Release]),
    (Relation::CheckinGoal, &[Checkin]),
    (Relation::CheckinTeam, &[Checkin]),
    (Relation::Evidence, &[Bet, Release]),
    (Relation::Informs, &[Feedback, Study]),
    (Relation::Decision, &[Bet, Release, Feedback]),
    (Relation::Accepts, &[Decision]),
    (Relation::Declines, &[Decision]),
    (Relation::Defers, &[Decision]),
    (Relation::Teams, &[Goal]),
    (Relation::Team, &[Release, Person]),
    (Relation::Tribe, &[Team]),
    (Relation::Lead, &[Team]),
    (Relation::Members, &[Team]),
    (Relation::Roles, &[Release]),
    (Relation::Driver, &[Decision]),
    (Relation::Approver, &[Decision]),
    (Relation::Contributors, &[Decision]),
    (Relation::Informed, &[Decision]),
    (Relation::Asks, &[Checkin]),
    (Relation::Continues, &[Goal]),
];

/// Relations that no field writes as a link.
const NO_LINK: &[Relation] = &[Relation::WaitingOn];

/// Every link, forwards and backwards.
#[must_use]
pub fn all() -> &'static [Link] {
    static LINKS: LazyLock<Vec<Link>> = LazyLock::new(make);
    &LINKS
}

fn make() -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for relation in Relation::ALL.iter().copied().filter(|it| !NO_LINK.contains(it)) {
        let info = relation.info();
        let writers = WRITERS.iter().find(|(own, _)| *own == relation);
        let from = writers.map_or(Kinds::ALL, |(_, kinds)| Kinds::of(kinds));
        let to = match relation {
            Relation::Supersedes | Relation::Mentions => Kinds::ALL,
            _ => Kinds::of(info.to),
        };
        let (way, back) = match relation {
            Relation::Decision => (Way::Decisions, Way::Decided),
            // Either side writes it, and the other's name leads there and back.
            Relation::Accepts | Relation::Declines | Relation::Defers => {
                (Way::Out(relation), Way::Decisions)
            }
            Relation::Evidence => (Way::Evidence, Way::Informed),
            Relation::Informs => (Way::Informed, Way::Evidence),
            Relation::Mentions => (Way::Mentions, Way::Back(relation)),
            _ => (Way::Out(relation), Way::Back(relation)),
        };
        links.push(Link { name: info.name, from, to, way });
        let known = links.iter().any(|link| link.name == info.inverse && link.way == back);
        if !known {
            links.push(Link { name: info.inverse, from: to, to: from, way: back });
        }
    }
    links
}

/// Where a link leads from a document.
#[must_use]
pub fn follow(reader: &Reader, id: DocId, way: Way) -> Vec<Target> {
    let whole = |doc: DocId| Target { doc, part: None };
    let mut found: Vec<Target> = match way {
        // A key result has an owner too, who is not the goal's.
        Way::Out(Relation::Owner) => reader
            .out(id)
            .filter(|(edge, _)| edge.relation == Relation::Owner && edge.path.starts_with("owner"))
            .filter_map(|(_, outcome)| outcome.target())
            .collect(),
        Way::Out(relation) => reader.targets(id, relation).collect(),
        Way::Back(relation) => reader.sources(id, relation).into_iter().map(whole).collect(),
        Way::Decisions => reader.decisions(id).into_iter().map(whole).collect(),
        Way::Decided => {
            let mut all: Vec<DocId> = reader.sources(id, Relation::Decision);
            for relation in [Relation::Accepts, Relation::Declines, Relation::Defers] {
                all.extend(reader.targets(id, relation).map(|target| target.doc));
            }
            all.sort_unstable();
            all.into_iter().map(whole).collect()
        }
        Way::Evidence => reader.evidence(id).into_iter().map(whole).collect(),
        Way::Informed => reader.informed(id).into_iter().map(whole).collect(),
        Way::Mentions => {
            let landed = reader.landings(id).iter().filter_map(|landing| match landing {
                Landing::Doc(to, _) if *to != id => Some(whole(*to)),
                _ => None,
            });
            reader.targets(id, Relation::Mentions).chain(landed).collect()
        }
    };
    let mut seen = Vec::with_capacity(found.len());
    found.retain(|target| {
        let new = !seen.contains(target);
        if new {
            seen.push(*target);
        }
        new
    });
    found
}

/// The names that a link's field writes and no document answers to, where such a name is allowed.
#[must_use]
pub fn free_names<'m>(reader: &Reader<'m>, id: DocId, way: Way) -> Vec<&'m str> {
    let Way::Out(relation) = way else { return Vec::new() };
    reader
        .out(id)
        .filter(|(edge, outcome)| edge.relation == relation && *outcome == Outcome::Free)
        .filter(|(edge, _)| relation != Relation::Owner || edge.path.starts_with("owner"))
        .map(|(edge, _)| &*edge.target.target)
        .collect()
}

/// Whether a link is written, even to something that this reader must not see.
#[must_use]
pub fn is_written(reader: &Reader, id: DocId, way: Way) -> bool {
    let wanted = match way {
        Way::Out(relation) => relation,
        Way::Decisions => Relation::Decision,
        Way::Evidence => Relation::Evidence,
        Way::Informed => Relation::Informs,
        Way::Back(_) | Way::Decided | Way::Mentions => return !follow(reader, id, way).is_empty(),
    };
    let is_there =
        |outcome| matches!(outcome, Outcome::Found(..) | Outcome::Free | Outcome::Hidden);
    let written = reader.out(id).any(|(edge, outcome)| {
        edge.relation == wanted
            && (wanted != Relation::Owner || edge.path.starts_with("owner"))
            && is_there(outcome)
    });
    written || !follow(reader, id, way).is_empty()
}
