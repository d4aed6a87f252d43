//! A goal or bet that says what and not why.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::{has_heading, unread};
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `no-why`.
pub static LINT: Lint = Lint {
    name: "no-why",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "whoever knows the reason can decide the rest, and whoever does not must ask",
    page: include_str!("no_why.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal, KindTag::Bet], run),
};

/// Headings under which a reason stands.
const HEADINGS: &[&str] =
    &["why", "because", "motivation", "reason", "reasons", "rationale", "background", "problem"];

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    if doc.common.why.is_some() || doc.is_dead() || unread(doc, "why") {
        return;
    }
    if has_heading(reader, id, HEADINGS) {
        return;
    }
    let what = format!("nothing says why this {} is worth it", doc.tag().as_str());
    report.at(
        reader,
        id,
        LINT.problem(Place::field("why"), what)
            .help("write in `why`, or under a heading that begins with Why, what is bad as it is"),
    );
}
