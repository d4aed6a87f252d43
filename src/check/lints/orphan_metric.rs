//! A metric that nothing reads.

use crate::base::diagnostic::Level;
use crate::check::facts::title;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `orphan-metric`.
pub static LINT: Lint = Lint {
    name: "orphan-metric",
    level: Level::Note,
    topic: Topic::Clarity,
    why: "a number that decides nothing costs time each time that it is read",
    page: include_str!("orphan_metric.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Metric], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    if doc.status() == Some(Status::Retired) {
        return;
    }
    let read = reader.back(id).iter().any(|back| {
        matches!(
            back.relation,
            Relation::Metric
                | Relation::Inputs
                | Relation::Leading
                | Relation::NorthStar
                | Relation::GuardedBy
        )
    });
    if !read {
        report.at(
            reader,
            id,
            LINT.problem(title(reader, id), "no goal, metric or strategy reads this metric")
                .help("let a key result read it, or write `status: retired`"),
        );
    }
}
