//! A plain page of the handbook: its text, the pages around it, the one before and the one after.

use serde::Serialize;

use crate::kinds::KindTag;
use crate::model::doc::{Doc, DocId, is_index};
use crate::model::reader::Reader;

use super::card;
use super::document;
use super::facts;
use super::frame::{self, Branch, Crumb};
use super::item::{Absent, Fact, Item, Link, Text, shapes};
use super::places;
use super::relations::{self, Group};
use super::{PageData, Route, Shown};

/// In a folder of more pages and folders than this, neighbours stand in the order of their paths and only the nearest
/// show: a page that lists all of its thousand neighbours makes a site that grows with their square.
const MANY: usize = 60;
/// So many neighbours show on either side in such a folder.
const NEAR: usize = 12;

shapes! {
    /// What `page.html` shows; also the data beside the page.
    Data {
        /// A sentence about it, where the text does not begin with it.
        lede: Option<Text>,
        /// The facts.
        facts: Vec<Fact>,
        /// Links both ways.
        links: Vec<Group>,
        /// Who links here in a text.
        backlinks: Vec<Item>,
        /// Free keys.
        extra: Option<serde_json::Value>,
    }
}

/// The page of a plain document.
#[must_use]
pub fn page(reader: &Reader, route: &Route, id: DocId, doc: &Doc) -> PageData {
    let data = Data {
        lede: document::summary(doc),
        facts: facts::of(reader, id),
        links: relations::groups(reader, id, &[]),
        backlinks: relations::mentioned_by(reader, id),
        extra: document::extra(doc),
    };
    let mut frame = frame::of_document(reader, route, id, doc);
    frame.nav_key = places::footer_or_nav(&route.url);
    let around = Around::new(reader, id, doc);
    frame.tree = around.tree();
    (frame.prev, frame.next) = around.neighbours();
    frame.breadcrumb = around.crumbs();
    if frame.outline.len() < 2 {
        frame.outline.clear();
    }
    PageData {
        template: document::template(doc, "page.html"),
        frame: Box::new(frame),
        brief: Some(Box::new(document::brief(reader, id, doc))),
        data: Shown::Page(Box::new(data)),
        body: Some(id),
        text: None,
        skip_heading: document::repeats_title(doc),
        charts: Vec::new(),
    }
}

/// The pages around a page.
struct Around<'r, 'm> {
    reader: &'r Reader<'m>,
    ids: &'m [DocId],
    doc: &'m Doc,
    id: DocId,
    /// What stands in the page's own folder; nothing when that is too much.
    own: Option<Vec<Child>>,
}

/// A page or a folder inside a folder.
struct Child {
    id: DocId,
    /// The folder's path, where it is one.
    folder: Option<String>,
}

impl<'r, 'm> Around<'r, 'm> {
    fn new(reader: &'r Reader<'m>, id: DocId, doc: &'m Doc) -> Self {
        let ids = reader.ids(KindTag::Page);
        let mut around = Self { reader, ids, doc, id, own: None };
        around.own = around.children(doc.path.folder());
        around
    }

    fn path(&self, id: DocId) -> &'m str {
        self.reader.doc(id).map_or("", |doc| doc.path.as_str())
    }

    /// The pages below a folder, at any depth; they stand together since all are sorted by path.
    fn below(&self, folder: &str) -> &'m [DocId] {
        if folder.is_empty() {
            return self.ids;
        }
        let prefix = format!("{folder}/");
        let from = self.ids.partition_point(|id| self.path(*id) < prefix.as_str());
        let rest = self.ids.get(from..).unwrap_or_default();
        let len = rest.partition_point(|id| self.path(*id).starts_with(&prefix));
        rest.get(..len).unwrap_or_default()
    }

    /// A folder's own page.
    fn index(&self, folder: &str) -> Option<DocId> {
        ["index.md", "README.md", "readme.md", "Index.md", "Readme.md"].iter().find_map(|name| {
            let path =
                if folder.is_empty() { (*name).to_owned() } else { format!("{folder}/{name}") };
            self.reader.at_path(&path)
        })
    }

    /// The pages and folders right inside a folder, in the order in which they are shown; nothing when there are many.
    fn children(&self, folder: &str) -> Option<Vec<Child>> {
        let mut rest = self.below(folder);
        let depth = if folder.is_empty() { 0 } else { folder.len() + 1 };
        let mut children: Vec<Child> = Vec::new();
        while let Some((id, after)) = rest.split_first() {
            if children.len() > MANY {
                return None;
            }
            let path = self.path(*id);
            let inside = path.get(depth..).unwrap_or("");
            if let Some((name, _)) = inside.split_once('/') {
                let folder = path.get(..depth + name.len()).unwrap_or("").to_owned();
                let prefix = format!("{folder}/");
                let len = rest.partition_point(|id| self.path(*id).starts_with(&prefix));
                let first = self.index(&folder).unwrap_or(*id);
                rest = rest.get(len.max(1)..).unwrap_or_default();
                if KindTag::of_folder(&folder).is_none() {
                    children.push(Child { id: first, folder: Some(folder) });
                }
            } else {
                rest = after;
                let shown = self
                    .reader
                    .doc(*id)
                    .is_some_and(|doc| !is_index(&doc.path) && doc.common.nav != Some(false));
                if shown {
                    children.push(Child { id: *id, folder: None });
                }
            }
        }
        // Each folder is sorted by what its pages say, then by title; keys are made once.
        let mut keyed: Vec<_> = children.into_iter().map(|c| (self.place(c.id), c)).collect();
        keyed.sort_by(|a, b| a.0.0.total_cmp(&b.0.0).then_with(|| a.0.1.cmp(&b.0.1)));
        Some(keyed.into_iter().map(|(_, child)| child).collect())
    }

    fn place(&self, id: DocId) -> (f64, String) {
        let Some(doc) = self.reader.doc(id) else { return (f64::MAX, String::new()) };
        let weight = doc.get::<crate::kinds::page::Page>().and_then(|page| page.weight);
        (doc.common.order.or(weight).unwrap_or(f64::MAX), doc.title.to_lowercase())
    }

    /// The folders above this page, from the root's own down; the root itself is the empty name.
    fn folders(&self) -> Vec<&'m str> {
        let folder = self.doc.path.folder();
        let mut list = vec![""];
        list.extend(folder.match_indices('/').filter_map(|(at, _)| folder.get(..at)));
        if !folder.is_empty() {
            list.push(folder);
        }
        list
    }

    fn tree(&self) -> Vec<Branch> {
        let folders = self.folders();
        self.level(&folders, 0)
    }

    /// One folder on the way to this page: its pages, with the next folder of the way opened.
    fn level(&self, way: &[&str], depth: usize) -> Vec<Branch> {
        let Some(folder) = way.get(depth).copied() else { return Vec::new() };
        let next = way.get(depth + 1).copied();
        let made;
        let children = if next.is_none() {
            self.own.as_deref()
        } else {
            made = self.children(folder);
            made.as_deref()
        };
        match (children, next) {
            (Some(children), _) => children
                .iter()
                .filter_map(|child| match &child.folder {
                    Some(folder) if next == Some(&**folder) => {
                        self.folder_branch(folder, way, depth)
                    }
                    _ => self.branch(child.id),
                })
                .collect(),
            (None, Some(next)) => self.folder_branch(next, way, depth).into_iter().collect(),
            (None, None) => self.near(),
        }
    }

    fn folder_branch(&self, folder: &str, way: &[&str], depth: usize) -> Option<Branch> {
        let children = self.level(way, depth + 1);
        if let Some(index) = self.index(folder) {
            Some(Branch { children, ..self.branch(index)? })
        } else {
            let first = children.first()?;
            let title = crate::model::doc::in_words(folder);
            Some(Branch { title, url: first.url.clone(), children })
        }
    }

    /// The nearest pages of a large folder.
    fn near(&self) -> Vec<Branch> {
        let folder = self.doc.path.folder();
        let all = self.below(folder);
        let at = all.binary_search_by(|id| self.path(*id).cmp(&self.doc.path)).unwrap_or(0);
        let from = at.saturating_sub(NEAR);
        all.iter().skip(from).take(2 * NEAR + 1).filter_map(|id| self.branch(*id)).collect()
    }

    fn branch(&self, id: DocId) -> Option<Branch> {
        let doc = self.reader.doc(id)?;
        Some(Branch { title: doc.title.clone(), url: card::url(doc), children: Vec::new() })
    }

    fn link(&self, id: DocId) -> Option<Link> {
        let doc = self.reader.doc(id)?;
        Some(Link { title: doc.title.clone(), url: card::url(doc) })
    }

    /// The page before and the page after, within the folder; a folder's own page comes first.
    fn neighbours(&self) -> (Option<Link>, Option<Link>) {
        let folder = self.doc.path.folder();
        let mut order: Vec<DocId> = Vec::new();
        if let Some(own) = &self.own {
            order.extend(self.index(folder));
            order.extend(own.iter().map(|child| child.id));
        } else {
            let all = self.below(folder);
            let at = all.binary_search_by(|id| self.path(*id).cmp(&self.doc.path)).unwrap_or(0);
            order.extend(all.iter().skip(at.saturating_sub(1)).take(3));
        }
        let Some(at) = order.iter().position(|id| *id == self.id) else { return (None, None) };
        let prev = at.checked_sub(1).and_then(|at| order.get(at));
        let next = order.get(at + 1);
        (prev.and_then(|id| self.link(*id)), next.and_then(|id| self.link(*id)))
    }

    /// The folders above, as far as they have pages of their own.
    fn crumbs(&self) -> Vec<Crumb> {
        self.folders()
            .into_iter()
            .filter(|folder| !folder.is_empty())
            .filter_map(|folder| self.index(folder))
            .filter(|id| *id != self.id)
            .filter_map(|id| self.link(id))
            .map(|link| Crumb { title: link.title, url: Some(link.url), ..Crumb::default() })
            .collect()
    }
}
