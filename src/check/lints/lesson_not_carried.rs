//! A new goal on a number whose last goal was missed, as if nothing had been.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::measure::pace::Status;
use crate::model::doc::DocId;
use crate::model::numbers::goals;
use crate::model::reader::Reader;

/// `lesson-not-carried`.
pub static LINT: Lint = Lint {
    name: "lesson-not-carried",
    level: Level::Warning,
    topic: Topic::Feedback,
    why: "what was missed is missed again by the same way, unless somebody says what is different",
    page: include_str!("lesson_not_carried.md"),
    thresholds: &[],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let today = reader.today();
    // The goals that have ended, by the metric that they read, in the order of their ends.
    let mut ended: BTreeMap<DocId, Vec<(Date, DocId)>> = BTreeMap::new();
    let mut open = Vec::new();
    for (id, _, goal) in reader.each::<Goal>().filter(|(_, doc, _)| !doc.is_dead()) {
        let Some(period) = &goal.period else { continue };
        if period.end >= today {
            if goal.continues.is_empty() {
                open.push((id, period.start));
            }
            continue;
        }
        for metric in reader.targets(id, Relation::Metric) {
            ended.entry(metric.doc).or_default().push((period.end, id));
        }
    }
    for goals in ended.values_mut() {
        goals.sort_unstable();
    }
    for (id, start) in open {
        for (edge, outcome) in reader.out(id).filter(|(edge, _)| edge.relation == Relation::Metric)
        {
            let Some(metric) = outcome.target().map(|target| target.doc) else { continue };
            let Some(goals) = ended.get(&metric) else { continue };
            let before = goals.partition_point(|(end, _)| *end < start).checked_sub(1);
            let Some((_, last)) = before.and_then(|before| goals.get(before)).copied() else {
                continue;
            };
            if goals::goal(reader, last).and_then(|goal| goal.status()) != Some(Status::Missed) {
                continue;
            }
            let slug = reader.doc(last).map_or("", |doc| &doc.slug);
            let what = format!("the last goal on this metric, `{slug}`, was missed");
            report.at(
                reader,
                id,
                LINT.problem(Place::Field(edge.path.clone()), what)
                    .help(format!(
                        "write `continues: {slug}`, and in the text what is different this time"
                    ))
                    .related(spot(reader, last, Place::Whole), "it was missed"),
            );
            break;
        }
    }
}
