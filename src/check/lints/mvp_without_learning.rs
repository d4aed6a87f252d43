//! A first version that nobody has learnt from.

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::release::{Release, Stage};
use crate::kinds::status::Status;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

/// `mvp-without-learning`.
pub static LINT: Lint = Lint {
    name: "mvp-without-learning",
    level: Level::Warning,
    topic: Topic::Speed,
    why: "a first version is built to learn; left alone it is only a poor product",
    page: include_str!("mvp_without_learning.md"),
    thresholds: &[Threshold::number(
        "days",
        28.0,
        "days after shipping within which something must be learnt",
    )],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let first = release.stage == Some(Stage::Mvp) && doc.status() == Some(Status::Shipped);
    let Some(shipped) = release.shipped.filter(|_| first) else { return };
    let measured = release.outcome.as_ref().is_some_and(|outcome| outcome.measured.is_some());
    let days = usize::try_from(days_between(shipped, reader.today())).unwrap_or(0);
    if measured || days <= report.count("days") {
        return;
    }
    let next = reader.sources(id, Relation::Iterates);
    if next.into_iter().filter_map(|next| reader.doc(next)).any(|next| !Doc::is_dead(next)) {
        return;
    }
    let what = format!(
        "this MVP shipped {} ago, was not measured, and nothing carries it on",
        count(days, "day", "days")
    );
    report.at(
        reader,
        id,
        LINT.problem(Place::field("stage"), what)
            .help("measure it in `outcome`, or plan the release that `iterates` it"),
    );
}
