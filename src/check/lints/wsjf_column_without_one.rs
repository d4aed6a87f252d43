//! A column of weighted shortest job first without its smallest job.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::join_words;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::model::numbers::bets::unanchored;
use crate::model::reader::Reader;

/// `wsjf-column-without-one`.
pub static LINT: Lint = Lint {
    name: "wsjf-column-without-one",
    level: Level::Note,
    topic: Topic::Priority,
    why: "the numbers are relative: without a 1 there is nothing that the others are relative to",
    page: include_str!("wsjf_column_without_one.md"),
    thresholds: &[],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let without: Vec<String> =
        unanchored(reader).iter().map(|column| format!("`{}`", column.as_str())).collect();
    if !without.is_empty() {
        let what = format!("no bet has a 1 in {}", join_words(&without, "and"));
        report.site(
            LINT.problem(Place::Whole, what)
                .help("give the smallest bet of each column a 1, and the others a multiple of it"),
        );
    }
}
