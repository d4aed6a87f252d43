//! Feedback whose dates cannot all be true.

use crate::base::diagnostic::{Level, Problem};
use crate::base::place::Place;
use crate::check::facts::{answer, disorder};
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::feedback::Feedback;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `loop-out-of-order`.
pub static LINT: Lint = Lint {
    name: "loop-out-of-order",
    level: Level::Error,
    topic: Topic::Feedback,
    why: "one of the dates is wrong, and the length of the loop as well",
    page: include_str!("loop_out_of_order.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Feedback], run),
};

const HELP: &str = "one of the two is a slip: correct it";

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, feedback)) = reader.get::<Feedback>(id) else { return };
    let heard = ("heard", feedback.heard);
    let decided = ("decided", feedback.decided);
    let remeasured = ("remeasured", feedback.remeasured);
    let before = if decided.1.is_some() { decided } else { heard };
    for (earlier, later) in [(heard, decided), (before, remeasured)] {
        if let Some(problem) = disorder(reader, id, &LINT, earlier, later) {
            report.at(reader, id, problem.help(HELP));
        }
    }
    if let Some(problem) = before_answer(reader, id, feedback) {
        report.at(reader, id, problem);
    }
}

/// Measured again before the answer was there to be measured.
fn before_answer(reader: &Reader, id: DocId, feedback: &Feedback) -> Option<Problem> {
    let remeasured = feedback.remeasured?;
    let (release, shipped) = answer(reader, id)?;
    let slug = reader.doc(release).map_or("", |doc| &doc.slug);
    (remeasured < shipped).then(|| {
        let what =
            format!("`remeasured` {remeasured} is before release `{slug}` shipped on {shipped}");
        LINT.problem(Place::field("remeasured"), what)
            .help(HELP)
            .related(spot(reader, release, Place::field("shipped")), "the answer shipped here")
    })
}
