//! Findings as `JUnit` XML: a suite for each document, in it a failed case for each error and warning.
//!
//! A case can fail only once in `JUnit`, so a document with several findings has several cases and the totals are
//! those of every other format. Notes do not fail: their cases pass and say the note as output.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use crate::base::diagnostic::Level;
use crate::report::located::{Finding, Located};
use crate::report::{BUFFER, Report};

/// Writes the XML.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let mut files: BTreeMap<&str, Vec<&Finding>> =
        report.documents.iter().map(|path| (path.as_str(), Vec::new())).collect();
    for finding in &report.findings {
        files.entry(&finding.at.path).or_default().push(finding);
    }
    let tests: usize = files.values().map(|findings| findings.len().max(1)).sum();
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
    for (path, findings) in files {
        let many = findings.len().max(1);
        let failures = findings.iter().filter(|it| fails(it)).count();
        out.write_all(b"    <testsuite name=\"")?;
        escape(&mut out, path)?;
        writeln!(out, "\" tests=\"{many}\" disabled=\"0\" errors=\"0\" failures=\"{failures}\">")?;
        if findings.is_empty() {
            out.write_all(b"        <testcase name=\"no findings\" classname=\"")?;
            escape(&mut out, path)?;
            out.write_all(b"\"/>\n")?;
        }
        for finding in findings {
            case(&mut out, finding)?;
        }
        out.write_all(b"    </testsuite>\n")?;
    }
    out.write_all(b"</testsuites>\n")?;
    out.flush()
}

fn fails(finding: &Finding) -> bool {
    finding.diagnostic.level != Level::Note
}

fn case(out: &mut impl Write, finding: &Finding) -> io::Result<()> {
    let diagnostic = finding.diagnostic;
    let Located { path, line, column, .. } = &finding.at;
    write!(out, "        <testcase name=\"{} at {line}:{column}\" classname=\"", diagnostic.code)?;
    escape(out, path)?;
    out.write_all(b"\" file=\"")?;
    escape(out, path)?;
    write!(out, "\" line=\"{line}\">\n            ")?;
    let end: &[u8] = if fails(finding) {
        out.write_all(b"<failure message=\"")?;
        escape(out, &diagnostic.what)?;
        write!(out, "\" type=\"{}\">", diagnostic.level)?;
        b"</failure>\n        </testcase>\n"
    } else {
        out.write_all(b"<system-out>")?;
        b"</system-out>\n        </testcase>\n"
    };
    said(out, finding)?;
    out.write_all(end)
}

/// What a person reads of it.
fn said(out: &mut impl Write, finding: &Finding) -> io::Result<()> {
    let diagnostic = finding.diagnostic;
    write!(out, "{}[{}]: ", diagnostic.level, diagnostic.code)?;
    escape(out, &diagnostic.what)?;
    place(out, &finding.at)?;
    for (other, what) in &finding.related {
        place(out, other)?;
        out.write_all(b": ")?;
        escape(out, what)?;
    }
    if !diagnostic.why.is_empty() {
        out.write_all(b"\nwhy: ")?;
        escape(out, diagnostic.why)?;
    }
    if let Some(help) = &diagnostic.help {
        out.write_all(b"\nhelp: ")?;
        escape(out, help)?;
    }
    Ok(())
}

fn place(out: &mut impl Write, at: &Located) -> io::Result<()> {
    out.write_all(b"\n")?;
    escape(out, &at.path)?;
    write!(out, ":{}:{}", at.line, at.column)
}

/// Writes a text for an attribute or an element; what no XML may hold, however it is written, becomes a sign for itself.
fn escape(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (plain, special) = rest.split_at(at);
        out.write_all(plain.as_bytes())?;
        let Some(sign) = special.chars().next() else { break };
        match sign {
            '&' => out.write_all(b"&amp;")?,
            '<' => out.write_all(b"&lt;")?,
            '>' => out.write_all(b"&gt;")?,
            '"' => out.write_all(b"&quot;")?,
            '\r' => out.write_all(b"&#13;")?,
            _ => out.write_all("\u{fffd}".as_bytes())?,
        }
        rest = special.get(sign.len_utf8()..).unwrap_or_default();
    }
    out.write_all(rest.as_bytes())
}

/// Whether a sign means something in XML, or may not stand in it.
const fn is_special(c: char) -> bool {
    match c {
        '&' | '<' | '>' | '"' | '\r' | '\u{fffe}' | '\u{ffff}' => true,
        '\t' | '\n' => false,
        c => c < ' ',
    }
}
