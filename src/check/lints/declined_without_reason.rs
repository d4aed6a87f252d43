//! A no without its reason.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::status::Status;
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `declined-without-reason`.
pub static LINT: Lint = Lint {
    name: "declined-without-reason",
    level: Level::Error,
    topic: Topic::Priority,
    why: "a no without its reason is asked for again, and whoever asked learns nothing",
    page: include_str!("declined_without_reason.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet, KindTag::Feedback], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    if doc.status() != Some(Status::Declined) || unread(doc, "reason") {
        return;
    }
    let answered = match &doc.kind {
        AnyKind::Bet(bet) => bet.reason.is_some(),
        // Whoever gave the feedback reads the reason in the decision as well.
        AnyKind::Feedback(feedback) => {
            feedback.reason.is_some() || !reader.decisions(id).is_empty()
        }
        _ => true,
    };
    if answered {
        return;
    }
    let what = format!("this {} is declined without a reason", doc.tag().as_str());
    report.at(
        reader,
        id,
        LINT.problem(Place::field("status"), what)
            .help("say in `reason` why not, so that it need not be asked again"),
    );
}
