//! Something that is not for this time, and is worked on.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::bet::{Bet, Moscow};
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `wont-but-working`.
pub static LINT: Lint = Lint {
    name: "wont-but-working",
    level: Level::Error,
    topic: Topic::Priority,
    why: "a no that is worked on is a yes that nobody gave",
    page: include_str!("wont_but_working.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, bet)) = reader.get::<Bet>(id) else { return };
    if bet.moscow != Some(Moscow::Wont) {
        return;
    }
    let place = Place::field("moscow");
    let working = reader
        .sources(id, Relation::Bet)
        .into_iter()
        .find(|release| reader.status(*release) == Some(Status::InProgress));
    let problem = if doc.status() == Some(Status::Accepted) {
        LINT.problem(place, "this bet is for another time, and is accepted")
            .help("say how badly it is needed now, or defer it")
            .related(spot(reader, id, Place::field("status")), "accepted here")
    } else if let Some(release) = working {
        let slug = reader.doc(release).map_or("", |doc| &doc.slug);
        LINT.problem(place, format!("this bet is for another time, and release `{slug}` builds it"))
            .help("stop the release, or say how badly the bet is needed now")
            .related(spot(reader, release, Place::field("bet")), "it is built here")
    } else {
        return;
    };
    report.at(reader, id, problem);
}
