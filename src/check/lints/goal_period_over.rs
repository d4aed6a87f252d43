//! Work that began when its goal was over.

use crate::base::date::long;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `goal-period-over`.
pub static LINT: Lint = Lint {
    name: "goal-period-over",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "work cannot help a goal that was closed before it began",
    page: include_str!("goal_period_over.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let Some(started) = release.started.filter(|_| doc.status() != Some(Status::Cancelled)) else {
        return;
    };
    for (edge, outcome) in reader.out(id) {
        if edge.relation != Relation::Goals {
            continue;
        }
        let Some(target) = outcome.target() else { continue };
        let Some((goal, it)) = reader.get::<Goal>(target.doc) else { continue };
        let Some(period) = it.period.as_ref().filter(|period| started > period.end) else {
            continue;
        };
        let what = format!(
            "goal `{}` ended on {}, before this began on {}",
            goal.slug,
            long(period.end),
            long(started)
        );
        report.at(
            reader,
            id,
            LINT.problem(Place::Field(edge.path.clone()), what)
                .help("name the goal of the period in which the work is done")
                .related(spot(reader, target.doc, Place::field("period")), "its period"),
        );
    }
}
