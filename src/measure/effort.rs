//! Effort: written in days, weeks or months of a person, measured in person-weeks.

use crate::measure::formulas::Formula;
use crate::measure::stats::{finite, not_negative};
use crate::measure::unmeasurable::Unmeasurable;

/// Person-days in a person-week.
pub const DAYS_PER_WEEK: f64 = 5.0;
/// Person-weeks in a person-month.
pub const WEEKS_PER_MONTH: f64 = 4.0;

/// Reads `3pw`, `3 person-weeks`, `1.5pm`, `8pd`, `4 d`, or a bare number of person-weeks.
///
/// # Errors
/// Text in no such form: a T-shirt size is no measure. A negative number.
pub fn effort_weeks(text: &str) -> Result<f64, Unmeasurable> {
    let text = text.trim().to_lowercase();
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || ".+-_".contains(c))).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number: f64 =
        number.replace('_', "").parse().map_err(|_| Unmeasurable::EffortUnreadable)?;
    let unit = unit.trim();
    let weeks = match unit.strip_prefix("person-").unwrap_or(unit) {
        "pd" | "d" | "day" | "days" => number / DAYS_PER_WEEK,
        "" | "pw" | "w" | "week" | "weeks" => number,
        "pm" | "month" | "months" => number * WEEKS_PER_MONTH,
        _ => return Err(Unmeasurable::EffortUnreadable),
    };
    not_negative(finite(weeks)?)
}

/// How `effort_weeks` is explained.
pub const EFFORT_WEEKS: Formula = Formula {
    name: "effort_weeks",
    title: "Effort in person-weeks",
    definition: "1 person-week = 5 person-days; 1 person-month = 4 person-weeks",
    unit: "person-weeks",
    source: "our own convention; a month of four weeks leaves room for holidays",
    example: "1.5pm = 6 person-weeks; 4 d = 0.8 person-weeks",
    page: include_str!("pages/effort_weeks.md"),
};
