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
mod directory;
mod prints;
pub mod reader;
pub mod recorder;
mod ties;
pub mod whereabouts;

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::base::names::DocPath;
use crate::config::Config;
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::schemas::Schemas;
use crate::measure::pace::Status;

use data::File;
use directory::Directory;
use doc::{DocId, Docs};
use history::History;
use numbers::thread::Strand;
use reader::Reader;
use ties::Ties;

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
    directory: Arc<Directory>,
    ties: Arc<Ties>,
    lists: Vec<&'static str>,
    /// The names of all lints.
    lints: Vec<&'static str>,
    files: Vec<File>,
    config: Arc<Config>,
    today: Date,
    schemas: Arc<Schemas>,
    beside: Vec<(DocPath, Arc<str>)>,
    history: Arc<History>,
    /// Made when somebody first asks.
    facets: OnceLock<facets::Facets>,
    /// How the goals stand by their numbers, by id; made when somebody first asks.
    standings: OnceLock<Vec<(DocId, Option<Status>)>>,
    results: OnceLock<numbers::results::Results>,
    /// How releases and bets hang on the strategy, by position, each worked out when somebody first asks.
    strands: OnceLock<Vec<OnceLock<Box<[Strand]>>>>,
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

    fn results(&self) -> &numbers::results::Results {
        self.results.get_or_init(|| numbers::results::Results::of(self))
    }

    /// How a release or bet hangs on the strategy: every page about work asks it of many.
    fn strands(&self, id: DocId) -> &[Strand] {
        let empty = || std::iter::repeat_with(OnceLock::new).take(self.docs.len()).collect();
        let all = self.strands.get_or_init(empty);
        let own = all.get(id.index()).map(|own| {
            own.get_or_init(|| numbers::thread::worked_out(&Reader::untraced(self), id).into())
        });
        own.map_or(&[], |own| own)
    }

    /// How a goal stands by its numbers: many pages show it, and few show the numbers.
    fn standing(&self, id: DocId) -> Option<Status> {
        let standings = self.standings.get_or_init(|| {
            let reader = Reader::untraced(self);
            let goals = reader.ids(KindTag::Goal).iter();
            let mut standings: Vec<_> = goals
                .map(|id| (*id, numbers::goals::goal(&reader, *id).and_then(|it| it.status())))
                .collect();
            standings.sort_unstable_by_key(|(id, _)| *id);
            standings
        });
        let at = standings.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        standings.get(at)?.1
    }

    /// Whether there is no document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.docs.is_empty()
    }
}
