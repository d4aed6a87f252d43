//! Findings as `JUnit` XML: a suite for each document, in it a failed case for each error and warning.
//!
//! A case can fail only once in `JUnit`, so a document with several findings has several cases and the totals are
//! those of every other format. Notes do not fail: their cases pass and say the note as output.

use std::collections::BTreeMap;
use std::io;

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use crate::base::diagnostic::Level;
use crate::report::Report;
use crate::report::located::Finding;

/// Writes the XML.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut files: BTreeMap<&str, Vec<&Finding>> =
        report.documents.iter().map(|path| (path.as_str(), Vec::new())).collect();
    for finding in &report.findings {
        files.entry(&finding.at.path).or_default().push(finding);
    }
    let mut xml = quick_junit::Report::new("throughline check");
    if let Some(elapsed) = report.elapsed {
        xml.set_time(elapsed);
    }
    for (path, findings) in files {
        let mut suite = TestSuite::new(path);
        if findings.is_empty() {
            let mut case = TestCase::new("no findings", TestCaseStatus::success());
            case.set_classname(path);
            suite.add_test_case(case);
        }
        suite.add_test_cases(findings.into_iter().map(case));
        xml.add_test_suite(suite);
    }
    let text = xml.to_string().map_err(io::Error::other)?;
    // No XML may hold these two, however they are written.
    out.write_all(text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}").as_bytes())?;
    out.write_all(b"\n")
}

fn case(finding: &Finding) -> TestCase {
    let diagnostic = finding.diagnostic;
    let at = &finding.at;
    let said = said(finding);
    let status = match diagnostic.level {
        Level::Note => TestCaseStatus::success(),
        Level::Error | Level::Warning => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status
                .set_message(diagnostic.what.as_str())
                .set_type(diagnostic.level.as_str())
                .set_description(said.as_str());
            status
        }
    };
    let name = format!("{} at {}:{}", diagnostic.code, at.line, at.column);
    let mut case = TestCase::new(name, status);
    case.set_classname(at.path.as_str());
    case.extra.insert("file".into(), at.path.as_str().into());
    case.extra.insert("line".into(), at.line.to_string().into());
    if diagnostic.level == Level::Note {
        case.set_system_out(said);
    }
    case
}

fn said(finding: &Finding) -> String {
    let diagnostic = finding.diagnostic;
    let at = &finding.at;
    let mut said = format!(
        "{}[{}]: {}\n{}:{}:{}",
        diagnostic.level, diagnostic.code, diagnostic.what, at.path, at.line, at.column
    );
    for (other, what) in &finding.related {
        said += &format!("\n{}:{}:{}: {what}", other.path, other.line, other.column);
    }
    if !diagnostic.why.is_empty() {
        said += &format!("\nwhy: {}", diagnostic.why);
    }
    if let Some(help) = &diagnostic.help {
        said += &format!("\nhelp: {help}");
    }
    said
}
