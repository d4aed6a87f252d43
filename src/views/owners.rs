//! Who owns what: by person, with what nobody owns and what waits for whom.

use std::collections::BTreeMap;

use crate::base::date::days_between;
use crate::kinds::release::Release;
use crate::model::doc::DocId;
use crate::model::numbers::thread;
use crate::model::numbers::upkeep::{self, OWNED};
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, List, Row, Section, Table};
use super::document::release::is_ahead;
use super::item::{Item, Part, Text, lead_to, say, strong};
use super::places::{Data, Sheet};
use super::words::{self, tone};
use super::{card, how};

/// More than so much that lives is too much for one person.
const OVERLOAD: usize = 7;
/// So many people and orphans stand on the page.
const MOST: usize = 200;

/// Whether there is anything to own.
#[must_use]
pub fn exists(reader: &Reader) -> bool {
    OWNED.iter().any(|tag| !reader.ids(*tag).is_empty())
}

/// What one person owns: how many of each kind, and how much of it lives.
#[derive(Default)]
struct Load {
    kinds: [usize; OWNED.len()],
    live: usize,
}

/// The page.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let mut loads: BTreeMap<DocId, Load> = BTreeMap::new();
    let mut orphans: Vec<DocId> = Vec::new();
    for (at, tag) in OWNED.iter().enumerate() {
        for id in reader.ids(*tag) {
            let Some(doc) = reader.doc(*id).filter(|doc| !doc.is_dead()) else { continue };
            if !card::is_owned(doc) {
                orphans.push(*id);
            }
            let live = reader.is_live(*id);
            for owner in thread::owners(reader, *id).into_iter().flatten() {
                let load = loads.entry(owner).or_default();
                if let Some(count) = load.kinds.get_mut(at) {
                    *count += 1;
                }
                load.live += usize::from(live);
            }
        }
    }
    let mut sections = Vec::new();
    sections.extend(people(reader, loads));
    sections.extend(unowned(reader, &orphans));
    sections.extend(waiting(reader));
    Sheet {
        data: Data { lead: lead(reader, orphans.len()), sections, ..Data::default() },
        ..Sheet::default()
    }
}

fn lead(reader: &Reader, orphans: usize) -> Vec<Part> {
    let Some(coverage) = upkeep::owned(reader).coverage else {
        return vec![say("There is nothing to own yet.")];
    };
    let mut parts = vec![
        strong(words::percent(coverage)),
        say(" of strategies, goals, metrics, bets and releases have "),
        lead_to("exactly one owner", how::url("ownership")),
        say("."),
    ];
    if orphans > 0 {
        let are = if orphans == 1 { "one has" } else { "have" };
        let n = if orphans == 1 { String::new() } else { format!("{} ", words::few(orphans)) };
        parts.push(say(" "));
        parts.push(lead_to(words::capital(&format!("{n}{are} none")), "owners/index.html#nobody"));
        parts.push(say("."));
    }
    parts
}

fn people(reader: &Reader, loads: BTreeMap<DocId, Load>) -> Option<Section> {
    let mut list: Vec<(DocId, Load)> = loads.into_iter().collect();
    list.sort_by_key(|(id, load)| {
        (std::cmp::Reverse(load.live), std::cmp::Reverse(load.kinds.iter().sum::<usize>()), *id)
    });
    let n = list.len();
    let rows = list.into_iter().take(MOST).map(|(id, load)| row(reader, id, &load)).collect();
    let mut columns = vec![Column { key: "owner", title: "Owner".into(), kind: None, unit: None }];
    columns.push(Column { key: "live", title: "Live".into(), kind: Some("number"), unit: None });
    columns.extend(OWNED.iter().map(|tag| Column {
        key: tag.as_str(),
        title: words::capital(words::kinds(*tag).1).into(),
        kind: Some("number"),
        unit: None,
    }));
    (n > 0).then(|| Section {
        id: "people".into(),
        title: "By owner".into(),
        blocks: vec![Block::Table(Table {
            caption: "What each owner answers for, and how much of it lives".into(),
            plain: true,
            columns,
            rows,
            more: words::more(n, MOST),
            ..Table::default()
        })],
        ..Section::default()
    })
}

fn row(reader: &Reader, id: DocId, load: &Load) -> Row {
    let item = card::item(reader, id);
    let number = |n: usize| {
        let text: Text = if n == 0 { "\u{2013}".into() } else { n.to_string().into() };
        Some(Cell { text, value: Some(n.into()), ..Cell::default() })
    };
    let live = number(load.live).map(|cell| Cell {
        tone: (load.live > OVERLOAD).then_some(tone::RISK),
        sub: (load.live > OVERLOAD).then(|| "much for one".into()),
        ..cell
    });
    let mut cells = vec![Some(Cell::of(item)), live];
    cells.extend(load.kinds.iter().map(|n| number(*n)));
    Row { cells, ..Row::default() }
}

fn unowned(reader: &Reader, ids: &[DocId]) -> Option<Section> {
    let items: Vec<Item> = ids.iter().take(MOST).map(|id| card::item(reader, *id)).collect();
    let n = ids.len();
    (n > 0).then(|| Section {
        id: "nobody".into(),
        title: "Nobody\u{2019}s".into(),
        width: Some("half"),
        blocks: vec![Block::List(List { items, more: words::more(n, MOST), ..List::default() })],
        ..Section::default()
    })
}

/// What waits for whom, the oldest first.
fn waiting(reader: &Reader) -> Option<Section> {
    let today = reader.today();
    let mut found: Vec<_> = reader
        .each::<Release>()
        .filter(|(_, doc, _)| is_ahead(doc.status()))
        .filter_map(|(id, _, release)| Some((release.waiting_on.as_ref()?, id)))
        .map(|(waiting, id)| (waiting.since.is_none(), waiting.since, id, waiting))
        .collect();
    found.sort_by_key(|(none, since, id, _)| (*none, *since, *id));
    let items: Vec<Item> = found
        .into_iter()
        .take(MOST)
        .map(|(_, since, id, waiting)| {
            let on = reader.find(&waiting.on).and_then(|id| reader.doc(id));
            let on = on.map(|doc| format!("Waits for {}", doc.title));
            let note = match (on, &waiting.what) {
                (Some(on), Some(what)) => format!("{on}: {what}"),
                (Some(on), None) => on,
                (None, Some(what)) => format!("Waits for {what}"),
                (None, None) => "Waits".to_owned(),
            };
            Item {
                note: Some(note.into()),
                right: since.map(|day| words::days(days_between(day, today))),
                owner: card::owner(reader, id),
                ..card::item(reader, id)
            }
        })
        .collect();
    (!items.is_empty()).then(|| Section {
        id: "waiting".into(),
        title: "Waiting".into(),
        width: Some("half"),
        blocks: vec![Block::List(List { items, ..List::default() })],
        ..Section::default()
    })
}
