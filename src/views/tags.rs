//! Tags: which there are, and what carries each.

use std::collections::BTreeMap;

use crate::base::names::slugify;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, List, Row, Section, Table};
use super::card;
use super::item::{Item, Text, lead_to, say, strong};
use super::places::{Data, Sheet};
use super::words;

/// So many tags have pages, those that are used most; so many documents stand on one.
const MOST_PAGES: usize = 300;
const MOST: usize = 500;
/// So many tags stand in the list.
const MOST_TAGS: usize = 2_000;

/// A tag: its words, and what carries it.
#[derive(Default)]
struct Tag {
    words: Text,
    ids: Vec<DocId>,
}

/// All tags by their slugs; words that differ in case only are one.
fn gather(reader: &Reader) -> BTreeMap<String, Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    for id in reader.all() {
        let Some(doc) = reader.doc(id) else { continue };
        for words in &doc.common.tags {
            let slug = slugify(words);
            if slug.is_empty() {
                continue;
            }
            let tag = tags.entry(slug).or_default();
            if tag.ids.last() != Some(&id) {
                tag.ids.push(id);
            }
            if tag.words.is_empty() {
                tag.words.clone_from(words);
            }
        }
    }
    tags
}

/// Where a tag stands in the list.
#[must_use]
pub fn anchor(tag: &str) -> Text {
    format!("tags/index.html#tag-{}", slugify(tag)).into()
}

fn url(slug: &str) -> Text {
    format!("tags/{slug}.html").into()
}

/// Whether anything carries a tag.
#[must_use]
pub fn exists(reader: &Reader) -> bool {
    reader.all().any(|id| reader.doc(id).is_some_and(|doc| !doc.common.tags.is_empty()))
}

/// The tags that have pages, by slug.
fn paged(tags: &BTreeMap<String, Tag>) -> Vec<&str> {
    let mut used: Vec<(usize, &str)> =
        tags.iter().map(|(slug, tag)| (tag.ids.len(), slug.as_str())).collect();
    used.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    // `index` is the list itself.
    used.retain(|(_, slug)| *slug != "index");
    used.truncate(MOST_PAGES);
    let mut slugs: Vec<&str> = used.into_iter().map(|(_, slug)| slug).collect();
    slugs.sort_unstable();
    slugs
}

/// The tags that are used most, with their pages, by name.
#[must_use]
pub fn most_used(reader: &Reader, most: usize) -> Vec<(Text, Text)> {
    let tags = gather(reader);
    let paged = paged(&tags);
    let mut used: Vec<(usize, &str)> =
        paged.iter().filter_map(|slug| Some((tags.get(*slug)?.ids.len(), *slug))).collect();
    used.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    used.truncate(most);
    used.sort_unstable_by_key(|(_, slug)| *slug);
    used.iter().filter_map(|(_, slug)| Some((tags.get(*slug)?.words.clone(), url(slug)))).collect()
}

/// The page of each tag.
#[must_use]
pub fn more(reader: &Reader) -> Vec<(Text, Text)> {
    let tags = gather(reader);
    paged(&tags).into_iter().map(|slug| (slug.into(), url(slug))).collect()
}

/// The list, or the page of one tag.
#[must_use]
pub fn make(reader: &Reader, key: Option<&str>) -> Sheet {
    match key {
        Some(slug) => one(reader, slug),
        None => list(reader),
    }
}

fn list(reader: &Reader) -> Sheet {
    let tags = gather(reader);
    let with_page = paged(&tags);
    let rows: Vec<Row> = tags
        .iter()
        .take(MOST_TAGS)
        .map(|(slug, tag)| {
            let page = with_page.binary_search(&slug.as_str()).is_ok().then(|| url(slug));
            Row {
                id: Some(format!("tag-{slug}").into()),
                cells: vec![
                    Some(Cell { url: page, ..Cell::words(tag.words.clone()) }),
                    Some(Cell::count(tag.ids.len())),
                ],
                ..Row::default()
            }
        })
        .collect();
    let left = tags.len().saturating_sub(MOST_TAGS);
    let table = Table {
        caption: "Tags, and how many documents carry each".into(),
        plain: true,
        columns: vec![Column::words("tag", "Tag"), Column::numbers("documents", "Documents")],
        rows,
        more: (left > 0).then(|| format!("{left} more").into()),
        ..Table::default()
    };
    let words = crate::base::text::count(tags.len(), "tag", "tags");
    Sheet {
        data: Data {
            lead: vec![strong(words), say(".")],
            sections: vec![Section {
                id: "tags".into(),
                title: "All tags".into(),
                blocks: vec![Block::Table(table)],
                ..Section::default()
            }],
            ..Data::default()
        },
        ..Sheet::default()
    }
}

fn one(reader: &Reader, slug: &str) -> Sheet {
    let mut words: Text = slug.into();
    let mut ids: Vec<DocId> = Vec::new();
    for id in reader.all() {
        let Some(doc) = reader.doc(id) else { continue };
        if let Some(tag) = doc.common.tags.iter().find(|tag| slugify(tag) == slug) {
            if ids.is_empty() {
                words.clone_from(tag);
            }
            ids.push(id);
        }
    }
    let mut sections: Vec<Section> = Vec::new();
    for id in ids.iter().take(MOST) {
        let Some(doc) = reader.doc(*id) else { continue };
        let title = words::capital(words::kinds(doc.tag()).1);
        let item = Item { owner: card::owner(reader, *id), ..card::item(reader, *id) };
        match sections.last_mut().filter(|section| *section.title == *title) {
            Some(section) => {
                if let Some(Block::List(list)) = section.blocks.first_mut() {
                    list.items.push(item);
                }
            }
            None => sections.push(Section {
                id: doc.tag().as_str().into(),
                title: title.into(),
                blocks: vec![Block::List(List { items: vec![item], ..List::default() })],
                ..Section::default()
            }),
        }
    }
    let carry = crate::base::text::count(ids.len(), "document carries", "documents carry");
    let lead = vec![say(format!("{carry} this tag. ")), lead_to("All tags", "tags/index.html")];
    Sheet {
        title: Some(format!("Tag: {words}").into()),
        data: Data { lead, sections, ..Data::default() },
        ..Sheet::default()
    }
}
