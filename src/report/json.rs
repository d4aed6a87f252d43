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

use std::io::{self, Write};

use serde::ser::SerializeStruct;
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

/// A finding, in its own line.
struct Item<'a>(&'a Finding<'a>);

/// Another place of a finding, and what is there.
struct Related<'a>(&'a (Located, &'a str));

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
    serializer.collect_seq(findings.iter().map(Item))
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (finding, diagnostic) = (self.0, self.0.diagnostic);
        let mend = |fix| Mend { said: Said::of(fix), edits: &finding.edits };
        let related: Vec<Related> = finding.related.iter().map(Related).collect();
        let subject = Some(&*diagnostic.subject).filter(|subject| !subject.is_empty());
        let mut out = serializer.serialize_struct("Item", 15)?;
        out.serialize_field("lint", &Words(diagnostic.code))?;
        out.serialize_field("level", diagnostic.level.as_str())?;
        place(&mut out, &finding.at)?;
        out.serialize_field("what", &Words(&diagnostic.what))?;
        out.serialize_field("why", &Words(diagnostic.why))?;
        out.serialize_field("help", &diagnostic.help.as_deref().map(Words))?;
        out.serialize_field("fix", &diagnostic.fix.as_ref().map(mend))?;
        out.serialize_field("related", &related)?;
        out.serialize_field("subject", &subject.map(Words))?;
        out.serialize_field("field", &finding.field().map(Words))?;
        out.serialize_field("fingerprint", &Words(&finding.fingerprint))?;
        out.end()
    }
}

impl Serialize for Related<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self((at, what)) = self;
        let mut out = serializer.serialize_struct("Related", 6)?;
        place(&mut out, at)?;
        out.serialize_field("what", &Words(what))?;
        out.end()
    }
}

/// The fields of a place, among those of what is there.
fn place<S: SerializeStruct>(out: &mut S, at: &Located) -> Result<(), S::Error> {
    out.serialize_field("path", &Words(&at.path))?;
    out.serialize_field("line", &at.line)?;
    out.serialize_field("column", &at.column)?;
    out.serialize_field("end_line", &at.end_line)?;
    out.serialize_field("end_column", &at.end_column)
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
