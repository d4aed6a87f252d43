//! What changed: what documents say happened in the last three months, the latest first.

use jiff::civil::Date;

use crate::base::date::{add_days, iso_week};
use crate::kinds::AnyKind;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::block::{Block, List, Section};
use super::card;
use super::item::{Item, Part, say};
use super::places::{Data, Sheet};
use super::words;

/// So far back is looked, and so much is shown.
const DAYS: i64 = 90;
const MOST: usize = 300;

/// Something that happened.
struct Event {
    day: Date,
    id: DocId,
    what: &'static str,
}

/// The page.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let today = reader.today();
    let since = add_days(today, -DAYS);
    let events = events(reader, reader.all(), since);
    let n = events.len();
    let shown = events.get(..n.min(MOST)).unwrap_or_default();
    Sheet {
        data: Data { lead: lead(n), sections: weeks(reader, shown), ..Data::default() },
        ..Sheet::default()
    }
}

/// What happened last to these documents since a day, so many at most, and how many there are.
#[must_use]
pub fn latest(reader: &Reader, ids: &[DocId], since: Date, most: usize) -> (Vec<Item>, usize) {
    let events = events(reader, ids.iter().copied(), since);
    let items = events.iter().take(most).map(|event| line(reader, event)).collect();
    (items, events.len())
}

fn events(reader: &Reader, ids: impl Iterator<Item = DocId>, since: Date) -> Vec<Event> {
    let today = reader.today();
    let mut events: Vec<Event> = Vec::new();
    for id in ids {
        let mut note = |day: Option<Date>, what| {
            if let Some(day) = day.filter(|day| *day >= since && *day <= today) {
                events.push(Event { day, id, what });
            }
        };
        let Some(doc) = reader.doc(id) else { continue };
        match &doc.kind {
            AnyKind::Release(it) => {
                note(it.started, "Begun");
                note(it.shipped, "Shipped");
                let moved = it.outcome.as_ref().and_then(|outcome| outcome.moved);
                note(
                    it.outcome.as_ref().and_then(|outcome| outcome.measured),
                    match moved {
                        Some(true) => "Measured: it moved",
                        Some(false) => "Measured: it did not move",
                        None => "Measured",
                    },
                );
            }
            AnyKind::Bet(it) => {
                note(it.proposed, "Proposed");
                let answer = doc.status().map_or("Decided", words::status);
                note(it.decided, answer);
            }
            AnyKind::Decision(it) => note(it.date, "Decided"),
            AnyKind::Feedback(it) => {
                note(it.heard, "Heard");
                note(it.remeasured, "Measured again");
            }
            AnyKind::Study(it) => note(it.date, "Studied"),
            AnyKind::Goal(it) => {
                note(it.period.as_ref().map(|period| period.start), "Period began");
                note(it.period.as_ref().map(|period| period.end), "Period ended");
            }
            AnyKind::Strategy(_)
            | AnyKind::Metric(_)
            | AnyKind::Checkin(_)
            | AnyKind::Team(_)
            | AnyKind::Person(_)
            | AnyKind::Page(_) => {}
        }
        note(doc.common.reviewed, "Looked over");
    }
    events.sort_by(|a, b| (b.day, a.id, a.what).cmp(&(a.day, b.id, b.what)));
    events
}

fn line(reader: &Reader, event: &Event) -> Item {
    Item {
        date: Some(words::day(event.day, reader.today())),
        note: Some(event.what.into()),
        status: None,
        ..card::item(reader, event.id)
    }
}

fn lead(n: usize) -> Vec<Part> {
    vec![say(match n {
        0 => format!("Nothing in the last {DAYS} days, as far as documents say."),
        n if n > MOST => {
            format!("The latest {MOST} of {n} things in the last {DAYS} days, as documents say.")
        }
        n => format!(
            "{} in the last {DAYS} days, as documents say.",
            crate::base::text::count(n, "thing", "things")
        ),
    })]
}

fn weeks(reader: &Reader, events: &[Event]) -> Vec<Section> {
    let mut sections: Vec<(i16, i8, Vec<Item>)> = Vec::new();
    for event in events {
        let (year, week) = iso_week(event.day);
        let item = line(reader, event);
        match sections.last_mut() {
            Some((y, w, items)) if (*y, *w) == (year, week) => items.push(item),
            _ => sections.push((year, week, vec![item])),
        }
    }
    sections
        .into_iter()
        .map(|(year, week, items)| Section {
            id: format!("week-{year}-{week:02}").into(),
            title: format!("Week {week}, {year}").into(),
            blocks: vec![Block::List(List { items, dated: true, ..List::default() })],
            ..Section::default()
        })
        .collect()
}
