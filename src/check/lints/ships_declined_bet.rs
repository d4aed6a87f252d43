//! A release that ships what was refused.

use crate::base::date::long;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `ships-declined-bet`.
pub static LINT: Lint = Lint {
    name: "ships-declined-bet",
    level: Level::Warning,
    topic: Topic::Priority,
    why: "a no that is shipped all the same teaches everybody to ask again",
    page: include_str!("ships_declined_bet.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    if reader.status(id) == Some(Status::Cancelled) {
        return;
    }
    let Some(target) = reader.target(id, Relation::Bet) else { return };
    let Some((doc, bet)) = reader.get::<Bet>(target.doc) else { return };
    if doc.status() != Some(Status::Declined) {
        return;
    }
    let day = bet.decided.map(|day| format!(" on {}", long(day))).unwrap_or_default();
    report.at(
        reader,
        id,
        LINT.problem(Place::field("bet"), format!("bet `{}` was declined{day}", doc.slug))
            .help("stop the release, or decide again and write why in a decision")
            .related(spot(reader, target.doc, Place::field("status")), "declined here"),
    );
}
