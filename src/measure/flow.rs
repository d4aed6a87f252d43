//! Flow: how long work takes, how much of it waits, how much is open at once.

use serde::Serialize;

use crate::base::date::{Date, days_between};
use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::stats::{finite, median_days, not_negative, ratio};
use crate::measure::unmeasurable::Unmeasurable;

/// The days of a work item's life, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Life {
    /// When it was asked for.
    pub proposed: Option<Date>,
    /// When it was decided.
    pub decided: Option<Date>,
    /// When work began.
    pub started: Option<Date>,
    /// When users had it.
    pub shipped: Option<Date>,
}

/// The lengths of its stages in days; `None` where an end is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Stages {
    /// From the request to the users.
    pub lead_days: Option<i64>,
    /// From the request to the decision.
    pub decision_days: Option<i64>,
    /// From the decision to the start.
    pub queue_days: Option<i64>,
    /// From the start to the users.
    pub cycle_days: Option<i64>,
}

/// Lead time and cycle time, with decision and queue between them.
///
/// Unit: whole days. As in Kanban (Anderson), lead time starts with the request and cycle time with the work.
///
/// # Errors
/// Dates that cannot have happened in this order.
pub fn lead_cycle(life: &Life) -> Result<Stages, Unmeasurable> {
    let Life { proposed, decided, started, shipped } = *life;
    if !in_order([proposed, decided, started, shipped]) {
        return Err(Unmeasurable::DatesOutOfOrder);
    }
    Ok(Stages {
        lead_days: between(proposed, shipped),
        decision_days: between(proposed, decided),
        queue_days: between(decided, started),
        cycle_days: between(started, shipped),
    })
}

/// Whether those that are known ascend.
pub(in crate::measure) fn in_order<const N: usize>(dates: [Option<Date>; N]) -> bool {
    dates.into_iter().flatten().is_sorted()
}

/// Days from one to the other, if both are known.
pub(in crate::measure) fn between(from: Option<Date>, to: Option<Date>) -> Option<i64> {
    Some(days_between(from?, to?))
}

/// The rhythm of releases.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cadence {
    /// Days between one release and the next.
    pub gaps: Vec<i64>,
    /// The gap in the middle.
    pub median_days: Option<f64>,
    /// The longest gap.
    pub longest_days: Option<i64>,
}

/// The days between successive releases, in whichever order they are given.
///
/// Unit: whole days. Two on one day have a gap of 0.
#[must_use]
pub fn cadence(dates: &[Date]) -> Cadence {
    let mut sorted = dates.to_vec();
    sorted.sort_unstable();
    let gaps: Vec<i64> =
        sorted.iter().zip(sorted.iter().skip(1)).map(|(a, b)| days_between(*a, *b)).collect();
    Cadence { median_days: median_days(&gaps), longest_days: gaps.iter().max().copied(), gaps }
}

/// A stretch of a work item's life.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// Whether somebody worked on it.
    pub active: bool,
    /// How long.
    pub days: f64,
}

/// How much of the time was work.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FlowEfficiency {
    /// Days in which somebody worked on it.
    pub active_days: f64,
    /// All days.
    pub total_days: f64,
    /// The share of active days; `None` without days.
    pub efficiency: Option<f64>,
}

/// The share of the time in which somebody worked on it, the rest being waiting.
///
/// Unit: a share of the days. Lean practice (Modig and Ahlstrom).
///
/// # Errors
/// Days that are negative or not finite.
pub fn flow_efficiency(segments: &[Segment]) -> Result<FlowEfficiency, Unmeasurable> {
    let (mut active, mut total) = (0.0, 0.0);
    for segment in segments {
        let days = not_negative(segment.days)?;
        total += days;
        if segment.active {
            active += days;
        }
    }
    Ok(FlowEfficiency {
        active_days: finite(active)?,
        total_days: finite(total)?,
        efficiency: ratio(active, total)?,
    })
}

names! {
    /// How open work compares with a team's own limit.
    Load {
        /// There is room.
        Under = "under",
        /// Full.
        At = "at",
        /// Too much.
        Over = "over",
        /// The team has set none.
        NoLimit = "no-limit",
    }
}

/// Open work against the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Wip {
    /// How the two compare.
    pub state: Load,
    /// How many too many; `None` without a limit.
    pub over_by: Option<u32>,
}

/// Open work against the limit that a team has set for itself.
///
/// Unit: items. Kanban practice (Anderson).
///
/// # Errors
/// A limit of 0: whoever wants nothing in progress needs no team.
pub fn wip(in_progress: u32, limit: Option<u32>) -> Result<Wip, Unmeasurable> {
    let Some(limit) = limit else { return Ok(Wip { state: Load::NoLimit, over_by: None }) };
    if limit == 0 {
        return Err(Unmeasurable::LimitNotPositive);
    }
    let state = match in_progress.cmp(&limit) {
        std::cmp::Ordering::Less => Load::Under,
        std::cmp::Ordering::Equal => Load::At,
        std::cmp::Ordering::Greater => Load::Over,
    };
    Ok(Wip { state, over_by: Some(in_progress.saturating_sub(limit)) })
}

/// How long work takes on average, from how much is open and how much gets done: Little's law (1961).
///
/// Unit: weeks. Holds for averages over a time in which the amount of open work hardly changes. `None` while
/// nothing gets done.
///
/// # Errors
/// A negative number, or one that is not finite.
pub fn littles_law(wip: f64, throughput_per_week: f64) -> Result<Option<f64>, Unmeasurable> {
    ratio(not_negative(wip)?, not_negative(throughput_per_week)?)
}

/// How `lead_cycle` is explained.
pub const LEAD_CYCLE: Formula = Formula {
    name: "lead_cycle",
    title: "Lead time and cycle time",
    definition: "lead = shipped − proposed; decision = decided − proposed; queue = started − decided; cycle = shipped − started",
    unit: "whole days",
    source: "Kanban practice (Anderson): lead time begins with the request, cycle time with the work",
    example: "28 November → 10 December → 15 December → 19 January: lead 52, decision 12, queue 5, cycle 35 days",
    page: include_str!("pages/lead_cycle.md"),
};

/// How `cadence` is explained.
pub const CADENCE: Formula = Formula {
    name: "cadence",
    title: "Release cadence",
    definition: "gaps = days between one ship date and the next",
    unit: "whole days",
    source: "our own definition",
    example: "19 January, 28 January, 9 February, 12 February → 9, 12 and 3 days; median 9, longest 12",
    page: include_str!("pages/cadence.md"),
};

/// How `flow_efficiency` is explained.
pub const FLOW_EFFICIENCY: Formula = Formula {
    name: "flow_efficiency",
    title: "Flow efficiency",
    definition: "active days ÷ (active + waiting days)",
    unit: "a share of the days",
    source: "Lean and Kanban practice (Modig and Åhlström; Anderson)",
    example: "10 days waiting, 4 active, 6 waiting → 4 ÷ 20 = 20 %",
    page: include_str!("pages/flow_efficiency.md"),
};

/// How `wip` is explained.
pub const WIP: Formula = Formula {
    name: "wip",
    title: "Work in progress",
    definition: "over by = in progress − limit",
    unit: "items",
    source: "Kanban practice (Anderson)",
    example: "4 in progress with a limit of 3 → over by 1",
    page: include_str!("pages/wip.md"),
};

/// How `littles_law` is explained.
pub const LITTLES_LAW: Formula = Formula {
    name: "littles_law",
    title: "Cycle time by Little's law",
    definition: "average cycle time = average work in progress ÷ average throughput",
    unit: "weeks",
    source: "Little (1961): L = λ × W",
    example: "6 open, 1.5 done a week → 4 weeks",
    page: include_str!("pages/littles_law.md"),
};
