//! What has been read of a metric, up to the day.

use jiff::civil::Date;

use crate::kinds::metric::{Better, Metric};
use crate::measure::Unmeasurable;
use crate::measure::metric::{self, Delta, metric_delta};
use crate::measure::staleness::{Staleness, staleness};
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::parse::csv::Reading;

/// The readings of a metric up to today, oldest first.
#[must_use]
pub fn readings<'m>(reader: &Reader<'m>, metric: DocId) -> &'m [Reading] {
    let all = reader.data(metric).map_or(&[][..], |data| &data.series().readings);
    until(all, reader.today())
}

/// Those up to a day.
#[must_use]
pub fn until(readings: &[Reading], day: Date) -> &[Reading] {
    let end = readings.partition_point(|reading| reading.date <= day);
    readings.get(..end).unwrap_or(&[])
}

/// Those from a day on.
#[must_use]
pub fn since(readings: &[Reading], day: Date) -> &[Reading] {
    let start = readings.partition_point(|reading| reading.date < day);
    readings.get(start..).unwrap_or(&[])
}

/// The last reading, the one before it, and what became of it.
///
/// # Errors
/// Readings so far apart that their difference is no number.
pub fn change(reader: &Reader, id: DocId) -> Result<Delta, Unmeasurable> {
    let mut latest = readings(reader, id).iter().rev().map(|reading| reading.value);
    let (current, previous) = (latest.next(), latest.next());
    let down = reader.get::<Metric>(id).is_some_and(|(_, it)| it.better == Some(Better::Down));
    let better = if down { metric::Better::Down } else { metric::Better::Up };
    metric_delta(previous, current, better)
}

/// How old the last reading is, against the metric's cadence; `None` where the metric has none.
#[must_use]
pub fn age(reader: &Reader, id: DocId) -> Option<Staleness> {
    let (_, metric) = reader.get::<Metric>(id)?;
    let last = readings(reader, id).last().map(|reading| reading.date);
    staleness(metric.cadence?.days(), last, reader.today()).ok()
}
