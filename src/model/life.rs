//! What is alive on the day: the goals, bets and releases on which somebody works now.

use crate::kinds::AnyKind;
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;

use super::doc::DocId;
use super::reader::Reader;

impl Reader<'_> {
    /// Whether a document is live: an active goal whose period holds the day, an accepted bet that has no shipped
    /// release or one in progress, a release in progress.
    #[must_use]
    pub fn is_live(&self, id: DocId) -> bool {
        let Some(doc) = self.doc(id) else { return false };
        match &doc.kind {
            AnyKind::Goal(goal) => {
                doc.status() == Some(Status::Active)
                    && goal.period.as_ref().is_some_and(|period| period.contains(self.today()))
            }
            AnyKind::Bet(_) => doc.status() == Some(Status::Accepted) && !self.is_shipped(id),
            AnyKind::Release(_) => doc.status() == Some(Status::InProgress),
            _ => false,
        }
    }

    /// Whether a release of a bet has shipped and none is in progress.
    fn is_shipped(&self, bet: DocId) -> bool {
        let mut shipped = false;
        for release in self.sources(bet, Relation::Bet) {
            match self.status(release) {
                Some(Status::InProgress) => return false,
                Some(Status::Shipped) => shipped = true,
                _ => {}
            }
        }
        shipped
    }
}
