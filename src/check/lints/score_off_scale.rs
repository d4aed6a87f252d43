//! An impact between the steps of its scale.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::measure::rice::is_on_scale;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `score-off-scale`.
pub static LINT: Lint = Lint {
    name: "score-off-scale",
    level: Level::Note,
    topic: Topic::Priority,
    why: "a scale of five steps keeps guesses comparable; a step of one's own looks more exact than it is",
    page: include_str!("score_off_scale.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, bet)) = reader.get::<Bet>(id) else { return };
    // Below zero it is `score-input-invalid`.
    let off = |impact: &f64| *impact >= 0.0 && !is_on_scale(*impact);
    let Some(impact) = bet.impact.filter(off) else { return };
    let what = format!("`impact` {impact} is not on the scale 0.25, 0.5, 1, 2, 3");
    report.at(reader, id, LINT.problem(Place::field("impact"), what).help("take the nearest step"));
}
