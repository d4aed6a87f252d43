//! The work of each team: how much of each kind it has, and the way to the list of it.

use std::collections::BTreeMap;

use crate::kinds::KindTag;
use crate::model::facets::Facet;
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, Row, Section, Table};
use super::item::{Text, say};
use super::list::narrow;
use super::places::{Data, Sheet, list_of};
use super::words;

/// The kinds whose documents belong to teams, in the order of the columns.
const KINDS: [KindTag; 7] = [
    KindTag::Goal,
    KindTag::Bet,
    KindTag::Release,
    KindTag::Checkin,
    KindTag::Feedback,
    KindTag::Metric,
    KindTag::Person,
];
/// So many teams stand in the table.
const MOST: usize = 1_000;

/// How many documents of each kind a team has, by its slug.
type Counts = BTreeMap<Text, (Text, [usize; KINDS.len()])>;

fn counts(reader: &Reader) -> Counts {
    let mut counts = Counts::new();
    for (n, tag) in KINDS.iter().enumerate() {
        for shelf in reader.shelves(*tag).iter().filter(|shelf| shelf.facet == Facet::Team) {
            let (_, row) = counts
                .entry((&*shelf.slug).into())
                .or_insert_with(|| (shelf.words.clone(), [0; KINDS.len()]));
            if let Some(count) = row.get_mut(n) {
                *count = shelf.ids.len();
            }
        }
    }
    counts
}

/// Whether any team has work.
#[must_use]
pub fn exists(reader: &Reader) -> bool {
    !reader.ids(KindTag::Team).is_empty() && !counts(reader).is_empty()
}

/// The table.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let counts = counts(reader);
    let used: Vec<(usize, KindTag)> = KINDS
        .iter()
        .copied()
        .enumerate()
        .filter(|(n, _)| counts.values().any(|(_, row)| row.get(*n).is_some_and(|it| *it > 0)))
        .collect();
    let cell = |slug: &str, n: usize, tag: KindTag, row: &[usize]| -> Option<Cell> {
        let count = row.get(n).copied().filter(|count| *count > 0)?;
        let url =
            list_of(tag).and_then(|list| narrow::link(reader, tag, list.name, Facet::Team, slug));
        Some(Cell { url, ..Cell::count(count) })
    };
    let rows: Vec<Row> = counts
        .iter()
        .take(MOST)
        .map(|(slug, (title, row))| {
            let team = reader.find(slug).and_then(|id| reader.doc(id));
            let url = team.map(super::card::url);
            let mut cells = vec![Some(Cell { url, ..Cell::words(title.clone()) })];
            cells.extend(used.iter().map(|(n, tag)| cell(slug, *n, *tag, row)));
            Row { cells, ..Row::default() }
        })
        .collect();
    let mut columns = vec![Column::words("team", "Team")];
    columns.extend(
        used.iter()
            .map(|(_, tag)| Column::numbers(tag.as_str(), &words::capital(words::kinds(*tag).1))),
    );
    let table = Table {
        caption: "What each team has, by kind".into(),
        plain: true,
        columns,
        rows,
        ..Table::default()
    };
    let lead = vec![say("What each team has, by kind; a number leads to the list of it.")];
    let section = Section {
        id: "work".into(),
        title: "By team".into(),
        blocks: vec![Block::Table(table)],
        ..Section::default()
    };
    Sheet { data: Data { lead, sections: vec![section], ..Data::default() }, ..Sheet::default() }
}
