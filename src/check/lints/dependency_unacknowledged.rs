//! A need of another team's work that this team does not know of.

use crate::base::diagnostic::{Level, Problem};
use crate::base::place::Place;
use crate::check::facts::{are_apart, called, open_dependencies, teams};
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::edges::Edge;
use crate::kinds::goal::Dependency;
use crate::kinds::status::Status;
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `dependency-unacknowledged`.
pub static LINT: Lint = Lint {
    name: "dependency-unacknowledged",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "a need that only one side knows of is met by chance",
    page: include_str!("dependency_unacknowledged.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal, KindTag::Bet, KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    for (edge, need, target) in open_dependencies(reader, id) {
        if !are_apart(&teams(reader, id), &teams(reader, target)) {
            continue;
        }
        if let Some(problem) = problem(reader, edge, need, target) {
            report.at(reader, id, problem);
        }
    }
}

fn problem(reader: &Reader, edge: &Edge, need: &Dependency, target: DocId) -> Option<Problem> {
    let doc = reader.doc(target)?;
    let accepted = need.accepted == Some(true) || doc.status() == Some(Status::Accepted);
    let dated = match &doc.kind {
        AnyKind::Release(release) => !release.targets.is_empty(),
        AnyKind::Goal(goal) => goal.period.is_some(),
        _ => true,
    };
    let lacks = match (accepted, dated) {
        (true, true) => return None,
        (false, true) => "has not been agreed to",
        (true, false) => "has no date",
        (false, false) => "has not been agreed to and has no date",
    };
    let what = format!("{}, of another team, {lacks}", called(reader, target));
    Some(
        LINT.problem(Place::Field(edge.path.clone()), what)
            .help("agree with the other team, then write `accepted: true` here and a date there")
            .related(spot(reader, target, Place::Whole), "what is needed"),
    )
}
