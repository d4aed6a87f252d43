//! Findings as GitLab's code quality report: a JSON list that a merge request compares with its target branch.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::diagnostic::Level;
use crate::report::{Report, lines};

#[derive(Serialize)]
struct Item<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Writes the list, each finding in a line of its own; an empty one says that all is well.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let items: Vec<Item> = report
        .findings
        .iter()
        .map(|finding| {
            let diagnostic = finding.diagnostic;
            let description = match &diagnostic.help {
                Some(help) => format!("{}: {help}", diagnostic.what),
                None => diagnostic.what.clone(),
            };
            Item {
                description,
                check_name: diagnostic.code,
                fingerprint: &finding.fingerprint,
                severity: severity(diagnostic.level),
                location: Location {
                    path: &finding.at.path,
                    lines: Lines { begin: finding.at.line, end: finding.at.end_line },
                },
            }
        })
        .collect();
    lines::write(out, &items, 1)
}

/// GitLab knows info, minor, major, critical and blocker.
const fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}
