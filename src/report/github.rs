//! Findings in GitHub Actions: workflow commands that become annotations, and Markdown for the step's summary.

use std::io;

use crate::base::diagnostic::Level;
use crate::report::markdown::{Room, body};
use crate::report::{Report, summary};

/// GitHub refuses a step summary of more than 1 MiB; a character may take four bytes.
const SUMMARY_CHARS: usize = 250_000;

/// Writes one annotation a finding, and the summary line for the log.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in &report.findings {
        let at = &finding.at;
        let diagnostic = finding.diagnostic;
        let command = match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        write!(out, "::{command} file={},line={}", property(&at.path), at.line)?;
        // A column range is only understood within one line.
        if at.end_line > at.line {
            write!(out, ",endLine={}", at.end_line)?;
        } else {
            let end = at.end_column.saturating_sub(1).max(at.column);
            write!(out, ",endLine={},col={},endColumn={end}", at.end_line, at.column)?;
        }
        let mut message = diagnostic.what.clone();
        if !diagnostic.why.is_empty() {
            message += &format!("\nwhy: {}", diagnostic.why);
        }
        if let Some(help) = &diagnostic.help {
            message += &format!("\nhelp: {help}");
        }
        for (other, what) in &finding.related {
            message += &format!("\n{}:{}: {what}", other.path, other.line);
        }
        writeln!(out, ",title={}::{}", property(diagnostic.code), escape(&message))?;
    }
    writeln!(out, "{}", escape(&summary::line(report)))
}

/// The Markdown that belongs into the file that `GITHUB_STEP_SUMMARY` names.
#[must_use]
pub fn step_summary(report: &Report) -> String {
    body(report, &Room { chars: SUMMARY_CHARS, marker: false })
}

/// A message of a workflow command: a line break would end it.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command: colon and comma would end it, too.
fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
