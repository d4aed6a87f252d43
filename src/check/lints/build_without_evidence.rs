//! Work that was begun on an opinion.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::{has_evidence, unread};
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `build-without-evidence`.
pub static LINT: Lint = Lint {
    name: "build-without-evidence",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "most ideas do not work, and building is the dearest way to find out",
    page: include_str!("build_without_evidence.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let begun = match doc.status() {
        Some(Status::InProgress | Status::Shipped) => true,
        Some(Status::Cancelled) => false,
        _ => release.started.is_some_and(|day| day <= reader.today()),
    };
    if !begun || has_evidence(reader, id) || unread(doc, "evidence") {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(Place::field("evidence"), "this was begun, and nothing speaks for it")
            .help("name in `evidence` the feedback, study or dated note on which it rests"),
    );
}
