//! Commits with what documents promised in them: everything that is kept from one run to the next.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::facts::Facts;

/// The commits that touched the content, the oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Log {
    /// The commits.
    pub commits: Vec<Commit>,
    /// What they changed, in their order.
    pub events: Vec<Event>,
    /// What files said, each state of a file once.
    pub readings: Vec<Reading>,
    /// How many texts are not here, as in a partial clone.
    #[serde(default)]
    pub missing: usize,
    /// Folders of the content that are repositories of their own, sorted.
    pub submodules: Vec<Box<str>>,
}

/// A commit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Commit {
    /// Seconds since 1970.
    pub time: i64,
    /// Who made the change.
    pub author: Box<str>,
}

/// A file of documents that a commit changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Event {
    /// The position of the commit.
    pub commit: u32,
    /// Where the file lies below the content folder.
    pub path: Box<str>,
    /// What it says from now on; `None` when it went away.
    pub reading: Option<u32>,
}

/// A state of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Where it lies.
    pub path: Box<str>,
    /// The id of its contents.
    pub blob: Box<str>,
    /// The file beside it that holds its front matter, and the id of that one's contents.
    pub beside: Option<(Box<str>, Box<str>)>,
    /// What the documents in it promise; plain pages promise nothing.
    pub facts: Vec<Arc<Facts>>,
}
