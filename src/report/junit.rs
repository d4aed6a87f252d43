//! Findings as `JUnit` XML: a suite for each document, in it a failed case for each error and warning.
//!
//! A case can fail only once in `JUnit`, so a document with several findings has several cases and the totals are
//! those of every other format. Notes do not fail: their cases pass and say the note as output.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use crate::base::diagnostic::Level;
use crate::report::located::{Finding, Located};
use crate::report::words::{self, push, push_number};
use crate::report::{BUFFER, Report};

/// Writes the XML.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let suites = suites(report);
    let tests: usize = suites.iter().map(|(_, findings)| findings.len().max(1)).sum();
    let failures = report.findings.iter().filter(|it| fails(it)).count();
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    write!(
        out,
        "<testsuites name=\"throughline check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\""
    )?;
    if let Some(elapsed) = report.elapsed {
        write!(out, " time=\"{:.3}\"", elapsed.as_secs_f64())?;
    }
    out.write_all(b">\n")?;
    let mut held = String::new();
    for (path, findings) in suites {
        held.clear();
        suite(&mut held, path, findings);
        out.write_all(held.as_bytes())?;
    }
    out.write_all(b"</testsuites>\n")?;
    out.flush()
}

/// Every document and every other file with findings, with what was found there.
fn suites<'a>(report: &'a Report) -> Vec<(&'a str, &'a [Finding<'a>])> {
    let files = report.findings.chunk_by(|a, b| a.at.path == b.at.path);
    let found = files.filter_map(|own| Some((own.first()?.at.path.as_str(), own)));
    let documents = report.documents.iter().map(|path| (path.as_str(), &[][..]));
    let mut suites: Vec<(&str, &[Finding])> = found.chain(documents).collect();
    // Of two of a file the first one has the findings.
    suites.sort_by_key(|(path, _)| *path);
    suites.dedup_by_key(|(path, _)| *path);
    suites
}

fn fails(finding: &Finding) -> bool {
    finding.diagnostic.level != Level::Note
}

fn suite(out: &mut String, path: &str, findings: &[Finding]) {
    let path = &*escaped(path);
    let many = findings.len().max(1);
    let failures = findings.iter().filter(|it| fails(it)).count();
    let counts = format!("tests=\"{many}\" disabled=\"0\" errors=\"0\" failures=\"{failures}\"");
    push(out, &["    <testsuite name=\"", path, "\" ", &counts, ">\n"]);
    if findings.is_empty() {
        push(out, &["        <testcase name=\"no findings\" classname=\"", path, "\"/>\n"]);
    }
    for finding in findings {
        case(out, path, finding);
    }
    out.push_str("    </testsuite>\n");
}

fn case(out: &mut String, path: &str, finding: &Finding) {
    let diagnostic = finding.diagnostic;
    let (level, what) = (diagnostic.level.as_str(), &*escaped(&diagnostic.what));
    let Located { line, column, .. } = finding.at;
    push(out, &["        <testcase name=\"", diagnostic.code, " at "]);
    push_number(out, line);
    out.push(':');
    push_number(out, column);
    push(out, &["\" classname=\"", path, "\" file=\"", path, "\" line=\""]);
    push_number(out, line);
    let end = if fails(finding) {
        push(out, &["\">\n            <failure message=\"", what, "\" type=\"", level, "\">"]);
        "</failure>\n        </testcase>\n"
    } else {
        out.push_str("\">\n            <system-out>");
        "</system-out>\n        </testcase>\n"
    };
    // What a person reads of it.
    push(out, &[level, "[", diagnostic.code, "]: ", what]);
    place(out, path, &finding.at);
    for (other, what) in &finding.related {
        place(out, &escaped(&other.path), other);
        push(out, &[": ", &escaped(what)]);
    }
    let more =
        [("\nwhy: ", diagnostic.why), ("\nhelp: ", diagnostic.help.as_deref().unwrap_or(""))];
    for (name, words) in more.into_iter().filter(|(_, words)| !words.is_empty()) {
        push(out, &[name, &escaped(words)]);
    }
    out.push_str(end);
}

fn place(out: &mut String, path: &str, at: &Located) {
    push(out, &["\n", path]);
    for number in [at.line, at.column] {
        out.push(':');
        push_number(out, number);
    }
}

/// A text for an attribute or an element; what no XML may hold, however it is written, becomes a sign for itself.
fn escaped(text: &str) -> Cow<'_, str> {
    // The two signs above ASCII that XML refuses begin with this byte.
    let is_special = |byte| byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xef);
    words::escaped(text, is_special, |sign| match sign {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\r' => Some("&#13;"),
        '\t' | '\n' => None,
        '\u{fffe}' | '\u{ffff}' | '\0'..' ' => Some("\u{fffd}"),
        _ => None,
    })
}
