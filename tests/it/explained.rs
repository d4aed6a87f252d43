//! How numbers are explained: every formula has its page, and page and registry tell the same.

use std::collections::BTreeSet;
use std::path::Path;

use throughline::measure::{FORMULAS, Unmeasurable, formula};

#[test]
fn every_formula_with_examples_is_explained() {
    let document: serde_json::Value =
        serde_json::from_str(include_str!("../vectors/formulas.json")).expect("JSON");
    let examples: BTreeSet<&str> =
        document["formulas"].as_object().unwrap().keys().map(String::as_str).collect();
    let explained: BTreeSet<&str> = FORMULAS.iter().map(|it| it.name).collect();
    assert_eq!(explained, examples);
    assert_eq!(explained.len(), FORMULAS.len(), "a formula is there twice");
}

#[test]
fn every_page_belongs_to_a_formula() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/measure/pages");
    let pages: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("the folder of pages")
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let named: BTreeSet<String> = FORMULAS.iter().map(|it| format!("{}.md", it.name)).collect();
    assert_eq!(pages, named);
}

#[test]
fn every_page_answers_the_same_questions() {
    const SECTIONS: [&str; 5] = ["Inputs", "Edges", "Source", "Example", "Not for"];
    for it in FORMULAS {
        let (name, page) = (it.name, it.page);
        assert!(page.starts_with(&format!("# {}\n\n**", it.title)), "{name}: heading or question");
        assert!(page.contains(&format!("```text\n{}\n```", it.definition)), "{name}: definition");
        assert!(page.contains(&format!("```text\n{}\n```", it.example)), "{name}: example");
        assert!(page.contains(&format!("Unit: {}.\n", it.unit)), "{name}: unit");
        let source = it.source.get(1..).unwrap_or_default();
        assert!(page.contains(&format!("{source}.\n")), "{name}: source");
        let sections: Vec<&str> = page.lines().filter_map(|it| it.strip_prefix("## ")).collect();
        assert_eq!(sections, SECTIONS, "{name}");
    }
}

#[test]
fn a_formula_is_found_by_its_name() {
    assert_eq!(formula("rice").map(|it| it.title), Some("RICE score"));
    assert_eq!(formula("rise"), None);
}

#[test]
fn a_refusal_says_why_in_a_clause() {
    let refusal = Unmeasurable::EffortNotPositive;
    assert_eq!(refusal.code(), "effort-not-positive");
    assert_eq!(refusal.to_string(), "the effort is not above zero");
}
