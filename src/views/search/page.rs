//! The page of the search. Without a script it is a way to everything there is: kinds, tags, the alphabet.

use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::views::block::{Block, List, Section};
use crate::views::item::{Item, Part, Text, lead_to, say};
use crate::views::places::{self, Data, Sheet};
use crate::views::{card, tags};

/// The address of the page.
pub const URL: &str = "search.html";
/// The folder of the index, below the root.
pub const INDEX: &str = "search/";
/// Up to so many documents stand here one by one.
const FEW: usize = 300;
/// So many tags stand here.
const MOST_TAGS: usize = 60;

/// Whether there is a search.
#[must_use]
pub fn exists(reader: &Reader) -> bool {
    reader.config().search.enabled
}

/// The page.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let found = super::found(reader);
    let mut sections: Vec<Section> = Vec::new();
    sections.extend(section("kinds", "By kind", list(kinds(reader, &found))));
    sections.extend(section("tags", "By tag", sentence(tags::most_used(reader, MOST_TAGS))));
    if found.len() <= FEW {
        sections.extend(alphabet(reader, &found));
    }
    Sheet {
        data: Data { sections, index_url: Some(INDEX.into()), ..Data::default() },
        template: "search.html",
        ..Sheet::default()
    }
}

fn section(id: &'static str, title: &'static str, block: Option<Block>) -> Option<Section> {
    let blocks = vec![block?];
    let width = Some("half");
    Some(Section { id: id.into(), title: title.into(), width, blocks, ..Section::default() })
}

fn list(items: Vec<Item>) -> Option<Block> {
    (!items.is_empty()).then(|| Block::List(List { items, ..List::default() }))
}

/// Links in a row.
fn sentence(links: Vec<(Text, Text)>) -> Option<Block> {
    let mut parts: Vec<Part> = Vec::new();
    for (title, url) in links {
        if !parts.is_empty() {
            parts.push(say(" \u{b7} "));
        }
        parts.push(lead_to(title, url));
    }
    (!parts.is_empty()).then_some(Block::Sentence { parts })
}

/// The list of each kind, and what the handbook has besides: its folders' pages, the words that it uses.
fn kinds(reader: &Reader, found: &[DocId]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for tag in KindTag::ALL {
        let count = reader.ids(*tag).len();
        let Some(view) = places::list_of(*tag).filter(|view| (view.exists)(reader)) else {
            continue;
        };
        if count == 0 {
            continue;
        }
        items.push(Item {
            title: super::heading(*tag).into(),
            url: Some(view.url.into()),
            kind: Some(tag.as_str()),
            right: Some(count.to_string().into()),
            ..Item::default()
        });
    }
    for name in ["glossary", "how-to-read"] {
        let known = reader.find(name).filter(|id| found.binary_search(id).is_ok());
        items.extend(known.map(|id| card::item(reader, id)));
    }
    items
}

/// Every document by its first letter.
fn alphabet(reader: &Reader, found: &[DocId]) -> Vec<Section> {
    let mut entries: Vec<(String, Text, Text)> = found
        .iter()
        .filter_map(|id| {
            let doc = reader.doc(*id)?;
            let title = card::title(reader, *id, doc);
            Some((title.to_lowercase(), title, card::url(doc)))
        })
        .collect();
    entries.sort();
    let mut letters: Vec<(String, Vec<Item>)> = Vec::new();
    for (key, title, url) in entries {
        let letter: String = match key.chars().next() {
            Some(c) if c.is_alphabetic() => c.to_uppercase().collect(),
            _ => "0\u{2013}9".to_owned(),
        };
        let item = Item { title, url: Some(url), ..Item::default() };
        match letters.last_mut().filter(|(last, _)| *last == letter) {
            Some((_, items)) => items.push(item),
            None => letters.push((letter, vec![item])),
        }
    }
    // What begins with a sign may stand before and behind the letters.
    letters.sort_by(|a, b| a.0.cmp(&b.0));
    letters.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            first.1.append(&mut later.1);
        }
        same
    });
    let make = |(n, (title, items)): (usize, (String, Vec<Item>))| Section {
        id: format!("letter-{}", n + 1).into(),
        title: title.into(),
        width: Some("third"),
        blocks: vec![Block::List(List { items, ..List::default() })],
        ..Section::default()
    };
    letters.into_iter().enumerate().map(make).collect()
}
