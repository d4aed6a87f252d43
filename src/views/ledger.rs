//! The slip ledger: every release whose day moved, from the first promise that git or the document remembers.

use crate::base::date::{Date, day_number, days_between};
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, Row, Section, Table};
use super::card;
use super::standing;
use super::words;

/// So many rows at most.
const MOST: usize = 60;

/// A release whose day moved.
struct Entry {
    id: DocId,
    first: Date,
    last: Date,
    moves: usize,
    days: i64,
    by: Option<Box<str>>,
    decision: Option<DocId>,
}

/// The ledger, the furthest first; nothing without a history, which alone tells who moved what.
pub fn section(reader: &Reader) -> Option<Section> {
    reader.past().span()?;
    let mut entries: Vec<Entry> = reader
        .each::<Release>()
        .filter(|(_, doc, _)| doc.status() != Some(Status::Cancelled))
        .filter_map(|(id, _, release)| entry(reader, id, release))
        .collect();
    if entries.is_empty() {
        return None;
    }
    entries.sort_by_key(|it| (std::cmp::Reverse(it.days), it.id));
    let all = entries.len();
    let today = reader.today();
    let rows = entries.into_iter().take(MOST).map(|it| row(reader, &it, today)).collect();
    let columns = vec![
        Column::words("release", "Release"),
        Column { kind: Some("date"), ..Column::words("first", "First promised") },
        Column { kind: Some("date"), ..Column::words("now", "Promised now, or shipped") },
        Column::numbers("days", "Days"),
        Column::numbers("moves", "Moves"),
        Column::words("by", "Moved last by"),
        Column::words("decision", "Decision"),
    ];
    Some(Section {
        id: "ledger".into(),
        title: "Slip ledger".into(),
        note: Some("every promise that git remembers".into()),
        blocks: vec![Block::Table(Table {
            caption: "Releases whose day moved, the furthest first".into(),
            plain: true,
            columns,
            rows,
            more: words::more(all, MOST),
            ..Table::default()
        })],
        ..Section::default()
    })
}

fn entry(reader: &Reader, id: DocId, release: &Release) -> Option<Entry> {
    let line = reader.history(id)?;
    let mut promises = line.promises();
    // What the document remembers from before git saw it comes first.
    if let Some(first) = release.targets.first().filter(|first| !promises.contains(first)) {
        promises.insert(0, *first);
    }
    let first = *promises.first()?;
    let promised = *promises.last()?;
    let last = release.shipped.unwrap_or(promised);
    let moves = promises.len() - 1;
    let change = line.changes_of("targets").last();
    (moves > 0 || last != first).then(|| Entry {
        id,
        first,
        last,
        moves,
        days: days_between(first, last),
        by: change.as_ref().and_then(|change| change.after.by.clone()),
        decision: change.and_then(|change| reader.covers(id, &change)),
    })
}

fn row(reader: &Reader, it: &Entry, today: Date) -> Row {
    let day = |day: Date| Cell::number(day_number(day), words::day(day, today));
    let late = it.days >= standing::LATE;
    Row {
        cells: vec![
            Some(Cell::of(card::item(reader, it.id))),
            Some(day(it.first)),
            Some(day(it.last)),
            Some(Cell {
                tone: late.then_some(words::tone::RISK),
                ..Cell::number(it.days, words::slip(it.days))
            }),
            Some(Cell::count(it.moves)),
            it.by.clone().map(Cell::words),
            it.decision.map(|decision| Cell::of(card::item(reader, decision))),
        ],
        ..Row::default()
    }
}
