//! What was over is alive again.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::check::past::{Step, odd_step};
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `reopened`.
pub static LINT: Lint = Lint {
    name: "reopened",
    level: Level::Warning,
    topic: Topic::History,
    why: "whoever heard that it was over plans without it",
    page: include_str!("reopened.md"),
    thresholds: &[Threshold::number("days", 90.0, "so many days it is said")],
    run: Run::Each(
        &[KindTag::Strategy, KindTag::Goal, KindTag::Bet, KindTag::Release, KindTag::Feedback],
        run,
    ),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let days = report.count("days");
    let is_feedback = reader.doc(id).is_some_and(|doc| doc.tag() == KindTag::Feedback);
    // Without a decision it is an illegal transition, which says so itself; feedback has no such ladder.
    let found = odd_step(reader, id, days, |step, covered| {
        step == Step::Revived && (covered.is_some() || is_feedback)
    });
    let Some((from, to, when, _)) = found else { return };
    let what = format!("this was {} and is {} again {when}", from.as_str(), to.as_str());
    let help = "tell those who heard that it was over, and say in the text what is different now";
    report.at(reader, id, LINT.problem(Place::field("status"), what).help(help));
}
