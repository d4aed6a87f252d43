//! Loops: from what was heard to what was decided, shipped and measured again.

use serde::Serialize;

use crate::base::date::{Date, days_between};
use crate::measure::flow::{between, in_order};
use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::unmeasurable::Unmeasurable;

/// What became of something that was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loop {
    /// When it was heard.
    pub heard: Date,
    /// When it was decided.
    pub decided: Option<Date>,
    /// Whether the decision was a no, with its reason.
    pub declined: bool,
    /// When the answer was shipped.
    pub shipped: Option<Date>,
    /// When it was measured again.
    pub remeasured: Option<Date>,
}

names! {
    /// The stage at which a loop waits.
    Stage {
        /// For a decision.
        Decide = "decide",
        /// For a release.
        Build = "build",
        /// For a measurement.
        Learn = "learn",
    }
}

/// The lengths of the stages in days; `None` where an end is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stages {
    /// From hearing to deciding.
    pub decide: Option<i64>,
    /// From deciding to shipping.
    pub build: Option<i64>,
    /// From shipping to measuring again.
    pub learn: Option<i64>,
}

/// Whether a loop is closed, and how long it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Closure {
    /// Whether it is closed.
    pub closed: bool,
    /// Where it waits; `None` when closed.
    pub open_at: Option<Stage>,
    /// Days from hearing to the end, or to today while it is open.
    pub days: i64,
    /// The stages.
    pub stages: Stages,
}

/// Whether a loop is closed: measured again, or declined with a reason, which is an answer too.
///
/// Unit: whole days. Ours.
///
/// # Errors
/// Dates that cannot have happened in this order; an open loop that was heard after today.
pub fn loop_closure(it: &Loop, as_of: Date) -> Result<Closure, Unmeasurable> {
    if !in_order([Some(it.heard), it.decided, it.shipped, it.remeasured]) {
        return Err(Unmeasurable::DatesOutOfOrder);
    }
    let stages = Stages {
        decide: between(Some(it.heard), it.decided),
        build: between(it.decided, it.shipped),
        learn: between(it.shipped, it.remeasured),
    };
    let (open_at, end) = match (it.decided, it.shipped, it.remeasured) {
        (Some(decided), ..) if it.declined => (None, decided),
        (None, ..) => (Some(Stage::Decide), as_of),
        (_, None, _) => (Some(Stage::Build), as_of),
        (.., None) => (Some(Stage::Learn), as_of),
        (.., Some(remeasured)) => (None, remeasured),
    };
    let days = days_between(it.heard, end);
    if days < 0 {
        return Err(Unmeasurable::DateInFuture);
    }
    Ok(Closure { closed: open_at.is_none(), open_at, days, stages })
}

/// How `loop_closure` is explained.
pub const LOOP_CLOSURE: Formula = Formula {
    name: "loop_closure",
    title: "Feedback loop",
    definition: "decide = decided − heard; build = shipped − decided; learn = re-measured − shipped; closed when all four dates are there, or declined with a reason",
    unit: "whole days",
    source: "our own definition",
    example: "heard 28 November, decided 10 December, shipped 19 January, re-measured 16 February → closed after 80 days",
    page: include_str!("pages/loop_closure.md"),
};
