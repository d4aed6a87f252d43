//! A goal on which no thread to the strategy hangs.

use crate::base::diagnostic::{Level, Problem};
use crate::base::place::Place;
use crate::base::text::any_of;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
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
    if let Some(problem) = strategy_alone(reader, id) {
        report.at(reader, id, problem);
    }
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

/// A goal that names a strategy and none of its pillars.
fn strategy_alone(reader: &Reader, id: DocId) -> Option<Problem> {
    let target = reader.target(id, Relation::Pillar).filter(|target| target.part.is_none())?;
    let strategy = reader.doc(target.doc)?;
    let what = format!("this goal names strategy `{}` and none of its pillars", strategy.slug);
    let problem = LINT.problem(Place::field("pillar"), what);
    let pillars = strategy.parts();
    Some(if pillars.is_empty() {
        problem.help("give the strategy pillars, and name the one that the goal serves")
    } else {
        problem.help(format!("write {}", any_of(pillars)))
    })
}
