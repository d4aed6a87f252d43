//! All formulas by name, as `explain` and the pages on how a number is computed show them.

use crate::measure::{
    agreement, alignment, calibration, csat, discovery, dora, drift, effort, flow, focus, ice,
    kano, loops, metric, moscow, north_star, nps, okr, outcome, ownership, pace, period, progress,
    quadrant, rank, rice, rollup, slip, staleness, stats, sus, usability, velocity, wsjf,
};

/// A formula, explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formula {
    /// By which it is asked for.
    pub name: &'static str,
    /// As a heading.
    pub title: &'static str,
    /// The computation in one line.
    pub definition: &'static str,
    /// What the result is counted in.
    pub unit: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// A worked example in one line.
    pub example: &'static str,
    /// The whole explanation, in Markdown.
    pub page: &'static str,
}

/// Every formula, in the order in which a reader meets their subjects.
pub const FORMULAS: &[Formula] = &[
    rice::RICE,
    ice::ICE,
    wsjf::WSJF,
    wsjf::WSJF_COLUMNS,
    moscow::MOSCOW_SPLIT,
    quadrant::QUADRANT,
    kano::KANO,
    rank::RANK,
    rank::PRIORITY_INVERSIONS,
    focus::FOCUS_RATIO,
    effort::EFFORT_WEEKS,
    period::PERIOD_RANGE,
    progress::KR_PROGRESS,
    pace::EXPECTED_PROGRESS,
    pace::KR_STATUS,
    pace::PROJECTION,
    okr::GRADE,
    okr::OBJECTIVE_SCORE,
    rollup::ROLLUP,
    okr::CYCLE_HEALTH,
    agreement::STATUS_AGREEMENT,
    agreement::CONFIDENCE_TREND,
    alignment::THREAD_SCORE,
    alignment::ALIGNMENT_SCORE,
    drift::DRIFT_LADDER,
    drift::DRIFT_MODEL,
    drift::DRIFT_HANDOFFS,
    drift::PILLAR_GAP,
    ownership::OWNERSHIP,
    dora::DORA,
    flow::LEAD_CYCLE,
    stats::PERCENTILE,
    stats::MEDIAN_OF,
    flow::CADENCE,
    flow::FLOW_EFFICIENCY,
    flow::WIP,
    flow::LITTLES_LAW,
    velocity::DIRECTED_VELOCITY,
    slip::DATE_SLIP,
    nps::NPS,
    nps::NPS_CHANGE,
    sus::SUS,
    usability::TASK_SUCCESS,
    csat::CSAT,
    usability::PROBLEM_DISCOVERY,
    usability::PROBLEM_SAMPLE,
    stats::GEOMETRIC_MEAN,
    metric::METRIC_DELTA,
    north_star::NORTH_STAR_PRODUCT,
    north_star::NORTH_STAR_SUM,
    discovery::OST_COVERAGE,
    discovery::VALIDATED_BEFORE_BUILD,
    outcome::OUTCOME_SHARE,
    calibration::BRIER,
    loops::LOOP_CLOSURE,
    staleness::STALENESS,
    staleness::CHECKIN_RHYTHM,
];

/// The formula of that name.
#[must_use]
pub fn formula(name: &str) -> Option<&'static Formula> {
    FORMULAS.iter().find(|it| it.name == name)
}
