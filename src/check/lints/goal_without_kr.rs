//! A goal that no key result measures.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::goal::{Goal, Rollup};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `goal-without-kr`.
pub static LINT: Lint = Lint {
    name: "goal-without-kr",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "without a key result nobody can tell whether the goal was reached",
    page: include_str!("goal_without_kr.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    if !goal.krs.is_empty() || doc.is_dead() || unread(doc, "krs") {
        return;
    }
    if goal.rollup == Some(Rollup::Children) {
        return;
    }
    let problem = LINT
        .problem(Place::field("krs"), "this goal has no key result")
        .help("write in `krs` which number moves, from `baseline` to `target`");
    let live = reader.is_live(id);
    report.at(reader, id, if live { problem.level(Level::Error) } else { problem });
}
