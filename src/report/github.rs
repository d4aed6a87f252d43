//! Findings in GitHub Actions: workflow commands that become annotations, and Markdown for the step's summary.

use std::io;

use crate::base::diagnostic::Level;
use crate::report::located::Finding;
use crate::report::markdown::{Room, body};
use crate::report::sink::Sink;
use crate::report::{Report, summary};

/// GitHub refuses a step summary of more than 1 MiB; a character may take four bytes.
const SUMMARY_CHARS: usize = 250_000;

/// Writes one annotation a finding, and the summary line for the log.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut out = Sink::new(out);
    for finding in &report.findings {
        annotation(&mut out, finding);
        out.rest()?;
    }
    escape(&mut out, &summary::line(report));
    out.put(&["\n"]);
    out.end()
}

fn annotation(out: &mut Sink, finding: &Finding) {
    let (at, diagnostic) = (&finding.at, finding.diagnostic);
    let command = match diagnostic.level {
        Level::Error => "::error file=",
        Level::Warning => "::warning file=",
        Level::Note => "::notice file=",
    };
    out.put(&[command]);
    property(out, &at.path);
    let mut numbers = vec![(",line=", at.line), (",endLine=", at.end_line)];
    // A column range is only understood within one line.
    if at.end_line <= at.line {
        let end = at.end_column.saturating_sub(1).max(at.column);
        numbers.extend([(",col=", at.column), (",endColumn=", end)]);
    }
    for (name, number) in numbers {
        out.put(&[name]);
        out.number(number);
    }
    out.put(&[",title="]);
    property(out, diagnostic.code);
    out.put(&["::"]);
    escape(out, &diagnostic.what);
    let more =
        [("%0Awhy: ", diagnostic.why), ("%0Ahelp: ", diagnostic.help.as_deref().unwrap_or(""))];
    for (name, text) in more.into_iter().filter(|(_, text)| !text.is_empty()) {
        out.put(&[name]);
        escape(out, text);
    }
    for (other, what) in &finding.related {
        out.put(&["%0A"]);
        escape(out, &other.path);
        out.put(&[":"]);
        out.number(other.line);
        out.put(&[": "]);
        escape(out, what);
    }
    out.put(&["\n"]);
}

/// The Markdown that belongs into the file that `GITHUB_STEP_SUMMARY` names.
#[must_use]
pub fn step_summary(report: &Report) -> String {
    body(report, &Room { chars: SUMMARY_CHARS, marker: false })
}

/// A message of a workflow command: a line break would end it.
fn escape(out: &mut Sink, text: &str) {
    out.escaped(text, |byte| matches!(byte, b'%' | b'\r' | b'\n'), sign);
}

/// A property of a workflow command: colon and comma would end it, too.
fn property(out: &mut Sink, text: &str) {
    let is_special = |byte| matches!(byte, b'%' | b'\r' | b'\n' | b':' | b',');
    out.escaped(text, is_special, |c| match c {
        ':' => Some("%3A"),
        ',' => Some("%2C"),
        c => sign(c),
    });
}

const fn sign(c: char) -> Option<&'static str> {
    match c {
        '%' => Some("%25"),
        '\r' => Some("%0D"),
        '\n' => Some("%0A"),
        _ => None,
    }
}
