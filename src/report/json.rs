//! Findings for programs. The shape is stable: fields may be added, and `version` says when one changes.
//!
//! ```json
//! {"version": 1, "tool": {"name": "throughline", "version": "…"},
//!  "summary": {"errors": 0, "warnings": 0, "notes": 0, "documents": 0, "known": null},
//!  "findings": [{"lint", "level", "path", "line", "column", "end_line", "end_column", "what", "why", "help",
//!                "fix", "related": [{"path", "line", "column", "end_line", "end_column", "what"}],
//!                "subject", "field", "fingerprint"}],
//!  "gone": [{"lint", "id", "file", "field", "count"}]}
//! ```
//!
//! Lines and columns count from 1, columns in characters. What does not apply is `null`, never left out. A `fix` says
//! what it does (`kind` and its values) and, where bytes are known, the `edits` that do it in the file of the finding.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::base::diagnostic::Fix;
use crate::base::edit::Edit;
use crate::report::Report;
use crate::report::baseline::Entry;
use crate::report::lines::{self, Words};
use crate::report::located::{Finding, Located};
use crate::report::summary::Counts;

/// The version of the shape.
pub const VERSION: u32 = 1;
/// The findings are a list in an object.
const DEPTH: usize = 2;

/// Writes the report as one JSON object, each finding in a line of its own, with a line break at the end.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    lines::write(out, &Shape::of(report), DEPTH)
}

#[derive(Serialize)]
struct Shape<'a> {
    version: u32,
    tool: Tool<'a>,
    summary: Summary,
    #[serde(serialize_with = "items")]
    findings: &'a [Finding<'a>],
    gone: &'a [Entry],
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(Serialize)]
struct Summary {
    #[serde(flatten)]
    counts: Counts,
    known: Option<usize>,
}

#[derive(Serialize)]
struct Item<'a> {
    lint: Words<&'a str>,
    level: &'static str,
    path: Words<&'a str>,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    what: Words<&'a str>,
    why: Words<&'a str>,
    help: Option<Words<&'a str>>,
    fix: Option<Mend<'a>>,
    related: Vec<Related<'a>>,
    subject: Option<Words<&'a str>>,
    field: Option<Words<Cow<'a, str>>>,
    fingerprint: Words<&'a str>,
}

#[derive(Serialize)]
struct Related<'a> {
    path: Words<&'a str>,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    what: Words<&'a str>,
}

#[derive(Serialize)]
struct Mend<'a> {
    #[serde(flatten)]
    said: Said<'a>,
    edits: &'a [Edit],
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Said<'a> {
    SetField { field: &'a str, value: &'a str },
    RenameKey { field: &'a str, to: &'a str },
    Remove { field: &'a str },
    Replace { text: &'a str },
}

impl<'a> Shape<'a> {
    fn of(report: &'a Report) -> Self {
        let baseline = report.baseline.as_ref();
        Self {
            version: VERSION,
            tool: Tool { name: "throughline", version: report.version },
            summary: Summary { counts: report.counts, known: baseline.map(|b| b.known) },
            findings: &report.findings,
            gone: baseline.map_or(&[], |b| b.gone.as_slice()),
        }
    }
}

/// Each finding becomes an item when it is written.
fn items<S: Serializer>(findings: &[Finding], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(findings.iter().map(Item::of))
}

impl<'a> Item<'a> {
    fn of(finding: &'a Finding) -> Self {
        let diagnostic = finding.diagnostic;
        let Located { line, column, end_line, end_column, .. } = finding.at;
        Self {
            lint: Words(diagnostic.code),
            level: diagnostic.level.as_str(),
            path: Words(&finding.at.path),
            line,
            column,
            end_line,
            end_column,
            what: Words(&diagnostic.what),
            why: Words(diagnostic.why),
            help: diagnostic.help.as_deref().map(Words),
            fix: diagnostic
                .fix
                .as_ref()
                .map(|fix| Mend { said: Said::of(fix), edits: &finding.edits }),
            related: finding.related.iter().map(|(at, what)| Related::of(at, what)).collect(),
            subject: Some(&*diagnostic.subject).filter(|subject| !subject.is_empty()).map(Words),
            field: finding.field().map(Words),
            fingerprint: Words(&finding.fingerprint),
        }
    }
}

impl<'a> Related<'a> {
    const fn of(at: &'a Located, what: &'a str) -> Self {
        let Located { line, column, end_line, end_column, .. } = *at;
        Self {
            path: Words(at.path.as_str()),
            line,
            column,
            end_line,
            end_column,
            what: Words(what),
        }
    }
}

impl<'a> Said<'a> {
    fn of(fix: &'a Fix) -> Self {
        match fix {
            Fix::SetField { field, value } => Self::SetField { field, value },
            Fix::RenameKey { field, to } => Self::RenameKey { field, to },
            Fix::Remove { field } => Self::Remove { field },
            Fix::Replace { text, .. } => Self::Replace { text },
        }
    }
}
