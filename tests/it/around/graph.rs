//! The graph, held against the schema that is published with it.

use std::collections::BTreeSet;

use serde_json::Value;
use throughline::site::engine::Site;

use super::{sample, site, text};

fn graph(site: &Site) -> Value {
    let graph: Value = serde_json::from_str(&text(site, "graph.json")).expect("JSON");
    let schema: Value = serde_json::from_str(&text(site, "graph.schema.json")).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    let faults: Vec<String> = validator.iter_errors(&graph).map(|it| it.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    graph
}

fn texts<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    let list = list.as_array().expect("a list");
    list.iter().map(|it| it[key].as_str().expect("a text")).collect()
}

#[test]
fn the_graph_of_the_sample_keeps_its_promise() {
    let graph = graph(&sample());
    let ids = texts(&graph["items"], "id");
    assert!(ids.is_sorted() && ids.len() > 100, "{}", ids.len());
    let known: BTreeSet<&str> = ids.into_iter().collect();
    let names: BTreeSet<&str> = texts(&graph["links"], "name").into_iter().collect();
    let edges = graph["edges"].as_array().expect("edges");
    for edge in edges {
        let (from, to) = (edge["from"].as_str().unwrap(), edge["to"].as_str().unwrap());
        assert!(known.contains(from) && known.contains(to.split('#').next().unwrap()), "{edge}");
        assert!(names.contains(edge["type"].as_str().unwrap()), "{edge}");
    }
    let order: Vec<_> = edges
        .iter()
        .map(|it| (it["from"].as_str(), it["type"].as_str(), it["to"].as_str()))
        .collect();
    assert!(order.is_sorted() && order.windows(2).all(|pair| pair[0] != pair[1]));
    assert_eq!(
        graph["summary"]["findings"],
        serde_json::json!({"error": 0, "warning": 18, "note": 1})
    );
    assert_eq!(graph["summary"]["edges"], edges.len());
}

#[test]
fn a_document_is_an_item_with_what_it_says_and_what_follows() {
    let site = site(
        "audience: confidential\n",
        &[
            ("people/ana.md", "---\nname: Ana\n---\n"),
            (
                "releases/r.md",
                "---\nstatus: shipped\nowner: ana\ngoals: [g, {goal: h, share: 0.25}]\ntargets: [2026-05-01, 2026-05-08]\nshipped: 2026-05-11\neffort: 1pm\nx-board: {row: 3}\nmoves: [g#k]\n---\n\nSee [[h]] and [[h]].\n",
            ),
            (
                "goals/g.md",
                "---\nperiod: 2026-Q2\nkrs: [{id: k, title: K, baseline: 0, target: 10, current: 5}]\n---\n",
            ),
            ("goals/h.md", "---\nperiod: 2026-Q2\n---\n"),
        ],
    );
    let graph = graph(&site);
    assert_eq!(graph["site"]["audience"], "confidential");
    let of = |id: &str| {
        let items = graph["items"].as_array().expect("items");
        items.iter().find(|it| it["id"] == id).expect("the item").clone()
    };
    let release = of("r");
    assert_eq!(release["owner"], "ana");
    assert_eq!(release["url"], "releases/r.html");
    assert_eq!(release["source"]["path"], "releases/r.md");
    assert_eq!(release["fields"]["targets"], serde_json::json!(["2026-05-01", "2026-05-08"]));
    assert_eq!(release["fields"]["effort_weeks"], 4.0);
    assert_eq!(release["fields"]["x-board"], serde_json::json!({"row": 3}));
    assert_eq!(release["derived"]["slip_days"], 10);
    assert_eq!(of("g")["derived"]["progress"], 0.5);
    let edges: Vec<String> = graph["edges"]
        .as_array()
        .expect("edges")
        .iter()
        .filter(|it| it["from"] == "r")
        .map(|it| format!("{} {} {}", it["type"], it["to"], it["share"]))
        .collect();
    assert_eq!(
        edges,
        [
            "\"goals\" \"g\" null",
            "\"goals\" \"h\" 0.25",
            "\"mentions\" \"h\" null",
            "\"moves\" \"g#k\" null",
            "\"owner\" \"ana\" null"
        ]
    );
}
