//! A large bet that begins large.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::edges::Relation;
use crate::kinds::release::{Release, Stage};
use crate::model::doc::{Doc, DocId};
use crate::model::numbers::bets::months;
use crate::model::reader::Reader;

/// `no-small-first`.
pub static LINT: Lint = Lint {
    name: "no-small-first",
    level: Level::Note,
    topic: Topic::Speed,
    why: "a large bet that ships small first can still be stopped",
    page: include_str!("no_small_first.md"),
    thresholds: &[Threshold::number("months", 3.0, "person-months above which a bet is large")],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, bet)) = reader.get::<Bet>(id) else { return };
    let Some(months) = months(bet) else { return };
    if months <= report.threshold("months") || !reader.is_live(id) {
        return;
    }
    let releases = reader.sources(id, Relation::Bet).into_iter();
    let mut known: Vec<(DocId, &Doc, &Release)> = releases
        .filter_map(|id| reader.get::<Release>(id).map(|(doc, release)| (id, doc, release)))
        .filter(|(_, doc, _)| !doc.is_dead())
        .collect();
    // Without a start it comes after those that have one.
    known.sort_by_key(|(id, _, release)| (release.started.is_none(), release.started, *id));
    let Some((first, doc, release)) = known.first() else { return };
    if release.stage == Some(Stage::Mvp) {
        return;
    }
    let what = format!(
        "this bet takes {months:.1} person-months, and its first release `{}` is no MVP",
        doc.slug
    );
    report.at(
        reader,
        id,
        LINT.problem(Place::field("effort"), what)
            .help("begin with the smallest thing that could prove the bet wrong")
            .related(spot(reader, *first, Place::field("stage")), "its first release"),
    );
}
