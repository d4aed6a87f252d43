//! A decision that says what was chosen and not what made a choice needed.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::{has_heading, unread};
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::decision::Decision;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `decision-without-context`.
pub static LINT: Lint = Lint {
    name: "decision-without-context",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "without the circumstances nobody can see later whether the decision still holds",
    page: include_str!("decision_without_context.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Decision], run),
};

/// Headings under which the circumstances stand.
const HEADINGS: &[&str] =
    &["context", "background", "why", "problem", "motivation", "situation", "question"];

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, decision)) = reader.get::<Decision>(id) else { return };
    if decision.context.is_some() || unread(doc, "context") || has_heading(reader, id, HEADINGS) {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(Place::field("context"), "nothing says why the question came up")
            .help("write in `context`, or under a heading Context, what was known on that day"),
    );
}
