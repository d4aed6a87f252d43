//! Documents as text: front matter, outlines, places and tables, with everything that trips a naive reader.

use std::fmt::Write as _;

use throughline::parse::locate::locate;
use throughline::parse::{Parsed, parse};

/// The problems as lines of `what | text at the place | help`.
fn problems(text: &str) -> Vec<String> {
    said(text, &parse(text))
}

fn said(text: &str, parsed: &Parsed) -> Vec<String> {
    let problems = parsed.problems.iter();
    problems
        .map(|problem| {
            let at = &text[locate(text, &parsed.front, &problem.place)];
            format!("{} | {at} | {}", problem.what, problem.help.as_deref().unwrap_or_default())
        })
        .collect()
}

fn show(text: &str) -> String {
    let parsed = parse(text);
    let mut out = String::new();
    for entry in &parsed.front.entries {
        let value = throughline::parse::fields::json(&entry.value);
        let _ = write!(out, "{}={value} ", entry.key);
    }
    out.trim_end().to_owned()
}

#[test]
fn one_bad_line_costs_one_value() {
    let text =
        "---\ntitle: Fill: more\nowner: @ann\ngoals: [a, b\nnote: \"x\nstatus: active\n---\n";
    assert_eq!(
        show(text),
        r#"title="Fill: more" owner="@ann" goals=["a","b"] note="x" status="active""#
    );
    assert_eq!(problems(text).len(), 4);
}
