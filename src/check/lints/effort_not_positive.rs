//! Work that takes no time, or less.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::values::Effort;
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `effort-not-positive`.
pub static LINT: Lint = Lint {
    name: "effort-not-positive",
    level: Level::Error,
    topic: Topic::Priority,
    why: "nothing is free, and a score divided by nothing beats every other",
    page: include_str!("effort_not_positive.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet, KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    let mut check = |field: &str, effort: Option<Effort>, sound: fn(f64) -> bool, allowed: &str| {
        if effort.is_some_and(|effort| !sound(effort.weeks)) {
            report.at(
                reader,
                id,
                LINT.problem(Place::field(field), format!("`{field}` is not {allowed}"))
                    .help("write a size such as `3pw`, `1.5pm` or `8pd`, or leave it out until it is known"),
            );
        }
    };
    match &doc.kind {
        AnyKind::Bet(bet) => {
            check("effort", bet.effort, |weeks| weeks > 0.0, "more than 0");
            check("appetite", bet.appetite, |weeks| weeks > 0.0, "more than 0");
        }
        // A release of no effort is left out of the sums: somebody else did the work.
        AnyKind::Release(release) => {
            check("effort", release.effort, |weeks| weeks >= 0.0, "0 or more");
        }
        _ => {}
    }
}
