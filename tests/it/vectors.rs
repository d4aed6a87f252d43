//! The formulas against exact examples, all of them, errors included.
//!
//! `tests/vectors/formulas.json` belongs to no implementation: each example has inputs and the expected answer, each
//! formula an adapter here that brings the inputs to our types and our answer to its form.

mod goals;
mod input;
mod learning;
mod priority;
mod work;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use throughline::measure::Unmeasurable;

use self::input::Input;

/// Brings an example's inputs to a formula, and its answer back.
type Adapter = fn(&Input) -> Result<Value, Unmeasurable>;

const VECTORS: &str = include_str!("../vectors/formulas.json");

fn adapters() -> Vec<(&'static str, Adapter)> {
    [priority::ADAPTERS, goals::ADAPTERS, work::ADAPTERS, learning::ADAPTERS].concat()
}

fn document() -> Value {
    serde_json::from_str(VECTORS).expect("the examples are JSON")
}

#[test]
fn every_formula_answers_every_example() {
    let document = document();
    let adapters = adapters();
    let vectors = document["vectors"].as_array().expect("a list of examples");
    let mut faults = Vec::new();
    for vector in vectors {
        let (id, name) = (vector["id"].as_str().unwrap(), vector["formula"].as_str().unwrap());
        let Some((_, adapter)) = adapters.iter().find(|(it, _)| *it == name) else {
            faults.push(format!("{id}: no adapter for {name}"));
            continue;
        };
        let answer = adapter(&Input(vector["inputs"].clone()))
            .unwrap_or_else(|refusal| json!({ "error": refusal.code() }));
        if let Some(fault) = difference(&answer, &vector["expected"], "") {
            faults.push(format!("{id} ({}): {fault}", vector["name"]));
        }
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), vectors.len(), faults.join("\n"));
    assert_eq!(vectors.len(), 298);
}

#[test]
fn every_formula_has_one_adapter_and_every_adapter_a_formula() {
    let document = document();
    let names: BTreeSet<&str> =
        document["formulas"].as_object().unwrap().keys().map(String::as_str).collect();
    let adapters = adapters();
    let adapted: BTreeSet<&str> = adapters.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, adapted);
    assert_eq!(adapted.len(), adapters.len(), "an adapter is there twice");
    let used: BTreeSet<&str> = document["vectors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|vector| vector["formula"].as_str().unwrap())
        .collect();
    assert_eq!(names, used, "a formula without an example, or an example without a formula");
    assert_eq!(names.len(), 57);
}

/// Where two answers differ: keys and words exactly, numbers by at most 1e-9, relative above 1.
fn difference(got: &Value, want: &Value, path: &str) -> Option<String> {
    match (got, want) {
        (Value::Object(got), Value::Object(want)) => {
            let keys = |map: &serde_json::Map<String, Value>| -> BTreeSet<String> {
                map.keys().cloned().collect()
            };
            if keys(got) != keys(want) {
                return Some(format!("{path}: {:?} instead of {:?}", keys(got), keys(want)));
            }
            want.iter().find_map(|(key, it)| difference(&got[key], it, &format!("{path}.{key}")))
        }
        (Value::Array(got), Value::Array(want)) if got.len() == want.len() => got
            .iter()
            .zip(want)
            .enumerate()
            .find_map(|(place, (got, want))| difference(got, want, &format!("{path}[{place}]"))),
        (Value::Number(got), Value::Number(want)) => {
            let (got, want) = (got.as_f64().unwrap(), want.as_f64().unwrap());
            let near = (got - want).abs() <= 1e-9 * want.abs().max(1.0);
            (!near).then(|| format!("{path}: {got} instead of {want}"))
        }
        _ => (got != want).then(|| format!("{path}: {got} instead of {want}")),
    }
}
