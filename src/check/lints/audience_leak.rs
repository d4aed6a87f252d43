//! A link to a document that this audience does not see, where the settings say that this is an error.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::config::site::Leak;
use crate::model::doc::DocId;
use crate::model::links::Landing;
use crate::model::reader::Reader;
use crate::model::resolve::Outcome;

/// `audience-leak`.
pub static LINT: Lint = Lint {
    name: "audience-leak",
    level: Level::Error,
    topic: Topic::Structure,
    why: "a link tells that there is something behind it, and its words may tell what",
    page: include_str!("audience_leak.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

const WHAT: &str = "this links to a document that the audience does not see";
const HELP: &str = "remove the link, or let the audience see the document";

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    if reader.config().audience_leak != Leak::Error {
        return;
    }
    for (edge, outcome) in reader.out(id) {
        if outcome == Outcome::Hidden {
            let place = Place::Field(edge.path.clone());
            report.at(reader, id, LINT.problem(place, WHAT).help(HELP));
        }
    }
    for (nth, landing) in (0u32..).zip(reader.landings(id)) {
        if *landing == Landing::Hidden {
            report.at(reader, id, LINT.problem(Place::Link(nth), WHAT).help(HELP));
        }
    }
}
