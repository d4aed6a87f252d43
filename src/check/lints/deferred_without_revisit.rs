//! A later without a date.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `deferred-without-revisit`.
pub static LINT: Lint = Lint {
    name: "deferred-without-revisit",
    level: Level::Warning,
    topic: Topic::Priority,
    why: "a later without a date is a no that nobody dared to say",
    page: include_str!("deferred_without_revisit.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, bet)) = reader.get::<Bet>(id) else { return };
    if doc.status() != Some(Status::Deferred) || bet.revisit.is_some() || unread(doc, "revisit") {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(Place::field("status"), "this bet is deferred to no date")
            .help("write in `revisit` when it is looked at again, or decline it"),
    );
}
