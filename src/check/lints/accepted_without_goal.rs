//! An accepted bet that serves no goal.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `accepted-without-goal`.
pub static LINT: Lint = Lint {
    name: "accepted-without-goal",
    level: Level::Error,
    topic: Topic::Priority,
    why: "a yes that serves no goal takes its people from the goals that were promised",
    page: include_str!("accepted_without_goal.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, bet)) = reader.get::<Bet>(id) else { return };
    if doc.status() != Some(Status::Accepted) || bet.goal.is_some() || unread(doc, "goal") {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(Place::field("status"), "this bet is accepted and serves no goal")
            .help("name the goal in `goal`, or decline the bet"),
    );
}
