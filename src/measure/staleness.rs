//! Staleness: how old something is against how often it is renewed, and how well a rhythm is kept.

use serde::Serialize;

use crate::base::date::{Date, days_between};
use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::stats::{at_most, days, share};
use crate::measure::unmeasurable::Unmeasurable;

/// From this multiple of the cadence on, something is stale. Chosen by feel.
pub const STALE_AFTER: f64 = 1.5;

names! {
    /// How old something is.
    Freshness {
        /// Renewed within its cadence.
        Fresh = "fresh",
        /// Late by up to half a cadence.
        Due = "due",
        /// Later than that.
        Stale = "stale",
        /// Not renewed once.
        Never = "never",
    }
}

/// How old something is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Staleness {
    /// Days since it was renewed.
    pub age_days: Option<i64>,
    /// 1 within one cadence, falling to 0 at two.
    pub freshness: f64,
    /// In a word.
    pub state: Freshness,
}

/// How old something is, against the days within which it should be renewed.
///
/// Units: whole days; a share. Ours.
///
/// # Errors
/// A cadence without a day, a last date after today.
pub fn staleness(
    every_days: i64,
    last: Option<Date>,
    as_of: Date,
) -> Result<Staleness, Unmeasurable> {
    if every_days <= 0 {
        return Err(Unmeasurable::PeriodEmpty);
    }
    let Some(last) = last else {
        return Ok(Staleness { age_days: None, freshness: 0.0, state: Freshness::Never });
    };
    let age = days_between(last, as_of);
    if age < 0 {
        return Err(Unmeasurable::DateInFuture);
    }
    let ratio = days(age) / days(every_days);
    let state = if at_most(ratio, 1.0) {
        Freshness::Fresh
    } else if at_most(ratio, STALE_AFTER) {
        Freshness::Due
    } else {
        Freshness::Stale
    };
    Ok(Staleness { age_days: Some(age), freshness: (2.0 - ratio).clamp(0.0, 1.0), state })
}

/// How well a rhythm of check-ins is kept.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rhythm {
    /// How many intervals are over.
    pub expected: u32,
    /// In how many of them somebody checked in.
    pub kept: u32,
    /// The share kept; `None` while no interval is over.
    pub share: Option<f64>,
    /// The longest run of intervals without a check-in.
    pub longest_silence: u32,
}

/// How well a rhythm is kept: whole intervals from `start` to today, and those with a check-in.
///
/// Unit: intervals. Two check-ins in one interval count once; the interval that still runs does not count.
///
/// # Errors
/// An interval without a day.
pub fn checkin_rhythm(
    start: Date,
    as_of: Date,
    dates: &[Date],
    every_days: i64,
) -> Result<Rhythm, Unmeasurable> {
    if every_days <= 0 {
        return Err(Unmeasurable::PeriodEmpty);
    }
    let interval = |date: Date| days_between(start, date).div_euclid(every_days);
    let expected = u32::try_from(interval(as_of).max(0)).unwrap_or(u32::MAX);
    let mut hit: Vec<u32> = dates
        .iter()
        .filter_map(|it| u32::try_from(interval(*it)).ok())
        .filter(|it| *it < expected)
        .collect();
    hit.sort_unstable();
    hit.dedup();
    let (mut longest, mut next) = (0, 0);
    for &at in &hit {
        longest = longest.max(at - next);
        next = at + 1;
    }
    let kept = u32::try_from(hit.len()).unwrap_or(u32::MAX);
    Ok(Rhythm {
        expected,
        kept,
        share: share(kept, expected),
        longest_silence: longest.max(expected - next),
    })
}

/// How `staleness` is explained.
pub const STALENESS: Formula = Formula {
    name: "staleness",
    title: "Freshness of a page",
    definition: "ratio = age ÷ cadence; fresh up to 1, due up to 1.5, stale beyond; freshness = 2 − ratio, cut to 0..1",
    unit: "days; a share",
    source: "our own definition",
    example: "weekly, ten days old → ratio 1.43, due, freshness 0.57",
    page: include_str!("pages/staleness.md"),
};

/// How `checkin_rhythm` is explained.
pub const CHECKIN_RHYTHM: Formula = Formula {
    name: "checkin_rhythm",
    title: "Check-in rhythm",
    definition: "expected = whole intervals from the start to the as-of date; kept = intervals with a check-in; share = kept ÷ expected",
    unit: "intervals",
    source: "our own definition",
    example: "1 April to 15 May, weekly, check-ins on 10 and 24 April and 15 May → 2 of 6 kept, longest silence 2",
    page: include_str!("pages/checkin_rhythm.md"),
};
