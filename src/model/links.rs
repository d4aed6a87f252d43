//! Where the links of a body land: a page, a heading, a file, somewhere else, or nowhere.

use std::borrow::Cow;
use std::collections::HashMap;

use ahash::RandomState;

use crate::base::fingerprint::key64;
use crate::base::names::{DocPath, Url, join};
use crate::base::text::split_first;
use crate::config::Config;
use crate::parse::html::SCHEMES;
use crate::parse::outline::{Link, LinkKind};

use super::doc::{Doc, DocId, Docs};
use super::names::Names;

/// Names of the file that stands for its folder.
const INDEXES: &[&str] = &[
    "index.md",
    "README.md",
    "_index.md",
    "index.mdx",
    "readme.md",
    "Index.md",
    "Readme.md",
    "README.MD",
    "README.mdx",
    "_index.mdx",
    "index.markdown",
];

/// Where a link lands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Landing {
    /// A document's page, at an anchor of it where one is named.
    Doc(DocId, Option<Box<str>>),
    /// A page that is made from many documents: the list of a folder.
    List(Box<str>, Option<Box<str>>),
    /// A file that is copied, by its position among the files.
    File(u32),
    /// An anchor of the same document.
    Here(Box<str>),
    /// Somewhere else on the web.
    Outside,
    /// A document that this build does not show.
    Hidden,
    /// Nowhere, and why.
    Broken(Fault),
}

/// Why a link lands nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Fault {
    /// No document and no file is there; the nearest path or id.
    Nothing(Option<Box<str>>),
    /// The document is there, the heading is not; the nearest anchor.
    NoAnchor(DocId, Box<str>, Option<Box<str>>),
    /// It leads out of the content folder.
    Leaves,
    /// It would run a script.
    Script,
    /// It begins with a word that no page may lead to.
    Scheme(Box<str>),
    /// Several pages share this bare name.
    Ambiguous,
}

/// Documents by the key of their path.
#[must_use]
pub fn by_path(docs: &Docs) -> HashMap<u64, DocId, RandomState> {
    let id = |index| DocId(u32::try_from(index).unwrap_or(u32::MAX));
    docs.iter().enumerate().map(|(i, doc)| (key64(doc.path.as_bytes()), id(i))).collect()
}

/// What is needed to follow links.
pub struct Map<'a> {
    /// The documents, sorted by path.
    pub docs: &'a Docs,
    /// The documents by the key of their path.
    pub by_path: &'a HashMap<u64, DocId, RandomState>,
    /// Their names.
    pub names: &'a Names,
    /// Paths of files that are no documents, sorted.
    pub files: &'a [DocPath],
    /// Paths of hidden documents and files, and of the pages that are not made, sorted.
    pub hidden_paths: &'a [DocPath],
    /// Names of hidden documents, sorted, in lower case.
    pub hidden_names: &'a [Box<str>],
    /// Addresses of the documents' pages, sorted.
    pub urls: &'a [(Url, DocId)],
    /// Addresses of pages that are made from many documents, sorted.
    pub lists: &'a [&'static str],
    /// The settings.
    pub config: &'a Config,
}

impl Map<'_> {
    /// Where a link of a document lands.
    #[must_use]
    pub fn land(&self, from: &Doc, link: &Link) -> Landing {
        let target = link.target.trim();
        if link.kind == LinkKind::Wiki {
            return self.wiki(from, target);
        }
        if let Some(anchor) = target.strip_prefix('#') {
            return self.here(from, anchor);
        }
        if let Some(own) = self.config.own_path(target) {
            return self.path(from, own, true, link.kind == LinkKind::Image);
        }
        if target.starts_with("//") {
            return Landing::Outside;
        }
        if let Some(scheme) = scheme(target) {
            return match scheme.to_ascii_lowercase().as_str() {
                "javascript" | "vbscript" | "data" => Landing::Broken(Fault::Script),
                "file" => Landing::Broken(Fault::Leaves),
                known if SCHEMES.contains(&known) => Landing::Outside,
                other => Landing::Broken(Fault::Scheme(other.into())),
            };
        }
        self.path(from, target, false, link.kind == LinkKind::Image)
    }

    fn wiki(&self, from: &Doc, target: &str) -> Landing {
        let (name, anchor) =
            target.split_once('#').map_or((target, None), |(n, a)| (n, Some(a.trim())));
        let name = name.trim();
        if name.is_empty() {
            return anchor.map_or(Landing::Broken(Fault::Nothing(None)), |a| self.here(from, a));
        }
        match self.names.find(name) {
            Some((_, id)) => self.at(id, anchor),
            None if self
                .hidden_names
                .binary_search_by(|h| (**h).cmp(&name.to_lowercase()))
                .is_ok() =>
            {
                Landing::Hidden
            }
            None if self.names.claims(name).len() > 1 => Landing::Broken(Fault::Ambiguous),
            None => {
                let near = crate::base::suggest::nearest(name, self.docs.iter().map(|d| &*d.slug));
                Landing::Broken(Fault::Nothing(near.map(Into::into)))
            }
        }
    }

    fn here(&self, from: &Doc, anchor: &str) -> Landing {
        let anchor = decode(anchor);
        if anchor.is_empty() || anchor == "top" || from.anchors().any(|a| a == anchor) {
            return Landing::Here(anchor.into());
        }
        let near = crate::base::suggest::nearest(&anchor, from.anchors());
        let id = self.doc_at(&from.path).unwrap_or(DocId(u32::MAX));
        Landing::Broken(Fault::NoAnchor(id, anchor.as_ref().into(), near.map(Into::into)))
    }

    fn at(&self, id: DocId, anchor: Option<&str>) -> Landing {
        let Some(anchor) = anchor.filter(|a| !a.is_empty()) else { return Landing::Doc(id, None) };
        let anchor = decode(anchor);
        let Some(doc) = self.docs.get(id.index()) else {
            return Landing::Broken(Fault::Nothing(None));
        };
        if doc.anchors().any(|a| a == anchor) {
            return Landing::Doc(id, Some(anchor.into()));
        }
        let slug = crate::base::names::slugify(&anchor);
        if doc.anchors().any(|a| a == slug) {
            return Landing::Doc(id, Some(slug.into()));
        }
        let near = crate::base::suggest::nearest(&anchor, doc.anchors());
        Landing::Broken(Fault::NoAnchor(id, anchor.as_ref().into(), near.map(Into::into)))
    }

    fn path(&self, from: &Doc, target: &str, own: bool, image: bool) -> Landing {
        let (path, anchor) =
            split_first(target, b'#').map_or((target, None), |(p, a)| (p, Some(a)));
        let path = split_first(path, b'?').map_or(path, |(p, _)| p);
        let path = decode(path);
        let mut first = None;
        let rooted = own || path.starts_with('/');
        let roots = if rooted { self.config.roots(image) } else { &[] };
        let last = if rooted { "" } else { from.path.folder() };
        let bases = roots.iter().map(|root| &**root).chain(std::iter::once(last));
        let relative = path.trim_start_matches('/');
        for base in bases {
            match self.look(base, relative, anchor) {
                Landing::Broken(fault) => first = first.or(Some(fault)),
                landing => return landing,
            }
        }
        if own && !self.has_documents(relative) {
            return Landing::Outside;
        }
        Landing::Broken(first.unwrap_or(Fault::Nothing(None)))
    }

    /// Whether documents lie in the folder of a path. The repository's other folders hold code and more: a link to
    /// their web address leads outside.
    fn has_documents(&self, path: &str) -> bool {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if folder.is_empty() {
            return false;
        }
        let start = self.docs.partition_point(|d| &*d.path < folder);
        self.docs
            .iter()
            .skip(start)
            .take_while(|d| d.path.starts_with(folder))
            .any(|d| d.path.folder() == folder)
    }

    fn look(&self, base: &str, relative: &str, anchor: Option<&str>) -> Landing {
        if relative.is_empty() || relative == "." || relative == "./" {
            return self.folder(base, anchor).unwrap_or(Landing::Broken(Fault::Nothing(None)));
        }
        let Some(path) = join(base, relative) else {
            let up = relative.split('/').filter(|s| *s == "..").count();
            let deep = base.split('/').filter(|s| !s.is_empty()).count();
            if up == deep && relative.trim_end_matches('/').ends_with("..") {
                return self.folder("", anchor).unwrap_or(Landing::Broken(Fault::Leaves));
            }
            return Landing::Broken(Fault::Leaves);
        };
        if let Some(id) = self.doc_at(&path) {
            return self.at(id, anchor);
        }
        if let Ok(index) = self.files.binary_search(&path) {
            return Landing::File(u32::try_from(index).unwrap_or(u32::MAX));
        }
        if let Some(landing) = self.folder(&path, anchor) {
            return landing;
        }
        if let Some(landing) = self.page(&path, anchor) {
            return landing;
        }
        if self.is_hidden(&path) {
            return Landing::Hidden;
        }
        // Many hosts publish `name.md` as `name`.
        if path.extension().is_empty() {
            let named = [".md", ".mdx"].map(|end| join("", &format!("{path}{end}")));
            if let Some(id) = named.iter().flatten().find_map(|path| self.doc_at(path)) {
                return self.at(id, anchor);
            }
        }
        // Some disks take no notice of case, and so do those who write on them.
        if let Some(id) = self.in_other_case(&path) {
            return self.at(id, anchor);
        }
        let near = crate::base::suggest::nearest(&path, self.docs.iter().map(|d| &*d.path));
        Landing::Broken(Fault::Nothing(near.map(Into::into)))
    }

    /// The only document whose path differs in case alone.
    fn in_other_case(&self, path: &DocPath) -> Option<DocId> {
        let same = |doc: &&std::sync::Arc<Doc>| doc.path.eq_ignore_ascii_case(path);
        let mut found = self.docs.iter().filter(same);
        match (found.next(), found.next()) {
            (Some(doc), None) => self.doc_at(&doc.path),
            _ => None,
        }
    }

    /// Whether a path, however a host would let it be written, is that of something that is not shown.
    fn is_hidden(&self, path: &DocPath) -> bool {
        let is = |path: &DocPath| self.hidden_paths.binary_search(path).is_ok();
        let more = [".md", ".mdx", "/index.html"].map(|end| DocPath::new(&format!("{path}{end}")));
        !self.hidden_paths.is_empty() && (is(path) || more.iter().flatten().any(is))
    }

    /// The document at a path. One look into a table: a search through all paths would wait for memory at every step.
    fn doc_at(&self, path: &DocPath) -> Option<DocId> {
        let id = *self.by_path.get(&key64(path.as_bytes()))?;
        self.docs.get(id.index()).is_some_and(|doc| doc.path == *path).then_some(id)
    }

    /// The page of a folder: its own document, or the list of its kind.
    fn folder(&self, folder: &str, anchor: Option<&str>) -> Option<Landing> {
        for name in INDEXES.iter().copied() {
            let path = join(folder, name)?;
            if let Some(id) = self.doc_at(&path) {
                return Some(self.at(id, anchor));
            }
        }
        let url = join(folder, "index.html")?;
        self.list(&url, anchor)
    }

    /// A page by its published address.
    fn page(&self, path: &DocPath, anchor: Option<&str>) -> Option<Landing> {
        if path.extension() != "html" {
            return None;
        }
        let found = self.urls.binary_search_by(|(url, _)| (**url).cmp(path));
        if let Some((_, id)) = found.ok().and_then(|index| self.urls.get(index)) {
            return Some(self.at(*id, anchor));
        }
        self.list(path, anchor)
    }

    fn list(&self, url: &str, anchor: Option<&str>) -> Option<Landing> {
        self.lists
            .binary_search(&url)
            .is_ok()
            .then(|| Landing::List(url.into(), anchor.map(Into::into)))
    }
}

/// The scheme of an address, if it has one: `https` of `https://x`, `mailto` of `mailto:a@b`.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = split_first(target, b':')?;
    let sound = scheme.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    sound.then_some(scheme)
}

/// Percent signs decoded; as written where that is not UTF-8.
#[must_use]
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return text.into();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(code) = code {
            out.push(code);
            at += 3;
        } else {
            out.push(*byte);
            at += 1;
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}
