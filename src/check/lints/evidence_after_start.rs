//! Evidence that was looked for when the work had begun.

use jiff::civil::Date;

use crate::base::date::long;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::evidence_dates;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `evidence-after-start`.
pub static LINT: Lint = Lint {
    name: "evidence-after-start",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "what is found after the start is found to fit",
    page: include_str!("evidence_after_start.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let Some(started) = release.started.filter(|_| !doc.is_dead()) else { return };
    // A piece without a date may have been there in time.
    let dates: Option<Vec<Date>> = evidence_dates(reader, id).into_iter().collect();
    let Some(first) = dates.and_then(|dates| dates.into_iter().min()) else { return };
    if first <= started {
        return;
    }
    let what = format!("work began on {}, the first evidence is of {}", long(started), long(first));
    let place = if release.evidence.is_empty() {
        Place::field("started")
    } else {
        Place::item("evidence", 0)
    };
    report.at(
        reader,
        id,
        LINT.problem(place, what)
            .help("add what was known at the start, or say in the text that it was begun without"),
    );
}
