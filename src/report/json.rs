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

use std::io;

use serde::Serialize;

use crate::base::diagnostic::Fix;
use crate::base::edit::Edit;
use crate::report::Report;
use crate::report::baseline::Entry;
use crate::report::located::{Finding, Located};
use crate::report::sink::Sink;
use crate::report::summary::Counts;

/// The version of the shape.
pub const VERSION: u32 = 1;

/// Writes the report as one JSON object, each finding in a line of its own, with a line break at the end.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let baseline = report.baseline.as_ref();
    let tool = Tool { name: "throughline", version: report.version };
    let summary = Summary { counts: report.counts, known: baseline.map(|b| b.known) };
    let gone: &[Entry] = baseline.map_or(&[], |b| b.gone.as_slice());
    let mut out = Sink::new(out);
    out.put(&["{\"version\":"]);
    out.number(VERSION);
    out.put(&[",\"tool\":"]);
    out.json(&tool)?;
    out.put(&[",\"summary\":"]);
    out.json(&summary)?;
    out.put(&[",\n\"findings\":["]);
    for (nth, one) in report.findings.iter().enumerate() {
        out.put(&[if nth == 0 { "\n" } else { ",\n" }]);
        finding(&mut out, one)?;
        out.rest()?;
    }
    out.put(&["\n],\"gone\":"]);
    out.json(gone)?;
    out.put(&["}\n"]);
    out.end()
}

fn finding(out: &mut Sink, finding: &Finding) -> io::Result<()> {
    let diagnostic = finding.diagnostic;
    let subject = Some(&*diagnostic.subject).filter(|subject| !subject.is_empty());
    out.put(&[
        "{\"lint\":\"",
        diagnostic.code,
        "\",\"level\":\"",
        diagnostic.level.as_str(),
        "\",",
    ]);
    place(out, &finding.at)?;
    out.put(&[",\"what\":"]);
    out.quoted(&diagnostic.what)?;
    out.put(&[",\"why\":"]);
    out.quoted(diagnostic.why)?;
    out.put(&[",\"help\":"]);
    out.maybe(diagnostic.help.as_deref())?;
    out.put(&[",\"fix\":"]);
    out.json(&diagnostic.fix.as_ref().map(|fix| Mend::of(fix, &finding.edits)))?;
    out.put(&[",\"related\":["]);
    for (nth, (at, what)) in finding.related.iter().enumerate() {
        out.put(&[if nth == 0 { "{" } else { ",{" }]);
        place(out, at)?;
        out.put(&[",\"what\":"]);
        out.quoted(what)?;
        out.put(&["}"]);
    }
    out.put(&["],\"subject\":"]);
    out.maybe(subject)?;
    out.put(&[",\"field\":"]);
    out.maybe(finding.field().as_deref())?;
    out.put(&[",\"fingerprint\":\"", &finding.fingerprint, "\"}"]);
    Ok(())
}

fn place(out: &mut Sink, at: &Located) -> io::Result<()> {
    out.put(&["\"path\":"]);
    out.quoted(&at.path)?;
    let numbers = [
        (",\"line\":", at.line),
        (",\"column\":", at.column),
        (",\"end_line\":", at.end_line),
        (",\"end_column\":", at.end_column),
    ];
    for (name, number) in numbers {
        out.put(&[name]);
        out.number(number);
    }
    Ok(())
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

impl<'a> Mend<'a> {
    const fn of(fix: &'a Fix, edits: &'a [Edit]) -> Self {
        Self { said: Said::of(fix), edits }
    }
}

impl<'a> Said<'a> {
    const fn of(fix: &'a Fix) -> Self {
        match fix {
            Fix::SetField { field, value } => Self::SetField { field, value },
            Fix::RenameKey { field, to } => Self::RenameKey { field, to },
            Fix::Remove { field } => Self::Remove { field },
            Fix::Replace { text, .. } => Self::Replace { text },
        }
    }
}
