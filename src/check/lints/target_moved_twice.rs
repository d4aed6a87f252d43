//! A date that was promised a third time.

use crate::base::date::short;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `target-moved-twice`.
pub static LINT: Lint = Lint {
    name: "target-moved-twice",
    level: Level::Warning,
    topic: Topic::Speed,
    why: "after the second move nobody plans with the third date",
    page: include_str!("target_moved_twice.md"),
    thresholds: &[Threshold::number("moves", 2.0, "from how many moves on it is said")],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let moves: Vec<usize> = release
        .targets
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| !matches!(pair, [a, b] if a == b))
        .map(|(index, _)| index + 1)
        .collect();
    let many = report.count("moves").max(1);
    if doc.is_dead() || moves.len() < many {
        return;
    }
    let Some(at) = moves.get(many - 1) else { return };
    let way: Vec<String> = release.targets.iter().map(|date| short(*date)).collect();
    report.at(
        reader,
        id,
        LINT.problem(
            Place::item("targets", *at),
            format!("this date has moved: {}", way.join(" → ")),
        )
        .help("make the work smaller before you promise again"),
    );
}
