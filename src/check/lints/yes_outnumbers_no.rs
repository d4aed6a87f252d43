//! More said yes to than no.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::model::numbers::bets::focus;
use crate::model::reader::Reader;

/// `yes-outnumbers-no`.
pub static LINT: Lint = Lint {
    name: "yes-outnumbers-no",
    level: Level::Warning,
    topic: Topic::Priority,
    why: "focus is what was refused: a list of yes chooses nothing",
    page: include_str!("yes_outnumbers_no.md"),
    thresholds: &[],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let focus = focus(reader);
    // Where only no was said, or nothing, there is no yes to be outnumbered.
    if focus.yes == 0 || focus.passes != Some(false) {
        return;
    }
    let what =
        format!("of the bets decided, {} were accepted and {} declined", focus.yes, focus.no);
    report.site(
        LINT.problem(Place::Whole, what)
            .help("decline, with a reason, what does not serve a goal of this period"),
    );
}
