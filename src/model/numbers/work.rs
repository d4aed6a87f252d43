//! The work that counts: the releases that were begun by today and reach into the strategy's period.

use jiff::civil::Date;

use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::release::{Release, ReleaseKind};
use crate::kinds::status::Status;
use crate::kinds::strategy::Strategy;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

use super::thread::Strand;

/// A release with what it weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// The release.
    pub id: DocId,
    /// Person-weeks.
    pub effort: f64,
    /// Whether nothing is written, so that it counts as one person-week.
    pub assumed: bool,
    /// Its parts, goal by goal.
    pub strands: Vec<Strand>,
}

/// The strategies in force, by path.
#[must_use]
pub fn strategies(reader: &Reader) -> Vec<DocId> {
    let active = |id: &DocId| reader.status(*id) == Some(Status::Active);
    reader.ids(KindTag::Strategy).iter().copied().filter(active).collect()
}

/// The first day of the strategies in force; `None` where no period is known, and everything counts.
#[must_use]
pub fn begins(reader: &Reader) -> Option<Date> {
    let start = |id: DocId| reader.get::<Strategy>(id)?.1.period.as_ref().map(|it| it.start);
    strategies(reader).into_iter().filter_map(start).min()
}

/// The releases that count, by path: begun by today, not called off, ending inside the strategy's period or later.
#[must_use]
pub fn begun(reader: &Reader) -> Vec<DocId> {
    begun_of(reader, reader.ids(KindTag::Release))
}

/// Those of some releases that count.
#[must_use]
pub fn begun_of(reader: &Reader, releases: &[DocId]) -> Vec<DocId> {
    let begins = begins(reader);
    let counts = |id: &DocId| counts(reader, *id, begins);
    releases.iter().copied().filter(counts).collect()
}

fn counts(reader: &Reader, id: DocId, begins: Option<Date>) -> bool {
    let Some((doc, release)) = reader.get::<Release>(id) else { return false };
    let today = reader.today();
    let end = match doc.status() {
        Some(Status::Shipped) => release.shipped.or(release.targets.last().copied()),
        Some(Status::InProgress) => None,
        _ => return false,
    };
    let start = release.started.or(release.shipped);
    start.is_none_or(|it| it <= today)
        && begins.is_none_or(|begins| end.is_none_or(|it| it >= begins))
}

/// Releases with what they weigh.
#[must_use]
pub fn weighed(reader: &Reader, releases: &[DocId]) -> Vec<Work> {
    releases
        .iter()
        .filter_map(|id| {
            let (_, release) = reader.get::<Release>(*id)?;
            Some(Work {
                id: *id,
                effort: effort(release),
                assumed: release.effort.is_none(),
                strands: reader.strands(*id).to_vec(),
            })
        })
        .collect()
}

/// The person-weeks of a release; one where nothing is written.
#[must_use]
pub fn effort(release: &Release) -> f64 {
    release.effort.map_or(1.0, |it| it.weeks)
}

/// A release that reached users by today, with the day.
#[must_use]
pub fn shipped_on(reader: &Reader, doc: &Doc, release: &Release) -> Option<Date> {
    let shipped = release.shipped.filter(|it| *it <= reader.today())?;
    (doc.status() == Some(Status::Shipped)).then_some(shipped)
}

/// All releases that reached users by today, with the day, in the order of their days.
#[must_use]
pub fn shipped<'m>(reader: &Reader<'m>) -> Vec<(DocId, &'m Release, Date)> {
    let mut all: Vec<(DocId, &Release, Date)> = reader
        .each::<Release>()
        .filter_map(|(id, doc, release)| Some((id, release, shipped_on(reader, doc, release)?)))
        .collect();
    all.sort_by_key(|(id, _, day)| (*day, *id));
    all
}

/// Whether a release only mends an earlier one.
#[must_use]
pub fn is_hotfix(release: &Release) -> bool {
    release.kind == Some(ReleaseKind::Hotfix)
}

/// The releases of a team, and of the squads of a tribe.
#[must_use]
pub fn of_team(reader: &Reader, team: DocId) -> Vec<DocId> {
    let mut teams = vec![team];
    teams.extend(reader.sources(team, Relation::Tribe));
    let mut releases: Vec<DocId> =
        teams.iter().flat_map(|team| reader.sources(*team, Relation::Team)).collect();
    // People name their team by the same relation.
    releases.retain(|id| reader.doc(*id).is_some_and(|doc| doc.tag() == KindTag::Release));
    releases.sort_unstable();
    releases.dedup();
    releases
}
