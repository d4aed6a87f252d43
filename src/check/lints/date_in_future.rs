//! Something that has happened on a day that has not come.

use jiff::civil::Date;

use crate::base::date::long;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `date-in-future`.
pub static LINT: Lint = Lint {
    name: "date-in-future",
    level: Level::Error,
    topic: Topic::Speed,
    why: "what has not happened yet counts as done in every number",
    page: include_str!("date_in_future.md"),
    thresholds: &[],
    run: Run::Each(
        &[
            KindTag::Bet,
            KindTag::Release,
            KindTag::Checkin,
            KindTag::Feedback,
            KindTag::Study,
            KindTag::Decision,
        ],
        run,
    ),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    let mut later = |field: &str, date: Option<Date>| {
        let Some(date) = date.filter(|date| *date > reader.today()) else { return };
        let what = format!("{} has not come yet", long(date));
        report.at(
            reader,
            id,
            LINT.problem(Place::field(field), what).help(format!(
                "write the day on which it happened, or leave `{field}` out until then"
            )),
        );
    };
    match &doc.kind {
        AnyKind::Bet(bet) => later("decided", bet.decided),
        AnyKind::Release(release) => {
            later("shipped", release.shipped);
            later("recovered", release.recovered);
            later("outcome.measured", release.outcome.as_ref().and_then(|o| o.measured));
        }
        AnyKind::Checkin(checkin) => later("date", checkin.date),
        AnyKind::Feedback(feedback) => {
            later("heard", feedback.heard);
            later("decided", feedback.decided);
            later("remeasured", feedback.remeasured);
        }
        AnyKind::Study(study) => later("date", study.date),
        AnyKind::Decision(decision) => later("date", decision.date),
        _ => {}
    }
}
