//! Usability tests: how many succeed, and how many people it takes to find the problems.

use serde::Serialize;

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
