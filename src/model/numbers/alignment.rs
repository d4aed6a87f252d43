//! How much of the work hangs on the strategy, by site, team and pillar, and at which level it gets lost.

use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::goal::Goal;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::strategy::Strategy;
use crate::measure::Unmeasurable;
use crate::measure::alignment::{Alignment, Item, alignment_score};
use crate::measure::drift::{Ladder, Rung, drift_ladder, pillar_gap};
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::model::resolve::Target;

use super::bets::is_accepted;
use super::learning;
use super::thread::{Strand, pillar, weights};
use super::work::{Work, begun, begun_of, of_team, strategies, weighed};

/// The alignment of work, with what it lacks.
///
/// # Errors
/// None with the links and efforts that documents have.
pub fn of(reader: &Reader, work: &[Work]) -> Result<Alignment, Unmeasurable> {
    of_strands(reader, work, |_| true)
}

/// The alignment of the whole site.
///
/// # Errors
/// As for `of`.
pub fn site(reader: &Reader) -> Result<Alignment, Unmeasurable> {
    of(reader, &weighed(reader, &begun(reader)))
}

/// The alignment of a team; of a tribe with its squads.
///
/// # Errors
/// As for `of`.
pub fn team(reader: &Reader, team: DocId) -> Result<Alignment, Unmeasurable> {
    of(reader, &weighed(reader, &begun_of(reader, &of_team(reader, team))))
}

/// The alignment of the work that reaches a pillar.
///
/// # Errors
/// As for `of`.
pub fn under(reader: &Reader, pillar: Target) -> Result<Alignment, Unmeasurable> {
    let work = weighed(reader, &begun(reader));
    of_strands(reader, &work, |strand| strand.pillar == Some(pillar))
}

fn of_strands(
    reader: &Reader,
    work: &[Work],
    counts: impl Fn(&Strand) -> bool,
) -> Result<Alignment, Unmeasurable> {
    let items: Vec<Item> = work
        .iter()
        .flat_map(|it| it.strands.iter().map(move |strand| (it.effort, strand)))
        .filter(|(_, strand)| counts(strand))
        .map(|(effort, strand)| Item { effort: effort * strand.share, links: strand.links })
        .collect();
    alignment_score(&items, &weights(reader.config()))
}

/// A pillar with what was planned for it and what went into it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PillarEffort {
    /// The pillar; `None` for work that reaches none.
    pub pillar: Option<Target>,
    /// Its weight in the strategy.
    pub planned: f64,
    /// Person-weeks.
    pub actual: f64,
}

/// Planned and actual effort of each pillar of the strategies in force, and last of what reaches none of them.
#[must_use]
pub fn pillars(reader: &Reader, work: &[Work]) -> Vec<PillarEffort> {
    let mut rows: Vec<PillarEffort> = Vec::new();
    for strategy in strategies(reader) {
        let Some((_, it)) = reader.get::<Strategy>(strategy) else { continue };
        rows.extend(it.pillars.iter().zip(0..).map(|(pillar, part)| PillarEffort {
            pillar: Some(Target { doc: strategy, part: Some(part) }),
            planned: pillar.weight.unwrap_or(0.0),
            actual: 0.0,
        }));
    }
    let mut none = PillarEffort { pillar: None, planned: 0.0, actual: 0.0 };
    for work in work {
        for strand in &work.strands {
            let row = rows.iter_mut().find(|it| it.pillar == strand.pillar);
            row.unwrap_or(&mut none).actual += work.effort * strand.share;
        }
    }
    rows.push(none);
    rows
}

/// How far effort lies from plan: the share that would have to move.
///
/// # Errors
/// None with the weights and efforts that documents have.
pub fn gap(rows: &[PillarEffort]) -> Result<Option<f64>, Unmeasurable> {
    let names: Vec<String> = (0..rows.len()).map(|place| place.to_string()).collect();
    let keyed = |value: fn(&PillarEffort) -> f64| -> Vec<(&str, f64)> {
        names.iter().map(String::as_str).zip(rows.iter().map(value)).collect()
    };
    pillar_gap(&keyed(|it| it.planned), &keyed(|it| it.actual))
}

/// The levels of the ladder, from the strategy downwards.
pub const LEVELS: [&str; 4] = ["goals", "bets", "releases", "outcomes"];

/// How the deviation grows: goals by weight, accepted bets by effort, releases by effort and in their goal's time,
/// outcomes by the effort of due releases that are threaded and were measured.
///
/// # Errors
/// None with the weights and efforts that documents have.
pub fn ladder(reader: &Reader, work: &[Work]) -> Result<Ladder, Unmeasurable> {
    let mut rungs = [Rung { aligned: 0.0, total: 0.0 }; LEVELS.len()];
    let [goals, bets, releases, outcomes] = &mut rungs;
    for id in reader.ids(KindTag::Goal) {
        let Some((doc, goal)) = reader.get::<Goal>(*id) else { continue };
        if doc.status() == Some(Status::Active) {
            add(goals, goal.weight.unwrap_or(1.0), f64::from(pillar(reader, *id).is_some()));
        }
    }
    for (id, _, bet) in reader.each::<Bet>().filter(|(_, doc, _)| is_accepted(doc)) {
        let weeks = bet.effort.map_or(1.0, |it| it.weeks);
        add(bets, weeks, share(reader.strands(id), Strand::is_whole));
    }
    for it in work {
        let threaded = share(&it.strands, Strand::is_in_time);
        add(releases, it.effort, threaded);
        let Some((doc, release)) = reader.get::<Release>(it.id) else { continue };
        let Some(promise) = learning::promise(reader, doc, release) else { continue };
        if learning::is_due(reader, &promise) {
            let measured = f64::from(promise.moved.is_some());
            add(outcomes, it.effort, threaded * measured);
        }
    }
    drift_ladder(&rungs)
}

fn add(rung: &mut Rung, size: f64, aligned: f64) {
    rung.total += size;
    rung.aligned += size * aligned;
}

fn share(strands: &[Strand], is: fn(&Strand) -> bool) -> f64 {
    strands.iter().filter(|it| is(it)).map(|it| it.share).sum()
}
