//! A diagram in Mermaid, of which the page shows the source.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `undrawn-diagram`.
pub static LINT: Lint = Lint {
    name: "undrawn-diagram",
    level: Level::Note,
    topic: Topic::Structure,
    why: "readers see the source of a drawing in place of the drawing",
    page: include_str!("undrawn_diagram.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(outline) = reader.outline(id) else { return };
    for (nth, fence) in (0u32..).zip(&outline.fences) {
        let language = fence.info.split([' ', ',', '{']).next().unwrap_or_default();
        if !language.eq_ignore_ascii_case("mermaid") || !reader.config().markdown.mermaid {
            continue;
        }
        let what = "this diagram is shown as its source";
        let help = "draw it to an SVG file, with `mmdc` for instance, and show that as an image; \
            a `view` block draws what the documents say by itself";
        report.at(reader, id, LINT.problem(Place::Fence(nth), what).help(help));
    }
}
