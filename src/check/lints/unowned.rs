//! Something to be done for which nobody answers.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `unowned`.
pub static LINT: Lint = Lint {
    name: "unowned",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "what everybody answers for, nobody does",
    page: include_str!("unowned.md"),
    thresholds: &[],
    run: Run::Each(
        &[KindTag::Strategy, KindTag::Goal, KindTag::Metric, KindTag::Bet, KindTag::Release],
        run,
    ),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    let over = doc.is_dead() || doc.status() == Some(Status::Retired);
    if !doc.common.owner.is_empty() || over || unread(doc, "owner") {
        return;
    }
    let what = format!("this {} has no owner", doc.tag().as_str());
    let problem = LINT
        .problem(Place::field("owner"), what)
        .help("name in `owner` the one person who answers for it");
    let live = reader.is_live(id);
    report.at(reader, id, if live { problem.level(Level::Error) } else { problem });
}
