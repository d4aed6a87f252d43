//! Findings as GitLab's code quality report: a JSON list that a merge request compares with its target branch.

use std::io::{self, Write};

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use crate::base::diagnostic::Level;
use crate::report::Report;
use crate::report::lines::{self, Words};
use crate::report::located::Finding;

struct Items<'a>(&'a [Finding<'a>]);

#[derive(Serialize)]
struct Item<'a> {
    description: Words<&'a str>,
    check_name: Words<&'a str>,
    fingerprint: Words<&'a str>,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: Words<&'a str>,
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
    lines::write(out, &Items(&report.findings), 1)
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(Some(self.0.len()))?;
        let mut description = String::new();
        for finding in self.0 {
            let diagnostic = finding.diagnostic;
            description.clear();
            description.push_str(&diagnostic.what);
            if let Some(help) = &diagnostic.help {
                description.extend([": ", help]);
            }
            items.serialize_element(&Item {
                description: Words(&description),
                check_name: Words(diagnostic.code),
                fingerprint: Words(&finding.fingerprint),
                severity: severity(diagnostic.level),
                location: Location {
                    path: Words(&finding.at.path),
                    lines: Lines { begin: finding.at.line, end: finding.at.end_line },
                },
            })?;
        }
        items.end()
    }
}

/// GitLab knows info, minor, major, critical and blocker.
const fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}
