//! Commits with what documents promised in them: everything that is kept from one run to the next.

use std::sync::Arc;

use crate::base::record::{Lens, Pen};

use super::facts::Facts;

/// The commits that touched the content, the oldest first.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// The commits.
    pub commits: Vec<Commit>,
    /// What they changed, in their order.
    pub events: Vec<Event>,
    /// What files said, each state of a file once.
    pub readings: Vec<Reading>,
    /// How many texts are not here, as in a partial clone.
    pub missing: usize,
    /// Folders of the content that are repositories of their own, sorted.
    pub submodules: Vec<Box<str>>,
}

/// A commit.
#[derive(Debug, Clone)]
pub struct Commit {
    /// Seconds since 1970.
    pub time: i64,
    /// Who made the change.
    pub author: Box<str>,
}

/// A file of documents that a commit changed.
#[derive(Debug, Clone)]
pub struct Event {
    /// The position of the commit.
    pub commit: u32,
    /// Where the file lies below the content folder.
    pub path: Box<str>,
    /// What it says from now on; `None` when it went away.
    pub reading: Option<u32>,
}

/// A state of a file.
#[derive(Debug, Clone, PartialEq)]
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

impl Log {
    /// Writes it down for a later run.
    pub fn write(&self, pen: &mut Pen) {
        pen.list(self.commits.iter(), |pen, commit| {
            pen.bits(commit.time.cast_unsigned());
            pen.text(&commit.author);
        });
        pen.list(self.events.iter(), |pen, event| {
            pen.number(u64::from(event.commit));
            pen.text(&event.path);
            pen.maybe(event.reading, |pen, reading| pen.number(u64::from(reading)));
        });
        pen.list(self.readings.iter(), |pen, reading| {
            pen.text(&reading.path);
            pen.text(&reading.blob);
            pen.maybe(reading.beside.as_ref(), |pen, (path, blob)| {
                pen.text(path);
                pen.text(blob);
            });
            pen.list(reading.facts.iter(), |pen, facts| facts.write(pen));
        });
        pen.count(self.missing);
        pen.list(self.submodules.iter(), |pen, path| pen.text(path));
    }

    /// What was written down; `None` where it makes no sense.
    #[must_use]
    pub fn read(lens: &mut Lens) -> Option<Self> {
        let text = |lens: &mut Lens| lens.text().map(Box::from);
        let commits = lens
            .list(|lens| Some(Commit { time: lens.bits()?.cast_signed(), author: text(lens)? }))?;
        let events = lens.list(|lens| {
            let (commit, path) = (lens.small()?, text(lens)?);
            Some(Event { commit, path, reading: lens.maybe(Lens::small)? })
        })?;
        let readings = lens.list(|lens| {
            let (path, blob) = (text(lens)?, text(lens)?);
            let beside = lens.maybe(|lens| Some((text(lens)?, text(lens)?)))?;
            let facts = lens.list(|lens| Facts::read(lens).map(Arc::new))?;
            Some(Reading { path, blob, beside, facts })
        })?;
        let (missing, submodules) = (lens.count()?, lens.list(text)?);
        Some(Self { commits, events, readings, missing, submodules })
    }
}
