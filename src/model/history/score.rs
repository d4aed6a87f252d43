//! How well the work hung on the strategy, week by week.

use jiff::civil::Date;

use crate::base::date::add_days;

use super::History;

/// So many weeks are looked back.
pub const WEEKS: i64 = 26;

/// Works out the alignment of the site as it was on a day; whoever makes it keeps what is known.
pub trait Scores: Send + Sync {
    /// The score of each day, 0 to 1; `None` where there was no work.
    fn on(&self, days: &[Date]) -> Vec<Option<f64>>;
}

/// The score at the end of a week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Week {
    /// Its Sunday; of the running week, the day as of which everything is said.
    pub day: Date,
    /// The score, 0 to 1.
    pub score: f64,
}

impl History {
    /// The score at the end of each of the last weeks, the oldest first; weeks without work are left out.
    #[must_use]
    pub fn weeks(&self, today: Date, now: Option<f64>) -> Vec<Week> {
        let days_on = i64::from(today.weekday().to_monday_zero_offset());
        // The last Sunday before today.
        let last = add_days(today, -days_on - 1);
        let ends: Vec<Date> = (0..WEEKS).rev().map(|back| add_days(last, -7 * back)).collect();
        let found = ends.iter().zip(self.scores(&ends));
        let mut weeks: Vec<Week> =
            found.filter_map(|(day, score)| Some(Week { day: *day, score: score? })).collect();
        if !weeks.is_empty() {
            weeks.extend(now.map(|score| Week { day: today, score }));
        }
        weeks
    }
}
