//! A date that was promised and does not stand among the promises any more.

use jiff::civil::Date;

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::join_words;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::model::doc::DocId;
use crate::model::history::Line;
use crate::model::reader::Reader;

/// `promise-overwritten`.
pub static LINT: Lint = Lint {
    name: "promise-overwritten",
    level: Level::Error,
    topic: Topic::History,
    why: "a promise that is written over looks as if it had been kept, and nobody learns how far dates move",
    page: include_str!("promise_overwritten.md"),
    thresholds: &[Threshold::number(
        "days",
        1.0,
        "a date that stood for fewer days was a slip of the pen",
    )],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let Some(line) = reader.history(id) else { return };
    if doc.is_dead() || unread(doc, "targets") {
        return;
    }
    let days = i64::try_from(report.count("days")).unwrap_or(i64::MAX);
    let lost: Vec<Date> = promised(line)
        .into_iter()
        .filter(|(date, stood)| *stood >= days && !release.targets.contains(date))
        .map(|(date, _)| date)
        .collect();
    if lost.is_empty() {
        return;
    }
    let mut all: Vec<Date> = lost.iter().chain(&release.targets).copied().collect();
    all.sort_unstable();
    all.dedup();
    let words = |dates: &[Date]| dates.iter().map(ToString::to_string).collect::<Vec<_>>();
    let what =
        format!("{} was promised once, and is written over", join_words(&words(&lost), "and"));
    let help =
        format!("keep every date, the oldest first: `targets: [{}]`", words(&all).join(", "));
    report.at(reader, id, LINT.problem(Place::field("targets"), what).help(help));
}

/// Every date that was ever promised, with the days for which it stood before it went.
fn promised(line: &Line) -> Vec<(Date, i64)> {
    let known = |it: &&crate::model::history::Version| !it.facts.is_unread("targets");
    let versions: Vec<_> = line.versions.iter().filter(known).collect();
    let mut out: Vec<(Date, i64)> = Vec::new();
    for (version, next) in versions.iter().zip(versions.iter().skip(1)) {
        let stood = days_between(version.day, next.day);
        for date in version.facts.dates("targets") {
            match out.iter_mut().find(|(own, _)| *own == date) {
                Some((_, days)) => *days += stood,
                None => out.push((date, stood)),
            }
        }
    }
    out
}
