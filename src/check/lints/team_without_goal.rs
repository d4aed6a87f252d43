//! A team that works for no goal.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::is_squad;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::status::Status;
use crate::kinds::team::Team;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `team-without-goal`.
pub static LINT: Lint = Lint {
    name: "team-without-goal",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "a team without a goal is busy, and nobody can say with what",
    page: include_str!("team_without_goal.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Team], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, team)) = reader.get::<Team>(id) else { return };
    let has = if is_squad(team) {
        let tribe = reader.target(id, Relation::Tribe);
        has_goal(reader, id) || tribe.is_some_and(|tribe| has_goal(reader, tribe.doc))
    } else {
        // A tribe of squads answers through them: each has its own finding.
        has_goal(reader, id) || !reader.sources(id, Relation::Tribe).is_empty()
    };
    if !has {
        report.at(
            reader,
            id,
            LINT.problem(Place::Whole, "this team works for no goal that is open")
                .help("name the team in `teams` of a goal, or write one with it"),
        );
    }
}

/// Whether a team has an active goal that is not over.
fn has_goal(reader: &Reader, team: DocId) -> bool {
    reader.sources(team, Relation::Teams).into_iter().any(|goal| {
        reader.get::<Goal>(goal).is_some_and(|(doc, goal)| {
            let open = goal.period.as_ref().is_none_or(|period| period.end >= reader.today());
            doc.status() == Some(Status::Active) && open
        })
    })
}
