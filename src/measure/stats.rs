//! Statistics that several formulas stand on: thresholds, rounding, medians, intervals.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::unmeasurable::Unmeasurable;

/// The tolerance of a comparison with a threshold, in favour of the better side.
pub const EPSILON: f64 = 1e-9;

/// The normal quantile of a 95 % interval, written as the sources of our intervals write it.
pub const Z95: f64 = 1.96;

/// Below so many observations, a rate is not shown without its interval.
pub const SMALL_SAMPLE: u32 = 30;

/// A range that holds the true value in 95 of 100 samples.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// Whether a value reaches a threshold from below; a miss by less than [`EPSILON`] counts as reaching it.
#[must_use]
pub fn at_least(value: f64, threshold: f64) -> bool {
    value >= threshold - EPSILON
}

/// Whether a value stays under a threshold; an excess of less than [`EPSILON`] counts as staying under it.
#[must_use]
pub fn at_most(value: f64, threshold: f64) -> bool {
    value <= threshold + EPSILON
}

/// Rounds half away from zero, for display and for grades only.
///
/// What lies within [`EPSILON`] below a half is that half: 0.65 must not become 0.6 because of its binary form.
#[must_use]
pub fn round_half_up(value: f64, places: i32) -> f64 {
    let scale = 10_f64.powi(places.clamp(0, 12));
    let scaled = value.abs() * scale;
    if !scaled.is_finite() || scaled > 1e15 {
        return value;
    }
    ((scaled + 0.5 + EPSILON).floor() / scale).copysign(value) + 0.0
}

/// A part of a whole; `None` when there is no whole.
#[must_use]
pub fn share(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

/// The middle of the values, or the mean of the two in the middle; `None` without values.
///
/// Unit: that of the values. It ignores how far away the extremes are, which is why we use it for durations.
///
/// # Errors
/// A value that is not finite.
pub fn median(values: &[f64]) -> Result<Option<f64>, Unmeasurable> {
    let sorted = sorted(values)?;
    let half = sorted.len() / 2;
    let Some(&upper) = sorted.get(half) else { return Ok(None) };
    if sorted.len() % 2 == 1 {
        return Ok(Some(upper));
    }
    let lower = half.checked_sub(1).and_then(|at| sorted.get(at)).copied().unwrap_or(upper);
    Ok(Some(lower / 2.0 + upper / 2.0))
}

/// The smallest value that at least `percent` of the values do not exceed (nearest rank); `None` without values.
///
/// Unit: that of the values. The answer is always one of them: nothing is interpolated.
///
/// # Errors
/// A value that is not finite, or a percent outside 0 to 100.
pub fn percentile(values: &[f64], percent: f64) -> Result<Option<f64>, Unmeasurable> {
    if !(0.0..=100.0).contains(&percent) {
        return Err(Unmeasurable::ShareOutOfRange);
    }
    let sorted = sorted(values)?;
    let rank = whole((percent / 100.0 * float(sorted.len()) - EPSILON).ceil()).unwrap_or(0);
    Ok(sorted.get(usize::try_from(rank).unwrap_or(0).saturating_sub(1)).copied())
}

/// The value whose logarithm is the mean of the logarithms; `None` without values.
///
/// Unit: that of the values. Sauro and Lewis (2010) found it the best average of task times in samples under 25.
///
/// # Errors
/// A value that is zero, negative or not finite.
pub fn geometric_mean(values: &[f64]) -> Result<Option<f64>, Unmeasurable> {
    if values.is_empty() {
        return Ok(None);
    }
    let mut sum = 0.0;
    for &value in values {
        if finite(value)? <= 0.0 {
            return Err(Unmeasurable::NotPositive);
        }
        sum += value.ln();
    }
    finite((sum / float(values.len())).exp()).map(Some)
}

/// The adjusted Wald interval of a proportion, 0 to 1; `None` without trials.
///
/// Two successes and two failures (exactly: z²/2 of each) are added before the ordinary interval is taken, which
/// keeps its promise of 95 % even for five trials, where the ordinary one does not (Agresti and Coull 1998).
#[must_use]
pub fn adjusted_wald(successes: u32, trials: u32) -> Option<Interval> {
    if trials == 0 {
        return None;
    }
    let squared = Z95 * Z95;
    let n = f64::from(trials) + squared;
    let rate = (f64::from(successes.min(trials)) + squared / 2.0) / n;
    let half = Z95 * (rate * (1.0 - rate) / n).sqrt();
    Some(Interval { low: (rate - half).clamp(0.0, 1.0), high: (rate + half).clamp(0.0, 1.0) })
}

/// The number itself if it is finite: every formula's last step, and its first with numbers from outside.
pub(in crate::measure) fn finite(value: f64) -> Result<f64, Unmeasurable> {
    if value.is_finite() { Ok(value) } else { Err(Unmeasurable::NotFinite) }
}

/// The number if it is finite and not below zero.
pub(in crate::measure) fn not_negative(value: f64) -> Result<f64, Unmeasurable> {
    if finite(value)? < 0.0 { Err(Unmeasurable::NegativeInput) } else { Ok(value) }
}

/// `None` where the divisor is zero, refused where the result is not finite.
pub(in crate::measure) fn ratio(part: f64, whole: f64) -> Result<Option<f64>, Unmeasurable> {
    if whole == 0.0 { Ok(None) } else { finite(part / whole).map(Some) }
}

/// A length as a number.
#[expect(clippy::cast_precision_loss, reason = "no list has 2^53 entries")]
pub(in crate::measure) const fn float(count: usize) -> f64 {
    count as f64
}

/// Days as a number.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "the calendar has fewer than 2^53 days")]
pub const fn days(count: i64) -> f64 {
    count as f64
}

/// The whole part of a number, if that can be a count: neither negative nor beyond four thousand million.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked on the line above"
)]
pub fn whole(value: f64) -> Option<u32> {
    let fits = (0.0..=f64::from(u32::MAX)).contains(&value);
    fits.then_some(value as u32)
}

/// How many of the items are so; as many as can be counted.
pub(in crate::measure) fn count<T>(items: &[T], is: impl Fn(&T) -> bool) -> u32 {
    u32::try_from(items.iter().filter(|it| is(it)).count()).unwrap_or(u32::MAX)
}

/// The median of days; without values `None`.
pub(in crate::measure) fn median_days(spans: &[i64]) -> Option<f64> {
    let values: Vec<f64> = spans.iter().map(|&it| days(it)).collect();
    median(&values).ok().flatten()
}

fn sorted(values: &[f64]) -> Result<Vec<f64>, Unmeasurable> {
    let mut sorted = values.iter().map(|&it| finite(it)).collect::<Result<Vec<_>, _>>()?;
    sorted.sort_by(f64::total_cmp);
    Ok(sorted)
}

/// How `percentile` is explained.
pub const PERCENTILE: Formula = Formula {
    name: "percentile",
    title: "Percentile",
    definition: "the value at place ⌈p ÷ 100 × n⌉ of the sorted values, at least the first",
    unit: "that of the values",
    source: "the nearest-rank percentile of common statistics",
    example: "the 85th of 1, 2, … 10 is the 9th: 9",
    page: include_str!("pages/percentile.md"),
};

/// How `median_of` is explained.
pub const MEDIAN_OF: Formula = Formula {
    name: "median_of",
    title: "Median",
    definition: "the middle of the sorted values; the mean of the two in the middle",
    unit: "that of the values",
    source: "common statistics",
    example: "2, 28, 29, 59 → (28 + 29) ÷ 2 = 28.5",
    page: include_str!("pages/median_of.md"),
};

/// How `geometric_mean` is explained.
pub const GEOMETRIC_MEAN: Formula = Formula {
    name: "geometric_mean",
    title: "Geometric mean",
    definition: "exp(mean of ln x)",
    unit: "that of the values",
    source: "Sauro and Lewis (2010): the best average of task times in small samples",
    example: "10, 20 and 40 seconds → 20 seconds",
    page: include_str!("pages/geometric_mean.md"),
};
