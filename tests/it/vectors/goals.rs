//! Adapters of the formulas for goals, their key results and the threads that lead to them.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use throughline::measure::agreement::{SHARP_DROP, confidence_trend, status_agreement};
use throughline::measure::alignment::{Item, Links, Weights, alignment_score, thread_score};
use throughline::measure::drift::{Rung, drift_handoffs, drift_ladder, drift_model, pillar_gap};
use throughline::measure::okr::{Objective, Part, cycle_health, grade, objective_score};
use throughline::measure::ownership::ownership;
use throughline::measure::pace::{
    Ambition, Status, Thresholds, expected_progress, kr_status, projection,
};
use throughline::measure::period::period_range;
use throughline::measure::progress::{Direction, Measured, kr_progress};
use throughline::measure::rollup::{From, Node, rollup};

use super::Adapter;
use super::input::{Input, answer, answer_in};

pub const ADAPTERS: &[(&str, Adapter)] = &[
    ("period_range", |it| {
        let window = period_range(it.word("period").unwrap(), 1)?;
        let (start, end) = (window.start().to_string(), window.end().to_string());
        Ok(json!({ "start": start, "end": end, "days": window.days() }))
    }),
    ("kr_progress", |it| {
        let (floor, ceiling) = (it.number("floor"), it.number("ceiling"));
        let readings = match it.get("series") {
            Some(_) => it.numbers("series"),
            None => it.number("current").into_iter().collect(),
        };
        let measured = match it.word("kind") {
            Some("maintain") => Measured::Maintain { floor, ceiling, readings: &readings },
            Some("milestone") => {
                Measured::Milestone { done: it.number("done"), total: it.number("total") }
            }
            kind => Measured::Change {
                direction: kind.map(|word| Direction::named(word).expect("a direction")),
                baseline: it.number("baseline"),
                target: it.number("target"),
                current: it.number("current"),
            },
        };
        answer(kr_progress(&measured)?)
    }),
    ("expected_progress", |it| {
        let ambition = it.ambition_or(Ambition::Committed);
        answer(expected_progress(it.window()?, it.as_of(), ambition))
    }),
    ("kr_status", |it| {
        let usual = Thresholds::default();
        let thresholds = Thresholds {
            at_risk: it.number_or("at_risk", usual.at_risk),
            off_track: it.number_or("off_track", usual.off_track),
        };
        let ambition = it.ambition_or(Ambition::Committed);
        answer(kr_status(it.number("progress"), it.window()?, it.as_of(), ambition, &thresholds)?)
    }),
    ("projection", |it| {
        answer_in("projected", projection(it.number("progress"), it.number_or("elapsed", 0.0))?)
    }),
    ("grade", |it| answer(grade(it.number("score"), it.ambition_or(Ambition::Aspirational))?)),
    ("objective_score", |it| {
        answer(objective_score(&parts(it), it.ambition_or(Ambition::Aspirational))?)
    }),
    ("rollup", |it| {
        let goals = it.items("goals");
        let ids: Vec<&str> = goals.iter().map(|it| it.word("id").unwrap()).collect();
        let nodes: Vec<Node> = goals
            .iter()
            .map(|it| Node {
                parent: it.word("parent").and_then(|id| ids.iter().position(|it| *it == id)),
                weight: it.number_or("weight", 1.0),
                from: it.word("rollup").map_or(From::Krs, |word| From::named(word).unwrap()),
                krs: parts(it),
            })
            .collect();
        let progress: BTreeMap<&str, Option<f64>> =
            ids.iter().copied().zip(rollup(&nodes)?).collect();
        answer_in("progress", progress)
    }),
    ("cycle_health", |it| {
        let items = it.items("objectives");
        let objectives: Vec<Objective> = items
            .iter()
            .map(|it| Objective {
                ambition: it.ambition_or(Ambition::Committed),
                score: it.number("score"),
            })
            .collect();
        let health = cycle_health(&objectives)?;
        let misses: Vec<&str> =
            health.committed_misses.iter().map(|place| items[*place].word("id").unwrap()).collect();
        let mut value = answer(&health)?;
        value["committed_misses"] = json!(misses);
        Ok(value)
    }),
    ("status_agreement", |it| {
        let status = |key| Status::named(it.word(key).unwrap()).expect("a status");
        answer(status_agreement(status("stated"), status("computed")))
    }),
    ("confidence_trend", |it| {
        answer(confidence_trend(&it.numbers("values"), it.number_or("drop", SHARP_DROP))?)
    }),
    ("thread_score", |it| answer(thread_score(&links(it), &Weights::default())?)),
    ("alignment_score", |it| {
        let items: Vec<Item> = it
            .items("items")
            .iter()
            .map(|it| Item {
                effort: it.number_or("effort", 1.0),
                links: links(&Input(it.0["links"].clone())),
            })
            .collect();
        answer(alignment_score(&items, &Weights::default())?)
    }),
    ("drift_ladder", |it| {
        let items = it.items("rungs");
        let rungs: Vec<Rung> = items
            .iter()
            .map(|it| Rung {
                aligned: it.number("aligned").unwrap(),
                total: it.number("total").unwrap(),
            })
            .collect();
        let mut value = answer(drift_ladder(&rungs)?)?;
        for (rung, it) in value["rungs"].as_array_mut().unwrap().iter_mut().zip(&items) {
            rung["name"] = it.0["name"].clone();
        }
        Ok(value)
    }),
    ("drift_model", |it| {
        let deviation = drift_model(it.number("misalignment").unwrap(), it.count("handoffs"))?;
        answer_in("deviation", deviation)
    }),
    ("drift_handoffs", |it| {
        let (m, d) = (it.number("misalignment").unwrap(), it.number("deviation").unwrap());
        answer_in("handoffs", drift_handoffs(m, d)?)
    }),
    ("pillar_gap", |it| {
        let (planned, actual) = (shares(&it.0["planned"]), shares(&it.0["actual"]));
        answer_in("gap", pillar_gap(&planned, &actual)?)
    }),
    ("ownership", |it| {
        let owners: Vec<usize> = it
            .list("owner_counts")
            .iter()
            .map(|it| it.as_u64().unwrap().try_into().unwrap())
            .collect();
        answer(ownership(&owners))
    }),
];

fn parts(it: &Input) -> Vec<Part> {
    it.items("krs")
        .iter()
        .map(|it| Part { progress: it.number("progress"), weight: it.number_or("weight", 1.0) })
        .collect()
}

fn links(it: &Input) -> Links {
    let link = |key| it.number_or(key, 0.0);
    Links {
        goal: link("goal"),
        outcome: link("outcome"),
        strategy: link("strategy"),
        time: link("time"),
        owner: link("owner"),
    }
}

fn shares(value: &Value) -> Vec<(&str, f64)> {
    value
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, it)| (key.as_str(), it.as_f64().unwrap()))
        .collect()
}
