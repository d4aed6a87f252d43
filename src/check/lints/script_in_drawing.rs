//! A drawing that holds what could run in a reader's browser.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::model::reader::Reader;

/// `script-in-drawing`.
pub static LINT: Lint = Lint {
    name: "script-in-drawing",
    level: Level::Warning,
    topic: Topic::Structure,
    why: "whoever opens the drawing by its own address runs what is in it, with all that the site may do",
    page: include_str!("script_in_drawing.md"),
    thresholds: &[],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    for file in reader.files().iter().filter(|file| file.cleaned.is_some()) {
        let what = "scripts, handlers, or addresses of other hosts in this drawing are not kept";
        let help =
            "export it anew as a plain SVG, without scripts and without links to other files";
        report.file(&file.path, LINT.problem(Place::Whole, what).help(help));
    }
}
