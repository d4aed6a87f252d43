//! Work that is promised before what it needs.

use jiff::civil::Date;

use crate::base::date::long;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::{called, open_dependencies};
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `dependency-late`.
pub static LINT: Lint = Lint {
    name: "dependency-late",
    level: Level::Warning,
    topic: Topic::Speed,
    why: "one of the two dates cannot be kept, and it is known today",
    page: include_str!("dependency_late.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal, KindTag::Bet, KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    for (edge, need, target) in open_dependencies(reader, id) {
        let Some(wanted) = need.by.or_else(|| due(reader, id)) else { continue };
        let Some(comes) = due(reader, target).filter(|comes| *comes > wanted) else { continue };
        let what = format!(
            "{} is due on {}, and it is needed by {}",
            called(reader, target),
            long(comes),
            long(wanted)
        );
        let problem = LINT
            .problem(Place::Field(edge.path.clone()), what)
            .help("move one of the two dates, or do without it at first")
            .related(spot(reader, target, due_place(reader, target)), "its date");
        let live = reader.is_live(id);
        report.at(reader, id, if live { problem.level(Level::Error) } else { problem });
    }
}

/// The day on which something is promised.
fn due(reader: &Reader, id: DocId) -> Option<Date> {
    match &reader.doc(id)?.kind {
        AnyKind::Release(release) => release.targets.last().copied(),
        AnyKind::Goal(goal) => goal.period.as_ref().map(|period| period.end),
        _ => None,
    }
}

fn due_place(reader: &Reader, id: DocId) -> Place {
    match reader.doc(id).map(|doc| &doc.kind) {
        Some(AnyKind::Release(it)) => Place::item("targets", it.targets.len().saturating_sub(1)),
        Some(AnyKind::Goal(_)) => Place::field("period"),
        _ => Place::Whole,
    }
}
