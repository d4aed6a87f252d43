//! A code fence that never ends: what follows it is shown as code.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `unclosed-fence`.
pub static LINT: Lint = Lint {
    name: "unclosed-fence",
    level: Level::Warning,
    topic: Topic::Structure,
    why: "everything after it is shown as code: no links, no headings, nothing to find",
    page: include_str!("unclosed_fence.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(line) = reader.outline(id).and_then(|outline| outline.unclosed_fence) else { return };
    report.at(
        reader,
        id,
        LINT.problem(Place::Line(line, 1), "this code fence is never closed")
            .help("end the code with a line of the same signs"),
    );
}
