//! Too little that can be left out when time runs short.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::measure::stats::at_least;
use crate::model::numbers::bets::split;
use crate::model::reader::Reader;

/// `could-under-20`.
pub static LINT: Lint = Lint {
    name: "could-under-20",
    level: Level::Warning,
    topic: Topic::Priority,
    why: "without something to leave out, the only thing that can give way is the date",
    page: include_str!("could_under_20.md"),
    thresholds: &[Threshold::number("min", 20.0, "percent of the accepted effort that is `could`")],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let min = report.threshold("min");
    let Some(could) = split(reader).ok().and_then(|split| split.could) else { return };
    if !at_least(could, min / 100.0) {
        let what = format!("{:.1} % of the accepted effort is `could`", could * 100.0);
        let help = format!("keep about {min} % that can be left out when time runs short");
        report.site(LINT.problem(Place::Whole, what).help(help));
    }
}
