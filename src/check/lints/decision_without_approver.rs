//! A decision that nobody has taken.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::decision::Decision;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `decision-without-approver`.
pub static LINT: Lint = Lint {
    name: "decision-without-approver",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "a decision that nobody has approved is open, whatever it says",
    page: include_str!("decision_without_approver.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Decision], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, decision)) = reader.get::<Decision>(id) else { return };
    if decision.approver.is_none() && !unread(doc, "approver") {
        report.at(
            reader,
            id,
            LINT.problem(Place::field("approver"), "nobody has approved this decision")
                .help("name in `approver` the one person who may say yes"),
        );
    }
}
