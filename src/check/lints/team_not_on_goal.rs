//! Work by a team that the goal does not name.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::join_words;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `team-not-on-goal`.
pub static LINT: Lint = Lint {
    name: "team-not-on-goal",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "whoever steers the goal does not know of this work, and whoever does it does not answer for the goal",
    page: include_str!("team_not_on_goal.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    if reader.status(id) == Some(Status::Cancelled) {
        return;
    }
    let Some(team) = reader.target(id, Relation::Team).map(|team| team.doc) else { return };
    let mut named = Vec::new();
    for goal in reader.targets(id, Relation::Goals) {
        let teams: Vec<DocId> = reader.targets(goal.doc, Relation::Teams).map(|t| t.doc).collect();
        if teams.iter().any(|other| belongs(reader, team, *other)) {
            return;
        }
        if !teams.is_empty() {
            named.push(goal.doc);
        }
    }
    let Some(first) = named.first().copied() else { return };
    let slug = |id: DocId| reader.doc(id).map_or("", |doc| &*doc.slug);
    let goals: Vec<String> = named.iter().map(|goal| format!("`{}`", slug(*goal))).collect();
    let what = format!("team `{}` is not on {}", slug(team), join_words(&goals, "or"));
    report.at(
        reader,
        id,
        LINT.problem(Place::field("team"), what)
            .help("add the team to `teams` of the goal, or let a team of the goal do it")
            .related(spot(reader, first, Place::field("teams")), "the teams of the goal"),
    );
}

/// Whether a team is another, or one of the two is the tribe of the other.
fn belongs(reader: &Reader, team: DocId, other: DocId) -> bool {
    let in_tribe = |squad: DocId, tribe: DocId| {
        reader.target(squad, Relation::Tribe).is_some_and(|target| target.doc == tribe)
    };
    team == other || in_tribe(team, other) || in_tribe(other, team)
}
