//! A set of kinds of documents: those that a query can still be about.

use crate::base::text::any_of;
use crate::kinds::KindTag;

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kinds(u16);

impl Kinds {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// Every kind.
    pub const ALL: Self = Self::of(KindTag::ALL);

    /// These kinds.
    #[must_use]
    pub const fn of(tags: &[KindTag]) -> Self {
        let mut bits = 0;
        let mut rest = tags;
        while let [tag, after @ ..] = rest {
            bits |= 1 << *tag as u16;
            rest = after;
        }
        Self(bits)
    }

    /// Whether a kind is one of them.
    #[must_use]
    pub const fn contains(self, tag: KindTag) -> bool {
        self.0 & (1 << tag as u16) != 0
    }

    /// Those that are in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that are in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// All others.
    #[must_use]
    pub const fn others(self) -> Self {
        Self(Self::ALL.0 & !self.0)
    }

    /// Whether some kind is in both.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is no kind.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds, in the order in which they are shown.
    pub fn iter(self) -> impl Iterator<Item = KindTag> {
        KindTag::ALL.iter().copied().filter(move |tag| self.contains(*tag))
    }

    /// Their names: `` `goal` or `bet` ``.
    #[must_use]
    pub fn names(self) -> String {
        any_of(self.iter().map(KindTag::as_str))
    }
}
