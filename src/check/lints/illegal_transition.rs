//! A status that took a step which the ladder does not have.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::check::past::{Step, odd_step};
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `illegal-transition`.
pub static LINT: Lint = Lint {
    name: "illegal-transition",
    level: Level::Error,
    topic: Topic::History,
    why: "a status that jumps skips the moment at which somebody should have decided",
    page: include_str!("illegal_transition.md"),
    thresholds: &[Threshold::number("days", 90.0, "so many days it is said")],
    run: Run::Each(&[KindTag::Strategy, KindTag::Goal, KindTag::Bet, KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let days = report.count("days");
    let found = odd_step(reader, id, days, |step, covered| match step {
        Step::Allowed => false,
        // With a decision it is reopened, which says so itself.
        Step::Revived => covered.is_none(),
        Step::Strange => true,
    });
    let Some((from, to, when, covered)) = found else { return };
    let what = format!("this went from {} to {} {when}", from.as_str(), to.as_str());
    let problem = LINT.problem(Place::field("status"), what);
    report.at(
        reader,
        id,
        match covered {
            Some(_) => problem
                .level(Level::Warning)
                .help("a decision covers it; take the steps between next time"),
            None => {
                problem.help("write a decision of that time that names this, or take the step back")
            }
        },
    );
}
