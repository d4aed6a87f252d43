//! A confidence that rests on nothing.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::has_evidence;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::check::lints::accepted_moonshot::percent;
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `confidence-without-evidence`.
pub static LINT: Lint = Lint {
    name: "confidence-without-evidence",
    level: Level::Warning,
    topic: Topic::Priority,
    why: "a high confidence lifts a bet over others, and here it is only a feeling",
    page: include_str!("confidence_without_evidence.md"),
    thresholds: &[Threshold::number(
        "from",
        80.0,
        "percent of confidence from which evidence is asked for",
    )],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, bet)) = reader.get::<Bet>(id) else { return };
    let from = report.threshold("from");
    if !matches!(doc.status(), Some(Status::Proposed | Status::Accepted)) {
        return;
    }
    let Some(percent) = percent(bet).filter(|percent| *percent >= from - 1e-9) else { return };
    if has_evidence(reader, id) {
        return;
    }
    let what = format!("nothing speaks for a confidence of {percent:.0} %");
    report.at(
        reader,
        id,
        LINT.problem(Place::field("confidence"), what)
            .help("name feedback, a study or a dated note in `evidence`, or lower the confidence"),
    );
}
