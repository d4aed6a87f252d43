//! A release that is said to have worked, or not, against its number.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::metric::Metric;
use crate::kinds::release::{Outcome, Release};
use crate::measure::stats::{at_least, at_most};
use crate::model::doc::DocId;
use crate::model::numbers::goals::metric_of;
use crate::model::numbers::readings::{readings, until};
use crate::model::reader::Reader;

/// `verdict-contradicts-number`.
pub static LINT: Lint = Lint {
    name: "verdict-contradicts-number",
    level: Level::Error,
    topic: Topic::Pitfalls,
    why: "a verdict that its own number denies teaches the wrong thing",
    page: include_str!("verdict_contradicts_number.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, release)) = reader.get::<Release>(id) else { return };
    let Some(outcome) = &release.outcome else { return };
    if outcome.change.is_none() && outcome.reaches.is_none() {
        return;
    }
    let (Some(shipped), Some(measured)) = (release.shipped, outcome.measured) else { return };
    let Some(said) = outcome.moved else { return };
    let Some(metric) = metric(reader, id) else { return };
    let read = until(readings(reader, metric), measured);
    let split = read.partition_point(|reading| reading.date < shipped);
    let before = split.checked_sub(1).and_then(|last| read.get(last));
    // A reading from before it shipped cannot tell what it changed.
    let after = read.last().filter(|reading| reading.date >= shipped);
    let (Some(before), Some(after)) = (before, after) else { return };
    if has_moved(outcome, before.value, after.value) == Some(!said) {
        let slug = reader.doc(metric).map_or("", |doc| &doc.slug);
        let what = format!(
            "`moved` is {said}, and `{slug}` went from {} on {} to {} on {}",
            before.value, before.date, after.value, after.date
        );
        report.at(
            reader,
            id,
            LINT.problem(Place::field("outcome.moved"), what)
                .help(format!("write `moved: {}`, or correct what was expected", !said))
                .related(spot(reader, metric, Place::Whole), "the metric"),
        );
    }
}

/// Whether a number did what was expected of it.
fn has_moved(outcome: &Outcome, before: f64, after: f64) -> Option<bool> {
    if let Some(change) = outcome.change {
        let moved = after - before;
        return Some(if change < 0.0 { at_most(moved, change) } else { at_least(moved, change) });
    }
    let goal = outcome.reaches?;
    Some(if before > goal { at_most(after, goal) } else { at_least(after, goal) })
}

/// The metric that a release should move first, by itself or through a key result.
fn metric(reader: &Reader, release: DocId) -> Option<DocId> {
    let target = reader.target(release, Relation::Moves)?;
    match target.part {
        Some(part) => metric_of(reader, target.doc, part as usize),
        None => reader.get::<Metric>(target.doc).map(|_| target.doc),
    }
}
