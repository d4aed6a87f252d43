//! Findings as `JUnit` XML: a suite for each document, in it a failed case for each error and warning.
//!
//! A case can fail only once in `JUnit`, so a document with several findings has several cases and the totals are
//! those of every other format. Notes do not fail: their cases pass and say the note as output.

use std::collections::BTreeMap;
use std::io;

use crate::base::diagnostic::Level;
use crate::report::Report;
use crate::report::located::{Finding, Located};
use crate::report::sink::Sink;

/// Writes the XML.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut out = Sink::new(out);
    let mut files: BTreeMap<&str, Vec<&Finding>> =
        report.documents.iter().map(|path| (path.as_str(), Vec::new())).collect();
    for finding in &report.findings {
        files.entry(&finding.at.path).or_default().push(finding);
    }
    let tests: usize = files.values().map(|findings| findings.len().max(1)).sum();
    let failures = report.findings.iter().filter(|it| fails(it)).count();
    out.put(&[
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"throughline check\"",
    ]);
    out.put(&[&format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\"")]);
    if let Some(elapsed) = report.elapsed {
        out.put(&[&format!(" time=\"{:.3}\"", elapsed.as_secs_f64())]);
    }
    out.put(&[">\n"]);
    for (path, findings) in files {
        suite(&mut out, path, &findings);
        out.rest()?;
    }
    out.put(&["</testsuites>\n"]);
    out.end()
}

fn fails(finding: &Finding) -> bool {
    finding.diagnostic.level != Level::Note
}

fn suite(out: &mut Sink, path: &str, findings: &[&Finding]) {
    let many = findings.len().max(1);
    let failures = findings.iter().filter(|it| fails(it)).count();
    out.put(&["    <testsuite name=\""]);
    escape(out, path);
    let counts = format!("tests=\"{many}\" disabled=\"0\" errors=\"0\" failures=\"{failures}\"");
    out.put(&["\" ", &counts, ">\n"]);
    if findings.is_empty() {
        out.put(&["        <testcase name=\"no findings\" classname=\""]);
        escape(out, path);
        out.put(&["\"/>\n"]);
    }
    for finding in findings {
        case(out, finding);
    }
    out.put(&["    </testsuite>\n"]);
}

fn case(out: &mut Sink, finding: &Finding) {
    let diagnostic = finding.diagnostic;
    let Located { path, line, column, .. } = &finding.at;
    out.put(&["        <testcase name=\"", diagnostic.code, " at "]);
    out.number(*line);
    out.put(&[":"]);
    out.number(*column);
    out.put(&["\" classname=\""]);
    escape(out, path);
    out.put(&["\" file=\""]);
    escape(out, path);
    out.put(&["\" line=\""]);
    out.number(*line);
    out.put(&["\">\n            "]);
    let end = if fails(finding) {
        out.put(&["<failure message=\""]);
        escape(out, &diagnostic.what);
        out.put(&["\" type=\"", diagnostic.level.as_str(), "\">"]);
        "</failure>\n        </testcase>\n"
    } else {
        out.put(&["<system-out>"]);
        "</system-out>\n        </testcase>\n"
    };
    said(out, finding);
    out.put(&[end]);
}

/// What a person reads of it.
fn said(out: &mut Sink, finding: &Finding) {
    let diagnostic = finding.diagnostic;
    out.put(&[diagnostic.level.as_str(), "[", diagnostic.code, "]: "]);
    escape(out, &diagnostic.what);
    place(out, &finding.at);
    for (other, what) in &finding.related {
        place(out, other);
        out.put(&[": "]);
        escape(out, what);
    }
    if !diagnostic.why.is_empty() {
        out.put(&["\nwhy: "]);
        escape(out, diagnostic.why);
    }
    if let Some(help) = &diagnostic.help {
        out.put(&["\nhelp: "]);
        escape(out, help);
    }
}

fn place(out: &mut Sink, at: &Located) {
    out.put(&["\n"]);
    escape(out, &at.path);
    out.put(&[":"]);
    out.number(at.line);
    out.put(&[":"]);
    out.number(at.column);
}

/// Writes a text for an attribute or an element; what no XML may hold, however it is written, becomes a sign for itself.
fn escape(out: &mut Sink, text: &str) {
    // The two signs above ASCII that XML refuses begin with this byte.
    let is_special = |byte| matches!(byte, ..b' ' | b'&' | b'<' | b'>' | b'"' | 0xef);
    out.escaped(text, is_special, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\r' => Some("&#13;"),
        '\t' | '\n' => None,
        '\u{fffe}' | '\u{ffff}' | '\0'..' ' => Some("\u{fffd}"),
        _ => None,
    });
}
