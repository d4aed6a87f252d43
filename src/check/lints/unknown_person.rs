//! A name of a person or team that the site does not describe, though it describes others.

use crate::base::diagnostic::{Fix, Level};
use crate::base::place::Place;
use crate::check::facts::{a_kind, meant};
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::model::resolve::Outcome;

/// `unknown-person`.
pub static LINT: Lint = Lint {
    name: "unknown-person",
    level: Level::Error,
    topic: Topic::Pitfalls,
    why: "work that hangs on a name which nobody bears is nobody's work",
    page: include_str!("unknown_person.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    for (edge, outcome) in reader.out(id) {
        let kinds = edge.relation.info().to;
        if outcome != Outcome::Unknown || !kinds.contains(&KindTag::Person) {
            continue;
        }
        let name = &*edge.target.target;
        let wanted = if kinds.contains(&KindTag::Team) { "person or team" } else { "person" };
        let what = format!("there is no {wanted} `{name}`");
        let problem = LINT.problem(Place::Field(edge.path.clone()), what);
        report.at(
            reader,
            id,
            match meant(reader, name, kinds) {
                Some((near, true)) => problem
                    .help(format!("did you mean `{near}`?"))
                    .fix(Fix::SetField { field: edge.path.clone(), value: near.into() }),
                Some((near, false)) => problem.help(format!("did you mean `{near}`?")),
                None => problem.help(format!(
                    "write the id of {} that is described, or describe them in `people/{name}.md`",
                    a_kind(KindTag::Person)
                )),
            },
        );
    }
}
