//! A promise that says what must grow and not what must not suffer.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::goal::{Ambition, Goal, KeyResult, KrKind};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `goal-without-guardrail`.
pub static LINT: Lint = Lint {
    name: "goal-without-guardrail",
    level: Level::Note,
    topic: Topic::Clarity,
    why: "a number that must grow is made to grow, at the cost of what nobody watches",
    page: include_str!("goal_without_guardrail.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    let committed = goal.ambition != Some(Ambition::Aspirational);
    let guarded = !goal.guarded_by.is_empty() || goal.krs.iter().any(keeps);
    // Without key results there is nothing yet to guard against.
    if !committed || guarded || goal.krs.is_empty() || !reader.is_live(id) {
        return;
    }
    if unread(doc, "guarded_by") {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(Place::field("guarded_by"), "nothing says what must not suffer for this goal")
            .help("name a metric in `guarded_by`, or add a key result with `kind: maintain`"),
    );
}

fn keeps(kr: &KeyResult) -> bool {
    kr.kind == Some(KrKind::Maintain) || kr.floor.is_some() || kr.ceiling.is_some()
}
