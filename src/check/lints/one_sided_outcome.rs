//! An outcome for the business and not for those who pay it, or the other way round.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `one-sided-outcome`.
pub static LINT: Lint = Lint {
    name: "one-sided-outcome",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "what helps only one side is paid for by the other, and does not last",
    page: include_str!("one_sided_outcome.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let Some(outcome) = release.outcome.as_ref().filter(|_| !doc.is_dead()) else { return };
    let (field, what, help) = match (&outcome.customer, &outcome.business) {
        (Some(_), None) => (
            "outcome.customer",
            "this says what changes for customers, and not for the business",
            "write in `outcome.business` why it is worth it for us",
        ),
        (None, Some(_)) => (
            "outcome.business",
            "this says what changes for the business, and not for customers",
            "write in `outcome.customer` what is better for those who use it",
        ),
        _ => return,
    };
    if !unread(doc, "outcome") {
        report.at(reader, id, LINT.problem(Place::field(field), what).help(help));
    }
}
