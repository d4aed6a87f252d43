//! Any text at all is a query or a fault at a place inside it; nothing panics.

use proptest::prelude::*;

use throughline::model::inline;
use throughline::model::query::{Query, grouped};

use crate::{sample, small};

/// Words and signs that matter to a query, so that random texts hit its rules.
const PIECES: &[&str] = &[
    "type",
    "status",
    "owner",
    "goals",
    "delivered_by",
    "under",
    "over",
    "has",
    "no",
    "count(",
    "slip",
    "align",
    "lint",
    "live",
    "late",
    "changed",
    "text",
    "sort",
    "limit",
    "group",
    "x-own",
    "krs",
    "outcome",
    "title",
    "period",
    "due",
    ":",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "~",
    ",",
    "..",
    ".",
    "-",
    "NOT ",
    " OR ",
    " AND ",
    "(",
    ")",
    "\"",
    "\\",
    " ",
    "  ",
    "#",
    "release",
    "goal",
    "bet",
    "planned",
    "fill-q2",
    "self-serve",
    "today",
    "today-2w",
    "today+999999999q",
    "2026-05-14",
    "2026-Q2",
    "14d",
    "99999999999999999999d",
    "0.5",
    "90%",
    "3pw",
    "1e309",
    "*",
    "\u{e9}",
    "\u{1f600}",
    "\u{202e}",
    "\n",
    "\t",
    "\u{0}",
    "[[",
    "]]",
    "=count ",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

#[test]
fn any_text_is_a_query_or_a_fault_inside_it() {
    let site = small::site(&sample::files());
    let reader = site.reader();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) };
    proptest!(config, |(text in texts())| {
        match Query::read(&reader, &text) {
            Ok(query) => {
                let answer = query.run(&reader);
                prop_assert!(answer.ids.len() <= answer.all);
                prop_assert!(answer.ids.len() <= query.limit.unwrap_or(usize::MAX));
                if let Some(by) = &query.group {
                    let groups = grouped(&reader, &answer.ids, by);
                    prop_assert!(groups.iter().map(|group| group.ids.len()).sum::<usize>() >= answer.ids.len());
                }
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                for fault in faults {
                    prop_assert!(text.get(fault.span.clone()).is_some(), "{fault:?} in {text:?}");
                    prop_assert!(!fault.what.is_empty());
                }
            }
        }
        let _ = inline::read(&reader, &text);
        let _ = inline::read(&reader, &format!("=count {text}"));
    });
}

#[test]
fn deep_and_long_queries_end() {
    let site = small::site(&[]);
    let reader = site.reader();
    for text in [
        "(".repeat(100_000),
        "-".repeat(100_000),
        "a ".repeat(20_000),
        "a OR ".repeat(20_000) + "a",
        "goals.owner.".repeat(2_000) + "owner:x",
        format!("status:{}", "planned,".repeat(20_000) + "planned"),
    ] {
        let _ = Query::read(&reader, &text).map(|query| query.run(&reader));
    }
}
