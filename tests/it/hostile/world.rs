//! Handbooks that nobody should write: any names, any fields, any text, any bytes.

use std::fmt;

use proptest::prelude::*;

use super::words::{BODY, FIELDS, PATHS, WORDS};

/// A file of the content.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    pub path: String,
    pub bytes: Vec<u8>,
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {:?}", self.path, String::from_utf8_lossy(&self.bytes))
    }
}

/// A document with one fault that must be found whatever stands beside it.
pub const PLANTED: &str = "releases/planted-a7.md";
/// Its text: a release that names no goal.
pub const PLANTED_TEXT: &str = "---\ntitle: Planted\nstatus: in-progress\nstarted: 2026-05-01\nsummary: A fault.\n---\n\nText.\n";

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(WORDS).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => prop::sample::select(WORDS).prop_map(|word| word.repeat(10_000 / word.len().max(1))),
    ]
}

/// A value of YAML: quoted soundly, or as it comes.
fn value() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        3 => word().prop_map(|word| serde_json::to_string(&word).expect("a string")),
        3 => word(),
        1 => Just("&x [*x, *x]".to_owned()),
        1 => Just("|\n  one\n  two".to_owned()),
        1 => Just("!!binary aGVsbG8=".to_owned()),
        1 => Just("[".repeat(200)),
    ];
    scalar.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(", "))),
            prop::collection::vec((prop::sample::select(FIELDS), inner), 0..4).prop_map(
                |entries| {
                    let entries: Vec<String> =
                        entries.iter().map(|(key, value)| format!("{key:?}: {value}")).collect();
                    format!("{{{}}}", entries.join(", "))
                }
            ),
        ]
    })
}

fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(BODY), 0..25).prop_map(|parts| parts.concat())
}

/// A document with front matter of hostile values.
pub fn document() -> impl Strategy<Value = String> {
    let entries = prop::collection::vec((prop::sample::select(FIELDS), value()), 0..12);
    (entries, body(), 0..8u8).prop_map(|(entries, body, ends)| {
        let front: String =
            entries.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        match ends {
            0 => format!("---\n{front}{body}"),
            1 => body,
            _ => format!("---\n{front}---\n{body}"),
        }
    })
}

fn table() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop_oneof![
        word(),
        Just("2026-05-01".to_owned()),
        Just("7".to_owned()),
        Just("1,5".to_owned()),
        Just("\"a\nb".to_owned()),
    ];
    let head = prop::sample::select(vec![
        "date,value",
        "respondent,score",
        "respondent,date,score,comment",
        "q1,q2,q3,q4,q5,q6,q7,q8,q9,q10",
        "",
    ]);
    let rows = prop::collection::vec(prop::collection::vec(cell, 0..5), 0..8);
    (head, rows).prop_map(|(head, rows)| {
        let rows: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        format!("{head}\n{}", rows.join("\n")).into_bytes()
    })
}

/// What stands in a file.
pub fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => document().prop_map(String::into_bytes),
        2 => table(),
        1 => prop::collection::vec(any::<u8>(), 0..400),
    ]
}

/// A handbook, without two files of one name.
pub fn files() -> impl Strategy<Value = Vec<File>> {
    let file = (prop::sample::select(PATHS), bytes());
    prop::collection::vec(file, 1..14).prop_map(|files| {
        let mut own: Vec<File> =
            files.into_iter().map(|(path, bytes)| File { path: path.to_owned(), bytes }).collect();
        own.sort();
        own.dedup_by(|a, b| a.path == b.path);
        own
    })
}

/// Settings, hostile too; they leave lints alone, so that a planted fault must be found.
pub fn settings() -> impl Strategy<Value = Option<String>> {
    const KEYS: &[&str] = &[
        "title",
        "description",
        "base_url",
        "language",
        "urls",
        "as_of",
        "repo",
        "nav",
        "weights",
        "thresholds",
        "reach_unit",
        "effort_unit",
        "period_start_month",
        "scoring",
        "markdown",
        "search",
        "feeds",
        "redirects",
        "own_urls",
        "link_roots",
        "audience_leak",
        "zzz",
    ];
    let entries = prop::collection::vec((prop::sample::select(KEYS), value()), 0..6);
    prop::option::of(entries.prop_map(|entries| {
        entries.iter().map(|(key, value)| format!("{key}: {value}\n")).collect()
    }))
}
