//! What happened, as documents say it and with names that stay: the entries of every feed, and on the page "What changed"
//! beside what git remembers.

use jiff::civil::Date;

use crate::kinds::AnyKind;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

use super::words;

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub day: Date,
    /// To what.
    pub id: DocId,
    /// What, as a name that stays.
    pub name: &'static str,
    /// What, in words.
    pub what: &'static str,
}

/// What happened to these documents from a day on, up to today, the latest first.
#[must_use]
pub fn since(reader: &Reader, ids: impl Iterator<Item = DocId>, first: Option<Date>) -> Vec<Event> {
    let today = reader.today();
    let mut events: Vec<Event> = Vec::new();
    for id in ids {
        let Some(doc) = reader.doc(id) else { continue };
        told(doc, &mut |day, name, what| {
            let within = |day: &Date| *day <= today && first.is_none_or(|first| *day >= first);
            if let Some(day) = day.filter(within) {
                events.push(Event { day, id, name, what });
            }
        });
    }
    events.sort_by(|a, b| (b.day, a.id, a.what).cmp(&(a.day, b.id, b.what)));
    events
}

/// What a document tells.
fn told(doc: &Doc, note: &mut impl FnMut(Option<Date>, &'static str, &'static str)) {
    match &doc.kind {
        AnyKind::Release(it) => {
            note(it.started, "begun", "Begun");
            note(it.shipped, "shipped", "Shipped");
            let outcome = it.outcome.as_ref();
            let words = match outcome.and_then(|outcome| outcome.moved) {
                Some(true) => "Measured: it moved",
                Some(false) => "Measured: it did not move",
                None => "Measured",
            };
            note(outcome.and_then(|outcome| outcome.measured), "measured", words);
        }
        AnyKind::Bet(it) => {
            note(it.proposed, "proposed", "Proposed");
            note(it.decided, "decided", doc.status().map_or("Decided", words::status));
        }
        AnyKind::Decision(it) => note(it.date, "decided", "Decided"),
        AnyKind::Feedback(it) => {
            note(it.heard, "heard", "Heard");
            note(it.remeasured, "remeasured", "Measured again");
        }
        AnyKind::Study(it) => note(it.date, "studied", "Studied"),
        AnyKind::Goal(it) => {
            note(it.period.as_ref().map(|period| period.start), "period-began", "Period began");
            note(it.period.as_ref().map(|period| period.end), "period-ended", "Period ended");
        }
        AnyKind::Strategy(_)
        | AnyKind::Metric(_)
        | AnyKind::Checkin(_)
        | AnyKind::Team(_)
        | AnyKind::Person(_)
        | AnyKind::Page(_) => {}
    }
    note(doc.common.reviewed, "reviewed", "Looked over");
}
