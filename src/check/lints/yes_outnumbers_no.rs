//! More said yes to than no.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::bet::Bet;
use crate::kinds::status::Status;
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
    let (mut yes, mut no) = (0usize, 0usize);
    for (_, doc, _) in reader.each::<Bet>() {
        match doc.status() {
            Some(Status::Accepted) => yes += 1,
            Some(Status::Declined) => no += 1,
            _ => {}
        }
    }
    // A draw is no focus either; a deferral is no answer.
    if yes > 0 && yes >= no {
        let what = format!("{yes} said yes to, {no} said no to");
        report.site(
            LINT.problem(Place::Whole, what)
                .help("decline, with a reason, what does not serve a goal of this period"),
        );
    }
}
