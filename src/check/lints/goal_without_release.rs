//! A goal that runs, and nothing is built for it.

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::text::count;
use crate::check::facts::title;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

/// `goal-without-release`.
pub static LINT: Lint = Lint {
    name: "goal-without-release",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "a goal for which nothing is done is a wish",
    page: include_str!("goal_without_release.md"),
    thresholds: &[Threshold::number(
        "days",
        14.0,
        "days of a goal's period before something must be planned for it",
    )],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    if !reader.is_live(id) {
        return;
    }
    let Some((_, goal)) = reader.get::<Goal>(id) else { return };
    let Some(period) = goal.period.as_ref() else { return };
    let days = days_between(period.start, reader.today());
    let wait = i64::try_from(report.count("days")).unwrap_or(i64::MAX);
    if days < wait || is_advanced(reader, id) {
        return;
    }
    let days = count(usize::try_from(days).unwrap_or(0), "day", "days");
    report.at(
        reader,
        id,
        LINT.problem(
            title(reader, id),
            format!("{days} into its period no release advances this goal"),
        )
        .help("plan a release that names it in `goals`, or drop the goal"),
    );
}

/// Whether a release works for a goal, or a goal below it carries it.
fn is_advanced(reader: &Reader, id: DocId) -> bool {
    reader.back(id).iter().any(|back| {
        matches!(back.relation, Relation::Goals | Relation::Moves | Relation::Parent)
            && reader.doc(back.from).is_some_and(|doc| !Doc::is_dead(doc))
    })
}
