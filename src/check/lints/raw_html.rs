//! HTML in a body that is taken away because it could do harm.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::config::site::Html;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `raw-html`.
pub static LINT: Lint = Lint {
    name: "raw-html",
    level: Level::Warning,
    topic: Topic::Structure,
    why: "the page shows less than the file says, and its author does not see it",
    page: include_str!("raw_html.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(outline) = reader.outline(id) else { return };
    if outline.html.is_empty() || reader.config().markdown.html != Html::Sanitise {
        return;
    }
    for (nth, what) in (0u32..).zip(&outline.html) {
        report.at(
            reader,
            id,
            LINT.problem(Place::Html(nth), format!("`{what}` is not kept"))
                .help("say it in Markdown, or in HTML that only marks up text"),
        );
    }
}
