//! Usability tests: how many succeed, and how many people it takes to find the problems.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::stats::{EPSILON, Interval, adjusted_wald, share, whole};
use crate::measure::unmeasurable::Unmeasurable;

/// The success rate of a task with its interval; `None` when nobody tried.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TaskSuccess {
    /// 0 to 1.
    pub rate: Option<f64>,
    /// The interval, 0 to 1.
    pub interval: Option<Interval>,
}

/// The success rate of a task, with the adjusted Wald interval (Agresti and Coull 1998; Sauro and Lewis 2005).
///
/// Unit: a share of the trials. Under 30 trials the rate is never shown without the interval.
///
/// # Errors
/// More successes than trials.
pub fn task_success(successes: u32, trials: u32) -> Result<TaskSuccess, Unmeasurable> {
    if successes > trials {
        return Err(Unmeasurable::CountOutOfRange);
    }
    Ok(TaskSuccess { rate: share(successes, trials), interval: adjusted_wald(successes, trials) })
}

/// The share of the problems that so many participants will meet at least once (Nielsen and Landauer 1993).
///
/// Unit: a share. `chance` is that of one participant to meet one problem; the same for all problems, which they are not.
///
/// # Errors
/// A chance outside 0 to 1.
pub fn problem_discovery(chance: f64, participants: u32) -> Result<f64, Unmeasurable> {
    if !(0.0..=1.0).contains(&chance) {
        return Err(Unmeasurable::ShareOutOfRange);
    }
    Ok(1.0 - (1.0 - chance).powf(f64::from(participants)))
}

/// How many participants it takes to meet such a share of the problems (Nielsen and Landauer 1993).
///
/// Unit: people.
///
/// # Errors
/// A chance that is not between 0 and 1 (both excluded), a share outside 0 to less than 1, more people than there are.
pub fn problem_sample(chance: f64, share: f64) -> Result<u32, Unmeasurable> {
    let possible = chance > 0.0 && chance < 1.0 && (0.0..1.0).contains(&share);
    if !possible {
        return Err(Unmeasurable::ShareOutOfRange);
    }
    let people = ((-share).ln_1p() / (-chance).ln_1p() - EPSILON).ceil();
    whole(people.max(0.0)).ok_or(Unmeasurable::NotFinite)
}

/// How `task_success` is explained.
pub const TASK_SUCCESS: Formula = Formula {
    name: "task_success",
    title: "Task success",
    definition: "rate = successes ÷ trials; interval: p′ = (x + z²/2) ÷ (n + z²), p′ ± z × √(p′(1 − p′) ÷ (n + z²)), z = 1.96",
    unit: "a share of the trials",
    source: "adjusted Wald: Agresti and Coull (1998); for usability tests Sauro and Lewis (2005)",
    example: "4 of 5 → 80 %, with 95 % between 36 % and 98 %",
    page: include_str!("pages/task_success.md"),
};

/// How `problem_discovery` is explained.
pub const PROBLEM_DISCOVERY: Formula = Formula {
    name: "problem_discovery",
    title: "Problems found",
    definition: "found = 1 − (1 − p)^n",
    unit: "a share of the problems",
    source: "Nielsen and Landauer (1993)",
    example: "p = 0.31, five participants → 84 %",
    page: include_str!("pages/problem_discovery.md"),
};

/// How `problem_sample` is explained.
pub const PROBLEM_SAMPLE: Formula = Formula {
    name: "problem_sample",
    title: "Participants needed",
    definition: "the smallest n with 1 − (1 − p)^n ≥ share",
    unit: "participants",
    source: "Nielsen and Landauer (1993)",
    example: "p = 0.31, 85 % of the problems → 6 participants",
    page: include_str!("pages/problem_sample.md"),
};
