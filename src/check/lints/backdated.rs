//! A day in the past that was written down long after it.

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::check::past;
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `backdated`.
pub static LINT: Lint = Lint {
    name: "backdated",
    level: Level::Note,
    topic: Topic::History,
    why: "a decision that is written later remembers what came of it",
    page: include_str!("backdated.md"),
    thresholds: &[Threshold::number("days", 14.0, "so many days later is still in time")],
    run: Run::Each(&[KindTag::Bet, KindTag::Release, KindTag::Decision], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let (Some(doc), Some(line)) = (reader.doc(id), reader.history(id)) else { return };
    let field = match doc.tag() {
        KindTag::Bet => "decided",
        KindTag::Release => "shipped",
        _ => "date",
    };
    let Some(now) = line.versions.last().and_then(|last| last.facts.value(field)) else { return };
    let first = line.versions.iter().position(|it| it.facts.value(field) == Some(now));
    let Some((at, version)) = first.and_then(|at| Some((at, line.versions.get(at)?))) else {
        return;
    };
    // What comes with many others was written before it came.
    if at == 0 && line.imported {
        return;
    }
    let Some(day) = version.facts.dates(field).first().copied() else { return };
    let late = days_between(day, version.day);
    if late <= i64::try_from(report.count("days")).unwrap_or(i64::MAX) {
        return;
    }
    let today = reader.today();
    let late = count(usize::try_from(late).unwrap_or(0), "day", "days");
    let what = format!(
        "{} was first written on {}, {late} later",
        past::day(day, today),
        past::day(version.day, today)
    );
    let help = "write such days down when they are; say in the text why this one came late";
    report.at(reader, id, LINT.problem(Place::field(field), what).help(help));
}
