//! Findings that came and findings that went. One that only moved to another line is neither.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::place::Place;

use super::{At, Side, spotted};

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Found {
    /// `error`, `warning` or `note`; errors come first.
    #[serde(serialize_with = "word")]
    pub level: std::cmp::Reverse<Level>,
    /// Where.
    pub at: At,
    /// The lint.
    pub lint: &'static str,
    /// What is wrong.
    pub what: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn word<S: serde::Serializer>(level: &std::cmp::Reverse<Level>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(level.0.as_str())
}

/// By what a finding is known: lint, document or file, and field without positions in lists.
type Key<'a> = (&'static str, &'a str, Option<&'a str>, String);

/// What is found only in the later state, and only in the earlier one.
pub(super) fn compare(base: &Side, head: &Side) -> (Vec<Found>, Vec<Found>) {
    let counted = |side: &Side| {
        let mut known: BTreeMap<_, usize> = BTreeMap::new();
        for finding in side.site.findings.all() {
            let (lint, subject, file, field) = key(finding);
            let owned = (lint, subject.to_owned(), file.map(ToOwned::to_owned), field);
            *known.entry(owned).or_default() += 1;
        }
        known
    };
    (only(head, counted(base)), only(base, counted(head)))
}

fn only(
    side: &Side,
    mut known: BTreeMap<(&'static str, String, Option<String>, String), usize>,
) -> Vec<Found> {
    let reader = side.site.reader();
    let mut found = Vec::new();
    for finding in side.site.findings.all() {
        let (lint, subject, file, field) = key(finding);
        let key = (lint, subject.to_owned(), file.map(ToOwned::to_owned), field);
        if let Some(left) = known.get_mut(&key).filter(|left| **left > 0) {
            *left -= 1;
            continue;
        }
        found.push(Found {
            level: std::cmp::Reverse(finding.level),
            at: spotted(side, &reader, &finding.at),
            lint: finding.code,
            what: finding.what.clone(),
        });
    }
    found.sort();
    found
}

fn key(finding: &Diagnostic) -> Key<'_> {
    let file = finding.at.file.as_deref().filter(|_| finding.subject.is_empty());
    let field = match &finding.at.place {
        Place::Field(path) | Place::Key(path) => without_positions(path),
        _ => String::new(),
    };
    (finding.code, &finding.subject, file, field)
}

fn without_positions(path: &str) -> String {
    let steps = path.split('[').enumerate().map(|(at, step)| match at {
        0 => step,
        _ => step.split_once(']').map_or("", |(_, rest)| rest),
    });
    steps.collect()
}
