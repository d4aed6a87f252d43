//! A score that seems to have changed, within what chance does.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::model::numbers::voices;
use crate::model::reader::Reader;

/// `nps-change-is-noise`.
pub static LINT: Lint = Lint {
    name: "nps-change-is-noise",
    level: Level::Note,
    topic: Topic::Feedback,
    why: "a change within the margin is praised or mourned for nothing",
    page: include_str!("nps_change_is_noise.md"),
    thresholds: &[],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    // Older waves have had their say: the note is about the latest.
    let waves = voices::waves(reader);
    let [.., before, last] = waves.as_slice() else { return };
    let Some(change) = last.change.filter(|change| change.significant == Some(false)) else {
        return;
    };
    let (Some(delta), Some(margin)) = (change.delta, change.moe95) else { return };
    if delta.abs() < 0.05 {
        return;
    }
    let what = format!("{delta:+.1} points since the wave before, within a margin of {margin:.1}");
    report.at(
        reader,
        last.id,
        LINT.problem(Place::field("survey"), what)
            .help("call it no change, or ask more people")
            .related(spot(reader, before.id, Place::field("survey")), "the wave before"),
    );
}
