//! A key result that is to be kept, and does not say within what.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::goal::{Goal, KrKind};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `maintain-needs-bound`.
pub static LINT: Lint = Lint {
    name: "maintain-needs-bound",
    level: Level::Error,
    topic: Topic::Clarity,
    why: "without a floor or a ceiling no reading is wrong, and nobody is warned",
    page: include_str!("maintain_needs_bound.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    for (index, kr) in goal.krs.iter().enumerate() {
        let bounded = kr.floor.is_some() || kr.ceiling.is_some();
        if kr.kind != Some(KrKind::Maintain) || bounded || unread(doc, &format!("krs[{index}]")) {
            continue;
        }
        let place = Place::Field(format!("krs[{index}].kind").into());
        report.at(
            reader,
            id,
            LINT.problem(place, "this is to be kept, and nothing says within what")
                .help("write the lowest right value in `floor`, the highest in `ceiling`, or both"),
        );
    }
}
