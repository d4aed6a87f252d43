//! The list of a kind: its documents in groups, so many a page.

pub mod columns;
pub mod narrow;
pub mod order;
pub mod rows;

use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::block::{Block, Row, Section, Table};
use super::item::{Part, Text, lead_to, say, strong};
use super::places::{Data, Sheet};
use super::{thread, words, work};

/// So many documents stand on one page, which stays under 150 KB.
pub const A_PAGE: usize = 100;
/// From so many on they stand in the order of their paths: to sort them anew for each page would grow with their square.
const MANY: usize = 2_000;

/// The pages after the first: key and address.
#[must_use]
pub fn more(reader: &Reader, tag: KindTag, name: &str) -> Vec<(Text, Text)> {
    let mut pages = more_of(reader.ids(tag).len(), name);
    pages.extend(narrow::more(reader, tag, name));
    pages
}

/// The pages after the first of a list of so many.
#[must_use]
pub fn more_of(len: usize, name: &str) -> Vec<(Text, Text)> {
    (2..=len.div_ceil(A_PAGE)).map(|n| (n.to_string().into(), address(name, n))).collect()
}

/// The address of the nth page of a list.
#[must_use]
pub fn address(name: &str, n: usize) -> Text {
    let slash = if name.is_empty() { "" } else { "/" };
    if n <= 1 {
        format!("{name}{slash}index.html").into()
    } else {
        format!("{name}{slash}index-{n}.html").into()
    }
}

/// Which page a key means.
#[must_use]
pub fn number(key: Option<&str>) -> usize {
    key.and_then(|key| key.parse().ok()).unwrap_or(1).max(1)
}

/// A page of the list of a kind.
#[must_use]
pub fn make(reader: &Reader, tag: KindTag, name: &str, key: Option<&str>) -> Sheet {
    if let Some(sheet) = key.and_then(|key| narrow::make(reader, tag, name, key)) {
        return sheet;
    }
    let ids = reader.ids(tag);
    let page = number(key);
    let from = (page - 1) * A_PAGE;
    let mut sections: Vec<Section> = Vec::new();
    let mut lead = Vec::new();
    if ids.len() <= MANY {
        let ordered = order::ordered(reader, tag, ids);
        lead = gist(tag, &ordered);
        for (group, id) in ordered.iter().skip(from).take(A_PAGE) {
            let title: Text =
                if group.title.is_empty() { "All".into() } else { group.title.clone() };
            if sections.last().is_none_or(|section| section.title != title) {
                let id = format!("group-{}", crate::base::names::slugify(&title)).into();
                sections.push(Section { id, title, ..Section::default() });
            }
            add(reader, tag, &mut sections, *id);
        }
    } else {
        lead.push(strong(thread::counted(ids.len(), tag)));
        lead.push(say(", in the order of their files."));
        let title = "All".into();
        sections.push(Section { id: "all".into(), title, ..Section::default() });
        for id in ids.iter().skip(from).take(A_PAGE) {
            add(reader, tag, &mut sections, *id);
        }
    }
    sections.extend(pager(ids.len(), name, page));
    if let Some(narrow) = narrow::section(reader, tag, name, None) {
        lead.push(say(" "));
        let here = format!("{}#{}", address(name, page), narrow.id);
        lead.push(lead_to("Narrow down", here));
        lead.push(say("."));
        sections.push(narrow);
    }
    if tag == KindTag::Team && work::exists(reader) {
        lead.push(say(" "));
        lead.push(lead_to("Work by team", "teams/work/index.html"));
    }
    Sheet { data: Data { lead, sections, ..Data::default() }, ..Sheet::default() }
}

fn add(reader: &Reader, tag: KindTag, sections: &mut [Section], id: DocId) {
    let Some(section) = sections.last_mut() else { return };
    let Some(row) = rows::row(reader, id) else { return };
    let row = Row { facets: narrow::marks(reader, tag, id), ..row };
    match section.blocks.first_mut() {
        Some(Block::Table(table)) => table.rows.push(row),
        _ => section.blocks.push(table(section.title.clone(), tag, row)),
    }
}

fn table(caption: Text, tag: KindTag, first: Row) -> Block {
    Block::Table(Table {
        caption,
        plain: true,
        columns: columns::columns(tag),
        rows: vec![first],
        ..Table::default()
    })
}

/// `14 releases: 1 in progress, 13 shipped.`
fn gist(tag: KindTag, ordered: &[(order::Group, DocId)]) -> Vec<Part> {
    let mut lead = vec![strong(thread::counted(ordered.len(), tag))];
    let mut counts: Vec<(Text, usize)> = Vec::new();
    for (group, _) in ordered.iter().filter(|(group, _)| !group.word.is_empty()) {
        match counts.last_mut() {
            Some((word, n)) if *word == group.word => *n += 1,
            _ => counts.push((group.word.clone(), 1)),
        }
    }
    let parts: Vec<String> =
        counts.iter().take(6).map(|(word, n)| format!("{} {word}", words::few(*n))).collect();
    lead.push(say(if parts.is_empty() {
        ".".into()
    } else {
        format!(": {}.", crate::base::text::join_words(&parts, "and"))
    }));
    lead
}

/// The way to the other pages of a list.
#[must_use]
pub fn pager(len: usize, name: &str, page: usize) -> Option<Section> {
    let pages = len.div_ceil(A_PAGE);
    if pages < 2 {
        return None;
    }
    let mut parts = vec![say(format!("Page {page} of {pages}."))];
    let mut go = |n: usize, words: &str| {
        parts.push(say(" "));
        parts.push(lead_to(words, address(name, n)));
    };
    if page > 1 {
        go(1, "First");
        go(page - 1, "Previous");
    }
    if page < pages {
        go(page + 1, "Next");
        go(pages, "Last");
    }
    Some(Section {
        id: "pages".into(),
        title: "Pages".into(),
        blocks: vec![Block::Sentence { parts }],
        ..Section::default()
    })
}
