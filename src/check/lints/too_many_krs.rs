//! A goal that wants too much at once.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::goal::Goal;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `too-many-krs`.
pub static LINT: Lint = Lint {
    name: "too-many-krs",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "whoever watches ten numbers steers by none",
    page: include_str!("too_many_krs.md"),
    thresholds: &[Threshold::number("max", 5.0, "key results of a goal")],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    let max = report.count("max");
    if goal.krs.len() <= max || doc.is_dead() {
        return;
    }
    let many = count(goal.krs.len(), "key result", "key results");
    report.at(
        reader,
        id,
        LINT.problem(Place::item("krs", max), format!("this goal has {many}")).help(format!(
            "keep the {max} that decide, and make the others metrics or another goal"
        )),
    );
}
