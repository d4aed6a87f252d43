//! Drift: how a small deviation at the top becomes a large one below, measured and explained.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::stats::{EPSILON, at_most, finite, not_negative, ratio, whole};
use crate::measure::unmeasurable::Unmeasurable;

/// A level between strategy and outcome: how much there is, and how much of it is linked all the way up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rung {
    /// What is linked all the way up, in any unit.
    pub aligned: f64,
    /// All there is, in the same unit.
    pub total: f64,
}

/// What a level loses. All `None` where there is nothing on it.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct RungDrift {
    /// The share that is linked all the way up.
    pub aligned_share: Option<f64>,
    /// The rest.
    pub deviation: Option<f64>,
    /// The share of what the level above still had that is lost here; negative when something is won back.
    pub local_leak: Option<f64>,
}

/// The levels, and how much the deviation grows on the way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ladder {
    /// In the order of the levels.
    pub rungs: Vec<RungDrift>,
    /// The last deviation ÷ the first one above 0; `None` when nothing deviates.
    pub amplification: Option<f64>,
}

/// How the deviation grows from level to level, from the strategy downwards.
///
/// Unit: shares, and a factor. A level on which there is nothing is skipped.
///
/// # Errors
/// More aligned than there is, a negative number, one that is not finite.
pub fn drift_ladder(rungs: &[Rung]) -> Result<Ladder, Unmeasurable> {
    let (mut above, mut first, mut last) = (1.0, None, None);
    let mut drifts = Vec::with_capacity(rungs.len());
    for rung in rungs {
        let (aligned, total) = (not_negative(rung.aligned)?, not_negative(rung.total)?);
        let Some(share) = ratio(aligned, total)? else {
            drifts.push(RungDrift::default());
            continue;
        };
        if !at_most(share, 1.0) {
            return Err(Unmeasurable::AlignedExceedsTotal);
        }
        let deviation = 1.0 - share;
        drifts.push(RungDrift {
            aligned_share: Some(share),
            deviation: Some(deviation),
            local_leak: ratio(share, above)?.map(|kept| 1.0 - kept),
        });
        if first.is_none() && deviation > EPSILON {
            first = Some(deviation);
        }
        (last, above) = (Some(deviation), share);
    }
    let amplification = match (first, last) {
        (Some(first), Some(last)) => ratio(last, first)?,
        _ => None,
    };
    Ok(Ladder { rungs: drifts, amplification })
}

/// The deviation after so many hand-offs that each lose the same share and are not corrected: 1 - (1 - m)^h.
///
/// Unit: a share. A model, not a measurement: it shows why a weekly correction is worth its time.
///
/// # Errors
/// A misalignment outside 0 to 1.
pub fn drift_model(misalignment: f64, handoffs: u32) -> Result<f64, Unmeasurable> {
    if !(0.0..=1.0).contains(&misalignment) {
        return Err(Unmeasurable::ShareOutOfRange);
    }
    Ok(1.0 - (1.0 - misalignment).powf(f64::from(handoffs)))
}

/// How many hand-offs it takes until the deviation is at least so large; `None` when it never is.
///
/// Unit: hand-offs. More than four thousand million are never, too.
///
/// # Errors
/// A misalignment outside 0 to 1, or a deviation outside 0 to less than 1.
pub fn drift_handoffs(misalignment: f64, deviation: f64) -> Result<Option<u32>, Unmeasurable> {
    if !(0.0..=1.0).contains(&misalignment) || !(0.0..1.0).contains(&deviation) {
        return Err(Unmeasurable::ShareOutOfRange);
    }
    if deviation == 0.0 {
        return Ok(Some(0));
    }
    if misalignment == 0.0 {
        return Ok(None);
    }
    let kept = (-misalignment).ln_1p();
    Ok(whole(((-deviation).ln_1p() / kept - EPSILON).ceil().max(1.0)))
}

/// How far effort lies from plan: half the sum of the differences of the shares (total variation distance).
///
/// Unit: the share of the effort that would have to move. Work without a pillar is a key of its own, planned with 0.
/// `None` while there is no plan or no effort.
///
/// # Errors
/// A negative weight or effort, or one that is not finite.
pub fn pillar_gap(
    planned: &[(&str, f64)],
    actual: &[(&str, f64)],
) -> Result<Option<f64>, Unmeasurable> {
    let mut shares: BTreeMap<&str, [f64; 2]> = BTreeMap::new();
    let (mut plan, mut effort) = (0.0, 0.0);
    for &(key, weight) in planned {
        plan += not_negative(weight)?;
        shares.entry(key).or_default()[0] += weight;
    }
    for &(key, weeks) in actual {
        effort += not_negative(weeks)?;
        shares.entry(key).or_default()[1] += weeks;
    }
    if finite(plan)? <= 0.0 || finite(effort)? <= 0.0 {
        return Ok(None);
    }
    let apart: f64 = shares.values().map(|[p, a]| (p / plan - a / effort).abs()).sum();
    finite(0.5 * apart).map(Some)
}

/// How `drift_ladder` is explained.
pub const DRIFT_LADDER: Formula = Formula {
    name: "drift_ladder",
    title: "Drift ladder",
    definition: "f = aligned ÷ total per level; deviation = 1 − f; local leak = 1 − f ÷ f of the level above; amplification = last deviation ÷ first one above 0",
    unit: "shares, and a factor",
    source: "our own definition",
    example: "98 %, 90 %, 70 %, 50 % from goals to outcomes → deviation from 2 % to 50 %, × 25",
    page: include_str!("pages/drift_ladder.md"),
};

/// How `drift_model` is explained.
pub const DRIFT_MODEL: Formula = Formula {
    name: "drift_model",
    title: "Drift by hand-offs",
    definition: "deviation = 1 − (1 − m)^h",
    unit: "a share",
    source: "our own model: the arithmetic behind the common saying that 2 % at the top become 50 % at the bottom, for which no study is known to us",
    example: "2 % per hand-off, 3 levels, 12 weeks without a correction: 1 − 0.98³⁶ = 52 %",
    page: include_str!("pages/drift_model.md"),
};

/// How `drift_handoffs` is explained.
pub const DRIFT_HANDOFFS: Formula = Formula {
    name: "drift_handoffs",
    title: "Hand-offs until a deviation",
    definition: "the smallest h with 1 − (1 − m)^h ≥ D",
    unit: "hand-offs",
    source: "our own model, the drift model solved for h",
    example: "2 % per hand-off reach 50 % after 35 hand-offs",
    page: include_str!("pages/drift_handoffs.md"),
};

/// How `pillar_gap` is explained.
pub const PILLAR_GAP: Formula = Formula {
    name: "pillar_gap",
    title: "Pillar gap",
    definition: "gap = ½ × Σ |planned share − actual share|",
    unit: "a share of the effort",
    source: "our own definition: the total variation distance of statistics",
    example: "planned 50/30/20, actual 40/40/0 and 20 elsewhere → 30 %",
    page: include_str!("pages/pillar_gap.md"),
};
