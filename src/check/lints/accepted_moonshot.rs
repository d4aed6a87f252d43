//! A yes of which even its friends are unsure.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::status::Status;
use crate::measure::confidence::of_number;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `accepted-moonshot`.
pub static LINT: Lint = Lint {
    name: "accepted-moonshot",
    level: Level::Warning,
    topic: Topic::Priority,
    why: "below even odds a test is cheaper than the thing",
    page: include_str!("accepted_moonshot.md"),
    thresholds: &[Threshold::number(
        "min",
        50.0,
        "percent of confidence from which a yes is no moonshot",
    )],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, bet)) = reader.get::<Bet>(id) else { return };
    let min = report.threshold("min");
    if doc.status() != Some(Status::Accepted) {
        return;
    }
    let Some(percent) = percent(bet).filter(|percent| *percent < min - 1e-9) else { return };
    let what = format!("this bet is accepted at a confidence of {percent:.0} %");
    report.at(
        reader,
        id,
        LINT.problem(Place::field("confidence"), what)
            .help("test the riskiest assumption first, or write what makes you surer"),
    );
}

/// The confidence of a bet in percent; `None` when it is out of range.
#[must_use]
pub fn percent(bet: &Bet) -> Option<f64> {
    of_number(bet.confidence?).ok().map(|share| share * 100.0)
}
