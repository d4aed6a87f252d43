//! A key result that no metric feeds.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::check::lints::{kr_counts_output, kr_is_activity};
use crate::kinds::KindTag;
use crate::kinds::goal::{Goal, KeyResult, KrKind};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `kr-without-metric`.
pub static LINT: Lint = Lint {
    name: "kr-without-metric",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "a number that somebody types by hand is read when it is good and forgotten when it is not",
    page: include_str!("kr_without_metric.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    if doc.is_dead() {
        return;
    }
    for (index, kr) in goal.krs.iter().enumerate() {
        if kr.metric.is_some() || !has_numbers(kr) {
            continue;
        }
        let path = format!("krs[{index}]");
        // A key result that is to be written anew asks for its metric then.
        let wrong = kr_counts_output::counted(kr).is_some() || kr_is_activity::act(kr).is_some();
        if wrong || unread(doc, &path) {
            continue;
        }
        report.at(
            reader,
            id,
            LINT.problem(Place::Field(path.into()), "no metric feeds this key result").help(
                "name in `metric` the one that is read, or count steps with `done` and `total`",
            ),
        );
    }
}

/// Whether it is measured by a value; one that counts steps needs no metric, one without numbers has a finding already.
fn has_numbers(kr: &KeyResult) -> bool {
    let steps = kr.kind == Some(KrKind::Milestone) || kr.done.is_some() || kr.total.is_some();
    let values = [kr.baseline, kr.target, kr.floor, kr.ceiling];
    !steps && values.iter().any(Option::is_some)
}
