//! From documents to one model: names, links followed both ways, bodies' links landed. Made whole each time, so that
//! nothing is patched and nothing goes stale.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use ahash::RandomState;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::base::fingerprint::key64;
use crate::base::names::{DocPath, Url};
use crate::config::Config;
use crate::kinds::edges::Relation;
use crate::kinds::schemas::Schemas;
use crate::mapping::Mapping;

use super::data::{File, data_path};
use super::doc::{DocId, Docs};
use super::graph::Rows;
use super::history::History;
use super::links::{Landing, Map, by_path};
use super::names::{Names, name_key};
use super::resolve::{Hidden, Outcome, Scope, Target};
use super::{Back, Model};

/// What a model is made from.
pub struct Input {
    /// The documents that this build shows, sorted by path.
    pub docs: Docs,
    /// Those that it does not show.
    pub hidden: Vec<Hidden>,
    /// Files that are no documents, sorted by path.
    pub files: Vec<File>,
    /// Addresses of pages that are made from many documents, sorted.
    pub lists: Vec<&'static str>,
    /// The names of all lints, for queries that ask what is found.
    pub lints: Vec<&'static str>,
    /// The settings.
    pub config: Arc<Config>,
    /// The day as of which everything is said.
    pub today: Date,
    /// The fields of every kind.
    pub schemas: Arc<Schemas>,
    /// Texts of the YAML files that hold front matter of documents.
    pub beside: Vec<(DocPath, Arc<str>)>,
    /// What git remembers of the documents.
    pub history: Arc<History>,
}

/// A position as it is stored.
pub(super) fn small(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

impl Model {
    /// Builds a model.
    #[must_use]
    pub fn build(input: Input) -> Self {
        let Input { docs, hidden, files, lists, lints, config, today, schemas, beside, history } =
            input;
        let names = Names::of(docs.iter().map(|d| &**d));
        let mut hidden_names: Vec<Box<str>> =
            hidden.iter().flat_map(|h| h.names.iter().map(|n| n.to_lowercase().into())).collect();
        hidden_names.sort_unstable();
        let mut hidden_keys: Vec<u64> = hidden_names.iter().map(|name| name_key(name)).collect();
        hidden_keys.sort_unstable();
        let mut hidden_paths: Vec<DocPath> = hidden.into_iter().flat_map(|h| h.paths).collect();
        hidden_paths.sort_unstable();
        let mut urls: Vec<(Url, DocId)> =
            docs.iter().enumerate().map(|(i, d)| (d.url.clone(), DocId(small(i)))).collect();
        urls.sort();

        let outcomes = outcomes(&docs, &names, &hidden_names, &config.mapping);
        let paths: Vec<DocPath> = files.iter().map(|f| f.path.clone()).collect();
        let at = by_path(&docs);
        let landings = {
            let map = Map {
                docs: &docs,
                by_path: &at,
                names: &names,
                files: &paths,
                hidden_paths: &hidden_paths,
                hidden_names: &hidden_names,
                urls: &urls,
                lists: &lists,
                config: &config,
            };
            let landed: Vec<Vec<Landing>> = docs
                .par_iter()
                .map(|doc| doc.outline.links.iter().map(|link| map.land(doc, link)).collect())
                .collect();
            let mut rows = Rows::default();
            for row in landed {
                rows.push(row);
            }
            rows
        };
        let (out, back) = both_ways(&docs, &outcomes, &landings);
        let mut kinds: HashMap<crate::kinds::KindTag, Vec<DocId>> = HashMap::new();
        for (index, doc) in docs.iter().enumerate() {
            kinds.entry(doc.tag()).or_default().push(DocId(small(index)));
        }
        let tables = tables(&docs, &files);
        let keys = docs.iter().map(|doc| key64(doc.path.as_bytes())).collect();
        Self {
            docs,
            keys,
            names,
            hidden: hidden_keys,
            lints,
            files,
            tables,
            config,
            today,
            schemas,
            beside,
            history,
            outcomes,
            out,
            back,
            landings,
            at,
            kinds,
            prints: OnceLock::new(),
            facets: OnceLock::new(),
            id_prints: std::array::from_fn(|_| OnceLock::new()),
            slug_prints: std::array::from_fn(|_| OnceLock::new()),
            all_print: OnceLock::new(),
            file_keys: OnceLock::new(),
        }
    }
}

/// Where the table of each document is among the files.
fn tables(docs: &Docs, files: &[File]) -> HashMap<DocId, (u64, Option<usize>), RandomState> {
    let mut tables = HashMap::default();
    for (index, doc) in docs.iter().enumerate() {
        let Some((path, _)) = data_path(doc) else { continue };
        let at = files.binary_search_by(|file| file.path.cmp(&path)).ok();
        tables.insert(DocId(small(index)), (key64(path.as_bytes()), at));
    }
    tables
}

fn outcomes(docs: &Docs, names: &Names, hidden: &[Box<str>], mapping: &Mapping) -> Rows<Outcome> {
    let scope = Scope::new(docs, names, hidden, mapping);
    let resolved: Vec<Vec<Outcome>> = docs
        .par_iter()
        .map(|doc| doc.edges.iter().map(|edge| scope.resolve(doc, edge)).collect())
        .collect();
    let mut rows = Rows::default();
    for row in resolved {
        rows.push(row);
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
