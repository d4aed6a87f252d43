//! Feedback that waits for an answer.

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::feedback::Feedback;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `feedback-undecided`.
pub static LINT: Lint = Lint {
    name: "feedback-undecided",
    level: Level::Warning,
    topic: Topic::Feedback,
    why: "whoever is not answered stops telling",
    page: include_str!("feedback_undecided.md"),
    thresholds: &[Threshold::number("days", 30.0, "days that feedback may wait for an answer")],
    run: Run::Each(&[KindTag::Feedback], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, feedback)) = reader.get::<Feedback>(id) else { return };
    let Some(heard) = feedback.heard.filter(|_| doc.status() == Some(Status::Open)) else { return };
    let days = usize::try_from(days_between(heard, reader.today())).unwrap_or(0);
    if days <= report.count("days") {
        return;
    }
    let what = format!("heard {} ago, and not answered", count(days, "day", "days"));
    report.at(
        reader,
        id,
        LINT.problem(Place::field("heard"), what)
            .help("accept it, or decline it with a reason; both are answers"),
    );
}
