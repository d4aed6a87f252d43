//! A release that takes longer than this site's releases do, and nothing smaller came first.

use ahash::AHashSet;

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::edges::Relation;
use crate::kinds::release::{Release, Stage};
use crate::kinds::status::Status;
use crate::measure::stats::percentile;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `release-too-big`.
pub static LINT: Lint = Lint {
    name: "release-too-big",
    level: Level::Warning,
    topic: Topic::Speed,
    why: "the longer it takes before somebody uses it, the more of it is wrong and the later that is known",
    page: include_str!("release_too_big.md"),
    thresholds: &[
        Threshold::number("max", 90.0, "days that a release may take"),
        Threshold::number("percentile", 85.0, "percent of shipped releases that took no longer"),
        Threshold::number("from", 10.0, "shipped releases from which they are the measure"),
    ],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let mut took: Vec<f64> = Vec::new();
    let mut begun_small: AHashSet<DocId> = AHashSet::new();
    let mut open = Vec::new();
    for (id, doc, release) in reader.each::<Release>() {
        match doc.status() {
            Some(Status::Shipped) => {
                took.extend(release.started.zip(release.shipped).map(|(from, to)| days(from, to)));
                if release.stage == Some(Stage::Mvp) {
                    begun_small.extend(reader.targets(id, Relation::Goals).map(|goal| goal.doc));
                }
            }
            Some(Status::Planned | Status::InProgress) => open.push((id, release)),
            _ => {}
        }
    }
    let usual = (took.len() >= report.count("from"))
        .then(|| percentile(&took, report.threshold("percentile")).ok().flatten())
        .flatten();
    let max = report.threshold("max");
    for (id, release) in open {
        let Some((started, last)) = release.started.zip(release.targets.last().copied()) else {
            continue;
        };
        let length = days(started, last);
        let than = match usual {
            Some(usual) if length > usual => format!(
                "{:.0} % of the releases shipped so far took no more than {usual:.0}",
                report.threshold("percentile")
            ),
            _ if length > max => format!("more than {max}"),
            _ => continue,
        };
        let small_first =
            reader.targets(id, Relation::Goals).any(|goal| begun_small.contains(&goal.doc));
        if release.stage == Some(Stage::Mvp) || !small_first {
            let whole = usize::try_from(days_between(started, last)).unwrap_or(0);
            let what = format!("from start to target {}; {than}", count(whole, "day", "days"));
            let place = Place::item("targets", release.targets.len().saturating_sub(1));
            report.at(
                reader,
                id,
                LINT.problem(place, what)
                    .help("ship the part that teaches most first, as a release with `stage: mvp`"),
            );
        }
    }
}

fn days(from: jiff::civil::Date, to: jiff::civil::Date) -> f64 {
    i32::try_from(days_between(from, to)).map_or(0.0, f64::from)
}
