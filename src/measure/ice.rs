//! ICE: impact, confidence and ease, each from 1 to 10.

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::unmeasurable::Unmeasurable;

names! {
    /// How the three are joined. A site picks one, since the two may rank differently.
    Mode {
        /// Their mean, as Sean Ellis has it.
        Mean = "mean",
        /// Their product, as most calculators have it; one low value pulls it down.
        Product = "product",
    }
}

/// The score of an idea, after Sean Ellis' Hacking Growth (2017).
///
/// Unit: points, 1 to 10 as a mean and 1 to 1000 as a product.
///
/// # Errors
/// An input that is missing, or outside 1 to 10.
pub fn ice(
    impact: Option<f64>,
    confidence: Option<f64>,
    ease: Option<f64>,
    mode: Mode,
) -> Result<f64, Unmeasurable> {
    let (Some(impact), Some(confidence), Some(ease)) = (impact, confidence, ease) else {
        return Err(Unmeasurable::MissingInput);
    };
    if [impact, confidence, ease].iter().any(|it| !(1.0..=10.0).contains(it)) {
        return Err(Unmeasurable::OutOfScale);
    }
    Ok(match mode {
        Mode::Mean => (impact + confidence + ease) / 3.0,
        Mode::Product => impact * confidence * ease,
    })
}

/// How `ice` is explained.
pub const ICE: Formula = Formula {
    name: "ice",
    title: "ICE score",
    definition: "mean: (impact + confidence + ease) ÷ 3; product: impact × confidence × ease",
    unit: "points: 1 to 10 as a mean, 1 to 1000 as a product",
    source: "Sean Ellis and Morgan Brown, Hacking Growth (2017), who take the mean; many calculators multiply instead",
    example: "mean of 8, 6 and 7 = 7; their product = 336",
    page: include_str!("pages/ice.md"),
};
