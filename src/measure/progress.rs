//! The progress of one key result, from its numbers alone.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::stats::{EPSILON, at_least, at_most, finite, float, not_negative};
use crate::measure::unmeasurable::Unmeasurable;

names! {
    /// Which way is good.
    Direction {
        /// From a baseline up to a target.
        Increase = "increase",
        /// From a baseline down to a target.
        Decrease = "decrease",
    }
}

/// What a key result is measured by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measured<'a> {
    /// A number that should move from a baseline to a target.
    Change {
        /// Which way is good; read off the numbers where nothing is said.
        direction: Option<Direction>,
        /// Where it begins.
        baseline: Option<f64>,
        /// Where it should be.
        target: Option<f64>,
        /// Where it is.
        current: Option<f64>,
    },
    /// A number that should stay within bounds.
    Maintain {
        /// Lowest value that is right.
        floor: Option<f64>,
        /// Highest value that is right.
        ceiling: Option<f64>,
        /// The period's readings up to today, oldest first.
        readings: &'a [f64],
    },
    /// So many of so many.
    Milestone {
        /// How many are done.
        done: Option<f64>,
        /// Of how many.
        total: Option<f64>,
    },
}

names! {
    /// What a reader should know beside the number.
    Flag {
        /// Nothing has been read.
        NoData = "no-data",
        /// Worse than the baseline.
        Regressed = "regressed",
        /// Beyond the target.
        Exceeded = "exceeded",
        /// There was no way to go.
        BaselineEqualsTarget = "baseline-equals-target",
        /// Out of bounds at the last reading.
        BreachedNow = "breached-now",
        /// Out of bounds once, within them now.
        BreachedBefore = "breached-before",
    }
}

/// How far a key result has come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Progress {
    /// The share of the way, below 0 and above 1 as it falls; `None` where there is no way.
    pub raw: Option<f64>,
    /// The share of the way, 0 to 1; `None` while nothing is known.
    pub progress: Option<f64>,
    /// What to know beside it.
    pub flags: Vec<Flag>,
}

impl Progress {
    fn unknown() -> Self {
        Self { raw: None, progress: None, flags: vec![Flag::NoData] }
    }
}

/// How far a key result has come: a share of the way, of the readings within bounds, or of the milestones.
///
/// Unit: a share, 0 to 1. Linear, as Viva Goals, Perdoo and others have it; what is worse than the baseline counts 0.
///
/// # Errors
/// Numbers that contradict the direction, no baseline or target, no bound, no milestones, numbers that are not finite.
pub fn kr_progress(measured: &Measured<'_>) -> Result<Progress, Unmeasurable> {
    match *measured {
        Measured::Change { direction, baseline, target, current } => {
            let (Some(baseline), Some(target)) = (baseline, target) else {
                return Err(Unmeasurable::MissingInput);
            };
            change(direction, finite(baseline)?, finite(target)?, current)
        }
        Measured::Maintain { floor, ceiling, readings } => maintain(floor, ceiling, readings),
        Measured::Milestone { done, total } => milestone(done, total),
    }
}

fn change(
    direction: Option<Direction>,
    baseline: f64,
    target: f64,
    current: Option<f64>,
) -> Result<Progress, Unmeasurable> {
    let written = if target > baseline {
        Some(Direction::Increase)
    } else if target < baseline {
        Some(Direction::Decrease)
    } else {
        None
    };
    let direction = direction.or(written).ok_or(Unmeasurable::KindNeeded)?;
    if written.is_some_and(|written| written != direction) {
        return Err(Unmeasurable::DirectionMismatch);
    }
    let Some(current) = current else { return Ok(Progress::unknown()) };
    let current = finite(current)?;
    if written.is_none() {
        let met = match direction {
            Direction::Increase => at_least(current, target),
            Direction::Decrease => at_most(current, target),
        };
        return Ok(Progress {
            raw: None,
            progress: Some(if met { 1.0 } else { 0.0 }),
            flags: vec![Flag::BaselineEqualsTarget],
        });
    }
    let raw = finite((current - baseline) / (target - baseline))? + 0.0;
    let mut flags = Vec::new();
    if raw < -EPSILON {
        flags.push(Flag::Regressed);
    }
    if raw > 1.0 + EPSILON {
        flags.push(Flag::Exceeded);
    }
    Ok(Progress { raw: Some(raw), progress: Some(raw.clamp(0.0, 1.0)), flags })
}

fn maintain(
    floor: Option<f64>,
    ceiling: Option<f64>,
    readings: &[f64],
) -> Result<Progress, Unmeasurable> {
    if floor.is_none() && ceiling.is_none() {
        return Err(Unmeasurable::MaintainNeedsBound);
    }
    for bound in [floor, ceiling].into_iter().flatten() {
        finite(bound)?;
    }
    let mut within = 0;
    let mut last = None;
    for &reading in readings {
        let reading = finite(reading)?;
        let right = floor.is_none_or(|floor| at_least(reading, floor))
            && ceiling.is_none_or(|ceiling| at_most(reading, ceiling));
        within += usize::from(right);
        last = Some(right);
    }
    let Some(right_now) = last else { return Ok(Progress::unknown()) };
    let flags = match (right_now, within == readings.len()) {
        (false, _) => vec![Flag::BreachedNow],
        (true, false) => vec![Flag::BreachedBefore],
        (true, true) => Vec::new(),
    };
    Ok(Progress { raw: None, progress: Some(float(within) / float(readings.len())), flags })
}

fn milestone(done: Option<f64>, total: Option<f64>) -> Result<Progress, Unmeasurable> {
    let total = finite(total.unwrap_or(0.0))?;
    if total <= 0.0 {
        return Err(Unmeasurable::MilestoneEmpty);
    }
    let Some(done) = done else { return Ok(Progress::unknown()) };
    let raw = finite(not_negative(done)? / total)?;
    let flags = if raw > 1.0 + EPSILON { vec![Flag::Exceeded] } else { Vec::new() };
    Ok(Progress { raw: Some(raw), progress: Some(raw.clamp(0.0, 1.0)), flags })
}

/// How `kr_progress` is explained.
pub const KR_PROGRESS: Formula = Formula {
    name: "kr_progress",
    title: "Progress of a key result",
    definition: "raw = (current − baseline) ÷ (target − baseline); progress = raw, cut to 0..1; maintain: readings within bounds ÷ readings; milestone: done ÷ total",
    unit: "a share of the way, 0 to 1",
    source: "linear progress as in Viva Goals, MetaPulse and Perdoo, where what is worse than the baseline counts as 0",
    example: "from 58 to 64, now 63: (63 − 58) ÷ (64 − 58) = 0.83",
    page: include_str!("pages/kr_progress.md"),
};
