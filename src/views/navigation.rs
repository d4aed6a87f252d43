//! The navigation: the views in their order, the library below them, or what the settings ask for.

use serde::Serialize;

use crate::config::site::{NavItem, NavTarget};
use crate::kinds::KindTag;
use crate::model::doc::{Doc, is_index};
use crate::model::reader::Reader;

use super::item::{Absent, Text, shapes};
use super::places::{self, Place};
use super::{card, overview};

shapes! {
    /// An entry of the navigation.
    Entry {
        /// Its words.
        title: Text,
        /// Where it leads.
        url: Text,
        /// Its key.
        key: Text,
        /// A number beside it.
        note: Option<Text>,
        /// Whether it leads out of the site.
        outside: bool,
    }
}

/// The order of the navigation, by keys, and of the library, by titles.
const ORDER: [&str; 9] = [
    "overview",
    "strategy",
    "goals",
    "roadmap",
    "bets",
    "alignment",
    "feedback",
    "rhythm",
    "teams",
];
const LIBRARY: [&str; 12] = [
    "Releases",
    "Metrics",
    "Flow",
    "Decisions",
    "Outcomes",
    "Studies",
    "Who owns what",
    "People",
    "What changed",
    "Checks",
    "Formulas",
    "Tags",
];

/// So many folders of the handbook stand in it.
const MOST_FOLDERS: usize = 12;

fn to(doc: &Doc, key: &str) -> Entry {
    Entry { title: doc.title.clone(), url: card::url(doc), key: key.into(), ..Entry::default() }
}

/// The navigation and the library.
#[must_use]
pub fn navigation(reader: &Reader) -> (Vec<Entry>, Vec<Entry>) {
    let mut nav: Vec<Entry> = Vec::new();
    let mut library = Vec::new();
    for view in places::all().filter(|view| (view.exists)(reader)) {
        let mut entry =
            Entry { title: view.title.into(), url: view.url.into(), ..Entry::default() };
        match view.place {
            Place::Nav(key) => {
                entry.key = key.into();
                nav.push(entry);
            }
            Place::Library(_) => library.push(entry),
            Place::Below(_) => {}
        }
    }
    nav.sort_by_key(|entry| ORDER.iter().position(|key| *key == &*entry.key));
    library.sort_by_key(|entry| LIBRARY.iter().position(|title| *title == &*entry.title));
    let own = folders(reader);
    if places::is_strategic(reader) {
        library.extend(own);
    } else {
        if let Some(doc) = overview::root(reader).and_then(|id| reader.doc(id)) {
            nav.retain(|entry| &*entry.key != "overview");
            nav.insert(0, to(doc, "overview"));
        }
        nav.extend(own);
    }
    for id in ["glossary", "how-to-read"] {
        if let Some(doc) = reader.find(id).and_then(|id| reader.doc(id)) {
            library.push(to(doc, ""));
        }
    }
    let asked = &reader.config().nav;
    if !asked.is_empty() {
        nav = asked.iter().filter_map(|item| entry(reader, item)).collect();
    }
    (nav, library)
}

/// The folders of the handbook that have a page of their own and are no home of a kind.
fn folders(reader: &Reader) -> Vec<Entry> {
    let mut found: Vec<(f64, Text, Entry)> = Vec::new();
    for id in reader.ids(KindTag::Page) {
        let Some(doc) = reader.doc(*id) else { continue };
        let folder = doc.path.folder();
        let top = !folder.is_empty() && !folder.contains('/');
        let hidden = doc.common.nav == Some(false) || KindTag::of_folder(folder).is_some();
        if top && is_index(&doc.path) && !hidden {
            let order = doc.common.order.unwrap_or(f64::MAX);
            found.push((order, doc.title.clone(), to(doc, "page")));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    found.into_iter().take(MOST_FOLDERS).map(|(.., entry)| entry).collect()
}

/// An entry that the settings ask for.
fn entry(reader: &Reader, item: &NavItem) -> Option<Entry> {
    match &item.target {
        NavTarget::Id(id) => {
            let found = reader.find(id).and_then(|id| reader.doc(id));
            let mut entry = if let Some(doc) = found {
                to(doc, id)
            } else {
                let view = places::named(id).filter(|view| (view.exists)(reader))?;
                let key = view.place.key().unwrap_or(view.name).into();
                Entry { title: view.title.into(), url: view.url.into(), key, ..Entry::default() }
            };
            entry.title = item.title.clone().unwrap_or(entry.title);
            Some(entry)
        }
        NavTarget::Url(url) => {
            let outside = url.contains("://") || url.starts_with("mailto:");
            let url = match url.trim_start_matches('/') {
                _ if outside => url.to_string(),
                below if below.is_empty() || below.ends_with('/') => format!("{below}index.html"),
                below => below.to_owned(),
            };
            let view = places::all().find(|view| view.url == url);
            let key = view.and_then(|view| view.place.key()).unwrap_or("link").into();
            let title = item.title.clone().or_else(|| view.map(|view| view.title.into()));
            let title = title.unwrap_or_else(|| url.as_str().into());
            Some(Entry { title, url: url.into(), key, note: None, outside })
        }
    }
}
