//! A promise of change that nobody has looked at again.

use crate::base::date::{add_days, long};
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `outcome-overdue`.
pub static LINT: Lint = Lint {
    name: "outcome-overdue",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "shipping is half of the work; the other half is to look whether it helped",
    page: include_str!("outcome_overdue.md"),
    thresholds: &[Threshold::number(
        "days",
        28.0,
        "days after shipping by which it is measured, where `by` is not written",
    )],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let shipped = release.shipped.filter(|_| doc.status() == Some(Status::Shipped));
    let (Some(outcome), Some(shipped)) = (&release.outcome, shipped) else { return };
    let measured = outcome.measured.is_some() || outcome.moved.is_some() || outcome.value.is_some();
    if measured || unread(doc, "outcome") {
        return;
    }
    let wait = i64::try_from(report.count("days")).unwrap_or(i64::MAX);
    let by = outcome.by.unwrap_or_else(|| add_days(shipped, wait));
    if reader.today() <= by {
        return;
    }
    let place = if outcome.by.is_some() { "outcome.by" } else { "outcome" };
    let what = format!("this was to be measured by {}, and was not", long(by));
    report.at(
        reader,
        id,
        LINT.problem(Place::field(place), what).help(
            "read the number, and write `measured`, `moved` and `value`; no is an answer too",
        ),
    );
}
