//! `graph.json`: every document that this audience sees, its fields, what was worked out about it, and what it points at.
//!
//! The shape is a promise, written down in `graph.schema.json`: keys are only added while the version stays.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeSeq, Serializer};

use crate::base::diagnostic::Level;
use crate::kinds::edges::Relation;
use crate::kinds::release::Release;
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::{Doc, DocId};
use crate::model::links::Landing;
use crate::model::numbers::alignment;
use crate::model::reader::Reader;
use crate::model::resolve::Target;
use crate::views;

use super::super::engine::Site;
use super::items::item;

/// The JSON Schema of the file.
pub const SCHEMA: &str = include_str!("graph.schema.json");

const VERSION: u32 = 1;

#[derive(serde::Serialize)]
struct Graph<'a> {
    format: &'static str,
    version: u32,
    site: About,
    kinds: Vec<KindInfo>,
    links: Vec<LinkInfo>,
    items: Items<'a>,
    edges: Edges<'a>,
    summary: Summary<'a>,
}

/// All items, each made when it is written: together they would be the most memory that a build ever holds.
struct Items<'a> {
    reader: &'a Reader<'a>,
    ids: &'a [DocId],
    count: &'a Cell<usize>,
}

/// All links, each document's own made when they are written.
struct Edges<'a> {
    reader: &'a Reader<'a>,
    ids: &'a [DocId],
    count: &'a Cell<usize>,
}

#[derive(serde::Serialize)]
struct About {
    name: Box<str>,
    base_url: Option<Box<str>>,
    language: Box<str>,
    commit: Option<Box<str>>,
    as_of: String,
    audience: &'static str,
}

#[derive(serde::Serialize)]
struct KindInfo {
    name: &'static str,
    statuses: &'static [&'static str],
    count: usize,
}

#[derive(serde::Serialize)]
struct LinkInfo {
    name: &'static str,
    inverse: &'static str,
    to: Vec<&'static str>,
    acyclic: bool,
}

/// A link in the direction in which it is written.
#[derive(serde::Serialize)]
struct Edge<'a> {
    from: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    to: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
}

#[derive(serde::Serialize)]
struct Summary<'a> {
    items: &'a Cell<usize>,
    edges: &'a Cell<usize>,
    alignment: Option<f64>,
    findings: BTreeMap<&'static str, usize>,
}

/// The file.
pub fn json(site: &Site) -> Vec<u8> {
    let reader = site.reader();
    let mut ids: Vec<DocId> = reader.all().collect();
    ids.sort_by_key(|id| reader.doc(*id).map(|doc| &doc.slug));
    let (items, edges) = (Cell::new(0), Cell::new(0));
    let levels = [Level::Error, Level::Warning, Level::Note];
    let count = |level: Level| site.findings.open().filter(|it| it.level == level).count();
    let graph = Graph {
        format: "throughline graph",
        version: VERSION,
        site: About {
            name: views::site_title(&reader),
            base_url: site.config.base_url.clone(),
            language: site.config.language.clone(),
            commit: None,
            as_of: reader.today().to_string(),
            audience: site.audience.as_str(),
        },
        kinds: kinds(&reader),
        links: links(),
        summary: Summary {
            // Written behind both, when they have been counted.
            items: &items,
            edges: &edges,
            alignment: alignment::site(&reader).ok().and_then(|it| it.score),
            findings: levels.into_iter().map(|level| (level.as_str(), count(level))).collect(),
        },
        items: Items { reader: &reader, ids: &ids, count: &items },
        edges: Edges { reader: &reader, ids: &ids, count: &edges },
    };
    let mut bytes = Vec::new();
    // What an author may write free is read as JSON, so it can be written.
    let _ = serde_json::to_writer(&mut bytes, &graph);
    bytes.push(b'\n');
    bytes
}

fn kinds(reader: &Reader) -> Vec<KindInfo> {
    let info = |tag: &KindTag| KindInfo {
        name: tag.as_str(),
        statuses: tag.statuses(),
        count: reader.ids(*tag).len(),
    };
    KindTag::ALL.iter().map(info).collect()
}

fn links() -> Vec<LinkInfo> {
    let info = |relation: &Relation| {
        let info = relation.info();
        LinkInfo {
            name: info.name,
            inverse: info.inverse,
            to: info.to.iter().map(|tag| tag.as_str()).collect(),
            acyclic: info.acyclic,
        }
    };
    Relation::ALL.iter().map(info).collect()
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(None)?;
        for item in self.ids.iter().filter_map(|id| item(self.reader, *id)) {
            list.serialize_element(&item)?;
            self.count.set(self.count.get() + 1);
        }
        list.end()
    }
}

impl Serialize for Edges<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(None)?;
        let mut own = Vec::new();
        for id in self.ids {
            let Some(doc) = self.reader.doc(*id) else { continue };
            out(self.reader, *id, doc, &mut own);
            for edge in own.drain(..) {
                list.serialize_element(&edge)?;
                self.count.set(self.count.get() + 1);
            }
        }
        list.end()
    }
}

/// What a document points at: in its fields, then in its text; each target once for each sort of link.
fn out<'a>(reader: &Reader<'a>, id: DocId, doc: &'a Doc, own: &mut Vec<Edge<'a>>) {
    let from: &str = &doc.slug;
    for (edge, outcome) in reader.out(id) {
        let Some(target) = outcome.target() else { continue };
        let share = match &doc.kind {
            AnyKind::Release(it) if edge.relation == Relation::Goals => share(it, &edge.path),
            _ => None,
        };
        own.push(Edge { from, kind: edge.relation.info().name, to: name(reader, target), share });
    }
    for landing in reader.landings(id) {
        if let Landing::Doc(to, _) = landing
            && *to != id
        {
            let target = Target { doc: *to, part: None };
            let kind = Relation::Mentions.info().name;
            own.push(Edge { from, kind, to: name(reader, target), share: None });
        }
    }
    own.sort_by(|a, b| (a.kind, &a.to).cmp(&(b.kind, &b.to)));
    own.dedup_by(|a, b| (a.kind, &a.to) == (b.kind, &b.to));
}

/// The share of a release that serves the goal of this entry: as written, or equal where none is.
fn share(release: &Release, path: &str) -> Option<f64> {
    let index: usize = path.strip_prefix("goals[")?.split(']').next()?.parse().ok()?;
    let written = release.goals.get(index)?.share;
    let none = release.goals.iter().all(|goal| goal.share.is_none());
    #[expect(clippy::cast_precision_loss, reason = "a release has few goals")]
    let equal = none.then(|| 1.0 / release.goals.len() as f64);
    written.or(equal).filter(|share| share.is_finite())
}

fn name<'a>(reader: &Reader<'a>, target: Target) -> Cow<'a, str> {
    let Some(doc) = reader.doc(target.doc) else { return Cow::Borrowed("") };
    match target.part.and_then(|part| doc.parts().get(part as usize).copied()) {
        Some(part) => Cow::Owned(format!("{}#{part}", doc.slug)),
        None => Cow::Borrowed(&doc.slug),
    }
}
