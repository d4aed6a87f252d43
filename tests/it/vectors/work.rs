//! Adapters of the formulas for speed and flow.

use throughline::measure::dora::{Shipped, dora};
use throughline::measure::flow::{
    Life, Segment, cadence, flow_efficiency, lead_cycle, littles_law, wip,
};
use throughline::measure::slip::date_slip;
use throughline::measure::stats::{geometric_mean, median, percentile};
use throughline::measure::velocity::{Work, directed_velocity};

use super::Adapter;
use super::input::{answer, answer_in};

pub const ADAPTERS: &[(&str, Adapter)] = &[
    ("dora", |it| {
        let releases: Vec<Shipped> = it
            .items("releases")
            .iter()
            .map(|it| Shipped {
                shipped: it.date("shipped").unwrap(),
                first_commit: it.date("first_commit"),
                failed: it.flag("failed").unwrap_or(false),
                recovered: it.date("recovered"),
                hotfix: it.word("kind") == Some("hotfix"),
            })
            .collect();
        answer(dora(&releases, it.window()?))
    }),
    ("lead_cycle", |it| {
        answer(lead_cycle(&Life {
            proposed: it.date("proposed"),
            decided: it.date("decided"),
            started: it.date("started"),
            shipped: it.date("shipped"),
        })?)
    }),
    ("cadence", |it| answer(cadence(&it.dates("dates")))),
    ("flow_efficiency", |it| {
        let segments: Vec<Segment> = it
            .items("segments")
            .iter()
            .map(|it| Segment {
                active: it.flag("active").unwrap(),
                days: it.number("days").unwrap(),
            })
            .collect();
        answer(flow_efficiency(&segments)?)
    }),
    ("wip", |it| answer(wip(it.count("in_progress"), it.get("limit").map(|_| it.count("limit")))?)),
    ("littles_law", |it| {
        let (wip, throughput) = (it.number("wip"), it.number("throughput_per_week"));
        answer_in("cycle_weeks", littles_law(wip.unwrap(), throughput.unwrap())?)
    }),
    ("directed_velocity", |it| {
        let items: Vec<Work> = it
            .items("items")
            .iter()
            .map(|it| Work {
                effort: it.number("effort").unwrap(),
                thread: it.number("thread").unwrap(),
            })
            .collect();
        answer(directed_velocity(&items, i64::from(it.count("days")))?)
    }),
    ("date_slip", |it| answer(date_slip(&it.dates("targets"), it.date("shipped"), it.as_of()))),
    ("percentile", |it| {
        answer_in("value", percentile(&it.numbers("values"), it.number("p").unwrap())?)
    }),
    ("median_of", |it| answer_in("value", median(&it.numbers("values"))?)),
    ("geometric_mean", |it| answer_in("value", geometric_mean(&it.numbers("values"))?)),
];
