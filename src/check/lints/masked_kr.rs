//! A key result that is far behind, under a goal that looks well.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::goal::Goal;
use crate::measure::pace::Status;
use crate::model::doc::DocId;
use crate::model::numbers::goals;
use crate::model::reader::Reader;

/// `masked-kr`.
pub static LINT: Lint = Lint {
    name: "masked-kr",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "a mean hides what is far behind until it cannot be mended",
    page: include_str!("masked_kr.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    if !reader.is_live(id) {
        return;
    }
    let Some((_, goal)) = reader.get::<Goal>(id) else { return };
    let Some(numbers) = goals::goal(reader, id) else { return };
    if numbers.status() != Some(Status::OnTrack) {
        return;
    }
    for (index, (kr, it)) in goal.krs.iter().zip(&numbers.krs).enumerate() {
        if it.status() != Some(Status::OffTrack) {
            continue;
        }
        let far = match (it.share(), it.pace) {
            (Some(share), Some(pace)) => {
                format!(
                    ": {:.0} % of the way, and {:.0} % is expected",
                    share * 100.0,
                    pace.expected * 100.0
                )
            }
            _ => String::new(),
        };
        let what = format!("the goal is on-track and `{}` is off-track{far}", kr.id);
        report.at(
            reader,
            id,
            LINT.problem(Place::item("krs", index), what).help(
                "say in `status_note` what carries the goal, and what is done about this one",
            ),
        );
    }
}
