//! A release that is not out yet, and whose day has moved by more than a little or more than once.

use jiff::civil::Date;

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::check::past;
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `date-slipped`.
pub static LINT: Lint = Lint {
    name: "date-slipped",
    level: Level::Warning,
    topic: Topic::History,
    why: "others plan with the first date until somebody tells them the next",
    page: include_str!("date_slipped.md"),
    thresholds: &[
        Threshold::number(
            "days",
            14.0,
            "days from the first promise to the last that are still little",
        ),
        Threshold::number("moves", 2.0, "from how many moves on it is said"),
    ],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let open = matches!(doc.status(), Some(Status::Planned | Status::InProgress));
    let Some(line) = reader.history(id).filter(|_| open) else { return };
    let written = release.targets.windows(2).filter(|pair| pair.first() != pair.last()).count();
    // Two moves that are written down are `target-moved-twice`.
    if written >= 2 || line.changes_of("targets").next().is_none() {
        return;
    }
    let promises = line.promises();
    let (Some(first), Some(last)) = (promises.first(), promises.last()) else { return };
    let (moves, days) = (promises.len() - 1, days_between(*first, *last));
    let much = i64::try_from(report.count("days")).unwrap_or(i64::MAX);
    if days <= much && (moves < report.count("moves").max(1) || days <= 0) {
        return;
    }
    let today = reader.today();
    let way: Vec<String> = promises.iter().map(|date: &Date| past::day(*date, today)).collect();
    let late = usize::try_from(days).unwrap_or(0);
    let what =
        format!("this is promised {} later: {}", count(late, "day", "days"), way.join(" → "));
    let help = "tell those who wait for it, and make the work smaller before you promise again";
    report.at(reader, id, LINT.problem(Place::field("targets"), what).help(help));
}
