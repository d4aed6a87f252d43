//! A confidence above certainty or below nothing: a bet's here, a check-in's where it is read.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::measure::confidence::of_number;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `confidence-out-of-range`.
pub static LINT: Lint = Lint {
    name: "confidence-out-of-range",
    level: Level::Error,
    topic: Topic::Priority,
    why: "a confidence above certainty makes every score that it enters wrong",
    page: include_str!("confidence_out_of_range.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, bet)) = reader.get::<Bet>(id) else { return };
    let Some(confidence) = bet.confidence.filter(|c| of_number(*c).is_err()) else { return };
    report.at(
        reader,
        id,
        LINT.problem(Place::field("confidence"), format!("a confidence of {confidence} cannot be"))
            .help("write a share from 0 to 1, or percent above 1: `0.8`, `80`, `80%`"),
    );
}
