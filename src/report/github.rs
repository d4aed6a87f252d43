//! Findings in GitHub Actions: workflow commands that become annotations, and Markdown for the step's summary.

use std::borrow::Cow;
use std::io;

use crate::base::diagnostic::Level;
use crate::report::located::Finding;
use crate::report::markdown::{Room, body};
use crate::report::words::{self, push, push_number};
use crate::report::{Report, summary};

/// GitHub refuses a step summary of more than 1 MiB; a character may take four bytes.
const SUMMARY_CHARS: usize = 250_000;

/// Writes one annotation a finding, and the summary line for the log.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut line = String::new();
    for finding in &report.findings {
        line.clear();
        annotation(&mut line, finding);
        out.write_all(line.as_bytes())?;
    }
    line.clear();
    push(&mut line, &[&escaped(&summary::line(report)), "\n"]);
    out.write_all(line.as_bytes())
}

fn annotation(out: &mut String, finding: &Finding) {
    let (at, diagnostic) = (&finding.at, finding.diagnostic);
    out.push_str(match diagnostic.level {
        Level::Error => "::error file=",
        Level::Warning => "::warning file=",
        Level::Note => "::notice file=",
    });
    out.push_str(&property(&at.path));
    // A column range is only understood within one line.
    let is_one = at.end_line <= at.line;
    let end = at.end_column.saturating_sub(1).max(at.column);
    let numbers = [(",line=", at.line), (",endLine=", at.end_line)];
    let columns = [(",col=", at.column), (",endColumn=", end)];
    for (name, number) in numbers.into_iter().chain(columns.into_iter().filter(|_| is_one)) {
        out.push_str(name);
        push_number(out, number);
    }
    let what = escaped(&diagnostic.what);
    push(out, &[",title=", &property(diagnostic.code), "::", &what]);
    let more =
        [("%0Awhy: ", diagnostic.why), ("%0Ahelp: ", diagnostic.help.as_deref().unwrap_or(""))];
    for (name, words) in more.into_iter().filter(|(_, words)| !words.is_empty()) {
        push(out, &[name, &escaped(words)]);
    }
    for (other, what) in &finding.related {
        push(out, &["%0A", &escaped(&other.path), ":"]);
        push_number(out, other.line);
        push(out, &[": ", &escaped(what)]);
    }
    out.push('\n');
}

/// The Markdown that belongs into the file that `GITHUB_STEP_SUMMARY` names.
#[must_use]
pub fn step_summary(report: &Report) -> String {
    body(report, &Room { chars: SUMMARY_CHARS, marker: false })
}

/// A message of a workflow command: a line break would end it.
fn escaped(text: &str) -> Cow<'_, str> {
    words::escaped(text, |byte| matches!(byte, b'%' | b'\r' | b'\n'), sign)
}

/// A property of a workflow command: colon and comma would end it, too.
fn property(text: &str) -> Cow<'_, str> {
    let is_special = |byte| matches!(byte, b'%' | b'\r' | b'\n' | b':' | b',');
    words::escaped(text, is_special, |c| match c {
        ':' => Some("%3A"),
        ',' => Some("%2C"),
        c => sign(c),
    })
}

const fn sign(c: char) -> Option<&'static str> {
    match c {
        '%' => Some("%25"),
        '\r' => Some("%0D"),
        '\n' => Some("%0A"),
        _ => None,
    }
}
