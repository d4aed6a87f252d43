//! A rate that is quoted from a few people as if it were everybody's.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `small-sample-claim`.
pub static LINT: Lint = Lint {
    name: "small-sample-claim",
    level: Level::Warning,
    topic: Topic::Feedback,
    why: "from a few people a rate may be far off, and a number without its margin looks exact",
    page: include_str!("small_sample_claim.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(outline) = reader.outline(id) else { return };
    for claim in outline.claims.iter().filter(|claim| !claim.with_interval) {
        let what = format!("this rate is of {} and has no margin", claim.n);
        report.at(
            reader,
            id,
            LINT.problem(Place::Word(claim.text.clone()), what)
                .help("say how many of how many, and add the interval: `60 % (3 of 5, interval 23 to 88 %)`"),
        );
    }
}
