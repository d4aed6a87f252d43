//! What was read to make a page or a finding, so that it is made again only when one of these answers differs.

use std::collections::HashSet;

use ahash::RandomState;

use crate::base::fingerprint::Fingerprint;
use crate::kinds::KindTag;

/// One question to the model. Documents are named by the key of their path: positions change, paths do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Read {
    /// A document's front matter.
    Front(u64),
    /// Its headings, links, first paragraph.
    Outline(u64),
    /// Its text.
    Body(u64),
    /// What its fields point at.
    Out(u64),
    /// Who points at it.
    Back(u64),
    /// Where the links of its body land.
    Landings(u64),
    /// The findings about it.
    Findings(u64),
    /// All findings.
    AllFindings,
    /// Which documents there are of a kind.
    Ids(KindTag),
    /// How the documents of a kind are called.
    Slugs(KindTag),
    /// Which documents of a kind share a status, a team, a period, a tag.
    Shelves(KindTag),
    /// Which documents there are.
    AllIds,
    /// Who answers to a name; nobody is an answer too.
    Name(u64),
    /// What lies at a path; nothing is an answer too.
    Path(u64),
    /// A file that is no document.
    File(u64),
    /// What git remembers of a document.
    History(u64),
    /// What git remembers of the whole site.
    Past,
    /// The settings.
    Config,
    /// The day.
    Today,
}

/// The questions that were asked, each with its answer's fingerprint, in order.
pub type Trace = Vec<(Read, Fingerprint)>;

/// Collects questions while a page or a finding is made.
#[derive(Debug, Default)]
pub struct Recorder {
    seen: HashSet<Read, RandomState>,
    trace: Trace,
}

impl Recorder {
    /// Notes a question, once; `answer` is asked for when it is new.
    pub fn note(&mut self, read: Read, answer: impl FnOnce() -> Fingerprint) {
        if self.seen.insert(read) {
            self.trace.push((read, answer()));
        }
    }

    /// Ends the recording.
    #[must_use]
    pub fn into_trace(self) -> Trace {
        self.trace
    }
}
