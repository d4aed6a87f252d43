//! What git remembers of the documents: what each one promised, when that changed and who changed it.
//!
//! Documents are followed by id and alias, not by path. Days are those of commits, in UTC. What a reader must not see now
//! or was not to see then is left out when the history is made, so that no page has to think of it.

mod assemble;
mod change;
mod cover;
pub mod facts;
pub mod log;
mod score;

use std::sync::Arc;

use jiff::civil::Date;

use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::source::git::Without;

use super::doc::DocId;
use facts::Facts;

pub use assemble::Given;
pub use change::{Change, Way, differences, way};
pub use score::{Scores, WEEKS, Week};

/// Whether there is a history, and how much of one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub enum State {
    /// Nobody asked.
    #[default]
    Unasked,
    /// There is none.
    Without(Without),
    /// There is one.
    Known {
        /// Whether only the latest commits are here.
        shallow: bool,
        /// How many texts of the past are not here, as in a partial clone.
        missing: usize,
        /// Folders of the content that are repositories of their own, sorted.
        submodules: Vec<DocPath>,
    },
}

/// One state of a document, from a commit on.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The day of the commit; of what is not committed yet, the day as of which everything is said.
    pub day: Date,
    /// The position of the commit; what is not committed comes last.
    pub order: u32,
    /// Who made it, where that may be told.
    pub by: Option<Box<str>>,
    /// What the document said.
    pub facts: Arc<Facts>,
}

/// The order of what is not committed yet.
pub const UNCOMMITTED: u32 = u32::MAX;

/// A document through time.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// What it said, the oldest first; each differs from the one before.
    pub versions: Vec<Version>,
    /// When its file was last changed in any way: the order of the commit, and its day.
    pub touched: Option<(u32, Date)>,
    /// Whether it came with many others, as when documents are brought in from elsewhere.
    pub imported: bool,
    /// Stands for all of this.
    pub print: Fingerprint,
}

/// A document that is not there any more.
#[derive(Debug, Clone)]
pub struct Gone {
    /// What it said last.
    pub facts: Arc<Facts>,
    /// Where it lay.
    pub path: DocPath,
    /// The day on which it went.
    pub day: Date,
    /// Who took it away, where that may be told.
    pub by: Option<Box<str>>,
    /// The document that lies at its path now.
    pub instead: Option<DocId>,
}

/// The history of a site.
#[derive(Default)]
pub struct History {
    state: State,
    /// By position of the document; empty without a history.
    lines: Vec<Line>,
    gone: Vec<Gone>,
    /// The days of the first and the last commit that are seen.
    span: Option<(Date, Date)>,
    scores: Option<Arc<dyn Scores>>,
    print: Fingerprint,
}

impl History {
    /// A site without a history, and why.
    #[must_use]
    pub fn without(state: State) -> Self {
        let print = Fingerprint::of_value(&state);
        Self { state, print, ..Self::default() }
    }

    /// With something that works out how well the work hung on the strategy on a day.
    #[must_use]
    pub fn with_scores(mut self, scores: Option<Arc<dyn Scores>>) -> Self {
        self.scores = scores;
        self
    }

    /// Whether there is a history.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The documents that went away, by id.
    #[must_use]
    pub fn gone(&self) -> &[Gone] {
        &self.gone
    }

    /// The days of the first and the last commit that are seen; `None` where there is none.
    #[must_use]
    pub const fn span(&self) -> Option<(Date, Date)> {
        self.span
    }

    /// Stands for everything.
    #[must_use]
    pub const fn print(&self) -> Fingerprint {
        self.print
    }

    pub(super) fn line(&self, id: DocId) -> Option<&Line> {
        self.lines.get(id.index())
    }

    /// How well the work hung on the strategy on each of these days; `None` where that cannot be known.
    #[must_use]
    pub fn scores(&self, days: &[Date]) -> Vec<Option<f64>> {
        let Some((scores, (first, _))) = self.scores.as_ref().zip(self.span) else {
            return vec![None; days.len()];
        };
        let known: Vec<Date> = days.iter().copied().filter(|day| *day >= first).collect();
        let mut found = scores.on(&known).into_iter();
        days.iter().map(|day| if *day >= first { found.next().flatten() } else { None }).collect()
    }
}
