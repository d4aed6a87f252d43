//! Slip: what became of a promised date.

use serde::Serialize;

use crate::base::date::{Date, days_between};
use crate::measure::formulas::Formula;
use crate::measure::stats::count;

/// What became of the first promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Slip {
    /// Days from the first promise to what came of it; negative when early, `None` without a promise.
    pub slip_days: Option<i64>,
    /// How often the promise was changed.
    pub moves: u32,
    /// Whether the last promise has passed and nothing is shipped.
    pub overdue: bool,
}

/// How far a release is from its first promise, given all promises in the order in which they were made.
///
/// Unit: whole days. What came of it is the ship date; else today if the last promise has passed; else that promise.
#[must_use]
pub fn date_slip(targets: &[Date], shipped: Option<Date>, as_of: Date) -> Slip {
    let (Some(&first), Some(&last)) = (targets.first(), targets.last()) else {
        return Slip { slip_days: None, moves: 0, overdue: false };
    };
    let pairs: Vec<(&Date, &Date)> = targets.iter().zip(targets.iter().skip(1)).collect();
    let overdue = shipped.is_none() && as_of > last;
    let end = shipped.unwrap_or(if overdue { as_of } else { last });
    Slip {
        slip_days: Some(days_between(first, end)),
        moves: count(&pairs, |(a, b)| a != b),
        overdue,
    }
}

/// How `date_slip` is explained.
pub const DATE_SLIP: Formula = Formula {
    name: "date_slip",
    title: "Date slip",
    definition: "slip = end − first promise, where end = shipped, or as-of when overdue, or the last promise",
    unit: "whole days",
    source: "our own definition",
    example: "promised 25 February, then 4 March, shipped 11 March → 14 days, in two moves",
    page: include_str!("pages/date_slip.md"),
};
