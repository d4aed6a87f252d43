//! A document of which nothing can be said in a line.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `no-summary`.
pub static LINT: Lint = Lint {
    name: "no-summary",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "lists, feeds and previews have nothing to say about it, so people open it only to leave again",
    page: include_str!("no_summary.md"),
    thresholds: &[],
    run: Run::Each(
        &[
            KindTag::Strategy,
            KindTag::Goal,
            KindTag::Metric,
            KindTag::Bet,
            KindTag::Release,
            KindTag::Feedback,
            KindTag::Study,
            KindTag::Decision,
            KindTag::Team,
        ],
        run,
    ),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    // The outline is asked for by itself: it changes without the fields.
    let begins = reader.outline(id).is_some_and(|outline| outline.first_paragraph.is_some());
    if begins || doc.common.summary.is_some() || unread(doc, "summary") {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(Place::field("summary"), "nothing says in a sentence what this is")
            .help("write `summary`, or begin the text with a paragraph"),
    );
}
