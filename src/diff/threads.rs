//! What hangs where: work that serves something else now or nothing any more, and what began, ended or was refused.

use serde::Serialize;

use crate::base::place::Place;
use crate::check::past;
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::{At, Named, Pair, Pairs, Side, at, named};

/// The links upwards: the field, and the relation that it writes.
const UP: &[(&str, Relation)] = &[
    ("pillar", Relation::Pillar),
    ("parent", Relation::Parent),
    ("goals", Relation::Goals),
    ("goal", Relation::Goal),
    ("bet", Relation::Bet),
];

/// Something that hangs elsewhere now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Pointed {
    /// Where that is written.
    pub at: At,
    /// What.
    pub item: Named,
    /// The field.
    pub field: &'static str,
    /// On what it hung.
    pub from: Vec<String>,
    /// On what it hangs.
    pub to: Vec<String>,
}

/// Something that began, ended, was refused, came or went.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Step {
    /// `started`, `shipped`, `stopped`, `refused`, `put off`, `reopened`, `new` or `removed`.
    pub what: &'static str,
    /// Where that is written.
    pub at: At,
    /// What.
    pub item: Named,
    /// Where it stood.
    pub from: Option<&'static str>,
    /// Where it stands.
    pub to: Option<&'static str>,
}

/// What hangs on something else, and what hung on something and hangs on nothing.
pub(super) fn pointed(pairs: &Pairs) -> (Vec<Pointed>, Vec<Pointed>) {
    let (mut pointed, mut orphaned) = (Vec::new(), Vec::new());
    for id in pairs.new.all() {
        let Some(doc) = pairs.new.doc(id) else { continue };
        let of_interest = matches!(doc.tag(), KindTag::Goal | KindTag::Bet | KindTag::Release);
        if !of_interest || doc.is_dead() {
            continue;
        }
        let Some(old) = before(pairs, id) else { continue };
        let sides: Vec<(&str, Vec<String>, Vec<String>)> = UP
            .iter()
            .map(|(field, relation)| {
                let mut from: Vec<String> = names(&pairs.old, old, *relation)
                    .into_iter()
                    .map(|name| now(&pairs.new, name))
                    .collect();
                from.sort();
                (*field, from, names(&pairs.new, id, *relation))
            })
            .collect();
        let hung = sides.iter().any(|(_, from, _)| !from.is_empty());
        let hangs = sides.iter().any(|(.., to)| !to.is_empty());
        for (field, from, to) in sides {
            let Some((field, _)) = UP.iter().find(|(own, _)| *own == field) else { continue };
            if from == to {
                continue;
            }
            let item = Pointed {
                at: at(pairs.head, &pairs.new, id, past::place(doc, field)),
                item: named(&pairs.new, id),
                field,
                from,
                to,
            };
            if hung && !hangs {
                orphaned.push(item);
            } else if hung {
                pointed.push(item);
            }
        }
    }
    pointed.sort();
    orphaned.sort();
    (pointed, orphaned)
}

fn before(pairs: &Pairs, id: DocId) -> Option<DocId> {
    let doc = pairs.new.doc(id)?;
    let mut names =
        std::iter::once(doc.slug.as_str()).chain(doc.common.aliases.iter().map(|it| &**it));
    names.find_map(|name| pairs.old.find(name))
}

/// What a document hangs on, by id.
fn names(reader: &Reader, id: DocId, relation: Relation) -> Vec<String> {
    let mut names: Vec<String> = reader
        .targets(id, relation)
        .filter_map(|target| {
            let doc = reader.doc(target.doc)?;
            let part = target.part.and_then(|part| doc.parts().get(part as usize).copied());
            Some(part.map_or_else(|| doc.slug.to_string(), |part| format!("{}#{part}", doc.slug)))
        })
        .collect();
    names.sort();
    names
}

/// The name by which something is called now: an alias is no other thing.
fn now(reader: &Reader, name: String) -> String {
    let (id, part) = name.split_once('#').map_or((&*name, None), |(id, part)| (id, Some(part)));
    match (reader.find(id).and_then(|id| reader.doc(id)), part) {
        (Some(doc), Some(part)) => format!("{}#{part}", doc.slug),
        (Some(doc), None) => doc.slug.to_string(),
        (None, _) => name,
    }
}

/// What began, ended, was refused, came or went.
pub(super) fn steps(pairs: &Pairs) -> Vec<Step> {
    let mut steps = Vec::new();
    for Pair { old, new, .. } in &pairs.both {
        let (from, to) = (pairs.old.status(*old), pairs.new.status(*new));
        let Some((before, after)) = from.zip(to).filter(|(from, to)| from != to) else { continue };
        let Some(what) = word(before, after) else { continue };
        steps.push(step(what, pairs.head, &pairs.new, *new, (from, to)));
    }
    for id in &pairs.came {
        steps.push(step("new", pairs.head, &pairs.new, *id, (None, pairs.new.status(*id))));
    }
    for id in &pairs.went {
        steps.push(step("removed", pairs.base, &pairs.old, *id, (pairs.old.status(*id), None)));
    }
    let counts = |step: &Step| !matches!(step.item.kind, "checkin" | "person" | "page");
    steps.retain(counts);
    steps.sort_by(|a, b| (rank(a.what), a).cmp(&(rank(b.what), b)));
    steps
}

fn step(
    what: &'static str,
    side: &Side,
    reader: &Reader,
    id: DocId,
    (from, to): (Option<Status>, Option<Status>),
) -> Step {
    let written = reader.doc(id).is_some_and(|doc| doc.common.status_written);
    let place = if written { Place::field("status") } else { Place::Front };
    Step {
        what,
        at: at(side, reader, id, place),
        item: named(reader, id),
        from: from.map(Status::as_str),
        to: to.map(Status::as_str),
    }
}

/// What a step of the status is called.
fn word(from: Status, to: Status) -> Option<&'static str> {
    let was_over = from.is_dead() || from == Status::Shipped;
    Some(match to {
        Status::Shipped => "shipped",
        Status::Declined => "refused",
        Status::Deferred => "put off",
        Status::Cancelled | Status::Dropped | Status::Superseded | Status::Retired => "stopped",
        _ if was_over => "reopened",
        Status::InProgress | Status::Accepted | Status::Active => "started",
        _ => return None,
    })
}

/// The order in which steps are told.
pub(super) const WORDS: &[&str] =
    &["started", "shipped", "reopened", "stopped", "refused", "put off", "new", "removed"];

fn rank(what: &str) -> usize {
    WORDS.iter().position(|word| *word == what).unwrap_or(WORDS.len())
}
