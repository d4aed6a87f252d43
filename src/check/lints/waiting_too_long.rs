//! Work that stands still and waits.

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::facts::is_over;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `waiting-too-long`.
pub static LINT: Lint = Lint {
    name: "waiting-too-long",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "what waits in silence waits for ever",
    page: include_str!("waiting_too_long.md"),
    thresholds: &[Threshold::number("days", 14.0, "days that work may wait for somebody")],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, release)) = reader.get::<Release>(id) else { return };
    let Some(waiting) = release.waiting_on.as_ref().filter(|_| !is_over(reader, id)) else {
        return;
    };
    let Some(since) = waiting.since else { return };
    let days = usize::try_from(days_between(since, reader.today())).unwrap_or(0);
    if days <= report.count("days") {
        return;
    }
    let what = format!("this has waited {} for {}", count(days, "day", "days"), waiting.on);
    report.at(
        reader,
        id,
        LINT.problem(Place::field("waiting_on.since"), what)
            .help("ask once more with a date, then go on without or ask who may decide"),
    );
}
