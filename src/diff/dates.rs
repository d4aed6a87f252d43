//! Dates that moved, and whom they push along what needs what.

use std::collections::{BTreeMap, VecDeque};

use serde::{Serialize, Serializer};

use crate::base::date::{Date, days_between};
use crate::base::place::Place;
use crate::check::facts::dependencies;
use crate::kinds::AnyKind;
use crate::kinds::edges::{Effect, Relation};
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::{At, Named, Pairs, at, named};

/// So many documents are looked at along one thread of needs.
const MOST: usize = 1000;

/// A date that moved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Moved {
    /// Where it stands now.
    pub at: At,
    /// The release.
    pub release: Named,
    /// The day that was promised.
    #[serde(serialize_with = "text")]
    pub from: Option<Date>,
    /// The day that is promised now.
    #[serde(serialize_with = "text")]
    pub to: Option<Date>,
    /// Days from one to the other; negative when it is earlier now.
    pub days: Option<i64>,
    /// What needs it, the nearest first.
    pub pushes: Vec<Push>,
}

/// Something that needs what moved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Push {
    /// What needs it.
    pub item: Named,
    /// Where it is promised.
    pub at: At,
    /// What it needs: what moved itself, or something between.
    pub through: String,
    /// The day on which it is promised.
    #[serde(serialize_with = "text")]
    pub due: Option<Date>,
    /// The earliest day on which it can be had now.
    #[serde(serialize_with = "text")]
    pub earliest: Option<Date>,
    /// By how many days it is pushed; 0 where there is room, and so many days of room as a negative number.
    pub days: i64,
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn text<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => to.collect_str(date),
        None => to.serialize_none(),
    }
}

pub(super) fn compare(pairs: &Pairs) -> Vec<Moved> {
    let mut moved = Vec::new();
    for pair in &pairs.both {
        let is_over =
            matches!(pairs.new.status(pair.new), Some(Status::Shipped | Status::Cancelled));
        let (old, new) = (pair.before.dates("targets"), pair.after.dates("targets"));
        let (from, to) = (old.last().copied(), new.last().copied());
        if is_over
            || from == to
            || pair.after.is_unread("targets")
            || pair.before.is_unread("targets")
        {
            continue;
        }
        let days = from.zip(to).map(|(from, to)| days_between(from, to));
        let later = days.is_some_and(|days| days > 0);
        moved.push(Moved {
            at: at(pairs.head, &pairs.new, pair.new, Place::field("targets")),
            release: named(&pairs.new, pair.new),
            from,
            to,
            days,
            pushes: to.filter(|_| later).map_or_else(Vec::new, |to| push(pairs, pair.new, to)),
        });
    }
    moved.sort();
    moved
}

/// The day on which something is promised.
fn due(reader: &Reader, id: DocId) -> Option<Date> {
    let doc = reader.doc(id)?;
    match &doc.kind {
        AnyKind::Release(it) if doc.status() != Some(Status::Shipped) => it.targets.last().copied(),
        AnyKind::Goal(it) => it.period.as_ref().map(|period| period.end),
        _ => None,
    }
}

/// What a date pushes, through everything that needs it.
fn push(pairs: &Pairs, moved: DocId, to: Date) -> Vec<Push> {
    let reader = &pairs.new;
    let mut earliest: BTreeMap<DocId, Date> = BTreeMap::from([(moved, to)]);
    let mut found: Vec<(DocId, Push)> = Vec::new();
    let mut waiting = VecDeque::from([moved]);
    let mut looked = 0;
    while let Some(need) = waiting.pop_front() {
        looked += 1;
        let Some(ready) = earliest.get(&need).copied().filter(|_| looked <= MOST) else { break };
        for id in reader.sources(need, Relation::DependsOn) {
            let holds = dependencies(reader, id)
                .iter()
                .any(|(_, how, target)| *target == need && how.effect != Effect::None);
            let over = crate::check::facts::is_over(reader, id);
            if !holds || over || id == moved {
                continue;
            }
            let due = due(reader, id);
            let day = due.map_or(ready, |due| due.max(ready));
            // A circle of needs ends here: the day does not grow on the way round.
            if earliest.get(&id).is_some_and(|known| *known >= day) {
                continue;
            }
            earliest.insert(id, day);
            waiting.push_back(id);
            let item = Push {
                item: named(reader, id),
                at: at(pairs.head, reader, id, place(reader, id)),
                through: reader.doc(need).map_or_else(String::new, |doc| doc.title.to_string()),
                due,
                earliest: due.map(|due| due.max(ready)),
                days: due.map_or(0, |due| days_between(due, ready)),
            };
            match found.iter_mut().find(|(own, _)| *own == id) {
                Some((_, old)) => *old = item,
                None => found.push((id, item)),
            }
        }
    }
    found.into_iter().map(|(_, push)| push).collect()
}

fn place(reader: &Reader, id: DocId) -> Place {
    match reader.doc(id).map(|doc| &doc.kind) {
        Some(AnyKind::Release(it)) if !it.targets.is_empty() => Place::field("targets"),
        Some(AnyKind::Goal(_)) => Place::field("period"),
        _ => Place::Front,
    }
}
