//! A goal on which no thread to the strategy hangs.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::goal::Goal;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `goal-without-pillar`.
pub static LINT: Lint = Lint {
    name: "goal-without-pillar",
    level: Level::Error,
    topic: Topic::Clarity,
    why: "a goal outside the strategy draws work away from it, and nobody has decided that",
    page: include_str!("goal_without_pillar.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    // With a parent the question is the parent's: the topmost goal of a tree answers for all below it.
    if doc.is_dead() || goal.pillar.is_some() || goal.parent.is_some() {
        return;
    }
    if unread(doc, "pillar") || unread(doc, "parent") {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(Place::field("pillar"), "this goal hangs under no pillar of a strategy")
            .help("name its `pillar`, or the goal that it is part of in `parent`"),
    );
}
