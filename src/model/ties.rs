//! Who points at whom, by fields and in texts, seen from both ends. The model that comes after another takes over what
//! documents say that are the same, and all of it where nobody points elsewhere.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::base::fingerprint::Fingerprint;
use crate::config::Config;
use crate::kinds::edges::Relation;

use super::Back;
use super::build::small;
use super::directory::Directory;
use super::doc::{Doc, DocId, Docs};
use super::graph::Rows;
use super::links::{Landing, Map};
use super::resolve::{Outcome, Scope, Target};

/// Every link, followed.
pub(super) struct Ties {
    /// What the fields of each document turned out to point at.
    pub outcomes: Rows<Outcome>,
    pub out: Rows<(Relation, Target)>,
    pub back: Rows<Back>,
    pub landings: Rows<Landing>,
    /// What each document points at and who points at it, as fingerprints; made when somebody first asks.
    pub prints: OnceLock<Vec<(Fingerprint, Fingerprint)>>,
}

/// What a model before was made of, with its ties; documents were called as they are now.
type Before<'a> = Option<(&'a Docs, &'a Ties)>;

impl Ties {
    /// Follows every link of documents that are not as they were before.
    pub fn of(
        docs: &Docs,
        directory: &Directory,
        lists: &[&'static str],
        config: &Config,
        before: Before,
    ) -> Self {
        let unseen = &directory.unseen;
        let scope = Scope::new(docs, &directory.names, &unseen.names, &config.mapping);
        let outcomes = rows(docs, before.map(|(was, ties)| (was, &ties.outcomes)), |doc| {
            doc.edges.iter().map(|edge| scope.resolve(doc, edge)).collect()
        });
        let map = Map {
            docs,
            by_path: &directory.at,
            names: &directory.names,
            files: &directory.files,
            hidden_paths: &unseen.paths,
            hidden_names: &unseen.names,
            urls: &directory.urls,
            lists,
            config,
        };
        let landings = rows(docs, before.map(|(was, ties)| (was, &ties.landings)), |doc| {
            doc.outline.links.iter().map(|link| map.land(doc, link)).collect()
        });
        let (out, back) = both_ways(docs, &outcomes, &landings);
        Self { outcomes, out, back, landings, prints: OnceLock::new() }
    }

    /// Whether documents write the same links as others did that were called as they are.
    pub fn are_alike(was: &Docs, docs: &Docs) -> bool {
        let alike =
            |(was, doc): (&Arc<Doc>, &Arc<Doc>)| Arc::ptr_eq(was, doc) || write_alike(was, doc);
        was.len() == docs.len() && was.iter().zip(docs).all(alike)
    }
}

fn write_alike(one: &Doc, other: &Doc) -> bool {
    let links = |doc: &'_ Doc| doc.outline.links.len();
    one.edges == other.edges
        && links(one) == links(other)
        && one
            .outline
            .links
            .iter()
            .zip(&other.outline.links)
            .all(|(one, other)| (one.kind, &one.target) == (other.kind, &other.target))
}

/// A row for each document: the one that it had, or a new one.
fn rows<T: Clone + Send + Sync>(
    docs: &Docs,
    before: Option<(&Docs, &Rows<T>)>,
    make: impl Fn(&Doc) -> Vec<T> + Sync,
) -> Rows<T> {
    let had = |index: usize, doc: &Arc<Doc>| {
        let (was, rows) = before?;
        was.get(index).filter(|was| Arc::ptr_eq(was, doc)).map(|_| rows.row(index))
    };
    let made: Vec<Option<Vec<T>>> = docs
        .par_iter()
        .enumerate()
        .map(|(index, doc)| had(index, doc).is_none().then(|| make(doc)))
        .collect();
    let mut rows = Rows::default();
    for ((index, doc), row) in docs.iter().enumerate().zip(made) {
        match row {
            Some(row) => rows.push(row),
            None => rows.push(had(index, doc).unwrap_or_default().iter().cloned()),
        }
    }
    rows
}

type Out = (Relation, Target);

/// Every link that arrives, from where it is written and from where it arrives.
fn both_ways(
    docs: &Docs,
    outcomes: &Rows<Outcome>,
    landings: &Rows<Landing>,
) -> (Rows<Out>, Rows<Back>) {
    let mut out: Rows<Out> = Rows::default();
    let mut pairs: Vec<(u32, Back)> = Vec::new();
    let mut mentioned: Vec<DocId> = Vec::new();
    for (index, doc) in docs.iter().enumerate() {
        let from = DocId(small(index));
        let mut row: Vec<Out> = Vec::new();
        for (edge, outcome) in doc.edges.iter().zip(outcomes.row(index)) {
            let Some(target) = outcome.target() else { continue };
            row.push((edge.relation, target));
            let back = Back { from, relation: edge.relation, part: target.part };
            pairs.push((target.doc.0, back));
        }
        mentioned.clear();
        for landing in landings.row(index) {
            let Landing::Doc(id, _) = landing else { continue };
            if *id != from && !mentioned.contains(id) {
                mentioned.push(*id);
                let back = Back { from, relation: Relation::Mentions, part: None };
                pairs.push((id.0, back));
            }
        }
        out.push(row);
    }
    (out, Rows::gather(docs.len(), &pairs))
}
