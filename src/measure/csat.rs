//! CSAT: the share of satisfied answers.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::stats::{Interval, adjusted_wald, count, share};
use crate::measure::unmeasurable::Unmeasurable;

/// The share of satisfied answers with its interval; `None` without answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Csat {
    /// How many ratings.
    pub n: u32,
    /// Percent, 0 to 100.
    pub csat: Option<f64>,
    /// The interval, in percent.
    pub interval: Option<Interval>,
}

/// The share of ratings that are 4 or 5 on a scale from 1 to 5.
///
/// Unit: percent. The two top boxes, as is usual; the interval is adjusted Wald.
///
/// # Errors
/// A rating that is no whole number from 1 to 5.
pub fn csat(ratings: &[f64]) -> Result<Csat, Unmeasurable> {
    if ratings.iter().any(|it| !(1.0..=5.0).contains(it) || it.fract() != 0.0) {
        return Err(Unmeasurable::CsatOutOfRange);
    }
    let (n, satisfied) = (count(ratings, |_| true), count(ratings, |it| *it >= 4.0));
    let interval = adjusted_wald(satisfied, n)
        .map(|it| Interval { low: 100.0 * it.low, high: 100.0 * it.high });
    Ok(Csat { n, csat: share(satisfied, n).map(|it| 100.0 * it), interval })
}

/// How `csat` is explained.
pub const CSAT: Formula = Formula {
    name: "csat",
    title: "Customer satisfaction",
    definition: "CSAT = 100 × ratings of 4 and 5 ÷ n",
    unit: "percent, 0 to 100",
    source: "common practice (the top two of five boxes)",
    example: "5, 4, 4, 3 and 1 → 3 of 5 = 60 %, with 95 % between 23 % and 88 %",
    page: include_str!("pages/csat.md"),
};
