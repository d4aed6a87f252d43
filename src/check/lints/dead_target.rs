//! Living work that hangs on something given up.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `dead-target`.
pub static LINT: Lint = Lint {
    name: "dead-target",
    level: Level::Error,
    topic: Topic::Clarity,
    why: "people work for something that is not wanted any more",
    page: include_str!("dead_target.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal, KindTag::Bet, KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    if !reader.is_live(id) {
        return;
    }
    for (edge, outcome) in reader.out(id) {
        let counts = matches!(
            edge.relation,
            Relation::Pillar
                | Relation::Parent
                | Relation::Goals
                | Relation::Goal
                | Relation::Moves
                | Relation::DependsOn
        );
        let Some(target) = outcome.target().filter(|_| counts) else { continue };
        let Some(other) = reader.doc(target.doc).filter(|other| other.is_dead()) else { continue };
        let status = other.status().map_or("", |status| status.as_str());
        let what = format!("{} `{}` is {status}", other.tag().as_str(), other.slug);
        report.at(
            reader,
            id,
            LINT.problem(Place::Field(edge.path.clone()), what)
                .help("lead the work to something that is wanted, or stop it")
                .related(
                    spot(reader, target.doc, Place::field("status")),
                    format!("it is {status}"),
                ),
        );
    }
}
