//! The words of `status`, for all kinds in one list; each kind allows some of them.

use crate::words;

words! {
    /// Where a document stands, as its author says.
    Status {
        /// Being written. Leads to active.
        Draft = "draft",
        /// In force. Leads to superseded, dropped or retired.
        Active = "active",
        /// Replaced by a newer one.
        Superseded = "superseded",
        /// Given up.
        Dropped = "dropped",
        /// Asked for. Leads to accepted, declined or deferred.
        Proposed = "proposed",
        /// Chosen.
        Accepted = "accepted",
        /// Refused, with a reason.
        Declined = "declined",
        /// Put off to a date. Leads to accepted or declined.
        Deferred = "deferred",
        /// Promised, not begun. Leads to in-progress or cancelled.
        Planned = "planned",
        /// Being built. Leads to shipped or cancelled.
        InProgress = "in-progress",
        /// In users' hands.
        Shipped = "shipped",
        /// Stopped before it shipped.
        Cancelled = "cancelled",
        /// No longer measured.
        Retired = "retired",
        /// Heard, not decided. Leads to accepted or declined.
        Open = "open",
        /// A check-in's word: as planned.
        OnTrack = "on-track",
        /// A check-in's word: behind, and may recover.
        AtRisk = "at-risk",
        /// A check-in's word: will not make it as things are.
        OffTrack = "off-track",
    }
}

impl Status {
    /// Whether nothing living may hang on it: dropped, cancelled, declined, superseded.
    #[must_use]
    pub const fn is_dead(self) -> bool {
        matches!(self, Self::Dropped | Self::Cancelled | Self::Declined | Self::Superseded)
    }
}
