//! Work that expects nothing.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::{Outcome, Release, ReleaseKind};
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `release-without-outcome`.
pub static LINT: Lint = Lint {
    name: "release-without-outcome",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "what expects nothing cannot fail, so nothing is learnt from it",
    page: include_str!("release_without_outcome.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let begun = matches!(doc.status(), Some(Status::InProgress | Status::Shipped));
    let exempt = release.kind == Some(ReleaseKind::Hotfix);
    if !begun || exempt || release.outcome.as_ref().is_some_and(says) || unread(doc, "outcome") {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(Place::field("outcome"), "nothing is expected of this release").help(
            "write in `outcome` what changes for customers and business, and by when it shows",
        ),
    );
}

/// Whether an outcome says what is expected.
fn says(outcome: &Outcome) -> bool {
    outcome.customer.is_some()
        || outcome.business.is_some()
        || outcome.expected.is_some()
        || outcome.change.is_some()
        || outcome.reaches.is_some()
}
