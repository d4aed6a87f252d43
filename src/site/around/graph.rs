//! `graph.json`: every document that this audience sees, its fields, what was worked out about it, and what it points at.
//!
//! The shape is a promise, written down in `graph.schema.json`: keys are only added while the version stays.

use std::collections::BTreeMap;

use serde::Serialize;

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
use super::items::{Item, item};

/// The JSON Schema of the file.
pub const SCHEMA: &str = include_str!("graph.schema.json");

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Graph<'a> {
    format: &'static str,
    version: u32,
    site: About,
    kinds: Vec<KindInfo>,
    links: Vec<LinkInfo>,
    items: Vec<Item<'a>>,
    edges: Vec<Edge>,
    summary: Summary,
}

#[derive(Serialize)]
struct About {
    name: Box<str>,
    base_url: Option<Box<str>>,
    language: Box<str>,
    commit: Option<Box<str>>,
    as_of: String,
    audience: &'static str,
}

#[derive(Serialize)]
struct KindInfo {
    name: &'static str,
    statuses: &'static [&'static str],
    count: usize,
}

#[derive(Serialize)]
struct LinkInfo {
    name: &'static str,
    inverse: &'static str,
    to: Vec<&'static str>,
    acyclic: bool,
}

/// A link in the direction in which it is written.
#[derive(Serialize)]
struct Edge {
    from: String,
    #[serde(rename = "type")]
    kind: &'static str,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
}

#[derive(Serialize)]
struct Summary {
    items: usize,
    edges: usize,
    alignment: Option<f64>,
    findings: BTreeMap<&'static str, usize>,
}

/// The file.
pub fn json(site: &Site) -> Vec<u8> {
    let reader = site.reader();
    let mut ids: Vec<DocId> = reader.all().collect();
    ids.sort_by_key(|id| reader.doc(*id).map(|doc| &doc.slug));
    let items: Vec<Item> = ids.iter().filter_map(|id| item(&reader, *id)).collect();
    let mut edges: Vec<Edge> = Vec::new();
    for id in &ids {
        let Some(doc) = reader.doc(*id) else { continue };
        out(&reader, *id, doc, &mut edges);
    }
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
            items: items.len(),
            edges: edges.len(),
            alignment: alignment::site(&reader).ok().and_then(|it| it.score),
            findings: levels.into_iter().map(|level| (level.as_str(), count(level))).collect(),
        },
        items,
        edges,
    };
    let mut bytes = serde_json::to_vec(&graph).unwrap_or_default();
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

/// What a document points at: in its fields, then in its text; each target once for each sort of link.
fn out(reader: &Reader, id: DocId, doc: &Doc, edges: &mut Vec<Edge>) {
    let from = doc.slug.to_string();
    let first = edges.len();
    for (edge, outcome) in reader.out(id) {
        let Some(target) = outcome.target() else { continue };
        let share = match &doc.kind {
            AnyKind::Release(it) if edge.relation == Relation::Goals => share(it, &edge.path),
            _ => None,
        };
        edges.push(Edge {
            from: from.clone(),
            kind: edge.relation.info().name,
            to: name(reader, target),
            share,
        });
    }
    for landing in reader.landings(id) {
        if let Landing::Doc(to, _) = landing
            && *to != id
        {
            let target = Target { doc: *to, part: None };
            let kind = Relation::Mentions.info().name;
            edges.push(Edge { from: from.clone(), kind, to: name(reader, target), share: None });
        }
    }
    let mut own = edges.split_off(first);
    own.sort_by(|a, b| (a.kind, &a.to).cmp(&(b.kind, &b.to)));
    own.dedup_by(|a, b| (a.kind, &a.to) == (b.kind, &b.to));
    edges.append(&mut own);
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

fn name(reader: &Reader, target: Target) -> String {
    let Some(doc) = reader.doc(target.doc) else { return String::new() };
    match target.part.and_then(|part| doc.parts().get(part as usize).copied().map(str::to_owned)) {
        Some(part) => format!("{}#{part}", doc.slug),
        None => doc.slug.to_string(),
    }
}
