//! Where something stands: as its author says, or, of a goal, as its numbers say.

use crate::base::date::days_between;
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::measure::pace::Status as Computed;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::model::resolve::Target;

use super::words::{self, tone};

/// From so many days on, a date that moved is late.
pub const LATE: i64 = 14;

/// Where something stands, as data and as words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// For its mark.
    pub slug: &'static str,
    /// For readers.
    pub word: &'static str,
    /// How it is to be seen.
    pub tone: &'static str,
}

impl Standing {
    /// A written status.
    #[must_use]
    pub const fn of(status: Status) -> Self {
        let tone = match status {
            Status::AtRisk => tone::RISK,
            Status::OffTrack => tone::OFF,
            Status::Active
            | Status::Accepted
            | Status::InProgress
            | Status::Shipped
            | Status::OnTrack => tone::ON,
            _ => tone::IDLE,
        };
        Self { slug: status.as_str(), word: words::status(status), tone }
    }

    /// What numbers say.
    #[must_use]
    pub const fn computed(status: Computed) -> Self {
        let (slug, word, tone) = match status {
            Computed::NotStarted => ("not-started", "Not started", tone::IDLE),
            Computed::NoData => ("unknown", "Not known", tone::IDLE),
            Computed::OnTrack => ("on-track", "On track", tone::ON),
            Computed::AtRisk => ("at-risk", "At risk", tone::RISK),
            Computed::OffTrack => ("off-track", "Off track", tone::OFF),
            Computed::Achieved => ("achieved", "Achieved", tone::ON),
            Computed::Missed => ("missed", "Missed", tone::OFF),
        };
        Self { slug, word, tone }
    }
}

/// Where a document stands.
#[must_use]
pub fn of(reader: &Reader, id: DocId) -> Option<Standing> {
    of_doc(reader, id, reader.doc(id)?)
}

/// The same, where the document is at hand.
#[must_use]
pub fn of_doc(reader: &Reader, id: DocId, doc: &Doc) -> Option<Standing> {
    let written = doc.status()?;
    match doc.tag() {
        KindTag::Goal if written == Status::Active => {
            let computed = reader.standing(id);
            Some(computed.map_or_else(|| Standing::of(written), Standing::computed))
        }
        KindTag::Release => {
            Some(Standing { tone: release_tone(reader, id, doc), ..Standing::of(written) })
        }
        _ => Some(Standing::of(written)),
    }
}

/// A release is off the line when it serves no living goal, and in danger when its date moved far.
fn release_tone(reader: &Reader, id: DocId, doc: &Doc) -> &'static str {
    let Some(release) = doc.get::<Release>() else { return tone::IDLE };
    if doc.status() == Some(Status::Cancelled) {
        return tone::IDLE;
    }
    let lives = |target: Target| reader.doc(target.doc).is_some_and(|goal| !goal.is_dead());
    let mut goals = reader.targets(id, Relation::Goals).peekable();
    // An entry that leads to something unseen is no missing goal.
    let unseen = goals.peek().is_none() && !release.goals.is_empty();
    if !unseen && !goals.any(lives) {
        return tone::OFF;
    }
    match moved(reader, release, doc.status()) {
        Some(days) if days >= LATE => tone::RISK,
        _ => tone::ON,
    }
}

/// By how many days a release comes or came later than first promised.
#[must_use]
pub fn moved(reader: &Reader, release: &Release, status: Option<Status>) -> Option<i64> {
    let (first, last) = (*release.targets.first()?, *release.targets.last()?);
    let today = reader.today();
    let open = matches!(status, Some(Status::Planned | Status::InProgress));
    let now = match release.shipped {
        Some(shipped) => shipped,
        None if open && today > last => today,
        None => last,
    };
    Some(days_between(first, now))
}
