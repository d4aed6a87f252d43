//! A promise whose day has passed.

use crate::base::date::{days_between, long};
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `release-overdue`.
pub static LINT: Lint = Lint {
    name: "release-overdue",
    level: Level::Warning,
    topic: Topic::Speed,
    why: "others plan with this date, and it is not true any more",
    page: include_str!("release_overdue.md"),
    thresholds: &[Threshold::number("error_after", 30.0, "days after which it is an error")],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let Some((last, earlier)) = release.targets.split_last() else { return };
    let open = matches!(doc.status(), Some(Status::Planned | Status::InProgress));
    let days = usize::try_from(days_between(*last, reader.today())).unwrap_or(0);
    if !open || release.shipped.is_some() || days == 0 {
        return;
    }
    let what = format!("promised for {}, {} ago", long(*last), count(days, "day", "days"));
    let problem = LINT
        .problem(Place::item("targets", earlier.len()), what)
        .help("ship it, add the new date at the end of `targets`, or cancel it");
    let grave = days > report.count("error_after");
    report.at(reader, id, if grave { problem.level(Level::Error) } else { problem });
}
