//! The data beside pages, and how JSON is written.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Serialize;
use serde_json::Value;
use throughline::base::json;

use super::{site, text};

const FILES: &[(&str, &str)] = &[
    (
        "goals/g.md",
        "---\nperiod: 2026-Q2\nstatus: active\nowner: ada\nkrs:\n  - {id: KR1, title: More, baseline: 0, target: 10}\n---\n\n# More bookings\n",
    ),
    (
        "releases/r.md",
        "---\ngoals: [g]\nowner: ada\nstage: shipped\nshipped: 2026-05-02\n---\n\n# A release\n",
    ),
    ("people/ada.md", "---\ntitle: Ada\n---\n"),
];

#[test]
fn the_data_beside_a_page_says_what_it_is_about_and_not_how_it_is_drawn() {
    let site = site("as_of: 2026-05-11\n", FILES);
    let json = text(&site, "goals/g.json");
    let twin: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(twin["document"]["id"], "g");
    assert_eq!(twin["document"]["title"], "More bookings");
    assert_eq!(twin["document"]["owners"][0]["name"], "Ada");
    assert_eq!(twin["document"]["owners"][0]["url"], "people/ada.html");
    let release = &twin["sections"]
        .as_array()
        .expect("sections")
        .iter()
        .find_map(|it| it["items"].as_array()?.iter().find(|it| it["id"] == "r").cloned());
    let release = release.as_ref().expect("the release that serves it");
    assert_eq!(release["title"], "A release");
    assert_eq!(release["url"], "releases/r.html");
    for drawn in ["kind_word", "status_word", "tone", "initials", "facets", "formula"] {
        assert!(!json.contains(&format!("\"{drawn}\":")), "{drawn}: {json}");
    }
    assert!(release.get("owner").is_none(), "whose it is stands in its own data: {release}");
}

#[derive(Debug, Clone, Serialize)]
struct Plain {
    words: String,
    sign: char,
    #[serde(skip_serializing_if = "Option::is_none")]
    maybe: Option<f64>,
    numbers: (u8, i64, u64, f32),
    list: Vec<Shape>,
    map: BTreeMap<String, Option<bool>>,
    value: Value,
}

#[derive(Debug, Clone, Serialize)]
enum Shape {
    Unit,
    One(String),
    Two(i16, ()),
    Named { a: u32 },
}

fn shapes() -> impl Strategy<Value = Plain> {
    let shape = prop_oneof![
        Just(Shape::Unit),
        ".{0,20}".prop_map(Shape::One),
        any::<i16>().prop_map(|n| Shape::Two(n, ())),
        any::<u32>().prop_map(|a| Shape::Named { a }),
    ];
    // Signs of control, quotes and tags at every distance from each other.
    let words = "[a-c\"\\\\<\u{0}-\u{1f}\u{7f}-\u{ff}\u{1f9ed}]{0,40}";
    let list = prop::collection::vec(shape, 0..4);
    let map = prop::collection::btree_map(words, any::<Option<bool>>(), 0..3);
    (words, any::<char>(), any::<Option<f64>>(), any::<(u8, i64, u64, f32)>(), list, map).prop_map(
        |(words, sign, maybe, numbers, list, map)| {
            let value = serde_json::json!({ words.as_str(): [numbers.1, words, null, {}] });
            Plain { words, sign, maybe, numbers, list, map, value }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_without_nothing_is_what_serde_json_writes(it in shapes()) {
        let mut own = Vec::new();
        json::write_without(&mut own, &it, |_| &[]).expect("written");
        prop_assert_eq!(String::from_utf8(own).expect("UTF-8"), serde_json::to_string(&it).expect("written"));
    }

    #[test]
    fn json_for_a_script_holds_no_tag_and_says_the_same(it in shapes()) {
        let mut own = Vec::new();
        json::write_tagless(&mut own, &it).expect("written");
        let own = String::from_utf8(own).expect("UTF-8");
        prop_assert!(!own.contains('<'), "{}", own);
        let said: Value = serde_json::from_str(&own).expect("JSON");
        prop_assert_eq!(said.to_string(), serde_json::from_str::<Value>(&serde_json::to_string(&it).expect("written")).expect("JSON").to_string());
    }
}
