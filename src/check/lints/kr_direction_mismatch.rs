//! A key result whose numbers contradict what it says of itself.

use crate::base::diagnostic::{Fix, Level, Problem};
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::goal::{Goal, KeyResult, KrKind};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `kr-direction-mismatch`.
pub static LINT: Lint = Lint {
    name: "kr-direction-mismatch",
    level: Level::Error,
    topic: Topic::Clarity,
    why: "progress is computed the wrong way round: the worse it gets, the better it looks",
    page: include_str!("kr_direction_mismatch.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, goal)) = reader.get::<Goal>(id) else { return };
    for (index, kr) in goal.krs.iter().enumerate() {
        if let Some(problem) = problem(&format!("krs[{index}]"), kr) {
            report.at(reader, id, problem);
        }
    }
}

fn problem(path: &str, kr: &KeyResult) -> Option<Problem> {
    if let Some((floor, ceiling)) = kr.floor.zip(kr.ceiling).filter(|(low, high)| low > high) {
        let place = Place::Field(format!("{path}.floor").into());
        let what = format!("`floor` {floor} is above `ceiling` {ceiling}");
        return Some(LINT.problem(place, what).help("swap the two, or correct one"));
    }
    let (baseline, target) = (kr.baseline?, kr.target?);
    let (says, other) = match kr.kind? {
        KrKind::Increase if target < baseline => ("increase", "decrease"),
        KrKind::Decrease if target > baseline => ("decrease", "increase"),
        _ => return None,
    };
    let field: Box<str> = format!("{path}.kind").into();
    let what = format!("this is to {says}, and goes from {baseline} to {target}");
    Some(
        LINT.problem(Place::Field(field.clone()), what)
            .help(format!("write `kind: {other}`, or swap `baseline` and `target`"))
            .fix(Fix::SetField { field, value: other.into() }),
    )
}
