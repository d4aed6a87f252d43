//! Work that is handed on again and again.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::check::past;
use crate::kinds::KindTag;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `owner-churn`.
pub static LINT: Lint = Lint {
    name: "owner-churn",
    level: Level::Note,
    topic: Topic::History,
    why: "what each new owner has to learn first is not done meanwhile",
    page: include_str!("owner_churn.md"),
    thresholds: &[
        Threshold::number("changes", 2.0, "from how many changes on it is said"),
        Threshold::number("days", 180.0, "the days in which they are counted"),
    ],
    run: Run::Each(&[KindTag::Strategy, KindTag::Goal, KindTag::Bet, KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(line) = reader.history(id) else { return };
    let is_strategy = reader.doc(id).is_some_and(|doc| doc.tag() == KindTag::Strategy);
    let in_force = is_strategy && reader.status(id) == Some(Status::Active);
    let days = report.count("days");
    let changes = line
        .changes_of("owner")
        .filter(|it| it.from.is_some() && it.to.is_some() && past::is_recent(reader, it, days))
        .filter(|it| !past::is_same(reader, it))
        .count();
    if changes < report.count("changes").max(1) || !(in_force || reader.is_live(id)) {
        return;
    }
    let days = count(days, "day", "days");
    let changes = count(changes, "time", "times");
    let what = format!("the owner changed {changes} in {days}");
    let help = "let one person see it through, or ask why nobody does";
    report.at(reader, id, LINT.problem(Place::field("owner"), what).help(help));
}
