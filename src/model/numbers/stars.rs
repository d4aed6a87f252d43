//! The north star and what moved it.

use jiff::civil::Date;

use crate::kinds::edges::Relation;
use crate::kinds::metric::{Composition, Metric};
use crate::measure::Unmeasurable;
use crate::measure::north_star::{Input, NorthStar, north_star_product, north_star_sum};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::readings::{readings, since, until};
use super::work::{begins, strategies};

/// A metric that is made of others, at two dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Star {
    /// The metric.
    pub metric: DocId,
    /// Its own reading at the earlier date, and now.
    pub read: Option<(f64, f64)>,
    /// The metrics that it is made of, in their order.
    pub inputs: Vec<DocId>,
    /// The earlier date: the first since the strategy began on which all inputs had been read.
    pub from: Option<Date>,
    /// What its inputs make, and each one's share of the change; `None` where the metric says not how it is made, or
    /// an input has not been read.
    pub made: Option<Result<NorthStar, Unmeasurable>>,
}

/// The north stars of the strategies in force.
#[must_use]
pub fn north_stars(reader: &Reader) -> Vec<Star> {
    let mut metrics: Vec<DocId> = strategies(reader)
        .into_iter()
        .filter_map(|id| reader.target(id, Relation::NorthStar))
        .map(|target| target.doc)
        .collect();
    metrics.dedup();
    metrics.into_iter().map(|metric| star(reader, metric)).collect()
}

/// A metric and what moved it since the strategy began.
#[must_use]
pub fn star(reader: &Reader, metric: DocId) -> Star {
    let inputs: Vec<DocId> =
        reader.targets(metric, Relation::Inputs).map(|target| target.doc).collect();
    let asked = if inputs.is_empty() { vec![metric] } else { inputs.clone() };
    let from = base_day(reader, &asked);
    let read = from.and_then(|from| at_both(reader, metric, from));
    let made = from.and_then(|from| made(reader, metric, &inputs, from));
    Star { metric, read, inputs, from, made }
}

/// The first day since the strategy began by which each metric had been read.
fn base_day(reader: &Reader, metrics: &[DocId]) -> Option<Date> {
    let begins = begins(reader);
    let first = |metric: &DocId| {
        let all = readings(reader, *metric);
        let counted = begins.map_or(all, |day| since(all, day));
        counted.first().map(|reading| reading.date)
    };
    metrics.iter().map(first).collect::<Option<Vec<Date>>>()?.into_iter().max()
}

/// The last value up to a day, and the last value of all.
fn at_both(reader: &Reader, metric: DocId, day: Date) -> Option<(f64, f64)> {
    let all = readings(reader, metric);
    Some((until(all, day).last()?.value, all.last()?.value))
}

fn made(
    reader: &Reader,
    metric: DocId,
    inputs: &[DocId],
    from: Date,
) -> Option<Result<NorthStar, Unmeasurable>> {
    let (_, it) = reader.get::<Metric>(metric)?;
    let product = match it.relation? {
        Composition::Product => true,
        Composition::Sum => false,
        Composition::None => return None,
    };
    if inputs.is_empty() {
        return None;
    }
    let inputs: Option<Vec<Input>> = inputs
        .iter()
        .map(|input| {
            let (base, current) = at_both(reader, *input, from)?;
            // A factor that is written in percent is a share.
            let scale = if product && is_percent(reader, *input) { 0.01 } else { 1.0 };
            Some(Input { base: base * scale, current: current * scale })
        })
        .collect();
    inputs.map(|inputs| if product { north_star_product(&inputs) } else { north_star_sum(&inputs) })
}

fn is_percent(reader: &Reader, metric: DocId) -> bool {
    let unit = reader.get::<Metric>(metric).and_then(|(_, it)| it.unit.as_deref());
    unit.is_some_and(|unit| unit.trim() == "%")
}
