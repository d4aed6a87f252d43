//! WSJF, weighted shortest job first: cost of delay ÷ job size.

use serde::Serialize;

use crate::measure::formulas::Formula;
use crate::measure::names::names;
use crate::measure::stats::{EPSILON, finite, not_negative};
use crate::measure::unmeasurable::Unmeasurable;

/// What is known of a job, in relative points; a score needs all four.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Inputs {
    /// What it is worth to users and business.
    pub business_value: Option<f64>,
    /// How fast that worth fades.
    pub time_criticality: Option<f64>,
    /// Which risk it takes away, which chance it opens.
    pub risk_opportunity: Option<f64>,
    /// How large it is.
    pub job_size: Option<f64>,
}

/// A score with its upper half.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Wsjf {
    /// The three values added.
    pub cost_of_delay: f64,
    /// Cost of delay per unit of size.
    pub score: f64,
}

names! {
    /// The four columns of a table of jobs.
    Column {
        /// Business value.
        BusinessValue = "business_value",
        /// Time criticality.
        TimeCriticality = "time_criticality",
        /// Risk reduction or opportunity enablement.
        RiskOpportunity = "risk_opportunity",
        /// Job size.
        JobSize = "job_size",
    }
}

impl Inputs {
    /// The value in a column.
    #[must_use]
    pub const fn get(&self, column: Column) -> Option<f64> {
        match column {
            Column::BusinessValue => self.business_value,
            Column::TimeCriticality => self.time_criticality,
            Column::RiskOpportunity => self.risk_opportunity,
            Column::JobSize => self.job_size,
        }
    }
}

/// The score of a job, as the Scaled Agile Framework defines it after Reinertsen.
///
/// Unit: relative points of delay per relative point of size.
///
/// # Errors
/// An input that is missing, negative or not finite, or a size of zero or less.
pub fn wsjf(inputs: &Inputs) -> Result<Wsjf, Unmeasurable> {
    let Inputs {
        business_value: Some(value),
        time_criticality: Some(time),
        risk_opportunity: Some(risk),
        job_size: Some(size),
    } = *inputs
    else {
        return Err(Unmeasurable::MissingInput);
    };
    if finite(size)? <= 0.0 {
        return Err(Unmeasurable::EffortNotPositive);
    }
    let cost_of_delay = finite(not_negative(value)? + not_negative(time)? + not_negative(risk)?)?;
    Ok(Wsjf { cost_of_delay, score: finite(cost_of_delay / size)? })
}

/// The columns in which no job is the 1 that the others are relative to.
///
/// A column of a table without jobs is not missing anything.
#[must_use]
pub fn columns_without_a_one(rows: &[Inputs]) -> Vec<Column> {
    let lacks = |column: &Column| {
        let smallest = rows.iter().filter_map(|row| row.get(*column)).min_by(f64::total_cmp);
        smallest.is_some_and(|least| (least - 1.0).abs() > EPSILON)
    };
    Column::ALL.iter().copied().filter(lacks).collect()
}

/// How `wsjf` is explained.
pub const WSJF: Formula = Formula {
    name: "wsjf",
    title: "WSJF score",
    definition: "score = (business value + time criticality + risk reduction or opportunity) ÷ job size",
    unit: "relative points of delay per relative point of size",
    source: "Scaled Agile Framework, weighted shortest job first, after Reinertsen's cost of delay",
    example: "(8 + 5 + 3) ÷ 2 = 16 ÷ 2 = 8",
    page: include_str!("pages/wsjf.md"),
};

/// How `wsjf_columns` is explained.
pub const WSJF_COLUMNS: Formula = Formula {
    name: "wsjf_columns",
    title: "WSJF columns without a 1",
    definition: "the columns whose smallest value is not 1",
    unit: "names of columns",
    source: "Scaled Agile Framework: in each column, at least one job is the 1 that the others are compared with",
    example: "time criticality 2 and 8, all other columns with a 1 → time_criticality",
    page: include_str!("pages/wsjf_columns.md"),
};
