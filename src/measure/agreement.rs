//! What people say of a goal against what its numbers say, and where their confidence goes.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::pace::Status;
use crate::measure::stats::{at_most, finite};
use crate::measure::unmeasurable::Unmeasurable;

names! {
    /// How the two compare.
    Verdict {
        /// The same.
        Agrees = "agrees",
        /// Said better than computed: green outside, red inside.
        Optimistic = "optimistic",
        /// Said worse than computed.
        Pessimistic = "pessimistic",
        /// One of the two does not judge.
        Unverifiable = "unverifiable",
    }
}

/// What was said against what was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// How the two compare.
    pub verdict: Verdict,
    /// Stated less computed, in steps: 2 is on track against off track.
    pub distance: Option<i8>,
}

/// Whether an owner's word agrees with the numbers: the watermelon check.
///
/// Unit: steps between off track (0), at risk (1) and on track (2). Achieved counts as on track, missed as off track.
#[must_use]
pub fn status_agreement(stated: Status, computed: Status) -> Agreement {
    let (Some(stated), Some(computed)) = (step(stated), step(computed)) else {
        return Agreement { verdict: Verdict::Unverifiable, distance: None };
    };
    let distance = stated - computed;
    let verdict = match distance {
        0 => Verdict::Agrees,
        1.. => Verdict::Optimistic,
        _ => Verdict::Pessimistic,
    };
    Agreement { verdict, distance: Some(distance) }
}

const fn step(status: Status) -> Option<i8> {
    match status {
        Status::OffTrack | Status::Missed => Some(0),
        Status::AtRisk => Some(1),
        Status::OnTrack | Status::Achieved => Some(2),
        Status::NotStarted | Status::NoData => None,
    }
}

/// A drop by so much at once is a fall. Chosen by feel.
pub const SHARP_DROP: f64 = 0.2;

/// Where confidence goes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Trend {
    /// The last word.
    pub latest: Option<f64>,
    /// The last word less the one before.
    pub delta: Option<f64>,
    /// Whether it falls; `None` when nothing was said.
    pub falling: Option<bool>,
}

/// Whether confidence falls: by at least `drop` at once, or three times in a row.
///
/// Unit: shares, oldest first. Two small falls are not a trend.
///
/// # Errors
/// A number that is not finite.
pub fn confidence_trend(values: &[f64], drop: f64) -> Result<Trend, Unmeasurable> {
    for &value in values {
        finite(value)?;
    }
    let Some((&latest, earlier)) = values.split_last() else {
        return Ok(Trend { latest: None, delta: None, falling: None });
    };
    let delta = earlier.last().map(|before| finite(latest - before)).transpose()?;
    let sharp = delta.is_some_and(|delta| at_most(delta, -drop));
    let slow = matches!(values, [.., a, b, c, d] if a > b && b > c && c > d);
    Ok(Trend { latest: Some(latest), delta, falling: Some(sharp || slow) })
}

/// How `status_agreement` is explained.
pub const STATUS_AGREEMENT: Formula = Formula {
    name: "status_agreement",
    title: "Stated against computed",
    definition: "distance = stated − computed, in steps: off track 0, at risk 1, on track or achieved 2",
    unit: "steps, −2 to 2",
    source: "our own definition; the picture of the watermelon, green outside and red inside, is common",
    example: "stated on-track, computed off-track → optimistic by 2",
    page: include_str!("pages/status_agreement.md"),
};

/// How `confidence_trend` is explained.
pub const CONFIDENCE_TREND: Formula = Formula {
    name: "confidence_trend",
    title: "Confidence trend",
    definition: "delta = last − one before; falling when delta ≤ −0.2, or after three falls in a row",
    unit: "shares, and yes or no",
    source: "our own definition",
    example: "0.80 then 0.50 → falling by 0.30",
    page: include_str!("pages/confidence_trend.md"),
};
