//! Work that is promised for no day.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `release-without-date`.
pub static LINT: Lint = Lint {
    name: "release-without-date",
    level: Level::Warning,
    topic: Topic::Speed,
    why: "what has no date is late for nobody, and whoever waits for it cannot plan",
    page: include_str!("release_without_date.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let open = matches!(doc.status(), Some(Status::Planned | Status::InProgress));
    if open && release.targets.is_empty() && !unread(doc, "targets") {
        report.at(
            reader,
            id,
            LINT.problem(Place::field("targets"), "this release is promised for no day")
                .help("write the day in `targets`; when it moves, add the new day behind it"),
        );
    }
}
