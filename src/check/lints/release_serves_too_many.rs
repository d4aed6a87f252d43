//! A release that is said to serve every goal.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `release-serves-too-many`.
pub static LINT: Lint = Lint {
    name: "release-serves-too-many",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "what serves everything was chosen for nothing, and no number can say whether it worked",
    page: include_str!("release_serves_too_many.md"),
    thresholds: &[Threshold::number("max", 3.0, "goals of a release")],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let max = report.count("max");
    if release.goals.len() <= max || doc.is_dead() {
        return;
    }
    let many = count(release.goals.len(), "goal", "goals");
    report.at(
        reader,
        id,
        LINT.problem(Place::item("goals", max), format!("this release serves {many}"))
            .help("keep the goals without which it would not be built"),
    );
}
