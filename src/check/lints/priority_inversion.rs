//! A no that was worth more than a yes.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::bet::Bet;
use crate::kinds::status::Status;
use crate::measure::stats::at_most;
use crate::model::doc::DocId;
use crate::model::numbers::bets::scheme;
use crate::model::reader::Reader;

/// `priority-inversion`.
pub static LINT: Lint = Lint {
    name: "priority-inversion",
    level: Level::Warning,
    topic: Topic::Priority,
    why: "either the scores are wrong, or the choice is",
    page: include_str!("priority_inversion.md"),
    thresholds: &[],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let scheme = scheme(reader);
    let mut lowest: Option<(f64, DocId)> = None;
    let mut declined = Vec::new();
    for (id, doc, bet) in reader.each::<Bet>() {
        let Some(score) = scheme.score(reader, bet) else { continue };
        match doc.status() {
            Some(Status::Accepted) if lowest.is_none_or(|(low, _)| score < low) => {
                lowest = Some((score, id));
            }
            Some(Status::Declined) => declined.push((score, id)),
            _ => {}
        }
    }
    let Some((low, accepted)) = lowest else { return };
    let slug = reader.doc(accepted).map_or("", |doc| &doc.slug);
    for (score, id) in declined.into_iter().filter(|(score, _)| !at_most(*score, low)) {
        let what = format!(
            "declined with a {} of {score:.1}, and `{slug}` was accepted with {low:.1}",
            scheme.as_str()
        );
        report.at(
            reader,
            id,
            LINT.problem(Place::field("status"), what)
                .help("look at both again: correct the inputs, or say in `reason` what they leave out")
                .related(spot(reader, accepted, Place::field("status")), "accepted here"),
        );
    }
}
