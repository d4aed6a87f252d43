//! Discovery: whether anything was known before anything was built.

use serde::Serialize;

use crate::base::date::Date;
use crate::measure::formulas::Formula;
use crate::measure::stats::{count, finite, not_negative, ratio, share};
use crate::measure::unmeasurable::Unmeasurable;

/// Compare at least so many solutions before one is chosen.
pub const SOLUTIONS_TO_COMPARE: u32 = 3;

/// A need, with the solutions that were thought of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opportunity {
    /// How many solutions.
    pub solutions: u32,
    /// How many of them have had an assumption tested.
    pub tested: u32,
}

/// Shares of an opportunity tree; `None` where there is nothing to take a share of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Coverage {
    /// How many opportunities.
    pub opportunities: u32,
    /// The share with a solution.
    pub covered: Option<f64>,
    /// Solutions for each opportunity that has any.
    pub solutions_per_covered: Option<f64>,
    /// The share of solutions with a test.
    pub tested: Option<f64>,
    /// The share of opportunities with three solutions or more.
    pub compared: Option<f64>,
}

/// How well an opportunity tree is worked out (Torres, Continuous Discovery Habits, 2021).
///
/// Unit: shares. The tree and the rule of three are hers, the shares ours.
///
/// # Errors
/// More tested than there are.
pub fn ost_coverage(opportunities: &[Opportunity]) -> Result<Coverage, Unmeasurable> {
    let (mut solutions, mut tested) = (0_u32, 0_u32);
    for opportunity in opportunities {
        if opportunity.tested > opportunity.solutions {
            return Err(Unmeasurable::CountOutOfRange);
        }
        solutions = solutions.saturating_add(opportunity.solutions);
        tested = tested.saturating_add(opportunity.tested);
    }
    let all = count(opportunities, |_| true);
    let covered = count(opportunities, |it| it.solutions > 0);
    let compared = count(opportunities, |it| it.solutions >= SOLUTIONS_TO_COMPARE);
    Ok(Coverage {
        opportunities: all,
        covered: share(covered, all),
        solutions_per_covered: share(solutions, covered),
        tested: share(tested, solutions),
        compared: share(compared, all),
    })
}

/// A work item with the dates of its evidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Work<'a> {
    /// When work began; `None` while it has not.
    pub started: Option<Date>,
    /// Its effort, in person-weeks; 1 where nothing is written.
    pub effort: f64,
    /// When its evidence was gathered.
    pub evidence: &'a [Date],
}

impl Work<'_> {
    fn is_validated(&self, started: Date) -> bool {
        self.evidence.iter().any(|date| *date <= started)
    }
}

/// How much of what was begun had evidence by then.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Validated {
    /// The share of the effort; `None` when nothing was begun.
    pub share: Option<f64>,
    /// The effort of what was begun.
    pub effort: f64,
}

/// The share of the begun effort that had evidence on the day it was begun, or before.
///
/// Unit: a share of the effort. Evidence that comes later is welcome and does not count here.
///
/// # Errors
/// An effort that is negative or not finite.
pub fn validated_before_build(items: &[Work<'_>]) -> Result<Validated, Unmeasurable> {
    let (mut effort, mut validated) = (0.0, 0.0);
    for item in items {
        let weeks = not_negative(item.effort)?;
        let Some(started) = item.started else { continue };
        effort += weeks;
        if item.is_validated(started) {
            validated += weeks;
        }
    }
    Ok(Validated { share: ratio(validated, finite(effort)?)?, effort })
}

/// How `ost_coverage` is explained.
pub const OST_COVERAGE: Formula = Formula {
    name: "ost_coverage",
    title: "Opportunity tree coverage",
    definition: "covered = opportunities with a solution ÷ opportunities; tested = tested solutions ÷ solutions; compared = opportunities with three or more ÷ opportunities",
    unit: "shares",
    source: "Torres, Continuous Discovery Habits (2021), for the tree and for comparing at least three; the shares are ours",
    example: "four opportunities with 3 (2 tested), 1, 0 and 0 solutions → covered 50 %, tested 50 %, compared 25 %",
    page: include_str!("pages/ost_coverage.md"),
};

/// How `validated_before_build` is explained.
pub const VALIDATED_BEFORE_BUILD: Formula = Formula {
    name: "validated_before_build",
    title: "Validated before built",
    definition: "share = effort of items with evidence dated on or before their start ÷ effort of all started items",
    unit: "a share of the effort",
    source: "our own definition",
    example: "8 person-weeks with evidence before, 2 with evidence after → 80 %",
    page: include_str!("pages/validated_before_build.md"),
};
