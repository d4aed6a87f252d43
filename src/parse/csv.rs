//! Tables of data beside documents: a metric's series, a survey's answers. A row that cannot be read costs that row.

mod row;
mod series;
mod signs;
mod survey;
mod table;

use jiff::civil::Date;

use crate::base::diagnostic::Problem;

pub use series::series;
pub use survey::survey;

/// One value on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The day.
    pub date: Date,
    /// The value.
    pub value: f64,
    /// The line in the file, from 1.
    pub line: u32,
}

/// The readings of a metric.
#[derive(Debug, Clone, Default)]
pub struct Series {
    /// In the order of their days, one for each day.
    pub readings: Vec<Reading>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// What one person answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Who, as far as is told.
    pub respondent: Box<str>,
    /// When.
    pub date: Option<Date>,
    /// The score; 0 in a table that has items and no scores.
    pub score: f64,
    /// What was said besides.
    pub comment: Option<Box<str>>,
    /// The line in the file, from 1.
    pub line: u32,
    /// The ten answers of a system usability scale; empty when the table has none.
    pub items: Vec<Option<f64>>,
}

/// The answers to a survey.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// In the order of the file.
    pub answers: Vec<Answer>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}
