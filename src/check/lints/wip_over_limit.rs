//! A team that has begun more than it wants to do at once.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;
use crate::kinds::team::Team;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `wip-over-limit`.
pub static LINT: Lint = Lint {
    name: "wip-over-limit",
    level: Level::Warning,
    topic: Topic::Speed,
    why: "each thing begun makes every other thing later",
    page: include_str!("wip_over_limit.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Team], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, team)) = reader.get::<Team>(id) else { return };
    let Some(limit) = team.wip_limit else { return };
    let mut begun: Vec<DocId> = reader.sources(id, Relation::Team);
    begun.retain(|work| reader.status(*work) == Some(Status::InProgress));
    let many = u32::try_from(begun.len()).unwrap_or(u32::MAX);
    if f64::from(many) <= limit {
        return;
    }
    let mut problem = LINT
        .problem(
            Place::field("wip_limit"),
            format!("{many} releases are in progress, and the limit is {limit}"),
        )
        .help("finish or stop one before the next begins");
    for work in begun {
        let slug = reader.doc(work).map_or("", |doc| &doc.slug);
        problem = problem.related(spot(reader, work, Place::field("status")), format!("`{slug}`"));
    }
    report.at(reader, id, problem);
}
