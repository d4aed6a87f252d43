//! Scores of goals: from key results to a score, a grade, and the health of a whole cycle.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::pace::Ambition;
use crate::measure::stats::{at_least, at_most, finite, float, not_negative, ratio, round_half_up};
use crate::measure::unmeasurable::Unmeasurable;

/// The progress of a part, with its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// 0 to 1; `None` when not known.
    pub progress: Option<f64>,
    /// Its weight; 1 where nothing is written.
    pub weight: f64,
}

names! {
    /// The colour of a grade.
    Band {
        /// Failed to make real progress.
        Red = "red",
        /// Progress, but short.
        Yellow = "yellow",
        /// Delivered.
        Green = "green",
    }
}

/// A grade as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Grade {
    /// The score, rounded half up to one decimal.
    pub grade: Option<f64>,
    /// Its colour, read off the rounded grade.
    pub band: Option<Band>,
}

/// The score of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Score {
    /// 0 to 1; `None` when no key result has data.
    pub score: Option<f64>,
    /// The share of the weight that has data; `None` without weight.
    pub coverage: Option<f64>,
    /// The score as it is shown.
    #[serde(flatten)]
    pub grade: Grade,
}

/// The grade of a score, rounded half up to one decimal, with its colour.
///
/// The colour follows what the reader sees: 0.65 shows as 0.7 and is green. The aspirational bands are those of
/// Google's OKR Playbook and Doerr; the committed ones are ours, after the Playbook's rule that less than 1.0 needs
/// an explanation.
///
/// # Errors
/// A score that is not finite.
pub fn grade(score: Option<f64>, ambition: Ambition) -> Result<Grade, Unmeasurable> {
    let Some(score) = score else { return Ok(Grade::default()) };
    let grade = round_half_up(finite(score)?, 1);
    let (green, yellow) = match ambition {
        Ambition::Aspirational => (0.7, 0.4),
        Ambition::Committed => (1.0, 0.7),
    };
    let band = if at_least(grade, green) {
        Band::Green
    } else if at_least(grade, yellow) {
        Band::Yellow
    } else {
        Band::Red
    };
    Ok(Grade { grade: Some(grade), band: Some(band) })
}

/// The score of a goal: the weighted mean of its key results, as re:Work grades them.
///
/// Unit: a share, 0 to 1. A key result without data counts 0 and lowers the coverage: silence must never raise a
/// score. Without any data the score is not known, which is not 0.
///
/// # Errors
/// A weight that is negative, or a number that is not finite.
pub fn objective_score(krs: &[Part], ambition: Ambition) -> Result<Score, Unmeasurable> {
    let (mut total, mut known) = (0.0, 0.0);
    for part in krs {
        let weight = not_negative(part.weight)?;
        total += weight;
        if part.progress.is_some() {
            known += weight;
        }
    }
    let score = weighted_mean(krs)?;
    let coverage = ratio(known, finite(total)?)?;
    Ok(Score { score, coverage, grade: grade(score, ambition)? })
}

/// The weighted mean, unknown parts counting 0; `None` when no part with a weight is known.
pub(in crate::measure) fn weighted_mean(parts: &[Part]) -> Result<Option<f64>, Unmeasurable> {
    let (mut sum, mut total, mut known) = (0.0, 0.0, 0.0);
    for part in parts {
        let weight = not_negative(part.weight)?;
        total += weight;
        if let Some(progress) = part.progress {
            known += weight;
            sum += weight * finite(progress)?.clamp(0.0, 1.0);
        }
    }
    if known <= 0.0 { Ok(None) } else { ratio(sum, finite(total)?) }
}

names! {
    /// Where the mean of the stretch goals lies.
    SweetSpot {
        /// Under 0.6: out of reach, or not worked on.
        Below = "below",
        /// 0.6 to 0.7.
        In = "in",
        /// Over 0.7: no stretch.
        Above = "above",
    }
}

/// A goal at the end of its cycle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Objective {
    /// Promised or a stretch.
    pub ambition: Ambition,
    /// Its score.
    pub score: Option<f64>,
}

/// The health of a cycle.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CycleHealth {
    /// The mean score of the stretch goals.
    pub aspirational_mean: Option<f64>,
    /// Where it lies, read off the rounded mean.
    pub sweet_spot: Option<SweetSpot>,
    /// Committed goals under 1.0, as places in the list: each needs an explanation.
    pub committed_misses: Vec<usize>,
}

/// Whether a cycle was ambitious and kept its promises, after re:Work and Google's OKR Playbook.
///
/// Unit: the mean is a score, 0 to 1.
///
/// # Errors
/// A score that is not finite.
pub fn cycle_health(objectives: &[Objective]) -> Result<CycleHealth, Unmeasurable> {
    let (mut sum, mut scored) = (0.0, 0);
    let mut committed_misses = Vec::new();
    for (place, objective) in objectives.iter().enumerate() {
        let Some(score) = objective.score else { continue };
        let score = finite(score)?;
        match objective.ambition {
            Ambition::Aspirational => {
                sum += score;
                scored += 1;
            }
            Ambition::Committed if !at_least(score, 1.0) => committed_misses.push(place),
            Ambition::Committed => {}
        }
    }
    let mean = ratio(sum, float(scored))?;
    let sweet_spot = mean.map(|mean| {
        let shown = round_half_up(mean, 1);
        match (at_least(shown, 0.6), at_most(shown, 0.7)) {
            (true, true) => SweetSpot::In,
            (false, _) => SweetSpot::Below,
            (true, false) => SweetSpot::Above,
        }
    });
    Ok(CycleHealth { aspirational_mean: mean, sweet_spot, committed_misses })
}

/// How `grade` is explained.
pub const GRADE: Formula = Formula {
    name: "grade",
    title: "Grade",
    definition: "grade = score, rounded half up to one decimal; aspirational: green from 0.7, yellow from 0.4; committed: green at 1.0, yellow from 0.7",
    unit: "0.0 to 1.0, and a colour",
    source: "Google's OKR Playbook and Doerr, Measure What Matters, for the stretch bands; the committed bands are ours, after the Playbook's rule that less than 1.0 needs an explanation",
    example: "0.65 → 0.7, green as a stretch, yellow as a promise",
    page: include_str!("pages/grade.md"),
};

/// How `objective_score` is explained.
pub const OBJECTIVE_SCORE: Formula = Formula {
    name: "objective_score",
    title: "Score of a goal",
    definition: "score = Σ weight × progress ÷ Σ weight; coverage = weight with data ÷ weight",
    unit: "a share, 0 to 1",
    source: "re:Work, “Grade OKRs”: the average of the key results, with weights where there are any",
    example: "0.83 with weight 2 and 0.80 with weight 1 → 0.82",
    page: include_str!("pages/objective_score.md"),
};

/// How `cycle_health` is explained.
pub const CYCLE_HEALTH: Formula = Formula {
    name: "cycle_health",
    title: "Health of a cycle",
    definition: "mean of the aspirational scores, rounded to one decimal, against 0.6 to 0.7; committed goals under 1.0 listed",
    unit: "a score, 0 to 1, with below, in or above",
    source: "re:Work for the range from 0.6 to 0.7; Google's OKR Playbook for committed goals",
    example: "stretch goals at 0.5 and 0.8 → 0.65, shown as 0.7 and in the range",
    page: include_str!("pages/cycle_health.md"),
};
