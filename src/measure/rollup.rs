//! Roll-up: the progress of goals that consist of goals.

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::okr::{Part, weighted_mean};
use crate::measure::unmeasurable::Unmeasurable;

names! {
    /// Where a goal's progress comes from.
    From {
        /// Its own key results; from the goals below where it has none.
        Krs = "krs",
        /// The goals below.
        Children = "children",
        /// Both.
        Both = "both",
    }
}

/// A goal in a tree of goals.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The goal above, as a place in the list; a place outside the list is no goal.
    pub parent: Option<usize>,
    /// Its weight in the goal above.
    pub weight: f64,
    /// Where its progress comes from.
    pub from: From,
    /// Its key results.
    pub krs: Vec<Part>,
}

/// The progress of each goal, in the order of the list: the weighted mean of its key results, its goals, or both.
///
/// Unit: shares, 0 to 1. As in Perdoo, releases and other work never move a goal. An unknown part counts 0, a goal
/// of which no part is known is unknown.
///
/// # Errors
/// A goal that is its own ancestor, a negative weight, a number that is not finite.
pub fn rollup(goals: &[Node]) -> Result<Vec<Option<f64>>, Unmeasurable> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); goals.len()];
    let mut waiting = vec![0_usize; goals.len()];
    for (place, goal) in goals.iter().enumerate() {
        if let Some(below) = goal.parent.and_then(|parent| children.get_mut(parent)) {
            below.push(place);
        }
    }
    for (count, below) in waiting.iter_mut().zip(&children) {
        *count = below.len();
    }
    let mut progress: Vec<Option<f64>> = vec![None; goals.len()];
    let mut ready: Vec<usize> =
        (0..goals.len()).filter(|it| waiting.get(*it) == Some(&0)).collect();
    let mut done = 0;
    // Leaves first, and without recursion: a tree may be as deep as it is large.
    while let Some(place) = ready.pop() {
        done += 1;
        let (Some(goal), Some(below)) = (goals.get(place), children.get(place)) else { continue };
        let value = one(goal, below, goals, &progress)?;
        if let Some(slot) = progress.get_mut(place) {
            *slot = value;
        }
        let Some(parent) = goal.parent else { continue };
        if let Some(count) = waiting.get_mut(parent) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                ready.push(parent);
            }
        }
    }
    if done == goals.len() { Ok(progress) } else { Err(Unmeasurable::GoalCycle) }
}

fn one(
    goal: &Node,
    below: &[usize],
    goals: &[Node],
    progress: &[Option<f64>],
) -> Result<Option<f64>, Unmeasurable> {
    let parts_below = || {
        below.iter().filter_map(|&place| {
            let weight = goals.get(place)?.weight;
            Some(Part { progress: progress.get(place).copied().flatten(), weight })
        })
    };
    match goal.from {
        From::Krs if !goal.krs.is_empty() => weighted_mean(&goal.krs),
        From::Krs | From::Children => weighted_mean(&parts_below().collect::<Vec<_>>()),
        From::Both => {
            weighted_mean(&goal.krs.iter().copied().chain(parts_below()).collect::<Vec<_>>())
        }
    }
}

/// How `rollup` is explained.
pub const ROLLUP: Formula = Formula {
    name: "rollup",
    title: "Roll-up",
    definition: "progress = weighted mean of its key results (krs), of the goals below (children), or of both",
    unit: "a share, 0 to 1",
    source: "Perdoo: progress from key results, from aligned goals, or from both, never from initiatives; the weights are ours",
    example: "goals below at 0.4 (weight 3) and 0.8 (weight 1) → 0.5",
    page: include_str!("pages/rollup.md"),
};
