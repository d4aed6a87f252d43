//! A field that must be there. The readers of fields find most; here are the numbers of a key result, of which one
//! form or another must be complete.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::check::lints::{kr_is_activity, vague_goal};
use crate::kinds::KindTag;
use crate::kinds::goal::{Goal, KeyResult, KrKind};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `missing-field`.
pub static LINT: Lint = Lint {
    name: "missing-field",
    level: Level::Error,
    topic: Topic::Structure,
    why: "the pages, numbers and checks of this kind stand on this field",
    page: include_str!("missing_field.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    if doc.is_dead() || vague_goal::is_vague(doc, goal) {
        return;
    }
    for (index, kr) in goal.krs.iter().enumerate() {
        let path = format!("krs[{index}]");
        // Work without a number is `kr-is-activity`: what it changes has numbers of its own.
        let said = unread(doc, &path) || (is_bare(kr) && kr_is_activity::act(kr).is_some());
        let Some(missing) = missing(kr).filter(|_| !said) else { continue };
        report.at(
            reader,
            id,
            LINT.problem(Place::Field(path.into()), format!("this key result has no {missing}"))
                .help(
                    "write `baseline` and `target`, or `floor` or `ceiling`, or `done` and `total`",
                ),
        );
    }
}

/// Whether a key result has no number at all.
fn is_bare(kr: &KeyResult) -> bool {
    let numbers = [kr.baseline, kr.target, kr.floor, kr.ceiling, kr.done, kr.total];
    numbers.iter().all(Option::is_none)
}

/// The numbers that a key result lacks, for the form that it has begun.
fn missing(kr: &KeyResult) -> Option<&'static str> {
    let within = kr.floor.is_some() || kr.ceiling.is_some();
    let steps = kr.done.is_some() || kr.total.is_some();
    match kr.kind {
        // `maintain-needs-bound` says so.
        Some(KrKind::Maintain) => None,
        Some(KrKind::Milestone) => steps_of(kr),
        None if within => None,
        None if steps => steps_of(kr),
        Some(KrKind::Increase | KrKind::Decrease) | None => ends(kr),
    }
}

fn steps_of(kr: &KeyResult) -> Option<&'static str> {
    pair(kr.done, kr.total, "`done`", "`total`", "`done` and no `total`")
}

fn ends(kr: &KeyResult) -> Option<&'static str> {
    pair(kr.baseline, kr.target, "`baseline`", "`target`", "`baseline` and no `target`")
}

fn pair(
    first: Option<f64>,
    second: Option<f64>,
    no_first: &'static str,
    no_second: &'static str,
    neither: &'static str,
) -> Option<&'static str> {
    match (first, second) {
        (Some(_), Some(_)) => None,
        (None, Some(_)) => Some(no_first),
        (Some(_), None) => Some(no_second),
        (None, None) => Some(neither),
    }
}
