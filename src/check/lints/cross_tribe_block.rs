//! Work that stands still until another tribe is done.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::{called, dependencies, is_over, teams};
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::edges::{Effect, Relation};
use crate::kinds::team::{Team, TeamKind};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `cross-tribe-block`.
pub static LINT: Lint = Lint {
    name: "cross-tribe-block",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "tribes plan apart, so a block between them is seen when it is too late",
    page: include_str!("cross_tribe_block.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal, KindTag::Bet, KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let needs = dependencies(reader, id);
    if needs.is_empty() || is_over(reader, id) {
        return;
    }
    let own = tribes(reader, id);
    for (edge, need, target) in needs {
        let other = tribes(reader, target);
        let apart =
            !own.is_empty() && !other.is_empty() && !own.iter().any(|tribe| other.contains(tribe));
        if !apart || need.effect != Effect::Blocks || is_over(reader, target) {
            continue;
        }
        let effect = edge.path.replace(".item", ".effect");
        let what = format!("{} of another tribe blocks this", called(reader, target));
        report.at(
            reader,
            id,
            LINT.problem(Place::field(&effect), what)
                .help("cut the work so that it can begin without, or plan both together")
                .related(spot(reader, target, Place::Whole), "what blocks"),
        );
    }
}

/// The tribes of whoever does a piece of work.
fn tribes(reader: &Reader, id: DocId) -> Vec<DocId> {
    let of = |team: DocId| {
        let tribe = reader.target(team, Relation::Tribe).map(|tribe| tribe.doc);
        let itself = reader.get::<Team>(team).filter(|(_, t)| t.kind == Some(TeamKind::Tribe));
        tribe.or_else(|| itself.map(|_| team))
    };
    teams(reader, id).into_iter().filter_map(of).collect()
}
