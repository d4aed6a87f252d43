//! All documents as one: who is named what, who points at whom, where links land.
//!
//! Views and lints see it only through `Reader`, which notes what they read.

pub mod data;
pub mod doc;
pub mod facets;
pub mod fence;
pub mod graph;
pub mod history;
pub mod inline;
pub mod life;
pub mod links;
pub mod names;
pub mod numbers;
pub mod query;
pub mod read;
pub mod resolve;

pub mod build;
mod prints;
pub mod reader;
pub mod whereabouts;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use ahash::RandomState;
use jiff::civil::Date;

use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::config::Config;
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::schemas::Schemas;

use data::File;
use doc::{DocId, Docs};
use graph::Rows;
use history::History;
use links::Landing;
use names::Names;
use resolve::{Outcome, Target};

/// One link seen from where it arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Back {
    /// Who writes it.
    pub from: DocId,
    /// By which relation.
    pub relation: Relation,
    /// The part at which it arrives.
    pub part: Option<u32>,
}

/// All documents and what follows from them together. Immutable: another state is another model.
pub struct Model {
    docs: Docs,
    /// The key of each document's path.
    keys: Vec<u64>,
    names: Names,
    /// The keys of the names of hidden documents, sorted.
    hidden: Vec<u64>,
    /// The names of all lints.
    lints: Vec<&'static str>,
    files: Vec<File>,
    /// The table of each document that has one, by the key of its path; no position where the file is not there.
    tables: HashMap<DocId, (u64, Option<usize>), RandomState>,
    config: Arc<Config>,
    today: Date,
    schemas: Arc<Schemas>,
    beside: Vec<(DocPath, Arc<str>)>,
    history: Arc<History>,
    outcomes: Rows<Outcome>,
    out: Rows<(Relation, Target)>,
    back: Rows<Back>,
    landings: Rows<Landing>,
    at: HashMap<u64, DocId, RandomState>,
    kinds: HashMap<KindTag, Vec<DocId>>,
    /// What each document points at and who points at it, as fingerprints; made when somebody first asks.
    prints: OnceLock<Vec<(Fingerprint, Fingerprint)>>,
    /// Made when somebody first asks.
    facets: OnceLock<facets::Facets>,
    /// Which documents there are, and how they are called, of each kind; asked for by many pages.
    id_prints: [OnceLock<Fingerprint>; KindTag::ALL.len()],
    slug_prints: [OnceLock<Fingerprint>; KindTag::ALL.len()],
    all_print: OnceLock<Fingerprint>,
    file_keys: OnceLock<HashMap<u64, u32, RandomState>>,
}

impl Model {
    /// How many documents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.docs.len()
    }

    fn facets(&self) -> &facets::Facets {
        self.facets.get_or_init(|| facets::Facets::of(self))
    }

    /// Whether there is no document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }
}
