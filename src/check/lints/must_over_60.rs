//! Too much that nothing works without.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::bet::{Bet, Moscow};
use crate::kinds::status::Status;
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

/// A share that is exactly at a bound passes; this forgives what sums of fractions lose.
const NEARLY: f64 = 1e-9;

fn run(reader: &Reader, report: &mut Report) {
    let max = report.threshold("max");
    let Some(split) = Split::of(reader) else { return };
    let share = split.must / split.all();
    if share > max / 100.0 + NEARLY {
        let what = format!("{:.1} % of the accepted effort is `must`", share * 100.0);
        report.site(
            LINT.problem(Place::Whole, what)
                .help(format!("ask of each what happens without it, until at most {max} % is left")),
        );
    }
}

/// The effort of accepted bets by how badly they are needed; `wont` stands outside.
pub struct Split {
    /// Nothing works without it.
    pub must: f64,
    /// Painful to leave out.
    pub should: f64,
    /// Nice to have.
    pub could: f64,
}

impl Split {
    /// Adds up the accepted bets; `None` when none of them says both.
    pub fn of(reader: &Reader) -> Option<Self> {
        let mut split = Self { must: 0.0, should: 0.0, could: 0.0 };
        for (_, doc, bet) in reader.each::<Bet>() {
            if doc.status() != Some(Status::Accepted) {
                continue;
            }
            let weeks = bet.effort.map_or(0.0, |effort| effort.weeks).max(0.0);
            match bet.moscow {
                Some(Moscow::Must) => split.must += weeks,
                Some(Moscow::Should) => split.should += weeks,
                Some(Moscow::Could) => split.could += weeks,
                Some(Moscow::Wont) | None => {}
            }
        }
        (split.all() > 0.0).then_some(split)
    }

    /// All of it.
    pub fn all(&self) -> f64 {
        self.must + self.should + self.could
    }
}
