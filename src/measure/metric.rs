//! A metric between two readings.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::stats::{EPSILON, finite};
use crate::measure::unmeasurable::Unmeasurable;

names! {
    /// Which way is good.
    Better {
        /// More is better.
        Up = "up",
        /// Less is better.
        Down = "down",
    }
}

names! {
    /// What a change means.
    Verdict {
        /// In the good direction.
        Improved = "improved",
        /// In the other one.
        Worsened = "worsened",
        /// No change.
        Flat = "flat",
    }
}

/// A change. All `None` when one reading is not known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Delta {
    /// Current less previous, in the metric's unit.
    pub delta: Option<f64>,
    /// As a share of the previous reading's size; `None` when that is 0.
    pub pct: Option<f64>,
    /// What it means.
    pub verdict: Option<Verdict>,
}

/// The change from one reading to another, and whether it is good.
///
/// Units: the metric's own; a share of the previous reading. The verdict is of the sign alone, not of significance.
///
/// # Errors
/// A reading that is not finite.
pub fn metric_delta(
    previous: Option<f64>,
    current: Option<f64>,
    better: Better,
) -> Result<Delta, Unmeasurable> {
    let (Some(previous), Some(current)) = (previous, current) else {
        return Ok(Delta { delta: None, pct: None, verdict: None });
    };
    let delta = finite(finite(current)? - finite(previous)?)?;
    let verdict = if delta.abs() <= EPSILON {
        Verdict::Flat
    } else if (delta > 0.0) == (better == Better::Up) {
        Verdict::Improved
    } else {
        Verdict::Worsened
    };
    // Against a reading next to nothing, a percentage says nothing.
    let pct = Some(delta / previous.abs()).filter(|it| it.is_finite());
    Ok(Delta { delta: Some(delta), pct, verdict: Some(verdict) })
}

/// How `metric_delta` is explained.
pub const METRIC_DELTA: Formula = Formula {
    name: "metric_delta",
    title: "Change of a metric",
    definition: "delta = current − previous; pct = delta ÷ |previous|",
    unit: "the metric's unit; a share of the previous reading",
    source: "our own definition",
    example: "27 → 25.5 hours, where less is better: −1.5, −5.6 %, improved",
    page: include_str!("pages/metric_delta.md"),
};
