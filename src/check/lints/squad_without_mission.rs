//! A squad that does not say what it is there for.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::{is_squad, unread};
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::team::Team;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `squad-without-mission`.
pub static LINT: Lint = Lint {
    name: "squad-without-mission",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "a squad that knows what it is there for can decide without asking",
    page: include_str!("squad_without_mission.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Team], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, team)) = reader.get::<Team>(id) else { return };
    if !is_squad(team) || team.mission.is_some() || unread(doc, "mission") {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(Place::field("mission"), "nothing says what this squad is there for")
            .help("write in `mission` a sentence that will still be true in two years"),
    );
}
