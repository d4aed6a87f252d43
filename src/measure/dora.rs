//! DORA's five keys, as far as release notes show them.

use serde::Serialize;

use crate::base::date::{Date, days_between};
use crate::measure::formulas::Formula;
use crate::measure::period::Window;
use crate::measure::stats::{count, days, median_days, share};

/// A release that was shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipped {
    /// When it was shipped.
    pub shipped: Date,
    /// When its first change was made.
    pub first_commit: Option<Date>,
    /// Whether it made things worse.
    pub failed: bool,
    /// When things were well again.
    pub recovered: Option<Date>,
    /// Whether it only mends an earlier one.
    pub hotfix: bool,
}

/// The five keys. A number that no release can tell is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Dora {
    /// How many releases.
    pub deployments: u32,
    /// How many a week.
    pub per_week: f64,
    /// Days from the first change to the release, in the middle.
    pub lead_time_median_days: Option<f64>,
    /// The share that failed.
    pub change_fail_rate: Option<f64>,
    /// Days from a failed release to its recovery, in the middle.
    pub recovery_median_days: Option<f64>,
    /// The share that only mends.
    pub rework_rate: Option<f64>,
}

/// The five keys over the releases that were shipped in a window.
///
/// Units: a count, releases a week, days, shares. A proxy: a release note is not a deployment, and days are coarse.
/// Definitions are those of DORA, which warns against comparing teams by them.
#[must_use]
pub fn dora(releases: &[Shipped], window: Window) -> Dora {
    let inside: Vec<&Shipped> = releases.iter().filter(|it| window.contains(it.shipped)).collect();
    let deployments = count(&inside, |_| true);
    let leads: Vec<i64> = inside
        .iter()
        .filter_map(|it| it.first_commit.map(|first| days_between(first, it.shipped)))
        .collect();
    let recoveries: Vec<i64> = inside
        .iter()
        .filter(|it| it.failed)
        .filter_map(|it| it.recovered.map(|recovered| days_between(it.shipped, recovered)))
        .collect();
    Dora {
        deployments,
        per_week: f64::from(deployments) / (days(window.days()) / 7.0),
        lead_time_median_days: median_days(&leads),
        change_fail_rate: share(count(&inside, |it| it.failed), deployments),
        recovery_median_days: median_days(&recoveries),
        rework_rate: share(count(&inside, |it| it.hotfix), deployments),
    }
}

/// How `dora` is explained.
pub const DORA: Formula = Formula {
    name: "dora",
    title: "DORA's five keys",
    definition: "releases ÷ weeks; median(shipped − first commit); failed ÷ releases; median(recovered − shipped) of the failed; hotfixes ÷ releases",
    unit: "a count, releases a week, days, shares",
    source: "DORA, software delivery performance metrics; here as a proxy from release notes",
    example: "4 releases in 4 weeks, one of them failed and mended by a hotfix two days later → 1 a week, 25 % failed, 2 days, 25 % rework",
    page: include_str!("pages/dora.md"),
};
