//! A view or a question in a text that asks for what cannot be asked; with it, what is wrong with the keys of a view.

use crate::base::diagnostic::{Fix, Level, Problem};
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::model::{fence, inline};

/// `bad-query`.
pub static LINT: Lint = Lint {
    name: "bad-query",
    level: Level::Error,
    topic: Topic::Structure,
    why: "a query that cannot be read shows nothing, and nothing looks like an answer",
    page: include_str!("bad_query.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(outline) = reader.outline(id) else { return };
    for (nth, fence) in (0u32..).zip(&outline.fences) {
        let Some(read) = fence::read(reader, nth, fence) else { continue };
        for problem in read.problems {
            report.at(reader, id, open(reader, problem));
        }
    }
    for (nth, question) in (0u32..).zip(&outline.inline) {
        let Err(faults) = inline::read(reader, question) else { continue };
        for fault in faults {
            let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let place = Place::Asked(nth, small(fault.span.start), small(fault.span.end));
            let mut problem = LINT.problem(place.clone(), fault.what);
            problem.help = fault.help;
            problem.fix = fault.meant.map(|meant| Fix::Replace { place, text: meant.into() });
            report.at(reader, id, open(reader, problem));
        }
    }
}

/// The same without the names of documents that this build does not show.
fn open(reader: &Reader, problem: Problem) -> Problem {
    let what = reader.open_words(&problem.what);
    let help = problem.help.map(|help| reader.open_words(&help));
    Problem { what, help, ..problem }
}
