//! Work that stands still until another tribe is done.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::{are_apart, called, open_dependencies, teams};
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
    for (edge, need, target) in open_dependencies(reader, id) {
        let blocks = need.effect == Effect::Blocks;
        if !blocks || !are_apart(&tribes(reader, id), &tribes(reader, target)) {
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
