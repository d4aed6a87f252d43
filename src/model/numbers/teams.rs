//! Whether teams keep their rhythm.

use crate::base::date::add_days;
use crate::kinds::KindTag;
use crate::kinds::team::{Team, TeamKind};
use crate::kinds::values::Every;
use crate::measure::Unmeasurable;
use crate::measure::staleness::{Rhythm, Staleness, checkin_rhythm, staleness};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::voices;

/// So many weeks are looked at for a rhythm.
pub const WEEKS: i64 = 4;

/// The squads, by path: every team that does not say that it is a tribe.
#[must_use]
pub fn squads(reader: &Reader) -> Vec<DocId> {
    let squad = |id: &DocId| {
        reader.get::<Team>(*id).is_some_and(|(_, it)| it.kind != Some(TeamKind::Tribe))
    };
    reader.ids(KindTag::Team).iter().copied().filter(squad).collect()
}

/// The days between two check-ins of a team.
#[must_use]
pub fn every(reader: &Reader, team: DocId) -> i64 {
    let written = reader.get::<Team>(team).and_then(|(_, it)| it.checkin_every);
    written.unwrap_or(Every::Weekly).days()
}

/// How old a team's last check-in is.
///
/// # Errors
/// None: check-ins of tomorrow are left out.
pub fn age(reader: &Reader, team: DocId) -> Result<Staleness, Unmeasurable> {
    let last = voices::of_team(reader, team).last().map(|word| word.date);
    staleness(every(reader, team), last, reader.today())
}

/// How well a team kept its rhythm in the last four weeks, or in the last four intervals where those are longer.
///
/// # Errors
/// None: an interval has a day.
pub fn rhythm(reader: &Reader, team: DocId) -> Result<Rhythm, Unmeasurable> {
    let every = every(reader, team);
    let span = (WEEKS * 7).max(WEEKS * every);
    let dates: Vec<_> = voices::of_team(reader, team).into_iter().map(|word| word.date).collect();
    let today = reader.today();
    checkin_rhythm(add_days(today, -span), today, &dates, every)
}
