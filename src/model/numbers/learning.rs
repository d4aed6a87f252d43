//! What was learned: outcomes, evidence, the confidence in them, and the loops of feedback.

use jiff::civil::Date;

use crate::kinds::bet::Evidence;
use crate::kinds::decision::Decision;
use crate::kinds::edges::Relation;
use crate::kinds::feedback::Feedback;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::{AnyKind, KindTag};
use crate::measure::Unmeasurable;
use crate::measure::calibration::{Calibration, brier};
use crate::measure::discovery::{self, Validated, validated_before_build};
use crate::measure::loops::{Closure, Loop, loop_closure};
use crate::measure::outcome::{GRACE_DAYS, Outcomes, Promise, outcome_share};
use crate::measure::stats::{days, median};
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

use super::work::{self, Work, is_hotfix, shipped_on};

/// What a release that has shipped promised; hotfixes promise nothing. A result from after today is not known yet.
#[must_use]
pub fn promise(reader: &Reader, doc: &Doc, release: &Release) -> Option<Promise> {
    if is_hotfix(release) {
        return None;
    }
    let shipped = shipped_on(reader, doc, release)?;
    Some(Promise { shipped, moved: result(reader, release) })
}

/// Whether the number moved, as far as it is known today.
fn result(reader: &Reader, release: &Release) -> Option<bool> {
    let outcome = release.outcome.as_ref()?;
    outcome.moved.filter(|_| outcome.measured.is_none_or(|day| day <= reader.today()))
}

/// Whether a promise is due to be looked at.
#[must_use]
pub fn is_due(reader: &Reader, promise: &Promise) -> bool {
    outcome_share(&[*promise], reader.today(), GRACE_DAYS).due > 0
}

/// How often outcomes were measured, and hit, over releases.
#[must_use]
pub fn outcomes(reader: &Reader, releases: &[DocId]) -> Outcomes {
    let promises: Vec<Promise> = releases
        .iter()
        .filter_map(|id| {
            let (doc, release) = reader.get::<Release>(*id)?;
            promise(reader, doc, release)
        })
        .collect();
    outcome_share(&promises, reader.today(), GRACE_DAYS)
}

/// Whether the confidence in outcomes was right, over releases.
///
/// # Errors
/// None with confidences that are read as shares.
pub fn calibration(reader: &Reader, releases: &[DocId]) -> Result<Calibration, Unmeasurable> {
    let forecasts: Vec<(f64, bool)> = releases
        .iter()
        .filter_map(|id| {
            let (_, release) = reader.get::<Release>(*id)?;
            let moved = result(reader, release)?;
            Some((release.outcome.as_ref()?.confidence?, moved))
        })
        .collect();
    brier(&forecasts)
}

/// The days of the evidence of a bet or release: what it names, its dated notes, and what names it.
#[must_use]
pub fn evidence_days(reader: &Reader, id: DocId) -> Vec<Date> {
    let mut days: Vec<Date> = reader
        .evidence(id)
        .into_iter()
        .filter_map(|evidence| match &reader.doc(evidence)?.kind {
            AnyKind::Feedback(it) => it.heard,
            AnyKind::Study(it) => it.date,
            _ => None,
        })
        .collect();
    let notes = match reader.doc(id).map(|doc| &doc.kind) {
        Some(AnyKind::Release(it)) => it.evidence.as_slice(),
        Some(AnyKind::Bet(it)) => it.evidence.as_slice(),
        _ => &[],
    };
    days.extend(notes.iter().filter_map(|note| match note {
        Evidence::Note { date, .. } => *date,
        Evidence::Document(_) => None,
    }));
    days.sort_unstable();
    days
}

/// How much of the work that was begun had evidence by then.
///
/// # Errors
/// None with the efforts that documents have.
pub fn validated(reader: &Reader, work: &[Work]) -> Result<Validated, Unmeasurable> {
    let evidence: Vec<Vec<Date>> = work.iter().map(|it| evidence_days(reader, it.id)).collect();
    let begun: Vec<discovery::Work<'_>> = work
        .iter()
        .zip(&evidence)
        .map(|(it, evidence)| discovery::Work {
            started: reader.get::<Release>(it.id).and_then(|(_, release)| release.started),
            effort: it.effort,
            evidence,
        })
        .collect();
    validated_before_build(&begun)
}

/// Where a piece of feedback stands between hearing and measuring again; `None` where nobody wrote when it was heard.
///
/// It was decided when it says so, or when the decision that it names was made. It was shipped by the first release
/// after that which it speaks for, or which ships a bet that it speaks for.
#[must_use]
pub fn closure(reader: &Reader, id: DocId) -> Option<Result<Closure, Unmeasurable>> {
    let (doc, feedback) = reader.get::<Feedback>(id)?;
    let decided = feedback.decided.or_else(|| {
        let decisions = reader.decisions(id);
        decisions.into_iter().find_map(|it| reader.get::<Decision>(it)?.1.date)
    });
    let declined = doc.status() == Some(Status::Declined)
        && (feedback.reason.is_some() || !reader.decisions(id).is_empty());
    Some(loop_closure(
        &Loop {
            heard: feedback.heard?,
            decided,
            declined,
            shipped: answered(reader, id, decided),
            remeasured: feedback.remeasured.filter(|it| *it <= reader.today()),
        },
        reader.today(),
    ))
}

/// The day on which the answer to feedback shipped.
fn answered(reader: &Reader, feedback: DocId, decided: Option<Date>) -> Option<Date> {
    let informed = reader.informed(feedback);
    let day = |id: DocId| {
        let (doc, release) = reader.get::<Release>(id)?;
        shipped_on(reader, doc, release).filter(|day| decided.is_none_or(|it| it <= *day))
    };
    let direct = informed.iter().filter_map(|id| day(*id)).min();
    direct.or_else(|| {
        let bets = informed.iter().flat_map(|id| reader.sources(*id, Relation::Bet));
        bets.filter_map(day).min()
    })
}

/// All loops together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loops {
    /// How many are closed.
    pub closed: usize,
    /// How many there are.
    pub all: usize,
    /// Days from hearing to measuring again, in the middle of those that came so far.
    pub median_days: Option<f64>,
}

/// All loops together; those whose dates contradict each other are left out.
#[must_use]
pub fn loops(reader: &Reader) -> Loops {
    let closures: Vec<Closure> =
        reader.ids(KindTag::Feedback).iter().filter_map(|id| closure(reader, *id)?.ok()).collect();
    let learned: Vec<f64> = closures
        .iter()
        .filter(|it| it.closed && it.stages.learn.is_some())
        .map(|it| days(it.days))
        .collect();
    Loops {
        closed: closures.iter().filter(|it| it.closed).count(),
        all: closures.len(),
        median_days: median(&learned).ok().flatten(),
    }
}

/// The releases over which the site judges its outcomes: those that count and have shipped.
#[must_use]
pub fn judged(reader: &Reader) -> Vec<DocId> {
    let mut ids = work::begun(reader);
    ids.retain(|id| reader.status(*id) == Some(Status::Shipped));
    ids
}
