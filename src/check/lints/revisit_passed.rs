//! A later that has come.

use crate::base::date::{days_between, long};
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `revisit-passed`.
pub static LINT: Lint = Lint {
    name: "revisit-passed",
    level: Level::Warning,
    topic: Topic::Priority,
    why: "somebody was told to wait until this day, and is waiting",
    page: include_str!("revisit_passed.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, bet)) = reader.get::<Bet>(id) else { return };
    let today = reader.today();
    let Some(revisit) = bet.revisit.filter(|revisit| *revisit < today) else { return };
    if doc.status() != Some(Status::Deferred) {
        return;
    }
    let days = usize::try_from(days_between(revisit, today)).unwrap_or(0);
    let what = format!(
        "this bet was to be looked at on {}, {} ago",
        long(revisit),
        count(days, "day", "days")
    );
    report.at(
        reader,
        id,
        LINT.problem(Place::field("revisit"), what).help("decide, or defer it again to a date"),
    );
}
