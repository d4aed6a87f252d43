//! A north star made of inputs: which input moved it, and by how much.

use serde::Serialize;

use crate::measure::formulas::Formula;
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

/// How `north_star_product` is explained.
pub const NORTH_STAR_PRODUCT: Formula = Formula {
    name: "north_star_product",
    title: "North star as a product",
    definition: "north star = product of the inputs; contribution = ln(current ÷ base) of the input ÷ ln(current ÷ base) of the product",
    unit: "the product's unit; shares of the change, which add up to 1",
    source: "inputs after Amplitude's North Star framework (breadth, depth, frequency, efficiency); the decomposition is ours",
    example: "100 × 2 × 5 → 120 × 2 × 5.5: 1000 → 1320, of which breadth 66 %, frequency 34 %",
    page: include_str!("pages/north_star_product.md"),
};

/// How `north_star_sum` is explained.
pub const NORTH_STAR_SUM: Formula = Formula {
    name: "north_star_sum",
    title: "North star as a sum",
    definition: "contribution = (current − base) of the input ÷ (current − base) of the sum",
    unit: "the sum's unit; shares of the change, which add up to 1",
    source: "additive inputs in Amplitude's North Star framework",
    example: "40 + 60 → 50 + 90: 100 → 140, of which small 25 %, large 75 %",
    page: include_str!("pages/north_star_sum.md"),
};
