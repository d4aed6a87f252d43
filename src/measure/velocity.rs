//! Velocity is speed with a direction: how much was shipped, and how much of it towards a goal.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::stats::{days, finite, not_negative, ratio};
use crate::measure::unmeasurable::Unmeasurable;

/// Work that was shipped in the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Work {
    /// Its effort, in person-weeks.
    pub effort: f64,
    /// Its thread score, 0 to 1.
    pub thread: f64,
}

/// Speed, and the part of it that has a direction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Velocity {
    /// Effort shipped a week.
    pub speed: f64,
    /// The same, each item counted by its thread score.
    pub velocity: f64,
    /// The share of the speed that leads nowhere; `None` when nothing was shipped.
    pub haste_share: Option<f64>,
}

/// How fast work was shipped in a window of so many days, and how much of it in the direction of a goal.
///
/// Unit: person-weeks a week. Ours, after the saying that one wants velocity, not haste.
///
/// # Errors
/// A window without a day, a negative effort, a thread score outside 0 to 1, a number that is not finite.
pub fn directed_velocity(items: &[Work], window_days: i64) -> Result<Velocity, Unmeasurable> {
    if window_days <= 0 {
        return Err(Unmeasurable::PeriodEmpty);
    }
    let weeks = days(window_days) / 7.0;
    let (mut effort, mut directed) = (0.0, 0.0);
    for item in items {
        if !(0.0..=1.0).contains(&item.thread) {
            return Err(Unmeasurable::LinkOutOfRange);
        }
        effort += not_negative(item.effort)?;
        directed += item.effort * item.thread;
    }
    let (speed, velocity) = (finite(effort / weeks)?, finite(directed / weeks)?);
    Ok(Velocity { speed, velocity, haste_share: ratio(directed, effort)?.map(|kept| 1.0 - kept) })
}

/// How `directed_velocity` is explained.
pub const DIRECTED_VELOCITY: Formula = Formula {
    name: "directed_velocity",
    title: "Velocity, not haste",
    definition: "speed = Σ effort ÷ weeks; velocity = Σ effort × thread score ÷ weeks; haste = 1 − velocity ÷ speed",
    unit: "person-weeks a week; haste as a share",
    source: "our own definition, after the saying that one wants velocity and not haste: velocity is speed with a direction",
    example: "6 person-weeks with a whole thread and 3 with none, in 21 days → speed 3, velocity 2, haste a third",
    page: include_str!("pages/directed_velocity.md"),
};
