//! The impact and effort matrix: four corners by two fixed lines.

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::stats::{at_least, at_most};

/// Where the two lines are. Fixed, and not medians: a new bet must never move an old one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lines {
    /// From here on impact is high: 2, RICE's "high". Chosen by feel.
    pub impact_high: f64,
    /// Up to here effort is low: 2 person-months. Chosen by feel.
    pub effort_low: f64,
}

impl Default for Lines {
    fn default() -> Self {
        Self { impact_high: 2.0, effort_low: 2.0 }
    }
}

names! {
    /// A corner of the matrix.
    Quadrant {
        /// High impact, low effort.
        QuickWin = "quick-win",
        /// High impact, high effort.
        BigBet = "big-bet",
        /// Low impact, low effort.
        FillIn = "fill-in",
        /// Low impact, high effort.
        MoneyPit = "money-pit",
    }
}

/// The corner in which something lies; `None` when impact or effort is not known. On a line, the better side wins.
#[must_use]
pub fn quadrant(impact: Option<f64>, effort: Option<f64>, lines: &Lines) -> Option<Quadrant> {
    let known = |it: &f64| it.is_finite();
    let (impact, effort) = (impact.filter(known)?, effort.filter(known)?);
    Some(match (at_least(impact, lines.impact_high), at_most(effort, lines.effort_low)) {
        (true, true) => Quadrant::QuickWin,
        (true, false) => Quadrant::BigBet,
        (false, true) => Quadrant::FillIn,
        (false, false) => Quadrant::MoneyPit,
    })
}

/// How `quadrant` is explained.
pub const QUADRANT: Formula = Formula {
    name: "quadrant",
    title: "Impact and effort quadrant",
    definition: "impact ≥ 2 is high; effort ≤ 2 person-months is low; the two make four corners",
    unit: "a name: quick-win, big-bet, fill-in or money-pit",
    source: "the impact and effort matrix of common practice; where the lines are is our choice",
    example: "impact 3, effort 1 → quick-win; impact 2, effort 2.01 → big-bet",
    page: include_str!("pages/quadrant.md"),
};
