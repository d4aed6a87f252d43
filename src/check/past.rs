//! Questions that the history lints ask: where a field of the past stands now, how it is called, which steps are allowed.

use jiff::civil::Date;

use crate::base::date::{days_between, long, short};
use crate::base::place::Place;
use crate::kinds::KindTag;
use crate::kinds::status::Status;
use crate::model::doc::{Doc, DocId};
use crate::model::history::facts::{Facts, key_of};
use crate::model::history::{Change, UNCOMMITTED};
use crate::model::reader::Reader;

/// Where a field of the past stands now: `krs.fill-rate.target` is `krs[0].target`.
#[must_use]
pub fn place(doc: &Doc, field: &str) -> Place {
    let Some(rest) = field.strip_prefix("krs.") else {
        return Place::field(field.split('.').next().unwrap_or(field));
    };
    let (key, what) = rest.rsplit_once('.').unwrap_or((rest, ""));
    let krs = doc.get::<crate::kinds::goal::Goal>().map_or(&[][..], |goal| &goal.krs);
    match krs.iter().position(|kr| key_of(kr) == key) {
        Some(at) => Place::field(&format!("krs[{at}].{what}")),
        None => Place::field("krs"),
    }
}

/// How a field of the past is called: ``the target of `fill-rate` ``.
#[must_use]
pub fn called(field: &str) -> String {
    for (list, word) in [("krs.", ""), ("pillars.", "pillar ")] {
        if let Some((key, what)) = field.strip_prefix(list).and_then(|rest| rest.rsplit_once('.')) {
            return format!("the {what} of {word}`{key}`");
        }
    }
    format!("`{field}`")
}

/// A value of the past as people read it: of a period its name, of a list of dates the last.
#[must_use]
pub fn read(field: &str, value: &str) -> String {
    match field {
        "period" => value.split(' ').next().unwrap_or(value).to_owned(),
        "targets" => value.rsplit(' ').next().unwrap_or(value).to_owned(),
        _ => value.to_owned(),
    }
}

/// From what to what a field changed.
#[must_use]
pub fn step(change: &Change) -> String {
    let side =
        |value: Option<&str>| value.map_or("nothing".to_owned(), |it| read(change.field, it));
    format!("from {} to {}", side(change.from), side(change.to))
}

/// When a change was made, as part of a sentence.
#[must_use]
pub fn when(change: &Change, today: Date) -> String {
    if change.after.order == UNCOMMITTED {
        "in what is not committed yet".to_owned()
    } else {
        format!("on {}", day(change.after.day, today))
    }
}

/// A day; the year is said where it is another one.
#[must_use]
pub fn day(day: Date, today: Date) -> String {
    if day.year() == today.year() { short(day) } else { long(day) }
}

/// Whether a change is not older than so many days.
#[must_use]
pub fn is_recent(reader: &Reader, change: &Change, days: usize) -> bool {
    let age = days_between(change.after.day, reader.today());
    i64::try_from(days).is_ok_and(|days| age <= days)
}

/// Whether a change of names only calls the same documents otherwise: an alias is no other owner.
#[must_use]
pub fn is_same(reader: &Reader, change: &Change) -> bool {
    let found = |value: Option<&str>| -> Option<Vec<DocId>> {
        value?.split(", ").map(|name| reader.find(name)).collect()
    };
    let (from, to) = (found(change.from), found(change.to));
    from.is_some() && from == to
}

/// Whether a goal was live on a day, as it was written then.
#[must_use]
pub fn was_live(facts: &Facts, day: Date) -> bool {
    facts.status() == Some(Status::Active)
        && facts.period().is_some_and(|(start, end)| start <= day && day <= end)
}

/// What a step from one status to another is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// As it should go.
    Allowed,
    /// What was over is alive again.
    Revived,
    /// Over or under a rung of the ladder.
    Strange,
}

/// What a step of a document's status is.
#[must_use]
pub fn judge(kind: KindTag, from: Status, to: Status, after: &Facts) -> Step {
    use Status::{
        Accepted, Active, Cancelled, Declined, Deferred, Draft, Dropped, InProgress, Open, Planned,
        Proposed, Shipped, Superseded,
    };
    let is_over = |status: Status| status.is_dead() || status == Shipped;
    let allowed = match kind {
        KindTag::Release => match (from, to) {
            (Planned, InProgress | Cancelled) | (InProgress, Shipped | Cancelled) => true,
            // The day on which it was begun says that the step between was taken.
            (Planned, Shipped) => after.value("started").is_some(),
            _ => false,
        },
        KindTag::Bet => matches!(
            (from, to),
            (Proposed, Accepted | Declined | Deferred) | (Deferred, Accepted | Declined)
        ),
        KindTag::Goal | KindTag::Strategy => {
            matches!((from, to), (Draft, Active) | (Active, Dropped | Superseded))
        }
        KindTag::Feedback => to != Open,
        _ => true,
    };
    if allowed {
        Step::Allowed
    } else if (is_over(from) && !is_over(to)) || kind == KindTag::Feedback {
        Step::Revived
    } else {
        Step::Strange
    }
}

/// The latest step of a document's status that is not as it should be and still holds, if it is recent.
#[must_use]
pub fn odd_step(
    reader: &Reader,
    id: DocId,
    days: usize,
    wanted: impl Fn(Step, Option<DocId>) -> bool,
) -> Option<(Status, Status, String, Option<DocId>)> {
    let line = reader.history(id)?;
    let kind = reader.doc(id)?.tag();
    let now = reader.status(id)?;
    let changes: Vec<Change> = line.changes_of("status").collect();
    // What was taken back has been mended, and so has the step there and the step back.
    let is_back = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| changes.get(before));
        changes.get(at).zip(before).is_some_and(|(change, before)| change.to == before.from)
    };
    changes
        .iter()
        .enumerate()
        .filter(|(at, change)| !is_back(*at) && is_recent(reader, change, days))
        .filter_map(|(_, change)| {
            let (from, to) = (change.before.facts.status()?, change.after.facts.status()?);
            let covered = reader.covers(id, change);
            let is_wanted = wanted(judge(kind, from, to, &change.after.facts), covered);
            let when = when(change, reader.today());
            (is_wanted && from != now).then_some((from, to, when, covered))
        })
        .last()
}
