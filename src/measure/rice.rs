//! RICE: reach × impact × confidence ÷ effort.

use serde::Serialize;

use crate::measure::confidence;
use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::stats::{EPSILON, finite, not_negative};
use crate::measure::unmeasurable::Unmeasurable;

/// The words of impact with their numbers.
pub const IMPACTS: [(&str, f64); 5] =
    [("massive", 3.0), ("high", 2.0), ("medium", 1.0), ("low", 0.5), ("minimal", 0.25)];

/// What is known of an idea; a score needs all four.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Inputs {
    /// People or accounts per period, in the one unit of the site.
    pub reach: Option<f64>,
    /// 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal.
    pub impact: Option<f64>,
    /// A share of 1; above 1 it is read as a percentage.
    pub confidence: Option<f64>,
    /// Person-months.
    pub effort: Option<f64>,
}

names! {
    /// What is odd about a score that can be computed.
    Warning {
        /// The impact is not one of the five steps.
        ImpactOffScale = "impact-off-scale",
        /// Confidence below one half.
        ConfidenceMoonshot = "confidence-moonshot",
        /// Less than half a person-month: dividing by so little makes anything look good.
        EffortBelowHalf = "effort-below-half",
    }
}

/// A score with what is odd about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rice {
    /// Reach, weighted by impact and confidence, per person-month.
    pub score: f64,
    /// What is odd about it.
    pub warnings: Vec<Warning>,
}

/// The score of an idea, as Intercom published it.
///
/// Unit: weighted reach per person-month; only the order of scores means something.
///
/// # Errors
/// An input that is missing, negative or not finite, confidence outside 0 to 100 %, effort of zero or less.
pub fn rice(inputs: &Inputs) -> Result<Rice, Unmeasurable> {
    let (Some(reach), Some(impact), Some(confidence), Some(effort)) =
        (inputs.reach, inputs.impact, inputs.confidence, inputs.effort)
    else {
        return Err(Unmeasurable::MissingInput);
    };
    let confidence = confidence::of_number(confidence)?;
    let (reach, impact) = (not_negative(reach)?, not_negative(impact)?);
    if finite(effort)? <= 0.0 {
        return Err(Unmeasurable::EffortNotPositive);
    }
    let score = finite(reach * impact * confidence / effort)?;
    let mut warnings = Vec::new();
    if !is_on_scale(impact) {
        warnings.push(Warning::ImpactOffScale);
    }
    if confidence::is_moonshot(confidence) {
        warnings.push(Warning::ConfidenceMoonshot);
    }
    if effort < 0.5 - EPSILON {
        warnings.push(Warning::EffortBelowHalf);
    }
    Ok(Rice { score, warnings })
}

/// The number of an impact's word.
///
/// # Errors
/// A word that is none of the five.
pub fn impact(word: &str) -> Result<f64, Unmeasurable> {
    let word = word.trim().to_lowercase();
    let found = IMPACTS.iter().find(|(name, _)| *name == word);
    found.map(|(_, number)| *number).ok_or(Unmeasurable::ImpactUnreadable)
}

/// Whether an impact is one of the five steps.
#[must_use]
pub fn is_on_scale(impact: f64) -> bool {
    IMPACTS.iter().any(|(_, step)| (step - impact).abs() <= EPSILON)
}

/// How `rice` is explained.
pub const RICE: Formula = Formula {
    name: "rice",
    title: "RICE score",
    definition: "score = reach × impact × confidence ÷ effort",
    unit: "weighted reach per person-month",
    source: "Sean McBride, “RICE: Simple prioritization for product managers”, Intercom",
    example: "500 accounts × 3 × 0.8 ÷ 2 person-months = 600",
    page: include_str!("pages/rice.md"),
};
