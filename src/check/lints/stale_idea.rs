//! An idea that waits for an answer and has been forgotten.

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `stale-idea`.
pub static LINT: Lint = Lint {
    name: "stale-idea",
    level: Level::Note,
    topic: Topic::Priority,
    why: "an idea that nobody answers is a slow no, without its reason",
    page: include_str!("stale_idea.md"),
    thresholds: &[Threshold::number("days", 180.0, "days that a bet may wait for an answer")],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, bet)) = reader.get::<Bet>(id) else { return };
    let Some(proposed) = bet.proposed.filter(|_| doc.status() == Some(Status::Proposed)) else {
        return;
    };
    let days = usize::try_from(days_between(proposed, reader.today())).unwrap_or(0);
    if days > report.count("days") {
        let what = format!("this bet has waited {} for an answer", count(days, "day", "days"));
        report.at(
            reader,
            id,
            LINT.problem(Place::field("proposed"), what)
                .help("accept it, decline it with a reason, or defer it to a date"),
        );
    }
}
