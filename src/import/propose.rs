//! Settings for documents that are there already: looks at their paths and front matter, and proposes a mapping. What is
//! counted is said beside what is proposed, so that a person can judge it.

mod group;
mod words;
mod write;

use crate::base::names::DocPath;
use crate::parse::Parsed;

pub use group::Group;

/// A document as it lies there.
#[derive(Debug)]
pub struct Seen {
    /// Where.
    pub path: DocPath,
    /// What it says.
    pub parsed: Parsed,
}

/// What was looked at.
#[derive(Debug)]
pub struct Proposal {
    /// The groups that become kinds, the largest first.
    pub groups: Vec<Group>,
    /// How many documents remain plain pages.
    pub pages: usize,
    /// How many documents there are.
    pub all: usize,
    /// How many have front matter that can be read only in part.
    pub broken: usize,
}

/// Looks at documents; `beside` are the YAML files that may hold the front matter of a document in their folder.
#[must_use]
pub fn propose(docs: &[Seen], beside: &[Seen]) -> Proposal {
    let groups = group::groups(docs, beside);
    let mapped: usize = groups.iter().map(|group| group.paths.len()).sum();
    let broken = docs.iter().filter(|doc| !doc.parsed.problems.is_empty()).count();
    Proposal { pages: docs.len().saturating_sub(mapped), all: docs.len(), broken, groups }
}

impl Proposal {
    /// The settings, with what was counted as comments.
    #[must_use]
    pub fn settings(&self, title: &str) -> String {
        write::settings(self, title)
    }
}
