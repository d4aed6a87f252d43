//! The Roadmap: what comes now, next and later, under which pillar, and what the last of it changed.

use crate::base::chart::time::{Item as Span, Lane as Track, Timeline};
use crate::base::chart::{Chart, Form, Name, Stage, Tone};
use crate::base::date::{add_days, days_between};
use crate::kinds::edges::Relation;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

use super::block::{Block, Lane, List, More, Section};
use super::card;
use super::facts::period_words;
use super::item::{Item, Part, Text, say, strong};
use super::places::{Data, Sheet};
use super::shared::quarter;
use super::standing;
use super::thread;
use super::words::{self, tone};

/// So many releases stand in one column, so many lanes and days in the drawing.
const MOST: usize = 60;
const MOST_LANES: usize = 30;
const MOST_DAYS: i64 = 400;

/// A release that is not cancelled.
struct Work<'m> {
    id: DocId,
    doc: &'m Doc,
    release: &'m Release,
}

impl Work<'_> {
    fn target(&self) -> Option<jiff::civil::Date> {
        self.release.targets.last().copied()
    }
}

/// The page.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let all: Vec<Work> = reader
        .each::<Release>()
        .filter(|(_, doc, _)| doc.status() != Some(Status::Cancelled))
        .map(|(id, doc, release)| Work { id, doc, release })
        .collect();
    let mut charts = Vec::new();
    let mut sections = vec![board(reader, &all)];
    sections.extend(shipped(reader, &all));
    if let Some(chart) = timeline(reader, &all) {
        sections.push(Section {
            id: "timeline".into(),
            title: "When".into(),
            note: Some("a ring is the day that was promised first".into()),
            blocks: vec![Block::Chart { chart: chart.name.clone() }],
            ..Section::default()
        });
        charts.push((chart.name.to_string(), chart));
    }
    sections.extend(slipped(reader, &all));
    sections.extend(super::ledger::section(reader));
    Sheet {
        data: Data { lead: lead(reader, &all), sections, ..Data::default() },
        charts,
        ..Sheet::default()
    }
}

fn lead(reader: &Reader, all: &[Work]) -> Vec<Part> {
    let count = |status| all.iter().filter(|work| work.doc.status() == Some(status)).count();
    let (begun, planned) = (count(Status::InProgress), count(Status::Planned));
    let mut parts = match (begun, planned) {
        (0, 0) => vec![say("Nothing is in progress, and nothing is planned.")],
        (0, n) => vec![say("Nothing is in progress; "), strong(words::few(n)), say(" planned.")],
        (n, 0) => {
            vec![
                strong(format!("{} in progress", words::capital(&words::few(n)))),
                say(", none planned."),
            ]
        }
        (n, m) => vec![
            strong(format!("{} in progress", words::capital(&words::few(n)))),
            say(format!(", {} planned.", words::few(m))),
        ],
    };
    let today = reader.today();
    let late = all
        .iter()
        .filter(|work| super::document::release::is_ahead(work.doc.status()))
        .filter(|work| work.target().is_some_and(|target| target < today))
        .count();
    if late > 0 {
        parts.push(say(format!(
            " {} past {} day.",
            words::capital(&words::few(late)),
            if late == 1 { "its" } else { "their" }
        )));
    }
    parts
}

/// Now, next, later, and what shipped last.
fn board(reader: &Reader, all: &[Work]) -> Section {
    Section {
        id: "board".into(),
        title: "Now, next, later".into(),
        more: Some(More { text: "All releases".into(), url: "releases/index.html".into() }),
        blocks: vec![three(reader, all)],
        ..Section::default()
    }
}

/// These releases by when they come.
#[must_use]
pub fn columns(reader: &Reader, ids: &[DocId]) -> Block {
    let work = ids.iter().filter_map(|id| {
        let (doc, release) = reader.get::<Release>(*id)?;
        Some(Work { id: *id, doc, release })
    });
    three(reader, &work.collect::<Vec<_>>())
}

/// A release as a line.
#[must_use]
pub fn item(reader: &Reader, id: DocId, doc: &Doc, release: &Release) -> Item {
    line(reader, &Work { id, doc, release })
}

/// A release in its lane.
#[must_use]
pub fn span_of(reader: &Reader, id: DocId, doc: &Doc, release: &Release) -> Option<Span> {
    span(reader, &Work { id, doc, release })
}

fn three(reader: &Reader, all: &[Work]) -> Block {
    let today = reader.today();
    let this = quarter(today, reader.config().period_start_month);
    let end = this.as_ref().map_or(today, |quarter| quarter.end);
    let next_end = add_days(end, 92);
    let mut lanes: [Vec<&Work>; 3] = Default::default();
    let [now, next, later] = &mut lanes;
    for work in all {
        match (work.doc.status(), work.target()) {
            (Some(Status::InProgress), _) => now.push(work),
            (Some(Status::Planned), Some(target)) if target <= end => now.push(work),
            (Some(Status::Planned), Some(target)) if target <= next_end => next.push(work),
            (Some(Status::Planned), _) => later.push(work),
            _ => {}
        }
    }
    let [now, next, later] = lanes;
    let quarter_note =
        this.as_ref().map(|quarter| Text::from(format!("to the end of {}", period_words(quarter))));
    let columns = vec![
        lane(reader, "Now", quarter_note, now),
        lane(reader, "Next", Some("the quarter after".into()), next),
        lane(reader, "Later", Some("after that, or without a day".into()), later),
    ];
    Block::Board { columns }
}

fn lane(reader: &Reader, title: &str, note: Option<Text>, mut work: Vec<&Work>) -> Lane {
    work.sort_by_key(|work| (work.target().is_none(), work.target(), work.id));
    let count = work.len();
    let mut items: Vec<Item> = work.into_iter().take(MOST).map(|work| line(reader, work)).collect();
    items.extend(card::rest(count, MOST));
    Lane { title: title.into(), note, count: Some(count.to_string().into()), items }
}

/// What shipped last, and what it changed.
fn shipped(reader: &Reader, all: &[Work]) -> Option<Section> {
    let mut shipped: Vec<&Work> =
        all.iter().filter(|work| work.doc.status() == Some(Status::Shipped)).collect();
    shipped.sort_by_key(|work| (std::cmp::Reverse(work.release.shipped), work.id));
    let number = shipped.len();
    let items: Vec<Item> =
        shipped.into_iter().take(8).filter_map(|work| result(reader, work.id)).collect();
    (number > 0).then(|| Section {
        id: "shipped".into(),
        title: "Shipped, and what it changed".into(),
        note: Some(format!("the latest of {number}").into()).filter(|_| number > items.len()),
        blocks: vec![Block::List(List { items, ..List::default() })],
        ..Section::default()
    })
}

/// A release with its day and what it serves.
fn line(reader: &Reader, work: &Work) -> Item {
    let today = reader.today();
    let moved = standing::moved(reader, work.release, work.doc.status()).filter(|days| *days != 0);
    let serves = reader.target(work.id, Relation::Goals).map(|goal| {
        let above = thread::above(reader, goal.doc);
        let pillar =
            above.strategy.and_then(|t| Some(card::part_item(reader, t.doc, t.part?).title));
        let goal = reader.doc(goal.doc).map(|doc| doc.title.clone()).unwrap_or_default();
        pillar.map_or_else(|| goal.clone(), |pillar| format!("{goal} ({pillar})").into())
    });
    let unseen = serves.is_none() && !work.release.goals.is_empty();
    Item {
        note: serves.or_else(|| (!unseen).then(|| "No goal".into())),
        right: Some(work.target().map_or_else(|| "no date".into(), |day| words::day(day, today))),
        slip: moved.map(words::slip),
        late: moved.is_some_and(|days| days >= standing::LATE),
        ..card::item(reader, work.id)
    }
}

/// A shipped release with what came of it.
#[must_use]
pub fn result(reader: &Reader, id: DocId) -> Option<Item> {
    let (_, release) = reader.get::<Release>(id)?;
    let today = reader.today();
    let outcome = release.outcome.as_ref();
    let expected = outcome.and_then(|o| o.customer.as_deref().or(o.expected.as_deref()));
    let verdict = match outcome {
        None => "expected nothing",
        Some(outcome) => match (outcome.measured, outcome.moved) {
            (Some(_), Some(true)) => "it moved",
            (Some(_), Some(false)) => "it did not move",
            (Some(_), None) => "measured, not judged",
            (None, _) => "not measured yet",
        },
    };
    let note = match expected {
        Some(expected) => format!("{}: {verdict}", expected.trim_end_matches('.')),
        None => words::capital(verdict),
    };
    Some(Item {
        note: Some(note.into()),
        right: release.shipped.map(|day| words::day(day, today)),
        ..card::item(reader, id)
    })
}

/// Releases that are not done, and the latest that are, in lanes by goal.
fn timeline(reader: &Reader, all: &[Work]) -> Option<Chart> {
    let today = reader.today();
    let from = add_days(today, -120);
    let to = add_days(today, MOST_DAYS - 120);
    let day = |work: &Work| work.release.shipped.or(work.target());
    let shown = all.iter().filter(|work| day(work).is_some_and(|day| day >= from && day <= to));
    let mut lanes: Vec<(Option<DocId>, Vec<&Work>)> = Vec::new();
    for work in shown {
        let goal = reader.target(work.id, Relation::Goals).map(|target| target.doc);
        match lanes.iter_mut().find(|(own, _)| *own == goal) {
            Some((_, list)) => list.push(work),
            None => lanes.push((goal, vec![work])),
        }
        if lanes.len() > MOST_LANES {
            break;
        }
    }
    if lanes.is_empty() {
        return None;
    }
    lanes.truncate(MOST_LANES);
    lanes.sort_by_key(|(goal, _)| (goal.is_none(), *goal));
    let last = lanes.iter().flat_map(|(_, list)| list).filter_map(|work| day(work)).max()?;
    let count: usize = lanes.iter().map(|(_, list)| list.len()).sum();
    let lanes = lanes.into_iter().map(|(goal, list)| track(reader, goal, &list)).collect();
    let to = add_days(last.max(today), 14);
    Some(Chart::new(
        "timeline",
        "Releases by goal and day",
        &format!(
            "{count} releases between {} and {}, each in the lane of its goal.",
            crate::base::date::long(from),
            crate::base::date::long(to)
        ),
        Form::Timeline(Timeline { from, to, today: Some(today), lanes }),
    ))
}

fn track(reader: &Reader, goal: Option<DocId>, list: &[&Work]) -> Track {
    let name = goal.and_then(|goal| reader.doc(goal)).map_or_else(
        || Name::from("No goal"),
        |doc| Name::linked(doc.title.clone(), card::url(doc)),
    );
    let items = list.iter().filter_map(|work| span(reader, work)).collect();
    let tone = if goal.is_none() { Tone::Off } else { Tone::Plain };
    Track { name, tone, items, ..Track::default() }
}

fn span(reader: &Reader, work: &Work) -> Option<Span> {
    let item = card::item(reader, work.id);
    let end = work.release.shipped.or(work.target())?;
    let first = work.release.targets.first().copied().filter(|first| *first != end);
    let moved = standing::moved(reader, work.release, work.doc.status()).filter(|days| *days != 0);
    let start = work.release.started.filter(|start| *start <= end);
    Some(Span {
        name: Name { text: item.title, url: item.url },
        start,
        end,
        latest: None,
        promised: first,
        slip: moved.map(words::slip).unwrap_or_default(),
        stage: match work.doc.status() {
            Some(Status::Shipped) => Stage::Shipped,
            Some(Status::InProgress) => Stage::InProgress,
            _ => Stage::Planned,
        },
        tone: match item.tone {
            Some(tone::ON) => Tone::On,
            Some(tone::RISK) => Tone::Risk,
            Some(tone::OFF) => Tone::Off,
            _ => Tone::Idle,
        },
    })
}

/// What came later than first promised, the furthest first.
fn slipped(reader: &Reader, all: &[Work]) -> Option<Section> {
    let today = reader.today();
    let mut late: Vec<(i64, &Work)> = all
        .iter()
        .filter_map(|work| {
            let moved = standing::moved(reader, work.release, work.doc.status())?;
            let recent = work.release.shipped.is_none_or(|day| days_between(day, today) <= 90);
            (moved > 0 && recent).then_some((moved, work))
        })
        .collect();
    late.sort_by_key(|(days, work)| (std::cmp::Reverse(*days), work.id));
    let n = late.len();
    let items: Vec<Item> = late
        .into_iter()
        .take(20)
        .map(|(_, work)| {
            let first = work.release.targets.first().copied();
            let note =
                first.map(|day| format!("First promised for {}", words::day(day, today)).into());
            Item {
                note,
                right: work.release.shipped.or(work.target()).map(|d| words::day(d, today)),
                ..line(reader, work)
            }
        })
        .collect();
    (n > 0).then(|| Section {
        id: "slipped".into(),
        title: "What slipped".into(),
        note: Some("open, or shipped in the last 90 days".into()),
        blocks: vec![Block::List(List { items, more: words::more(n, 20), ..List::default() })],
        ..Section::default()
    })
}
