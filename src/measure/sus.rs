//! SUS, the system usability scale: ten questions, one score, a letter.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::stats::{Interval, Z95, at_least, count, finite, float, round_half_up};
use crate::measure::unmeasurable::Unmeasurable;

/// The score of the average product.
pub const AVERAGE: f64 = 68.0;

/// From which mean on which letter, on the curved scale of Sauro and Lewis; below all of them it is F.
pub const GRADES: [(f64, &str); 10] = [
    (84.1, "A+"),
    (80.8, "A"),
    (78.9, "A-"),
    (77.2, "B+"),
    (74.1, "B"),
    (72.6, "B-"),
    (71.1, "C+"),
    (65.0, "C"),
    (62.7, "C-"),
    (51.7, "D"),
];

/// Student's t for a 95 % interval, by degrees of freedom from 1; beyond the table the normal quantile is used.
const T95: [f64; 30] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042,
];

/// What becomes of a question without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blanks {
    /// The questionnaire is refused.
    Refused,
    /// It counts as 3, the middle, as Brooke proposes.
    Middle,
}

/// A mean with its letter and its interval. All `None` without scores.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sus {
    /// How many participants.
    pub n: u32,
    /// Points, 0 to 100.
    pub mean: Option<f64>,
    /// A+ to F, read off the mean rounded to one decimal.
    pub grade: Option<&'static str>,
    /// The interval, in points; `None` for a single participant.
    pub interval: Option<Interval>,
}

/// The score of one questionnaire (Brooke 1996).
///
/// Unit: points, 0 to 100; not percent. Odd questions praise and count what exceeds 1, even ones complain and count
/// what 5 exceeds; the sum times 2.5.
///
/// # Errors
/// Not ten answers, a blank that is refused, an answer that is no whole number from 1 to 5.
pub fn response(answers: &[Option<f64>], blanks: Blanks) -> Result<f64, Unmeasurable> {
    if answers.len() != 10 {
        return Err(Unmeasurable::SusIncomplete);
    }
    let mut sum = 0.0;
    for (place, answer) in answers.iter().enumerate() {
        let answer = match (answer, blanks) {
            (Some(answer), _) => *answer,
            (None, Blanks::Middle) => 3.0,
            (None, Blanks::Refused) => return Err(Unmeasurable::SusIncomplete),
        };
        if !(1.0..=5.0).contains(&answer) || answer.fract() != 0.0 {
            return Err(Unmeasurable::SusOutOfRange);
        }
        sum += if place % 2 == 0 { answer - 1.0 } else { 5.0 - answer };
    }
    Ok(sum * 2.5)
}

/// The mean of scores, with its letter (Sauro and Lewis 2016) and a t interval.
///
/// Unit: points, 0 to 100; the average product has 68.
///
/// # Errors
/// A score outside 0 to 100.
pub fn sus(scores: &[f64]) -> Result<Sus, Unmeasurable> {
    if scores.iter().any(|it| !(0.0..=100.0).contains(it)) {
        return Err(Unmeasurable::SusOutOfRange);
    }
    let n = count(scores, |_| true);
    if n == 0 {
        return Ok(Sus { n, mean: None, grade: None, interval: None });
    }
    let mean = finite(scores.iter().sum::<f64>() / float(scores.len()))?;
    Ok(Sus { n, mean: Some(mean), grade: Some(letter(mean)), interval: interval(scores, mean) })
}

/// The letter of a mean.
#[must_use]
pub fn letter(mean: f64) -> &'static str {
    let shown = round_half_up(mean, 1);
    GRADES.iter().find(|(from, _)| at_least(shown, *from)).map_or("F", |(_, letter)| letter)
}

fn interval(scores: &[f64], mean: f64) -> Option<Interval> {
    let freedom = scores.len().checked_sub(1).filter(|it| *it > 0)?;
    let variance = scores.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / float(freedom);
    let t = T95.get(freedom - 1).copied().unwrap_or(Z95);
    let half = t * variance.sqrt() / float(scores.len()).sqrt();
    Some(Interval { low: (mean - half).clamp(0.0, 100.0), high: (mean + half).clamp(0.0, 100.0) })
}

/// How `sus` is explained.
pub const SUS: Formula = Formula {
    name: "sus",
    title: "System usability scale",
    definition: "odd items: answer − 1; even items: 5 − answer; sum × 2.5; mean over participants ± t × s ÷ √n",
    unit: "points, 0 to 100 (not percent)",
    source: "Brooke (1996); letters after the curved scale of Sauro and Lewis (2016); t interval",
    example: "80, 77.5, 72.5, 85, 70, 82.5, 75 and 77.5 → 77.5, B+, with 95 % between 73 and 82",
    page: include_str!("pages/sus.md"),
};
