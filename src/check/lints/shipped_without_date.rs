//! A release that has shipped on no day.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `shipped-without-date`.
pub static LINT: Lint = Lint {
    name: "shipped-without-date",
    level: Level::Error,
    topic: Topic::Speed,
    why: "without the day it counts in no speed, no slip and no outcome",
    page: include_str!("shipped_without_date.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, release)) = reader.get::<Release>(id) else { return };
    let shipped = doc.status() == Some(Status::Shipped);
    if shipped && release.shipped.is_none() && !unread(doc, "shipped") {
        report.at(
            reader,
            id,
            LINT.problem(Place::field("status"), "this release has shipped, and nothing says when")
                .help("write the day in `shipped`"),
        );
    }
}
