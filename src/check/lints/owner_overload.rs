//! Somebody who answers for more than one can look after.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `owner-overload`.
pub static LINT: Lint = Lint {
    name: "owner-overload",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "who answers for everything has time for none of it, and all of it waits for one person",
    page: include_str!("owner_overload.md"),
    thresholds: &[Threshold::number("max", 7.0, "live goals, bets and releases of one person")],
    run: Run::Each(&[KindTag::Person], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let max = report.count("max");
    let owned = reader.sources(id, Relation::Owner);
    if owned.len() <= max {
        return;
    }
    let live = owned.into_iter().filter(|one| reader.is_live(*one)).count();
    if live > max {
        let what = format!("{live} goals, bets and releases are live and wait for one person");
        report.at(
            reader,
            id,
            LINT.problem(Place::Whole, what).help("hand some over, or stop some"),
        );
    }
}
