//! A key result that is reached before it begins.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::goal::{Goal, KrKind};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `kr-baseline-equals-target`.
pub static LINT: Lint = Lint {
    name: "kr-baseline-equals-target",
    level: Level::Error,
    topic: Topic::Clarity,
    why: "there is no way from a number to itself, so its progress means nothing",
    page: include_str!("kr_baseline_equals_target.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, goal)) = reader.get::<Goal>(id) else { return };
    for (index, kr) in goal.krs.iter().enumerate() {
        let (Some(baseline), Some(target)) = (kr.baseline, kr.target) else { continue };
        let by_range = matches!(kr.kind, Some(KrKind::Maintain | KrKind::Milestone));
        // Written numbers are compared, not computed ones.
        if baseline.to_bits() != target.to_bits() || by_range {
            continue;
        }
        let place = Place::Field(format!("krs[{index}].target").into());
        report.at(
            reader,
            id,
            LINT.problem(place, format!("`target` is {target}, where it begins"))
                .help("write where it should be, or `kind: maintain` with `floor` or `ceiling` to keep it"),
        );
    }
}
