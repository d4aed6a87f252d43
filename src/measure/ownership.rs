//! Ownership: whether each thing has exactly one person who answers for it.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::stats::{count, share};

/// How much is owned.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ownership {
    /// The share of items with exactly one owner; `None` without items.
    pub coverage: Option<f64>,
    /// How many have none.
    pub unowned: u32,
    /// How many have several, which comes to the same.
    pub shared: u32,
}

/// How much has exactly one accountable owner, from the number of owners of each item.
///
/// Unit: a share of the items. The rule of one is GitLab's directly responsible individual.
#[must_use]
pub fn ownership(owners: &[usize]) -> Ownership {
    let all = u32::try_from(owners.len()).unwrap_or(u32::MAX);
    Ownership {
        coverage: share(count(owners, |it| *it == 1), all),
        unowned: count(owners, |it| *it == 0),
        shared: count(owners, |it| *it > 1),
    }
}

/// How `ownership` is explained.
pub const OWNERSHIP: Formula = Formula {
    name: "ownership",
    title: "Ownership",
    definition: "coverage = items with exactly one owner ÷ items",
    unit: "a share of the items",
    source: "our own definition, after GitLab's directly responsible individual and the one point of contact of Rust's project goals",
    example: "1, 1, 0 and 2 owners → 50 %, one without, one shared",
    page: include_str!("pages/ownership.md"),
};
