//! A release that names no goal.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `release-without-goal`.
pub static LINT: Lint = Lint {
    name: "release-without-goal",
    level: Level::Error,
    topic: Topic::Clarity,
    why: "work that serves no goal cannot be weighed against work that does",
    page: include_str!("release_without_goal.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let promised =
        matches!(doc.status(), Some(Status::Planned | Status::InProgress | Status::Shipped));
    // An entry that leads nowhere is `unknown-id`; here nothing is written.
    if !promised || !release.goals.is_empty() || unread(doc, "goals") {
        return;
    }
    let problem = if release.unaligned_reason.is_some() {
        LINT.problem(Place::field("unaligned_reason"), "this release serves no goal, and says why")
            .level(Level::Warning)
            .help("its effort counts as outside the strategy until `goals` names one")
    } else {
        LINT.problem(Place::field("goals"), "this release serves no goal")
            .help("name the goal in `goals`, or say why there is none in `unaligned_reason`")
    };
    report.at(reader, id, problem);
}
