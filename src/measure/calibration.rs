//! Calibration: whether confidence was right.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::stats::{float, ratio};
use crate::measure::unmeasurable::Unmeasurable;

/// Confidence against what came of it. All `None` without a pair.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Calibration {
    /// 0 perfect, 0.25 as good as a coin, 1 certain and wrong each time.
    pub brier: Option<f64>,
    /// The mean of the confidence.
    pub mean_confidence: Option<f64>,
    /// The share that came true.
    pub hit_rate: Option<f64>,
    /// Mean confidence less hit rate: above 0 over-confident, below 0 under-confident.
    pub bias: Option<f64>,
}

/// The Brier score (1950) of forecasts: the mean of the squared distance between confidence and what came of it.
///
/// Unit: 0 to 1, less is better; the others are shares.
///
/// # Errors
/// A confidence outside 0 to 1.
pub fn brier(forecasts: &[(f64, bool)]) -> Result<Calibration, Unmeasurable> {
    let (mut squares, mut confidence, mut hits) = (0.0, 0.0, 0.0);
    for &(share, came_true) in forecasts {
        if !(0.0..=1.0).contains(&share) {
            return Err(Unmeasurable::ConfidenceOutOfRange);
        }
        let outcome = if came_true { 1.0 } else { 0.0 };
        squares += (share - outcome).powi(2);
        confidence += share;
        hits += outcome;
    }
    let n = float(forecasts.len());
    Ok(Calibration {
        brier: ratio(squares, n)?,
        mean_confidence: ratio(confidence, n)?,
        hit_rate: ratio(hits, n)?,
        bias: ratio(confidence - hits, n)?,
    })
}

/// How `brier` is explained.
pub const BRIER: Formula = Formula {
    name: "brier",
    title: "Calibration of confidence",
    definition: "Brier = mean of (confidence − outcome)²; bias = mean confidence − hit rate",
    unit: "0 to 1, less is better; bias in shares",
    source: "Brier, Monthly Weather Review (1950)",
    example: "four times 80 %, two of them came true → Brier 0.34, bias +0.30",
    page: include_str!("pages/brier.md"),
};
