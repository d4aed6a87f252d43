//! Whether somebody decided a change: a decision that names the document and is dated between the two states.

use jiff::civil::Date;

use crate::base::date::add_days;
use crate::kinds::decision::Decision;
use crate::kinds::edges::Relation;
use crate::model::doc::DocId;
use crate::model::read::Read;
use crate::model::reader::Reader;
use crate::model::recorder::About;

use super::{Change, History, Line};

/// A day of a commit is one of UTC; where people live it may be the next one.
const NEXT_DAY: i64 = 1;

impl<'m> Reader<'m> {
    /// A document through time; `None` where git remembers nothing of it.
    #[must_use]
    pub fn history(&self, id: DocId) -> Option<&'m Line> {
        self.note_doc(About::History, id);
        self.model.history.line(id).filter(|line| !line.versions.is_empty())
    }

    /// The history of the whole site.
    #[must_use]
    pub fn past(&self) -> &'m History {
        self.note(Read::Past);
        &self.model.history
    }

    /// The decision that covers a change of a document: it names the document, or is named by it, and is dated between
    /// the two states.
    #[must_use]
    pub fn covers(&self, id: DocId, change: &Change) -> Option<DocId> {
        self.decided_between(id, change.before.day, change.after.day)
    }

    /// A decision about a document that is dated from one day to another, both inside.
    #[must_use]
    pub fn decided_between(&self, id: DocId, from: Date, to: Date) -> Option<DocId> {
        let to = add_days(to, NEXT_DAY);
        let named = self.targets(id, Relation::Decision).map(|target| target.doc);
        let naming = self.back(id).iter().map(|back| back.from);
        let mut found: Vec<(Date, DocId)> = named
            .chain(naming)
            .filter_map(|decision| {
                let date = self.get::<Decision>(decision)?.1.date?;
                (from <= date && date <= to).then_some((date, decision))
            })
            .collect();
        found.sort_unstable();
        found.last().map(|(_, decision)| *decision)
    }
}
