//! A link that leads out of the content folder: one of a body, or a symbolic link, which `source` finds.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::model::doc::DocId;
use crate::model::links::{Fault, Landing};
use crate::model::reader::Reader;

/// `link-outside-content`.
pub static LINT: Lint = Lint {
    name: "link-outside-content",
    level: Level::Error,
    topic: Topic::Structure,
    why: "what lies outside is not published, and must not be by a slip",
    page: include_str!("link_outside_content.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    for (nth, landing) in (0u32..).zip(reader.landings(id)) {
        if *landing == Landing::Broken(Fault::Leaves) {
            report.at(
                reader,
                id,
                LINT.problem(Place::Link(nth), "this link leads out of the content folder").help(
                    "link to the file's address on the web, or move the file into the content folder",
                ),
            );
        }
    }
}
