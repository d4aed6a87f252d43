//! A document's links both ways, grouped by what they say.

use serde::Serialize;

use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

use super::card;
use super::item::{Absent, Item, Text, shapes};

/// So many of one sort are listed; the rest is counted.
pub const MOST: usize = 100;

shapes! {
    /// Links of one sort.
    Group {
        /// The name of the relation, or of its other side.
        relation: &'static str,
        /// Its heading.
        title: Text,
        /// What it leads to.
        items: Vec<Item>,
    }
}

/// A relation seen from one of its sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// As this document writes it.
    Out(Relation),
    /// As others write it.
    Back(Relation),
}

/// Relations that a document's facts say already.
const IN_FACTS: &[Relation] = &[
    Relation::Owner,
    Relation::Team,
    Relation::Teams,
    Relation::Tribe,
    Relation::Lead,
    Relation::Driver,
    Relation::Approver,
    Relation::NorthStar,
    Relation::CheckinTeam,
    Relation::CheckinGoal,
    Relation::Bet,
];

/// The groups of a document's links, without those that its page shows elsewhere.
#[must_use]
pub fn groups(reader: &Reader, id: DocId, shown: &[Side]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let out: Vec<_> = reader.out(id).collect();
    let mut back: Vec<(Relation, DocId)> =
        reader.back(id).iter().map(|back| (back.relation, back.from)).collect();
    back.sort_unstable();
    back.dedup();
    for relation in Relation::ALL {
        let info = relation.info();
        let is_out = out.iter().any(|(edge, _)| edge.relation == *relation);
        if is_out
            && !IN_FACTS.contains(relation)
            && *relation != Relation::Mentions
            && !shown.contains(&Side::Out(*relation))
        {
            let mut items: Vec<Item> = Vec::new();
            for (edge, outcome) in out.iter().filter(|(edge, _)| edge.relation == *relation) {
                let Some(item) = card::outcome(reader, edge, *outcome) else { continue };
                if !items.contains(&item) {
                    items.push(item);
                }
            }
            push(&mut groups, info.name, info.heading, items);
        }
        let from = back.partition_point(|(r, _)| r < relation);
        let sources = back.get(from..).unwrap_or_default();
        let sources: Vec<DocId> =
            sources.iter().take_while(|(r, _)| r == relation).map(|(_, id)| *id).collect();
        let is_shown = *relation == Relation::Mentions || shown.contains(&Side::Back(*relation));
        if !sources.is_empty() && !is_shown {
            push(&mut groups, info.inverse, info.inverse_heading, listed(reader, &sources));
        }
    }
    groups
}

/// The first so many of some documents as items, and how many more there are.
#[must_use]
pub fn listed(reader: &Reader, ids: &[DocId]) -> Vec<Item> {
    let mut items: Vec<Item> = ids.iter().take(MOST).map(|id| card::item(reader, *id)).collect();
    items.extend(card::rest(ids.len(), MOST));
    items
}

fn push(groups: &mut Vec<Group>, relation: &'static str, title: &str, items: Vec<Item>) {
    if items.is_empty() {
        return;
    }
    match groups.iter_mut().find(|group| *group.title == *title) {
        Some(group) => {
            let new: Vec<Item> = items.into_iter().filter(|i| !group.items.contains(i)).collect();
            group.items.extend(new);
        }
        None => groups.push(Group { relation, title: title.into(), items }),
    }
}

/// The documents whose text links to this one.
#[must_use]
pub fn mentioned_by(reader: &Reader, id: DocId) -> Vec<Item> {
    listed(reader, &reader.sources(id, Relation::Mentions))
}

/// The merged group of two relations that may be written on either side.
#[must_use]
pub fn merged(reader: &Reader, id: DocId, doc: &Doc) -> (Vec<Group>, Vec<Side>) {
    use Side::{Back, Out};
    let mut groups = Vec::new();
    let mut shown = Vec::new();
    match doc.tag() {
        KindTag::Bet | KindTag::Release | KindTag::Feedback => {
            let decisions = listed(reader, &reader.decisions(id));
            push(&mut groups, "decision", "Decided by", decisions);
            shown.extend([
                Out(Relation::Decision),
                Back(Relation::Accepts),
                Back(Relation::Declines),
                Back(Relation::Defers),
            ]);
        }
        KindTag::Decision => {
            let told = [Relation::Accepts, Relation::Declines, Relation::Defers];
            let named: Vec<DocId> =
                told.iter().flat_map(|r| reader.targets(id, *r)).map(|t| t.doc).collect();
            let mut others = reader.sources(id, Relation::Decision);
            others.retain(|other| !named.contains(other));
            push(&mut groups, "decides", "Decides", listed(reader, &others));
            shown.push(Back(Relation::Decision));
        }
        _ => {}
    }
    match doc.tag() {
        KindTag::Bet | KindTag::Release => {
            shown.extend([Out(Relation::Evidence), Back(Relation::Informs)]);
        }
        KindTag::Feedback | KindTag::Study => {
            push(&mut groups, "informs", "Informs", listed(reader, &reader.informed(id)));
            shown.extend([Out(Relation::Informs), Back(Relation::Evidence)]);
        }
        _ => {}
    }
    (groups, shown)
}
