//! Periods: a first and a last day, both inside.

use crate::base::date::{Date, add_days, days_between};
use crate::measure::formulas::Formula;
use crate::measure::unmeasurable::Unmeasurable;

/// A time that is known not to end before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    start: Date,
    end: Date,
}

impl Window {
    /// From a first to a last day.
    ///
    /// # Errors
    /// A last day before the first.
    pub fn new(start: Date, end: Date) -> Result<Self, Unmeasurable> {
        if end < start { Err(Unmeasurable::PeriodReversed) } else { Ok(Self { start, end }) }
    }

    /// The first day.
    #[must_use]
    pub const fn start(self) -> Date {
        self.start
    }

    /// The last day.
    #[must_use]
    pub const fn end(self) -> Date {
        self.end
    }

    /// Days, both ends counted: at least one.
    #[must_use]
    pub fn days(self) -> i64 {
        days_between(self.start, self.end) + 1
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, date: Date) -> bool {
        self.start <= date && date <= self.end
    }
}

/// Reads `2026`, `2026-H1`, `2026-Q2`, `2026-05`, `2026-W20`; the year begins in `first_month` (1 to 12).
///
/// Weeks are those of ISO 8601: they begin on Monday, and the first one holds the year's first Thursday. Months and
/// weeks are the calendar's, whenever the year begins.
///
/// # Errors
/// Text in no such form, a month or week that the year does not have.
pub fn period_range(text: &str, first_month: i8) -> Result<Window, Unmeasurable> {
    read(text, first_month).ok_or(Unmeasurable::PeriodUnreadable)
}

fn read(text: &str, first_month: i8) -> Option<Window> {
    let (year, part) = match text.split_once('-') {
        Some((year, part)) => (year, Some(part)),
        None => (text, None),
    };
    let digits = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(year, 4) {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    let Some(part) = part else { return months(year, first_month, 0, 12) };
    match (part.get(..1)?, part.get(1..)?) {
        ("H", half @ ("1" | "2")) => {
            months(year, first_month, (half.parse::<i64>().ok()? - 1) * 6, 6)
        }
        ("Q", quarter @ ("1" | "2" | "3" | "4")) => {
            months(year, first_month, (quarter.parse::<i64>().ok()? - 1) * 3, 3)
        }
        ("W", number) if digits(number, 2) => week(year, number.parse().ok()?),
        _ if digits(part, 2) => months(year, part.parse().ok()?, 0, 1),
        _ => None,
    }
}

fn months(year: i16, first_month: i8, offset: i64, length: i64) -> Option<Window> {
    let span = |months: i64| jiff::Span::new().months(months);
    let start = Date::new(year, first_month, 1).ok()?.checked_add(span(offset)).ok()?;
    let after = start.checked_add(span(length)).ok()?;
    Window::new(start, add_days(after, -1)).ok()
}

fn week(year: i16, week: i8) -> Option<Window> {
    let monday = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).ok()?;
    let start = monday.date();
    Window::new(start, add_days(start, 6)).ok()
}

/// How `period_range` is explained.
pub const PERIOD_RANGE: Formula = Formula {
    name: "period_range",
    title: "Period",
    definition: "YYYY, YYYY-H1, YYYY-Q2, YYYY-05 or YYYY-W20 → first day, last day, both inside",
    unit: "dates; days with both ends counted",
    source: "our own definition; ISO 8601 for weeks",
    example: "2026-Q2 = 2026-04-01 to 2026-06-30, 91 days",
    page: include_str!("pages/period_range.md"),
};
