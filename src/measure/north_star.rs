//! A north star made of inputs: which input moved it, and by how much.

use serde::Serialize;

use crate::measure::stats::{EPSILON, finite};
use crate::measure::unmeasurable::Unmeasurable;

/// An input at two dates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Input {
    /// At the earlier one.
    pub base: f64,
    /// At the later one.
    pub current: f64,
}

/// The whole at two dates, and who moved it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NorthStar {
    /// At the earlier date.
    pub base: f64,
    /// At the later one.
    pub current: f64,
    /// The share of the change that each input answers for, in their order; they add up to 1. `None` when the whole
    /// has not changed, or cannot be divided.
    pub contributions: Option<Vec<f64>>,
}

/// A north star that is the product of its inputs, with each one's share of the change on a logarithmic scale.
///
/// Units: that of the product; shares of the change. The inputs are those of Amplitude's North Star framework; the
/// decomposition is ours. On that scale contributions do not depend on the order in which one looks at the inputs.
/// All inputs must be above zero, else there are none.
///
/// # Errors
/// A number that is not finite.
pub fn north_star_product(inputs: &[Input]) -> Result<NorthStar, Unmeasurable> {
    let (mut base, mut current) = (1.0, 1.0);
    for input in inputs {
        base *= finite(input.base)?;
        current *= finite(input.current)?;
    }
    let (base, current) = (finite(base)?, finite(current)?);
    let contributions = if inputs.iter().all(|it| it.base > 0.0 && it.current > 0.0) {
        contributions(inputs, |it| it.current.ln() - it.base.ln())?
    } else {
        None
    };
    Ok(NorthStar { base, current, contributions })
}

/// A north star that is the sum of its inputs, with each one's share of the change.
///
/// Units: that of the sum; shares of the change.
///
/// # Errors
/// A number that is not finite.
pub fn north_star_sum(inputs: &[Input]) -> Result<NorthStar, Unmeasurable> {
    let (mut base, mut current) = (0.0, 0.0);
    for input in inputs {
        base += finite(input.base)?;
        current += finite(input.current)?;
    }
    let contributions = contributions(inputs, |it| it.current - it.base)?;
    Ok(NorthStar { base: finite(base)?, current: finite(current)?, contributions })
}

fn contributions(
    inputs: &[Input],
    change: impl Fn(&Input) -> f64,
) -> Result<Option<Vec<f64>>, Unmeasurable> {
    let total: f64 = finite(inputs.iter().map(&change).sum())?;
    if total.abs() <= EPSILON {
        return Ok(None);
    }
    inputs.iter().map(|it| finite(change(it) / total)).collect::<Result<Vec<f64>, _>>().map(Some)
}
