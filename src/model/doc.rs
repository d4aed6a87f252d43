//! One document as facts: what its front matter and outline say, under the path where it lies. No bytes, no offsets.

use std::sync::Arc;

use crate::base::date::long;
use crate::base::diagnostic::Problem;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::{DocPath, Slug, Url, join};
use crate::config::Config;
use crate::config::site::Urls;
use crate::kinds::edges::{Edge, Edges, Relation};
use crate::kinds::schemas::{self, Schemas};
use crate::kinds::shared::Common;
use crate::kinds::status::Status;
use crate::kinds::{AnyKind, Kind, KindTag};
use crate::mapping::{bring, paths};
use crate::parse::Parsed;
use crate::parse::front::Entry;
use crate::parse::outline::Outline;

/// A document's position in one model; no meaning beyond it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId(pub u32);

impl DocId {
    /// As an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A document, read.
#[derive(Debug, Clone)]
pub struct Doc {
    /// Where it lies.
    pub path: DocPath,
    /// Its id.
    pub slug: Slug,
    /// Whether the id is written.
    pub id_written: bool,
    /// Other names that lead here: a mapping's, a page's bare stem.
    pub names: Vec<Slug>,
    /// The fields that every kind has.
    pub common: Common,
    /// Its own fields.
    pub kind: AnyKind,
    /// What it is called, written or made.
    pub title: Box<str>,
    /// One sentence, written or the first paragraph; plain text.
    pub summary: Option<Box<str>>,
    /// The address of its page.
    pub url: Url,
    /// The file in which its front matter stands, where that is not the document itself.
    pub front_in: Option<DocPath>,
    /// The links that its fields write.
    pub edges: Vec<Edge>,
    /// Fields that the author calls otherwise: our name, and the author's.
    pub spoken: Box<[(Box<str>, Box<str>)]>,
    /// Sides of relations that are computed, yet written by hand.
    pub inverses: Vec<(Box<str>, Vec<Box<str>>)>,
    /// What the body holds.
    pub outline: Outline,
    /// What is wrong with it taken alone.
    pub problems: Vec<Problem>,
    /// Stands for the front matter and where the document lies.
    pub front_print: Fingerprint,
    /// Stands for the outline.
    pub outline_print: Fingerprint,
}

impl Doc {
    /// Reads a parsed text as the document at a path.
    #[must_use]
    pub fn read(
        path: &DocPath,
        mut parsed: Parsed,
        sibling: Option<&Parsed>,
        config: &Config,
        schemas: &Schemas,
    ) -> Self {
        let mut problems = std::mem::take(&mut parsed.problems);
        let brought = bring(path, &mut parsed, sibling, &config.mapping, schemas);
        problems.extend(brought.problems);
        let month = config.period_start_month;
        let read = schemas::read(&parsed.front.entries, brought.tag, month);
        problems.extend(read.problems);
        let mut edges = Edges::default();
        read.common.edges(&mut edges);
        read.kind.edges(&mut edges);
        let spoken = spoken(&parsed.front.entries);
        let (said, outlined) = (parsed.said, parsed.outlined);
        let outline = parsed.outline;
        let title = brought
            .title
            .or_else(|| read.common.title.clone())
            .or_else(|| made_title(&read.kind))
            .or_else(|| first_heading(&outline))
            .unwrap_or_else(|| in_words(&brought.id));
        let summary = read.common.summary.clone().or_else(|| outline.first_paragraph.clone());
        let url = brought.url.unwrap_or_else(|| match &brought.front_in {
            // `teams.yaml` with a team `fill` has the page `teams/fill.html`.
            Some(file) if is_one_of_many(path, file) => {
                let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
                join(stem, path.file())
                    .map_or_else(|| address(path, config.urls), |path| address(&path, config.urls))
            }
            _ => address(path, config.urls),
        });
        let named = Fingerprint::of_value(&(path, &brought.id, &title, &url, brought.tag));
        // Problems may carry places in bytes: they must not outlive the text that they were found in.
        let faults = Fingerprint::of_value(&problems);
        Self {
            path: path.clone(),
            slug: brought.id,
            id_written: brought.id_written,
            names: brought.names,
            common: read.common,
            kind: read.kind,
            title,
            summary,
            url,
            front_in: brought.front_in,
            edges: edges.list,
            spoken,
            inverses: read.inverses,
            front_print: said.with(named).with(faults),
            outline_print: outlined,
            outline,
            problems,
        }
    }

    /// Stands for everything that this document says to others.
    #[must_use]
    pub fn meaning(&self) -> Fingerprint {
        self.front_print.with(self.outline_print)
    }

    /// The file that its author writes: its own, or the one that holds many documents.
    #[must_use]
    pub fn source(&self) -> &DocPath {
        self.front_in.as_ref().filter(|file| is_one_of_many(&self.path, file)).unwrap_or(&self.path)
    }

    /// Which kind it is.
    #[must_use]
    pub const fn tag(&self) -> KindTag {
        self.kind.tag()
    }

    /// Its own fields, if it is of this kind.
    #[must_use]
    pub fn get<K: Kind>(&self) -> Option<&K> {
        K::of(&self.kind)
    }

    /// Its status, written or by default.
    #[must_use]
    pub const fn status(&self) -> Option<Status> {
        self.common.status
    }

    /// Whether nothing living may hang on it.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.common.status.is_some_and(Status::is_dead)
    }

    /// The ids of its parts in order: pillars of a strategy, key results of a goal.
    #[must_use]
    pub fn parts(&self) -> Vec<&str> {
        match &self.kind {
            AnyKind::Strategy(it) => it.pillars.iter().map(|p| &*p.id).collect(),
            AnyKind::Goal(it) => it.krs.iter().map(|kr| &*kr.id).collect(),
            _ => Vec::new(),
        }
    }

    /// The title of a part, or its id.
    #[must_use]
    pub fn part_title(&self, part: u32) -> Option<&str> {
        let index = part as usize;
        match &self.kind {
            AnyKind::Strategy(it) => {
                it.pillars.get(index).map(|p| p.title.as_deref().unwrap_or(&p.id))
            }
            AnyKind::Goal(it) => it.krs.get(index).map(|kr| kr.title.as_deref().unwrap_or(&kr.id)),
            _ => None,
        }
    }

    /// The anchors that a link may name: headings, terms and parts.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        let headings = self.outline.headings.iter().map(|heading| &*heading.anchor);
        let terms = self.outline.terms.iter().map(|term| &*term.anchor);
        headings.chain(terms).chain(self.parts())
    }

    /// The path of the field that writes an edge of a relation, for places.
    pub fn edges_of(&self, relation: Relation) -> impl Iterator<Item = (usize, &Edge)> {
        self.edges.iter().enumerate().filter(move |(_, edge)| edge.relation == relation)
    }
}

/// Whether a document is one of those that a file holds, under whose path it is known.
fn is_one_of_many(path: &DocPath, file: &DocPath) -> bool {
    path.folder() == file.as_str()
}

/// The title that fields make: a check-in's team and day, a person's name.
fn made_title(kind: &AnyKind) -> Option<Box<str>> {
    match kind {
        AnyKind::Person(person) => person.name.clone(),
        AnyKind::Checkin(it) => {
            let team = it.team.as_ref()?;
            let date = it.date?;
            Some(format!("{}, {}", team.target, long(date)).into())
        }
        _ => None,
    }
}

fn first_heading(outline: &Outline) -> Option<Box<str>> {
    outline.headings.first().filter(|h| !h.text.is_empty()).map(|h| h.text.clone())
}

/// The fields that their author calls otherwise.
fn spoken(entries: &[Entry]) -> Box<[(Box<str>, Box<str>)]> {
    let other = |entry: &Entry| {
        let written = entry.written.as_ref().filter(|written| **written != entry.key)?;
        Some((entry.key.clone(), written.clone()))
    };
    entries.iter().filter_map(other).collect()
}

/// `fill-before-payroll` becomes `Fill before payroll`.
#[must_use]
pub fn in_words(id: &str) -> Box<str> {
    let last = id.rsplit('/').next().unwrap_or(id).replace(['-', '_'], " ");
    let mut chars = last.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect()).into()
}

/// The address of the page of a document: `goals/fill-q2.html`; a folder's own page is its `index.html`.
#[must_use]
pub fn address(path: &DocPath, urls: Urls) -> Url {
    let (name, end) = match urls {
        _ if is_index(path) => ("index", ".html"),
        Urls::Flat => (path.stem(), ".html"),
        Urls::Directory => (path.stem(), "/index.html"),
    };
    let folder = path.folder();
    let text = [folder, if folder.is_empty() { "" } else { "/" }, name, end].concat();
    // A path without `..` and empty steps stays such with another ending.
    Url::tidy(&text).unwrap_or_else(Url::home)
}

/// Whether a file is its folder's own page.
#[must_use]
pub fn is_index(path: &DocPath) -> bool {
    paths::is_index(path.file())
}

/// Documents in the order of their paths.
pub type Docs = Vec<Arc<Doc>>;
