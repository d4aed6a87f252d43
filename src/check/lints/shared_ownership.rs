//! Several who answer for one thing.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `shared-ownership`.
pub static LINT: Lint = Lint {
    name: "shared-ownership",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "of two who answer for a thing, each waits for the other",
    page: include_str!("shared_ownership.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    let owners = &doc.common.owner;
    if owners.len() < 2 || doc.is_dead() {
        return;
    }
    let what = format!("this has {}", count(owners.len(), "owner", "owners"));
    report.at(
        reader,
        id,
        LINT.problem(Place::item("owner", 1), what)
            .help("keep the one who decides; the others may stand in `roles` or in the text"),
    );
}
