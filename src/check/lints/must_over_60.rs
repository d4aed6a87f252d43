//! Too much that nothing works without.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::measure::stats::at_most;
use crate::model::numbers::bets::split;
use crate::model::reader::Reader;

/// `must-over-60`.
pub static LINT: Lint = Lint {
    name: "must-over-60",
    level: Level::Warning,
    topic: Topic::Priority,
    why: "when nearly everything must be done, the first surprise breaks a promise",
    page: include_str!("must_over_60.md"),
    thresholds: &[Threshold::number("max", 60.0, "percent of the accepted effort that is `must`")],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let max = report.threshold("max");
    let Some(must) = split(reader).ok().and_then(|split| split.must) else { return };
    if !at_most(must, max / 100.0) {
        let what = format!("{:.1} % of the accepted effort is `must`", must * 100.0);
        let help = format!("ask of each what happens without it, until at most {max} % is left");
        report.site(LINT.problem(Place::Whole, what).help(help));
    }
}
