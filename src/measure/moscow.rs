//! `MoSCoW`: how the effort splits into must, should and could.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::stats::{at_least, at_most, finite, not_negative, ratio};
use crate::measure::unmeasurable::Unmeasurable;

/// The most that must-haves should take.
pub const MUST_AT_MOST: f64 = 0.60;
/// The least that could-haves should take: they are the reserve.
pub const COULD_AT_LEAST: f64 = 0.20;

names! {
    /// How badly something is needed this time.
    Priority {
        /// Nothing works without it.
        Must = "must",
        /// Painful to leave out.
        Should = "should",
        /// Nice to have.
        Could = "could",
        /// Not this time.
        Wont = "wont",
    }
}

impl Priority {
    /// Reads the word.
    ///
    /// # Errors
    /// A word that is none of the four.
    pub fn read(word: &str) -> Result<Self, Unmeasurable> {
        Self::named(word).ok_or(Unmeasurable::PriorityUnknown)
    }
}

names! {
    /// What is wrong with a split.
    Warning {
        /// There is nothing to split.
        NoEffort = "no-effort",
        /// Must-haves take more than 60 %.
        MustOver60 = "must-over-60",
        /// Could-haves take less than 20 %.
        CouldUnder20 = "could-under-20",
    }
}

/// Shares of the effort; `None` where there is no effort.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Split {
    /// Effort of must, should and could together.
    pub total_effort: f64,
    /// Effort of what is not done this time: outside the total.
    pub wont_effort: f64,
    /// The share of must-haves.
    pub must: Option<f64>,
    /// The share of should-haves.
    pub should: Option<f64>,
    /// The share of could-haves.
    pub could: Option<f64>,
    /// What is wrong with it.
    pub warnings: Vec<Warning>,
}

/// The split of effort by priority, with the limits of the DSDM handbook (chapter 10).
///
/// Unit: shares of the effort, in whichever unit the efforts are. Exactly 60 % of must-haves is allowed.
///
/// # Errors
/// An effort that is negative or not finite.
pub fn moscow_split(items: &[(Priority, f64)]) -> Result<Split, Unmeasurable> {
    let [mut must, mut should, mut could, mut wont] = [0.0; 4];
    for &(priority, effort) in items {
        let sum = match priority {
            Priority::Must => &mut must,
            Priority::Should => &mut should,
            Priority::Could => &mut could,
            Priority::Wont => &mut wont,
        };
        *sum += not_negative(effort)?;
    }
    let total = finite(must + should + could)?;
    let mut split = Split {
        total_effort: total,
        wont_effort: finite(wont)?,
        must: ratio(must, total)?,
        should: ratio(should, total)?,
        could: ratio(could, total)?,
        warnings: Vec::new(),
    };
    match (split.must, split.could) {
        (Some(must), Some(could)) => {
            if !at_most(must, MUST_AT_MOST) {
                split.warnings.push(Warning::MustOver60);
            }
            if !at_least(could, COULD_AT_LEAST) {
                split.warnings.push(Warning::CouldUnder20);
            }
        }
        _ => split.warnings.push(Warning::NoEffort),
    }
    Ok(split)
}

/// How `moscow_split` is explained.
pub const MOSCOW_SPLIT: Formula = Formula {
    name: "moscow_split",
    title: "MoSCoW split",
    definition: "share of must = effort of must ÷ effort of must, should and could; the others alike",
    unit: "shares of the effort",
    source: "DSDM Agile Project Framework handbook, chapter 10: must-haves at most 60 % of the effort, could-haves around 20 %",
    example: "6 of must, 2 of should, 2 of could (and 9 of won't) → 60 %, 20 %, 20 %",
    page: include_str!("pages/moscow_split.md"),
};
