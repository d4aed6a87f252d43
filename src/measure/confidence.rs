//! Confidence: how sure somebody is, as a share of 1.

use crate::measure::stats::{EPSILON, finite};
use crate::measure::unmeasurable::Unmeasurable;

/// Below this share a bet is a moonshot.
pub const MOONSHOT: f64 = 0.5;

/// Reads `high`, `medium`, `low`, `80%`, `0.8` or `80`.
///
/// # Errors
/// Text that is none of these, or a share outside 0 to 1.
pub fn read(text: &str) -> Result<f64, Unmeasurable> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "high" => return Ok(1.0),
        "medium" => return Ok(0.8),
        "low" => return Ok(0.5),
        _ => {}
    }
    let number = |text: &str| {
        text.trim().parse::<f64>().map_err(|_| Unmeasurable::ConfidenceUnreadable).and_then(finite)
    };
    match text.strip_suffix('%') {
        Some(percent) => within(number(percent)? / 100.0),
        None => of_number(number(&text)?),
    }
}

/// Reads a number: up to 1 it is a share, above 1 a percentage.
///
/// So 1.5 is 1.5 %, and warns as a moonshot: better than to take a slip of the pen for certainty.
///
/// # Errors
/// A number below 0 or above 100.
pub fn of_number(number: f64) -> Result<f64, Unmeasurable> {
    within(if number > 1.0 { number / 100.0 } else { number })
}

/// Whether it is below one half.
#[must_use]
pub fn is_moonshot(share: f64) -> bool {
    share < MOONSHOT - EPSILON
}

fn within(share: f64) -> Result<f64, Unmeasurable> {
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err(Unmeasurable::ConfidenceOutOfRange) }
}
