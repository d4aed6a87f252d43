//! NPS, the net promoter score, with the interval that belongs to it.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::stats::{EPSILON, Interval, SMALL_SAMPLE, Z95};
use crate::measure::unmeasurable::Unmeasurable;

/// Answers on the scale from 0 to 10, in three groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers {
    /// 9 and 10.
    pub promoters: u32,
    /// 7 and 8.
    pub passives: u32,
    /// 0 to 6.
    pub detractors: u32,
}

impl Answers {
    /// Groups answers.
    ///
    /// # Errors
    /// An answer that is no whole number from 0 to 10: nobody can tick seven and a half.
    pub fn group(scores: &[f64]) -> Result<Self, Unmeasurable> {
        let mut answers = Self::default();
        for &score in scores {
            if !(0.0..=10.0).contains(&score) || score.fract() != 0.0 {
                return Err(Unmeasurable::NpsOutOfRange);
            }
            let group = if score >= 9.0 {
                &mut answers.promoters
            } else if score >= 7.0 {
                &mut answers.passives
            } else {
                &mut answers.detractors
            };
            *group = group.saturating_add(1);
        }
        Ok(answers)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        u64::from(self.promoters) + u64::from(self.passives) + u64::from(self.detractors)
    }
}

/// A score with how far it can be trusted. All `None` without answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Nps {
    /// How many answers.
    pub n: u64,
    /// Points, -100 to 100.
    pub nps: Option<f64>,
    /// The plain margin of error at 95 %, in points. It is 0 when all agree: show the interval.
    pub moe95: Option<f64>,
    /// The adjusted interval, in points.
    pub interval: Option<Interval>,
    /// Under 30 answers.
    pub small_sample: bool,
}

/// The net promoter score: percent promoters less percent detractors (Reichheld 2003).
///
/// Unit: points, -100 to 100. The margin is that of a difference of proportions; the interval adds three answers,
/// three quarters of one to each end (adjusted Wald; Rocks 2016), and keeps its promise in small samples.
#[must_use]
pub fn nps(answers: &Answers) -> Nps {
    let n = answers.count();
    if n == 0 {
        return Nps { n, nps: None, moe95: None, interval: None, small_sample: true };
    }
    let (promoters, detractors) = (f64::from(answers.promoters), f64::from(answers.detractors));
    let all = promoters + detractors + f64::from(answers.passives);
    let (score, half) = difference(promoters, detractors, all);
    let (middle, reach) = difference(promoters + 0.75, detractors + 0.75, all + 3.0);
    Nps {
        n,
        nps: Some(100.0 * score),
        moe95: Some(100.0 * half),
        interval: Some(Interval {
            low: 100.0 * (middle - reach).clamp(-1.0, 1.0),
            high: 100.0 * (middle + reach).clamp(-1.0, 1.0),
        }),
        small_sample: n < u64::from(SMALL_SAMPLE),
    }
}

/// The difference of two shares of one whole, and its margin at 95 %.
fn difference(more: f64, less: f64, all: f64) -> (f64, f64) {
    let (p, d) = (more / all, less / all);
    let variance = (p + d - (p - d).powi(2)).max(0.0);
    (p - d, Z95 * (variance / all).sqrt())
}

/// What happened between two waves. All `None` when one of them has no answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NpsChange {
    /// Points after less points before.
    pub delta: Option<f64>,
    /// The margin of the difference at 95 %, in points.
    pub moe95: Option<f64>,
    /// Whether the change is larger than its margin; if not, it is noise.
    pub significant: Option<bool>,
}

/// Whether a score has changed between two waves of different people.
///
/// Unit: points. The margin of a difference of two independent scores.
#[must_use]
pub fn nps_change(before: &Answers, after: &Answers) -> NpsChange {
    let (before, after) = (nps(before), nps(after));
    let (Some(was), Some(is), Some(was_margin), Some(is_margin)) =
        (before.nps, after.nps, before.moe95, after.moe95)
    else {
        return NpsChange { delta: None, moe95: None, significant: None };
    };
    let (delta, margin) = (is - was, was_margin.hypot(is_margin));
    NpsChange {
        delta: Some(delta),
        moe95: Some(margin),
        significant: Some(delta.abs() > margin + EPSILON),
    }
}

/// How `nps` is explained.
pub const NPS: Formula = Formula {
    name: "nps",
    title: "Net promoter score",
    definition: "NPS = 100 × (promoters − detractors) ÷ n; interval: adjusted Wald with n + 3, promoters + ¾, detractors + ¾",
    unit: "points, −100 to 100",
    source: "Reichheld, Harvard Business Review (2003); interval after Rocks (2016) as reviewed by MeasuringU (2021)",
    example: "50 promoters, 30 passives, 20 detractors → 30, with 95 % between 14 and 44",
    page: include_str!("pages/nps.md"),
};

/// How `nps_change` is explained.
pub const NPS_CHANGE: Formula = Formula {
    name: "nps_change",
    title: "Change of an NPS",
    definition: "delta = after − before; margin = √(margin before² + margin after²); real when |delta| > margin",
    unit: "points",
    source: "the difference of two independent means, from common statistics",
    example: "17 → 31 with 64 and 72 answers: +13.4, margin 26.6 → noise",
    page: include_str!("pages/nps_change.md"),
};
