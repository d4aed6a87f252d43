//! A document that somebody promised to keep true, and nobody has looked at.

use crate::base::date::{days_between, long};
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::facts::{is_older, unread};
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::status::Status;
use crate::measure::staleness::STALE_AFTER;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `stale-document`.
pub static LINT: Lint = Lint {
    name: "stale-document",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "a reader cannot see that a page has stopped being true, and acts on it",
    page: include_str!("stale_document.md"),
    thresholds: &[Threshold::number(
        "factor",
        STALE_AFTER,
        "how many of its intervals a document may go without review",
    )],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    let Some(every) = doc.common.review_every else { return };
    if doc.is_dead() || doc.status() == Some(Status::Retired) || unread(doc, "reviewed") {
        return;
    }
    let problem = match doc.common.reviewed {
        None => LINT.problem(
            Place::field("review_every"),
            format!("this is to be reviewed {}, and never was", every.as_str()),
        ),
        Some(day) if is_older(day, reader.today(), every, report.threshold("factor")) => {
            let days = usize::try_from(days_between(day, reader.today())).unwrap_or(0);
            let days = count(days, "day", "days");
            LINT.problem(
                Place::field("reviewed"),
                format!(
                    "last reviewed on {}, {days} ago, and it is to be {}",
                    long(day),
                    every.as_str()
                ),
            )
        }
        Some(_) => return,
    };
    report.at(
        reader,
        id,
        problem.help("read it, correct what is wrong, and write today's date in `reviewed`"),
    );
}
