//! Outcomes: whether what was shipped did what it was shipped for.

use serde::Serialize;

use crate::base::date::{Date, days_between};
use crate::measure::formulas::Formula;
use crate::measure::stats::{count, share};

/// Days after a release until its outcome is due. Chosen by feel.
pub const GRACE_DAYS: i64 = 28;

/// A release that promised an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// When it was shipped.
    pub shipped: Date,
    /// Whether the number moved as expected; `None` while nobody has looked.
    pub moved: Option<bool>,
}

/// How often somebody looked, and how often it was right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Outcomes {
    /// How many are due.
    pub due: u32,
    /// The share of the due that was measured; `None` when none is due.
    pub measured_share: Option<f64>,
    /// The share of the measured that moved; `None` when none was measured.
    pub hit_rate: Option<f64>,
}

/// How many releases are due to show their outcome, were measured, and hit.
///
/// Unit: shares of releases. Due is what was shipped `grace_days` ago or earlier, and what was measured before that.
#[must_use]
pub fn outcome_share(promises: &[Promise], as_of: Date, grace_days: i64) -> Outcomes {
    let due =
        count(promises, |it| it.moved.is_some() || days_between(it.shipped, as_of) >= grace_days);
    let measured = count(promises, |it| it.moved.is_some());
    Outcomes {
        due,
        measured_share: share(measured, due),
        hit_rate: share(count(promises, |it| it.moved == Some(true)), measured),
    }
}

/// How `outcome_share` is explained.
pub const OUTCOME_SHARE: Formula = Formula {
    name: "outcome_share",
    title: "Outcomes measured and hit",
    definition: "due = shipped at least 28 days ago, or measured; measured share = measured ÷ due; hit rate = moved ÷ measured",
    unit: "shares of releases",
    source: "our own definition",
    example: "four releases: moved, did not, not measured, nine days old → 3 due, 67 % measured, hit rate 50 %",
    page: include_str!("pages/outcome_share.md"),
};
