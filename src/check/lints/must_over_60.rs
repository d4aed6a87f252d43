//! Too much that nothing works without.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::bet::{Bet, Moscow};
use crate::kinds::status::Status;
use crate::measure::moscow::{Priority, Split, moscow_split};
use crate::measure::stats::at_most;
use crate::model::reader::Reader;

/// `must-over-60`.
pub static LINT: Lint = Lint {
    name: "must-over-60",
    level: Level::Warning,
    topic: Topic::Priority,
    why: "when nearly everything must be done, the first surprise breaks a promise",
    page: include_str!("must_over_60.md"),
    thresholds: &[Threshold {
        name: "max",
        default: 60.0,
        about: "percent of the accepted effort that is `must`",
    }],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let max = report.threshold("max");
    let Some(must) = accepted(reader).and_then(|split| split.must) else { return };
    if !at_most(must, max / 100.0) {
        let what = format!("{:.1} % of the accepted effort is `must`", must * 100.0);
        let help = format!("ask of each what happens without it, until at most {max} % is left");
        report.site(LINT.problem(Place::Whole, what).help(help));
    }
}

/// The effort of the accepted bets by how badly they are needed.
pub fn accepted(reader: &Reader) -> Option<Split> {
    let items: Vec<(Priority, f64)> = reader
        .each::<Bet>()
        .filter(|(_, doc, _)| doc.status() == Some(Status::Accepted))
        .filter_map(|(_, _, bet)| {
            let priority = match bet.moscow? {
                Moscow::Must => Priority::Must,
                Moscow::Should => Priority::Should,
                Moscow::Could => Priority::Could,
                Moscow::Wont => Priority::Wont,
            };
            Some((priority, bet.effort?.weeks))
        })
        // An impossible effort has a finding of its own and must not take this one away.
        .filter(|(_, weeks)| *weeks >= 0.0)
        .collect();
    moscow_split(&items).ok()
}
