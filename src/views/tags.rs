//! Tags: which there are, and what carries each.

use std::collections::BTreeMap;

use crate::kinds::KindTag;
use crate::model::facets::{Facet, slug};
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, List, Row, Section, Table};
use super::card;
use super::item::{Item, Text, lead_to, say, strong};
use super::list::narrow;
use super::places::{self, Data, Sheet};
use super::words;

/// So many tags have pages, those that are used most; so many documents of a kind stand on one.
const MOST_PAGES: usize = 300;
const MOST: usize = 150;
/// So many tags stand in the list.
const MOST_TAGS: usize = 2_000;

/// A tag: its words, and how many documents carry it.
#[derive(Default)]
struct Tag {
    words: Text,
    documents: usize,
}

/// All tags by their slugs; words that differ in case only are one.
fn gather<'m>(reader: &Reader<'m>) -> BTreeMap<&'m str, Tag> {
    let mut tags: BTreeMap<&'m str, Tag> = BTreeMap::new();
    for kind in KindTag::ALL {
        for shelf in reader.shelves(*kind).iter().filter(|shelf| shelf.facet == Facet::Tag) {
            let tag = tags.entry(&shelf.slug).or_default();
            tag.documents += shelf.ids.len();
            if tag.words.is_empty() {
                tag.words.clone_from(&shelf.words);
            }
        }
    }
    tags
}

/// Where a tag stands in the list; one without letters, or as long as a text, does not.
#[must_use]
pub fn anchor(tag: &str) -> Option<Text> {
    slug(tag).map(|slug| format!("tags/index.html#tag-{slug}").into())
}

fn url(slug: &str) -> Text {
    format!("tags/{slug}.html").into()
}

/// Whether anything carries a tag.
#[must_use]
pub fn exists(reader: &Reader) -> bool {
    let tagged = |kind: &KindTag| reader.shelves(*kind).iter().any(|it| it.facet == Facet::Tag);
    KindTag::ALL.iter().any(tagged)
}

/// The tags that have pages, by slug.
fn paged<'m>(tags: &BTreeMap<&'m str, Tag>) -> Vec<&'m str> {
    let mut used: Vec<(usize, &str)> =
        tags.iter().map(|(slug, tag)| (tag.documents, *slug)).collect();
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
        paged.iter().filter_map(|slug| Some((tags.get(*slug)?.documents, *slug))).collect();
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

/// The tags that have pages: slug, words and address.
#[must_use]
pub fn pages(reader: &Reader) -> Vec<(Text, Text, Text)> {
    let tags = gather(reader);
    let words = |slug: &str| tags.get(slug).map_or_else(Text::default, |tag| tag.words.clone());
    paged(&tags).into_iter().map(|slug| (slug.into(), words(slug), url(slug))).collect()
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
            let page = with_page.binary_search(slug).is_ok().then(|| url(slug));
            Row {
                id: Some(format!("tag-{slug}").into()),
                cells: vec![
                    Some(Cell { url: page, ..Cell::words(tag.words.clone()) }),
                    Some(Cell::count(tag.documents)),
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

/// The page of a tag: its documents by kind, and where a kind has many, the way to the list of them.
fn one(reader: &Reader, slug: &str) -> Sheet {
    let mut words: Option<Text> = None;
    let mut sections: Vec<Section> = Vec::new();
    let mut carry = 0;
    for kind in KindTag::ALL {
        let Some(shelf) = reader.shelf(*kind, Facet::Tag, slug) else { continue };
        words = words.or_else(|| Some(shelf.words.clone()));
        carry += shelf.ids.len();
        let item = |id| Item { owner: card::owner(reader, id), ..card::item(reader, id) };
        let items = shelf.ids.iter().take(MOST).map(|id| item(*id)).collect();
        let left = shelf.ids.len().saturating_sub(MOST);
        let more = (left > 0).then(|| format!("{left} more").into());
        let mut blocks = vec![Block::List(List { items, more, ..List::default() })];
        let list = places::list_of(*kind).filter(|_| left > 0);
        let link = list.and_then(|it| narrow::link(reader, *kind, it.name, Facet::Tag, slug));
        blocks.extend(link.map(|url| Block::Sentence { parts: vec![lead_to("All of them", url)] }));
        sections.push(Section {
            id: kind.as_str().into(),
            title: words::capital(words::kinds(*kind).1).into(),
            blocks,
            ..Section::default()
        });
    }
    let carry = crate::base::text::count(carry, "document carries", "documents carry");
    let lead = vec![say(format!("{carry} this tag. ")), lead_to("All tags", "tags/index.html")];
    let words = words.unwrap_or_else(|| slug.into());
    Sheet {
        title: Some(format!("Tag: {words}").into()),
        data: Data { lead, sections, ..Data::default() },
        ..Sheet::default()
    }
}
