//! How fast work flows, and where to.

use jiff::civil::Date;

use crate::base::date::add_days;
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::edges::Relation;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::team::Team;
use crate::measure::Unmeasurable;
use crate::measure::dora::{Dora, Shipped, dora};
use crate::measure::flow::{Cadence, Life, Stages, Wip, cadence, lead_cycle, wip};
use crate::measure::period::Window;
use crate::measure::slip::{Slip, date_slip};
use crate::measure::stats::{days, median, percentile, whole};
use crate::measure::velocity::{self, Velocity, directed_velocity};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::thread;
use super::work::{effort, is_hotfix, of_team, shipped, shipped_on};

/// The last so many days, today included.
#[must_use]
pub fn last_days(reader: &Reader, days: i64) -> Option<Window> {
    let today = reader.today();
    Window::new(add_days(today, 1 - days), today).ok()
}

/// The stages of a release's life: asked for and decided as its bet was, begun and shipped as it says.
///
/// # Errors
/// Dates out of order.
pub fn stages(reader: &Reader, id: DocId) -> Result<Stages, Unmeasurable> {
    let Some((doc, release)) = reader.get::<Release>(id) else { return Ok(Stages::default()) };
    let bet = reader.target(id, Relation::Bet).and_then(|it| reader.get::<Bet>(it.doc));
    lead_cycle(&Life {
        proposed: bet.and_then(|(_, it)| it.proposed),
        decided: bet.and_then(|(_, it)| it.decided),
        started: release.started,
        shipped: shipped_on(reader, doc, release),
    })
}

/// Days from the start of work to its release, over releases that have shipped.
#[derive(Debug, Clone, PartialEq)]
pub struct Cycle {
    /// The days of each, in the order of their release.
    pub days: Vec<f64>,
    /// The one in the middle.
    pub median: Option<f64>,
    /// The longest of the quickest 85 of 100.
    pub p85: Option<f64>,
}

/// How long releases took from the start of work; those whose dates contradict each other are left out.
#[must_use]
pub fn cycle(reader: &Reader) -> Cycle {
    let lengths: Vec<f64> = shipped(reader)
        .into_iter()
        .filter_map(|(id, ..)| stages(reader, id).ok()?.cycle_days.map(days))
        .collect();
    Cycle {
        median: median(&lengths).ok().flatten(),
        p85: percentile(&lengths, 85.0).ok().flatten(),
        days: lengths,
    }
}

/// The days between releases.
#[must_use]
pub fn rhythm(reader: &Reader) -> Cadence {
    let days: Vec<Date> = shipped(reader).into_iter().map(|(.., day)| day).collect();
    cadence(&days)
}

/// DORA's five keys over a window, from release notes.
#[must_use]
pub fn keys(reader: &Reader, window: Window) -> Dora {
    let releases: Vec<Shipped> = shipped(reader)
        .into_iter()
        .map(|(_, release, shipped)| Shipped {
            shipped,
            first_commit: release.first_commit,
            failed: release.failed == Some(true),
            recovered: release.recovered.filter(|it| *it <= reader.today()),
            hotfix: is_hotfix(release),
        })
        .collect();
    dora(&releases, window)
}

/// How fast work was shipped in a window, and how much of it towards a goal.
///
/// # Errors
/// None with the efforts and links that documents have.
pub fn velocity(reader: &Reader, window: Window) -> Result<Velocity, Unmeasurable> {
    let items: Vec<velocity::Work> = shipped(reader)
        .into_iter()
        .filter(|(.., day)| window.contains(*day))
        .map(|(id, release, _)| velocity::Work {
            effort: effort(release),
            thread: thread::of(reader, id).ok().and_then(|it| it.score).unwrap_or(0.0),
        })
        .collect();
    directed_velocity(&items, window.days())
}

/// What became of a release's first date; `None` for one that was called off.
#[must_use]
pub fn slip(reader: &Reader, id: DocId) -> Option<Slip> {
    let (doc, release) = reader.get::<Release>(id)?;
    if doc.status() == Some(Status::Cancelled) {
        return None;
    }
    let shipped = shipped_on(reader, doc, release);
    Some(date_slip(&release.targets, shipped, reader.today()))
}

/// All slips together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slips {
    /// Releases with a promised date.
    pub promised: usize,
    /// Those whose date was moved.
    pub moved: usize,
    /// Days from the first promise, in the middle.
    pub median_days: Option<f64>,
}

/// All slips together.
#[must_use]
pub fn slips(reader: &Reader) -> Slips {
    let slips: Vec<Slip> = reader
        .ids(KindTag::Release)
        .iter()
        .filter_map(|id| slip(reader, *id))
        .filter(|it| it.slip_days.is_some())
        .collect();
    let lengths: Vec<f64> = slips.iter().filter_map(|it| it.slip_days.map(days)).collect();
    Slips {
        promised: slips.len(),
        moved: slips.iter().filter(|it| it.moves > 0).count(),
        median_days: median(&lengths).ok().flatten(),
    }
}

/// What a team has in progress, against its own limit.
///
/// # Errors
/// A limit that is no count, or 0.
pub fn load(reader: &Reader, team: DocId) -> Result<Wip, Unmeasurable> {
    let running = of_team(reader, team)
        .into_iter()
        .filter(|id| reader.status(*id) == Some(Status::InProgress))
        .count();
    let limit = reader.get::<Team>(team).and_then(|(_, it)| it.wip_limit);
    let limit = limit.map(|it| whole(it).ok_or(Unmeasurable::LimitNotPositive)).transpose()?;
    wip(u32::try_from(running).unwrap_or(u32::MAX), limit)
}
