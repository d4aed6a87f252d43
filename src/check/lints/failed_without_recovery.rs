//! A release that broke something, and nothing says that it was mended.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `failed-without-recovery`.
pub static LINT: Lint = Lint {
    name: "failed-without-recovery",
    level: Level::Warning,
    topic: Topic::Speed,
    why: "either it is still broken, or nobody wrote down how long it was",
    page: include_str!("failed_without_recovery.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    if release.failed == Some(true) && release.recovered.is_none() && !unread(doc, "recovered") {
        report.at(
            reader,
            id,
            LINT.problem(
                Place::field("failed"),
                "this release failed, and nothing says that it was mended",
            )
            .help("write in `recovered` the day on which it was mended"),
        );
    }
}
