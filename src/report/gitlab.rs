//! Findings as GitLab's code quality report: a JSON list that a merge request compares with its target branch.

use std::io;

use crate::base::diagnostic::Level;
use crate::report::Report;
use crate::report::located::Finding;
use crate::report::sink::Sink;

/// Writes the list, each finding in a line of its own; an empty one says that all is well.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut out = Sink::new(out);
    out.put(&["["]);
    for (nth, one) in report.findings.iter().enumerate() {
        out.put(&[if nth == 0 { "\n" } else { ",\n" }]);
        item(&mut out, one)?;
        out.rest()?;
    }
    out.put(&["\n]\n"]);
    out.end()
}

fn item(out: &mut Sink, finding: &Finding) -> io::Result<()> {
    let diagnostic = finding.diagnostic;
    out.put(&["{\"description\":"]);
    match &diagnostic.help {
        Some(help) => out.quoted(&[diagnostic.what.as_str(), ": ", help].concat())?,
        None => out.quoted(&diagnostic.what)?,
    }
    out.put(&[",\"check_name\":\"", diagnostic.code]);
    out.put(&["\",\"fingerprint\":\"", &finding.fingerprint]);
    out.put(&["\",\"severity\":\"", severity(diagnostic.level), "\",\"location\":{\"path\":"]);
    out.quoted(&finding.at.path)?;
    out.put(&[",\"lines\":{\"begin\":"]);
    out.number(finding.at.line);
    out.put(&[",\"end\":"]);
    out.number(finding.at.end_line);
    out.put(&["}}}"]);
    Ok(())
}

/// GitLab knows info, minor, major, critical and blocker.
const fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}
