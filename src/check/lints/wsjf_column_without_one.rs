//! A column of weighted shortest job first without its smallest job.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::join_words;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::bet::{Bet, Wsjf};
use crate::kinds::status::Status;
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

type Column = (&'static str, fn(&Wsjf) -> Option<f64>);

const COLUMNS: [Column; 4] = [
    ("business_value", |wsjf| wsjf.business_value),
    ("time_criticality", |wsjf| wsjf.time_criticality),
    ("risk_opportunity", |wsjf| wsjf.risk_opportunity),
    ("job_size", |wsjf| wsjf.job_size),
];

fn run(reader: &Reader, report: &mut Report) {
    let mut least = [f64::INFINITY; COLUMNS.len()];
    for (_, doc, bet) in reader.each::<Bet>() {
        let Some(wsjf) = bet.wsjf.as_ref().filter(|_| doc.status() != Some(Status::Declined)) else {
            continue;
        };
        for (least, (_, value)) in least.iter_mut().zip(COLUMNS) {
            *least = value(wsjf).map_or(*least, |value| least.min(value));
        }
    }
    let without: Vec<String> = COLUMNS
        .iter()
        .zip(least)
        .filter(|(_, least)| least.is_finite() && (least - 1.0).abs() > 1e-9)
        .map(|((name, _), _)| format!("`{name}`"))
        .collect();
    if !without.is_empty() {
        let what = format!("no bet has a 1 in {}", join_words(without, "and"));
        report.site(
            LINT.problem(Place::Whole, what)
                .help("give the smallest bet of each column a 1, and the others a multiple of it"),
        );
    }
}
