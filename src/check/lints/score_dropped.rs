//! Less of the work hangs on the strategy than a while ago.

use crate::base::date::add_days;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::check::past;
use crate::model::numbers::alignment;
use crate::model::reader::Reader;

/// `score-dropped`.
pub static LINT: Lint = Lint {
    name: "score-dropped",
    level: Level::Warning,
    topic: Topic::History,
    why: "a thread is lost strand by strand, and no single change looks like much",
    page: include_str!("score_dropped.md"),
    thresholds: &[
        Threshold::number("points", 1.0, "points of 100 by which it must have fallen"),
        Threshold::number("days", 30.0, "so many days ago it is compared with"),
    ],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let days = i64::try_from(report.count("days")).unwrap_or(i64::MAX);
    let points = report.threshold("points");
    let today = reader.today();
    let then = add_days(today, -days);
    let Some(before) = reader.past().scores(&[then]).into_iter().flatten().next() else { return };
    let Some(now) = alignment::site(reader).ok().and_then(|it| it.score) else { return };
    let lost = (before - now) * 100.0;
    if lost + 1e-9 < points {
        return;
    }
    let what = format!(
        "alignment fell by {lost:.1} points, from {:.1} on {} to {:.1}",
        before * 100.0,
        past::day(then, today),
        now * 100.0
    );
    let help = "look on the Alignment page for what hangs on no goal since then";
    report.site(LINT.problem(Place::Whole, what).help(help));
}
