//! Who is called what and lies where: all that names and links are looked up in. The model that comes after another takes
//! it over where no document is called otherwise.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use ahash::RandomState;

use crate::base::fingerprint::{Fingerprint, key64};
use crate::base::names::{DocPath, Url};
use crate::kinds::KindTag;

use super::build::small;
use super::data::{File, data_path};
use super::doc::{Doc, DocId, Docs};
use super::links::by_path;
use super::names::{Names, name_key};
use super::resolve::Hidden;

/// What of documents and files names and links are looked up in.
pub(super) struct Directory {
    /// The key of each document's path.
    pub keys: Vec<u64>,
    pub names: Names,
    pub at: HashMap<u64, DocId, RandomState>,
    pub kinds: HashMap<KindTag, Vec<DocId>>,
    /// The table of each document that has one, by the key of its path; no position where the file is not there.
    pub tables: HashMap<DocId, (u64, Option<usize>), RandomState>,
    /// Addresses of the documents' pages, sorted.
    pub urls: Vec<(Url, DocId)>,
    /// Paths of files that are no documents, sorted.
    pub files: Vec<DocPath>,
    pub unseen: Unseen,
    /// Which documents there are, and how they are called, of each kind; asked for by many pages.
    pub id_prints: [OnceLock<Fingerprint>; KindTag::ALL.len()],
    pub slug_prints: [OnceLock<Fingerprint>; KindTag::ALL.len()],
    pub all_print: OnceLock<Fingerprint>,
    pub file_keys: OnceLock<HashMap<u64, u32, RandomState>>,
}

/// What is known of hidden documents.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unseen {
    /// Their names in lower case, sorted.
    pub names: Vec<Box<str>>,
    /// The keys of their names, sorted.
    pub keys: Vec<u64>,
    /// Where they lie and where their pages would be, sorted.
    pub paths: Vec<DocPath>,
}

impl Unseen {
    pub fn of(hidden: Vec<Hidden>) -> Self {
        let mut names: Vec<Box<str>> =
            hidden.iter().flat_map(|h| h.names.iter().map(|n| n.to_lowercase().into())).collect();
        names.sort_unstable();
        let mut keys: Vec<u64> = names.iter().map(|name| name_key(name)).collect();
        keys.sort_unstable();
        let mut paths: Vec<DocPath> = hidden.into_iter().flat_map(|h| h.paths).collect();
        paths.sort_unstable();
        Self { names, keys, paths }
    }
}

impl Directory {
    pub fn of(docs: &Docs, files: &[File], unseen: Unseen) -> Self {
        let ids = || docs.iter().enumerate().map(|(index, doc)| (DocId(small(index)), doc));
        let mut urls: Vec<(Url, DocId)> = ids().map(|(id, doc)| (doc.url.clone(), id)).collect();
        urls.sort();
        let mut kinds: HashMap<KindTag, Vec<DocId>> = HashMap::new();
        for (id, doc) in ids() {
            kinds.entry(doc.tag()).or_default().push(id);
        }
        let table = |(id, doc): (DocId, &Arc<Doc>)| {
            let (path, _) = data_path(doc)?;
            let at = files.binary_search_by(|file| file.path.cmp(&path)).ok();
            Some((id, (key64(path.as_bytes()), at)))
        };
        Self {
            keys: docs.iter().map(|doc| key64(doc.path.as_bytes())).collect(),
            names: Names::of(docs.iter().map(|doc| &**doc)),
            at: by_path(docs),
            kinds,
            tables: ids().filter_map(table).collect(),
            urls,
            files: files.iter().map(|file| file.path.clone()).collect(),
            unseen,
            id_prints: std::array::from_fn(|_| OnceLock::new()),
            slug_prints: std::array::from_fn(|_| OnceLock::new()),
            all_print: OnceLock::new(),
            file_keys: OnceLock::new(),
        }
    }

    /// Whether it would be the same for these, where it was made of `was`.
    pub fn is_of(&self, was: &Docs, docs: &Docs, files: &[File], unseen: &Unseen) -> bool {
        let alike = |(was, doc): (&Arc<Doc>, &Arc<Doc>)| {
            Arc::ptr_eq(was, doc) || are_called_alike(was, doc)
        };
        self.unseen == *unseen
            && self.files.iter().eq(files.iter().map(|file| &file.path))
            && was.len() == docs.len()
            && was.iter().zip(docs).all(alike)
    }
}

/// Whether every name, link and address that finds one of two documents finds the other: all that is asked of a document
/// to which somebody points, or that wants an address.
fn are_called_alike(one: &Doc, other: &Doc) -> bool {
    // Whose pillars are meant depends on which strategy is active; other states are nothing to those who point.
    let state = |doc: &Doc| doc.status().filter(|_| doc.tag() == KindTag::Strategy);
    one.path == other.path
        && one.url == other.url
        && one.slug == other.slug
        && one.names == other.names
        && one.common.aliases == other.common.aliases
        && one.common.redirect_from == other.common.redirect_from
        && one.tag() == other.tag()
        && state(one) == state(other)
        && one.anchors().eq(other.anchors())
        && data_path(one) == data_path(other)
}
