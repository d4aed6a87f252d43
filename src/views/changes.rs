//! What changed in the last three months, week by week and by what it means: what git remembers of promises, and what
//! documents say happened.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::base::date::{add_days, iso_week};
use crate::base::text::count;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::history::UNCOMMITTED;
use crate::model::reader::Reader;

use super::block::{Block, Section};
use super::card;
use super::events;
use super::item::{Item, Part, Text, say};
use super::past::{self, Meaning};
use super::places::{Data, Sheet};
use super::words;

/// So far back is looked, and so much is shown.
const DAYS: i64 = 90;
const MOST: usize = 300;

/// What something that happened is about, in the order in which a week tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    /// A promise that changed, as git remembers it.
    Promise(Meaning),
    /// A document that went away.
    Gone,
    /// A choice.
    Decided,
    /// Work that began, shipped, was measured; periods.
    Done,
    /// Something that was heard or studied.
    Learnt,
    /// A document that somebody looked over.
    Reviewed,
}

impl About {
    const fn words(self) -> &'static str {
        match self {
            Self::Promise(meaning) => meaning.words(),
            Self::Gone => "Gone",
            Self::Decided => "Decisions",
            Self::Done => "Begun, shipped, measured",
            Self::Learnt => "Heard and studied",
            Self::Reviewed => "Looked over",
        }
    }
}

/// The lines of a week, by what they are about.
type Week = BTreeMap<About, Vec<Item>>;

/// Something that happened.
struct Event {
    day: Date,
    about: About,
    /// The document; without one it is not there any more.
    id: Option<DocId>,
    /// What it was called, where it is not there any more.
    title: Text,
    what: Text,
}

/// The page.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let today = reader.today();
    let since = add_days(today, -DAYS);
    let mut events = gather(reader, &reader.all().collect::<Vec<_>>(), since);
    for gone in reader.past().gone().iter().filter(|gone| gone.day >= since && gone.day <= today) {
        let by = gone.by.as_deref().map_or(String::new(), |by| format!(", by {by}"));
        let what = format!("{} {} went away{by}", words::kind(gone.facts.kind), gone.facts.id);
        let title = gone.facts.name().into();
        events.push(Event {
            day: gone.day,
            about: About::Gone,
            id: None,
            title,
            what: what.into(),
        });
    }
    sort(&mut events);
    let n = events.len();
    events.truncate(MOST);
    let lead = lead(reader, n);
    Sheet {
        data: Data { lead, sections: weeks(reader, &events), ..Data::default() },
        ..Sheet::default()
    }
}

/// What happened last to these documents since a day, so many at most, and how many there are.
#[must_use]
pub fn latest(reader: &Reader, ids: &[DocId], since: Date, most: usize) -> (Vec<Item>, usize) {
    let events = gather(reader, ids, since);
    let day = |event: &Event| Some(words::day(event.day, reader.today()));
    let dated = |event: &Event| Item { date: day(event), ..line(reader, event) };
    (events.iter().take(most).map(dated).collect(), events.len())
}

/// Everything that happened to these documents, the latest first.
fn gather(reader: &Reader, ids: &[DocId], since: Date) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for id in ids {
        remembered(reader, *id, since, &mut events);
    }
    events.extend(events::since(reader, ids.iter().copied(), Some(since)).into_iter().map(
        |said| Event {
            day: said.day,
            about: about(said.name),
            id: Some(said.id),
            title: "".into(),
            what: said.what.into(),
        },
    ));
    sort(&mut events);
    events
}

fn sort(events: &mut [Event]) {
    let key = |it: &Event| (Reverse(it.day), it.about, it.id, it.what.clone(), it.title.clone());
    events.sort_by_cached_key(key);
}

fn line(reader: &Reader, event: &Event) -> Item {
    let named = match event.id {
        Some(id) => card::item(reader, id),
        None => Item { title: event.title.clone(), ..Item::default() },
    };
    Item { note: Some(event.what.clone()), status: None, ..named }
}

/// What a week tells of an event, by the name that it has in feeds.
fn about(name: &str) -> About {
    match name {
        "decided" => About::Decided,
        "proposed" | "heard" | "studied" => About::Learnt,
        "reviewed" => About::Reviewed,
        _ => About::Done,
    }
}

/// What git remembers of a document's promises.
fn remembered(reader: &Reader, id: DocId, since: Date, events: &mut Vec<Event>) {
    let Some(line) = reader.history(id) else { return };
    for change in line.changes() {
        let Some(meaning) = past::meaning(&change).filter(|_| change.after.day >= since) else {
            continue;
        };
        // The document says itself on which day it began, shipped or was decided.
        let status = change.after.facts.status();
        let is_said = matches!(
            status,
            Some(
                Status::InProgress
                    | Status::Shipped
                    | Status::Accepted
                    | Status::Declined
                    | Status::Deferred
            )
        );
        if change.field == "status" && is_said {
            continue;
        }
        let step = past::step(reader, id, &change);
        let side = |text: &Option<Text>| text.clone().unwrap_or_else(|| "nothing".into());
        let mut what = step.field.as_deref().unwrap_or_default().to_owned();
        if let Some(said) = &step.text {
            what = format!("{what} {said}");
        }
        what = format!("{what}: {} \u{2192} {}", side(&step.from), side(&step.to));
        if let Some(slip) = &step.slip {
            what = format!("{what} ({slip})");
        }
        if change.after.order == UNCOMMITTED {
            what.push_str(", not committed yet");
        }
        if let Some(by) = &step.by {
            what = format!("{what}, by {by}");
        }
        if let Some(decision) = &step.decision {
            what = format!("{what}; decided in \u{201c}{}\u{201d}", decision.title);
        }
        let about = About::Promise(meaning);
        events.push(Event {
            day: change.after.day,
            about,
            id: Some(id),
            title: "".into(),
            what: what.into(),
        });
    }
}

fn lead(reader: &Reader, n: usize) -> Vec<Part> {
    let source = match reader.past().span() {
        Some(_) => "as git and documents say",
        None => "as documents say",
    };
    vec![say(match n {
        0 => format!("Nothing in the last {DAYS} days, {source}."),
        n if n > MOST => {
            format!("The latest {MOST} of {n} things in the last {DAYS} days, {source}.")
        }
        n => format!("{} in the last {DAYS} days, {source}.", count(n, "thing", "things")),
    })]
}

/// A section a week, in it a branch for everything that is about the same.
fn weeks(reader: &Reader, events: &[Event]) -> Vec<Section> {
    let today = reader.today();
    let mut weeks: BTreeMap<Reverse<(i16, i8)>, Week> = BTreeMap::new();
    for event in events {
        let week = weeks.entry(Reverse(iso_week(event.day))).or_default();
        let day = Some(words::day(event.day, today));
        week.entry(event.about).or_default().push(Item { right: day, ..line(reader, event) });
    }
    weeks
        .into_iter()
        .map(|(Reverse((year, week)), abouts)| {
            let n: usize = abouts.values().map(Vec::len).sum();
            let items = abouts
                .into_iter()
                .map(|(about, children)| Item {
                    title: about.words().into(),
                    children,
                    ..Item::default()
                })
                .collect();
            Section {
                id: format!("week-{year}-{week:02}").into(),
                title: format!("Week {week}, {year}").into(),
                note: Some(count(n, "thing", "things").into()),
                blocks: vec![Block::Tree { items }],
                ..Section::default()
            }
        })
        .collect()
}
