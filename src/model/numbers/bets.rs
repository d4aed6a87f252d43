//! What bets are worth, in which order, and how often the answer is no.

use std::collections::BTreeMap;

use crate::config::numbers::IceMode;
use crate::kinds::bet::{self, Bet};
use crate::kinds::status::Status;
use crate::measure::discovery::{Coverage, Opportunity, ost_coverage};
use crate::measure::effort::WEEKS_PER_MONTH;
use crate::measure::focus::{self, Focus, focus_ratio};
use crate::measure::ice::{Mode, ice};
use crate::measure::moscow::{Priority, Split, moscow_split};
use crate::measure::quadrant::{Lines, Quadrant, quadrant};
use crate::measure::rank::{Answer, Answered, Ranked, outscoring, rank};
use crate::measure::rice::{self, Rice, rice};
use crate::measure::wsjf::{self, Column, Wsjf, columns_without_a_one, wsjf};
use crate::measure::{Unmeasurable, confidence};
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

/// Whether a bet was accepted.
#[must_use]
pub fn is_accepted(doc: &Doc) -> bool {
    doc.status() == Some(Status::Accepted)
}

/// The effort of a bet in person-months.
#[must_use]
pub fn months(bet: &Bet) -> Option<f64> {
    bet.effort.map(|it| it.weeks / WEEKS_PER_MONTH)
}

/// A bet's RICE score.
///
/// # Errors
/// Inputs that are missing or of no use.
pub fn rice_of(bet: &Bet) -> Result<Rice, Unmeasurable> {
    rice(&rice::Inputs {
        reach: bet.reach,
        impact: bet.impact,
        confidence: bet.confidence,
        effort: months(bet),
    })
}

/// A bet's ICE score, made as the settings say.
///
/// # Errors
/// Inputs that are missing or off their scale.
pub fn ice_of(reader: &Reader, bet: &Bet) -> Result<f64, Unmeasurable> {
    let it = bet.ice.as_ref().ok_or(Unmeasurable::MissingInput)?;
    let mode = match reader.config().scoring.ice {
        IceMode::Mean => Mode::Mean,
        IceMode::Product => Mode::Product,
    };
    ice(it.impact, it.confidence, it.ease, mode)
}

/// A bet's WSJF score.
///
/// # Errors
/// Inputs that are missing or of no use.
pub fn wsjf_of(bet: &Bet) -> Result<Wsjf, Unmeasurable> {
    wsjf(&job(bet.wsjf.as_ref().ok_or(Unmeasurable::MissingInput)?))
}

const fn job(it: &bet::Wsjf) -> wsjf::Inputs {
    wsjf::Inputs {
        business_value: it.business_value,
        time_criticality: it.time_criticality,
        risk_opportunity: it.risk_opportunity,
        job_size: it.job_size,
    }
}

/// The corner of the impact and effort matrix in which a bet lies.
#[must_use]
pub fn quadrant_of(bet: &Bet) -> Option<Quadrant> {
    quadrant(bet.impact, months(bet), &Lines::default())
}

/// The score by which a site ranks: scores of different kinds have no order between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Reach, impact, confidence, effort.
    Rice,
    /// Weighted shortest job first.
    Wsjf,
    /// Impact, confidence, ease.
    Ice,
}

impl Scheme {
    /// How it is called.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rice => "RICE",
            Self::Wsjf => "WSJF",
            Self::Ice => "ICE",
        }
    }

    /// A bet's score by it.
    #[must_use]
    pub fn score(self, reader: &Reader, bet: &Bet) -> Option<f64> {
        match self {
            Self::Rice => rice_of(bet).ok().map(|it| it.score),
            Self::Wsjf => wsjf_of(bet).ok().map(|it| it.score),
            Self::Ice => ice_of(reader, bet).ok(),
        }
    }
}

/// The score by which most bets can be ranked; RICE before WSJF before ICE where as many can.
#[must_use]
pub fn scheme(reader: &Reader) -> Scheme {
    let scored = |scheme: Scheme| {
        reader.each::<Bet>().filter(|(_, _, bet)| scheme.score(reader, bet).is_some()).count()
    };
    let mut best = (Scheme::Rice, scored(Scheme::Rice));
    for scheme in [Scheme::Wsjf, Scheme::Ice] {
        let count = scored(scheme);
        if count > best.1 {
            best = (scheme, count);
        }
    }
    best.0
}

/// A bet in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The bet.
    pub id: DocId,
    /// Its score by the site's scheme.
    pub score: Option<f64>,
}

/// All bets, best first.
#[must_use]
pub fn ranked(reader: &Reader) -> Vec<Place> {
    let scheme = scheme(reader);
    let bets: Vec<(DocId, &Doc, &Bet)> = reader.each::<Bet>().collect();
    let items: Vec<Ranked<'_>> = bets
        .iter()
        .map(|(_, doc, bet)| Ranked {
            id: &doc.slug,
            score: scheme.score(reader, bet),
            confidence: bet.confidence.and_then(|it| confidence::of_number(it).ok()),
            effort: months(bet),
        })
        .collect();
    rank(&items)
        .into_iter()
        .filter_map(|at| {
            let ((id, ..), item) = (bets.get(at)?, items.get(at)?);
            Some(Place { id: *id, score: item.score })
        })
        .collect()
}

/// How many declined bets outscore an accepted one, and the first of them, by id, each with those that it outscores.
#[must_use]
pub fn inversions(reader: &Reader, most: usize) -> (usize, Vec<(DocId, Vec<DocId>)>) {
    let scheme = scheme(reader);
    let bets: Vec<(DocId, &Doc, &Bet)> = reader.each::<Bet>().collect();
    let items: Vec<Answered<'_>> = bets
        .iter()
        .map(|(_, doc, bet)| Answered {
            id: &doc.slug,
            answer: match doc.status() {
                Some(Status::Accepted) => Answer::Accepted,
                Some(Status::Declined) => Answer::Declined,
                _ => Answer::Open,
            },
            score: scheme.score(reader, bet),
        })
        .collect();
    let id = |at: usize| bets.get(at).map(|(id, ..)| *id);
    let all = outscoring(&items);
    let count = all.len();
    let first = all.take(most);
    let named =
        |(no, yes): (usize, Vec<usize>)| Some((id(no)?, yes.into_iter().filter_map(id).collect()));
    (count, first.filter_map(named).collect())
}

/// How often the answer is no.
#[must_use]
pub fn focus(reader: &Reader) -> Focus {
    let answers: Vec<focus::Answer> = reader
        .each::<Bet>()
        .map(|(_, doc, _)| doc.status().map_or("", Status::as_str))
        .map(focus::Answer::of_status)
        .collect();
    focus_ratio(&answers)
}

/// How the effort of the accepted bets splits by priority; bets without a priority or an effort are left out.
///
/// # Errors
/// A negative effort.
pub fn split(reader: &Reader) -> Result<Split, Unmeasurable> {
    let items: Vec<(Priority, f64)> = reader
        .each::<Bet>()
        .filter(|(_, doc, _)| is_accepted(doc))
        .filter_map(|(_, _, bet)| {
            let priority = match bet.moscow? {
                bet::Moscow::Must => Priority::Must,
                bet::Moscow::Should => Priority::Should,
                bet::Moscow::Could => Priority::Could,
                bet::Moscow::Wont => Priority::Wont,
            };
            Some((priority, months(bet)?))
        })
        .collect();
    moscow_split(&items)
}

/// The columns of the bets' WSJF table in which no job is the 1.
#[must_use]
pub fn unanchored(reader: &Reader) -> Vec<Column> {
    let rows: Vec<wsjf::Inputs> =
        reader.each::<Bet>().filter_map(|(_, _, bet)| bet.wsjf.as_ref().map(job)).collect();
    columns_without_a_one(&rows)
}

/// How well the opportunities that bets name are worked out: a bet is a solution, and tested once an assumption has a
/// result.
///
/// # Errors
/// None: a bet is tested once.
pub fn opportunities(reader: &Reader) -> Result<Coverage, Unmeasurable> {
    let mut tree: BTreeMap<&str, Opportunity> = BTreeMap::new();
    for (_, _, bet) in reader.each::<Bet>() {
        let Some(name) = bet.opportunity.as_deref() else { continue };
        let entry = tree.entry(name).or_insert(Opportunity { solutions: 0, tested: 0 });
        entry.solutions += 1;
        entry.tested += u32::from(bet.assumptions.iter().any(|it| it.result.is_some()));
    }
    ost_coverage(&tree.into_values().collect::<Vec<_>>())
}
