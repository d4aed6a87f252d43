//! Whether documents are looked after: how old they are, and who answers for them.

use crate::kinds::KindTag;
use crate::measure::Unmeasurable;
use crate::measure::ownership::{Ownership, ownership};
use crate::measure::staleness::{Staleness, staleness};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::thread::owners;

/// The kinds that need somebody who answers for them.
pub const OWNED: [KindTag; 5] =
    [KindTag::Strategy, KindTag::Goal, KindTag::Metric, KindTag::Bet, KindTag::Release];

/// How old the last review of a document is; `None` for one that nobody has to review.
#[must_use]
pub fn age(reader: &Reader, id: DocId) -> Option<Result<Staleness, Unmeasurable>> {
    let common = &reader.doc(id)?.common;
    Some(staleness(common.review_every?.days(), common.reviewed, reader.today()))
}

/// How much has exactly one owner: strategies, goals, metrics, bets and releases that are not dead.
#[must_use]
pub fn owned(reader: &Reader) -> Ownership {
    let mut counts = Vec::new();
    for tag in OWNED {
        for id in reader.ids(tag) {
            if reader.doc(*id).is_some_and(|doc| !doc.is_dead()) {
                counts.push(owners(reader, *id).len());
            }
        }
    }
    ownership(&counts)
}
