//! An answer that was shipped, and nobody has asked whether it helped.

use crate::base::date::{days_between, long};
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::{answer, unread};
use crate::check::lint::{Lint, Report, Run, Threshold, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::feedback::Feedback;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `shipped-not-remeasured`.
pub static LINT: Lint = Lint {
    name: "shipped-not-remeasured",
    level: Level::Warning,
    topic: Topic::Feedback,
    why: "a loop closes when those who complained are asked again, not when something ships",
    page: include_str!("shipped_not_remeasured.md"),
    thresholds: &[Threshold::number(
        "days",
        28.0,
        "days after shipping within which it is measured again",
    )],
    run: Run::Each(&[KindTag::Feedback], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, feedback)) = reader.get::<Feedback>(id) else { return };
    let accepted = doc.status() == Some(Status::Accepted);
    if !accepted || feedback.remeasured.is_some() || unread(doc, "remeasured") {
        return;
    }
    let Some((release, shipped)) = answer(reader, id) else { return };
    let days = usize::try_from(days_between(shipped, reader.today())).unwrap_or(0);
    if days <= report.count("days") {
        return;
    }
    let slug = reader.doc(release).map_or("", |doc| &doc.slug);
    let what = format!(
        "release `{slug}` answered this on {}, and it was not measured again",
        long(shipped)
    );
    report.at(
        reader,
        id,
        LINT.problem(Place::field("status"), what)
            .help("ask again, or read the number again, and write the day in `remeasured`")
            .related(spot(reader, release, Place::field("shipped")), "the answer"),
    );
}
