//! A strategy without the one metric that stands for its success.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::status::Status;
use crate::kinds::strategy::Strategy;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `no-north-star`.
pub static LINT: Lint = Lint {
    name: "no-north-star",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "without one number for all, each team picks the one that makes it look good",
    page: include_str!("no_north_star.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Strategy], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, strategy)) = reader.get::<Strategy>(id) else { return };
    let active = doc.status() == Some(Status::Active);
    if !active || strategy.north_star.is_some() || unread(doc, "north_star") {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(
            Place::field("north_star"),
            "no metric stands for the success of this strategy",
        )
        .help("name in `north_star` the metric that grows when those whom we serve are better off"),
    );
}
