//! A metric that a live goal reads and nobody has read.

use crate::base::date::{days_between, long};
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::facts::is_older;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::metric::Metric;
use crate::kinds::status::Status;
use crate::measure::staleness::STALE_AFTER;
use crate::model::doc::DocId;
use crate::model::numbers::readings::readings;
use crate::model::reader::Reader;

/// `metric-stale`.
pub static LINT: Lint = Lint {
    name: "metric-stale",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "the goal stands where its number stood when somebody last looked",
    page: include_str!("metric_stale.md"),
    thresholds: &[Threshold::number(
        "factor",
        STALE_AFTER,
        "how many of its intervals a metric may go without a reading",
    )],
    run: Run::Each(&[KindTag::Metric], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, metric)) = reader.get::<Metric>(id) else { return };
    let Some(every) = metric.cadence.filter(|_| doc.status() != Some(Status::Retired)) else {
        return;
    };
    let read = reader
        .back(id)
        .iter()
        .any(|back| back.relation == Relation::Metric && reader.is_live(back.from));
    if !read {
        return;
    }
    let last = readings(reader, id).last().map(|reading| reading.date);
    let what = match last {
        Some(day) if is_older(day, reader.today(), every, report.threshold("factor")) => {
            let days = usize::try_from(days_between(day, reader.today())).unwrap_or(0);
            let days = count(days, "day", "days");
            format!(
                "last read on {}, {days} ago, and it is to be read {}",
                long(day),
                every.as_str()
            )
        }
        Some(_) => return,
        None => format!("this is to be read {}, and never was", every.as_str()),
    };
    report.at(
        reader,
        id,
        LINT.problem(Place::field("cadence"), what)
            .help("add a row to its table, or read it less often"),
    );
}
