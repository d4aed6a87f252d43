//! Pace: how far a key result should be today, and what that makes of it.

use serde::Serialize;

use crate::base::date::{Date, days_between};
use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::period::Window;
use crate::measure::stats::{at_least, at_most, days, finite, ratio, round_half_up};
use crate::measure::unmeasurable::Unmeasurable;

names! {
    /// What a full score means.
    Ambition {
        /// Promised: 1.0 is expected at the end.
        Committed = "committed",
        /// A stretch: 0.7 at the end is a success.
        Aspirational = "aspirational",
    }
}

impl Ambition {
    /// What is expected on the last day, after Google's OKR Playbook.
    #[must_use]
    pub const fn expected_at_the_end(self) -> f64 {
        match self {
            Self::Committed => 1.0,
            Self::Aspirational => 0.7,
        }
    }
}

/// How far behind is how bad, in points of progress. Chosen by feel; settings may change them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Up to this gap it is on track.
    pub at_risk: f64,
    /// Up to this gap it is at risk, beyond it off track.
    pub off_track: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { at_risk: 0.10, off_track: 0.25 }
    }
}

names! {
    /// What the numbers say.
    Status {
        /// The period has not begun. Leads to any of those that follow.
        NotStarted = "not-started",
        /// Nothing has been read.
        NoData = "no-data",
        /// As far as expected, or nearly.
        OnTrack = "on-track",
        /// Behind.
        AtRisk = "at-risk",
        /// Far behind.
        OffTrack = "off-track",
        /// There, before the end or at it.
        Achieved = "achieved",
        /// The period is over and it is not there. Final.
        Missed = "missed",
    }
}

/// How much of a period is over, and what that asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Expected {
    /// 0 on the first day and before, 1 on the last day and after.
    pub elapsed: f64,
    /// The progress that is expected.
    pub expected: f64,
}

/// How progress compares with what is expected.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pace {
    /// What the numbers say.
    pub status: Status,
    /// The progress that is expected.
    pub expected: f64,
    /// Expected less actual, in points of progress; negative when ahead.
    pub gap: Option<f64>,
    /// Actual ÷ expected; `None` while nothing is expected.
    pub pace: Option<f64>,
}

/// The progress that is expected on a day, if progress were even.
///
/// Unit: shares, 0 to 1. A period of one day is over on that day.
#[must_use]
pub fn expected_progress(window: Window, as_of: Date, ambition: Ambition) -> Expected {
    let length = days_between(window.start(), window.end());
    let elapsed = if length == 0 {
        if as_of >= window.end() { 1.0 } else { 0.0 }
    } else {
        (days(days_between(window.start(), as_of)) / days(length)).clamp(0.0, 1.0)
    };
    Expected { elapsed, expected: ambition.expected_at_the_end() * elapsed }
}

/// What the numbers say of a key result or a goal on a day.
///
/// Unit: gap in points of progress. A gap and not a ratio: a ratio calls everything off track on the second day.
/// Once the period is over the verdict follows the rounded grade, so that what is printed and what is said agree.
///
/// # Errors
/// Progress that is not finite.
pub fn kr_status(
    progress: Option<f64>,
    window: Window,
    as_of: Date,
    ambition: Ambition,
    thresholds: &Thresholds,
) -> Result<Pace, Unmeasurable> {
    let expected = expected_progress(window, as_of, ambition).expected;
    let Some(progress) = progress else {
        let begun = as_of >= window.start();
        let status = if begun { Status::NoData } else { Status::NotStarted };
        return Ok(Pace { status, expected, gap: None, pace: None });
    };
    let gap = expected - finite(progress)?;
    let status = if as_of < window.start() {
        Status::NotStarted
    } else if as_of > window.end() {
        verdict(progress, ambition)
    } else if at_least(progress, 1.0) {
        Status::Achieved
    } else if at_most(gap, thresholds.at_risk) {
        Status::OnTrack
    } else if at_most(gap, thresholds.off_track) {
        Status::AtRisk
    } else {
        Status::OffTrack
    };
    Ok(Pace { status, expected, gap: Some(finite(gap)?), pace: ratio(progress, expected)? })
}

/// The status of a key result that keeps a number within bounds.
///
/// While the period runs the last reading decides: there is no way to be ahead of. After it, the share of readings
/// within bounds is judged as any progress is, and what ends out of bounds is missed.
///
/// # Errors
/// Progress that is not finite.
pub fn upkeep_status(
    progress: Option<f64>,
    breached_now: bool,
    window: Window,
    as_of: Date,
    ambition: Ambition,
) -> Result<Pace, Unmeasurable> {
    let mut pace = kr_status(progress, window, as_of, ambition, &Thresholds::default())?;
    pace.status = match pace.status {
        unread @ (Status::NotStarted | Status::NoData) => unread,
        Status::Achieved if as_of > window.end() && !breached_now => Status::Achieved,
        _ if as_of > window.end() => Status::Missed,
        _ if breached_now => Status::OffTrack,
        _ => Status::OnTrack,
    };
    Ok(pace)
}

/// Where progress ends if it goes on as it did: progress ÷ elapsed, not cut at 1.
///
/// Unit: a share of the way. `None` while nothing is known or nothing has elapsed.
///
/// # Errors
/// Numbers that are not finite.
pub fn projection(progress: Option<f64>, elapsed: f64) -> Result<Option<f64>, Unmeasurable> {
    let Some(progress) = progress else { return Ok(None) };
    let (progress, elapsed) = (finite(progress)?, finite(elapsed)?);
    if elapsed <= 0.0 { Ok(None) } else { finite(progress / elapsed).map(Some) }
}

fn verdict(progress: f64, ambition: Ambition) -> Status {
    if at_least(round_half_up(progress, 1), ambition.expected_at_the_end()) {
        Status::Achieved
    } else {
        Status::Missed
    }
}

/// How `expected_progress` is explained.
pub const EXPECTED_PROGRESS: Formula = Formula {
    name: "expected_progress",
    title: "Expected progress",
    definition: "elapsed = (as-of − start) ÷ (end − start), cut to 0..1; expected = elapsed × 1.0 (committed) or × 0.7 (aspirational)",
    unit: "shares, 0 to 1",
    source: "even progress as in Ally.io (Viva Goals) and Engagedly; 1.0 and 0.7 at the end after Google's OKR Playbook",
    example: "1 April to 30 June, on 15 May: 44 ÷ 90 = 0.49; for a stretch goal 0.34",
    page: include_str!("pages/expected_progress.md"),
};

/// How `kr_status` is explained.
pub const KR_STATUS: Formula = Formula {
    name: "kr_status",
    title: "Status of a key result or goal",
    definition: "gap = expected − progress; on track up to 0.10, at risk up to 0.25, off track beyond",
    unit: "a word; the gap in points of progress",
    source: "our own definition. Published rules differ: Ally.io asks for no gap at all, UpRaise for 95 % of the expected, Engagedly for a gap under 16.5 points",
    example: "expected 0.49, reached 0.30: gap 0.19 → at risk",
    page: include_str!("pages/kr_status.md"),
};

/// How `projection` is explained.
pub const PROJECTION: Formula = Formula {
    name: "projection",
    title: "Projection",
    definition: "projected = progress ÷ elapsed",
    unit: "a share of the way, not cut at 1",
    source: "our own definition: a straight line through the beginning",
    example: "0.30 reached when half of the time is over → 0.60 at the end",
    page: include_str!("pages/projection.md"),
};
